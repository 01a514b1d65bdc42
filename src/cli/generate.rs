//! `cutri generate`.

use super::acting::tell_unfolded;
use super::extract::OfExtract;
use super::parse::{commune, database};
use super::progress::Bars;
use super::rendering::Rendering;
use super::{Exit, Printer, reused};
use crate::output::Format;
use crate::people::{CommuneCode, Severity};
use crate::render::Language;
use crate::tasks::generate::{GenerateOptions, Generated, generate};
use clap::Args;
use std::path::PathBuf;

/// `generate`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri generate extract --out rolls\n  cutri generate extract --out rolls --commune 98101 \
                        --formats pdf,html\n  cutri generate extract --out rolls --constituency 98-QH-1 --merge\n  cutri generate extract --out rolls --db postgres://cutri@localhost/cutri \
                        --formats jsonl,csv --jobs 4\n\nThe output folder appears whole when everything is done; a run \
                        that is stopped changes nothing, and the next one completes."
)]
pub(super) struct Generate {
    #[command(flatten)]
    pub extract: OfExtract,
    /// The output folder: new, empty, or an output of the same roll, of which areas that are the same are kept
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Also replace an output of the same election made from other data
    #[arg(long)]
    pub replace: bool,
    /// The database: a file, sqlite:PATH or postgres://…  [default: cutri.db in the output folder]
    #[arg(long, value_name = "URL", env = "CUTRI_DB", hide_env_values = true)]
    pub db: Option<String>,
    /// Only this commune; may be repeated
    #[arg(long, value_name = "CODE", value_parser = commune, conflicts_with = "constituency")]
    pub commune: Vec<CommuneCode>,
    /// Who asks for it, as the database's audit tells  [default: the system's name of the user]
    #[arg(long = "as", value_name = "NAME", env = "CUTRI_AS")]
    pub by: Option<String>,
    #[command(flatten)]
    pub rendering: Rendering,
}

pub(super) async fn run(options: &Generate, printer: &Printer) -> anyhow::Result<Exit> {
    let options = GenerateOptions {
        extract: options.extract.origin(),
        out: options.out.clone(),
        database: options.db.as_deref().map(database).transpose()?,
        communes: options.commune.iter().cloned().collect(),
        by: options.by.clone(),
        replace: options.replace,
        render: options.rendering.options()?,
    };
    let language = options.render.language;
    let has_pages = options.render.formats.contains(&Format::Html);
    let generated = generate(&options, &Bars::new(language)).await?;
    tell_unfolded(generated.unfolded.as_ref(), printer);
    printer.words(&summary(&generated, language, has_pages))?;
    reused::tell_former(&generated.former, printer);
    reused::tell(generated.rendered.reused.as_ref(), language, printer);
    let findings = generated.rendered.findings.any();
    Ok(if findings { Exit::Findings } else { Exit::Done })
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
    text += match language {
        Language::Vietnamese => "  (gồm cả đơn vị vũ trang; các trang tổng hợp không gồm)\n",
        Language::English => "  (armed units included; the summary pages leave them out)\n",
    };
    text += &line("Trang in", "Printed pages", generated.rendered.pages);
    text += &line("Dòng bị loại", "Rejected rows", findings.rejects);
    text += &line("Phát hiện mức lỗi", "Findings: errors", findings.of_severity(Severity::Error));
    text += &line("Phát hiện mức cảnh báo", "Findings: warnings", findings.of_severity(Severity::Warning));
    let start = if has_pages { "summary.html" } else { "summary.json" };
    text += &match language {
        Language::Vietnamese => {
            format!(
                "Xem {out}/{start}; dòng bị loại ở {out}/rejects.csv, phát hiện ở {out}/findings.csv\n\
                 Giấy tờ trong {out} là bản DỰ THẢO: sau khi niêm yết (cutri post), in lại bằng cutri render.\n"
            )
        }
        Language::English => {
            format!(
                "See {out}/{start}; rejected rows in {out}/rejects.csv, findings in {out}/findings.csv\n\
                 The papers in {out} are DRAFTS: after posting (cutri post), print them again with cutri render.\n"
            )
        }
    };
    text
}
