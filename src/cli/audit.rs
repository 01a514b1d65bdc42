//! `cutri audit`.

use super::acting::{OfDatabase, Opened};
use super::table::{Table, TableFormat};
use super::{Exit, Printer};
use crate::lists::AuditRecord;
use crate::proof::audit::{Audit as Told, AuditLine, audit};
use crate::render::Language;
use crate::tasks::TaskError;
use clap::Args;
use std::path::PathBuf;

/// `audit`.
#[derive(Debug, Args)]
#[command(
    after_help = "The whole audit is checked, whatever is shown: each line's digest, that it follows the line before, and that \
                  the registers and versions are as the audit left them. Exit code 1 tells that something is not; the first \
                  broken line is named.\n\nA witness is kept elsewhere, by somebody else: `cutri verify --db URL --witness FILE` then \
                  finds whether the database was put back to an older state, cut or rewritten since."
)]
pub(super) struct Audit {
    #[command(flatten)]
    pub database: OfDatabase,
    /// Show only what came after this line
    #[arg(long, value_name = "SEQUENCE", default_value_t = 0)]
    pub since: u64,
    /// Write what is to be noted down outside the database into this file: the last line and the latest versions
    #[arg(long, value_name = "FILE")]
    pub witness: Option<PathBuf>,
    /// How the lines are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

/// Signs of a digest that a table shows.
const SHORT: usize = 12;

pub(super) async fn run(options: &Audit, printer: &Printer) -> anyhow::Result<Exit> {
    let opened = Opened::to_read(&options.database).await?;
    let told = audit(&opened.database, options.since).await;
    opened.close(printer).await;
    let told = told.map_err(TaskError::from)?;
    match options.format {
        TableFormat::Json => printer.json(&told)?,
        TableFormat::Csv => printer.data(&csv(&told.lines).text(TableFormat::Csv))?,
        TableFormat::Table => printer.data(&page(&told.lines).text(TableFormat::Table))?,
    }
    if let Some(path) = &options.witness {
        if !told.problems.is_empty() {
            printer.say("no witness was written: what is broken is nothing to go by");
            return Ok(judge(&told, printer));
        }
        told.witness.write(path).map_err(TaskError::from)?;
        printer.say(&format!("{}: line {}; keep it outside the database", path.display(), told.count));
    }
    Ok(judge(&told, printer))
}

/// Tells whether everything is as it was written.
fn judge(told: &Told, printer: &Printer) -> Exit {
    let Some(first) = told.problems.first() else {
        let (count, last) = (Language::Vietnamese.number(told.count), short(&told.last));
        printer.say(&format!("nhật ký nguyên vẹn: {count} dòng, mã dòng cuối {last} / the audit is whole"));
        return Exit::Done;
    };
    let place = match first.line {
        Some(line) => format!("nhật ký hỏng từ dòng {line} / the audit is broken from line {line}"),
        None => "nhật ký không đầy đủ / the audit is not whole".to_owned(),
    };
    printer.say(&place);
    for problem in &told.problems {
        let line = problem.line.map_or_else(|| "–".to_owned(), |line| line.to_string());
        printer.say(&format!("  {line}: {}", problem.message));
    }
    Exit::Findings
}

fn short(digest: &str) -> &str {
    digest.get(..SHORT).unwrap_or(digest)
}

/// The id of a snapshot in short; the words of a register as they are.
fn source(source: &str) -> &str {
    match source.bytes().all(|sign| sign.is_ascii_hexdigit()) {
        true => short(source),
        false => source,
    }
}

fn csv(lines: &[AuditLine]) -> Table {
    let mut table = Table::new(&[
        "sequence",
        "at",
        "by",
        "action",
        "version",
        "reason",
        "source",
        "roll_id",
        "registers",
        "previous",
        "digest",
        "recorded_at",
    ]);
    for line in lines {
        let record = &line.record;
        let registers: Vec<&str> = record.registers.iter().map(|(name, _)| name.as_str()).collect();
        table.row([
            record.sequence.to_string(),
            record.at.format("%Y-%m-%dT%H:%M:%S").to_string(),
            record.by.clone(),
            record.action.clone(),
            record.version.map(|version| version.to_string()).unwrap_or_default(),
            record.reason.clone(),
            record.source.clone(),
            record.roll_id.clone(),
            registers.join(" "),
            record.previous.clone(),
            line.digest.clone(),
            record.recorded_at.map(|at| at.format("%Y-%m-%dT%H:%M:%S").to_string()).unwrap_or_default(),
        ]);
    }
    table
}

fn page(lines: &[AuditLine]) -> Table {
    let mut table =
        Table::new(&["Dòng", "Lúc", "Người làm", "Việc", "Phiên bản", "Nội dung", "Nguồn", "Mã dòng"]);
    for line in lines {
        let record = &line.record;
        table.row([
            record.sequence.to_string(),
            when(record),
            record.by.clone(),
            action(&record.action).to_owned(),
            record.version.map_or_else(|| "–".to_owned(), |version| version.to_string()),
            record.reason.clone(),
            source(&record.source).to_owned(),
            short(&line.digest).to_owned(),
        ]);
    }
    table
}

/// The moment of an act, and when it was told where that was later.
fn when(record: &AuditRecord) -> String {
    let told = |at: chrono::NaiveDateTime| at.format("%d/%m/%Y %H:%M").to_string();
    match record.recorded_at {
        Some(recorded) => format!("{} (ghi {})", told(record.at), told(recorded)),
        None => told(record.at),
    }
}

fn action(action: &str) -> &str {
    match action {
        "load" => "nạp dữ liệu",
        "derive" => "lập danh sách",
        "post" => "niêm yết",
        "update" => "cập nhật",
        "approve" => "phê duyệt",
        "refuse" => "từ chối",
        "undo" => "hoàn tác",
        "complaint open" => "nhận khiếu nại",
        "complaint settle" => "giải quyết khiếu nại",
        "complaint sue" => "ghi nhận khởi kiện",
        "complaint judge" => "thi hành phán quyết",
        "certificate issue" => "cấp giấy chứng nhận",
        "transfer import" => "nhận thông báo chuyển",
        "transfer release" => "giải quyết việc chuyển",
        "review" => "xem xét",
        other => other,
    }
}
