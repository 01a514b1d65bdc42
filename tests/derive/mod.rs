//! Deriving by many hands: whoever works, is killed or comes back, the rows are the same.

mod fleet;
mod killed;
mod large;
mod lease;

use crate::support::postgres;
use crate::support::program::{Ran, command, cutri, ran, text};
use cutri::law::Group;
use cutri::store::{Database, DatabaseUrl, claim, commune_result, entry, outcome, roll};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use tempfile::TempDir;

/// Communes of the invented extract.
const COMMUNES: usize = 24;

/// What lies in a database after a derivation, commune by commune.
type Rows = Vec<(String, String)>;

/// A database with a snapshot, and nothing derived.
struct Loaded {
    url: String,
    _folder: TempDir,
}

impl Loaded {
    fn sqlite() -> Self {
        static FILE: OnceLock<TempDir> = OnceLock::new();
        let loaded = FILE.get_or_init(|| {
            let folder = tempfile::tempdir().expect("a folder");
            load(text(&folder.path().join("cutri.db")));
            folder
        });
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("cutri.db");
        std::fs::copy(loaded.path().join("cutri.db"), &file).expect("a copy");
        Self { url: text(&file).to_owned(), _folder: folder }
    }

    fn postgres() -> Self {
        Self::on(postgres::server())
    }

    fn on(server: &postgres::Server) -> Self {
        let url = server.database();
        load(&url);
        Self { url, _folder: tempfile::tempdir().expect("a folder") }
    }

    /// Begins or resumes a derivation with these arguments besides.
    fn derive(&self, arguments: &[&str]) -> Ran {
        ran(self.command().args(arguments))
    }

    fn start(&self, arguments: &[&str]) -> Child {
        let mut command = self.command();
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().expect("the program starts")
    }

    fn command(&self) -> Command {
        let mut command = command();
        command.args(["derive", "--db", &self.url]);
        command
    }

    fn rows(&self) -> Rows {
        wait(rows(&self.url))
    }

    fn claims(&self) -> Vec<claim::Claim> {
        wait(async {
            let database = open(&self.url).await;
            let mut tx = database.read().await.expect("a transaction");
            let deriving = roll::deriving(&mut tx).await.expect("rolls");
            let Some(roll) = deriving.first() else { return Vec::new() };
            claim::list(&mut tx, &roll.roll_id).await.expect("claims")
        })
    }
}

/// An invented extract, made once.
fn extract() -> &'static Path {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("extract");
        let communes = COMMUNES.to_string();
        cutri(&["sample", "--people", "4000", "--communes", &communes, "--seed", "5", "--out", text(&out)])
            .ended(0);
        folder
    });
    static EXTRACT: OnceLock<std::path::PathBuf> = OnceLock::new();
    EXTRACT.get_or_init(|| folder.path().join("extract"))
}

fn load(url: &str) {
    let ran = cutri(&["load", text(extract()), "--db", url]);
    assert!(matches!(ran.code, Some(0 | 1)), "{}", ran.err);
}

/// What one process with one thread derives into a SQLite file.
fn expected() -> &'static Rows {
    static ROWS: OnceLock<Rows> = OnceLock::new();
    ROWS.get_or_init(|| {
        let loaded = Loaded::sqlite();
        loaded.derive(&["--jobs", "1"]).ended(0);
        loaded.rows()
    })
}

fn wait<T>(what: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    runtime.expect("a runtime").block_on(what)
}

async fn open(url: &str) -> Database {
    let url = DatabaseUrl::parse(url).expect("a URL");
    Database::open_to_read(&url, 1).await.expect("the database opens")
}

/// Every row of the latest whole roll, the sums of its communes and of the whole.
async fn rows(url: &str) -> Rows {
    let database = open(url).await;
    let mut tx = database.read().await.expect("a transaction");
    let roll = roll::latest(&mut tx).await.expect("a roll").expect("the roll is whole");
    let results = commune_result::read_all(&mut tx, &roll.roll_id).await.expect("sums");
    assert_eq!(results.len(), COMMUNES + 1, "the communes and those of none");
    let mut rows = vec![("roll".to_owned(), format!("{} {}", roll.roll_id, roll.summary))];
    for (commune, sums) in results {
        let mut lines = vec![sums];
        let entries = entry::read_commune(&mut tx, &roll.roll_id, &commune).await.expect("entries");
        lines.extend(entries.documents().map(str::to_owned));
        for kind in [Group::NotEligible, Group::NoList, Group::Queue] {
            let unlisted =
                outcome::read_commune(&mut tx, &roll.roll_id, &commune, kind).await.expect("outcomes");
            lines.extend(unlisted.documents().map(str::to_owned));
        }
        rows.push((commune, lines.join("\n")));
    }
    rows
}

/// Asserts that two derivations left the same, naming the communes that differ and nobody in them.
fn assert_rows(what: &str, found: &Rows) {
    let names = |rows: &Rows| rows.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(expected()), names(found), "{what}");
    let differ: Vec<&str> = expected()
        .iter()
        .zip(found)
        .filter(|(one, other)| one != other)
        .map(|(one, _)| one.0.as_str())
        .collect();
    assert!(differ.is_empty(), "{what}: {differ:?} differ");
}
