//! `cutri generate`.

use super::acting::tell_unfolded;
use super::arguments::{Generate, chosen, database};
use super::progress::Bars;
use super::{Exit, Printer, reused};
use crate::render::Language;
use crate::render::documents::AreaPaper;
use crate::render::html::Severity;
use crate::tasks::generate::{GenerateOptions, Generated, generate};
use crate::tasks::progress::Progress;
use crate::tasks::render::{Format, RenderOptions};
use std::sync::Arc;

pub(super) async fn run(options: &Generate, printer: &Printer) -> anyhow::Result<Exit> {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let formats = chosen(&options.formats, Format::ALL);
    let papers = chosen(&options.papers, AreaPaper::ALL);
    let delivery = options.deliver.of(&formats)?;
    let options = GenerateOptions {
        extract: options.extract.clone(),
        out: options.out.clone(),
        database: options.db.as_deref().map(database).transpose()?,
        communes: options.commune.iter().cloned().collect(),
        by: options.by.clone(),
        replace: options.replace,
        render: RenderOptions {
            formats,
            papers,
            language: options.lang,
            posted_id: options.posted_id,
            layout: options.layout.layout()?,
            delivery,
            jobs: options.jobs.map_or_else(cores, usize::from),
        },
    };
    let language = options.render.language;
    let has_pages = options.render.formats.contains(&Format::Html);
    let bars = Arc::new(Bars::new(language));
    let watch = tokio::spawn(stop_on_interrupt(bars.clone(), *printer, language));
    let generated = generate(&options, &*bars).await;
    watch.abort();
    let generated = generated?;
    tell_unfolded(generated.unfolded.as_ref(), printer);
    printer.data(&summary(&generated, language, has_pages))?;
    reused::tell(generated.rendered.reused.as_ref(), language, printer);
    let findings = generated.rendered.findings.any();
    Ok(if findings { Exit::Findings } else { Exit::Done })
}

/// Ends the program when Ctrl-C is pressed. It is a task of its own: reading and rendering hold the thread of the one
/// that asked for them, which could not look up until they are done.
///
/// The workers hold threads that cannot be interrupted either; what they wrote lies beside the output folder and is
/// removed by the next run.
async fn stop_on_interrupt(bars: Arc<Bars>, printer: Printer, language: Language) {
    if tokio::signal::ctrl_c().await.is_err() {
        return;
    }
    bars.end();
    printer.say(match language {
        Language::Vietnamese => "đã dừng; thư mục kết quả không thay đổi, chạy lại để hoàn tất",
        Language::English => "stopped; the output folder is unchanged, run again to complete",
    });
    std::process::exit(130);
}

/// What was done, in a few lines, and where to look.
fn summary(generated: &Generated, language: Language, has_pages: bool) -> String {
    let tally = &generated.derived.tally;
    let findings = &generated.rendered.findings;
    let number = |count| language.number(count);
    let line = |vietnamese: &str, english: &str, count: u64| {
        let word = match language {
            Language::Vietnamese => vietnamese,
            Language::English => english,
        };
        let padding = " ".repeat(40_usize.saturating_sub(word.chars().count()));
        format!("  {word}{padding}{:>14}\n", number(count))
    };
    let areas = generated.derived.tally.areas.len() as u64;
    let out = generated.out.display();
    let mut text = format!("{}\n", generated.loaded.basis.election.title);
    text += &line("Người trong dữ liệu", "Persons", tally.persons);
    text += &line("Có tên trong danh sách cử tri", "On a voter list", tally.listed);
    text += &line("Không được ghi tên", "Not eligible", tally.not_eligible);
    text += &line("Có quyền, không ở danh sách nào", "Eligible, on no list", tally.no_list);
    text += &line("Chờ xác định nơi ghi tên", "Waiting for a place", tally.queue);
    text += &line("Khu vực bỏ phiếu có cử tri", "Voting areas with voters", areas);
    text += &line("Trang in", "Printed pages", generated.rendered.pages);
    text += &line("Dòng bị loại", "Rejected rows", findings.rejects);
    text += &line("Phát hiện mức lỗi", "Findings: errors", findings.of_severity(Severity::Error));
    text += &line("Phát hiện mức cảnh báo", "Findings: warnings", findings.of_severity(Severity::Warning));
    let start = if has_pages { "summary.html" } else { "summary.json" };
    text += &match language {
        Language::Vietnamese => {
            format!("Xem {out}/{start}; dòng bị loại ở {out}/rejects.csv, phát hiện ở {out}/findings.csv\n")
        }
        Language::English => {
            format!("See {out}/{start}; rejected rows in {out}/rejects.csv, findings in {out}/findings.csv\n")
        }
    };
    text
}
