//! `cutri prove`.

use super::acting::{OfDatabase, Opened};
use super::parse::personal_number;
use super::{Exit, Printer};
use crate::proof::prove;
use crate::tasks::TaskError;
use clap::Args;
use std::path::PathBuf;

/// `prove`.
#[derive(Debug, Args)]
#[command(after_help = "The proof is checked by `cutri verify --proof`, without any other person's row.")]
pub(super) struct Prove {
    /// The personal number, 12 digits
    pub person: String,
    #[command(flatten)]
    pub database: OfDatabase,
    /// Where the proof is written  [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

pub(super) async fn run(options: &Prove, printer: &Printer) -> anyhow::Result<Exit> {
    let person = personal_number(&options.person)?;
    let opened = Opened::to_read(&options.database).await?;
    let proof = prove(&opened.database, person).await;
    opened.close(printer).await;
    let proof = proof.map_err(TaskError::from)?;
    let text = format!("{}\n", serde_json::to_string_pretty(&proof)?);
    match &options.out {
        None => printer.data(&text)?,
        Some(path) => {
            std::fs::write(path, text).map_err(TaskError::write(path))?;
            let statement = proof.statement();
            printer.say(&format!(
                "row {} of area {}, version {}",
                proof.number(),
                proof.area_code(),
                statement.version
            ));
        }
    }
    Ok(Exit::Done)
}
