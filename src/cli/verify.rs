//! `cutri verify`: an output folder, a database of posted lists, or a proof.

use super::acting::{OfDatabase, Opened, close};
use super::parse::jobs;
use super::progress::Bars;
use super::table::{Table, TableFormat};
use super::{Exit, Printer};
use crate::output::reading::ReadingError;
use crate::proof::{Checking, Problem, Verified, VerifiedDatabase, Witness, key, verify, verify_database};
use crate::render::Language;
use crate::roll::chain::{Fate, Proof, PublicKey};
use crate::tasks::TaskError;
use clap::Args;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// `verify`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri verify rolls\n  cutri verify rolls --public-key office.pub.pem\n  cutri verify --db \
                  rolls/cutri.db\n  cutri verify --db rolls/cutri.db --public-key office.pub.pem --witness witness.json\n  cutri \
                  verify --proof proof.json --public-key office.pub.pem\n\nWith a key an output must be of posted lists, its \
                  manifest and every statement signed with it; drafts and outputs without statements are refused. Without a key \
                  nobody's signature is looked at.\n\nExit code 1 tells that something does not agree; each problem is named \
                  with its file or area, row and version."
)]
pub(super) struct Verify {
    /// An output folder
    #[arg(required_unless_present_any = ["db", "proof"], conflicts_with_all = ["db", "proof"])]
    pub output: Option<PathBuf>,
    /// A database with posted lists instead
    #[arg(long, value_name = "URL", conflicts_with = "proof")]
    pub db: Option<String>,
    /// A proof of one row instead, as `cutri prove` writes it
    #[arg(long, value_name = "FILE")]
    pub proof: Option<PathBuf>,
    /// With --db: what was noted down earlier and must still be there: a file of `cutri audit --witness`, an output folder of
    /// posted lists, or its versions.jsonl
    #[arg(long, value_name = "FILE", requires = "db")]
    pub witness: Option<PathBuf>,
    /// The key that must have signed every version, and the manifest of an output; given again for each key of an office that
    /// changed its key
    #[arg(long, value_name = "FILE")]
    pub public_key: Vec<PathBuf>,
    /// Communes checked at once  [default: the number of cores]
    #[arg(long, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// How the problems are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

pub(super) async fn run(options: &Verify, printer: &Printer) -> anyhow::Result<Exit> {
    let trusted = options.public_key.iter().map(|file| key::public_key(file)).collect::<Result<Vec<_>, _>>();
    let trusted = trusted.map_err(TaskError::from)?;
    match (&options.output, &options.db, &options.proof) {
        (_, _, Some(proof)) => check_proof(proof, &trusted, printer),
        (_, Some(db), None) => database(options, db, trusted, printer).await,
        (Some(folder), None, None) => output(options, folder, &trusted, printer),
        (None, None, None) => anyhow::bail!("name an output folder, --db or --proof"),
    }
}

fn output(options: &Verify, folder: &Path, trusted: &[PublicKey], printer: &Printer) -> anyhow::Result<Exit> {
    let bars = Bars::new(Language::English);
    let verified = verify(folder, trusted, &bars).map_err(TaskError::from)?;
    tell(&verified.problems, options.format, printer)?;
    let has_problems = !verified.problems.is_empty();
    match has_problems {
        true => printer.say(&format!(
            "{} problems; generate the output again, or find out who changed it",
            verified.problems.len()
        )),
        false => printer.say(&agrees(&verified)),
    }
    verified.remarks.iter().for_each(|remark| printer.say(remark));
    Ok(if has_problems { Exit::Findings } else { Exit::Done })
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
    trusted: Vec<PublicKey>,
    printer: &Printer,
) -> anyhow::Result<Exit> {
    let jobs = jobs(options.jobs);
    let Opened { database } = Opened::to_read_with(&OfDatabase { db: db.to_owned() }, jobs + 1).await?;
    let database = Arc::new(database);
    let bars = Bars::new(Language::English);
    let is_unsigned = trusted.is_empty();
    let witness = options.witness.as_deref().map(Witness::read).transpose().map_err(TaskError::from)?;
    let checking = Checking { trusted, jobs, witness };
    let verified = verify_database(&database, &checking, &bars).await;
    if let Some(database) = Arc::into_inner(database) {
        close(database, printer).await;
    }
    let verified = verified.map_err(TaskError::from)?;
    tell(&verified.problems, options.format, printer)?;
    if !verified.problems.is_empty() {
        printer.say(&format!("{} problems; find out who changed the database", verified.problems.len()));
        return Ok(Exit::Findings);
    }
    printer.say(&agrees_in_database(&verified, is_unsigned));
    Ok(Exit::Done)
}

fn agrees_in_database(verified: &VerifiedDatabase, is_unsigned: bool) -> String {
    let number = |count| Language::English.number(count);
    let remarks: String = verified.remarks.iter().map(|remark| format!("{remark}\n")).collect();
    if verified.versions == 0 {
        let dossiers = number(verified.dossiers);
        return format!(
            "{remarks}nothing is posted yet; {dossiers} dossiers digested again: everything agrees"
        );
    }
    format!(
        "{remarks}roll {}, version {}: {} entries of {} areas in {} communes chained and counted again, {} dossiers digested \
         again, {} versions, {} of them signed: everything agrees{}",
        verified.roll_id.get(..12).unwrap_or(&verified.roll_id),
        verified.version,
        number(verified.entries),
        number(verified.areas),
        number(verified.communes),
        number(verified.dossiers),
        number(verified.versions),
        number(verified.signed_versions),
        if is_unsigned { "; without --public-key nobody's signature was looked for" } else { "" },
    )
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

fn check_proof(path: &Path, trusted: &[PublicKey], printer: &Printer) -> anyhow::Result<Exit> {
    let failed = |source| TaskError::from(ReadingError::File { path: path.into(), source });
    let bytes = crate::given::read(path, crate::given::SMALL).map_err(failed)?;
    let proof: Proof = match serde_json::from_slice(&bytes) {
        Ok(proof) => proof,
        Err(error) => {
            printer.say(&format!(
                "{}, line {}: this is no proof, or it was changed since it was made; ask whoever made it for another \
                 (`cutri prove`)",
                path.display(),
                error.line()
            ));
            return Ok(Exit::Findings);
        }
    };
    let statement = proof.statement();
    let place =
        format!("row {} of area {}, version {}", proof.number(), proof.area_code(), statement.version);
    // Of several keys the one that the proof names; one that it does not name is told of.
    let signer = trusted.iter().find(|key| proof.signed_with() == Some(key)).or(trusted.first());
    match proof.check(signer) {
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
