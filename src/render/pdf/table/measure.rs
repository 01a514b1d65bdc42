//! The measures of a paper with a table: page, margins and sizes, by paper and edition.

use super::super::layout::{Edition, Layout, PaperSize};
use super::super::units::PageSize;
use super::super::units::{Hundredths, millimetres, points};

/// The short and the long side of A4, and the long side of A3.
const SHORT: Hundredths = 59_528;
const LONG: Hundredths = 84_189;
const LONGEST: Hundredths = 119_055;
/// The size of texts in tables, of the large edition too.
const TEXT: Hundredths = 950;
const LARGE_TEXT: Hundredths = points(18);

/// Where things stand on a page and how large they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Measure {
    pub(super) page: PageSize,
    /// The sides of what is printed, from the lower left corner.
    pub(super) left: Hundredths,
    pub(super) right: Hundredths,
    pub(super) top: Hundredths,
    pub(super) bottom: Hundredths,
    /// The size of texts in the table.
    pub(super) text: Hundredths,
    /// The sizes outside it: names and titles, sentences, signatures, the running line.
    pub(super) name: Hundredths,
    pub(super) title: Hundredths,
    pub(super) sentence: Hundredths,
    pub(super) signature: Hundredths,
    pub(super) running: Hundredths,
}

impl Measure {
    /// The measures of a layout: margins of Decree 30/2020, 30 mm left, 15 mm right, 20 mm above and below. `text` is the
    /// size of texts in the table of the standard edition, where it is another than usual.
    pub(super) fn of(layout: Layout, text: Option<Hundredths>) -> Self {
        let (width, height) = match layout.paper {
            PaperSize::A4 => (LONG, SHORT),
            PaperSize::A4Portrait => (SHORT, LONG),
            PaperSize::A3 => (LONGEST, LONG),
            PaperSize::A3Portrait => (LONG, LONGEST),
        };
        let standard = Self {
            page: PageSize { width, height },
            left: millimetres(30),
            right: width - millimetres(15),
            top: height - millimetres(20),
            bottom: millimetres(20),
            text: text.unwrap_or(TEXT),
            name: points(14),
            title: points(13),
            sentence: points(12),
            signature: points(13),
            running: points(9),
        };
        match layout.edition {
            Edition::Standard => standard,
            Edition::Large => Self {
                text: LARGE_TEXT,
                name: points(22),
                title: LARGE_TEXT,
                sentence: LARGE_TEXT,
                signature: LARGE_TEXT,
                running: points(12),
                ..standard
            },
        }
    }

    /// The width between the margins.
    pub(super) fn room(&self) -> Hundredths {
        self.right - self.left
    }

    /// A length that suits texts of the standard size, for texts of this one.
    pub(super) fn scaled(&self, length: Hundredths) -> Hundredths {
        length * self.text / TEXT
    }

    /// From baseline to baseline in the table.
    pub(super) fn leading(&self) -> Hundredths {
        self.scaled(points(11))
    }

    /// Between a cell's sides and its text.
    pub(super) fn side(&self) -> Hundredths {
        self.scaled(300)
    }

    /// From a row's top to the first baseline.
    pub(super) fn above(&self) -> Hundredths {
        self.scaled(1140)
    }

    /// From the last baseline to a row's bottom.
    pub(super) fn below(&self) -> Hundredths {
        self.scaled(500)
    }

    /// The size of names of which the longest is so long, in a column of so much width: all are set a little smaller rather
    /// than some broken; where that would not do, the long ones are broken.
    pub(super) fn name_size(&self, longest: Hundredths, column: Hundredths) -> Hundredths {
        let width = column - 2 * self.side();
        let fitting = self.text * width / longest.max(1) / 25 * 25;
        if fitting >= self.text || fitting < self.text * 88 / 100 { self.text } else { fitting }
    }

    /// The size of a box to tick.
    pub(super) fn tick_box(&self) -> Hundredths {
        self.scaled(points(17))
    }

    /// The height of a heading over the whole width, and from its bottom to its baseline.
    pub(super) fn band(&self) -> (Hundredths, Hundredths) {
        (self.scaled(points(17)), self.scaled(points(5)))
    }
}
