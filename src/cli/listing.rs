//! The arguments of commands that change, print and check posted lists, and who acts in all of them.

use super::delivery::Deliver;
use super::layout::LayoutArguments;
use super::parse::{commune, constituency, moment};
use super::table::TableFormat;
use super::units::UnitsArgument;
use crate::law::PostedCopy;
use crate::output::Format;
use crate::people::{ChangeId, CommuneCode, ConstituencyCode, MatterId};
use crate::render::Language;
use crate::render::documents::AreaPaper;
use chrono::NaiveDateTime;
use clap::Args;
use std::path::PathBuf;

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
    /// --at is meant, although it is more than a day ago; the audit keeps both moments
    #[arg(long, env = "CUTRI_BACKDATED")]
    pub backdated: bool,
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
    /// Although rows of the data were rejected, or persons who may vote wait: without, what is open is told and nothing is posted
    #[arg(long)]
    pub anyway: bool,
    /// Tell what would be posted, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// How the result is written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

/// `update`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri update delta --db rolls/cutri.db --dry-run\n  cutri update delta --db rolls/cutri.db --at \
                  2026-02-20T10:00\n\nExit code 1 tells that it was done, and that somebody should look: a change is too late, has no \
                  name in the law or is half of a transfer, rows were rejected, or the delta has findings. Exit code 3 tells that a tripwire stopped the batch: a \
                  second person looks at it, and approves or refuses it, with `cutri approve`."
)]
pub(super) struct Update {
    /// The folder of the delta
    pub delta: PathBuf,
    #[command(flatten)]
    pub acting: Acting,
    #[command(flatten)]
    pub units: UnitsArgument,
    /// Tell what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Also write what was rejected and found, in full: NAME.xlsx is one workbook of things to do, any other name a folder
    #[arg(long, value_name = "PLACE")]
    pub report: Option<PathBuf>,
    /// How the changes are written
    #[arg(long, default_value = "table")]
    pub format: TableFormat,
}

/// `approve`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri approve B-1a2b3c4d --show --db rolls/cutri.db\n  cutri approve B-1a2b3c4d --as Binh --db \
                  rolls/cutri.db\n  cutri approve B-1a2b3c4d --refuse 'sai nguồn' --as Binh --db rolls/cutri.db\n\nA delta that was \
                  refused is taken out of the database and may be sent again."
)]
pub(super) struct Approve {
    /// The batch, as `cutri update` named it
    pub batch: MatterId,
    /// Tell whom it would remove and what else it would do, and change nothing; this names people and is never posted
    #[arg(long)]
    pub show: bool,
    /// Refuse it instead, and say why
    #[arg(long, value_name = "REASON", conflicts_with = "show")]
    pub refuse: Option<String>,
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
    pub change: Option<ChangeId>,
    /// All removals of this version instead
    #[arg(long, value_name = "VERSION", conflicts_with = "change")]
    pub removals: Option<u32>,
    /// Why
    #[arg(long)]
    pub reason: String,
    #[command(flatten)]
    pub acting: Acting,
}

/// `verify`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  cutri verify rolls\n  cutri verify rolls --public-key office.pub.pem\n  cutri verify --db \
                  rolls/cutri.db\n  cutri verify --db rolls/cutri.db --public-key office.pub.pem --witness witness.json\n  cutri \
                  verify --proof proof.json --public-key office.pub.pem\n\nWith a key an output must be of posted lists, its \
                  manifest and every statement signed with it; drafts and outputs without statements are refused. Without a key \
                  nobody's signature is looked at.\n\nExit code 1 tells that something does not agree; each problem is named \
                  with its file or area, row and version."
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
    /// With --db: what was noted down earlier and must still be there: a file of `cutri audit --witness`, an output folder of
    /// posted lists, or its versions.jsonl
    #[arg(long, value_name = "FILE", requires = "db")]
    pub witness: Option<PathBuf>,
    /// The key that must have signed every version, and the manifest of an output
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
    /// The output folder: new, empty, or an output of the same roll, of which areas that are the same are kept
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The version: a number, or latest
    #[arg(long, default_value = "latest", value_name = "N")]
    pub version: String,
    /// Only what the version changed
    #[arg(long)]
    pub supplements: bool,
    /// Only the communes or areas of this constituency, of any level; may be repeated
    #[arg(long, value_name = "CODE", value_parser = constituency)]
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
    /// What posted copies show of personal numbers  [default: the setting `posted_copy` of the election]
    #[arg(long, alias = "posted-id", value_name = "CHOICE")]
    pub posted_copy: Option<PostedCopy>,
    #[command(flatten)]
    pub layout: LayoutArguments,
    #[command(flatten)]
    pub deliver: Deliver,
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
