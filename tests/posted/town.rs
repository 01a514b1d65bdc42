//! A small town whose lists are posted, and what happens to its people.

use crate::store::Fixture;
use crate::support::builders::{AWAY, PersonBuilder, date, day, election, person, resident, units};
use crate::support::naive::{NaiveElection, NaiveProfile};
use crate::support::package::{Form, Package};
use crate::support::posted::{Office, at, block_on};
use cutri::people::{HouseholdRole, PersonFacts, VitalStatus};
use cutri::territory::{Level, OpensAt, Units};

/// The day of the deltas, if nothing else is said.
pub const DAY: &str = "2026-02-20";

/// Everybody of the town: 100 residents of `HOME` in area `H-01` (1–100), twenty in `H-02` (101–120), and thirty in
/// `AWAY` (201–230), whose voting starts at 5:00. Of `H-01`, 1–4 are one household.
pub struct Town {
    pub units: Units,
    pub people: Vec<PersonFacts>,
}

/// The personal number of one of the town.
pub fn number(of: u32) -> String {
    format!("0101860{of:05}")
}

/// A resident of the town.
pub fn citizen(of: u32) -> PersonBuilder {
    match of {
        1..=4 => resident().id(&number(of)).household("one", HouseholdRole::Other),
        5..=100 => resident().id(&number(of)),
        101..=120 => resident().id(&number(of)).at(Some("H2"), Some(of)),
        _ => person().id(&number(of)).permanent(AWAY),
    }
}

/// A citizen who moved for good to another commune; the former residence is over.
pub fn moved(of: u32, code: &str) -> PersonFacts {
    let mut facts = person().id(&number(of)).permanent(code).build();
    facts.residences[0].registered_on = Some(date("2026-02-16"));
    facts
}

/// A citizen who died.
pub fn dead(of: u32) -> PersonFacts {
    citizen(of).vital(VitalStatus::Dead).build()
}

pub fn election_of_town() -> NaiveElection {
    let election = election();
    NaiveElection {
        election_day: election.election_day,
        posted_on: election.posted_on,
        opens_at: election.opens_at,
        closes_at: election.closes_at,
        levels: Level::ALL.to_vec(),
        profile: NaiveProfile::default(),
    }
}

impl Town {
    pub fn new() -> Self {
        let mut units = units();
        let early = units.areas.iter_mut().find(|area| area.area_code.as_str() == "A-01").unwrap();
        early.opens_at = chrono::NaiveTime::from_hms_opt(5, 0, 0).map(OpensAt::Hour);
        let people = (1..=120).chain(201..=230).map(|of| citizen(of).build()).collect();
        Self { units, people }
    }

    pub fn extract(&self) -> Package {
        Package::of(&self.units, &self.people, &election_of_town())
    }

    /// The town's lists, with none posted.
    pub async fn derived(&self, fixture: &Fixture) -> Office {
        let extract = self.extract().write(Form::Csv);
        Office::derived(fixture.url.clone(), extract.path()).await
    }

    /// The town's lists, all posted.
    pub async fn posted(&self, fixture: &Fixture) -> Office {
        let office = self.derived(fixture).await;
        office.post(&[], at("2026-02-03T08:00:00")).await;
        office
    }

    /// A delta of these persons upon a snapshot.
    pub fn delta(&self, base: &str, as_of: &str, persons: &[PersonFacts]) -> Package {
        Package::delta((base, day(as_of)), persons, (&self.units, &[]), None)
    }
}

/// Runs a body on SQLite and on PostgreSQL.
pub fn on_both(body: impl AsyncFn(&Fixture)) {
    for fixture in [Fixture::sqlite(), Fixture::postgres()] {
        block_on(body(&fixture));
    }
}
