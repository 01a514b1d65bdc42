//! What fuzzing kept: of every file of its corpora holds what the subject says.

use std::fs;
use std::path::Path;

#[path = "../../fuzz/src/lib.rs"]
mod subjects;

/// Tries every file of a subject's corpus.
fn holds_of_all(subject: &str, holds: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(subject);
    let entries = fs::read_dir(folder).expect("every subject has a corpus");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry of the corpus").path()).collect();
    files.sort();
    assert!(!files.is_empty(), "{subject} has seeds");
    for file in files {
        let bytes = fs::read(&file).expect("a file of the corpus");
        let name = file.file_name().expect("a file has a name").to_string_lossy();
        if std::panic::catch_unwind(|| holds(&bytes)).is_err() {
            panic!("fuzz/corpus/{subject}/{name}");
        }
    }
}

#[test]
fn lines_hold_what_is_said_of_them() {
    holds_of_all("lines", subjects::lines::holds);
}

#[test]
fn cells_hold_what_is_said_of_them() {
    holds_of_all("cells", subjects::cells::holds);
}

#[test]
fn dates_hold_what_is_said_of_them() {
    holds_of_all("dates", subjects::dates::holds);
}

#[test]
fn tables_hold_what_is_said_of_them() {
    holds_of_all("tables", subjects::tables::holds);
}

#[test]
fn layouts_hold_what_is_said_of_them() {
    holds_of_all("layouts", subjects::layouts::holds);
}

#[test]
fn workbooks_hold_what_is_said_of_them() {
    holds_of_all("workbooks", subjects::workbooks::holds);
}

#[test]
fn outlines_hold_what_is_said_of_them() {
    holds_of_all("outlines", subjects::outlines::holds);
}

#[test]
fn descriptors_hold_what_is_said_of_them() {
    holds_of_all("descriptor", subjects::descriptor::holds);
}

#[test]
fn names_hold_what_is_said_of_them() {
    holds_of_all("names", subjects::names::holds);
}
