//! What must hold between the tree and the pages, and inside the tree.

use super::content::Page;
use super::tree::{Element, Mark, Tree};
use lopdf::{Dictionary, Document, Object};
use std::collections::{BTreeMap, BTreeSet};

/// What the catalog must say, and that one document element holds everything.
pub fn head(pdf: &Document, tree: &Tree) -> Vec<String> {
    let mut faults = Vec::new();
    let catalog = pdf.catalog().expect("the tree was found in it");
    let info = catalog.get_deref(b"MarkInfo", pdf).and_then(Object::as_dict);
    if !info.and_then(|info: &Dictionary| info.get(b"Marked")?.as_bool()).unwrap_or(false) {
        faults.push("the document does not say that it is marked".into());
    }
    if !catalog.get(b"Lang").and_then(Object::as_str).is_ok_and(|language| !language.is_empty()) {
        faults.push("the document does not say its language".into());
    }
    let tops: Vec<&str> = tree.tops().map(|top| top.kind.as_str()).collect();
    if tops != ["Document"] {
        faults.push(format!("at the top stands {tops:?} instead of one Document"));
    }
    faults
}

/// Every mark of a page belongs to one element, which the parent tree names, and every element's mark is on its page.
pub fn pairing(tree: &Tree, pages: &[Page]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut owners: BTreeMap<Mark, &Element> = BTreeMap::new();
    for (mark, element) in tree.marks() {
        let told = format!("mark {} of page {}", mark.id, mark.page + 1);
        if owners.insert(mark, element).is_some() {
            faults.push(format!("{told} belongs to two elements"));
        }
        if !pages[mark.page].marks.contains(&mark.id) {
            faults.push(format!("{told} is held by element {} but is not painted", element.id.0));
        }
    }
    let mut keys = BTreeSet::new();
    for (page, at) in pages.iter().zip(0..) {
        if page.key.is_some_and(|key| !keys.insert(key)) {
            faults.push(format!("page {} has another page's key", at + 1));
        }
        let named = page.key.and_then(|key| tree.parents.get(&key)).map(Vec::as_slice).unwrap_or_default();
        for id in &page.marks {
            let told = format!("mark {id} of page {}", at + 1);
            let owner = owners.get(&Mark { page: at, id: *id });
            let parent = usize::try_from(*id).ok().and_then(|id| named.get(id).copied().flatten());
            match (owner, parent) {
                (None, _) => faults.push(format!("{told} belongs to no element")),
                (Some(_), None) => faults.push(format!("{told} is not in the parent tree")),
                (Some(owner), Some(parent)) if owner.id != parent => {
                    faults.push(format!("{told} has element {} but parent {}", owner.id.0, parent.0));
                }
                (Some(_), Some(_)) => {}
            }
        }
        for (parent, id) in named.iter().zip(0..) {
            if parent.is_some() && !page.marks.contains(&id) {
                faults.push(format!(
                    "the parent tree names mark {id} of page {}, which is not painted",
                    at + 1
                ));
            }
        }
    }
    faults
}

/// Who reads the tree meets the content in the order in which the pages paint it.
pub fn order(tree: &Tree, positions: &BTreeMap<Mark, usize>) -> Vec<String> {
    let marks: Vec<(Mark, &Element)> = tree.marks();
    let out_of_order = marks.windows(2).filter(|pair| {
        let [before, after] = [0, 1].map(|at| positions.get(&pair[at].0));
        before.zip(after).is_some_and(|(before, after)| before >= after)
    });
    let told = out_of_order.map(|pair| {
        let (mark, element) = &pair[1];
        let before = &pair[0].0;
        format!(
            "mark {} of page {} ({}) is read after mark {} of page {}, but painted before it",
            mark.id,
            mark.page + 1,
            element.kind,
            before.id,
            before.page + 1
        )
    });
    told.collect()
}

/// Where elements of tables and the document may stand.
fn parents(kind: &str) -> Option<&'static [&'static str]> {
    Some(match kind {
        "TR" => &["Table", "THead", "TBody", "TFoot"],
        "TH" | "TD" => &["TR"],
        "THead" | "TBody" | "TFoot" => &["Table"],
        "LI" => &["L"],
        "Lbl" | "LBody" => &["LI"],
        _ => return None,
    })
}

/// What an element may hold, where that is told.
fn kids(kind: &str) -> Option<&'static [&'static str]> {
    Some(match kind {
        "Table" => &["TR", "THead", "TBody", "TFoot", "Caption"],
        "THead" | "TBody" | "TFoot" => &["TR"],
        "TR" => &["TH", "TD"],
        _ => return None,
    })
}

const KINDS: &[&str] = &[
    "Document", "Part", "Sect", "Div", "H1", "H2", "H3", "H4", "H5", "H6", "P", "Span", "Table", "THead",
    "TBody", "TFoot", "TR", "TH", "TD", "Caption", "Figure", "L", "LI", "Lbl", "LBody", "Note", "Form",
    "Link",
];

/// Rows stand in tables, cells in rows, and nothing has a kind that readers do not know.
pub fn nesting(tree: &Tree) -> Vec<String> {
    let mut faults = Vec::new();
    let mut told = BTreeSet::new();
    for element in tree.all() {
        if !KINDS.contains(&element.kind.as_str()) && told.insert(&element.kind) {
            faults.push(format!("{} is no kind that readers know", element.kind));
        }
        for kid in element.elements() {
            let misplaced = parents(&kid.kind)
                .is_some_and(|allowed| !allowed.contains(&element.kind.as_str()))
                || kids(&element.kind).is_some_and(|allowed| !allowed.contains(&kid.kind.as_str()));
            if misplaced {
                faults.push(format!("{} {} stands in {}", kid.kind, kid.id.0, element.kind));
            }
        }
        let holds_marks = element.elements().count() < element.kids.len();
        if holds_marks && (kids(&element.kind).is_some() || element.kind == "Document") {
            faults.push(format!("{} {} holds content of its own", element.kind, element.id.0));
        }
    }
    faults
}

/// One first heading, before all others, and no level left out.
pub fn headings(tree: &Tree) -> Vec<String> {
    let all = tree.all();
    let level =
        |element: &&Element| element.kind.strip_prefix('H').and_then(|level| level.parse::<u32>().ok());
    let levels: Vec<u32> = all.iter().filter_map(level).collect();
    let mut faults = Vec::new();
    let firsts = levels.iter().filter(|level| **level == 1).count();
    if firsts != 1 {
        faults.push(format!("there are {firsts} first headings"));
    }
    let mut before = 0;
    for level in levels {
        if level > before + 1 {
            faults.push(format!("a heading of level {level} follows one of level {before}"));
        }
        before = level;
    }
    faults
}

/// Every picture says in words what it shows.
pub fn figures(tree: &Tree) -> Vec<String> {
    let all = tree.all();
    let silent = all.iter().filter(|element| element.kind == "Figure").filter(|figure| {
        let said = figure.alt.as_deref().unwrap_or_default();
        said.trim_matches(['\u{FEFF}', '\u{FFFD}', '\0', ' ']).is_empty()
    });
    silent.map(|figure| format!("figure {} says nothing in words", figure.id.0)).collect()
}
