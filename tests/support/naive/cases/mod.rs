//! Corners of the law with answers worked out by hand, each named after its article.

mod certificate;
mod choice;
mod dates;
mod facility;
mod not_here;
mod place;
mod random_persons;
mod temporary;
mod who;

use super::build::Builder;
use super::world::{election, world};
use super::{NaiveDecision, NaiveElection, decide};

/// The decision in the plain election, as one line.
fn told(person: Builder) -> String {
    told_in(person, &election())
}

/// The decision as one line: `listed P9+P5 D np [flags]`, or `queue P1 no_area 10002 [flags]`, and the mark.
fn told_in(person: Builder, election: &NaiveElection) -> String {
    let decision = decide(&person.build(), &world(), election);
    let NaiveDecision { outcome, rule, also, flags, area, ballots, marked, commune, reason } = decision;
    let rules = [vec![rule], also].concat().join("+");
    let flags = Vec::from_iter(flags).join(" ");
    let commune = commune.unwrap_or("-".to_owned());
    let place = match (area, reason) {
        (Some(area), None) => {
            format!("{area} {}", ballots.iter().map(|ballot| &ballot[..1]).collect::<String>())
        }
        (None, Some(reason)) if ballots.is_empty() => format!("{reason} {commune}"),
        _ => panic!("either an area with ballots or a reason"),
    };
    let mark: String = marked.into_iter().map(|(area, words)| format!(" {area}: {words}")).collect();
    format!("{outcome} {rules} {place} [{flags}]{mark}")
}
