//! Encrypted connections: whom they trust, and what is said where they do not.

use crate::support::postgres::{Server, Setup};
use crate::support::program::{Ran, command, ran, text};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Two authorities, and a server's certificate for `localhost` by the first.
struct Certificates {
    folder: tempfile::TempDir,
}

impl Certificates {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["authority", "stranger"] {
            let subject = format!("/CN={name}");
            let more = ["-addext", "basicConstraints=critical,CA:TRUE", "-subj", &subject];
            openssl(folder.path(), &[&["req", "-x509"], &key(name)[..], &more].concat());
        }
        let more = [
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-addext",
            "basicConstraints=critical,CA:FALSE",
            "-CA",
            "authority.crt",
        ];
        let signed = [&["req", "-x509"], &key("server")[..], &more, &["-CAkey", "authority.key"]].concat();
        openssl(folder.path(), &signed);
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn key(name: &str) -> Vec<&'static str> {
    let [key, certificate] = ["key", "crt"].map(|kind| &*format!("{name}.{kind}").leak());
    vec![
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-keyout",
        key,
        "-out",
        certificate,
    ]
}

fn openssl(folder: &Path, arguments: &[&str]) {
    let made = Command::new("openssl").args(arguments).current_dir(folder).output().unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
}

fn init(url: &str, environment: &[(&str, &str)]) -> Ran {
    ran(command().envs(environment.iter().copied()).args(["db", "init", "--db", url]))
}

#[test]
fn a_certificate_is_checked_as_the_address_asks() {
    let certificates = Certificates::new();
    let [certificate, key] =
        ["server.crt", "server.key"].map(|it| fs::read_to_string(certificates.path(it)).unwrap());
    let server = Server::new(&Setup {
        settings: &[("ssl", "on"), ("ssl_cert_file", "server.crt"), ("ssl_key_file", "server.key")],
        files: &[("server.crt", &certificate), ("server.key", &key)],
        access: "hostnossl all all all reject\n",
        listens: true,
        ..Setup::default()
    });
    let [good, wrong] = ["authority.crt", "stranger.crt"].map(|it| certificates.path(it));
    let url = |host: &str, mode: &str, root: &Path| {
        let port = server.port();
        format!("postgres://cutri@{host}:{port}/postgres?sslmode={mode}&sslrootcert={}", text(root))
    };
    for mode in ["require", "verify-ca", "verify-full", "prefer"] {
        init(&url("localhost", mode, &good), &[]).ended(0);
    }
    init(&url("127.0.0.1", "verify-ca", &good), &[]).ended(0);
    let stranger = init(&url("localhost", "verify-full", &wrong), &[]).ended(4);
    assert!(stranger.err.contains("certificate") && stranger.err.contains("sslrootcert"), "{}", stranger.err);
    let other_name = init(&url("127.0.0.1", "verify-full", &good), &[]).ended(4);
    assert!(other_name.err.contains("certificate"), "{}", other_name.err);
    let nowhere = init(&url("localhost", "verify-full", Path::new("/no/such.crt")), &[]).ended(4);
    assert!(nowhere.err.contains("cannot reach"), "{}", nowhere.err);
    // The roots of this system know neither authority.
    let plain = format!("postgres://cutri@localhost:{}/postgres", server.port());
    init(&format!("{plain}?sslmode=verify-full"), &[]).ended(4);
    init(&plain, &[("PGSSLMODE", "verify-full"), ("PGSSLROOTCERT", text(&good))]).ended(0);
    let unencrypted = init(&format!("{plain}?sslmode=disable"), &[]).ended(4);
    assert!(unencrypted.err.contains("no encryption"), "{}", unencrypted.err);
}

#[test]
fn a_server_without_encryption_is_refused_where_it_is_required() {
    let server = Server::new(&Setup { listens: true, ..Setup::default() });
    let url = |mode: &str| format!("postgres://cutri@127.0.0.1:{}/postgres?sslmode={mode}", server.port());
    init(&url("prefer"), &[]).ended(0);
    let told = init(&url("require"), &[]).ended(4);
    assert!(told.err.contains("does not support TLS"), "{}", told.err);
    // A socket of this machine is not encrypted by anybody.
    init(&server.url("cutri", "postgres"), &[("PGSSLMODE", "require")]).ended(0);
}
