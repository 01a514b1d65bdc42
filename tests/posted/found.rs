//! Persons are found by name as the facts of now have it, however deltas changed them.

use super::town::{DAY, Town, citizen, moved, number, on_both};
use crate::store::Fixture;
use crate::support::builders::{AWAY, HOME};
use crate::support::posted::{Office, at, block_on};
use cutri::people::{CommuneCode, PartialDate, PersonFacts, VitalStatus};
use cutri::progress::Unwatched;
use cutri::store::Tx;
use cutri::tasks::search::{Found, Stands, Wanted, search};
use cutri::tasks::verify::verify_database;
use std::collections::BTreeSet;

async fn found(office: &Office, name: &str, born: Option<&str>, communes: &[&str]) -> Found {
    let communes: BTreeSet<CommuneCode> =
        communes.iter().map(|code| CommuneCode::parse(code).unwrap()).collect();
    let birth_date = born.map(|born| PartialDate::parse(born).unwrap());
    search(&office.database, Wanted { full_name: name, birth_date, communes: &communes }).await.unwrap()
}

fn numbers(found: &Found) -> Vec<&str> {
    found.persons.iter().map(|person| person.personal_id.as_str()).collect()
}

/// The town with three of one name, marks aside.
fn town() -> Town {
    let mut town = Town::new();
    town.people[4] = citizen(5).name("Hoàng Thị Én").born("1990-05-01").build();
    town.people[5] = citizen(6).name("Hoàng Thị Ên").born("1991").build();
    town.people[130] = citizen(211).name("HOÀNG THỊ ÉN").born("1950-07-02").build();
    town
}

#[test]
fn a_name_is_found_with_its_place_and_marks_count_where_they_are_typed() {
    on_both(async |fixture| {
        let office = town().posted(fixture).await;
        assert_eq!(
            numbers(&found(&office, "hoang thi en", None, &[]).await),
            [number(211), number(5), number(6)]
        );
        assert_eq!(numbers(&found(&office, "Hoàng Thị Én", None, &[]).await), [number(211), number(5)]);
        assert_eq!(numbers(&found(&office, "Hoàng thi Ên", None, &[]).await), [number(6)]);
        assert_eq!(numbers(&found(&office, "hoang thi en", Some("1990"), &[]).await), [number(5)]);
        assert_eq!(numbers(&found(&office, "hoang thi en", None, &[AWAY]).await), [number(211)]);
        assert_eq!(
            numbers(&found(&office, "thị én", None, &[HOME]).await),
            [number(5)],
            "a part, in a commune"
        );
        assert!(found(&office, "thị én", None, &[]).await.persons.is_empty());
        let only = found(&office, "Hoàng Thị Ên", None, &[]).await.persons.remove(0);
        assert!(
            matches!(only.stands, Stands::Listed { ref area_code, .. } if area_code == "H-01"),
            "{only:?}"
        );
        assert_eq!(only.commune_code, Some(CommuneCode::parse(HOME).unwrap()));
    });
}

#[test]
fn more_of_a_name_than_are_shown_are_told_of() {
    let mut town = Town::new();
    for of in 0..60 {
        town.people[of] = citizen(of as u32 + 1).name("Lê Văn Tám").build();
    }
    let fixture = Fixture::sqlite();
    block_on(async {
        let office = town.posted(&fixture).await;
        let all = found(&office, "le van tam", None, &[]).await;
        assert_eq!((all.persons.len(), all.more), (50, true));
    });
}

#[test]
fn whoever_a_delta_changes_is_found_as_changed_and_whoever_it_takes_out_is_told() {
    on_both(async |fixture| {
        let town = town();
        let office = town.posted(fixture).await;
        let came = citizen(301).name("Hoàng Thị Én").born("2000-01-01").build();
        let renamed = citizen(6).name("Hoàng Thị Yến").born("1991").build();
        let gone = citizen(211).name("HOÀNG THỊ ÉN").born("1950-07-02").vital(VitalStatus::Removed).build();
        let mut went = moved(5, AWAY);
        went.person.full_name = "Hoàng Thị Én".into();
        let delta = town.delta(&office.snapshot_id, DAY, &[went, renamed, gone, came]);
        office.update_whole(&delta, at("2026-02-20T10:00:00")).await;
        let all = found(&office, "hoang thi en", None, &[]).await;
        assert_eq!(numbers(&all), [number(211), number(5), number(301)]);
        let [gone, moved, came] = all.persons.as_slice() else { panic!("three persons") };
        assert!(matches!(gone.stands, Stands::TakenOut { on } if on.to_string() == DAY), "{gone:?}");
        assert_eq!(moved.commune_code, Some(CommuneCode::parse(AWAY).unwrap()));
        assert!(matches!(came.stands, Stands::Listed { .. }), "{came:?}");
        assert_eq!(numbers(&found(&office, "Hoàng Thị Yến", None, &[]).await), [number(6)]);
        let there = found(&office, "hoang thi en", None, &[AWAY]).await;
        assert_eq!(numbers(&there), [number(211), number(5), number(301)]);
        assert!(found(&office, "hoang thi en", None, &[HOME]).await.persons.is_empty());
        agrees(&office, &town.people).await;
    });
}

/// Everybody whom nothing happened to is found by the name and year, as reading everything would find them.
async fn agrees(office: &Office, people: &[PersonFacts]) {
    let untouched: Vec<&PersonFacts> = people
        .iter()
        .filter(|it| ![number(5), number(6), number(211)].contains(&it.person.personal_id.to_string()))
        .collect();
    for one in untouched.iter().step_by(17) {
        let (name, year) = (&one.person.full_name, one.person.birth_date.year());
        let same =
            untouched.iter().filter(|it| it.person.full_name == *name && it.person.birth_date.year() == year);
        let mut expected: Vec<String> = same.map(|it| it.person.personal_id.to_string()).collect();
        expected.sort_unstable();
        let all = found(office, name, Some(&year.to_string()), &[]).await;
        let mut persons = numbers(&all);
        persons.sort_unstable();
        match all.more {
            true => {
                assert!(expected.len() > 50 && persons.iter().all(|it| expected.iter().any(|one| one == it)))
            }
            false => assert_eq!(persons, expected),
        }
    }
}

async fn run(office: &Office, sql: &'static str) {
    let mut tx = office.database.begin().await.unwrap();
    match &mut tx {
        Tx::Sqlite(connection) => drop(sqlx::raw_sql(sql).execute(&mut **connection).await.unwrap()),
        Tx::Postgres(connection) => drop(sqlx::raw_sql(sql).execute(&mut **connection).await.unwrap()),
    }
    tx.commit().await.unwrap();
}

#[test]
fn a_name_that_the_facts_do_not_have_is_found_by_a_check_of_everything() {
    on_both(async |fixture| {
        let town = town();
        let office = town.posted(fixture).await;
        let came = citizen(301).name("Hoàng Thị Én").build();
        let delta = town.delta(&office.snapshot_id, DAY, &[came]);
        office.update(&delta, at("2026-02-20T10:00:00")).await.unwrap();
        let verified = verify_database(&office.database, &[], 1, &Unwatched).await.unwrap();
        assert!(verified.problems.is_empty(), "{:?}", verified.problems);
        run(&office, "UPDATE dossier SET name_year = 'hoangthien 1980' WHERE personal_id = '010186000005'")
            .await;
        run(&office, "UPDATE revision SET old_number = '123456789'").await;
        let verified = verify_database(&office.database, &[], 1, &Unwatched).await.unwrap();
        let told: Vec<&str> = verified.problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(
            told.iter().filter(|it| it.contains("not found by the name or old number")).count(),
            2,
            "{told:?}"
        );
    });
}

#[test]
fn what_an_earlier_edition_loaded_is_read_whole_and_told_of() {
    on_both(async |fixture| {
        let office = town().posted(fixture).await;
        run(&office, "UPDATE dossier SET name_year = '', old_number = ''").await;
        assert_eq!(numbers(&found(&office, "Hoàng Thị Én", None, &[]).await), [number(211), number(5)]);
        let verified = verify_database(&office.database, &[], 1, &Unwatched).await.unwrap();
        assert!(verified.problems.is_empty(), "{:?}", verified.problems);
        assert!(
            verified.remarks.iter().any(|it| it.contains("finds persons by name")),
            "{:?}",
            verified.remarks
        );
    });
}
