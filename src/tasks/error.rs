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
    #[error(
        "không có xã, phường, đặc khu mã {code}; các mã đầu là {first} / commune {code} is not in communes; the first codes known are {first}"
    )]
    UnknownCommune { code: String, first: String },
    /// An area was asked for that the lists do not have.
    #[error("không có khu vực bỏ phiếu mã {code} / area {code} is not in areas")]
    UnknownArea { code: String },
    /// The books do not balance: a fault of the program.
    #[error(
        "the books do not balance, nothing was kept: {0}; please report this with the extract's snapshot id"
    )]
    Books(#[from] BooksError),
    /// The place for a corrected extract lies in the one that is corrected.
    #[error(
        "{out}: nằm trong thư mục của chính bản trích, chưa sửa gì / lies in the folder of the extract itself; nothing was mended"
    )]
    FixInside { out: PathBuf },
    /// An office's own workbook has no cells that are those of a table.
    #[error(
        "{}: sổ của cơ quan, không phải bản trích, nên không biết sửa vào ô nào / an office's own workbook is no extract, and \
         nothing tells which of its cells to mend",
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
        "không biết tính thay đổi từ ngày nào: chưa nêu ngày, cũng chưa nêu cơ sở dữ liệu của danh sách / nothing tells from \
         which day on changes count: neither a day nor the lists' database is named"
    )]
    NoWatermark,
    /// Persons are gone from the view of persons, and nothing tells who they were.
    #[error(
        "{count} người có thay đổi nhưng không còn trong khung nhìn persons, và không có danh sách nào cho biết họ là ai / \
         {count} persons changed and are not in the view persons, and no lists tell who they were"
    )]
    Gone { count: usize },
    /// The reference tables of a database are other than the snapshot's, and a delta of persons does not tell it.
    #[error("{}", other_units(snapshot_id, tables))]
    OtherUnits { snapshot_id: String, tables: Vec<ChangedTable> },
    /// The number given is none.
    #[error("số định danh cá nhân gồm đúng 12 chữ số, kể cả số 0 ở đầu / the person: {0}")]
    Number(#[from] NumberError),
    /// A snapshot is named by a beginning that several share.
    #[error("several snapshots of this database begin with {id}; give more digits")]
    AmbiguousSnapshot { id: String },
    /// A delta waits for approval already.
    #[error(
        "the delta {snapshot_id} waits for a second person{}",
        .batch_id.as_ref().map(|id| format!(" as batch {id}")).unwrap_or_default()
    )]
    Waits { snapshot_id: String, batch_id: Option<String> },
    /// A delta builds on another snapshot than the lists.
    #[error("the delta builds on snapshot {builds_on}, {}; the lists are at snapshot {at}", standing.told())]
    WrongBase { builds_on: String, standing: BaseStanding, at: String },
    /// A batch does not wait any more.
    #[error("batch {id} was {how}")]
    Over { id: String, how: String },
    /// The lists of this election are posted: their numbers are frozen, and they follow deltas alone.
    #[error(
        "danh sách {roll_id} trong cơ sở dữ liệu này đã niêm yết, số thứ tự đã cố định / the lists of roll {roll_id} in this \
         database are posted, and their numbers are frozen"
    )]
    Posted { roll_id: String },
    /// Rows were rejected, or persons wait, and it was not said that lists shall be posted all the same.
    #[error("{0}")]
    LeftOpen(Box<LeftOpen>),
    /// There is no such change.
    #[error("không có thay đổi {id} / there is no change {id}")]
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
    /// A complaint is upheld about somebody whom no number names.
    #[error(
        "chưa biết người được nêu trong khiếu nại {complaint} là ai / nobody was found for complaint {complaint} yet"
    )]
    NobodyFound { complaint: String },
    /// Nobody says who acts.
    #[error("chưa biết ai thực hiện / nobody says who acts")]
    Nobody,
    /// The one who asked may not approve.
    #[error(
        "{by} là người yêu cầu đợt này, phải do người khác phê duyệt / {by} asked for this batch; another person must approve it"
    )]
    SamePerson { by: String },
    /// Somebody began this derivation, and it is not at its end.
    #[error(
        "danh sách {roll_id} đang lập dở: xong {done} trên {of} bước / roll {roll_id} is being derived, or was when it was \
         interrupted: {done} of {of} steps are done"
    )]
    Underway { roll_id: String, done: usize, of: usize },
    /// A derivation was begun by a program that may decide otherwise.
    #[error(
        "roll {roll_id} was begun by a cutri of derivation {began}, this one is of {known}; let the same version end it"
    )]
    Derivation { roll_id: String, began: u32, known: u32 },
    /// The database holds no snapshot.
    #[error("{database} chưa có dữ liệu dân cư nào / {database} holds no snapshot")]
    NoSnapshot { database: String },
    /// An office's workbook was not imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A worker thread ended early.
    #[error("a worker ended early: {0}; run the command again")]
    Worker(String),
}

/// How the snapshot that a delta builds on stands in the database of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BaseStanding {
    /// It never was there.
    Unknown,
    /// Later deltas were taken since.
    Past,
    /// It is that of a batch that waits for a second person.
    Waits,
}

impl BaseStanding {
    fn told(self) -> &'static str {
        match self {
            Self::Unknown => {
                "which this database never held: correct cutri.base in datapackage.json, or take the delta to the lists it \
                 was made for"
            }
            Self::Past => "from which the lists have moved on: make the delta anew upon the latest one",
            Self::Waits => "which waits for a second person",
        }
    }
}

/// What is said of reference tables that changed, in both languages.
fn other_units(snapshot_id: &str, tables: &[ChangedTable]) -> String {
    let rows = |came: &str, gone: &str| {
        let told = tables.iter().map(|it| format!("{} ({} {came}, {} {gone})", it.table, it.came, it.gone));
        told.collect::<Vec<_>>().join(", ")
    };
    format!(
        "thôn, khu vực bỏ phiếu, đơn vị bầu cử hoặc bảng kê khác trong cơ sở dữ liệu không còn như trong bản trích {snapshot_id}: \
         {}. Chưa ghi gì, vì bản thay đổi chỉ nêu những người có thay đổi / reference tables of the database are other than those \
         of snapshot {snapshot_id}: {}. Nothing was written, for a delta tells of the persons that changed",
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
