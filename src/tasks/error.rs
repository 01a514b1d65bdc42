//! What can go wrong in a task, and how grave it is.

use super::import::ImportError;
use super::post::LeftOpen;
use crate::extract::{ChangedTable, ExtractError, ReadError};
use crate::files::PlaceError;
use crate::law::{ElectionError, ProfileError};
use crate::lists::ListsError;
use crate::output::OutputError;
use crate::output::reading::ReadingError;
use crate::people::{ControlCharacter, NumberError};
use crate::proof::ProofError;
use crate::proof::key::KeyError;
use crate::roll::BooksError;
use crate::store::{MayPass, StoreError};
use std::io;
use std::path::{Path, PathBuf};

/// Why a task did nothing.
#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    /// The extract cannot be read.
    #[error(transparent)]
    Extract(#[from] ExtractError),
    /// Lists could not be read or changed.
    #[error(transparent)]
    Lists(ListsError),
    /// The database failed or refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The rule profile cannot be used.
    #[error("election.toml: {0}")]
    Profile(#[from] ProfileError),
    /// The election's dates make no sense.
    #[error("election.toml: {0}")]
    Election(#[from] ElectionError),
    /// A commune was asked for that the extract does not hold.
    #[error("commune {code} is not in communes; check --commune (known codes begin with {first})")]
    UnknownCommune { code: String, first: String },
    /// An area was asked for that the lists do not have.
    #[error("area {code} is not in areas; check --area (`cutri books` names them all)")]
    UnknownArea { code: String },
    /// The books do not balance: a fault of the program.
    #[error(
        "the books do not balance, nothing was kept: {0}; please report this with the extract's snapshot id"
    )]
    Books(#[from] BooksError),
    /// The place for a corrected extract lies in the one that is corrected.
    #[error(
        "{out}: nằm trong thư mục của chính bản trích; chọn thư mục khác cho --fix / lies in the folder of the extract itself; choose \
         another folder for --fix"
    )]
    FixInside { out: PathBuf },
    /// An office's own workbook has no cells that are those of a table.
    #[error(
        "{}: sổ của cơ quan, không phải bản trích, nên --fix không biết sửa vào ô nào; chạy `cutri import` để có bản trích, rồi chạy \
         --fix trên bản trích đó, hoặc sửa ngay trong sổ / an office's own workbook is no extract, and --fix would not know which of \
         its cells to mend: run `cutri import`, then --fix on what it writes, or mend the workbook itself",
        workbook.display()
    )]
    FixOffice { workbook: PathBuf },
    /// A place on a disk cannot be worked in.
    #[error(transparent)]
    Place(#[from] PlaceError),
    /// An output, or another file, cannot be written or read.
    #[error(transparent)]
    Output(OutputError),
    /// A key file cannot be used or made.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Nothing tells from which day on changes count.
    #[error(
        "không biết tính thay đổi từ ngày nào: thêm --db với cơ sở dữ liệu của danh sách, hoặc --changed-from / nothing tells \
         from which day on changes count: name the lists' database with --db, or the day with --changed-from"
    )]
    NoWatermark,
    /// Persons are gone from the view of persons, and nothing tells who they were.
    #[error(
        "{count} người có thay đổi nhưng không còn trong khung nhìn persons: thêm --db với cơ sở dữ liệu của danh sách, hoặc giữ \
         họ trong persons với vital_status = removed / {count} persons changed and are not in the view persons: name the lists' \
         database with --db, or keep them in persons with vital_status = removed"
    )]
    Gone { count: usize },
    /// The reference tables of a database are other than the snapshot's, and a delta of persons does not tell it.
    #[error("{}", other_units(snapshot_id, tables))]
    OtherUnits { snapshot_id: String, tables: Vec<ChangedTable> },
    /// The number given is none.
    #[error("the person: {0}; see `cutri explain --help`")]
    Number(#[from] NumberError),
    /// A snapshot is named by a beginning that several share.
    #[error("several snapshots of this database begin with {id}; give more digits")]
    AmbiguousSnapshot { id: String },
    /// A delta waits for approval already.
    #[error(
        "the delta {snapshot_id} waits for a second person{}",
        .batch_id.as_ref().map(|id| format!(" as batch {id}; look at it with `cutri approve {id} --show`")).unwrap_or_default()
    )]
    Waits { snapshot_id: String, batch_id: Option<String> },
    /// A delta builds on another snapshot than the lists.
    #[error("the delta builds on snapshot {builds_on}, {how}; the lists are at snapshot {at}")]
    WrongBase { builds_on: String, how: &'static str, at: String },
    /// A batch does not wait any more.
    #[error("batch {id} was {how}")]
    Over { id: String, how: String },
    /// The lists of this election are posted: their numbers are frozen, and they follow deltas alone.
    #[error(
        "the lists of roll {roll_id} in this database are posted; print them with `cutri render`, let them follow a delta \
         with `cutri update`, or derive drafts into another database with --db"
    )]
    Posted { roll_id: String },
    /// Rows were rejected, or persons wait, and it was not said that lists shall be posted all the same.
    #[error("{0}")]
    LeftOpen(Box<LeftOpen>),
    /// There is no such change.
    #[error("there is no change {id}; `cutri changes` lists them")]
    NoChange { id: String },
    /// A later change of the same person stands upon it.
    #[error("change {later} of the same person came after {change}; undo that first")]
    Superseded { change: String, later: String },
    /// A notice of another office cannot be used.
    #[error("{path}: {why}; ask the other office for the notice again")]
    Notice { path: PathBuf, why: String },
    /// A text holds what cannot be printed.
    #[error("{0}; nothing was changed")]
    Text(#[from] ControlCharacter),
    /// A name without a letter.
    #[error("the name has no letter; give the name of the person who is sought")]
    NoName,
    /// Nobody says who acts.
    #[error("nobody says who acts; give --as NAME")]
    Nobody,
    /// The one who asked may not approve.
    #[error("{by} asked for this batch; another person must approve it (--as)")]
    SamePerson { by: String },
    /// Somebody began this derivation, and it is not at its end.
    #[error(
        "roll {roll_id} is being derived, or was when it was interrupted: {done} of {of} steps are done; go on with --resume, \
         see how far it is with `cutri status`"
    )]
    Underway { roll_id: String, done: usize, of: usize },
    /// A derivation was begun by a program that may decide otherwise.
    #[error(
        "roll {roll_id} was begun by a cutri of derivation {began}, this one is of {known}; let the same version end it"
    )]
    Derivation { roll_id: String, began: u32, known: u32 },
    /// The database holds no snapshot.
    #[error("{database} holds no snapshot; run `cutri load` first")]
    NoSnapshot { database: String },
    /// An office's workbook was not imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A worker thread ended early.
    #[error("a worker ended early: {0}; run the command again")]
    Worker(String),
}

/// What is said of reference tables that changed, in both languages.
fn other_units(snapshot_id: &str, tables: &[ChangedTable]) -> String {
    let rows = |came: &str, gone: &str| {
        let told = tables.iter().map(|it| format!("{} ({} {came}, {} {gone})", it.table, it.came, it.gone));
        told.collect::<Vec<_>>().join(", ")
    };
    format!(
        "thôn, khu vực bỏ phiếu, đơn vị bầu cử hoặc bảng kê khác trong cơ sở dữ liệu không còn như trong bản trích {snapshot_id}: \
         {}. Chưa ghi gì, vì bản thay đổi chỉ nêu những người có thay đổi: thêm --with-units để ghi kèm trọn các bảng này, hoặc nạp \
         lại toàn bộ dữ liệu bằng cutri load / reference tables of the database are other than those of snapshot {snapshot_id}: {}. \
         Nothing was written, for a delta tells of the persons that changed: bring these tables too with --with-units, or load all \
         anew with cutri load",
        rows("dòng mới", "dòng không còn"),
        rows("rows new", "rows gone"),
    )
}

impl TaskError {
    /// Names the file in an input or output error.
    pub fn write(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let written = OutputError::write(path);
        move |source| Self::Output(written(source))
    }
}

impl From<ListsError> for TaskError {
    fn from(error: ListsError) -> Self {
        match error {
            ListsError::Store(error) => Self::Store(error),
            error => Self::Lists(error),
        }
    }
}

/// What an output only passes on keeps its own place.
impl From<OutputError> for TaskError {
    fn from(error: OutputError) -> Self {
        match error {
            OutputError::Lists(error) => error.into(),
            OutputError::Store(error) => Self::Store(error),
            OutputError::Place(error) => Self::Place(error),
            OutputError::Books(error) => Self::Books(error),
            OutputError::Worker(error) => Self::Worker(error),
            error => Self::Output(error),
        }
    }
}

/// What a proof only passes on keeps its own place.
impl From<ProofError> for TaskError {
    fn from(error: ProofError) -> Self {
        match error {
            ProofError::Lists(error) => error.into(),
            ProofError::Worker(error) => Self::Worker(error),
        }
    }
}

impl From<ReadingError> for TaskError {
    fn from(error: ReadingError) -> Self {
        Self::Output(error.into())
    }
}

impl From<ReadError<TaskError>> for TaskError {
    fn from(error: ReadError<TaskError>) -> Self {
        match error {
            ReadError::Extract(error) => Self::Extract(error),
            ReadError::Sink(error) => error,
        }
    }
}

impl MayPass for TaskError {
    fn may_pass(&self) -> bool {
        matches!(self, Self::Store(error) if error.may_pass())
    }
}
