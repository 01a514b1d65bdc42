//! `cutri certificate`: issues certificates to vote elsewhere, receives those of other offices, and prints them.

use super::acting::{Acting, OfDatabase, Opened, PrintPaper, actor, print};
use super::parse::{birth_date, commune, day, personal_number, sex};
use super::progress::Bars;
use super::undo::DONE_BEFORE;
use super::{Exit, Printer, told};
use crate::output::letters;
use crate::people::{Channel, CommuneCode, PartialDate, Sex};
use crate::render::Language;
use crate::tasks::certificate::{Destination, OtherOffice, Paper, Request, issue, receive};
use crate::tasks::event::Identity;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `certificate`.
#[derive(Debug, Subcommand)]
pub(super) enum CertificateCommand {
    /// Issue a certificate: the own row is marked, and a row is added at the other area if its list is here
    Issue(IssueCertificate),
    /// Tiếp nhận giấy chứng nhận của nơi khác: receive the certificate that another office issued, and list its bearer here (R8)
    Receive(ReceiveCertificate),
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

/// `certificate receive`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri certificate receive 079085000123 --name 'Trần Thị Bình' --birth-date 09/07/1985 --sex nữ --office 'phường Bến \
                  Thành, Thành phố Hồ Chí Minh' --document-no 31/GCN --issued-on 20/02/2026 --to 00004 --db rolls/cutri.db\n\nThe bearer is added \
                  for the National Assembly and the provincial council, and marked at home by the office that issued the paper. \
                  Whom the database does not hold comes into it; the next delta builds on the snapshot that `cutri status` then \
                  names."
)]
pub(super) struct ReceiveCertificate {
    /// The bearer's personal number
    pub person: String,
    /// The bearer's whole name
    #[arg(long)]
    pub name: String,
    /// The bearer's birth date, or what is known of it
    #[arg(long, value_name = "DATE", value_parser = birth_date)]
    pub birth_date: PartialDate,
    /// nam or nữ
    #[arg(long, value_parser = sex)]
    pub sex: Sex,
    /// Who issued it: commune and province, parted by a comma
    #[arg(long, value_name = "PLACE")]
    pub office: String,
    /// The paper's number
    #[arg(long, value_name = "NUMBER")]
    pub document_no: String,
    /// The day of the paper
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub issued_on: NaiveDate,
    /// The commune that it names, which chooses the area, or the area that was chosen
    #[arg(long, value_name = "COMMUNE|AREA")]
    pub to: String,
    #[command(flatten)]
    pub acting: Acting,
}

pub(super) async fn run(command: &CertificateCommand, printer: &Printer) -> anyhow::Result<Exit> {
    let options = match command {
        CertificateCommand::Issue(options) => options,
        CertificateCommand::Receive(options) => return take_in(options, printer).await,
        CertificateCommand::Print(options) => {
            let paper = letters::Paper::Certificate(options.id.to_string());
            return print(&options.database, &paper, None, &options.out, printer).await;
        }
        CertificateCommand::Serviceman(options) => {
            let paper = letters::Paper::Serviceman(personal_number(&options.person)?);
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
        (_, Some(words)) => Destination::Beyond(OtherOffice::parse(words, code())?),
        (to, None) => Destination::parse(to.as_deref().unwrap_or_default())?,
    })
}

async fn take_in(options: &ReceiveCertificate, printer: &Printer) -> anyhow::Result<Exit> {
    let actor = actor(&options.acting)?;
    let paper = Paper {
        person: personal_number(&options.person)?,
        bearer: &Identity {
            full_name: options.name.trim().into(),
            birth_date: options.birth_date,
            sex: options.sex,
        },
        office: &OtherOffice::parse(&options.office, None)?,
        document_no: &options.document_no,
        issued_on: options.issued_on,
        to: &Destination::parse(&options.to)?,
    };
    let opened = Opened::to_write(&options.acting.database).await?;
    let received = receive(&opened.database, paper, &actor, &Bars::new(Language::Vietnamese)).await;
    opened.close(printer).await;
    let received = received?;
    let id = &received.certificate.certificate_id;
    let Some(version) = received.version else {
        printer.say(&format!("giấy chứng nhận / certificate {id}: {DONE_BEFORE}"));
        return Ok(Exit::Done);
    };
    printer.data(&told::changes(&received.changes))?;
    printer.say(&format!(
        "đã tiếp nhận giấy chứng nhận, số tiếp nhận {id}, phiên bản {version} / certificate received as {id}, version {version}"
    ));
    if !received.was_known {
        printer.say(
            "người này trước đây chưa có trong cơ sở dữ liệu, nay có với những gì giấy ghi; bản thay đổi sau dựng trên bản trích mà `cutri \
             status` nêu / the database did not hold this person before; the next delta builds on the snapshot that `cutri status` names",
        );
    }
    Ok(Exit::Done)
}
