//! The thread that reads views: rows as comma-separated text, which a server writes itself (`COPY … TO STDOUT`) and which is
//! written here of a SQLite file.

use super::connecting::sqlite_reader;
use super::statement::statements;
use super::url::Address;
use super::views::{Asked, Changed, CopyOf, Request, Selected, View, ViewColumn, ViewFault, ViewsUrl, Whose};
use super::{Statement, StoreError};
use futures_util::TryStreamExt;
use sqlx::postgres::PgConnection;
use sqlx::sqlite::SqliteConnection;
use sqlx::{AssertSqlSafe, ConnectOptions, Row as _};
use std::io::{self, BufRead, Read};
use std::sync::mpsc::{Receiver, Sender, SyncSender};

/// A piece of text, or why there is no more.
pub(super) type Copied = Result<Vec<u8>, ViewFault>;

/// The bytes of text that are handed over at once.
const PIECE: usize = 1 << 16;
/// One state of all views, for as long as it takes; moments in Vietnam's zone, dates in ISO form, and rows in the order in which
/// they lie there, whoever else reads them.
const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0; \
                     SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL datestyle = 'ISO, YMD'; \
                     SET LOCAL timezone = 'Asia/Ho_Chi_Minh'; SET LOCAL synchronize_seqscans = off";
/// Lets the server look now and then whether somebody still waits for the rows, so that a reader who was stopped leaves no
/// query at work. Servers before PostgreSQL 14 and some systems cannot.
const LOOK: &str = "SAVEPOINT before_looking; SET LOCAL client_connection_check_interval = '2s'";
const LOOK_NOT: &str = "ROLLBACK TO before_looking";

statements! {
    SCHEMAS = Postgres "views::schema", "Tells whether there is a schema, and whether this user may look into it.",
        "SELECT (CASE WHEN has_schema_privilege(oid, 'USAGE') THEN 1 ELSE 0 END)::bigint FROM pg_namespace WHERE nspname = $1";
    LIST_ON_SERVER = Postgres "views::list_on_server", "Lists the columns of every table and view of a schema, and whether this user may read them.",
        "SELECT relation.relname::text, part.attname::text, \
         (CASE WHEN has_column_privilege(relation.oid, part.attnum, 'SELECT') THEN 1 ELSE 0 END)::bigint \
         FROM pg_class AS relation JOIN pg_namespace ON pg_namespace.oid = relation.relnamespace \
         JOIN pg_attribute AS part ON part.attrelid = relation.oid \
         WHERE pg_namespace.nspname = $1 AND relation.relkind IN ('r', 'v', 'm', 'f', 'p') AND part.attnum > 0 \
         AND NOT part.attisdropped ORDER BY relation.relname::text COLLATE \"C\", part.attnum";
    LIST_IN_FILE = Sqlite "views::list_in_file", "Lists the columns of every table and view of a file.",
        "SELECT relation.name, part.name, 1 FROM sqlite_master AS relation JOIN pragma_table_info(relation.name) AS part \
         WHERE relation.type IN ('table', 'view') AND relation.name NOT LIKE 'sqlite_%' ORDER BY relation.name, part.cid";
}

/// Where the views are, as errors show it, and how their names are written.
#[derive(Debug, Clone)]
pub struct Place {
    pub(super) shown: String,
    /// The schema on a server.
    schema: Option<String>,
}

/// The column that tells of whom a row is.
const NUMBER: &str = "\"personal_id\"";

/// A name as a statement holds it: between quotation marks, which stand twice inside.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

impl Place {
    pub(super) fn of(url: &ViewsUrl) -> Self {
        let schema = match url.database.0 {
            Address::Sqlite(_) => None,
            Address::Postgres(_) => Some(url.schema.clone()),
        };
        Self { shown: url.to_string(), schema }
    }

    /// A view as a statement names it.
    pub(super) fn relation(&self, view: &str) -> String {
        match &self.schema {
            Some(schema) => format!("{}.{}", quoted(schema), quoted(view)),
            None => quoted(view),
        }
    }

    /// The statement that reads a view, and the header of what it gives.
    pub(super) fn select(
        &self,
        view: &View,
        selected: &[Selected<'_>],
        whose: Whose<'_>,
    ) -> (String, String) {
        let is_server = self.schema.is_some();
        let column = |selected: &Selected<'_>| match (*selected, is_server) {
            (Selected::Column(name) | Selected::Truth(name), true) => format!("{}::text", quoted(name)),
            (Selected::Column(name), false) => format!("CAST({} AS TEXT)", quoted(name)),
            (Selected::Truth(name), false) => {
                let name = quoted(name);
                format!("CASE {name} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE CAST({name} AS TEXT) END")
            }
            (Selected::Name(_), _) => "NULL".to_owned(),
        };
        let name = |selected: &Selected<'_>| match *selected {
            Selected::Column(name) | Selected::Truth(name) | Selected::Name(name) => name.to_owned(),
        };
        let columns = selected.iter().map(column).collect::<Vec<_>>().join(", ");
        let mut header = Vec::new();
        for (at, column) in selected.iter().map(name).enumerate() {
            push_cell(&mut header, at, Some(&column));
        }
        let select = format!("SELECT {columns} FROM {}{}", self.relation(&view.name), self.those(whose));
        (select, String::from_utf8(header).unwrap_or_default() + "\n")
    }

    /// The condition that leaves only those who are asked for.
    fn those(&self, whose: Whose<'_>) -> String {
        let changed = |changed: Changed<'_>| {
            // A day comes before all its moments, whether they are kept as moments or as text.
            let (view, at) = (self.relation(&changed.view.name), quoted(changed.at));
            format!(
                "{NUMBER} IN (SELECT {NUMBER} FROM {view} WHERE {at} >= '{}')",
                changed.since.format("%Y-%m-%d")
            )
        };
        match whose {
            Whose::Everybody => String::new(),
            Whose::Changed(those) => format!(" WHERE {}", changed(those)),
            Whose::Gone(those, present) => {
                let present = self.relation(&present.name);
                format!(" WHERE {} AND {NUMBER} NOT IN (SELECT {NUMBER} FROM {present})", changed(those))
            }
        }
    }
}

/// Appends a cell of comma-separated text.
fn push_cell(row: &mut Vec<u8>, at: usize, text: Option<&str>) {
    if at > 0 {
        row.push(b',');
    }
    let text = text.unwrap_or_default();
    match text.contains([',', '"', '\n', '\r']) || text.starts_with(' ') {
        true => {
            row.push(b'"');
            row.extend_from_slice(text.replace('"', "\"\"").as_bytes());
            row.push(b'"');
        }
        false => row.extend_from_slice(text.as_bytes()),
    }
}

/// The text of a view, as it comes.
#[derive(Debug)]
pub struct Reader {
    pieces: Receiver<Copied>,
    /// What is said where the database's thread ends without a word.
    ended: ViewFault,
    piece: Vec<u8>,
    at: usize,
    is_over: bool,
}

impl Reader {
    pub(super) fn new(pieces: Receiver<Copied>, ended: ViewFault) -> Self {
        Self { pieces, ended, piece: Vec::new(), at: 0, is_over: false }
    }

    /// What lies ready of the text; nothing at its end.
    ///
    /// # Errors
    /// [`ViewFault`] if the database failed while the view was read, or before.
    pub fn ready(&mut self) -> Result<&[u8], ViewFault> {
        if self.at == self.piece.len() && !self.is_over {
            // An empty piece ends the text; a connection that ends without one was lost.
            self.piece = self.pieces.recv().unwrap_or_else(|_| Err(self.ended.clone()))?;
            (self.at, self.is_over) = (0, self.piece.is_empty());
        }
        Ok(&self.piece[self.at..])
    }
}

impl BufRead for Reader {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.ready().map_err(io::Error::other)
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount;
    }
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        crate::given::read_ready(self, buffer)
    }
}

/// A connection in its transaction.
enum Reading {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Opens a transaction and answers requests until nobody asks any more.
pub(super) fn serve(url: &ViewsUrl, opened: &Sender<Result<(), StoreError>>, asked: &Asked) {
    let place = Place::of(url);
    let failed =
        |error: io::Error| StoreError::Unreachable { place: url.to_string(), detail: error.to_string() };
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return drop(opened.send(Err(failed(error)))),
    };
    runtime.block_on(async {
        let mut reading = match open(url, &place).await {
            Ok(reading) => reading,
            Err(error) => return drop(opened.send(Err(error))),
        };
        // Whoever asked is gone if nobody hears this.
        let mut is_heard = opened.send(Ok(())).is_ok();
        // A transaction that failed once gives nothing any more; why it did is told to all who ask after that.
        let mut fault: Option<ViewFault> = None;
        while is_heard && let Ok(request) = asked.recv() {
            is_heard = match request {
                Request::List(answer) => answer.send(list(&mut reading, url, &place).await).is_ok(),
                Request::Copy(CopyOf { chunks, .. }) if fault.is_some() => {
                    // Whoever does not hear it has ended already.
                    let _ = fault.clone().map(|fault| chunks.send(Err(fault)));
                    true
                }
                Request::Copy(CopyOf { view, select, header, chunks }) => {
                    let mut text = Pieces { piece: header.into_bytes(), chunks };
                    match copy(&mut reading, &select, &view, &mut text).await {
                        Ok(is_heard) => is_heard && text.end(),
                        Err(error) => {
                            let found = fault.insert(ViewFault { view, error });
                            let _ = text.chunks.send(Err(found.clone()));
                            true
                        }
                    }
                }
            };
        }
    });
}

async fn open(url: &ViewsUrl, place: &Place) -> Result<Reading, StoreError> {
    let failed = |error: sqlx::Error| StoreError::opening(&place.shown, &error);
    match &url.database.0 {
        Address::Sqlite(path) if !path.exists() => Err(StoreError::NoDatabase { place: place.shown.clone() }),
        Address::Sqlite(path) => {
            let mut connection = sqlite_reader(path).connect().await.map_err(failed)?;
            sqlx::raw_sql("BEGIN").execute(&mut connection).await.map_err(failed)?;
            Ok(Reading::Sqlite(connection))
        }
        Address::Postgres(options) => {
            let options = options
                .clone()
                .application_name("cutri")
                .extra_float_digits(None)
                .disable_statement_logging();
            let mut connection = options.connect().await.map_err(failed)?;
            sqlx::raw_sql(BEGIN).execute(&mut connection).await.map_err(failed)?;
            if sqlx::raw_sql(LOOK).execute(&mut connection).await.is_err() {
                sqlx::raw_sql(LOOK_NOT).execute(&mut connection).await.map_err(failed)?;
            }
            schema(&mut connection, url, place).await?;
            Ok(Reading::Postgres(connection))
        }
    }
}

/// Refuses a schema that is not there, or into which this user may not look.
async fn schema(connection: &mut PgConnection, url: &ViewsUrl, place: &Place) -> Result<(), StoreError> {
    let query = sqlx::query_as::<_, (i64,)>(SCHEMAS.sql).persistent(false).bind(&url.schema);
    let found = query.fetch_optional(connection).await;
    let (place, schema) = (place.shown.clone(), url.schema.clone());
    match found.map_err(|error| StoreError::running(SCHEMAS.name, &error))? {
        None => Err(StoreError::NoSchema { place, schema }),
        Some((0,)) => Err(StoreError::NoRightToLook { place, schema }),
        Some(_) => Ok(()),
    }
}

async fn list(reading: &mut Reading, url: &ViewsUrl, place: &Place) -> Result<Vec<View>, StoreError> {
    type Line = (String, String, i64);
    let failed = |statement: &Statement, error: sqlx::Error| match StoreError::running(statement.name, &error)
    {
        StoreError::Away { detail, .. } => StoreError::Away { place: place.shown.clone(), detail },
        other => other,
    };
    let lines: Vec<Line> = match reading {
        Reading::Sqlite(connection) => sqlx::query_as(LIST_IN_FILE.sql)
            .fetch_all(connection)
            .await
            .map_err(|error| failed(&LIST_IN_FILE, error))?,
        Reading::Postgres(connection) => sqlx::query_as(LIST_ON_SERVER.sql)
            .persistent(false)
            .bind(&url.schema)
            .fetch_all(connection)
            .await
            .map_err(|error| failed(&LIST_ON_SERVER, error))?,
    };
    let mut views: Vec<View> = Vec::new();
    for (name, column, readable) in lines {
        if views.last().is_none_or(|view| view.name != name) {
            views.push(View { name, columns: Vec::new() });
        }
        let column = ViewColumn { name: column, readable: readable == 1 };
        views.last_mut().expect("one was pushed above").columns.push(column);
    }
    Ok(views)
}

/// Text on its way to its reader.
struct Pieces {
    piece: Vec<u8>,
    chunks: SyncSender<Copied>,
}

impl Pieces {
    /// Hands over what is long enough; false if nobody reads it any more.
    fn pass(&mut self) -> bool {
        if self.piece.len() < PIECE {
            return true;
        }
        self.chunks.send(Ok(std::mem::replace(&mut self.piece, Vec::with_capacity(PIECE * 2)))).is_ok()
    }

    /// Hands over the rest, and its end.
    fn end(self) -> bool {
        let rest = self.piece.is_empty() || self.chunks.send(Ok(self.piece)).is_ok();
        rest && self.chunks.send(Ok(Vec::new())).is_ok()
    }
}

/// Reads rows as text; false if nobody reads them any more.
async fn copy(
    reading: &mut Reading,
    select: &str,
    view: &str,
    text: &mut Pieces,
) -> Result<bool, StoreError> {
    let failed = |error: sqlx::Error| StoreError::opening(view, &error);
    match reading {
        Reading::Postgres(connection) => {
            let copy = format!("COPY ({select}) TO STDOUT (FORMAT csv)");
            let mut rows = connection.copy_out_raw(&copy).await.map_err(failed)?;
            while let Some(row) = rows.try_next().await.map_err(failed)? {
                text.piece.extend_from_slice(&row);
                if !text.pass() {
                    return Ok(false);
                }
            }
        }
        Reading::Sqlite(connection) => {
            let mut rows = sqlx::query(AssertSqlSafe(select)).persistent(false).fetch(connection);
            while let Some(row) = rows.try_next().await.map_err(failed)? {
                for at in 0..row.len() {
                    push_cell(&mut text.piece, at, row.try_get::<Option<&str>, _>(at).map_err(failed)?);
                }
                text.piece.push(b'\n');
                if !text.pass() {
                    return Ok(false);
                }
            }
        }
    }
    Ok(true)
}
