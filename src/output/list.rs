//! A list as an area's files show it.

use crate::lists::history::AreaHistory;
use crate::render::documents::ListVersion;
use crate::roll::Entry;
use crate::territory::Area;

/// A list as an area's files show it.
#[derive(Clone, Copy)]
pub(super) struct List<'a> {
    pub area: &'a Area,
    pub version: &'a ListVersion,
    pub entries: &'a [Entry],
    /// Of posted lists only.
    pub history: Option<&'a AreaHistory>,
}
