//! Checks and prints while deltas come one after another: nothing false is ever said.
//!
//! `CUTRI_SOAK=200` in the environment asks for so many answers of each database instead of a few.

use super::lists::*;
use crate::support::actor::somebody;
use crate::support::output::{assert_same, tree};
use crate::support::program::{Ran, cutri, text};
use cutri::output::{Format, PostedOptions, RenderOptions, Wanted, render_posted};
use cutri::progress::{Progress, Unwatched};
use cutri::store::{Database, DatabaseUrl};
use cutri::tasks::update::{UpdateOptions, update};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// Answers of a run in passing.
const FEW: u32 = 20;

fn wanted() -> u32 {
    std::env::var("CUTRI_SOAK").ok().and_then(|number| number.parse().ok()).unwrap_or(FEW)
}

/// The delta of a round: persons go from a list to none and back, between communes, and are renamed, so that rows and
/// outcomes of several communes change in every version.
fn delta(round: u32) -> Delta {
    let [one, other, renamed] = [SPOUSE, PLAIN, RENAMED];
    let there = if round.is_multiple_of(2) { home("98205", "98205-T01") } else { home("98103", "98103-T01") };
    let name =
        format!("Nguyễn Văn {}", char::from(b'A' + u8::try_from(round % 26).unwrap()).to_string().repeat(2));
    let name = format!("{name} {}", "Mới ".repeat(usize::try_from(round / 26 + 1).unwrap()).trim());
    let delta = Delta::of(&[one, other, renamed]).set("residences", one, &there).set(
        "persons",
        renamed,
        &[("full_name", &name)],
    );
    match round % 3 {
        0 => delta.set("residences", other, &home("97001", "97001-T01")),
        1 => delta.add(
            "statuses",
            other,
            &[("kind", "vote_deprived"), ("from", "2026-02-01"), ("document_no", "9/2026/HS-ST")],
        ),
        _ => delta,
    }
}

/// Applies deltas in one process that keeps the database open, until the readers have heard enough. Tells how many.
fn write(url: &str, mut base: String, (is_over, answers): (&AtomicBool, &AtomicU32)) -> u32 {
    block_on(async {
        let database = Database::open(&DatabaseUrl::parse(url).unwrap(), 2).await.unwrap();
        let mut rounds = 0;
        while !is_over.load(Ordering::Relaxed) {
            let folder = delta(rounds).write(&base);
            let at = moment(SOON) + chrono::TimeDelta::minutes(rounds.into());
            let actor = somebody("an", at);
            let options = UpdateOptions::default();
            let updated =
                update(&database, &folder.path().into(), &actor, options, &Unwatched).await.unwrap();
            assert!(!updated.known && updated.batch_id.is_none(), "round {rounds} changes something");
            base = updated.snapshot_id;
            rounds += 1;
            // Histories grow, and answers with them: a few deltas during each answer are enough.
            while rounds > 4 * answers.load(Ordering::Relaxed) && !is_over.load(Ordering::Relaxed) {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
        }
        database.close().await.unwrap();
        rounds
    })
}

fn answered(ran: &Ran, what: &str) {
    assert_eq!(ran.code, Some(0), "{what}: {}{}", ran.out, ran.err);
}

/// Renders into a new folder and verifies it, in processes of their own.
fn render(lists: &Lists, round: u32) {
    let out = lists.folder.path().join(format!("out-{round}"));
    let ran =
        cutri(&["render", "--db", &lists.url, "--out", text(&out), "--formats", "jsonl,csv,html,decisions"]);
    answered(&ran, "render");
    answered(&cutri(&["verify", text(&out)]), "verify what was rendered");
    let supplements = lists.folder.path().join(format!("supplements-{round}"));
    let ran = cutri(&[
        "render",
        "--db",
        &lists.url,
        "--out",
        text(&supplements),
        "--supplements",
        "--formats",
        "jsonl,csv",
    ]);
    answered(&ran, "render --supplements");
    answered(&cutri(&["verify", text(&supplements)]), "verify supplements");
    std::fs::remove_dir_all(&out).unwrap();
    std::fs::remove_dir_all(&supplements).unwrap();
}

fn soak(lists: &Lists, name: &str) {
    let wanted = wanted();
    let (is_over, answers) = (AtomicBool::new(false), AtomicU32::new(0));
    // Nobody else has the database open yet: to close it takes it alone.
    let base = lists.snapshot_id();
    let rounds = std::thread::scope(|scope| {
        let writer = scope.spawn(|| write(&lists.url, base, (&is_over, &answers)));
        let readers = [0, 1].map(|kind| {
            let (answers, is_over) = (&answers, &is_over);
            scope.spawn(move || {
                // A reader that fails must not leave the writer at work for ever.
                let _over = OnDrop(is_over);
                loop {
                    let round = answers.fetch_add(1, Ordering::Relaxed);
                    if round >= wanted {
                        break;
                    }
                    match kind {
                        0 => answered(&cutri(&["verify", "--db", &lists.url]), "verify --db"),
                        _ => render(lists, round),
                    }
                }
            })
        });
        for reader in readers {
            reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        }
        is_over.store(true, Ordering::Relaxed);
        writer.join().unwrap()
    });
    assert!(rounds > 1, "{name}: {rounds} deltas came meanwhile");
    lists.verified();
    println!("{name}: {rounds} deltas, {wanted} answers, none false");
}

/// Ends the writer when a reader ends by a panic.
struct OnDrop<'a>(&'a AtomicBool);

impl Drop for OnDrop<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.store(true, Ordering::Relaxed);
        }
    }
}

/// Applies a delta when the rendering begins, once the version is read and before any commune is.
struct Meanwhile<'a> {
    url: &'a str,
    /// The snapshot that the next delta changes, and how many there were.
    last: Mutex<(String, u32)>,
}

impl Meanwhile<'_> {
    fn update(&self) {
        let mut last = self.last.lock().unwrap();
        let (base, round) = last.clone();
        let updated = block_on(async {
            let database = Database::open(&DatabaseUrl::parse(self.url).unwrap(), 2).await.unwrap();
            let folder = delta(round).write(&base);
            let at = moment("2026-02-22T10:00:00") + chrono::TimeDelta::minutes(round.into());
            let actor = somebody("an", at);
            let options = UpdateOptions::default();
            // Not closed: who renders has the file open as well.
            update(&database, &folder.path().into(), &actor, options, &Unwatched).await.unwrap()
        });
        assert!(updated.version.is_some() && updated.batch_id.is_none());
        *last = (updated.snapshot_id, round + 1);
    }
}

impl Progress for Meanwhile<'_> {
    fn begin(&self, phase: &'static str, _total: Option<u64>) {
        if phase == "render" {
            std::thread::scope(|scope| scope.spawn(|| self.update()).join().unwrap());
        }
    }

    fn reach(&self, _done: u64) {}
    fn advance(&self, _steps: u64) {}
    fn end(&self) {}
}

#[test]
fn what_is_rendered_is_the_version_that_was_there_whatever_comes_meanwhile() {
    for lists in Lists::both() {
        lists.update(&every_kind(), SOON);
        let meanwhile = Meanwhile { url: &lists.url, last: Mutex::new((lists.snapshot_id(), 0)) };
        let formats = [Format::Jsonl, Format::Csv, Format::Html, Format::Decisions];
        let render = |out: &Path, wanted: Wanted, progress: &dyn Progress| {
            let render = RenderOptions { formats: formats.into(), jobs: 2, ..RenderOptions::default() };
            let options = PostedOptions { wanted, render, key: None };
            lists.on(async |database| render_posted(database, out, &options, progress).await).unwrap();
        };
        for wanted in [Wanted::Lists(None), Wanted::Supplements(None), Wanted::Lists(None)] {
            let round = meanwhile.last.lock().unwrap().1;
            let [quiet, beside] =
                ["quiet", "beside"].map(|name| lists.folder.path().join(format!("{name}-{round}")));
            render(&quiet, wanted, &Unwatched);
            render(&beside, wanted, &meanwhile);
            assert_same("in quiet and beside an update", &tree(&quiet), &tree(&beside));
            answered(&cutri(&["verify", text(&beside)]), "verify");
        }
        assert_eq!(meanwhile.last.lock().unwrap().1, 3);
        lists.verified();
    }
}

#[test]
fn nothing_false_is_said_beside_deltas_on_sqlite() {
    soak(&Lists::posted(), "SQLite");
}

#[test]
fn nothing_false_is_said_beside_deltas_on_postgres() {
    let [_, lists] = Lists::both();
    soak(&lists, "PostgreSQL");
}
