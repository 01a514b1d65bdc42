//! cutri (*cử tri*, voter) derives the voter rolls of Vietnam's elections from the population database, proves
//! every line of them, and prints them.
//!
//! Data flow one way through the tree:
//!
//! ```text
//! extract ──► store ──► law::decide ──► roll ──► store ──► render ──► files
//! CSV, XLSX   facts,    who, where,     order,   entries,  PDF HTML
//! read,       a         which ballots,  numbers, reasons   CSV XLSX
//! check,      snapshot  why: article    totals             JSON
//! findings              and facts
//! └─ edge ─┘ └ shell ┘ └──── pure ────────────┘ └ shell ┘ └ bytes ┘
//! ```
//!
//! The pure modules are functions of their arguments, without clock, files or SQL; each may use those before it:
//! [`people`] (who persons are, and their facts), [`territory`] (where: which area serves a house or a facility), [`law`]
//! (who may vote, where and with which ballots: it asks the territory), [`roll`] (the lists, and books that balance) and
//! [`changes`] (what happens to lists once they are posted, under which rule).
//!
//! Posted lists as they stand in the database are [`lists`]' own: what a change of them reads, and the one door through which it
//! is made.
//!
//! Around them, not knowing one another: [`extract`] is the edge where files come in, [`store`] holds the only SQL, and
//! [`render`] turns rolls into documents. [`output`] puts those into folders that appear whole, of drafts or of posted lists;
//! [`proof`] reads both databases and outputs again, and tells whether they are what was stated and signed.
//! [`mod@import`] takes an office's own workbook into an extract. [`sample`] invents extracts. [`tasks`] are the use cases, which
//! join all these, and whose errors say by [`class`] how grave they are; [`cli`] speaks with the person at the terminal, who hears
//! by [`progress`] how far they are; [`clock`] alone reads the time, [`files`] knows what a disk shares with other runs and users,
//! and [`given`] reads what somebody names; where a test may end the program is marked by `fail_point!`, of which no release
//! knows. The arrows between modules are kept by a test.

#[macro_use]
mod fail_point;

pub mod changes;
pub mod class;
pub mod cli;
pub mod clock;
pub mod extract;
pub mod files;
pub mod given;
pub mod import;
pub mod law;
pub mod lists;
pub mod output;
pub mod people;
pub mod progress;
pub mod proof;
pub mod render;
pub mod roll;
pub mod sample;
pub mod store;
pub mod tasks;
pub mod territory;
