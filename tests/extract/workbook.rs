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
pub fn persons(change: impl Fn(&mut Worksheet)) -> Folder {
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
fn a_number_that_lost_its_zero_is_read_where_sex_and_year_agree_and_else_rejected() {
    let lost = |sheet: &mut Worksheet| {
        sheet.write_number(1, 0, 31_080_000_001.0).unwrap();
    };
    let outcome = persons(lost).outcome();
    let told = "number_mended persons.xlsx#Persons:2 031080000001 personal_id: 31080000001 → 031080000001";
    assert_eq!(outcome.finding_texts(), [told]);
    assert_eq!(outcome.persons, 4);

    let outcome = persons(|sheet| {
        lost(sheet);
        sheet.write_string(1, 3, "nữ").unwrap();
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
    let cases: [SheetCase; 3] = [
        (
            "a serial number of another year than the number tells",
            &|sheet| {
                sheet.write_number(1, 2, 29_800.0).unwrap();
            },
            "birth_date date",
            "1981-08-02",
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
            "a truth",
            &|sheet| {
                sheet.write_boolean(1, 3, true).unwrap();
            },
            "sex one_of",
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
fn a_note_or_a_space_beside_the_table_takes_nobody_away() {
    let outcome = persons(|sheet| {
        sheet.write_string(1, 15, "đã kiểm tra").unwrap();
        sheet.write_string(2, 30, " ").unwrap();
    })
    .outcome();
    assert_eq!(outcome.finding_texts(), ["cells_beside persons.xlsx#Persons:2 persons đã kiểm tra"]);
    assert_eq!(outcome.snapshot_id, small().outcome().snapshot_id);
}

#[test]
fn a_formula_that_was_never_calculated_is_found_and_never_empty() {
    let header = text_cells(1, &["personal_id", "declared_on", "from", "until"]);
    let cells = text_cells(2, &["031155000004", "2026-01-02", "2026-01-05"]);
    let formula = r#"<c r="D2"><f>DATE(2026,2,5)</f></c>"#;
    let rows = format!(r#"<row r="1">{header}</row><row r="2">{cells}{formula}</row>"#);
    let outcome = absences(&rows, false).outcome();
    let once = "formula_without_value a.xlsx#absences:2 031155000004 until: =… → ∅";
    assert_eq!(outcome.finding_texts(), [once], "told once");
    assert!(outcome.facts.iter().all(|facts| facts.absences.iter().all(|absence| absence.until.is_none())));
    let stored = r#"<c r="D2" t="str"><f>TEXT(1,"x")</f><v>2026-02-05</v></c>"#;
    let rows = format!(r#"<row r="1">{header}</row><row r="2">{cells}{stored}</row>"#);
    let outcome = absences(&rows, false).outcome();
    assert_eq!(outcome.finding_texts(), Vec::<String>::new());
    assert!(outcome.facts.iter().any(|facts| facts.absences.iter().any(|absence| absence.until.is_some())));
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
    assert_eq!(outcome.finding_texts(), ["workbook_without_table notes.xlsx:0 notes.xlsx Ghi chú"]);

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

/// An archive whose parts are stored as they are.
fn archive(parts: &[(&str, String)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        let mut crc = flate2::Crc::new();
        crc.update(text.as_bytes());
        let length = u32::try_from(text.len()).unwrap().to_le_bytes();
        let mut head = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        head.extend([crc.sum().to_le_bytes(), length, length].concat());
        head.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        head.extend([0, 0]);
        let offset = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        directory
            .extend([b"PK\x01\x02\x14\0".as_slice(), &head, &[0; 10], &offset, name.as_bytes()].concat());
        bytes.extend([b"PK\x03\x04".as_slice(), &head, name.as_bytes(), text.as_bytes()].concat());
    }
    let count = u16::try_from(parts.len()).unwrap().to_le_bytes();
    let length = u32::try_from(directory.len()).unwrap().to_le_bytes();
    let offset = u32::try_from(bytes.len()).unwrap().to_le_bytes();
    let end = [b"PK\x05\x06\0\0\0\0".as_slice(), &count, &count, &length, &offset, &[0, 0]].concat();
    [bytes, directory, end].concat()
}

/// A workbook with the one sheet `absences` and the date system of old Macintosh versions, or the usual one.
fn absences(rows: &str, is_1904: bool) -> Folder {
    let package = "http://schemas.openxmlformats.org/package/2006";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{office}/{kind}" Target="{target}"/>"#)
    };
    let relations =
        |inner: String| format!(r#"<Relationships xmlns="{package}/relationships">{inner}</Relationships>"#);
    let parts = [
        ("[Content_Types].xml", format!(r#"<Types xmlns="{package}/content-types"></Types>"#)),
        ("_rels/.rels", relations(relation("r1", "officeDocument", "xl/workbook.xml"))),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{main}" xmlns:r="{office}"><workbookPr date1904="{}"/><sheets>
                <sheet name="absences" sheetId="1" r:id="r1"/></sheets></workbook>"#,
                u8::from(is_1904)
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(
                relation("r1", "worksheet", "worksheets/sheet1.xml")
                    + &relation("r2", "styles", "styles.xml"),
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                r#"<styleSheet xmlns="{main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(r#"<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>"#),
        ),
    ];
    small().without("absences.csv").with("a.xlsx", archive(&parts))
}

fn text_cells(row: u32, texts: &[&str]) -> String {
    let cell = |(column, text): (char, &&str)| {
        format!(r#"<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>"#)
    };
    ('A'..).zip(texts).map(cell).collect()
}

#[test]
fn serial_dates_are_read_in_the_workbooks_date_system() {
    for (is_1904, serial) in [(false, 46_024_u32), (true, 46_024 - 1_462)] {
        let rows = format!(
            r#"<row r="1">{}</row><row r="2">{}<c r="B2" s="1"><v>{serial}</v></c><c r="C2" s="1"><v>{}</v></c></row>"#,
            text_cells(1, &["personal_id", "declared_on", "from"]),
            text_cells(2, &["031155000004"]),
            serial + 3,
        );
        let outcome = absences(&rows, is_1904).outcome();
        assert_eq!(outcome.reject_texts(), Vec::<String>::new());
        let absence = &outcome.facts[1].absences[0];
        assert_eq!(absence.declared_on.to_string(), "2026-01-02", "1904: {is_1904}");
        assert_eq!(absence.from.to_string(), "2026-01-05", "1904: {is_1904}");
    }
}

#[test]
fn a_year_in_a_cell_of_dates_is_that_year_in_either_date_system() {
    for (is_1904, shown) in [(false, "1905-07-17"), (true, "1909-07-18")] {
        let rows = format!(
            r#"<row r="1">{}</row><row r="2">{}<c r="B2" s="1"><v>2025</v></c><c r="C2" s="1"><v>45000</v></c></row>"#,
            text_cells(1, &["personal_id", "declared_on", "from"]),
            text_cells(2, &["031155000004"]),
        );
        let outcome = absences(&rows, is_1904).outcome();
        let told = format!("cell_mended a.xlsx#absences:2 031155000004 declared_on: {shown} → 2025");
        assert_eq!(outcome.finding_texts(), [told]);
        assert_eq!(outcome.facts[1].absences[0].declared_on.to_string(), "2025", "1904: {is_1904}");
    }
}

#[test]
fn a_sheet_that_differs_from_its_checksum_stops_the_reading() {
    let rows = format!(
        r#"<row r="1">{}</row><row r="2">{}</row>"#,
        text_cells(1, &["personal_id", "declared_on", "from"]),
        text_cells(2, &["031155000004", "2026-01-02", "2026-01-05"]),
    );
    let mut folder = absences(&rows, false);
    assert_eq!(folder.outcome().facts[1].absences.len(), 1);
    let bytes = folder.0.get_mut("a.xlsx").unwrap();
    let at = bytes.windows(10).position(|window| window == b"2026-01-05").unwrap();
    bytes[at + 9] = b'6';
    assert_eq!(folder.read().unwrap_err().code(), "extract_workbook");
}

#[test]
fn a_sheet_whose_xml_ends_early_or_is_out_of_order_stops_the_reading() {
    let header = text_cells(1, &["personal_id", "declared_on", "from"]);
    let cases = [
        format!(r#"<row r="1">{header}</row><row r="2"><!-- "#),
        format!(
            r#"<row r="1">{header}</row><row r="9">{}</row><row r="2">{}</row>"#,
            text_cells(9, &["031155000004"]),
            text_cells(2, &["031155000004"])
        ),
        format!(r#"<row r="1">{header}</row><row r="2"><c r="A2" t="s"><v>7</v></c></row>"#),
    ];
    for rows in cases {
        let error = absences(&rows, false).read().unwrap_err();
        assert_eq!(error.code(), "extract_workbook", "{rows}");
        assert!(error.to_string().contains("a.xlsx#absences"), "{error}");
    }
}
