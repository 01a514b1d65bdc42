//! The folder that files are written into, and the digest of each.

use super::super::error::TaskError;
use crate::render::manifest::{self, DigestWriter, Manifest};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// A folder being filled, by several threads.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    digests: Mutex<BTreeMap<String, String>>,
}

impl Folder {
    /// Fills the folder `root`.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), digests: Mutex::default() }
    }

    /// Writes the file of this path, with `/`, and keeps its digest, which is returned.
    ///
    /// # Errors
    /// [`TaskError`] if the file cannot be made, or what `fill` answers.
    pub fn write<E: Into<TaskError>>(
        &self,
        name: &str,
        fill: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> Result<String, TaskError> {
        let path = self.root.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(TaskError::write(parent))?;
        }
        let file = File::create(&path).map_err(TaskError::write(&path))?;
        let mut out = BufWriter::with_capacity(64 * 1024, DigestWriter::new(file));
        fill(&mut out).map_err(Into::into)?;
        let out = out.into_inner().map_err(|error| TaskError::write(&path)(error.into_error()))?;
        let (_, digest) = out.finish();
        self.digests().insert(name.to_owned(), digest.clone());
        Ok(digest)
    }

    /// Writes `manifest.json` over everything written, and tells how many files there are.
    ///
    /// # Errors
    /// [`TaskError`] if it cannot be written.
    pub fn close(&self, mut manifest: Manifest) -> Result<u64, TaskError> {
        manifest.files = std::mem::take(&mut *self.digests());
        let written = manifest.files.len() as u64 + 1;
        let path = self.root.join(manifest::FILE_NAME);
        let mut text = serde_json::to_string_pretty(&manifest).expect("texts and numbers are always JSON");
        text.push('\n');
        std::fs::write(&path, text).map_err(TaskError::write(&path))?;
        Ok(written)
    }

    /// The path of a file, for errors.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    fn digests(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, String>> {
        self.digests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
