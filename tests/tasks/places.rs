//! Where an output may go: nowhere yet, into an empty folder, over an output of the same roll; nowhere else.

use crate::support::output::{
    assert_same, copy, names, options, quick_options, run, sample, sample_output, tree,
};
use crate::support::package::{Form, Package};
use crate::support::program::{cutri, in_own_mounts, ran, text};
use crate::support::skip::skip;
use cutri::files::{PlaceError, Workshop};
use cutri::output::OutputError;
use cutri::output::stage::Stage;
use cutri::render::Language;
use cutri::tasks::TaskError;
use cutri::tasks::generate::GenerateOptions;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Runs what must fail, and asserts that it changed nothing in `folder`.
fn refused(options: &GenerateOptions, folder: &Path) -> TaskError {
    let before = (names(folder), tree(folder));
    let error = run(options).expect_err("it is refused");
    assert_same("what was there", &before.1, &tree(folder));
    assert_eq!(names(folder), before.0, "something was left behind");
    error
}

#[test]
fn an_empty_folder_is_filled() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    fs::create_dir(&out).unwrap();
    run(&options(sample(), &out)).unwrap();
    assert_same("the output", &tree(sample_output()), &tree(&out));
    assert_eq!(names(folder.path()), ["rolls"], "neither partial nor former folder is left");
    let left = names(&out).into_iter().filter(|name| name.starts_with('.') || name.ends_with("-wal"));
    assert_eq!(left.collect::<Vec<_>>(), [""; 0], "no scratch is left");
}

#[test]
fn folders_above_the_output_are_made() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("a/b/rolls");
    run(&quick_options(sample(), &out)).unwrap();
    assert!(out.join("manifest.json").is_file());
}

#[test]
fn an_output_of_the_same_roll_is_replaced_whole_even_by_other_formats_or_another_language() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    let mut english = options(sample(), &out);
    english.render.language = Language::English;
    run(&english).unwrap();
    let in_english = tree(&out);
    run(&options(sample(), &out)).unwrap();
    assert_same("again in Vietnamese", &tree(sample_output()), &tree(&out));
    assert!(in_english != tree(&out), "the language changes the pages");
    run(&quick_options(sample(), &out)).unwrap();
    assert!(!tree(&out).keys().any(|name| name.ends_with(".pdf")), "files of the former output are gone");
    assert_eq!(names(folder.path()), ["rolls"]);
}

#[test]
fn an_output_of_another_roll_is_refused_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    run(&quick_options(sample(), &out)).unwrap();
    let mut package = Package::read(sample());
    package.tables.get_mut("persons").unwrap().rows.pop();
    let extract = package.write(Form::Csv);
    let error = refused(&quick_options(extract.path(), &out), folder.path());
    assert!(
        matches!(&error, TaskError::Output(OutputError::Occupied { what, .. }) if what.starts_with("another roll")),
        "{error}"
    );
    let mut subset = quick_options(sample(), &out);
    subset.communes = [crate::support::builders::commune("98103")].into();
    assert!(
        matches!(refused(&subset, folder.path()), TaskError::Output(OutputError::Occupied { .. })),
        "a part is another roll"
    );
}

#[test]
fn a_folder_with_foreign_files_is_refused_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("thesis.txt"), "years of work").unwrap();
    let error = refused(&quick_options(sample(), &out), folder.path());
    assert!(matches!(error, TaskError::Output(OutputError::Occupied { .. })), "{error}");
}

#[test]
fn an_output_with_a_foreign_file_in_it_is_refused_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    run(&quick_options(sample(), &out)).unwrap();
    fs::write(out.join("98/notes.txt"), "years of work").unwrap();
    let error = refused(&quick_options(sample(), &out), folder.path());
    assert!(
        matches!(&error, TaskError::Output(OutputError::Occupied { what, .. }) if what.contains("98/notes.txt")),
        "{error}"
    );
}

#[test]
fn a_folder_with_a_manifest_of_another_program_is_refused_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("manifest.json"), r#"{"name": "an app"}"#).unwrap();
    let error = refused(&quick_options(sample(), &out), folder.path());
    assert!(error.to_string().contains("manifest.json"), "{error}");
}

#[test]
fn an_output_whose_manifest_names_files_elsewhere_is_refused_and_nothing_is_written_there() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    run(&quick_options(sample(), &out)).unwrap();
    let manifest = fs::read_to_string(out.join("manifest.json")).unwrap();
    let name = "\"98/98103/98103-01/list.csv\"";
    assert!(manifest.contains(name));
    for elsewhere in ["98/98103/98103-01/../../../../../stolen", "/etc/passwd", "98/98103/98103-01//x"] {
        let changed = manifest.replacen(name, &format!("\"{elsewhere}\""), 1);
        fs::write(out.join("manifest.json"), changed).unwrap();
        let error = refused(&quick_options(sample(), &out), folder.path());
        assert!(matches!(&error, TaskError::Output(_)) && error.to_string().contains("outside"), "{error}");
    }
}

#[test]
fn a_file_is_no_place_and_neither_is_a_path_below_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "a file").unwrap();
    for out in [file.clone(), file.join("rolls")] {
        let error = refused(&quick_options(sample(), &out), folder.path());
        assert!(
            matches!(
                &error,
                TaskError::Output(OutputError::Write { .. }) | TaskError::Place(PlaceError::Disk { .. })
            ),
            "{error}"
        );
        assert!(error.to_string().contains("file"), "{error}");
    }
}

#[test]
fn an_extract_that_cannot_be_read_leaves_nothing_at_the_place() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    let error = refused(&quick_options(&folder.path().join("nowhere"), &out), folder.path());
    assert!(matches!(error, TaskError::Extract(_)), "{error}");
}

#[test]
fn what_a_killed_run_left_is_cleared_or_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    let workshop = folder.path().join(".rolls.cutri");
    let (partial, former) = (workshop.join("new"), workshop.join("former"));
    fs::create_dir_all(&partial).unwrap();
    fs::write(partial.join("half"), "half a file").unwrap();
    fs::write(workshop.join("made-by-cutri"), "process 1").unwrap();
    copy(sample_output(), &former);
    let nowhere = quick_options(&folder.path().join("nowhere"), &out);
    run(&nowhere).expect_err("there is no extract");
    assert_same("the former output", &tree(sample_output()), &tree(&out));
    assert_eq!(names(folder.path()), ["rolls"]);
    fs::create_dir(&workshop).unwrap();
    fs::write(workshop.join("made-by-cutri"), "").unwrap();
    copy(sample_output(), &former);
    run(&options(sample(), &out)).unwrap();
    assert_same("the new output", &tree(sample_output()), &tree(&out));
    assert_eq!(names(folder.path()), ["rolls"]);
}

#[test]
fn a_folder_that_this_program_did_not_make_is_left_whatever_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    for name in [".rolls.partial", ".rolls.former"] {
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name).join("thesis"), "years of work").unwrap();
    }
    run(&quick_options(sample(), &out)).unwrap();
    assert_eq!(names(folder.path()), [".rolls.former", ".rolls.partial", "rolls"]);
    let workshop = folder.path().join(".rolls.cutri");
    fs::create_dir(&workshop).unwrap();
    fs::write(workshop.join("thesis"), "years of work").unwrap();
    let error = refused(&quick_options(sample(), &out), folder.path());
    assert!(matches!(&error, TaskError::Place(PlaceError::Foreign { .. })), "{error}");
    for name in [".rolls.partial", ".rolls.former", ".rolls.cutri"] {
        assert_eq!(names(&folder.path().join(name)), ["thesis"], "{name}");
    }
}

#[test]
fn a_second_run_into_a_folder_is_refused_at_once_and_told_of_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    let first = Workshop::beside(&folder.path().canonicalize().unwrap().join("rolls"), "render").unwrap();
    let told = cutri(&["generate", text(sample()), "--out", text(&out)]).ended(3).err;
    let who =
        [format!("process {}", std::process::id()), "user ".to_owned(), "cutri render, since 20".to_owned()];
    assert!(who.iter().all(|word| told.contains(word)), "{told}");
    drop(first);
    assert_eq!(names(folder.path()), [""; 0], "nothing is left of either");
    run(&quick_options(sample(), &out)).unwrap();
    // Where files are laid into a folder that stands, the lock is inside.
    let extract = folder.path().join("extract");
    let report = folder.path().join("report");
    let held = [&extract, &report].map(|folder| Workshop::inside(folder, "sample").unwrap());
    cutri(&["sample", "--people", "100", "--out", text(&extract)]).ended(3);
    cutri(&["check", text(sample()), "--report", text(&report)]).ended(3);
    drop(held);
    cutri(&["sample", "--people", "100", "--out", text(&extract)]).ended(0);
    cutri(&["check", text(sample()), "--report", text(&report)]).ended(1);
    assert_eq!(names(&report), ["findings.csv", "rejects.csv", "viec-can-lam.xlsx"]);
}

#[test]
fn two_runs_at_once_end_done_or_refused_and_the_output_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    let arguments = ["generate", text(sample()), "--out", text(&out), "--formats", "jsonl"];
    for language in ["vi", "en"] {
        let runs: Vec<Option<i32>> = std::thread::scope(|scope| {
            let start = |lang| scope.spawn(move || cutri(&[&arguments[..], &["--lang", lang]].concat()).code);
            [start("vi"), start(language)].map(|run| run.join().unwrap()).into()
        });
        let fine = [[Some(1), Some(3)], [Some(3), Some(1)], [Some(1), Some(1)]];
        assert!(fine.iter().any(|pair| *pair == runs[..]), "{runs:?}");
        cutri(&["verify", text(&out)]).ended(0);
        assert_eq!(names(folder.path()), ["rolls"]);
    }
}

#[test]
fn an_output_whose_files_vanish_before_it_is_done_takes_no_place() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    copy(sample_output(), &out);
    let before = tree(&out);
    let stage = Stage::begin(&out, "generate").unwrap();
    copy(sample_output(), stage.folder());
    fs::remove_file(stage.folder().join("98/98103/98103-01/list.pdf")).unwrap();
    let error = stage.finish().expect_err("a file is gone");
    assert!(
        matches!(&error, OutputError::Vanished { path } if path.ends_with("98103-01/list.pdf")),
        "{error}"
    );
    assert_same("the output", &before, &tree(&out));
    assert_eq!(names(folder.path()), ["rolls"]);
}

#[test]
fn a_link_stays_and_the_output_lies_where_it_leads() {
    let (folder, disk) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (out, real) = (folder.path().join("rolls"), disk.path().join("encrypted"));
    std::os::unix::fs::symlink(&real, &out).unwrap();
    for round in ["a link to nothing yet", "a link to an output"] {
        run(&quick_options(sample(), &out)).unwrap();
        assert!(fs::symlink_metadata(&out).unwrap().is_symlink(), "{round}");
        assert!(real.join("manifest.json").is_file() && real.join("cutri.db").is_file(), "{round}");
        assert_eq!(
            (names(folder.path()), names(disk.path())),
            (vec!["rolls".into()], vec!["encrypted".into()])
        );
    }
    let circle = folder.path().join("circle");
    std::os::unix::fs::symlink(&circle, &circle).unwrap();
    let error = run(&quick_options(sample(), &circle)).expect_err("it leads to itself");
    assert!(matches!(&error, TaskError::Place(PlaceError::Disk { .. })), "{error}");
}

#[test]
fn a_mount_point_is_refused_before_the_work_and_a_folder_inside_it_is_filled() {
    let script = r#"
        mkdir "$1/stick" "$1/bound" "$1/other"
        mount -t tmpfs tmpfs "$1/stick"
        mount --bind "$1/other" "$1/bound"
        for out in stick bound; do
            code=0
            # There is no extract: what is told is told before it is looked for.
            "$2" generate "$1/nowhere" --out "$1/$out" || code=$?
            echo "$out $code" $(ls -A "$1/$out")
        done
        "$2" generate "$3" --out "$1/stick/rolls" --formats jsonl > "$1/told" || echo "inside $?"
        ls -A "$1/stick"
    "#;
    let folder = tempfile::tempdir().unwrap();
    let program = OsStr::new(env!("CARGO_BIN_EXE_cutri"));
    let Some(ran) = in_own_mounts(script, &[folder.path().as_os_str(), program, sample().as_os_str()]) else {
        return;
    };
    assert_eq!(ran.out, "stick 3\nbound 3\ninside 1\nrolls\n", "{}", ran.err);
    assert!(ran.err.contains("--out") && ran.err.contains("stick/rolls"), "what to do: {}", ran.err);
}

/// As a user who may not do everything.
#[test]
fn an_output_that_may_not_be_written_is_replaced_by_its_owner_and_by_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let script = r#"
        user() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
        user true || { echo skipped; exit 0; }
        cp "$2" "$1/cutri"
        cp -r "$3" "$1/extract"
        chmod 755 "$1"; chmod -R a+rX "$1"
        mkdir "$1/place"; chown 65534 "$1/place"
        generate() { user "$1/cutri" generate "$1/extract" --out "$1/place/rolls" --formats jsonl "$2" "$3" > /dev/null; }
        generate "$1" --lang vi || echo "new $?"
        chmod -R a-w "$1/place/rolls"
        generate "$1" --lang en || echo "again $?"
        ls -A "$1/place"
        chown -R root "$1/place/rolls/98"; chmod -R go-w,a+rX "$1/place/rolls"
        for language in vi en vi; do generate "$1" --lang $language || echo "in part $?"; done
        chown -R root "$1/place/rolls"; chmod -R go-w,a+rX "$1/place/rolls"
        generate "$1" --lang vi || echo "of another $?"
        ls -A "$1/place"
    "#;
    let mut shell = Command::new("sh");
    shell.args(["-c", script, "sh"]).arg(folder.path()).arg(env!("CARGO_BIN_EXE_cutri")).arg(sample());
    let ran = ran(shell.env_remove("CUTRI_DB"));
    if ran.out == "skipped\n" {
        skip!("another user needs root");
    }
    assert_eq!(
        ran.out,
        "new 1\nagain 1\nrolls\nin part 1\nin part 1\nin part 1\nof another 3\n.rolls.cutri\nrolls\n",
        "{}",
        ran.err
    );
    assert!(ran.err.contains(".rolls.cutri/former: "), "what is left is told: {}", ran.err);
}
