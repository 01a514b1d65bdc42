//! `cutri certificate`: issues certificates to vote elsewhere, and prints them.

use super::acting::{Acting, OfDatabase, Opened, PrintPaper, actor, print};
use super::parse::{commune, personal_number};
use super::undo::DONE_BEFORE;
use super::{Exit, Printer, told};
use crate::output::letters::Paper;
use crate::people::{Channel, CommuneCode};
use crate::tasks::certificate::{Beyond, Destination, Request, issue};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `certificate`.
#[derive(Debug, Subcommand)]
pub(super) enum CertificateCommand {
    /// Issue a certificate: the own row is marked, and a row is added at the other area if its list is here
    Issue(IssueCertificate),
    /// Print a certificate (form 11)
    Print(PrintPaper),
    /// Print the certificate by which a serviceman votes at the residence (form 12); it names the unit: never post it
    Serviceman(ServicemanCertificate),
}

/// `certificate serviceman`.
#[derive(Debug, Args)]
pub(super) struct ServicemanCertificate {
    /// The personal number of the serviceman
    pub person: String,
    #[command(flatten)]
    pub database: OfDatabase,
    /// The day it is signed  [default: today]
    #[arg(long, value_name = "DATE")]
    pub dated: Option<NaiveDate>,
    /// The folder to write into
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// `certificate issue`.
#[derive(Debug, Args)]
pub(super) struct IssueCertificate {
    /// The personal number of the voter
    pub person: String,
    /// The commune where the voter will vote, which chooses the area, or an area of it
    #[arg(
        long,
        value_name = "COMMUNE|AREA",
        required_unless_present = "to_text",
        conflicts_with = "to_text"
    )]
    pub to: Option<String>,
    /// The place where the voter will vote, in words, where another office keeps the list: commune and province, parted by a comma
    #[arg(long, value_name = "PLACE")]
    pub to_text: Option<String>,
    /// The code of that place's commune, where it is known
    #[arg(long, value_name = "CODE", value_parser = commune, requires = "to_text")]
    pub to_commune: Option<CommuneCode>,
    /// Somebody looked: the voter has not voted yet. Asked for once the own area votes
    #[arg(long)]
    pub has_not_voted: bool,
    /// The office issues it of its own motion, for somebody who cannot apply
    #[arg(long)]
    pub by_office: bool,
    /// The certificate's number on paper  [default: the register's]
    #[arg(long, value_name = "NUMBER")]
    pub document_no: Option<String>,
    #[command(flatten)]
    pub acting: Acting,
}

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
        to: &destination(options)?,
        document_no: options.document_no.as_deref(),
        channel: options.by_office.then_some(Channel::Office),
        has_not_voted: options.has_not_voted,
    };
    let opened = Opened::to_write(&options.acting.database).await?;
    let issued = issue(&opened.database, request, &actor).await;
    opened.close(printer).await;
    let issued = issued?;
    let id = &issued.certificate.certificate_id;
    match issued.version {
        Some(version) => {
            printer.data(&told::changes(&issued.changes))?;
            printer.say(&format!(
                "giấy chứng nhận {id}, phiên bản {version} / certificate {id}, version {version}"
            ));
        }
        None => printer.say(&format!("giấy chứng nhận / certificate {id}: {DONE_BEFORE}")),
    }
    Ok(Exit::Done)
}

fn destination(options: &IssueCertificate) -> anyhow::Result<Destination> {
    let code = || options.to_commune.clone();
    Ok(match (&options.to, &options.to_text) {
        (_, Some(words)) => Destination::Beyond(Beyond::parse(words, code())?),
        (to, None) => Destination::parse(to.as_deref().unwrap_or_default())?,
    })
}
