//! Folders for what is not kept.

use super::workshop::{Duty, forget, register};
use std::io;
use std::path::Path;
use tempfile::TempDir;

/// A folder for what is sorted and thrown away; it goes with this value, and when the program is stopped.
#[derive(Debug)]
pub struct Scratch(TempDir);

impl Scratch {
    /// Makes one in a folder, or where the system keeps temporary files.
    ///
    /// # Errors
    /// [`io::Error`] if the disk or its rights forbid it.
    pub fn new(within: Option<&Path>) -> io::Result<Self> {
        let mut folder = tempfile::Builder::new();
        folder.prefix("cutri-");
        let folder = match within {
            Some(within) => folder.tempdir_in(within),
            None => folder.tempdir(),
        }?;
        register(folder.path(), Duty::Rest);
        Ok(Self(folder))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        forget(&[self.0.path()]);
    }
}
