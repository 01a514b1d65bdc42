//! What somebody said of corrections: the rows of a workbook that `check --fix` wrote, with a word beside each.

use super::error::ExtractError;
use super::fix::{Answer, Answers, CellPlace};
use super::row::{RawCell, RawRow};
use super::schema::TABLES;
use super::sheet::Sheet;
use super::words;
use super::{cell, workbook};
use std::path::Path;

/// The columns of the workbook, in their order: table, line, column, what stood there, what it becomes, why, accepted.
pub const CORRECTION_COLUMNS: [&str; 7] =
    ["bảng", "dòng", "cột", "giá trị cũ", "giá trị mới", "lý do", "chấp nhận"];

/// The words of the last column that somebody chooses from.
pub const YES: &str = "có";
/// The other.
pub const NO: &str = "không";

/// Reads the answers of a workbook: rows under the header whose last cell says yes or no; others say nothing yet.
///
/// # Errors
/// [`ExtractError`] if the workbook cannot be read, or no sheet of it holds the columns.
pub fn answers(path: &Path) -> Result<Answers, ExtractError> {
    let shown = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let sheets = workbook::sheets(path, &shown, true)?;
    for name in sheets.names {
        let book = sheets.shelf.lend(&shown)?;
        let mut sheet = Sheet { book, name, shown: shown.clone() };
        let mut found = None;
        sheet.each_row(&mut |row| {
            match &mut found {
                None if is_header(row) => found = Some(Answers::new()),
                None => {}
                Some(answers) => answers.extend(answer(row)),
            }
            Ok(())
        })?;
        if let Some(answers) = found {
            return Ok(answers);
        }
    }
    let columns = CORRECTION_COLUMNS.join(", ");
    Err(ExtractError::NoHeader { file: shown, columns, rows: 0 })
}

fn text(row: &dyn RawRow, column: usize) -> String {
    cell::text(row.cell(column)).trim().to_owned()
}

fn is_header(row: &dyn RawRow) -> bool {
    CORRECTION_COLUMNS.iter().enumerate().all(|(at, name)| text(row, at).to_lowercase() == *name)
}

fn answer(row: &dyn RawRow) -> Option<(CellPlace, Answer)> {
    let [table, column, was, becomes, said] = [0, 2, 3, 4, 6].map(|at| text(row, at));
    let table = TABLES.iter().find(|known| known.name == table)?;
    let column = table.columns.iter().find(|known| known.name == column)?;
    let line = match row.cell(1) {
        RawCell::Number(number) => number.to_string(),
        other => cell::text(other).trim().to_owned(),
    };
    let is_accepted = words::meant(cell::TRUTH, &said)? == "true";
    let place = CellPlace { table: table.name, line: line.parse().ok()?, column: column.name };
    Some((place, Answer { was, becomes, is_accepted }))
}
