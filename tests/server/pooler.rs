//! PgBouncer in transaction mode between the program and the server: no state of a session is relied on.

use super::story::{Tellers, assert_same};
use crate::support::postgres::{as_server, free_port, server};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A running pooler; it ends with the test.
struct Pooler {
    folder: tempfile::TempDir,
    port: u16,
    running: Child,
}

impl Pooler {
    /// Between this program and the tests' server, with these settings beside transaction mode and few connections.
    fn new(settings: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (port, socket) = (free_port(), server().socket());
        let file = format!(
            "[databases]\n* = host={} user=cutri\n[pgbouncer]\npool_mode = transaction\ndefault_pool_size = 3\n\
             listen_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = any\n{settings}",
            socket.display()
        );
        std::fs::write(folder.path().join("pgbouncer.ini"), file).unwrap();
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        let mut start = as_server(folder.path(), Path::new("pgbouncer"));
        start.arg("pgbouncer.ini").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let pooler = Self { running: start.spawn().expect("pgbouncer is installed"), folder, port };
        while std::net::TcpStream::connect(("127.0.0.1", pooler.port)).is_err() {
            std::thread::sleep(Duration::from_millis(20));
        }
        pooler
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://cutri@127.0.0.1:{}/{database}", self.port)
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        // The program may have been started through another that changes the user: it names itself.
        let ended = Command::new("kill").arg(self.running.id().to_string()).status();
        assert!(ended.is_ok_and(|status| status.success()) || std::thread::panicking());
        self.running.wait().unwrap();
        assert!(self.folder.path().exists());
    }
}

fn assert_told_through(settings: &str) {
    let pooler = Pooler::new(settings);
    let direct = server().database();
    let name = direct.split(['/', '?']).nth(3).unwrap();
    let url = pooler.url(name);
    assert_same(&Tellers { jobs: 4, ..Tellers::alone(&url) }.tell());
}

#[test]
fn the_story_is_the_same_through_a_pooler() {
    assert_told_through("");
}

#[test]
fn the_story_is_the_same_through_a_pooler_of_one_connection_that_forgets_everything() {
    assert_told_through(
        "server_reset_query = DISCARD ALL\nserver_reset_query_always = 1\nserver_lifetime = 1\n",
    );
}
