//! What the sample's README says of each odd person is what the law decides.

use cutri::extract::{self, Options};
use cutri::law::{Outcome, RuleProfile, Terms, decide};
use cutri::people::CommuneCode;
use cutri::territory::Level;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::path::Path;

/// A row of the README: where the person stands or waits, with which ballots, by which rules and with which flags, and in
/// which areas a row is marked.
#[derive(Debug, PartialEq, Eq)]
struct Shown {
    place: String,
    ballots: String,
    rules: BTreeSet<String>,
    flags: BTreeSet<String>,
    marked: BTreeSet<String>,
}

/// The words in backquotes.
fn quoted(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The areas that a sentence names after the word "marked", or before it as those of the own row.
fn marked_areas(whom: &str) -> BTreeSet<String> {
    let words = whom.split([' ', ';', ',']).filter(|word| word.len() == 8 && word.as_bytes()[5] == b'-');
    words.filter(|_| whom.contains("marked")).map(str::to_owned).collect()
}

/// Where a decision puts the person, in the README's words.
fn place_of(outcome: &Outcome) -> String {
    let place = |what: &str, commune: &Option<CommuneCode>| match commune {
        Some(commune) => format!("{what} (`{commune}`)"),
        None => format!("{what} (no commune)"),
    };
    match outcome {
        Outcome::Listed { area, .. } => format!("list `{area}`"),
        Outcome::NotEligible { .. } => "not eligible".to_owned(),
        Outcome::NoList { commune, .. } => place("no list", commune),
        Outcome::Queue { commune } => place("queue", commune),
    }
}

fn ballots_of(outcome: &Outcome) -> String {
    let Outcome::Listed { ballots, .. } = outcome else { return String::new() };
    let word = |level| match level {
        Level::National => "NA",
        Level::Provincial => "prov.",
        Level::Communal => "comm.",
    };
    ballots.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn shown() -> BTreeMap<String, Shown> {
    let text = std::fs::read_to_string("samples/xuan-hoa/README.md").expect("the sample's README");
    let mut people = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("| `098") || line.starts_with("| `099")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [number, whom, place, ballots, rules, flags] = cells[..] else {
            panic!("a row of six cells: {line}")
        };
        let rules: BTreeSet<String> = rules
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let (place, ballots) = (place.to_owned(), ballots.to_owned());
        let shown = Shown { place, ballots, rules, flags: quoted(flags), marked: marked_areas(whom) };
        people.insert(number.trim_matches('`').to_owned(), shown);
    }
    people
}

#[test]
fn the_readme_of_xuan_hoa_tells_what_the_law_decides() {
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let opened = extract::open(Path::new("samples/xuan-hoa")).expect("the sample opens");
    let reader =
        extract::start(&opened, Options::new(scratch.path()), &mut |_| {}).expect("its units are read");
    let (territory, profile) = (reader.territory(), RuleProfile::named("2026").expect("a known profile"));
    let mut expected = shown();
    assert!(expected.len() > 170, "the README shows {} persons", expected.len());
    let mut wrong = Vec::new();
    let election = &opened.needed_terms().expect("a full extract names its election").election;
    let decided = reader.read::<Infallible>(&mut |_| {}, |facts, _| {
        let number = facts.person.personal_id.to_string();
        let Some(shown) = expected.remove(&number) else { return Ok(()) };
        let decision = decide(facts, Terms::new(election, &territory, &profile));
        let marked = match &decision.outcome {
            Outcome::Listed { marked, .. } => marked.iter().map(|row| row.area.to_string()).collect(),
            Outcome::NotEligible { .. } | Outcome::NoList { .. } | Outcome::Queue { .. } => BTreeSet::new(),
        };
        let flags = decision.flags.iter().map(ToString::to_string).collect();
        // The README names the first ground of those who may not vote, and tells the others in words.
        let also = decision.also.iter().filter(|_| decision.reason.is_none());
        let rules = std::iter::once(&decision.rule).chain(also).map(ToString::to_string).collect();
        let (place, ballots) = (place_of(&decision.outcome), ballots_of(&decision.outcome));
        let found = Shown { place, ballots, rules, flags, marked };
        if found != shown {
            wrong.push(format!("{number}: the README says {shown:?}, the law {found:?}"));
        }
        Ok(())
    });
    decided.expect("the sample is read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let left: Vec<&str> = expected.values().map(|shown| shown.place.as_str()).collect();
    assert!(
        left.iter().all(|place| ["taken out", "rejected"].contains(place)),
        "not in the extract: {left:?}"
    );
}
