//! Builders and helpers shared by the tests.

pub mod builders;
pub mod naive;
pub mod postgres;
