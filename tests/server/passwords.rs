//! Where a password comes from, and that it goes nowhere.

use crate::support::postgres::{GUARDED_PASSWORD, GUARDED_USER, server};
use crate::support::program::{Ran, command, ran, text};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

const WRONG: &str = "không-phải-mật-khẩu";

/// Asks for a database that has no tables: who gets so far was let in.
fn explain(url: &str, environment: &[(&str, &str)]) -> Ran {
    let mut command = command();
    command.env("CUTRI_LOG", "trace").envs(environment.iter().copied());
    let ran = ran(command.args(["explain", "098085000382", "--db", url]));
    for secret in [GUARDED_PASSWORD, WRONG] {
        assert!(!ran.out.contains(secret) && !ran.err.contains(secret), "told: {}{}", ran.out, ran.err);
    }
    ran
}

fn assert_let_in(ran: &Ran) {
    assert!(ran.err.contains("has schema 0"), "{}", ran.err);
}

fn assert_refused(ran: &Ran) {
    assert!(ran.err.contains("refuses the user") && ran.err.contains("password"), "{}", ran.err);
}

fn file(folder: &Path, name: &str, content: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    path
}

#[test]
fn a_password_comes_from_a_file_or_the_environment() {
    let folder = tempfile::tempdir().unwrap();
    let url = server().url(GUARDED_USER, "postgres");
    assert_refused(&explain(&url, &[("PGPASSWORD", WRONG)]));
    assert_let_in(&explain(&url, &[("PGPASSWORD", GUARDED_PASSWORD)]));
    for ending in ["", "\n", "\r\n"] {
        let secret = file(folder.path(), "secret", &format!("{GUARDED_PASSWORD}{ending}"));
        assert_let_in(&explain(&url, &[("CUTRI_DB_PASSWORD_FILE", text(&secret)), ("PGPASSWORD", WRONG)]));
    }
    let socket = url.split_once("host=").unwrap().1;
    for host in ["localhost", "*"] {
        let passfile =
            file(folder.path(), "pgpass", &format!("{host}:*:postgres:{GUARDED_USER}:{GUARDED_PASSWORD}\n"));
        assert_let_in(&explain(&url, &[("PGPASSFILE", text(&passfile))]));
        let shown = format!("postgres://{GUARDED_USER}@/postgres?host={socket}");
        if host == "*" {
            assert_let_in(&explain(&shown, &[("PGPASSFILE", text(&passfile))]));
        }
        // As PostgreSQL's own programs do, a file that others can read is not used.
        fs::set_permissions(&passfile, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(explain(&url, &[("PGPASSFILE", text(&passfile)), ("HOME", "/nonexistent")]).code == Some(4));
    }
}

#[test]
fn a_password_file_that_cannot_be_used_is_named_and_its_content_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let url = server().url(GUARDED_USER, "postgres");
    let [empty, long] = [("empty", "\n".to_owned()), ("long", format!("{WRONG}\n{WRONG}\n"))]
        .map(|(name, content)| file(folder.path(), name, &content));
    let missing = folder.path().join("missing");
    for (path, reason) in [(&empty, "it is empty"), (&long, "more than one line"), (&missing, "No such file")]
    {
        let told = explain(&url, &[("CUTRI_DB_PASSWORD_FILE", text(path))]);
        assert!(told.err.contains(text(path)) && told.err.contains(reason), "{}", told.err);
    }
    let wrong = file(folder.path(), "wrong", WRONG);
    assert_refused(&explain(&url, &[("CUTRI_DB_PASSWORD_FILE", text(&wrong))]));
}

#[test]
fn an_address_as_it_is_printed_can_be_given_back() {
    let url = server().database();
    let told = ran(command().args(["db", "init", "--db", &url])).ended(0);
    let printed = told.out.lines().next().unwrap().trim_start_matches("database").trim();
    assert!(printed.starts_with("postgres://cutri@/"), "{printed}");
    ran(command().args(["db", "init", "--db", printed])).ended(0);
}

#[test]
fn a_parameter_that_is_not_understood_is_refused_unseen() {
    let url = format!("{}&pasword={WRONG}", server().url(GUARDED_USER, "postgres"));
    let told = explain(&url, &[]).ended(2);
    assert!(told.err.contains("parameter"), "{}", told.err);
}
