//! Views of a database that end before their last row: the server goes away, a view fails, somebody stops the program. What
//! failed is told with the view's name, nothing is written, and no query is left at work on somebody else's server.

use crate::support::foreign::{execute, query, views, views_on};
use crate::support::output::{names, sample};
use crate::support::package::Package;
use crate::support::postgres::{Server, Setup, server};
use crate::support::program::{Ran, command, signal, text, wait_until};
use cutri::extract::ExtractError;
use cutri::tasks::TaskError;
use cutri::tasks::source::{self, Origin};
use std::io::Read;
use std::path::Path;
use std::process::{Child, Stdio};

/// A person whose rows stand near the middle of the tables.
fn somebody(package: &Package) -> String {
    let rows = &package.tables["persons"].rows;
    rows[rows.len() / 2][0].clone()
}

/// Makes a view do something at the row of a person: `condition` is tested there alone.
fn at_row(url: &str, view: &str, person: &str, condition: &str) {
    execute(
        url,
        format!(
            "ALTER VIEW cutri_export.{view} RENAME TO whole; ALTER VIEW cutri_export.whole SET SCHEMA registry; \
             ALTER VIEW registry.whole RENAME TO whole_{view}; CREATE VIEW cutri_export.{view} AS SELECT * FROM \
             registry.whole_{view} WHERE personal_id <> '{person}' OR {condition}; \
             GRANT SELECT ON cutri_export.{view} TO public"
        ),
    );
}

/// Views of the sample's people on this server, of which one waits for an hour in the midst of its rows.
fn slow(server: &Server, view: &str) -> String {
    let package = Package::read(sample());
    let url = views_on(server, &package);
    at_row(&url, view, &somebody(&package), "pg_sleep(3600) IS NOT NULL");
    url
}

fn address(url: &str) -> String {
    format!("{url}&schema=cutri_export")
}

/// Starts the program in a folder, which is its place for temporary files as well.
fn start(arguments: &[&str], folder: &Path) -> Child {
    let mut command = command();
    command.args(arguments).current_dir(folder).env("TMPDIR", folder);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
}

/// How many sessions of this database sleep in a query of this program.
fn asleep(url: &str) -> String {
    query(
        url,
        "SELECT count(*)::text FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'cutri' \
         AND wait_event = 'PgSleep'",
    )
}

fn end(mut child: Child) -> Ran {
    let code = child.wait().unwrap().code();
    let (mut out, mut err) = (String::new(), String::new());
    child.stdout.take().unwrap().read_to_string(&mut out).unwrap();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    Ran { code, out, err }
}

#[test]
fn a_connection_lost_in_the_midst_of_a_view_is_told_and_nothing_is_written() {
    for (view, arguments) in [
        ("residences", &["check"][..]),
        ("residences", &["generate", "--out", "rolls"]),
        ("persons", &["load", "--db", "rolls.db"]),
    ] {
        let url = slow(server(), view);
        let folder = tempfile::tempdir().unwrap();
        let typed = address(&url);
        let child = start(&[&arguments[..1], &[typed.as_str()], &arguments[1..]].concat(), folder.path());
        wait_until("reading", || asleep(&url) == "1");
        query(
            &url,
            "SELECT count(pg_terminate_backend(pid))::text FROM pg_stat_activity WHERE datname = current_database() AND \
             application_name = 'cutri'",
        );
        let ran = end(child).ended(4);
        let told = format!("mất kết nối khi đang đọc khung nhìn cutri_export.{view}");
        assert!(ran.err.contains(&told), "{}", ran.err);
        assert!(!ran.err.contains("password"), "{}", ran.err);
        match arguments[0] {
            "load" => {
                let file = folder.path().join("rolls.db");
                let status = start(&["status", "--db", text(&file)], folder.path());
                assert!(!end(status).out.contains("2026-01-20"), "a snapshot was kept");
            }
            _ => assert_eq!(names(folder.path()), Vec::<String>::new()),
        }
    }
}

#[test]
fn a_server_that_dies_in_the_midst_of_a_view_is_told() {
    let own = Server::new(&Setup::default());
    let url = slow(&own, "residences");
    let folder = tempfile::tempdir().unwrap();
    let typed = address(&url);
    let child = start(&["generate", &typed, "--out", "rolls"], folder.path());
    wait_until("reading", || asleep(&url) == "1");
    own.stop("immediate");
    let ran = end(child).ended(4);
    assert!(ran.err.contains("mất kết nối khi đang đọc khung nhìn cutri_export.residences"), "{}", ran.err);
    assert_eq!(names(folder.path()), Vec::<String>::new());
}

#[test]
fn whoever_stops_the_program_leaves_nothing_behind_here_or_on_the_server() {
    for arguments in [&["check"][..], &["generate", "--out", "rolls"]] {
        let url = slow(server(), "persons");
        let folder = tempfile::tempdir().unwrap();
        let typed = address(&url);
        let child = start(&[&arguments[..1], &[typed.as_str()], &arguments[1..]].concat(), folder.path());
        wait_until("reading", || asleep(&url) == "1");
        signal("INT", child.id());
        // The query would go on for an hour.
        let ran = end(child).ended(130);
        assert!(ran.err.contains("đã dừng"), "{}", ran.err);
        assert_eq!(names(folder.path()), Vec::<String>::new());
        wait_until("ending the query", || asleep(&url) == "0");
    }
}

/// Persons are read beside the other tables, over one connection: whichever comes first, the view that failed is named.
#[test]
fn the_view_that_failed_is_the_one_that_is_named() {
    let package = Package::read(sample());
    for view in ["residences", "persons", "wishes"] {
        let url = views(&package);
        let person = match view {
            "wishes" => package.tables["wishes"].rows[0][0].clone(),
            _ => somebody(&package),
        };
        at_row(&url, view, &person, "1 / (length(personal_id) - 12) = 0");
        for _ in 0..5 {
            let error = unread(&address(&url));
            assert!(matches!(error, ExtractError::Source { .. }), "{error}");
            let words = error.to_string();
            assert!(words.contains(&format!("cutri_export.{view}: ")), "{view}: {words}");
            assert!(words.contains("division by zero"), "{words}");
        }
    }
}

#[test]
fn what_a_view_lacks_is_told_and_not_that_nobody_reads_on() {
    let package = Package::read(sample());
    let url = views(&package);
    execute(&url, "ALTER VIEW cutri_export.residences RENAME COLUMN kind TO kind_of_residence".to_owned());
    for _ in 0..10 {
        let error = unread(&address(&url));
        assert!(matches!(error, ExtractError::MissingColumns { .. }), "{error}");
    }
}

#[test]
fn a_view_whose_owner_may_not_read_its_tables_is_named() {
    let url = views(&Package::read(sample()));
    execute(
        &url,
        "DO $$ BEGIN CREATE ROLE views_owner; EXCEPTION WHEN duplicate_object THEN NULL; END $$; \
         ALTER VIEW cutri_export.stays OWNER TO views_owner"
            .to_owned(),
    );
    let error = unread(&address(&url));
    assert!(matches!(error, ExtractError::NoRightToRead { .. }), "{error}");
    assert!(error.to_string().contains("cutri_export.stays"), "{error}");
}

/// Why the views at an address are not read to their end.
fn unread(address: &str) -> ExtractError {
    let opened = source::open(&Origin::from(Path::new(address))).unwrap();
    let scratch = tempfile::tempdir().unwrap();
    let options = cutri::extract::Options::new(scratch.path());
    let read = cutri::extract::read::<TaskError>(&opened, options, &mut |_| {}, |_, _| Ok(()));
    match read.map(drop).expect_err("a view fails") {
        cutri::extract::ReadError::Extract(error) => error,
        cutri::extract::ReadError::Sink(error) => panic!("{error}"),
    }
}
