//! A derived roll.

use super::super::findings::{Findings, Qualities};
use super::super::selection::Selection;
use crate::lists::Basis;
use crate::people::CommuneCode;
use crate::roll::Tally;
use std::collections::BTreeMap;

/// A derived roll, and what was found in its data.
pub struct Draft<'a> {
    pub basis: &'a Basis,
    pub roll_id: &'a str,
    /// The communes that were derived, in order.
    pub communes: &'a [CommuneCode],
    /// The counts of each commune.
    pub counts: &'a BTreeMap<CommuneCode, Tally>,
    /// The persons of no commune.
    pub adrift: &'a Tally,
    /// The sum of all.
    pub tally: &'a Tally,
    pub findings: Findings,
    pub quality: Qualities,
    /// The constituencies that are rendered alone.
    pub selection: Option<&'a Selection>,
}
