//! `cutri sample`.

use super::arguments::Sample;
use super::progress::Bars;
use super::{Exit, Printer};
use crate::progress::Progress;
use crate::render::Language;
use crate::sample::{self, DeltaOptions, Places, SampleCounts, SampleOptions};
use crate::tasks::progress::reading;

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
