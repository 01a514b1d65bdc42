//! What is told to whoever watches an extract or a delta being read.

use crate::extract;
use crate::progress::Progress;

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
