//! The documents that posted lists are kept as.

use super::basis::Basis;
use crate::changes::{Books, Change, Counterpart, Event, Kind, Place, Postponed, RowEdit};
use crate::law::Decision;
use crate::people::{AreaCode, Beyond, Channel, CommuneCode, PartialDate, PersonalNumber, ProvinceCode};
use crate::roll::chain::{AreaLink, Digest, RowEdit as WrittenRow, Seal, Signed, Statement};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A commune whose lists are posted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommuneState {
    pub commune_code: CommuneCode,
    pub province_code: ProvinceCode,
    /// Local time.
    pub posted_at: NaiveDateTime,
    /// Over the latest versions of its areas' lists.
    pub digest: Digest,
}

/// The list of an area as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaState {
    pub area_code: AreaCode,
    pub commune_code: CommuneCode,
    /// The version of the roll in which the list was last changed, or posted.
    pub version: u32,
    pub digest: Digest,
    pub last_number: u32,
    pub books: Books,
}

impl AreaState {
    /// The last link of the list's chain.
    pub fn link(&self) -> AreaLink {
        AreaLink { version: self.version, digest: self.digest }
    }
}

/// A version of an area's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListVersion {
    pub area_code: AreaCode,
    pub version: u32,
    /// Local time.
    pub at: NaiveDateTime,
    pub digest: Digest,
    /// How many rows were posted; `None` for later versions.
    pub posted_rows: Option<u32>,
    /// The rows that a later version wrote, by number.
    pub rows: Vec<WrittenRow>,
}

/// A version of a roll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollVersion {
    pub statement: Statement,
    pub signed: Option<Signed>,
    /// The command that made it.
    pub action: String,
    pub by: String,
    pub changes: u64,
    /// The line of the audit that it was made with; none in versions of an earlier edition, and in files, which are the same
    /// from equal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Seal>,
}

/// What a change did to one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedRow {
    pub version: u32,
    pub change: Change,
    pub edit: RowEdit,
}

/// A certificate to vote elsewhere (Art. 34), issued here or received from another office.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    pub certificate_id: String,
    pub personal_id: PersonalNumber,
    /// The commune where the bearer votes; it chooses the area. Absent where the certificate names an area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commune_code: Option<CommuneCode>,
    /// The area where the bearer votes, where the certificate names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area_code: Option<AreaCode>,
    /// The place of which this database holds no list: where the bearer votes, or whose list the bearer stands on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beyond: Option<Beyond>,
    /// How it came to be issued; `office`: of the office's own motion, for somebody who cannot apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    pub document_no: String,
    /// When it was issued or received here; local time.
    pub issued_at: NaiveDateTime,
    /// Who entered it here.
    pub issued_by: String,
}

/// Tells which, not whose.
impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({})", self.certificate_id)
    }
}

/// A change that waits: too late, without a name in the law, against a decision by hand, or half of a transfer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub waiting_id: String,
    pub personal_id: PersonalNumber,
    pub why: Postponed,
    pub event: Option<Event>,
    pub kind: Kind,
    pub from: Option<Place>,
    pub to: Option<Place>,
    /// What was decided of the facts before, and of the facts now, side by side.
    pub before: Option<Decision>,
    pub after: Option<Decision>,
    /// Since when it waits; local time.
    pub since: NaiveDateTime,
    pub snapshot_id: String,
    /// What was done about it, by whom and when.
    pub settled: Option<String>,
}

/// Tells which, not whose.
impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Waiting({} {:?})", self.waiting_id, self.why)
    }
}

impl Waiting {
    /// Why it waits, in English.
    pub fn why_told(&self) -> String {
        let place = |counterpart: &Counterpart| match counterpart {
            Counterpart { commune_code: Some(code), .. } => format!("commune {code}"),
            Counterpart { facility_code: Some(code), .. } => format!("facility {code}"),
            Counterpart { commune_code: None, facility_code: None } => "an unknown place".to_owned(),
        };
        match &self.why {
            Postponed::Late(late) => late.to_string(),
            Postponed::Unnamed => "the law names no such event: somebody decides".to_owned(),
            Postponed::Unread => {
                "rows of the person in the delta could not be used: the facts before still hold".to_owned()
            }
            Postponed::ByHand => "an official decided the place: somebody decides".to_owned(),
            Postponed::Incoming(from) => format!("comes from {}, not in this database", place(from)),
            Postponed::Outgoing(to) => format!("went to {}, not in this database", place(to)),
        }
    }
}

/// What one office tells another of a transfer between them.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    pub format: NoticeFormat,
    pub says: NoticeSays,
    /// What both offices call the transfer.
    pub pair_id: String,
    pub election_id: String,
    pub personal_id: PersonalNumber,
    pub full_name: String,
    pub birth_date: PartialDate,
    pub event: Event,
    /// The row at the office that tells.
    pub area_code: Option<AreaCode>,
    pub number: Option<u32>,
    /// The other office, as far as the facts tell.
    pub to: Counterpart,
    /// Local time.
    pub at: NaiveDateTime,
    pub by: String,
}

/// The name of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoticeFormat {
    #[serde(rename = "cutri-transfer-notice-1")]
    TransferNotice1,
}

/// What a notice says of its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeSays {
    /// The person was struck from the list of the office that tells.
    GivenUp,
    /// The person was added to the list of the office that tells.
    Received,
}

/// Tells which, not whose.
impl fmt::Debug for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Notice({} {:?})", self.pair_id, self.says)
    }
}

/// A line of the audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRecord {
    pub sequence: u64,
    /// Local time.
    pub at: NaiveDateTime,
    /// By the clock, where somebody told another moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded_at: Option<NaiveDateTime>,
    pub by: String,
    /// The account of the service behind the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// How it came in, if not at the command line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// The command.
    pub action: String,
    pub reason: String,
    /// The digest of the file, or the id of the snapshot, that it was done from.
    pub source: String,
    pub roll_id: String,
    /// The version it made, if it changed lists.
    pub version: Option<u32>,
    /// The registers it wrote: kind and id, and the digest of what stands there since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub registers: Vec<(String, String)>,
    /// The digest of the line before; empty for the first.
    pub previous: String,
}

impl AuditRecord {
    /// A line about what was done before anything is posted, from a snapshot.
    pub(crate) fn of_draft(at: NaiveDateTime, by: &str, action: &str, basis: &Basis, reason: String) -> Self {
        Self {
            sequence: 0,
            at,
            recorded_at: None,
            account: None,
            channel: None,
            by: by.to_owned(),
            action: action.to_owned(),
            reason,
            source: basis.snapshot_id.clone(),
            roll_id: String::new(),
            version: None,
            registers: Vec::new(),
            previous: String::new(),
        }
    }
}
