//! The population pyramid of voters: men to the left, women to the right, the oldest on top.

use super::percent_of;
use crate::render::html::AgePyramid;
use crate::render::html::table::{Cell, Column, Table};
use crate::render::words::Words;
use crate::roll::Count;
use askama::Template;
use askama::filters::HtmlSafe;

/// Heights in CSS pixels: of a row, and of the legend above the rows.
const ROW: usize = 18;
const TOP: usize = 26;

#[derive(Template)]
#[template(path = "charts/pyramid.svg", whitespace = "minimize")]
pub(in crate::render::html) struct Pyramid {
    title: &'static str,
    description: String,
    male: String,
    female: String,
    height: usize,
    bars: Vec<Bars>,
    table: Table,
    summary: &'static str,
}

struct Bars {
    label: String,
    bar_from_top: usize,
    text_from_top: usize,
    male_from: String,
    male_width: String,
    female_width: String,
}

impl HtmlSafe for Pyramid {}

impl Pyramid {
    /// `youngest` is the voting age: the first year of the first group's label.
    pub(in crate::render::html) fn new(ages: &AgePyramid, youngest: u32, words: Words) -> Self {
        let longest = ages.groups().map(|(_, count)| count.male.max(count.female)).max().unwrap_or(0);
        let bars: Vec<Bars> = ages
            .groups()
            .rev()
            .enumerate()
            .map(|(at, (from, count))| bars(at, group_label(from, youngest), count, longest))
            .collect();
        let sum = ages.groups().fold(Count::default(), |mut sum, (_, count)| {
            sum += count;
            sum
        });
        let told = |label: &str, count| format!("{label}: {}", words.0.number(count));
        Self {
            title: words.ages(),
            description: format!("{}; {}", told(words.male(), sum.male), told(words.female(), sum.female)),
            male: told(words.male(), sum.male),
            female: told(words.female(), sum.female),
            height: TOP + ROW * bars.len() + 4,
            bars,
            table: table(ages, sum, youngest, words),
            summary: words.chart_data(),
        }
    }
}

fn bars(at: usize, label: String, count: Count, longest: u64) -> Bars {
    Bars {
        label,
        bar_from_top: TOP + ROW * at,
        text_from_top: TOP + ROW * at + 12,
        male_from: percent_of(longest - count.male, longest, 100),
        male_width: percent_of(count.male, longest, 100),
        female_width: percent_of(count.female, longest, 100),
    }
}

fn group_label(from: u32, youngest: u32) -> String {
    match from {
        100 => "100+".to_owned(),
        _ if from < youngest => format!("{youngest}–{}", from + 4),
        _ => format!("{from}–{}", from + 4),
    }
}

fn table(ages: &AgePyramid, sum: Count, youngest: u32, words: Words) -> Table {
    let columns = vec![
        Column::text(words.age_group()),
        Column::number(words.total()),
        Column::number(words.male()),
        Column::number(words.female()),
    ];
    let mut table = Table::new("ages-table", words.ages_caption(), columns);
    let row = |heading, count: Count| {
        let mut row = vec![Cell::Heading(heading)];
        row.extend([count.total, count.male, count.female].map(|n| Cell::Number(words.0.number(n))));
        row
    };
    table.rows = ages.groups().map(|(from, count)| row(group_label(from, youngest), count)).collect();
    table.sums = row(words.sum().to_owned(), sum);
    table
}
