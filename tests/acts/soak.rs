//! Checks and prints while deltas come one after another: nothing false is ever said.
//!
//! `CUTRI_SOAK=200` in the environment asks for so many answers of each database instead of a few.

use super::lists::*;
use crate::support::program::{Ran, cutri, text};
use cutri::store::{Database, DatabaseUrl};
use cutri::tasks::progress::Unwatched;
use cutri::tasks::update::{UpdateOptions, update};
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
    let there = if round % 2 == 0 { home("98205", "98205-T01") } else { home("98103", "98103-T01") };
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
fn write(lists: &Lists, is_over: &AtomicBool) -> u32 {
    block_on(async {
        let database = Database::open(&DatabaseUrl::parse(&lists.url).unwrap(), 2).await.unwrap();
        let mut base = lists.snapshot_id();
        let mut rounds = 0;
        while !is_over.load(Ordering::Relaxed) {
            let folder = delta(rounds).write(&base);
            let at = moment(SOON) + chrono::TimeDelta::minutes(rounds.into());
            let options = UpdateOptions { at, by: "an", key: None, dry_run: false, report: None };
            let updated = update(&database, "lists", folder.path(), options, &Unwatched).await.unwrap();
            assert!(!updated.known && updated.batch_id.is_none(), "round {rounds} changes something");
            base = updated.snapshot_id;
            rounds += 1;
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
    let rounds = std::thread::scope(|scope| {
        let writer = scope.spawn(|| write(lists, &is_over));
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

#[test]
fn nothing_false_is_said_beside_deltas_on_sqlite() {
    soak(&Lists::posted(), "SQLite");
}

#[test]
fn nothing_false_is_said_beside_deltas_on_postgres() {
    let [_, lists] = Lists::both();
    soak(&lists, "PostgreSQL");
}
