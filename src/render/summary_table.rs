//! The summary table (*biểu tổng hợp*): one row an area of a commune, or a commune of a province, and their sum.
//!
//! The renderers of HTML and XLSX take the same table.

use super::place::{capitalised, province_in_sentence};
use super::words::Words;
use super::{Language, area_name, commune_name};
use crate::law::{Election, RuleProfile};
use crate::roll::Totals;
use crate::territory::{Area, AreaKind, Commune, Province};

/// Of which place the table is.
#[derive(Debug, Clone, Copy)]
pub enum TableOf<'a> {
    /// The rows are communes.
    Province(&'a Province),
    /// The rows are areas.
    Commune { commune: &'a Commune, province: &'a Province },
}

/// One row: an area or a commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryRow {
    pub label: String,
    pub totals: Totals,
}

/// The table with the election it counts for.
#[derive(Debug, Clone)]
pub struct SummaryTable<'a> {
    pub election: &'a Election,
    pub profile: &'a RuleProfile,
    pub of: TableOf<'a>,
    pub rows: Vec<SummaryRow>,
}

impl<'a> SummaryTable<'a> {
    /// The table of a commune. Areas of their own for armed units are left out: their numbers are confidential.
    pub fn of_commune<'r>(
        (election, profile): (&'a Election, &'a RuleProfile),
        (commune, province): (&'a Commune, &'a Province),
        areas: impl IntoIterator<Item = (&'r Area, Totals)>,
        language: Language,
    ) -> Self {
        let public = areas.into_iter().filter(|(area, _)| area.kind != AreaKind::Military);
        let rows = public.map(|(area, totals)| SummaryRow { label: area_name(area, language), totals });
        Self { election, profile, of: TableOf::Commune { commune, province }, rows: rows.collect() }
    }

    /// The table of a province, from the public totals of its communes.
    pub fn of_province<'r>(
        (election, profile): (&'a Election, &'a RuleProfile),
        province: &'a Province,
        communes: impl IntoIterator<Item = (&'r Commune, Totals)>,
    ) -> Self {
        let rows = communes
            .into_iter()
            .map(|(commune, totals)| SummaryRow { label: capitalised(&commune_name(commune)), totals });
        Self { election, profile, of: TableOf::Province(province), rows: rows.collect() }
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
            TableOf::Province(province) => province_in_sentence(province),
            TableOf::Commune { commune, province } => {
                format!("{}, {}", commune_name(commune), province_in_sentence(province))
            }
        }
    }

    pub(super) fn row_heading(&self, words: Words) -> &'static str {
        match self.of {
            TableOf::Province(_) => words.commune(),
            TableOf::Commune { .. } => words.area(),
        }
    }
}
