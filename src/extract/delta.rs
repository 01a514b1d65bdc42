//! Reading a delta: onto the base that it changes, or alone, to look at it.

use super::check::Lists;
use super::error::ExtractError;
use super::package::{Extract, Mode};
use super::reading::{Options, Reader, open_book, start};
use super::replace::replace;
use super::table::Progress;
use super::{shapes, units};
use crate::law::Election;
use crate::territory::{Territory, Units};
use chrono::NaiveDate;
use std::sync::Arc;

/// What a delta is read onto: a snapshot that the caller knows.
#[derive(Debug, Clone, Copy)]
pub struct Base<'a> {
    pub snapshot_id: &'a str,
    /// The day the snapshot tells of.
    pub as_of: NaiveDate,
    pub election: &'a Election,
    pub units: &'a Units,
}

/// What a delta brings that is other than its base's, by content: the same once more is no difference. Where either is,
/// everybody must be decided anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BaseDifference {
    /// A reference table is other than the base's.
    pub units: bool,
    /// The election is other than the base's. Whether a parameter of its rule profile is, which `election.toml` overrides,
    /// is for the caller to compare, who knows the profile of the base.
    pub election: bool,
}

/// Reads the units of a delta onto `base`: each reference table in the delta replaces the base's, and so does its election.
///
/// # Errors
/// [`ExtractError`] if the extract is a full one, builds on another base, tells of an earlier day than the base, or a
/// table of units cannot be read or would leave nothing of the base's.
pub fn start_onto<'a>(
    extract: &'a Extract,
    base: Base<'a>,
    options: Options<'a>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Reader<'a>, ExtractError> {
    base.expect(extract)?;
    let election = extract.terms.as_ref().map_or(base.election, |terms| &terms.election);
    let mut book = open_book(extract, options)?;
    shapes::pass_over(extract.shapes.as_deref(), &mut book)?;
    let brought = units::read(extract, &mut book, progress)?;
    let (units, units_are_other) = replace(base.units, brought, extract)?;
    let difference = BaseDifference { units: units_are_other, election: election != base.election };
    Ok(Reader {
        extract,
        options,
        territory: Arc::new(Territory::new(units)),
        lists: Lists::ALL,
        election: Some(election),
        difference: Some(difference),
        shapes: None,
        book,
    })
}

/// Reads the units of an extract, whatever it is, by itself: of a delta, codes are checked only against those tables that it
/// brings, and former communes stay as they are unless it brings the communes.
///
/// # Errors
/// [`ExtractError`] if a table of units cannot be read.
pub fn start_alone<'a>(
    extract: &'a Extract,
    options: Options<'a>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Reader<'a>, ExtractError> {
    if extract.mode == Mode::Full {
        return start(extract, options, progress);
    }
    let mut book = open_book(extract, options)?;
    shapes::pass_over(extract.shapes.as_deref(), &mut book)?;
    let territory = Arc::new(Territory::new(units::read(extract, &mut book, progress)?));
    let election = extract.terms.as_ref().map(|terms| &terms.election);
    let (lists, difference, shapes) = (Lists::of(extract), None, None);
    Ok(Reader { extract, options, territory, lists, election, difference, shapes, book })
}

impl Base<'_> {
    /// Refuses what is no delta on this base, or comes out of order.
    fn expect(&self, extract: &Extract) -> Result<(), ExtractError> {
        let at = self.snapshot_id;
        match &extract.mode {
            Mode::Full => Err(ExtractError::NotADelta { base: at.into() }),
            Mode::Delta { base } if base != at => {
                Err(ExtractError::OtherBase { builds_on: base.clone(), at: at.into() })
            }
            Mode::Delta { .. } if extract.as_of < self.as_of => {
                Err(ExtractError::BeforeBase { as_of: extract.as_of, base: self.as_of })
            }
            Mode::Delta { .. } => Ok(()),
        }
    }
}
