//! Random draws that come out alike on every machine.
//!
//! ChaCha8 gives a portable stream of 32-bit words. Integers are made from them here, by one multiplication, so that no
//! library's way of sampling can change an extract: `below(n)` is `⌊word · n / 2³²⌋`, biased by less than `n / 2³²`.

use chrono::Days;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of draws.
#[derive(Debug, Clone)]
pub(super) struct Draw(ChaCha8Rng);

impl Draw {
    /// Stream `stream` of a seed: streams of one seed do not depend on each other.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        let mut source = ChaCha8Rng::seed_from_u64(seed);
        source.set_stream(stream);
        Self(source)
    }

    /// A number from 0 to `bound` − 1; 0 for a bound of 0.
    pub(super) fn below(&mut self, bound: u32) -> u32 {
        let product = u64::from(self.0.next_u32()) * u64::from(bound);
        (product >> 32) as u32
    }

    /// A place in a list of `length` entries.
    pub(super) fn index(&mut self, length: usize) -> usize {
        self.below(u32::try_from(length).unwrap_or(u32::MAX)) as usize
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        let span = high.abs_diff(low) + 1;
        low.saturating_add_unsigned(self.below(span))
    }

    /// 0 to `bound` − 1 days.
    pub(super) fn days(&mut self, bound: u32) -> Days {
        Days::new(u64::from(self.below(bound)))
    }

    /// `true` in `share` of 100,000 cases.
    pub(super) fn chance(&mut self, share: u32) -> bool {
        self.below(100_000) < share
    }

    /// One of the entries, each as likely; the list must not be empty.
    pub(super) fn pick<T: Copy>(&mut self, entries: &[T]) -> T {
        entries[self.index(entries.len())]
    }
}

/// Entries drawn by weight, in one step.
#[derive(Debug, Clone)]
pub(super) struct Weighted<T> {
    slots: Vec<T>,
}

impl<T: Copy> Weighted<T> {
    /// A table of about 4,096 slots, shared out by weight; an entry of any weight has one slot at least.
    pub(super) fn new(entries: &[(T, u32)]) -> Self {
        let total: u64 = entries.iter().map(|(_, weight)| u64::from(*weight)).sum();
        let mut slots = Vec::with_capacity(4_200);
        for (entry, weight) in entries.iter().filter(|(_, weight)| *weight > 0) {
            let share = (u64::from(*weight) * 4_096 / total).max(1);
            slots.extend((0..share).map(|_| *entry));
        }
        Self { slots }
    }

    /// One of the entries.
    pub(super) fn draw(&self, draw: &mut Draw) -> T {
        draw.pick(&self.slots)
    }
}

#[cfg(test)]
mod tests {
    use super::{Draw, Weighted};

    #[test]
    fn the_first_draws_of_a_seed_never_change() {
        let mut draw = Draw::new(7, 1);
        let drawn: Vec<u32> = (0..5).map(|_| draw.below(1_000)).collect();
        assert_eq!(drawn, [659, 992, 107, 9, 966]);
    }

    #[test]
    fn draws_stay_inside_their_bounds_and_follow_their_weights() {
        let mut draw = Draw::new(1, 0);
        assert!((0..1_000).all(|_| (-3..=4).contains(&draw.between(-3, 4))));
        let table = Weighted::new(&[('a', 3), ('b', 1), ('c', 0)]);
        let drawn: Vec<char> = (0..10_000).map(|_| table.draw(&mut draw)).collect();
        let a = drawn.iter().filter(|entry| **entry == 'a').count();
        assert!((7_200..7_800).contains(&a) && !drawn.contains(&'c'), "{a}");
    }
}
