//! The voters of each ballot, men and women.

use super::percent_of;
use crate::render::html::table::{Cell, Column, Table};
use crate::render::words::Words;
use crate::roll::{Count, Totals};
use crate::territory::Levels;
use askama::Template;
use askama::filters::HtmlSafe;

/// Height of a ballot's label and bar in CSS pixels.
const ROW: usize = 50;

#[derive(Template)]
#[template(path = "charts/ballots.svg", whitespace = "minimize")]
pub(in crate::render::html) struct Ballots {
    title: &'static str,
    description: String,
    height: usize,
    male: &'static str,
    female: &'static str,
    bars: Vec<Bar>,
}

struct Bar {
    label: String,
    value: String,
    text_from_top: usize,
    bar_from_top: usize,
    male_width: String,
    female_width: String,
}

impl HtmlSafe for Ballots {}

impl Ballots {
    pub(in crate::render::html) fn new(totals: &Totals, levels: Levels, words: Words) -> Self {
        let counts = counts(totals, levels, words);
        let longest = counts.iter().map(|(_, count)| count.total).max().unwrap_or(0);
        let bars: Vec<Bar> = counts
            .into_iter()
            .enumerate()
            .map(|(at, (label, count))| Bar {
                label: label.to_owned(),
                value: words.0.number(count.total),
                text_from_top: ROW * at + 14,
                bar_from_top: ROW * at + 21,
                male_width: percent_of(count.male, longest, 100),
                female_width: percent_of(count.female, longest, 100),
            })
            .collect();
        let told: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.label, bar.value)).collect();
        Self {
            title: words.ballots(),
            description: told.join("; "),
            height: ROW * bars.len(),
            male: words.male(),
            female: words.female(),
            bars,
        }
    }
}

fn counts(totals: &Totals, levels: Levels, words: Words) -> Vec<(&'static str, Count)> {
    let ballots = levels.iter().map(|level| (words.level(level), totals.ballot(level)));
    std::iter::once((words.any_ballot(), totals.voters)).chain(ballots).collect()
}

/// The same figures as a table.
pub(in crate::render::html) fn ballots_table(totals: &Totals, levels: Levels, words: Words) -> Table {
    let columns = vec![
        Column::text(words.ballot()),
        Column::number(words.total()),
        Column::number(words.male()),
        Column::number(words.female()),
    ];
    let mut table = Table::new("ballots-table", words.ballots_caption(), columns);
    for (label, count) in counts(totals, levels, words) {
        let numbers = [count.total, count.male, count.female].map(|n| Cell::Number(words.0.number(n)));
        table.rows.push(std::iter::once(Cell::Heading(label.to_owned())).chain(numbers).collect());
    }
    table
}
