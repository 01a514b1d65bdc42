//! Official papers beside the list: cards to take back, and the register of complaints.

mod register;
mod returned;

pub(super) use register::paper as register;
pub(super) use returned::paper as returned;
