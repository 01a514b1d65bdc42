//! `cutri import` and `cutri template`.

use super::parse::commune;
use super::table::{Table, TableFormat};
use super::units::UnitsArgument;
use super::{Exit, Printer};
use crate::import::Weight;
use crate::people::CommuneCode;
use crate::render::Language;
use crate::tasks::import::{self, ImportOptions, Imported, MAPPING, REPORT};
use chrono::NaiveDate;
use clap::Args;
use std::path::PathBuf;

/// `import`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri import so-nhan-khau.xlsx --out extract\n  cutri import thon-1.xlsx thon-2.xls --out extract --commune \
                        06652 --as-of 2026-01-20\n  cutri import danh-sach.xlsx --out extract --mapping extract/mapping.toml\n\nReads .xlsx, .xls and .ods: the \
                        template, form 31, household lists. Every row read is taken or left aside, and bao-cao-nhap.xlsx tells \
                        which and why. What is not sure is asked for in mapping.toml; exit code 2 tells that answers are needed."
)]
pub(super) struct Import {
    /// The workbooks
    #[arg(required = true)]
    pub workbooks: Vec<PathBuf>,
    /// The folder of the extract: new, empty, or one that was imported before
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The answers to what an earlier run asked
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    #[command(flatten)]
    pub units: UnitsArgument,
    /// The commune, where the workbook does not tell it
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Option<CommuneCode>,
    /// The day of the data, where the workbook does not tell it
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<NaiveDate>,
    /// The language of the words
    #[arg(long, default_value = "vi")]
    pub lang: Language,
}

/// `template`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri template --out so-nhan-khau.xlsx\n  cutri template --out so-nhan-khau.xlsx --commune 06652\n\nThe election of \
                        15 March 2026 is filled in. A file that exists is never overwritten."
)]
pub(super) struct Template {
    /// The workbook to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Fill in the names and codes of this commune
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Option<CommuneCode>,
}

pub(super) fn run(options: &Import, printer: &Printer) -> anyhow::Result<Exit> {
    let imported = import::import(&ImportOptions {
        workbooks: options.workbooks.clone(),
        out: options.out.clone(),
        mapping: options.mapping.clone(),
        commune: options.commune.clone(),
        as_of: options.as_of,
        country: options.units.country(),
    })?;
    printer.words(&report(&imported, options))?;
    Ok(match (imported.questions.is_empty(), imported.has_findings) {
        (false, _) => Exit::Usage,
        (true, true) => Exit::Findings,
        (true, false) => Exit::Done,
    })
}

pub(super) fn run_template(options: &Template, printer: &Printer) -> anyhow::Result<Exit> {
    import::template(&options.out, options.commune.as_ref())?;
    let out = options.out.display();
    printer.say(&format!(
        "Đã tạo sổ mẫu {out}. Ghi xong, chạy: cutri import {out} --out THƯ-MỤC / The template is in {out}; fill it, then import it"
    ));
    Ok(Exit::Done)
}

fn choose<'a>(language: Language, vietnamese: &'a str, english: &'a str) -> &'a str {
    match language {
        Language::Vietnamese => vietnamese,
        Language::English => english,
    }
}

fn report(imported: &Imported, options: &Import) -> String {
    let language = options.lang;
    let number = |count: usize| language.number(count as u64);
    let balance = imported.balance;
    let (read, taken, aside) = (number(balance.read), number(balance.taken), number(balance.aside));
    let mut text = match language {
        Language::Vietnamese => format!("Đã đọc {read} dòng = nhận {taken} + để lại {aside}\n"),
        Language::English => format!("{read} rows read = {taken} taken + {aside} left aside\n"),
    };
    let section = |title: &str, table: &Table| match table.is_empty() {
        true => String::new(),
        false => format!("\n{title}\n{}", table.text(TableFormat::Table)),
    };
    text += &section(choose(language, "Gói dữ liệu", "The extract"), &tables(imported, language));
    text += &section(choose(language, "Để lại", "Left aside"), &asides(imported, language));
    text += &section(choose(language, "Cần xem", "To look into"), &told(imported, language));
    text += &section(choose(language, "Tổng số lệch", "Sums that differ"), &sums(imported, language));
    text + &next(imported, options)
}

fn tables(imported: &Imported, language: Language) -> Table {
    let columns = [choose(language, "bảng", "table"), choose(language, "dòng", "rows")];
    let mut table = Table::new(&columns);
    for (name, count) in &imported.tables {
        let shown = choose(language, import::table_name(name), name);
        table.row([shown.to_owned(), language.number(*count as u64)]);
    }
    table
}

fn asides(imported: &Imported, language: Language) -> Table {
    let columns = [choose(language, "dòng", "rows"), choose(language, "vì sao", "why")];
    let mut table = Table::new(&columns);
    for (why, count) in &imported.aside {
        let words = choose(language, why.vietnamese(), why.english());
        table.row([language.number(*count as u64), words.to_owned()]);
    }
    table
}

fn told(imported: &Imported, language: Language) -> Table {
    let columns = match language {
        Language::Vietnamese => ["mức", "dòng", "nội dung"],
        Language::English => ["weight", "rows", "what"],
    };
    let mut table = Table::new(&columns);
    for ((weight, told), count) in &imported.told {
        let english = match weight {
            Weight::Mend => "mend",
            Weight::Look => "look",
            Weight::Note => "note",
        };
        let weight = choose(language, weight.vietnamese(), english).to_owned();
        let words = choose(language, told.vietnamese(), told.english()).to_owned();
        table.row([weight, language.number(*count as u64), words]);
    }
    table
}

fn sums(imported: &Imported, language: Language) -> Table {
    let columns = match language {
        Language::Vietnamese => ["trang", "dòng", "tổng số", "ghi", "đếm được"],
        Language::English => ["sheet", "row", "sum", "written", "counted"],
    };
    let mut table = Table::new(&columns);
    let differs = |sum: &&_| matches!(sum, crate::tasks::import::SumLine { written: Some(number), counted, .. } if number != counted);
    for sum in imported.sums.iter().filter(differs) {
        let number = |count: u32| language.number(count.into());
        let written = sum.written.map(number).unwrap_or_default();
        table.row([
            sum.sheet.clone(),
            sum.row.to_string(),
            sum.what.to_owned(),
            written,
            number(sum.counted),
        ]);
    }
    table
}

/// What is to be done now.
fn next(imported: &Imported, options: &Import) -> String {
    let (language, out) = (options.lang, options.out.display());
    let mut text = String::new();
    for question in &imported.questions {
        let words = choose(language, &question.vietnamese, &question.english);
        text += &format!("\n{} {words}", choose(language, "HỎI:", "ASKED:"));
    }
    let books: Vec<String> = options.workbooks.iter().map(|book| book.display().to_string()).collect();
    let books = books.join(" ");
    text += &match (imported.questions.is_empty(), language) {
        (true, Language::Vietnamese) => {
            format!("\nTừng dòng thành gì: {out}/{REPORT}\nTiếp theo: cutri check {out}\n")
        }
        (true, Language::English) => {
            format!("\nWhat became of each row: {out}/{REPORT}\nNext: cutri check {out}\n")
        }
        (false, Language::Vietnamese) => format!(
            "\n\nChưa ghi gói dữ liệu. Trả lời trong {out}/{MAPPING}, rồi chạy lại:\n  cutri import {books} --mapping {out}/{MAPPING} --out {out}\n"
        ),
        (false, Language::English) => format!(
            "\n\nNo extract was written. Answer in {out}/{MAPPING}, then run again:\n  cutri import {books} --mapping {out}/{MAPPING} --out {out}\n"
        ),
    };
    text
}
