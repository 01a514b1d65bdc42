//! The files an output may hold beside a page.

use crate::render::words::Words;

/// A file that a page links to; the caller names those it wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Document {
    List,
    OfficialList,
    Cards,
    Handover,
    PollBook,
    Index,
    DoorToDoor,
    Cover,
    ListCsv,
    ListXlsx,
    Entries,
    SummaryTable,
    SummaryTableXlsx,
    SummaryTablePdf,
    NotListed,
    SummaryJson,
    Manifest,
    Rejects,
    Findings,
}

impl Document {
    /// Those that lie in the folder of an area.
    pub const OF_AREA: [Self; 11] = [
        Self::List,
        Self::OfficialList,
        Self::Cards,
        Self::Handover,
        Self::PollBook,
        Self::Index,
        Self::DoorToDoor,
        Self::Cover,
        Self::ListCsv,
        Self::ListXlsx,
        Self::Entries,
    ];

    /// The document of an area whose file has this name.
    pub fn of_area(file_name: &str) -> Option<Self> {
        Self::OF_AREA.into_iter().find(|document| document.file_name() == file_name)
    }

    /// The file's name in its folder.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::List => "list.pdf",
            Self::OfficialList => "list-official.pdf",
            Self::Cards => "cards.pdf",
            Self::Handover => "handover.pdf",
            Self::PollBook => "poll-book.pdf",
            Self::Index => "index.pdf",
            Self::DoorToDoor => "door-to-door.pdf",
            Self::Cover => "cover.pdf",
            Self::ListCsv => "list.csv",
            Self::ListXlsx => "list.xlsx",
            Self::Entries => "entries.jsonl",
            Self::SummaryTable => "bieu-tong-hop.html",
            Self::SummaryTableXlsx => "bieu-tong-hop.xlsx",
            Self::SummaryTablePdf => "bieu-tong-hop.pdf",
            Self::NotListed => "not-listed.csv",
            Self::SummaryJson => "summary.json",
            Self::Manifest => "manifest.json",
            Self::Rejects => "rejects.csv",
            Self::Findings => "findings.csv",
        }
    }

    /// What the file is.
    pub(super) fn label(self, words: Words) -> &'static str {
        match self {
            Self::List => words.list_pdf(),
            Self::OfficialList => words.list_official_pdf(),
            Self::Cards => words.cards_pdf(),
            Self::Handover => words.handover_pdf(),
            Self::PollBook => words.poll_book_pdf(),
            Self::Index => words.index_pdf(),
            Self::DoorToDoor => words.door_to_door_pdf(),
            Self::Cover => words.cover_pdf(),
            Self::ListCsv => words.list_csv(),
            Self::ListXlsx => words.list_xlsx(),
            Self::Entries => words.entries(),
            Self::SummaryTable => words.summary_table_html(),
            Self::SummaryTableXlsx => words.summary_table_xlsx(),
            Self::SummaryTablePdf => words.summary_table_pdf(),
            Self::NotListed => words.not_listed_csv(),
            Self::SummaryJson => words.summary_json(),
            Self::Manifest => words.manifest(),
            Self::Rejects => words.rejects_csv(),
            Self::Findings => words.findings_csv(),
        }
    }
}
