//! Everything a database holds, but for what tells when and by which process something was written.

use super::super::lists::block_on;
use cutri::store::{Database, DatabaseUrl, Tx};
use serde_json::Value;
use std::collections::BTreeMap;

/// The rows of each table, in order.
pub type Content = BTreeMap<&'static str, Vec<String>>;

/// Every table but the claims of workers, who have names of their own.
const TABLES: [&str; 19] = [
    "area_version",
    "audit",
    "change_row",
    "commune_result",
    "dossier",
    "dossier_commune",
    "entry",
    "matter",
    "outcome",
    "outcome_change",
    "posted_area",
    "posted_commune",
    "posting",
    "revision",
    "revision_commune",
    "roll",
    "roll_version",
    "shapes",
    "snapshot",
];

/// Columns and keys that hold the moment of writing, or a digest over one.
const OF_THE_MOMENT: [&str; 6] = ["loaded_at", "created_at", "recorded_at", "previous", "seal", "digest"];

/// Reads a database, which is made if there is none.
pub fn content(url: &str) -> Content {
    block_on(async {
        let database = Database::open(&DatabaseUrl::parse(url).unwrap(), 2).await.expect("it is whole");
        let mut tx = database.read().await.unwrap();
        let mut content = Content::new();
        for table in TABLES {
            let mut rows = Vec::new();
            for row in rows_of(&mut tx, table).await {
                let mut row: Value = serde_json::from_str(&row).expect("a row");
                settle(&mut row, table);
                rows.push(row.to_string());
            }
            rows.sort_unstable();
            content.insert(table, rows);
        }
        tx.rollback().await.unwrap();
        database.close().await.unwrap();
        content
    })
}

/// Every row of a table, as a JSON object of its columns.
pub async fn rows_of(tx: &mut Tx, table: &str) -> Vec<String> {
    let rows: Vec<(String,)> = match tx {
        Tx::Sqlite(connection) => {
            let columns: Vec<(String,)> = sqlx::query_as("SELECT name FROM pragma_table_info($1)")
                .bind(table)
                .fetch_all(&mut **connection)
                .await
                .unwrap();
            let columns: Vec<String> =
                columns.iter().map(|(name,)| format!("'{name}', \"{name}\"")).collect();
            let sql = format!("SELECT json_object({}) FROM {table}", columns.join(", "));
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&mut **connection).await.unwrap()
        }
        Tx::Postgres(connection) => {
            let sql = format!("SELECT CAST(row_to_json(t) AS TEXT) FROM {table} t");
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&mut **connection).await.unwrap()
        }
    };
    rows.into_iter().map(|(row,)| row).collect()
}

/// Takes out what two runs need not have in common, in documents too.
fn settle(value: &mut Value, table: &str) {
    match value {
        Value::Object(object) => {
            for key in OF_THE_MOMENT {
                // Digests over rows and lists hold no moment, and must agree.
                if key != "digest" || table == "audit" {
                    object.remove(key);
                }
            }
            if table == "audit" {
                object.remove("at");
                // Each is a name and a digest, of which the name stays.
                if let Some(Value::Array(registers)) = object.get_mut("registers") {
                    registers.iter_mut().for_each(|register| *register = register[0].take());
                }
            }
            object.values_mut().for_each(|value| settle(value, table));
        }
        Value::Array(values) => values.iter_mut().for_each(|value| settle(value, table)),
        Value::String(text) if text.starts_with(['{', '[']) => {
            if let Ok(mut document) = serde_json::from_str(text) {
                settle(&mut document, table);
                *value = document;
            }
        }
        _ => {}
    }
}

/// The first table in which two databases differ, and how many rows each has alone; it names nobody.
pub fn difference(expected: &Content, found: &Content) -> Option<String> {
    let table = expected.iter().find(|(table, rows)| found[*table] != **rows)?.0;
    let alone =
        |of: &Content, other: &Content| of[table].iter().filter(|row| !other[table].contains(row)).count();
    let (missing, surplus) = (alone(expected, found), alone(found, expected));
    Some(format!("{table}: {missing} rows are missing or other, {surplus} are there instead"))
}
