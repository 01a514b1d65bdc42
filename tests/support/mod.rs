//! Builders and helpers shared by the tests.

pub mod naive;
pub mod postgres;
