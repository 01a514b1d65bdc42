//! The folder that files are written into, the digest of each, and what else the manifest tells of them.

use super::OutputError;
use super::manifest::{self, AreaLine, DigestWriter, Manifest};
use crate::files;
use crate::people::AreaCode;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A folder being filled, by several threads.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    written: Mutex<Written>,
}

/// A file being written.
pub struct Open {
    name: String,
    out: BufWriter<DigestWriter<File>>,
}

impl Write for Open {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// What the manifest tells of the files.
#[derive(Debug, Default)]
struct Written {
    digests: BTreeMap<String, String>,
    pages: BTreeMap<String, u64>,
    areas: BTreeMap<AreaCode, AreaLine>,
}

impl Folder {
    /// Fills the folder `root`.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), written: Mutex::default() }
    }

    /// Writes the file of this path, with `/`, and keeps its digest, which is returned.
    ///
    /// # Errors
    /// [`OutputError`] if the file cannot be made or is there already, or what `fill` answers.
    pub fn write<E: Into<OutputError>>(
        &self,
        name: &str,
        fill: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> Result<String, OutputError> {
        let mut open = self.open(name)?;
        fill(&mut open).map_err(Into::into)?;
        self.close_file(open)
    }

    /// Begins a file that stays open while others are written.
    ///
    /// # Errors
    /// [`OutputError`] if the file cannot be made or is there already.
    pub fn open(&self, name: &str) -> Result<Open, OutputError> {
        let path = self.place(name)?;
        // A file that is there may be one with the former output's: written over, it would change there too.
        let file = File::create_new(&path).map_err(OutputError::write(&path))?;
        let out = BufWriter::with_capacity(64 * 1024, DigestWriter::new(file));
        Ok(Open { name: name.to_owned(), out })
    }

    /// Ends a file that was begun by [`Folder::open`], and keeps its digest, which is returned.
    ///
    /// # Errors
    /// [`OutputError`] if it cannot be written.
    pub fn close_file(&self, open: Open) -> Result<String, OutputError> {
        let Open { name, out } = open;
        let path = self.path(&name);
        let out = out.into_inner().map_err(|error| OutputError::write(&path)(error.into_error()))?;
        let (_, digest) = out.finish();
        self.written().digests.insert(name, digest.clone());
        Ok(digest)
    }

    /// Ends a printed document that was begun by [`Folder::open`], and keeps the number of its pages.
    ///
    /// # Errors
    /// [`OutputError`] if it cannot be written.
    pub(super) fn close_printed(&self, open: Open, pages: u32) -> Result<(), OutputError> {
        let name = open.name.clone();
        self.close_file(open)?;
        self.written().pages.insert(name, pages.into());
        Ok(())
    }

    /// Writes a printed document, of which `fill` tells the pages, and keeps and tells their number.
    ///
    /// # Errors
    /// As [`Folder::write`].
    pub fn print<E: Into<OutputError>>(
        &self,
        name: &str,
        fill: impl FnOnce(&mut dyn Write) -> Result<u32, E>,
    ) -> Result<u32, OutputError> {
        let mut pages = 0;
        self.write(name, |out| {
            pages = fill(out)?;
            Ok::<(), E>(())
        })?;
        self.written().pages.insert(name.to_owned(), pages.into());
        Ok(pages)
    }

    /// Makes a file that is not written from its beginning to its end, and keeps its digest.
    ///
    /// # Errors
    /// As [`Folder::write`].
    pub fn make(
        &self,
        name: &str,
        fill: impl FnOnce(&mut File) -> Result<(), OutputError>,
    ) -> Result<(), OutputError> {
        let path = self.place(name)?;
        fill(&mut File::create_new(&path).map_err(OutputError::write(&path))?)?;
        let digest = File::open(&path).and_then(manifest::digest_of).map_err(OutputError::write(&path))?;
        self.written().digests.insert(name.to_owned(), digest);
        Ok(())
    }

    /// Puts a file that was written in a second place too, as one file or as a copy, and tells its digest.
    ///
    /// # Errors
    /// [`OutputError`] if it can neither be linked nor copied.
    pub(super) fn put(&self, name: &str, second: &str) -> Result<String, OutputError> {
        let (source, path) = (self.path(name), self.place(second)?);
        files::take(&source, &path, &self.root).map_err(OutputError::write(&path))?;
        let mut written = self.written();
        let digest = written.digests.get(name).cloned().unwrap_or_default();
        written.digests.insert(second.to_owned(), digest.clone());
        Ok(digest)
    }

    /// Takes over the file of this path from another folder, if its content has this digest: as one file in both
    /// folders, or as a copy where that cannot be. Tells whether it was taken.
    ///
    /// # Errors
    /// [`OutputError`] if the file can neither be linked nor copied, or not be read.
    pub fn take(&self, from: &Path, name: &str, digest: &str) -> Result<bool, OutputError> {
        let (source, path) = (from.join(name), self.place(name)?);
        if !std::fs::symlink_metadata(&source).is_ok_and(|file| file.is_file()) {
            return Ok(false);
        }
        files::take(&source, &path, &self.root).map_err(OutputError::write(&path))?;
        let found = File::open(&path).and_then(manifest::digest_of).map_err(OutputError::write(&path))?;
        if found != digest {
            std::fs::remove_file(&path).map_err(OutputError::write(&path))?;
            return Ok(false);
        }
        self.written().digests.insert(name.to_owned(), found);
        Ok(true)
    }

    /// Takes a file out again that was taken over.
    ///
    /// # Errors
    /// [`OutputError`] if it cannot be removed.
    pub(super) fn drop_taken(&self, name: &str) -> Result<(), OutputError> {
        let path = self.path(name);
        self.written().digests.remove(name);
        std::fs::remove_file(&path).map_err(OutputError::write(&path))
    }

    /// Keeps the pages of a printed document that was taken over.
    pub(super) fn keep_pages(&self, name: &str, pages: u64) {
        self.written().pages.insert(name.to_owned(), pages);
    }

    /// Keeps what an area's files were made from.
    pub(super) fn keep_area(&self, area: &AreaCode, key: String) {
        self.written().areas.insert(area.clone(), AreaLine { key });
    }

    /// The pages of each printed document by its path.
    pub(super) fn pages(&self) -> BTreeMap<String, u64> {
        self.written().pages.clone()
    }

    /// The printed documents below a folder, which ends with `/`, and the pages of each.
    pub(super) fn printed_below(&self, folder: &str) -> Vec<(String, u64)> {
        let written = self.written();
        let from = written.pages.range::<str, _>((Bound::Included(folder), Bound::Unbounded));
        let below = from.take_while(|(name, _)| name.starts_with(folder));
        below.map(|(name, pages)| (name.clone(), *pages)).collect()
    }

    /// Writes `manifest.json` over everything written, and tells how many files there are.
    ///
    /// # Errors
    /// [`OutputError`] if it cannot be written.
    pub fn close(&self, mut manifest: Manifest) -> Result<u64, OutputError> {
        let Written { digests, pages, areas } = std::mem::take(&mut *self.written());
        (manifest.files, manifest.pages, manifest.areas) = (digests, pages, areas);
        let written = manifest.files.len() as u64 + 1;
        let path = self.root.join(manifest::FILE_NAME);
        let mut text = serde_json::to_string_pretty(&manifest).expect("texts and numbers are always JSON");
        text.push('\n');
        std::fs::write(&path, text).map_err(OutputError::write(&path))?;
        Ok(written)
    }

    /// The path of a file, for errors.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// The path of a file to be made, in a folder that is there. The root is never made again: it is gone when the program is
    /// stopped.
    fn place(&self, name: &str) -> Result<PathBuf, OutputError> {
        let path = self.path(name);
        for (at, _) in name.match_indices('/') {
            let folder = self.path(&name[..at]);
            match std::fs::create_dir(&folder) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    return Err(OutputError::write(&folder)(error));
                }
                Ok(()) | Err(_) => {}
            }
        }
        Ok(path)
    }

    fn written(&self) -> MutexGuard<'_, Written> {
        self.written.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
