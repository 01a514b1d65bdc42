//! `cutri check`.

mod first;
mod fixed;

use super::extract::OfExtract;
use super::progress::Bars;
use super::table::{Table, TableFormat};
use super::{Exit, Printer, fold};
use crate::extract::CommuneQuality;
use crate::people::{Severity, Share};
use crate::render::Language;
use crate::tasks::check::{Checked, check};
use crate::tasks::fix::{FixReport, FixRequest, fix};
use clap::Args;
use serde::Serialize;
use std::path::PathBuf;

/// The arguments of `check`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri check extract --report viec-can-lam.xlsx\n  cutri check extract --fix fixed\n  cutri check extract --fix fixed2 --accept fixed/corrections.xlsx\n\nExit \
                  code 1 tells that there are rejects or findings."
)]
pub(super) struct Check {
    #[command(flatten)]
    pub extract: OfExtract,
    /// Also write what was rejected and found, in full: NAME.xlsx is one workbook of things to do, any other name a folder
    #[arg(long, value_name = "PLACE")]
    pub report: Option<PathBuf>,
    /// Write the extract anew, as a folder of CSV tables, into the folder `extract` of this one, with every correction that is sure, and beside it
    /// corrections.xlsx: what was corrected, and what somebody must say yes or no to
    #[arg(long, value_name = "DIR")]
    pub fix: Option<PathBuf>,
    /// The corrections.xlsx of an earlier --fix of the same extract, with answers: those accepted are made too
    #[arg(long, value_name = "FILE", requires = "fix")]
    pub accept: Option<PathBuf>,
    /// How the quality of each commune is written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
    /// The language of the words
    #[arg(long, default_value = "vi")]
    pub lang: Language,
}

/// What a program reads of a check.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    checked: &'a Checked,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<&'a FixReport>,
}

pub(super) fn run(options: &Check, printer: &Printer) -> anyhow::Result<Exit> {
    let bars = Bars::new(options.lang);
    let origin = options.extract.origin();
    let checked = check(&origin, options.report.as_deref(), &bars)?;
    let fix = options.fix.as_deref().map(|out| {
        let request = FixRequest { origin: &origin, out, accept: options.accept.as_deref() };
        fix(request, &bars)
    });
    let fix = fix.transpose()?;
    match options.format {
        TableFormat::Json => printer.json(&Whole { checked: &checked, fix: fix.as_ref() })?,
        TableFormat::Csv => {
            printer.data(&quality(&checked, options.lang, usize::MAX).text(TableFormat::Csv))?;
        }
        TableFormat::Table => {
            let fixed = fix.as_ref().map(|fix| fixed::words(fix, options.lang)).unwrap_or_default();
            let width = Printer::width();
            printer.words(&fold::lines(&(report(&checked, options, width) + &fixed), width))?;
        }
    }
    Ok(if checked.has_findings() { Exit::Findings } else { Exit::Done })
}

fn choose(language: Language, vietnamese: &'static str, english: &'static str) -> &'static str {
    match language {
        Language::Vietnamese => vietnamese,
        Language::English => english,
    }
}

/// The whole report for a person: files, what to mend first, rejects, findings, quality, and how to get the rest.
fn report(checked: &Checked, options: &Check, width: usize) -> String {
    let language = options.lang;
    let section = |title: &str, body: &str| match body.is_empty() {
        true => String::new(),
        false => format!("\n{title}\n{body}"),
    };
    let text = |table: &Table, words: usize| match table.is_empty() {
        true => String::new(),
        false => table.text_within(width, words),
    };
    let rejected = text(&rejects(checked, language), 4) + &more(checked.more_rejects, language);
    let sections = [
        (choose(language, "Sửa trước hết", "Mend first"), first::steps(checked, language)),
        (choose(language, "Dòng bị loại (những dòng đầu)", "Rejected rows (the first)"), rejected),
        (choose(language, "Phát hiện", "Findings"), text(&findings(checked, language), 4)),
        (
            choose(language, "Chất lượng: đúng, đủ, sạch, sống", "Quality: correct, complete, clean, live"),
            quality_shown(checked, language),
        ),
    ];
    let mut whole = delta(checked, language) + &files(checked, language).text(TableFormat::Table);
    whole.extend(sections.iter().map(|(title, body)| section(title, body)));
    if checked.manual_queue > 0 {
        let words = choose(
            language,
            "người không có số định danh, chờ xử lý",
            "persons without a personal number wait",
        );
        whole += &format!("\n{} {words}\n", language.number(checked.manual_queue));
    }
    if checked.has_findings() && options.report.is_none() {
        whole += choose(
            language,
            "\nĐể có mọi dòng, kèm lý do và cách sửa, trong một tệp Excel: thêm --report viec-can-lam.xlsx\n",
            "\nFor every row, with its reason and mend, in one workbook: add --report todo.xlsx\n",
        );
    }
    whole
}

/// How many more rejected rows there are than are shown.
fn more(count: u64, language: Language) -> String {
    let number = language.number(count);
    match (count, language) {
        (0, _) => String::new(),
        (_, Language::Vietnamese) => format!("… còn {number} dòng nữa\n"),
        (_, Language::English) => format!("… and {number} more\n"),
    }
}

/// The communes whose quality is shown to a person, the worst first; a program is told all.
const COMMUNES_SHOWN: usize = 20;

/// The quality of a few communes, or of those where it is worst.
fn quality_shown(checked: &Checked, language: Language) -> String {
    let all = checked.quality.communes.len();
    let table = quality(checked, language, all.min(COMMUNES_SHOWN)).text(TableFormat::Table);
    let left_out = language.number(all.saturating_sub(COMMUNES_SHOWN) as u64);
    match (all <= COMMUNES_SHOWN, language) {
        (true, _) => table,
        (false, Language::Vietnamese) => {
            format!("{table}Trên đây là những xã cần xem trước; còn {left_out} xã: --format csv\n")
        }
        (false, Language::English) => {
            format!("{table}These communes need a look first; {left_out} more: --format csv\n")
        }
    }
}

/// That the extract is a delta, and on what; nothing of a full one.
fn delta(checked: &Checked, language: Language) -> String {
    let Some(base) = &checked.base else { return String::new() };
    let (changed, removed) = (language.number(checked.persons), language.number(checked.removed));
    match language {
        Language::Vietnamese => {
            format!("Bản trích thay đổi so với {base}: {changed} người thay đổi, {removed} người bị xóa\n\n")
        }
        Language::English => format!("A delta on {base}: {changed} persons changed, {removed} taken out\n\n"),
    }
}

fn files(checked: &Checked, language: Language) -> Table {
    let columns = match language {
        Language::Vietnamese => ["tệp", "đọc", "nhận", "loại"],
        Language::English => ["file", "read", "accepted", "rejected"],
    };
    let mut table = Table::new(&columns);
    for file in &checked.files {
        let number = |count| language.number(count);
        table.row([file.file.clone(), number(file.read), number(file.accepted), number(file.rejected)]);
    }
    table
}

fn rejects(checked: &Checked, language: Language) -> Table {
    let columns = match language {
        Language::Vietnamese => ["tệp", "dòng", "cột", "quy tắc", "cách sửa"],
        Language::English => ["file", "line", "column", "rule", "what to do"],
    };
    let mut table = Table::new(&columns);
    for reject in &checked.rejects {
        let message = language.half(&reject.message).to_owned();
        table.row([
            reject.file.clone(),
            reject.line.to_string(),
            reject.column.clone(),
            reject.rule.clone(),
            message,
        ]);
    }
    table
}

/// What was found, a line a rule: how often, in how many communes, and where first.
fn findings(checked: &Checked, language: Language) -> Table {
    let columns = match language {
        Language::Vietnamese => ["mức", "số lần", "số xã", "chỗ đầu tiên", "nội dung", "quy tắc"],
        Language::English => ["severity", "count", "communes", "first place", "meaning", "rule"],
    };
    let mut table = Table::new(&columns);
    for rule in first::by_rule(checked) {
        let severity = match rule.severity {
            Severity::Error => choose(language, "lỗi", "error"),
            Severity::Warning => choose(language, "cảnh báo", "warning"),
            Severity::Info => choose(language, "thông tin", "information"),
        };
        let communes = if rule.communes == 0 { "–".to_owned() } else { language.number(rule.communes) };
        let place = first::place(rule.first, language).unwrap_or_else(|| "–".to_owned());
        let meaning = language.half(rule.message).to_owned();
        let count = language.number(rule.count);
        table.row([severity.to_owned(), count, communes, place, meaning, rule.rule.to_owned()]);
    }
    table
}

/// The quality by commune: all in the order of the codes, or the `worst` few first.
fn quality(checked: &Checked, language: Language, worst: usize) -> Table {
    let columns = match language {
        Language::Vietnamese => ["xã", "tên", "người", "đúng", "đủ", "sạch", "sống"],
        Language::English => ["commune", "name", "persons", "correct", "complete", "clean", "live"],
    };
    let mut table = Table::new(&columns);
    let mut row = |code: &str, name: &str, quality: &CommuneQuality| {
        let share = |share: Share| language.percent(share.part, share.whole);
        let shares = [quality.correct, quality.complete, quality.clean, quality.live].map(share);
        let cells = [code.to_owned(), name.to_owned(), language.number(quality.persons)];
        table.row(cells.into_iter().chain(shares));
    };
    let mut communes: Vec<_> = checked.quality.communes.iter().collect();
    if worst < communes.len() {
        // Values that are not right weigh before persons who are not clean.
        let wrong = |share: Share| share.whole - share.part;
        communes.sort_by_key(|(_, of)| std::cmp::Reverse((wrong(of.correct), wrong(of.clean))));
    }
    for (code, of_commune) in communes.into_iter().take(worst) {
        row(code.as_str(), checked.names.get(code).map_or("–", String::as_str), of_commune);
    }
    if checked.quality.without_commune.persons > 0 {
        row("–", choose(language, "không có nơi cư trú", "no residence"), &checked.quality.without_commune);
    }
    row("", choose(language, "Tổng số", "Total"), &checked.quality.total);
    table
}
