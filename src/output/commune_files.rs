//! What is known of a commune once its files are written.

use crate::changes;
use crate::people::AreaCode;
use crate::render::html::Figures;
use crate::roll::{Tally, Totals};
use std::collections::BTreeMap;

/// What was written for a commune, and what the pages above need of it.
#[derive(Debug, Default)]
pub(super) struct CommuneFiles {
    pub figures: Figures,
    /// The digest of each area's canonical entries.
    pub digests: BTreeMap<AreaCode, String>,
    /// The sums of each area, counted from its rows.
    pub totals: BTreeMap<AreaCode, Totals>,
    /// The counts of posted lists, as they are rendered.
    pub tally: Tally,
    /// The books of posted lists in the version that is rendered.
    pub books: BTreeMap<AreaCode, changes::Books>,
}
