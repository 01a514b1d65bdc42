//! What a supplementary list adds up to: of each part the persons, and of additions and removals the ballots.

use crate::changes::{Section, Supplement, SupplementRow};
use crate::people::Sex;
use crate::roll::{Count, Status};
use crate::territory::{Level, Levels};

/// The sums of one part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SectionCounts {
    pub persons: Count,
    /// Ballots that its voters gain here (additions) or had here (removals, marks); of corrections those they have.
    pub national: u64,
    pub provincial: u64,
    pub communal: u64,
}

impl SectionCounts {
    /// The sums of one part of a supplement.
    pub fn of(supplement: &Supplement, section: Section) -> Self {
        let mut counts = Self::default();
        for row in supplement.section(section) {
            counts.persons.total += 1;
            match row.after.sex {
                Sex::Male => counts.persons.male += 1,
                Sex::Female => counts.persons.female += 1,
            }
            let ballots = ballots(row);
            counts.national += u64::from(ballots.contains(Level::National));
            counts.provincial += u64::from(ballots.contains(Level::Provincial));
            counts.communal += u64::from(ballots.contains(Level::Communal));
        }
        counts
    }

    /// The sum of one ballot.
    pub fn ballot(&self, level: Level) -> u64 {
        match level {
            Level::National => self.national,
            Level::Provincial => self.provincial,
            Level::Communal => self.communal,
        }
    }
}

/// The ballots a row brings or takes.
fn ballots(row: &SupplementRow) -> Levels {
    match row.section {
        Section::Additions | Section::Corrections => row.after.ballots,
        Section::Removals | Section::Marks => {
            let stood = row.before.as_ref().filter(|before| before.status == Status::Listed);
            stood.map_or(Levels::NONE, |before| before.ballots)
        }
    }
}
