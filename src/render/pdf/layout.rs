//! What a run chooses for all its documents: paper, edition, tags, and how cards lie on sheets.

use std::fmt;

/// How documents are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    pub paper: PaperSize,
    pub edition: Edition,
    pub tags: Tags,
    pub cards: CardSheets,
    /// Every page says large that it is a draft.
    pub draft: bool,
}

impl fmt::Display for Layout {
    /// In words of the command line, such as "a4 standard tagged a6".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let edition = match self.edition {
            Edition::Standard => "standard",
            Edition::Large => "large",
        };
        let tags = match self.tags {
            Tags::Written => "tagged",
            Tags::LeftOut => "untagged",
        };
        write!(f, "{} {edition} {tags} ", self.paper.as_str())?;
        match self.cards {
            CardSheets::A6 => f.write_str("a6"),
            CardSheets::FourToA4 => f.write_str("a4"),
            CardSheets::OnPrinted { right, up } => write!(f, "text {right} {up}"),
        }
    }
}

/// The paper of lists and other papers with a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PaperSize {
    /// A4 landscape.
    #[default]
    A4,
    A4Portrait,
    /// A3 landscape.
    A3,
    A3Portrait,
}

impl PaperSize {
    /// Every size.
    pub const ALL: [PaperSize; 4] = [Self::A4, Self::A4Portrait, Self::A3, Self::A3Portrait];

    /// The word on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A4Portrait => "a4-portrait",
            Self::A3 => "a3",
            Self::A3Portrait => "a3-portrait",
        }
    }
}

/// For which eyes tables are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Edition {
    #[default]
    Standard,
    /// Texts of 18 points, in fewer columns.
    Large,
}

/// Whether documents say what each text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tags {
    /// PDF/A-2a and PDF/UA-1: read aloud in order, tables with their headings.
    #[default]
    Written,
    /// PDF/A-2u: smaller and made faster, for paper only.
    LeftOut,
}

/// How voter's cards lie on sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CardSheets {
    /// One A6 page a card.
    #[default]
    A6,
    /// Four on an A4 sheet with cut marks: the four stacks of a cut pile, laid on each other, are in the order of numbers.
    FourToA4,
    /// The texts alone, one A6 page a card, for paper that bears the form; moved to the right and up by tenths of a
    /// millimetre.
    OnPrinted { right: i16, up: i16 },
}
