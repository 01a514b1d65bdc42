//! An extract from wherever it comes: files of every form, workbooks, and views of other people's databases. Equal data give
//! equal snapshots and equal rolls, and what cannot be read is told without a password.

use crate::support::foreign::{READER, execute, sqlite, views};
use crate::support::output::{Tree, assert_same, quick_options, run, sample, tree};
use crate::support::package::{Form, Package};
use crate::support::postgres::{GUARDED_USER, server};
use cutri::extract::{ExtractError, Mode};
use cutri::people::SnapshotId;
use cutri::store::ViewsUrl;
use cutri::tasks::TaskError;
use cutri::tasks::delta::{DeltaOptions, delta};
use cutri::tasks::generate::GenerateOptions;
use cutri::tasks::source::{self, Origin};
use std::path::Path;

/// The rolls of an extract, file by file, and its snapshot's id.
fn rolls(extract: &Origin) -> (String, Tree) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    let options = GenerateOptions { extract: extract.clone(), ..quick_options(Path::new(""), &out) };
    let generated = run(&options).unwrap_or_else(|error| panic!("{}: {error}", extract.typed.display()));
    let mut files = tree(&out);
    // What stands above the communes tells of the files of the input too.
    files.retain(|name, _| name.matches('/').count() > 1);
    assert!(files.keys().any(|name| name.ends_with("entries.jsonl")));
    (generated.loaded.basis.snapshot_id, files)
}

fn address(url: &str) -> Origin {
    Path::new(&format!("{url}&schema=cutri_export")).into()
}

/// The error of opening an extract.
fn refused(origin: &Origin) -> TaskError {
    source::open(origin).map(drop).expect_err("it must be refused")
}

#[test]
fn equal_data_give_equal_rolls_wherever_they_come_from() {
    let package = Package::read(sample());
    let (id, expected) = rolls(&sample().into());
    let forms = [Form::Semicolons, Form::Wide, Form::OpenDocument, Form::Excel97, Form::Binary];
    for form in forms {
        let extract = package.write(form);
        let (found, files) = rolls(&extract.path().into());
        assert_eq!(found, id, "{form:?}");
        assert_same(&format!("{form:?}"), &expected, &files);
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("population.db");
    sqlite(&package, &file);
    for origin in [Origin::from(file.clone()), Path::new(&format!("sqlite:{}", file.display())).into()] {
        let (found, files) = rolls(&origin);
        assert_eq!(found, id, "SQLite");
        assert_same("SQLite", &expected, &files);
    }
    let (found, files) = rolls(&address(&views(&package)));
    assert_eq!(found, id, "PostgreSQL");
    assert_same("PostgreSQL", &expected, &files);
}

#[test]
fn a_workbook_alone_is_an_extract_with_the_day_and_the_election_in_it_or_given() {
    let package = Package::read(sample());
    let folder = package.write(Form::OpenDocument);
    let book = folder.path().join("extract.ods");
    let error = refused(&book.clone().into());
    assert!(matches!(error, TaskError::Extract(ExtractError::NoDay { .. })), "{error}");
    let election = Some(folder.path().join("election.toml"));
    let as_of = Some(package.as_of.parse().unwrap());
    let opened = source::open(&Origin { typed: book.clone(), as_of, election, country: None }).unwrap();
    assert_eq!(opened.as_of.to_string(), package.as_of);
    assert_eq!(opened.files().count(), package.tables.len());
    let error = refused(&Origin { typed: book, as_of, election: None, country: None });
    assert!(matches!(error, TaskError::Extract(ExtractError::NoElection { .. })), "{error}");
    let single = package.write(Form::Csv);
    let error = refused(&single.path().join("persons.csv").into());
    assert!(matches!(error, TaskError::Extract(ExtractError::SingleTable { .. })), "{error}");
}

#[test]
fn what_is_missing_or_forbidden_in_a_database_is_told_all_at_once() {
    let url = views(&Package::read(sample()));
    execute(&url, "DROP VIEW cutri_export.hamlets; ALTER VIEW cutri_export.areas RENAME TO area".to_owned());
    let error = refused(&address(&url));
    let words = error.to_string();
    assert!(words.contains("thiếu các khung nhìn (view): hamlets, areas"), "{words}");
    assert!(words.contains("“cutri_export.area” là areas"), "{words}");
    execute(
        &url,
        format!(
            "ALTER VIEW cutri_export.area RENAME TO areas; REVOKE SELECT ON cutri_export.persons FROM {READER}"
        ),
    );
    let error = refused(&address(&url));
    assert!(matches!(error, TaskError::Extract(ExtractError::NoRightToRead { .. })), "{error}");
    assert!(error.to_string().contains("cutri_export.persons"), "{error}");
    let error = refused(&Path::new(&format!("{url}&schema=nowhere")).into());
    assert!(error.to_string().contains("no schema nowhere"), "{error}");
    let error = refused(&Path::new(&format!("{url}&schema=registry")).into());
    assert!(error.to_string().contains("GRANT USAGE ON SCHEMA registry"), "{error}");
}

#[test]
fn a_wrong_password_is_never_repeated() {
    let url = server().url(&format!("{GUARDED_USER}:not-the-password"), "postgres");
    let error = refused(&address(&url)).to_string();
    assert!(!error.contains("not-the-password") && error.contains(GUARDED_USER), "{error}");
}

#[test]
fn a_column_that_is_missing_or_unknown_is_told_by_the_view() {
    let url = views(&Package::read(sample()));
    execute(
        &url,
        "DROP VIEW cutri_export.statuses; CREATE VIEW cutri_export.statuses AS SELECT \"personal_id\", \"kind\", \"from\" AS since \
         FROM registry.statuses"
            .to_owned()
            + &format!("; GRANT SELECT ON cutri_export.statuses TO {READER}"),
    );
    let opened = source::open(&address(&url)).unwrap();
    let scratch = tempfile::tempdir().unwrap();
    let read = cutri::extract::start(&opened, cutri::extract::Options::new(scratch.path()), &mut |_| {})
        .and_then(|reader| match reader.read::<std::convert::Infallible>(&mut |_| {}, |_, _| Ok(())) {
            Ok(reading) => Ok(reading),
            Err(cutri::extract::ReadError::Extract(error)) => Err(error),
            Err(cutri::extract::ReadError::Sink(never)) => match never {},
        });
    let error = read.map(drop).expect_err("a column is missing").to_string();
    assert!(error.contains("cutri_export.statuses") && error.contains(": from."), "{error}");
}

/// The lines of a table that was written, its header first.
fn rows_of(folder: &Path, table: &str) -> Vec<Vec<String>> {
    let reader = csv::ReaderBuilder::new().has_headers(false).from_path(folder.join(format!("{table}.csv")));
    reader.unwrap().records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn whoever_changed_since_a_snapshot_comes_as_a_delta() {
    let package = Package::read(sample());
    let url = views(&package);
    let numbers: Vec<String> = package.tables["persons"].rows.iter().map(|row| row[0].clone()).collect();
    let (moved, gone) = (&numbers[3], &numbers[5]);
    execute(
        &url,
        format!(
            "CREATE TABLE registry.changes (personal_id text, changed_at timestamp); INSERT INTO registry.changes VALUES \
             ('{moved}', '2026-02-10 08:00'), ('{gone}', '2026-02-11'), ('{}', '2026-01-02'); \
             CREATE VIEW cutri_export.changes AS SELECT * FROM registry.changes; GRANT SELECT ON cutri_export.changes TO {READER}; \
             DELETE FROM registry.identity WHERE so = '{gone}';",
            numbers[0]
        ),
    );
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    let generated = run(&quick_options(sample(), &out)).unwrap();
    let since = SnapshotId::parse(&generated.loaded.basis.snapshot_id).unwrap();
    let options = DeltaOptions {
        from: ViewsUrl::parse(&format!("{url}&schema=cutri_export")).unwrap(),
        since: since.clone(),
        lists: Some(cutri::store::DatabaseUrl::file(out.join("cutri.db"))),
        changed_from: None,
        as_of: "2026-02-12".parse().unwrap(),
        with_units: false,
        out: folder.path().join("delta"),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let written = runtime.block_on(delta(&options)).unwrap();
    assert_eq!((written.persons, written.gone), (2, 1));
    let persons = rows_of(&options.out, "persons");
    let state = persons[0].iter().position(|column| column == "vital_status").unwrap();
    let told: Vec<(&str, &str)> =
        persons[1..].iter().map(|row| (row[0].as_str(), row[state].as_str())).collect();
    assert_eq!(told, [(moved.as_str(), "alive"), (gone.as_str(), "removed")]);
    let theirs = |row: &&Vec<String>| row[0] == *moved || row[0] == *gone;
    let expected = package.tables["residences"].rows.iter().filter(theirs).count();
    assert!(expected > 0);
    assert_eq!(rows_of(&options.out, "residences").len(), expected + 1);
    let opened = source::open(&options.out.clone().into()).unwrap();
    assert_eq!(opened.as_of, options.as_of);
    assert_eq!(opened.mode, Mode::Delta { base: since.as_str().to_owned() });
    // Without the lists nobody can tell who is gone.
    let alone = DeltaOptions {
        lists: None,
        changed_from: Some("2026-02-01".parse().unwrap()),
        out: folder.path().join("another"),
        ..options
    };
    let error = runtime.block_on(delta(&alone)).unwrap_err();
    assert!(matches!(error, TaskError::Gone { count: 1 }), "{error}");
    assert!(!alone.out.exists());
}
