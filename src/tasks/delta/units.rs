//! The reference tables of a database beside those of the snapshot that a delta builds on: who changed does not tell that an
//! area, a hamlet or a constituency did.

use super::super::error::TaskError;
use super::super::source::found_in;
use super::{DeltaOptions, Known, Source, person_tables};
use crate::extract::{self, Base, Described, Mode, Options, changed_tables};
use std::path::Path;

/// The reference tables that are other than the snapshot's, which the delta shall bring.
///
/// # Errors
/// [`TaskError::OtherUnits`] if there are some and the delta shall bring none; another if they cannot be read.
pub(super) fn changed(
    options: &DeltaOptions,
    known: &Known,
    source: &Source,
    scratch: &Path,
) -> Result<Vec<&'static str>, TaskError> {
    let mut places = found_in(&options.from, &source.views, &source.all)?.places;
    places.tables.retain(|placed| person_tables().all(|table| table.name != placed.table));
    if places.tables.is_empty() {
        return Ok(Vec::new());
    }
    let (place, base) = (options.from.to_string(), options.since.as_str());
    let mode = Mode::Delta { base: base.to_owned() };
    let described = Described { as_of: options.as_of, mode, document_no: None, terms: None };
    let extract = extract::assemble(place, described, places)?;
    let (territory, election) = (&known.basis.territory, &known.basis.election);
    let onto = Base { snapshot_id: base, as_of: known.as_of, election, units: territory.units() };
    let read = extract::start_onto(&extract, onto, Options::new(scratch), &mut |_| {})?;
    let tables = changed_tables(territory.units(), read.territory().units());
    match options.with_units || tables.is_empty() {
        true => Ok(tables.into_iter().map(|changed| changed.table).collect()),
        false => Err(TaskError::OtherUnits { snapshot_id: base.to_owned(), tables }),
    }
}
