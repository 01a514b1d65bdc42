use super::fixture::{on_both, roll};
use cutri::law::{Decision, Group, Outcome, Rule};
use cutri::people::{AreaCode, CommuneCode, PartialDate, PersonalNumber, Sex};
use cutri::roll::{Dwelling, Entry, Mark, Status, Unlisted};
use cutri::store::roll::{Roll, State, complete, delete_incomplete, find, insert, latest};
use cutri::store::standing::{self, Standing};
use cutri::store::{Database, Tx, commune_result, entry, outcome};
use cutri::territory::Levels;
use std::collections::BTreeSet;

fn entry(commune: &str, area: &str, number: u32, person: u64, status: Status) -> Entry {
    Entry {
        area_code: AreaCode::parse(area).unwrap(),
        commune_code: CommuneCode::parse(commune).unwrap(),
        number,
        personal_id: PersonalNumber::parse(&format!("{person:012}")).unwrap(),
        full_name: format!("Đặng Thị Ữ {person}").into(),
        birth_date: PartialDate::parse("1985-03-15").unwrap(),
        sex: Sex::Female,
        ethnicity: Some("Kinh".into()),
        occupation: None,
        permanent_residence: Some("thôn \"Đông\"\nxã Xuân Hòa".into()),
        temporary_residence: None,
        current_place: None,
        ballots: Levels::NONE,
        rule: Rule::ALL[0],
        also: Vec::new(),
        flags: Vec::new(),
        marks: if status == Status::Marked { vec![Mark::VotesElsewhere] } else { Vec::new() },
        status,
        remarks: Vec::new(),
        first_time: false,
        elderly: false,
        facts: vec![cutri::law::FactTable::Residences.at(0)],
        dwelling: Dwelling::default(),
    }
}

fn unlisted(person: u64, outcome: Outcome) -> Unlisted {
    let commune_code = match &outcome {
        Outcome::Listed { .. } => panic!("a person who is listed"),
        Outcome::NotEligible { commune } | Outcome::NoList { commune, .. } | Outcome::Queue { commune } => {
            commune
        }
    };
    Unlisted {
        personal_id: PersonalNumber::parse(&format!("{person:012}")).unwrap(),
        full_name: format!("Lê \"Ba\"\nNăm {person}").into(),
        birth_date: PartialDate::parse("1985").unwrap(),
        commune_code: commune_code.clone(),
        hamlet: None,
        address: None,
        decision: Decision {
            outcome,
            rule: Rule::ALL[0],
            also: Vec::new(),
            flags: BTreeSet::new(),
            reason: None,
            facts: Vec::new(),
            temporary_since: None,
        },
    }
}

async fn write(tx: &mut Tx, roll_id: &str, entries: &[Entry]) {
    entry::insert_many(tx, roll_id, &Vec::from_iter(entries)).await.unwrap();
}

/// A roll with these entries, indexed and complete.
async fn derive(database: &Database, id: &str, entries: &[Entry]) {
    let mut tx = database.begin().await.unwrap();
    insert(&mut tx, &roll(id)).await.unwrap();
    write(&mut tx, id, entries).await;
    entry::index(&mut tx, id).await.unwrap();
    outcome::index(&mut tx, id).await.unwrap();
    complete(&mut tx, id, "{}").await.unwrap();
    tx.commit().await.unwrap();
}

on_both! {
    async fn a_roll_is_latest_only_when_complete(fixture: &Fixture) {
        let database = fixture.open().await;
        let mut tx = database.begin().await.unwrap();
        insert(&mut tx, &roll("r1")).await.unwrap();
        assert_eq!(find(&mut tx, "r1").await.unwrap(), Some(roll("r1")));
        assert_eq!(latest(&mut tx).await.unwrap(), None);
        complete(&mut tx, "r1", r#"{"persons":1}"#).await.unwrap();
        let whole = Roll { state: State::Complete, summary: r#"{"persons":1}"#.to_owned(), ..roll("r1") };
        assert_eq!(latest(&mut tx).await.unwrap(), Some(whole));
        assert_eq!(complete(&mut tx, "r1", "{}").await.unwrap_err().code(), "store.value");
        assert_eq!(insert(&mut tx, &roll("r1")).await.unwrap_err().code(), "store.duplicate");
    }

    async fn lists_come_back_by_area_and_number(fixture: &Fixture) {
        let database = fixture.open().await;
        let mut given = Vec::new();
        for (commune, area) in [("00011", "kv-10"), ("00011", "kv-2"), ("00012", "kv-1")] {
            for number in 1..=120 {
                let person = given.len() as u64 * 7_919 % 1_000;
                given.push(entry(commune, area, number, person, Status::Listed));
            }
        }
        derive(&database, "r1", &given).await;
        let mut tx = database.read().await.unwrap();
        let area: Vec<Entry> =
            entry::read_area(&mut tx, "r1", "00011", "kv-2").await.unwrap().parse().unwrap();
        assert_eq!(area, given[120..240]);
        let commune: Vec<Entry> = entry::read_commune(&mut tx, "r1", "00011").await.unwrap().parse().unwrap();
        assert_eq!(commune, given[..240]);
        assert!(entry::read_area(&mut tx, "r1", "00012", "kv-2").await.unwrap().is_empty());
        assert!(entry::read_area(&mut tx, "r2", "00011", "kv-2").await.unwrap().is_empty());
    }

    async fn a_person_is_found_with_the_standing_row_first(fixture: &Fixture) {
        let database = fixture.open().await;
        let given = [
            entry("00011", "kv-1", 1, 5, Status::Marked),
            entry("00011", "kv-2", 1, 5, Status::Struck),
            entry("00012", "kv-3", 1, 5, Status::Listed),
            entry("00012", "kv-3", 2, 6, Status::Listed),
        ];
        derive(&database, "r1", &given).await;
        let mut tx = database.read().await.unwrap();
        let found = entry::find_person(&mut tx, "r1", "000000000005").await.unwrap();
        let found: Vec<Entry> = found.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
        assert_eq!(found, [given[2].clone(), given[0].clone(), given[1].clone()]);
        assert!(entry::find_person(&mut tx, "r1", "000000000007").await.unwrap().is_empty());
        let standing = standing::find(&database, "r1", "000000000005").await.unwrap();
        let documents = entry::find_person(&mut tx, "r1", "000000000005").await.unwrap();
        assert_eq!(standing, Standing { entries: documents, outcome: None });
    }

    async fn a_person_with_two_standing_rows_is_refused_without_being_named(fixture: &Fixture) {
        let database = fixture.open().await;
        let mut tx = database.begin().await.unwrap();
        insert(&mut tx, &roll("r1")).await.unwrap();
        let twice = [entry("00011", "kv-1", 1, 5, Status::Listed), entry("00012", "kv-3", 1, 5, Status::Listed)];
        write(&mut tx, "r1", &twice).await;
        let error = entry::index(&mut tx, "r1").await.unwrap_err();
        assert_eq!(error.code(), "store.duplicate");
        assert!(!format!("{error:?}").contains("00000000000"), "{error:?}");
    }

    async fn a_number_given_twice_in_an_area_is_refused(fixture: &Fixture) {
        let database = fixture.open().await;
        let mut tx = database.begin().await.unwrap();
        insert(&mut tx, &roll("r1")).await.unwrap();
        let twice = [entry("00011", "kv-1", 1, 5, Status::Listed), entry("00011", "kv-1", 1, 6, Status::Listed)];
        let written = entry::insert_many(&mut tx, "r1", &twice.each_ref()).await;
        let error = match written {
            Ok(()) => entry::index(&mut tx, "r1").await.unwrap_err(),
            Err(error) => error,
        };
        assert_eq!(error.code(), "store.duplicate");
    }

    async fn outcomes_come_back_by_kind_and_person(fixture: &Fixture) {
        let database = fixture.open().await;
        let mut tx = database.begin().await.unwrap();
        insert(&mut tx, &roll("r1")).await.unwrap();
        let commune = || CommuneCode::parse("00011").ok();
        let persons = [
            unlisted(9, Outcome::Queue { commune: None }),
            unlisted(1, Outcome::NotEligible { commune: commune() }),
            unlisted(2, Outcome::NoList { commune: commune(), marked: Vec::new() }),
            unlisted(3, Outcome::NotEligible { commune: commune() }),
        ];
        outcome::insert_many(&mut tx, "r1", &persons.each_ref()).await.unwrap();
        let document = |at: usize| serde_json::to_string(&persons[at]).unwrap();
        outcome::index(&mut tx, "r1").await.unwrap();
        for (commune, kind, expected) in [
            ("", Group::Queue, vec![document(0)]),
            ("00011", Group::NotEligible, vec![document(1), document(3)]),
            ("00011", Group::NoList, vec![document(2)]),
            ("00011", Group::Queue, vec![]),
        ] {
            let page = outcome::read_commune(&mut tx, "r1", commune, kind).await.unwrap();
            assert_eq!(page.documents().collect::<Vec<_>>(), expected, "{commune:?} {kind:?}");
        }
        tx.commit().await.unwrap();
        let found = standing::find(&database, "r1", "000000000009").await.unwrap();
        assert_eq!((found.entries.len(), found.outcome.as_deref()), (0, Some(document(0).as_str())));
        assert_eq!(standing::find(&database, "r2", "000000000009").await.unwrap(), Standing::default());
    }

    async fn a_derivation_that_stopped_knows_which_communes_are_done(fixture: &Fixture) {
        let database = fixture.open().await;
        let mut tx = database.begin().await.unwrap();
        insert(&mut tx, &roll("r1")).await.unwrap();
        tx.commit().await.unwrap();
        for (commune, commits) in [("00011", true), ("00012", false)] {
            let mut tx = database.begin().await.unwrap();
            write(&mut tx, "r1", &[entry(commune, "kv-1", 1, 5, Status::Marked)]).await;
            commune_result::insert(&mut tx, "r1", commune, r#"{"voters":1}"#).await.unwrap();
            match commits {
                true => tx.commit().await.unwrap(),
                false => drop(tx),
            }
        }
        let mut tx = database.begin().await.unwrap();
        let done = commune_result::read_all(&mut tx, "r1").await.unwrap();
        assert_eq!(done, [("00011".to_owned(), r#"{"voters":1}"#.to_owned())]);
        assert!(!entry::read_commune(&mut tx, "r1", "00011").await.unwrap().is_empty());
        assert!(entry::read_commune(&mut tx, "r1", "00012").await.unwrap().is_empty());
        let again = commune_result::insert(&mut tx, "r1", "00011", "{}").await.unwrap_err();
        assert_eq!(again.code(), "store.duplicate");
    }

    async fn an_incomplete_roll_is_deleted_whole_and_a_complete_one_never(fixture: &Fixture) {
        let database = fixture.open().await;
        derive(&database, "r1", &[entry("00011", "kv-1", 1, 5, Status::Listed)]).await;
        let mut tx = database.begin().await.unwrap();
        insert(&mut tx, &roll("r2")).await.unwrap();
        write(&mut tx, "r2", &[entry("00011", "kv-1", 1, 5, Status::Listed)]).await;
        commune_result::insert(&mut tx, "r2", "00011", "{}").await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = database.begin().await.unwrap();
        assert!(!delete_incomplete(&mut tx, "r1").await.unwrap());
        assert!(delete_incomplete(&mut tx, "r2").await.unwrap());
        assert!(!delete_incomplete(&mut tx, "r2").await.unwrap());
        assert_eq!(find(&mut tx, "r2").await.unwrap(), None);
        assert!(entry::read_commune(&mut tx, "r2", "00011").await.unwrap().is_empty());
        assert!(commune_result::read_all(&mut tx, "r2").await.unwrap().is_empty());
        assert!(!entry::read_commune(&mut tx, "r1", "00011").await.unwrap().is_empty());
        insert(&mut tx, &roll("r2")).await.unwrap();
    }

    async fn communes_can_be_written_by_many_at_once(fixture: &Fixture) {
        let database = std::sync::Arc::new(fixture.open().await);
        let mut tx = database.begin().await.unwrap();
        insert(&mut tx, &roll("r1")).await.unwrap();
        tx.commit().await.unwrap();
        let tasks: Vec<_> = (0..12_u32)
            .map(|commune| {
                let database = database.clone();
                tokio::spawn(async move {
                    let code = format!("{commune:05}");
                    let given: Vec<_> = (1..=300)
                        .map(|number| entry(&code, "kv-1", number, (commune * 1_000 + number).into(), Status::Listed))
                        .collect();
                    let mut tx = database.begin().await.unwrap();
                    write(&mut tx, "r1", &given).await;
                    tx.commit().await.unwrap();
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        let mut tx = database.begin().await.unwrap();
        entry::index(&mut tx, "r1").await.unwrap();
        entry::index(&mut tx, "r1").await.unwrap();
        for commune in 0..12 {
            let page = entry::read_commune(&mut tx, "r1", &format!("{commune:05}")).await.unwrap();
            assert_eq!(page.documents().count(), 300);
        }
    }
}
