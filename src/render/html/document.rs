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
    OfficialListCsv,
    OfficialListXlsx,
    Entries,
    SummaryTable,
    SummaryTableXlsx,
    SummaryTablePdf,
    SummaryTableOfficialXlsx,
    SummaryTableOfficialPdf,
    ConstituencyTableXlsx,
    ConstituencyTablePdf,
    Constituencies,
    ConstituenciesOfficial,
    NotListed,
    /// What an office has to look into.
    Todo,
    SummaryJson,
    Manifest,
    Rejects,
    Findings,
}

impl Document {
    /// Those that lie in the folder of an area.
    pub const OF_AREA: [Self; 13] = [
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
        Self::OfficialListCsv,
        Self::OfficialListXlsx,
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
            Self::OfficialListCsv => "list-official.csv",
            Self::OfficialListXlsx => "list-official.xlsx",
            Self::Entries => "entries.jsonl",
            Self::SummaryTable => "bieu-tong-hop.html",
            Self::SummaryTableXlsx => "bieu-tong-hop.xlsx",
            Self::SummaryTablePdf => "bieu-tong-hop.pdf",
            Self::SummaryTableOfficialXlsx => "bieu-tong-hop-ban-chinh.xlsx",
            Self::SummaryTableOfficialPdf => "bieu-tong-hop-ban-chinh.pdf",
            Self::ConstituencyTableXlsx => "bieu-tong-hop-don-vi-bau-cu.xlsx",
            Self::ConstituencyTablePdf => "bieu-tong-hop-don-vi-bau-cu.pdf",
            Self::Constituencies => "constituencies.csv",
            Self::ConstituenciesOfficial => "constituencies-official.csv",
            Self::NotListed => "not-listed.csv",
            Self::Todo => "viec-can-lam.xlsx",
            Self::SummaryJson => "summary.json",
            Self::Manifest => "manifest.json",
            Self::Rejects => "rejects.csv",
            Self::Findings => "findings.csv",
        }
    }

    /// Whom the file is for.
    pub(super) fn audience(self) -> Audience {
        match self {
            Self::List
            | Self::ListCsv
            | Self::ListXlsx
            | Self::SummaryTable
            | Self::SummaryTableXlsx
            | Self::SummaryTablePdf
            | Self::ConstituencyTableXlsx
            | Self::ConstituencyTablePdf
            | Self::Constituencies => Audience::Public,
            Self::Cards => Audience::Voters,
            Self::OfficialList
            | Self::OfficialListCsv
            | Self::OfficialListXlsx
            | Self::Handover
            | Self::PollBook
            | Self::Index
            | Self::DoorToDoor
            | Self::Cover
            | Self::Entries
            | Self::SummaryTableOfficialXlsx
            | Self::SummaryTableOfficialPdf
            | Self::ConstituenciesOfficial
            | Self::NotListed
            | Self::Todo
            | Self::SummaryJson
            | Self::Manifest
            | Self::Rejects
            | Self::Findings => Audience::Office,
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
            Self::OfficialListCsv => words.list_official_csv(),
            Self::OfficialListXlsx => words.list_official_xlsx(),
            Self::Entries => words.entries(),
            Self::SummaryTable => words.summary_table_html(),
            Self::SummaryTableXlsx => words.summary_table_xlsx(),
            Self::SummaryTablePdf => words.summary_table_pdf(),
            Self::SummaryTableOfficialXlsx => words.summary_table_official_xlsx(),
            Self::SummaryTableOfficialPdf => words.summary_table_official_pdf(),
            Self::ConstituencyTableXlsx => words.constituency_table_xlsx(),
            Self::ConstituencyTablePdf => words.constituency_table_pdf(),
            Self::Constituencies => words.constituencies_csv(),
            Self::ConstituenciesOfficial => words.constituencies_official_csv(),
            Self::NotListed => words.not_listed_csv(),
            Self::Todo => words.todo_xlsx(),
            Self::SummaryJson => words.summary_json(),
            Self::Manifest => words.manifest(),
            Self::Rejects => words.rejects_csv(),
            Self::Findings => words.findings_csv(),
        }
    }
}

/// Whom a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Audience {
    /// It may be posted.
    Public,
    /// It is handed out to voters.
    Voters,
    /// It stays with the office: it is never posted or sent.
    Office,
}

impl Audience {
    /// All of them, in the order in which their files are printed.
    pub(super) const ALL: [Audience; 3] = [Self::Public, Self::Voters, Self::Office];

    /// Whether pages link to its files: a page that may be shown to everybody names what must not be, and leads nobody there.
    pub(super) fn is_linked(self) -> bool {
        self == Self::Public
    }

    /// Where a page tells of its files.
    pub(super) fn anchor(self) -> &'static str {
        match self {
            Self::Public => "to-post",
            Self::Voters => "to-hand-out",
            Self::Office => "to-keep",
        }
    }

    pub(super) fn label(self, words: Words) -> &'static str {
        match self {
            Self::Public => words.to_post(),
            Self::Voters => words.to_hand_out(),
            Self::Office => words.to_keep(),
        }
    }

    /// The same where there is little room.
    pub(super) fn short(self, words: Words) -> &'static str {
        match self {
            Self::Public => words.to_post_short(),
            Self::Voters => words.to_hand_out_short(),
            Self::Office => words.to_keep_short(),
        }
    }

    /// What is to be done with its files.
    pub(super) fn rule(self, words: Words) -> &'static str {
        match self {
            Self::Public => words.to_post_rule(),
            Self::Voters => words.to_hand_out_rule(),
            Self::Office => words.to_keep_rule(),
        }
    }
}
