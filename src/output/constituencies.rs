//! The files of constituencies: their sums and, for each, a page.

use super::OutputError;
use super::commune_files::CommuneFiles;
use super::job::Job;
use super::options::Format;
use crate::people::{AreaCode, CommuneCode};
use crate::render::constituencies::{FOLDER, file_stem};
use crate::render::csv;
use crate::render::documents::AreaPaper;
use crate::render::html::{
    self, BoundPaper, ConstituencyCommune, ConstituencyPage, ConstituencyTrouble, UnlistedCount,
};
use crate::roll::{Constituencies, ConstituencyTotals, Numbers, Totals};
use crate::territory::{Area, Level, Province, Trouble, TroubleKind, check};
use std::collections::BTreeMap;

/// Voters and seats of every constituency; armed units are not in it.
pub(super) const TABLE: &str = "constituencies.csv";
/// The same with armed units.
pub(super) const OFFICIAL_TABLE: &str = "constituencies-official.csv";

/// The sums of all constituencies, counted from the rows of the lists that were rendered.
pub(super) fn sums<'a>(job: &Job<'a>, communes: &BTreeMap<CommuneCode, CommuneFiles>) -> Constituencies<'a> {
    let totals = |code: &AreaCode| -> Totals {
        let area = job.basis().territory.area(code);
        let files = area.and_then(|area| communes.get(&area.commune_code));
        files.and_then(|files| files.totals.get(code)).copied().unwrap_or_default()
    };
    let codes: Vec<CommuneCode> = communes.keys().cloned().collect();
    Constituencies::new(&job.basis().territory, job.basis().election.levels, &codes, totals)
}

/// Writes the tables of all constituencies.
pub(super) fn tables(job: &Job<'_>, constituencies: &Constituencies<'_>) -> Result<(), OutputError> {
    if !job.wants(Format::Csv) {
        return Ok(());
    }
    for (name, numbers) in [(TABLE, Numbers::Public), (OFFICIAL_TABLE, Numbers::Official)] {
        job.place.folder.write(name, |out| csv::constituencies(constituencies, numbers, out))?;
    }
    Ok(())
}

/// Writes the page of every constituency that may be told of; of those rendered alone theirs.
pub(super) fn pages(
    job: &Job<'_>,
    communes: &BTreeMap<CommuneCode, CommuneFiles>,
    constituencies: &Constituencies<'_>,
) -> Result<(), OutputError> {
    if !job.wants(Format::Html) || !job.source.is_whole() {
        return Ok(());
    }
    let is_asked = |row: &&ConstituencyTotals<'_>| {
        let code = &row.constituency.constituency_code;
        job.source.tells_persons()
            || job.source.selection().is_none_or(|selection| selection.codes().contains(code))
    };
    let pages = Pages { job, communes, troubles: troubles(job) };
    let rows = constituencies.rows().filter(is_asked);
    rows.filter(|row| html::is_public(row)).try_for_each(|row| pages.write(row))
}

/// What pages of constituencies are filled from.
struct Pages<'p, 'a> {
    job: &'p Job<'a>,
    communes: &'p BTreeMap<CommuneCode, CommuneFiles>,
    /// What is wrong with the territory, by the code of a constituency, or of an area and a level.
    troubles: BTreeMap<(String, Option<Level>), Vec<Trouble>>,
}

/// What is wrong with constituencies and with the places of areas in them.
fn troubles(job: &Job<'_>) -> BTreeMap<(String, Option<Level>), Vec<Trouble>> {
    let basis = job.basis();
    let mut found: BTreeMap<(String, Option<Level>), Vec<Trouble>> = BTreeMap::new();
    for trouble in check(&basis.territory, basis.election.levels, basis.profile.seat_limits()) {
        let level = match trouble.kind {
            TroubleKind::AreaInSeveralConstituencies => {
                Level::ALL.into_iter().find(|level| level.as_str() == trouble.value)
            }
            TroubleKind::SeatsOutOfRange
            | TroubleKind::NotWholeCommunes
            | TroubleKind::CommunalAcrossCommunes
            | TroubleKind::ConstituencyPartUnknown => None,
            TroubleKind::AreaWithoutConstituency
            | TroubleKind::AreaInUnknownCommune
            | TroubleKind::AreaNumberTwice
            | TroubleKind::AreaCodesAlike
            | TroubleKind::AreaNumberZero
            | TroubleKind::AreaWithoutParts
            | TroubleKind::HamletWithoutArea
            | TroubleKind::HamletsOfOneName
            | TroubleKind::PartUnknown
            | TroubleKind::RangesOverlap
            | TroubleKind::RangesApart
            | TroubleKind::RangeBackwards
            | TroubleKind::FacilityPlaceUnknown
            | TroubleKind::UnitWithoutParent => continue,
        };
        found.entry((trouble.subject.clone(), level)).or_default().push(trouble);
    }
    found
}

impl Pages<'_, '_> {
    fn write(&self, row: &ConstituencyTotals<'_>) -> Result<(), OutputError> {
        let job = self.job;
        let territory = &job.basis().territory;
        let known: Vec<_> = row.communes.iter().filter_map(|code| territory.commune(code)).collect();
        let provinces: Vec<Province> = known.iter().map(|found| territory.named_province_of(found)).collect();
        let mut areas: BTreeMap<&CommuneCode, Vec<(&Area, Totals)>> = BTreeMap::new();
        for (area, totals) in row.areas(Numbers::Public) {
            areas.entry(&area.commune_code).or_default().push((*area, *totals));
        }
        let communes = known.iter().zip(&provinces).map(|(commune, province)| {
            let code = &commune.commune_code;
            ConstituencyCommune {
                commune,
                province,
                areas: areas.remove(code).unwrap_or_default(),
                unlisted: self.unlisted(row, code),
            }
        });
        let stem = file_stem(row.level(), &row.constituency.constituency_code);
        let page = ConstituencyPage {
            totals: row,
            communes: &communes.collect::<Vec<_>>(),
            troubles: &self.troubles_of(row),
            has_pages: job.source.tells_persons(),
            papers: &self.bound(&stem),
        };
        job.text(&format!("{FOLDER}/{stem}.html"), page.render(&job.frame())?)
    }

    /// Who stands on no list in a commune, where all of it belongs to the constituency.
    fn unlisted(&self, row: &ConstituencyTotals<'_>, code: &CommuneCode) -> Option<UnlistedCount> {
        let own = row.areas.iter().filter(|(area, _)| &area.commune_code == code).count();
        let is_whole = own == self.job.basis().territory.areas_of(code).len();
        let books =
            self.communes.get(code).filter(|_| is_whole && self.job.source.tells_persons())?.figures.books;
        Some(UnlistedCount { no_list: books.no_list, queue: books.queue })
    }

    /// What is wrong with a constituency, told in the language of pages.
    fn troubles_of(&self, row: &ConstituencyTotals<'_>) -> Vec<ConstituencyTrouble> {
        let own = (row.constituency.constituency_code.to_string(), None);
        let of_areas =
            row.areas(Numbers::Public).map(|(area, _)| (area.area_code.to_string(), Some(row.level())));
        let found = std::iter::once(own).chain(of_areas).filter_map(|key| self.troubles.get(&key)).flatten();
        let mut told: Vec<ConstituencyTrouble> = found.map(|trouble| self.told(trouble)).collect();
        told.extend(html::constituency_troubles(row, &self.job.frame()));
        told
    }

    fn told(&self, trouble: &Trouble) -> ConstituencyTrouble {
        let text = self.job.options.language.half(trouble.kind.message());
        let severity = trouble.kind.severity();
        ConstituencyTrouble { severity, text: format!("{}: {text}", trouble.subject) }
    }

    /// The bound papers of a constituency that lie beside its page.
    fn bound(&self, stem: &str) -> Vec<BoundPaper> {
        let printed = self.job.place.folder.printed_below(&format!("{FOLDER}/{stem}-"));
        let paper = |(path, pages): (String, u64)| {
            let file_name = path.rsplit('/').next()?.to_owned();
            let kind = file_name.strip_prefix(stem)?.strip_prefix('-')?.strip_suffix(".pdf")?;
            let paper = AreaPaper::ALL.into_iter().find(|paper| paper.file_name() == kind)?;
            Some(BoundPaper { file_name, document: paper.document(), pages })
        };
        printed.into_iter().filter_map(paper).collect()
    }
}
