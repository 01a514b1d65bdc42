//! Workbooks, by their bytes: whatever the libraries do with them, the program reads a workbook or names what is wrong with it;
//! it reads the same twice, row after row; and a table of an extract in it loses no row.

use super::given::{FEW, Folder, put, read, terms};
use cutri::extract::{self, Given};
use cutri::import::{self, Cell, Grid};
use cutri::people::PartialDate;
use std::io::{Cursor, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Holds of the parts of an `.xlsx` or `.ods`, behind a line that begins with `x` or `o`, and of any other bytes as they are. Each
/// part begins with a line `%% its/name`.
pub fn holds(bytes: &[u8]) {
    let (name, book) = match bytes.first() {
        Some(b'x') => ("so.xlsx", packed(bytes)),
        Some(b'o') => ("so.ods", packed(bytes)),
        _ => ("so.xls", bytes.to_vec()),
    };
    static FOLDER: Folder = Folder::new();
    let folder = FOLDER.empty();
    put(folder, name, book);
    let path = folder.join(name);
    is_read_as_cells(&path);
    is_read_as_tables(&path);
}

/// The parts in an archive that is not compressed.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for part in text.split("\n%% ").skip(1) {
        let (name, content) = part.split_once('\n').unwrap_or((part, ""));
        // What cannot be packed, such as a name that stands there, is no part.
        if archive.start_file(name, stored).is_ok() {
            archive.write_all(content.as_bytes()).expect("memory takes all");
        }
    }
    archive.finish().expect("memory takes all").into_inner()
}

fn is_read_as_cells(path: &Path) {
    let read = || import::read(path).map_err(|error| error.to_string());
    let found = read();
    // Numbers that are none are not equal to themselves.
    assert_eq!(format!("{found:?}"), format!("{:?}", read()), "read twice");
    for Grid { rows, .. } in found.iter().flatten() {
        assert!(rows.windows(2).all(|pair| pair[0].number < pair[1].number), "row after row");
        let is_blank = |cell: &Cell| match cell {
            Cell::Empty => true,
            Cell::Text(text) => text.trim().is_empty(),
            _ => false,
        };
        assert!(
            rows.iter().all(|row| row.cells.len() <= 256 && !row.cells.iter().all(is_blank)),
            "no blank row"
        );
    }
}

fn is_read_as_tables(path: &Path) {
    let as_of = PartialDate::parse("2026-01-20").ok().map(|date| date.first());
    let opened = extract::open_workbook(path, Given { as_of, terms: Some(terms()) });
    let Ok(opened) = opened else { return };
    let read = || read(&opened, FEW).map_err(|error| (error.code(), error.to_string()));
    assert_eq!(read(), read(), "read twice");
}
