//! `datapackage.json`: it names files of its folder alone; what it says of the extract is what is read; and the descriptor that
//! is written of an extract is read as the same extract.

use super::given::{FEW, Folder, put, read};
use cutri::extract::schema::{TABLES, Table};
use cutri::extract::{Extract, datapackage, open};
use serde_json::Value;
use std::path::{Component, Path};

/// Holds of the text of a descriptor beside the tables of a small extract.
pub fn holds(bytes: &[u8]) {
    static FOLDER: Folder = Folder::new();
    let folder = FOLDER.extract();
    put(folder, "datapackage.json", bytes);
    let first = opened(folder);
    assert_eq!(first, opened(folder), "opened twice");
    let Ok(found) = open(folder) else { return };
    says_what_is_read(bytes, &found);
    for (_, shown) in found.files() {
        let file = Path::new(shown.split('#').next().unwrap_or(shown));
        assert!(
            file.components().all(|part| matches!(part, Component::Normal(_))),
            "{shown} lies in the folder"
        );
        assert!(folder.join(file).is_file(), "{shown} is there");
    }
    if found.mode == cutri::extract::Mode::Full {
        let read = |extract| read(extract, FEW).map_err(|error| (error.code(), error.to_string()));
        assert_eq!(read(&found), read(&found), "read twice");
    }
    is_described_as_itself(folder, &found);
}

type Found = (String, Vec<(&'static str, String)>);

fn opened(folder: &Path) -> Result<Found, (&'static str, String)> {
    let files = |extract: &Extract| extract.files().map(|(table, file)| (table, file.to_owned())).collect();
    open(folder)
        .map(|extract| (format!("{} {:?}", extract.as_of, extract.mode), files(&extract)))
        .map_err(|error| (error.code(), error.to_string()))
}

fn says_what_is_read(bytes: &[u8], found: &Extract) {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let json: Value = serde_json::from_slice(bytes).expect("what was opened is JSON");
    let mode = json["cutri"]["mode"].as_str().map(str::trim);
    let is_delta = matches!(found.mode, cutri::extract::Mode::Delta { .. });
    assert_eq!(mode, Some(if is_delta { "delta" } else { "full" }));
    let files: Vec<&str> = found.files().map(|(_, shown)| shown).collect();
    let paths =
        json["resources"].as_array().into_iter().flatten().filter_map(|resource| resource["path"].as_str());
    for path in paths.filter(|path| !path.is_empty()) {
        assert!(
            !path.contains("..") || Path::new(path).components().all(|part| part != Component::ParentDir),
            "{path}"
        );
    }
    assert!(!files.is_empty() || is_delta, "a full extract has tables");
}

/// Of tables that stand in files of their names.
fn is_described_as_itself(folder: &Path, found: &Extract) {
    if found.files().any(|(table, shown)| shown != format!("{table}.csv")) {
        return;
    }
    let tables: Vec<&Table> =
        TABLES.into_iter().filter(|table| found.files().any(|(name, _)| name == table.name)).collect();
    put(folder, "datapackage.json", datapackage::describe(found.as_of, &found.mode, &tables, &[]));
    let again = open(folder).expect("what is described is opened");
    assert_eq!((again.as_of, &again.mode), (found.as_of, &found.mode));
    let names = |extract: &Extract| extract.files().map(|(table, _)| table).collect::<Vec<_>>();
    assert_eq!(names(&again), names(found));
}
