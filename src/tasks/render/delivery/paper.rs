//! What is printed of an area, under the names that offices and print shops sort: one table of the kinds of papers.

use super::super::Job;
use super::super::commune::CommuneFiles;
use super::super::unchanged::folders;
use crate::people::{AreaCode, CommuneCode};
use crate::render::documents::AreaPaper;
use crate::territory::{Area, AreaKind, Commune};
use std::collections::BTreeMap;

/// A kind of printed papers, known by the name of its file.
struct Kind {
    file: &'static str,
    /// ASCII Vietnamese.
    name: &'static str,
    /// Whether it may be posted, where the area's list is.
    is_public: bool,
    /// Whether a sheet has two pages. Cards are given to different voters.
    is_duplex: bool,
}

const fn public(file: &'static str, name: &'static str) -> Kind {
    Kind { file, name, is_public: true, is_duplex: true }
}

const fn official(file: &'static str, name: &'static str) -> Kind {
    Kind { file, name, is_public: false, is_duplex: true }
}

const fn cards(name: &'static str) -> Kind {
    Kind { file: "cards.pdf", name, is_public: false, is_duplex: false }
}

/// Those in the folder of an area's list.
const OF_LIST: [Kind; 8] = [
    public("list.pdf", "danh-sach-cu-tri"),
    official("list-official.pdf", "danh-sach-cu-tri-ban-chinh"),
    cards("the-cu-tri"),
    official("handover.pdf", "giao-nhan-the-cu-tri"),
    official("poll-book.pdf", "danh-sach-phong-bo-phieu"),
    official("index.pdf", "bang-tra-cuu"),
    official("door-to-door.pdf", "phieu-ra-soat"),
    official("cover.pdf", "bia-ho-so"),
];

/// Those of what a version changed.
const OF_SUPPLEMENT: [Kind; 5] = [
    public("supplement.pdf", "danh-sach-bo-sung"),
    official("supplement-official.pdf", "danh-sach-bo-sung-ban-chinh"),
    cards("the-cu-tri-bo-sung"),
    official("handover.pdf", "giao-nhan-the-bo-sung"),
    official("cards-to-take-back.pdf", "the-cu-tri-thu-hoi"),
];

/// The name of the file that holds the papers of one kind of all areas of a commune, such as `23881-the-cu-tri.pdf`.
pub(super) fn name_of_book(paper: AreaPaper, commune: &CommuneCode) -> String {
    let file = paper.document().file_name();
    let name = OF_LIST.iter().find(|kind| kind.file == file).map_or(file, |kind| kind.name);
    format!("{commune}-{}.pdf", name.trim_end_matches(".pdf"))
}

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
    pub area: AreaCode,
    pub area_number: u32,
    pub is_public: bool,
    pub pages: u64,
    pub sheets: u64,
}

/// Every printed document of a commune's areas, by the names offices sort by.
pub(super) fn of_commune(job: &Job<'_>, commune: &Commune, files: &CommuneFiles) -> Vec<Paper> {
    let areas: Vec<&Area> = files.digests.keys().filter_map(|code| job.basis.territory.area(code)).collect();
    let mut of_number: BTreeMap<u32, u32> = BTreeMap::new();
    areas.iter().for_each(|area| *of_number.entry(area.number).or_default() += 1);
    let mut papers = Vec::new();
    for area in areas {
        let mut label = format!("{}-{:02}", commune.commune_code, area.number);
        if of_number.get(&area.number) != Some(&1) {
            // Two areas of one number are a finding, and their papers must not be taken for one another.
            label = format!("{label}-{}", area.area_code);
        }
        let place = format!("{}/{}", commune.province_code, commune.commune_code);
        let kinds = [&OF_LIST[..], &OF_SUPPLEMENT];
        for (folder, kinds) in folders(job, &place, &area.area_code).iter().zip(kinds) {
            let printed = job.folder.printed_below(folder).into_iter();
            papers.extend(printed.map(|printed| paper(area, &label, kinds, folder, printed)));
        }
    }
    papers.sort_by(|one, other| one.file.cmp(&other.file));
    papers
}

/// A paper that the table does not know is official and keeps its own name.
fn paper(area: &Area, label: &str, kinds: &[Kind], folder: &str, (path, pages): (String, u64)) -> Paper {
    let own = path.strip_prefix(folder).unwrap_or(&path);
    let known = kinds.iter().find(|kind| kind.file == own);
    let kind =
        known.map_or_else(|| own.trim_end_matches(".pdf").replace('/', "-"), |kind| kind.name.to_owned());
    let is_public = known.is_some_and(|kind| kind.is_public) && area.kind != AreaKind::Military;
    let sheets = if known.is_none_or(|kind| kind.is_duplex) { pages.div_ceil(2) } else { pages };
    let file = format!("{label}-{kind}.pdf");
    let (commune, area, area_number) = (area.commune_code.clone(), area.area_code.clone(), area.number);
    Paper { path, file, kind, commune, area, area_number, is_public, pages, sheets }
}
