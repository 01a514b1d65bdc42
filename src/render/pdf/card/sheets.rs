//! Where cards lie on sheets.

use super::super::layout::CardSheets;
use super::super::sheet::{Sheet, Spot, Stroke, spot};
use super::super::symbol::PRINTER_DOT;
use super::super::units::{Hundredths, PageSize, millimetres};
use super::PAGE;

/// A4, landscape.
const A4: PageSize = PageSize { width: 84_189, height: 59_528 };
/// The lower left corners of four cards, in the order of stacks: rows from above, each from the left. They lie on dots of
/// the printer.
const FOUR: [Spot; 4] = [
    spot(3 * PRINTER_DOT, 1240 * PRINTER_DOT),
    spot(1757 * PRINTER_DOT, 1240 * PRINTER_DOT),
    spot(3 * PRINTER_DOT, 0),
    spot(1757 * PRINTER_DOT, 0),
];
/// Where the cuts go.
const CUT: Spot = spot(1754 * PRINTER_DOT, 1240 * PRINTER_DOT);

/// The page and the places of cards on it.
pub(super) struct Places {
    pub(super) page: PageSize,
    /// The lower left corners.
    pub(super) at: Vec<Spot>,
}

impl Places {
    /// The places of a layout.
    pub(super) fn of(sheets: CardSheets) -> Self {
        match sheets {
            CardSheets::A6 => Self { page: PAGE, at: vec![Spot::default()] },
            CardSheets::FourToA4 => Self { page: A4, at: FOUR.to_vec() },
            CardSheets::OnPrinted { right, up } => {
                let tenths = |count: i16| i64::from(count) * 7_200 / 254;
                Self { page: PAGE, at: vec![spot(tenths(right), tenths(up))] }
            }
        }
    }

    /// For each sheet the cards on it, place after place: laid on each other, the cut stacks are in order.
    pub(super) fn sheets(&self, cards: usize) -> impl Iterator<Item = Vec<usize>> {
        let places = self.at.len();
        let sheets = cards.div_ceil(places);
        (0..sheets).map(move |sheet| (0..places).map(|place| place * sheets + sheet).collect())
    }

    /// The marks to cut by: ticks at the edges and a cross in the middle.
    pub(super) fn marks(&self) -> Sheet<'static> {
        const TICK: Hundredths = millimetres(4);
        let mut sheet = Sheet::default();
        if self.at.len() == 1 {
            return sheet;
        }
        let (Spot { x, y }, PageSize { width, height }) = (CUT, self.page);
        for (from, to) in [(0, TICK), (y - TICK, y + TICK), (height - TICK, height)] {
            sheet.line(Stroke::Thin, spot(x, from), spot(x, to));
        }
        for (from, to) in [(0, TICK), (x - TICK, x + TICK), (width - TICK, width)] {
            sheet.line(Stroke::Thin, spot(from, y), spot(to, y));
        }
        sheet
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_cut_stacks_laid_on_each_other_are_in_order() {
        let places = Places::of(CardSheets::FourToA4);
        for cards in 1..40 {
            let sheets: Vec<Vec<usize>> = places.sheets(cards).collect();
            let stacks = (0..4).flat_map(|place| sheets.iter().map(move |sheet| sheet[place]));
            let order: Vec<usize> = stacks.filter(|card| *card < cards).collect();
            assert_eq!(order, (0..cards).collect::<Vec<_>>(), "{cards} cards");
            assert_eq!(sheets.len(), cards.div_ceil(4), "{cards} cards");
        }
    }

    #[test]
    fn four_cards_stand_inside_the_sheet_and_not_over_a_cut() {
        for Spot { x, y } in FOUR {
            assert!(x + PAGE.width <= A4.width && y + PAGE.height <= A4.height);
            assert!(x + PAGE.width <= CUT.x || x >= CUT.x);
        }
    }
}
