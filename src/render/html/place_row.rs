//! A part of a place, as tables and maps show it.

use super::figures::Books;
use crate::roll::Totals;
use crate::territory::Shape;
/// A part of a place: a province of the whole input, or a commune of a province. Public numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceRow<'a> {
    /// The folder of the part's page.
    pub code: &'a str,
    pub name: &'a str,
    pub books: Books,
    pub totals: Totals,
    /// Its outline on the map.
    pub shape: Option<&'a Shape>,
}
