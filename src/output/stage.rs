//! An output folder that appears whole: it is filled beside its place and takes the place in one step.

use super::OutputError;
use super::manifest::{self, Manifest};
use super::names::DATABASE;
use super::reading;
use crate::files::{self, PlaceError, Workshop};
use std::path::{Path, PathBuf};

/// A folder being filled for `place`.
#[derive(Debug)]
pub struct Stage {
    /// Without links, so that the folder is filled on the disk where it will stand.
    place: PathBuf,
    workshop: Workshop,
    staging: PathBuf,
}

/// The output that a new one takes the place of. What is the same in both need not be made again.
#[derive(Debug)]
pub struct Former {
    pub folder: PathBuf,
    pub manifest: Manifest,
}

/// What became of the output that stood at the place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// There was none, or it is gone.
    Clear,
    /// It could not be removed; it lies here.
    Left(PathBuf),
}

impl Stage {
    /// Makes an empty folder beside `place`, for a command that other runs are told of. What a killed run left there is
    /// removed, or put back if that run had just moved the former output away.
    ///
    /// # Errors
    /// [`OutputError`] if another run fills the place, it holds anything that is no output of this program, it is where a disk
    /// is mounted, it belongs to another user, or the folder it lies in cannot be written.
    pub fn begin(place: &Path, command: &str) -> Result<Self, OutputError> {
        let place = files::real(place)?;
        let (true, Some(parent)) = (place.file_name().is_some(), place.parent()) else {
            return Err(PlaceError::MountPoint { place }.into());
        };
        std::fs::create_dir_all(parent).map_err(PlaceError::disk(parent))?;
        let workshop = Workshop::beside(&place, command)?;
        put_back(&workshop, &place)?;
        check(&place)?;
        let staging = workshop.begin()?;
        Ok(Self { place, workshop, staging })
    }

    /// The folder to fill.
    pub fn folder(&self) -> &Path {
        &self.staging
    }

    /// The output that stands at the place and may be replaced: one of the same roll; with `any_roll`, one of the same
    /// election made from other data as well.
    ///
    /// # Errors
    /// [`OutputError::Occupied`] if the place holds another roll or foreign files; [`OutputError::Reading`] if it holds a
    /// manifest that cannot be read.
    pub fn former(
        &self,
        roll_id: &str,
        election_id: &str,
        any_roll: bool,
    ) -> Result<Option<Former>, OutputError> {
        if !self.place.join(manifest::FILE_NAME).exists() {
            return Ok(None);
        }
        let manifest = reading::manifest(&self.place)?;
        let occupied = |what| Err(OutputError::Occupied { path: self.place.clone(), what });
        if manifest.roll_id != roll_id && !(any_roll && manifest.election.id == election_id) {
            let what = format!("another roll ({})", manifest.roll_id.get(..12).unwrap_or(&manifest.roll_id));
            return occupied(what);
        }
        match reading::surplus(&self.place, &manifest)?.first() {
            None => Ok(Some(Former { folder: self.place.clone(), manifest })),
            Some(name) => occupied(format!("a file that is no part of the output ({name})")),
        }
    }

    /// The database that lies in the place, as the default one does; it would go with the folder.
    pub fn database(&self) -> Option<PathBuf> {
        Some(self.place.join(DATABASE)).filter(|file| file.exists())
    }

    /// Refuses a place with a database in it: what takes the place brings none.
    ///
    /// # Errors
    /// [`OutputError::Occupied`] if there is one.
    pub fn check_database(&self) -> Result<(), OutputError> {
        match self.database() {
            None => Ok(()),
            Some(_) => {
                let what = format!("a database ({})", DATABASE);
                Err(OutputError::Occupied { path: self.place.clone(), what })
            }
        }
    }

    /// Puts the filled folder into its place.
    ///
    /// # Errors
    /// [`OutputError::Vanished`] if a file of the manifest is not there; another if a folder cannot be moved. The former output
    /// then stands where it stood.
    pub fn finish(self) -> Result<Place, OutputError> {
        let manifest = reading::manifest(&self.staging)?;
        let is_there =
            |name: &String| self.staging.join(name).symlink_metadata().is_ok_and(|it| it.is_file());
        if let Some(name) = manifest.files.keys().find(|name| !is_there(name)) {
            return Err(OutputError::Vanished { path: self.place.join(name) });
        }
        let former = self.workshop.former();
        fail_point!("output.filled");
        self.workshop.settle(|| self.swap(&former)).map_err(OutputError::write(&self.place))?;
        fail_point!("output.placed");
        Ok(match files::remove(&former) {
            Ok(()) => Place::Clear,
            Err(_) => Place::Left(former),
        })
    }

    fn swap(&self, former: &Path) -> std::io::Result<()> {
        if self.place.exists() {
            files::move_folder(&self.place, former)?;
            fail_point!("output.former_moved");
        }
        std::fs::rename(&self.staging, &self.place).inspect_err(|_| {
            if former.exists() {
                // If it cannot be put back now, the next run does it.
                drop(std::fs::rename(former, &self.place));
            }
        })
    }
}

/// Puts back the output that a killed run had moved away, or removes it if that run had put the new one into its place.
fn put_back(workshop: &Workshop, place: &Path) -> Result<(), OutputError> {
    let former = workshop.former();
    match (former.exists(), place.exists()) {
        (false, _) => Ok(()),
        (true, false) => std::fs::rename(&former, place).map_err(OutputError::write(place)),
        (true, true) => match files::remove(&former) {
            Ok(()) => Ok(()),
            Err(_) => workshop.set_aside().map_err(OutputError::write(&former)),
        },
    }
}

/// Only nothing, an empty folder or an output may stand at the place, and it must be one that can be replaced.
fn check(place: &Path) -> Result<(), OutputError> {
    if !place.exists() {
        return Ok(());
    }
    let mut items = std::fs::read_dir(place).map_err(OutputError::write(place))?;
    if items.next().is_some() && !place.join(manifest::FILE_NAME).is_file() {
        let what = "files that are no output of cutri".to_owned();
        return Err(OutputError::Occupied { path: place.to_owned(), what });
    }
    if files::is_mount_point(place)? {
        return Err(PlaceError::MountPoint { place: place.to_owned() }.into());
    }
    match files::may_move(place) {
        true => Ok(()),
        false => Err(PlaceError::NotOurs { place: place.to_owned() }.into()),
    }
}
