//! `cutri diff`.

use super::progress::Bars;
use super::table::{Table, TableFormat};
use super::{Exit, Printer};
use crate::output::diff;
use crate::render::Language;
use crate::tasks::TaskError;
use clap::Args;
use std::path::PathBuf;

/// `diff`.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit code 1 tells that the outputs differ in law: who votes, where, with which ballots, and why; or that a file \
                  is not as the manifest beside it says, and then nothing was compared."
)]
pub(super) struct Diff {
    /// The first output folder
    pub first: PathBuf,
    /// The second output folder
    pub second: PathBuf,
    /// How the differences are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

pub(super) fn run(options: &Diff, printer: &Printer) -> anyhow::Result<Exit> {
    let bars = Bars::new(Language::English);
    let found = diff::diff(&options.first, &options.second, &bars).map_err(TaskError::from)?;
    let mut table = Table::new(&["kind", "law", "personal_id", "first", "second"]);
    for diff::Altered { output, problem } in &found.altered {
        let told = format!("{}: {}", problem.file, problem.message);
        let (first, second) = match *output == options.first {
            true => (told, String::new()),
            false => (String::new(), told),
        };
        table.row(["altered".to_owned(), String::new(), String::new(), first, second]);
    }
    for difference in &found.persons {
        let law = if difference.kind.is_legal() { "yes" } else { "no" };
        let cells =
            [difference.kind.as_str(), law, &difference.personal_id, &difference.first, &difference.second];
        table.row(cells.map(str::to_owned));
    }
    for file in &found.layout {
        table.row(["layout", "no", "", file, file].map(str::to_owned));
    }
    if !table.is_empty() || options.format != TableFormat::Table {
        printer.data(&table.text(options.format))?;
    }
    if !found.altered.is_empty() {
        printer.say(&format!(
            "{} files are not as the manifest beside them says; nothing was compared: see `cutri verify`",
            found.altered.len()
        ));
        return Ok(Exit::Findings);
    }
    let counts = found.counts();
    let mut words: Vec<String> =
        counts.iter().map(|(kind, count)| format!("{count} {}", kind.as_str())).collect();
    if !found.layout.is_empty() {
        words.push(format!("{} files in layout only", found.layout.len()));
    }
    match (words.is_empty(), found.is_legal()) {
        (true, _) => printer.say("no difference"),
        (false, true) => printer.say(&format!("differences of law: {}", words.join(", "))),
        (false, false) => printer.say(&format!("no difference of law: {}", words.join(", "))),
    }
    Ok(if found.is_legal() { Exit::Findings } else { Exit::Done })
}
