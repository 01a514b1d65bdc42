//! The arguments that ask for printed documents once more, as they leave the office.

use crate::output::{Delivery, Format};
use clap::Args;
use std::collections::BTreeSet;
use std::num::NonZeroU16;

/// How printed documents are handed over.
#[derive(Debug, Args)]
pub(super) struct Deliver {
    /// Also pack the printed documents of each commune: what may be posted, and what is official
    #[arg(long)]
    pub zip: bool,
    /// Also bind the papers of each commune, or of the constituencies asked for, a file a kind, with an outline and blank pages for both sides of sheets
    #[arg(long)]
    pub merge: bool,
    /// Also divide what is to be printed among so many print shops, by pages, each with a job ticket
    #[arg(long, value_name = "N")]
    pub printers: Option<NonZeroU16>,
    /// Give print shops the papers of armed units and those with personal numbers too
    #[arg(long, requires = "printers")]
    pub printers_get_all: bool,
}

impl Deliver {
    /// What is asked; there must be something printed to hand over.
    pub(super) fn of(&self, formats: &BTreeSet<Format>) -> anyhow::Result<Delivery> {
        let delivery = Delivery {
            zip: self.zip,
            merge: self.merge,
            printers: self.printers,
            printers_get_all: self.printers_get_all,
        };
        match delivery == Delivery::default() || formats.contains(&Format::Pdf) {
            true => Ok(delivery),
            false => Err(anyhow::anyhow!(
                "--zip, --merge and --printers hand printed documents over: add pdf to --formats"
            )),
        }
    }
}
