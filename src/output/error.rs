//! Why an output cannot be written or read, and how grave that is.

use super::reading::ReadingError;
use crate::class::Class;
use crate::files::PlaceError;
use crate::lists::ListsError;
use crate::render::csv::CsvError;
use crate::render::html::HtmlError;
use crate::render::pdf::PdfError;
use crate::render::xlsx::XlsxError;
use crate::roll::BooksError;
use crate::store::StoreError;
use std::io;
use std::path::{Path, PathBuf};

/// Why an output cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// An output that stands there cannot be read.
    #[error(transparent)]
    Reading(#[from] ReadingError),
    /// A file cannot be written.
    #[error(
        "{path}: không ghi được, hãy giải phóng ổ đĩa hoặc chọn thư mục khác / {source}; free the disk or choose another output folder"
    )]
    Write { path: PathBuf, source: io::Error },
    /// A file that was written is gone.
    #[error(
        "{path} was written and is gone before all was done; nothing was changed: see who clears this folder, and run again"
    )]
    Vanished { path: PathBuf },
    /// The output folder holds something else.
    #[error(
        "{path} đã có thứ khác, không thay đổi gì / {path} holds {what}; nothing was changed: choose another folder, or remove it first"
    )]
    Occupied { path: PathBuf, what: String },
    /// A place on a disk cannot be worked in.
    #[error(transparent)]
    Place(#[from] PlaceError),
    /// A constituency was asked for that the data do not hold.
    #[error(
        "there is no constituency {code}; near it: {near} (constituencies.csv of the extract names them all)"
    )]
    UnknownConstituency { code: String, near: String },
    /// A constituency was asked for that nobody votes in.
    #[error("constituency {code} holds no voting area; add its communes or areas to constituency_parts")]
    EmptyConstituency { code: String },
    /// The books do not balance: a fault of the program.
    #[error(
        "the books do not balance, nothing was kept: {0}; please report this with the extract's snapshot id"
    )]
    Books(#[from] BooksError),
    /// A page's sums do not agree.
    #[error(transparent)]
    Html(#[from] HtmlError),
    /// A document cannot be printed.
    #[error("area {area}: {source}")]
    Pdf { area: String, source: PdfError },
    /// A workbook cannot be made.
    #[error(transparent)]
    Xlsx(#[from] XlsxError),
    /// A CSV file cannot be written.
    #[error(transparent)]
    Csv(#[from] CsvError),
    /// Lists could not be read.
    #[error(transparent)]
    Lists(#[from] ListsError),
    /// The database failed or refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A worker thread ended early.
    #[error("a worker ended early: {0}; run the command again")]
    Worker(String),
}

impl OutputError {
    /// The error's name for programs; it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Reading(error) => error.code(),
            Self::Write { .. } => "output.write",
            Self::Vanished { .. } => "output.vanished",
            Self::Occupied { .. } => "output.occupied",
            Self::UnknownConstituency { .. } => "output.unknown_constituency",
            Self::EmptyConstituency { .. } => "output.empty_constituency",
            Self::Books(_) => "output.books",
            Self::Html(_) => "output.html",
            Self::Pdf { .. } => "output.pdf",
            Self::Xlsx(_) => "output.xlsx",
            Self::Csv(_) => "output.csv",
            Self::Worker(_) => "output.worker",
            Self::Place(error) => error.code(),
            Self::Lists(error) => error.code(),
            Self::Store(error) => error.code(),
        }
    }

    /// What kind of thing stands in the way.
    pub fn class(&self) -> Class {
        match self {
            Self::Reading(error) => error.class(),
            Self::EmptyConstituency { .. } => Class::Input,
            Self::UnknownConstituency { .. } => Class::Missing,
            Self::Books(_) | Self::Html(_) | Self::Occupied { .. } => Class::State,
            Self::Write { .. }
            | Self::Vanished { .. }
            | Self::Pdf { .. }
            | Self::Xlsx(_)
            | Self::Csv(_)
            | Self::Worker(_) => Class::Environment,
            Self::Place(error) => error.class(),
            Self::Lists(error) => error.class(),
            Self::Store(error) => error.class(),
        }
    }

    /// Names the file that cannot be written.
    pub fn write(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::Write { path, source }
    }

    /// Names the area, or the place, of whose documents one cannot be printed.
    pub fn pdf(area: impl ToString) -> impl Fn(PdfError) -> Self {
        let area = area.to_string();
        move |source| Self::Pdf { area: area.clone(), source }
    }
}
