//! What is signed: one statement for each version of the whole roll, each over the one before.

use super::Digest;
use super::digest::Hasher;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// What the authority states of a version of the roll. Equal statements have equal bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Written", try_from = "Written")]
pub struct Statement {
    pub roll_id: String,
    /// 1 as posted, then 2, 3, …
    pub version: u32,
    /// The moment of the version in Vietnam (+07:00).
    pub at: NaiveDateTime,
    /// The snapshot of the population the version rests on.
    pub snapshot_id: String,
    /// The digest over the lists of all provinces.
    pub nation: Digest,
    /// The digest of the statement of the version before; none in the first.
    pub previous: Option<Digest>,
}

impl Statement {
    /// The bytes that are signed: JSON with its keys in one order and no spaces.
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a statement has text keys only and writes into memory")
    }

    /// The digest that the next statement holds as `previous`.
    pub fn digest(&self) -> Digest {
        Hasher::labelled("cutri-statement-1").rest(&self.bytes()).finish()
    }

    /// Whether it is the next statement of the same roll after another.
    pub fn follows(&self, earlier: &Statement) -> bool {
        self.roll_id == earlier.roll_id
            && earlier.version.checked_add(1) == Some(self.version)
            && self.at >= earlier.at
            && self.previous == Some(earlier.digest())
    }
}

/// The name of the form, which no other signed bytes begin with.
#[derive(Clone, Copy, Serialize, Deserialize)]
enum Format {
    #[serde(rename = "cutri-statement-1")]
    Statement1,
}

/// A statement in the order of its keys.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: Format,
    roll_id: String,
    version: u32,
    at: String,
    snapshot_id: String,
    nation: Digest,
    previous: Option<Digest>,
}

const MOMENT: &str = "%Y-%m-%dT%H:%M:%S%.f+07:00";

impl From<Statement> for Written {
    fn from(statement: Statement) -> Self {
        let Statement { roll_id, version, at, snapshot_id, nation, previous } = statement;
        let at = at.format(MOMENT).to_string();
        Self { format: Format::Statement1, roll_id, version, at, snapshot_id, nation, previous }
    }
}

impl TryFrom<Written> for Statement {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let Written { format: Format::Statement1, roll_id, version, at, snapshot_id, nation, previous } =
            written;
        let moment = NaiveDateTime::parse_from_str(&at, MOMENT).ok();
        let at = moment.filter(|moment| moment.format(MOMENT).to_string() == at);
        let at = at.ok_or("a moment is written as 2026-02-03T08:00:00+07:00")?;
        Ok(Self { roll_id, version, at, snapshot_id, nation, previous })
    }
}
