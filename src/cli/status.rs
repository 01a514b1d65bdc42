//! `cutri status`.

use super::acting::{OfDatabase, Opened};
use super::table::{Table, TableFormat};
use super::{Exit, Printer};
use crate::render::Language;
use crate::tasks::status::{Derivation, status};
use clap::Args;

/// `status`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  watch -n 2 cutri status --db postgres://cutri@db/cutri\n\nRate and time left are those of all workers \
                  together, by the last two minutes."
)]
pub(super) struct Status {
    #[command(flatten)]
    pub database: OfDatabase,
    /// How the status is written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

pub(super) async fn run(options: &Status, printer: &Printer) -> anyhow::Result<Exit> {
    let opened = Opened::to_read(&options.database).await?;
    let told = status(&opened.database).await;
    opened.close(printer).await;
    let told = told?;
    match options.format {
        TableFormat::Json => printer.json(&told)?,
        TableFormat::Csv => printer.data(&derivations(&told).text(TableFormat::Csv))?,
        TableFormat::Table => {
            printer.data(&derivations(&told).text(TableFormat::Table))?;
            for complete in told.iter().filter(|derivation| derivation.state == "complete") {
                printer.words(&format!(
                    "\nDữ liệu thay đổi gửi lần tới dựa trên bản / the next delta builds on (cutri.base): {}\n",
                    complete.base
                ))?;
            }
            let workers = workers(&told);
            if !workers.is_empty() {
                printer.data(&format!("\n{}", workers.text(TableFormat::Table)))?;
            }
        }
    }
    Ok(Exit::Done)
}

fn number(count: u64) -> String {
    Language::English.number(count)
}

fn derivations(told: &[Derivation]) -> Table {
    let mut table = Table::new(&[
        "roll",
        "state",
        "begun",
        "done",
        "claimed",
        "expired",
        "open",
        "dossiers done",
        "dossiers",
        "a second",
        "left",
    ]);
    for derivation in told {
        let Derivation { steps, .. } = derivation;
        let unknown = || "–".to_owned();
        table.row([
            derivation.roll_id.chars().take(12).collect(),
            derivation.state.to_owned(),
            derivation.begun.format("%Y-%m-%d %H:%M:%S").to_string(),
            number(steps.done),
            number(steps.claimed),
            number(steps.expired),
            number(steps.open),
            number(derivation.persons_done),
            number(derivation.persons),
            derivation.rate.map_or_else(unknown, |rate| number(rate as u64)),
            derivation.seconds_left.map_or_else(unknown, duration),
        ]);
    }
    table
}

fn workers(told: &[Derivation]) -> Table {
    let mut table = Table::new(&["worker", "roll", "done", "dossiers", "holds", "life"]);
    for derivation in told.iter().filter(|derivation| derivation.state == "deriving") {
        for worker in &derivation.workers {
            let life = match (worker.holds.is_empty(), worker.expired) {
                (true, _) => "",
                (false, false) => "yes",
                (false, true) => "no sign of life: free to take over",
            };
            let name = |commune: &String| match commune.as_str() {
                "" => "no commune".to_owned(),
                commune => commune.to_owned(),
            };
            table.row([
                worker.name.clone(),
                derivation.roll_id.chars().take(12).collect(),
                number(worker.done),
                number(worker.persons),
                worker.holds.iter().map(name).collect::<Vec<_>>().join(" "),
                life.to_owned(),
            ]);
        }
    }
    table
}

/// Hours, minutes and seconds, as `1:02:03`.
fn duration(seconds: u64) -> String {
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}
