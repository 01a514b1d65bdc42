//! The books of places: of an area, and the sums of everything that is made of areas.

use super::OutputError;
use crate::changes::Books;
use crate::lists::{CommuneState, Lists, ListsError};
use crate::people::{AreaCode, CommuneCode};
use crate::render::books::{BooksRow, BooksTable, PlaceLevel};
use crate::render::{Language, area_name, commune_name};
use std::collections::BTreeMap;

/// The books of one area's list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AreaBooks<'a> {
    pub area_code: &'a AreaCode,
    pub books: Books,
}

/// A commune, then its areas.
pub(crate) fn commune_lines(lists: &Lists, state: &CommuneState, areas: &[AreaBooks<'_>]) -> Vec<BooksRow> {
    let territory = &lists.basis.territory;
    let line = |area: &AreaBooks<'_>| BooksRow {
        level: PlaceLevel::Area,
        code: area.area_code.to_string(),
        name: territory
            .area(area.area_code)
            .map(|area| area_name(area, Language::Vietnamese))
            .unwrap_or_default(),
        books: area.books,
    };
    let parts: Vec<BooksRow> = areas.iter().map(line).collect();
    let name = territory.commune(&state.commune_code).map(commune_name).unwrap_or_default();
    let whole = BooksRow {
        level: PlaceLevel::Commune,
        code: state.commune_code.to_string(),
        name,
        books: sum(&parts, PlaceLevel::Area),
    };
    std::iter::once(whole).chain(parts).collect()
}

/// The nation, then each province before its communes.
pub(crate) fn with_sums(lists: &Lists, provinces: BTreeMap<&str, Vec<BooksRow>>) -> Vec<BooksRow> {
    let mut lines = Vec::new();
    for (code, parts) in provinces {
        let mut known = lists.basis.territory.provinces();
        let name = known.find(|province| province.province_code.as_str() == code);
        let books = sum(&parts, PlaceLevel::Area);
        let name = name.map(|province| province.name.clone()).unwrap_or_default();
        lines.push(BooksRow { level: PlaceLevel::Province, code: code.to_owned(), name, books });
        lines.extend(parts);
    }
    let books = sum(&lines, PlaceLevel::Area);
    lines.insert(0, BooksRow { level: PlaceLevel::Nation, code: String::new(), name: String::new(), books });
    lines
}

/// The sum of the lines of a level.
pub(crate) fn sum(lines: &[BooksRow], level: PlaceLevel) -> Books {
    let mut sum = Books::default();
    lines.iter().filter(|line| line.level == level).for_each(|line| sum += line.books);
    sum
}

/// The books of the areas of each commune and of everything made of them, as documents print them.
pub(super) fn table(
    lists: &Lists,
    communes: &BTreeMap<CommuneCode, Vec<AreaBooks<'_>>>,
) -> Result<BooksTable, OutputError> {
    let mut provinces: BTreeMap<&str, Vec<BooksRow>> = BTreeMap::new();
    for (code, areas) in communes {
        let Some(state) = lists.communes.get(code) else { continue };
        let lines = commune_lines(lists, state, areas);
        provinces.entry(state.province_code.as_str()).or_default().extend(lines);
    }
    BooksTable::new(with_sums(lists, provinces)).map_err(|error| ListsError::Unbalanced(error).into())
}
