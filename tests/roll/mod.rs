//! Tests of `roll`.

mod books;
mod chain;
mod invariants;
mod order;
mod rows;
mod size;

use crate::support::builders::{PersonBuilder, commune, election, profile, units};
use cutri::law::{Election, RuleProfile, Terms};
use cutri::people::PersonFacts;
use cutri::roll::{CommuneBuilder, CommuneRoll, Entry};
use cutri::territory::{Territory, Units};

/// What lists are made under.
struct Rules {
    election: Election,
    territory: Territory,
    profile: RuleProfile,
}

impl Rules {
    /// The election of 15 March 2026 in these units.
    fn of(units: Units) -> Self {
        Self { election: election(), territory: Territory::new(units), profile: profile() }
    }

    fn terms(&self) -> Terms<'_> {
        let Self { election, territory, profile } = self;
        Terms { election, territory, profile }
    }

    /// The lists of one commune, from these persons.
    fn roll<'p>(&self, code: &str, persons: impl IntoIterator<Item = &'p PersonFacts>) -> CommuneRoll {
        let code = commune(code);
        let mut builder = CommuneBuilder::new(self.terms(), Some(&code));
        for person in persons {
            builder.add(person);
        }
        builder.finish().expect("the books balance")
    }

    /// The list of one area, from these persons.
    fn list(&self, commune_code: &str, area: &str, persons: &[PersonBuilder]) -> Vec<Entry> {
        let roll = self.roll(commune_code, persons.iter().map(|person| &person.0));
        roll.entries.into_iter().filter(|entry| entry.area_code.as_str() == area).collect()
    }
}

/// The list of one area of the tests' plain territory.
fn list(commune_code: &str, area: &str, persons: &[PersonBuilder]) -> Vec<Entry> {
    Rules::of(units()).list(commune_code, area, persons)
}

/// The only row of an area's list.
fn row(commune_code: &str, area: &str, person: PersonBuilder) -> Entry {
    let mut rows = list(commune_code, area, &[person]);
    assert_eq!(rows.len(), 1, "one row in {area}");
    rows.remove(0)
}
