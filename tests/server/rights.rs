//! An owner, a writer and a reader: each does its part, and no more.

use super::story::{READING, Tellers, assert_same};
use crate::support::output::sample;
use crate::support::postgres::{Server, server};
use crate::support::program::{cutri, text};

/// A database with an owner, a writer and a reader, none of them a superuser.
struct Guarded {
    server: &'static Server,
    name: String,
}

impl Guarded {
    /// Made, and prepared by its owner.
    fn new(name: &str) -> Self {
        let server = server();
        for role in ["owner", "writer", "reader"] {
            server.sql(&format!("CREATE ROLE {name}_{role} LOGIN"));
        }
        server.sql(&format!("CREATE DATABASE {name} OWNER {name}_owner"));
        let guarded = Self { server, name: name.to_owned() };
        guarded.init().ended(0);
        guarded
    }

    fn url(&self, role: &str) -> String {
        self.server.url(&format!("{}_{role}", self.name), &self.name)
    }

    fn init(&self) -> crate::support::program::Ran {
        let (writer, reader) = (format!("{}_writer", self.name), format!("{}_reader", self.name));
        cutri(&["db", "init", "--db", &self.url("owner"), "--writer", &writer, "--reader", &reader])
    }

    /// What the server answers to a role's statement.
    fn answer(&self, role: &str, statement: &str) -> Result<(), String> {
        let url = self.url(role);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            use sqlx::{AssertSqlSafe, Connection, PgConnection, raw_sql};
            let mut connection = PgConnection::connect(&url).await.unwrap();
            let done = raw_sql(AssertSqlSafe(statement)).execute(&mut connection).await;
            done.map(drop).map_err(|error| error.as_database_error().unwrap().code().unwrap().into_owned())
        })
    }
}

#[test]
fn a_writer_writes_everything_and_a_reader_reads_everything() {
    let guarded = Guarded::new("story");
    let [writer, reader] = ["writer", "reader"].map(|role| guarded.url(role));
    assert_same(&Tellers { reader: &reader, ..Tellers::alone(&writer) }.tell());
    let told = guarded.init().ended(0);
    for line in
        ["owner     story_owner", "writer    story_writer", "reader    story_reader", "tables    single"]
    {
        assert!(told.out.contains(line), "{}", told.out);
    }
    // Told again, nothing is lost and nothing more is given.
    for arguments in READING {
        let ran = cutri(&[arguments, &["--db", &reader][..]].concat());
        assert!(matches!(ran.code, Some(0 | 1)), "{arguments:?}: {}", ran.err);
    }
    let audit = cutri(&["audit", "--db", &reader]).ended(0);
    assert!(audit.err.contains("nguyên vẹn"), "{}", audit.err);
}

#[test]
fn a_writer_loads_and_derives_by_itself_and_a_reader_sees_how_far_it_is() {
    let guarded = Guarded::new("steps");
    let [writer, reader] = ["writer", "reader"].map(|role| guarded.url(role));
    let told = |arguments: &[&str], url: &str| {
        let ran = cutri(&[arguments, &["--db", url]].concat());
        assert!(matches!(ran.code, Some(0 | 1)), "{arguments:?}: {}{}", ran.out, ran.err);
    };
    told(&["load", text(sample()), "--as", "an"], &writer);
    told(&["derive", "--as", "an"], &writer);
    told(&["derive", "--worker"], &writer);
    told(&["status"], &reader);
    told(&["verify"], &reader);
    let refused = cutri(&["post", "--anyway", "--as", "an", "--db", &reader]).ended(4);
    assert!(refused.err.contains("permission denied"), "{}", refused.err);
}

#[test]
fn nobody_does_more_than_is_granted() {
    let guarded = Guarded::new("limits");
    const DENIED: &str = "42501";
    for (role, statement) in [
        ("writer", "UPDATE audit SET document = ''"),
        ("writer", "DELETE FROM audit"),
        ("writer", "DELETE FROM change_row"),
        ("writer", "UPDATE area_version SET document = ''"),
        ("writer", "DELETE FROM roll_version"),
        ("writer", "TRUNCATE entry"),
        ("writer", "UPDATE entry SET document = ''"),
        ("writer", "UPDATE dossier SET document = ''"),
        ("writer", "DELETE FROM dossier"),
        ("writer", "INSERT INTO schema_version (version, name) VALUES (9, 'x')"),
        ("writer", "ALTER TABLE audit DISABLE TRIGGER ALL"),
        ("writer", "DROP TABLE entry"),
        ("writer", "SELECT cutri_grant('limits_writer', true)"),
        ("writer", "SELECT cutri_distribute()"),
        ("reader", "INSERT INTO audit (sequence, digest, document) VALUES (1, '', '')"),
        ("reader", "UPDATE posting SET version = 7"),
        ("reader", "SELECT cutri_part_create('entry', 'x')"),
        ("reader", "SELECT cutri_part_drop('entry', 'x')"),
    ] {
        assert_eq!(guarded.answer(role, statement), Err(DENIED.to_owned()), "{role}: {statement}");
    }
}

#[test]
fn the_functions_of_a_writer_touch_parts_alone() {
    let guarded = Guarded::new("parts");
    let denied = |statement: &str| guarded.answer("writer", statement).unwrap_err();
    for table in ["audit", "entry; DROP TABLE audit", "pg_class", "ENTRY", ""] {
        for function in ["create", "key", "person", "analyze", "drop"] {
            let call = format!("SELECT cutri_part_{function}('{table}', 'x')");
            assert_eq!(denied(&call), "22023", "{call}");
        }
    }
    let odd = "x''); DROP TABLE audit; --";
    for function in ["create", "key", "person", "analyze", "drop"] {
        let call = format!("SELECT cutri_part_{function}('entry', '{odd}')");
        assert_eq!(guarded.answer("writer", &call), Ok(()), "{call}");
    }
    assert_eq!(guarded.answer("reader", "SELECT count(*) FROM audit"), Ok(()));
    let whole = "INSERT INTO roll (roll_id, snapshot_id, election_id, rule_profile, state, created_at, summary) \
                 VALUES ('r', 's', 'e', 'p', 'complete', '', ''); SELECT cutri_part_create('entry', 'r')";
    assert_eq!(guarded.answer("writer", whole), Ok(()));
    assert_eq!(denied("SELECT cutri_part_drop('entry', 'r')"), "42501");
    // A temporary table of the same name does not stand in the way of the owner's.
    let shadow = "CREATE TEMP TABLE roll (roll_id text, state text); SELECT cutri_part_drop('entry', 'r')";
    assert_eq!(denied(shadow), "42501");
}

#[test]
fn every_table_has_rights_and_a_place() {
    let guarded = Guarded::new("complete");
    let listed = |function: &str| {
        guarded.server.sql_in(&guarded.name, &format!("SELECT table_name FROM {function}() ORDER BY 1"))
    };
    let tables = guarded.server.sql_in(
        &guarded.name,
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') \
         AND NOT relispartition AND relname <> 'schema_version' ORDER BY 1",
    );
    assert_eq!(listed("cutri_rights"), tables);
    assert_eq!(listed("cutri_distribution"), tables);
}

#[test]
fn a_role_that_is_not_there_is_named() {
    let guarded = Guarded::new("missing");
    let told = cutri(&["db", "init", "--db", &guarded.url("owner"), "--reader", "no such role"]).ended(4);
    assert!(told.err.contains("no role no such role"), "{}", told.err);
    let told = cutri(&["db", "init", "--db", &guarded.url("writer"), "--reader", "missing_reader"]).ended(4);
    assert!(told.err.contains("the owner of the database grants"), "{}", told.err);
}

#[test]
fn who_may_not_change_the_tables_is_sent_to_the_owner() {
    let server = server();
    for role in ["owner", "writer"] {
        server.sql(&format!("CREATE ROLE old_{role} LOGIN"));
    }
    server.sql("CREATE DATABASE old OWNER old_owner");
    let (owner, writer) = (server.url("old_owner", "old"), server.url("old_writer", "old"));
    let missing = cutri(&["post", "--anyway", "--db", &writer, "--as", "an"]).ended(4);
    assert!(missing.err.contains("cutri db init --db postgres://old_writer@"), "{}", missing.err);
    cutri(&["db", "init", "--db", &owner, "--writer", "old_writer"]).ended(0);
    server.sql_in(
        "old",
        "DELETE FROM schema_version WHERE version = (SELECT max(version) FROM schema_version)",
    );
    for arguments in [["post", "--as", "an"], ["explain", "098085000382", ""]] {
        let arguments: Vec<&str> = arguments.into_iter().filter(|word| !word.is_empty()).collect();
        let old = cutri(&[&arguments[..], &["--db", &writer]].concat()).ended(4);
        assert!(old.err.contains("cutri db init"), "{}", old.err);
    }
    server.sql_in("old", "INSERT INTO schema_version (version, name) VALUES (99, 'later')");
    let newer = cutri(&["post", "--anyway", "--db", &writer, "--as", "an"]).ended(4);
    assert!(newer.err.contains("use a newer cutri"), "{}", newer.err);
}
