//! `viec-can-lam.xlsx`: what a commune's office, and whoever keeps the data, has to look into.

use super::OutputError;
use super::job::Job;
use super::options::Format;
use super::place::Place;
use super::todo::{self, Flagged, People};
use crate::render::html::Document;
use crate::render::xlsx;
use crate::render::{Language, area_name};
use crate::roll::{Entry, Unlisted};
use crate::territory::Area;

/// The file's name.
const NAME: &str = "viec-can-lam.xlsx";

/// The files of those who stand on no list and of what there is to do, as pages link them.
pub(super) fn documents(job: &Job<'_>) -> Vec<Document> {
    let work = job.wants(Format::Xlsx).then_some(Document::Todo);
    work.into_iter().chain([Document::NotListed]).collect()
}

/// What the lists of a commune leave to do, area by area.
#[derive(Default)]
pub(super) struct OfficeWork {
    people: People,
    flagged: Vec<Flagged>,
}

impl OfficeWork {
    /// Adds the rows of an area's list.
    pub(super) fn add(&mut self, job: &Job<'_>, area: &Area, entries: &[Entry]) {
        if !job.wants(Format::Xlsx) {
            return;
        }
        let name = area_name(area, Language::Vietnamese);
        for entry in entries {
            self.people.add_listed(entry);
            self.flagged.extend(Flagged::of(entry, &name));
        }
    }

    /// Writes the workbook of a commune.
    pub(super) fn write(
        mut self,
        job: &Job<'_>,
        place: &Place<'_>,
        unlisted: &[Unlisted],
    ) -> Result<(), OutputError> {
        if !job.wants(Format::Xlsx) {
            return Ok(());
        }
        unlisted.iter().for_each(|person| self.people.add_unlisted(person));
        let code = Some(&place.commune.commune_code);
        let of = job.source.findings().map(|found| found.matters.of_commune(code)).unwrap_or_default();
        let mut sheets = vec![todo::unlisted(unlisted), todo::flagged(&self.flagged)];
        sheets.splice(0..0, todo::of_matters(&of, &self.people));
        let work = todo::workbook(place.name(), job.basis().as_of, sheets);
        let path = format!("{}/{NAME}", place.folder);
        job.place.folder.write(&path, |out| xlsx::todo(&work, out).map_err(OutputError::from)).map(drop)
    }
}

/// Writes the workbook of the whole input: everything that was rejected and found, and who belongs to no commune.
pub(super) fn write_all(job: &Job<'_>, adrift: &[Unlisted]) -> Result<(), OutputError> {
    if !job.wants(Format::Xlsx) {
        return Ok(());
    }
    let mut people = People::default();
    adrift.iter().for_each(|person| people.add_unlisted(person));
    let (matters, nameless) = match job.source.findings() {
        Some(found) => (found.matters.all(), found.nameless.clone()),
        None => Default::default(),
    };
    let mut sheets = todo::of_matters(&matters, &people);
    sheets.extend([nameless, todo::unlisted(adrift)]);
    let work = todo::workbook("toàn bộ dữ liệu".to_owned(), job.basis().as_of, sheets);
    job.place.folder.write(NAME, |out| xlsx::todo(&work, out).map_err(OutputError::from)).map(drop)
}
