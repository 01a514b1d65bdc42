//! `cutri key`.

use super::arguments::{Key, KeyCommand};
use super::{Exit, Printer};
use crate::tasks::{TaskError, key};
use std::path::Path;

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
