//! Lists of any size and of any names: every cell is read back in its row and order, and no row is torn.

use super::pdf_documents::{list, list_of, print_list, row};
use cutri::render::pdf::{ListDocument, ListRow, in_figures, in_words};
use cutri::territory::{Level, Levels};

/// How the form marks a sex and a ballot.
const MARKS: [&str; 2] = ["X", "0"];

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// What a row begins with, and its other cells, in the order of the form.
fn cells(row: &ListRow<'_>) -> (String, Vec<String>) {
    let begin = bare(&format!("{} {} {}", row.number, row.full_name, row.birth_date));
    let address = |text: &str| if text.is_empty() { MARKS[1].to_owned() } else { bare(text) };
    let others = [
        bare(&row.personal_id),
        bare(&row.ethnicity),
        address(&row.permanent_residence),
        address(&row.temporary_residence),
        address(&row.current_place),
        bare(&row.remark),
    ];
    (begin, others.into_iter().filter(|text| !text.is_empty()).collect())
}

/// Takes each cell out of a row's text; what is left are its marks.
fn marks(said: &str, cells: &[String], told: &str) -> String {
    let (mut rest, mut marks) = (said, String::new());
    for cell in cells {
        let (before, after) =
            rest.split_once(cell.as_str()).unwrap_or_else(|| panic!("{told}: {cell:?} is not in {said:?}"));
        marks.push_str(before);
        rest = after;
    }
    marks + rest
}

/// Reads the whole list back.
fn check(document: &ListDocument<'_>) {
    let count = document.rows.len();
    let (pages, printed) = print_list(document).unwrap_or_else(|error| panic!("{count} rows: {error}"));
    assert_eq!(printed.property("Pages"), pages.to_string(), "{count} rows");
    let drawn = printed.drawn_pages();
    assert_eq!(drawn.len(), pages as usize, "{count} rows");
    let begins: Vec<(String, Vec<String>)> = document.rows.iter().map(cells).collect();
    let (mut page, mut from) = (0, 0);
    for (at, (begin, others)) in begins.iter().enumerate() {
        let told = format!("row {} of {count}", document.rows[at].number);
        while !drawn[page][from..].contains(begin.as_str()) {
            (page, from) = (page + 1, 0);
            assert!(page < drawn.len(), "{told}: {begin:?} is not read back");
        }
        let rest = &drawn[page][from..];
        let start = rest.find(begin.as_str()).expect("it was found");
        let said = &rest[start + begin.len()..];
        let next = begins.get(at + 1).and_then(|(next, _)| said.find(next.as_str()));
        let own = &said[..next.unwrap_or(said.len())];
        let marks = marks(own, others, &told);
        if next.is_some() {
            let ballots = document.rows[at].ballots;
            let ballots = Level::ALL.map(|level| MARKS[usize::from(!ballots.contains(level))]);
            assert_eq!(marks, format!("{}{}", MARKS[0], ballots.concat()), "{told}: marks");
        }
        from += start + begin.len();
    }
    assert_eq!(page + 1, drawn.len(), "{count} rows: the last row is not with the signature");
    for (page, number) in drawn.iter().zip(1..) {
        assert_eq!(page.contains(&format!("{number}Bảnchính")), number > 1, "{count} rows: page {number}");
        assert_eq!(page.contains("CHỦTỊCH"), number == pages, "{count} rows: page {number}");
    }
    let totals = &document.totals.voters;
    let sum = format!(
        "Tổng số cử tri của khu vực bỏ phiếu là: {} ({}) người;",
        in_figures(totals.total),
        in_words(totals.total)
    );
    assert!(drawn.concat().contains(&bare(&sum)), "{count} rows: {sum}");
}

#[test]
fn lists_of_any_size_are_read_back_cell_by_cell() {
    // The largest area of the law, and as many as fit before a fifth digit.
    for count in [1, 2, 11, 12, 40, 4_000, 9_999] {
        check(&list(count));
    }
}

#[test]
fn a_list_of_nobody_says_so_over_a_signature() {
    let (pages, printed) = print_list(&list(0)).expect("an empty list prints");
    let text = printed.drawn();
    assert_eq!(pages, 1);
    for said in ["khuvựcbỏphiếulà:0(không)người", "CHỦTỊCH"] {
        assert!(text.contains(said), "{said:?} is not in {text:?}");
    }
}

/// Names as they are in the registers of the delta, the north and the highlands, and longer.
pub const NAMES: &[&str] = &[
    "Vũ A",
    "Nguyễn Hoàng Trần Lê Thị Phương Thảo Nguyên Quỳnh Như",
    "Công Tằng Tôn Nữ Hoàng Phương Quỳnh Hương Nguyễn Phúc Bảo Long Ngọc Diệp",
    "Lâm Hoàng Anh Nguyễn Phước Bảo Trân Huyền Trang Khánh Vy",
    "H' Ngăm Niê Kdăm",
    "Ksor H'Blâm",
    "H’Hen Niê",
    "Y Ƀlŏ Êƀan",
    "Giàng A Páo",
    "Sùng Thị Dếnh",
    "Điểu K'Rứ",
    "Kră̆n Čư̆ Ŏ",
    "Nguyễn-Lê Jean-Baptiste Ñandú Zoë",
    "TRƯƠNG THỊ QUỲNH NGHIÊNG",
    "Nguyễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễễn",
    "ƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠƯƠ",
];

/// Addresses of 60 and 120 letters, and of one word.
pub const ADDRESSES: &[&str] = &[
    "Số 12, ngõ 34, đường Nguyễn Trường Tộ, tổ dân phố số 5, Hòa",
    "Căn hộ 1204, tòa nhà B2, khu đô thị mới Hoàng Anh, đường Nguyễn Trường Tộ kéo dài, tổ dân phố 15, phường Đông Phong, Hà",
    "Buôn-Ƀlŏ-Êƀan-liền-một-mạch-không-có-khoảng-trắng-nào-để-ngắt-dòng",
    "",
];

/// A list in which every name meets every address.
pub fn hard() -> ListDocument<'static> {
    let pairs = NAMES.iter().flat_map(|name| ADDRESSES.iter().map(move |address| (*name, *address)));
    let rows = pairs.zip(1..).map(|((name, address), number)| {
        let mut row = row(number);
        row.full_name = name.into();
        row.permanent_residence = address.into();
        row.temporary_residence = if number.is_multiple_of(3) { ADDRESSES[1].into() } else { "".into() };
        row.remark = if number.is_multiple_of(5) {
            "Bỏ phiếu tại nơi tạm trú; đi lại khó khăn".into()
        } else {
            "".into()
        };
        row.ethnicity =
            if number.is_multiple_of(2) { "Xơ Đăng (Xơ Teng)".into() } else { "Ê Đê".into() };
        row.occupation = "Công nhân kỹ thuật viễn thông".into();
        row.ballots =
            if number.is_multiple_of(7) { Levels::ALL.without(Level::Communal) } else { Levels::ALL };
        row
    });
    list_of(rows.collect())
}

#[test]
fn hard_names_and_addresses_are_read_back_whole() {
    check(&hard());
}
