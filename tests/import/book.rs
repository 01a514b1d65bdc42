//! Workbooks as communes write them, as rows of texts, and what is drawn from them. All people are invented.

use cutri::import::{Commune, Drawn, Mapping, Outcome, Places, Told, draw, read};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// Sheets by their names, each cell as it is typed: `=…` is a formula with the result behind `⇒`, `#…` a number, `@…` a date.
#[derive(Debug, Clone, Default)]
pub struct Book(pub Vec<Sheet>);

/// A sheet's name and its rows.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<String>>,
}

/// Rows of cells parted by `|`.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let row = |line: &str| line.split('|').map(|cell| cell.trim().replace("\\n", "\n")).collect();
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(row).collect()
}

pub fn sheet(name: &str, text: &str) -> Sheet {
    Sheet { name: name.into(), rows: rows(text) }
}

impl Book {
    pub fn of(name: &str, text: &str) -> Self {
        Self(vec![sheet(name, text)])
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        for of in &self.0 {
            let sheet = book.add_worksheet();
            sheet.set_name(&of.name).unwrap();
            for (row, cells) in (0..).zip(&of.rows) {
                for (column, text) in (0..).zip(cells) {
                    put(sheet, [row, column], text);
                }
            }
        }
        book.save_to_buffer().unwrap()
    }

    /// The workbook as a file.
    pub fn write(&self, name: &str) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, self.bytes()).unwrap();
        (folder, path)
    }

    pub fn draw(&self) -> Drawn {
        self.draw_with("")
    }

    /// What is drawn with these lines of `mapping.toml`.
    pub fn draw_with(&self, mapping: &str) -> Drawn {
        let (_folder, path) = self.write("so.xlsx");
        let grids = read(&path).unwrap_or_else(|error| panic!("{error}"));
        let mapping = Mapping::parse(mapping).unwrap_or_else(|error| panic!("{error}"));
        let drawn = draw(&grids, &mapping, &places());
        let balance = drawn.balance(&grids).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(balance.read, balance.taken + balance.aside);
        let rows: usize = grids.iter().map(|grid| grid.rows.len()).sum();
        assert_eq!(balance.read, rows);
        drawn
    }
}

fn put(sheet: &mut Worksheet, [row, column]: [u32; 2], text: &str) {
    let column = u16::try_from(column).unwrap();
    if let Some(formula) = text.strip_prefix('=') {
        let (formula, result) = formula.split_once('⇒').unwrap_or((formula, ""));
        sheet.write_formula(row, column, Formula::new(formula).set_result(result)).unwrap();
    } else if let Some(number) = text.strip_prefix('#') {
        sheet.write_number(row, column, number.parse::<f64>().unwrap()).unwrap();
    } else if let Some(day) = text.strip_prefix('@') {
        let format = Format::new().set_num_format("dd/mm/yyyy");
        match day.parse::<f64>() {
            Ok(serial) => sheet.write_number_with_format(row, column, serial, &format).unwrap(),
            Err(_) => {
                let day = ExcelDateTime::parse_from_str(day).unwrap();
                sheet.write_datetime_with_format(row, column, &day, &format).unwrap()
            }
        };
    } else if !text.is_empty() {
        sheet.write_string(row, column, text).unwrap();
    }
}

/// Two communes of one name, and one of another.
pub fn places() -> Places {
    let commune = |code: &str, name: &str, province_name: &str| Commune {
        code: code.into(),
        name: name.into(),
        province_code: code[..2].into(),
        province_name: province_name.into(),
    };
    Places::new([
        commune("31001", "Xã An Bình", "Tỉnh Xuân Hòa"),
        commune("32001", "Xã An Bình", "Tỉnh Thu Giang"),
        commune("31002", "Phường Bến Nước", "Tỉnh Xuân Hòa"),
    ])
}

/// A table of what was drawn: each row by the names of its columns.
pub fn table(drawn: &Drawn, name: &str) -> Vec<BTreeMap<String, String>> {
    let table = cutri::extract::schema::TABLES.into_iter().find(|table| table.name == name).unwrap();
    let bytes = drawn.tables.csv(table);
    let mut csv = csv::Reader::from_reader(bytes.as_slice());
    csv.deserialize().collect::<Result<_, _>>().unwrap()
}

/// One column of a table.
pub fn column(drawn: &Drawn, name: &str, column: &str) -> Vec<String> {
    table(drawn, name).into_iter().map(|row| row[column].clone()).collect()
}

/// What is told of rows, each as `sheet:row told value → likely`.
pub fn told(drawn: &Drawn) -> Vec<(u32, Told)> {
    drawn.rows().flat_map(|row| row.remarks.iter().map(|remark| (row.number, remark.told))).collect()
}

/// The numbers of rows that were taken as persons.
pub fn persons(drawn: &Drawn) -> Vec<u32> {
    let is_person = |outcome: &Outcome| *outcome == Outcome::Taken("persons");
    drawn.rows().filter(|row| is_person(&row.outcome)).map(|row| row.number).collect()
}

pub fn questions(drawn: &Drawn) -> Vec<&str> {
    drawn.questions.iter().map(|question| question.key.as_str()).collect()
}

/// Form 31 of one area, with its title, two rows of headings, numbering, sums and signatures.
pub const FORM_31: &str = "
    Mẫu số 31/HĐBC
    ỦY BAN NHÂN DÂN XÃ AN BÌNH||||||CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    ||||||An Bình, ngày 20 tháng 01 năm 2026
    DANH SÁCH CỬ TRI BẦU CỬ ĐẠI BIỂU QUỐC HỘI KHÓA XVI VÀ ĐẠI BIỂU HĐND CÁC CẤP NHIỆM KỲ 2026-2031
    Khu vực bỏ phiếu số (*) 22 thuộc xã An Bình, tỉnh Xuân Hòa
    STT|Họ và tên|Ngày tháng\\nnăm sinh|Nam|Nữ|Số\\nCăn cước|Dân tộc|Nơi cư trú|||Bầu cử ĐBQH|Bầu cử đại biểu HĐND||Ghi chú
    |||||||Thường trú|Tạm trú|Nơi ở hiện tại||Tỉnh, thành phố|Xã/phường, đặc khu|
    (1)|(2)|(3)|(4)|(5)|(6)|(7)|(7a)|(7b)|(7c)|(8)|(9)|(10)|(11)
    1|Nguyễn Văn An|05/03/1980|X||031080000001|Kinh|Số 1, Thôn Đông|0|0|X|X|X|
    2|Trần Thị Bình|1982||x|031182000002|Kinh|Số 1, Thôn Đông|0|0|X|X|X|
    3|LÊ VĂN CHÂU|12-11-1955|X||031055000003|Tày|Số 2, Thôn Đông|0|0|X|X|X|
    4|Phạm Thị Dung|03.04.2000||X|031300000004|Kinh|0|Số 9, Thôn Tây|0|X|X|0|Tạm trú từ 05/2025
    5|Hoàng Thị Giang|07/08/1991||X|031191000005|Nùng|0|Số 9, Thôn Tây|0|X|X|X|Tạm trú từ 2020
    6|Vũ Đức Hùng|30/12/1968|X||031068000006|Kinh|Số 3, Thôn Tây|0|0|X|X|X|
    Tổng số|||=COUNTIF(D9:D14,\"X\")⇒3|=COUNTIF(E9:E14,\"X\")⇒3||||||#6|#6|#5|
    Tổng số cử tri của khu vực bỏ phiếu là: 6 người; trong đó có: 3 Nam; 3 Nữ.
    Cử tri tham gia bầu cử ĐBQH: 6 người;
    Danh sách này được lập tại An Bình ngày 20 tháng 01 năm 2026.
    ||||||||TM. ỦY BAN NHÂN DÂN
    ||||||||CHỦ TỊCH
    ||||||||Đỗ Thị Ký";

pub fn form_31() -> Book {
    Book::of("KV 22", FORM_31)
}
