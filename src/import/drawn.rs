//! What was drawn from workbooks: tables, what became of each row, what is still to be asked. The books must balance.

use super::Grid;
use super::outcome::{Aside, Outcome, Remark, Told, Weight};
use super::sums::SumLine;
use super::tables::Tables;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What was drawn.
#[derive(Debug, Clone, Default)]
pub struct Drawn {
    pub tables: Tables,
    /// The text of `election.toml`.
    pub election: String,
    /// The day of the list.
    pub as_of: Option<NaiveDate>,
    /// The sheets, in the order in which they were given.
    pub sheets: Vec<SheetBook>,
    /// Written sums beside counts.
    pub sums: Vec<SumLine>,
    /// What must be answered before there is an extract.
    pub questions: Vec<Question>,
    /// The text of `mapping.toml`: what was chosen, what is asked, and why.
    pub mapping: String,
}

/// What became of the rows of a sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SheetBook {
    pub file: String,
    pub sheet: String,
    pub rows: Vec<RowBook>,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct RowBook {
    /// Its number in the sheet, from 1.
    pub number: u32,
    pub outcome: Outcome,
    pub remarks: Vec<Remark>,
}

/// Something that only a person can answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The key of `mapping.toml` that answers it.
    pub key: String,
    pub vietnamese: String,
    pub english: String,
}

/// Rows read, taken and left aside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Balance {
    pub read: usize,
    pub taken: usize,
    pub aside: usize,
}

/// The books do not balance: a fault of the program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "sổ không cân: {file}, trang «{sheet}»: đọc {read} dòng, nhận {taken}, để lại {aside}; không ghi gì, đề nghị báo lỗi này / \
     the books do not balance: {read} rows read, {taken} taken, {aside} left aside; nothing was written, please report this fault"
)]
pub struct Unbalanced {
    pub file: String,
    pub sheet: String,
    pub read: usize,
    pub taken: usize,
    pub aside: usize,
}

impl SheetBook {
    /// The book of a sheet of which nothing is known yet.
    pub(super) fn of(grid: &Grid) -> Self {
        let row = |number| RowBook { number, outcome: Outcome::Aside(Aside::Unclear), remarks: Vec::new() };
        let rows = grid.rows.iter().map(|found| row(found.number)).collect();
        Self { file: grid.file.clone(), sheet: grid.sheet.clone(), rows }
    }

    /// Leaves rows aside.
    pub(super) fn aside(&mut self, rows: std::ops::Range<usize>, why: Aside) {
        for row in &mut self.rows[rows] {
            row.outcome = Outcome::Aside(why);
        }
    }

    pub fn balance(&self) -> Balance {
        let taken = self.rows.iter().filter(|row| matches!(row.outcome, Outcome::Taken(_))).count();
        let aside = self.rows.iter().filter(|row| matches!(row.outcome, Outcome::Aside(_))).count();
        Balance { read: self.rows.len(), taken, aside }
    }
}

impl Drawn {
    /// Counts all rows again, from the cells that were read and the tables that were filled.
    ///
    /// # Errors
    /// [`Unbalanced`] if a row is missing, or a person that was taken stands not in the table, or twice.
    pub fn balance(&self, grids: &[Grid]) -> Result<Balance, Unbalanced> {
        let mut all = Balance::default();
        for (book, grid) in self.sheets.iter().zip(grids) {
            let Balance { taken, aside, .. } = book.balance();
            let read = grid.rows.len();
            let is_same = book.rows.iter().zip(&grid.rows).all(|(row, read)| row.number == read.number);
            if taken + aside != read || !is_same {
                return Err(Self::unbalanced(book, Balance { read, taken, aside }));
            }
            all = Balance { read: all.read + read, taken: all.taken + taken, aside: all.aside + aside };
        }
        let persons = self.tables.count("persons");
        let taken = self.taken("persons");
        if self.sheets.len() != grids.len() || persons != taken {
            let book = SheetBook { file: "persons.csv".into(), sheet: "persons".into(), rows: Vec::new() };
            return Err(Self::unbalanced(&book, Balance { read: taken, taken: persons, aside: 0 }));
        }
        Ok(all)
    }

    fn unbalanced(book: &SheetBook, Balance { read, taken, aside }: Balance) -> Unbalanced {
        Unbalanced { file: book.file.clone(), sheet: book.sheet.clone(), read, taken, aside }
    }

    /// How many rows went into a table.
    pub fn taken(&self, table: &str) -> usize {
        self.rows().filter(|row| row.outcome_is(table)).count()
    }

    /// Every row of every sheet.
    pub fn rows(&self) -> impl Iterator<Item = &RowBook> {
        self.sheets.iter().flat_map(|sheet| &sheet.rows)
    }

    /// How often each thing is said, the worst first.
    pub fn told(&self) -> BTreeMap<(Weight, Told), usize> {
        let mut told = BTreeMap::new();
        for remark in self.rows().flat_map(|row| &row.remarks) {
            *told.entry((remark.told.weight(), remark.told)).or_default() += 1;
        }
        told
    }

    /// How many rows were left aside for each reason.
    pub fn aside(&self) -> BTreeMap<Aside, usize> {
        let mut reasons = BTreeMap::new();
        for row in self.rows() {
            if let Outcome::Aside(why) = row.outcome {
                *reasons.entry(why).or_default() += 1;
            }
        }
        reasons
    }

    /// Whether somebody has to mend or look.
    pub fn has_findings(&self) -> bool {
        self.told().keys().any(|(weight, _)| *weight != Weight::Note)
    }
}

impl RowBook {
    fn outcome_is(&self, table: &str) -> bool {
        matches!(self.outcome, Outcome::Taken(name) if name == table)
    }
}
