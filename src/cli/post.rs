//! `cutri post`.

use super::acting::{Opened, actor};
use super::listing::Post;
use super::progress::Bars;
use super::table::TableFormat;
use super::{Exit, Printer};
use crate::render::Language;
use crate::tasks::post::{PostOptions, Posted, post};

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
