//! An output folder that appears whole: it is filled beside its place and takes the place in one step.

use super::error::TaskError;
use super::output;
use crate::render::manifest::{self, Manifest};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// A folder being filled for `place`.
#[derive(Debug)]
pub struct Stage {
    place: PathBuf,
    staging: PathBuf,
    former: PathBuf,
}

/// The output that a new one takes the place of. What is the same in both need not be made again.
#[derive(Debug)]
pub struct Former {
    pub folder: PathBuf,
    pub manifest: Manifest,
}

impl Stage {
    /// Makes an empty folder beside `place`. What a killed run left there is removed, or put back if that run had just
    /// moved the former output away.
    ///
    /// # Errors
    /// [`TaskError`] if `place` holds anything that is no output of this program, or its parent cannot be written.
    pub fn begin(place: &Path) -> Result<Self, TaskError> {
        let place = std::path::absolute(place).map_err(TaskError::write(place))?;
        let stage = Self {
            staging: beside(&place, "partial"),
            former: beside(&place, "former"),
            place: place.clone(),
        };
        if stage.former.exists() {
            match place.exists() {
                true => remove(&stage.former)?,
                false => std::fs::rename(&stage.former, &place).map_err(TaskError::write(&place))?,
            }
        }
        stage.check_place()?;
        if stage.staging.exists() {
            remove(&stage.staging)?;
        }
        std::fs::create_dir_all(&stage.staging).map_err(TaskError::write(&stage.staging))?;
        Ok(stage)
    }

    /// The folder to fill.
    pub fn folder(&self) -> &Path {
        &self.staging
    }

    /// Only nothing, an empty folder or an output may stand at the place.
    fn check_place(&self) -> Result<(), TaskError> {
        let occupied = |what: &str| TaskError::Occupied { path: self.place.clone(), what: what.to_owned() };
        if !self.place.exists() {
            return Ok(());
        }
        let mut items = std::fs::read_dir(&self.place).map_err(TaskError::write(&self.place))?;
        match items.next() {
            None => Ok(()),
            Some(_) if self.place.join(manifest::FILE_NAME).is_file() => Ok(()),
            Some(_) => Err(occupied("files that are no output of cutri")),
        }
    }

    /// The output that stands at the place and may be replaced: one of the same roll; with `any_roll`, one of the same
    /// election made from other data as well.
    ///
    /// # Errors
    /// [`TaskError::Occupied`] if the place holds another roll or foreign files; [`TaskError::Output`] if it holds a
    /// manifest that cannot be read.
    pub fn former(
        &self,
        (roll_id, election_id): (&str, &str),
        any_roll: bool,
    ) -> Result<Option<Former>, TaskError> {
        if !self.place.join(manifest::FILE_NAME).exists() {
            return Ok(None);
        }
        let manifest = output::manifest(&self.place)?;
        let occupied = |what| Err(TaskError::Occupied { path: self.place.clone(), what });
        if manifest.roll_id != roll_id && !(any_roll && manifest.election.id == election_id) {
            let what = format!("another roll ({})", manifest.roll_id.get(..12).unwrap_or(&manifest.roll_id));
            return occupied(what);
        }
        match output::surplus(&self.place, &manifest)?.first() {
            None => Ok(Some(Former { folder: self.place.clone(), manifest })),
            Some(name) => occupied(format!("a file that is no part of the output ({name})")),
        }
    }

    /// The database that lies in the place, as the default one does; it would go with the folder.
    pub fn database(&self) -> Option<PathBuf> {
        Some(self.place.join(output::DATABASE)).filter(|file| file.exists())
    }

    /// Refuses a place with a database in it: what takes the place brings none.
    ///
    /// # Errors
    /// [`TaskError::Occupied`] if there is one.
    pub fn check_database(&self) -> Result<(), TaskError> {
        match self.database() {
            None => Ok(()),
            Some(_) => {
                let what = format!("a database ({})", output::DATABASE);
                Err(TaskError::Occupied { path: self.place.clone(), what })
            }
        }
    }

    /// Puts the filled folder into its place.
    ///
    /// # Errors
    /// [`TaskError`] if a folder cannot be moved; the former output is then put back.
    pub fn finish(self) -> Result<(), TaskError> {
        let Self { place, staging, former } = &self;
        let failed = |source| TaskError::Write { path: place.clone(), source };
        if place.exists() {
            std::fs::rename(place, former).map_err(failed)?;
        }
        if let Err(error) = std::fs::rename(staging, place) {
            if former.exists() {
                std::fs::rename(former, place).map_err(failed)?;
            }
            return Err(failed(error));
        }
        if former.exists() {
            remove(former)?;
        }
        Ok(())
    }

    /// Removes the folder that was being filled.
    pub fn abandon(&self) {
        // A folder that cannot be removed now is removed by the next run.
        drop(std::fs::remove_dir_all(&self.staging));
    }
}

/// `.<name>.<suffix>` beside the place.
fn beside(place: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(place.file_name().unwrap_or_default());
    name.push(".");
    name.push(suffix);
    place.with_file_name(name)
}

fn remove(folder: &Path) -> Result<(), TaskError> {
    std::fs::remove_dir_all(folder).map_err(TaskError::write(folder))
}
