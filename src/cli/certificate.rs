//! `cutri certificate`: issues certificates to vote elsewhere, and prints them.

use super::acting::{Opened, actor, print};
use super::office::CertificateCommand;
use super::parse::personal_number;
use super::undo::DONE_BEFORE;
use super::{Exit, Printer, told};
use crate::output::letters::Paper;
use crate::people::Channel;
use crate::tasks::certificate::{Destination, Request, issue};

pub(super) async fn run(command: &CertificateCommand, printer: &Printer) -> anyhow::Result<Exit> {
    let options = match command {
        CertificateCommand::Issue(options) => options,
        CertificateCommand::Print(options) => {
            let paper = Paper::Certificate(options.id.to_string());
            return print(&options.database, &paper, None, &options.out, printer).await;
        }
        CertificateCommand::Serviceman(options) => {
            let paper = Paper::Serviceman(personal_number(&options.person)?);
            return print(&options.database, &paper, options.dated, &options.out, printer).await;
        }
    };
    let actor = actor(&options.acting)?;
    let request = Request {
        person: personal_number(&options.person)?,
        to: &Destination::parse(&options.to)?,
        document_no: options.document_no.as_deref(),
        channel: options.by_office.then_some(Channel::Office),
    };
    let opened = Opened::to_write(&options.acting.database).await?;
    let issued = issue(&opened.database, request, &actor).await;
    opened.close(printer).await;
    let issued = issued?;
    let id = &issued.certificate.certificate_id;
    match issued.version {
        Some(version) => {
            printer.data(&told::changes(&issued.changes))?;
            printer.say(&format!("certificate {id}, version {version}"));
        }
        None => printer.say(&format!("certificate {id}: {DONE_BEFORE}")),
    }
    Ok(Exit::Done)
}
