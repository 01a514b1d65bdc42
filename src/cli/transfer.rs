//! `cutri transfer`: notices between offices.

use super::acting::{Acting, OfDatabase, Opened, actor};
use super::undo::tell;
use super::{Exit, Printer, visible};
use crate::people::MatterId;
use crate::proof::key;
use crate::tasks::{TaskError, transfer};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `transfer`.
#[derive(Debug, Subcommand)]
pub(super) enum TransferCommand {
    /// Write the notices for other offices: of voters given up here, and of those received
    Export(ExportNotices),
    /// Take in a notice of another office
    Import(ImportNotice),
    /// Settle a half on somebody's word, without a notice
    Release(ReleaseHalf),
}

/// `transfer export`.
#[derive(Debug, Args)]
pub(super) struct ExportNotices {
    #[command(flatten)]
    pub database: OfDatabase,
    /// The folder of the notices
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The key that signs them
    #[arg(long, value_name = "FILE", env = "CUTRI_KEY")]
    pub key: Option<PathBuf>,
}

/// `transfer import`.
#[derive(Debug, Args)]
pub(super) struct ImportNotice {
    /// The notice
    pub notice: PathBuf,
    #[command(flatten)]
    pub word: Word,
    #[command(flatten)]
    pub acting: Acting,
}

/// On whose word a notice is taken.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(super) struct Word {
    /// The other office's public key, which must have signed it
    #[arg(long, value_name = "FILE")]
    pub trust: Option<PathBuf>,
    /// Take a notice that nobody's key vouches for: whoever runs the command does
    #[arg(long)]
    pub unsigned: bool,
}

/// `transfer release`.
#[derive(Debug, Args)]
pub(super) struct ReleaseHalf {
    /// The half, as `cutri waiting --kind suspense` names it
    pub id: MatterId,
    /// On whose word
    #[arg(long)]
    pub reason: String,
    #[command(flatten)]
    pub acting: Acting,
}

pub(super) async fn run(command: &TransferCommand, printer: &Printer) -> anyhow::Result<Exit> {
    match command {
        TransferCommand::Export(options) => {
            let signing = options.key.as_deref().map(key::signing_key).transpose();
            let signing = signing.map_err(TaskError::from)?;
            let opened = Opened::to_read(&options.database).await?;
            let written = transfer::export(&opened.database, &options.out, signing.as_ref()).await;
            opened.close(printer).await;
            let written = written?;
            for path in &written.files {
                printer.words(&format!("{}\n", path.display()))?;
            }
            for id in &written.skipped {
                printer.say(&format!(
                    "{}: bỏ qua, mã này không đặt tên tệp được / left out, this id names no file; ask the other office \
                     for its notice again",
                    visible::value(id)
                ));
            }
            Ok(if written.skipped.is_empty() { Exit::Done } else { Exit::Findings })
        }
        TransferCommand::Import(options) => {
            let actor = actor(&options.acting)?;
            let trusted = options.word.trust.as_deref().map(key::public_key).transpose();
            let trusted = trusted.map_err(TaskError::from)?;
            let opened = Opened::to_write(&options.acting.database).await?;
            let imported =
                transfer::import(&opened.database, &options.notice, trusted.as_ref(), &actor).await;
            opened.close(printer).await;
            let imported = imported?;
            printer.say(&format!("{}: {}", imported.pair_id, serde_json::to_string(&imported.matched)?));
            tell(&imported.done, printer)
        }
        TransferCommand::Release(options) => {
            let actor = actor(&options.acting)?;
            let opened = Opened::to_write(&options.acting.database).await?;
            let done =
                transfer::release(&opened.database, options.id.as_str(), &options.reason, &actor).await;
            opened.close(printer).await;
            tell(&done?, printer)
        }
    }
}
