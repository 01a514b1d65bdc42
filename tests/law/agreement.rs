//! The program and the naive derivation agree (compared once both stand).
