//! \[shell\] The use cases, one a file: each is a transaction or an output that appears whole, and answers with a result
//! that the command line words. Writes no SQL and prints nothing.

pub mod books;
pub mod certificate;
pub mod check;
pub mod complaint;
pub mod database;
pub mod delta;
pub mod derive;
pub mod error;
mod error_code;
pub mod event;
pub mod explain;
mod findings;
pub mod fix;
pub mod generate;
pub mod import;
pub mod load;
pub mod log;
mod origin;
pub mod post;
pub mod progress;
pub mod report;
pub mod review;
pub mod search;
pub mod source;
pub mod status;
pub mod timetable;
pub mod transfer;
pub mod undo;
pub mod update;
pub mod waiting;

pub use error::{BaseStanding, TaskError};
