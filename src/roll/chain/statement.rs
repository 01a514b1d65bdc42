//! What is signed: one statement for each version of the whole roll, each over the one before.
//!
//! The first form stated the lists alone. The second states besides what they were decided from, by whom and why they were
//! changed, and what a second person had to look at; a roll goes on from the first to the second and never back.

use super::Digest;
use super::digest::Hasher;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
    /// What the version rests on; none in a statement of the first form.
    pub grounds: Option<Grounds>,
}

/// What a version rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grounds {
    /// Over who acted, by which command, why and from what.
    pub act: Digest,
    /// Over what each change did to a row, in the order of the log.
    pub log: Digest,
    /// Over the snapshot: its day, the election, the rule profile, the territory, and the digest of its facts.
    pub terms: Digest,
    /// Over the facts of everybody as of the snapshot; none where an earlier edition loaded them.
    pub facts: Option<Digest>,
    /// The tripwires in force when the changes were judged, by the rule profile's names.
    pub tripwires: BTreeMap<String, u32>,
    /// The tripwires that the changes hit, each with what was found: a second person approved them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tripped: Vec<String>,
}

impl Statement {
    /// The bytes that are signed: JSON with its keys in one order and no spaces.
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a statement has text keys only and writes into memory")
    }

    /// The digest that the next statement holds as `previous`.
    pub fn digest(&self) -> Digest {
        let label = match self.grounds {
            None => "cutri-statement-1",
            Some(_) => "cutri-statement-2",
        };
        Hasher::labelled(label).rest(&self.bytes()).finish()
    }

    /// Whether it is the next statement of the same roll after another.
    pub fn follows(&self, earlier: &Statement) -> bool {
        self.roll_id == earlier.roll_id
            && earlier.version.checked_add(1) == Some(self.version)
            && self.at >= earlier.at
            && self.previous == Some(earlier.digest())
            && (self.grounds.is_some() || earlier.grounds.is_none())
    }
}

/// The name of the form, which no other signed bytes begin with.
#[derive(Clone, Copy, Serialize, Deserialize)]
enum Format {
    #[serde(rename = "cutri-statement-1")]
    Statement1,
    #[serde(rename = "cutri-statement-2")]
    Statement2,
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    grounds: Option<Grounds>,
}

const MOMENT: &str = "%Y-%m-%dT%H:%M:%S%.f+07:00";

impl From<Statement> for Written {
    fn from(statement: Statement) -> Self {
        let Statement { roll_id, version, at, snapshot_id, nation, previous, grounds } = statement;
        let format = match grounds {
            None => Format::Statement1,
            Some(_) => Format::Statement2,
        };
        let at = at.format(MOMENT).to_string();
        Self { format, roll_id, version, at, snapshot_id, nation, previous, grounds }
    }
}

impl TryFrom<Written> for Statement {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, String> {
        let Written { format, roll_id, version, at, snapshot_id, nation, previous, grounds } = written;
        match (format, &grounds) {
            (Format::Statement1, None) | (Format::Statement2, Some(_)) => {}
            (Format::Statement1, Some(_)) => return Err("the first form has no grounds".to_owned()),
            (Format::Statement2, None) => return Err("the second form has grounds".to_owned()),
        }
        let moment = NaiveDateTime::parse_from_str(&at, MOMENT).ok();
        let at = moment.filter(|moment| moment.format(MOMENT).to_string() == at);
        let at = at.ok_or("a moment is written as 2026-02-03T08:00:00+07:00")?;
        Ok(Self { roll_id, version, at, snapshot_id, nation, previous, grounds })
    }
}
