//! Views of somebody else's database, named and shaped as the tables of an extract: read in one transaction, which sees one
//! state of it, by a role that may do no more than read them. They hold no documents of ours; what they mean is the caller's.
//!
//! A thread of its own speaks with the database and hands text over through a bounded channel, so that whoever reads tables
//! from several threads waits for nothing but rows, and memory stays small whatever a view holds.

use super::StoreError;
use super::copied::{self, Copied, Place, Reader};
use super::url::{Address, DatabaseUrl};
use chrono::NaiveDate;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

/// Where views are: a database, and on a server the schema that holds them.
///
/// ```
/// use cutri::store::ViewsUrl;
/// let url = ViewsUrl::parse("postgres://reader:secret@db.example/population?schema=cutri_export")?;
/// assert_eq!(url.to_string(), "postgres://reader@db.example:5432/population?schema=cutri_export");
/// assert!(ViewsUrl::parse("postgres://db.example/population?schema=").is_err());
/// # Ok::<(), cutri::store::StoreError>(())
/// ```
#[derive(Debug, Clone)]
pub struct ViewsUrl {
    pub(super) database: DatabaseUrl,
    pub(super) schema: String,
}

/// The schema where an address names none, as on a server that nobody set up otherwise.
const USUAL_SCHEMA: &str = "public";
/// The longest name that a server keeps.
const NAME_MAX: usize = 63;
/// How a SQLite file begins.
const SQLITE: &[u8] = b"SQLite format 3\0";

impl ViewsUrl {
    /// Reads an address as [`DatabaseUrl::parse`] does, with `schema` beside its other parameters.
    ///
    /// # Errors
    /// As [`DatabaseUrl::parse`], and [`StoreError::Url`] if the schema is empty or cannot be a name.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        let (address, query) = text.trim().split_once('?').unwrap_or((text.trim(), ""));
        let (own, others): (Vec<&str>, Vec<&str>) =
            query.split('&').filter(|pair| !pair.is_empty()).partition(|pair| pair.starts_with("schema="));
        let schema = own.last().map_or(USUAL_SCHEMA, |pair| &pair["schema=".len()..]);
        if schema.is_empty() || schema.len() > NAME_MAX || schema.contains(|letter: char| letter.is_control())
        {
            return Err(StoreError::Url { reason: "the schema is empty, or is no name" });
        }
        let others = if others.is_empty() { String::new() } else { format!("?{}", others.join("&")) };
        let database = DatabaseUrl::parse(&format!("{address}{others}"))?;
        Ok(Self { database, schema: schema.to_owned() })
    }

    /// The views of the SQLite database in a file.
    pub fn file(path: &Path) -> Self {
        Self { database: DatabaseUrl::file(path), schema: USUAL_SCHEMA.to_owned() }
    }

    /// A view as reports show it.
    pub fn shown(&self, view: &str) -> String {
        match self.database.path() {
            Some(file) => format!("{}#{view}", file.file_name().unwrap_or_default().to_string_lossy()),
            None => format!("{}.{view}", self.schema),
        }
    }

    /// Whether a text is an address, and no path.
    pub fn is_address(text: &str) -> bool {
        ["postgres://", "postgresql://", "sqlite:"].iter().any(|scheme| text.trim_start().starts_with(scheme))
    }

    /// Whether a file begins as a SQLite database does.
    pub fn is_database(head: &[u8]) -> bool {
        head.starts_with(SQLITE)
    }
}

/// Without the password.
impl std::fmt::Display for ViewsUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.database.0 {
            Address::Sqlite(_) => write!(f, "{}", self.database),
            Address::Postgres(_) => {
                let address = self.database.to_string();
                let mark = if address.contains('?') { '&' } else { '?' };
                write!(f, "{address}{mark}schema={}", self.schema)
            }
        }
    }
}

/// A view or table that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    pub name: String,
    pub columns: Vec<ViewColumn>,
}

/// A column of a view, and whether this user may read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewColumn {
    pub name: String,
    pub readable: bool,
}

/// A column of the text that is read of a view: its name in the header, and how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selected<'a> {
    /// As it stands there.
    Column(&'a str),
    /// The same of one that is true or false, which SQLite keeps as a number.
    Truth(&'a str),
    /// Named in the header, and not read.
    Name(&'a str),
}

/// Who changed on a day or later: a view that tells it of each, by the number of the person.
#[derive(Debug, Clone, Copy)]
pub struct Changed<'a> {
    pub view: &'a View,
    /// The column that tells when.
    pub at: &'a str,
    pub since: NaiveDate,
}

/// Whose rows are read.
#[derive(Debug, Clone, Copy)]
pub enum Whose<'a> {
    Everybody,
    /// Of those who changed.
    Changed(Changed<'a>),
    /// Of those who changed and whose numbers are not in this other view.
    Gone(Changed<'a>, &'a View),
}

/// What is asked of the thread that speaks with the database.
pub(super) enum Request {
    List(Sender<Result<Vec<View>, StoreError>>),
    Copy(CopyOf),
}

/// A view to be read as text.
pub(super) struct CopyOf {
    /// The view, as reports show it.
    pub view: String,
    pub select: String,
    pub header: String,
    pub chunks: SyncSender<Copied>,
}

/// Why a view was not read to its end.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{error}")]
pub struct ViewFault {
    /// The view, as reports show it.
    pub view: String,
    pub error: StoreError,
}

/// An open transaction on a database that holds views.
#[derive(Debug)]
pub struct Views {
    url: ViewsUrl,
    place: Place,
    requests: Sender<Request>,
}

/// Pieces of text that may wait for their reader.
const WAITING: usize = 8;

impl Views {
    /// Opens a transaction that only reads, and in which every view is of one moment.
    ///
    /// # Errors
    /// [`StoreError`] if the database cannot be reached or refuses the user, or there is no such file or schema.
    pub fn open(url: &ViewsUrl) -> Result<Self, StoreError> {
        let (requests, asked) = channel();
        let (opened, told) = channel();
        let (url, place) = (url.clone(), Place::of(url));
        let at = url.clone();
        thread::spawn(move || copied::serve(&at, &opened, &asked));
        told.recv().unwrap_or_else(|_| Err(ended(&place)))?;
        Ok(Self { url, place, requests })
    }

    /// The views and tables that are there, in the order of their names.
    ///
    /// # Errors
    /// [`StoreError`] if the database fails.
    pub fn list(&self) -> Result<Vec<View>, StoreError> {
        let (sender, told) = channel();
        self.ask(Request::List(sender))?;
        told.recv().unwrap_or_else(|_| Err(ended(&self.place)))
    }

    /// The rows of a view as comma-separated text in UTF-8, under a header of the columns that are named.
    ///
    /// # Errors
    /// [`ViewFault`] if the database is gone; what else fails is told where the text is read.
    pub fn read(
        &self,
        view: &View,
        selected: &[Selected<'_>],
        whose: Whose<'_>,
    ) -> Result<Reader, ViewFault> {
        let (chunks, text) = sync_channel(WAITING);
        let (select, header) = self.place.select(view, selected, whose);
        let ended = ViewFault { view: self.url.shown(&view.name), error: ended(&self.place) };
        self.ask(Request::Copy(CopyOf { view: ended.view.clone(), select, header, chunks }))
            .map_err(|_| ended.clone())?;
        Ok(Reader::new(text, ended))
    }

    fn ask(&self, request: Request) -> Result<(), StoreError> {
        self.requests.send(request).map_err(|_| ended(&self.place))
    }
}

/// The thread that speaks with the database ended, after it told why to whoever asked before.
pub(super) fn ended(place: &Place) -> StoreError {
    StoreError::Away { place: place.shown.clone(), detail: "the connection had ended".to_owned() }
}

/// What is asked of the thread.
pub(super) type Asked = Receiver<Request>;
