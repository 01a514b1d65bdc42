//! Tests of `roll`.
