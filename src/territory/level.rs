//! The levels of election, and sets of them: the ballots of a voter, or what is elected somewhere.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A level of election, each with its own ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The National Assembly.
    National,
    /// The province's People's Council.
    Provincial,
    /// The commune's People's Council.
    Communal,
}

impl Level {
    /// The three levels from the nation down.
    pub const ALL: [Level; 3] = [Level::National, Level::Provincial, Level::Communal];

    /// The word of the public format.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::National => "national",
            Level::Provincial => "provincial",
            Level::Communal => "communal",
        }
    }
}

/// A set of levels: the ballots of a voter, or the levels elected somewhere.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Level>", into = "Vec<Level>")]
pub struct Levels(u8);

impl Levels {
    /// No level.
    pub const NONE: Levels = Levels(0);
    /// National Assembly and provincial council.
    pub const UPPER: Levels = Levels(0b011);
    /// All three.
    pub const ALL: Levels = Levels(0b111);

    /// Whether the level is in the set.
    pub fn contains(self, level: Level) -> bool {
        self.0 & (1 << level as u8) != 0
    }

    /// The set with the level.
    #[must_use]
    pub fn with(self, level: Level) -> Self {
        Levels(self.0 | 1 << level as u8)
    }

    /// The set without the level.
    #[must_use]
    pub fn without(self, level: Level) -> Self {
        Levels(self.0 & !(1 << level as u8))
    }

    /// What both sets hold.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        Levels(self.0 & other.0)
    }

    /// Whether the set holds nothing.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The levels from the nation down.
    pub fn iter(self) -> impl Iterator<Item = Level> {
        Level::ALL.into_iter().filter(move |level| self.contains(*level))
    }
}

impl fmt::Debug for Levels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl From<Vec<Level>> for Levels {
    fn from(levels: Vec<Level>) -> Self {
        levels.into_iter().fold(Levels::NONE, Levels::with)
    }
}

impl From<Levels> for Vec<Level> {
    fn from(levels: Levels) -> Self {
        levels.iter().collect()
    }
}
