//! `check --fix`: an extract written anew holds what is surely known, and asks for the rest; nothing is corrected silently.

use super::builder::{Folder, Outcome, read, small};
use crate::support::foreign::sqlite;
use crate::support::package::{Package, Rows};
use crate::support::program::{Ran, cutri, text};
use calamine::{Data, Reader, Xlsx, open_workbook};
use cutri::people::HouseholdRole;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::path::Path;
use tempfile::TempDir;

/// A row of the workbook of corrections, without the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    table: String,
    line: String,
    column: String,
    was: String,
    becomes: String,
    said: String,
}

fn row([table, line, column, was, becomes, said]: [&str; 6]) -> Row {
    let [table, line, column, was, becomes, said] =
        [table, line, column, was, becomes, said].map(str::to_owned);
    Row { table, line, column, was, becomes, said }
}

/// The rows of a workbook of corrections; each has a reason.
fn rows(path: &Path) -> Vec<Row> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range("Các chỗ sửa").unwrap();
    let cell = |row: &[Data], at: usize| row.get(at).map(ToString::to_string).unwrap_or_default();
    let below = range.rows().skip_while(|row| cell(row, 0) != "bảng").skip(1);
    below
        .map(|row| {
            assert!(!cell(row, 5).is_empty(), "a reason");
            let [table, line, column, was, becomes, said] = [0, 1, 2, 3, 4, 6].map(|at| cell(row, at));
            Row { table, line, column, was, becomes, said }
        })
        .collect()
}

/// A workbook with the same rows and somebody's words in them.
fn answered(rows: &[Row], path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, name) in (0..).zip(["bảng", "dòng", "cột", "giá trị cũ", "giá trị mới", "lý do", "chấp nhận"])
    {
        sheet.write_string(0, at, name).unwrap();
    }
    for (at, row) in (1..).zip(rows) {
        let Row { table, line, column, was, becomes, said } = row;
        for (place, text) in (0..).zip([table, line, column, was, becomes, "", said]) {
            sheet.write_string(at, place, text).unwrap();
        }
    }
    book.save(path).unwrap();
}

fn fix(extract: &TempDir, out: &Path, accept: Option<&Path>) -> Ran {
    let mut arguments = vec!["check", text(extract.path()), "--fix", text(out), "--lang", "vi"];
    if let Some(accept) = accept {
        arguments.extend(["--accept", text(accept)]);
    }
    cutri(&arguments)
}

fn reading(out: &Path) -> Outcome {
    read(&out.join("extract"), 64 << 20).unwrap_or_else(|error| panic!("{error}"))
}

/// An extract as an office may have it.
fn office() -> Folder {
    small()
        .replace(
            "persons.csv",
            "031080000001,Nguyễn Văn An,1980-05-04",
            "31080000001,Nguyễn Văn An,04.05.1980",
        )
        .replace("persons.csv", "1955-02", "02/1955")
        .replace("persons.csv", "spouse", "chồngg")
        .replace("persons.csv", "head", "chủ hộ")
        .replace("persons.csv", "2026-01-05T10:00:00", "hôm qua")
        .replace("residences.csv", "Số 12,12", "Số 12,12A")
        .replace("statuses.csv", "2020-01-01", "5/7/20")
        .replace("areas.csv", "21.05", "\"21,05\"")
        .replace("areas.csv", "06:00", "6h00")
}

#[test]
fn a_corrected_extract_says_the_same_and_needs_no_correction_any_more() {
    let (extract, out) = (office().write(), tempfile::tempdir().unwrap());
    let out = out.path().join("fixed");
    let ran = fix(&extract, &out, None).ended(1);
    assert!(ran.err.contains("corrections.xlsx") || ran.out.contains("corrections.xlsx"), "{ran:?}");

    let (before, after) = (read(extract.path(), 64 << 20).unwrap(), reading(&out));
    assert_eq!(after.facts, before.facts);
    assert_eq!(after.units, before.units);
    assert_eq!(after.snapshot_id, before.snapshot_id);
    assert_eq!(after.reject_texts(), before.reject_texts(), "what nobody could read stands where it stood");
    let mended = |outcome: &Outcome| {
        outcome.findings.iter().filter(|found| found.rule.as_str().ends_with("_mended")).count()
    };
    assert_eq!((mended(&before), mended(&after)), (6, 0));

    let told = [
        row(["areas", "2", "latitude", "21,05", "21.05", "đã sửa"]),
        row(["areas", "3", "opens_at", "6h00", "06:00:00", "đã sửa"]),
        row(["persons", "2", "personal_id", "31080000001", "031080000001", "đã sửa"]),
        row(["persons", "2", "birth_date", "04.05.1980", "1980-05-04", "đã sửa"]),
        row(["persons", "2", "updated_at", "hôm qua", "", ""]),
        row(["persons", "3", "household_role", "chồngg", "spouse", ""]),
        row(["persons", "5", "birth_date", "02/1955", "1955-02", "đã sửa"]),
        row(["residences", "6", "house_order", "12A", "12", "đã sửa"]),
        row(["statuses", "2", "from", "5/7/20", "2020-07-05", ""]),
    ];
    assert_eq!(rows(&out.join("corrections.xlsx")), told);

    // Once more, there is nothing sure left to correct.
    let again = tempfile::tempdir().unwrap();
    let again = again.path().join("again");
    let ran =
        cutri(&["check", text(&out.join("extract")), "--fix", text(&again), "--format", "json"]).ended(1);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((json["fix"]["made"].as_u64(), json["fix"]["open"].as_u64()), (Some(0), Some(3)));
}

#[test]
fn what_somebody_accepted_is_made_what_they_refused_stays_and_an_answer_astray_is_told() {
    let (extract, place) = (office().write(), tempfile::tempdir().unwrap());
    let (first, second) = (place.path().join("first"), place.path().join("second"));
    fix(&extract, &first, None).ended(1);
    let mut answers = rows(&first.join("corrections.xlsx"));
    for answer in &mut answers {
        match answer.column.as_str() {
            // The likely value is right.
            "from" => answer.said = "Có".into(),
            // Somebody knows better than the program.
            "household_role" => (answer.said, answer.becomes) = ("x".into(), "con".into()),
            "updated_at" => answer.said = "không".into(),
            _ => {}
        }
    }
    let mut astray = answers.clone();
    astray.push(row(["persons", "4", "old_id", "từng có", "031234567", "có"]));
    let path = place.path().join("answers.xlsx");
    answered(&astray, &path);
    let ran = fix(&extract, &second, Some(&path)).ended(1);
    assert!(
        ran.err.contains("1 câu trả lời không khớp") || ran.out.contains("1 câu trả lời không khớp"),
        "{ran:?}"
    );

    let after = reading(&second);
    assert_eq!(after.reject_texts(), Vec::<String>::new());
    let roles: Vec<Option<HouseholdRole>> =
        after.facts.iter().map(|facts| facts.person.household_role).collect();
    assert_eq!(roles[2], Some(HouseholdRole::Child));
    assert_eq!(after.facts[1].statuses[0].from.to_string(), "2020-07-05");
    assert!(after.facts.iter().all(|facts| facts.doubts.is_empty()));
    let left = after.finding_texts();
    assert_eq!(left, ["cell_emptied persons.csv:2 031080000001 updated_at: hôm qua → ∅"]);
    let said = |column: &str| {
        let told = rows(&second.join("corrections.xlsx"));
        told.into_iter().find(|row| row.column == column).map(|row| (row.becomes, row.said))
    };
    assert_eq!(said("from"), Some(("2020-07-05".into(), "có".into())));
    assert_eq!(said("household_role"), Some(("child".into(), "có".into())));
    assert_eq!(said("updated_at"), Some((String::new(), "không".into())));
}

#[test]
fn an_extract_whose_days_and_months_are_in_doubt_is_written_only_when_every_date_is_settled() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("persons").unwrap();
    let persons = small().text("persons.csv").replace("1980-05-04", "25/12/1980");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(persons.as_bytes());
    for (row, record) in (0..).zip(reader.records()) {
        for (column, text) in (0..).zip(record.unwrap().iter()) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    let form = Format::new().set_num_format("dd/mm/yyyy");
    let born = ExcelDateTime::from_ymd(2008, 4, 3).unwrap();
    sheet.write_datetime_with_format(3, 2, &born, &form).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let extract = small().without("persons.csv").with("persons.xlsx", bytes).write();
    let place = tempfile::tempdir().unwrap();
    let (first, second) = (place.path().join("first"), place.path().join("second"));

    let ran = fix(&extract, &first, None).ended(1);
    assert!((ran.err + &ran.out).contains("persons.birth_date"), "the column is named");
    assert!(!first.join("extract").join("persons.csv").exists(), "the doubt would be lost");
    let mut answers = rows(&first.join("corrections.xlsx"));
    assert_eq!(answers, [row(["persons", "4", "birth_date", "2008-04-03", "2008-03-04", ""])]);
    answers[0].said = "có".into();
    let path = place.path().join("answers.xlsx");
    answered(&answers, &path);
    fix(&extract, &second, Some(&path)).ended(1);
    let after = reading(&second);
    assert_eq!(after.facts[3].person.birth_date.to_string(), "2008-03-04");
    assert!(after.facts.iter().all(|facts| facts.doubts.is_empty()));
    assert_eq!(after.finding_texts(), Vec::<String>::new());
}

#[test]
fn a_folder_of_the_extract_itself_is_refused() {
    let extract = small().write();
    let ran = fix(&extract, &extract.path().join("fixed"), None).ended(2);
    assert!(ran.err.contains("--fix"), "{}", ran.err);
    assert!(!extract.path().join("fixed").exists());
}

/// The same extract in one workbook, with the sheets that describe it.
fn in_a_workbook(package: &Package, path: &Path) {
    let mut book = Workbook::new();
    let mut sheet = |name: &str, rows: &[Vec<String>]| {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (at, row) in (0..).zip(rows) {
            for (column, text) in (0..).zip(row) {
                sheet.write_string(at, column, text).unwrap();
            }
        }
    };
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    for (name, Rows { header, rows }) in &package.tables {
        sheet(name, &[std::slice::from_ref(header), rows.as_slice()].concat());
    }
    sheet("extract", &[texts(&["as_of", "mode"]), texts(&[&package.as_of, "full"])]);
    let election = [
        ["id", "bau-cu-2026"],
        ["title", "BẦU CỬ ĐẠI BIỂU QUỐC HỘI KHÓA XVI"],
        ["term", "nhiệm kỳ 2026–2031"],
        ["election_day", "2026-03-15"],
    ];
    sheet("election", &election.map(|pair| texts(&pair)));
    book.save(path).unwrap();
}

#[test]
fn a_workbook_and_a_database_are_written_anew_as_folders_that_say_the_same() {
    let (extract, place) = (office().write(), tempfile::tempdir().unwrap());
    let expected = read(extract.path(), 64 << 20).unwrap();
    let package = Package::read(extract.path());
    let (book, database) = (place.path().join("so.xlsx"), place.path().join("population.db"));
    in_a_workbook(&package, &book);
    sqlite(&package, &database);
    for (origin, name) in [(&book, "of-book"), (&database, "of-database")] {
        let out = place.path().join(name);
        let arguments = ["check", text(origin), "--fix", text(&out), "--lang", "vi"];
        cutri(&arguments).ended(1);
        let found = reading(&out);
        assert_eq!((&found.facts, &found.units), (&expected.facts, &expected.units), "{name}");
        assert_eq!(found.snapshot_id, expected.snapshot_id, "{name}: day and election too");
        let made = rows(&out.join("corrections.xlsx"));
        assert_eq!(made.iter().filter(|row| row.said == "đã sửa").count(), 6, "{name}: {made:?}");
        // Answered, what somebody accepted is made.
        let (answers, second) = (place.path().join("answers.xlsx"), place.path().join(format!("{name}-2")));
        let accepted = made.iter().map(|row| Row { said: "Có".into(), ..row.clone() });
        let accepted: Vec<Row> = accepted.filter(|row| row.column == "household_role").collect();
        answered(&accepted, &answers);
        let accept = [&arguments[..3], &[text(&second), "--accept", text(&answers)]].concat();
        cutri(&accept);
        let role = reading(&second).facts[2].person.household_role;
        assert_eq!(role, Some(HouseholdRole::Spouse), "{name}");
    }
}

#[test]
fn an_office_s_own_workbook_is_not_mended_and_it_is_said_what_to_do() {
    let place = tempfile::tempdir().unwrap();
    let (book, out) = (place.path().join("so.xlsx"), place.path().join("fixed"));
    cutri(&["template", "--out", text(&book), "--commune", "06652"]).ended(0);
    let refused = cutri(&["check", text(&book), "--fix", text(&out), "--lang", "vi"]);
    assert!(matches!(refused.code, Some(2 | 3)), "{}", refused.err);
    assert!(refused.err.contains("cutri import"), "{}", refused.err);
    assert!(!out.exists());
}
