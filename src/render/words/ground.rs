//! The legal grounds of a supplementary list, fit for the wall.

use super::Words;
use crate::changes::{Kind, Section, Strike, SupplementRow};
use crate::render::Language;

/// Why a row of a supplementary list stands there: the articles, and nothing by which a sensitive fact could be told.
///
/// Release from custody, an armed unit joined, a right restored: each reads as every other addition or transfer does. A
/// struck row tells what the list says of it; one of an edition whose lists told nothing, by its event.
pub fn ground(row: &SupplementRow, language: Language) -> &'static str {
    let words = Words(language);
    match (row.section, row.kind) {
        (Section::Additions, _) => words.ground_addition(),
        (Section::Removals, Kind::Transfer | Kind::Mark) if row.strike.is_none() => words.ground_transfer(),
        (Section::Removals, _) => words.strike(row.strike.unwrap_or_else(|| Strike::of(row.event, None))),
        (Section::Corrections, _) if row.is_of_ground() => words.ground_of_decision(),
        (Section::Corrections, _) => words.ground_correction(),
        (Section::Marks, _) => words.ground_mark(),
    }
}
