//! Workbooks as communes exchange them: an area's list (form 31/HĐBC), what supplements it, and the summary table. Text stays text, so that
//! leading zeros are kept and nothing is read as a formula; equal input gives equal bytes.

mod columns;
mod corrections;
mod list;
mod sheet;
mod summary_table;
mod supplement;
mod todo;

pub use corrections::{CorrectionBook, CorrectionRow, corrections};
pub use list::list;
pub use summary_table::summary_table;
pub use supplement::supplement;
pub use todo::{Todo, TodoColumn, TodoSheet, todo};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};
use std::io::Write;

/// A workbook could not be made or written.
#[derive(Debug, thiserror::Error)]
pub enum XlsxError {
    /// The sheet breaks a limit of the format, such as a text longer than 32,767 characters.
    #[error("{sheet} cannot be made: {source}; mend the data, or leave xlsx out of the formats")]
    Sheet { sheet: String, source: rust_xlsxwriter::XlsxError },
    /// The bytes could not be written.
    #[error("{sheet} cannot be written: {source}; free the disk or choose another output folder")]
    Write { sheet: String, source: std::io::Error },
}

/// A workbook whose only date is the roll's.
fn workbook(title: &str, created: chrono::NaiveDate) -> Result<Workbook, rust_xlsxwriter::XlsxError> {
    use chrono::Datelike;
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(created.year()).unwrap_or(1900);
    let date = ExcelDateTime::from_ymd(year, part(created.month()), part(created.day()))?;
    let mut book = Workbook::new();
    let properties = DocProperties::new().set_title(title).set_author("cutri").set_creation_datetime(&date);
    book.set_properties(&properties);
    Ok(book)
}

fn save(mut book: Workbook, name: &str, mut to: impl Write) -> Result<(), XlsxError> {
    let bytes =
        book.save_to_buffer().map_err(|source| XlsxError::Sheet { sheet: name.to_owned(), source })?;
    to.write_all(&bytes).map_err(|source| XlsxError::Write { sheet: name.to_owned(), source })
}
