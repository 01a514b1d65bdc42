//! Tests of `tasks`.

mod agreement;
mod forms;
mod places;
mod same_bytes;
mod subset;
