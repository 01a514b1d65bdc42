//! Which rows stand on which page.

use super::super::units::Hundredths;
use std::ops::Range;

/// How many rows go with the foot, if it needs a page of its own.
const ROWS_WITH_FOOT: usize = 3;

/// The room pages have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    /// For rows on the first page, under the head.
    pub(super) first: Hundredths,
    /// For rows on every other page.
    pub(super) other: Hundredths,
    /// What the foot takes: total row, sums and signature.
    pub(super) foot: Hundredths,
}

/// What does not fit on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TooTall {
    Head,
    /// The row at this index.
    Row(usize),
    Foot,
}

impl Room {
    /// Shares rows of these heights out to pages. Rows are never split; the foot stands under the last row, and takes the
    /// last rows with it to a new page where it does not fit, if some can stay.
    pub(super) fn share_out(&self, heights: &[Hundredths]) -> Result<Vec<Range<usize>>, TooTall> {
        if self.first < 0 {
            return Err(TooTall::Head);
        }
        if self.foot > self.other {
            return Err(TooTall::Foot);
        }
        let mut pages = Vec::new();
        let (mut start, mut left) = (0, self.first);
        for (at, height) in heights.iter().enumerate() {
            if *height > self.other {
                return Err(TooTall::Row(at));
            }
            if *height > left {
                pages.push(start..at);
                (start, left) = (at, self.other);
            }
            left -= height;
        }
        if self.foot > left {
            let split = self.split_before_foot(&heights[start..]) + start;
            pages.push(start..split);
            start = split;
        }
        pages.push(start..heights.len());
        Ok(pages)
    }

    /// How many of the last page's rows stay, when the rest goes with the foot; one stays if there is one.
    fn split_before_foot(&self, heights: &[Hundredths]) -> usize {
        let most = ROWS_WITH_FOOT.min(heights.len().saturating_sub(1));
        let fits =
            |moved: usize| heights.iter().rev().take(moved).sum::<Hundredths>() + self.foot <= self.other;
        let moved = (0..=most).rev().find(|moved| fits(*moved)).unwrap_or(0);
        heights.len() - moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room { first: 100, other: 200, foot: 90 };

    /// First and last row of each page, exclusive.
    fn shared(room: Room, heights: &[Hundredths]) -> Result<Vec<(usize, usize)>, TooTall> {
        let pages = room.share_out(heights)?;
        Ok(pages.into_iter().map(|page| (page.start, page.end)).collect())
    }

    #[test]
    fn a_short_list_and_its_foot_share_the_first_page() {
        assert_eq!(shared(ROOM, &[10]), Ok(vec![(0, 1)]));
        assert_eq!(shared(ROOM, &[]), Ok(vec![(0, 0)]));
    }

    #[test]
    fn the_foot_takes_the_last_rows_with_it() {
        assert_eq!(shared(ROOM, &[20; 5]), Ok(vec![(0, 2), (2, 5)]));
        assert_eq!(shared(ROOM, &[20; 14]), Ok(vec![(0, 5), (5, 11), (11, 14)]));
        assert_eq!(shared(ROOM, &[20, 20]), Ok(vec![(0, 1), (1, 2)]));
    }

    #[test]
    fn a_row_too_tall_to_go_with_the_foot_stays() {
        assert_eq!(shared(ROOM, &[20, 150]), Ok(vec![(0, 1), (1, 2), (2, 2)]));
    }

    #[test]
    fn a_row_too_tall_for_the_first_page_starts_the_second() {
        assert_eq!(shared(ROOM, &[110]), Ok(vec![(0, 0), (0, 1)]));
    }

    #[test]
    fn what_no_page_can_hold_is_named() {
        assert_eq!(shared(ROOM, &[10, 201]), Err(TooTall::Row(1)));
        assert_eq!(shared(Room { foot: 201, ..ROOM }, &[]), Err(TooTall::Foot));
        assert_eq!(shared(Room { first: -1, ..ROOM }, &[]), Err(TooTall::Head));
    }

    #[test]
    fn every_row_stands_on_exactly_one_page() {
        for count in 0..60 {
            let heights: Vec<Hundredths> = (0..count).map(|at| 17 + at * 13 % 70).collect();
            let pages = ROOM.share_out(&heights).expect("every row fits a page");
            let rows: Vec<usize> = pages.into_iter().flatten().collect();
            assert_eq!(rows, (0..heights.len()).collect::<Vec<_>>(), "{count} rows");
        }
    }
}
