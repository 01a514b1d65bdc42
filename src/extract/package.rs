//! Opening an extract: `datapackage.json`, `election.toml`, and where each table stands.

use super::election::{self, Terms};
use super::error::ExtractError;
use super::facts;
use super::locate::{self, Located};
use super::moment;
use super::schema::{TABLES, Table};
use crate::given;
use crate::people::{PartialDate, SnapshotId};
use chrono::NaiveDate;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Whether an extract holds everybody, or the changes to an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mode {
    /// Everybody.
    Full,
    /// The persons that changed since the snapshot `base`.
    Delta { base: String },
}

/// An extract that was found and described, but not read yet.
#[derive(Debug, Clone)]
pub struct Extract {
    pub folder: PathBuf,
    /// The day the extract tells of.
    pub as_of: NaiveDate,
    pub mode: Mode,
    /// What `election.toml` says; a delta may lack the file, and then means the election of its base.
    pub terms: Option<Terms>,
    pub(super) located: Located,
}

impl Extract {
    /// The tables that are there and the files they stand in, in the order in which they are reported.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.located.tables.iter().map(|(at, place)| (TABLES[*at].name, place.shown.as_str()))
    }

    /// What `election.toml` says, where it cannot be done without.
    ///
    /// # Errors
    /// [`ExtractError::DeltaUnsupported`] if a delta has none, for its election is its base's; [`ExtractError::NoElection`] if a
    /// full extract has none, which one that was opened has.
    pub fn needed_terms(&self) -> Result<&Terms, ExtractError> {
        self.terms.as_ref().ok_or_else(|| match &self.mode {
            Mode::Delta { base } => ExtractError::DeltaUnsupported { base: base.clone() },
            Mode::Full => ExtractError::NoElection { folder: self.folder.clone() },
        })
    }
}

impl Extract {
    /// A table that the extract cannot do without, and does. A delta needs the persons, unless it tells of territory or
    /// election alone.
    fn missing_table(&self) -> Option<&'static str> {
        let tables = &self.located.tables;
        let needs = |at: usize, table: &Table| match self.mode {
            Mode::Full => table.required,
            Mode::Delta { .. } => {
                let tells_of_persons = tables.keys().any(|at| facts::is_of_persons(*at));
                at == facts::PERSONS_AT && (tells_of_persons || (tables.is_empty() && self.terms.is_none()))
            }
        };
        let mut all = TABLES.iter().enumerate();
        all.find(|(at, table)| needs(*at, table) && !tables.contains_key(at)).map(|(_, table)| table.name)
    }
}

/// The file that names the election.
pub(super) const ELECTION_FILE: &str = "election.toml";

/// Opens the extract in `folder`: reads `datapackage.json` and `election.toml` and finds the tables, which are not
/// read yet.
///
/// # Errors
/// [`ExtractError`] if one of the two files cannot be used, `datapackage.json` is missing, a table stands there twice, a
/// full extract lacks `election.toml` or a table it needs, or a delta has rows of persons, or nothing at all, and no
/// table `persons`.
pub fn open(folder: &Path) -> Result<Extract, ExtractError> {
    fs::read_dir(folder).map_err(|source| ExtractError::Unreadable { path: folder.into(), source })?;
    let path = folder.join("datapackage.json");
    let text =
        text_of(&path, given::SMALL)?.ok_or_else(|| ExtractError::NoDataPackage { folder: folder.into() })?;
    let package = Package::parse(&path, &text)?;
    let path = folder.join(ELECTION_FILE);
    let terms = text_of(&path, given::SMALL)?.map(|text| election::parse(&path, &text)).transpose()?;
    if package.mode == Mode::Full && terms.is_none() {
        return Err(ExtractError::NoElection { folder: folder.into() });
    }
    let located = locate::locate(folder, &package.paths)?;
    let Package { as_of, mode, .. } = package;
    let extract = Extract { folder: folder.into(), as_of, mode, terms, located };
    match extract.missing_table() {
        Some(table) => Err(ExtractError::MissingTable { table, folder: folder.into() }),
        None => Ok(extract),
    }
}

/// The text of a file of at most so many bytes; `None` if there is none.
pub(super) fn text_of(path: &Path, limit: u64) -> Result<Option<String>, ExtractError> {
    let bytes = match given::read(path, limit) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(ExtractError::Unreadable { path: path.into(), source }),
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let line = 1 + bytes[..valid].iter().filter(|byte| **byte == b'\n').count() as u64;
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let sample = &bytes[..bytes.len().min(valid + (1 << 16))];
        ExtractError::Encoding { file, line, offset: valid as u64, looks: super::encoding::detect(sample) }
    })?;
    Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
}

/// What `datapackage.json` says that matters here.
struct Package {
    as_of: NaiveDate,
    mode: Mode,
    /// The path of each resource, and its name where it has one.
    paths: Vec<(Option<String>, String)>,
}

impl Package {
    fn parse(path: &Path, text: &str) -> Result<Self, ExtractError> {
        let wrong = |what: String| ExtractError::DataPackage { path: path.into(), what };
        let json: Value = serde_json::from_str(text).map_err(|error| wrong(format!("not JSON: {error}")))?;
        let own = json.get("cutri").and_then(Value::as_object).ok_or_else(|| {
            wrong("the property \"cutri\" is missing; add \"cutri\": {\"as_of\": \"2026-01-20\", \"mode\": \"full\"}".into())
        })?;
        let as_of = own.get("as_of").and_then(Value::as_str).and_then(|text| moment::date(text.trim()).ok());
        let as_of = as_of.filter(PartialDate::is_full).map(|date| date.first()).ok_or_else(|| {
            wrong("cutri.as_of must be the day of the extract, such as \"2026-01-20\"".into())
        })?;
        let base = own.get("base").and_then(Value::as_str).map(str::trim).filter(|base| !base.is_empty());
        let mode = match (own.get("mode").and_then(Value::as_str).map(str::trim), base) {
            (Some("full"), _) => Mode::Full,
            (Some("delta"), Some(base)) => {
                let base = SnapshotId::parse(base).map_err(|why| wrong(format!("cutri.base: {why}")))?;
                Mode::Delta { base: base.as_str().to_owned() }
            }
            (Some("delta"), None) => {
                return Err(wrong("cutri.base is missing; a delta names the snapshot it changes".into()));
            }
            _ => return Err(wrong("cutri.mode must be \"full\" or \"delta\"".into())),
        };
        let resources = match json.get("resources") {
            None | Some(Value::Null) => &[],
            Some(Value::Array(resources)) => resources.as_slice(),
            Some(_) => return Err(wrong("resources must be a list".into())),
        };
        let paths =
            resources.iter().enumerate().filter_map(|(at, resource)| named_path(at, resource).transpose());
        Ok(Self { as_of, mode, paths: paths.collect::<Result<_, _>>().map_err(wrong)? })
    }
}

/// The name and path of a resource; `None` for one without a path, whose table stands by its name.
fn named_path(at: usize, resource: &Value) -> Result<Option<(Option<String>, String)>, String> {
    let number = at + 1;
    let Some(resource) = resource.as_object() else {
        return Err(format!("resource {number} must be an object with a name and a path"));
    };
    let path = match resource.get("path") {
        None => return Ok(None),
        Some(Value::String(path)) => path,
        Some(Value::Array(paths)) => match paths.as_slice() {
            [Value::String(path)] => path,
            _ => {
                return Err(format!(
                    "resource {number} must name one file in path; join the parts into one file"
                ));
            }
        },
        Some(_) => return Err(format!("resource {number}: path must be text")),
    };
    Ok(Some((resource.get("name").and_then(Value::as_str).map(str::to_owned), path.clone())))
}
