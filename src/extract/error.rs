//! What stops the reading of an extract: each error says what, where, which value, and what to do.

use super::encoding::Looks;
use super::error_words::{self, Told};
use super::sort::SortError;
use crate::class::Class;
use crate::people::IdError;
use chrono::NaiveDate;
use std::path::PathBuf;
use std::{fmt, io};

/// What was found, and the table or column that it is likely meant for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likely {
    pub meant: &'static str,
    pub found: String,
}

/// What the tables of an extract are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    Files,
    /// Views or tables of a database.
    Views,
}

/// Words in Vietnamese and in English, separated by ` / `.
pub type Halves = String;

/// What is wrong with a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookFault {
    /// Cut short, or its bytes are not what was written.
    Damaged,
    /// Its parts cannot be read as XML.
    Xml,
    /// A password is needed.
    Locked,
    /// A part that every workbook has is not there.
    MissingPart,
    /// A part is made otherwise than in a workbook.
    Odd,
    /// A file of an office program that is no workbook.
    NoWorkbook,
    /// More than is read of such a file.
    Limit(Halves),
}

/// Why an extract cannot be read. Nothing is loaded from an extract that cannot be read whole.
#[derive(Debug)]
pub enum ExtractError {
    /// The folder or a file in it cannot be opened or read.
    Unreadable { path: PathBuf, source: io::Error },
    /// The folder holds no `datapackage.json`.
    NoDataPackage { folder: PathBuf },
    /// `datapackage.json` does not say what it must.
    DataPackage { path: PathBuf, what: Halves },
    /// A full extract without an election: no `election.toml`, and none was named.
    NoElection { place: String },
    /// `election.toml` is not TOML.
    ElectionText { path: PathBuf, line: Option<usize>, what: String },
    /// A key that means nothing, perhaps misspelt.
    ElectionKey { path: PathBuf, key: String, nearest: &'static str },
    /// A key that every election needs.
    ElectionMissing { path: PathBuf, key: &'static str, what: &'static str },
    /// A key whose value cannot be used.
    ElectionValue { path: PathBuf, key: &'static str, value: String, expected: &'static str },
    /// An election's id that is none.
    ElectionId { path: PathBuf, line: u64, value: String, why: IdError },
    /// A delta where a full extract is needed.
    DeltaUnsupported { base: String },
    /// A full extract where a delta is needed.
    NotADelta { base: String },
    /// A delta on another snapshot than the one at hand.
    OtherBase { builds_on: String, at: String },
    /// A delta that tells of a day before its base.
    BeforeBase { as_of: NaiveDate, base: NaiveDate },
    /// A reference table of a delta that would leave nothing of the base's.
    EmptyReplacement { file: String, table: &'static str, rows: usize },
    /// A table stands in the folder in two forms.
    TableTwice { table: &'static str, first: String, second: String },
    /// Tables that every full extract needs, and what was found instead.
    MissingTables {
        place: String,
        stored: Stored,
        missing: Vec<&'static str>,
        found: Vec<String>,
        likely: Vec<Likely>,
    },
    /// Nothing tells the day of the extract.
    NoDay { place: String },
    /// A single file that holds one table, where a whole extract should be.
    SingleTable { file: String },
    /// Views, or columns of them, that the user may not read.
    NoRightToRead { place: String, views: Vec<String> },
    /// A table in a form that is not read, and in no other.
    UnreadForm { table: &'static str, file: String },
    /// A workbook that bears the name of a table, and has several sheets of which none does.
    NoSheet { file: String, table: &'static str, sheets: Vec<String> },
    /// A file with the ending of a workbook that is text, or a page of the web.
    TextAsWorkbook { file: String, is_html: bool },
    /// `datapackage.json` names a file that is not there.
    MissingFile { file: String },
    /// `datapackage.json` names a file outside the folder.
    OutsideFolder { file: String },
    /// A table without a header row.
    EmptyFile { file: String, columns: String },
    /// A header row that is no row.
    BrokenHeader { file: String, line: u64 },
    /// Required columns are not in the header; what it names instead, and which of that may be meant.
    MissingColumns { file: String, columns: Vec<&'static str>, found: Vec<String>, likely: Vec<Likely> },
    /// No row at the beginning of a table names its columns.
    NoHeader { file: String, columns: String, rows: u64 },
    /// A column stands twice in the header.
    DuplicateColumn { file: String, column: String },
    /// Bytes that are not UTF-8.
    Encoding { file: String, line: u64, offset: u64, looks: Looks },
    /// A compressed file that ends early or is damaged, or a file that fails while it is read.
    Damaged { file: String, line: u64, source: io::Error },
    /// A workbook that cannot be read.
    Workbook { file: String, fault: BookFault },
    /// The connection to a database was lost while a view was read.
    Lost { place: String, view: String, detail: String },
    /// A database, or another place that is no file, failed.
    Source { place: String, source: Box<dyn std::error::Error + Send + Sync> },
    /// Outlines that are none.
    Shapes { file: &'static str, what: Halves },
    /// The scratch folder failed.
    Scratch(SortError),
    /// What came back from the scratch folder is not what was put there.
    ScratchDamaged { table: &'static str },
    /// The counts of a file do not add up: a fault of the program.
    Unbalanced { file: String, read: u64, accepted: u64, rejected: u64 },
    /// A list of rejects or findings could not be written.
    Unwritable { what: &'static str, source: io::Error },
}

impl ExtractError {
    /// What kind of thing stands in the way.
    pub fn class(&self) -> Class {
        match self {
            Self::Scratch(_) | Self::Unwritable { .. } | Self::Lost { .. } | Self::Source { .. } => {
                Class::Environment
            }
            _ => Class::Input,
        }
    }

    /// Whether it is the database that failed, or another place that is no file, and no table in it.
    pub(super) fn is_of_source(&self) -> bool {
        matches!(self, Self::Lost { .. } | Self::Source { .. })
    }

    /// A stable word for the kind of error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "extract_unreadable",
            Self::NoDataPackage { .. } => "extract_no_data_package",
            Self::DataPackage { .. } => "extract_data_package",
            Self::NoElection { .. } => "extract_no_election",
            Self::ElectionText { .. } => "extract_election_text",
            Self::ElectionKey { .. } => "extract_election_key",
            Self::ElectionMissing { .. } => "extract_election_missing",
            Self::ElectionValue { .. } => "extract_election_value",
            Self::ElectionId { .. } => "extract_election_id",
            Self::NotADelta { .. } => "extract_not_a_delta",
            Self::OtherBase { .. } => "extract_other_base",
            Self::BeforeBase { .. } => "extract_before_base",
            Self::EmptyReplacement { .. } => "extract_empty_replacement",
            Self::DeltaUnsupported { .. } => "extract_delta_unsupported",
            Self::TableTwice { .. } => "extract_table_twice",
            Self::MissingTables { .. } => "extract_missing_table",
            Self::NoDay { .. } => "extract_no_day",
            Self::SingleTable { .. } => "extract_single_table",
            Self::NoRightToRead { .. } => "extract_no_right_to_read",
            Self::UnreadForm { .. } => "extract_unread_form",
            Self::NoSheet { .. } => "extract_no_sheet",
            Self::TextAsWorkbook { .. } => "extract_text_as_workbook",
            Self::MissingFile { .. } => "extract_missing_file",
            Self::OutsideFolder { .. } => "extract_outside_folder",
            Self::EmptyFile { .. } => "extract_empty_file",
            Self::BrokenHeader { .. } => "extract_broken_header",
            Self::MissingColumns { .. } => "extract_missing_column",
            Self::NoHeader { .. } => "extract_no_header",
            Self::DuplicateColumn { .. } => "extract_duplicate_column",
            Self::Encoding { .. } => "extract_encoding",
            Self::Damaged { .. } => "extract_damaged",
            Self::Workbook { .. } => "extract_workbook",
            Self::Lost { .. } => "extract_lost",
            Self::Source { .. } => "extract_source",
            Self::Shapes { .. } => "extract_shapes",
            Self::Scratch(_) => "extract_scratch",
            Self::ScratchDamaged { .. } => "extract_scratch_damaged",
            Self::Unbalanced { .. } => "extract_unbalanced",
            Self::Unwritable { .. } => "extract_unwritable",
        }
    }
}

/// In Vietnamese and in English, separated by ` / `.
impl fmt::Display for ExtractError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Told { vietnamese, english } = error_words::told(self);
        write!(f, "{vietnamese} / {english}")
    }
}

impl std::error::Error for ExtractError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable { source, .. }
            | Self::Damaged { source, .. }
            | Self::Unwritable { source, .. } => Some(source),
            Self::Source { source, .. } => Some(source.as_ref()),
            Self::Scratch(source) => Some(source),
            _ => None,
        }
    }
}

impl From<SortError> for ExtractError {
    fn from(error: SortError) -> Self {
        Self::Scratch(error)
    }
}
