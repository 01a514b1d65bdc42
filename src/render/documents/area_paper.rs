//! The printed papers of an area: which there are, what they are called, where they may go.

use crate::render::html::Document;
use crate::territory::AreaKind;

/// A printed paper of an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AreaPaper {
    List,
    OfficialList,
    Cards,
    Handover,
    PollBook,
    Index,
    DoorToDoor,
    Cover,
}

/// What is so of a paper.
struct Facts {
    word: &'static str,
    document: Document,
    name: &'static str,
    file: &'static str,
    is_public: bool,
    areas: &'static [AreaKind],
}

const ALL_AREAS: &[AreaKind] =
    &[AreaKind::Residential, AreaKind::Military, AreaKind::Care, AreaKind::Custody, AreaKind::Organisation];
/// Those whose lists may be posted: the list of an armed unit is confidential.
const POSTED_AREAS: &[AreaKind] =
    &[AreaKind::Residential, AreaKind::Care, AreaKind::Custody, AreaKind::Organisation];
/// Those with doors to go to.
const HOMES: &[AreaKind] = &[AreaKind::Residential];

impl AreaPaper {
    /// Every paper, the cover last: it tells how many pages the others have.
    pub const ALL: [Self; 8] = [
        Self::List,
        Self::OfficialList,
        Self::Cards,
        Self::Handover,
        Self::PollBook,
        Self::Index,
        Self::DoorToDoor,
        Self::Cover,
    ];

    fn facts(self) -> Facts {
        let official = |word, document, name, file| Facts {
            word,
            document,
            name,
            file,
            is_public: false,
            areas: ALL_AREAS,
        };
        match self {
            Self::List => Facts {
                word: "list",
                document: Document::List,
                name: "Danh sách cử tri (bản niêm yết)",
                file: "danh-sach-cu-tri",
                is_public: true,
                areas: POSTED_AREAS,
            },
            Self::OfficialList => official(
                "official",
                Document::OfficialList,
                "Danh sách cử tri (bản chính)",
                "danh-sach-cu-tri-ban-chinh",
            ),
            Self::Cards => official("cards", Document::Cards, "Thẻ cử tri", "the-cu-tri"),
            Self::Handover => official(
                "handover",
                Document::Handover,
                "Danh sách giao nhận thẻ cử tri",
                "giao-nhan-the-cu-tri",
            ),
            Self::PollBook => official(
                "poll-book",
                Document::PollBook,
                "Danh sách cử tri dùng tại phòng bỏ phiếu",
                "danh-sach-phong-bo-phieu",
            ),
            Self::Index => official("index", Document::Index, "Bảng tra cứu cử tri theo vần", "bang-tra-cuu"),
            Self::DoorToDoor => Facts {
                word: "door-to-door",
                document: Document::DoorToDoor,
                name: "Phiếu rà soát cử tri theo hộ",
                file: "phieu-ra-soat",
                is_public: false,
                areas: HOMES,
            },
            Self::Cover => official("cover", Document::Cover, "Bìa hồ sơ", "bia-ho-so"),
        }
    }

    /// The word on the command line.
    pub fn as_str(self) -> &'static str {
        self.facts().word
    }

    /// The file, as pages link to it.
    pub fn document(self) -> Document {
        self.facts().document
    }

    /// What it is called on the cover.
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// What its file is called where papers of many areas lie together, in ASCII.
    pub fn file_name(self) -> &'static str {
        self.facts().file
    }

    /// Whether it may be posted. All others are official; a page of the cards is handed to its voter.
    pub fn is_public(self) -> bool {
        self.facts().is_public
    }

    /// Whether it holds personal numbers.
    pub fn has_numbers(self) -> bool {
        self == Self::OfficialList
    }

    /// Whether areas of a kind have it.
    pub fn is_of(self, kind: AreaKind) -> bool {
        self.facts().areas.contains(&kind)
    }
}
