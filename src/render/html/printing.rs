//! What there is to print, to post and to keep: the files beside a page, by whom they are for.

use super::document::{Audience, Document};
use super::table::Link;
use crate::render::words::Words;
use askama::Template;
use askama::filters::HtmlSafe;
use std::collections::BTreeMap;

/// A file with its pages on paper, where they are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Paper {
    pub document: Document,
    pub pages: Option<u32>,
}

impl Paper {
    /// A file whose pages nobody counted.
    pub fn uncounted(document: Document) -> Self {
        Self { document, pages: None }
    }
}

/// The files of a page in groups.
#[derive(Template)]
#[template(path = "parts/papers.html", whitespace = "minimize")]
pub(super) struct Papers {
    words: Words,
    groups: Vec<Group>,
}

/// The files for somebody.
struct Group {
    audience: Audience,
    lines: Vec<Line>,
}

/// A kind of file: one beside the page, or one in the folder of each area.
struct Line {
    text: String,
    file_name: &'static str,
    pages: Option<String>,
    /// One link, with the kind as its text, or the numbers of areas.
    links: Vec<Link>,
    is_alone: bool,
}

/// A kind of papers to print.
pub(super) struct ToPrint {
    pub(super) text: String,
    /// Empty: not known.
    pub(super) pages: String,
    /// Whom they are for.
    pub(super) note: &'static str,
    /// Where the page tells of them.
    pub(super) anchor: &'static str,
}

impl HtmlSafe for Papers {}

impl Papers {
    /// The files beside a page.
    pub(super) fn new(papers: &[Paper], words: Words) -> Self {
        Self::with_areas(papers, &[], words)
    }

    /// The files beside a page, of which nobody counted the pages.
    pub(super) fn of(documents: &[Document], words: Words) -> Self {
        let papers: Vec<Paper> = documents.iter().copied().map(Paper::uncounted).collect();
        Self::new(&papers, words)
    }

    /// The files beside a page, and those in the folders of areas: each with the area's folder and number.
    pub(super) fn with_areas(papers: &[Paper], areas: &[(&str, u32, &[Paper])], words: Words) -> Self {
        let mut kinds: BTreeMap<Document, (u64, bool, Vec<Link>)> = BTreeMap::new();
        let mut add = |paper: &Paper, link: Link| {
            let kind = kinds.entry(paper.document).or_insert((0, true, Vec::new()));
            kind.0 += u64::from(paper.pages.unwrap_or(0));
            kind.1 &= paper.pages.is_some();
            kind.2.push(link);
        };
        for paper in papers {
            let text = paper.document.label(words).to_owned();
            add(paper, Link { href: paper.document.file_name().to_owned(), text, about: String::new() });
        }
        for (folder, number, papers) in areas {
            for paper in *papers {
                let href = format!("{folder}/{}", paper.document.file_name());
                let about = paper.document.label(words).to_owned();
                add(paper, Link { href, text: words.area_short(*number), about });
            }
        }
        let alone = |document: &Document| papers.iter().any(|paper| paper.document == *document);
        let mut groups: Vec<Group> =
            Audience::ALL.into_iter().map(|audience| Group { audience, lines: Vec::new() }).collect();
        for (document, (pages, is_counted, links)) in kinds {
            let line = Line {
                text: document.label(words).to_owned(),
                file_name: document.file_name(),
                pages: is_counted.then(|| words.pages(pages)),
                links,
                is_alone: alone(&document),
            };
            let group = groups.iter_mut().find(|group| group.audience == document.audience());
            if let Some(group) = group {
                group.lines.push(line);
            }
        }
        groups.retain(|group| !group.lines.is_empty());
        Self { words, groups }
    }

    /// What somebody at a printer needs first: kinds of files on paper, for whom, and their pages.
    pub(super) fn glance(&self) -> Vec<ToPrint> {
        let of_group = |group: &Group| {
            let printed = group.lines.iter().filter(|line| line.file_name.ends_with(".pdf"));
            let told = |line: &Line| ToPrint {
                text: line.text.clone(),
                pages: line.pages.clone().unwrap_or_default(),
                note: group.audience.short(self.words),
                anchor: group.audience.anchor(),
            };
            printed.map(told).collect::<Vec<_>>()
        };
        self.groups.iter().flat_map(of_group).collect()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}
