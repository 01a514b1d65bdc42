//! The files of an output folder against its manifest: what may be read at all, and whether it is what was written.
//!
//! A manifest is as little to be trusted as the files it names: a name may lead out of the folder, and a link, a pipe or a
//! device may lie at its place. Nothing of the kind is opened.

use super::super::manifest::{self, Manifest};
use super::super::names::{DATABASE, SIGNATURE};
use super::ReadingError;
use crate::progress::Progress;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// The database's file, and what SQLite keeps beside it.
const DATABASE_FILES: [&str; 4] = [DATABASE, "cutri.db-wal", "cutri.db-shm", "cutri.db-journal"];

/// What is said of a file whose digest is another.
pub const CHANGED: &str = "the content is not what the manifest says";
/// What is said of a file that is not there.
pub(super) const MISSING: &str = "the file is missing";

/// Something that does not agree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// The file, by its path in the output.
    pub file: String,
    /// The line, where one can be told.
    pub line: Option<u64>,
    pub message: String,
}

/// An output folder of which the files that a manifest names were looked at.
#[derive(Debug)]
pub struct Files<'a> {
    folder: &'a Path,
    named: &'a BTreeMap<String, String>,
    readable: BTreeSet<&'a str>,
    /// What is not as the manifest says, by the name of the file.
    pub flaws: BTreeMap<&'a str, &'static str>,
}

impl<'a> Files<'a> {
    /// Looks at every file that the manifest names, and compares its digest.
    ///
    /// # Errors
    /// [`ReadingError::File`] if a file that is there cannot be read.
    pub fn check(
        folder: &'a Path,
        manifest: &'a Manifest,
        progress: &dyn Progress,
    ) -> Result<Self, ReadingError> {
        let named = &manifest.files;
        let mut files = Self { folder, named, readable: BTreeSet::new(), flaws: BTreeMap::new() };
        progress.begin("files", Some(named.len() as u64));
        for (name, expected) in named {
            progress.advance(1);
            if let Err(flaw) = files.look_at(name, expected)? {
                files.flaws.insert(name, flaw);
            }
        }
        progress.end();
        Ok(files)
    }

    fn look_at(&mut self, name: &'a str, expected: &str) -> Result<Result<(), &'static str>, ReadingError> {
        if !is_plain(name) {
            return Ok(Err("the manifest names no file below the folder: it was not opened"));
        }
        if is_own(name) {
            return Ok(Err("the manifest may not name this file"));
        }
        let path = match place(self.folder, name)? {
            Ok(path) => path,
            Err(flaw) => return Ok(Err(flaw)),
        };
        self.readable.insert(name);
        let digest = File::open(&path).and_then(manifest::digest_of).map_err(ReadingError::file(&path))?;
        match digest == expected {
            true => Ok(Ok(())),
            false => Ok(Err(CHANGED)),
        }
    }

    /// The folder.
    pub fn folder(&self) -> &'a Path {
        self.folder
    }

    /// The names of all files that may be read, whether or not they are what the manifest says.
    pub fn names(&self) -> impl Iterator<Item = &'a str> {
        self.readable.iter().copied()
    }

    /// Whether a file may be read.
    pub fn has(&self, name: &str) -> bool {
        self.readable.contains(name)
    }

    /// Whether the manifest names a file, be it there or not.
    pub fn is_named(&self, name: &str) -> bool {
        self.named.contains_key(name)
    }
}

/// Whether a name is one that this program gives: parts with `/` between them, each of letters, digits, `-`, `_` and `.`
/// and begun with a letter or a digit. So it leads nowhere else, on any system.
///
/// ```
/// use cutri::output::reading::is_plain;
/// assert!(is_plain("98/98103/98103-01/list.pdf"));
/// for name in ["", "/etc/passwd", "../x", "a/../b", "a//b", "a/", "C:x", "a\\b", "a\n", ".x", "a\u{202e}b"] {
///     assert!(!is_plain(name), "{name:?}");
/// }
/// ```
pub fn is_plain(name: &str) -> bool {
    let usable = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    name.split('/').all(|part| part.starts_with(char::is_alphanumeric) && part.chars().all(usable))
}

/// A name from a manifest or a disk as it may be shown: what a terminal would obey, or would not show, as signs.
pub fn shown(name: &str) -> String {
    match is_plain(name) {
        true => name.to_owned(),
        false => format!("{name:?}"),
    }
}

/// What lies in an output folder beside what its manifest names.
fn is_own(name: &str) -> bool {
    name == manifest::FILE_NAME || name == SIGNATURE || DATABASE_FILES.contains(&name)
}

/// The place of a file with a plain name, if a file lies there; a link is not followed.
pub(super) fn place(folder: &Path, name: &str) -> Result<Result<PathBuf, &'static str>, ReadingError> {
    let mut path = folder.to_owned();
    let mut parts = name.split('/').peekable();
    while let Some(part) = parts.next() {
        path.push(part);
        let found = match std::fs::symlink_metadata(&path) {
            Ok(found) => found.file_type(),
            Err(error) => match error.kind() {
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => return Ok(Err(MISSING)),
                _ => return Err(ReadingError::file(&path)(error)),
            },
        };
        if found.is_symlink() {
            return Ok(Err("a link stands in its place: it was not followed"));
        }
        match (parts.peek().is_some(), found.is_dir(), found.is_file()) {
            (true, true, _) | (false, _, true) => {}
            (true, false, _) => return Ok(Err(MISSING)),
            (false, _, false) => return Ok(Err("this is no regular file: it was not opened")),
        }
    }
    Ok(Ok(path))
}

/// The files of an output folder that its manifest does not know, by their paths with `/`, links to folders among them; the
/// manifest, its signature and the database are no surplus.
///
/// # Errors
/// [`ReadingError`] if a folder cannot be read.
pub fn surplus(folder: &Path, manifest: &Manifest) -> Result<Vec<String>, ReadingError> {
    let names = files_below(folder)?;
    Ok(names.into_iter().filter(|name| !is_own(name) && !manifest.files.contains_key(name)).collect())
}

fn files_below(folder: &Path) -> Result<BTreeSet<String>, ReadingError> {
    let mut found = BTreeSet::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((folder, above)) = folders.pop() {
        for item in std::fs::read_dir(&folder).map_err(ReadingError::file(&folder))? {
            let item = item.map_err(ReadingError::file(&folder))?;
            let name = format!("{above}{}", item.file_name().to_string_lossy());
            if item.file_type().map_err(ReadingError::file(&item.path()))?.is_dir() {
                folders.push((item.path(), name + "/"));
            } else {
                found.insert(name);
            }
        }
    }
    Ok(found)
}
