//! `cutri post`.

use super::acting::{Acting, Opened, actor};
use super::parse::commune;
use super::progress::Bars;
use super::table::TableFormat;
use super::{Exit, Printer};
use crate::people::CommuneCode;
use crate::render::Language;
use crate::tasks::post::{PostOptions, Posted, post};
use clap::Args;

/// `post`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri post --db rolls/cutri.db --at 2026-02-03T08:00\n  cutri post --db postgres://cutri@localhost/cutri \
                  --commune 98103 --key office.pem\n\nFrom then on rows keep their numbers: who goes is struck through, who \
                  comes is added at the end."
)]
pub(super) struct Post {
    #[command(flatten)]
    pub acting: Acting,
    /// Only this commune; may be repeated
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Vec<CommuneCode>,
    /// Although rows of the data were rejected, or persons who may vote wait: without, what is open is told and nothing is posted
    #[arg(long)]
    pub anyway: bool,
    /// Tell what would be posted, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// How the result is written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

pub(super) async fn run(options: &Post, printer: &Printer) -> anyhow::Result<Exit> {
    let actor = actor(&options.acting)?;
    let opened = Opened::to_write(&options.acting.database).await?;
    let bars = Bars::new(Language::Vietnamese);
    let communes = options.commune.iter().cloned().collect();
    let what = PostOptions { communes: &communes, anyway: options.anyway, dry_run: options.dry_run };
    let posted = post(&opened.database, what, &actor, &bars).await;
    opened.close(printer).await;
    let posted = posted?;
    match options.format {
        TableFormat::Json => printer.json(&posted)?,
        TableFormat::Table | TableFormat::Csv => printer.words(&told(&posted, options.dry_run))?,
    }
    if let Some(day) = &posted.late_since {
        printer.say(&format!(
            "niêm yết sau thời hạn (C1, Điều 32): hạn cuối là {} / posted later than Art. 32 allows: {day}",
            in_days(day)
        ));
        return Ok(Exit::Findings);
    }
    Ok(Exit::Done)
}

fn told(posted: &Posted, dry_run: bool) -> String {
    let Some(version) = posted.version else {
        return "Mọi danh sách đã được niêm yết từ trước; không có gì thay đổi.\n".to_owned();
    };
    let number = |count| Language::Vietnamese.number(count);
    let digest = posted.nation.map(|digest| digest.short()).unwrap_or_default();
    let done = if dry_run { "Chạy thử, chưa niêm yết: sẽ niêm yết" } else { "Đã niêm yết" };
    let next = match dry_run {
        true => "Bỏ --dry-run để niêm yết.",
        false => "In lại mọi giấy tờ bằng cutri render: giấy tờ in trước khi niêm yết là bản dự thảo.",
    };
    format!(
        "{done} danh sách của {} xã, {} khu vực bỏ phiếu, {} cử tri: phiên bản {version}, mã kiểm tra {digest}.\n\
         Nhận khiếu nại đến hết ngày {}.\n{next}\n{}",
        number(posted.communes),
        number(posted.areas),
        number(posted.voters),
        in_days(&posted.complaints_until),
        left_open(posted),
    )
}

/// What was open all the same; nothing where nothing was.
fn left_open(posted: &Posted) -> String {
    match posted.left_open.words(Language::Vietnamese) {
        words if words.is_empty() => words,
        words => format!("Khi niêm yết còn:\n{words}"),
    }
}

/// A day of a report as Vietnamese writes it; what is no day is left as it is.
fn in_days(text: &str) -> String {
    let day = text.parse::<chrono::NaiveDate>();
    day.map_or_else(|_| text.to_owned(), |day| Language::Vietnamese.date(day))
}
