//! The rules a decision may rest on, each with the articles behind it.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $id:literal [$($article:literal),+],)+) => {
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

            /// The articles behind the rule. "Art." alone is an article of law 85/2015.
            pub fn articles(self) -> &'static [&'static str] {
                match self { $(Rule::$variant => &[$($article),+],)+ }
            }
        }
    };
}

rules! {
    /// Full 18 years on election day.
    E1 = "E1" ["Art. 2"],
    /// Vietnamese nationality.
    E4 = "E4" ["Art. 29.1"],
    /// Alive, and not declared missing.
    E5 = "E5" ["Art. 29.1"],
    /// Deprived of the right to vote.
    X1 = "X1" ["Art. 30.1"],
    /// Sentenced to death, awaiting execution.
    X2 = "X2" ["Art. 30.1"],
    /// Serving imprisonment that is not suspended.
    X3 = "X3" ["Art. 30.1"],
    /// Lost civil act capacity.
    X4 = "X4" ["Art. 30.1"],
    /// Mental illness confirmed by the commune's recorded decision.
    X5 = "X5" ["Art. 30.1"],
    /// Lapsed temporary residence and nothing else.
    P0 = "P0" ["Residence Law Art. 27"],
    /// In custody or under a compulsory measure: at the facility.
    P1 = "P1" ["Art. 29.5"],
    /// Serviceman: in the unit's area.
    P2 = "P2" ["Art. 29.3"],
    /// Serviceman with the commander's certificate: at the permanent place.
    P3 = "P3" ["Art. 31.2"],
    /// Wish: temporary place, registered for 12 months or longer.
    P4 = "P4" ["Art. 29.3"],
    /// Wish: temporary place, registered for less than 12 months or since an unknown day.
    P5 = "P5" ["Art. 29.3"],
    /// Wish: place of actual living, unregistered.
    P6 = "P6" ["Art. 29.3"],
    /// Said "not here", or declared absent.
    P7 = "P7" ["Circ. 21/2025 Art. 10"],
    /// At the permanent place.
    P8 = "P8" ["Art. 29.1", "Art. 29.2"],
    /// No permanent record, temporary residence only.
    P9 = "P9" ["Art. 29.3"],
    /// No permanent or temporary residence in force: waits for a wish.
    P10 = "P10" ["Art. 29.3"],
    /// Long-stay patient or resident of a care home with an area of its own.
    P11 = "P11" ["Art. 11"],
    /// Certificate to vote elsewhere.
    R8 = "R8" ["Art. 34"],
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}
