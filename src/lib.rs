//! cutri (*cử tri*, voter) derives the voter rolls of Vietnam's elections from the population database, proves
//! every line of them, and prints them.
//!
//! Data flows one way through the tree:
//!
//! ```text
//! extract ─► store ─► territory ─► law::decide ─► roll ─► render ─► files
//! CSV, XLSX  facts    area and     who, which     order,   PDF HTML
//! read,      one      constitu-    ballots, why:  numbers, CSV XLSX
//! check,     snapshot encies       article, fact  totals   JSON
//! findings
//! └ edge ┘  └ shell ┘ └──── pure: no clock, no files, no SQL ────┘└ bytes ┘
//! ```
//!
//! [`people`], [`territory`], [`law`] and [`roll`] are pure functions of their arguments; [`extract`] is the edge where
//! files come in, [`store`] the only SQL, [`render`] turns rolls into documents, [`tasks`] are the use cases and
//! [`cli`] speaks with the person at the terminal. The arrows between them are kept by a test.

pub mod cli;
pub mod clock;
pub mod extract;
pub mod law;
pub mod people;
pub mod render;
pub mod roll;
pub mod sample;
pub mod store;
pub mod tasks;
pub mod territory;
