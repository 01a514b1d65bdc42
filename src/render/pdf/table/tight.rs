//! Widths of columns where not all texts fit on one line: the table is made as short as it can be.

use super::super::units::Hundredths;

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

/// How many steps may be given to a column at once: a row is a whole number of lines tall, so that one step may change nothing
/// where three make it a line shorter.
const JUMPS: [Hundredths; 8] = [1, 2, 3, 4, 6, 8, 12, 16];

/// Shares `room` out to columns, from the least they need on: each time where it saves the most lines for the room it takes, and
/// where nothing saves one, where texts are fullest. `widths` are those of all texts on one line, `columns` to a row; `sides`
/// is what a cell keeps free.
pub(super) fn shares(
    flexible: &[Flexible],
    room: Hundredths,
    (widths, columns): (&[Hundredths], usize),
    sides: Hundredths,
) -> Vec<Hundredths> {
    let stride = (widths.len() / columns.max(1) / ROWS).max(1);
    let rows: Vec<&[Hundredths]> = widths.chunks_exact(columns.max(1)).step_by(stride).collect();
    let mut shares: Vec<Hundredths> = flexible.iter().map(|column| column.least).collect();
    let mut left = (room - shares.iter().sum::<Hundredths>()).max(0);
    let step = (left / STEPS).max(1);
    while left > 0 && !shares.is_empty() {
        let lines = height(&rows, flexible, &shares, sides).lines;
        let mut best: Option<Gift> = None;
        for at in 0..shares.len() {
            for jump in JUMPS.map(|jump| jump * step).into_iter().filter(|jump| *jump <= left) {
                shares[at] += jump;
                let saved = lines - height(&rows, flexible, &shares, sides).lines;
                shares[at] -= jump;
                let gift = Gift { at, room: jump, saved };
                if saved > 0 && best.is_none_or(|best| gift.saves_more_than(best)) {
                    best = Some(gift);
                }
            }
        }
        let gift = best.or_else(|| fullest(&rows, flexible, &mut shares, (step.min(left), sides)));
        let Some(Gift { at, room, .. }) = gift else { break };
        shares[at] += room;
        left -= room;
    }
    shares
}

/// Room for a column, and how many lines it saves in all rows.
#[derive(Debug, Clone, Copy)]
struct Gift {
    at: usize,
    room: Hundredths,
    saved: Hundredths,
}

impl Gift {
    /// Whether it saves more lines for its room.
    fn saves_more_than(self, other: Self) -> bool {
        self.saved * other.room > other.saved * self.room
    }
}

/// The column that makes the rows shortest by parts of lines, with one step for it.
fn fullest(
    rows: &[&[Hundredths]],
    flexible: &[Flexible],
    shares: &mut [Hundredths],
    (room, sides): (Hundredths, Hundredths),
) -> Option<Gift> {
    let best = (0..shares.len()).min_by_key(|at| {
        shares[*at] += room;
        let parts = height(rows, flexible, shares, sides).parts;
        shares[*at] -= room;
        (parts, shares[*at] - flexible[*at].most)
    });
    best.map(|at| Gift { at, room, saved: 0 })
}

/// How many lines a text takes: words are kept whole, so that each line loses some of its room where it is broken.
fn lines_of(text: Hundredths, width: Hundredths) -> Hundredths {
    if text <= width { 1 } else { (text * 11 / 10 + width - 1) / width }
}

/// How tall rows are.
struct Height {
    /// In whole lines, as they are printed.
    lines: Hundredths,
    /// In thousandths of a line, as if a line could end anywhere.
    parts: Hundredths,
}

fn height(rows: &[&[Hundredths]], flexible: &[Flexible], shares: &[Hundredths], sides: Hundredths) -> Height {
    let mut height = Height { lines: 0, parts: 0 };
    for row in rows {
        let (mut lines, mut parts) = (1, 1000);
        for (column, share) in flexible.iter().zip(shares) {
            let text = row.get(column.at).copied().unwrap_or_default();
            let width = (share - sides).max(1);
            lines = lines.max(lines_of(text, width));
            parts = parts.max(text * 1000 / width);
        }
        height.lines += lines;
        height.parts += parts;
    }
    height
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
            let given = shares(&flexible([40, 60], [900, 3_000]), room, (&[880, 2_980, 10, 20], 2), 20);
            assert_eq!(given.iter().sum::<Hundredths>(), room, "{room}");
            assert!(given[0] >= 40 && given[1] >= 60, "{room}: {given:?}");
        }
    }

    #[test]
    fn a_column_of_longer_texts_gets_more() {
        let given = shares(&flexible([50, 50], [420, 1_220]), 600, (&[400, 1_200], 2), 20);
        assert!(given[1] > given[0] * 2, "{given:?}");
    }

    /// Where addresses are of two lines whatever is done, a column that lacks a little for one line gets it.
    #[test]
    fn a_column_a_letter_too_narrow_is_widened() {
        let widths: Vec<Hundredths> =
            (0..60).flat_map(|row| [450, if row % 3 == 0 { 1_900 } else { 980 }]).collect();
        let given = shares(&flexible([300, 300], [470, 1_920]), 1_500, (&widths, 2), 20);
        assert!(given[0] >= 470 && given[1] >= 1_000, "both columns hold nearly all their texts: {given:?}");
    }
}
