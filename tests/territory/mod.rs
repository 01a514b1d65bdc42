//! Tests of `territory`.
