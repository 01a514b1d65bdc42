//! What is counted of a commune while it is derived.

use crate::roll::Tally;
use serde::{Deserialize, Serialize};

/// The counts of one commune as they are kept: its own persons, and those of no commune that it counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CommuneCounts {
    pub own: Tally,
    pub adrift: Tally,
}
