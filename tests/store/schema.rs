use super::fixture::{Fixture, on_both, roll, run, snapshot};
use cutri::store::{Database, Statement, Target, Tx, dossier, entry, expand, outcome, statements};
use cutri::store::{roll as rolls, snapshot as snapshots};
use sqlx::{AssertSqlSafe, Executor, SqlSafeStr};
use std::collections::BTreeSet;

/// The ids of the one snapshot and the one roll of [`prepared`].
const SNAPSHOT: &str = "s1";
const ROLL: &str = "r1";

/// A transaction on a database with a snapshot, a roll and all indexes.
async fn prepared(database: &Database) -> Tx {
    let mut tx = database.begin().await.unwrap();
    snapshots::insert(&mut tx, &snapshot(SNAPSHOT)).await.unwrap();
    rolls::insert(&mut tx, &roll(ROLL)).await.unwrap();
    dossier::index(&mut tx, SNAPSHOT).await.unwrap();
    entry::index(&mut tx, ROLL).await.unwrap();
    outcome::index(&mut tx, ROLL).await.unwrap();
    tx
}

/// A statement's text as it runs: a partition's statement is given a partition.
fn text(statement: &Statement) -> String {
    match statement.name.split_once("::") {
        Some(("partition", _)) => expand(statement.sql, "dossier", "another"),
        Some(("dossier", _)) => expand(statement.sql, "dossier", SNAPSHOT),
        Some((table, _)) => expand(statement.sql, table, ROLL),
        None => panic!("{} names no file of the store", statement.name),
    }
}

/// A `COPY` of no rows.
const NO_ROWS: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0\xff\xff";

async fn prepare(tx: &mut Tx, sql: &str) -> Result<(), sqlx::Error> {
    let safe = AssertSqlSafe(sql).into_sql_str();
    match tx {
        Tx::Sqlite(connection) => connection.prepare(safe).await.map(drop),
        Tx::Postgres(connection) if sql.starts_with("COPY") => {
            let mut copy = connection.copy_in_raw(sql).await?;
            copy.send(NO_ROWS).await?;
            copy.finish().await.map(drop)
        }
        Tx::Postgres(connection) => connection.prepare(safe).await.map(drop),
    }
}

on_both! {
    async fn every_statement_can_be_prepared(fixture: &Fixture) {
        let database = fixture.open().await;
        let mut tx = prepared(&database).await;
        let mut count = 0;
        for statement in statements() {
            match (&tx, statement.target) {
                (Tx::Sqlite(_), Target::Postgres) | (Tx::Postgres(_), Target::Sqlite) => continue,
                (Tx::Sqlite(_) | Tx::Postgres(_), _) => count += 1,
            }
            let result = prepare(&mut tx, &text(statement)).await;
            assert!(result.is_ok(), "{}: {result:?}", statement.name);
            assert!(statement.purpose.ends_with('.'), "{} has no sentence", statement.name);
        }
        assert!(count > 20, "only {count} statements");
    }
}

/// Columns as (table, column, type, whether required); keys as (table, whether unique, columns).
type Schema = (BTreeSet<(String, String, String, bool)>, BTreeSet<(String, bool, String)>);

async fn sqlite_schema(tx: &mut Tx) -> Schema {
    let Tx::Sqlite(connection) = tx else { panic!("a SQLite database") };
    let columns = sqlx::query_as(
        "SELECT t.name, c.name, lower(c.type), c.\"notnull\" = 1 \
         FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'",
    );
    let keys = sqlx::query_as(
        "SELECT t.name, i.\"unique\" = 1, \
         (SELECT string_agg(x.name, ', ' ORDER BY x.seqno) FROM pragma_index_info(i.name) x) \
         FROM sqlite_master t JOIN pragma_index_list(t.name) i WHERE t.type = 'table'",
    );
    let columns: Vec<_> = columns.fetch_all(&mut **connection).await.unwrap();
    let keys: Vec<_> = keys.fetch_all(&mut **connection).await.unwrap();
    (columns.into_iter().collect(), keys.into_iter().map(within_its_part).collect())
}

/// The key as it is on a part of a large table, where the snapshot or roll is the same in every row.
fn within_its_part((table, unique, columns): (String, bool, String)) -> (String, bool, String) {
    let part = match table.as_str() {
        "dossier" => "snapshot_id, ",
        "entry" | "outcome" => "roll_id, ",
        _ => "",
    };
    let columns = columns.strip_prefix(part).unwrap_or(&columns).to_owned();
    (table, unique, columns)
}

async fn postgres_schema(tx: &mut Tx) -> Schema {
    let Tx::Postgres(connection) = tx else { panic!("a PostgreSQL database") };
    let columns = sqlx::query_as(
        "SELECT c.table_name::text, c.column_name::text, c.data_type::text, c.is_nullable = 'NO' \
         FROM information_schema.columns c JOIN pg_class t ON t.relname = c.table_name \
         WHERE c.table_schema = current_schema() AND NOT t.relispartition",
    );
    let keys = sqlx::query_as(
        "SELECT COALESCE(parent.relname, t.relname)::text, i.indisunique, \
         (SELECT string_agg(a.attname, ', ' ORDER BY k.place) \
          FROM unnest(i.indkey) WITH ORDINALITY k (attribute, place) \
          JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attribute) \
         FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid \
         LEFT JOIN pg_inherits h ON h.inhrelid = t.oid LEFT JOIN pg_class parent ON parent.oid = h.inhparent \
         WHERE t.relnamespace = current_schema()::regnamespace",
    );
    let columns: Vec<_> = columns.fetch_all(&mut **connection).await.unwrap();
    let keys: Vec<_> = keys.fetch_all(&mut **connection).await.unwrap();
    (columns.into_iter().collect(), keys.into_iter().collect())
}

#[test]
fn both_databases_have_the_same_tables_columns_and_keys() {
    run(&Fixture::sqlite(), async |sqlite: &Fixture| {
        let sqlite = sqlite.open().await;
        let postgres = Fixture::postgres().open().await;
        let on_sqlite = sqlite_schema(&mut prepared(&sqlite).await).await;
        let on_postgres = postgres_schema(&mut prepared(&postgres).await).await;
        assert_eq!(on_sqlite.0, on_postgres.0);
        assert_eq!(on_sqlite.1, on_postgres.1);
        assert!(on_sqlite.0.len() > 30 && on_sqlite.1.len() > 10);
    });
}

#[test]
fn a_person_is_found_through_an_index_on_sqlite() {
    run(&Fixture::sqlite(), async |fixture: &Fixture| {
        let database = fixture.open().await;
        let mut tx = prepared(&database).await;
        for (name, id) in
            [("dossier::find", SNAPSHOT), ("entry::find_person", ROLL), ("standing::find", ROLL)]
        {
            let statement = statements().find(|statement| statement.name == name).unwrap();
            let Tx::Sqlite(connection) = &mut tx else { panic!("a SQLite database") };
            let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", statement.sql));
            let explain = sqlx::query_as(explain).bind(id).bind("000000000001");
            let plan: Vec<(i64, i64, i64, String)> = explain.fetch_all(&mut **connection).await.unwrap();
            let searches: Vec<_> = plan.iter().filter(|step| step.3.contains(" USING ")).collect();
            let indexed = searches.iter().all(|step| step.3.contains("_person (personal_id=?"));
            assert!(indexed && !searches.is_empty(), "{name}: {plan:?}");
        }
    });
}

#[test]
fn a_name_and_an_old_number_are_found_through_an_index_on_sqlite() {
    run(&Fixture::sqlite(), async |fixture: &Fixture| {
        let database = fixture.open().await;
        let mut tx = prepared(&database).await;
        for (name, index) in [
            ("found::named", "_name (name_year=?"),
            ("found::named_in", "_name (name_year=? AND commune_code=?"),
            ("found::numbered", "_old_number (old_number=?"),
            ("found::revised_named", "revision_name (root=? AND name_year=?"),
            ("found::revised_numbered", "revision_old_number (root=? AND old_number=?"),
        ] {
            let of_sqlite = |it: &&Statement| it.name == name && it.target != Target::Postgres;
            let statement = statements().find(of_sqlite).unwrap_or_else(|| panic!("no {name}"));
            let Tx::Sqlite(connection) = &mut tx else { panic!("a SQLite database") };
            let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", statement.sql));
            let mut explain = sqlx::query_as(explain).bind(SNAPSHOT).bind("[]").bind(50_i64);
            if statement.sql.contains("$4") {
                explain = explain.bind(50_i64);
            }
            let plan: Vec<(i64, i64, i64, String)> = explain.fetch_all(&mut **connection).await.unwrap();
            assert!(plan.iter().any(|step| step.3.contains(index)), "{name}: {plan:?}");
        }
    });
}

/// Many rows in every part, as a load and a derivation leave them.
const ROWS: &str = "
    INSERT INTO dossier (snapshot_id, commune_code, personal_id, name_year, old_number, document)
    SELECT 's1', lpad((n / 500)::text, 5, '0'), lpad(n::text, 12, '0'), 'nguyenvan' || n::text || ' 1990',
        (100000000 + n)::text, repeat('x', 300) FROM generate_series(1, 20000) n;
    INSERT INTO entry (roll_id, commune_code, area_code, number, personal_id, standing, document)
    SELECT 'r1', lpad((n / 500)::text, 5, '0'), lpad((n / 100)::text, 8, '0'), n % 100, lpad(n::text, 12, '0'), 1, repeat('x', 300)
    FROM generate_series(1, 20000) n;
    INSERT INTO outcome (roll_id, commune_code, personal_id, outcome, document)
    SELECT 'r1', lpad((n / 500)::text, 5, '0'), lpad(n::text, 12, '0'), 'queue', repeat('x', 300) FROM generate_series(1, 20000) n";

/// What finds rows: the statement, its values, the index, and the columns it is asked by.
const FOUND_BY: &[(&str, &str, &str, &[&str])] = &[
    ("dossier::read", "'s1', '00007', '000000003600', 100", "_key", &["commune_code", "personal_id"]),
    ("dossier::each", "'s1', '00007'", "_key", &["commune_code"]),
    ("dossier::find", "'s1', '000000003600'", "_person", &["personal_id"]),
    ("entry::read_area", "'r1', '00007', '00000036'", "_key", &["commune_code", "area_code"]),
    ("entry::read_commune", "'r1', '00007'", "_key", &["commune_code"]),
    ("entry::read_filed", "'r1', '00007'", "_key", &["commune_code"]),
    ("entry::delete_commune", "'r1', '00007'", "_key", &["commune_code"]),
    (
        "entry::replace_many",
        "'r1', '00007', '[[\"00000036\", 5]]'",
        "_key",
        &["commune_code", "area_code", "number"],
    ),
    ("entry::of_persons", "'r1', '[\"000000003600\"]'", "_person", &["personal_id"]),
    ("entry::find_person", "'r1', '000000003600'", "_person", &["personal_id"]),
    ("outcome::read_commune", "'r1', '00007', 'queue'", "_key", &["commune_code"]),
    ("outcome::delete_commune", "'r1', '00007'", "_key", &["commune_code"]),
    // Through either index, as the list is long or short.
    ("outcome::replace_many", "'r1', '00007', '[\"000000003600\"]'", "", &[]),
    ("outcome::places", "'r1', '[\"000000003600\"]'", "_person", &["personal_id"]),
    ("standing::find", "'r1', '000000003600'", "_person", &["personal_id"]),
    ("found::named", "'s1', '[\"nguyenvanan 1990\"]', 50", "_name", &["name_year"]),
    (
        "found::named_in",
        "'s1', '[[\"nguyenvanan 1990\", \"00007\"]]', 50",
        "_name",
        &["name_year", "commune_code"],
    ),
    ("found::numbered", "'s1', '[\"100003600\"]', 50", "_old_number", &["old_number"]),
    ("revision::facts", "'s1', '[\"000000003600\"]'", "_person", &["personal_id"]),
];

#[test]
fn rows_are_found_through_an_index_on_postgres() {
    run(&Fixture::postgres(), async |fixture: &Fixture| {
        let database = fixture.open().await;
        let mut tx = database.begin().await.unwrap();
        snapshots::insert(&mut tx, &snapshot(SNAPSHOT)).await.unwrap();
        rolls::insert(&mut tx, &roll(ROLL)).await.unwrap();
        let Tx::Postgres(connection) = &mut tx else { panic!("a PostgreSQL database") };
        sqlx::raw_sql(ROWS).execute(&mut **connection).await.unwrap();
        dossier::index(&mut tx, SNAPSHOT).await.unwrap();
        entry::index(&mut tx, ROLL).await.unwrap();
        outcome::index(&mut tx, ROLL).await.unwrap();
        for (name, values, index, columns) in FOUND_BY {
            let of_postgres = |it: &&Statement| {
                it.name == *name && it.target != Target::Sqlite && !it.sql.starts_with("COPY")
            };
            let statement = statements().find(of_postgres).unwrap_or_else(|| panic!("no {name}"));
            let Tx::Postgres(connection) = &mut tx else { panic!("a PostgreSQL database") };
            let prepare = format!("PREPARE found AS {}", statement.sql);
            sqlx::raw_sql(AssertSqlSafe(prepare)).execute(&mut **connection).await.unwrap();
            let explain = AssertSqlSafe(format!("EXPLAIN EXECUTE found ({values})"));
            let rows = sqlx::raw_sql(explain).fetch_all(&mut **connection).await.unwrap();
            let plan: Vec<String> = rows.iter().map(|row| sqlx::Row::get(row, 0)).collect();
            sqlx::raw_sql("DEALLOCATE found").execute(&mut **connection).await.unwrap();
            let through =
                plan.iter().any(|line| line.contains("Index") && line.contains(&format!("{index} ")));
            let by =
                |line: &&String| line.contains("Index Cond") && columns.iter().all(|it| line.contains(it));
            let scans = plan.iter().any(|line| line.contains("Seq Scan"));
            assert!(through && plan.iter().any(|line| by(&line)) && !scans, "{name}: {plan:#?}");
        }
    });
}
