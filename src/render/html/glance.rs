//! A commune at a glance: how many, what is missing, what is due, what to print.

use super::clock::DueLine;
use super::figures::{Books, Figures};
use super::printing::{Papers, ToPrint};
use super::readiness::AreaTroubleKind;
use crate::people::Severity;
use crate::render::words::Words;
use crate::territory::Levels;
use askama::Template;
use askama::filters::HtmlSafe;

#[derive(Template)]
#[template(path = "parts/glance.html", whitespace = "minimize")]
pub(super) struct Glance {
    words: Words,
    voters: String,
    /// What there is besides voters: a number, and of what.
    counts: Vec<(String, String)>,
    missing: Vec<Missing>,
    due: Vec<DueLine>,
    print: Vec<ToPrint>,
}

/// Something that is missing or wrong, and where the page tells more.
struct Missing {
    count: String,
    what: String,
    anchor: &'static str,
    class: &'static str,
}

impl HtmlSafe for Glance {}

impl Glance {
    pub(super) fn new(
        figures: &Figures,
        levels: Levels,
        due: Vec<DueLine>,
        papers: &Papers,
        words: Words,
    ) -> Self {
        let number = |count| words.0.number(count);
        let mut counts = vec![(number(figures.readiness.areas), words.areas_short().to_owned())];
        let ballots =
            levels.iter().map(|level| (number(figures.totals.ballot(level).total), words.voting_for(level)));
        counts.extend(ballots);
        Self {
            words,
            voters: number(figures.totals.voters.total),
            counts,
            missing: missing(figures, words),
            due,
            print: papers.glance(),
        }
    }
}

fn missing(figures: &Figures, words: Words) -> Vec<Missing> {
    let Books { no_list, queue, .. } = figures.books;
    let areas = |kind: AreaTroubleKind| {
        figures.readiness.troubles.iter().filter(|trouble| trouble.kind == kind).count() as u64
    };
    let found = [
        (no_list, words.glance_no_list(), "missing", "warning"),
        (queue, words.glance_queue(), "missing", "warning"),
        (areas(AreaTroubleKind::Over), words.glance_over(), "readiness", "error"),
        (areas(AreaTroubleKind::Empty), words.glance_empty(), "readiness", "warning"),
        (areas(AreaTroubleKind::Small), words.glance_small(), "readiness", "warning"),
        (figures.findings_of(Severity::Error), words.glance_errors(), "findings", "error"),
    ];
    let told = found.into_iter().filter(|(count, ..)| *count > 0);
    told.map(|(count, what, anchor, class)| Missing {
        count: words.0.number(count),
        what: what.to_owned(),
        anchor,
        class,
    })
    .collect()
}
