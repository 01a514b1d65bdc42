//! The folder that `check`, `load` and `update` write rejects and findings into.

use super::error::TaskError;
use crate::extract;
use crate::files::Tray;
use std::io::BufWriter;
use std::path::Path;

/// A folder for `rejects.csv` and `findings.csv`.
#[derive(Debug)]
pub struct ReportFolder(Tray);

impl ReportFolder {
    /// Makes the folder, if one is asked for: before the work, so that a place that cannot be written is told at once.
    ///
    /// # Errors
    /// [`TaskError::Place`] if another run writes there, or the folder cannot be written.
    pub fn begin(folder: Option<&Path>, command: &str) -> Result<Option<Self>, TaskError> {
        let tray = folder.map(|folder| Tray::begin(folder, command)).transpose()?;
        Ok(tray.map(Self))
    }

    /// Writes what was rejected and found in an extract; files of an earlier report are replaced.
    ///
    /// # Errors
    /// [`TaskError`] if a file cannot be written or the scratch folder fails.
    pub fn write(self, reading: &mut extract::Reading) -> Result<(), TaskError> {
        let Self(mut tray) = self;
        extract::write_rejects(&mut reading.rejects, BufWriter::new(tray.create("rejects.csv")?))?;
        extract::write_findings(&mut reading.findings, BufWriter::new(tray.create("findings.csv")?))?;
        tray.finish()?;
        Ok(())
    }
}
