//! The table of the constituencies of a place: voters, deputies, and how far each is from the mean.

use super::Frame;
use super::table::{Cell, Column, Link, Table};
use crate::render::constituencies::{FOLDER, file_stem};
use crate::render::place::capitalised;
use crate::render::words::Words;
use crate::roll::{ConstituencyTotals, Count, Numbers, Tenths};
use crate::territory::Level;

/// A constituency of a place, with the name of its province where several are told.
#[derive(Debug, Clone, Copy)]
pub struct ConstituencyRow<'a> {
    pub totals: &'a ConstituencyTotals<'a>,
    /// Empty where all are of one province.
    pub province: &'a str,
}

impl<'a> ConstituencyRow<'a> {
    /// Those that pages tell of: a constituency of armed units alone is left out, as its numbers are.
    pub fn of_public(
        rows: impl IntoIterator<Item = &'a ConstituencyTotals<'a>>,
        province: &'a str,
    ) -> Vec<Self> {
        let public = rows.into_iter().filter(|row| is_public(row));
        public.map(|totals| Self { totals, province }).collect()
    }
}

/// Whether a constituency has areas whose numbers may be told, or none at all.
pub fn is_public(row: &ConstituencyTotals<'_>) -> bool {
    row.counts(Numbers::Public)
}

/// Voters a seat, or a dash.
pub(super) fn per_seat(value: Option<Tenths>, words: Words) -> String {
    value.map_or_else(|| "–".to_owned(), |value| words.0.tenths(value.0))
}

/// How far from the mean, with its sign and in percent, or a dash.
pub(super) fn deviation(value: Option<Tenths>, words: Words) -> String {
    let Some(Tenths(value)) = value else { return "–".to_owned() };
    let sign = match value {
        ..0 => "−",
        0 => "",
        1.. => "+",
    };
    format!("{sign}{}%", words.0.tenths(value.abs()))
}

/// The tables of the constituencies of a place, one a level; `depth` is how many folders the page lies below the output's top.
pub(super) fn tables(frame: &Frame<'_>, rows: &[ConstituencyRow<'_>], depth: usize) -> Vec<(String, Table)> {
    let words = Words(frame.language);
    let of_level = |level: Level| -> Vec<&ConstituencyRow<'_>> {
        rows.iter().filter(|row| row.totals.level() == level).collect()
    };
    let levels = frame.election.levels.iter().map(|level| (level, of_level(level)));
    let told = levels.filter(|(_, rows)| !rows.is_empty());
    told.map(|(level, rows)| {
        let is_partial = rows.iter().any(|row| row.totals.is_partial);
        let heading = words.constituencies_of(level, is_partial);
        let table = table(frame, level, &heading, &rows, depth);
        (heading, table)
    })
    .collect()
}

fn table(
    frame: &Frame<'_>,
    level: Level,
    heading: &str,
    rows: &[&ConstituencyRow<'_>],
    depth: usize,
) -> Table {
    let words = Words(frame.language);
    let has_provinces = rows.iter().any(|row| !row.province.is_empty());
    let mut columns = vec![Column::text(words.constituency_unit())];
    if has_provinces {
        columns.push(Column::text(words.province()));
    }
    columns.extend([words.communes_short(), words.areas_column(), words.seats()].map(Column::number));
    columns.extend(
        [words.total(), words.male(), words.female()].map(|text| Column::grouped(words.voters(), text)),
    );
    columns.extend([words.voters_per_seat(), words.deviation_short()].map(Column::number));
    let id = format!("constituencies-{}", level.as_str());
    let mut table = Table::new(id, heading, columns).with_hidden_caption();
    let up = "../".repeat(depth);
    let mut seats = 0;
    let mut sum = Count::default();
    for ConstituencyRow { totals, province } in rows.iter().copied() {
        let row = totals.constituency;
        let voters = totals.voters(Numbers::Public);
        seats += u64::from(row.seats);
        sum += voters;
        let stem = file_stem(row.level, &row.constituency_code);
        let mut cells = vec![Cell::LinkedHeading(Link {
            href: format!("{up}{FOLDER}/{stem}.html"),
            text: capitalised(&words.constituency_numbered(row)),
            about: String::new(),
        })];
        if has_provinces {
            cells.push(Cell::Text((*province).to_owned()));
        }
        let (communes, areas) = (totals.communes.len() as u64, totals.areas(Numbers::Public).count() as u64);
        let Count { total, male, female } = voters;
        let counts = [communes, areas, row.seats.into(), total, male, female];
        cells.extend(counts.map(|count| Cell::Number(words.0.number(count))));
        let own = Some(()).filter(|()| !totals.is_partial);
        let voters_per_seat = own.and_then(|()| totals.voters_per_seat(Numbers::Public));
        cells.push(Cell::Number(per_seat(voters_per_seat, words)));
        cells.push(Cell::Number(deviation(totals.deviation(Numbers::Public), words)));
        table.rows.push(cells);
    }
    if rows.len() < 2 {
        return table;
    }
    table.sums = vec![Cell::Heading(words.sum().to_owned())];
    if has_provinces {
        table.sums.push(Cell::Text(String::new()));
    }
    let blank = || Cell::Number(String::new());
    table.sums.extend([blank(), blank()]);
    table.sums.extend([seats, sum.total, sum.male, sum.female].map(|n| Cell::Number(words.0.number(n))));
    table.sums.extend([blank(), blank()]);
    table
}
