//! `delta`: who changed in a database since a snapshot, as a delta package that `update` takes. The database is read only.

mod units;

use super::error::TaskError;
use super::source::{CHANGES, RowsOfView, selected};
use crate::extract::schema::{PERSONS, TABLES, Table};
use crate::extract::{ExtractError, Mode, Stored, datapackage};
use crate::files::Scratch;
use crate::lists::Basis;
use crate::lists::ListsError;
use crate::output::OutputError;
use crate::people::{PersonFacts, PersonalNumber, Sex, SnapshotId};
use crate::store::{self, Changed, Database, DatabaseUrl, Selected, View, Views, ViewsUrl, Whose};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How many persons are looked up at once.
const AT_ONCE: usize = 1_000;

/// What to write, and from what.
#[derive(Debug, Clone)]
pub struct DeltaOptions {
    /// The database with the views.
    pub from: ViewsUrl,
    /// The snapshot that the delta builds on.
    pub since: SnapshotId,
    /// The database of the lists, which knows the snapshot's day, and who stood in it.
    pub lists: Option<DatabaseUrl>,
    /// The day from which on changes count; else that of the snapshot.
    pub changed_from: Option<NaiveDate>,
    /// The day that the delta tells of.
    pub as_of: NaiveDate,
    /// Whether reference tables that are other than the snapshot's are written too, whole.
    pub with_units: bool,
    /// The folder to write: new or empty.
    pub out: PathBuf,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeltaWritten {
    /// The persons that changed, those included that are gone.
    pub persons: u64,
    /// Those that are gone from the view of persons.
    pub gone: u64,
    pub rows: u64,
    pub changed_from: NaiveDate,
    /// The reference tables that were written, because they are other than the snapshot's; `None` if nobody could tell.
    pub units: Option<Vec<&'static str>>,
}

impl DeltaWritten {
    /// The reference tables that it brings.
    fn brought(&self) -> Vec<&'static Table> {
        let units = self.units.as_deref().unwrap_or_default();
        TABLES.into_iter().filter(|table| units.contains(&table.name)).collect()
    }
}

/// Tables of persons, in the order in which they are written.
fn person_tables() -> impl Iterator<Item = &'static Table> {
    TABLES.into_iter().filter(|table| table.columns[0].name == "personal_id")
}

/// Writes a delta of all rows of everybody who changed.
///
/// # Errors
/// [`TaskError`] if the database cannot be read, does not tell who changed, somebody is gone of whom nothing is known, a
/// reference table is other than the snapshot's and shall not be written, or the folder cannot be written; then nothing is left
/// there.
pub async fn delta(options: &DeltaOptions) -> Result<DeltaWritten, TaskError> {
    let known = match &options.lists {
        Some(url) => Some(Known::open(url, &options.since).await?),
        None => None,
    };
    let day = options.changed_from.or(known.as_ref().map(|known| known.as_of));
    let changed_from = day.ok_or(TaskError::NoWatermark)?;
    let writing = Writing::begin(&options.out)?;
    let source = Source::open(&options.from)?;
    let persons = source.of(PERSONS.name).ok_or_else(|| source.missing(PERSONS.name))?;
    let changed = source.changed(persons, changed_from)?;
    let units = match &known {
        Some(known) => Some(units::changed(options, known, &source, writing.scratch.path())?),
        None => None,
    };
    let mut written = DeltaWritten { persons: 0, gone: 0, rows: 0, changed_from, units };
    let mut tables = Vec::new();
    for table in person_tables() {
        let Some(view) = source.of(table.name) else { continue };
        let mut file = writing.table(table)?;
        let rows = file.copy(source.rows(view, table, Whose::Changed(changed))?)?;
        written.rows += rows;
        if table.name == PERSONS.name {
            let gone = source.gone(changed, persons)?;
            written.gone = gone.len() as u64;
            written.persons = rows + written.gone;
            for facts in facts_of(known.as_ref(), &gone).await? {
                file.gone(&facts)?;
            }
        }
        file.finish()?;
        tables.push(table);
    }
    for table in written.brought() {
        let Some(view) = source.of(table.name) else { continue };
        let mut file = writing.table(table)?;
        written.rows += file.copy(source.rows(view, table, Whose::Everybody)?)?;
        file.finish()?;
        tables.push(table);
    }
    let mode = Mode::Delta { base: options.since.as_str().to_owned() };
    writing.finish(&datapackage::describe(options.as_of, &mode, &tables, &[]))?;
    Ok(written)
}

/// The views of a database, read in one transaction.
struct Source {
    views: Arc<Views>,
    all: Vec<View>,
    /// What the database is called in errors.
    place: String,
}

impl Source {
    fn open(from: &ViewsUrl) -> Result<Self, TaskError> {
        let views = Arc::new(Views::open(from)?);
        Ok(Self { all: views.list()?, views, place: from.to_string() })
    }

    fn of(&self, name: &str) -> Option<&View> {
        self.all.iter().find(|view| view.name.eq_ignore_ascii_case(name))
    }

    /// What tells who changed since a day.
    fn changed<'v>(&'v self, persons: &'v View, since: NaiveDate) -> Result<Changed<'v>, ExtractError> {
        let has_moments = persons.columns.iter().any(|column| column.name == "updated_at");
        match (self.of(CHANGES), has_moments) {
            (Some(view), _) => Ok(Changed { view, at: "changed_at", since }),
            (None, true) => Ok(Changed { view: persons, at: "updated_at", since }),
            (None, false) => Err(self.missing(CHANGES)),
        }
    }

    /// The rows of a view as a table has them.
    fn rows(&self, view: &View, table: &Table, whose: Whose<'_>) -> Result<RowsOfView, ExtractError> {
        RowsOfView::of(self.views.read(view, &selected(view, table), whose), &self.place)
    }

    /// The numbers of those who changed and are persons no more, each once.
    fn gone(&self, changed: Changed<'_>, persons: &View) -> Result<BTreeSet<String>, TaskError> {
        let columns = changed.view.columns.iter().filter(|column| column.name == "personal_id");
        let number: Vec<Selected<'_>> = columns.map(|column| Selected::Column(&column.name)).collect();
        let text = self.views.read(changed.view, &number, Whose::Gone(changed, persons));
        let mut reader = csv::Reader::from_reader(RowsOfView::of(text, &self.place)?);
        let number = |row: Result<csv::StringRecord, csv::Error>| {
            Ok(row.map_err(lost)?.get(0).unwrap_or_default().to_owned())
        };
        reader.records().map(number).collect()
    }

    fn missing(&self, name: &'static str) -> ExtractError {
        ExtractError::MissingTables {
            place: self.place.clone(),
            stored: Stored::Views,
            missing: vec![name],
            found: self.all.iter().map(|view| view.name.clone()).collect(),
            likely: Vec::new(),
        }
    }
}

/// The database's own error, where reading its text met one.
fn lost(error: csv::Error) -> TaskError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => match error.downcast::<ExtractError>() {
            Ok(error) => error.into(),
            Err(error) => TaskError::Worker(error.to_string()),
        },
        other => TaskError::Worker(format!("{other:?}")),
    }
}

/// What the lists' database knows of the snapshot.
struct Known {
    database: Database,
    root: String,
    sequence: u64,
    as_of: NaiveDate,
    basis: Basis,
}

impl Known {
    async fn open(url: &DatabaseUrl, since: &SnapshotId) -> Result<Self, TaskError> {
        let database = Database::open_to_read(url, 1).await?;
        let mut tx = database.read().await?;
        let found = store::snapshot::find(&mut tx, since.as_str()).await?;
        tx.rollback().await?;
        let snapshot = found.ok_or_else(|| ListsError::UnknownSnapshot { id: since.as_str().to_owned() })?;
        let (root, sequence, as_of) = (snapshot.root.clone(), snapshot.sequence, snapshot.as_of);
        let basis = Basis::of(snapshot)?;
        Ok(Self { database, root, sequence, as_of, basis })
    }
}

/// What is known of those who are gone; somebody of whom nothing is known stood on no list either.
async fn facts_of(known: Option<&Known>, gone: &BTreeSet<String>) -> Result<Vec<PersonFacts>, TaskError> {
    let Some(known) = known else {
        return match gone.len() {
            0 => Ok(Vec::new()),
            count => Err(TaskError::Gone { count }),
        };
    };
    let numbers: Vec<&str> =
        gone.iter().map(String::as_str).filter(|number| PersonalNumber::parse(number).is_ok()).collect();
    let mut all = Vec::new();
    let mut tx = known.database.read().await?;
    for some in numbers.chunks(AT_ONCE) {
        let page = store::revision::facts(&mut tx, &known.root, known.sequence, some.iter().copied()).await?;
        all.extend(page.parse::<PersonFacts>()?);
    }
    tx.rollback().await?;
    Ok(all)
}

/// A folder that appears whole.
struct Writing<'a> {
    out: &'a Path,
    scratch: Scratch,
}

impl<'a> Writing<'a> {
    fn begin(out: &'a Path) -> Result<Self, TaskError> {
        let is_empty = |folder: &Path| fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
        if out.exists() && !is_empty(out) {
            let what = "other files already".to_owned();
            return Err(OutputError::Occupied { path: out.to_owned(), what }.into());
        }
        let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(parent).map_err(TaskError::write(parent))?;
        Ok(Self { out, scratch: Scratch::new(Some(parent)).map_err(TaskError::write(parent))? })
    }

    fn table(&self, table: &'static Table) -> Result<TableFile, TaskError> {
        let path = self.scratch.path().join(format!("{}.csv", table.name));
        let file = File::create(&path).map_err(TaskError::write(&path))?;
        let header = csv::StringRecord::new();
        Ok(TableFile { writer: csv::Writer::from_writer(BufWriter::new(file)), path, header })
    }

    fn finish(self, description: &str) -> Result<(), TaskError> {
        let from = self.scratch.path();
        let path = from.join("datapackage.json");
        fs::write(&path, description).map_err(TaskError::write(&path))?;
        fs::create_dir_all(self.out).map_err(TaskError::write(self.out))?;
        // What names the package comes last: without it nobody reads the rest.
        let names = TABLES
            .into_iter()
            .map(|table| format!("{}.csv", table.name))
            .chain(["datapackage.json".to_owned()]);
        for name in names.filter(|name| from.join(name).exists()) {
            let to = self.out.join(&name);
            fs::rename(from.join(&name), &to).map_err(TaskError::write(&to))?;
        }
        Ok(())
    }
}

/// A table that is being written.
struct TableFile {
    writer: csv::Writer<BufWriter<File>>,
    path: PathBuf,
    header: csv::StringRecord,
}

impl TableFile {
    /// Writes the rows of a view, under its header.
    fn copy(&mut self, text: RowsOfView) -> Result<u64, TaskError> {
        let mut reader = csv::Reader::from_reader(text);
        self.header = reader.headers().map_err(lost)?.clone();
        let header = self.header.clone();
        self.write(&header)?;
        let (mut row, mut rows) = (csv::StringRecord::new(), 0);
        while reader.read_record(&mut row).map_err(lost)? {
            self.write(&row)?;
            rows += 1;
        }
        Ok(rows)
    }

    /// Writes that somebody is gone.
    fn gone(&mut self, facts: &PersonFacts) -> Result<(), TaskError> {
        let person = &facts.person;
        let cell = |column: &str| match column {
            "personal_id" => person.personal_id.to_string(),
            "full_name" => person.full_name.to_string(),
            "birth_date" => person.birth_date.to_string(),
            "sex" => match person.sex {
                Sex::Male => "nam".to_owned(),
                Sex::Female => "nữ".to_owned(),
            },
            "nationality" => person.nationality.join(";"),
            "vital_status" => "removed".to_owned(),
            _ => String::new(),
        };
        let row: csv::StringRecord = self.header.iter().map(cell).collect();
        self.write(&row)
    }

    fn write(&mut self, row: &csv::StringRecord) -> Result<(), TaskError> {
        let written = self.writer.write_record(row);
        written.map_err(|error| TaskError::write(&self.path)(io::Error::other(error)))
    }

    fn finish(self) -> Result<(), TaskError> {
        let Self { writer, path, .. } = self;
        let failed = || TaskError::write(&path);
        let mut file = writer.into_inner().map_err(|error| failed()(error.into_error()))?;
        file.flush().map_err(failed())
    }
}
