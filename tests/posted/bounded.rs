//! What an act costs: the rows that it touches, however many communes are posted and however many versions there were.

use super::town::{DAY, Town, moved, number};
use crate::store::Fixture;
use crate::support::actor::somebody;
use crate::support::builders::{AWAY, FAR, commune, person};
use crate::support::posted::{CLERK, Office, SECOND, at, block_on};
use crate::support::traffic::{Moved, Traffic};
use cutri::changes::{ComplaintOutcome, ComplaintSubject};
use cutri::people::{AreaCode, PersonalNumber};
use cutri::proof::audit;
use cutri::store::matter::{self, Kind as MatterKind};
use cutri::store::{self, change, posting, version};
use cutri::tasks::certificate::{Destination, Request, issue};
use cutri::tasks::complaint::{self, About, Brought, Correction, Decided};
use cutri::tasks::log::{self, Chosen, changes};
use cutri::tasks::review::{self, Verdict};
use cutri::tasks::timetable::clock;
use cutri::tasks::undo::{Undo, undo};
use cutri::tasks::waiting::{self, Wanted, waiting};
use cutri::territory::{Area, Commune};
use std::collections::{BTreeMap, BTreeSet};

const NOON: &str = "2026-02-20T12:00:00";

/// The town in a country of so many further communes, each with an area and a voter.
fn country(communes: u32) -> Town {
    let mut town = Town::new();
    let like = town.units.communes.iter().find(|it| it.commune_code == commune(FAR)).unwrap().clone();
    let area = town.units.areas.iter().find(|it| it.area_code.as_str() == "F-01").unwrap().clone();
    let far = town.units.constituency_parts.iter().filter(|it| it.commune_code == Some(commune(FAR)));
    let parts: Vec<_> = far.cloned().collect();
    for of in 0..communes {
        let code = commune(&(30_000 + of).to_string());
        town.units.communes.push(Commune {
            commune_code: code.clone(),
            council_elected: false,
            name: format!("xã {code}"),
            ..like.clone()
        });
        let area_code = AreaCode::parse(&format!("W{of:04}-01")).unwrap();
        town.units.areas.push(Area { area_code, commune_code: code.clone(), ..area.clone() });
        let parts = parts.iter().cloned().map(|mut part| {
            part.commune_code = Some(code.clone());
            part
        });
        town.units.constituency_parts.extend(parts);
        town.people.push(person().id(&number(1_000 + of)).permanent(code.as_str()).build());
    }
    town
}

/// Lets as many versions pass as lie before `version`, each with changes in both communes of the town.
async fn pass(office: &Office, version: u64) {
    let mut tx = office.database.begin().await.unwrap();
    let roll = store::roll::latest(&mut tx).await.unwrap().unwrap().roll_id;
    let mut lists = posting::find(&mut tx, &roll).await.unwrap().unwrap();
    let (last, document) = version::last(&mut tx, &roll).await.unwrap().unwrap();
    let row = change::since(&mut tx, &roll, last - 1, last).await.unwrap();
    let row: serde_json::Value = serde_json::from_str(row.documents().next().unwrap()).unwrap();
    let mut stated: serde_json::Value = serde_json::from_str(&document).unwrap();
    let list = version::of_commune(&mut tx, &roll, "10001").await.unwrap();
    let mut list: serde_json::Value = serde_json::from_str(list.documents().last().unwrap()).unwrap();
    let (mut changes, mut areas) = (Vec::new(), Vec::new());
    for passed in last + 1..=version {
        stated["statement"]["version"] = passed.into();
        list["version"] = passed.into();
        version::insert(&mut tx, &roll, passed, &stated.to_string()).await.unwrap();
        areas.push(version::AreaRow {
            commune_code: "10001".to_owned(),
            area_code: list["area_code"].as_str().unwrap().to_owned(),
            version: passed,
            document: list.to_string(),
        });
        changes.push(change::Row {
            commune_code: "10001".to_owned(),
            area_code: list["area_code"].as_str().unwrap().to_owned(),
            version: passed,
            position: 1,
            change_id: format!("{passed}-1"),
            personal_id: number(99_000),
            document: row.to_string(),
        });
    }
    let issued = matter::all(&mut tx, &roll, MatterKind::Certificate).await.unwrap();
    let elsewhere = |passed: u64| matter::Matter {
        matter_id: format!("{passed:04}/GCN-30000"),
        commune_code: "30000".to_owned(),
        personal_id: number(99_000),
        ..issued[0].clone()
    };
    let issued: Vec<_> = (last + 1..=version).map(elsewhere).collect();
    matter::put(&mut tx, &roll, &issued).await.unwrap();
    version::insert_areas(&mut tx, &roll, &areas).await.unwrap();
    change::insert_many(&mut tx, &roll, &changes).await.unwrap();
    lists.version = version;
    posting::update(&mut tx, &lists).await.unwrap();
    tx.commit().await.unwrap();
}

fn id(of: u32) -> PersonalNumber {
    PersonalNumber::parse(&number(of)).unwrap()
}

async fn certify(office: &Office, of: u32) -> u32 {
    let to = Destination::parse("A-01").unwrap();
    let request = Request { person: id(of), to: &to, document_no: None, channel: None, has_not_voted: false };
    let issued = issue(&office.database, request, &somebody(CLERK, at(NOON))).await.unwrap();
    issued.version.unwrap()
}

/// Every kind of act, with what it reads and writes.
async fn acts(town: &Town, office: &Office) -> BTreeMap<&'static str, Traffic> {
    let (mut told, clerk) = (BTreeMap::new(), somebody(CLERK, at(NOON)));
    let database = &office.database;
    let (version, traffic) = Traffic::of(certify(office, 11)).await;
    told.insert("certificate", traffic);
    let change = format!("{version}-1");
    let work = undo(database, Undo::Change(&change), "nhầm lẫn", &clerk);
    let (undone, traffic) = Traffic::of(work).await;
    assert_eq!(undone.unwrap().version, Some(version + 1));
    told.insert("undo", traffic);
    let brought = Brought {
        area_code: AreaCode::parse("H-01").unwrap(),
        about: About::Person(id(12)),
        subject: ComplaintSubject::Wrongly,
        complainant: "Người Mẫu",
        address: None,
        statement: "đã chuyển đi",
    };
    let (opened, traffic) = Traffic::of(complaint::open(database, brought, &clerk)).await;
    let complaint = opened.unwrap().complaint.complaint_id;
    told.insert("complaint", traffic);
    let decided = Decided {
        outcome: ComplaintOutcome::Upheld,
        decision: "xóa tên",
        correction: Correction::default(),
        person: None,
        judgment: None,
    };
    let (settled, traffic) = Traffic::of(complaint::settle(database, &complaint, decided, &clerk)).await;
    assert_eq!(settled.unwrap().changes.len(), 1);
    told.insert("settlement", traffic);
    let delta = town.delta(&office.snapshot_id, DAY, &[moved(12, AWAY), moved(13, AWAY)]);
    let (updated, traffic) = Traffic::of(office.update(&delta, at("2026-02-20T13:00:00"))).await;
    let updated = updated.unwrap();
    assert_eq!((updated.changes.len(), updated.waiting.len()), (2, 1), "one moves, one waits for somebody");
    told.insert("delta", traffic);
    let later = somebody(SECOND, at("2026-02-20T14:00:00"));
    let waits = &updated.waiting[0].waiting_id;
    let (reviewed, traffic) =
        Traffic::of(review::settle(database, waits, Verdict::Keep, "đã xác minh", &later)).await;
    reviewed.unwrap();
    told.insert("review", traffic);
    look(office, &mut told).await;
    told
}

/// What is looked at of a commune, with what that reads.
async fn look(office: &Office, told: &mut BTreeMap<&'static str, Traffic>) {
    let (database, communes) = (&office.database, BTreeSet::from([commune(AWAY)]));
    let wanted = Wanted { register: None, settled: true, communes: communes.clone() };
    let (found, traffic) = Traffic::of(waiting(database, &wanted, at(NOON))).await;
    assert!(found.unwrap().iter().all(|item| item.commune_code == AWAY));
    told.insert("registers of a commune", traffic);
    let (found, traffic) = Traffic::of(clock(database, &communes, at(NOON))).await;
    assert_eq!(found.unwrap().places.len(), 2);
    told.insert("clock of a commune", traffic);
    let chosen = Chosen { communes, ..Chosen::default() };
    let (found, traffic) = Traffic::of(changes(database, &chosen)).await;
    let found = found.unwrap();
    assert!(found.len() > 3 && found.iter().all(|row| row.edit.commune() == &commune(AWAY)));
    told.insert("changes of a commune", traffic);
    let (found, traffic) = Traffic::of(audit::page(database, 2, 3)).await;
    assert_eq!(found.unwrap().next, Some(5));
    told.insert("page of the audit", traffic);
}

/// A country with posted lists, at a version, with every kind of act on them in a process that acted before.
async fn told(fixture: &Fixture, communes: u32, version: u64) -> BTreeMap<&'static str, Traffic> {
    let town = country(communes);
    let office = town.posted(fixture).await;
    certify(&office, 14).await;
    pass(&office, version).await;
    certify(&office, 15).await;
    acts(&town, &office).await
}

fn assert_bounded(few: &BTreeMap<&str, Traffic>, many: &BTreeMap<&str, Traffic>, what: &str) {
    for (act, traffic) in few {
        let grown: BTreeMap<String, (Moved, Moved)> = traffic.grown(&many[act]);
        assert!(grown.is_empty(), "{act} costs more with {what}: {grown:#?}");
    }
}

fn bounded(fixtures: [Fixture; 3]) {
    block_on(async {
        let [one, two, three] = &fixtures;
        let few = told(one, 10, 2).await;
        assert!(few["certificate"].0.len() > 15 && few["delta"].times("revision::read") == 2);
        assert_bounded(&few, &told(two, 100, 2).await, "ten times the communes");
        assert_bounded(&few, &told(three, 10, 1_000).await, "a thousand versions");
    });
}

#[test]
fn an_act_costs_what_it_touches_in_a_file() {
    bounded([Fixture::sqlite(), Fixture::sqlite(), Fixture::sqlite()]);
}

#[test]
fn an_act_costs_what_it_touches_on_a_server() {
    bounded([Fixture::postgres(), Fixture::postgres(), Fixture::postgres()]);
}

#[test]
fn the_second_act_of_a_process_reads_neither_territory_nor_posted_communes_again() {
    let (town, fixture) = (Town::new(), Fixture::sqlite());
    block_on(async {
        let url = town.posted(&fixture).await.database.name().to_owned();
        let office = Office::opened(&cutri::store::DatabaseUrl::parse(&url).unwrap()).await;
        let (_, first) = Traffic::of(certify(&office, 11)).await;
        let (_, second) = Traffic::of(certify(&office, 12)).await;
        let texts = ["snapshot::find", "deciding::find", "posting::communes"];
        assert_eq!(texts.map(|name| first.times(name)), [1, 0, 1]);
        assert_eq!(texts.map(|name| second.times(name)), [0, 0, 0]);
    });
}

#[test]
fn what_another_process_did_is_seen() {
    let (town, fixture) = (Town::new(), Fixture::sqlite());
    block_on(async {
        let office = town.posted(&fixture).await;
        let other = Office::opened(&fixture.url).await;
        certify(&office, 11).await;
        certify(&other, 12).await;
        certify(&office, 13).await;
        let state = office.state().await;
        state.check();
        assert_eq!(state.version, 4);
        assert_eq!(other.state().await.rows.len(), state.rows.len());
    });
}

#[test]
fn pages_of_any_size_are_the_whole() {
    let (town, fixture) = (country(2), Fixture::sqlite());
    block_on(async {
        let office = town.posted(&fixture).await;
        certify(&office, 14).await;
        pass(&office, 9).await;
        certify(&office, 15).await;
        acts(&town, &office).await;
        let database = &office.database;
        let (wanted, chosen) = (Wanted { settled: true, ..Wanted::default() }, Chosen::default());
        let whole = waiting(database, &wanted, at(NOON)).await.unwrap();
        let log = changes(database, &chosen).await.unwrap();
        let lines = audit::audit(database, 0).await.unwrap().lines;
        assert!(whole.len() > 8 && log.len() > 8 && lines.len() > 8);
        for limit in [1, 2, 3, 1_000] {
            let (mut items, mut after) = (Vec::new(), None);
            loop {
                let mut page = waiting::page(database, &wanted, after, limit, at(NOON)).await.unwrap();
                items.append(&mut page.items);
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            assert!(items == whole, "pages of {limit} of the registers");
            let (mut rows, mut after) = (Vec::new(), None);
            loop {
                let mut page = log::page(database, &chosen, after, limit).await.unwrap();
                rows.append(&mut page.rows);
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            assert!(rows == log, "pages of {limit} of the log");
            let (mut told, mut after) = (Vec::new(), Some(0));
            while let Some(line) = after {
                let mut page = audit::page(database, line, limit).await.unwrap();
                told.append(&mut page.lines);
                after = page.next;
            }
            assert!(told == lines, "pages of {limit} of the audit");
        }
    });
}
