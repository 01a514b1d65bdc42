//! Who watches a delta being taken.

use super::super::check::FindingLine;
use crate::progress::{Progress, Unwatched};

/// Somebody who watches a delta being taken, and hears what is odd in it before it is done.
pub trait DeltaProgress: Progress {
    /// What is odd in what was read, before the task goes on.
    fn found(&self, findings: &[FindingLine]);
}

impl DeltaProgress for Unwatched {
    fn found(&self, _findings: &[FindingLine]) {}
}
