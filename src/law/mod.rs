//! Pure: Who may vote, where, and with which ballots: law 85/2015/QH13 as amended by law 83/2025/QH15, and the guidance
//! for the election of 15 March 2026.
//!
//! One file a subject; [`decide()`] tries the cases in the law's order. No clock, no files, no SQL: a decision is a
//! function of one person's facts, the election, the territory and the rule profile.

mod absence;
mod age;
mod case;
mod choice;
mod citation;
mod decide;
mod decision;
mod election;
mod elsewhere;
mod exclusion;
mod flag;
mod form_profile;
mod group;
mod nationality;
mod ordered;
mod profile;
mod residence;
mod rule;
mod stay;
mod terms;
mod timetable;

pub use age::{completes, is_of_age};
pub(crate) use citation::cite;
pub use citation::{Act, Citation};
pub use decide::decide;
pub use decision::{
    Decision, FactReference, FactTable, Mark, MarkedRow, Outcome, Reason, articles_of, is_of_guest,
};
pub use election::{Election, ElectionError};
pub use elsewhere::receiving_area;
pub use exclusion::rule_of as exclusion_rule;
pub use flag::Flag;
pub use form_profile::{CardId, FormProfile, PostedCopy};
pub use group::Group;
pub use nationality::is_vietnamese;
pub use ordered::place_as_ordered;
pub use profile::{OrganisationBallot, ProfileError, RuleProfile};
pub use residence::permanent_residence;
pub use rule::Rule;
pub use stay::{is_on_premises, rule_of as stay_rule};
pub use terms::Terms;
pub use timetable::{ClockRule, Limit, Standing, Term, Timetable, midnight, settled_by};
