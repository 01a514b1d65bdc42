//! The summary table (*biểu tổng hợp*): of every area or commune the voters, first voters, elderly, and each ballot.

use super::super::document::{SummaryDocument, SummaryLine};
use super::super::face::Style;
use super::super::sheet::Align;
use super::super::table::{Column, Paper, Row, TotalRow, Width};
use super::super::words::in_figures;
use crate::render::forms::DateAt;
use crate::roll::{Count, Totals};
use crate::territory::{Level, Levels};
use std::borrow::Cow;

/// The table as a paper.
pub(in crate::render::pdf) fn paper<'d>(document: &'d SummaryDocument<'_>) -> Paper<'d> {
    let election = document.election.iter().map(|line| (Style::Bold, line.as_ref()));
    let columns = columns(document.row_heading, document.levels);
    let sums = figures(&document.sum, document.levels);
    Paper {
        form: "",
        committee: &document.committee,
        name: document.name,
        titles: election.chain([(Style::Regular, document.place.as_ref())]).collect(),
        qr: "",
        running: document.title.to_string(),
        columns,
        rows: lines(document),
        text: None,
        row_height: 0,
        total: Some(TotalRow {
            title: document.sum_heading.to_owned(),
            span: 2,
            cells: [None, None].into_iter().chain(sums.into_iter().map(Some)).collect(),
        }),
        page_total: None,
        sums: document.notes.iter().map(|note| Cow::Borrowed(note.as_ref())).collect(),
        date_at: DateAt::Signature,
        signature: &document.signature,
    }
}

fn columns(row_heading: &'static str, levels: Levels) -> Vec<Column> {
    let number =
        |group, heading, width| Column { group, ..Column::new(heading, Width::Fit(width), Align::Centre) };
    let by_sex = |group: &'static str, width| {
        ["Tổng số", "Nam", "Nữ"].map(|heading| number(Some(group), heading, width))
    };
    let mut columns = vec![number(None, "STT", 27), Column::new(row_heading, Width::Rest, Align::Left)];
    columns.extend(by_sex("Cử tri", 40));
    columns.extend(["Bầu cử lần đầu", "Cao tuổi"].map(|heading| number(Some("Trong đó"), heading, 42)));
    for level in levels.iter() {
        columns.extend(by_sex(body(level), 39));
    }
    columns
}

fn body(level: Level) -> &'static str {
    match level {
        Level::National => "Bầu cử đại biểu Quốc hội",
        Level::Provincial => "Bầu cử đại biểu HĐND cấp tỉnh",
        Level::Communal => "Bầu cử đại biểu HĐND cấp xã",
    }
}

/// The rows, numbered anew under each heading that is not the first.
fn lines<'d>(document: &'d SummaryDocument<'_>) -> Vec<Row<'d>> {
    let mut number = 0;
    let rows = (1..).zip(&document.rows);
    let numbered = rows.map(|(at, row)| {
        number = if row.under.is_some() { 1 } else { number + 1 };
        line(at, number, row, document.levels)
    });
    numbered.collect()
}

fn line<'d>(at: u32, number: u32, row: &'d SummaryLine<'_>, levels: Levels) -> Row<'d> {
    let first = [Cow::Owned(number.to_string()), Cow::Borrowed(row.label.as_ref())];
    let figures = figures(&row.totals, levels).into_iter().map(Cow::Owned);
    let bands = row.under.as_deref().into_iter().collect();
    Row { bands, ..Row::new(at, first.into_iter().chain(figures).collect()) }
}

/// What stands in the columns of figures.
fn figures(totals: &Totals, levels: Levels) -> Vec<String> {
    let by_sex = |count: Count| [count.total, count.male, count.female];
    let ballots = levels.iter().flat_map(|level| by_sex(totals.ballot(level)));
    let of_them = [totals.first_time, totals.elderly];
    by_sex(totals.voters).into_iter().chain(of_them).chain(ballots).map(in_figures).collect()
}
