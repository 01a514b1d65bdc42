//! The files of one commune: each area's documents, the commune's page, summary table and report of the unlisted.

use super::super::error::TaskError;
use super::super::posted::history::AreaHistory;
use super::delivery::Binder;
use super::outcomes::{self, Outcomes};
use super::papers::Papers;
use super::unchanged::{self, List};
use super::{Format, Job, area, papers, posted};
use crate::changes;
use crate::people::{AreaCode, CommuneCode};
use crate::render::Language;
use crate::render::csv::DataCopy;
use crate::render::documents::{self, AreaPlace, ListVersion};
use crate::render::html::{
    AgePyramid, AreaRow, Books, CommunePage, Document, Figures, Frame, Paper, Quality, Share,
};
use crate::render::pdf::ListCopy;
use crate::render::pdf::PdfError;
use crate::render::summary_table::SummaryTable;
use crate::render::{self, Unlisted, html, jsonl};
use crate::render::{forms, xlsx};
use crate::roll::{self, Entry, Tally, Totals};
use crate::store::{self, Tx};
use crate::territory::{Area, AreaKind, Commune, Levels, Province};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use tokio::runtime::Handle;

/// What was written for a commune, and what the pages above need of it.
#[derive(Debug, Default)]
pub(in crate::tasks) struct CommuneFiles {
    pub figures: Figures,
    /// The digest of each area's canonical entries.
    pub digests: BTreeMap<AreaCode, String>,
    /// The counts of posted lists, as they are rendered.
    pub tally: Tally,
    /// The books of posted lists in the version that is rendered.
    pub books: BTreeMap<AreaCode, changes::Books>,
}

/// A commune with its province and folder.
pub(super) struct Place<'a> {
    pub(super) province: &'a Province,
    pub(super) commune: &'a Commune,
    pub(super) levels: Levels,
    pub(super) folder: String,
}

impl<'a> Place<'a> {
    /// One of its areas, with the version of the list that is printed.
    pub(super) fn of_area(&self, job: &Job<'a>, area: &'a Area, version: &'a ListVersion) -> AreaPlace<'a> {
        AreaPlace {
            election: &job.basis.election,
            roll_id: &job.derived.roll_id,
            province: self.province,
            commune: self.commune,
            office: job.basis.territory.office(&self.commune.commune_code),
            area,
            levels: self.levels,
            version,
        }
    }
}

/// A province that the extract does not name is named by its code.
pub(super) fn province_of(job: &Job<'_>, commune: &Commune) -> Province {
    let known = job.basis.territory.province(&commune.province_code);
    let unknown =
        || Province { province_code: commune.province_code.clone(), name: commune.province_code.to_string() };
    known.cloned().unwrap_or_else(unknown)
}

/// Writes the files of one commune.
pub(super) fn render(job: &Job<'_>, handle: &Handle, code: &CommuneCode) -> Result<CommuneFiles, TaskError> {
    let Some(commune) = job.basis.territory.commune(code) else { return Ok(CommuneFiles::default()) };
    let province = province_of(job, commune);
    let elected = job.basis.territory.levels_elected(code).intersection(job.basis.election.levels);
    let folder = format!("{}/{code}", commune.province_code);
    let place = Place { province: &province, commune, levels: elected, folder };
    let mut files = CommuneFiles::default();
    let mut tx = handle.block_on(job.database.read())?;
    let mut rows = Vec::new();
    let mut binder = Binder::begin(job);
    let histories = match job.posted {
        Some(_) => posted::histories(job, handle, &mut tx, code)?,
        None => BTreeMap::new(),
    };
    for area in job.basis.territory.areas_of(code) {
        let history = histories.get(&area.area_code);
        let entries = match job.posted {
            Some(source) if !source.shows(history) => continue,
            Some(source) => source.entries(history)?,
            None => drafted(job, handle, &mut tx, area)?,
        };
        let totals = Totals::of(&entries);
        let digest = unchanged::digest_of(&entries);
        let version = job.posted.zip(history).and_then(|(source, history)| source.version_of(history));
        let version = version.unwrap_or_else(|| ListVersion::draft(&digest, job.basis.election.posted_on));
        let list = List { area, version: &version, entries: &entries, history };
        let documents = unchanged::area_files(job, &place, &list, totals)?;
        let papers = area::papers(job, &place, &area.area_code, &documents);
        area::page(job, &place, &list, totals, &papers)?;
        if let Some(binder) = &mut binder {
            binder.add(job, &place, &Papers::of(job, &place, &list, totals))?;
        }
        append_listed(job, code, &entries)?;
        if let (Some(source), Some(history)) = (job.posted.filter(|source| source.is_whole()), history) {
            files.tally.count_list(&area.area_code, &entries, totals);
            files.books.insert(area.area_code.clone(), source.books(history, &totals)?);
        }
        files.digests.insert(area.area_code.clone(), digest);
        if area.kind != AreaKind::Military {
            files.figures.totals += totals;
            files.figures.ages += &AgePyramid::of(&entries, job.basis.election.election_day);
            files.figures.readiness.check(area, commune, totals.voters.total, &job.basis.profile);
        }
        rows.push((area, totals, papers));
        job.progress.advance(1);
    }
    if let Some(binder) = binder {
        binder.finish(job, &place)?;
    }
    if job.posted.is_some_and(|source| !source.is_whole()) {
        handle.block_on(tx.rollback())?;
        return Ok(files);
    }
    let outcomes = outcomes::of_commune(job, handle, &mut tx, code.as_str())?;
    append_decisions(job, code.as_str(), &outcomes)?;
    outcomes.all().for_each(|person| files.tally.count_unlisted(person));
    handle.block_on(tx.rollback())?;
    let unlisted = outcomes.unlisted;
    let name = format!("{}/not-listed.csv", place.folder);
    job.folder.write(&name, |out| render::csv::not_listed(&unlisted, out))?;
    let counts = match job.posted {
        Some(_) => files.tally.clone(),
        None => job.derived.counts.get(code).cloned().unwrap_or_default(),
    };
    complete_figures(job, (code, &counts), &unlisted, &mut files.figures);
    let posted = histories.values().filter_map(AreaHistory::posted_on).min();
    commune_pages(job, &place, (&rows, posted), &files.figures)?;
    Ok(files)
}

/// Books, causes, findings and quality: everything of the figures that the lists do not show.
fn complete_figures(
    job: &Job<'_>,
    (code, counts): (&CommuneCode, &Tally),
    unlisted: &[roll::Unlisted],
    figures: &mut Figures,
) {
    let listed = figures.totals.voters.total;
    figures.books = Books {
        persons: counts.persons - (counts.listed - listed),
        listed,
        not_eligible: counts.not_eligible,
        no_list: counts.no_list,
        queue: counts.queue,
    };
    add_reasons(unlisted, figures);
    figures.quality =
        job.quality.and_then(|quality| quality.communes.get(code)).map(quality_of).unwrap_or_default();
    figures.findings = job.findings.of(Some(code), job.options.language);
}

/// Counts why persons stand on no list.
pub(super) fn add_reasons(unlisted: &[roll::Unlisted], figures: &mut Figures) {
    for person in unlisted {
        if let (Some(group), Some(reason)) = (Unlisted::of(person), person.decision.reason) {
            *figures.missing.entry((group, reason)).or_default() += 1;
        }
    }
}

/// Where the decisions of a commune lie until they are joined.
pub(super) fn decisions_part(job: &Job<'_>, commune: &str) -> PathBuf {
    job.scratch.join(format!("decisions-{commune}"))
}

fn decisions_writer(job: &Job<'_>, commune: &str) -> Result<impl Write, TaskError> {
    let path = decisions_part(job, commune);
    let file = OpenOptions::new().create(true).append(true).open(&path).map_err(TaskError::write(&path))?;
    Ok(BufWriter::new(file))
}

/// Appends the decisions on persons of a commune who stand on no list, those who may not vote included.
pub(super) fn append_decisions(job: &Job<'_>, commune: &str, outcomes: &Outcomes) -> Result<(), TaskError> {
    if !job.wants(Format::Decisions) {
        return Ok(());
    }
    let mut all: Vec<&roll::Unlisted> = outcomes.all().collect();
    all.sort_by_key(|person| person.personal_id);
    let mut out = decisions_writer(job, commune)?;
    let written = jsonl::decisions([], all, &mut out).and_then(|()| out.flush());
    written.map_err(TaskError::write(&decisions_part(job, commune)))
}

/// The draft list of an area.
fn drafted(job: &Job<'_>, handle: &Handle, tx: &mut Tx, area: &Area) -> Result<Vec<Entry>, TaskError> {
    let (commune, code) = (area.commune_code.as_str(), area.area_code.as_str());
    let read = store::entry::read_area(tx, &job.derived.roll_id, commune, code);
    Ok(handle.block_on(read)?.parse::<Entry>()?)
}

/// Appends the decisions on the voters of a list.
fn append_listed(job: &Job<'_>, commune: &CommuneCode, entries: &[Entry]) -> Result<(), TaskError> {
    if !job.wants(Format::Decisions) {
        return Ok(());
    }
    let mut out = decisions_writer(job, commune.as_str())?;
    let done = jsonl::decisions(entries, [], &mut out).and_then(|()| out.flush());
    done.map_err(TaskError::write(&decisions_part(job, commune.as_str())))
}

/// Writes the documents of one area's list and names those its page links to.
pub(super) fn write_area(
    job: &Job<'_>,
    place: &Place<'_>,
    list: &List<'_>,
    totals: Totals,
) -> Result<Vec<Document>, TaskError> {
    let List { area, entries, .. } = *list;
    let mut written = Vec::new();
    let name = |document: Document| format!("{}/{}/{}", place.folder, area.area_code, document.file_name());
    // There is nothing to post of a list without rows.
    let is_public = area.kind != AreaKind::Military && !entries.is_empty();
    if job.wants(Format::Jsonl) {
        let failed = TaskError::write(&job.folder.path(&name(Document::Entries)));
        job.folder.write(&name(Document::Entries), |out| jsonl::entries(entries, out).map_err(failed))?;
        written.push(Document::Entries);
    }
    let copies = [
        (Document::ListCsv, Document::ListXlsx, DataCopy::Posted, ListCopy::PostedOmitted),
        (Document::OfficialListCsv, Document::OfficialListXlsx, DataCopy::Official, ListCopy::Official),
    ];
    for (table, sheet, data, copy) in copies {
        if copy != ListCopy::Official && !is_public {
            continue;
        }
        if job.wants(Format::Csv) {
            let form = &forms::of(job.basis.election.form_profile).list;
            job.folder.write(&name(table), |out| render::csv::list(form, data, entries, out))?;
            written.push(table);
        }
        if job.wants(Format::Xlsx) {
            let document = documents::list(&place.of_area(job, area, list.version), entries, copy, totals);
            job.folder.write(&name(sheet), |out| xlsx::list(&document, out))?;
            written.push(sheet);
        }
    }
    written.extend(papers::print(job, place, list, totals)?);
    written.sort();
    Ok(written)
}

/// An area, its totals and the documents of its folder.
type AreaFiles<'a> = (&'a Area, Totals, Vec<Paper>);

/// The commune's page and its summary table.
fn commune_pages(
    job: &Job<'_>,
    place: &Place<'_>,
    (rows, posted): (&[AreaFiles<'_>], Option<NaiveDate>),
    figures: &Figures,
) -> Result<(), TaskError> {
    let basis = job.basis;
    let (terms, of) = ((&basis.election, &basis.profile), (place.commune, place.province));
    let areas = rows.iter().map(|(area, totals, _)| (*area, *totals));
    let table = SummaryTable::of_commune(terms, of, areas, job.options.language);
    let frame = job.frame();
    let mut documents = vec![Document::NotListed];
    if job.wants(Format::Xlsx) {
        let name = format!("{}/{}", place.folder, Document::SummaryTableXlsx.file_name());
        job.folder.write(&name, |out| xlsx::summary_table(&table, basis.election.posted_on, out))?;
        documents.push(Document::SummaryTableXlsx);
    }
    if job.printer.is_some() {
        let areas = rows.iter().map(|(area, totals, _)| (*area, *totals));
        let table = SummaryTable::of_commune(terms, of, areas, Language::Vietnamese);
        print_summary(job, &table, &place.folder)?;
        documents.push(Document::SummaryTablePdf);
    }
    if !job.wants(Format::Html) {
        return Ok(());
    }
    let name = format!("{}/{}", place.folder, Document::SummaryTable.file_name());
    job.text(&name, html::summary_table(&frame, &table)?)?;
    documents.push(Document::SummaryTable);
    documents.sort();
    let areas: Vec<AreaRow<'_>> =
        rows.iter().map(|(area, totals, papers)| AreaRow { area, totals: *totals, papers }).collect();
    let papers: Vec<Paper> = documents.into_iter().map(Paper::uncounted).collect();
    let page = CommunePage {
        province: place.province,
        commune: place.commune,
        figures,
        areas: &areas,
        papers: &papers,
        posted,
    };
    job.text(&format!("{}/summary.html", place.folder), page.render(&frame)?)
}

/// Prints the summary table of a commune or a province, whatever the language of pages, in Vietnamese.
pub(super) fn print_summary(job: &Job<'_>, table: &SummaryTable<'_>, folder: &str) -> Result<(), TaskError> {
    let Some(printer) = job.printer else { return Ok(()) };
    let failed = |source: PdfError| TaskError::Pdf { area: folder.to_owned(), source };
    let document = documents::summary_table(table);
    let name = format!("{folder}/{}", Document::SummaryTablePdf.file_name());
    job.folder.print(&name, |out| printer.print(&document, out).map_err(failed)).map(drop)
}

impl<'a> Job<'a> {
    pub(super) fn frame(&self) -> Frame<'a> {
        Frame {
            language: self.options.language,
            election: &self.basis.election,
            profile: &self.basis.profile,
            as_of: self.basis.as_of,
            roll_id: &self.derived.roll_id,
        }
    }

    /// Writes a file of text.
    pub(super) fn text(&self, name: &str, text: String) -> Result<(), TaskError> {
        let failed = TaskError::write(&self.folder.path(name));
        self.folder.write(name, |out| out.write_all(text.as_bytes()).map_err(failed)).map(drop)
    }
}

/// The quality of a commune's data as pages show it.
pub(super) fn quality_of(quality: &crate::extract::CommuneQuality) -> Quality {
    let share = |share: crate::extract::Share| Share { good: share.part, checked: share.whole };
    Quality {
        correct: share(quality.correct),
        complete: share(quality.complete),
        clean: share(quality.clean),
        live: share(quality.live),
        changed: None,
    }
}
