//! Tests of `cli`.

mod broken;
mod commands;
mod diff;
mod explain;
mod privacy;
mod terminal;
mod verify;
