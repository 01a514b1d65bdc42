//! The arguments of an office's registers: complaints, certificates, reviews, transfers.

use super::listing::{Acting, OfDatabase};
use super::parse::commune;
use super::table::TableFormat;
use crate::changes::{ComplaintOutcome, ComplaintSubject};
use crate::people::{CommuneCode, MatterId, PartialDate};
use chrono::NaiveDate;
use clap::builder::PossibleValue;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// `complaint`.
#[derive(Debug, Subcommand)]
pub(super) enum ComplaintCommand {
    /// Enter a complaint in the register (Art. 33)
    Open(OpenComplaint),
    /// Settle a complaint: one that is upheld changes the list
    Settle(Settle),
    /// Note that a settled complaint was brought before the court
    Sue(Sue),
    /// Enter the court's judgment: final, obeyed at once
    Judge(Judge),
    /// Show the register
    List(ListComplaints),
    /// Print the receipt of a complaint, the notice and the decision of what was decided, and what a judgment asks for
    Print(PrintPaper),
    /// Print the register of a commune
    Register(PrintRegister),
}

/// `complaint print`, `certificate print`.
#[derive(Debug, Args)]
pub(super) struct PrintPaper {
    /// Which, as the register names it
    pub id: MatterId,
    #[command(flatten)]
    pub database: OfDatabase,
    /// The folder to write into
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// `complaint register`.
#[derive(Debug, Args)]
pub(super) struct PrintRegister {
    #[command(flatten)]
    pub database: OfDatabase,
    /// The commune
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: CommuneCode,
    /// The day it is signed  [default: today]
    #[arg(long, value_name = "DATE")]
    pub dated: Option<NaiveDate>,
    /// The folder to write into
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// `complaint open`.
#[derive(Debug, Args)]
pub(super) struct OpenComplaint {
    /// The personal number of whom the list has wrong
    pub person: String,
    /// The area whose list it is about
    #[arg(long, value_name = "CODE")]
    pub area: String,
    /// What is wrong: somebody is missing, stands there wrongly, or a row says something wrong
    #[arg(long)]
    pub about: ComplaintSubject,
    /// Who complains
    #[arg(long, value_name = "NAME")]
    pub by_whom: String,
    /// Where the complainant lives
    #[arg(long, value_name = "ADDRESS")]
    pub address: Option<String>,
    /// What is said
    #[arg(long, default_value = "")]
    pub statement: String,
    #[command(flatten)]
    pub acting: Acting,
}

/// `complaint settle`.
#[derive(Debug, Args)]
pub(super) struct Settle {
    /// The complaint, as the register names it
    pub complaint: MatterId,
    /// Whether it is upheld
    #[arg(long)]
    pub outcome: ComplaintOutcome,
    /// What is decided, in words
    #[arg(long)]
    pub decision: String,
    /// The name as it should be
    #[arg(long)]
    pub full_name: Option<String>,
    /// The birth date as it should be
    #[arg(long, value_parser = birth_date)]
    pub birth_date: Option<PartialDate>,
    /// The sex as it should be: nam or nữ
    #[arg(long)]
    pub sex: Option<String>,
    /// The ethnicity as it should be
    #[arg(long)]
    pub ethnicity: Option<String>,
    /// The permanent residence as it should be
    #[arg(long)]
    pub permanent_residence: Option<String>,
    /// The temporary residence as it should be
    #[arg(long)]
    pub temporary_residence: Option<String>,
    #[command(flatten)]
    pub acting: Acting,
}

/// `complaint sue`.
#[derive(Debug, Args)]
pub(super) struct Sue {
    /// The complaint, as the register names it
    pub complaint: MatterId,
    #[command(flatten)]
    pub acting: Acting,
}

/// `complaint judge`.
#[derive(Debug, Args)]
pub(super) struct Judge {
    #[command(flatten)]
    pub settle: Settle,
    /// The number of the judgment
    #[arg(long)]
    pub judgment: String,
    /// The court, such as "Tòa án nhân dân khu vực 3 – Thu Giang"
    #[arg(long, value_name = "NAME")]
    pub court: Option<String>,
    /// The day of the judgment, such as 09/03/2026
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub judgment_day: Option<NaiveDate>,
}

/// `complaint list`.
#[derive(Debug, Args)]
pub(super) struct ListComplaints {
    #[command(flatten)]
    pub database: OfDatabase,
    /// How the register is written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

/// `certificate`.
#[derive(Debug, Subcommand)]
pub(super) enum CertificateCommand {
    /// Issue a certificate: the own row is marked, a row is added at the other area
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
    #[arg(long, value_name = "COMMUNE|AREA")]
    pub to: String,
    /// The office issues it of its own motion, for somebody who cannot apply
    #[arg(long)]
    pub by_office: bool,
    /// The certificate's number on paper  [default: the register's]
    #[arg(long, value_name = "NUMBER")]
    pub document_no: Option<String>,
    #[command(flatten)]
    pub acting: Acting,
}

/// `review`.
#[derive(Debug, Args)]
#[command(
    after_help = "`cutri waiting --kind review` lists what waits, with both decisions side by side; `--kind late` what came too late, which \
                  --keep closes: it waits no more."
)]
pub(super) struct Review {
    /// What waits, as `cutri waiting` names it
    pub id: MatterId,
    /// Make the change, under this event (R1 to R21)
    #[arg(long, value_name = "EVENT", conflicts_with = "keep", required_unless_present = "keep")]
    pub accept: Option<String>,
    /// Keep the list as it is
    #[arg(long)]
    pub keep: bool,
    /// Why
    #[arg(long)]
    pub reason: String,
    #[command(flatten)]
    pub acting: Acting,
}

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

/// A whole day, as papers or computers write it.
fn day(text: &str) -> Result<NaiveDate, String> {
    let date = PartialDate::parse(text.trim()).map_err(|error| error.to_string())?;
    match date.first() == date.last() {
        true => Ok(date.first()),
        false => Err("the day is needed, such as 09/03/2026".to_owned()),
    }
}

pub(super) fn birth_date(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text.trim()).map_err(|error| error.to_string())
}

impl ValueEnum for ComplaintSubject {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()))
    }
}

impl ValueEnum for ComplaintOutcome {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()))
    }
}
