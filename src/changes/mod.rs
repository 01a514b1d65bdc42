//! Pure: What changes on posted lists, under which rule, in time or too late, and the books over all changes.
//!
//! ```text
//! facts before ─► decision ─┐
//!                           ├─► placement of rows ─► difference ─► cause: R1–R21 ─► deadline ─► change
//! facts after  ─► decision ─┘                          row edits     or review       C4–C6     + row edits
//! ```
//!
//! A [`Change`] is what happened to one person, and its [`RowEdit`]s are what it does to the lists: rows are struck,
//! appended, marked or corrected, and their numbers never move. Knows no files, no SQL and no clock.

mod books;
mod cause;
mod change;
mod complaint;
mod deadline;
mod difference;
mod event;
mod holiday;
mod plan;
mod renumber;
mod strike;
mod supplement;
mod tripwire;

pub use books::{Account, Books, Unbalanced};
pub use cause::{Moment, event_of};
pub use change::{Change, Kind, Place, RowEdit};
pub use complaint::{
    Complaint, ComplaintState, Judgment, Outcome as ComplaintOutcome, Settlement,
    Subject as ComplaintSubject, UnknownPerson, Withdrawal,
};
pub use deadline::{Authority, Clock, Late, deadline_of};
pub use difference::{Difference, difference};
pub use event::Event;
pub use holiday::is_lunar_new_year;
pub use plan::{Circumstances, Counterpart, Draft, Known, Plan, Planned, Postponed, plan};
pub use renumber::{RENUMBERED, renumbered};
pub use strike::{RightEnds, Strike};
pub use supplement::{Issue, Section, Supplement, SupplementRow};
pub use tripwire::{
    AreaLoss, GroupLoss, LocalGroup, Tripped, judge as judge_removals, smallest as smallest_group,
};
