//! What is printed of a commune and its areas, under the names that offices and print shops sort by.

use super::super::commune_files::CommuneFiles;
use super::super::job::Job;
use super::super::unchanged::folders;
use crate::people::{AreaCode, CommuneCode};
use crate::render::documents::AreaPaper;
use crate::territory::{Area, AreaKind, Commune};
use std::collections::BTreeMap;

/// A kind of printed documents.
struct Kind {
    file: &'static str,
    name: &'static str,
    is_public: bool,
    has_numbers: bool,
}

/// Those of what a version changed, by their files. The papers of a list are in [`AreaPaper`]'s own table.
const OF_SUPPLEMENT: [Kind; 5] = [
    Kind { file: "supplement.pdf", name: "danh-sach-bo-sung", is_public: true, has_numbers: false },
    Kind {
        file: "supplement-official.pdf",
        name: "danh-sach-bo-sung-ban-chinh",
        is_public: false,
        has_numbers: true,
    },
    Kind { file: CARDS, name: "the-cu-tri-bo-sung", is_public: false, has_numbers: false },
    Kind { file: "handover.pdf", name: "giao-nhan-the-bo-sung", is_public: false, has_numbers: false },
    Kind { file: "cards-to-take-back.pdf", name: "the-cu-tri-thu-hoi", is_public: false, has_numbers: false },
];
/// Their pages go to different voters: a sheet has one.
const CARDS: &str = "cards.pdf";
/// The commune's summary tables, and whether they may be posted: armed units are in one alone.
const SUMMARIES: [(&str, bool); 3] =
    [("bieu-tong-hop", true), ("bieu-tong-hop-ban-chinh", false), ("bieu-tong-hop-don-vi-bau-cu", true)];

/// A printed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paper {
    /// Its path in the output.
    pub path: String,
    /// The name offices sort by, such as `23881-02-the-cu-tri.pdf`.
    pub file: String,
    /// What it is, such as `the-cu-tri`.
    pub kind: String,
    pub commune: CommuneCode,
    /// `None`: it is the commune's.
    pub area: Option<(AreaCode, u32)>,
    pub is_public: bool,
    /// It is of an armed unit, or holds personal numbers: no print shop gets it unasked.
    pub is_confidential: bool,
    pub pages: u64,
    pub sheets: u64,
}

/// Every printed document of a commune and its areas, by the names offices sort by.
pub(super) fn of_commune(job: &Job<'_>, commune: &Commune, files: &CommuneFiles) -> Vec<Paper> {
    let areas: Vec<&Area> =
        files.digests.keys().filter_map(|code| job.basis().territory.area(code)).collect();
    let mut of_number: BTreeMap<u32, u32> = BTreeMap::new();
    areas.iter().for_each(|area| *of_number.entry(area.number).or_default() += 1);
    let place = format!("{}/{}", commune.province_code, commune.commune_code);
    let mut papers: Vec<Paper> = SUMMARIES
        .iter()
        .filter_map(|(kind, is_public)| summary(job, commune, &place, kind, *is_public))
        .collect();
    for area in areas {
        let mut label = format!("{}-{:02}", commune.commune_code, area.number);
        if of_number.get(&area.number) != Some(&1) {
            // Two areas of one number are a finding, and their papers must not be taken for one another.
            label = format!("{label}-{}", area.area_code);
        }
        for (at, folder) in folders(job, &place, &area.area_code).iter().enumerate() {
            let kind = if at == 0 { of_list } else { of_supplement };
            let printed = job.place.folder.printed_below(folder).into_iter();
            papers.extend(printed.map(|(path, pages)| paper(area, &label, kind, folder, path, pages)));
        }
    }
    papers.sort_by(|one, other| one.file.cmp(&other.file));
    papers
}

/// What a file of a list's folder is.
fn of_list(file: &str) -> Option<Kind> {
    let paper = AreaPaper::ALL.into_iter().find(|paper| paper.document().file_name() == file);
    paper.map(|paper| Kind {
        file: paper.document().file_name(),
        name: paper.file_name(),
        is_public: paper.is_public(),
        has_numbers: paper.has_numbers(),
    })
}

fn of_supplement(file: &str) -> Option<Kind> {
    OF_SUPPLEMENT.into_iter().find(|kind| kind.file == file)
}

/// A document that no table knows is official and keeps its own name.
fn paper(
    area: &Area,
    label: &str,
    kind: fn(&str) -> Option<Kind>,
    folder: &str,
    path: String,
    pages: u64,
) -> Paper {
    let own = path.strip_prefix(folder).unwrap_or(&path);
    let known = kind(own);
    let is_of_unit = area.kind == AreaKind::Military;
    let is_public = known.as_ref().is_some_and(|kind| kind.is_public) && !is_of_unit;
    let is_confidential = is_of_unit || known.as_ref().is_none_or(|kind| kind.has_numbers);
    let kind =
        known.map_or_else(|| own.trim_end_matches(".pdf").replace('/', "-"), |kind| kind.name.to_owned());
    let sheets = if own == CARDS { pages } else { pages.div_ceil(2) };
    let file = format!("{label}-{kind}.pdf");
    let (commune, area) = (area.commune_code.clone(), Some((area.area_code.clone(), area.number)));
    Paper { path, file, kind, commune, area, is_public, is_confidential, pages, sheets }
}

/// A summary table of the commune, if it was printed.
fn summary(job: &Job<'_>, commune: &Commune, place: &str, kind: &str, is_public: bool) -> Option<Paper> {
    let path = format!("{place}/{kind}.pdf");
    let (_, pages) = job.place.folder.printed_below(&path).pop()?;
    Some(Paper {
        path,
        file: format!("{}-{kind}.pdf", commune.commune_code),
        kind: kind.to_owned(),
        commune: commune.commune_code.clone(),
        area: None,
        is_public,
        is_confidential: !is_public,
        pages,
        sheets: pages.div_ceil(2),
    })
}
