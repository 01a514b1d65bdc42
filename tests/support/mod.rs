//! Builders and helpers shared by the tests.

pub mod actor;
pub mod books;
pub mod builders;
pub mod comparison;
pub mod foreign;
pub mod naive;
pub mod output;
pub mod package;
pub mod posted;
pub mod postgres;
pub mod program;
pub mod recount;
pub mod skip;
pub mod standing;
pub mod traffic;
