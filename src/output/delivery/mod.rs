//! What leaves the office: the printed documents of an output once more, packed by commune or divided among print shops.

mod archive;
mod binder;
mod bound;
mod paper;
mod share;
mod ticket;

pub(super) use binder::Binder;
pub(super) use bound::constituencies;
pub use share::{Work, shares};

use super::OutputError;
use super::commune_files::CommuneFiles;
use super::job::Job;
use super::names::PRINTERS;
use crate::people::CommuneCode;
use paper::Paper;
use std::collections::BTreeMap;

/// Packs the printed documents of a commune, if that was asked.
pub(super) fn pack(job: &Job<'_>, code: &CommuneCode, files: &CommuneFiles) -> Result<(), OutputError> {
    let Some(commune) = job.basis().territory.commune(code).filter(|_| job.options.delivery.zip) else {
        return Ok(());
    };
    let folder = format!("{}/{code}", commune.province_code);
    archive::write(job, &folder, code.as_str(), &paper::of_commune(job, commune, files))
}

/// Divides the printed documents of all communes among print shops, if that was asked. What is confidential, or holds personal
/// numbers, leaves the office only where that was asked too.
pub(super) fn divide(
    job: &Job<'_>,
    communes: &BTreeMap<CommuneCode, CommuneFiles>,
) -> Result<(), OutputError> {
    let Some(printers) = job.options.delivery.printers else { return Ok(()) };
    let known =
        communes.iter().filter_map(|(code, files)| Some((job.basis().territory.commune(code)?, files)));
    let papers: Vec<Paper> =
        known.flat_map(|(commune, files)| paper::of_commune(job, commune, files)).collect();
    let may_leave = |paper: &&Paper| job.options.delivery.printers_get_all || !paper.is_confidential;
    let papers: Vec<&Paper> = papers.iter().filter(may_leave).collect();
    let works: Vec<Work<'_>> = papers
        .iter()
        .map(|paper| Work {
            commune: paper.commune.as_str(),
            area: paper.area.as_ref().map_or("", |(code, _)| code.as_str()),
            name: &paper.file,
            pages: paper.pages,
        })
        .collect();
    let of_name: BTreeMap<&str, &Paper> = papers.iter().map(|paper| (paper.file.as_str(), *paper)).collect();
    let digits = printers.to_string().len().max(2);
    for (number, share) in (1..).zip(shares(&works, printers.get().into())) {
        let name = format!("{PRINTERS}{number:0digits$}");
        let papers = share.iter().filter_map(|work| of_name.get(work.name).copied());
        ticket::write(job, &name, papers)?;
    }
    Ok(())
}
