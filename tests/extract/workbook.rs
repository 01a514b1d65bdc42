//! Extracts in `.xlsx` workbooks.

use super::builder::{Folder, Outcome, small};
use cutri::extract::schema::{Kind, TABLES};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

/// Writes a cell as a spreadsheet user would have it: dates as dates, numbers as numbers, truth as truth.
fn write_typed(sheet: &mut Worksheet, row: u32, column: u16, kind: Kind, text: &str) {
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let moment = Format::new().set_num_format("dd/mm/yyyy hh:mm:ss");
    let hour = Format::new().set_num_format("hh:mm");
    let is_day = text.len() == 10;
    match kind {
        _ if text.is_empty() => {}
        Kind::Date if is_day => {
            let date = ExcelDateTime::parse_from_str(text).unwrap();
            sheet.write_datetime_with_format(row, column, &date, &day).unwrap();
        }
        Kind::Date if text.len() == 4 => {
            sheet.write_number(row, column, text.parse::<f64>().unwrap()).unwrap();
        }
        Kind::Moment => {
            let date = ExcelDateTime::parse_from_str(text).unwrap();
            sheet.write_datetime_with_format(row, column, &date, &moment).unwrap();
        }
        Kind::Hour => {
            let time = ExcelDateTime::parse_from_str(text).unwrap();
            sheet.write_datetime_with_format(row, column, &time, &hour).unwrap();
        }
        Kind::Whole | Kind::Decimal => {
            sheet.write_number(row, column, text.parse::<f64>().unwrap()).unwrap();
        }
        Kind::Digits(_) if !text.starts_with('0') => {
            sheet.write_number(row, column, text.parse::<f64>().unwrap()).unwrap();
        }
        Kind::Boolean => {
            sheet.write_boolean(row, column, text == "true").unwrap();
        }
        _ => {
            sheet.write_string(row, column, text).unwrap();
        }
    }
}

/// The tables of an extract as sheets of one workbook, each cell through `write`.
fn workbook(folder: &Folder, write: fn(&mut Worksheet, u32, u16, Kind, &str)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for table in TABLES {
        let sheet = workbook.add_worksheet();
        sheet.set_name(table.name).unwrap();
        let text = folder.text(&format!("{}.csv", table.name));
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        for (row, record) in (0..).zip(reader.records()) {
            for ((column, text), schema) in (0..).zip(record.unwrap().iter()).zip(table.columns) {
                match row {
                    0 => {
                        sheet.write_string(row, column, text).unwrap();
                    }
                    _ => write(sheet, row, column, schema.kind, text),
                }
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn only_workbook(bytes: Vec<u8>) -> Folder {
    let mut folder = small();
    folder.0.retain(|name, _| !name.ends_with(".csv"));
    folder.with("extract.xlsx", bytes)
}

fn assert_same(outcome: &Outcome) {
    let expected = small().outcome();
    assert_eq!(outcome.reject_texts(), Vec::<String>::new());
    assert_eq!(outcome.finding_texts(), Vec::<String>::new());
    assert_eq!(outcome.facts, expected.facts);
    assert_eq!(outcome.snapshot_id, expected.snapshot_id);
}

#[test]
fn a_workbook_of_texts_gives_the_same() {
    let text = |sheet: &mut Worksheet, row, column, _, text: &str| {
        {
            sheet.write_string(row, column, text).unwrap();
        };
    };
    assert_same(&only_workbook(workbook(&small(), text)).outcome());
}

#[test]
fn a_workbook_of_dates_and_numbers_gives_the_same() {
    assert_same(&only_workbook(workbook(&small(), write_typed)).outcome());
}

/// A change of a sheet, the reject it must give, and the likely value its message must tell.
type SheetCase<'a> = (&'a str, &'a dyn Fn(&mut Worksheet), &'a str, &'a str);

/// The small extract with the persons in a workbook; `change` writes over the second row.
fn persons(change: impl Fn(&mut Worksheet)) -> Folder {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(" Persons ").unwrap();
    let text = small().text("persons.csv");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    for (row, record) in (0..).zip(reader.records()) {
        for (column, text) in (0..).zip(record.unwrap().iter()) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    change(sheet);
    let bytes = workbook.save_to_buffer().unwrap();
    small().without("persons.csv").with("persons.xlsx", bytes)
}

#[test]
fn a_number_that_lost_its_zero_is_rejected_with_the_likely_value() {
    let outcome = persons(|sheet| {
        sheet.write_number(1, 0, 31_080_000_001.0).unwrap();
    })
    .outcome();
    let reject = &outcome.rejects[0];
    assert_eq!((&*reject.file, reject.line, reject.column), ("persons.xlsx#Persons", 2, "personal_id"));
    assert_eq!((&*reject.value, &*reject.rule), ("31080000001", "digits"));
    assert!(reject.message.contains("the likely value is 031080000001"), "{}", reject.message);
    assert_eq!(outcome.persons, 3);
}

#[test]
fn cells_that_a_spreadsheet_changed_are_rejected_never_guessed() {
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let cases: [SheetCase; 6] = [
        (
            "a serial number",
            &|sheet| {
                sheet.write_number(1, 2, 29_345.0).unwrap();
            },
            "birth_date date",
            "1980-05-04",
        ),
        (
            "a date with an hour",
            &|sheet| {
                sheet.write_number_with_format(1, 2, 29_345.5, &date).unwrap();
            },
            "birth_date date",
            "1980-05-04",
        ),
        (
            "a date for a number",
            &|sheet| {
                sheet.write_number_with_format(1, 11, 29_345.0, &date).unwrap();
            },
            "old_id spreadsheet_date",
            "",
        ),
        (
            "a fraction",
            &|sheet| {
                sheet.write_number(1, 11, 31_234_567.5).unwrap();
            },
            "old_id digits",
            "",
        ),
        (
            "a truth",
            &|sheet| {
                sheet.write_boolean(1, 3, true).unwrap();
            },
            "sex one_of",
            "",
        ),
        (
            "too many cells",
            &|sheet| {
                sheet.write_string(1, 20, "x").unwrap();
            },
            " field_count",
            "",
        ),
    ];
    for (name, change, expected, likely) in cases {
        let outcome = persons(change).outcome();
        assert_eq!(outcome.reject_texts(), [format!("persons.xlsx#Persons:2 {expected}")], "{name}");
        assert!(outcome.rejects[0].message.contains(likely), "{name}: {}", outcome.rejects[0].message);
    }
}

#[test]
fn a_formulas_error_is_rejected() {
    let error = rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!");
    let outcome = persons(|sheet| {
        sheet.write_formula(1, 5, error.clone()).unwrap();
    })
    .outcome();
    assert_eq!(outcome.reject_texts(), ["persons.xlsx#Persons:2 ethnicity spreadsheet_error"]);
}

#[test]
fn blank_rows_of_a_sheet_are_no_rows() {
    let folder = persons(|sheet| {
        for column in 0..13 {
            sheet.write_string(5, column, " ").unwrap();
        }
        sheet.write_string(9, 0, "031080000009").unwrap();
    });
    let outcome = folder.outcome();
    assert_eq!(outcome.reject_texts(), ["persons.xlsx#Persons:10 full_name required"]);
    assert_eq!(outcome.persons, 4);
}

#[test]
fn a_table_in_a_sheet_and_in_a_file_stands_there_twice() {
    let text = small().text("persons.csv");
    let error = persons(|_| {}).with("persons.csv", text).read().unwrap_err();
    assert_eq!(error.code(), "extract_table_twice");
}

#[test]
fn a_sheet_of_no_table_is_told_and_an_empty_one_stops() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Ghi chú").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let outcome = small().with("notes.xlsx", bytes).outcome();
    assert_eq!(outcome.finding_texts(), ["unknown_file notes.xlsx#Ghi chú:0 notes.xlsx#Ghi chú "]);

    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("wishes").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let error = small().without("wishes.csv").with("w.xlsx", bytes).read().unwrap_err();
    assert_eq!(error.code(), "extract_empty_file");
}

#[test]
fn a_workbook_cut_short_or_damaged_stops_the_reading() {
    let folder = persons(|_| {});
    let bytes = folder.0["persons.xlsx"].clone();
    let error = folder.clone().with("persons.xlsx", &bytes[..bytes.len() / 2]).read().unwrap_err();
    assert_eq!(error.code(), "extract_workbook", "{error}");
}
