//! Files laid together in a folder: none appears there before all are whole.

use super::error::PlaceError;
use super::workshop::Workshop;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The longest file that is compared with a new one.
const COMPARED_MAX: u64 = 1 << 20;

/// Files for a folder, which no other run fills meanwhile.
#[derive(Debug)]
pub struct Tray {
    folder: PathBuf,
    new: PathBuf,
    names: Vec<String>,
    _workshop: Workshop,
}

impl Tray {
    /// Makes the folder, before the work: one that cannot be written is told at once.
    ///
    /// # Errors
    /// [`PlaceError`] if another run fills the folder, or it cannot be written.
    pub fn begin(folder: &Path, command: &str) -> Result<Self, PlaceError> {
        let workshop = Workshop::inside(folder, command)?;
        let new = workshop.begin()?;
        Ok(Self { folder: folder.to_owned(), new, names: Vec::new(), _workshop: workshop })
    }

    /// Where a file will stand.
    pub fn place(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// What stands there now; `None` if nothing does.
    ///
    /// # Errors
    /// [`PlaceError::Disk`] if it is no file, or one too large to be compared, or it cannot be read.
    pub fn standing(&self, name: &str) -> Result<Option<Vec<u8>>, PlaceError> {
        let path = self.place(name);
        standing(&path).map_err(PlaceError::disk(&path))
    }

    /// Begins a file, which will take the place of one that stands there. A link is replaced, and what it leads to is left.
    ///
    /// # Errors
    /// [`PlaceError::Disk`] if the disk or its rights forbid it.
    pub fn create(&mut self, name: &str) -> Result<File, PlaceError> {
        let path = self.new.join(name);
        let file = File::create_new(&path).map_err(PlaceError::disk(&path))?;
        self.names.push(name.to_owned());
        Ok(file)
    }

    /// Puts the files into the folder and gives their paths, in the order in which they were begun.
    ///
    /// # Errors
    /// [`PlaceError::Disk`] if the disk or its rights forbid it.
    pub fn finish(self) -> Result<Vec<PathBuf>, PlaceError> {
        let put = |name: &String| {
            let path = self.place(name);
            fail_point!("tray.filled");
            std::fs::rename(self.new.join(name), &path).map_err(PlaceError::disk(&path))?;
            fail_point!("tray.file_placed");
            Ok(path)
        };
        self.names.iter().map(put).collect()
    }
}

fn standing(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match path.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
        Ok(found) if !found.is_file() || found.len() > COMPARED_MAX => {
            return Err(io::Error::other("what stands there is no file of this program"));
        }
        Ok(_) => {}
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(COMPARED_MAX).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}
