//! `cutri explain`.

use super::acting::Opened;
use super::parse::personal_number;
use super::reading::Explain;
use super::{Exit, Printer};
use crate::tasks::explain::{ExplainOptions, explain};

pub(super) async fn run(options: &Explain, printer: &Printer) -> anyhow::Result<Exit> {
    let person = personal_number(&options.person)?;
    let opened = Opened::to_read(&options.database).await?;
    let how = ExplainOptions { person, at: options.at.as_deref(), language: options.lang };
    let explained = explain(&opened.database, &opened.name, how).await;
    opened.close(printer).await;
    let explained = explained?;
    match options.json {
        true => printer.json(&explained)?,
        false => printer.words(&explained.text)?,
    }
    Ok(Exit::Done)
}
