//! `cutri sample`.

use super::progress::Bars;
use super::{Exit, Printer};
use crate::people::SnapshotId;
use crate::progress::Progress;
use crate::render::Language;
use crate::sample::{self, DeltaOptions, Places, SampleCounts, SampleOptions};
use crate::tasks::progress::reading;
use chrono::NaiveDate;
use clap::Args;
use std::path::PathBuf;

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

/// Communes of an invented extract, unless told otherwise.
const INVENTED_COMMUNES: u32 = 10;

pub(super) fn run(options: &Sample, printer: &Printer) -> anyhow::Result<Exit> {
    let bars = Bars::new(Language::English);
    let (counts, what) = match (&options.delta_of, options.changes, options.people) {
        (Some(extract), Some(changes), _) => {
            let invented = DeltaOptions {
                extract: extract.clone(),
                changes,
                seed: options.seed,
                as_of: options.as_of,
                base: options.base.as_ref().map(ToString::to_string),
                out: options.out.clone(),
            };
            let counts = sample::write_delta(&invented, &mut reading(&bars));
            bars.end();
            (counts?, "all changes invented")
        }
        (_, _, people) => {
            let people = people.ok_or_else(|| anyhow::anyhow!("--people N or --delta-of DIR is needed"))?;
            (invent(options, people, &bars)?, "all invented")
        }
    };
    let numbers = |table| Language::English.number(counts.of(table));
    printer.say(&format!(
        "{}: {} persons, {} residences, {} wishes, {what}",
        options.out.display(),
        numbers("persons"),
        numbers("residences"),
        numbers("wishes"),
    ));
    Ok(Exit::Done)
}

fn invent(options: &Sample, people: u64, bars: &Bars) -> anyhow::Result<SampleCounts> {
    bars.begin("people", Some(people));
    let invented = SampleOptions {
        people,
        places: match options.national {
            true => Places::Nation,
            false => Places::Invented { communes: options.communes.unwrap_or(INVENTED_COMMUNES) },
        },
        seed: options.seed,
        out: options.out.clone(),
        election_day: options.election_day,
    };
    let counts = sample::write(&invented, &mut |done| bars.reach(done));
    bars.end();
    Ok(counts?)
}
