//! Loading into a database in use: nobody is blocked, nothing is half done, and what was there is served until the new
//! snapshot is whole.

use crate::support::output::sample;
use crate::support::package::{Form, Package};
use crate::support::postgres::{self, Server, Setup, has_small_disks};
use crate::support::program::{Ran, command, cutri, in_own_mounts, ran, text};
use cutri::progress::{Progress, Unwatched};
use cutri::store::{Database, DatabaseUrl};
use cutri::tasks::load::{CONNECTIONS, Loaded, load};
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;
use tempfile::TempDir;

/// A person of the sample.
const PERSON: &str = "098085000382";

/// The sample as it is a day later.
fn later() -> TempDir {
    let mut package = Package::read(sample());
    package.as_of = "2026-01-21".to_owned();
    package.write(Form::Csv)
}

/// So many invented people: more than is held in memory.
fn people(count: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("extract");
    cutri(&["sample", "--people", count, "--communes", "3", "--out", text(&out)]).ended(0);
    folder
}

fn loaded(extract: &Path, url: &str) -> serde_json::Value {
    let ran = cutri(&["load", text(extract), "--db", url, "--format", "json"]);
    figures(&ran)
}

fn figures(ran: &Ran) -> serde_json::Value {
    assert!([Some(0), Some(1)].contains(&ran.code), "{}{}", ran.out, ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

fn start(extract: &Path, url: &str) -> Child {
    let mut command = command();
    command.args(["load", text(extract), "--db", url, "--format", "json"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts")
}

fn ended(child: Child) -> serde_json::Value {
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    figures(&Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) })
}

/// The snapshots of a database that are whole, and those that are not.
fn snapshots(server: &Server, url: &str) -> String {
    server.sql_in(name(url), "SELECT state, count(*) FROM snapshot GROUP BY state ORDER BY state")
}

/// The name of the database in a URL of a test.
fn name(url: &str) -> &str {
    url.split(['/', '?']).nth(3).expect("postgres://user@host/name?…")
}

/// Stops a load at the first beginning of a phase until it is let go.
struct Halt {
    phase: &'static str,
    ends: Mutex<Option<(Sender<()>, Receiver<()>)>>,
}

impl Progress for Halt {
    fn begin(&self, phase: &'static str, _total: Option<u64>) {
        if phase == self.phase
            && let Some((reached, go)) = self.ends.lock().unwrap().take()
        {
            reached.send(()).unwrap();
            // Nobody lets it go where the test has failed.
            let _ = go.recv_timeout(Duration::from_secs(300));
        }
    }
    fn reach(&self, _done: u64) {}
    fn advance(&self, _steps: u64) {}
    fn end(&self) {}
}

/// Loads through the library.
fn load_watched(extract: &Path, url: &str, progress: &dyn Progress) -> Loaded {
    let scratch = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let database = Database::open(&DatabaseUrl::parse(url).unwrap(), CONNECTIONS).await.unwrap();
        let loaded = load(&database, &extract.into(), scratch.path(), "test", progress).await.unwrap();
        database.close().await.unwrap();
        loaded
    })
}

/// Loads in a thread of its own and does something while the load stands at a phase, its transaction open.
fn while_loading<T: Send>(
    phase: &'static str,
    (extract, url): (&Path, &str),
    act: impl FnOnce() -> T + Send,
) -> (Loaded, T) {
    let (reached, is_reached) = channel();
    let (go, may_go) = channel();
    let halt = Halt { phase, ends: Mutex::new(Some((reached, may_go))) };
    std::thread::scope(|scope| {
        // Dropped where something fails, so that the load goes on and ends.
        let go = go;
        let loading = scope.spawn(|| load_watched(extract, url, &halt));
        is_reached.recv_timeout(Duration::from_secs(120)).expect("the load comes to the phase");
        let done = act();
        go.send(()).unwrap();
        (loading.join().unwrap(), done)
    })
}

#[test]
fn a_load_underway_blocks_nobody_and_is_seen_by_nobody_until_it_is_whole() {
    let server = postgres::server();
    let url = server.database();
    let old = loaded(sample(), &url);
    // Whoever must wait for a lock fails.
    server.sql(&format!("ALTER DATABASE {} SET lock_timeout = '3s'", name(&url)));
    let later = later();
    let (new, derived) = while_loading("index", (later.path(), &url), || {
        let derived = cutri(&["derive", "--db", &url]);
        cutri(&["explain", PERSON, "--db", &url]).ended(0);
        cutri(&["status", "--db", &url]).ended(0);
        let known = loaded(sample(), &url);
        assert_eq!(known["known"], true);
        derived
    });
    assert!([Some(0), Some(1)].contains(&derived.code), "{}{}", derived.out, derived.err);
    assert!(!new.known);
    assert_ne!(old["snapshot_id"], new.basis.snapshot_id.as_str());
    let rolls = server.sql_in(name(&url), "SELECT DISTINCT snapshot_id FROM roll");
    assert_eq!(old["snapshot_id"], rolls.trim(), "the derivation saw the old snapshot");
    assert_eq!(snapshots(server, &url).trim(), "complete|2");
}

#[test]
fn a_load_that_fails_or_loses_its_connection_leaves_the_old_snapshot_and_ends_right_after_all() {
    // What is committed must outlast a loss of power here.
    let server = Server::new(&Setup { settings: &[("synchronous_commit", "on")], ..Setup::default() });
    let url = server.database();
    let old = loaded(sample(), &url);
    let later = later();
    let (new, ()) = while_loading("index", (later.path(), &url), || {
        server.stop("immediate");
        server.start();
        // Left by the load, and seen by nobody.
        assert_eq!(snapshots(&server, &url).trim(), "complete|1\nloading|1");
        assert_eq!(loaded(sample(), &url)["known"], true);
    });
    assert!(!new.known);
    assert_ne!(old["snapshot_id"], new.basis.snapshot_id.as_str());
    assert_eq!(snapshots(&server, &url).trim(), "complete|2");
    assert!(load_watched(later.path(), &url, &Unwatched).known);
}

#[test]
fn the_same_extract_loaded_twice_at_once_is_one_snapshot_and_two_extracts_are_two() {
    let server = postgres::server();
    let later = later();
    for _ in 0..3 {
        let url = server.database();
        loaded(sample(), &url);
        let twice = [start(later.path(), &url), start(later.path(), &url)].map(ended);
        assert_eq!(twice[0]["snapshot_id"], twice[1]["snapshot_id"]);
        assert!(twice.iter().any(|figures| figures["known"] == false), "{twice:?}");
        assert_eq!(snapshots(server, &url).trim(), "complete|2");
    }
    let url = server.database();
    let two = [start(later.path(), &url), start(sample(), &url)].map(ended);
    assert_ne!(two[0]["snapshot_id"], two[1]["snapshot_id"]);
    assert_eq!(snapshots(server, &url).trim(), "complete|2");
}

#[test]
fn a_second_load_of_the_same_extract_finds_the_first_when_it_is_whole() {
    let server = postgres::server();
    let url = server.database();
    let later = later();
    let (first, second) = while_loading("index", (later.path(), &url), || start(later.path(), &url));
    let second = ended(second);
    assert_eq!((first.known, &second["known"]), (false, &true.into()));
    assert_eq!(snapshots(server, &url).trim(), "complete|1");
}

#[test]
fn a_load_killed_at_any_moment_leaves_what_was_there_and_the_next_completes() {
    let server = postgres::server();
    let later = later();
    for milliseconds in [20, 120, 250, 400, 600, 900] {
        let url = server.database();
        loaded(sample(), &url);
        let mut child = start(later.path(), &url);
        std::thread::sleep(Duration::from_millis(milliseconds));
        child.kill().unwrap();
        child.wait().unwrap();
        cutri(&["explain", PERSON, "--db", &url]);
        let left = snapshots(server, &url);
        assert!(["complete|1", "complete|2", "complete|1\nloading|1"].contains(&left.trim()), "{left}");
        // Any load takes away what one left that died, with its dossiers.
        assert_eq!(loaded(sample(), &url)["known"], true);
        let whole = snapshots(server, &url);
        assert!(["complete|1", "complete|2"].contains(&whole.trim()), "{whole}");
        let parts = "SELECT 'complete|' || count(*) FROM pg_inherits WHERE inhparent = 'dossier'::regclass";
        assert_eq!(server.sql_in(name(&url), parts), whole);
        loaded(later.path(), &url);
        assert_eq!(snapshots(server, &url).trim(), "complete|2", "killed after {milliseconds} ms");
    }
}

#[test]
fn a_full_scratch_folder_is_told_and_the_next_load_with_room_completes() {
    let server = postgres::server();
    let url = server.database();
    loaded(sample(), &url);
    let many = people("60000");
    let script = r#"
        mount -t tmpfs -o size="$4"k tmpfs "$1"
        exec "$2" load "$3" --db "$5" --scratch "$1"
    "#;
    let scratch = tempfile::tempdir().unwrap();
    let extract = many.path().join("extract");
    let with_room = |kilobytes: &str| {
        let program = OsStr::new(env!("CARGO_BIN_EXE_cutri"));
        let [size, url] = [kilobytes, &url].map(OsStr::new);
        in_own_mounts(script, &[scratch.path().as_os_str(), program, extract.as_os_str(), size, url])
    };
    for kilobytes in ["16", "4000", "12000"] {
        let Some(ran) = with_room(kilobytes) else { return };
        assert_eq!(ran.code, Some(4), "{kilobytes} KiB: {}{}", ran.out, ran.err);
        assert!(ran.err.contains("cannot use the scratch folder"), "{}", ran.err);
        assert_eq!(snapshots(server, &url).trim(), "complete|1");
    }
    let ran = with_room("200000").unwrap();
    assert!([Some(0), Some(1)].contains(&ran.code), "{}{}", ran.out, ran.err);
    assert_eq!(snapshots(server, &url).trim(), "complete|2");
}

#[test]
fn a_full_disk_of_the_server_is_told_and_the_next_load_with_room_completes() {
    if !has_small_disks() {
        return;
    }
    let server = Server::new(&Setup { small_disk: Some(30 << 10), ..Setup::default() });
    server.sql(&format!("CREATE TABLESPACE small LOCATION '{}'", server.small_disk()));
    server.sql("CREATE DATABASE rolls TABLESPACE small");
    let url = server.url("cutri", "rolls");
    loaded(sample(), &url);
    let many = people("60000");
    let extract = many.path().join("extract");
    let ran = ran(command().args(["load", text(&extract), "--db", &url]));
    assert_eq!(ran.code, Some(4), "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("disk is full") && ran.err.contains("make room"), "{}", ran.err);
    assert_eq!(snapshots(&server, &url).trim(), "complete|1");
    assert_eq!(loaded(sample(), &url)["known"], true);
    // Room is made: the database moves to the large disk.
    server.sql("ALTER DATABASE rolls SET TABLESPACE pg_default");
    assert_eq!(loaded(&extract, &url)["known"], false);
    assert_eq!(snapshots(&server, &url).trim(), "complete|2");
}
