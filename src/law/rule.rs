//! The rules a decision may rest on, each with the articles behind it.

use super::Citation;
use super::citation::cite;
use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $id:literal [$($act:ident $($article:literal)?),+],)+) => {
        /// A rule, by the id it carries in every output.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Rule { $($(#[$doc])* #[serde(rename = $id)] $variant,)+ }

        impl Rule {
            /// Every rule, in the order of the law's sections.
            pub const ALL: &[Rule] = &[$(Rule::$variant,)+];

            /// The id, such as `P4`.
            pub fn id(self) -> &'static str {
                match self { $(Rule::$variant => $id,)+ }
            }

            /// The articles behind the rule.
            pub fn citations(self) -> &'static [Citation] {
                match self { $(Rule::$variant => const { &[$(cite!($act $($article)?)),+] },)+ }
            }
        }
    };
}

rules! {
    /// Full 18 years on election day.
    E1 = "E1" [Election "2"],
    /// Vietnamese nationality.
    E4 = "E4" [Election "29.1"],
    /// Alive, and not declared missing.
    E5 = "E5" [Election "29.1"],
    /// Deprived of the right to vote.
    X1 = "X1" [Election "30.1"],
    /// Sentenced to death, awaiting execution.
    X2 = "X2" [Election "30.1"],
    /// Serving imprisonment that is not suspended.
    X3 = "X3" [Election "30.1"],
    /// Lost civil act capacity.
    X4 = "X4" [Election "30.1"],
    /// Mental illness confirmed by the commune's recorded decision.
    X5 = "X5" [Election "30.1"],
    /// Lapsed temporary residence and nothing else.
    P0 = "P0" [Residence "27"],
    /// In custody or under a compulsory measure: at the facility.
    P1 = "P1" [Election "29.5"],
    /// Serviceman: in the unit's area.
    P2 = "P2" [Election "29.3"],
    /// Serviceman with the commander's certificate: at the residence outside the unit that it names.
    P3 = "P3" [Election "31.2", ServicemanCertificate],
    /// Wish: temporary place, registered for 12 months or longer.
    P4 = "P4" [Election "29.3", List "8–10"],
    /// Wish: temporary place, registered for less than 12 months or since an unknown day.
    P5 = "P5" [Election "29.3", List "8–9"],
    /// Wish: place of actual living, unregistered.
    P6 = "P6" [Election "29.3", List "7c"],
    /// Said "not here", or declared absent.
    P7 = "P7" [Circular "10"],
    /// At the permanent place.
    P8 = "P8" [Election "29.1", Election "29.2"],
    /// No permanent record, temporary residence only.
    P9 = "P9" [Election "29.3"],
    /// No permanent or temporary residence in force: waits for a wish.
    P10 = "P10" [Election "29.3"],
    /// Registered through a care home or an organisation with an area of its own.
    P11 = "P11" [Election "11", List "7b"],
    /// Certificate to vote elsewhere.
    R8 = "R8" [Election "34", Certificate],
}

impl Rule {
    /// The rule of the own place: a certificate to vote elsewhere stands before it, which is the first of the others.
    pub fn own(self, also: &[Rule]) -> Self {
        match (self, also.first()) {
            (Self::R8, Some(own)) => *own,
            (rule, _) => rule,
        }
    }

    /// Whether it is of a serviceman, in the unit or at home.
    pub fn is_of_service(self) -> bool {
        matches!(self, Self::P2 | Self::P3)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}
