//! What each text is to a reader who hears the page: a title, a paragraph, a cell, or nothing at all.
//!
//! Layout tells it text by text, in reading order; from that the structure tree of a tagged document follows.

use super::units::Hundredths;

/// What a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// Furniture of the page, such as its number: read by nobody.
    Artifact,
    /// Goes on with what the text before it began.
    More,
    /// Begins a block.
    Block(Block),
    /// Begins a cell of a table.
    Cell(Cell),
}

/// A block outside tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Block {
    /// The title of a document; there is one.
    Title,
    /// The heading of a part.
    Heading,
    Paragraph,
}

impl Block {
    /// The standard structure type.
    pub(super) fn structure_type(self) -> &'static str {
        match self {
            Block::Title => "H1",
            Block::Heading => "H2",
            Block::Paragraph => "P",
        }
    }
}

/// A cell of a table; an empty one is a cell too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    /// Whether it begins a row.
    pub(super) begins_row: bool,
    pub(super) kind: CellKind,
    /// How many columns and rows it takes.
    pub(super) columns: u8,
    pub(super) rows: u8,
}

/// Whether a cell heads others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellKind {
    Data,
    /// Data of a row that was struck through.
    Struck,
    HeadsColumn,
    HeadsRow,
}

impl Cell {
    /// A cell of one column and one row.
    pub(super) fn new(kind: CellKind, begins_row: bool) -> Self {
        Self { begins_row, kind, columns: 1, rows: 1 }
    }

    /// The standard structure type.
    pub(super) fn structure_type(self) -> &'static str {
        match self.kind {
            CellKind::Data | CellKind::Struck => "TD",
            CellKind::HeadsColumn | CellKind::HeadsRow => "TH",
        }
    }

    /// A cell that heads a row over some columns.
    pub(super) fn heading(begins_row: bool, columns: usize) -> Self {
        let columns = u8::try_from(columns.max(1)).unwrap_or(u8::MAX);
        Self { begins_row, kind: CellKind::HeadsRow, columns, rows: 1 }
    }
}

/// Something drawn on a page, as the structure tree will name it; contents are numbered on each page from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    Block {
        block: Block,
        content: u32,
    },
    /// An empty cell has no content.
    Cell {
        cell: Cell,
        content: Option<u32>,
    },
    /// A picture with the words that stand for it, and its left, bottom, right and top.
    Figure {
        words: String,
        sides: [Hundredths; 4],
        content: u32,
    },
}
