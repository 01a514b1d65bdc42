//! Every command that writes is killed at every step that has a name in the sources: what it did is whole or can be taken up,
//! and the same command again gives what it gives undisturbed.

mod content;
mod scenes;

use super::lists::Lists;
use crate::support::output::{assert_same, names, tree};
use crate::support::postgres;
use crate::support::program::{Ran, command, ran, text};
pub(super) use content::rows_of;
use content::{Content, content, difference};
use cutri::progress::Unwatched;
use cutri::proof::verify;
use scenes::{SCENES, Scene};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

/// Where the lists are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ground {
    File,
    Server,
}

/// Lists as a command finds them, and the command.
struct Stage {
    ground: Ground,
    lists: Lists,
    arguments: Vec<String>,
}

/// A copy of the stage, on which the command is run.
struct Try {
    lists: Lists,
    arguments: Vec<String>,
}

impl Stage {
    fn of(scene: &Scene, ground: Ground) -> Self {
        let lists = (scene.lists)(ground);
        let arguments = (scene.command)(&lists);
        Self { ground, lists, arguments }
    }

    /// The lists and the output once more, each in a place of its own.
    fn copied(&self) -> Try {
        static COPIES: AtomicU32 = AtomicU32::new(0);
        let folder = tempfile::tempdir().unwrap();
        let out = self.lists.folder.path().join("out");
        if out.exists() {
            crate::support::output::copy(&out, &folder.path().join("out"));
        }
        let url = match self.ground {
            Ground::File => {
                let file = folder.path().join("lists.db");
                if Path::new(&self.lists.url).exists() {
                    fs::copy(&self.lists.url, &file).unwrap();
                }
                text(&file).to_owned()
            }
            Ground::Server => {
                let place = self.lists.url.split_once('?').unwrap().0;
                let template = place.rsplit('/').next().unwrap();
                let name = format!("killed_{}", COPIES.fetch_add(1, Ordering::Relaxed));
                postgres::server().sql(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
                postgres::server().url("cutri", &name)
            }
        };
        let out = text(&folder.path().join("out")).to_owned();
        let own = |argument: &String| match argument.as_str() {
            "OUT" => out.clone(),
            _ => argument.clone(),
        };
        let mut arguments: Vec<String> = self.arguments.iter().map(own).collect();
        arguments.extend(["--db".to_owned(), url.clone()]);
        Try { lists: Lists { url, folder, is_signed: false }, arguments }
    }

    /// What the command gives undisturbed, and how often it passes each point.
    fn undisturbed(&self, scene: &Scene) -> (Given, BTreeMap<String, u32>) {
        let undisturbed = self.copied();
        let file = undisturbed.lists.folder.path().join("passed");
        let ended = undisturbed.run(&[], |command| _ = command.env("CUTRI_TEST_PASSED", &file));
        assert_eq!(ended.code, Some(scene.code), "{}: {}", scene.name, ended.err);
        let mut passed: BTreeMap<String, u32> = BTreeMap::new();
        for name in fs::read_to_string(&file).unwrap_or_default().lines() {
            *passed.entry(name.to_owned()).or_default() += 1;
        }
        fs::remove_file(&file).expect("the command passes points");
        assert!(!passed.is_empty(), "{} passes no point", scene.name);
        (undisturbed.given(), passed)
    }
}

/// What is said of a database that was begun and holds no lists.
const NOTHING_YET: [&str; 3] = ["lists.no_roll", "store.empty", "store.older_schema"];

/// What a command leaves.
struct Given {
    content: Content,
    output: BTreeMap<String, Vec<u8>>,
    /// What lies beside.
    names: Vec<String>,
}

impl Try {
    fn run(&self, more: &[&str], set: impl FnOnce(&mut std::process::Command)) -> Ran {
        let mut command = command();
        command.args(&self.arguments).args(more);
        set(&mut command);
        ran(&mut command)
    }

    fn given(&self) -> Given {
        let folder = self.lists.folder.path();
        let out = folder.join("out");
        let output = if out.exists() { tree(&out) } else { BTreeMap::new() };
        let names = names(folder).into_iter().filter(|name| !name.starts_with("lists.db-")).collect();
        Given { content: content(&self.lists.url), output, names }
    }

    /// Fails if what stands in the database or in the output is not whole.
    fn check(&self, what: &str) {
        match self.lists.problems() {
            Ok(problems) => assert_eq!(problems, [], "{what}"),
            // Before the first lists there is nothing to verify, and that is what is said.
            Err(error) => assert!(NOTHING_YET.contains(&error.code()), "{what}: {error}"),
        }
        let out = self.lists.folder.path().join("out");
        if out.join("manifest.json").exists() {
            assert_eq!(verify(&out, &[], &Unwatched).unwrap().problems, [], "{what}");
        }
    }
}

/// Kills a scene's command at every point that it passes, the first time and the last.
fn kill_everywhere(scene: &Scene, ground: Ground, is_chosen: impl Fn(&str) -> bool) {
    let stage = Stage::of(scene, ground);
    let before = stage.copied().given().content;
    let (expected, passed) = stage.undisturbed(scene);
    for (point, times) in passed.iter().filter(|(point, _)| is_chosen(point)) {
        for time in BTreeSet::from([1, *times]) {
            let what = format!("{} on {ground:?}, killed at {point}:{time}", scene.name);
            let once = stage.copied();
            let stop = format!("{point}:{time}");
            let killed = once.run(&[], |command| _ = command.env("CUTRI_TEST_STOP", stop));
            assert_eq!(killed.code, None, "{what}: {}", killed.err);
            once.check(&what);
            let after = once.given();
            let is_done = difference(&expected.content, &after.content).is_none();
            if scene.is_one_act {
                let is_as_before = difference(&before, &after.content).is_none();
                assert!(is_done || is_as_before, "{what}: half done");
            }
            // An act that is done already is known, or refused; either way nothing is done twice.
            let again = once.run(scene.again, |_| {});
            let is_well = again.code == Some(scene.code) || again.code == Some(0);
            assert!(is_well || is_done, "{what}, run again: {:?} {}", again.code, again.err);
            once.check(&format!("{what}, run again"));
            let given = once.given();
            let differs = difference(&expected.content, &given.content);
            assert_eq!(differs, None, "{what}, run again");
            assert_same(&format!("{what}, run again"), &expected.output, &given.output);
            assert_eq!(given.names, expected.names, "{what}, run again: something is left");
        }
    }
}

/// The points that the sources name.
fn named() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.extension().is_none_or(|ending| ending != "rs") {
                continue;
            }
            let source = fs::read_to_string(&path).unwrap();
            let code = source.lines().filter(|line| !line.trim_start().starts_with("//"));
            for line in code {
                if let Some((_, rest)) = line.split_once("fail_point!(\"") {
                    names.insert(rest.split('"').next().unwrap().to_owned());
                }
            }
        }
    }
    names
}

#[test]
fn every_step_that_has_a_name_is_passed_by_a_command_that_is_killed_there() {
    let mut passed = BTreeSet::new();
    for scene in SCENES {
        passed.extend(Stage::of(scene, Ground::File).undisturbed(scene).1.into_keys());
    }
    let named = named();
    assert!(named.len() >= 25, "{named:?}");
    assert_eq!(named.difference(&passed).collect::<Vec<_>>(), [""; 0], "no scene passes these");
    assert_eq!(passed.difference(&named).collect::<Vec<_>>(), [""; 0], "names that no source has");
}

/// One test a scene, so that they run side by side.
macro_rules! killed {
    ($($test:ident: $name:literal;)+) => {
        $(#[test]
        fn $test() {
            kill_everywhere(scenes::named($name), Ground::File, |_| true);
        })+

        #[test]
        fn every_scene_is_killed() {
            assert_eq!([$($name),+].as_slice(), SCENES.iter().map(|scene| scene.name).collect::<Vec<_>>());
        }
    };
}

killed! {
    a_load_killed_at_any_step_is_loaded_by_the_next: "load";
    a_derivation_killed_at_any_step_is_taken_up: "derive";
    a_posting_killed_at_any_step_happens_whole_or_not_at_all: "post";
    an_update_killed_at_any_step_happens_whole_or_not_at_all: "update";
    a_batch_that_is_stopped_waits_whole_or_not_at_all: "update, stopped";
    an_approval_killed_at_any_step_happens_whole_or_not_at_all: "approve";
    a_refusal_killed_at_any_step_happens_whole_or_not_at_all: "approve --refuse";
    a_complaint_killed_at_any_step_is_entered_whole_or_not_at_all: "complaint open";
    a_settlement_killed_at_any_step_happens_whole_or_not_at_all: "complaint settle";
    a_suit_killed_at_any_step_is_noted_whole_or_not_at_all: "complaint sue";
    a_judgment_killed_at_any_step_is_obeyed_whole_or_not_at_all: "complaint judge";
    a_certificate_killed_at_any_step_is_issued_whole_or_not_at_all: "certificate issue";
    a_receipt_of_a_certificate_killed_at_any_step_happens_whole_or_not_at_all: "certificate receive";
    an_undo_killed_at_any_step_happens_whole_or_not_at_all: "undo";
    a_review_killed_at_any_step_happens_whole_or_not_at_all: "review";
    a_release_killed_at_any_step_happens_whole_or_not_at_all: "transfer release";
    a_notice_killed_at_any_step_is_taken_in_whole_or_not_at_all: "transfer import";
    notices_killed_at_any_step_are_written_by_the_next_run: "transfer export";
    an_output_killed_at_any_step_is_the_old_one_or_the_new_one: "generate";
    a_rendering_killed_at_any_step_is_the_old_one_or_the_new_one: "render";
}

/// On a server a commit is a message, which may come or not.
#[test]
fn on_a_server_commands_killed_about_their_commit_happen_whole_or_not_at_all() {
    let about = |point: &str| ["commit.begins", "commit.done", "audit.line_written"].contains(&point);
    for name in ["load", "derive", "post", "update", "complaint settle", "certificate issue"] {
        kill_everywhere(scenes::named(name), Ground::Server, about);
    }
}

/// Ends the session of whoever commits a line of the audit, in the middle of it.
const DIES: &str = "CREATE FUNCTION dies() RETURNS trigger LANGUAGE plpgsql AS \
     $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$; \
     CREATE CONSTRAINT TRIGGER dies AFTER INSERT ON audit DEFERRABLE INITIALLY DEFERRED \
     FOR EACH ROW EXECUTE FUNCTION dies()";

#[test]
fn an_act_whose_connection_is_lost_while_it_commits_says_so_and_is_made_by_the_next_run() {
    for name in ["post", "update", "complaint settle"] {
        let scene = scenes::named(name);
        let stage = Stage::of(scene, Ground::Server);
        let (expected, _) = stage.undisturbed(scene);
        let once = stage.copied();
        let before = once.given().content;
        let place = once.lists.url.split_once('?').unwrap().0;
        let database = place.rsplit('/').next().unwrap().to_owned();
        postgres::server().sql_in(&database, DIES);
        let lost = once.run(&[], |_| ());
        assert_eq!(lost.code, Some(4), "{name}: {}", lost.err);
        postgres::server().sql_in(&database, "DROP FUNCTION dies() CASCADE");
        assert_eq!(difference(&before, &once.given().content), None, "{name}: the server had not done it");
        once.run(&[], |_| ()).ended(scene.code);
        assert_eq!(difference(&expected.content, &once.given().content), None, "{name}, run again");
        once.check(name);
    }
}

/// The points as the compiler of a release sees them: nothing is read, nothing ends.
#[test]
fn a_release_has_no_points() {
    let folder = tempfile::tempdir().unwrap();
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/fail_point.rs")).unwrap();
    fs::write(folder.path().join("fail_point.rs"), source).unwrap();
    let main = folder.path().join("main.rs");
    fs::write(&main, "#[macro_use]\nmod fail_point;\nfn main() { fail_point!(\"here\"); }\n").unwrap();
    for (assertions, code) in [("off", Some(0)), ("on", None)] {
        let program = folder.path().join(assertions);
        let mut compiler = std::process::Command::new("rustc");
        compiler.args(["--edition", "2024", "-C", &format!("debug-assertions={assertions}"), "-o"]);
        ran(compiler.arg(&program).arg(&main)).ended(0);
        let mut run = std::process::Command::new(&program);
        assert_eq!(ran(run.env("CUTRI_TEST_STOP", "here")).code, code, "debug assertions {assertions}");
        let bytes = fs::read(&program).unwrap();
        let names_it = bytes.windows(15).any(|window| window == b"CUTRI_TEST_STOP");
        assert_eq!(names_it, code.is_none(), "debug assertions {assertions}");
    }
    let manifest: toml::Table = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .unwrap()
        .parse()
        .unwrap();
    assert!(manifest["profile"]["release"].get("debug-assertions").is_none(), "a release asserts nothing");
}
