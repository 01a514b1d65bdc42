//! The one place where an extract is opened by what somebody typed: a folder, a workbook, or views of a database.

use super::error::TaskError;
use super::import::{self, ForOneRun};
pub use super::origin::Origin;
use crate::extract::schema::{Kind, TABLES, Table};
use crate::extract::{
    self, Beside, Count, Extract, ExtractError, Given, OF_ELECTION, OF_EXTRACT, Opened, Placed, Places,
    Source,
};
use crate::store::{Selected, StoreError, View, ViewFault, ViewText, Views, ViewsUrl, Whose};
use std::fs::File;
use std::io::{self, BufRead, Read};
use std::path::Path;
use std::sync::Arc;

/// An extract that was opened, with the folder that was made for it of an office's own workbook, as long as it is read.
#[derive(Debug)]
pub struct Readable {
    pub extract: Extract,
    _office: Option<ForOneRun>,
}

/// Opens whatever a person named: an extract, or an office's own workbook, which stands for the extract that is made of it.
///
/// # Errors
/// As [`open`], and if something in an office's workbook is not sure.
pub fn opened(origin: &Origin) -> Result<Readable, TaskError> {
    let office = import::for_one_run(origin)?;
    Ok(Readable { extract: open(office.as_ref().map_or(origin, ForOneRun::origin))?, _office: office })
}

/// Opens an extract, of which the tables are not read yet.
///
/// # Errors
/// [`TaskError`] if there is none, or the database cannot be reached or refuses the user.
pub fn open(origin: &Origin) -> Result<Extract, TaskError> {
    let mut extract = found(origin)?;
    extract.country.clone_from(&origin.country);
    Ok(extract)
}

fn found(origin: &Origin) -> Result<Extract, TaskError> {
    let terms = origin.election.as_deref().map(extract::terms_in).transpose()?;
    let given = Given { as_of: origin.as_of, terms };
    let typed = origin.typed.to_string_lossy();
    if ViewsUrl::is_address(&typed) {
        return open_views(&ViewsUrl::parse(&typed)?, given);
    }
    if origin.typed.is_file() {
        return match begins_as_database(&origin.typed) {
            true => open_views(&ViewsUrl::file(&origin.typed), given),
            false => Ok(extract::open_workbook(&origin.typed, given)?),
        };
    }
    let mut opened = extract::open(&origin.typed)?;
    opened.as_of = given.as_of.unwrap_or(opened.as_of);
    opened.terms = given.terms.or(opened.terms);
    Ok(opened)
}

fn begins_as_database(file: &Path) -> bool {
    let mut head = [0; 16];
    File::open(file).and_then(|mut file| file.read_exact(&mut head)).is_ok() && ViewsUrl::is_database(&head)
}

/// The views of a database, as an extract.
fn open_views(url: &ViewsUrl, given: Given) -> Result<Extract, TaskError> {
    let place = url.to_string();
    let views = Arc::new(Views::open(url)?);
    let Found { places, beside } = found_in(url, &views, &views.list()?)?;
    let described = match extract::describe(&place, &beside, given) {
        // Which views are missing is the more useful word, where some are.
        Err(ExtractError::NoDay { .. } | ExtractError::NoElection { .. }) if places.tables.is_empty() => {
            return Err(no_views(place, places).into());
        }
        described => described?,
    };
    Ok(extract::assemble(place, described, places)?)
}

/// What the views of a database are: tables of an extract, and what describes it.
pub(super) struct Found {
    pub places: Places,
    pub beside: Beside,
}

/// Tells what each of these views is.
///
/// # Errors
/// [`ExtractError::NoRightToRead`] with all that this user may not read.
pub(super) fn found_in(url: &ViewsUrl, views: &Arc<Views>, listed: &[View]) -> Result<Found, ExtractError> {
    let (mut places, mut beside, mut forbidden) = (Places::default(), Beside::default(), Vec::new());
    for view in listed {
        let (name, shown) = (view.name.to_lowercase(), url.shown(&view.name));
        let table = TABLES.into_iter().find(|table| table.name == name);
        let (views, place) = (views.clone(), url.to_string());
        let place = ViewPlace { views, place, shown: shown.clone(), view: view.clone(), table };
        match (table, name.as_str()) {
            (Some(table), _) => {
                forbidden.extend(place.forbidden());
                places.tables.push(Placed { table: table.name, source: Box::new(place) });
            }
            (None, OF_EXTRACT) => beside.extract = Some(Box::new(place)),
            (None, OF_ELECTION) => beside.election = Some(Box::new(place)),
            // It tells who changed, for those who ask for a delta.
            (None, CHANGES) => {}
            (None, _) => places.unknown.push(shown),
        }
    }
    match forbidden.is_empty() {
        true => Ok(Found { places, beside }),
        false => Err(ExtractError::NoRightToRead { place: url.to_string(), views: forbidden }),
    }
}

/// The error of a database in which nothing is a table of ours.
fn no_views(place: String, places: Places) -> ExtractError {
    let missing = TABLES.iter().filter(|table| table.required).map(|table| table.name).collect();
    let stored = extract::Stored::Views;
    ExtractError::MissingTables { place, stored, missing, found: places.unknown, likely: Vec::new() }
}

/// The view that tells who changed: `personal_id`, `changed_at`.
pub(super) const CHANGES: &str = "changes";

/// A view that is a table.
#[derive(Debug)]
struct ViewPlace {
    views: Arc<Views>,
    /// The database, as errors show it.
    place: String,
    shown: String,
    view: View,
    /// The table whose name it has; one that only describes the extract has none, and all its columns are read.
    table: Option<&'static Table>,
}

impl ViewPlace {
    /// What of it is a column of ours, and this user may not read.
    fn forbidden(&self) -> Option<String> {
        let is_ours = |name: &str| self.kind(name).is_some();
        let mut columns = self.view.columns.iter().filter(|column| is_ours(&column.name));
        columns.any(|column| !column.readable).then(|| self.shown.clone())
    }

    fn kind(&self, column: &str) -> Option<Kind> {
        kind_in(self.table?, column)
    }
}

/// What a column of a table holds, if the table has it.
fn kind_in(table: &Table, column: &str) -> Option<Kind> {
    let known = table.columns.iter().find(|known| known.name.eq_ignore_ascii_case(column));
    known.map(|known| known.kind)
}

/// The columns that are read of a view that is this table; others are named alone, so that they are told of.
pub(super) fn selected<'v>(view: &'v View, table: &Table) -> Vec<Selected<'v>> {
    let select = |name: &'v str| match kind_in(table, name) {
        Some(Kind::Boolean) => Selected::Truth(name),
        Some(_) => Selected::Column(name),
        None => Selected::Name(name),
    };
    view.columns.iter().map(|column| select(&column.name)).collect()
}

impl Source for ViewPlace {
    fn shown(&self) -> &str {
        &self.shown
    }

    fn open(&self) -> Result<Opened, ExtractError> {
        let selected = match self.table {
            Some(table) => selected(&self.view, table),
            None => self.view.columns.iter().map(|column| Selected::Column(&column.name)).collect(),
        };
        let text = self.views.read(&self.view, &selected, Whose::Everybody);
        let text = RowsOfView::of(text, &self.place)?;
        Ok(Opened::text(Box::new(text), Count::of_rows()))
    }
}

/// Why a view of the database at this place was not read to its end, as an extract tells it.
fn failed(place: &str, fault: ViewFault) -> ExtractError {
    let ViewFault { view, error } = fault;
    let place = place.to_owned();
    match error {
        StoreError::Away { detail, .. } => ExtractError::Lost { place, view, detail },
        StoreError::NoRights { .. } => ExtractError::NoRightToRead { place, views: vec![view] },
        error => ExtractError::Source { place, source: Box::new(error) },
    }
}

/// The text of a view, whose faults are told as those of the extract.
pub(super) struct RowsOfView {
    text: ViewText,
    place: String,
}

impl RowsOfView {
    /// The text of a view of the database at this place.
    pub fn of(text: Result<ViewText, ViewFault>, place: &str) -> Result<Self, ExtractError> {
        let text = text.map_err(|fault| failed(place, fault))?;
        Ok(Self { text, place: place.to_owned() })
    }
}

impl BufRead for RowsOfView {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let Self { text, place } = self;
        text.ready().map_err(|fault| io::Error::other(failed(place, fault)))
    }

    fn consume(&mut self, amount: usize) {
        self.text.consume(amount);
    }
}

impl Read for RowsOfView {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        crate::given::read_ready(self, buffer)
    }
}
