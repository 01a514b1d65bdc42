//! A private PostgreSQL server for tests: one for the whole test binary, each test with a database of its own.
//!
//! It runs in a temporary folder, on a Unix socket alone, as the user `postgres` where the tests run as root. A shell
//! waits at the end of a pipe and stops the server when this process ends, however it ends.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// A user who must give a password; everybody else is let in.
pub const GUARDED_USER: &str = "guarded";
/// The guarded user's password.
pub const GUARDED_PASSWORD: &str = "đúng mật khẩu";

/// The running server.
#[derive(Debug)]
pub struct Server {
    folder: PathBuf,
    tools: PathBuf,
    _guardian: Child,
}

/// The server of this test binary, started on first use.
///
/// # Panics
/// If PostgreSQL is not installed or does not start: tests of a database must not pass without it.
pub fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(Server::start)
}

impl Server {
    fn start() -> Self {
        let tools = tools();
        let folder = tempfile::Builder::new().prefix("cutri-postgres-").tempdir().expect("a folder").keep();
        set_open(&folder);
        let data = folder.join("data");
        let data = data.to_str().expect("a temporary folder's name is UTF-8");
        let log = folder.join("log");
        let log = log.to_str().expect("a temporary folder's name is UTF-8");
        run(as_server(&folder, &tools.join("initdb")).args([
            "--pgdata",
            data,
            "--username=cutri",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]));
        let guard = format!("local all {GUARDED_USER} scram-sha-256\nlocal all all trust\n");
        run(as_server(&folder, Path::new("sh"))
            .args(["-c", "printf %s \"$1\" > \"$2/pg_hba.conf\"", "sh"])
            .args([&guard, data]));
        let settings = format!(
            "-c listen_addresses='' -c unix_socket_directories='{}' -c fsync=off -c full_page_writes=off \
             -c synchronous_commit=off -c max_connections=200 -c shared_buffers=256MB -c max_wal_size=4GB",
            folder.display()
        );
        let guardian = guardian(&folder, &tools, data);
        run(as_server(&folder, &tools.join("pg_ctl"))
            .args(["start", "-w", "-t", "60", "-D", data, "-l", log, "-o", &settings]));
        let server = Self { folder, tools, _guardian: guardian };
        server.sql(&format!("CREATE ROLE {GUARDED_USER} LOGIN PASSWORD '{GUARDED_PASSWORD}'"));
        server
    }

    /// Makes an empty database and gives its URL.
    pub fn database(&self) -> String {
        static DATABASES: AtomicU32 = AtomicU32::new(0);
        let name = format!("test_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
        // Vietnamese collation, so that a test fails where the order of keys depends on the server's language.
        self.sql(&format!(
            "CREATE DATABASE {name} TEMPLATE template0 LOCALE 'C.UTF-8' LOCALE_PROVIDER icu ICU_LOCALE 'vi'"
        ));
        self.url("cutri", &name)
    }

    /// The URL of a database of this server, for a user without a password.
    pub fn url(&self, user: &str, database: &str) -> String {
        format!("postgres://{user}@localhost/{database}?host={}", self.folder.display())
    }

    /// Runs a statement as the server's owner.
    pub fn sql(&self, statement: &str) {
        let folder = self.folder.to_str().expect("a temporary folder's name is UTF-8");
        run(Command::new(self.tools.join("psql"))
            .args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", folder])
            .args(["-U", "cutri", "-d", "postgres", "-c", statement]));
    }
}

/// The folder of the server's programs: the newest of Debian's, else where `postgres` is found on the path.
fn tools() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let debian = versions
        .filter_map(|version| {
            Some((version.file_name().to_str()?.parse::<u32>().ok()?, version.path().join("bin")))
        })
        .filter(|(_, folder)| folder.join("initdb").exists())
        .max();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = || std::env::split_paths(&path).find(|folder| folder.join("initdb").exists());
    debian.map(|(_, folder)| folder).or_else(on_path).expect(
        "these tests need a PostgreSQL server and found no initdb: install it (Debian: apt-get install postgresql)",
    )
}

/// A command in the server's folder, as the user `postgres` if this is root, whom the server refuses.
fn as_server(folder: &Path, program: &Path) -> Command {
    let mut command = match is_root() {
        true => {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        }
        false => Command::new(program),
    };
    command.current_dir(folder);
    command
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output().expect("every Unix has id");
    output.stdout.trim_ascii() == b"0"
}

/// Lets the server's user write in the folder.
fn set_open(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o777)).expect("own folder");
}

/// A shell that waits until this process ends, then stops the server and clears the folder.
fn guardian(folder: &Path, tools: &Path, data: &str) -> Child {
    let mut stop = as_server(folder, &tools.join("pg_ctl"));
    stop.args(["stop", "-m", "immediate", "-w", "-D", data]);
    let script = "folder=$1; shift; read -r _; \"$@\"; cd /; rm -rf \"$folder\"";
    let mut command = Command::new("sh");
    command.args(["-c", script, "sh"]).arg(folder).arg(stop.get_program()).args(stop.get_args());
    // Interrupting the tests from the keyboard must not end the shell before it has done its work.
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("every Unix has sh")
}

fn run(command: &mut Command) {
    let output = command
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{:?} did not start: {error}", command.get_program()));
    assert!(
        output.status.success(),
        "{command:?} failed: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
