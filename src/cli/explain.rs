//! `cutri explain`.

use super::arguments::{Explain, database, personal_number};
use super::{Exit, Printer};
use crate::store::Database;
use crate::tasks::{TaskError, explain};

pub(super) async fn run(options: &Explain, printer: &Printer) -> anyhow::Result<Exit> {
    let person = personal_number(&options.person)?;
    let url = database(&options.db)?;
    let database = Database::open_to_read(&url, 1).await.map_err(TaskError::from)?;
    let explained = explain::explain(&database, &url.to_string(), person, options.lang).await;
    database.close().await.map_err(TaskError::from)?;
    let explained = explained?;
    match options.json {
        true => printer.data(&format!("{}\n", serde_json::to_string_pretty(&explained)?))?,
        false => printer.data(&explained.text)?,
    }
    Ok(Exit::Done)
}
