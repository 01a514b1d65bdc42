//! Rows a second of the store: a million dossiers of about 600 bytes loaded and read, and as many outcomes
//! written, on both databases. `cargo bench --bench store -- [rows]`. The PostgreSQL server is a private one without `fsync`.

#[path = "../tests/support/postgres.rs"]
#[expect(dead_code, reason = "tests ask more of a server")]
mod postgres;
#[path = "../tests/support/skip.rs"]
#[expect(dead_code, unused_macros, unused_imports, reason = "tests skip")]
mod skip;

use cutri::law::{Decision, Outcome, Rule};
use cutri::people::{CommuneCode, PartialDate, PersonalNumber};
use cutri::roll::Unlisted;
use cutri::store::dossier::{self, Row, Writer};
use cutri::store::{Database, DatabaseUrl, StoreError, outcome, roll, snapshot};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

/// Dossiers of a commune, and of a batch.
const COMMUNE: usize = 5_000;
const BATCH: usize = 10_000;

fn main() -> Result<(), StoreError> {
    let rows = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir_in(".").expect("this folder can be written");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.expect("a runtime starts");
    for (name, url) in [
        ("SQLite", DatabaseUrl::file(folder.path().join("cutri.db"))),
        ("PostgreSQL", DatabaseUrl::parse(&postgres::server().database())?),
    ] {
        println!("{name}");
        runtime.block_on(measure(&url, rows))?;
    }
    Ok(())
}

async fn measure(url: &DatabaseUrl, rows: usize) -> Result<(), StoreError> {
    let database = Arc::new(Database::open(url, 3).await?);
    load(&database, "s1", rows).await?;
    load(&database, "s2", rows).await?;
    for readers in [1, 2] {
        read(&database, rows, readers).await?;
    }
    find(&database, rows).await?;
    for workers in [1, 2] {
        derive(&database, &format!("r{workers}"), rows, workers).await?;
    }
    let begun = Start::now();
    let database = Arc::into_inner(database).expect("every task has ended");
    database.close().await.expect("nobody else uses the file");
    report("close", 1, begun);
    Ok(())
}

/// When a phase began: on the clock, and in seconds of this process's work. On a busy machine only the second tells,
/// and only for SQLite, whose work is all in this process.
#[derive(Clone, Copy)]
struct Start(Instant, f64);

impl Start {
    fn now() -> Self {
        Self(Instant::now(), work())
    }
}

/// Seconds of processor time this process has used, as Linux counts them in hundredths.
fn work() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(") ").next().unwrap_or_default();
    let ticks: u32 =
        after_name.split(' ').skip(11).take(2).filter_map(|field| field.parse::<u32>().ok()).sum();
    f64::from(ticks) / 100.0
}

fn report(what: &str, rows: usize, begun: Start) {
    let (seconds, work) = (begun.0.elapsed().as_secs_f64(), work() - begun.1);
    println!("  {what:<36} {seconds:>7.2} s {:>9.0} rows/s   {work:>6.2} s of work", rows as f64 / seconds);
}

/// A thousand invented documents of about 600 bytes.
fn documents() -> Vec<String> {
    let residence = r#"{"k":"permanent","c":"11386","h":"11386-03","a":"số 12 ngõ 5 đường Lê Lợi","o":12}"#;
    let document = |at: usize| {
        let person = format!(r#""id":"{at:012}","n":"Nguyễn Thị Hồng Nhung","b":"1985-03-15","x":"nữ""#);
        format!(r#"{{"p":{{{person}}},"r":[{}]}}"#, [residence; 5].join(","))
    };
    (0..1_000).map(document).collect()
}

/// Ascending in a commune, and mixed between communes, as numbers are: a prime sees to it.
fn personal_id(at: usize, commune: usize) -> String {
    format!("{at:06}{:06}", commune * 7_919 % 999_983)
}

async fn load(database: &Database, id: &str, rows: usize) -> Result<(), StoreError> {
    let documents = documents();
    let begun = Start::now();
    let mut tx = database.begin().await?;
    snapshot::insert(&mut tx, &empty_snapshot(id)).await?;
    let mut writer = Writer::new(id);
    for start in (0..rows).step_by(BATCH) {
        let key = |at: usize| (format!("{:05}", at / COMMUNE), personal_id(at % COMMUNE, at / COMMUNE));
        let keys: Vec<_> = (start..rows.min(start + BATCH)).map(key).collect();
        let batch: Vec<_> = keys
            .iter()
            .zip(documents.iter().cycle())
            .map(|((commune_code, personal_id), document)| Row {
                commune_code,
                personal_id,
                name_year: "nguyenthianh 1990",
                old_number: "",
                document,
            })
            .collect();
        writer.write(&mut tx, &batch).await?;
    }
    writer.finish(&mut tx).await?;
    report(&format!("load {id}, dossiers of {} bytes", documents[0].len()), rows, begun);
    let indexed = Start::now();
    dossier::index(&mut tx, id).await?;
    report("  index", rows, indexed);
    let committed = Start::now();
    tx.commit().await?;
    report("  commit", rows, committed);
    report("  together", rows, begun);
    Ok(())
}

async fn read(database: &Arc<Database>, rows: usize, readers: usize) -> Result<(), StoreError> {
    for limit in [1_000, 5_000] {
        let begun = Start::now();
        let tasks: Vec<_> = (0..readers)
            .map(|reader| tokio::spawn(read_communes(database.clone(), rows, reader, readers, limit)))
            .collect();
        let mut found = 0;
        for task in tasks {
            found += task.await.expect("a reader ends")?;
        }
        assert_eq!(found, rows);
        report(&format!("read by {readers}, pages of {limit}"), rows, begun);
    }
    Ok(())
}

/// Finds a thousand persons by personal number.
async fn find(database: &Database, rows: usize) -> Result<(), StoreError> {
    let mut tx = database.read().await?;
    let begun = Start::now();
    for at in 0..1_000 {
        let row = at * 7_919 % rows;
        let found = dossier::find(&mut tx, "s1", &personal_id(row % COMMUNE, row / COMMUNE)).await?;
        assert!(found.is_some());
    }
    report("find persons by number", 1_000, begun);
    Ok(())
}

async fn read_communes(
    database: Arc<Database>,
    rows: usize,
    reader: usize,
    readers: usize,
    limit: u32,
) -> Result<usize, StoreError> {
    let mut found = 0;
    for commune in (reader..rows.div_ceil(COMMUNE)).step_by(readers) {
        let mut tx = database.read().await?;
        let (commune, mut after) = (format!("{commune:05}"), String::new());
        loop {
            let page = dossier::read(&mut tx, "s1", &commune, &after, limit).await?;
            let Some(last) = page.last() else { break };
            found += page.documents().count();
            after = last.to_owned();
        }
    }
    Ok(found)
}

/// Reads every commune and writes a document a person back, a transaction a commune.
async fn derive(database: &Arc<Database>, id: &str, rows: usize, workers: usize) -> Result<(), StoreError> {
    let mut tx = database.begin().await?;
    roll::insert(&mut tx, &empty_roll(id)).await?;
    tx.commit().await?;
    let begun = Start::now();
    let tasks: Vec<_> = (0..workers)
        .map(|worker| tokio::spawn(derive_communes(database.clone(), id.to_owned(), rows, worker, workers)))
        .collect();
    for task in tasks {
        task.await.expect("a worker ends")?;
    }
    report(&format!("read and write back by {workers}"), rows, begun);
    let mut tx = database.begin().await?;
    let indexed = Start::now();
    outcome::index(&mut tx, id).await?;
    tx.commit().await?;
    report("  index", rows, indexed);
    Ok(())
}

/// A person on no list, with a text as long as any.
fn unlisted(commune: &str, person: &str, text: &str) -> Unlisted {
    let commune = CommuneCode::parse(commune).ok();
    Unlisted {
        personal_id: PersonalNumber::parse(person).expect("twelve digits"),
        full_name: text.into(),
        birth_date: PartialDate::parse("1985").expect("a year"),
        commune_code: commune.clone(),
        hamlet: None,
        address: None,
        decision: Decision {
            outcome: Outcome::NoList { commune, marked: Vec::new() },
            rule: Rule::ALL[0],
            also: Vec::new(),
            flags: BTreeSet::new(),
            reason: None,
            facts: Vec::new(),
            temporary_since: None,
        },
    }
}

async fn derive_communes(
    database: Arc<Database>,
    id: String,
    rows: usize,
    worker: usize,
    workers: usize,
) -> Result<(), StoreError> {
    for number in (worker..rows.div_ceil(COMMUNE)).step_by(workers) {
        let commune = format!("{number:05}");
        let mut tx = database.read().await?;
        let page = dossier::read(&mut tx, "s1", &commune, "", 2 * COMMUNE as u32).await?;
        drop(tx);
        let persons: Vec<_> = (0..COMMUNE).map(|at| personal_id(at, number)).collect();
        let batch: Vec<_> =
            page.documents().zip(&persons).map(|(text, person)| unlisted(&commune, person, text)).collect();
        let mut tx = database.begin().await?;
        outcome::insert_many(&mut tx, &id, &Vec::from_iter(&batch)).await?;
        tx.commit().await?;
    }
    Ok(())
}

fn empty_snapshot(id: &str) -> snapshot::Snapshot {
    let json = || "{}".to_owned();
    snapshot::Snapshot {
        snapshot_id: id.to_owned(),
        as_of: chrono::NaiveDate::default(),
        base: None,
        root: id.to_owned(),
        sequence: 0,
        persons: 0,
        election: json(),
        profile: json(),
        units: json(),
        quality: json(),
        counts: json(),
        loaded_at: chrono::DateTime::UNIX_EPOCH.into(),
        state: snapshot::State::Loading,
        facts: String::new(),
    }
}

fn empty_roll(id: &str) -> roll::Roll {
    roll::Roll {
        roll_id: id.to_owned(),
        snapshot_id: "s1".to_owned(),
        election_id: "e".to_owned(),
        rule_profile: "2026".to_owned(),
        state: roll::State::Deriving,
        created_at: chrono::DateTime::UNIX_EPOCH.into(),
        summary: "{}".to_owned(),
    }
}
