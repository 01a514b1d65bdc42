//! `cutri check`.

use super::arguments::Check;
use super::progress::Bars;
use super::table::{Table, TableFormat};
use super::{Exit, Printer};
use crate::extract::{CommuneQuality, Severity, Share};
use crate::people::CommuneCode;
use crate::render::Language;
use crate::tasks::check::{Checked, check};

pub(super) fn run(options: &Check, printer: &Printer) -> anyhow::Result<Exit> {
    let bars = Bars::new(options.lang);
    let checked = check(&options.extract, options.report.as_deref(), &bars)?;
    match options.format {
        TableFormat::Json => printer.json(&checked)?,
        TableFormat::Csv => printer.data(&quality(&checked, options.lang).text(TableFormat::Csv))?,
        TableFormat::Table => printer.words(&report(&checked, options.lang))?,
    }
    Ok(if checked.has_findings() { Exit::Findings } else { Exit::Done })
}

fn choose(language: Language, vietnamese: &'static str, english: &'static str) -> &'static str {
    match language {
        Language::Vietnamese => vietnamese,
        Language::English => english,
    }
}

/// The half of a message in both languages.
pub(super) fn half(message: &str, language: Language) -> &str {
    let (vietnamese, english) = message.split_once(" / ").unwrap_or((message, message));
    match language {
        Language::Vietnamese => vietnamese,
        Language::English => english,
    }
}

/// The whole report for a person: files, rejects, findings, quality.
fn report(checked: &Checked, language: Language) -> String {
    let section = |title: &str, table: &Table| match table.is_empty() {
        true => String::new(),
        false => format!("\n{title}\n{}", table.text(TableFormat::Table)),
    };
    let mut text = delta(checked, language);
    text += &files(checked, language).text(TableFormat::Table);
    text += &section(
        choose(language, "Dòng bị loại (những dòng đầu)", "Rejected rows (the first)"),
        &rejects(checked, language),
    );
    text += &section(choose(language, "Phát hiện", "Findings"), &findings(checked, language));
    text += &section(
        choose(language, "Chất lượng: đúng, đủ, sạch, sống", "Quality: correct, complete, clean, live"),
        &quality(checked, language),
    );
    if checked.manual_queue > 0 {
        let words = choose(
            language,
            "người không có số định danh, chờ xử lý",
            "persons without a personal number wait",
        );
        text += &format!("\n{} {words}\n", language.number(checked.manual_queue));
    }
    text
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
        let message = half(&reject.message, language).to_owned();
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

fn findings(checked: &Checked, language: Language) -> Table {
    let columns = match language {
        Language::Vietnamese => ["mức", "quy tắc", "xã", "số lần", "nội dung"],
        Language::English => ["severity", "rule", "commune", "count", "meaning"],
    };
    let mut table = Table::new(&columns);
    for line in &checked.findings {
        let severity = match line.severity {
            Severity::Error => choose(language, "lỗi", "error"),
            Severity::Warning => choose(language, "cảnh báo", "warning"),
            Severity::Info => choose(language, "thông tin", "information"),
        };
        let commune = line.commune_code.as_ref().map_or("–", CommuneCode::as_str);
        let cells =
            [severity, &line.rule, commune, &language.number(line.count), half(&line.message, language)];
        table.row(cells.map(str::to_owned));
    }
    table
}

fn quality(checked: &Checked, language: Language) -> Table {
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
    for (code, of_commune) in &checked.quality.communes {
        row(code.as_str(), checked.names.get(code).map_or("–", String::as_str), of_commune);
    }
    if checked.quality.without_commune.persons > 0 {
        row("–", choose(language, "không có nơi cư trú", "no residence"), &checked.quality.without_commune);
    }
    row("", choose(language, "Tổng số", "Total"), &checked.quality.total);
    table
}
