//! The legal grounds of a supplementary list, fit for the wall.

use super::Words;
use crate::changes::{Kind, Section};
use crate::render::Language;

/// Why a row of a supplementary list stands there: the articles, and nothing by which a sensitive fact could be told.
///
/// Release from custody, an armed unit joined, a right restored: each reads as every other addition or transfer does.
///
/// ```
/// use cutri::changes::{Kind, Section};
/// use cutri::render::{Language, words::ground};
/// let restored = ground(Section::Additions, Kind::Add, Language::Vietnamese);
/// assert_eq!(restored, "bổ sung theo Điều 29, Điều 30 Luật Bầu cử");
/// assert_eq!(restored, ground(Section::Additions, Kind::Transfer, Language::Vietnamese));
/// ```
pub fn ground(section: Section, kind: Kind, language: Language) -> &'static str {
    let words = Words(language);
    match (section, kind) {
        (Section::Additions, Kind::Add | Kind::Remove | Kind::Correct | Kind::Mark | Kind::Transfer) => {
            words.ground_addition()
        }
        (Section::Removals, Kind::Transfer) => words.ground_transfer(),
        (Section::Removals, Kind::Add | Kind::Remove | Kind::Correct | Kind::Mark) => words.ground_removal(),
        (Section::Corrections, Kind::Add | Kind::Remove | Kind::Correct | Kind::Mark | Kind::Transfer) => {
            words.ground_correction()
        }
        (Section::Marks, Kind::Add | Kind::Remove | Kind::Correct | Kind::Mark | Kind::Transfer) => {
            words.ground_mark()
        }
    }
}
