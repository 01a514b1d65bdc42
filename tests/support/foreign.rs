//! Population databases of others: an extract's tables in a shape of their own, and views that show them as ours.

use super::package::Package;
use super::postgres::{Server, server};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use std::path::Path;
use std::str::FromStr;

/// A role that may read the views and nothing else.
pub const READER: &str = "views_reader";

fn quoted(text: &str) -> String {
    if text.is_empty() { "NULL".to_owned() } else { format!("'{}'", text.replace('\'', "''")) }
}

/// The tables of an extract as statements: each as texts, under a name of its own.
fn tables(package: &Package, named: impl Fn(&str) -> String) -> String {
    let mut all = String::new();
    for (name, rows) in &package.tables {
        let name = named(name);
        let columns: Vec<String> = rows.header.iter().map(|column| format!("\"{column}\" text")).collect();
        all += &format!("CREATE TABLE {name} ({});\n", columns.join(", "));
        for some in rows.rows.chunks(200) {
            let row = |row: &Vec<String>| {
                format!("({})", row.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
            };
            let values: Vec<String> = some.iter().map(row).collect();
            all += &format!("INSERT INTO {name} VALUES {};\n", values.join(",\n"));
        }
    }
    all
}

/// The election as rows of keys and values.
fn election(package: &Package) -> String {
    let table: toml::Table = package.election.parse().expect("an election");
    let line = |(key, value): (&String, &toml::Value)| {
        let text = match value {
            toml::Value::String(text) => text.clone(),
            toml::Value::Array(words) => {
                words.iter().map(|word| word.as_str().unwrap().to_owned()).collect::<Vec<_>>().join(";")
            }
            other => other.to_string(),
        };
        format!("('{key}', {})", quoted(&text))
    };
    let lines: Vec<String> = table.iter().filter(|(_, value)| !value.is_table()).map(line).collect();
    lines.join(", ")
}

/// A SQLite file with views that are the extract's tables, over tables of its own, and the two that describe it.
pub fn sqlite(package: &Package, file: &Path) {
    let (tables, election) = (tables(package, |name| format!("own_{name}")), election(package));
    let view = |name: &&'static str| format!("CREATE VIEW \"{name}\" AS SELECT * FROM own_{name};\n");
    let views: String = package.tables.keys().map(view).collect();
    let text = format!(
        "BEGIN;{tables}{views}CREATE TABLE extract (as_of text, mode text); INSERT INTO extract VALUES ('{}', 'full');\
         CREATE TABLE election (key text, value text); INSERT INTO election VALUES {election}; COMMIT;",
        package.as_of,
    );
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file).create_if_missing(true);
    run(async move {
        let mut connection = options.connect().await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    });
}

/// A server's database: the registers' own tables in the schema `registry`, of persons two, and views over them in
/// `cutri_export`, which the reader may read. Gives the address as the reader's, without a schema.
pub fn views(package: &Package) -> String {
    views_on(server(), package)
}

/// The same in a database of this server.
pub fn views_on(server: &Server, package: &Package) -> String {
    let owner = server.database();
    let mut text = format!(
        "CREATE SCHEMA registry; CREATE SCHEMA cutri_export;\n{}\
         CREATE TABLE registry.identity AS SELECT personal_id AS so, full_name AS ho_ten, birth_date AS sinh, sex AS gioi, \
         nationality AS quoc_tich, ethnicity, occupation, old_id FROM registry.persons;\
         CREATE TABLE registry.state AS SELECT personal_id AS so, household_id, household_role, vital_status, vital_status_on, \
         updated_at::timestamp AS luc FROM registry.persons; DROP TABLE registry.persons;\
         CREATE VIEW cutri_export.persons AS SELECT i.so AS personal_id, i.ho_ten AS full_name, i.sinh AS birth_date, \
         i.gioi AS sex, i.quoc_tich AS nationality, i.ethnicity, i.occupation, s.household_id, s.household_role, \
         s.vital_status, s.vital_status_on, i.old_id, s.luc AS updated_at FROM registry.identity i \
         JOIN registry.state s ON s.so = i.so ORDER BY i.so;\
         CREATE VIEW cutri_export.extract AS SELECT date '{}' AS as_of, 'full' AS mode;\
         CREATE TABLE registry.election (key text, value text); INSERT INTO registry.election VALUES {};\
         CREATE VIEW cutri_export.election AS SELECT * FROM registry.election;\n",
        tables(package, |name| format!("registry.{name}")),
        package.as_of,
        election(package)
    );
    for (name, rows) in package.tables.iter().filter(|(name, _)| **name != "persons") {
        let column = |column: &String| match column.as_str() {
            // As a database keeps them: truth as truth, numbers as numbers.
            "council_elected" | "arrivals" => format!("\"{column}\"::boolean AS \"{column}\""),
            "list_order" | "house_order" | "seats" => format!("\"{column}\"::integer AS \"{column}\""),
            _ => format!("\"{column}\""),
        };
        let columns: Vec<String> = rows.header.iter().map(column).collect();
        text += &format!(
            "CREATE VIEW cutri_export.\"{name}\" AS SELECT {} FROM registry.\"{name}\";\n",
            columns.join(", ")
        );
    }
    text += &format!(
        "DO $$ BEGIN CREATE ROLE {READER} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;\
         GRANT USAGE ON SCHEMA cutri_export TO {READER}; GRANT SELECT ON ALL TABLES IN SCHEMA cutri_export TO {READER};"
    );
    execute(&owner, text);
    owner.replacen("postgres://cutri@", &format!("postgres://{READER}@"), 1)
}

/// Runs statements in a server's database, as its owner.
pub fn execute(url: &str, text: String) {
    let url = url.replacen(&format!("postgres://{READER}@"), "postgres://cutri@", 1);
    run(async move {
        let options = sqlx::postgres::PgConnectOptions::from_str(&url).unwrap();
        let mut connection = options.connect().await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    });
}

/// Asks a server's database for one text, as its owner.
pub fn query(url: &str, text: &'static str) -> String {
    let url = url.replacen(&format!("postgres://{READER}@"), "postgres://cutri@", 1);
    run(async move {
        let options = sqlx::postgres::PgConnectOptions::from_str(&url).unwrap();
        let mut connection = options.connect().await.unwrap();
        let found: String = sqlx::query_scalar(text).fetch_one(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        found
    })
}

fn run<T>(task: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(task)
}
