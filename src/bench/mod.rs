//! \[shell\] How fast the program is, measured by running it: the phases of a national derivation on invented people, beside
//! baselines on the same data in the same session.
//!
//! Every phase is this program's own command in a process of its own, as an operator would run it. What it cost is what the
//! system counts for the process and, where the database's server runs on the same machine, for the server's. The
//! baselines are other programs: `psql` and DuckDB, with the texts in `benches/national`.
//!
//! Nothing here decides anything of a roll, and nothing else may time what it does.

mod baseline;
mod error;
mod lookup;
mod national;
mod results;
mod run;
mod usage;

pub use error::BenchError;
pub use lookup::Lookups;
pub use national::{NationalOptions, national};
pub use results::{Comparison, Growth, Kind, Line, Results, growth};
