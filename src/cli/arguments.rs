//! The arguments and the help that teaches them.

use super::check::Check;
use super::delivery::Deliver;
use super::extract::OfExtract;
use super::layout::LayoutArguments;
use super::parse::{commune, constituency};
use super::table::TableFormat;
use super::units::UnitsArgument;
use super::{db, listing, office, reading};
use crate::files::Umask;
use crate::law::PostedCopy;
use crate::output::Format;
use crate::people::{CommuneCode, ConstituencyCode, SnapshotId};
use crate::render::Language;
use crate::render::documents::AreaPaper;
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};
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
    /// What others may not do with the files that are made, as in umask: 022 lets them read  [default: 077]
    #[arg(long, global = true, value_name = "OCTAL")]
    pub(super) umask: Option<Umask>,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Derive the rolls of an extract and print everything
    Generate(Generate),
    /// Read an extract into a database, as one snapshot
    Load(Load),
    /// Derive the rolls of the latest snapshot in a database, or share the work of doing so
    Derive(Derive),
    /// Tell how far derivations are, who works on them, and how long it will take
    Status(reading::Status),
    /// Read an extract and tell what was rejected, what is odd and how good the data are; write nothing
    Check(Check),
    /// Take an office's own workbooks into the folder of an extract, with a report of every row
    #[command(visible_alias = "nhap")]
    Import(Import),
    /// Write the workbook that an office may fill: Vietnamese headings, lists to choose from, notes, examples
    #[command(visible_alias = "mau")]
    Template(Template),
    /// Invent a realistic extract of any size
    Sample(Sample),
    /// Tell why a person is or is not on a list, with the article and the facts
    Explain(reading::Explain),
    /// Write who changed in a population database since a snapshot, as a delta that `update` takes
    Delta(super::delta::Delta),
    /// Tell what differs between two outputs, differences of law apart from layout only
    Diff(Diff),
    /// Check every file of an output against its manifest, and every sum from the entries
    Verify(listing::Verify),
    /// Make the key that signs posted lists, or print its public part
    Key(Key),
    /// Freeze the numbers of lists and make version 1 of them
    Post(listing::Post),
    /// Turn a delta of the population database into lawful changes of posted lists
    Update(listing::Update),
    /// Approve a batch that a tripwire stopped, as a second person
    Approve(listing::Approve),
    /// Tell what changed on posted lists, when, why and under which article
    Changes(listing::Changes),
    /// Take a change back by a new one, within the same law and clock
    Undo(listing::UndoChange),
    /// Keep the register of complaints: open, settle, sue, judge, list
    #[command(subcommand)]
    Complaint(office::ComplaintCommand),
    /// Issue certificates to vote elsewhere (Art. 34)
    #[command(subcommand)]
    Certificate(office::CertificateCommand),
    /// Settle a change that no rule names: make it, or keep the list as it is
    Review(office::Review),
    /// Exchange notices of transfers with offices whose lists are elsewhere
    #[command(subcommand)]
    Transfer(office::TransferCommand),
    /// Print posted lists at a version, or what a version changed
    Render(listing::Render),
    /// Prove one person's row, to be checked without any other
    Prove(listing::Prove),
    /// Make a database ready: tables, rights, distribution
    #[command(subcommand)]
    Db(db::DbCommand),
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
                        --formats pdf,html\n  cutri generate extract --out rolls --constituency 98-QH-1 --merge\n  cutri generate extract --out rolls --db postgres://cutri@localhost/cutri \
                        --formats jsonl,csv --jobs 4\n\nThe output folder appears whole when everything is done; a run \
                        that is stopped changes nothing, and the next one completes."
)]
pub(super) struct Generate {
    #[command(flatten)]
    pub extract: OfExtract,
    /// The output folder: new, empty, or an output of the same roll, of which areas that are the same are kept
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Also replace an output of the same election made from other data
    #[arg(long)]
    pub replace: bool,
    /// The database: a file, sqlite:PATH or postgres://…  [default: cutri.db in the output folder]
    #[arg(long, value_name = "URL", env = "CUTRI_DB", hide_env_values = true)]
    pub db: Option<String>,
    /// Only this commune; may be repeated
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Vec<CommuneCode>,
    /// Only the communes or areas of this constituency, of any level; may be repeated
    #[arg(long, value_name = "CODE", value_parser = constituency, conflicts_with = "commune")]
    pub constituency: Vec<ConstituencyCode>,
    /// Only these kinds of files, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "FORMAT")]
    pub formats: Vec<Format>,
    /// Only these printed papers of each area, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "PAPER")]
    pub papers: Vec<AreaPaper>,
    /// The language of pages and words
    #[arg(long, default_value = "vi")]
    pub lang: Language,
    /// Communes worked on at once  [default: the number of cores]
    #[arg(long, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// Who asks for it, as the database's audit tells  [default: the system's name of the user]
    #[arg(long = "as", value_name = "NAME", env = "CUTRI_AS")]
    pub by: Option<String>,
    /// What posted copies show of personal numbers  [default: the setting `posted_copy` of the election]
    #[arg(long, alias = "posted-id", value_name = "CHOICE")]
    pub posted_copy: Option<PostedCopy>,
    #[command(flatten)]
    pub layout: LayoutArguments,
    #[command(flatten)]
    pub deliver: Deliver,
}

/// `load`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri load extract --db postgres://cutri@db/cutri\n  cutri load extract --db cutri.db --report findings\n\nThe \
                  snapshot appears in one step, when all is read and indexed; until then, and if the load is stopped or fails, the \
                  database serves what it did before. `cutri derive` makes the rolls of it."
)]
pub(super) struct Load {
    #[command(flatten)]
    pub extract: OfExtract,
    /// The database: a file, sqlite:PATH or postgres://…
    #[arg(long, value_name = "URL", env = "CUTRI_DB", hide_env_values = true)]
    pub db: String,
    /// Where tables that are not in order are sorted  [default: the system's folder for temporary files]
    #[arg(long, value_name = "DIR")]
    pub scratch: Option<PathBuf>,
    /// Also write what was rejected and found, in full: NAME.xlsx is one workbook of things to do, any other name a folder
    #[arg(long, value_name = "PLACE")]
    pub report: Option<PathBuf>,
    /// Who asks for it, as the database's audit tells  [default: the system's name of the user]
    #[arg(long = "as", value_name = "NAME", env = "CUTRI_AS")]
    pub by: Option<String>,
    /// How the figures are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

/// `derive`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri derive --db postgres://cutri@db/cutri              begins, works and ends\n  cutri derive --worker --db \
                  postgres://cutri@db/cutri     on any machine: shares the work\n  cutri derive --resume --db postgres://cutri@db/cutri     \
                  goes on after an interruption\n\nAny worker may be stopped or killed at any moment: what it had claimed is taken over, \
                  and the rolls are the same. `cutri status` tells how far it is."
)]
pub(super) struct Derive {
    /// The database with the snapshot
    #[arg(long, value_name = "URL", env = "CUTRI_DB", hide_env_values = true)]
    pub db: String,
    /// Only this commune; may be repeated
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Vec<CommuneCode>,
    /// Go on with a derivation that was begun, here or elsewhere
    #[arg(long)]
    pub resume: bool,
    /// Begin nothing: take communes of the derivations under way until none is left
    #[arg(long, conflicts_with_all = ["commune", "resume", "by"])]
    pub worker: bool,
    /// Communes worked on at once  [default: the number of cores]
    #[arg(long, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// After so long without a sign of life, what a worker had claimed is taken over
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    pub lease: u64,
    /// Who asks for it, as the database's audit tells  [default: the system's name of the user]
    #[arg(long = "as", value_name = "NAME", env = "CUTRI_AS")]
    pub by: Option<String>,
    /// How the sums are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

/// `import`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri import so-nhan-khau.xlsx --out extract\n  cutri import thon-1.xlsx thon-2.xls --out extract --commune \
                        06652 --as-of 2026-01-20\n  cutri import danh-sach.xlsx --out extract --mapping extract/mapping.toml\n\nReads .xlsx, .xls and .ods: the \
                        template, form 31, household lists. Every row read is taken or left aside, and bao-cao-nhap.xlsx tells \
                        which and why. What is not sure is asked for in mapping.toml; exit code 2 tells that answers are needed."
)]
pub(super) struct Import {
    /// The workbooks
    #[arg(required = true)]
    pub workbooks: Vec<PathBuf>,
    /// The folder of the extract: new, empty, or one that was imported before
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The answers to what an earlier run asked
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    #[command(flatten)]
    pub units: UnitsArgument,
    /// The commune, where the workbook does not tell it
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Option<CommuneCode>,
    /// The day of the data, where the workbook does not tell it
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<NaiveDate>,
    /// The language of the words
    #[arg(long, default_value = "vi")]
    pub lang: Language,
}

/// `template`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri template --out so-nhan-khau.xlsx\n  cutri template --out so-nhan-khau.xlsx --commune 06652\n\nThe election of \
                        15 March 2026 is filled in. A file that exists is never overwritten."
)]
pub(super) struct Template {
    /// The workbook to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Fill in the names and codes of this commune
    #[arg(long, value_name = "CODE", value_parser = commune)]
    pub commune: Option<CommuneCode>,
}

/// `sample`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri sample --people 100000 --communes 40 --out extract\n  cutri sample --people 200000 --national --out nation\n  cutri sample --delta-of extract \
                        --changes 500 --out delta\n\nThe same options give the same bytes on any machine. All people are \
                        invented."
)]
pub(super) struct Sample {
    /// How many people
    #[arg(long, value_name = "N", required_unless_present = "delta_of")]
    pub people: Option<u64>,
    /// How many invented communes  [default: 10]
    #[arg(long, value_name = "N", conflicts_with = "national")]
    pub communes: Option<u32>,
    /// In the real provinces, communes and constituencies of the National Assembly, with some 72,000 voting areas
    #[arg(long, conflicts_with = "delta_of")]
    pub national: bool,
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
    pub base: Option<SnapshotId>,
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
    after_help = "Exit code 1 tells that the outputs differ in law: who votes, where, with which ballots, and why; or that a file \
                  is not as the manifest beside it says, and then nothing was compared."
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

/// `completions`.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}
