//! `cutri changes`.

use super::acting::{OfDatabase, Opened, changes_table};
use super::parse::commune;
use super::table::TableFormat;
use super::{Exit, Printer, told};
use crate::people::CommuneCode;
use crate::tasks::log::{Chosen, changes};
use clap::Args;

/// `changes`.
#[derive(Debug, Args)]
#[command(after_help = "This is an official log: it tells the events themselves and is never posted.")]
pub(super) struct Changes {
    #[command(flatten)]
    pub database: OfDatabase,
    /// Only what came after this version
    #[arg(long, value_name = "VERSION", default_value_t = 0)]
    pub since: u32,
    /// Only this area; may be repeated
    #[arg(long, value_name = "CODE")]
    pub area: Vec<String>,
    /// Only this commune; may be repeated
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Vec<CommuneCode>,
    /// How the changes are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

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
