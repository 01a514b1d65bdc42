//! `bao-cao-nhap.xlsx`: what became of every row that was read, and what somebody has to mend or look into.

use crate::import::{Drawn, Grid, Outcome, Remark, RowBook, SheetBook, Weight};
use crate::output::OutputError;
use crate::render::xlsx::{self, Todo, TodoColumn, TodoSheet};
use crate::tasks::TaskError;

const fn column(heading: &'static str, width: u8) -> TodoColumn {
    TodoColumn { heading, width }
}

const TO_DO: &[TodoColumn] = &[
    column("Mức", 12),
    column("Tệp", 22),
    column("Trang", 18),
    column("Dòng", 8),
    column("Cột", 22),
    column("Đang ghi", 28),
    column("Có lẽ là", 28),
    column("Việc cần làm", 60),
];
const ROWS: &[TodoColumn] = &[
    column("Tệp", 22),
    column("Trang", 18),
    column("Dòng", 8),
    column("Kết quả", 12),
    column("Vì sao", 48),
    column("Dòng ở persons.csv", 12),
    column("Ghi nhận khác", 60),
];
const SHEETS: &[TodoColumn] = &[
    column("Tệp", 30),
    column("Trang", 26),
    column("Dòng đã đọc", 12),
    column("Nhận", 10),
    column("Để lại", 10),
];
const SUMS: &[TodoColumn] = &[
    column("Tệp", 22),
    column("Trang", 18),
    column("Dòng", 8),
    column("Tổng số", 28),
    column("Ghi trong sổ", 14),
    column("Đếm được", 12),
    column("Kết quả", 14),
];

/// The most rows of a sheet of the report.
const ROWS_MAX: usize = 600_000;

/// The report as a workbook.
pub(super) fn written(drawn: &Drawn, grids: &[Grid]) -> Result<Vec<u8>, TaskError> {
    let mut files: Vec<&str> = grids.iter().map(|grid| grid.file.as_str()).collect();
    files.dedup();
    let todo = Todo {
        of: files.join(", "),
        as_of: drawn.as_of.unwrap_or_default(),
        sheets: vec![
            sheet("Việc cần làm", "Những chỗ phải sửa và nên xem lại, nặng trước.", TO_DO, to_do(drawn)),
            sheet(
                "Từng trang",
                "Dòng đã đọc = nhận + để lại.",
                SHEETS,
                drawn.sheets.iter().map(of_sheet).collect(),
            ),
            sheet("Từng dòng", "Mỗi dòng của sổ thành gì, vì sao.", ROWS, all_rows(drawn)),
            sheet("So tổng số", "Tổng số ghi trong sổ, cạnh số đếm được.", SUMS, sums(drawn)),
        ],
    };
    let mut bytes = Vec::new();
    xlsx::todo(&todo, &mut bytes).map_err(OutputError::from)?;
    Ok(bytes)
}

fn sheet(
    name: &'static str,
    intro: &'static str,
    columns: &'static [TodoColumn],
    rows: Vec<Vec<String>>,
) -> TodoSheet {
    let left_off = rows.len().saturating_sub(ROWS_MAX) as u64;
    let rows = rows.into_iter().take(ROWS_MAX).collect();
    TodoSheet { name, intro, columns, rows, left_off }
}

fn to_do(drawn: &Drawn) -> Vec<Vec<String>> {
    let all = drawn.sheets.iter().flat_map(|sheet| {
        let of_row = move |row: &'_ RowBook| {
            row.remarks.iter().map(move |remark| (sheet, row.number, remark.clone())).collect::<Vec<_>>()
        };
        sheet.rows.iter().flat_map(of_row)
    });
    let mut all: Vec<(&SheetBook, u32, Remark)> =
        all.filter(|(_, _, remark)| remark.told.weight() != Weight::Note).collect();
    all.sort_by_key(|(_, _, remark)| (remark.told.weight(), remark.told));
    let row = |(sheet, number, remark): (&SheetBook, u32, Remark)| {
        let place = [sheet.file.clone(), sheet.sheet.clone(), number.to_string()];
        let what = [remark.column, remark.value, remark.likely, remark.told.vietnamese().to_owned()];
        [remark.told.weight().vietnamese().to_owned()].into_iter().chain(place).chain(what).collect()
    };
    all.into_iter().map(row).collect()
}

fn of_sheet(sheet: &SheetBook) -> Vec<String> {
    let balance = sheet.balance();
    let counts = [balance.read, balance.taken, balance.aside].map(|count| count.to_string());
    [sheet.file.clone(), sheet.sheet.clone()].into_iter().chain(counts).collect()
}

/// Every row, and of a person the line of `persons.csv`, by which the check speaks of it.
fn all_rows(drawn: &Drawn) -> Vec<Vec<String>> {
    let mut line = 1;
    let mut rows = Vec::new();
    for sheet in &drawn.sheets {
        for row in &sheet.rows {
            let is_person = row.outcome == Outcome::Taken("persons");
            line += usize::from(is_person);
            rows.push(of_row(sheet, row, is_person.then_some(line)));
        }
    }
    rows
}

fn of_row(sheet: &SheetBook, row: &RowBook, line: Option<usize>) -> Vec<String> {
    let (became, why) = match row.outcome {
        Outcome::Taken("persons") => ("Nhận", "Người"),
        Outcome::Taken(table) => ("Nhận", table_name(table)),
        Outcome::Aside(why) => ("Để lại", why.vietnamese()),
    };
    let remarks: Vec<String> = row.remarks.iter().map(of_remark).collect();
    let place = [sheet.file.clone(), sheet.sheet.clone(), row.number.to_string()];
    let line = line.map(|line| line.to_string()).unwrap_or_default();
    place.into_iter().chain([became.to_owned(), why.to_owned(), line, remarks.join(" · ")]).collect()
}

/// What the rows of a table are.
pub(crate) fn table_name(table: &str) -> &'static str {
    match table {
        "persons" => "Người",
        "residences" => "Nơi cư trú",
        "provinces" => "Tỉnh, thành phố",
        "communes" => "Xã, phường, đặc khu",
        "hamlets" => "Thôn, tổ dân phố",
        "areas" => "Khu vực bỏ phiếu",
        "area_parts" => "Thôn của khu vực bỏ phiếu",
        "constituencies" => "Đơn vị bầu cử",
        "constituency_parts" => "Phần của đơn vị bầu cử",
        "facilities" => "Đơn vị, cơ sở",
        "stays" => "Người ở đơn vị, cơ sở",
        "statuses" => "Tình trạng pháp lý",
        "absences" => "Tạm vắng",
        "wishes" => "Nguyện vọng",
        "offices" => "Nơi ký, người ký",
        _ => "Dòng khác",
    }
}

fn of_remark(remark: &Remark) -> String {
    let said = [(": ", &remark.value), (" → ", &remark.likely)];
    let mut text = remark.told.vietnamese().to_owned();
    for (mark, value) in said.into_iter().filter(|(_, value)| !value.is_empty()) {
        text += mark;
        text += value;
    }
    text
}

fn sums(drawn: &Drawn) -> Vec<Vec<String>> {
    let row = |sum: &crate::import::SumLine| {
        let written = sum.written.map(|number| number.to_string());
        let result = match sum.written {
            None => "chưa tính",
            Some(number) if number == sum.counted => "khớp",
            Some(_) => "lệch",
        };
        vec![
            sum.file.clone(),
            sum.sheet.clone(),
            sum.row.to_string(),
            sum.what.to_owned(),
            written.unwrap_or_default(),
            sum.counted.to_string(),
            result.to_owned(),
        ]
    };
    drawn.sums.iter().map(row).collect()
}
