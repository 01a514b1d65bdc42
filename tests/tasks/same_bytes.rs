//! Equal inputs give equal bytes: with any number of jobs, on both databases, in any form and order of the input.

use crate::support::output::{
    assert_same, options, postgres, quick_options, run, sample, sample_output, tree, tree_of, without_places,
};
use crate::support::package::{Form, Package};

#[test]
fn one_job_and_four_give_the_same_bytes() {
    let expected = tree(sample_output());
    assert!(expected.keys().any(|name| name.ends_with("/list.pdf")));
    for jobs in [1, 4] {
        assert_same(&format!("{jobs} jobs"), &expected, &tree_of(|options| options.render.jobs = jobs));
    }
}

#[test]
fn sqlite_and_postgresql_give_the_same_bytes_loaded_or_known_already() {
    let expected = tree(sample_output());
    let url = postgres();
    for run in ["loaded", "known already"] {
        let found = tree_of(|options| options.database = Some(url.clone()));
        assert_same(&format!("PostgreSQL, {run}"), &expected, &found);
    }
}

#[test]
fn a_database_file_of_its_own_gives_the_same_bytes_and_goes_on_from_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kept.db");
    for (at, known) in [(1, false), (2, true)] {
        let out = folder.path().join(format!("rolls-{at}"));
        let mut options = options(sample(), &out);
        options.database = Some(cutri::store::DatabaseUrl::file(&file));
        let generated = run(&options).unwrap();
        assert_eq!(generated.loaded.known, known);
        assert_same(&format!("run {at}"), &tree(sample_output()), &tree(&out));
    }
}

#[test]
fn the_form_of_the_files_changes_no_output() {
    let package = Package::read(sample());
    let expected = without_places(tree(sample_output()));
    for form in [Form::Csv, Form::Gzip, Form::Zstandard, Form::Workbook] {
        let extract = package.write(form);
        let found = tree_of(|options| options.extract = extract.path().into());
        assert_same(&format!("{form:?}"), &expected, &without_places(found));
    }
}

#[test]
fn the_order_of_rows_and_columns_changes_no_output() {
    let package = Package::read(sample());
    let expected = without_places(tree(sample_output()));
    for seed in [1, 2] {
        let shuffled = package.shuffled(seed);
        assert_ne!(shuffled.tables["persons"].header, package.tables["persons"].header);
        assert_ne!(shuffled.tables["persons"].rows[0], package.tables["persons"].rows[0]);
        let extract = shuffled.write(Form::Csv);
        let found = tree_of(|options| options.extract = extract.path().into());
        assert_same(&format!("shuffled by {seed}"), &expected, &without_places(found));
    }
}

/// Of two permanent residences, registered in 2025 and on 31 December 2025, the later row counts: two orders of the rows
/// are two rolls, and must not pass for one snapshot in a database that holds the other already.
#[test]
fn rows_of_one_moment_in_another_order_are_another_snapshot() {
    let mut package = Package::read(sample());
    let rows = package.tables.get_mut("residences").unwrap();
    let registered_on = rows.column("registered_on");
    let mut both: Vec<&mut Vec<String>> =
        rows.rows.iter_mut().filter(|row| row[0] == "098185000481").collect();
    assert_eq!(both.len(), 2, "the person with two permanent residences");
    both[0][registered_on] = "2025".to_owned();
    both[1][registered_on] = "2025-12-31".to_owned();
    let mut swapped = package.clone();
    let rows = &mut swapped.tables.get_mut("residences").unwrap().rows;
    let at: Vec<usize> = (0..rows.len()).filter(|at| rows[*at][0] == "098185000481").collect();
    rows.swap(at[0], at[1]);
    let url = postgres();
    let ids = [package, swapped].map(|package| {
        let extract = package.write(Form::Csv);
        let mut options = quick_options(extract.path(), &extract.path().join("rolls"));
        options.database = Some(url.clone());
        let generated = run(&options).unwrap();
        assert!(!generated.loaded.known, "the database takes it for the other");
        generated.loaded.basis.snapshot_id
    });
    assert_ne!(ids[0], ids[1]);
}
