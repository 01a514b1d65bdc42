//! A run that is killed, or stopped from the keyboard, at any moment leaves the old output or the new one, and the next
//! run completes with the same bytes.

use crate::support::naive::random::Random;
use crate::support::output::{
    Tree, assert_same, copy, names, options, run, sample, sample_output, tree, tree_of,
};
use crate::support::postgres;
use crate::support::program::{command, signal, text};
use cutri::render::Language;
use cutri::tasks::progress::Unwatched;
use cutri::tasks::verify::verify;
use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

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
    fn check(&self, what: &str, expected: &Tree, database: Option<&str>) {
        let out = self.out();
        if out.exists() {
            let found = tree(&out);
            if self.before.as_ref() != Some(&found) {
                assert_same(what, expected, &found);
            }
            assert_eq!(verify(&out, &Unwatched).unwrap().problems, [], "{what}");
        } else if self.before.is_some() {
            let former = names(self.folder.path()).contains(&".rolls.former".to_owned());
            assert!(former, "{what}: the old output is nowhere");
        }
        let mut options = options(sample(), &out);
        options.database = database.map(|url| cutri::store::DatabaseUrl::parse(url).unwrap());
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
    let expected = tree(sample_output());
    let english = english();
    let whole = undisturbed(&[]);
    let mut random = Random::new(25);
    let mut killed = 0;
    for at in 0..25 {
        let place = match at % 2 {
            0 => Place::with_output(&english.path().join("rolls")),
            _ => Place::empty(),
        };
        let delay = moment(&mut random, at, whole);
        let ended = kill_after(&mut place.start(&[]), delay);
        killed += u32::from(ended.code().is_none());
        place.check(&format!("killed after {delay:?} of {whole:?}"), &expected, None);
    }
    assert!(killed >= 10, "only {killed} runs were killed before they ended");
}

#[test]
fn a_run_on_postgresql_killed_at_any_moment_is_completed_by_the_next() {
    let expected = tree(sample_output());
    let whole = undisturbed(&["--db", &postgres::server().database()]);
    let mut random = Random::new(5);
    for at in 0..6 {
        let place = Place::empty();
        let url = postgres::server().database();
        let delay = moment(&mut random, at + 1, whole);
        kill_after(&mut place.start(&["--db", &url]), delay);
        place.check(&format!("killed after {delay:?} of {whole:?}"), &expected, Some(&url));
    }
}

#[test]
fn a_run_stopped_from_the_keyboard_ends_at_once_with_130_and_changes_nothing() {
    let expected = tree(sample_output());
    let english = english();
    let whole = undisturbed(&[]);
    for share in [0.05, 0.3, 0.5, 0.7, 0.8] {
        let place = Place::with_output(&english.path().join("rolls"));
        let mut child = place.start(&[]);
        wait_for(&place.folder.path().join(".rolls.partial"));
        std::thread::sleep(whole.mul_f64(share).max(Duration::from_millis(60)));
        signal("INT", child.id());
        let sent = Instant::now();
        let ended = child.wait().unwrap();
        // A run that was faster than the others may be done.
        assert!([Some(130), Some(1)].contains(&ended.code()), "stopped at {share}: {ended:?}");
        if ended.code() == Some(130) {
            assert!(
                sent.elapsed() < whole.max(Duration::from_secs(2)),
                "it went on for {:?}",
                sent.elapsed()
            );
        } else {
            assert!(share > 0.5, "the signal at {share} of the run was not heard");
        }
        place.check(&format!("stopped at {share}"), &expected, None);
    }
}

fn wait_for(path: &Path) {
    let begun = Instant::now();
    while !path.exists() {
        assert!(begun.elapsed() < Duration::from_secs(30), "{} never came", path.display());
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn an_undisturbed_run_of_the_program_gives_the_bytes_of_the_library() {
    assert_same("the library", &tree(sample_output()), &tree_of(|_| {}));
    let place = Place::empty();
    place.start(&[]).wait().unwrap();
    assert_same("the program", &tree(sample_output()), &tree(&place.out()));
}
