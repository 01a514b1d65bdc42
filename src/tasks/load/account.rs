//! What became of the rows of an extract, as its snapshot keeps it: so that whoever posts lists, or explains why somebody stands on
//! none, knows of the rows that were never counted.

use crate::extract::{ExtractError, Reading, Reject};
use crate::lists::ListsError;
use crate::store::snapshot::Snapshot;
use serde::{Deserialize, Serialize};

/// The most rejected rows that a snapshot tells one by one.
const TOLD_MAX: usize = 20_000;

/// The rows of an extract, counted by file, and those that were rejected.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Account {
    pub files: Vec<FileRows>,
    /// In the order of files and lines; so many at the most.
    pub rejects: Vec<RejectedRow>,
    /// Persons without a personal number, who wait for somebody.
    pub without_number: u64,
}

/// Rows of one file: read = accepted + rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRows {
    pub table: String,
    pub file: String,
    pub read: u64,
    pub accepted: u64,
    pub rejected: u64,
}

/// A row that was rejected, without what stood in it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedRow {
    /// Whom it tells of; `""` where nobody can tell.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub personal_id: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub commune_code: String,
    pub file: String,
    pub line: u64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub column: String,
    pub rule: String,
    /// How to mend it, in Vietnamese and English, separated by ` / `.
    pub message: String,
}

/// Tells where, not whom.
impl std::fmt::Debug for RejectedRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RejectedRow({}:{} {} {})", self.file, self.line, self.column, self.rule)
    }
}

/// An account as it stands in a database: earlier editions counted files alone.
#[derive(Deserialize)]
#[serde(untagged)]
enum Stored {
    Whole(Account),
    Files(Vec<FileRows>),
}

impl Account {
    /// The account of an extract that was read.
    ///
    /// # Errors
    /// [`ExtractError`] if the scratch folder fails.
    pub(in crate::tasks) fn of(reading: &mut Reading) -> Result<Self, ExtractError> {
        let files = reading.counts.iter().map(|count| FileRows {
            table: count.table.to_owned(),
            file: count.file.clone(),
            read: count.read,
            accepted: count.accepted,
            rejected: count.rejected,
        });
        let (files, without_number) = (files.collect(), reading.manual_queue.count());
        let rejects = reading.rejects.iter()?.take(TOLD_MAX).map(|reject| Ok(RejectedRow::from(reject?)));
        Ok(Self { files, without_number, rejects: rejects.collect::<Result<_, ExtractError>>()? })
    }

    /// The account that a snapshot keeps.
    ///
    /// # Errors
    /// [`ListsError::Document`] if another program wrote it.
    pub(in crate::tasks) fn kept(snapshot: &Snapshot) -> Result<Self, ListsError> {
        let stored = serde_json::from_str(&snapshot.counts);
        match stored.map_err(|_| ListsError::Document { what: "account of rows" })? {
            Stored::Whole(account) => Ok(account),
            Stored::Files(files) => Ok(Self { files, ..Self::default() }),
        }
    }

    /// The JSON that a snapshot keeps.
    pub(in crate::tasks) fn document(&self) -> Result<String, ListsError> {
        serde_json::to_string(self).map_err(|_| ListsError::Document { what: "account of rows" })
    }

    /// All rows that were rejected.
    pub(in crate::tasks) fn rejected(&self) -> u64 {
        self.files.iter().map(|file| file.rejected).sum()
    }

    /// The rejected rows that tell of a person.
    pub(in crate::tasks) fn of_person(&self, personal_id: &str) -> impl Iterator<Item = &RejectedRow> {
        self.rejects.iter().filter(move |reject| reject.personal_id == personal_id)
    }
}

impl From<Reject> for RejectedRow {
    fn from(reject: Reject) -> Self {
        Self {
            personal_id: reject.personal_id.map(|number| number.to_string()).unwrap_or_default(),
            commune_code: reject.commune_code.map(|code| code.to_string()).unwrap_or_default(),
            file: reject.file,
            line: reject.line,
            column: reject.column.to_owned(),
            rule: reject.rule,
            message: reject.message,
        }
    }
}
