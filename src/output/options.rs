//! What of a roll is rendered, and how.

use crate::law::PostedCopy;
use crate::people::ConstituencyCode;
use crate::render::Language;
use crate::render::documents::AreaPaper;
use crate::render::pdf::Layout;
use std::collections::BTreeSet;
use std::num::NonZeroU16;

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

/// How printed documents are handed over, beside their own places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Delivery {
    /// Two archives a commune: what may be posted, and what is official.
    pub zip: bool,
    /// One file a commune for each kind of papers, or one a constituency where those are rendered alone.
    pub merge: bool,
    /// So many print shops, with about as many pages each.
    pub printers: Option<NonZeroU16>,
    /// Print shops get the papers of armed units and those with personal numbers too.
    pub printers_get_all: bool,
}

impl Delivery {
    /// What the manifest says of it; `None`: nothing was asked.
    pub(super) fn words(self) -> Option<String> {
        let printers = self.printers.map(|printers| format!("printers={printers}"));
        let flags = [(self.zip, "zip"), (self.merge, "merge"), (self.printers_get_all, "printers-get-all")];
        let flags = flags.into_iter().filter(|(asked, _)| *asked).map(|(_, word)| word.to_owned());
        let words: Vec<String> = flags.chain(printers).collect();
        (!words.is_empty()).then(|| words.join(","))
    }
}
