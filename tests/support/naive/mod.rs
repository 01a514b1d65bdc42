//! A second, deliberately naive derivation.
