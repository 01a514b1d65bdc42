//! [pure] Who may vote, where, and with which ballots: law 85/2015/QH13 as amended by law 83/2025/QH15, and the guidance
//! for the election of 15 March 2026.
//!
//! One file a subject; [`decide`] tries the cases in the law's order. No clock, no files, no SQL: a decision is a
//! function of one person's facts, the election, the territory and the rule profile.

mod election;
mod flag;
mod profile;
mod rule;

pub use election::{Election, ElectionError};
pub use flag::Flag;
pub use profile::CountedTo;
pub use profile::{ProfileError, RuleProfile};
pub use rule::Rule;
