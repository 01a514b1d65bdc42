//! What the sample's README says of each odd person is what the law decides.

use cutri::extract::{self, Options};
use cutri::law::{Outcome, RuleProfile, decide};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::path::Path;

/// A row of the README: whom it shows, the expected list, the first rule and the flags.
#[derive(Debug, PartialEq, Eq)]
struct Shown {
    area: Option<String>,
    rules: BTreeSet<String>,
    flags: BTreeSet<String>,
}

/// The words in backquotes.
fn quoted(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn shown() -> BTreeMap<String, (Shown, String)> {
    let text = std::fs::read_to_string("samples/xuan-hoa/README.md").expect("the sample's README");
    let mut people = BTreeMap::new();
    for line in text.lines().filter(|line| line.starts_with("| `098") || line.starts_with("| `099")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [number, _, place, _, rules, flags] = cells[..] else { panic!("a row of six cells: {line}") };
        let rules: BTreeSet<String> = rules
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        let area = quoted(place).into_iter().next().filter(|_| place.starts_with("list"));
        let shown = Shown { area, rules, flags: quoted(flags) };
        people.insert(number.trim_matches('`').to_owned(), (shown, place.to_owned()));
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
    assert!(expected.len() > 140, "the README shows {} persons", expected.len());
    let mut wrong = Vec::new();
    let election = &opened.needed_terms().expect("a full extract names its election").election;
    let decided = reader.read::<Infallible>(&mut |_| {}, |facts, _| {
        let number = facts.person.personal_id.to_string();
        let Some((shown, _)) = expected.remove(&number) else { return Ok(()) };
        let decision = decide(facts, election, &territory, &profile);
        let area = match &decision.outcome {
            Outcome::Listed { area, .. } => Some(area.to_string()),
            Outcome::NotEligible { .. } | Outcome::NoList { .. } | Outcome::Queue { .. } => None,
        };
        let flags = decision.flags.iter().map(ToString::to_string).collect();
        // The README names the first ground of those who may not vote, and tells the others in words.
        let also = decision.also.iter().filter(|_| decision.reason.is_none());
        let rules = std::iter::once(&decision.rule).chain(also).map(ToString::to_string).collect();
        let found = Shown { area, rules, flags };
        if found != shown {
            wrong.push(format!("{number}: the README says {shown:?}, the law {found:?}"));
        }
        Ok(())
    });
    decided.expect("the sample is read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let left: Vec<&str> = expected.values().map(|(_, place)| place.as_str()).collect();
    assert!(
        left.iter().all(|place| ["taken out", "rejected"].contains(place)),
        "not in the extract: {left:?}"
    );
}
