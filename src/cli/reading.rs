//! The arguments of commands that only read a database.

use super::listing::OfDatabase;
use super::office::birth_date;
use super::parse::{commune, constituency, moment};
use super::table::TableFormat;
use crate::people::{AreaCode, CommuneCode, ConstituencyCode, PartialDate};
use crate::render::Language;
use crate::tasks::waiting::Register;
use chrono::NaiveDateTime;
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `explain`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri explain 098085000382 --db rolls/cutri.db\n  cutri explain 098085000382 --db rolls/cutri.db \
                  --at 2026-02-03\n\nOf posted lists it also tells the rows, every change of them and what waits. This is for \
                  officials and the person alone: it tells facts that are never posted."
)]
pub(super) struct Explain {
    /// The personal number, 12 digits, or the full name
    pub person: String,
    /// What is known of the birth date, where a name is given
    #[arg(long, value_name = "DATE", value_parser = birth_date)]
    pub birth_date: Option<PartialDate>,
    /// Look for a name in this commune only; may be repeated
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Vec<CommuneCode>,
    #[command(flatten)]
    pub database: OfDatabase,
    /// The facts of this snapshot (its id, or 6 digits or more of it), or of the last one up to a day  [default: the latest]
    #[arg(long, value_name = "SNAPSHOT|DATE")]
    pub at: Option<String>,
    /// The language of the explanation
    #[arg(long, default_value = "vi")]
    pub lang: Language,
    /// Write JSON for a program
    #[arg(long)]
    pub json: bool,
}

/// `clock`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri clock --db rolls/cutri.db\n  cutri clock --db rolls/cutri.db --commune 98103 --at \
                  2026-03-14T06:00\n\nExit code 1 tells that something is overdue."
)]
pub(super) struct Clock {
    #[command(flatten)]
    pub database: OfDatabase,
    /// Only this commune; may be repeated
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Vec<CommuneCode>,
    /// The moment, local time, such as 2026-02-20T10:00  [default: now]
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    pub at: Option<NaiveDateTime>,
    /// How the clock is written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

/// `books`.
#[derive(Debug, Args)]
#[command(
    after_help = "posted + added + transferred in − removed − transferred out = current, of everything asked for: books that do not \
                  balance are an error.\n\nThese are official figures: they count the voters of armed units and are never posted."
)]
pub(super) struct Books {
    #[command(flatten)]
    pub database: OfDatabase,
    /// Only this area
    #[arg(long, value_name = "CODE", value_parser = area, conflicts_with = "commune")]
    pub area: Option<AreaCode>,
    /// Only this constituency, of any level, and its communes or areas
    #[arg(long, value_name = "CODE", value_parser = constituency, conflicts_with_all = ["commune", "area"])]
    pub constituency: Option<ConstituencyCode>,
    /// Only this commune and its areas
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Option<CommuneCode>,
    /// How the books are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

/// `status`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  watch -n 2 cutri status --db postgres://cutri@db/cutri\n\nRate and time left are those of all workers \
                  together, by the last two minutes."
)]
pub(super) struct Status {
    #[command(flatten)]
    pub database: OfDatabase,
    /// How the status is written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

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

/// `waiting`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri waiting --db rolls/cutri.db\n  cutri waiting --db rolls/cutri.db --kind suspense --commune 98103 \
                  --format csv\n\nThese are official registers: they name persons and events and are never posted."
)]
pub(super) struct Waiting {
    #[command(flatten)]
    pub database: OfDatabase,
    /// Only this register
    #[arg(long)]
    pub kind: Option<Register>,
    /// What was settled too
    #[arg(long)]
    pub all: bool,
    /// Only this commune; may be repeated
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Vec<CommuneCode>,
    /// The moment that ages are counted to, local time  [default: now]
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    pub at: Option<NaiveDateTime>,
    /// How the registers are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

fn area(text: &str) -> Result<AreaCode, String> {
    AreaCode::parse(text.trim()).map_err(|error| error.to_string())
}

impl ValueEnum for Register {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()))
    }
}
