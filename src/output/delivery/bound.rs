//! The papers of a constituency's areas bound in one file a kind, commune after commune.

use super::super::OutputError;
use super::super::commune;
use super::super::job::Job;
use super::super::papers::Papers;
use super::super::place::Place;
use super::binder::Binder;
use crate::people::{CommuneCode, ConstituencyCode};
use crate::render::constituencies::{FOLDER, file_stem};
use crate::render::constituency_name;
use crate::store::Tx;
use std::collections::BTreeMap;
use tokio::runtime::Handle;

/// Binds the papers of the constituencies that are rendered alone, if that was asked.
pub(in super::super) fn constituencies(job: &Job<'_>) -> Result<(), OutputError> {
    let (Some(selection), true) = (job.source.selection(), job.options.delivery.merge) else { return Ok(()) };
    let handle = Handle::current();
    let mut tx = handle.block_on(job.database.read())?;
    for code in selection.codes() {
        constituency(job, &handle, &mut tx, code)?;
    }
    Ok(handle.block_on(tx.rollback())?)
}

fn constituency(
    job: &Job<'_>,
    handle: &Handle,
    tx: &mut Tx,
    code: &ConstituencyCode,
) -> Result<(), OutputError> {
    let territory = &job.basis().territory;
    let Some(row) = territory.constituency(code) else { return Ok(()) };
    let stem = format!("{FOLDER}/{}", file_stem(row.level, code));
    let title = constituency_name(row);
    let Some(mut binder) = Binder::of_constituency(job, &stem, &title) else { return Ok(()) };
    let areas = territory.areas_of_constituency(code);
    let mut communes: BTreeMap<&CommuneCode, Vec<_>> = BTreeMap::new();
    areas.into_iter().for_each(|area| communes.entry(&area.commune_code).or_default().push(area));
    for (commune, areas) in communes {
        let Some(commune) = territory.commune(commune) else { continue };
        let province = territory.named_province_of(commune);
        let place = Place::new(job.source, &province, commune);
        let histories = handle.block_on(job.source.histories(tx, &commune.commune_code))?;
        for area in areas {
            let history = histories.get(&area.area_code);
            let read = handle.block_on(commune::read(job.source, tx, area, history))?;
            let Some(read) = read else { continue };
            binder.add(job, &Papers::of_folder(job, &place, &read.list(area, history), read.totals))?;
        }
    }
    binder.finish(job)
}
