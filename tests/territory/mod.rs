//! Tests of `territory`.

mod builder;
mod check;
mod house;
mod lookup;
mod meaning;
