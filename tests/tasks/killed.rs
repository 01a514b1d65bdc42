//! A run that is killed, or stopped from the keyboard, at any moment leaves the old output or the new one, and the next
//! run completes with the same bytes. Kills at every named step are in `acts::killed`; those here come at any time, few unless
//! `CUTRI_SOAK` asks for more.

use crate::support::naive::random::Random;
use crate::support::output::{
    Tree, assert_same, copy, names, options, run, sample, sample_output, tree, tree_of,
};
use crate::support::postgres;
use crate::support::program::{command, signal, soak, text, wait_until};
use cutri::output::Format;
use cutri::progress::Unwatched;
use cutri::proof::verify;
use cutri::render::Language;
use cutri::tasks::generate::GenerateOptions;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Formats that are made in a third of the time.
const QUICK: [Format; 4] = [Format::Html, Format::Csv, Format::Jsonl, Format::Decisions];
const QUICK_ARGUMENTS: [&str; 2] = ["--formats", "html,csv,jsonl,decisions"];

/// A place for an output, and what stood there before, if anything.
struct Place {
    folder: TempDir,
    before: Option<Tree>,
}

impl Place {
    fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), before: None }
    }

    /// With an output of the same roll in another language.
    fn with_output(english: &Path) -> Self {
        let place = Self::empty();
        copy(english, &place.out());
        Self { before: Some(tree(english)), ..place }
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("rolls")
    }

    fn start(&self, arguments: &[&str]) -> Child {
        let mut command = command();
        command.args(["generate", text(sample()), "--jobs", "2", "--out", text(&self.out())]).args(arguments);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
    }

    /// Asserts that the old output or the new one stands there whole, and that the next run completes.
    fn check(&self, what: &str, expected: &Tree, change: impl FnOnce(&mut GenerateOptions)) {
        let out = self.out();
        if out.exists() {
            let found = tree(&out);
            if self.before.as_ref() != Some(&found) {
                assert_same(what, expected, &found);
            }
            assert_eq!(verify(&out, &[], &Unwatched).unwrap().problems, [], "{what}");
        } else if self.before.is_some() {
            let former = self.folder.path().join(".rolls.cutri/former");
            assert!(former.is_dir(), "{what}: the old output is nowhere");
        }
        let mut options = options(sample(), &out);
        change(&mut options);
        run(&options).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_same(&format!("{what}, after the next run"), expected, &tree(&out));
        assert_eq!(names(self.folder.path()), ["rolls"], "{what}: something is left");
    }
}

/// An output of the sample in English, made once a test.
fn english() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut options = options(sample(), &folder.path().join("rolls"));
    options.render.language = Language::English;
    run(&options).unwrap();
    folder
}

/// How long an undisturbed run takes here and now.
fn undisturbed(arguments: &[&str]) -> Duration {
    let place = Place::empty();
    let begun = Instant::now();
    let ended = place.start(arguments).wait().unwrap();
    assert_eq!(ended.code(), Some(1), "done, with findings");
    begun.elapsed()
}

/// A moment of a run: somewhere on its way, more often near its end.
fn moment(random: &mut Random, at: u64, whole: Duration) -> Duration {
    let share = if at.is_multiple_of(3) { 850 + random.below(200) } else { random.below(1000) };
    whole.mul_f64(f64::from(u32::try_from(share).unwrap()) / 1000.0)
}

fn kill_after(child: &mut Child, delay: Duration) -> ExitStatus {
    std::thread::sleep(delay);
    child.kill().unwrap();
    child.wait().unwrap()
}

#[test]
fn a_run_killed_at_any_moment_leaves_the_old_output_or_the_new_one() {
    let all = (tree(sample_output()), &[][..], Format::ALL.into());
    let quick = tree_of(|options| options.render.formats = QUICK.into());
    let quick = (quick, &QUICK_ARGUMENTS[..], BTreeSet::from(QUICK));
    let english = english();
    let mut whole = [&all, &quick].map(|(_, arguments, _)| undisturbed(arguments));
    let mut random = Random::new(25);
    let mut killed = 0;
    let rounds = soak(4);
    for at in 0..rounds {
        let (which, place) = match at % 4 {
            0 => (0, Place::with_output(&english.path().join("rolls"))),
            1 => (1, Place::empty()),
            2 => (1, Place::with_output(&english.path().join("rolls"))),
            _ => (0, Place::empty()),
        };
        let (expected, arguments, formats) = [&all, &quick][which];
        let delay = moment(&mut random, at, whole[which]);
        let ended = kill_after(&mut place.start(arguments), delay);
        if ended.code().is_none() {
            killed += 1;
        } else {
            // It was done already: the machine has less to do than when the time was taken.
            whole[which] = whole[which].mul_f64(0.8);
        }
        let what = format!("{formats:?} killed after {delay:?} of {:?}", whole[which]);
        place.check(&what, expected, |options| options.render.formats.clone_from(formats));
    }
    assert!(killed > 0, "no run of {rounds} was killed before it ended");
}

#[test]
fn a_run_on_postgresql_killed_at_any_moment_is_completed_by_the_next() {
    let expected = tree(sample_output());
    let whole = undisturbed(&["--db", &postgres::server().database()]);
    let mut random = Random::new(5);
    for at in 0..soak(2) {
        let place = Place::empty();
        let url = postgres::server().database();
        let delay = moment(&mut random, at + 1, whole);
        kill_after(&mut place.start(&["--db", &url]), delay);
        place.check(&format!("killed after {delay:?} of {whole:?}"), &expected, |options| {
            options.database = Some(cutri::store::DatabaseUrl::parse(&url).unwrap());
        });
    }
}

#[test]
fn a_run_stopped_from_the_keyboard_ends_at_once_with_130_and_changes_nothing() {
    let expected = tree(sample_output());
    let english = english();
    let mut whole = undisturbed(&[]);
    let mut stopped = 0;
    for share in [0.05, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8] {
        let place = Place::with_output(&english.path().join("rolls"));
        let mut child = place.start(&[]);
        wait_for(&place.folder.path().join(".rolls.cutri/new"));
        std::thread::sleep(whole.mul_f64(share).max(Duration::from_millis(60)));
        signal("INT", child.id());
        let ended = child.wait().unwrap();
        assert!([Some(130), Some(1)].contains(&ended.code()), "stopped at {share}: {ended:?}");
        if ended.code() == Some(130) {
            assert_eq!(names(place.folder.path()), ["rolls"], "stopped at {share}: something is left");
            stopped += 1;
        } else {
            // It was done already, or about to be.
            whole = whole.mul_f64(0.8);
        }
        place.check(&format!("stopped at {share}"), &expected, |_| {});
    }
    assert!(stopped >= 4, "only {stopped} runs were stopped before they ended");
}

/// Each way to stop the program, and whether it was begun so that it outlives its terminal.
#[test]
fn a_run_that_is_stopped_in_any_way_takes_its_staging_away() {
    for (name, nohup) in [("INT", false), ("TERM", false), ("HUP", false), ("HUP", true)] {
        let place = Place::empty();
        // The tests themselves may have been begun so.
        let begun: &[&str] = if nohup { &["nohup"] } else { &["env", "--default-signal=HUP,INT,TERM"] };
        let mut command = std::process::Command::new(begun[0]);
        command.args(&begun[1..]).arg(env!("CARGO_BIN_EXE_cutri")).args([
            "generate",
            text(sample()),
            "--out",
            text(&place.out()),
        ]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        wait_for(&place.folder.path().join(".rolls.cutri/new"));
        signal(name, child.id());
        let ended = child.wait().unwrap();
        let (code, left): (i32, &[&str]) = if nohup { (1, &["rolls"]) } else { (130, &[]) };
        assert_eq!(ended.code(), Some(code), "{name}, nohup {nohup}");
        assert_eq!(names(place.folder.path()), left, "{name}, nohup {nohup}");
    }
}

fn wait_for(path: &Path) {
    wait_until("the staging", || path.exists());
}

#[test]
fn an_undisturbed_run_of_the_program_gives_the_bytes_of_the_library() {
    assert_same("the library", &tree(sample_output()), &tree_of(|_| {}));
    let place = Place::empty();
    place.start(&[]).wait().unwrap();
    assert_same("the program", &tree(sample_output()), &tree(&place.out()));
}
