//! Corners of the law with answers worked out by hand, each named after its article. Both derivations are asked, the
//! program's law and the naive one, and both must say what is written here.

mod arrivals;
mod birth;
mod certificate;
mod choice;
mod clock;
mod dates;
mod facility;
mod joined;
mod living;
mod not_here;
mod organisation;
mod place;
mod queue;
mod random_persons;
mod remand;
mod serviceman;
mod temporary;
mod temporary_only;
mod who;

use super::build::Builder;
use super::world::{election, world};
use super::{NaiveDecision, NaiveElection, NaiveProfile, decide};
use crate::support::comparison::{election_of, naive_of, profile_of};
use cutri::law;
use cutri::territory::Territory;
use std::fmt::Write;

/// A case worked out by hand: the text it follows from, the person, and what is said.
struct Worked {
    from: &'static str,
    whom: Builder,
    says: &'static str,
}

fn worked(from: &'static str, whom: Builder, says: &'static str) -> Worked {
    Worked { from, whom, says }
}

/// The plain election under settings of its own.
fn under(profile: NaiveProfile) -> NaiveElection {
    NaiveElection { profile, ..election() }
}

/// Asks of every case of a table whether both derivations say what is written; tells all that do not.
fn hold(cases: Vec<Worked>) {
    hold_in(&election(), cases);
}

fn hold_in(election: &NaiveElection, cases: Vec<Worked>) {
    let mut wrong = String::new();
    for (row, Worked { from, whom, says }) in cases.into_iter().enumerate() {
        let told = both(whom.clone(), election);
        if told.iter().any(|told| told != says) {
            let [naive, law] = told;
            let facts = whom.build();
            write!(
                wrong,
                "\nrow {row}, {from}\n  by hand {says}\n  naive   {naive}\n  law     {law}\n  {facts:?}"
            )
            .expect("a text takes all");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The decision in the plain election, as one line.
fn told(person: Builder) -> String {
    told_in(person, &election())
}

/// The decision as one line, which both derivations tell alike.
fn told_in(person: Builder, election: &NaiveElection) -> String {
    let [naive, law] = both(person.clone(), election);
    assert_eq!(naive, law, "the naive derivation and the law about {:?}", person.build());
    naive
}

/// The naive derivation's answer and the law's, each as one line.
fn both(person: Builder, election: &NaiveElection) -> [String; 2] {
    let (facts, units) = (person.build(), world());
    let naive = decide(&facts, &units, election);
    let territory = Territory::new(units);
    let law = law::decide(&facts, law::Terms::new(&election_of(election), &territory, &profile_of(election)));
    [line(naive), line(naive_of(&law, &territory))]
}

/// `listed P9+P5 D np [flags]`, or `queue P1 no_area 10002 [flags]`, and the mark.
fn line(decision: NaiveDecision) -> String {
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
