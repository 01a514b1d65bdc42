//! The files of one posted area beside those of drafts: rows and chain as they are digested, and, of the version that
//! changed it, the supplementary list, the cards of those added and the list of cards to take back.

use super::OutputError;
use super::job::Job;
use super::lines;
use super::names::{CHAIN, ROWS};
use super::options::Format;
use super::place::Place;
use crate::changes::{Issue, Supplement};
use crate::lists::history::AreaHistory;
use crate::render::documents::{self, AreaPaper, AreaPlace, ListVersion};
use crate::render::html::Document;
use crate::render::pdf::{self, ListCopy};
use crate::render::{csv, forms, html, xlsx};
use crate::roll::{Entry, Totals};
use crate::territory::{Area, AreaKind};
use std::io::Write;

/// What posted lists have beside drafts: the rows and the chain as they are digested, and the supplement of the version.
pub(super) fn area_files(
    job: &Job<'_>,
    place: &Place<'_>,
    area: &Area,
    history: &AreaHistory,
    entries: &[Entry],
) -> Result<(), OutputError> {
    let own = format!("{}/{}", place.folder, area.area_code);
    if job.wants(Format::Jsonl) {
        let folder = job.place.folder;
        folder.write(&format!("{own}/{ROWS}"), |out| lines::json(entries, "row", out))?;
        let chain = job.source.chain(Some(history));
        folder.write(&format!("{own}/{CHAIN}"), |out| lines::json(chain, "version", out))?;
    }
    let Some(version) = job.source.supplement() else { return Ok(()) };
    let Some(supplement) = supplement_of(area, history, version, Totals::of(entries)) else { return Ok(()) };
    let list = ListVersion::of(&supplement);
    let files = Files {
        job,
        place: place.of_area(job.source, area, &list),
        folder: format!("changes/{version}/{own}"),
        supplement: &supplement,
        posted: &supplement.posted(),
    };
    files.papers()?;
    files.cards_to_hand_out()?;
    files.cards_to_take_back()?;
    files.posted()
}

/// What a version changed of an area's list; `None`: nothing.
fn supplement_of(area: &Area, history: &AreaHistory, version: u32, totals: Totals) -> Option<Supplement> {
    let list = history.version_at(version)?;
    let edits = history.changed.iter().filter(|row| row.version == version);
    let issue = Issue {
        version: list.version,
        occasion: history.occasion(list.version),
        at: list.at,
        digest: list.digest.to_string(),
        totals,
    };
    let edits = edits.map(|row| (row.change.kind, row.change.rule, row.edit.clone()));
    Some(Supplement::new(area.area_code.clone(), issue, edits)).filter(|it| !it.rows.is_empty())
}

/// The files of a supplement.
struct Files<'a> {
    job: &'a Job<'a>,
    place: AreaPlace<'a>,
    folder: String,
    supplement: &'a Supplement,
    /// What of it is posted.
    posted: &'a Supplement,
}

impl Files<'_> {
    fn is_public(&self) -> bool {
        self.place.area.kind != AreaKind::Military
    }

    fn print<'d>(&self, file: &str, document: impl Into<pdf::Document<'d>>) -> Result<(), OutputError> {
        self.job.print(&format!("{}/{file}", self.folder), &self.place.area.area_code, document)
    }

    fn write<E: Into<OutputError>>(
        &self,
        file: &str,
        fill: impl FnOnce(&mut dyn Write) -> Result<(), E>,
    ) -> Result<(), OutputError> {
        self.job.place.folder.write(&format!("{}/{file}", self.folder), fill).map(drop)
    }

    /// The official copy on paper, and the one that is posted.
    fn papers(&self) -> Result<(), OutputError> {
        if let Some(document) = documents::supplement(&self.place, self.supplement, ListCopy::Official) {
            self.print("supplement-official.pdf", &document)?;
        }
        let copy = self.job.list_copy();
        match documents::supplement(&self.place, self.posted, copy).filter(|_| self.is_public()) {
            Some(document) => self.print("supplement.pdf", &document),
            None => Ok(()),
        }
    }

    /// The cards of those added, and the sheet they are signed for on.
    fn cards_to_hand_out(&self) -> Result<(), OutputError> {
        let Self { job, place, supplement, .. } = self;
        let added = || supplement.cards_to_hand_out();
        if added().next().is_none() {
            return Ok(());
        }
        if job.options.papers.contains(&AreaPaper::Cards) {
            let cards = documents::cards(place, added(), job.basis().profile.card_id);
            self.print(Document::Cards.file_name(), &cards)?;
        }
        if job.options.papers.contains(&AreaPaper::Handover) {
            let sheet = documents::handover(place, added(), Totals::of(added()));
            self.print(Document::Handover.file_name(), &sheet)?;
        }
        Ok(())
    }

    fn cards_to_take_back(&self) -> Result<(), OutputError> {
        if let Some(document) = documents::returned(&self.place, self.supplement) {
            self.print("cards-to-take-back.pdf", &document)?;
        }
        if self.supplement.cards_to_take_back().next().is_none() {
            return Ok(());
        }
        self.write("cards-to-take-back.csv", |out| csv::returned(self.supplement, out))
    }

    /// What is posted, in forms for programs and screens.
    fn posted(&self) -> Result<(), OutputError> {
        let Self { job, place, posted, .. } = *self;
        if !self.is_public() || posted.rows.is_empty() {
            return Ok(());
        }
        if job.wants(Format::Csv) {
            let form = &forms::of(job.basis().election.form_profile).list;
            self.write("supplement.csv", |out| csv::supplement(form, posted, out))?;
        }
        if job.wants(Format::Xlsx)
            && let Some(document) = documents::supplement(&place, posted, ListCopy::PostedOmitted)
        {
            self.write("supplement.xlsx", |out| xlsx::supplement(&document, out))?;
        }
        if job.wants(Format::Html)
            && let Some(page) = html::supplement(&job.frame(), &place, posted)?
        {
            job.text(&format!("{}/supplement.html", self.folder), page)?;
        }
        Ok(())
    }
}
