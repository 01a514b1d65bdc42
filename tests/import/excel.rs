//! Workbooks made part by part as spreadsheet programs make them: shared texts, some of them of several runs, merged cells, formats
//! of dates, the date system of 1904. What is read is what is read of a plain workbook.

use super::book::{Book, form_31, places, rows, sheet, told};
use crate::support::books::{self, locked};
use cutri::import::{Cell, Drawn, Mapping, Told, draw, read};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Which day is the first of a workbook's dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum System {
    Of1900,
    Of1904,
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Texts that cells share, each once.
#[derive(Default)]
struct Shared {
    places: BTreeMap<String, usize>,
    items: String,
}

impl Shared {
    fn place(&mut self, text: &str) -> usize {
        let next = self.places.len();
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        // Every second text has two runs, as one has whose letters were coloured.
        let half = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
        match next % 2 {
            0 => write!(self.items, "<si><t xml:space=\"preserve\">{}</t></si>", escaped(text)).unwrap(),
            _ => write!(
                self.items,
                "<si><r><t xml:space=\"preserve\">{}</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\">{}</t></r></si>",
                escaped(&text[..half]),
                escaped(&text[half..])
            )
            .unwrap(),
        }
        self.places.insert(text.to_owned(), next);
        next
    }
}

fn letter(column: usize) -> char {
    char::from(b'A' + u8::try_from(column).unwrap())
}

/// A cell's element; empty cells inside a table have a format and nothing else.
fn cell(text: &str, place: &str, shared: &mut Shared, system: System) -> String {
    if text.is_empty() {
        return format!("<c r=\"{place}\" s=\"0\"/>");
    }
    if let Some(number) = text.strip_prefix('#') {
        return format!("<c r=\"{place}\"><v>{number}</v></c>");
    }
    if let Some(day) = text.strip_prefix('@') {
        let serial = day.parse::<i64>().unwrap_or_else(|_| {
            let day: chrono::NaiveDate = day.parse().unwrap();
            let start: chrono::NaiveDate = match system {
                System::Of1900 => "1899-12-30".parse().unwrap(),
                System::Of1904 => "1904-01-01".parse().unwrap(),
            };
            day.signed_duration_since(start).num_days()
        });
        return format!("<c r=\"{place}\" s=\"1\"><v>{serial}</v></c>");
    }
    if let Some(formula) = text.strip_prefix('=') {
        let (formula, result) = formula.split_once('⇒').unwrap();
        let result = if result.is_empty() { String::new() } else { format!("<v>{result}</v>") };
        return format!("<c r=\"{place}\"><f>{}</f>{result}</c>", escaped(formula));
    }
    format!("<c r=\"{place}\" t=\"s\"><v>{}</v></c>", shared.place(text))
}

/// The workbook as Excel lays it out; the cells of `merged` are one.
fn excel(book: &Book, system: System, merged: &[&str]) -> Vec<u8> {
    let mut shared = Shared::default();
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut put = |name: &str, text: &str| {
        zip.start_file(name, stored).unwrap();
        let declared = format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n{text}");
        zip.write_all(declared.as_bytes()).unwrap();
    };
    let (mut sheets, mut relations) = (String::new(), String::new());
    for (number, of) in (1..).zip(&book.0) {
        let mut data = String::new();
        for (row, cells) in (1..).zip(&of.rows) {
            write!(data, "<row r=\"{row}\" spans=\"1:{}\">", cells.len()).unwrap();
            for (column, text) in cells.iter().enumerate() {
                data += &cell(text, &format!("{}{row}", letter(column)), &mut shared, system);
            }
            data += "</row>";
        }
        let ranges: String = merged.iter().map(|range| format!("<mergeCell ref=\"{range}\"/>")).collect();
        let merges =
            if ranges.is_empty() { String::new() } else { format!("<mergeCells>{ranges}</mergeCells>") };
        put(
            &format!("xl/worksheets/sheet{number}.xml"),
            &format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{data}</sheetData>{merges}</worksheet>"),
        );
        let name = escaped(&of.name);
        write!(sheets, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>").unwrap();
        write!(
            relations,
            "<Relationship Id=\"rId{number}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        )
        .unwrap();
    }
    let first = if system == System::Of1904 { "<workbookPr date1904=\"1\"/>" } else { "<workbookPr/>" };
    put(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\">{first}<sheets>{sheets}</sheets></workbook>"
        ),
    );
    put(
        "xl/_rels/workbook.xml.rels",
        &format!(
            "<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}\
             <Relationship Id=\"rId98\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/>\
             <Relationship Id=\"rId99\" Type=\"{RELATIONS}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
        ),
    );
    put(
        "xl/styles.xml",
        &format!(
            "<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
        ),
    );
    let count = shared.places.len();
    put(
        "xl/sharedStrings.xml",
        &format!("<sst xmlns=\"{MAIN}\" count=\"{count}\" uniqueCount=\"{count}\">{}</sst>", shared.items),
    );
    put(
        "_rels/.rels",
        &format!(
            "<Relationships xmlns=\"{PACKAGE}/relationships\">\
             <Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    put(
        "[Content_Types].xml",
        &format!(
            "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
        ),
    );
    zip.finish().unwrap().into_inner()
}

fn drawn(bytes: &[u8]) -> Drawn {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so.xlsx");
    std::fs::write(&path, bytes).unwrap();
    let grids = read(&path).unwrap_or_else(|error| panic!("{error}"));
    let drawn = draw(&grids, &Mapping::default(), &places());
    drawn.balance(&grids).unwrap();
    drawn
}

/// A book as sheets of texts, as the other forms of workbooks have it here.
fn texts(book: &Book) -> Vec<books::Sheet> {
    let text = |cell: &String| {
        let result = cell.split_once('⇒').map_or(cell.as_str(), |(_, result)| result);
        result.trim_start_matches(['#', '@']).to_owned()
    };
    let rows = |of: &super::book::Sheet| of.rows.iter().map(|row| row.iter().map(text).collect()).collect();
    book.0.iter().map(|of| books::Sheet { name: of.name.clone(), rows: rows(of) }).collect()
}

#[test]
fn every_layout_is_read_alike_from_every_form_of_workbook() {
    for (name, book, _) in layouts() {
        let plain = book.draw();
        let sheets = texts(&book);
        for (form, bytes) in
            [("ods", books::ods(&sheets)), ("xls", books::xls(&sheets)), ("xlsb", books::xlsb(&sheets))]
        {
            let made = drawn(&bytes);
            assert_eq!(made.tables, plain.tables, "{name} {form}");
            assert_eq!(made.sums, plain.sums, "{name} {form}");
        }
    }
}

/// The layouts, with dates as dates and the merges that each has.
fn layouts() -> [(&'static str, Book, &'static [&'static str]); 4] {
    let mut form = form_31();
    form.0[0].rows[8][2] = "@1980-03-05".into();
    let card = "DANH SÁCH CỬ TRI xã An Bình tỉnh Xuân Hòa ngày 20 tháng 01 năm 2026 nhiệm kỳ 2026-2031
         Số thẻ|Họ và tên|Ngày sinh|Nam|Nữ|CCCD|Thường trú|KVBP|QH|TP|P
         1|Nguyễn Văn An|@1980-03-05|x||031080000001|Tổ 1|KV22|x|x|x
         2|Trần Thị Bình|@1982-07-01||X|031182000002|Tổ 1|KV23|x|x|x";
    let short = "Danh sách cử tri phường Bến Nước ngày 20 tháng 01 năm 2026
         Họ tên|Số CCCD|Khu vực
         Nguyễn Văn An|031080000001|1";
    let households = "Số hộ|Họ và tên|Quan hệ|Ngày sinh|Giới tính|CCCD|Địa chỉ
         1|Nguyễn Văn An|Chủ hộ|@1980-03-05|Nam|031080000001|Số 1
         |Trần Thị Bình|Vợ|@1982-07-01|Nữ|031182000002|Số 1";
    [
        ("form 31", form, &["A4:N4", "H6:J6", "L6:M6", "A6:A7", "B6:B7", "A15:C15"]),
        ("card and area", Book::of("DS", card), &["A1:K1"]),
        ("short", Book::of("DS", short), &["A1:C1"]),
        ("households", Book(vec![sheet("Thôn Đông", households)]), &["A2:A3", "G2:G3"]),
    ]
}

#[test]
fn every_layout_is_read_alike_from_parts_as_excel_makes_them() {
    for (name, book, merged) in layouts() {
        let plain = book.draw();
        for system in [System::Of1900, System::Of1904] {
            let made = drawn(&excel(&book, system, merged));
            assert_eq!(made.tables, plain.tables, "{name} {system:?}");
            assert_eq!(told(&made), told(&plain), "{name} {system:?}");
            assert_eq!(made.sums, plain.sums, "{name} {system:?}");
        }
    }
}

#[test]
fn a_year_typed_into_a_cell_of_dates_is_a_year_in_either_system() {
    let mut book = form_31();
    book.0[0].rows[8][2] = "@1950".into();
    for system in [System::Of1900, System::Of1904] {
        let made = drawn(&excel(&book, system, &[]));
        assert_eq!(super::book::column(&made, "persons", "birth_date")[0], "1950");
        assert!(told(&made).contains(&(9, Told::BirthYearAsDate)));
    }
}

#[test]
fn a_formula_that_was_never_calculated_is_told_with_the_count() {
    let mut book = form_31();
    book.0[0].rows[14][3] = "=COUNTIF(D9:D14,\"X\")⇒".into();
    let made = drawn(&excel(&book, System::Of1900, &[]));
    assert!(told(&made).contains(&(15, Told::SumUncounted)), "{:?}", told(&made));
    assert!(made.sums.iter().any(|sum| sum.row == 15 && sum.written.is_none() && sum.counted == 3));
}

#[test]
fn a_workbook_that_is_none_or_too_large_is_one_clear_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so.xlsx");
    let whole = excel(&form_31(), System::Of1900, &[]);
    let wide = Book(vec![sheet("DS", &rows_of_width(300))]);
    let cases: [(&str, Vec<u8>, &str); 4] = [
        ("text", b"STT;Ho ten\n1;An\n".to_vec(), "so.xlsx"),
        ("cut short", whole[..whole.len() / 2].to_vec(), "so.xlsx"),
        ("locked", locked(), "so.xlsx"),
        ("wide", wide.bytes(), "256 cột"),
    ];
    for (name, bytes, expected) in cases {
        std::fs::write(&path, bytes).unwrap();
        let error = read(&path).unwrap_err().to_string();
        assert!(error.contains(expected), "{name}: {error}");
    }
}

fn rows_of_width(width: usize) -> String {
    vec!["x"; width].join("|")
}

#[test]
fn cells_far_down_cost_nothing() {
    let mut book = Book::of("DS", "STT|Họ tên");
    book.0[0].rows.resize(50_000, Vec::new());
    book.0[0].rows.push(rows("1|An").remove(0));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so.xlsx");
    std::fs::write(&path, book.bytes()).unwrap();
    let grids = read(&path).unwrap();
    assert_eq!(grids[0].rows.len(), 2);
    assert_eq!((grids[0].rows[1].number, &grids[0].rows[1].cells[1]), (50_001, &Cell::Text("An".into())));
}
