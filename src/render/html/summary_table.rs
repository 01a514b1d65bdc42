//! `bieu-tong-hop.html`: the summary table of a commune or a province.

use super::overview::Head;
use super::province::way_up;
use super::table::{Cell, Column, Table};
use super::{Frame, HtmlError};
use crate::render::commune_name;
use crate::render::place::province_in_sentence;
use crate::render::summary_table::{SummaryRow, SummaryTable, TableOf};
use crate::render::words::Words;
use crate::roll::{Count, Totals};
use askama::Template;

#[derive(Template)]
#[template(path = "summary-table.html", whitespace = "minimize")]
struct SummaryTemplate {
    words: Words,
    head: Head,
    committee: String,
    table: Table,
    /// The same voters by constituency, a table a level.
    constituencies: Vec<(String, Table)>,
    first_time_note: String,
}

/// The summary table as a page.
///
/// # Errors
/// [`HtmlError`] if the template fails.
pub fn summary_table(frame: &Frame, table: &SummaryTable) -> Result<String, HtmlError> {
    let words = Words(frame.language);
    let mut crumbs = match table.of {
        TableOf::Nation => Vec::new(),
        TableOf::Province(_) => vec![way_up("../summary.html", words.whole_input())],
        TableOf::Commune { province, .. } => {
            vec![way_up("../../summary.html", words.whole_input()), way_up("../summary.html", &province.name)]
        }
    };
    crumbs.push(way_up("summary.html", words.summary_page()));
    let title = words.table_of_place(&table.place());
    let mut head = Head::new(frame, title, crumbs, words.summary_table().to_owned());
    head.landscape = true;
    let profile = frame.profile;
    let committee = match table.of {
        TableOf::Nation => String::new(),
        TableOf::Province(province) => words.committee(&province_in_sentence(province)),
        TableOf::Commune { commune, .. } => words.committee(&commune_name(commune)),
    };
    let template = SummaryTemplate {
        words,
        committee,
        head,
        table: rows(frame, table),
        constituencies: constituencies(frame, table),
        first_time_note: words.first_time_note(profile.first_time_born_from, profile.first_time_born_until),
    };
    template.render().map_err(|source| HtmlError::Template { place: table.code().to_owned(), source })
}

fn columns(frame: &Frame, heading: &str) -> Vec<Column> {
    let words = Words(frame.language);
    let mut columns = vec![Column::number(words.number_column()), Column::text(heading)];
    for text in [words.total(), words.male(), words.female()] {
        columns.push(Column::grouped(words.voters(), text));
    }
    let elderly = words.elderly(frame.profile.elderly_age_years);
    columns.push(Column::grouped(words.of_them(), words.first_time()));
    columns.push(Column::grouped(words.of_them(), elderly));
    for level in frame.election.levels.iter() {
        for text in [words.total(), words.male(), words.female()] {
            columns.push(Column::grouped(words.level(level), text));
        }
    }
    columns
}

fn numbers(frame: &Frame, totals: &Totals) -> Vec<Cell> {
    let Count { total, male, female } = totals.voters;
    let levels = frame.election.levels.iter();
    let ballots = levels.map(|level| totals.ballot(level)).flat_map(|c| [c.total, c.male, c.female]);
    let all = [total, male, female, totals.first_time, totals.elderly].into_iter().chain(ballots);
    all.map(|count| Cell::Number(frame.language.number(count))).collect()
}

fn cells<'r>(frame: &Frame, rows: impl IntoIterator<Item = &'r SummaryRow>) -> Vec<Vec<Cell>> {
    let numbered = (1..).zip(rows).map(|(at, row): (u32, _)| {
        let first = [Cell::Number(at.to_string()), Cell::Heading(row.label.clone())];
        first.into_iter().chain(numbers(frame, &row.totals)).collect()
    });
    numbered.collect()
}

fn rows(frame: &Frame, summary: &SummaryTable) -> Table {
    let words = Words(frame.language);
    let columns = columns(frame, summary.row_heading(words));
    let mut table = Table::new("summary-table", words.summary_table(), columns).with_hidden_caption();
    table.rows = cells(frame, &summary.rows);
    table.sums = vec![Cell::Number(String::new()), Cell::Heading(summary.sum_heading(words).to_owned())];
    table.sums.extend(numbers(frame, &summary.sum()));
    table
}

/// The rows of constituencies, a table for each heading.
fn constituencies(frame: &Frame, summary: &SummaryTable) -> Vec<(String, Table)> {
    let words = Words(frame.language);
    let parts = summary.constituencies.chunk_by(|one, other| one.under == other.under);
    let tables = (1..).zip(parts).map(|(at, rows): (u32, _)| {
        let heading = rows.first().and_then(|row| row.under.clone()).unwrap_or_default();
        let columns = columns(frame, words.constituency_unit());
        let mut table = Table::new(format!("constituencies-{at}"), &heading, columns).with_hidden_caption();
        table.rows = cells(frame, rows);
        (heading, table)
    });
    tables.collect()
}
