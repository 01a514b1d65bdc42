//! A second run into an output writes only areas whose files would differ, and gives the bytes of a fresh one.

use crate::support::naive::random::Random;
use crate::support::output::{
    Tree, assert_same, copy, names, options, quick_options, run, sample, sample_output, tree,
};
use crate::support::package::{Form, Package};
use crate::support::program::{cutri, text};
use crate::support::skip::skip;
use cutri::law::PostedCopy;
use cutri::output::OutputError;
use cutri::output::manifest::Manifest;
use cutri::output::reading as output;
use cutri::output::{Folder, Format, Reused};
use cutri::people::AreaCode;
use cutri::progress::Unwatched;
use cutri::proof::verify;
use cutri::tasks::TaskError;
use cutri::tasks::generate::{GenerateOptions, Generated};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// What tells whether a file is the same one: its place on the disk, and when it was written.
type Identity = (u64, i64, i64);

/// An output of the sample in a folder of its own, the database apart.
struct Output {
    folder: tempfile::TempDir,
}

impl Output {
    fn new() -> Self {
        let output = Self { folder: tempfile::tempdir().unwrap() };
        copy(sample_output(), &output.out());
        output
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("rolls")
    }

    fn again(&self, change: impl FnOnce(&mut GenerateOptions)) -> Reused {
        let mut options = options(sample(), &self.out());
        change(&mut options);
        reused(&options)
    }

    fn manifest(&self) -> Manifest {
        output::manifest(&self.out()).unwrap()
    }

    /// The files below the areas' folders.
    fn of_areas(&self) -> BTreeMap<String, Identity> {
        let names = tree(&self.out()).into_keys().filter(|name| area_of(name).is_some());
        names.map(|name| (name.clone(), identity(&self.out().join(name)))).collect()
    }
}

fn reused(options: &GenerateOptions) -> Reused {
    let generated: Generated = run(options).unwrap();
    assert_eq!(verify(&options.out, &[], &Unwatched).unwrap().problems, []);
    generated.rendered.reused.expect("an output stood there")
}

fn identity(path: &Path) -> Identity {
    let found = fs::metadata(path).unwrap();
    (found.ino(), found.mtime(), found.mtime_nsec())
}

/// The area whose list a file shows; its page is written anew with those above it.
fn area_of(name: &str) -> Option<String> {
    let folder = output::AreaFolder::of_file(name).filter(|_| !name.ends_with("/summary.html"));
    folder.map(|folder| folder.area.to_string())
}

fn counts(reused: &Reused) -> (u64, u64, u64) {
    (reused.kept, reused.written, reused.removed)
}

#[test]
fn the_same_again_writes_no_area() {
    let output = Output::new();
    let (before, files) = (tree(&output.out()), output.of_areas());
    for jobs in [1, 4] {
        let reused = output.again(|options| options.render.jobs = jobs);
        assert_eq!((counts(&reused), reused.mended), ((11, 0, 0), vec![]), "{jobs} jobs");
        assert_same("the same again", &before, &tree(&output.out()));
        assert!(files == output.of_areas(), "{jobs} jobs: the files are the same files");
        assert_eq!(names(output.folder.path()), ["rolls"]);
    }
}

#[test]
fn the_manifest_tells_every_area_and_the_pages_of_every_pdf() {
    let output = Output::new();
    let manifest = output.manifest();
    let areas: BTreeSet<String> = manifest.files.keys().filter_map(|name| area_of(name)).collect();
    assert_eq!(manifest.areas.keys().map(AreaCode::to_string).collect::<BTreeSet<_>>(), areas);
    let keys: BTreeSet<&String> = manifest.areas.values().map(|line| &line.key).collect();
    assert_eq!(keys.len(), 11, "every area has a key of its own");
    let pdfs: Vec<&String> = manifest.files.keys().filter(|name| name.ends_with(".pdf")).collect();
    assert_eq!(manifest.pages.keys().collect::<Vec<_>>(), pdfs);
    assert!(manifest.pages.values().all(|pages| *pages > 0));
}

/// Writes a change of the sample over its output, once as it comes and once anew, and tells what was kept.
fn replaced(
    before: &Path,
    package: &Package,
    change: impl Fn(&mut GenerateOptions),
) -> (Reused, Tree, BTreeSet<String>) {
    let extract = package.write(Form::Csv);
    let folder = tempfile::tempdir().unwrap();
    let (out, fresh) = (folder.path().join("rolls"), folder.path().join("fresh"));
    copy(before, &out);
    let of_before = tree(&out);
    let files: BTreeMap<&String, Identity> =
        of_before.keys().map(|name| (name, identity(&out.join(name)))).collect();
    let with = |out: &Path| {
        let mut options = options(extract.path(), out);
        options.replace = true;
        change(&mut options);
        options
    };
    let reused = reused(&with(&out));
    assert!(run(&with(&fresh)).unwrap().rendered.reused.is_none(), "nothing stood there");
    let found = tree(&out);
    assert_same("over an output and anew", &tree(&fresh), &found);
    let is_kept = |name: &&String| files.get(name).is_some_and(|of| *of == identity(&out.join(name)));
    let others = found.keys().filter(|name| !is_kept(name)).filter_map(|name| area_of(name)).collect();
    for (name, bytes) in &found {
        assert!(!is_kept(&name) || of_before.get(name) == Some(bytes), "{name}: what is kept is the same");
    }
    (reused, found, others)
}

fn set(package: &mut Package, (table, id, column): (&str, &str, &str), value: &str) {
    let rows = package.tables.get_mut(table).unwrap();
    let at = rows.column(column);
    let row = rows.rows.iter_mut().find(|row| row[0] == id).expect("the row");
    row[at] = value.to_owned();
}

#[test]
fn one_changed_person_touches_one_area() {
    let mut package = Package::read(sample());
    set(&mut package, ("persons", "098158434743", "ethnicity"), "Tày");
    let (reused, _, others) = replaced(sample_output(), &package, |_| {});
    assert_eq!(counts(&reused), (10, 1, 0));
    assert_eq!(others, ["98103-01".to_owned()].into());
}

#[test]
fn what_is_printed_of_the_place_touches_its_areas() {
    let changes = [
        (("areas", "98103-02", "polling_place"), vec!["98103-02"]),
        (("communes", "98205", "name"), vec!["98205-01", "98205-02"]),
    ];
    for (cell, touched) in changes {
        let mut package = Package::read(sample());
        set(&mut package, cell, "Nơi khác");
        let (_, _, others) = replaced(sample_output(), &package, |_| {});
        for area in &touched {
            assert!(others.contains(*area), "{cell:?}: {area} is kept");
        }
    }
    let mut package = Package::read(sample());
    package.election = package.election.replacen("term = \"", "term = \"(bổ sung) ", 1);
    assert_ne!(package.election, Package::read(sample()).election);
    let (reused, ..) = replaced(sample_output(), &package, |_| {});
    assert_eq!(counts(&reused), (0, 11, 0), "the election's texts stand on every paper");
}

/// Some people are renamed, born elsewhere in time, of another occupation, or gone.
fn shaken(random: &mut Random) -> Package {
    let mut package = Package::read(sample());
    for _ in 0..=random.below(4) {
        let rows = package.tables.get_mut("persons").unwrap();
        let columns = ["full_name", "birth_date", "occupation"].map(|name| rows.column(name));
        let at = usize::try_from(random.below(rows.rows.len() as u64)).unwrap();
        match random.below(5) {
            0 => rows.rows[at][columns[0]] = "Nguyễn Thị Ánh".to_owned(),
            1 => rows.rows[at][columns[1]] = "1971-03-02".to_owned(),
            2 => rows.rows[at][columns[2]] = "thợ may".to_owned(),
            3 => drop(rows.rows.remove(at)),
            _ => drop(package.tables.get_mut("residences").unwrap().rows.pop()),
        }
    }
    package
}

#[test]
fn after_any_changes_the_folder_is_that_of_a_fresh_run() {
    let quick = tempfile::tempdir().unwrap();
    let before = quick.path().join("rolls");
    run(&quick_options(sample(), &before)).unwrap();
    let mut random = Random::new(7);
    let mut kept = 0;
    for round in 0..8 {
        let package = shaken(&mut random);
        let formats = quick_options(sample(), &before).render.formats;
        let jobs = if round % 2 == 0 { 1 } else { 4 };
        let (of_before, formats) =
            if round < 2 { (sample_output(), Format::ALL.into()) } else { (&*before, formats) };
        let former = tree(of_before);
        let (reused, found, others) = replaced(of_before, &package, |options| {
            options.render.formats.clone_from(&formats);
            options.render.jobs = jobs;
        });
        kept += reused.kept;
        assert_eq!(reused.written, others.len() as u64, "round {round}");
        let differing = found.iter().filter(|(name, bytes)| former.get(*name) != Some(*bytes));
        let differing: BTreeSet<String> = differing.filter_map(|(name, _)| area_of(name)).collect();
        assert!(differing.is_subset(&others), "round {round}: {differing:?} in {others:?}");
    }
    assert!(kept > 20, "{kept} areas were kept in all");
}

#[test]
fn a_changed_option_writes_every_area() {
    let output = Output::new();
    let fresh = |change: fn(&mut GenerateOptions)| crate::support::output::tree_of(change);
    let changes: [fn(&mut GenerateOptions); 3] = [
        |options| options.render.posted_copy = Some(PostedCopy::Masked),
        |options| options.render.language = cutri::render::Language::English,
        |options| options.render.formats = [Format::Csv, Format::Jsonl].into(),
    ];
    for change in changes {
        assert_eq!(counts(&output.again(change)), (0, 11, 0));
        assert_same("another option", &fresh(change), &tree(&output.out()));
    }
}

#[test]
fn areas_that_are_gone_are_removed() {
    let output = Output::new();
    let refused = run(&GenerateOptions {
        communes: [crate::support::builders::commune("98103")].into(),
        ..options(sample(), &output.out())
    });
    assert!(
        matches!(refused, Err(TaskError::Output(OutputError::Occupied { .. }))),
        "another roll is not replaced unasked"
    );
    let areas = output.manifest().files.keys().filter_map(|name| area_of(name)).collect::<BTreeSet<_>>();
    let of_commune = areas.iter().filter(|area| area.starts_with("98103")).count() as u64;
    let reused = output.again(|options| {
        options.communes = [crate::support::builders::commune("98103")].into();
        options.replace = true;
    });
    assert_eq!(counts(&reused), (of_commune, 0, 11 - of_commune));
    assert!(!output.out().join("98/98205").exists());
}

#[test]
fn another_election_is_not_replaced() {
    let output = Output::new();
    let mut package = Package::read(sample());
    package.election = package.election.replacen("id = \"", "id = \"another-", 1);
    let extract = package.write(Form::Csv);
    let before = tree(&output.out());
    let refused = run(&GenerateOptions { replace: true, ..options(extract.path(), &output.out()) });
    assert!(matches!(refused, Err(TaskError::Output(OutputError::Occupied { .. }))));
    assert_same("refused", &before, &tree(&output.out()));
}

#[test]
fn a_file_changed_or_removed_by_hand_is_written_anew_and_told() {
    let output = Output::new();
    let expected = tree(sample_output());
    let (changed, removed) = ("98/98103/98103-01/list.csv", "98/98103/98103-02/cards.pdf");
    fs::write(output.out().join(changed), "number,full_name\n").unwrap();
    fs::remove_file(output.out().join(removed)).unwrap();
    let reused = output.again(|_| {});
    assert_eq!(counts(&reused), (9, 2, 0));
    assert_eq!(reused.mended, [changed, removed]);
    assert_same("mended", &expected, &tree(&output.out()));
}

#[test]
fn a_link_in_the_place_of_a_file_is_not_kept() {
    let output = Output::new();
    let (file, away) =
        (output.out().join("98/98103/98103-01/list.csv"), output.folder.path().join("away.csv"));
    fs::rename(&file, &away).unwrap();
    std::os::unix::fs::symlink(&away, &file).unwrap();
    assert_eq!(counts(&output.again(|_| {})), (10, 1, 0));
    assert!(fs::symlink_metadata(&file).unwrap().is_file());
}

#[test]
fn an_output_of_an_earlier_program_is_written_anew() {
    let output = Output::new();
    let path = output.out().join("manifest.json");
    let mut manifest: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    for key in ["areas", "pages"] {
        manifest.as_object_mut().unwrap().remove(key).expect("a key of the manifest");
    }
    fs::write(&path, manifest.to_string()).unwrap();
    assert_eq!(verify(&output.out(), &[], &Unwatched).unwrap().problems, [], "it can still be checked");
    assert_eq!(counts(&output.again(|_| {})), (0, 11, 0));
    assert_same("written anew", &tree(sample_output()), &tree(&output.out()));
}

#[test]
fn a_run_that_fails_leaves_the_kept_files_as_they_were() {
    let output = Output::new();
    let before = tree(&output.out());
    let folder = output.out().join("98/98103");
    fs::write(folder.join("notes.txt"), "years of work").unwrap();
    run(&options(sample(), &output.out())).expect_err("a foreign file");
    fs::remove_file(folder.join("notes.txt")).unwrap();
    // What a killed run left is linked with the output, and goes without it.
    let workshop = output.folder.path().join(".rolls.cutri");
    let partial = workshop.join("new/98/98103/98103-01");
    fs::create_dir_all(&partial).unwrap();
    fs::write(workshop.join("made-by-cutri"), "process 1").unwrap();
    let name = "98/98103/98103-01/list.csv";
    fs::hard_link(output.out().join(name), partial.join("list.csv")).unwrap();
    assert_eq!(counts(&output.again(|_| {})), (11, 0, 0));
    assert_same("kept", &before, &tree(&output.out()));
}

#[test]
fn where_no_link_can_be_made_a_file_is_copied() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir_in("/dev/shm"));
    let Ok(other) = other else { skip!("there is no disk in memory at /dev/shm") };
    fs::write(one.path().join("a"), "abc").unwrap();
    let digest = cutri::people::digest(b"abc");
    let folder = Folder::new(other.path());
    assert!(folder.take(one.path(), "a", &digest).unwrap());
    assert_eq!(fs::read(other.path().join("a")).unwrap(), b"abc");
    assert!(!folder.take(one.path(), "b", &digest).unwrap(), "there is none");
    fs::write(one.path().join("c"), "abd").unwrap();
    assert!(!folder.take(one.path(), "c", &digest).unwrap(), "it is another");
    assert!(!other.path().join("c").exists());
}

#[test]
fn a_run_into_an_output_says_what_it_kept_in_both_languages() {
    let output = Output::new();
    let out = output.out();
    let generate = |more: &[&str]| {
        let arguments = ["generate", text(sample()), "--out", text(&out)];
        cutri(&[&arguments, more].concat()).ended(1).err
    };
    assert!(generate(&[]).contains("khu vực bỏ phiếu: 11 giữ nguyên, 0 ghi mới, 0 bỏ"));
    assert!(generate(&["--lang", "en"]).contains("areas: 0 kept, 11 written, 0 removed"));
    fs::write(out.join("98/98103/98103-01/list.csv"), "").unwrap();
    let told = generate(&["--lang", "en"]);
    assert!(told.contains("areas: 10 kept, 1 written, 0 removed"), "{told}");
    assert!(told.contains("98/98103/98103-01/list.csv: the file was changed"), "{told}");
}
