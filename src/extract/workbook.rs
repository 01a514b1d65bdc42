//! Opening a workbook, in whatever form it really is: an ending may lie.

use super::error::{BookFault, ExtractError};
use super::input::CountedFile;
use super::parts::{self, Holds, caught};
use super::sheet::Sheet;
use super::shelf::{Open, Shelf};
use super::source::{Content, Opened, Source};
use calamine::{Error, Ods, OdsError, Reader, Xls, XlsError, Xlsb, XlsbError, Xlsx, XlsxError};
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

type Input = BufReader<CountedFile>;

/// An open workbook.
pub(super) enum Workbook {
    Xlsx(Box<Xlsx<Input>>),
    Xlsb(Box<Xlsb<Input>>),
    Xls(Box<Xls<Input>>),
    Ods(Box<Ods<Input>>),
}

/// The forms a workbook may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BookForm {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
}

/// The endings of workbooks that are read.
pub(super) const ENDINGS: [&str; 5] = [".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"];

/// A sheet that holds a table.
#[derive(Debug)]
pub(super) struct SheetPlace {
    pub shelf: Arc<Shelf>,
    pub shown: String,
    pub sheet: String,
}

impl Source for SheetPlace {
    fn shown(&self) -> &str {
        &self.shown
    }

    fn open(&self) -> Result<Opened, ExtractError> {
        let (name, shown) = (self.sheet.clone(), self.shown.clone());
        Ok(Opened(Content::Sheet(Sheet { book: self.shelf.lend(&shown)?, name, shown })))
    }
}

/// Opens a workbook of which [`parts`] found nothing amiss; `shown` is its name in errors.
pub(super) fn open(path: &Path, form: BookForm, shown: &str) -> Result<Open, ExtractError> {
    let opened = CountedFile::open(path);
    let (file, count) = opened.map_err(|source| ExtractError::Unreadable { path: path.into(), source })?;
    let file = BufReader::with_capacity(1 << 16, file);
    let workbook = caught(shown, || -> Result<Workbook, Error> {
        Ok(match form {
            BookForm::Xlsx => Workbook::Xlsx(Box::new(Xlsx::new(file)?)),
            BookForm::Xlsb => Workbook::Xlsb(Box::new(Xlsb::new(file)?)),
            BookForm::Xls => Workbook::Xls(Box::new(Xls::new(file)?)),
            BookForm::Ods => Workbook::Ods(Box::new(Ods::new(file)?)),
        })
    })?;
    Ok(Open { workbook: workbook.map_err(|error| damaged(shown, &error))?, count })
}

/// A workbook, and the names of its sheets in its order.
#[derive(Debug)]
pub(super) struct Sheets {
    pub shelf: Arc<Shelf>,
    pub names: Vec<String>,
}

/// Finds out which sheets a workbook has. One that can hold no table, by the list of its sheets, is not opened, unless it
/// is `wanted`.
pub(super) fn sheets(path: &Path, shown: &str, wanted: bool) -> Result<Sheets, ExtractError> {
    let looked = parts::check(path, shown, wanted)?;
    let (names, open) = match looked.holds {
        Holds::NoTable(names) => (names, None),
        Holds::Tables => {
            let open = open(path, looked.form, shown)?;
            let names = match &open.workbook {
                Workbook::Xlsx(book) => book.sheet_names(),
                Workbook::Xlsb(book) => book.sheet_names(),
                Workbook::Xls(book) => book.sheet_names(),
                Workbook::Ods(book) => book.sheet_names(),
            };
            (names, Some(open))
        }
    };
    Ok(Sheets { shelf: Shelf::new(path.into(), looked.form, open), names })
}

/// Tells what is wrong with a workbook. The library's words may hold a cell's text, so only the kind of trouble is told.
pub(super) fn damaged(shown: &str, error: &Error) -> ExtractError {
    let fault = match error {
        Error::Xlsx(XlsxError::Io(_) | XlsxError::Zip(_))
        | Error::Xlsb(XlsbError::Io(_) | XlsbError::Zip(_))
        | Error::Ods(OdsError::Io(_) | OdsError::Zip(_))
        | Error::Xls(XlsError::Io(_) | XlsError::Cfb(_))
        | Error::Io(_) => BookFault::Damaged,
        Error::Xlsx(XlsxError::Xml(_) | XlsxError::XmlEof(_) | XlsxError::XmlAttr(_))
        | Error::Xlsb(XlsbError::Xml(_) | XlsbError::XmlAttr(_))
        | Error::Ods(OdsError::Xml(_) | OdsError::Eof(_) | OdsError::XmlAttr(_)) => BookFault::Xml,
        Error::Xlsx(XlsxError::Password)
        | Error::Xlsb(XlsbError::Password)
        | Error::Xls(XlsError::Password)
        | Error::Ods(OdsError::Password) => BookFault::Locked,
        Error::Xlsx(
            XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound | XlsxError::WorksheetNotFound(_),
        )
        | Error::Xlsb(XlsbError::FileNotFound(_) | XlsbError::WorksheetNotFound(_))
        | Error::Ods(OdsError::FileNotFound(_) | OdsError::WorksheetNotFound(_))
        | Error::Xls(XlsError::WorksheetNotFound(_)) => BookFault::MissingPart,
        Error::Ods(OdsError::CellLimitExceeded { .. }) => BookFault::Limit(
            "tệp có nhiều ô hơn mức được đọc / it has more cells than are read of such a file".into(),
        ),
        _ => BookFault::Odd,
    };
    ExtractError::Workbook { file: shown.into(), fault }
}
