//! Builders of printed documents: a plain voter by default, and lists and cards of many.

use super::tools::Printed;
use chrono::NaiveDate;
use cutri::law::FormProfile;
use cutri::people::Sex;
use cutri::render::forms;
use cutri::render::pdf::{
    Card, CardDocument, Document, Layout, ListCopy, ListDocument, ListRow, PdfError, Printer, Signature,
};
use cutri::roll::{Count, Status, Totals};
use cutri::territory::{Level, Levels};
use std::borrow::Cow;
use std::sync::{LazyLock, Mutex, PoisonError};

static PRINTER: LazyLock<Printer> = LazyLock::new(|| Printer::new().expect("the bundled faces are sound"));

/// The printer all tests share.
pub fn printer() -> &'static Printer {
    &PRINTER
}

/// The bytes of a document, laid out as wanted.
pub fn printed_as<'d>(document: impl Into<Document<'d>>, layout: Layout) -> Vec<u8> {
    static PRINTERS: Mutex<Vec<(Layout, &'static Printer)>> = Mutex::new(Vec::new());
    let mut printers = PRINTERS.lock().unwrap_or_else(PoisonError::into_inner);
    let known = printers.iter().find(|(known, _)| *known == layout).map(|(_, printer)| *printer);
    let printer = known.unwrap_or_else(|| {
        let made: &'static Printer = Box::leak(Box::new(Printer::of(layout).expect("the faces are sound")));
        printers.push((layout, made));
        made
    });
    drop(printers);
    let mut bytes = Vec::new();
    printer.print(document, &mut bytes).expect("a plain document prints");
    bytes
}

const FAMILY: [&str; 7] = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Đặng", "Vừ"];
const MIDDLE: [&str; 5] = ["Văn", "Thị", "Hoàng Minh", "Thị Ngọc", "Đức"];
const GIVEN: [&str; 8] = ["Ấn", "Bình", "Quỳnh", "Hiếu", "Phượng", "Nghĩa", "Trường", "Uyển"];

/// A plain voter of all ballots with this number; even numbers are women.
pub fn row(number: u32) -> ListRow<'static> {
    let at = number as usize;
    ListRow {
        number,
        full_name: format!("{} {} {}", FAMILY[at % 7], MIDDLE[at % 5], GIVEN[at % 8]).into(),
        birth_date: format!("{:02}/{:02}/{}", number % 28 + 1, number % 12 + 1, 1940 + number % 67).into(),
        sex: if number.is_multiple_of(2) { Sex::Female } else { Sex::Male },
        personal_id: format!("0372{:08}", u64::from(number) * 104_729 % 100_000_000).into(),
        ethnicity: "Kinh".into(),
        occupation: "Nông dân".into(),
        permanent_residence: format!("Thôn {}, xã Xuân Hòa, tỉnh Ninh Bình", at % 9 + 1).into(),
        temporary_residence: Cow::Borrowed(""),
        current_place: Cow::Borrowed(""),
        ballots: Levels::ALL,
        remark: Cow::Borrowed(""),
        status: Status::Listed,
    }
}

/// The sums of rows.
pub fn totals(rows: &[ListRow<'_>]) -> Totals {
    let mut totals = Totals::default();
    for row in rows.iter().filter(|row| row.status == Status::Listed) {
        let add = |count: &mut Count| {
            count.total += 1;
            match row.sex {
                Sex::Male => count.male += 1,
                Sex::Female => count.female += 1,
            }
        };
        add(&mut totals.voters);
        for level in row.ballots.iter() {
            add(match level {
                Level::National => &mut totals.national,
                Level::Provincial => &mut totals.provincial,
                Level::Communal => &mut totals.communal,
            });
        }
    }
    totals
}

fn signature() -> Signature<'static> {
    Signature {
        place_and_date: "Xuân Hòa, ngày 03 tháng 02 năm 2026".into(),
        lines: vec!["TM. ỦY BAN NHÂN DÂN".into(), "CHỦ TỊCH".into()],
        ..Signature::default()
    }
}

fn election() -> Vec<Cow<'static, str>> {
    vec![
        "BẦU CỬ ĐẠI BIỂU QUỐC HỘI KHÓA XVI".into(),
        "VÀ BẦU CỬ ĐẠI BIỂU HỘI ĐỒNG NHÂN DÂN CÁC CẤP NHIỆM KỲ 2026-2031".into(),
    ]
}

fn committee() -> Vec<Cow<'static, str>> {
    vec!["ỦY BAN NHÂN DÂN".into(), "XÃ XUÂN HÒA".into()]
}

fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 2, 3).expect("a day of the calendar")
}

/// A list of these rows, official copy, all levels elected.
pub fn list_of(rows: Vec<ListRow<'_>>) -> ListDocument<'_> {
    ListDocument {
        form: &forms::of(FormProfile::LATEST).list,
        copy: ListCopy::Official,
        title: "Danh sách cử tri khu vực bỏ phiếu số 01, xã Xuân Hòa".into(),
        date: date(),
        committee: committee(),
        election: election(),
        area: "Khu vực bỏ phiếu số 01 thuộc xã Xuân Hòa, tỉnh Ninh Bình".into(),
        version: "phiên bản 1 – 1a2b3c4d5e6f".into(),
        qr: "cutri;2026;37001-01;v1;1a2b3c4d5e6f".into(),
        levels: Levels::ALL,
        totals: totals(&rows),
        rows,
        signature: signature(),
    }
}

/// A list of `count` plain voters.
pub fn list(count: u32) -> ListDocument<'static> {
    list_of((1..=count).map(row).collect())
}

/// Prints a list; tells its pages too.
pub fn print_list(document: &ListDocument<'_>) -> Result<(u32, Printed), PdfError> {
    let mut bytes = Vec::new();
    let pages = printer().print(document, &mut bytes)?;
    Ok((pages, Printed::new(&bytes)))
}

/// A plain voter's card with this number.
pub fn card(number: u32) -> Card<'static> {
    let row = row(number);
    Card {
        number,
        full_name: row.full_name,
        birth_date: row.birth_date,
        sex: row.sex,
        residence: row.permanent_residence,
        personal_id: row.personal_id,
        qr: format!("CUTRI;bau-cu-2026;37001-01;{number};K7Q2").into(),
    }
}

/// These cards.
pub fn cards_of(cards: Vec<Card<'_>>) -> CardDocument<'_> {
    CardDocument {
        of_later_days: Vec::new(),
        form: &forms::of(FormProfile::LATEST).card,
        title: "Thẻ cử tri khu vực bỏ phiếu số 01, xã Xuân Hòa".into(),
        date: date(),
        committee: committee(),
        election: election(),
        area_number: "01".into(),
        commune: "xã Xuân Hòa".into(),
        province: "tỉnh Ninh Bình".into(),
        signature: signature(),
        cards,
    }
}

/// Prints cards; tells their pages too.
pub fn print_cards(document: &CardDocument<'_>) -> Result<(u32, Printed), PdfError> {
    let mut bytes = Vec::new();
    let pages = printer().print(document, &mut bytes)?;
    Ok((pages, Printed::new(&bytes)))
}
