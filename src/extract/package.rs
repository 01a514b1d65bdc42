//! Opening an extract: `datapackage.json`, `election.toml`, and where each table stands.

use super::described::{self, Given};
use super::election::{self, ElectionTerms};
use super::encoding::Looks;
use super::error::{ExtractError, Stored};
use super::error_words;
use super::facts;
use super::input::Dialect;
use super::locate::{self, Located};
use super::moment;
use super::schema::{SHAPES_FILE, TABLES, Table};
use super::source::Source;
use crate::given;
use crate::people::{PartialDate, SnapshotId};
use crate::territory::Country;
use chrono::NaiveDate;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    /// What it is called in errors: its folder, its workbook, or the address of its database.
    pub place: String,
    /// The day the extract tells of.
    pub as_of: NaiveDate,
    pub mode: Mode,
    /// The number of the decision on voting areas that a delta's territory follows (Circular 21/2025, Art. 4.3–4.5).
    pub document_no: Option<String>,
    /// What `election.toml` says; a delta may lack the file, and then means the election of its base.
    pub terms: Option<ElectionTerms>,
    /// What the communes outside the extract are called, and what former codes became, where another list than the program's
    /// own tells it.
    pub country: Option<Arc<Country>>,
    pub(super) located: Located,
    /// The file of outlines for maps, of an extract that lies in a folder.
    pub(super) shapes: Option<PathBuf>,
}

impl Extract {
    /// The list of the country's communes that codes are read by.
    pub fn country(&self) -> &Country {
        self.country.as_deref().unwrap_or(Country::built_in())
    }

    /// The tables that are there and the files they stand in, in the order in which they are reported.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.located.tables.iter().map(|(at, place)| (TABLES[*at].name, place.shown()))
    }

    /// What `election.toml` says, where it cannot be done without.
    ///
    /// # Errors
    /// [`ExtractError::DeltaUnsupported`] if a delta has none, for its election is its base's; [`ExtractError::NoElection`] if a
    /// full extract has none, which one that was opened has.
    pub fn needed_terms(&self) -> Result<&ElectionTerms, ExtractError> {
        self.terms.as_ref().ok_or_else(|| match &self.mode {
            Mode::Delta { base } => ExtractError::DeltaUnsupported { base: base.clone() },
            Mode::Full => ExtractError::NoElection { place: self.place.clone() },
        })
    }
}

impl Extract {
    /// The extract, if it has all tables that it cannot do without. A delta needs the persons, unless it tells of territory or
    /// election alone.
    fn whole(self, stored: Stored) -> Result<Self, ExtractError> {
        let tables = &self.located.tables;
        let needs = |at: usize, table: &Table| match self.mode {
            Mode::Full => table.required,
            Mode::Delta { .. } => {
                let tells_of_persons = tables.keys().any(|at| facts::is_of_persons(*at));
                at == facts::PERSONS_AT && (tells_of_persons || (tables.is_empty() && self.terms.is_none()))
            }
        };
        let all = TABLES.iter().enumerate();
        let missing: Vec<&'static str> = all
            .filter(|(at, table)| needs(*at, table) && !tables.contains_key(at))
            .map(|(_, table)| table.name)
            .collect();
        match missing.is_empty() {
            true => Ok(self),
            false => Err(ExtractError::MissingTables {
                place: self.place,
                stored,
                likely: self.located.likely(&missing),
                found: self.located.shown(),
                missing,
            }),
        }
    }
}

/// What an extract says of itself, where no `datapackage.json` and no `election.toml` lie beside its tables.
#[derive(Debug, Clone)]
pub struct Described {
    pub as_of: NaiveDate,
    pub mode: Mode,
    pub document_no: Option<String>,
    pub terms: Option<ElectionTerms>,
}

/// Tables in places of their own, such as the views of a database.
#[derive(Debug, Default)]
pub struct Places {
    pub tables: Vec<Placed>,
    /// What lies there too and is no table.
    pub unknown: Vec<String>,
}

/// A table, by its name, and where it stands.
#[derive(Debug)]
pub struct Placed {
    pub table: &'static str,
    pub source: Box<dyn Source>,
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
        return Err(ExtractError::NoElection { place: folder.display().to_string() });
    }
    let located = locate::locate(folder, &package.resources)?;
    let Package { as_of, mode, document_no, .. } = package;
    let (place, shapes) = (folder.display().to_string(), Some(folder.join(SHAPES_FILE)));
    Extract { place, as_of, mode, document_no, terms, country: None, located, shapes }.whole(Stored::Files)
}

/// Opens a single workbook whose sheets are the tables; nothing that lies beside it is read. The day and the election stand in
/// sheets of their own, or are given.
///
/// # Errors
/// [`ExtractError`] if the file is no workbook or cannot be read, does not tell the day or the election, or lacks a table that
/// the extract needs.
pub fn open_workbook(file: &Path, given: Given) -> Result<Extract, ExtractError> {
    let place = file.display().to_string();
    let (located, beside) = locate::locate_in_workbook(file)?;
    let whole = Extract {
        place: place.clone(),
        as_of: NaiveDate::MIN,
        mode: Mode::Full,
        document_no: None,
        terms: None,
        country: None,
        located,
        shapes: None,
    };
    // A workbook that is another is told by its sheets, not by the day that it lacks.
    let whole = if beside.extract.is_none() { whole.whole(Stored::Files)? } else { whole };
    let Described { as_of, mode, document_no, terms } = described::describe(&place, &beside, given)?;
    Extract { as_of, mode, document_no, terms, ..whole }.whole(Stored::Files)
}

/// Puts an extract together of tables in places of their own; `place` is what it is called in errors.
///
/// # Errors
/// [`ExtractError::MissingTables`] if it lacks a table that it needs, [`ExtractError::TableTwice`] if one stands there twice.
pub fn assemble(place: String, described: Described, places: Places) -> Result<Extract, ExtractError> {
    let mut located = Located::default();
    located.unknown.extend(places.unknown);
    for Placed { table, source } in places.tables {
        let Some(at) = TABLES.iter().position(|known| known.name == table) else { continue };
        let second = source.shown().to_owned();
        if let Some(first) = located.tables.insert(at, Arc::from(source)) {
            return Err(ExtractError::TableTwice { table, first: first.shown().to_owned(), second });
        }
    }
    let Described { as_of, mode, document_no, terms } = described;
    Extract { place, as_of, mode, document_no, terms, country: None, located, shapes: None }
        .whole(Stored::Views)
}

/// Reads a file such as `election.toml`.
///
/// # Errors
/// [`ExtractError`] if it cannot be read or used.
pub fn terms_in(path: &Path) -> Result<ElectionTerms, ExtractError> {
    let nothing =
        || ExtractError::Unreadable { path: path.into(), source: std::io::ErrorKind::NotFound.into() };
    election::parse(path, &text_of(path, given::SMALL)?.ok_or_else(nothing)?)
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

/// What `datapackage.json` must say, as an example.
const EXAMPLE: &str = "\"cutri\": {\"as_of\": \"2026-01-20\", \"mode\": \"full\"}";

/// What `datapackage.json` says that matters here.
struct Package {
    as_of: NaiveDate,
    mode: Mode,
    document_no: Option<String>,
    resources: Vec<Resource>,
}

/// A file that `datapackage.json` names, and what it says of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Resource {
    pub name: Option<String>,
    pub path: String,
    pub dialect: Dialect,
}

impl Package {
    fn parse(path: &Path, text: &str) -> Result<Self, ExtractError> {
        let wrong = |what: String| ExtractError::DataPackage { path: path.into(), what };
        let json: Value = serde_json::from_str(text).map_err(|error| {
            wrong(format!(
                "không viết đúng dạng JSON, {} / not JSON: {error}",
                error_words::at(error.line(), error.column())
            ))
        })?;
        let own = json.get("cutri").and_then(Value::as_object).ok_or_else(|| {
            wrong(format!(
                "thiếu mục \"cutri\"; hãy thêm {EXAMPLE} / the property \"cutri\" is missing; add {EXAMPLE}"
            ))
        })?;
        let as_of = own.get("as_of").and_then(Value::as_str).and_then(|text| moment::date(text.trim()).ok());
        let as_of = as_of.filter(PartialDate::is_full).map(|date| date.first()).ok_or_else(|| {
            wrong("cutri.as_of phải là ngày của dữ liệu, ví dụ \"2026-01-20\" / cutri.as_of must be the day of the extract, such as \"2026-01-20\"".into())
        })?;
        let text =
            |key: &str| own.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
        let (base, document_no) = (text("base"), text("document_no").map(str::to_owned));
        let mode = match (own.get("mode").and_then(Value::as_str).map(str::trim), base) {
            (Some("full"), _) => Mode::Full,
            (Some("delta"), Some(base)) => {
                let base = SnapshotId::parse(base).map_err(|why| wrong(format!("cutri.base không phải mã của một bản dữ liệu / cutri.base: {why}")))?;
                Mode::Delta { base: base.as_str().to_owned() }
            }
            (Some("delta"), None) => {
                return Err(wrong("thiếu cutri.base: bản thay đổi phải nêu bản mà nó nối tiếp / cutri.base is missing; a delta names the snapshot it changes".into()));
            }
            _ => return Err(wrong("cutri.mode phải là \"full\" (đầy đủ) hoặc \"delta\" (thay đổi) / cutri.mode must be \"full\" or \"delta\"".into())),
        };
        let resources = match json.get("resources") {
            None | Some(Value::Null) => &[],
            Some(Value::Array(resources)) => resources.as_slice(),
            Some(_) => {
                return Err(wrong("resources phải là một danh sách / resources must be a list".into()));
            }
        };
        let resources = resources
            .iter()
            .enumerate()
            .filter_map(|(at, resource)| named_resource(at, resource).transpose());
        Ok(Self { as_of, mode, document_no, resources: resources.collect::<Result<_, _>>().map_err(wrong)? })
    }
}

/// A resource; `None` for one without a path, whose table stands by its name.
fn named_resource(at: usize, resource: &Value) -> Result<Option<Resource>, String> {
    let number = at + 1;
    let Some(resource) = resource.as_object() else {
        return Err(format!(
            "mục thứ {number} của resources phải có name và path / resource {number} must be an object with a name and a path"
        ));
    };
    let path = match resource.get("path") {
        None => return Ok(None),
        Some(Value::String(path)) => path,
        Some(Value::Array(paths)) => match paths.as_slice() {
            [Value::String(path)] => path,
            _ => {
                return Err(format!(
                    "mục thứ {number} của resources: path chỉ được nêu một tệp; hãy ghép các phần thành một tệp / resource {number} must name one file in path; join the parts into one file"
                ));
            }
        },
        Some(_) => {
            return Err(format!(
                "mục thứ {number} của resources: path phải là văn bản / resource {number}: path must be text"
            ));
        }
    };
    let delimiter = resource.get("dialect").and_then(|dialect| dialect.get("delimiter"));
    let separator = match delimiter.map(Value::as_str) {
        None | Some(Some(",")) => None,
        Some(Some(";")) => Some(b';'),
        Some(Some("\t")) => Some(b'\t'),
        Some(_) => {
            return Err(format!(
                "mục thứ {number} của resources: dialect.delimiter phải là \",\", \";\" hoặc \"\\t\" / resource {number}: dialect.delimiter must be \",\", \";\" or \"\\t\""
            ));
        }
    };
    let name = resource.get("name").and_then(Value::as_str).map(str::to_owned);
    let wide = wide(resource.get("encoding").and_then(Value::as_str));
    Ok(Some(Resource { name, path: path.clone(), dialect: Dialect { separator, wide } }))
}

/// The order of the bytes of UTF-16, where an encoding tells it; any other encoding is found out while reading.
fn wide(encoding: Option<&str>) -> Option<Looks> {
    match encoding?.to_ascii_lowercase().as_str() {
        "utf-16le" | "utf16le" => Some(Looks::Utf16LittleEndian),
        "utf-16be" | "utf16be" => Some(Looks::Utf16BigEndian),
        _ => None,
    }
}
