//! Posted lists in the store: what a change of them needs to read, and the one place that writes it.

mod apply;
pub(in crate::tasks) mod audit;
mod facts;
mod lists;
mod records;

pub(in crate::tasks) use apply::{Act, Intent, apply, row_digest, state_version, sum, write_areas};
pub(in crate::tasks) use facts::{Facts, communes_with_none};
pub(in crate::tasks) use lists::{Lists, snapshot};
pub use records::{
    AreaState, AuditRecord, Certificate, ChangedRow, CommuneState, ListVersion, Matters, RollVersion, Waiting,
};
