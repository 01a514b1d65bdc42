//! Why posted lists could not be read or changed.

use super::Jurisdiction;
use crate::changes::{Late, Unbalanced};
use crate::class::Class;
use crate::people::AreaCode;
use crate::roll::chain::ChainError;
use crate::store::{MayPass, StoreError};
use chrono::{NaiveDate, NaiveDateTime};

/// Why nothing was done on lists.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ListsError {
    /// The database failed or refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A document of the lists cannot be read back.
    #[error("the database holds a {what} that this program cannot read")]
    Document { what: &'static str },
    /// The database holds no roll.
    #[error("{database} chưa có danh sách nào / {database} holds no roll")]
    NoRoll { database: String },
    /// A snapshot is named that the database does not hold.
    #[error("cơ sở dữ liệu này không có bản trích {id} / this database holds no snapshot {id}")]
    UnknownSnapshot { id: String },
    /// Nobody has this number.
    #[error(
        "không ai trong cơ sở dữ liệu này có số đã nêu / nobody in this database has the number given; check its 12 digits"
    )]
    UnknownPerson,
    /// The lists of a place are not posted.
    #[error("danh sách của {place} chưa niêm yết / the lists of {place} are not posted")]
    NotPosted { place: String },
    /// Nothing of this kind waits under this id.
    #[error("không có {kind} {id} nào đang chờ / no {kind} {id} waits")]
    NoMatter { kind: &'static str, id: String },
    /// Whoever acts has no say there.
    #[error("{} has no say over the lists of commune {commune}", .place)]
    OutsidePlace { place: Jurisdiction, commune: String },
    /// A moment lies before what the act rests on.
    #[error("{at} is before {latest}, when {what}: what is done lies after what it rests on")]
    OutOfOrder { at: NaiveDateTime, what: &'static str, latest: NaiveDateTime },
    /// What the lists rest on is not what the latest version states.
    #[error(
        "snapshot {snapshot_id} is not as version {version} states it: its terms or facts were changed behind the program's \
         back; nothing was done: restore the database from a copy that agrees"
    )]
    Altered { snapshot_id: String, version: u32 },
    /// The chain of versions cannot go on.
    #[error("the chain of versions is broken: {0}")]
    Chain(#[from] ChainError),
    /// Posted lists would not balance: a fault of the program.
    #[error("the books do not balance, nothing was kept: {0}; please report this with the snapshot ids")]
    Unbalanced(#[from] Unbalanced),
    /// Lists, or what is kept beside them, were changed behind the program's back.
    #[error(
        "danh sách trong cơ sở dữ liệu không còn như đã ghi, không làm gì cả / {what}; nothing was changed"
    )]
    Disagrees { what: String },
    /// Lists of an election that is over are not posted (Art. 32).
    #[error(
        "{} là sau ngày bầu cử {}, danh sách của cuộc bầu cử đã qua không được niêm yết / this lies after election day, and \
         lists of an election that is over are not posted",
        at.format("%d/%m/%Y %H:%M"),
        election_day.format("%d/%m/%Y")
    )]
    ElectionOver { at: NaiveDateTime, election_day: NaiveDate },
    /// The clock of the law forbids it.
    #[error("{0}")]
    Late(#[from] Late),
    /// A certificate to vote elsewhere is asked for while the own area votes.
    #[error(
        "area {area} is voting: nobody said whether the voter of row {number} has voted there already; nothing was changed"
    )]
    VotingRuns { area: AreaCode, number: u32 },
    /// The lists forbid what was asked.
    #[error("refused: {why}; nothing was changed")]
    Refused { why: String },
}

impl ListsError {
    /// The error's name for programs; it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => error.code(),
            Self::Document { .. } => "lists.document",
            Self::NoRoll { .. } => "lists.no_roll",
            Self::UnknownSnapshot { .. } => "lists.unknown_snapshot",
            Self::UnknownPerson => "lists.unknown_person",
            Self::NotPosted { .. } => "lists.not_posted",
            Self::NoMatter { .. } => "lists.no_matter",
            Self::OutsidePlace { .. } => "lists.outside_place",
            Self::OutOfOrder { .. } => "lists.out_of_order",
            Self::Altered { .. } => "lists.altered",
            Self::Chain(_) => "lists.chain",
            Self::Unbalanced(_) => "lists.unbalanced",
            Self::Disagrees { .. } => "lists.disagrees",
            Self::ElectionOver { .. } => "lists.election_over",
            Self::Late(_) => "lists.late",
            Self::VotingRuns { .. } => "lists.voting_runs",
            Self::Refused { .. } => "lists.refused",
        }
    }

    /// What kind of thing stands in the way.
    pub fn class(&self) -> Class {
        match self {
            Self::Store(error) => error.class(),
            Self::Document { .. } => Class::Environment,
            Self::NoRoll { .. }
            | Self::UnknownSnapshot { .. }
            | Self::UnknownPerson
            | Self::NoMatter { .. } => Class::Missing,
            Self::OutsidePlace { .. } => Class::Outside,
            Self::NotPosted { .. }
            | Self::OutOfOrder { .. }
            | Self::Altered { .. }
            | Self::Chain(_)
            | Self::Unbalanced(_)
            | Self::Disagrees { .. }
            | Self::ElectionOver { .. }
            | Self::Late(_)
            | Self::VotingRuns { .. }
            | Self::Refused { .. } => Class::State,
        }
    }

    /// The lists forbid what was asked.
    pub(crate) fn refused(why: impl Into<String>) -> Self {
        Self::Refused { why: why.into() }
    }
}

impl MayPass for ListsError {
    fn may_pass(&self) -> bool {
        matches!(self, Self::Store(error) if error.may_pass())
    }
}
