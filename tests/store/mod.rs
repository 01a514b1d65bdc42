//! Tests of `store`: one body for both databases.

mod closing;
mod dossiers;
pub mod fixture;
mod full;
mod hot;
mod lost;
mod opening;
mod patience;
mod rolls;
mod schema;
mod shapes;
mod snapshots;

pub use fixture::Fixture;
