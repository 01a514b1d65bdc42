//! Every column of every table, altered behind the program's back in a database in which everything has happened: found, and
//! named after what the table holds. Only two tables are under no digest: how far a derivation is, and the schema's version.

use super::lists::*;
use super::tampered::{columns, flip, found, names, sampled};
use crate::support::actor::signatory;
use cutri::changes::ComplaintSubject;
use cutri::progress::Unwatched;
use cutri::proof::{Checking, Witness, verify_database};
use cutri::tasks::undo::Undo;
use cutri::tasks::update::{UpdateOptions, approve};

/// A table, the key of its rows, and the words by which one of its problems is told.
type Table = (&'static str, &'static [&'static str], &'static [&'static str]);

/// The tables that decide, and what happened.
const TABLES: [Table; 10] = [
    ("snapshot", &["snapshot_id"], &["snapshot"]),
    ("dossier", &["snapshot_id", "commune_code", "personal_id"], &["facts of snapshot", "database file"]),
    ("dossier_commune", &["snapshot_id", "commune_code"], &["facts of snapshot"]),
    ("revision", &["root", "snapshot_id", "personal_id"], &["facts of snapshot", "revisions", "snapshot"]),
    ("revision_commune", &["root", "commune_code", "personal_id"], &["touched", "snapshot"]),
    ("shapes", &["root"], &["outlines", "snapshot", "shapes"]),
    ("roll", &["roll_id"], &["roll"]),
    ("outcome", &["roll_id", "commune_code", "personal_id"], &["outcome"]),
    ("outcome_change", &["roll_id", "commune_code", "sequence", "position"], &["outcome"]),
    ("commune_result", &["roll_id", "commune_code"], &["sums of its communes", "commune_result"]),
];

/// Lists to which everything has happened: a delta of every kind, one that a second person approved, a certificate, a
/// complaint, an undone change; verified after each.
pub(super) fn storied(mut lists: Lists, is_signed: bool) -> Lists {
    lists.is_signed = is_signed;
    lists.verified();
    lists.update(&every_kind(), SOON);
    lists.verified();
    lists.issue(PLAIN, "98205-01", "2026-02-21T10:00:00").unwrap();
    let brought = cutri::tasks::complaint::Brought {
        area_code: area("98103-01"),
        about: cutri::tasks::complaint::About::Person(number(NOT_HERE)),
        subject: ComplaintSubject::Missing,
        complainant: "Lê Văn Kiện",
        address: None,
        statement: "không có tên",
    };
    let actor = lists.actor("2026-02-22T10:00:00");
    lists.on(async |database| cutri::tasks::complaint::open(database, brought, &actor).await).unwrap();
    lists.verified();
    lists.undo(Undo::Change("2-1"), "2026-02-23T10:00:00").unwrap();
    lists.verified();
    let batch = lists.update(&many_dead(&lists), "2026-02-24T10:00:00").batch_id.expect("a tripwire is hit");
    lists.verified();
    let key = is_signed.then(key);
    let at = moment("2026-02-24T11:00:00");
    let actor = signatory("bình", at, key);
    let options = UpdateOptions::default();
    lists.on(async |database| approve(database, &batch, &actor, options, &Unwatched).await).unwrap();
    lists.verified();
    let stated = lists.texts("SELECT document FROM roll_version ORDER BY version").pop().unwrap();
    let stated: cutri::lists::RollVersion = serde_json::from_str(&stated).unwrap();
    let grounds = stated.statement.grounds.expect("what it rests on");
    assert_eq!(grounds.tripwires["tripwire_batch_removals"], 1000);
    assert!(grounds.tripped.iter().any(|tripped| tripped.contains("would lose")), "{:?}", grounds.tripped);
    lists
}

/// A delta in which a third of an area has died.
pub(super) fn many_dead(lists: &Lists) -> Delta {
    let rows = lists.now().rows;
    let of_area = rows.iter().filter(|row| row.area_code.as_str() == "98103-01");
    let standing = of_area.filter(|row| row.status == cutri::roll::Status::Listed).skip(5);
    let dead: Vec<String> = standing.step_by(3).map(|row| row.personal_id.to_string()).collect();
    let numbers: Vec<&str> = dead.iter().map(String::as_str).filter(|it| *it != NEWCOMER).collect();
    numbers.iter().fold(Delta::of(&numbers).dated("2026-02-22"), |delta, person| {
        delta.set("persons", person, &[("vital_status", "dead"), ("vital_status_on", "2026-02-15")])
    })
}

#[test]
fn whatever_decides_is_found_when_it_is_altered() {
    let lists = storied(Lists::signed(), true);
    for (table, key, words) in TABLES {
        let rows = sampled(&lists, (table, key));
        assert!(!rows.is_empty(), "{table} has no row");
        let is_named = |statement: &str| {
            let problems = found(&lists, statement);
            assert!(words.iter().any(|word| names(&problems, word)), "{statement}: {problems:?}");
        };
        let (first, last) = (&rows[0], &rows[rows.len() - 1]);
        for column in columns(&lists, table) {
            is_named(&flip(table, &column, first, 7));
            // The same cells of another row, where they say most.
            if !key.contains(&column.as_str()) && first != last {
                is_named(&flip(table, &column, last, 41));
            }
        }
        is_named(&format!("DELETE FROM {table} WHERE {first}"));
        is_named(&format!("DELETE FROM {table} WHERE {last}"));
        is_named(&format!("DELETE FROM {table}"));
        let all = columns(&lists, table);
        let made_up = all.iter().map(|column| match column.as_str() {
            column if column == *key.last().unwrap() && ["sequence", "position"].contains(&column) => {
                format!("{column} + 1000")
            }
            column if column == *key.last().unwrap() => {
                format!("substr({column}, 1, length({column}) - 2) || '07'")
            }
            column => column.to_owned(),
        });
        let made_up: Vec<String> = made_up.collect();
        is_named(&format!(
            "INSERT INTO {table} ({}) SELECT {} FROM {table} WHERE {}",
            all.join(", "),
            made_up.join(", "),
            rows[0]
        ));
        if all.iter().any(|column| column == "document") && rows.len() > 1 {
            let (one, other) = (&rows[0], &rows[rows.len() - 1]);
            is_named(&format!(
                "CREATE TEMP TABLE kept AS SELECT document FROM {table} WHERE {one}; \
                 UPDATE {table} SET document = (SELECT document FROM {table} WHERE {other}) WHERE {one}; \
                 UPDATE {table} SET document = (SELECT document FROM kept) WHERE {other}"
            ));
        }
    }
}

#[test]
fn a_roll_that_hides_posted_lists_is_found() {
    let lists = Lists::signed();
    let later = "INSERT INTO roll SELECT replace(hex(zeroblob(16)), '0', 'f'), snapshot_id, election_id, rule_profile, state, \
                 '2027' || substr(created_at, 5), summary FROM roll";
    let hidden = format!("DELETE FROM entry WHERE area_code = '98103-01' AND number = 1; {later}");
    let problems = found(&lists, &hidden);
    assert!(names(&problems, "roll ffffffffffff") && names(&problems, "area 98103-01"), "{problems:?}");
    let problems = found(&lists, "UPDATE roll SET roll_id = 'x' || substr(roll_id, 2)");
    assert!(names(&problems, "there is no such roll") && names(&problems, "is gone"), "{problems:?}");
}

#[test]
fn with_a_key_lists_that_nobody_posted_are_a_problem() {
    let mut drafts = Lists::drafts();
    assert_eq!(drafts.problems().unwrap(), []);
    drafts.is_signed = true;
    assert!(names(&drafts.problems().unwrap(), "nothing here is posted"));
}

#[test]
fn an_act_judged_by_altered_terms_is_refused() {
    let lists = Lists::posted();
    lists.sql(
        "UPDATE snapshot SET profile = replace(profile, '\"tripwire_batch_removals\":1000', '\"tripwire_batch_removals\":9999')",
    );
    let refused = lists.try_update(&every_kind(), SOON).unwrap_err();
    assert!(refused.to_string().contains("behind the program's back"), "{refused}");
}

/// Writes lines of the audit anew, and chains all of them again.
fn rehashed(lists: &Lists, rewrite: impl Fn(&mut cutri::lists::AuditRecord)) {
    let (mut previous, mut statements) = (String::new(), String::new());
    for mut line in lists.audit() {
        rewrite(&mut line);
        line.previous = previous;
        let document = serde_json::to_string(&line).unwrap();
        previous = cutri::people::digest(document.as_bytes());
        let (document, sequence) = (document.replace('\'', "''"), line.sequence);
        statements += &format!(
            "UPDATE audit SET document = '{document}', digest = '{previous}' WHERE sequence = {sequence};"
        );
    }
    lists.sql(&statements);
}

#[test]
fn an_audit_that_is_hashed_again_is_found_by_the_seals_of_versions() {
    let lists = storied(Lists::signed(), true);
    let copy = lists.copied();
    rehashed(&copy, |line| line.reason = "another reason".to_owned());
    let problems = copy.problems().unwrap();
    assert!(names(&problems, "who made it, why or from what"), "{problems:?}");
    // What no statement repeats is under the seal: who loaded, and the complaint.
    let copy = lists.copied();
    rehashed(&copy, |line| {
        if line.action == "load" {
            line.by = "somebody else".to_owned();
        }
    });
    let problems = copy.problems().unwrap();
    assert!(names(&problems, "not the one that it was sealed with"), "{problems:?}");
}

#[test]
fn an_older_state_a_cut_and_a_rewritten_audit_are_found_by_a_witness() {
    let early = Lists::posted();
    let late = early.copied();
    late.update(&every_kind(), SOON);
    let audit = late.on(async |database| cutri::proof::audit::audit(database, 0).await.unwrap());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("witness.json");
    audit.witness.write(&file).unwrap();
    let witness = Witness::read(&file).unwrap();
    assert_eq!(witness, audit.witness);
    let told = |lists: &Lists| {
        let checking = Checking { trusted: Vec::new(), jobs: 1, witness: Some(witness.clone()) };
        lists.on(async |database| verify_database(database, &checking, &Unwatched).await.unwrap().problems)
    };
    assert_eq!(told(&late), []);
    let problems = told(&early);
    assert!(names(&problems, "an older state was put back") && names(&problems, "version 2"), "{problems:?}");
    rehashed(&late, |line| line.by = "somebody else".to_owned());
    assert!(names(&told(&late), "the audit was rewritten"));
}

/// Makes of drafts what an earlier edition left: nothing stands under a digest, and the audit keeps nothing of it.
fn of_earlier_edition(lists: &Lists) {
    lists.sql("UPDATE snapshot SET facts = ''; UPDATE dossier_commune SET digest = ''");
    rehashed(lists, |line| line.registers.clear());
}

/// Makes of the first version one of the first form.
fn of_first_form(lists: &Lists) {
    use cutri::people::digest;
    let text = lists.texts("SELECT document FROM roll_version WHERE version = 1").remove(0);
    let mut stated: cutri::lists::RollVersion = serde_json::from_str(&text).unwrap();
    (stated.statement.grounds, stated.seal) = (None, None);
    stated.signed = stated.signed.map(|_| cutri::roll::chain::Signed::new(&key(), &stated.statement));
    let stated = serde_json::to_string(&stated).unwrap();
    let mut line = lists.audit().pop().unwrap();
    line.registers = vec![("version/1".to_owned(), digest(stated.as_bytes()))];
    let document = serde_json::to_string(&line).unwrap();
    lists.sql(&format!(
        "UPDATE roll_version SET document = '{stated}'; UPDATE audit SET document = '{document}', digest = '{}' \
         WHERE sequence = {}",
        digest(document.as_bytes()),
        line.sequence
    ));
}

#[test]
fn a_database_of_an_earlier_edition_goes_on_and_is_not_accused() {
    for is_signed in [false, true] {
        let mut lists = Lists::drafts();
        of_earlier_edition(&lists);
        lists.verified();
        lists.is_signed = is_signed;
        lists.post(is_signed.then(key));
        lists.verified();
        of_first_form(&lists);
        let lists = storied(lists, is_signed);
        let remarks = lists.on(async |database| {
            let checking = Checking { jobs: 1, ..Checking::default() };
            verify_database(database, &checking, &Unwatched).await.unwrap().remarks
        });
        for told in ["roll", "snapshot", "version 1 was made by an earlier edition"] {
            assert!(remarks.iter().any(|remark| remark.contains(told)), "{told}: {remarks:?}");
        }
    }
}

/// What is done on a server behind the program's back, and the words by which it is told.
const ON_SERVER: [(&str, &str); 12] = [
    ("UPDATE snapshot SET profile = replace(profile, ':18', ':38')", "snapshot"),
    ("DELETE FROM dossier WHERE personal_id = (SELECT min(personal_id) FROM dossier)", "facts of snapshot"),
    ("UPDATE dossier_commune SET dossiers = dossiers + 1", "facts of snapshot"),
    ("UPDATE revision SET document = replace(document, 'Mới', 'Cũ')", "revisions of the delta"),
    ("DELETE FROM revision_commune", "touched"),
    ("UPDATE outcome SET document = replace(document, '\"n', '\"m')", "outcome"),
    ("DELETE FROM outcome", "outcome"),
    ("DELETE FROM outcome_change", "outcome"),
    ("DELETE FROM commune_result", "sums of its communes"),
    ("UPDATE roll SET created_at = '2020' || substr(created_at, 5)", "roll"),
    ("UPDATE roll SET roll_id = 'x' || substr(roll_id, 2)", "there is no such roll"),
    ("DELETE FROM posting", "table posting has no row"),
];

#[test]
fn a_server_is_checked_as_a_file_is() {
    let [_, lists] = Lists::both();
    lists.update(&every_kind(), SOON);
    lists.verified();
    let server = crate::support::postgres::server();
    for (statement, word) in ON_SERVER {
        let (place, _) = lists.url.split_once('?').unwrap();
        let template = place.rsplit('/').next().unwrap();
        let name = format!("mutated_{}", statement.len());
        server.sql(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
        server.sql_in(&name, &format!("SET session_replication_role = replica; {statement}"));
        let folder = tempfile::tempdir().unwrap();
        let altered = Lists { url: server.url("cutri", &name), folder, is_signed: false };
        let problems = altered.problems().unwrap();
        assert!(names(&problems, word), "{statement}: {problems:?}");
        server.sql(&format!("DROP DATABASE {name}"));
    }
    for table in ["area_version", "roll_version", "change_row", "audit", "outcome_change"] {
        let (place, _) = lists.url.split_once('?').unwrap();
        let emptied = format!(
            "DO $$ BEGIN TRUNCATE {table}; RAISE 'emptied'; EXCEPTION WHEN raise_exception THEN \
             IF SQLERRM = 'emptied' THEN RAISE; END IF; END $$"
        );
        server.sql_in(place.rsplit('/').next().unwrap(), &emptied);
    }
    lists.verified();
}
