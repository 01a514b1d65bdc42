//! The distributed form: its tables keep Citus' rules, so do all statements, and it tells the same story.

mod checker;

use super::story::{Tellers, assert_same};
use crate::support::postgres::server;
use crate::support::program::{Ran, cutri, ran};
use checker::{Distribution, Reach, reach};
use cutri::store::{Target, statements};
use std::collections::BTreeSet;
use std::process::Command;

/// The statements that ask every server, and why that is right. None of them is run for each person or commune of a load
/// or a derivation.
const EVERYWHERE: &[(&str, &str)] = &[
    ("dossier::communes", "what there is to derive, once a derivation"),
    ("dossier::find", "somebody asks for one person, whose commune is not known"),
    ("found::named", "somebody asks for a person of a name, whose commune is not known"),
    ("found::named_in", "a delta names persons; once a batch"),
    ("found::numbered", "a delta names persons, whose communes are not known; once a batch"),
    ("found::is_kept", "whether persons are found by name, once a command"),
    ("revision::facts", "a delta names persons, whose communes are not known; once a batch"),
    ("entry::of_persons", "a delta names persons, whose communes are not known; once a batch"),
    ("entry::find_person", "somebody asks for one person, whose commune is not known"),
    ("outcome::of_persons", "persons were found by name, whose communes are not known; once a search"),
    ("outcome::places", "a delta names persons, whose communes are not known; once a batch"),
    ("standing::find", "somebody asks for one person, whose commune is not known"),
    ("commune_result::read_all", "the sums of a roll, once a derivation"),
    ("commune_result::delete", "a derivation that is given up, once"),
    ("posting::communes", "what is posted, once a command"),
    ("posting::areas", "an act names the communes that it touches; once a version"),
    ("posting::replace_communes", "an act names the communes that it touches; once a version"),
    ("posting::replace_areas", "an act names the areas that it touches; once a version"),
    ("posting::filed_communes", "an audit of everything, once"),
    ("change::communes", "what changed since a version, once a command"),
    ("change::since", "what changed since a version, once a command"),
    ("change_page::next", "what changed since a version, once a page"),
    ("change_page::next_in", "what changed in communes since a version, once a page"),
    ("change::filed", "an audit of a version, once"),
    ("change::of_change", "somebody asks for one change, which touches two communes at most"),
    ("change::of_person", "somebody asks for one person"),
    ("change::count", "an audit of everything, once"),
    ("version::communes", "what changed since a version, once or twice a check of everything"),
    ("dossier::digests", "a check of everything, once"),
    ("revision::touched", "a check of everything, once"),
    ("stray::commune_result", "a check of everything, once"),
    ("stray::posted_commune", "a check of everything, once"),
    ("stray::posted_area", "a check of everything, once"),
    ("stray::area_version", "a check of everything, once"),
    ("stray::change_row", "a check of everything, once"),
    ("stray::outcome_change", "a check of everything, once"),
    ("stray::dossier_commune", "a check of everything, once"),
    ("stray::revision_commune", "a check of everything, once"),
    ("stray::rows", "a check of everything, once a roll"),
    ("stray::unlisted", "a check of everything, once a roll"),
    ("stray::facts", "a check of everything, once a snapshot"),
    ("stray::areas", "a check of everything, once a roll"),
    ("stray::lists", "a check of everything, once a roll"),
    ("stray::changes", "a check of everything, once a roll"),
    ("stray::outcomes", "a check of everything, once a roll"),
    ("claim::list", "how far a derivation has come, once in a while"),
    ("claim::delete", "a derivation that is given up, once"),
];

/// Runs what makes tables and parts; no statement on rows.
const SCHEMA: &[&str] = &["migration", "partition", "role"];

/// A database of the distributed form, and its name.
fn distributed() -> (String, String) {
    let url = server().database();
    let name = url.split(['/', '?']).nth(3).unwrap().to_owned();
    let told = cutri(&["db", "init", "--db", &url, "--distributed"]).ended(0);
    assert!(told.out.contains("tables    distributed form, on one server"), "{}", told.out);
    assert!(told.err.contains("not distributed: the server has no Citus extension"), "{}", told.err);
    (url, name)
}

fn distribution(database: &str) -> Distribution {
    let rows = "SELECT table_name, column_name FROM cutri_distribution() WHERE column_name IS NOT NULL";
    let rows = server().sql_in(database, rows);
    rows.lines()
        .map(|row| row.split_once('|').unwrap())
        .map(|(table, column)| (table.into(), column.into()))
        .collect()
}

#[test]
fn every_statement_reaches_one_commune_or_is_named_with_its_reason() {
    let (_, name) = distributed();
    let distribution = distribution(&name);
    let mut named: BTreeSet<&str> = EVERYWHERE.iter().map(|(name, _)| *name).collect();
    assert_eq!(named.len(), EVERYWHERE.len(), "a statement is named twice");
    let (mut known, mut ones) = (BTreeSet::new(), 0);
    for statement in statements().filter(|statement| statement.target != Target::Sqlite) {
        known.insert(statement.name);
        if SCHEMA.iter().any(|module| statement.name.starts_with(&format!("{module}::"))) {
            continue;
        }
        let found = reach(statement.sql, &distribution);
        let reached = found.unwrap_or_else(|fault| panic!("{}: {fault}", statement.name));
        let expected = EVERYWHERE.iter().any(|(name, _)| *name == statement.name);
        match reached {
            Reach::Everywhere(tables) => {
                assert!(expected, "{} asks every part of {tables:?}", statement.name);
                named.remove(statement.name);
            }
            Reach::One => ones += 1,
            Reach::Small => {}
        }
    }
    named.retain(|name| known.contains(name));
    assert!(named.is_empty(), "these ask one commune alone: {named:?}");
    assert!(ones > 20, "only {ones} statements ask one commune");
}

#[test]
fn a_statement_that_breaks_a_rule_is_refused() {
    let distribution: Distribution =
        ["entry", "outcome"].map(|table| (table.to_owned(), "commune_code".to_owned())).into();
    for (sql, fault) in [
        ("UPDATE entry SET commune_code = $1 WHERE commune_code = $2", "moves rows"),
        ("UPDATE entry SET (number, commune_code) = ($1, $2) WHERE commune_code = $3", "moves rows"),
        ("INSERT INTO entry (roll_id, number) VALUES ($1, $2)", "rows without commune_code"),
        (
            "INSERT INTO entry (roll_id, commune_code) VALUES ($1, $2) ON CONFLICT (roll_id) DO UPDATE SET commune_code = $3",
            "moves rows",
        ),
        ("COPY entry (roll_id, number) FROM STDIN (FORMAT binary)", "rows without commune_code"),
        ("SELECT e.number FROM entry e JOIN outcome o ON o.personal_id = e.personal_id", "joins distributed"),
        (
            "SELECT e.number FROM entry e, outcome o WHERE e.commune_code = $1 AND o.commune_code = $2",
            "joins distributed",
        ),
        (
            "SELECT number FROM entry WHERE commune_code = $1 AND EXISTS (SELECT 1 FROM outcome)",
            "its subselect",
        ),
        ("SELECT (SELECT max(number) FROM entry WHERE personal_id = p.id) FROM snapshot p", "its subselect"),
        ("DELETE FROM entry WHERE commune_code = $1 AND number IN (SELECT n FROM outcome)", "its subselect"),
        ("INSERT INTO entry (commune_code) SELECT personal_id FROM outcome", "its subselect"),
        ("SELECT number FROM entry LEFT JOIN outcome ON true", "no rule is about this join"),
        ("TRUNCATE entry", "none of what the store runs"),
        ("SELECT 1; SELECT 2", "not one statement"),
    ] {
        let found = reach(sql, &distribution);
        assert!(found.as_ref().is_err_and(|told| told.contains(fault)), "{sql}: {found:?}");
    }
    let everywhere =
        |tables: &[&str]| Ok(Reach::Everywhere(tables.iter().map(|&it| it.to_owned()).collect()));
    for (sql, expected) in [
        ("SELECT number FROM entry WHERE roll_id = $1", everywhere(&["entry"])),
        ("SELECT number FROM entry WHERE commune_code = $1 OR number = $2", everywhere(&["entry"])),
        ("SELECT number FROM entry WHERE commune_code IN ($1, $2)", everywhere(&["entry"])),
        ("SELECT number FROM entry WHERE commune_code = area_code", everywhere(&["entry"])),
        ("DELETE FROM entry WHERE roll_id = $1", everywhere(&["entry"])),
        ("UPDATE entry SET number = $1", everywhere(&["entry"])),
        ("SELECT max(n) FROM (SELECT number AS n FROM entry) AS all_rows", everywhere(&["entry"])),
        ("SELECT 1 FROM entry UNION ALL SELECT 2 FROM outcome", everywhere(&["entry", "outcome"])),
        (
            "SELECT e.number FROM entry e JOIN outcome o ON o.commune_code = e.commune_code",
            everywhere(&["entry", "outcome"]),
        ),
        ("SELECT number FROM entry WHERE roll_id = $1 AND (commune_code = $2)", Ok(Reach::One)),
        (
            "SELECT e.number FROM entry e JOIN outcome o ON o.commune_code = e.commune_code WHERE e.commune_code = $1",
            Ok(Reach::One),
        ),
        ("COPY entry (roll_id, commune_code) FROM STDIN (FORMAT binary)", Ok(Reach::One)),
        ("SELECT election FROM snapshot WHERE snapshot_id = $1", Ok(Reach::Small)),
    ] {
        assert_eq!(reach(sql, &distribution), expected, "{sql}");
    }
}

#[test]
fn the_distributed_form_keeps_the_rules_of_tables() {
    let (url, name) = distributed();
    let ask = |sql: &str| server().sql_in(&name, sql);
    ask("SELECT cutri_part_create(t, 'x'), cutri_part_key(t, 'x'), cutri_part_person(t, 'x') \
         FROM unnest(ARRAY['dossier', 'entry', 'outcome']) t");
    let without_column = "SELECT i.indexrelid::regclass FROM pg_index i \
         LEFT JOIN pg_inherits h ON h.inhrelid = i.indrelid \
         JOIN cutri_distribution() d ON d.table_name = COALESCE(h.inhparent, i.indrelid)::regclass::text \
         WHERE i.indisunique AND d.column_name IS NOT NULL AND NOT EXISTS (SELECT FROM pg_attribute a \
         WHERE a.attrelid = i.indrelid AND a.attname = d.column_name AND a.attnum = ANY (i.indkey))";
    assert_eq!(ask(without_column), "", "unique without the column");
    let keys = ask(&without_column.replace("AND NOT EXISTS", "AND EXISTS"));
    assert!(keys.lines().count() >= 10, "{keys}");
    for (what, sql) in [
        ("foreign keys", "SELECT conname FROM pg_constraint WHERE contype = 'f'"),
        ("sequences", "SELECT relname FROM pg_class WHERE relkind = 'S'"),
        ("triggers", "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"),
        (
            "columns by which a table is distributed that may be null or are not text",
            "SELECT d.table_name FROM cutri_distribution() d JOIN pg_attribute a ON a.attrelid = to_regclass(d.table_name) \
             AND a.attname = d.column_name WHERE d.column_name IS NOT NULL \
             AND NOT (a.attnotnull AND a.atttypid = 'text'::regtype)",
        ),
    ] {
        assert_eq!(ask(sql), "", "there are {what}");
    }
    // Asked for again it is as it was; a database in use is not taken apart.
    cutri(&["db", "init", "--db", &url, "--distributed"]).ended(0);
    ask(
        "INSERT INTO snapshot (snapshot_id, as_of, persons, election, profile, units, quality, counts, loaded_at, state) \
         VALUES ('s', '', 0, '', '', '', '', '', '', 'complete')",
    );
    let used = cutri(&["db", "init", "--db", &url, "--distributed"]).ended(4);
    assert!(used.err.contains("make an empty database"), "{}", used.err);
}

#[test]
fn a_person_twice_is_found_where_no_index_can() {
    let (_, name) = distributed();
    let filled = "SELECT cutri_part_create('entry', 'x'); \
         INSERT INTO entry (roll_id, commune_code, area_code, number, personal_id, standing, document) VALUES \
         ('x', '1', 'a', 1, '001', 1, ''), ('x', '2', 'b', 1, '001', NULL, ''), ('x', '2', 'b', 2, '002', 1, '');";
    let person = "DO $$ BEGIN PERFORM cutri_part_person('entry', 'x'); RAISE 'unique'; \
         EXCEPTION WHEN unique_violation THEN RAISE 'twice'; WHEN raise_exception THEN NULL; END $$";
    server().sql_in(&name, filled);
    server().sql_in(&name, person);
    let twice = "INSERT INTO entry (roll_id, commune_code, area_code, number, personal_id, standing, document) \
         VALUES ('x', '2', 'b', 3, '001', 1, ''); \
         DO $$ BEGIN PERFORM cutri_part_person('entry', 'x'); RAISE 'not found'; EXCEPTION WHEN unique_violation \
         THEN NULL; END $$";
    server().sql_in(&name, twice);
}

#[test]
fn the_distributed_form_tells_the_same_story() {
    let (url, _) = distributed();
    assert_same(&Tellers::alone(&url).tell());
}

/// Runs the script for clusters with the program of these tests.
fn script(arguments: &[&str]) -> Ran {
    let mut script = Command::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/citus.sh"));
    ran(script.args(arguments).env("CUTRI", env!("CARGO_BIN_EXE_cutri")).env_remove("CUTRI_CITUS"))
}

#[test]
fn the_script_for_a_cluster_says_when_it_did_not_run() {
    let told = script(&[]).ended(77);
    assert!(told.err.contains("did NOT run: no cluster was named"), "{}", told.err);
    let told = script(&[&server().database()]).ended(77);
    assert!(told.err.contains("did NOT run: the server has no Citus"), "{}", told.err);
}

#[test]
fn the_script_for_a_cluster_compares_with_sqlite() {
    let told = script(&["--form", &server().database()]).ended(0);
    assert!(told.out.contains("the same story as SQLite"), "{}", told.out);
}
