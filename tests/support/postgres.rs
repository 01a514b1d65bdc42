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

/// How a server of a test's own is set up. The default is as the server that the tests share.
#[derive(Debug, Clone, Copy, Default)]
pub struct Setup<'a> {
    /// The folder of the server's programs; the newest of Debian's if none is named.
    pub tools: Option<&'a Path>,
    /// Settings beside those that make tests quick, such as `("statement_timeout", "100ms")`.
    pub settings: &'a [(&'a str, &'a str)],
    /// Lines of `pg_hba.conf` that come before those that let everybody in.
    pub access: &'a str,
    /// Files of the data folder that only the server's user may read, such as a key: name and content.
    pub files: &'a [(&'a str, &'a str)],
    /// Whether it listens on a port of 127.0.0.1 too.
    pub listens: bool,
    /// KiB of a disk of the server's own, at [`Server::small_disk`], which a tablespace can fill.
    pub small_disk: Option<u32>,
}

/// A running server. One of a test's own stops, and its folder is cleared, when it is dropped.
#[derive(Debug)]
pub struct Server {
    folder: PathBuf,
    tools: PathBuf,
    port: Option<u16>,
    small_disk: Option<u32>,
    _guardian: Child,
}

/// The server of this test binary, started on first use.
///
/// # Panics
/// If PostgreSQL is not installed or does not start: tests of a database must not pass without it.
pub fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| {
        let guard = format!("local all {GUARDED_USER} scram-sha-256\n");
        let server = Server::new(&Setup { access: &guard, ..Setup::default() });
        server.sql(&format!("CREATE ROLE {GUARDED_USER} LOGIN PASSWORD '{GUARDED_PASSWORD}'"));
        server
    })
}

/// What makes a server quick whose data nobody needs after a loss of power.
const SETTINGS: &[(&str, &str)] = &[
    ("fsync", "off"),
    ("full_page_writes", "off"),
    ("synchronous_commit", "off"),
    ("max_connections", "200"),
    ("shared_buffers", "256MB"),
    ("max_wal_size", "4GB"),
];

impl Server {
    /// Makes and starts a server.
    ///
    /// # Panics
    /// If PostgreSQL is not installed or does not start.
    pub fn new(setup: &Setup<'_>) -> Self {
        let tools = setup.tools.map_or_else(tools, Path::to_owned);
        let folder = tempfile::Builder::new().prefix("cutri-postgres-").tempdir().expect("a folder").keep();
        set_open(&folder);
        let data = folder.join("data");
        run(as_server(&folder, &tools.join("initdb")).arg("--pgdata").arg(&data).args([
            "--username=cutri",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]));
        let port = setup.listens.then(free_port);
        let guardian = guardian(&folder, &tools, &data);
        let server = Self { folder, tools, port, small_disk: setup.small_disk, _guardian: guardian };
        server.write(
            "pg_hba.conf",
            &format!("{}local all all trust\nhost all all 127.0.0.1/32 trust\n", setup.access),
        );
        server.write("added.conf", &server.settings(setup.settings));
        server.write("postgresql.conf", "include 'added.conf'\n");
        for (name, content) in setup.files {
            server.write(name, content);
        }
        server.start();
        server
    }

    fn settings(&self, added: &[(&str, &str)]) -> String {
        let socket = self.folder.to_str().expect("a temporary folder's name is UTF-8");
        let port = self.port.map_or_else(|| "5432".to_owned(), |port| port.to_string());
        let address = if self.port.is_some() { "127.0.0.1" } else { "" };
        let own =
            [("unix_socket_directories", socket), ("port", port.as_str()), ("listen_addresses", address)];
        let lines = own.iter().chain(SETTINGS).chain(added);
        lines.map(|(name, value)| format!("{name} = '{value}'\n")).collect()
    }

    /// Writes a file of the data folder that its user alone may read.
    fn write(&self, name: &str, content: &str) {
        let path = self.data().join(name);
        let script = "umask 077; printf %s \"$1\" > \"$2\"";
        run(as_server(&self.folder, Path::new("sh")).args(["-c", script, "sh", content]).arg(path));
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Starts the server after [`Server::stop`].
    pub fn start(&self) {
        let mut start = as_server(&self.folder, &self.tools.join("pg_ctl"));
        start.args(["start", "-w", "-t", "60", "-D"]).arg(self.data()).arg("-l").arg(self.folder.join("log"));
        match self.small_disk {
            None => drop(run(&mut start)),
            Some(kilobytes) => {
                let script = "size=$1; disk=$2; shift 2; mkdir \"$disk\"; \
                              mount -t tmpfs -o size=\"$size\"k,uid=\"$(stat -c %u data)\" tmpfs \"$disk\"; exec \"$@\"";
                run(Command::new("unshare")
                    .args(["-m", "sh", "-euc", script, "sh", &kilobytes.to_string()])
                    .arg(self.folder.join("small"))
                    .arg(start.get_program())
                    .args(start.get_args())
                    .current_dir(&self.folder));
            }
        }
    }

    /// Stops the server: `fast` ends every connection, `immediate` is as a loss of power.
    pub fn stop(&self, mode: &str) {
        run(as_server(&self.folder, &self.tools.join("pg_ctl"))
            .args(["stop", "-w", "-m", mode, "-D"])
            .arg(self.data()));
    }

    /// The folder of [`Setup::small_disk`].
    pub fn small_disk(&self) -> String {
        self.folder.join("small").to_str().expect("a temporary folder's name is UTF-8").to_owned()
    }

    /// The folder of the server's socket.
    pub fn socket(&self) -> &Path {
        &self.folder
    }

    /// The port on which the server listens.
    ///
    /// # Panics
    /// If it was set up without one.
    pub fn port(&self) -> u16 {
        self.port.expect("the server was set up to listen")
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

    /// The URL of a database of this server through its socket, for a user without a password.
    pub fn url(&self, user: &str, database: &str) -> String {
        let port = self.port.map_or_else(String::new, |port| format!("&port={port}"));
        format!("postgres://{user}@localhost/{database}?host={}{port}", self.folder.display())
    }

    /// Runs a statement as the server's owner.
    pub fn sql(&self, statement: &str) {
        self.sql_in("postgres", statement);
    }

    /// Runs a statement in a database, as the server's owner, and gives what it tells: a line a row, `|` between columns.
    pub fn sql_in(&self, database: &str, statement: &str) -> String {
        // Not every package of a server has it, and any version speaks with any server.
        let psql =
            [&self.tools, &tools()].map(|folder| folder.join("psql")).into_iter().find(|it| it.exists());
        run(Command::new(psql.expect("psql comes with PostgreSQL"))
            .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h"])
            .arg(&self.folder)
            .args(["-p", &self.port.unwrap_or(5432).to_string()])
            .args(["-U", "cutri", "-d", database, "-c", statement]))
    }
}

/// Whether this system lets a test have a disk of its own; it is noted if not.
pub fn has_small_disks() -> bool {
    let allowed = Command::new("unshare").args(["-m", "true"]).output().is_ok_and(|it| it.status.success());
    if !allowed {
        super::skip::note("private mounts need root");
    }
    allowed
}

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
    listener.local_addr().expect("it listens").port()
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
pub fn as_server(folder: &Path, program: &Path) -> Command {
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
fn guardian(folder: &Path, tools: &Path, data: &Path) -> Child {
    let mut stop = as_server(folder, &tools.join("pg_ctl"));
    stop.args(["stop", "-m", "immediate", "-w", "-D"]).arg(data);
    let script = "folder=$1; shift; read -r _; \"$@\"; cd /; rm -rf \"$folder\"";
    let mut command = Command::new("sh");
    command.args(["-c", script, "sh"]).arg(folder).arg(stop.get_program()).args(stop.get_args());
    // Interrupting the tests from the keyboard must not end the shell before it has done its work.
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("every Unix has sh")
}

/// Runs a command that must succeed, and gives what it writes.
fn run(command: &mut Command) -> String {
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
    String::from_utf8_lossy(&output.stdout).into_owned()
}
