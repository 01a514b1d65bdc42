//! Tests of posted lists that move on with the population database.

mod anew;
mod areas;
mod batches;
mod books;
mod bounded;
mod expected;
mod found;
mod halves;
mod killed;
mod late;
mod order;
mod perhaps_twice;
mod renumbered;
mod sample;
mod town;
mod tripwires;
mod undone;
mod unread;
