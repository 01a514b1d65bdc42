//! What of a roll is rendered, and how.

use super::delivery::Delivery;
use crate::law::PostedCopy;
use crate::people::ConstituencyCode;
use crate::render::Language;
use crate::render::documents::AreaPaper;
use crate::render::pdf::Layout;
use std::collections::BTreeSet;

/// A kind of files that may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Lists and cards.
    Pdf,
    /// Summaries and summary tables.
    Html,
    /// `list.csv`.
    Csv,
    /// Lists and summary tables as workbooks.
    Xlsx,
    /// `entries.jsonl`.
    Jsonl,
    /// `decisions.jsonl`, the official export of every decision.
    Decisions,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 6] = [Self::Pdf, Self::Html, Self::Csv, Self::Xlsx, Self::Jsonl, Self::Decisions];

    /// The word on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Jsonl => "jsonl",
            Self::Decisions => "decisions",
        }
    }
}

/// How a roll is rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderOptions {
    pub formats: BTreeSet<Format>,
    /// The printed papers of each area.
    pub papers: BTreeSet<AreaPaper>,
    pub language: Language,
    /// What posted copies show of personal numbers; `None`: what the election's settings say.
    pub posted_copy: Option<PostedCopy>,
    pub layout: Layout,
    /// How printed documents are handed over.
    pub delivery: Delivery,
    /// Only these constituencies; none named: everything.
    pub constituencies: Vec<ConstituencyCode>,
    /// Communes rendered at once.
    pub jobs: usize,
}

impl Default for RenderOptions {
    fn default() -> Self {
        Self {
            formats: Format::ALL.into(),
            papers: AreaPaper::ALL.into(),
            language: Language::default(),
            posted_copy: None,
            layout: Layout::default(),
            delivery: Delivery::default(),
            constituencies: Vec::new(),
            jobs: 1,
        }
    }
}
