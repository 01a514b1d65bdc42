//! What is told to whoever watches an extract or a delta being read.

use super::check::FindingLine;
use crate::extract;
use crate::progress::{Progress, Unwatched};

/// Somebody who watches a delta being taken, and hears what is odd in it before it is done.
pub trait DeltaProgress: Progress {
    /// What is odd in what was read, before the task goes on.
    fn found(&self, findings: &[FindingLine]);
}

impl DeltaProgress for Unwatched {
    fn found(&self, _findings: &[FindingLine]) {}
}

/// Tells a watcher how far the reading of an extract is, a phase for each table.
pub fn reading(progress: &dyn Progress) -> impl FnMut(extract::Progress) {
    let mut table = "";
    move |at| {
        if at.table != table {
            match at.unit {
                extract::Unit::Bytes => progress.begin_file(at.table, at.total),
                extract::Unit::Rows | extract::Unit::Records => progress.begin(at.table, at.total),
            }
            table = at.table;
        }
        progress.reach(at.done);
    }
}
