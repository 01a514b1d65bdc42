//! Deltas that `sample::write_delta` invents.

use super::assert_validates;
use super::generated::{contents, write};
use cutri::extract::{self, Base, BaseDifference, Extract, FindingRule, Options};
use cutri::law::Election;
use cutri::people::{
    PersonFacts, PersonalNumber, ResidenceKind, StatusKind, StayKind, VitalStatus, WishKind,
};
use cutri::sample::{self, DeltaOptions, SampleError};
use cutri::territory::Units;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::Path;

type People = BTreeMap<PersonalNumber, PersonFacts>;

/// A full extract as it was read.
struct Known {
    snapshot_id: String,
    people: People,
    units: Units,
    opened: Extract,
}

impl Known {
    fn read(folder: &Path) -> Self {
        let scratch = tempfile::tempdir().unwrap();
        let opened = extract::open(folder).unwrap();
        let reader = extract::start(&opened, Options::new(scratch.path()), &mut |_| {}).unwrap();
        let units = reader.territory().units().clone();
        let mut people = People::new();
        let reading = reader.read::<Infallible>(&mut |_| {}, |facts, _| {
            people.insert(facts.person.personal_id, facts.clone());
            Ok(())
        });
        Self { snapshot_id: reading.unwrap().snapshot_id, people, units, opened }
    }

    fn election(&self) -> &Election {
        &self.opened.needed_terms().unwrap().election
    }

    /// The people of a delta on this extract, in which nothing may be rejected.
    fn people_of(&self, delta: &Path) -> People {
        let scratch = tempfile::tempdir().unwrap();
        let opened = extract::open(delta).unwrap();
        let base = Base {
            snapshot_id: &self.snapshot_id,
            as_of: self.opened.as_of,
            election: self.election(),
            units: &self.units,
        };
        let options = Options::new(scratch.path());
        let reader = extract::start_onto(&opened, base, options, &mut |_| {}).unwrap();
        let mut people = People::new();
        let reading = reader.read::<Infallible>(&mut |_| {}, |facts, _| {
            people.insert(facts.person.personal_id, facts.clone());
            Ok(())
        });
        let reading = reading.unwrap();
        assert_eq!(reading.rejects.count(), 0);
        assert_eq!(reading.difference, Some(BaseDifference::default()));
        assert_eq!(reading.persons + reading.removed, people.len() as u64);
        for rule in [FindingRule::UnknownPerson, FindingRule::DuplicatePerson] {
            assert_eq!(reading.findings.by_rule().get(&rule), None, "{}", rule.as_str());
        }
        people
    }
}

fn options(extract: &Path, changes: u64, out: &Path) -> DeltaOptions {
    let (extract, out) = (extract.to_owned(), out.to_owned());
    DeltaOptions { extract, changes, seed: 1, as_of: None, base: None, out }
}

fn write_delta(options: &DeltaOptions) {
    let counts = sample::write_delta(options, &mut |_| {}).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(counts.of("persons"), options.changes);
    assert_eq!(counts.of("communes"), 0);
}

fn xuan_hoa() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/samples/xuan-hoa"))
}

#[test]
fn a_delta_holds_exactly_as_many_persons_and_is_read_onto_its_extract_without_rejects() {
    let folder = tempfile::tempdir().unwrap();
    let (extract, out) = (folder.path().join("extract"), folder.path().join("delta"));
    write(&extract, 3_000, 5, 7);
    write_delta(&options(&extract, 400, &out));
    assert_eq!(Known::read(&extract).people_of(&out).len(), 400);
    assert_validates(&out);
}

#[test]
fn the_sample_of_the_project_can_be_changed_in_every_number_up_to_all() {
    let folder = tempfile::tempdir().unwrap();
    let known = Known::read(xuan_hoa());
    for changes in [1, 250, known.people.len() as u64] {
        let out = folder.path().join(changes.to_string());
        write_delta(&options(xuan_hoa(), changes, &out));
        assert_eq!(known.people_of(&out).len() as u64, changes);
    }
}

#[test]
fn the_same_options_give_the_same_bytes_and_another_seed_others() {
    let folder = tempfile::tempdir().unwrap();
    let [first, again, other] = ["first", "again", "other"].map(|name| folder.path().join(name));
    write_delta(&options(xuan_hoa(), 200, &first));
    write_delta(&options(xuan_hoa(), 200, &again));
    write_delta(&DeltaOptions { seed: 2, ..options(xuan_hoa(), 200, &other) });
    let (first, again, other) = (contents(&first), contents(&again), contents(&other));
    assert_eq!(first.len(), 7, "the tables of persons and the descriptor");
    assert!(first == again, "the same options gave other bytes");
    assert!(first["persons.csv"] != other["persons.csv"]);
}

#[test]
fn changes_are_drawn_evenly_one_of_each_section() {
    let folder = tempfile::tempdir().unwrap();
    let (extract, out) = (folder.path().join("extract"), folder.path().join("delta"));
    write(&extract, 3_000, 5, 7);
    write_delta(&options(&extract, 300, &out));
    let known = Known::read(&extract);
    let numbers: Vec<PersonalNumber> = known.people.keys().copied().collect();
    let changed = known.people_of(&out);
    // Somebody new stands before the person of the section.
    let sections = changed.keys().map(|number| numbers.partition_point(|other| other < number) / 10);
    assert_eq!(sections.collect::<Vec<_>>(), (0..300).collect::<Vec<_>>());
}

#[test]
fn every_kind_of_change_is_met_and_nobody_stays_as_before() {
    let folder = tempfile::tempdir().unwrap();
    let (extract, out) = (folder.path().join("extract"), folder.path().join("delta"));
    write(&extract, 30_000, 110, 7);
    write_delta(&options(&extract, 1_500, &out));
    let known = Known::read(&extract);
    let mut met: BTreeMap<&str, u64> = BTreeMap::new();
    for (number, after) in known.people_of(&out) {
        let kinds = known.people.get(&number).map_or(vec!["returned"], |before| kinds(before, &after));
        assert_ne!(kinds, [""; 0], "{number} stays as before");
        kinds.into_iter().for_each(|kind| *met.entry(kind).or_default() += 1);
    }
    let all = [
        "absence",
        "address",
        "birth",
        "custody begins",
        "custody ends",
        "care begins",
        "care ends",
        "death",
        "move within",
        "move away",
        "name",
        "prison",
        "removed",
        "returned",
        "temporary",
        "unit begins",
        "unit ends",
        "not_here",
        "vote_at_current",
        "vote_at_permanent",
        "vote_at_temporary",
    ];
    for kind in all {
        assert!(met.contains_key(kind), "{kind} is not among {met:?}");
    }
    assert!(met["move away"] > 200 && met["removed"] < 60, "{met:?}");
}

/// What differs, in words.
fn kinds(before: &PersonFacts, after: &PersonFacts) -> Vec<&'static str> {
    let (was, is) = (&before.person, &after.person);
    if is.vital_status == VitalStatus::Removed {
        return vec!["removed"];
    }
    let mut kinds = Vec::new();
    let mut tell = |holds: bool, kind| kinds.extend(holds.then_some(kind));
    tell(was.full_name != is.full_name, "name");
    tell(was.birth_date != is.birth_date, "birth");
    tell(was.vital_status != is.vital_status, "death");
    tell(before.absences.len() < after.absences.len(), "absence");
    let (sentences, new) = (before.statuses.len(), after.statuses.last());
    tell(after.statuses.len() > sentences && new.unwrap().kind == StatusKind::Imprisonment, "prison");
    if let Some(wish) = after.wishes.get(before.wishes.len()) {
        assert_ne!(wish.kind, WishKind::VoteElsewhereCertificate);
        tell(true, wish.kind.as_str());
    }
    if let Some(home) = after.residences.get(before.residences.len()) {
        let left = before.residences.iter().zip(&after.residences).find(|(was, is)| was != is);
        match home.kind {
            ResidenceKind::Permanent => {
                let (was, is) = left.expect("the residence before ends");
                assert_eq!(is.ended_on, home.registered_on);
                tell(was.commune_code == home.commune_code, "move within");
                tell(was.commune_code != home.commune_code, "move away");
            }
            ResidenceKind::Temporary | ResidenceKind::Current => tell(true, "temporary"),
        }
    } else {
        tell(before.residences != after.residences, "address");
    }
    let stay = match after.stays.get(before.stays.len()) {
        Some(stay) => Some((stay.kind, true)),
        None => before
            .stays
            .iter()
            .zip(&after.stays)
            .find(|(was, is)| was != is)
            .map(|(was, _)| (was.kind, false)),
    };
    let stay = stay.map(|(kind, begins)| match (kind, begins) {
        (StayKind::Military, true) => "unit begins",
        (StayKind::Military, false) => "unit ends",
        (StayKind::Care, true) => "care begins",
        (StayKind::Care, false) => "care ends",
        (_, true) => "custody begins",
        (_, false) => "custody ends",
    });
    kinds.extend(stay);
    kinds
}

#[test]
fn the_day_and_the_base_are_those_asked_for_or_follow_from_the_extract() {
    let folder = tempfile::tempdir().unwrap();
    let [usual, asked] = ["usual", "asked"].map(|name| folder.path().join(name));
    write_delta(&options(xuan_hoa(), 5, &usual));
    let day = "2026-01-20".parse().unwrap();
    let (as_of, base) = (Some(day), Some("abc".to_owned()));
    write_delta(&DeltaOptions { as_of, base, ..options(xuan_hoa(), 5, &asked) });
    let (usual, asked) = (extract::open(&usual).unwrap(), extract::open(&asked).unwrap());
    assert_eq!((usual.as_of.to_string().as_str(), asked.as_of), ("2026-02-19", day));
    assert_eq!(usual.mode, extract::Mode::Delta { base: Known::read(xuan_hoa()).snapshot_id });
    assert_eq!(asked.mode, extract::Mode::Delta { base: "abc".into() });
}

#[test]
fn too_many_changes_an_earlier_day_and_a_delta_to_change_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let refused = |options: &DeltaOptions| sample::write_delta(options, &mut |_| {}).expect_err("refused");
    for changes in [0, 2_000] {
        let error = refused(&options(xuan_hoa(), changes, &out));
        assert!(matches!(error, SampleError::Changes { .. }), "{error}");
    }
    let earlier = DeltaOptions { as_of: "2026-01-19".parse().ok(), ..options(xuan_hoa(), 5, &out) };
    assert!(matches!(refused(&earlier), SampleError::DayBefore { .. }));
    write_delta(&options(xuan_hoa(), 5, &out));
    assert!(matches!(refused(&options(xuan_hoa(), 5, &out)), SampleError::NotEmpty { .. }));
    let error = refused(&options(&out, 5, &folder.path().join("next")));
    assert!(error.to_string().contains("is a delta"), "{error}");
}
