//! Who acts on lists: by what name and account, from where, how, and when.

use crate::people::{CommuneCode, ProvinceCode};
use crate::roll::chain::SigningKey;
use chrono::NaiveDateTime;
use std::fmt;

/// Who acts.
pub struct Actor {
    /// The account of the service; none at the command line.
    pub account: Option<String>,
    /// What the audit and the papers say.
    pub name: String,
    /// Where the actor has a say.
    pub place: Jurisdiction,
    pub channel: Channel,
    pub when: When,
    /// Signs versions.
    pub key: Option<SigningKey>,
}

/// How an act comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    CommandLine,
    Service,
}

impl Channel {
    /// The word of the audit; the command line needs none.
    pub fn told(self) -> Option<&'static str> {
        match self {
            Self::CommandLine => None,
            Self::Service => Some("service"),
        }
    }
}

/// The moment of an act; local time, +07:00, to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Now: the database's clock tells when, once the lists are this act's alone, so that acts come after one another on
    /// every machine. `received` is when it was asked for, by which it is in time or too late.
    Now { received: NaiveDateTime },
    /// The moment that somebody tells, and the clock's when it was told.
    Told { at: NaiveDateTime, recorded: NaiveDateTime },
}

impl When {
    /// The moment by which the law judges whether it is in time.
    pub fn judged(self) -> NaiveDateTime {
        match self {
            Self::Now { received } => received,
            Self::Told { at, .. } => at,
        }
    }
}

/// The lists that somebody may act on, and the people who may be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Jurisdiction {
    Nation,
    Province(ProvinceCode),
    Commune(CommuneCode),
}

impl Jurisdiction {
    /// Whether a commune, which lies in a province, belongs to it.
    pub fn holds(&self, commune: &CommuneCode, province: Option<&ProvinceCode>) -> bool {
        match self {
            Self::Nation => true,
            Self::Province(own) => province == Some(own),
            Self::Commune(own) => own == commune,
        }
    }
}

impl fmt::Display for Jurisdiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nation => write!(f, "the nation"),
            Self::Province(code) => write!(f, "province {code}"),
            Self::Commune(code) => write!(f, "commune {code}"),
        }
    }
}
