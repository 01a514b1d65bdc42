//! Checks of the territory: Art. 10 and 11, Circular 21/2025 Art. 3–4 (T1–T3).

use super::units::Territory;
use crate::people::CommuneCode;

/// What is wrong with a part of the territory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TroubleKind {}

/// A finding on the territory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    pub kind: TroubleKind,
    pub commune_code: Option<CommuneCode>,
    /// The code of the unit.
    pub subject: String,
    pub detail: String,
}

/// Checks the whole territory.
pub fn check(_territory: &Territory) -> Vec<Trouble> {
    Vec::new()
}
