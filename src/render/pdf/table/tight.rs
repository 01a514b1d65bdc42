//! Widths of columns where not all texts fit on one line: the table is made as short as it can be.

use super::super::units::Hundredths;
use std::slice::ChunksExact;

/// Among how many rows the tallest cells are looked for.
const ROWS: usize = 64;
/// In how many steps the room is given away.
const STEPS: Hundredths = 64;

/// A column that may be wider than the least it needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flexible {
    /// Its place among all columns.
    pub(super) at: usize,
    pub(super) least: Hundredths,
    /// What it needs to have every text on one line.
    pub(super) most: Hundredths,
}

/// The texts of a table, by their widths.
#[derive(Debug, Clone, Copy)]
pub(super) struct Texts<'w> {
    /// On one line, row after row.
    pub(super) widths: &'w [Hundredths],
    /// How many a row has.
    pub(super) columns: usize,
}

impl<'w> Texts<'w> {
    /// The widths of each row.
    pub(super) fn rows(self) -> ChunksExact<'w, Hundredths> {
        self.widths.chunks_exact(self.columns.max(1))
    }
}

/// Shares `room` out to columns, from the least they need on: each step goes where it makes the rows shortest. `sides` is what
/// a cell keeps free.
pub(super) fn shares(
    flexible: &[Flexible],
    room: Hundredths,
    texts: Texts<'_>,
    sides: Hundredths,
) -> Vec<Hundredths> {
    let stride = (texts.rows().len() / ROWS).max(1);
    let rows: Vec<&[Hundredths]> = texts.rows().step_by(stride).collect();
    let mut shares: Vec<Hundredths> = flexible.iter().map(|column| column.least).collect();
    let mut left = (room - shares.iter().sum::<Hundredths>()).max(0);
    let step = (left / STEPS).max(1);
    while left > 0 {
        let given = step.min(left);
        let best = (0..shares.len()).min_by_key(|at| {
            shares[*at] += given;
            let height = height(&rows, flexible, &shares, sides);
            shares[*at] -= given;
            (height, shares[*at] - flexible[*at].most)
        });
        let Some(best) = best else { break };
        shares[best] += given;
        left -= given;
    }
    shares
}

/// The heights of rows, in thousandths of a line.
fn height(
    rows: &[&[Hundredths]],
    flexible: &[Flexible],
    shares: &[Hundredths],
    sides: Hundredths,
) -> Hundredths {
    let tallest = |row: &&[Hundredths]| {
        let lines = flexible.iter().zip(shares).map(|(column, share)| {
            let text = row.get(column.at).copied().unwrap_or_default();
            text * 1000 / (share - sides).max(1)
        });
        lines.max().unwrap_or_default().max(1000)
    };
    rows.iter().map(tallest).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flexible(least: [Hundredths; 2], most: [Hundredths; 2]) -> Vec<Flexible> {
        (0..2).map(|at| Flexible { at, least: least[at], most: most[at] }).collect()
    }

    #[test]
    fn the_room_is_given_away_whole_and_nobody_has_less_than_the_least() {
        for room in [100, 999, 5_000] {
            let given = shares(
                &flexible([40, 60], [900, 3_000]),
                room,
                Texts { widths: &[880, 2_980, 10, 20], columns: 2 },
                20,
            );
            assert_eq!(given.iter().sum::<Hundredths>(), room, "{room}");
            assert!(given[0] >= 40 && given[1] >= 60, "{room}: {given:?}");
        }
    }

    #[test]
    fn a_column_of_longer_texts_gets_more() {
        let given =
            shares(&flexible([50, 50], [420, 1_220]), 600, Texts { widths: &[400, 1_200], columns: 2 }, 20);
        assert!(given[1] > given[0] * 2, "{given:?}");
    }
}
