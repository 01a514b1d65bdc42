//! Databases of every earlier schema, with rows in every table: each row is there after the present program has opened them,
//! and every command that reads them works.

use super::killed::rows_of;
use super::lists::{Lists, block_on};
use super::mutations::storied;
use crate::support::output::sample;
use crate::support::postgres;
use crate::support::program::{cutri, text};
use cutri::lists::{AuditRecord, RollVersion};
use cutri::people::digest;
use cutri::store::{Database, DatabaseUrl, expand};
use serde_json::{Map, Value};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::str::FromStr;

/// The rows of each table, by column.
type Rows = BTreeMap<String, Vec<Map<String, Value>>>;

/// What an edition added to documents later than the schemas without digests were made: they had none of it.
const LATER_KEYS: [&str; 6] =
    ["form_profile", "recorded_at", "account", "channel", "province_offices", "beyond"];

/// The schema that brought digests of what decides: documents of it and of later ones are as they are.
const DIGESTS: i64 = 6;

/// The migrations of a database, in order: their numbers, names and statements.
fn migrations(of: &str) -> Vec<(i64, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(of);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|item| item.unwrap().path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let (number, name) = path.file_stem().unwrap().to_str().unwrap().split_once('_').unwrap();
        (number.parse().unwrap(), name.to_owned(), fs::read_to_string(path).unwrap())
    };
    files.iter().map(read).collect()
}

/// Takes out of a document, however deep, what documents of an earlier edition did not have.
fn strip(document: &mut Value) {
    match document {
        Value::Object(object) => {
            object.retain(|key, _| !LATER_KEYS.contains(&key.as_str()));
            object.values_mut().for_each(strip);
        }
        Value::Array(values) => values.iter_mut().for_each(strip),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The schema with which deltas share the territory of what they build on.
const SHARED: i64 = 11;

/// Gives every snapshot a territory of its own.
fn unshare(rows: &mut Rows) {
    let snapshots = rows.get_mut("snapshot").expect("a table");
    let text = |row: &Map<String, Value>, column: &str| row[column].as_str().expect("a text").to_owned();
    let units: BTreeMap<String, String> =
        snapshots.iter().map(|row| (text(row, "snapshot_id"), text(row, "units"))).collect();
    for row in snapshots.iter_mut() {
        if let Some(units) = units.get(&text(row, "units_of")) {
            row.insert("units".into(), units.clone().into());
        }
    }
}

/// Makes of rows what an edition without digests of what decides left: documents without later keys, statements of the first
/// form, and an audit chained over lines that tell of matters and versions only.
fn as_it_was(rows: &mut Rows) {
    for row in rows.iter_mut().filter(|(table, _)| *table != "shapes").flat_map(|(_, rows)| rows) {
        for value in row.values_mut() {
            let Value::String(text) = value else { continue };
            if let Ok(mut document @ Value::Object(_)) = serde_json::from_str(text) {
                let before = document.clone();
                strip(&mut document);
                if document != before {
                    *value = Value::String(document.to_string());
                }
            }
        }
    }
    let read = |row: &Map<String, Value>| row["document"].as_str().expect("a document").to_owned();
    let mut previous = None;
    let versions = rows.get_mut("roll_version").into_iter().flatten();
    for row in versions.collect::<Vec<_>>() {
        let mut version: RollVersion = serde_json::from_str(&read(row)).expect("a version");
        (version.statement.grounds, version.seal, version.signed) = (None, None, None);
        version.statement.previous = previous;
        previous = Some(version.statement.digest());
        row.insert("document".into(), serde_json::to_string(&version).expect("JSON").into());
    }
    let registers = registers_of(rows);
    let mut previous = String::new();
    for row in rows.get_mut("audit").into_iter().flatten() {
        let mut line: AuditRecord = serde_json::from_str(&read(row)).expect("a line");
        line.previous = previous;
        line.registers.retain(|(name, _)| registers.contains_key(name));
        for (name, digest) in &mut line.registers {
            digest.clone_from(&registers[name]);
        }
        let document = serde_json::to_string(&line).expect("JSON");
        previous = digest(document.as_bytes());
        row.insert("document".into(), document.into());
        row.insert("digest".into(), previous.clone().into());
    }
}

/// The digests of matters and versions as they stand in some rows, by the names that the audit gives them.
fn registers_of(rows: &Rows) -> BTreeMap<String, String> {
    let text = |row: &Map<String, Value>, column: &str| row[column].as_str().expect("a text").to_owned();
    let columns = ["kind", "matter_id", "commune_code", "personal_id", "state", "document"];
    let matters = rows.get("matter").into_iter().flatten().map(|row| {
        let whole = columns.map(|column| text(row, column)).join("\n");
        (format!("{}/{}", text(row, "kind"), text(row, "matter_id")), digest(whole.as_bytes()))
    });
    let versions = rows.get("roll_version").into_iter().flatten().map(|row| {
        let version = row["version"].as_i64();
        let mut log: Vec<_> =
            rows["change_row"].iter().filter(|row| row["version"].as_i64() == version).collect();
        log.sort_by_key(|row| row["position"].as_i64());
        let log = log.into_iter().map(|row| text(row, "document"));
        let written: Vec<String> = std::iter::once(text(row, "document")).chain(log).collect();
        (format!("version/{}", row["version"]), digest(written.join("\n").as_bytes()))
    });
    matters.chain(versions).collect()
}

/// Every row of every table of a database.
fn all(url: &str) -> Rows {
    block_on(async {
        let database = Database::open(&DatabaseUrl::parse(url).unwrap(), 2).await.expect("it is migrated");
        let mut tx = database.read().await.unwrap();
        let mut all = Rows::new();
        for table in tables_of(&migrations("sqlite")) {
            let rows = rows_of(&mut tx, &table).await;
            all.insert(table, rows.iter().map(|row| serde_json::from_str(row).expect("a row")).collect());
        }
        tx.rollback().await.unwrap();
        database.close().await.unwrap();
        all
    })
}

/// The tables that some migrations make.
fn tables_of(migrations: &[(i64, String, String)]) -> BTreeSet<String> {
    let made = migrations.iter().flat_map(|(_, _, text)| text.split("CREATE TABLE ").skip(1));
    made.map(|rest| rest.split([' ', '(']).next().unwrap().to_owned()).collect()
}

/// A database at an earlier version of the schema, made by the statements of then, with these rows in the columns of then.
/// Gives the rows as they were written.
fn at_version(url: &str, version: i64, rows: &Rows) -> Rows {
    let is_server = url.starts_with("postgres:");
    let migrations: Vec<_> = self::migrations(if is_server { "postgres" } else { "sqlite" })
        .into_iter()
        .filter(|(number, _, _)| *number <= version)
        .collect();
    let mut of_then = self::migrations("sqlite");
    of_then.retain(|(number, _, _)| *number <= version);
    let tables = tables_of(&of_then);
    let mut script =
        "CREATE TABLE schema_version (version bigint NOT NULL PRIMARY KEY, name text NOT NULL);".to_owned();
    for (number, name, text) in &migrations {
        script += &format!("{text}\nINSERT INTO schema_version VALUES ({number}, '{name}');\n");
    }
    let mut written = Rows::new();
    for table in &tables {
        written.insert(table.clone(), rows[table].clone());
    }
    if version < SHARED {
        unshare(&mut written);
    }
    if version < DIGESTS {
        as_it_was(&mut written);
    }
    block_on(async {
        match is_server {
            true => {
                let options = sqlx::postgres::PgConnectOptions::from_str(url).unwrap();
                let mut connection = options.connect().await.unwrap();
                sqlx::raw_sql(AssertSqlSafe(script)).execute(&mut connection).await.unwrap();
                for (table, rows) in &mut written {
                    let columns: Vec<(String,)> = sqlx::query_as(
                        "SELECT column_name::text FROM information_schema.columns \
                         WHERE table_schema = current_schema() AND table_name = $1",
                    )
                    .bind(table.as_str())
                    .fetch_all(&mut connection)
                    .await
                    .unwrap();
                    keep_columns(rows, &columns);
                    let key = if table == "dossier" { "snapshot_id" } else { "roll_id" };
                    let ids: BTreeSet<&str> = match ["dossier", "entry", "outcome"].contains(&table.as_str())
                    {
                        true => rows.iter().map(|row| row[key].as_str().unwrap()).collect(),
                        false => BTreeSet::new(),
                    };
                    for id in ids {
                        let part = "CREATE TABLE {partition} PARTITION OF {table} FOR VALUES IN ('{id}')";
                        let part = expand(&part.replace("{table}", table), table, id);
                        sqlx::raw_sql(AssertSqlSafe(part)).execute(&mut connection).await.unwrap();
                    }
                    let insert = format!(
                        "INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, $1::json)"
                    );
                    let rows = serde_json::to_string(rows).unwrap();
                    sqlx::query(AssertSqlSafe(insert)).bind(rows).execute(&mut connection).await.unwrap();
                }
                connection.close().await.unwrap();
            }
            false => {
                let options = sqlx::sqlite::SqliteConnectOptions::new().filename(url).create_if_missing(true);
                let mut connection = options.connect().await.unwrap();
                sqlx::raw_sql(AssertSqlSafe(script)).execute(&mut connection).await.unwrap();
                for (table, rows) in &mut written {
                    let columns: Vec<(String,)> = sqlx::query_as("SELECT name FROM pragma_table_info($1)")
                        .bind(table.as_str())
                        .fetch_all(&mut connection)
                        .await
                        .unwrap();
                    keep_columns(rows, &columns);
                    let names: Vec<&str> = columns.iter().map(|(name,)| name.as_str()).collect();
                    let values: Vec<String> =
                        names.iter().map(|name| format!("json_extract(value, '$.{name}')")).collect();
                    let insert = format!(
                        "INSERT INTO {table} ({}) SELECT {} FROM json_each($1)",
                        names.join(", "),
                        values.join(", ")
                    );
                    let rows = serde_json::to_string(rows).unwrap();
                    sqlx::query(AssertSqlSafe(insert)).bind(rows).execute(&mut connection).await.unwrap();
                }
                connection.close().await.unwrap();
            }
        }
    });
    written
}

fn keep_columns(rows: &mut [Map<String, Value>], columns: &[(String,)]) {
    for row in rows {
        row.retain(|name, _| columns.iter().any(|(column,)| column == name));
    }
}

/// A database that nobody has opened yet.
fn new(is_server: bool, folder: &Path) -> String {
    match is_server {
        true => postgres::server().database(),
        false => text(&folder.join("then.db")).to_owned(),
    }
}

/// Fails unless each row stands there as it was written, whatever columns came since.
fn assert_kept(before: &Rows, after: &Rows, what: &str) {
    for (table, rows) in before {
        assert!(!rows.is_empty(), "{what}: {table} held nothing");
        let names: BTreeSet<&String> = rows.iter().flat_map(Map::keys).collect();
        let of_then = |row: &Map<String, Value>| -> BTreeMap<String, Value> {
            row.iter()
                .filter(|(name, _)| names.contains(name))
                .map(|(name, it)| (name.clone(), it.clone()))
                .collect()
        };
        let sorted = |rows: &[Map<String, Value>]| {
            let mut texts: Vec<String> =
                rows.iter().map(|row| serde_json::to_string(&of_then(row)).unwrap()).collect();
            texts.sort_unstable();
            texts
        };
        assert!(sorted(rows) == sorted(&after[table]), "{what}: {table} is not as it was");
    }
}

/// What is told of drafts from before there was an audit: it cannot be told from one that was taken away.
const UNTOLD: [&str; 2] =
    ["no line of the audit tells who derived it", "no line of the audit tells who loaded it"];

/// What reads a database of drafts, and of posted lists.
fn assert_read(url: &str, is_posted: bool, problems: &[&str], folder: &Path, what: &str) {
    let out = folder.join("out");
    drop(fs::remove_dir_all(&out));
    let drafts: &[&[&str]] = &[&["status"], &["explain", "098085000382"]];
    let posted: &[&[&str]] = &[
        &["books"],
        &["changes"],
        &["waiting", "--all"],
        &["clock"],
        &["complaint", "list"],
        &["render", "--out", text(&out), "--formats", "jsonl,csv"],
    ];
    for command in drafts.iter().chain(if is_posted { posted } else { &[] }) {
        let ran = cutri(&[*command, &["--db", url]].concat());
        assert!([Some(0), Some(1)].contains(&ran.code), "{what}: {command:?}: {}", ran.err);
    }
    if is_posted {
        cutri(&["verify", text(&out)]).ended(0);
    }
    let verified = cutri(&["verify", "--db", url]).ended(i32::from(!problems.is_empty()));
    let told: Vec<&str> = verified.out.lines().filter(|line| line.contains("no line")).collect();
    assert!(told.iter().zip(problems).all(|(told, problem)| told.contains(problem)), "{what}: {told:?}");
    assert_eq!(told.len(), problems.len(), "{what}: {told:?}");
}

/// The rows, with a claim of a commune too: claims go when a roll is complete, and one was left by a worker that died.
fn with_claim(mut rows: Rows) -> Rows {
    let roll = rows["roll"][0]["roll_id"].clone();
    let commune = rows["posted_commune"][0]["commune_code"].clone();
    let claim = serde_json::json!({
        "roll_id": roll, "commune_code": commune, "persons": 1, "state": "done", "worker": "an", "attempt": 1, "until": 0,
        "finished": 0,
    });
    let Value::Object(claim) = claim else { panic!("an object") };
    rows.insert("claim".into(), vec![claim]);
    rows
}

#[test]
fn drafts_of_the_first_schema_are_read_posted_and_verified() {
    let drafts = Lists::drafts();
    let rows = all(&drafts.url);
    for is_server in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let url = new(is_server, folder.path());
        let what = format!("version 1, server {is_server}");
        let before = at_version(&url, 1, &rows);
        let after = all(&url);
        assert_kept(&before, &after, &what);
        assert_read(&url, false, &UNTOLD, folder.path(), &what);
        // Who was loaded and derived then is so again by the same extract, in the same database.
        cutri(&[
            "generate",
            text(sample()),
            "--out",
            text(&folder.path().join("rolls")),
            "--formats",
            "jsonl",
            "--as",
            "an",
            "--db",
            &url,
        ])
        .ended(1);
        cutri(&["post", "--anyway", "--at", "2026-02-03T08:00", "--as", "an", "--db", &url]).ended(0);
        assert_read(&url, true, &UNTOLD[..1], folder.path(), &what);
        assert_eq!(rows["dossier"].len(), all(&url)["dossier"].len(), "{what}");
    }
}

#[test]
fn posted_lists_of_every_later_schema_keep_every_row_are_read_and_verified() {
    let rows = with_claim(all(&storied(Lists::posted(), false).url));
    let mut versions: Vec<i64> = migrations("sqlite").into_iter().map(|(version, _, _)| version).collect();
    let of_server: Vec<i64> = migrations("postgres").into_iter().map(|(version, _, _)| version).collect();
    assert_eq!(versions, of_server, "both databases have the same versions");
    versions.retain(|version| *version > 1);
    for version in versions {
        for is_server in [false, true] {
            let folder = tempfile::tempdir().unwrap();
            let url = new(is_server, folder.path());
            let what = format!("version {version}, server {is_server}");
            let before = at_version(&url, version, &rows);
            assert_kept(&before, &all(&url), &what);
            assert_read(&url, true, &[], folder.path(), &what);
        }
    }
}
