//! Where columns stand, over the whole width between the margins.

use super::super::face::{Face, Faces, Style};
use super::super::units::{Hundredths, points};
use super::paper::{Column, Paper, Row, Width};
use super::rows::{SIDE, SIZE};
use super::{LEFT, RIGHT};

/// A column at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) column: Column,
    pub(super) left: Hundredths,
    pub(super) right: Hundredths,
}

impl Placed {
    /// The middle of the column.
    pub(super) fn centre(&self) -> Hundredths {
        (self.left + self.right) / 2
    }
}

/// The columns of a paper, from left to right.
pub(super) fn place(paper: &Paper<'_>, faces: &Faces) -> Vec<Placed> {
    let fixed = |column: &Column| match column.width {
        Width::Points(count) => points(count),
        Width::Rest => 0,
    };
    let rest = RIGHT - LEFT - paper.columns.iter().map(fixed).sum::<Hundredths>();
    let open: Vec<usize> =
        (0..paper.columns.len()).filter(|at| paper.columns[*at].width == Width::Rest).collect();
    let mut shares = match open.as_slice() {
        [first, second] => {
            let first = first_width(&paper.rows, (*first, *second), rest, faces.get(Style::Regular));
            vec![first, rest - first]
        }
        others => vec![rest / i64::try_from(others.len().max(1)).unwrap_or(1); others.len()],
    }
    .into_iter();
    let mut left = LEFT;
    let mut placed = Vec::with_capacity(paper.columns.len());
    for column in paper.columns.iter().copied() {
        let width = match column.width {
            Width::Points(count) => points(count),
            Width::Rest => shares.next().unwrap_or_default(),
        };
        placed.push(Placed { column, left, right: left + width });
        left += width;
    }
    if let Some(last) = placed.last_mut() {
        last.right = RIGHT;
    }
    placed
}

/// The part of two columns' width for the first that makes the table shortest; of equal ones the most even.
/// A letter without a glyph counts nothing here: the row that holds it is refused when it is laid out.
fn first_width(
    rows: &[Row<'_>],
    (first, second): (usize, usize),
    both: Hundredths,
    face: &Face,
) -> Hundredths {
    const SHARES: [i64; 5] = [52, 58, 64, 70, 75];
    let width = |row: &Row<'_>, at: usize| {
        row.cells.get(at).map_or(0, |text| face.width(text, SIZE).unwrap_or_default())
    };
    let mut lines = [0; SHARES.len()];
    for row in rows {
        let widths = (width(row, first), width(row, second));
        for (share, lines) in SHARES.iter().zip(&mut lines) {
            let wide = both * share / 100;
            let taken = |text: Hundredths, column: Hundredths| text / (column - 2 * SIDE) + 1;
            *lines += taken(widths.0, wide).max(taken(widths.1, both - wide));
        }
    }
    let best =
        SHARES.iter().zip(lines).min_by_key(|(_, lines)| *lines).map_or(SHARES[0], |(share, _)| *share);
    both * best / 100
}
