//! Where an output may go: nowhere yet, into an empty folder, over an output of the same roll; nowhere else.

use crate::support::output::{
    assert_same, copy, names, options, quick_options, run, sample, sample_output, tree,
};
use crate::support::package::{Form, Package};
use cutri::render::Language;
use cutri::tasks::TaskError;
use cutri::tasks::generate::GenerateOptions;
use std::fs;
use std::path::Path;

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
        matches!(&error, TaskError::Occupied { what, .. } if what.starts_with("another roll")),
        "{error}"
    );
    let mut subset = quick_options(sample(), &out);
    subset.communes = [crate::support::builders::commune("98103")].into();
    assert!(matches!(refused(&subset, folder.path()), TaskError::Occupied { .. }), "a part is another roll");
}

#[test]
fn a_folder_with_foreign_files_is_refused_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("thesis.txt"), "years of work").unwrap();
    let error = refused(&quick_options(sample(), &out), folder.path());
    assert!(matches!(error, TaskError::Occupied { .. }), "{error}");
}

#[test]
fn an_output_with_a_foreign_file_in_it_is_refused_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    run(&quick_options(sample(), &out)).unwrap();
    fs::write(out.join("98/notes.txt"), "years of work").unwrap();
    let error = refused(&quick_options(sample(), &out), folder.path());
    assert!(matches!(&error, TaskError::Occupied { what, .. } if what.contains("98/notes.txt")), "{error}");
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
fn a_file_is_no_place_and_neither_is_a_path_below_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "a file").unwrap();
    for out in [file.clone(), file.join("rolls")] {
        let error = refused(&quick_options(sample(), &out), folder.path());
        assert!(matches!(&error, TaskError::Write { .. }), "{error}");
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
    let (partial, former) = (folder.path().join(".rolls.partial"), folder.path().join(".rolls.former"));
    fs::create_dir(&partial).unwrap();
    fs::write(partial.join("half"), "half a file").unwrap();
    copy(sample_output(), &former);
    let nowhere = quick_options(&folder.path().join("nowhere"), &out);
    run(&nowhere).expect_err("there is no extract");
    assert_same("the former output", &tree(sample_output()), &tree(&out));
    assert_eq!(names(folder.path()), ["rolls"]);
    copy(sample_output(), &former);
    run(&options(sample(), &out)).unwrap();
    assert_same("the new output", &tree(sample_output()), &tree(&out));
    assert_eq!(names(folder.path()), ["rolls"]);
}
