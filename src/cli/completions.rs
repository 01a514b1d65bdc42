//! `cutri completions`.

use super::arguments::{Arguments, Completions};
use super::{Exit, Printer};
use clap::CommandFactory;

pub(super) fn run(options: &Completions, printer: &Printer) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "cutri", &mut script);
    printer.data(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
