//! `cutri explain`.

use super::acting::{OfDatabase, Opened};
use super::parse::{birth_date, commune, personal_number};
use super::{Exit, Printer, find};
use crate::people::{CommuneCode, PartialDate, PersonalNumber};
use crate::render::Language;
use crate::tasks::explain::{ExplainOptions, explain};
use crate::tasks::search::{Found, Wanted, search};
use clap::Args;

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
    #[arg(long, alias = "born", value_name = "DATE", value_parser = birth_date)]
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

pub(super) async fn run(options: &Explain, printer: &Printer) -> anyhow::Result<Exit> {
    // A name has letters and no figures; whatever else there is is read as a number, and refused as one.
    let has = |is: fn(char) -> bool| options.person.chars().any(is);
    let is_name = has(char::is_alphabetic) && !has(|letter| letter.is_ascii_digit());
    let number = if is_name { None } else { Some(personal_number(&options.person)?) };
    let opened = Opened::to_read(&options.database).await?;
    let person = match number {
        Some(number) => Ok(number),
        None => one_of_name(&opened, options).await?,
    };
    let person = match person {
        Ok(person) => person,
        Err(found) => {
            opened.close(printer).await;
            printer.words(&find::page(&found))?;
            return Ok(Exit::Findings);
        }
    };
    let how = ExplainOptions { person, at: options.at.as_deref(), language: options.lang };
    let explained = explain(&opened.database, how).await;
    opened.close(printer).await;
    let explained = explained?;
    match options.json {
        true => printer.json(&explained)?,
        false => printer.words(&explained.text)?,
    }
    Ok(Exit::Done)
}

/// The only person of the name, or all of them.
async fn one_of_name(opened: &Opened, options: &Explain) -> anyhow::Result<Result<PersonalNumber, Found>> {
    let communes = options.commune.iter().cloned().collect();
    let wanted = Wanted { full_name: &options.person, birth_date: options.birth_date, communes: &communes };
    let found = search(&opened.database, wanted).await?;
    Ok(match found.persons.as_slice() {
        [only] if !found.more => Ok(only.personal_id),
        _ => Err(found),
    })
}
