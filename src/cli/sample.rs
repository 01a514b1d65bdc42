//! `cutri sample`.

use super::arguments::Sample;
use super::progress::Bars;
use super::{Exit, Printer};
use crate::render::Language;
use crate::sample::{self, SampleOptions};
use crate::tasks::progress::Progress;

pub(super) fn run(options: &Sample, printer: &Printer) -> anyhow::Result<Exit> {
    let bars = Bars::new(Language::English);
    bars.begin("people", Some(options.people));
    let invented = SampleOptions {
        people: options.people,
        communes: options.communes,
        seed: options.seed,
        out: options.out.clone(),
        election_day: options.election_day,
    };
    let counts = sample::write(&invented, &mut |done| bars.reach(done));
    bars.end();
    let counts = counts?;
    let numbers = |table| Language::English.number(counts.of(table));
    printer.say(&format!(
        "{}: {} persons, {} residences, {} wishes, all invented",
        options.out.display(),
        numbers("persons"),
        numbers("residences"),
        numbers("wishes"),
    ));
    Ok(Exit::Done)
}
