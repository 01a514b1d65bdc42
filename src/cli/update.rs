//! `cutri update`, and how the result of an update is told.

use super::acting::{Acting, Opened, actor, changes_table};
use super::progress::Bars;
use super::table::TableFormat;
use super::units::UnitsArgument;
use super::waiting::tripped_words;
use super::{Exit, Printer, told};
use crate::changes::Event;
use crate::people::Severity;
use crate::render::Language;
use crate::tasks::source::Origin;
use crate::tasks::update::{UpdateOptions, Updated, update};
use clap::Args;
use std::path::PathBuf;

/// `update`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri update delta --db rolls/cutri.db --dry-run\n  cutri update delta --db rolls/cutri.db --at \
                  2026-02-20T10:00\n\nExit code 1 tells that it was done, and that somebody should look: a change is too late, has no \
                  name in the law or is half of a transfer, rows were rejected, or the delta has findings. Exit code 3 tells that a tripwire stopped the batch: a \
                  second person looks at it, and approves or refuses it, with `cutri approve`."
)]
pub(super) struct Update {
    /// The folder of the delta
    pub delta: PathBuf,
    #[command(flatten)]
    pub acting: Acting,
    /// The number of the decision on voting areas, where cutri.document_no of the delta does not tell it
    #[arg(long, value_name = "NUMBER")]
    pub decision: Option<String>,
    #[command(flatten)]
    pub units: UnitsArgument,
    /// Tell what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Also write what was rejected and found, in full: NAME.xlsx is one workbook of things to do, any other name a folder
    #[arg(long, value_name = "PLACE")]
    pub report: Option<PathBuf>,
    /// How the changes are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

pub(super) async fn run(options: &Update, printer: &Printer) -> anyhow::Result<Exit> {
    let delta = Origin { country: options.units.country(), ..Origin::from(options.delta.as_path()) };
    let actor = actor(&options.acting)?;
    let opened = Opened::to_write(&options.acting.database).await?;
    let bars = Bars::new(Language::English);
    let how = UpdateOptions {
        dry_run: options.dry_run,
        report: options.report.as_deref(),
        decision_no: options.decision.as_deref(),
    };
    let updated = update(&opened.database, &delta, &actor, how, &bars).await;
    opened.close(printer).await;
    tell(&updated?, options.dry_run, options.format, printer)
}

/// Tells what an update did and how it ended.
pub(super) fn tell(
    updated: &Updated,
    dry_run: bool,
    format: TableFormat,
    printer: &Printer,
) -> anyhow::Result<Exit> {
    match format {
        TableFormat::Json => printer.json(updated)?,
        TableFormat::Csv => printer.data(&changes_table(&updated.changes).text(TableFormat::Csv))?,
        TableFormat::Table if dry_run => printer.data(&told::changes(&updated.changes))?,
        TableFormat::Table => printer.data(&told::counts(&updated.changes))?,
    }
    if !updated.waiting.is_empty() && format == TableFormat::Table {
        printer.words(&format!(
            "\nChờ người giải quyết (cutri waiting):\n{}",
            told::waiting(&updated.waiting)
        ))?;
    }
    for reject in &updated.rejects {
        let message = Language::Vietnamese.half(&reject.message);
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
    let number = |count| Language::Vietnamese.number(count);
    if updated.known {
        return format!(
            "bản cập nhật {} đã được thực hiện từ trước, không có gì thay đổi / applied before: nothing was done",
            updated.snapshot_id.get(..12).unwrap_or(&updated.snapshot_id)
        );
    }
    if let Some(batch) = &updated.batch_id {
        let reasons: Vec<String> =
            updated.tripped.iter().map(|tripped| format!("  {}", tripped_words(tripped))).collect();
        return format!(
            "dừng lại, chưa danh sách nào thay đổi (stopped by a tripwire, no list was changed):\n{}\nngười thứ hai xem xét \
             (cutri approve {batch} --show), rồi phê duyệt: cutri approve {batch} --as TÊN",
            reasons.join("\n")
        );
    }
    let version = match (updated.version, dry_run) {
        (Some(version), false) => format!("phiên bản {version}"),
        (Some(_), true) => "chưa ghi gì vào cơ sở dữ liệu".to_owned(),
        (None, _) => "không danh sách nào thay đổi".to_owned(),
    };
    let mut ids: Vec<&str> = updated.changes.iter().map(|row| row.change.change_id.as_str()).collect();
    ids.dedup();
    let unknown = updated.changes.iter().filter(|row| row.change.rule == Event::R7).count() as u64;
    let asked = match unknown {
        0 => String::new(),
        count => format!(
            "; {} người mới, dữ liệu không cho biết từ đâu đến: hỏi nơi đi, nếu chuyển đến thì báo nơi đó xóa tên",
            number(count)
        ),
    };
    format!(
        "xét lại {} người: {} thay đổi, {} việc chờ giải quyết, {} dòng bị loại; {version}{asked}",
        number(updated.persons),
        number(ids.len() as u64),
        number(updated.waiting.len() as u64),
        number(updated.rejected),
    )
}
