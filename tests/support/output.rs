//! Output folders: made through the library, read as bytes, compared file by file and line by line.

use cutri::output::{Format, RenderOptions};
use cutri::progress::Unwatched;
use cutri::store::DatabaseUrl;
use cutri::tasks::TaskError;
use cutri::tasks::generate::{GenerateOptions, Generated, generate};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The small sample that the project keeps.
pub fn sample() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/samples/xuan-hoa"))
}

/// The sample's output with every default, made once for all tests, database included. Nobody changes it.
pub fn sample_output() -> &'static Path {
    static OUTPUT: OnceLock<PathBuf> = OnceLock::new();
    OUTPUT.get_or_init(|| {
        let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sample-output");
        if out.exists() {
            fs::remove_dir_all(&out).expect("the output of an earlier run of the tests");
        }
        run(&options(sample(), &out)).expect("the sample's output");
        out
    })
}

/// Every default, two jobs.
pub fn options(extract: &Path, out: &Path) -> GenerateOptions {
    GenerateOptions {
        extract: extract.into(),
        out: out.to_owned(),
        database: None,
        communes: BTreeSet::new(),
        by: None,
        replace: false,
        render: RenderOptions { jobs: 2, ..RenderOptions::default() },
    }
}

/// As [`options`], without documents that take long to make.
pub fn quick_options(extract: &Path, out: &Path) -> GenerateOptions {
    let mut options = options(extract, out);
    options.render.formats = [Format::Jsonl, Format::Csv, Format::Decisions].into();
    options
}

/// Generates on a runtime of its own.
pub fn run(options: &GenerateOptions) -> Result<Generated, TaskError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(generate(options, &Unwatched))
}

/// Generates into a new folder, which is read and taken away again.
pub fn tree_of(change: impl FnOnce(&mut GenerateOptions)) -> Tree {
    let folder = tempfile::tempdir().expect("a folder");
    let mut options = options(sample(), &folder.path().join("rolls"));
    change(&mut options);
    run(&options).expect("an output");
    assert_eq!(names(folder.path()), ["rolls"], "something lies beside the output");
    tree(&options.out)
}

/// The address of an empty database on the tests' PostgreSQL.
pub fn postgres() -> DatabaseUrl {
    DatabaseUrl::parse(&super::postgres::server().database()).expect("an address")
}

/// Every file of an output by its path, the database apart.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// Reads every file below a folder, but for the database.
pub fn tree(folder: &Path) -> Tree {
    let mut found = Tree::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for item in fs::read_dir(&at).expect("a folder") {
            let path = item.expect("an item").path();
            let name =
                path.strip_prefix(folder).expect("below the folder").to_str().expect("UTF-8").to_owned();
            if path.is_dir() {
                folders.push(path);
            } else if !name.starts_with("cutri.db") {
                found.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

/// The names of everything in a folder, hidden ones too.
pub fn names(folder: &Path) -> Vec<String> {
    let items = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        items.map(|item| item.expect("an item").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for item in fs::read_dir(from).expect("a folder") {
        let path = item.expect("an item").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file is copied");
        }
    }
}

/// The first difference of two trees: a file that one of them lacks, or the first line that is not the same.
pub fn difference(expected: &Tree, found: &Tree) -> Option<String> {
    let names: BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
    names.into_iter().find_map(|name| match (expected.get(name), found.get(name)) {
        (Some(_), None) => Some(format!("{name} is missing")),
        (None, Some(_)) => Some(format!("{name} is not expected")),
        (Some(expected), Some(found)) if expected != found => Some(differing_line(name, expected, found)),
        _ => None,
    })
}

fn differing_line(name: &str, expected: &[u8], found: &[u8]) -> String {
    let (mut one, mut other) = (expected.split(|b| *b == b'\n'), found.split(|b| *b == b'\n'));
    let show = |line: Option<&[u8]>| match line {
        None => "the end of the file".to_owned(),
        Some(line) => String::from_utf8_lossy(&line[..line.len().min(300)]).into_owned(),
    };
    for line in 1.. {
        let (expected, found) = (one.next(), other.next());
        if expected != found {
            return format!(
                "{name}, line {line}:\n  expected: {}\n  found:    {}",
                show(expected),
                show(found)
            );
        }
        assert!(expected.is_some(), "the files differ");
    }
    unreachable!("one of the files ends")
}

/// Asserts that two trees are the same, byte for byte.
pub fn assert_same(what: &str, expected: &Tree, found: &Tree) {
    if let Some(difference) = difference(expected, found) {
        panic!("{what}: {difference}");
    }
}

/// The tree without files whose lines tell of places in the input, and without the manifest that has their digests.
pub fn without_places(mut tree: Tree) -> Tree {
    for name in ["findings.csv", "rejects.csv", "manual-queue.csv", "manifest.json"] {
        assert!(tree.remove(name).is_some(), "{name} is missing");
    }
    tree.retain(|name, _| !name.ends_with("viec-can-lam.xlsx"));
    tree
}
