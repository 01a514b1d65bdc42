//! `cutri changes`.

use super::acting::{Opened, changes_table};
use super::listing::Changes;
use super::table::TableFormat;
use super::{Exit, Printer, told};
use crate::tasks::log::{Chosen, changes};

pub(super) async fn run(options: &Changes, printer: &Printer) -> anyhow::Result<Exit> {
    let opened = Opened::to_read(&options.database).await?;
    let chosen = Chosen {
        since: options.since,
        areas: options.area.iter().cloned().collect(),
        communes: options.commune.iter().cloned().collect(),
    };
    let rows = changes(&opened.database, &chosen).await;
    opened.close(printer).await;
    let rows = rows?;
    match options.format {
        TableFormat::Table => printer.data(&told::changes(&rows))?,
        TableFormat::Json | TableFormat::Csv => printer.data(&changes_table(&rows).text(options.format))?,
    }
    Ok(Exit::Done)
}
