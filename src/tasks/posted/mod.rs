//! Posted lists in the store: what a change of them needs to read, and the one place that writes it.

mod apply;
pub(in crate::tasks) mod audit;
pub(in crate::tasks) mod digests;
mod facts;
pub(in crate::tasks) mod hand;
pub(in crate::tasks) mod histories;
pub(in crate::tasks) mod history;
mod lists;
mod order;
pub(in crate::tasks) mod outcomes;
mod person;
mod records;

pub(in crate::tasks) use apply::{Act, Intent, apply, rehash_communes, write_areas};
pub(in crate::tasks) use facts::{Facts, communes_with_none};
pub use hand::Hold;
pub(in crate::tasks) use lists::{Lists, Made, snapshot};
pub(in crate::tasks) use order::in_order;
pub use outcomes::outcomes_at;
pub(in crate::tasks) use outcomes::{outcomes_after, write_outcomes};
pub(in crate::tasks) use person::{Person, rows_of_person};
pub use records::{
    AreaState, AuditRecord, Certificate, ChangedRow, CommuneState, ListVersion, Notice, NoticeFormat,
    NoticeSays, RollVersion, Waiting,
};
