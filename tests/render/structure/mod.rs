//! The structure of a tagged document, read with a stranger's parser and held against the rules of readers with assistive
//! technology: what veraPDF asks, and what it cannot know, as that the tree's order is the order of the pages.

mod content;
mod draft;
mod examples;
mod rules;
mod tables;
mod tree;

use content::Page;
use lopdf::Document;
use std::collections::BTreeMap;
use tree::{Mark, Tree};

/// What is wrong with a document's structure; nothing if all holds.
pub fn faults(bytes: &[u8]) -> Vec<String> {
    let pdf = match Document::load_mem(bytes) {
        Ok(pdf) => pdf,
        Err(error) => return vec![format!("not a PDF: {error}")],
    };
    let pages: Vec<Page> = pdf.page_iter().map(|id| Page::read(&pdf, id)).collect();
    let tree = match Tree::read(&pdf) {
        Ok(tree) => tree,
        Err(fault) => return vec![fault],
    };
    let mut faults = rules::head(&pdf, &tree);
    faults.extend(tree.faults.iter().cloned());
    for (page, number) in pages.iter().zip(1..) {
        faults.extend(page.faults.iter().map(|fault| format!("page {number}: {fault}")));
    }
    faults.extend(rules::pairing(&tree, &pages));
    faults.extend(rules::order(&tree, &positions(&pages)));
    faults.extend(rules::nesting(&tree));
    faults.extend(rules::headings(&tree));
    faults.extend(rules::figures(&tree));
    faults.extend(tables::faults(&tree));
    faults
}

/// Where each mark stands among all marks of all pages.
fn positions(pages: &[Page]) -> BTreeMap<Mark, usize> {
    let marks = pages
        .iter()
        .zip(0..)
        .flat_map(|(page, at)| page.marks.iter().map(move |id| Mark { page: at, id: *id }));
    marks.zip(0..).collect()
}

#[test]
fn the_tags_of_every_kind_are_whole_and_in_order() {
    for kind in super::kinds::kinds() {
        let found = faults(&kind.bytes);
        if kind.tagged {
            assert!(
                found.is_empty(),
                "{}: {} faults, such as {:#?}",
                kind.name,
                found.len(),
                &found[..found.len().min(9)]
            );
        } else {
            assert_eq!(found, ["the document has no structure tree"], "{}", kind.name);
        }
    }
}
