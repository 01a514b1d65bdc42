//! The summary table (*biểu tổng hợp*): one row an area of a commune, a commune of a province, or a constituency, and their sum.
//!
//! The renderers of HTML, PDF and XLSX take the same table.

use super::place::{capitalised, province_in_sentence};
use super::words::Words;
use super::{Language, area_name, commune_name};
use crate::law::{Election, RuleProfile};
use crate::roll::{Constituencies, ConstituencyTotals, Numbers, Tenths, Totals};
use crate::territory::{Area, Commune, Level, Office, Province};

/// Of which place the table is.
#[derive(Debug, Clone, Copy)]
pub enum TableOf<'a> {
    /// The rows are constituencies of the National Assembly.
    Nation,
    /// The rows are communes.
    Province(&'a Province),
    /// The rows are areas.
    Commune { commune: &'a Commune, province: &'a Province },
}

/// What the rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowsOf {
    /// Areas or communes.
    Places,
    /// Constituencies of a level.
    Constituencies(Level),
}

/// The deputies of a constituency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seats {
    pub seats: u32,
    pub voters_per_seat: Option<Tenths>,
    /// Percent of the mean of the body they are elected to.
    pub deviation: Option<Tenths>,
}

/// One row: an area, a commune or a constituency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryRow {
    /// The heading that it stands under, with the rows before it that have the same.
    pub under: Option<String>,
    pub label: String,
    pub totals: Totals,
    /// Of a constituency.
    pub seats: Option<Seats>,
}

/// The table with the election it counts for.
#[derive(Debug, Clone)]
pub struct SummaryTable<'a> {
    pub election: &'a Election,
    pub profile: &'a RuleProfile,
    pub of: TableOf<'a>,
    pub rows_of: RowsOf,
    pub numbers: Numbers,
    /// Who signs.
    pub office: Option<&'a Office>,
    pub rows: Vec<SummaryRow>,
    /// The same voters by the constituencies of each level: they are in the sum already.
    pub constituencies: Vec<SummaryRow>,
}

impl<'a> SummaryTable<'a> {
    fn new(
        election: &'a Election,
        profile: &'a RuleProfile,
        of: TableOf<'a>,
        rows_of: RowsOf,
        numbers: Numbers,
    ) -> Self {
        let (rows, constituencies) = (Vec::new(), Vec::new());
        Self { election, profile, of, rows_of, numbers, office: None, rows, constituencies }
    }

    /// The table of a commune. Areas of their own for armed units are left out: their numbers are confidential.
    pub fn of_commune<'r>(
        election: &'a Election,
        profile: &'a RuleProfile,
        commune: &'a Commune,
        province: &'a Province,
        areas: impl IntoIterator<Item = (&'r Area, Totals)>,
        language: Language,
    ) -> Self {
        let of = TableOf::Commune { commune, province };
        let mut table = Self::new(election, profile, of, RowsOf::Places, Numbers::Public);
        table.add_areas(areas, language);
        table
    }

    /// The official table of a commune, with the areas of armed units.
    pub fn official_of_commune<'r>(
        election: &'a Election,
        profile: &'a RuleProfile,
        commune: &'a Commune,
        province: &'a Province,
        areas: impl IntoIterator<Item = (&'r Area, Totals)>,
        language: Language,
    ) -> Self {
        let of = TableOf::Commune { commune, province };
        let mut table = Self::new(election, profile, of, RowsOf::Places, Numbers::Official);
        table.add_areas(areas, language);
        table
    }

    fn add_areas<'r>(&mut self, areas: impl IntoIterator<Item = (&'r Area, Totals)>, language: Language) {
        let counted = areas.into_iter().filter(|(area, _)| self.numbers.count(area));
        self.rows = counted.map(|(area, totals)| place(area_name(area, language), totals)).collect();
    }

    /// The table of a province, from the public totals of its communes.
    pub fn of_province<'r>(
        election: &'a Election,
        profile: &'a RuleProfile,
        province: &'a Province,
        communes: impl IntoIterator<Item = (&'r Commune, Totals)>,
    ) -> Self {
        Self::of_communes(election, profile, province, Numbers::Public, communes)
    }

    /// The official table of a province, from the totals of its communes with the areas of armed units.
    pub fn official_of_province<'r>(
        election: &'a Election,
        profile: &'a RuleProfile,
        province: &'a Province,
        communes: impl IntoIterator<Item = (&'r Commune, Totals)>,
    ) -> Self {
        Self::of_communes(election, profile, province, Numbers::Official, communes)
    }

    fn of_communes<'r>(
        election: &'a Election,
        profile: &'a RuleProfile,
        province: &'a Province,
        numbers: Numbers,
        communes: impl IntoIterator<Item = (&'r Commune, Totals)>,
    ) -> Self {
        let mut table = Self::new(election, profile, TableOf::Province(province), RowsOf::Places, numbers);
        let communes = communes.into_iter();
        table.rows =
            communes.map(|(commune, totals)| place(capitalised(&commune_name(commune)), totals)).collect();
        table
    }

    /// The table of the constituencies of a level, each under the heading that `under` gives it.
    pub fn of_constituencies<'r, 't: 'r>(
        election: &'a Election,
        profile: &'a RuleProfile,
        of: TableOf<'a>,
        level: Level,
        language: Language,
        constituencies: impl IntoIterator<Item = (&'r ConstituencyTotals<'t>, Option<String>)>,
    ) -> Self {
        let mut table = Self::new(election, profile, of, RowsOf::Constituencies(level), Numbers::Public);
        let rows = constituencies
            .into_iter()
            .map(|(row, under)| SummaryRow { under, ..constituency(row, Numbers::Public, Words(language)) });
        table.rows = rows.collect();
        table
    }

    /// The same table with who signs it.
    #[must_use]
    pub fn signed_by(mut self, office: Option<&'a Office>) -> Self {
        self.office = office;
        self
    }

    /// The same table with rows for the constituencies of each level under its own; of a province not those of communes' councils.
    #[must_use]
    pub fn with_constituencies(mut self, constituencies: &Constituencies<'_>, language: Language) -> Self {
        let words = Words(language);
        let levels: Vec<Level> = self.election.levels.iter().filter(|level| self.tells(*level)).collect();
        for level in levels {
            let rows: Vec<_> = constituencies.of_level(level).filter(|row| self.holds(row)).collect();
            let is_partial = rows.iter().any(|row| row.is_partial);
            let heading = words.by_constituency_of(level, is_partial);
            self.constituencies.extend(rows.into_iter().map(|row| SummaryRow {
                under: Some(heading.clone()),
                ..constituency(row, self.numbers, words)
            }));
        }
        self
    }

    fn tells(&self, level: Level) -> bool {
        let is_own = self.rows_of == RowsOf::Constituencies(level);
        !is_own && (level != Level::Communal || matches!(self.of, TableOf::Commune { .. }))
    }

    /// Whether a constituency has areas whose numbers are counted.
    fn holds(&self, row: &ConstituencyTotals<'_>) -> bool {
        row.areas(self.numbers).next().is_some()
    }

    /// The sum of the rows.
    pub fn sum(&self) -> Totals {
        self.rows.iter().fold(Totals::default(), |mut sum, row| {
            sum += row.totals;
            sum
        })
    }

    /// The place's name: `xã Xuân Hòa, tỉnh Xuân An`.
    pub fn place(&self) -> String {
        match self.of {
            TableOf::Nation => "cả nước".to_owned(),
            TableOf::Province(province) => province_in_sentence(province),
            TableOf::Commune { commune, province } => super::commune_of_province(commune, province),
        }
    }

    /// The code of the place, by which errors name it.
    pub(super) fn code(&self) -> &str {
        match self.of {
            TableOf::Nation => "–",
            TableOf::Province(province) => province.province_code.as_str(),
            TableOf::Commune { commune, .. } => commune.commune_code.as_str(),
        }
    }

    pub(super) fn row_heading(&self, words: Words) -> &'static str {
        match (self.rows_of, self.of) {
            (RowsOf::Constituencies(_), _) | (_, TableOf::Nation) => words.constituency_unit(),
            (RowsOf::Places, TableOf::Province(_)) => words.commune(),
            (RowsOf::Places, TableOf::Commune { .. }) => words.area(),
        }
    }

    /// What the sum is called: where rows for constituencies follow, it says of what.
    pub(super) fn sum_heading(&self, words: Words) -> &'static str {
        match (self.constituencies.is_empty(), self.of) {
            (true, _) | (false, TableOf::Nation) => words.sum(),
            (false, TableOf::Province(_)) => words.sum_of_province(),
            (false, TableOf::Commune { .. }) => words.sum_of_commune(),
        }
    }

    /// The heading over the rows of places where rows for constituencies follow.
    pub(super) fn places_heading(&self, words: Words) -> Option<&'static str> {
        match (self.constituencies.is_empty(), self.rows_of, self.of) {
            (true, ..) | (_, RowsOf::Constituencies(_), _) | (_, _, TableOf::Nation) => None,
            (false, RowsOf::Places, TableOf::Province(_)) => Some(words.by_commune()),
            (false, RowsOf::Places, TableOf::Commune { .. }) => Some(words.by_area()),
        }
    }
}

fn place(label: String, totals: Totals) -> SummaryRow {
    SummaryRow { under: None, label, totals, seats: None }
}

fn constituency(row: &ConstituencyTotals<'_>, numbers: Numbers, words: Words) -> SummaryRow {
    SummaryRow {
        under: None,
        label: capitalised(&words.constituency(row.constituency)),
        totals: row.totals(numbers),
        seats: Some(Seats {
            seats: row.constituency.seats,
            voters_per_seat: row.voters_per_seat(numbers).filter(|_| !row.is_partial),
            deviation: row.deviation(numbers),
        }),
    }
}
