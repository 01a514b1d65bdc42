//! `cutri verify`.

use super::arguments::Verify;
use super::progress::Bars;
use super::table::{Table, TableFormat};
use super::{Exit, Printer};
use crate::render::Language;
use crate::tasks::{TaskError, verify};

pub(super) fn run(options: &Verify, printer: &Printer) -> anyhow::Result<Exit> {
    let bars = Bars::new(Language::English);
    let verified = verify::verify(&options.output, &bars).map_err(TaskError::from)?;
    let mut table = Table::new(&["file", "line", "problem"]);
    for problem in &verified.problems {
        let line = problem.line.map(|line| line.to_string()).unwrap_or_default();
        table.row([problem.file.clone(), line, problem.message.clone()]);
    }
    if !table.is_empty() || options.format != TableFormat::Table {
        printer.data(&table.text(options.format))?;
    }
    if verified.problems.is_empty() {
        let number = |count| Language::English.number(count);
        printer.say(&format!(
            "roll {}: {} files as in the manifest; {} entries of {} areas counted again: every sum agrees",
            verified.roll_id.get(..12).unwrap_or(&verified.roll_id),
            number(verified.files),
            number(verified.entries),
            number(verified.areas),
        ));
        return Ok(Exit::Done);
    }
    printer.say(&format!(
        "{} problems; generate the output again, or find out who changed it",
        verified.problems.len()
    ));
    Ok(Exit::Findings)
}
