//! What commands share that change posted lists: the database, who acts and when, and how changes are told.

pub(super) use super::actor::actor;
use super::parse::{commune, database, moment};
use super::table::Table;
use super::{Exit, Printer};
use crate::changes::Place;
use crate::clock::present;
use crate::lists::ListsError;
use crate::output::letters::{self, Paper};
use crate::people::{CommuneCode, Letter, MatterId, code_points};
use crate::store::{Database, DatabaseUrl, Unfolded};
use crate::tasks::TaskError;
use crate::tasks::update::ChangedRow;
use chrono::{NaiveDate, NaiveDateTime};
use clap::Args;
use std::path::{Path, PathBuf};

/// The database of posted lists.
#[derive(Debug, Args)]
pub(super) struct OfDatabase {
    /// The database of the lists
    #[arg(long, value_name = "URL", env = "CUTRI_DB", hide_env_values = true)]
    pub db: String,
}

/// Who acts, when, and with which key.
#[derive(Debug, Args)]
pub(super) struct Acting {
    #[command(flatten)]
    pub database: OfDatabase,
    /// The moment, local time, such as 2026-02-20T10:00  [default: now]
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    pub at: Option<NaiveDateTime>,
    /// --at is meant, although it is more than a day ago; the audit keeps both moments
    #[arg(long, env = "CUTRI_BACKDATED")]
    pub backdated: bool,
    /// Who acts  [default: the system's name of the user]
    #[arg(long = "as", value_name = "NAME", env = "CUTRI_AS")]
    pub by: Option<String>,
    /// The key that signs the version, as `cutri key new` makes one
    #[arg(long, value_name = "FILE", env = "CUTRI_KEY")]
    pub key: Option<PathBuf>,
}

/// `complaint print`, `certificate print`.
#[derive(Debug, Args)]
pub(super) struct PrintPaper {
    /// Which, as the register names it
    pub id: MatterId,
    #[command(flatten)]
    pub database: OfDatabase,
    /// The folder to write into
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// `complaint register`.
#[derive(Debug, Args)]
pub(super) struct PrintRegister {
    #[command(flatten)]
    pub database: OfDatabase,
    /// The commune
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: CommuneCode,
    /// The day it is signed  [default: today]
    #[arg(long, value_name = "DATE")]
    pub dated: Option<NaiveDate>,
    /// The folder to write into
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// The connections of a command that changes lists: one writes, one reads beside it.
const CONNECTIONS: u32 = 2;

/// The database of a command.
pub(super) struct Opened {
    pub database: Database,
}

impl Opened {
    /// Opens the database to change it.
    pub(super) async fn to_write(of: &OfDatabase) -> anyhow::Result<Self> {
        let url = database(&of.db)?;
        existing(&url)?;
        let database = Database::open(&url, CONNECTIONS).await.map_err(TaskError::from)?;
        Ok(Self { database })
    }

    /// Opens the database to read it.
    pub(super) async fn to_read(of: &OfDatabase) -> anyhow::Result<Self> {
        Self::to_read_with(of, CONNECTIONS as usize).await
    }

    /// Opens the database to read it with so many connections at once.
    pub(super) async fn to_read_with(of: &OfDatabase, connections: usize) -> anyhow::Result<Self> {
        let url = database(&of.db)?;
        let connections = u32::try_from(connections).unwrap_or(CONNECTIONS);
        let database = Database::open_to_read(&url, connections).await.map_err(TaskError::from)?;
        Ok(Self { database })
    }

    /// Closes the database, as [`close`].
    pub(super) async fn close(self, printer: &Printer) {
        close(self.database, printer).await;
    }
}

/// Closes the database, which never decides how a command ends: what was committed is kept. Another process that still
/// uses the file folds its log in when it ends.
pub(super) async fn close(database: Database, printer: &Printer) {
    tell_unfolded(database.close().await.err().as_ref(), printer);
}

/// Tells that a log lies beside the file, unless another process is about to fold it in.
pub(super) fn tell_unfolded(unfolded: Option<&Unfolded>, printer: &Printer) {
    if let Some(unfolded) = unfolded.filter(|unfolded| !unfolded.is_in_use()) {
        printer.warn(&unfolded.to_string());
    }
}

/// A file that is not there holds no lists: it is not made.
fn existing(url: &DatabaseUrl) -> anyhow::Result<()> {
    match url.path().filter(|path| !path.exists()) {
        Some(_) => Err(ListsError::NoRoll { database: url.to_string() }.into()),
        None => Ok(url.refuse_empty().map_err(TaskError::from)?),
    }
}

/// Tells letters of texts that no print face shows, before anything is done: it is done all the same.
pub(super) fn tell_letters<'t>(texts: impl IntoIterator<Item = &'t str>, printer: &Printer) {
    for points in texts.into_iter().filter_map(|text| code_points(text, Letter::WithoutGlyph)) {
        printer.say(&format!(
            "không có phông chữ in cho / no print face has: {points}; on paper a sign stands in its place"
        ));
    }
}

/// A place as tables show it: area, number, ballots.
pub(super) fn place(place: Option<&Place>) -> String {
    place.map_or_else(String::new, |place| {
        let ballots: Vec<&str> = place.ballots.iter().map(crate::territory::Level::as_str).collect();
        let ballots = if ballots.is_empty() { "–".to_owned() } else { ballots.join("+") };
        // A row that is not written yet has no number.
        match place.number {
            0 => format!("{} {ballots}", place.area_code),
            number => format!("{} no. {number} {ballots}", place.area_code),
        }
    })
}

/// The changes as a table: one line each, with both sides.
pub(super) fn changes_table<'c>(rows: impl IntoIterator<Item = &'c ChangedRow>) -> Table {
    let columns =
        &["change", "version", "at", "kind", "rule", "articles", "personal_id", "from", "to", "by", "reason"];
    let mut table = Table::new(columns);
    let mut last = "";
    for row in rows {
        let change = &row.change;
        if change.change_id == last {
            continue;
        }
        last = &change.change_id;
        table.row([
            change.change_id.clone(),
            row.version.to_string(),
            change.at.format("%Y-%m-%dT%H:%M:%S").to_string(),
            change.kind.as_str().to_owned(),
            change.rule.id().to_owned(),
            change.articles.join("; "),
            change.personal_id.to_string(),
            place(change.from.as_ref()),
            place(change.to.as_ref()),
            change.by.clone(),
            change.reason.clone(),
        ]);
    }
    table
}

/// Prints papers into a folder and tells their paths.
pub(super) async fn print(
    of: &OfDatabase,
    paper: &Paper,
    dated: Option<chrono::NaiveDate>,
    folder: &Path,
    printer: &Printer,
) -> anyhow::Result<Exit> {
    let opened = Opened::to_read(of).await?;
    let dated = dated.unwrap_or_else(|| present().date());
    let written = letters::write(&opened.database, paper, dated, folder).await;
    opened.close(printer).await;
    for path in written.map_err(TaskError::from)? {
        printer.words(&format!("{}\n", path.display()))?;
    }
    Ok(Exit::Done)
}
