//! Each layout that communes use is read as it stands.

use super::book::{Book, Sheet, column, form_31, persons, places, questions, rows, sheet, table, told};
use cutri::import::{Aside, Mapping, Outcome, Told, draw, read};

#[test]
fn form_31_is_read_whole() {
    let drawn = form_31().draw();
    assert_eq!(questions(&drawn), Vec::<&str>::new());
    assert_eq!(persons(&drawn), (9..=14).collect::<Vec<_>>());
    let births = ["1980-03-05", "1982", "1955-11-12", "2000-04-03", "1991-08-07", "1968-12-30"];
    assert_eq!(column(&drawn, "persons", "birth_date"), births);
    assert_eq!(column(&drawn, "persons", "sex"), ["nam", "nữ", "nam", "nữ", "nữ", "nam"]);
    assert_eq!(column(&drawn, "persons", "nationality"), vec!["VNM"; 6]);
    assert_eq!(column(&drawn, "persons", "full_name")[2], "LÊ VĂN CHÂU");
    assert_eq!(drawn.as_of.unwrap().to_string(), "2026-01-20");
    assert!(drawn.election.contains("election_day = \"2026-03-15\""), "{}", drawn.election);
    assert_eq!(table(&drawn, "communes")[0]["commune_code"], "31001");
    assert_eq!(told(&drawn), [(11, Told::CapitalName), (13, Told::TemporaryRenewed)]);
}

#[test]
fn form_31_tells_where_people_vote() {
    let drawn = form_31().draw();
    assert_eq!(column(&drawn, "hamlets", "name"), ["Thôn Đông", "Thôn Tây"]);
    assert_eq!(column(&drawn, "areas", "number"), ["22"]);
    assert_eq!(column(&drawn, "area_parts", "hamlet_code"), ["31001-T01", "31001-T02"]);
    let kinds = ["permanent", "permanent", "permanent", "temporary", "temporary", "permanent"];
    assert_eq!(column(&drawn, "residences", "kind"), kinds);
    let dates = column(&drawn, "residences", "registered_on");
    assert_eq!(dates, ["", "", "", "2025-05", "2020", ""]);
    // Who is listed since long has the registration renewed: a list of voters has nobody whose residence lapsed.
    assert_eq!(column(&drawn, "residences", "expires_on"), ["", "", "", "", "2026-03-15", ""]);
    // The hamlet has a column of its own.
    let addresses = ["Số 1", "Số 1", "Số 2", "Số 9", "Số 9", "Số 3"];
    assert_eq!(column(&drawn, "residences", "address"), addresses);
    // Only who said that they vote there stands in the column of temporary residences.
    assert_eq!(column(&drawn, "wishes", "personal_id"), ["031300000004", "031191000005"]);
    // The list's order is kept.
    assert_eq!(column(&drawn, "residences", "house_order"), ["1", "2", "3", "4", "5", "6"]);
}

#[test]
fn what_is_no_person_is_named() {
    let drawn = form_31().draw();
    let outcome = |number: u32| drawn.rows().find(|row| row.number == number).unwrap().outcome.clone();
    let expected = [
        (1, Aside::Title),
        (5, Aside::Title),
        (6, Aside::Head),
        (7, Aside::Head),
        (8, Aside::Numbering),
        (15, Aside::Sum),
        (16, Aside::Sum),
        (17, Aside::Sum),
        (18, Aside::End),
        (19, Aside::End),
        (21, Aside::End),
    ];
    for (number, why) in expected {
        assert_eq!(outcome(number), Outcome::Aside(why), "row {number}");
    }
}

#[test]
fn sums_are_counted_again() {
    let drawn = form_31().draw();
    let found: Vec<_> = drawn.sums.iter().map(|sum| (sum.row, sum.what, sum.written, sum.counted)).collect();
    assert!(found.contains(&(15, "Nam", Some(3), 3)), "{found:?}");
    assert!(found.contains(&(15, "Bầu HĐND xã, phường, đặc khu", Some(5), 5)), "{found:?}");
    assert!(
        found.contains(&(16, "Tổng số người", Some(6), 6)) && found.contains(&(17, "Bầu ĐBQH", Some(6), 6))
    );
    let mut book = form_31();
    book.0[0].rows[15][0] = "Tổng số cử tri là: 1.614 người; trong đó có: 811 Nam; 803 Nữ.".into();
    let drawn = book.draw();
    let differing = told(&drawn).into_iter().filter(|told| *told == (16, Told::SumDiffers)).count();
    assert_eq!(differing, 3);
    assert!(drawn.sums.iter().any(|sum| sum.written == Some(1614) && sum.counted == 6));
}

#[test]
fn fifteen_columns_with_card_and_area_are_read() {
    let drawn = Book::of(
        "Sheet1",
        "DANH SÁCH CỬ TRI xã An Bình tỉnh Xuân Hòa nhiệm kỳ 2026-2031
         Ngày 20 tháng 01 năm 2026
         Số thẻ|Họ và tên|Ngày sinh|Nam|Nữ|CCCD|Dân tộc|Thường trú|Tạm trú|Nơi ở hiện tại|KVBP|QH|TP|P|Ghi chú
         1|Nguyễn Văn An|@1980-03-05|x.||031080000001|Kinh|Tổ 1|||KV22|x|x|x|
         2|Trần Thị Bình|@1982-07-01||X|031182000002|Kinh|Tổ 1|||KV23|x|x|x|",
    )
    .draw();
    assert_eq!(questions(&drawn), Vec::<&str>::new());
    assert_eq!(column(&drawn, "areas", "number"), ["22", "23"]);
    // A group that is parted between two areas is two parts.
    let parts = ["Tổ 1 – khu vực bỏ phiếu số 22", "Tổ 1 – khu vực bỏ phiếu số 23"];
    assert_eq!(column(&drawn, "hamlets", "name"), parts);
    assert_eq!(column(&drawn, "residences", "hamlet_code"), ["31001-T01", "31001-T02"]);
}

#[test]
fn a_short_list_asks_whether_numbers_tell_sex_and_birth() {
    let book = Book::of(
        "DS",
        "Danh sách cử tri phường Bến Nước, ngày 20 tháng 01 năm 2026, nhiệm kỳ 2026-2031
         Họ tên|Số CCCD|Khu vực
         Nguyễn Văn An|031080000001|1
         Trần Thị Bình|031182000002|2",
    );
    assert_eq!(questions(&book.draw()), ["from_number"]);
    let drawn = book.draw_with("from_number = true");
    assert_eq!(questions(&drawn), Vec::<&str>::new());
    assert_eq!(column(&drawn, "persons", "birth_date"), ["1980", "1982"]);
    assert_eq!(column(&drawn, "persons", "sex"), ["nam", "nữ"]);
    assert_eq!(told(&drawn).iter().filter(|(_, told)| *told == Told::SexFromNumber).count(), 2);
    assert_eq!(column(&drawn, "hamlets", "name"), ["Khu vực bỏ phiếu số 1", "Khu vực bỏ phiếu số 2"]);
}

/// A household list: who belongs together is told by numbers that stand once, as merged cells leave them.
const HOUSEHOLDS: &str = "Số hộ|Họ và tên|Quan hệ với chủ hộ|Ngày sinh|Giới tính|Số định danh cá nhân|Địa chỉ
    1|Nguyễn Văn An|Chủ hộ|05/03/1980|Nam|031080000001|Số 1
    |Trần Thị Bình|Vợ|1982|Nữ|031182000002|Số 1
    |Nguyễn Đức Cường|con trai|15/03/2010|Nam|031210000003|Số 1
    2|Lê Thị Dung|CHỦ HỘ|02/1955|Nữ|031155000004|Số 2";

const CHOSEN: &str = "commune_code = \"31001\"\nas_of = \"2026-01-20\"\nnationality = \"VNM\"\n";

#[test]
fn a_household_list_asks_what_it_does_not_tell() {
    let drawn = Book::of("Thôn Đông", HOUSEHOLDS).draw();
    assert_eq!(
        questions(&drawn),
        [
            "commune_code",
            "commune_name",
            "province_code",
            "province_name",
            "as_of",
            "nationality",
            "areas.Thôn Đông"
        ]
    );
    for key in ["commune_code", "as_of", "nationality"] {
        assert!(drawn.mapping.contains(&format!("\n{key} = ")), "{}", drawn.mapping);
    }
    assert!(drawn.mapping.contains("HỎI: Thôn Đông thuộc khu vực bỏ phiếu số mấy?"), "{}", drawn.mapping);
}

#[test]
fn the_answers_are_the_file_that_asked_filled_in() {
    let book = Book::of("Thôn Đông", HOUSEHOLDS);
    let asked = book.draw().mapping;
    let answered = asked
        .replace("as_of = \"\"", "as_of = \"2026-01-20\"")
        .replace("commune_code = \"\"", "commune_code = \"31001\"")
        .replace("nationality = \"\"", "nationality = \"VNM\"")
        .replace("\"Thôn Đông\" = \"\"", "\"Thôn Đông\" = 3");
    let drawn = book.draw_with(&answered);
    assert_eq!(questions(&drawn), Vec::<&str>::new(), "{answered}");
    assert_eq!(column(&drawn, "areas", "number"), ["3"]);
    // What was found and chosen stands in the next file too, so that a third run asks nothing.
    assert_eq!(questions(&book.draw_with(&drawn.mapping)), Vec::<&str>::new());
}

#[test]
fn what_was_not_answered_is_asked_again() {
    let book = Book::of("Thôn Đông", HOUSEHOLDS);
    let drawn = book.draw();
    assert_eq!(questions(&book.draw_with(&drawn.mapping)), questions(&drawn));
}

#[test]
fn whatever_a_sheet_is_called_the_file_that_asks_is_read_again() {
    let (_folder, path) = Book::of("Thôn Đông", HOUSEHOLDS).write("so.xlsx");
    let mut grids = read(&path).unwrap();
    let chosen = Mapping::parse("[election]\n\"tên khác\" = \"hai\\ndòng\"\n").unwrap();
    let names = [
        "Thôn \"Đông\" K'Brim",
        "Thôn\nĐông",
        "Thôn\u{7}Đông",
        "Thôn \\ Đông",
        "'''",
        "\"\"\"",
        "#",
        "\u{85}",
    ];
    for name in names {
        grids[0].sheet = name.into();
        let drawn = draw(&grids, &chosen, &places());
        let written = Mapping::parse(&drawn.mapping).unwrap_or_else(|error| panic!("{name:?}: {error}"));
        let again = draw(&grids, &written, &places());
        assert_eq!((again.tables, again.mapping), (drawn.tables, drawn.mapping), "{name:?}");
    }
}

#[test]
fn households_are_read_by_number_and_relation() {
    let drawn = Book::of("Thôn Đông", HOUSEHOLDS).draw_with(&format!("{CHOSEN}[areas]\n\"Thôn Đông\" = 1"));
    let households = ["thon-dong-1", "thon-dong-1", "thon-dong-1", "thon-dong-2"];
    assert_eq!(column(&drawn, "persons", "household_id"), households);
    assert_eq!(column(&drawn, "persons", "household_role"), ["head", "spouse", "child", "head"]);
    assert_eq!(column(&drawn, "residences", "house_order"), ["1", "1", "1", "2"]);
    assert_eq!(column(&drawn, "hamlets", "name"), ["Thôn Đông"]);
}

#[test]
fn sheets_of_hamlets_are_read_and_the_summary_is_left_aside() {
    let mut book = Book(vec![
        sheet("Tổng hợp", HOUSEHOLDS),
        sheet("Thôn Đông", HOUSEHOLDS),
        sheet("Thôn Tây", HOUSEHOLDS),
    ]);
    for row in &mut book.0[2].rows[1..] {
        row[5] = row[5].replace("031", "036");
    }
    book.0[0].rows.push(rows("3|Phạm Văn Sót|Chủ hộ|1970|Nam|031070000099|Số 9").remove(0));
    let drawn = book.draw_with(&format!("{CHOSEN}[areas]\n\"Thôn Đông\" = 1\n\"Thôn Tây\" = 2"));
    assert_eq!(drawn.taken("persons"), 8);
    assert_eq!(column(&drawn, "hamlets", "name"), ["Thôn Đông", "Thôn Tây"]);
    assert_eq!(column(&drawn, "area_parts", "area_code"), ["31001-01", "31001-02"]);
    // Who stands on the summary alone is not lost.
    assert!(told(&drawn).contains(&(6, Told::OnlyInSummary)));
}

#[test]
fn births_under_male_and_female_are_read() {
    let drawn = Book::of(
        "Tổ 5",
        "TT|Họ và tên|Năm sinh||CCCD
         ||Nam|Nữ|
         1|Nguyễn Văn An|1980||031080000001
         2|Trần Thị Bình||01/02/1982|031182000002",
    )
    .draw_with(&format!("{CHOSEN}[areas]\n\"Tổ 5\" = 1"));
    assert_eq!(column(&drawn, "persons", "sex"), ["nam", "nữ"]);
    assert_eq!(column(&drawn, "persons", "birth_date"), ["1980", "1982-02-01"]);
}

#[test]
fn lines_between_people_name_areas_and_hamlets() {
    let mut text = String::from("STT|Họ và tên|Ngày sinh|Nam|Nữ|Căn cước|QH|Tỉnh|Xã\n");
    text += "KV 1||||||||\n1|Nguyễn Văn An|1980|x||031080000001|x|x|x\n";
    text += "Tổng số|||#1|#0||#1|#1|#1\nKV 2||||||||\n2|Trần Thị Bình|1982||x|031182000002|x|x|x\nTổng số|||#0|#1||#1|#1|#1";
    let drawn =
        Book::of("DS", &text).draw_with(&format!("{CHOSEN}[election]\nelection_day = \"2026-03-15\""));
    assert_eq!(questions(&drawn), Vec::<&str>::new());
    assert_eq!(column(&drawn, "areas", "number"), ["1", "2"]);
    assert_eq!(told(&drawn), []);
}

#[test]
fn addresses_of_another_commune_are_of_another_commune() {
    let drawn = Book::of(
        "KV 1",
        "DANH SÁCH CỬ TRI xã An Bình tỉnh Xuân Hòa ngày 20 tháng 01 năm 2026 nhiệm kỳ 2026-2031
         STT|Họ và tên|Ngày sinh|Nam|Nữ|Căn cước|Thường trú|Tạm trú|QH|Tỉnh|Xã|Ghi chú
         1|Nguyễn Văn An|1980|x||031080000001|Tổ 3, phường Bến Nước|Thôn Đông|x|x|x|từ 2020
         2|Trần Thị Bình|1982||x|031182000002|Thôn Tây||x|x|x|Người đang bị tạm giam",
    )
    .draw();
    assert_eq!(column(&drawn, "residences", "commune_code"), ["31002", "31001", "31001"]);
    // Its hamlet is one of theirs.
    assert_eq!(column(&drawn, "hamlets", "name"), ["Thôn Đông", "Thôn Tây"]);
    assert_eq!(told(&drawn), [(3, Told::TemporaryRenewed), (4, Told::NoteUnused)]);
}

#[test]
fn a_number_that_lost_its_zero_is_taken_where_sex_and_year_agree() {
    let list = |sex: &str| {
        let text = format!(
            "STT|Họ và tên|Ngày sinh|Giới tính|CCCD|Quốc tịch\n1|Nguyễn Văn An|1980|{sex}|#31080000001|Việt Nam"
        );
        Book::of("Thôn Đông", &text).draw_with(&format!("{CHOSEN}[areas]\n\"Thôn Đông\" = 1"))
    };
    let drawn = list("Nam");
    assert_eq!(column(&drawn, "persons", "personal_id"), ["031080000001"]);
    assert_eq!(told(&drawn), [(2, Told::NumberMended)]);
    let drawn = list("Nữ");
    assert_eq!(column(&drawn, "persons", "personal_id"), ["31080000001"]);
    assert_eq!(told(&drawn), [(2, Told::NumberDamaged)]);
}

#[test]
fn a_row_that_was_broken_in_two_is_asked_for_and_joined_on_demand() {
    let book = Book::of(
        "Thôn Đông",
        "STT|Họ và tên|Ngày sinh|Giới tính|CCCD|Quốc tịch
         1|Nguyễn Văn|05/03/1980|Nam|031080000001|Việt Nam
         |An||||
         2|Trần Thị Bình|1982|Nữ|031182000002|Việt Nam",
    );
    let chosen = format!("{CHOSEN}join_broken_rows = JOIN\n[areas]\n\"Thôn Đông\" = 1");
    let drawn = book.draw_with(&chosen.replace("JOIN", "false"));
    assert_eq!(column(&drawn, "persons", "full_name"), ["Nguyễn Văn", "Trần Thị Bình"]);
    assert_eq!(told(&drawn), [(2, Told::LineBroken)]);
    let likely = drawn.rows().find_map(|row| row.remarks.first()).unwrap().likely.clone();
    assert!(likely.contains("Nguyễn Văn An"), "{likely}");
    let drawn = book.draw_with(&chosen.replace("JOIN", "true"));
    assert_eq!(column(&drawn, "persons", "full_name"), ["Nguyễn Văn An", "Trần Thị Bình"]);
    assert_eq!(told(&drawn), [(2, Told::LineJoined)]);
}

#[test]
fn columns_in_any_order_are_read() {
    let reversed = |sheet: &Sheet| {
        let width = sheet.rows.iter().map(Vec::len).max().unwrap();
        let turn = |row: &Vec<String>| {
            let mut row = row.clone();
            row.resize(width, String::new());
            row.into_iter().rev().collect()
        };
        Sheet { name: sheet.name.clone(), rows: sheet.rows.iter().map(turn).collect() }
    };
    let text = "STT|Họ và tên|Ngày sinh|Giới tính|CCCD|Quốc tịch|Thôn
         1|Nguyễn Văn An|05/03/1980|Nam|031080000001|Việt Nam|Thôn Đông
         2|Trần Thị Bình|1982|Nữ|031182000002|Việt Nam|Thôn Tây";
    let chosen = format!("{CHOSEN}[areas]\n\"Thôn Đông\" = 1\n\"Thôn Tây\" = 1");
    let straight = sheet("DS", text);
    let expected = Book(vec![straight.clone()]).draw_with(&chosen).tables;
    assert_eq!(Book(vec![reversed(&straight)]).draw_with(&chosen).tables, expected);
}
