//! `bieu-tong-hop.html`: the summary table of a commune or a province.

use super::overview::Head;
use super::province::way_up;
use super::table::{Cell, Column, Table};
use super::{Frame, HtmlError};
use crate::render::commune_name;
use crate::render::place::province_in_sentence;
use crate::render::summary_table::{SummaryTable, TableOf};
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
    first_time_note: String,
}

/// The summary table as a page.
///
/// # Errors
/// [`HtmlError`] if the template fails.
pub fn summary_table(frame: &Frame, table: &SummaryTable) -> Result<String, HtmlError> {
    let words = Words(frame.language);
    let (place, mut crumbs) = match table.of {
        TableOf::Province(province) => {
            (province.province_code.as_str(), vec![way_up("../summary.html", words.whole_input())])
        }
        TableOf::Commune { commune, province } => (
            commune.commune_code.as_str(),
            vec![
                way_up("../../summary.html", words.whole_input()),
                way_up("../summary.html", &province.name),
            ],
        ),
    };
    crumbs.push(way_up("summary.html", words.summary_page()));
    let title = words.table_of_place(&table.place());
    let mut head = Head::new(frame, title, crumbs, words.summary_table().to_owned());
    head.landscape = true;
    let profile = frame.profile;
    let committee = match table.of {
        TableOf::Province(province) => words.committee(&province_in_sentence(province)),
        TableOf::Commune { commune, .. } => words.committee(&commune_name(commune)),
    };
    let template = SummaryTemplate {
        words,
        committee,
        head,
        table: rows(frame, table),
        first_time_note: words.first_time_note(profile.first_time_born_from, profile.first_time_born_until),
    };
    template.render().map_err(|source| HtmlError::Template { place: place.to_owned(), source })
}

fn rows(frame: &Frame, summary: &SummaryTable) -> Table {
    let words = Words(frame.language);
    let levels = frame.election.levels;
    let mut columns = vec![Column::number(words.number_column()), Column::text(summary.row_heading(words))];
    for text in [words.total(), words.male(), words.female()] {
        columns.push(Column::grouped(words.voters(), text));
    }
    let elderly = words.elderly(frame.profile.elderly_age_years);
    columns.push(Column::grouped(words.of_them(), words.first_time()));
    columns.push(Column::grouped(words.of_them(), elderly));
    for level in levels.iter() {
        for text in [words.total(), words.male(), words.female()] {
            columns.push(Column::grouped(words.level(level), text));
        }
    }
    let numbers = |totals: &Totals| -> Vec<Cell> {
        let Count { total, male, female } = totals.voters;
        let ballots =
            levels.iter().map(|level| totals.ballot(level)).flat_map(|c| [c.total, c.male, c.female]);
        let all = [total, male, female, totals.first_time, totals.elderly].into_iter().chain(ballots);
        all.map(|count| Cell::Number(words.0.number(count))).collect()
    };
    let mut table = Table::new("summary-table", words.summary_table(), columns).with_hidden_caption();
    for (at, row) in summary.rows.iter().enumerate() {
        let mut cells = vec![Cell::Number((at + 1).to_string()), Cell::Heading(row.label.clone())];
        cells.extend(numbers(&row.totals));
        table.rows.push(cells);
    }
    table.sums = vec![Cell::Number(String::new()), Cell::Heading(words.sum().to_owned())];
    table.sums.extend(numbers(&summary.sum()));
    table
}
