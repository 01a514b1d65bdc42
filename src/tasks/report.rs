//! What `check`, `load` and `update` write of rejects and findings: a folder of tables, or one workbook of things to do.

use super::error::TaskError;
use super::findings;
use crate::extract;
use crate::files::Tray;
use crate::output::OutputError;
use crate::output::todo::{self, Matters, People};
use crate::render::xlsx;
use chrono::NaiveDate;
use std::io::BufWriter;
use std::path::Path;

/// The workbook's name where a folder was asked for.
const WORKBOOK: &str = "viec-can-lam.xlsx";

/// Where rejects and findings go.
#[derive(Debug)]
pub struct Report {
    tray: Tray,
    /// The file that was asked for; `None` asks for a folder with everything.
    workbook: Option<String>,
}

/// What a report tells beside what the reader found.
#[derive(Default)]
pub(in crate::tasks) struct Beside {
    /// Findings on the territory.
    pub territory: Matters,
}

impl Report {
    /// Makes room for what is asked for, before the work, so that a place that cannot be written is told at once: a name that ends
    /// with `.xlsx` is a workbook, any other a folder.
    ///
    /// # Errors
    /// [`TaskError::Place`] if another run writes there, or the folder cannot be written.
    pub fn begin(place: Option<&Path>, command: &str) -> Result<Option<Self>, TaskError> {
        let Some(place) = place else { return Ok(None) };
        let is_workbook = place.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
        let name = place.file_name().map(|name| name.to_string_lossy().into_owned());
        let (folder, workbook) = match name.filter(|_| is_workbook) {
            None => (place, None),
            Some(name) => {
                let parent = place.parent().filter(|parent| !parent.as_os_str().is_empty());
                (parent.unwrap_or(Path::new(".")), Some(name))
            }
        };
        Ok(Some(Self { tray: Tray::begin(folder, command)?, workbook }))
    }

    /// Writes what was rejected and found in an extract of a day; what an earlier report wrote there is replaced.
    ///
    /// # Errors
    /// [`TaskError`] if a file cannot be written or the scratch folder fails.
    pub fn write(self, reading: &mut extract::Reading, as_of: NaiveDate) -> Result<(), TaskError> {
        self.write_with(reading, as_of, Beside::default())
    }

    /// Writes the same, and what was found beside.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub(in crate::tasks) fn write_with(
        self,
        reading: &mut extract::Reading,
        as_of: NaiveDate,
        beside: Beside,
    ) -> Result<(), TaskError> {
        let Self { mut tray, workbook } = self;
        if workbook.is_none() {
            extract::write_rejects(&mut reading.rejects, BufWriter::new(tray.create("rejects.csv")?))?;
            extract::write_findings(&mut reading.findings, BufWriter::new(tray.create("findings.csv")?))?;
        }
        let mut matters = findings::matters_of(reading)?;
        matters.absorb(beside.territory);
        let mut sheets = todo::of_matters(&matters.all(), &People::default());
        sheets.push(findings::nameless(&mut reading.manual_queue)?);
        let work = todo::workbook("toàn bộ dữ liệu".to_owned(), as_of, sheets);
        let file = tray.create(workbook.as_deref().unwrap_or(WORKBOOK))?;
        xlsx::todo(&work, BufWriter::new(file)).map_err(OutputError::from)?;
        tray.finish()?;
        Ok(())
    }
}
