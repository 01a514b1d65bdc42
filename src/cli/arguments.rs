//! The arguments and the help that teaches them.

use super::reading;
use super::table::TableFormat;
use crate::changes::{ComplaintOutcome, ComplaintSubject};
use crate::people::{CommuneCode, PartialDate, PersonalNumber};
use crate::render::Language;
use crate::store::DatabaseUrl;
use crate::tasks::render::{Format, PostedId};
use chrono::{NaiveDate, NaiveDateTime};
use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// cutri derives the voter rolls of Vietnam's elections from the population database, proves every line of them, and
/// prints them.
#[derive(Debug, Parser)]
#[command(
    version,
    arg_required_else_help = true,
    after_help = "A first run:\n  cutri check samples/xuan-hoa                      what the extract holds, and what is odd\n  \
                  cutri generate samples/xuan-hoa --out rolls       rolls, lists, cards, summaries\n  \
                  cutri explain 098085000382 --db rolls/cutri.db    why somebody is or is not on a list\n  \
                  cutri verify rolls                                every file and every sum again\n\n\
                  Exit codes: 0 done · 1 done, with findings · 2 usage, configuration or extract · 3 refused · \
                  4 database, disk or network"
)]
pub struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Derive the rolls of an extract and print everything
    Generate(Generate),
    /// Read an extract and tell what was rejected, what is odd and how good the data are; write nothing
    Check(Check),
    /// Invent a realistic extract of any size
    Sample(Sample),
    /// Tell why a person is or is not on a list, with the article and the facts
    Explain(reading::Explain),
    /// Tell what differs between two outputs, differences of law apart from layout only
    Diff(Diff),
    /// Check every file of an output against its manifest, and every sum from the entries
    Verify(Verify),
    /// Make the key that signs posted lists, or print its public part
    Key(Key),
    /// Freeze the numbers of lists and make version 1 of them
    Post(Post),
    /// Turn a delta of the population database into lawful changes of posted lists
    Update(Update),
    /// Approve a batch that a tripwire stopped, as a second person
    Approve(Approve),
    /// Tell what changed on posted lists, when, why and under which article
    Changes(Changes),
    /// Take a change back by a new one, within the same law and clock
    Undo(UndoChange),
    /// Keep the register of complaints: open, settle, sue, judge, list
    #[command(subcommand)]
    Complaint(ComplaintCommand),
    /// Issue certificates to vote elsewhere (Art. 34)
    #[command(subcommand)]
    Certificate(CertificateCommand),
    /// Settle a change that no rule names: make it, or keep the list as it is
    Review(Review),
    /// Exchange notices of transfers with offices whose lists are elsewhere
    #[command(subcommand)]
    Transfer(TransferCommand),
    /// Print posted lists at a version, or what a version changed
    Render(Render),
    /// Prove one person's row, to be checked without any other
    Prove(Prove),
    /// Tell until when what may be done, and what is due or overdue
    Clock(reading::Clock),
    /// Tell what was posted, what came and went, and what stands, each sum checked
    Books(reading::Books),
    /// Tell who changed what and when, and check that nothing was altered since
    Audit(reading::Audit),
    /// List what waits for somebody: complaints, late changes, reviews, halves of transfers, batches
    Waiting(reading::Waiting),
    /// Write a completion script for a shell
    Completions(Completions),
}

/// `generate`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri generate extract --out rolls\n  cutri generate extract --out rolls --commune 98101 \
                        --formats pdf,html\n  cutri generate extract --out rolls --db postgres://cutri@localhost/cutri \
                        --formats jsonl,csv --jobs 4\n\nThe output folder appears whole when everything is done; a run \
                        that is stopped changes nothing, and the next one completes."
)]
pub(super) struct Generate {
    /// The folder of the extract, with datapackage.json and election.toml
    pub extract: PathBuf,
    /// The output folder: new, empty, or an output of the same roll
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The database: a file, sqlite:PATH or postgres://…  [default: cutri.db in the output folder]
    #[arg(long, value_name = "URL", env = "CUTRI_DB", hide_env_values = true)]
    pub db: Option<String>,
    /// Only this commune; may be repeated
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Vec<CommuneCode>,
    /// Only these kinds of files, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "FORMAT")]
    pub formats: Vec<Format>,
    /// The language of pages and words
    #[arg(long, default_value = "vi")]
    pub lang: Language,
    /// Communes worked on at once  [default: the number of cores]
    #[arg(long, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// Who asks for it, as the database's audit tells  [default: the system's name of the user]
    #[arg(long = "as", value_name = "NAME", env = "CUTRI_AS")]
    pub by: Option<String>,
    /// What posted copies show of personal numbers
    #[arg(long, default_value = "omitted")]
    pub posted_id: PostedId,
}

/// `check`.
#[derive(Debug, Args)]
#[command(after_help = "Exit code 1 tells that there are rejects or findings.")]
pub(super) struct Check {
    /// The folder of the extract
    pub extract: PathBuf,
    /// Also write rejects.csv and findings.csv into this folder
    #[arg(long, value_name = "DIR")]
    pub report: Option<PathBuf>,
    /// How the quality of each commune is written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
    /// The language of the words
    #[arg(long, default_value = "vi")]
    pub lang: Language,
}

/// `sample`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri sample --people 100000 --communes 40 --out extract\n  cutri sample --delta-of extract \
                        --changes 500 --out delta\n\nThe same options give the same bytes on any machine. All people are \
                        invented."
)]
pub(super) struct Sample {
    /// How many people
    #[arg(long, value_name = "N", required_unless_present = "delta_of")]
    pub people: Option<u64>,
    /// How many communes
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub communes: u32,
    /// Invent changes to the people of this full extract instead
    #[arg(
        long,
        value_name = "DIR",
        requires = "changes",
        conflicts_with_all = ["people", "communes", "election_day"]
    )]
    pub delta_of: Option<PathBuf>,
    /// How many people change
    #[arg(long, value_name = "N", requires = "delta_of", conflicts_with = "people")]
    pub changes: Option<u64>,
    /// The day the changes tell of  [default: 30 days after the extract's]
    #[arg(long, value_name = "DATE", requires = "delta_of", conflicts_with = "people")]
    pub as_of: Option<NaiveDate>,
    /// The snapshot the changes build on  [default: the extract's]
    #[arg(long, value_name = "SNAPSHOT", requires = "delta_of", conflicts_with = "people")]
    pub base: Option<String>,
    /// Another seed gives other people and other changes
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// The folder to write: new or empty
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Election day
    #[arg(long, value_name = "DATE", default_value = "2026-03-15")]
    pub election_day: NaiveDate,
}

/// `diff`.
#[derive(Debug, Args)]
#[command(
    after_help = "Exit code 1 tells that the outputs differ in law: who votes, where, with which ballots, and why."
)]
pub(super) struct Diff {
    /// The first output folder
    pub first: PathBuf,
    /// The second output folder
    pub second: PathBuf,
    /// How the differences are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

/// `verify`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri verify rolls\n  cutri verify rolls --public-key office.pub.pem\n  cutri verify --db \
                  rolls/cutri.db\n  cutri verify --proof proof.json --public-key office.pub.pem\n\nExit code 1 tells that something \
                  does not agree; each problem is named with its file or area, row and version."
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
    /// The key that must have signed every version
    #[arg(long, value_name = "FILE")]
    pub public_key: Option<PathBuf>,
    /// Communes checked at once  [default: the number of cores]
    #[arg(long, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// How the problems are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

/// `render`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri render --db rolls/cutri.db --out posted\n  cutri render --db rolls/cutri.db --version 3 \
                  --supplements --out supplements-3 --formats pdf,csv\n\nWith --supplements only the areas are printed that the \
                  version changed: their supplementary lists, the cards of those added, the cards to take back, and the lists \
                  as they are now."
)]
pub(super) struct Render {
    #[command(flatten)]
    pub database: OfDatabase,
    /// The output folder: new, empty, or an output of the same roll
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The version: a number, or latest
    #[arg(long, default_value = "latest", value_name = "N")]
    pub version: String,
    /// Only what the version changed
    #[arg(long)]
    pub supplements: bool,
    /// Only these kinds of files, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "FORMAT")]
    pub formats: Vec<Format>,
    /// The language of pages and words
    #[arg(long, default_value = "vi")]
    pub lang: Language,
    /// Communes worked on at once  [default: the number of cores]
    #[arg(long, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// What posted copies show of personal numbers
    #[arg(long, default_value = "omitted")]
    pub posted_id: PostedId,
    /// The key that signs the manifest
    #[arg(long, value_name = "FILE", env = "CUTRI_KEY")]
    pub key: Option<PathBuf>,
}

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

/// The database of posted lists.
#[derive(Debug, Args)]
pub(super) struct OfDatabase {
    /// The database of the lists
    #[arg(long, value_name = "URL", env = "CUTRI_DB", hide_env_values = true)]
    pub db: String,
}

/// Who acts, when, and with which key.
#[derive(Debug, Args)]
pub(super) struct Acting {
    #[command(flatten)]
    pub database: OfDatabase,
    /// The moment, local time, such as 2026-02-20T10:00  [default: now]
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    pub at: Option<NaiveDateTime>,
    /// Who acts  [default: the system's name of the user]
    #[arg(long = "as", value_name = "NAME", env = "CUTRI_AS")]
    pub by: Option<String>,
    /// The key that signs the version, as `cutri key new` makes one
    #[arg(long, value_name = "FILE", env = "CUTRI_KEY")]
    pub key: Option<PathBuf>,
}

/// `post`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri post --db rolls/cutri.db --at 2026-02-03T08:00\n  cutri post --db postgres://cutri@localhost/cutri \
                  --commune 98103 --key office.pem\n\nFrom then on rows keep their numbers: who goes is struck through, who \
                  comes is added at the end."
)]
pub(super) struct Post {
    #[command(flatten)]
    pub acting: Acting,
    /// Only this commune; may be repeated
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Vec<CommuneCode>,
    /// How the result is written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

/// `update`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri update delta --db rolls/cutri.db --dry-run\n  cutri update delta --db rolls/cutri.db --at \
                  2026-02-20T10:00\n\nExit code 1 tells that something waits for somebody: a change too late, one without a name \
                  in the law, half of a transfer, or rejected rows. Exit code 3 tells that a tripwire stopped the batch: a \
                  second person approves it with `cutri approve`."
)]
pub(super) struct Update {
    /// The folder of the delta
    pub delta: PathBuf,
    #[command(flatten)]
    pub acting: Acting,
    /// Tell what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// How the changes are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

/// `approve`.
#[derive(Debug, Args)]
pub(super) struct Approve {
    /// The batch, as `cutri update` named it
    pub batch: String,
    #[command(flatten)]
    pub acting: Acting,
    /// How the changes are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

/// `changes`.
#[derive(Debug, Args)]
#[command(after_help = "This is an official log: it tells the events themselves and is never posted.")]
pub(super) struct Changes {
    #[command(flatten)]
    pub database: OfDatabase,
    /// Only what came after this version
    #[arg(long, value_name = "VERSION", default_value_t = 0)]
    pub since: u32,
    /// Only this area; may be repeated
    #[arg(long, value_name = "CODE")]
    pub area: Vec<String>,
    /// Only this commune; may be repeated
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Vec<CommuneCode>,
    /// How the changes are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

/// `undo`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri undo 3-12 --reason 'nhầm người' --db rolls/cutri.db\n  cutri undo --removals 3 --reason 'sai \
                  nguồn' --db rolls/cutri.db\n\nNothing is rewritten: a new version strikes what was added and reinstates what was \
                  struck, under its number."
)]
pub(super) struct UndoChange {
    /// The change, as `cutri changes` names it
    #[arg(required_unless_present = "removals")]
    pub change: Option<String>,
    /// All removals of this version instead
    #[arg(long, value_name = "VERSION", conflicts_with = "change")]
    pub removals: Option<u32>,
    /// Why
    #[arg(long)]
    pub reason: String,
    #[command(flatten)]
    pub acting: Acting,
}

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
    /// Print the receipt of a complaint, and the notice of what was decided
    Print(PrintPaper),
    /// Print the register of a commune
    Register(PrintRegister),
}

/// `complaint print`, `certificate print`.
#[derive(Debug, Args)]
pub(super) struct PrintPaper {
    /// Which, as the register names it
    pub id: String,
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
    pub complaint: String,
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
    pub complaint: String,
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
    /// Print a certificate
    Print(PrintPaper),
}

/// `certificate issue`.
#[derive(Debug, Args)]
pub(super) struct IssueCertificate {
    /// The personal number of the voter
    pub person: String,
    /// The area where the voter will vote
    #[arg(long, value_name = "AREA")]
    pub to: String,
    /// The certificate's number on paper  [default: the register's]
    #[arg(long, value_name = "NUMBER")]
    pub document_no: Option<String>,
    #[command(flatten)]
    pub acting: Acting,
}

/// `review`.
#[derive(Debug, Args)]
#[command(after_help = "`cutri waiting --kind review` lists what waits, with both decisions side by side.")]
pub(super) struct Review {
    /// What waits, as `cutri waiting` names it
    pub id: String,
    /// Make the change, under this event (R1 to R19)
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
    /// The other office's public key, which must have signed it
    #[arg(long, value_name = "FILE")]
    pub trust: Option<PathBuf>,
    #[command(flatten)]
    pub acting: Acting,
}

/// `transfer release`.
#[derive(Debug, Args)]
pub(super) struct ReleaseHalf {
    /// The half, as `cutri waiting --kind suspense` names it
    pub id: String,
    /// On whose word
    #[arg(long)]
    pub reason: String,
    #[command(flatten)]
    pub acting: Acting,
}

/// `completions`.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

pub(super) fn commune(text: &str) -> Result<CommuneCode, String> {
    CommuneCode::parse(text.trim()).map_err(|error| error.to_string())
}

/// Reads a moment to the minute or second, or a bare day, which is its beginning.
pub(super) fn moment(text: &str) -> Result<NaiveDateTime, String> {
    let text = text.trim().trim_end_matches("+07:00").replace(' ', "T");
    let forms = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"];
    let moment = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(&text, form).ok());
    let day = || text.parse::<NaiveDate>().ok().map(|day| day.and_time(chrono::NaiveTime::MIN));
    moment.or_else(day).ok_or_else(|| "write a moment as 2026-02-20T10:00, local time".to_owned())
}

fn birth_date(text: &str) -> Result<PartialDate, String> {
    PartialDate::parse(text.trim()).map_err(|error| error.to_string())
}

/// Reads a personal number; an argument that is none is not repeated in the error, as the parser of arguments would.
pub(super) fn personal_number(text: &str) -> anyhow::Result<PersonalNumber> {
    Ok(PersonalNumber::parse(text.trim()).map_err(crate::tasks::TaskError::from)?)
}

/// Reads a database's URL.
pub(super) fn database(text: &str) -> anyhow::Result<DatabaseUrl> {
    Ok(DatabaseUrl::parse(text).map_err(crate::tasks::TaskError::from)?)
}

impl ValueEnum for Language {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Vietnamese, Self::English]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.tag()))
    }
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()))
    }
}

impl ValueEnum for PostedId {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Omitted, Self::Masked]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()))
    }
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
