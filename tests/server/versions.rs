//! Every version of PostgreSQL that is in use: the same story on each.

use super::story::{Tellers, assert_same};
use crate::support::postgres::{Server, Setup, server};
use crate::support::program::cutri;
use crate::support::skip::skip;
use std::path::Path;

/// The folder of a version's programs, where `./test` puts them.
fn programs(major: u32) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("target/postgres/{major}/bin"))
}

/// Tells the story on a version, and prepares it as its owner for others.
fn assert_told_on(major: u32) {
    let tools = programs(major);
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        skip!("there are no programs of PostgreSQL {major} for this system");
    }
    assert!(tools.join("initdb").exists(), "PostgreSQL {major} is missing: run ./test --prepare");
    let server = Server::new(&Setup { tools: Some(&tools), ..Setup::default() });
    for role in ["writer", "reader"] {
        server.sql(&format!("CREATE ROLE {role} LOGIN"));
    }
    server.sql("CREATE DATABASE rolls");
    let owner = server.url("cutri", "rolls");
    let told = cutri(&["db", "init", "--db", &owner, "--writer", "writer", "--reader", "reader"]).ended(0);
    assert!(told.out.contains(&format!("server    PostgreSQL {major}.")), "{}", told.out);
    let [writer, reader] = ["writer", "reader"].map(|role| server.url(role, "rolls"));
    assert_same(&Tellers { reader: &reader, ..Tellers::alone(&writer) }.tell());
}

#[test]
fn the_story_is_the_same_on_14() {
    assert_told_on(14);
}

#[test]
fn the_story_is_the_same_on_16() {
    assert_told_on(16);
}

#[test]
fn the_story_is_the_same_on_17() {
    assert_told_on(17);
}

#[test]
fn the_story_is_the_same_on_18() {
    assert_told_on(18);
}

#[test]
fn a_database_that_cannot_keep_every_name_is_refused() {
    let server = server();
    server.sql("CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LOCALE 'C'");
    let told = cutri(&["db", "init", "--db", &server.url("cutri", "latin")]).ended(4);
    assert!(told.err.contains("LATIN1") && told.err.contains("UTF8"), "{}", told.err);
}

#[test]
fn a_server_without_a_connection_left_says_so() {
    let settings = &[("max_connections", "5"), ("superuser_reserved_connections", "3")];
    let server = Server::new(&Setup { settings, ..Setup::default() });
    server.sql("CREATE ROLE an LOGIN");
    let url = server.url("an", "postgres");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        use sqlx::{Connection, PgConnection};
        let held = [PgConnection::connect(&url).await.unwrap(), PgConnection::connect(&url).await.unwrap()];
        let told = cutri(&["explain", "098085000382", "--db", &url]).ended(4);
        assert!(told.err.contains("has no connection left"), "{}", told.err);
        drop(held);
    });
}
