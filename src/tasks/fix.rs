//! `check --fix`: an extract written anew with what is surely known, and the workbook of what somebody must decide on.

use super::error::TaskError;
use super::import::for_one_run;
use super::progress::reading;
use super::source::{self, Origin};
use crate::extract::fix::{Answers, Correction, CorrectionState, Fixed};
use crate::extract::{self, CORRECTION_COLUMNS, Extract, NO, Options, YES, datapackage, fix, schema};
use crate::files::{Scratch, Tray};
use crate::output::OutputError;
use crate::progress::Progress;
use crate::render::Language;
use crate::render::xlsx::{self, CorrectionBook, CorrectionRow};
use serde::Serialize;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The folder of the extract that is written, within the one that was asked for.
const EXTRACT: &str = "extract";
/// The workbook of corrections beside it.
const WORKBOOK: &str = "corrections.xlsx";
const ELECTION: &str = "election.toml";
const PACKAGE: &str = "datapackage.json";

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FixReport {
    /// The folder of the new extract; none where dates in doubt must be settled first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extract: Option<PathBuf>,
    pub corrections: PathBuf,
    pub made: u64,
    pub accepted: u64,
    pub open: u64,
    /// Answers that no cell agrees with any more.
    pub astray: u64,
    /// Columns whose days and months seem exchanged, as `table.column`, and of which not all was answered.
    pub unsettled: Vec<String>,
}

/// Where an extract is written anew.
#[derive(Debug, Clone, Copy)]
pub struct FixRequest<'a> {
    /// The extract as it is, which is not changed.
    pub origin: &'a Origin,
    pub out: &'a Path,
    /// The workbook of corrections with somebody's answers.
    pub accept: Option<&'a Path>,
}

/// Writes an extract anew into the folder `extract` of `out`, and `corrections.xlsx` beside it.
///
/// # Errors
/// [`TaskError`] if the extract or the answers cannot be read, it is an office's own workbook, `out` lies in the extract's folder,
/// or a file cannot be written.
pub fn fix(request: FixRequest<'_>, progress: &dyn Progress) -> Result<FixReport, TaskError> {
    let FixRequest { origin, out, accept } = request;
    refuse_inside(&origin.typed, out)?;
    if for_one_run(origin)?.is_some() {
        return Err(TaskError::FixOffice { workbook: origin.typed.clone() });
    }
    let extract = source::open(origin)?;
    let answers = accept.map(extract::answers).transpose()?.unwrap_or_default();
    let mut beside = Tray::begin(out, "fix")?;
    let mut tray = Tray::begin(&out.join(EXTRACT), "fix")?;
    let fixed = write_tables(&extract, &answers, &mut tray, progress)?;
    progress.end();
    write_corrections(&extract, &fixed, beside.create(WORKBOOK)?)?;
    let written = fixed.unsettled.is_empty();
    if written {
        describe(&extract, origin, &mut tray)?;
        tray.finish()?;
    }
    beside.finish()?;
    Ok(FixReport {
        extract: written.then(|| out.join(EXTRACT)),
        corrections: out.join(WORKBOOK),
        made: fixed.made,
        accepted: fixed.accepted,
        open: fixed.open,
        astray: fixed.astray,
        unsettled: fixed.unsettled.iter().map(|(table, column)| format!("{table}.{column}")).collect(),
    })
}

/// A folder within the extract's would be read with it the next time.
fn refuse_inside(folder: &Path, out: &Path) -> Result<(), TaskError> {
    let Ok(folder) = fs::canonicalize(folder) else { return Ok(()) };
    let is_inside =
        out.ancestors().filter_map(|above| fs::canonicalize(above).ok()).any(|above| above == folder);
    match is_inside {
        true => Err(TaskError::FixInside { out: out.to_owned() }),
        false => Ok(()),
    }
}

fn write_tables(
    extract: &Extract,
    answers: &Answers,
    tray: &mut Tray,
    progress: &dyn Progress,
) -> Result<Fixed, TaskError> {
    let scratch = Scratch::new(None).map_err(TaskError::write(Path::new("the scratch folder")))?;
    let mut create = |table: &'static schema::Table| -> io::Result<Box<dyn Write>> {
        let file = tray.create(&format!("{}.csv", table.name)).map_err(io::Error::other)?;
        Ok(Box::new(BufWriter::new(file)))
    };
    let options = Options::new(scratch.path());
    Ok(fix::fix(extract, options, answers, &mut reading(progress), &mut create)?)
}

/// Writes what describes the tables, and copies what is none.
fn describe(extract: &Extract, origin: &Origin, tray: &mut Tray) -> Result<(), TaskError> {
    let mut files = Vec::new();
    let shapes = origin.typed.join(schema::SHAPES_FILE);
    if shapes.is_file() {
        copy(&shapes, tray.create(schema::SHAPES_FILE)?).map_err(TaskError::write(&shapes))?;
        files.push(schema::SHAPES_FILE);
    }
    let election = origin.election.clone().unwrap_or_else(|| origin.typed.join(ELECTION));
    if election.is_file() {
        // As somebody wrote it, with what they noted there.
        copy(&election, tray.create(ELECTION)?).map_err(TaskError::write(&election))?;
    } else if let Some(terms) = &extract.terms {
        let path = tray.place(ELECTION);
        let text = extract::terms_text(terms);
        tray.create(ELECTION)?.write_all(text.as_bytes()).map_err(TaskError::write(&path))?;
    }
    let is_there = |table: &&schema::Table| extract.files().any(|(name, _)| name == table.name);
    let tables: Vec<&schema::Table> = schema::TABLES.iter().copied().filter(is_there).collect();
    let text = datapackage::describe(extract.as_of, &extract.mode, &tables, &files);
    let path = tray.place(PACKAGE);
    tray.create(PACKAGE)?.write_all(text.as_bytes()).map_err(TaskError::write(&path))
}

fn copy(from: &Path, mut to: File) -> io::Result<()> {
    io::copy(&mut crate::given::open(from)?, &mut to).map(|_| ())
}

fn write_corrections(extract: &Extract, fixed: &Fixed, to: File) -> Result<(), TaskError> {
    let of = CorrectionBook {
        as_of: extract.as_of,
        columns: &CORRECTION_COLUMNS,
        choices: [YES, NO],
        more: fixed.more,
    };
    xlsx::corrections(of, fixed.corrections.iter().map(row), BufWriter::new(to))
        .map_err(OutputError::from)?;
    Ok(())
}

fn row(correction: &Correction) -> CorrectionRow<'_> {
    let Correction { place, was, becomes, reason, state } = correction;
    let said = match state {
        CorrectionState::Made => "đã sửa",
        CorrectionState::Accepted => YES,
        CorrectionState::Refused => NO,
        CorrectionState::Open => "",
    };
    let reason = Language::Vietnamese.half(reason);
    CorrectionRow { table: place.table, line: place.line, column: place.column, was, becomes, reason, said }
}
