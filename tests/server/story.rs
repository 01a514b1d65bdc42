//! The main story, told by the real program: an extract becomes lists, the lists are posted, a delta changes them, and
//! somebody reads them. What it tells is the same bytes on every database.

use crate::support::output::{Tree, sample, tree};
use crate::support::program::{Ran, command, cutri, ran, text};
use std::sync::OnceLock;

/// Who is asked about.
const PERSON: &str = "098085000382";

/// Everything that the story tells, by the file or the command that tells it.
pub type Told = Tree;

/// Who tells it: the addresses of those who write and of those who read, and what is set for both.
#[derive(Debug, Clone, Copy)]
pub struct Tellers<'a> {
    pub writer: &'a str,
    pub reader: &'a str,
    pub environment: &'a [(&'a str, &'a str)],
    /// Communes derived at once.
    pub jobs: u32,
}

impl<'a> Tellers<'a> {
    /// One who writes and reads.
    pub fn alone(url: &'a str) -> Self {
        Self { writer: url, reader: url, environment: &[], jobs: 2 }
    }

    /// Runs a command against a database.
    pub fn run(&self, url: &str, arguments: &[&str]) -> Ran {
        ran(command().envs(self.environment.iter().copied()).args(arguments).args(["--db", url]))
    }

    /// Tells the whole story.
    pub fn tell(&self) -> Told {
        let folder = tempfile::tempdir().unwrap();
        let [rolls, delta, posted] = ["rolls", "delta", "posted"].map(|name| folder.path().join(name));
        let jobs = self.jobs.to_string();
        let generate =
            ["generate", text(sample()), "--out", text(&rolls), "--formats", "jsonl", "--jobs", &jobs];
        self.run(self.writer, &[&generate[..], &["--as", "an"]].concat()).ended(1);
        self.run(self.writer, &["post", "--anyway", "--at", "2026-02-03T08:00", "--as", "an"]).ended(0);
        let invent = ["sample", "--delta-of", text(sample()), "--changes", "60", "--out", text(&delta)];
        cutri(&invent).ended(0);
        let update = ["update", text(&delta), "--at", "2026-02-20T10:00", "--as", "an"];
        let updated = self.run(self.writer, &update);
        assert!(matches!(updated.code, Some(0 | 1)), "{}{}", updated.out, updated.err);
        let mut told = tree(&rolls);
        told.retain(|name, _| name.ends_with(".jsonl"));
        self.run(self.reader, &["render", "--out", text(&posted), "--formats", "csv"]).ended(0);
        told.extend(tree(&posted).into_iter().map(|(name, bytes)| (format!("posted/{name}"), bytes)));
        for arguments in READING {
            let ran = self.run(self.reader, arguments);
            assert!(matches!(ran.code, Some(0 | 1)), "{arguments:?}: {}{}", ran.out, ran.err);
            told.insert(arguments.join(" "), ran.out.into_bytes());
        }
        let verified = self.run(self.reader, &["verify"]);
        assert_eq!(verified.code, Some(0), "{}{}", verified.out, verified.err);
        assert!(told.len() > 10, "little was told: {:?}", told.keys());
        told
    }
}

/// What is read.
pub const READING: &[&[&str]] = &[
    &["explain", PERSON],
    &["changes", "--format", "json"],
    &["books", "--format", "json"],
    &["waiting", "--format", "json", "--at", "2026-02-21T10:00"],
    &["clock", "--format", "json", "--at", "2026-02-21T10:00"],
];

/// The story as a SQLite file tells it, once for all tests.
pub fn on_sqlite() -> &'static Told {
    static TOLD: OnceLock<Told> = OnceLock::new();
    TOLD.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        Tellers::alone(text(&folder.path().join("lists.db"))).tell()
    })
}

/// Asserts that a story is the one that SQLite tells.
pub fn assert_same(told: &Told) {
    let expected = on_sqlite();
    assert_eq!(expected.keys().collect::<Vec<_>>(), told.keys().collect::<Vec<_>>());
    for (name, bytes) in expected {
        assert!(bytes == &told[name], "{name} differs");
    }
}
