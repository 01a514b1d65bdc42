//! What stops the reading of an extract: each error says what, where, which value, and what to do.

use super::encoding::Looks;
use super::sort::SortError;
use crate::people::IdError;
use chrono::NaiveDate;
use std::io;
use std::path::PathBuf;

/// Why an extract cannot be read. Nothing is loaded from an extract that cannot be read whole.
#[derive(Debug, thiserror::Error)]
pub enum ExtractError {
    /// The folder or a file in it cannot be opened or read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    /// The folder holds no `datapackage.json`.
    #[error(
        "{} holds no datapackage.json; write one with the day of the extract, such as \
         {{\"name\": \"extract\", \"cutri\": {{\"as_of\": \"2026-01-20\", \"mode\": \"full\"}}, \"resources\": []}}",
        folder.display()
    )]
    NoDataPackage { folder: PathBuf },
    /// `datapackage.json` does not say what it must.
    #[error("{}: {what}", path.display())]
    DataPackage { path: PathBuf, what: String },
    /// The folder holds no `election.toml`.
    #[error(
        "{} holds no election.toml; write one with the keys id, title, term and election_day, such as \
         election_day = 2026-03-15",
        folder.display()
    )]
    NoElection { folder: PathBuf },
    /// `election.toml` is not TOML.
    #[error("{}: {what}", path.display())]
    ElectionText { path: PathBuf, what: String },
    /// A key that means nothing, perhaps misspelt.
    #[error("{}: unknown key `{key}`; the nearest known key is `{nearest}`", path.display())]
    ElectionKey { path: PathBuf, key: String, nearest: &'static str },
    /// A key that every election needs.
    #[error("{}: the key `{key}` is missing or empty; it is {what}", path.display())]
    ElectionMissing { path: PathBuf, key: &'static str, what: &'static str },
    /// A key whose value cannot be used.
    #[error("{}: {key} = {value} cannot be used; write {expected}", path.display())]
    ElectionValue { path: PathBuf, key: &'static str, value: String, expected: &'static str },
    /// An election's id that is none.
    #[error(
        "{}, line {line}: id = {value:?} cannot be used: {why}; write a short one, such as \"bau-cu-2026\"",
        path.display()
    )]
    ElectionId { path: PathBuf, line: u64, value: String, why: IdError },
    /// A delta where a full extract is needed.
    #[error(
        "the extract is a delta on snapshot {base}, and a full extract is needed here: let posted lists follow it with \
         `cutri update`, look at it with `cutri check`, or give a folder whose datapackage.json says \"mode\": \"full\""
    )]
    DeltaUnsupported { base: String },
    /// A full extract where a delta is needed.
    #[error(
        "the extract is a full one, and a delta on snapshot {base} is needed here: \
         give a folder whose datapackage.json says \"mode\": \"delta\""
    )]
    NotADelta { base: String },
    /// A delta on another snapshot than the one at hand.
    #[error(
        "the delta builds on snapshot {builds_on}, and the database is at snapshot {at}: \
         apply the deltas that lead to {builds_on} first, or give a delta on {at}"
    )]
    OtherBase { builds_on: String, at: String },
    /// A delta that tells of a day before its base.
    #[error(
        "the delta tells of {as_of}, and its base of the later day {base}: deltas are applied in the order of as_of; \
         leave this one out, or correct cutri.as_of in datapackage.json"
    )]
    BeforeBase { as_of: NaiveDate, base: NaiveDate },
    /// A reference table of a delta that would leave nothing of the base's.
    #[error(
        "{file}: no usable row, and a reference table in a delta replaces the base's whole, so that nothing would be \
         left of the {rows} rows of {table}: give all rows of the table, or take it out of the delta"
    )]
    EmptyReplacement { file: String, table: &'static str, rows: usize },
    /// A table stands in the folder in two forms.
    #[error("the table {table} stands there twice, as {first} and as {second}; remove one of them")]
    TableTwice { table: &'static str, first: String, second: String },
    /// A table that every full extract needs.
    #[error(
        "the table {table} is missing; put {table}.csv, {table}.csv.gz, {table}.csv.zst or a workbook with a sheet \
         {table} into {}",
        folder.display()
    )]
    MissingTable { table: &'static str, folder: PathBuf },
    /// `datapackage.json` names a file that is not there.
    #[error("datapackage.json names {file}, but there is no such file; correct its path or add the file")]
    MissingFile { file: String },
    /// `datapackage.json` names a file outside the folder.
    #[error(
        "datapackage.json names {file}, which lies outside the folder; a path must be relative and without `..`"
    )]
    OutsideFolder { file: String },
    /// A table without a header row.
    #[error("{file} is empty; its first line must name the columns: {columns}")]
    EmptyFile { file: String, columns: String },
    /// A header row that is no row.
    #[error(
        "{file}: line {line}: the header cannot be read: it is too long, or a quotation mark is not closed; \
         its first line must name the columns, separated by commas"
    )]
    BrokenHeader { file: String, line: u64 },
    /// A required column is not in the header.
    #[error("{file}: the column {column} is missing from the header{hint}")]
    MissingColumn { file: String, column: &'static str, hint: &'static str },
    /// A column stands twice in the header.
    #[error("{file}: the column {column} stands twice in the header; remove or rename one of them")]
    DuplicateColumn { file: String, column: String },
    /// Bytes that are not UTF-8.
    #[error("{file}: line {line}, byte {offset}: not UTF-8; it looks like {looks}. {}", looks.how_to_convert())]
    Encoding { file: String, line: u64, offset: u64, looks: Looks },
    /// A compressed file that ends early or is damaged, or a file that fails while it is read.
    #[error("{file}: damaged or cut short after line {line}: {source}; copy the file again from its source")]
    Damaged { file: String, line: u64, source: io::Error },
    /// A workbook that cannot be read.
    #[error(
        "{file}: the workbook cannot be read: {what}; open it in a spreadsheet program and save it as .xlsx again"
    )]
    Workbook { file: String, what: String },
    /// Outlines that are none.
    #[error("{file}: {what}; mend the file, or take it away: pages then have no map")]
    Shapes { file: &'static str, what: String },
    /// The scratch folder failed.
    #[error(transparent)]
    Scratch(#[from] SortError),
    /// What came back from the scratch folder is not what was put there.
    #[error("a record of {table} came back damaged from the scratch folder; check the disk and run again")]
    ScratchDamaged { table: &'static str },
    /// The counts of a file do not add up: a fault of the program.
    #[error(
        "{file}: {read} rows were read, but {accepted} accepted and {rejected} rejected; please report this fault"
    )]
    Unbalanced { file: String, read: u64, accepted: u64, rejected: u64 },
    /// A list of rejects or findings could not be written.
    #[error("cannot write {what}: {source}")]
    Unwritable { what: &'static str, source: io::Error },
}

impl ExtractError {
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
            Self::MissingTable { .. } => "extract_missing_table",
            Self::MissingFile { .. } => "extract_missing_file",
            Self::OutsideFolder { .. } => "extract_outside_folder",
            Self::EmptyFile { .. } => "extract_empty_file",
            Self::BrokenHeader { .. } => "extract_broken_header",
            Self::MissingColumn { .. } => "extract_missing_column",
            Self::DuplicateColumn { .. } => "extract_duplicate_column",
            Self::Encoding { .. } => "extract_encoding",
            Self::Damaged { .. } => "extract_damaged",
            Self::Workbook { .. } => "extract_workbook",
            Self::Shapes { .. } => "extract_shapes",
            Self::Scratch(_) => "extract_scratch",
            Self::ScratchDamaged { .. } => "extract_scratch_damaged",
            Self::Unbalanced { .. } => "extract_unbalanced",
            Self::Unwritable { .. } => "extract_unwritable",
        }
    }
}
