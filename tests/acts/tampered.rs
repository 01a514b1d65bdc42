//! Whatever is altered behind the program's back is found, and it is said where.

use super::lists::*;
use crate::support::program::cutri;
use cutri::changes::ComplaintSubject;
use cutri::lists::ListsError;
use cutri::proof::Problem;
use cutri::tasks::TaskError;
use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection, raw_sql};

impl Lists {
    /// Runs statements on a file, with nothing to hold them back.
    pub(super) fn sql(&self, statements: &str) {
        block_on(async {
            let mut connection = SqliteConnection::connect(&self.url).await.unwrap();
            // Nothing has to outlast a loss of power.
            raw_sql("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY")
                .execute(&mut connection)
                .await
                .unwrap();
            let triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'";
            for row in sqlx::query(triggers).fetch_all(&mut connection).await.unwrap() {
                let drop = format!("DROP TRIGGER {}", row.get::<String, _>(0));
                raw_sql(AssertSqlSafe(drop)).execute(&mut connection).await.unwrap();
            }
            raw_sql(AssertSqlSafe(statements.to_owned())).execute(&mut connection).await.unwrap();
            connection.close().await.unwrap();
        });
    }

    /// The values of a query's first column.
    pub(super) fn texts(&self, query: &str) -> Vec<String> {
        block_on(async {
            let mut connection = SqliteConnection::connect(&self.url).await.unwrap();
            let rows = sqlx::query(AssertSqlSafe(query.to_owned())).fetch_all(&mut connection).await.unwrap();
            let texts = rows.iter().map(|row| row.get::<String, _>(0)).collect();
            connection.close().await.unwrap();
            texts
        })
    }

    /// Everything that officials do, so that every table and register has rows.
    fn eventful(&self) {
        self.update(&every_kind(), SOON);
        self.issue(PLAIN, "98205-01", "2026-02-21T10:00:00").unwrap();
        let brought = cutri::tasks::complaint::Brought {
            area_code: area("98103-01"),
            about: cutri::tasks::complaint::About::Person(number(NOT_HERE)),
            subject: ComplaintSubject::Missing,
            complainant: "Lê Văn Kiện",
            address: None,
            statement: "không có tên",
        };
        let actor = self.actor("2026-02-22T10:00:00");
        self.on(async |database| cutri::tasks::complaint::open(database, brought, &actor).await).unwrap();
        self.undo(cutri::tasks::undo::Undo::Change("2-1"), "2026-02-23T10:00:00").unwrap();
        self.verified();
    }
}

/// A table, the key of its rows, and where problems of it are told of.
const TABLES: [(&str, &[&str], &str); 9] = [
    ("entry", &["roll_id", "commune_code", "area_code", "number"], "area"),
    ("area_version", &["roll_id", "commune_code", "area_code", "version"], "area"),
    ("roll_version", &["roll_id", "version"], "version"),
    ("change_row", &["roll_id", "commune_code", "area_code", "version", "position"], "version"),
    ("posted_area", &["roll_id", "commune_code", "area_code"], "area"),
    ("posted_commune", &["roll_id", "commune_code"], "commune"),
    ("posting", &["roll_id"], "lists"),
    ("matter", &["roll_id", "kind", "matter_id"], "/"),
    ("audit", &["sequence"], "audit"),
];

/// The columns of a table.
pub(super) fn columns(lists: &Lists, table: &str) -> Vec<String> {
    lists.texts(&format!("SELECT name FROM pragma_table_info('{table}')"))
}

/// The rows of a table to alter: a few from its beginning, middle and end, as conditions.
pub(super) fn sampled(lists: &Lists, (table, key): (&str, &[&str])) -> Vec<String> {
    let parts: Vec<String> = key.iter().map(|name| format!("'{name} = ''' || {name} || ''''")).collect();
    let order = key.join(", ");
    let all = lists.texts(&format!("SELECT {} FROM {table} ORDER BY {order}", parts.join(" || ' AND ' || ")));
    let picks = [0, all.len() / 2, all.len() - 1];
    let picks: std::collections::BTreeSet<usize> = picks.into();
    picks.into_iter().map(|at| all[at].clone()).collect()
}

/// What is told of a copy after statements; an error that names no place is no finding.
pub(super) fn found(lists: &Lists, statements: &str) -> Vec<Problem> {
    let copy = lists.copied();
    copy.sql(statements);
    match copy.problems() {
        Ok(problems) => problems,
        Err(TaskError::Lists(ListsError::NoRoll { .. })) => {
            vec![Problem { file: "lists".to_owned(), line: None, message: "no roll".to_owned() }]
        }
        Err(error) => panic!("{statements}: {error}"),
    }
}

pub(super) fn names(problems: &[Problem], place: &str) -> bool {
    problems.iter().any(|it| format!("{} {}", it.file, it.message).contains(place))
}

/// Alters one character of a column: of numbers the value, of texts the character at `at`, counted round.
pub(super) fn flip(table: &str, column: &str, condition: &str, at: usize) -> String {
    format!(
        "UPDATE {table} SET {column} = CASE WHEN typeof({column}) = 'integer' THEN {column} + 1000 \
         WHEN {column} IS NULL THEN 1 WHEN {column} = '' THEN '7' ELSE \
         substr({column}, 1, {at} % length({column})) || \
         CASE WHEN substr({column}, {at} % length({column}) + 1, 1) = '7' THEN '8' ELSE '7' END || \
         substr({column}, {at} % length({column}) + 2) END WHERE {condition}"
    )
}

#[test]
fn an_altered_character_of_any_column_is_found_and_its_place_named() {
    let signed = Lists::signed();
    signed.eventful();
    let unsigned = Lists::posted();
    unsigned.eventful();
    for lists in [&signed, &unsigned] {
        for (table, key, place) in TABLES {
            for condition in sampled(lists, (table, key)) {
                for column in columns(lists, table) {
                    // What a signature finds as well is altered where nothing is signed, too.
                    let places: &[usize] = match (column.as_str(), lists.is_signed) {
                        ("document", true) => &[1, 37, 113, 251, 389, 541],
                        ("document", false) => &[71, 307],
                        (_, true) => &[3],
                        (_, false) => &[],
                    };
                    for at in places {
                        let statement = flip(table, &column, &condition, *at);
                        let problems = found(lists, &statement);
                        let is_gone = table == "posted_commune" && names(&problems, "versions");
                        assert!(is_gone || names(&problems, place), "{statement}: {problems:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_row_that_is_taken_away_or_doubled_is_found() {
    let lists = Lists::signed();
    lists.eventful();
    for (table, key, place) in TABLES {
        for condition in sampled(&lists, (table, key)) {
            let problems = found(&lists, &format!("DELETE FROM {table} WHERE {condition}"));
            // Without a commune's state its lists are missing from what was stated.
            let place = if table == "posted_commune" { "versions" } else { place };
            assert!(names(&problems, place), "{table} without {condition}: {problems:?}");
            let all = columns(&lists, table);
            let last = key.last().unwrap();
            // A person stands once by the database's own key: the double is struck.
            let value = |column: &String| match column.as_str() {
                "standing" => "NULL".to_owned(),
                column
                    if column == *last && ["number", "version", "position", "sequence"].contains(&column) =>
                {
                    format!("{column} + 1000")
                }
                column if column == *last => format!("substr({column}, 1, length({column}) - 1) || 'x'"),
                column => column.to_owned(),
            };
            let values: Vec<String> = all.iter().map(value).collect();
            let double = format!(
                "INSERT INTO {table} ({}) SELECT {} FROM {table} WHERE {condition}",
                all.join(", "),
                values.join(", ")
            );
            let problems = found(&lists, &double);
            // Lists of a roll that nobody derived are no lists; a state of a commune that is not there is told by its code.
            let place = if table == "posted_commune" { "commune" } else { place };
            assert!(table == "posting" || names(&problems, place), "{double}: {problems:?}");
        }
    }
}

#[test]
fn rows_that_change_places_are_found() {
    let lists = Lists::signed();
    lists.eventful();
    let swapped = "CREATE TEMP TABLE former AS SELECT number, document FROM entry \
        WHERE area_code = '98103-01' AND number IN (6, 7); \
        UPDATE entry SET document = (SELECT document FROM former WHERE former.number = 13 - entry.number) \
        WHERE area_code = '98103-01' AND number IN (6, 7)";
    let problems = found(&lists, swapped);
    let named = |line| problems.iter().any(|it| it.file == "area 98103-01" && it.line == Some(line));
    assert!(named(6) && named(7), "{problems:?}");
    // Numbers changed everywhere, columns and documents alike.
    let renumbered = "UPDATE entry SET number = CASE number WHEN 6 THEN 100007 ELSE 100006 END, document = CASE number \
        WHEN 6 THEN replace(document, '\"n\":6,', '\"n\":7,') ELSE replace(document, '\"n\":7,', '\"n\":6,') END \
        WHERE area_code = '98103-01' AND number IN (6, 7); \
        UPDATE entry SET number = number - 100000 WHERE number > 100000";
    let problems = found(&lists, renumbered);
    assert!(
        problems.iter().any(|it| it.file == "area 98103-01" && it.message.contains("version")),
        "{problems:?}"
    );
}

#[test]
fn a_forged_statement_and_another_key_are_found() {
    let lists = Lists::signed();
    lists.eventful();
    let other = cutri::roll::chain::SigningKey::from_seed([9; 32]);
    let versions = lists.texts("SELECT document FROM roll_version ORDER BY version");
    let mut stated: cutri::lists::RollVersion = serde_json::from_str(&versions[1]).unwrap();
    let put = |stated: &cutri::lists::RollVersion| {
        let document = serde_json::to_string(stated).unwrap().replace('\'', "''");
        found(&lists, &format!("UPDATE roll_version SET document = '{document}' WHERE version = 2"))
    };
    stated.signed = Some(cutri::roll::chain::Signed::new(&other, &stated.statement));
    let problems = put(&stated);
    let told = problems.iter().find(|it| it.file == "versions" && it.line == Some(2)).unwrap();
    assert!(told.message.contains(&other.public().id()), "{told:?}");
    stated.signed = None;
    assert!(names(&put(&stated), "not signed with key"));
    // An earlier signature upon a later moment.
    let mut forged: cutri::lists::RollVersion = serde_json::from_str(&versions[1]).unwrap();
    forged.statement.at = moment("2026-02-21T09:59:59");
    let problems = put(&forged);
    assert!(problems.iter().any(|it| it.file == "versions" && it.line == Some(2)), "{problems:?}");
}

#[test]
fn the_program_tells_of_an_altered_audit_when_it_verifies_a_database() {
    let lists = Lists::posted();
    let verify = |lists: &Lists| cutri(&["verify", "--db", &lists.url]);
    verify(&lists).ended(0);
    lists.sql(
        "UPDATE audit SET document = replace(document, '\"by\":\"an\"', '\"by\":\"ba\"') WHERE sequence = 3",
    );
    let told = verify(&lists).ended(1);
    assert!(told.out.contains("audit") && told.out.contains("not what its digest says"), "{}", told.out);
}
