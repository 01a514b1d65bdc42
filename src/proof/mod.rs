//! \[shell\] Whether a database and an output are what they say they are: the audit, the chain of versions, digests, signatures
//! and sums, read again and counted again; the keys that sign, and proofs of single rows. Changes nothing of what it reads; knows
//! no extract and no command.

pub mod audit;
mod database;
mod error;
mod filing;
mod folder;
pub mod key;
mod prove;
mod roll;
mod witness;

pub use crate::output::reading::Problem;
pub use database::{Checking, VerifiedDatabase, verify_database};
pub use error::ProofError;
pub use folder::{Verified, verify};
pub use prove::prove;
pub use witness::{Witness, WitnessedLine, WitnessedVersion};
