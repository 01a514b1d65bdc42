//! Tests of posted lists that move on with the population database.

mod anew;
