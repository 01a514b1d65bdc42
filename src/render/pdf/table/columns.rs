//! Where columns stand, over the whole width between the margins: as wide as what stands in them needs.

use super::super::face::{Face, Faces, Style};
use super::super::sheet::Sides;
use super::super::units::{Hundredths, points};
use super::measure::Measure;
use super::paper::{Column, Paper, Width};
use super::tight::{self, Flexible, Texts};

/// A column at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) column: Column,
    pub(super) left: Hundredths,
    pub(super) right: Hundredths,
    /// The size of its texts: one for all, so that none looks less than the others.
    pub(super) size: Hundredths,
}

impl Placed {
    pub(super) fn sides(&self) -> Sides {
        Sides { left: self.left, right: self.right }
    }

    /// The middle of the column.
    pub(super) fn centre(&self) -> Hundredths {
        self.sides().middle()
    }
}

/// The columns of a paper and how wide each of its texts is.
pub(super) struct Columns {
    /// From left to right.
    pub(super) placed: Vec<Placed>,
    /// The widths of all texts on one line, row after row.
    pub(super) widths: Vec<Hundredths>,
}

/// What the texts of a column need.
#[derive(Debug, Clone, Copy, Default)]
struct Need {
    /// So that no word is broken.
    least: Hundredths,
    /// So that nineteen of twenty texts stand on one line, or what is wanted.
    typical: Hundredths,
    /// So that all do.
    most: Hundredths,
    /// The longest text.
    longest: Hundredths,
}

/// Measures the texts and places the columns.
pub(super) fn place(paper: &Paper<'_>, faces: &Faces, measure: &Measure) -> Columns {
    let count = paper.columns.len();
    let mut widths = Vec::with_capacity(paper.rows.len() * count);
    let mut words = vec![0; count];
    let face = faces.get(Style::Regular);
    for row in &paper.rows {
        for (at, word) in words.iter_mut().enumerate() {
            let text = row.cells.get(at).map_or("", |text| text.as_ref());
            let (whole, widest) = measured(face, text, measure.text);
            widths.push(whole);
            *word = widest.max(*word);
        }
    }
    let bold = faces.get(Style::Bold);
    // A sum is never broken.
    let sum = |at: usize| {
        let total = paper.total.as_ref().filter(|total| at >= total.span);
        let sum = total.and_then(|total| total.cells.get(at)?.as_deref());
        sum.map_or(0, |sum| measured(bold, sum, measure.text).0)
    };
    let needs = |heading_lines: usize| -> Vec<Need> {
        let need = |(at, column): (usize, &Column)| {
            let texts = widths.iter().skip(at).step_by(count.max(1)).copied().collect();
            let heading = on_lines(bold, column.heading, measure.text, heading_lines).max(sum(at));
            need(column, texts, words[at], heading, measure)
        };
        paper.columns.iter().enumerate().map(need).collect()
    };
    let share = |needs: Vec<Need>| {
        let shares = shares(paper, &needs, &widths, measure);
        (lines(&widths, &shares, measure), needs, shares)
    };
    // Headings on few lines where that costs the rows next to nothing, else on as many as their words ask for.
    let tall = share(needs(usize::MAX));
    let flat = [2, 3]
        .into_iter()
        .map(needs)
        .filter(|needs| needs.iter().map(|need| need.least).sum::<Hundredths>() <= measure.room());
    let flat = flat.map(share).find(|(few, _, _)| few * 50 <= tall.0 * 51);
    let (_, needs, shares) = flat.unwrap_or(tall);
    let columns = paper.columns.iter().copied().zip(shares).zip(&needs);
    let placed = side_by_side(columns.map(|((column, width), need)| (column, width, need.longest)), measure);
    Columns { placed, widths }
}

/// Columns of these widths from margin to margin, each with its longest text.
fn side_by_side(
    columns: impl Iterator<Item = (Column, Hundredths, Hundredths)>,
    measure: &Measure,
) -> Vec<Placed> {
    let mut left = measure.left;
    let mut placed = Vec::new();
    for (column, width, longest) in columns {
        let size = if column.narrows { measure.name_size(longest, width) } else { measure.text };
        placed.push(Placed { column, left, right: left + width, size });
        left += width;
    }
    if let Some(last) = placed.last_mut() {
        last.right = measure.right;
    }
    placed
}

/// The width of a text and of its widest word.
fn measured(face: &Face, text: &str, size: Hundredths) -> (Hundredths, Hundredths) {
    let (mut whole, mut word, mut widest) = (0, 0, 0);
    for character in text.chars() {
        let advance = face.advance(character);
        whole += advance;
        word = if character.is_ascii_whitespace() { 0 } else { word + advance };
        widest = widest.max(word);
    }
    let length = |advances: i64| (advances * size + 999) / 1000;
    (length(whole), length(widest))
}

/// About how many lines the rows take in columns of these widths.
fn lines(widths: &[Hundredths], shares: &[Hundredths], measure: &Measure) -> Hundredths {
    let sides = 2 * measure.side();
    let rooms: Vec<Hundredths> = shares.iter().map(|share| (share - sides).max(1)).collect();
    let tallest = |row: &[Hundredths]| {
        let taken = row.iter().zip(&rooms).map(|(text, room)| (text - 1).max(0) / room + 1);
        taken.max().unwrap_or(1)
    };
    widths.chunks_exact(shares.len().max(1)).map(tallest).sum()
}

/// The narrowest width in which a heading takes so many lines at most.
fn on_lines(face: &Face, heading: &str, size: Hundredths, most: usize) -> Hundredths {
    let (whole, word) = measured(face, heading, size);
    match most {
        0 | 1 => whole,
        2 | 3 => {
            let ends = heading.match_indices(' ').map(|(at, _)| {
                let first = measured(face, &heading[..at], size).0;
                first.max(on_lines(face, &heading[at + 1..], size, most - 1))
            });
            ends.min().unwrap_or(whole)
        }
        _ => word,
    }
}

fn need(
    column: &Column,
    mut texts: Vec<Hundredths>,
    word: Hundredths,
    heading: Hundredths,
    measure: &Measure,
) -> Need {
    let sides = 2 * measure.side();
    // A word longer than this is broken rather than given a page's width.
    let word = word.min(measure.room() / 5);
    let least = word.max(heading) + sides;
    let longest = texts.iter().copied().max().unwrap_or_default();
    let most = longest + sides;
    let usual = match texts.len() {
        0 => 0,
        count => *texts.select_nth_unstable((count - 1) * 19 / 20).1 + sides,
    };
    let wanted = match column.width {
        Width::Fit(count) => measure.scaled(points(count)),
        Width::Points(_) | Width::Rest => 0,
    };
    // Names are wanted whole, unless one is much longer than the others.
    let usual = if column.narrows && most < usual * 5 / 4 { most } else { usual };
    let typical = usual.max(least).max(wanted);
    Need { least, typical, most: most.max(typical), longest }
}

/// The width of each column; together they take the room.
fn shares(paper: &Paper<'_>, needs: &[Need], widths: &[Hundredths], measure: &Measure) -> Vec<Hundredths> {
    let room = measure.room();
    let of = |kind: fn(&Width) -> bool| -> Vec<usize> {
        (0..needs.len()).filter(|at| kind(&paper.columns[*at].width)).collect()
    };
    let open = of(|width| matches!(width, Width::Rest));
    let fitting = of(|width| matches!(width, Width::Fit(_)));
    let mut shares: Vec<Hundredths> = paper
        .columns
        .iter()
        .zip(needs)
        .map(|(column, need)| match column.width {
            Width::Points(count) => measure.scaled(points(count)),
            Width::Fit(_) => need.typical,
            Width::Rest => 0,
        })
        .collect();
    // What stands in open columns should have a third of the table at least, if it has as much to say.
    let wanted: Hundredths =
        open.iter().map(|at| needs[*at].typical.min(room / 3).max(needs[*at].least)).sum();
    let taken: Hundredths = shares.iter().sum();
    if taken + wanted > room {
        tighten(&mut shares, [fitting, open].concat(), needs, widths, measure);
        return shares;
    }
    let mut rest = (room - taken).max(0);
    let surplus = rest - open.iter().map(|at| needs[*at].most).sum::<Hundredths>();
    if surplus > 0 || open.is_empty() {
        rest -= grow(&mut shares, &fitting, needs, surplus.max(0));
    }
    spread(&mut shares, &open, rest, needs, widths, measure);
    shares
}

/// Makes columns as narrow as the room asks; if even words do not fit, all columns give in proportion and words are broken.
fn tighten(
    shares: &mut [Hundredths],
    flexible: Vec<usize>,
    needs: &[Need],
    widths: &[Hundredths],
    measure: &Measure,
) {
    let room = measure.room();
    flexible.iter().for_each(|at| shares[*at] = needs[*at].least);
    let taken: Hundredths = shares.iter().sum();
    if taken > room || flexible.is_empty() {
        shares.iter_mut().for_each(|share| *share = *share * room / taken.max(1));
        return;
    }
    let of_flexible: Hundredths = flexible.iter().map(|at| shares[*at]).sum();
    let columns =
        flexible.iter().map(|at| Flexible { at: *at, least: needs[*at].least, most: needs[*at].most });
    let columns: Vec<Flexible> = columns.collect();
    let texts = Texts { widths, columns: needs.len() };
    let given = tight::shares(&columns, room - taken + of_flexible, texts, 2 * measure.side());
    flexible.iter().zip(given).for_each(|(at, width)| shares[*at] = width);
}

/// Gives columns what their longest texts need and some air, out of `surplus`, and tells how much was given.
fn grow(shares: &mut [Hundredths], columns: &[usize], needs: &[Need], surplus: Hundredths) -> Hundredths {
    const AIR: Hundredths = points(3);
    let mut given = 0;
    for at in columns {
        let more = (needs[*at].most + AIR - shares[*at]).clamp(0, surplus - given);
        shares[*at] += more;
        given += more;
    }
    given
}

/// Shares the rest out to the open columns; where there is none, to all.
fn spread(
    shares: &mut [Hundredths],
    open: &[usize],
    rest: Hundredths,
    needs: &[Need],
    widths: &[Hundredths],
    measure: &Measure,
) {
    let texts = Texts { widths, columns: needs.len() };
    match *open {
        [] => {
            let taken: Hundredths = shares.iter().sum();
            shares.iter_mut().for_each(|share| *share += rest * *share / taken.max(1));
        }
        [first, second] => {
            let wide = first_width(texts, first, second, rest, measure);
            let wide = wide.max(needs[first].least).min((rest - needs[second].least).max(rest / 4));
            shares[first] = wide;
            shares[second] = rest - wide;
        }
        _ => {
            let columns =
                open.iter().map(|at| Flexible { at: *at, least: needs[*at].least, most: needs[*at].most });
            let columns: Vec<Flexible> = columns.collect();
            let given = tight::shares(&columns, rest, texts, 2 * measure.side());
            open.iter().zip(given).for_each(|(at, width)| shares[*at] = width);
        }
    }
}

/// The part of two columns' width for the first that makes the table shortest; of equal ones the most even.
fn first_width(
    texts: Texts<'_>,
    first: usize,
    second: usize,
    both: Hundredths,
    measure: &Measure,
) -> Hundredths {
    const SHARES: [i64; 7] = [52, 58, 64, 70, 75, 80, 85];
    let sides = 2 * measure.side();
    let mut lines = [0; SHARES.len()];
    for row in texts.rows() {
        for (share, lines) in SHARES.iter().zip(&mut lines) {
            let wide = both * share / 100;
            let taken = |text: Hundredths, column: Hundredths| text / (column - sides).max(1) + 1;
            *lines += taken(row[first], wide).max(taken(row[second], both - wide));
        }
    }
    let best =
        SHARES.iter().zip(lines).min_by_key(|(_, lines)| *lines).map_or(SHARES[0], |(share, _)| *share);
    both * best / 100
}
