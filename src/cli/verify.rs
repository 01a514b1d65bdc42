//! `cutri verify`: an output folder, a database of posted lists, or a proof.

use super::acting::Opened;
use super::listing::{OfDatabase, Verify};
use super::progress::Bars;
use super::table::{Table, TableFormat};
use super::{Exit, Printer};
use crate::render::Language;
use crate::roll::chain::{Fate, Proof, PublicKey};
use crate::tasks::verify::{Problem, Verified, verify, verify_database};
use crate::tasks::{TaskError, key};
use std::path::Path;
use std::sync::Arc;

pub(super) async fn run(options: &Verify, printer: &Printer) -> anyhow::Result<Exit> {
    let trusted = options.public_key.as_deref().map(key::public_key).transpose();
    let trusted = trusted.map_err(TaskError::from)?;
    match (&options.output, &options.db, &options.proof) {
        (_, _, Some(proof)) => check_proof(proof, trusted.as_ref(), printer),
        (_, Some(db), None) => database(options, db, trusted, printer).await,
        (Some(folder), None, None) => output(options, folder, trusted, printer),
        (None, None, None) => anyhow::bail!("name an output folder, --db or --proof"),
    }
}

fn output(
    options: &Verify,
    folder: &Path,
    trusted: Option<PublicKey>,
    printer: &Printer,
) -> anyhow::Result<Exit> {
    let bars = Bars::new(Language::English);
    let verified = verify(folder, trusted.as_ref(), &bars).map_err(TaskError::from)?;
    tell(&verified.problems, options.format, printer)?;
    if !verified.problems.is_empty() {
        printer.say(&format!(
            "{} problems; generate the output again, or find out who changed it",
            verified.problems.len()
        ));
        return Ok(Exit::Findings);
    }
    printer.say(&agrees(&verified));
    Ok(Exit::Done)
}

fn agrees(verified: &Verified) -> String {
    let number = |count| Language::English.number(count);
    let mut text = format!(
        "roll {}: {} files as in the manifest; {} entries of {} areas counted again: every sum agrees",
        verified.roll_id.get(..12).unwrap_or(&verified.roll_id),
        number(verified.files),
        number(verified.entries),
        number(verified.areas),
    );
    if verified.versions > 0 {
        text += &format!(
            "; {} versions chained again, {} of them signed",
            number(verified.versions),
            number(verified.signed_versions)
        );
    }
    text
}

async fn database(
    options: &Verify,
    db: &str,
    trusted: Option<PublicKey>,
    printer: &Printer,
) -> anyhow::Result<Exit> {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = options.jobs.map_or_else(cores, usize::from);
    let Opened { database, name } = Opened::to_read_with(&OfDatabase { db: db.to_owned() }, jobs + 1).await?;
    let database = Arc::new(database);
    let bars = Bars::new(Language::English);
    let verified = verify_database(&database, &name, (trusted, jobs), &bars).await;
    if let Some(database) = Arc::into_inner(database) {
        database.close().await.map_err(TaskError::from)?;
    }
    let verified = verified?;
    tell(&verified.problems, options.format, printer)?;
    let number = |count| Language::English.number(count);
    if !verified.problems.is_empty() {
        printer.say(&format!("{} problems; find out who changed the database", verified.problems.len()));
        return Ok(Exit::Findings);
    }
    printer.say(&format!(
        "roll {}, version {}: {} entries of {} areas in {} communes chained and counted again, {} versions, {} of \
         them signed: everything agrees",
        verified.roll_id.get(..12).unwrap_or(&verified.roll_id),
        verified.version,
        number(verified.entries),
        number(verified.areas),
        number(verified.communes),
        number(verified.versions),
        number(verified.signed_versions),
    ));
    Ok(Exit::Done)
}

fn tell(problems: &[Problem], format: TableFormat, printer: &Printer) -> anyhow::Result<()> {
    let mut table = Table::new(&["file", "line", "problem"]);
    for problem in problems {
        let line = problem.line.map(|line| line.to_string()).unwrap_or_default();
        table.row([problem.file.clone(), line, problem.message.clone()]);
    }
    if !table.is_empty() || format != TableFormat::Table {
        printer.data(&table.text(format))?;
    }
    Ok(())
}

fn check_proof(path: &Path, trusted: Option<&PublicKey>, printer: &Printer) -> anyhow::Result<Exit> {
    let failed =
        |source| TaskError::Output(crate::tasks::output::OutputError::File { path: path.into(), source });
    let text = crate::file::read_text(path, crate::file::SMALL).map_err(failed)?;
    let proof: Proof = serde_json::from_str(&text).map_err(|error| {
        anyhow::Error::from(TaskError::Output(crate::tasks::output::OutputError::Content {
            path: path.into(),
            line: error.line() as u64,
            message: "this is no proof".to_owned(),
        }))
    })?;
    let statement = proof.statement();
    let place =
        format!("row {} of area {}, version {}", proof.number(), proof.area_code(), statement.version);
    match proof.check(trusted) {
        Err(error) => {
            printer.say(&format!("{place}: {error}"));
            Ok(Exit::Findings)
        }
        Ok(proved) => {
            let fate = match proved.fate {
                Fate::Stands => "it stands so".to_owned(),
                Fate::Changed { version, .. } => format!("version {version} changed it since"),
            };
            let signer =
                proved.signer.map_or("not signed".to_owned(), |key| format!("signed with key {}", key.id()));
            printer.say(&format!("{place}: written in version {}, {fate}; {signer}", proved.written_in));
            Ok(Exit::Done)
        }
    }
}
