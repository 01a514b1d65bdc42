//! `import`: an office's own workbooks in, the folder of an extract out, with a report of what became of every row. Where
//! something is not sure, no extract is written: `mapping.toml` asks. `template`: the workbook that leaves nothing to ask.

mod error;
mod report;

pub use crate::import::SumLine;
pub use error::ImportError;
pub(crate) use report::table_name;

use super::TaskError;
use super::origin::Origin;
use crate::extract::schema::{SHAPES_FILE, TABLES};
use crate::extract::{Mode, datapackage};
use crate::files::{Scratch, Tray};
use crate::given;
use crate::import::{
    Aside, Balance, Commune, Drawn, Grid, Mapping, Places, Question, Told, Weight, draw, read, template,
};
use crate::people::CommuneCode;
use crate::territory::Country;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The report of every row, beside the extract.
pub use crate::extract::IMPORT_REPORT as REPORT;
/// What was chosen, and what is asked.
pub const MAPPING: &str = "mapping.toml";
const PACKAGE: &str = "datapackage.json";

/// What to import.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    pub workbooks: Vec<PathBuf>,
    /// The folder of the extract.
    pub out: PathBuf,
    /// The answers to what an earlier run asked.
    pub mapping: Option<PathBuf>,
    /// The commune, where the workbook does not tell it or tells another.
    pub commune: Option<CommuneCode>,
    /// The day of the data.
    pub as_of: Option<NaiveDate>,
    /// The list of the country's communes, where it is not the program's own.
    pub country: Option<Arc<Country>>,
}

/// What was imported.
#[derive(Debug, Clone)]
pub struct Imported {
    pub balance: Balance,
    pub persons: usize,
    /// Rows of each table of the extract that has any.
    pub tables: Vec<(&'static str, usize)>,
    pub aside: BTreeMap<Aside, usize>,
    pub told: BTreeMap<(Weight, Told), usize>,
    pub sums: Vec<SumLine>,
    pub questions: Vec<Question>,
    pub has_findings: bool,
}

/// Imports workbooks into a folder.
///
/// # Errors
/// [`TaskError::Import`] if a workbook or the mapping cannot be read, the books do not balance, or the folder holds something else;
/// [`TaskError::Place`] or [`TaskError::Output`] if it cannot be written. The folder is then as it was.
pub fn import(options: &ImportOptions) -> Result<Imported, TaskError> {
    check_out(&options.out)?;
    let mapping = match &options.mapping {
        None => Mapping::default(),
        Some(path) => {
            let text = given::read_text(path, given::SMALL).map_err(TaskError::write(path))?;
            Mapping::parse(&text).map_err(ImportError::from)?
        }
    };
    let mapping = mapping.with(options.commune.as_ref().map(CommuneCode::as_str), options.as_of);
    let mut grids = Vec::new();
    for workbook in &options.workbooks {
        grids.extend(read(workbook).map_err(ImportError::from)?);
    }
    let drawn = draw(&grids, &mapping, &places(options.country.as_deref()));
    let balance = drawn.balance(&grids).map_err(ImportError::from)?;
    write(&drawn, &grids, &options.out)?;
    let tables = drawn.tables.written();
    let counted = tables.iter().map(|table| (table.name, drawn.tables.count(table.name)));
    Ok(Imported {
        balance,
        persons: drawn.taken("persons"),
        tables: counted.filter(|(_, count)| *count > 0).collect(),
        aside: drawn.aside(),
        told: drawn.told(),
        has_findings: drawn.has_findings(),
        sums: drawn.sums,
        questions: drawn.questions,
    })
}

/// An office's workbook that was taken into an extract for one run.
#[derive(Debug)]
pub struct ForOneRun {
    origin: Origin,
    /// It goes with this value.
    _scratch: Scratch,
}

impl ForOneRun {
    /// The folder of the extract, as long as this value lives.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }
}

/// Takes a workbook that somebody named in place of an extract into one for this run; `None` if it is no file of a workbook, or its
/// sheets are tables of an extract.
///
/// # Errors
/// As [`import`], and [`ImportError::Asks`] if something is not sure.
pub fn for_one_run(of: &Origin) -> Result<Option<ForOneRun>, TaskError> {
    let named = of.typed.as_path();
    let ending = named.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if !named.is_file() || !["xlsx", "xlsm", "xlsb", "xls", "ods"].contains(&ending.as_str()) {
        return Ok(None);
    }
    let grids = read(named).map_err(ImportError::from)?;
    let is_table = |grid: &Grid| TABLES.iter().any(|table| table.name == grid.sheet.trim().to_lowercase());
    if grids.iter().any(is_table) {
        return Ok(None);
    }
    let mapping = Mapping::default().with(None, of.as_of);
    let drawn = draw(&grids, &mapping, &places(of.country.as_deref()));
    drawn.balance(&grids).map_err(ImportError::from)?;
    if let Some(Question { vietnamese, english, .. }) = drawn.questions.first() {
        return Err(TaskError::Import(ImportError::Asks {
            workbook: named.display().to_string(),
            count: drawn.questions.len(),
            vietnamese: vietnamese.clone(),
            english: english.clone(),
        }));
    }
    let scratch = Scratch::new(None).map_err(TaskError::write(Path::new("the scratch folder")))?;
    write(&drawn, &grids, scratch.path())?;
    let origin = Origin { typed: scratch.path().to_owned(), ..of.clone() };
    Ok(Some(ForOneRun { origin, _scratch: scratch }))
}

/// Refuses a folder with an extract that no import made.
fn check_out(out: &Path) -> Result<(), ImportError> {
    let holds = |name: &str| out.join(name).exists();
    match (holds(PACKAGE) || holds("persons.csv")) && !holds(REPORT) {
        true => Err(ImportError::Foreign { folder: out.into() }),
        false => Ok(()),
    }
}

/// Writes what was drawn: the extract, if nothing is open, and in any case report and mapping.
fn write(drawn: &Drawn, grids: &[Grid], out: &Path) -> Result<(), TaskError> {
    let mut tray = Tray::begin(out, "import")?;
    let mut put = |name: &str, bytes: &[u8]| -> Result<(), TaskError> {
        let path = out.join(name);
        tray.create(name)?.write_all(bytes).map_err(TaskError::write(&path))
    };
    put(MAPPING, drawn.mapping.as_bytes())?;
    put(REPORT, &report::written(drawn, grids)?)?;
    let as_of = drawn.as_of.filter(|_| drawn.questions.is_empty());
    if let Some(as_of) = as_of {
        let tables = drawn.tables.written();
        for table in &tables {
            put(&format!("{}.csv", table.name), &drawn.tables.csv(table))?;
        }
        put("election.toml", drawn.election.as_bytes())?;
        let has_shapes = out.join(SHAPES_FILE).exists();
        let shapes: &[&'static str] = if has_shapes { &[SHAPES_FILE] } else { &[] };
        put(PACKAGE, datapackage::describe(as_of, &Mode::Full, &tables, shapes).as_bytes())?;
    } else {
        // What an earlier run made of other answers must not be taken for what these workbooks say.
        let path = out.join(PACKAGE);
        if path.exists() {
            std::fs::remove_file(&path).map_err(TaskError::write(&path))?;
        }
    }
    tray.finish()?;
    Ok(())
}

/// Writes the template, with the names and codes of a commune if one is named.
///
/// # Errors
/// [`TaskError::Import`] if there is no such commune, or a file of this name; [`TaskError::Output`] if it cannot be written.
pub fn template(out: &Path, commune: Option<&CommuneCode>) -> Result<(), TaskError> {
    let places = places(None);
    let commune = match commune {
        None => None,
        Some(code) => Some(
            places
                .commune(code.as_str())
                .ok_or_else(|| ImportError::UnknownCommune { code: code.to_string() })?,
        ),
    };
    let bytes = template::write(commune).map_err(|error| ImportError::Template(error.to_string()))?;
    let created = std::fs::OpenOptions::new().write(true).create_new(true).open(out);
    let mut file = match created {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(ImportError::Exists { path: out.into() }.into());
        }
        created => created.map_err(TaskError::write(out))?,
    };
    file.write_all(&bytes).map_err(TaskError::write(out))
}

/// The communes of the country, as they are called on the election day that the template is filled for.
fn places(country: Option<&Country>) -> Places {
    let day = NaiveDate::from_ymd_opt(2026, 3, 15).expect("a day of the calendar");
    let country = country.unwrap_or(Country::built_in());
    Places::new(country.communes(day).map(|commune| Commune {
        code: commune.commune_code.to_string(),
        name: commune.name.clone(),
        province_code: commune.province_code.to_string(),
        province_name: commune.province_name.clone(),
    }))
}
