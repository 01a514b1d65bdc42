//! `cutri key`.

use super::{Exit, Printer};
use crate::proof::key;
use crate::tasks::TaskError;
use clap::{Args, Subcommand};
use std::path::{Path, PathBuf};

/// `key`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri key new signing.pem                          signing.pem, secret, and signing.pub.pem\n  \
                        cutri key public signing.pem > authority.pub.pem   the public key alone\n\nKeys are Ed25519, in \
                        PKCS#8: those of `openssl genpkey -algorithm ed25519` serve as well."
)]
pub(super) struct Key {
    #[command(subcommand)]
    pub command: KeyCommand,
}

/// What `key` does.
#[derive(Debug, Subcommand)]
pub(super) enum KeyCommand {
    /// Make a new key; a file that exists is never overwritten
    #[command(
        after_help = "Example:\n  cutri key new signing.pem\n\nKeep signing.pem secret and a copy of it safe. \
                            Publish signing.pub.pem, and read its id out where people can hear it."
    )]
    New {
        /// The file of the private key; the public one goes beside it as NAME.pub.pem
        file: PathBuf,
    },
    /// Print the public key, and its id to standard error
    #[command(after_help = "Example:\n  cutri key public signing.pem > authority.pub.pem")]
    Public {
        /// The file of the private or the public key, in PEM or DER
        file: PathBuf,
    },
}

pub(super) fn run(options: &Key, printer: &Printer) -> anyhow::Result<Exit> {
    match &options.command {
        KeyCommand::New { file } => make(file, printer),
        KeyCommand::Public { file } => print_public(file, printer),
    }
}

fn make(file: &Path, printer: &Printer) -> anyhow::Result<Exit> {
    let created = key::create(file).map_err(TaskError::from)?;
    let (file, public_file) = (file.display(), created.public_file.display());
    printer.say(&format!("{file}: the private key; keep it secret, and a copy of it safe"));
    printer.say(&format!("{public_file}: the public key {}; publish it", created.public_key.id()));
    Ok(Exit::Done)
}

fn print_public(file: &Path, printer: &Printer) -> anyhow::Result<Exit> {
    let public_key = key::public_key(file).map_err(TaskError::from)?;
    printer.data(&public_key.to_pem())?;
    printer.say(&format!("key {}", public_key.id()));
    Ok(Exit::Done)
}
