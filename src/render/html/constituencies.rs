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
        let has_provinces = rows.iter().any(|row| !row.province.is_empty());
        let of_level = OfLevel { words, has_provinces, up: "../".repeat(depth) };
        let heading = words.constituencies_of(level, is_partial);
        let id = format!("constituencies-{}", level.as_str());
        let mut table = Table::new(id, &*heading, of_level.columns()).with_hidden_caption();
        table.rows = rows.iter().map(|row| of_level.cells(row)).collect();
        if rows.len() > 1 {
            table.sums = of_level.sums(&rows);
        }
        (heading, table)
    })
    .collect()
}

/// The table of one level.
struct OfLevel {
    words: Words,
    has_provinces: bool,
    /// The way to the output's top.
    up: String,
}

impl OfLevel {
    fn columns(&self) -> Vec<Column> {
        let words = self.words;
        let mut columns = vec![Column::text(words.constituency_unit())];
        columns.extend(self.has_provinces.then(|| Column::text(words.province())));
        columns.extend([words.communes_short(), words.areas_column(), words.seats()].map(Column::number));
        let counted = [words.total(), words.male(), words.female()];
        columns.extend(counted.map(|text| Column::grouped(words.voters(), text)));
        columns.extend([words.voters_per_seat(), words.deviation_short()].map(Column::number));
        columns
    }

    fn cells(&self, of: &ConstituencyRow<'_>) -> Vec<Cell> {
        let words = self.words;
        let ConstituencyRow { totals, province } = *of;
        let row = totals.constituency;
        let mut cells = vec![Cell::LinkedHeading(Link {
            href: format!("{}{FOLDER}/{}.html", self.up, file_stem(row.level, &row.constituency_code)),
            text: capitalised(&words.constituency_numbered(row)),
            about: String::new(),
        })];
        cells.extend(self.has_provinces.then(|| Cell::Text(province.to_owned())));
        let (communes, areas) = (totals.communes.len() as u64, totals.areas(Numbers::Public).count() as u64);
        let Count { total, male, female } = totals.voters(Numbers::Public);
        cells.extend(self.numbers([communes, areas, row.seats.into(), total, male, female]));
        let own = Some(totals).filter(|totals| !totals.is_partial);
        let voters_per_seat = own.and_then(|totals| totals.voters_per_seat(Numbers::Public));
        cells.push(Cell::Number(per_seat(voters_per_seat, words)));
        cells.push(Cell::Number(deviation(totals.deviation(Numbers::Public), words)));
        cells
    }

    fn sums(&self, rows: &[&ConstituencyRow<'_>]) -> Vec<Cell> {
        let seats = rows.iter().map(|row| u64::from(row.totals.constituency.seats)).sum();
        let mut sum = Count::default();
        rows.iter().for_each(|row| sum += row.totals.voters(Numbers::Public));
        let blank = || Cell::Number(String::new());
        let mut sums = vec![Cell::Heading(self.words.sum().to_owned())];
        sums.extend(self.has_provinces.then(|| Cell::Text(String::new())));
        sums.extend([blank(), blank()]);
        sums.extend(self.numbers([seats, sum.total, sum.male, sum.female]));
        sums.extend([blank(), blank()]);
        sums
    }

    fn numbers<const N: usize>(&self, counts: [u64; N]) -> [Cell; N] {
        counts.map(|count| Cell::Number(self.words.0.number(count)))
    }
}
