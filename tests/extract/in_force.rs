//! Whether a residence is in force: findings and decisions see the same ones, for both ask one place.

use super::builder::small;
use crate::support::builders::{election, profile};
use cutri::law::{Outcome, Terms, decide, permanent_residence};
use cutri::people::{PersonFacts, Residence, ResidenceKind};
use cutri::territory::Territory;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const PERSONS: usize = 600;

/// A day around two years before election day and election day itself, in whole or in part; or nothing.
fn date(draw: &mut ChaCha8Rng) -> String {
    let mut below = |end: u32| draw.next_u32() % end;
    let year = ["2024", "2025", "2026"][below(3) as usize];
    let month = [1, 3, 3, 3, 12][below(5) as usize];
    match below(6) {
        0 => String::new(),
        1 => year.to_owned(),
        2 => format!("{year}-{month:02}"),
        _ => format!("{year}-{month:02}-{:02}", [1, 14, 15, 16, 31][below(5) as usize]),
    }
}

/// Foreigners, none of whom may vote, whose numbers disagree with their sex, with two or three residences each.
fn extract() -> super::builder::Folder {
    let mut draw = ChaCha8Rng::seed_from_u64(12);
    let mut persons = "personal_id,full_name,birth_date,sex,nationality,vital_status\n".to_owned();
    let mut residences = "personal_id,kind,commune_code,registered_on,expires_on,ended_on\n".to_owned();
    for person in 0..PERSONS {
        let number = format!("031080{person:06}");
        writeln!(persons, "{number},Người Thử,1980-05-04,nữ,USA,alive").unwrap();
        for _ in 0..2 + draw.next_u32() % 2 {
            let kind = ["permanent", "temporary", "current"][draw.next_u32() as usize % 3];
            let commune = ["11386", "11387"][draw.next_u32() as usize % 2];
            let [from, mut expires, mut ended] = [date(&mut draw), date(&mut draw), date(&mut draw)];
            for end in [&mut expires, &mut ended] {
                if draw.next_u32() % 3 > 0 {
                    end.clear();
                }
            }
            writeln!(residences, "{number},{kind},{commune},{from},{expires},{ended}").unwrap();
        }
    }
    let mut folder = small().with("persons.csv", persons).with("residences.csv", residences);
    for table in ["absences.csv", "stays.csv", "statuses.csv", "wishes.csv"] {
        let header = folder.text(table).lines().next().unwrap().to_owned() + "\n";
        folder = folder.with(table, header);
    }
    folder
}

/// How many permanent residences the law sees in force, up to two.
fn permanent_in_force(facts: &PersonFacts, territory: &Territory) -> usize {
    let (election, profile) = (election(), profile());
    let mut left = facts.clone();
    let seen =
        |facts: &PersonFacts| permanent_residence(facts, Terms::new(&election, territory, &profile)).cloned();
    let Some(first) = seen(&left) else { return 0 };
    let at = left.residences.iter().position(|row: &Residence| *row == first).unwrap();
    left.residences.remove(at);
    1 + usize::from(seen(&left).is_some())
}

#[test]
fn findings_and_decisions_see_the_same_residences_in_force() {
    let read = extract().outcome();
    let territory = Territory::new(read.units.clone());
    let mut told: BTreeMap<(&str, &str), Option<&str>> = BTreeMap::new();
    for finding in &read.findings {
        let commune = finding.commune_code.as_ref().map(|code| code.as_str());
        told.insert((finding.rule.as_str(), finding.subject.as_str()), commune);
    }
    let (mut twice, mut homes, mut lapsed) = (0, 0, 0);
    for facts in &read.facts {
        let number = facts.person.personal_id;
        let finds_two = told.contains_key(&("two_permanent_residences", number.as_str()));
        assert_eq!(finds_two, permanent_in_force(facts, &territory) == 2, "{:?}", facts.residences);
        let decision = decide(facts, Terms::new(&election(), &territory, &profile()));
        let Outcome::NotEligible { commune } = &decision.outcome else { panic!("no foreigner votes") };
        twice += usize::from(finds_two);
        if let Some(commune) = commune {
            let counted = told[&("number_sex", number.as_str())];
            assert_eq!(counted, Some(commune.as_str()), "{:?}", facts.residences);
            homes += 1;
        }
        let day = election().election_day;
        let is_lapsed = |row: &&Residence| {
            row.kind == ResidenceKind::Temporary && row.has_begun(day) && row.has_lapsed(day, 24)
        };
        lapsed += facts.residences.iter().filter(is_lapsed).count();
    }
    assert!(twice > 10 && homes > 100 && lapsed > 50, "{twice} {homes} {lapsed}");
}
