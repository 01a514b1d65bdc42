//! `cutri completions`.

use super::arguments::Arguments;
use super::{Exit, Printer};
use clap::{Args, CommandFactory};

/// `completions`.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

pub(super) fn run(options: &Completions, printer: &Printer) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "cutri", &mut script);
    printer.data(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}
