//! The legal grounds of a supplementary list, fit for the wall.

use super::Words;
use crate::changes::{Event, Kind, Section, SupplementRow};
use crate::render::Language;

/// Why a row of a supplementary list stands there: the articles, and nothing by which a sensitive fact could be told.
///
/// Release from custody, an armed unit joined, a right restored: each reads as every other addition or transfer does. A
/// removal tells its own article, for who declared an absence or lost a residence has lost no right: only Art. 30.5 says so.
pub fn ground(row: &SupplementRow, language: Language) -> &'static str {
    let words = Words(language);
    match (row.section, row.kind) {
        (Section::Additions, _) => words.ground_addition(),
        (Section::Removals, Kind::Transfer | Kind::Mark) => words.ground_transfer(),
        (Section::Removals, Kind::Add | Kind::Remove | Kind::Correct) => removal(row.event, words),
        (Section::Corrections, _) if row.is_of_ground() => words.ground_of_decision(),
        (Section::Corrections, _) => words.ground_correction(),
        (Section::Marks, _) => words.ground_mark(),
    }
}

fn removal(event: Event, words: Words) -> &'static str {
    match event {
        Event::R15 => words.ground_absence(),
        Event::R16 | Event::R18 => words.ground_placeless(),
        Event::R10 => words.ground_complaint(),
        Event::R1
        | Event::R2
        | Event::R3
        | Event::R4
        | Event::R5
        | Event::R6
        | Event::R7
        | Event::R8
        | Event::R9
        | Event::R11
        | Event::R12
        | Event::R13
        | Event::R14
        | Event::R17
        | Event::R19
        | Event::R21 => words.ground_removal(),
    }
}
