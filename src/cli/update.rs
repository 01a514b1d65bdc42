//! `cutri update`, and how the result of an update is told.

use super::acting::{Opened, actor, changes_table, counts_table, waiting_table};
use super::check::half;
use super::listing::Update;
use super::progress::Bars;
use super::table::TableFormat;
use super::{Exit, Printer};
use crate::extract::Severity;
use crate::render::Language;
use crate::tasks::update::{UpdateOptions, Updated, update};

pub(super) async fn run(options: &Update, printer: &Printer) -> anyhow::Result<Exit> {
    let actor = actor(&options.acting)?;
    let opened = Opened::to_write(&options.acting.database).await?;
    let bars = Bars::new(Language::English);
    let how = UpdateOptions {
        at: actor.at,
        by: &actor.by,
        key: actor.key.as_ref(),
        dry_run: options.dry_run,
        report: options.report.as_deref(),
    };
    let updated = update(&opened.database, &opened.name, &options.delta, how, &bars).await;
    opened.close(printer).await;
    tell(&updated?, (options.dry_run, options.format), printer)
}

/// Tells what an update did and how it ended.
pub(super) fn tell(
    updated: &Updated,
    (dry_run, format): (bool, TableFormat),
    printer: &Printer,
) -> anyhow::Result<Exit> {
    match format {
        TableFormat::Json => printer.json(updated)?,
        TableFormat::Csv => printer.data(&changes_table(&updated.changes).text(TableFormat::Csv))?,
        TableFormat::Table if dry_run => {
            printer.data(&changes_table(&updated.changes).text(TableFormat::Table))?;
        }
        TableFormat::Table if !updated.changes.is_empty() => {
            printer.data(&counts_table(&updated.changes).text(TableFormat::Table))?;
        }
        TableFormat::Table => {}
    }
    if !updated.waiting.is_empty() && format == TableFormat::Table {
        printer.words(&format!(
            "\nwaits for somebody (cutri waiting)\n{}",
            waiting_table(&updated.waiting).text(TableFormat::Table)
        ))?;
    }
    for reject in &updated.rejects {
        let message = half(&reject.message, Language::English);
        printer.say(&format!("{}:{} {}: {message}", reject.file, reject.line, reject.column));
    }
    printer.say(&summary(updated, dry_run));
    let has_findings = updated.findings.iter().any(|line| line.severity != Severity::Info);
    Ok(match updated {
        Updated { batch_id: Some(_), .. } => Exit::Refused,
        Updated { waiting, rejected, .. } if !waiting.is_empty() || *rejected > 0 || has_findings => {
            Exit::Findings
        }
        Updated { .. } => Exit::Done,
    })
}

fn summary(updated: &Updated, dry_run: bool) -> String {
    let number = |count| Language::English.number(count);
    if updated.known {
        return format!(
            "delta {} was applied before: nothing was done",
            updated.snapshot_id.get(..12).unwrap_or(&updated.snapshot_id)
        );
    }
    if let Some(batch) = &updated.batch_id {
        let reasons: Vec<String> = updated.tripped.iter().map(|tripped| format!("  {tripped}")).collect();
        return format!(
            "stopped by a tripwire, no list was changed:\n{}\na second person looks at it (cutri approve {batch} --show) and approves it: cutri approve {batch} --as NAME",
            reasons.join("\n")
        );
    }
    let did = if dry_run { "would be" } else { "were" };
    let version = match (updated.version, dry_run) {
        (Some(version), false) => format!("version {version}"),
        (Some(_), true) => "nothing was written".to_owned(),
        (None, _) => "no list changed".to_owned(),
    };
    let mut ids: Vec<&str> = updated.changes.iter().map(|row| row.change.change_id.as_str()).collect();
    ids.dedup();
    format!(
        "{} persons {did} decided anew: {} changes, {} waiting, {} rejected rows; {version}",
        number(updated.persons),
        number(ids.len() as u64),
        number(updated.waiting.len() as u64),
        number(updated.rejected),
    )
}
