//! \[shell\] Posted lists as they stand in the database: what a change of them needs to read, and the one place that writes
//! them. Knows the store and the pure modules, and no files.
//!
//! `acting` is the only door to a change: it ends with the act's line of the audit, or leaves nothing.

mod acting;
mod actor;
mod apply;
pub(crate) mod audit;
mod basis;
mod batch;
pub(crate) mod delta;
pub(crate) mod digests;
mod error;
mod facts;
mod hand;
pub(crate) mod histories;
pub(crate) mod history;
mod known;
#[expect(clippy::module_inception, reason = "the room is named after what it keeps")]
mod lists;
pub(crate) mod matter;
mod opening;
mod order;
pub(crate) mod outcomes;
mod pending;
mod person;
mod records;

pub(crate) use acting::{Acting, Why};
pub use actor::{Actor, Channel, Jurisdiction, When};
pub(crate) use apply::Intent;
pub use basis::Basis;
pub use batch::{Batch, Ended};
pub use error::ListsError;
pub(crate) use facts::{Facts, communes_with_none, found_by, taken_out};
pub use hand::Hold;
pub(crate) use lists::{Lists, Made, snapshot};
pub(crate) use matter::{Document, Recorded, Registered};
pub(crate) use opening::{open_new_areas, post_communes};
pub(crate) use outcomes::outcomes_after;
pub use outcomes::outcomes_at;
pub(crate) use person::{Person, rows_of, rows_of_person};
pub use records::{
    AreaState, AuditRecord, Certificate, ChangedRow, CommuneState, ListVersion, Notice, NoticeFormat,
    NoticeSays, RollVersion, Waiting,
};
