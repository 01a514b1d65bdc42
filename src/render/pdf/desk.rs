//! The desk: what every document is laid out with.

use super::face::Faces;
use super::layout::Layout;
use super::symbol::Symbols;

/// Faces, symbols and the layout that was chosen.
pub(super) struct Desk {
    pub(super) faces: Faces,
    pub(super) symbols: Symbols,
    pub(super) layout: Layout,
}
