//! The articles behind decisions, changes and terms: data in one place, which every output words in its own way.

use std::fmt;

/// An act, or a form with its rules, that a citation is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// The election law, 85/2015/QH13, as amended by law 83/2025/QH15.
    Election,
    /// The law on administrative procedure, 93/2015/QH13.
    Procedure,
    /// The residence law, 68/2020/QH14.
    Residence,
    /// Circular 21/2025/TT-BNV.
    Circular,
    /// Form 31/HĐBC, the list of voters, of Resolution 40/NQ-HĐBCQG; cited by its columns.
    List,
    /// Form 11/HĐBC, the certificate to vote elsewhere, of the same resolution.
    Certificate,
    /// Form 12/HĐBC, the serviceman's certificate, of the same resolution.
    ServicemanCertificate,
}

impl Act {
    /// Every act and form that is cited.
    pub const ALL: [Self; 7] = [
        Self::Election,
        Self::Procedure,
        Self::Residence,
        Self::Circular,
        Self::List,
        Self::Certificate,
        Self::ServicemanCertificate,
    ];

    /// How data and logs begin a citation of it.
    fn prefix(self) -> &'static str {
        match self {
            Self::Election => "Art. ",
            Self::Procedure => "Law 93/2015 Art. ",
            Self::Residence => "Residence Law Art. ",
            Self::Circular => "Circ. 21/2025 Art. ",
            Self::List => "Form 31/HĐBC col. ",
            Self::Certificate => "Form 11/HĐBC",
            Self::ServicemanCertificate => "Form 12/HĐBC",
        }
    }

    /// The act and the articles of a citation as data tells it, such as `Art. 29.3`; `None` for other words.
    ///
    /// ```
    /// use cutri::law::Act;
    /// assert_eq!(Act::read("Residence Law Art. 27"), Some((Act::Residence, "27")));
    /// assert_eq!(Act::read("§ 12"), None);
    /// ```
    pub fn read(told: &str) -> Option<(Self, &str)> {
        Self::ALL.into_iter().find_map(|act| Some((act, told.strip_prefix(act.prefix())?)))
    }
}

/// Articles of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Citation {
    pub act: Act,
    /// The numbers alone, such as `29.3` or `116, 199, 202`; of form 31 its columns; of other forms nothing.
    pub articles: &'static str,
    /// As data and logs write it, such as `Art. 29.3`; "Art." alone is an article of law 85/2015.
    told: &'static str,
}

/// A citation, its articles written once.
macro_rules! cite {
    (Election $articles:literal) => {
        cite!(@ Election $articles "Art. ")
    };
    (Procedure $articles:literal) => {
        cite!(@ Procedure $articles "Law 93/2015 Art. ")
    };
    (Residence $articles:literal) => {
        cite!(@ Residence $articles "Residence Law Art. ")
    };
    (Circular $articles:literal) => {
        cite!(@ Circular $articles "Circ. 21/2025 Art. ")
    };
    (List $columns:literal) => {
        cite!(@ List $columns "Form 31/HĐBC col. ")
    };
    (Certificate) => {
        cite!(@ Certificate "" "Form 11/HĐBC")
    };
    (ServicemanCertificate) => {
        cite!(@ ServicemanCertificate "" "Form 12/HĐBC")
    };
    (@ $act:ident $articles:literal $before:literal) => {
        $crate::law::Citation::new($crate::law::Act::$act, $articles, concat!($before, $articles))
    };
}
pub(crate) use cite;

impl Citation {
    /// A citation with its words; [`cite!`] writes them from the articles.
    pub(crate) const fn new(act: Act, articles: &'static str, told: &'static str) -> Self {
        Self { act, articles, told }
    }

    /// As data and logs write it, such as `Art. 29.3`.
    pub fn told(self) -> &'static str {
        self.told
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.told)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{ClockRule, Rule};

    #[test]
    fn what_is_told_is_read_back_as_the_same_act_and_articles() {
        let rules = Rule::ALL.iter().flat_map(|rule| rule.citations().iter().copied());
        for citation in rules.chain(ClockRule::ALL.map(ClockRule::citation)) {
            assert_eq!(Act::read(citation.told()), Some((citation.act, citation.articles)), "{citation}");
        }
    }
}
