//! Official papers beside the list: those an office works with, cards to take back, and the register of complaints.

mod register;
mod returned;
mod summary;
mod voters;

pub(super) use register::paper as register;
pub(super) use returned::paper as returned;
pub(super) use summary::paper as summary;
pub(super) use voters::paper as voters;
