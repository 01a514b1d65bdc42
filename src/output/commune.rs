//! The files of one commune: each area's documents, the commune's page, summary table and report of the unlisted.

use super::OutputError;
use super::commune_files::CommuneFiles;
use super::delivery::Binder;
use super::job::Job;
use super::list::List;
use super::office_work::{self, OfficeWork};
use super::options::Format;
use super::outcomes::{self, Outcomes};
use super::papers::Papers;
use super::place::Place;
use super::source::Source;
use super::unchanged;
use super::{area, papers, tables};
use crate::lists::history::AreaHistory;
use crate::people::{AreaCode, CommuneCode};
use crate::render::csv::DataCopy;
use crate::render::documents::{self, ListVersion};
use crate::render::html::{
    AgePyramid, AreaRow, Books, CommunePage, ConstituencyRow, Document, Figures, Frame, Paper,
};
use crate::render::pdf::ListCopy;
use crate::render::summary_table::SummaryTable;
use crate::render::{self, jsonl};
use crate::render::{forms, xlsx};
use crate::roll::{self, Constituencies, Entry, Tally, Totals};
use crate::store::Tx;
use crate::territory::{Area, AreaKind};
use chrono::NaiveDate;
use std::fs::OpenOptions;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use tokio::runtime::Handle;

/// Writes the files of one commune; none of one that the extract only names, where nobody votes and nobody waits.
pub(super) fn render(
    job: &Job<'_>,
    handle: &Handle,
    code: &CommuneCode,
) -> Result<Option<CommuneFiles>, OutputError> {
    let _span = tracing::info_span!("commune", roll = job.source.roll_id(), commune = %code).entered();
    let Some(commune) = job.basis().territory.commune(code) else { return Ok(None) };
    let province = job.basis().territory.named_province_of(commune);
    let place = Place::new(job.source, &province, commune);
    let mut writing = Writing {
        job,
        place: &place,
        binder: Binder::of_commune(job, &place),
        work: OfficeWork::default(),
        rows: Vec::new(),
        files: CommuneFiles::default(),
    };
    let mut tx = handle.block_on(job.database.read())?;
    let histories = handle.block_on(job.source.histories(&mut tx, code))?;
    for area in job.source.areas(code) {
        let history = histories.get(&area.area_code);
        if let Some(read) = handle.block_on(read(job.source, &mut tx, area, history))? {
            writing.area(area, &read, history)?;
        }
    }
    if let Some(binder) = writing.binder.take() {
        binder.finish(job)?;
    }
    let outcomes = match job.source.tells_persons() {
        true => Some(job.outcomes(handle, &mut tx, code.as_str())?),
        false => None,
    };
    handle.block_on(tx.rollback())?;
    let posted = histories.values().filter_map(AreaHistory::posted_on).min();
    match outcomes {
        Some(outcomes) => writing.persons(outcomes, posted),
        None => Ok(Some(writing.files)),
    }
}

/// The files of a commune, as they are written.
struct Writing<'a> {
    job: &'a Job<'a>,
    place: &'a Place<'a>,
    binder: Option<Binder<'a>>,
    work: OfficeWork,
    rows: Vec<AreaFiles<'a>>,
    files: CommuneFiles,
}

impl<'a> Writing<'a> {
    /// Writes the files of an area, and counts it.
    fn area(
        &mut self,
        area: &'a Area,
        read: &Read,
        history: Option<&AreaHistory>,
    ) -> Result<(), OutputError> {
        let Self { job, place, files, .. } = self;
        let (list, totals, entries) = (read.list(area, history), read.totals, &read.entries);
        let documents = unchanged::area_files(job, place, &list, totals)?;
        let papers = area::papers(job, place, &area.area_code, &documents);
        area::page(job, place, &list, totals, &papers)?;
        if let Some(binder) = &mut self.binder {
            binder.add(job, &Papers::of_folder(job, place, &list, totals))?;
        }
        append_listed(job, &place.commune.commune_code, entries)?;
        self.work.add(job, area, entries);
        if let Some(books) = job.source.books(history, &totals)? {
            files.tally.count_list(&area.area_code, entries, totals);
            files.books.insert(area.area_code.clone(), books);
        }
        files.totals.insert(area.area_code.clone(), totals);
        if area.kind != AreaKind::Military {
            files.figures.totals += totals;
            files.figures.ages += &AgePyramid::of(entries, job.basis().election.election_day);
            files.figures.readiness.check(area, place.commune, totals.voters.total, &job.basis().profile);
        }
        files.digests.insert(area.area_code.clone(), read.digest.clone());
        self.rows.push((area, totals, papers));
        job.progress.advance(1);
        Ok(())
    }

    /// Writes what tells of all persons of the commune.
    fn persons(
        self,
        outcomes: Outcomes,
        posted: Option<NaiveDate>,
    ) -> Result<Option<CommuneFiles>, OutputError> {
        let Self { job, place, work, rows, mut files, .. } = self;
        let code = &place.commune.commune_code;
        let counted = job.source.counts(code, &files.tally).persons;
        let is_empty = counted == 0 && outcomes.all().next().is_none();
        if is_empty && job.basis().territory.areas_of(code).is_empty() {
            return Ok(None);
        }
        append_decisions(job, code.as_str(), &outcomes)?;
        outcomes.all().for_each(|person| files.tally.count_unlisted(person));
        let unlisted = outcomes.unlisted;
        let name = format!("{}/not-listed.csv", place.folder);
        job.place.folder.write(&name, |out| render::csv::not_listed(&unlisted, out))?;
        work.write(job, place, &unlisted)?;
        let counts = job.source.counts(code, &files.tally);
        complete_figures(job, code, &counts, &unlisted, &mut files.figures);
        commune_pages(job, place, &rows, posted, &files.figures)?;
        Ok(Some(files))
    }
}

/// Books, causes, findings and quality: everything of the figures that the lists do not show.
fn complete_figures(
    job: &Job<'_>,
    code: &CommuneCode,
    counts: &Tally,
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
    outcomes::add_reasons(unlisted, figures);
    figures.quality =
        job.source.quality().and_then(|known| known.communes.get(code)).copied().unwrap_or_default();
    if let Some(findings) = job.source.findings() {
        figures.findings = findings.counts.of(Some(code), job.options.language);
    }
}

/// Where the decisions of a commune lie until they are joined.
pub(super) fn decisions_part(job: &Job<'_>, commune: &str) -> PathBuf {
    job.place.scratch.join(format!("decisions-{commune}"))
}

fn decisions_writer(job: &Job<'_>, commune: &str) -> Result<impl Write, OutputError> {
    let path = decisions_part(job, commune);
    let file = OpenOptions::new().create(true).append(true).open(&path).map_err(OutputError::write(&path))?;
    Ok(BufWriter::new(file))
}

/// Appends the decisions on persons of a commune who stand on no list, those who may not vote included.
pub(super) fn append_decisions(job: &Job<'_>, commune: &str, outcomes: &Outcomes) -> Result<(), OutputError> {
    if !job.wants(Format::Decisions) {
        return Ok(());
    }
    let mut all: Vec<&roll::Unlisted> = outcomes.all().collect();
    all.sort_by_key(|person| person.personal_id);
    let mut out = decisions_writer(job, commune)?;
    let written = jsonl::decisions([], all, &mut out).and_then(|()| out.flush());
    written.map_err(OutputError::write(&decisions_part(job, commune)))
}

/// The list of an area as it is rendered.
pub(super) struct Read {
    pub(super) entries: Vec<Entry>,
    pub(super) totals: Totals,
    digest: String,
    version: ListVersion,
}

impl Read {
    pub(super) fn list<'a>(&'a self, area: &'a Area, history: Option<&'a AreaHistory>) -> List<'a> {
        List { area, version: &self.version, entries: &self.entries, history }
    }
}

/// Reads the list of an area; `None` if the version that is rendered does not show it.
pub(super) async fn read(
    source: Source<'_>,
    tx: &mut Tx,
    area: &Area,
    history: Option<&AreaHistory>,
) -> Result<Option<Read>, OutputError> {
    let entries = source.entries(tx, area, history).await?;
    let Some(entries) = entries else { return Ok(None) };
    let digest = unchanged::digest_of(&entries);
    let version = source.version(history, &digest);
    Ok(Some(Read { totals: Totals::of(&entries), digest, version, entries }))
}

/// Appends the decisions on the voters of a list.
fn append_listed(job: &Job<'_>, commune: &CommuneCode, entries: &[Entry]) -> Result<(), OutputError> {
    if !job.wants(Format::Decisions) {
        return Ok(());
    }
    let mut out = decisions_writer(job, commune.as_str())?;
    let done = jsonl::decisions(entries, [], &mut out).and_then(|()| out.flush());
    done.map_err(OutputError::write(&decisions_part(job, commune.as_str())))
}

/// Writes the documents of one area's list and names those its page links to.
pub(super) fn write_area(
    job: &Job<'_>,
    place: &Place<'_>,
    list: &List<'_>,
    totals: Totals,
) -> Result<Vec<Document>, OutputError> {
    let List { area, entries, .. } = *list;
    let mut written = Vec::new();
    let name = |document: Document| format!("{}/{}/{}", place.folder, area.area_code, document.file_name());
    // There is nothing to post of a list without rows.
    let is_public = area.kind != AreaKind::Military && !entries.is_empty();
    if job.wants(Format::Jsonl) {
        let failed = OutputError::write(&job.place.folder.path(&name(Document::Entries)));
        job.place
            .folder
            .write(&name(Document::Entries), |out| jsonl::entries(entries, out).map_err(failed))?;
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
            let form = &forms::of(job.basis().election.form_profile).list;
            job.place.folder.write(&name(table), |out| render::csv::list(form, data, entries, out))?;
            written.push(table);
        }
        if job.wants(Format::Xlsx) {
            let document =
                documents::list(&place.of_area(job.source, area, list.version), entries, copy, totals);
            job.place.folder.write(&name(sheet), |out| xlsx::list(&document, out))?;
            written.push(sheet);
        }
    }
    written.extend(papers::print(job, place, list, totals)?);
    written.sort();
    Ok(written)
}

/// An area, its totals and the documents of its folder.
pub(super) type AreaFiles<'a> = (&'a Area, Totals, Vec<Paper>);

/// The commune's page and its summary table.
fn commune_pages(
    job: &Job<'_>,
    place: &Place<'_>,
    rows: &[AreaFiles<'_>],
    posted: Option<NaiveDate>,
    figures: &Figures,
) -> Result<(), OutputError> {
    let basis = job.basis();
    let totals = |code: &AreaCode| {
        let row = rows.iter().find(|(area, ..)| &area.area_code == code);
        row.map(|(_, totals, _)| *totals).unwrap_or_default()
    };
    let code = &place.commune.commune_code;
    let constituencies = Constituencies::of_commune(&basis.territory, place.levels, code, totals);
    let folder = format!("{}/", place.folder);
    let mut documents = office_work::documents(job);
    documents.extend(tables::write(job, &folder, &tables::of_commune(job, place, rows, &constituencies))?);
    if !job.wants(Format::Html) {
        return Ok(());
    }
    let areas = rows.iter().map(|(area, totals, _)| (*area, *totals));
    let (election, profile, language) = (&basis.election, &basis.profile, job.options.language);
    let Place { commune, province, .. } = *place;
    let table = SummaryTable::of_commune(election, profile, commune, province, areas, language);
    documents.push(tables::page(job, &folder, &table.with_constituencies(&constituencies, language))?);
    documents.sort();
    let constituencies = ConstituencyRow::of_public(constituencies.rows(), "");
    let areas: Vec<AreaRow<'_>> =
        rows.iter().map(|(area, totals, papers)| AreaRow { area, totals: *totals, papers }).collect();
    let papers: Vec<Paper> = documents.into_iter().map(Paper::uncounted).collect();
    let page = CommunePage {
        province,
        commune,
        figures,
        areas: &areas,
        constituencies: &constituencies,
        papers: &papers,
        posted,
    };
    job.text(&format!("{folder}summary.html"), page.render(&job.frame())?)
}

impl<'a> Job<'a> {
    pub(super) fn frame(&self) -> Frame<'a> {
        Frame {
            language: self.options.language,
            election: &self.basis().election,
            profile: &self.basis().profile,
            as_of: self.basis().as_of,
            roll_id: self.source.roll_id(),
        }
    }

    /// Writes a file of text.
    pub(super) fn text(&self, name: &str, text: String) -> Result<(), OutputError> {
        let failed = OutputError::write(&self.place.folder.path(name));
        self.place.folder.write(name, |out| out.write_all(text.as_bytes()).map_err(failed)).map(drop)
    }
}
