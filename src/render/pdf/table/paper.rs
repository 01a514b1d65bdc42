//! What a paper with a table holds: columns as data, rows of texts, and what stands around them.

use super::super::document::Signature;
use super::super::face::Style;
use super::super::sheet::Align;
use super::super::units::Hundredths;
use crate::render::forms::DateAt;
use std::borrow::Cow;

/// A paper ready to be laid out.
pub(in crate::render::pdf) struct Paper<'d> {
    /// The form's number, in the top right corner; empty: none.
    pub(in crate::render::pdf) form: &'static str,
    pub(in crate::render::pdf) committee: &'d [Cow<'d, str>],
    /// What the paper is, in capitals.
    pub(in crate::render::pdf) name: &'static str,
    /// The lines under the name.
    pub(in crate::render::pdf) titles: Vec<(Style, &'d str)>,
    /// What the QR symbol beside the titles says; empty: there is none.
    pub(in crate::render::pdf) qr: &'d str,
    /// Repeated at the foot of every page.
    pub(in crate::render::pdf) running: String,
    pub(in crate::render::pdf) columns: Vec<Column>,
    /// The size of texts in the table of the standard edition, where it is another than usual.
    pub(in crate::render::pdf) text: Option<Hundredths>,
    pub(in crate::render::pdf) rows: Vec<Row<'d>>,
    /// The least height of a row, such as one for a signature.
    pub(in crate::render::pdf) row_height: Hundredths,
    pub(in crate::render::pdf) total: Option<TotalRow>,
    /// The last row on every page, such as one to write the page's sum into by hand.
    pub(in crate::render::pdf) page_total: Option<TotalRow>,
    /// The sentences under the table.
    pub(in crate::render::pdf) sums: Vec<Cow<'d, str>>,
    pub(in crate::render::pdf) date_at: DateAt,
    pub(in crate::render::pdf) signature: &'d Signature<'d>,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render::pdf) struct Column {
    pub(in crate::render::pdf) heading: &'static str,
    /// The heading over this column and its neighbours of the same group.
    pub(in crate::render::pdf) group: Option<&'static str>,
    /// In a row under the headings, such as "(7a)"; empty: none.
    pub(in crate::render::pdf) number: &'static str,
    pub(in crate::render::pdf) width: Width,
    pub(in crate::render::pdf) align: Align,
    /// Whether a text is set smaller rather than broken, as names are.
    pub(in crate::render::pdf) narrows: bool,
    /// Whether its text is struck through in a struck row.
    pub(in crate::render::pdf) strikes: bool,
    /// A text that stands in the middle of its box wherever the others stand, such as the sign for nothing; empty: none.
    pub(in crate::render::pdf) mark: &'static str,
    /// Whether its texts are boxes to tick, and so larger.
    pub(in crate::render::pdf) boxes: bool,
}

/// A box to tick by hand, as a text.
pub(in crate::render::pdf) const BOX: &str = "□";

impl Column {
    /// A column without group whose texts wrap.
    pub(in crate::render::pdf) const fn new(heading: &'static str, width: Width, align: Align) -> Self {
        Self {
            heading,
            group: None,
            number: "",
            width,
            align,
            narrows: false,
            strikes: true,
            mark: "",
            boxes: false,
        }
    }

    /// A column of names.
    pub(in crate::render::pdf) const fn of_names(heading: &'static str, width: Width) -> Self {
        Self { narrows: true, ..Self::new(heading, width, Align::Left) }
    }

    /// A column of boxes to tick; a dash stands where there is nothing to tick.
    pub(in crate::render::pdf) const fn of_boxes(heading: &'static str, width: Width) -> Self {
        Self { strikes: false, boxes: true, ..Self::new(heading, width, Align::Centre) }
    }
}

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render::pdf) enum Width {
    /// So much in the standard edition, whatever stands in it: for what is written by hand.
    Points(i64),
    /// As its texts need, and so many points if there is room.
    Fit(i64),
    /// A share of what the others leave; of two such columns the one with more text has more.
    Rest,
}

/// A row.
pub(in crate::render::pdf) struct Row<'d> {
    /// By which errors name it.
    pub(in crate::render::pdf) number: u32,
    /// Headings over the whole width above the row, from the topmost.
    pub(in crate::render::pdf) bands: Vec<&'d str>,
    /// One text a column.
    pub(in crate::render::pdf) cells: Vec<Cow<'d, str>>,
    pub(in crate::render::pdf) struck: bool,
    /// Whether it stands on one page with the row before it.
    pub(in crate::render::pdf) joined: bool,
}

impl<'d> Row<'d> {
    /// A row that stands by itself.
    pub(in crate::render::pdf) fn new(number: u32, cells: Vec<Cow<'d, str>>) -> Self {
        Self { number, bands: Vec::new(), cells, struck: false, joined: false }
    }
}

/// The last row of a table: a title under the first columns, and sums under others.
pub(in crate::render::pdf) struct TotalRow {
    pub(in crate::render::pdf) title: String,
    /// How many columns the title takes.
    pub(in crate::render::pdf) span: usize,
    /// One a column; those under the title are `None` or stand in their own cell.
    pub(in crate::render::pdf) cells: Vec<Option<String>>,
}
