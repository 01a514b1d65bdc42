//! Posted lists in the store: what a change of them needs to read, and the one place that writes it.

mod apply;
pub(in crate::tasks) mod audit;
mod facts;
pub(in crate::tasks) mod hand;
pub(in crate::tasks) mod histories;
pub(in crate::tasks) mod history;
mod lists;
mod order;
mod person;
mod records;

pub(in crate::tasks) use apply::{Act, Intent, apply, rehash_communes, state_version, write_areas};
pub(in crate::tasks) use facts::{Facts, communes_with_none};
pub use hand::Hold;
pub(in crate::tasks) use lists::{Lists, snapshot};
pub(in crate::tasks) use order::in_order;
pub(in crate::tasks) use person::{Person, rows_of_person};
pub use records::{
    AreaState, AuditRecord, Certificate, ChangedRow, CommuneState, ListVersion, Notice, NoticeFormat,
    NoticeSays, RollVersion, Waiting,
};
