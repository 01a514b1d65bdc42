//! The arguments that choose how documents are laid out.

use crate::render::pdf::{CardSheets, Edition, Layout, PaperSize, Tags};
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

/// Paper, edition, tags and cards.
#[derive(Debug, Args)]
pub(super) struct LayoutArguments {
    /// The paper of lists and other tables
    #[arg(long, default_value = "a4", help_heading = "Printing")]
    pub paper: PaperSize,
    /// The large-print edition: texts of 18 points, in fewer columns; not on a4-portrait, which is too narrow
    #[arg(long, help_heading = "Printing")]
    pub large: bool,
    /// PDFs without tags (PDF/A-2u): smaller, and for paper only
    #[arg(long, help_heading = "Printing")]
    pub untagged: bool,
    /// How voter's cards lie on sheets
    #[arg(long, default_value = "a6", help_heading = "Printing")]
    pub cards: CardForm,
    /// Moves the texts on printed paper, in millimetres to the right and up, such as 1.5,-2
    #[arg(
        long,
        value_name = "X,Y",
        default_value = "0,0",
        value_parser = offset,
        allow_hyphen_values = true,
        help_heading = "Printing"
    )]
    pub card_offset: (i16, i16),
}

impl LayoutArguments {
    /// The layout that was asked for.
    ///
    /// # Errors
    /// If the paper is too narrow for the edition.
    pub(super) fn layout(&self) -> anyhow::Result<Layout> {
        let (right, up) = self.card_offset;
        if self.large && self.paper == PaperSize::A4Portrait {
            anyhow::bail!(
                "khổ a4-portrait quá hẹp cho bản chữ lớn; dùng --paper a4, a3 hoặc a3-portrait / a4-portrait is too narrow \
                 for large print; use --paper a4, a3 or a3-portrait"
            );
        }
        Ok(Layout {
            paper: self.paper,
            edition: if self.large { Edition::Large } else { Edition::Standard },
            tags: if self.untagged { Tags::LeftOut } else { Tags::Written },
            cards: match self.cards {
                CardForm::A6 => CardSheets::A6,
                CardForm::A4 => CardSheets::FourToA4,
                CardForm::Text => CardSheets::OnPrinted { right, up },
            },
            draft: false,
        })
    }
}

impl ValueEnum for PaperSize {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()))
    }
}

/// How voter's cards lie on sheets, as it is said on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CardForm {
    /// One A6 page a card
    A6,
    /// Four on an A4 sheet with cut marks; the cut stacks, laid on each other, are in order
    A4,
    /// The texts alone, for A6 paper that bears the form
    Text,
}

/// Tenths of a millimetre to the right and up.
fn offset(text: &str) -> Result<(i16, i16), String> {
    let wrong = || format!("“{text}” is not two lengths in millimetres, such as 1.5,-2 (at most 50 each)");
    let tenths = |part: &str| {
        let length: f64 = part.trim().parse().map_err(|_| wrong())?;
        if length.abs() <= 50.0 { Ok((length * 10.0).round() as i16) } else { Err(wrong()) }
    };
    let (right, up) = text.split_once(',').ok_or_else(wrong)?;
    Ok((tenths(right)?, tenths(up)?))
}

#[cfg(test)]
mod tests {
    use super::offset;

    #[test]
    fn offsets_are_tenths_of_a_millimetre() {
        assert_eq!(offset("1.5,-2"), Ok((15, -20)));
        assert_eq!(offset("0, 0"), Ok((0, 0)));
        for wrong in ["", "1", "1;2", "a,1", "1,60", "NaN,0"] {
            assert!(offset(wrong).is_err(), "{wrong:?}");
        }
    }
}
