//! Remarks on a decision that somebody should know of, or look into.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! flags {
    ($($(#[$doc:meta])* $variant:ident = $word:literal,)+) => {
        /// A flag, by the word it carries in every output. Flags are ordered by their words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Flag { $($(#[$doc])* #[serde(rename = $word)] $variant,)+ }

        impl Flag {
            /// Every flag, in the order of the words.
            pub const ALL: &[Flag] = &[$(Flag::$variant,)+];

            /// The word, such as `late_wish`.
            pub fn as_str(self) -> &'static str {
                match self { $(Flag::$variant => $word,)+ }
            }
        }
    };
}

flags! {
    /// C4: came after the last moment of its own area, which opens before others, and before that of the general election.
    AfterAreaCutoff = "after_area_cutoff",
    /// R8: the certificate names no area that can be taken; the receiving commune's default was.
    AreaByDefault = "area_by_default",
    /// E2: day or month of birth is unknown; the first possible day was taken.
    AssumedBirthDate = "assumed_birth_date",
    /// P0: the registration's day is unknown, and another day would give another case.
    AssumedRegistrationDate = "assumed_registration_date",
    /// P0: registrations in one commune with a gap between them, which without it would make the 12 months.
    BrokenTemporary = "broken_temporary",
    /// P3, R8: a certificate without document, known area or a date between posting and election day.
    CertificateIgnored = "certificate_ignored",
    /// P3: the commander's certificate has no document number; the unit's area was taken.
    CertificateWithoutDocument = "certificate_without_document",
    /// A sentence postponed or interrupted, or conditional early release: confirm by hand.
    ConfirmSentence = "confirm_sentence",
    /// P0: the 12 months are reached between posting and election day.
    Crosses12Months = "crosses_12_months",
    /// E2: the first and the last possible day of birth decide the age differently.
    DecisivePartialDate = "decisive_partial_date",
    /// E1: day and month of birth seem exchanged in the source, and the two readings decide the age differently.
    DoubtfulDate = "doubtful_date",
    /// P0: a temporary registration lapsed (Residence Law Art. 27).
    LapsedTemporary = "lapsed_temporary",
    /// A wish recorded after the cut-off of changes.
    LateWish = "late_wish",
    /// E3: the birthday is 29 February, and the choice of 1 March decides.
    LeapDay = "leap_day",
    /// X5: the commune's own recorded decision.
    ManualDecision = "manual_decision",
    /// The place has no area, or it cannot be told which.
    NoArea = "no_area",
    /// None of the ballots of the case is elected there.
    NoBallot = "no_ballot",
    /// P3: the unit is in another province than the residence that the certificate names.
    NotNearby = "not_nearby",
    /// D2, D3: another number has facts that only one person can have; nobody is merged.
    PerhapsTwice = "perhaps_twice",
    /// The place's code may mean several communes, and nothing in its row tells which.
    PredecessorAmbiguous = "predecessor_ambiguous",
    /// P9: a temporary residence and no permanent one.
    TemporaryOnly = "temporary_only",
    /// A status that would exclude, without a document: the right to vote is the default.
    UndocumentedStatus = "undocumented_status",
    /// The place is in a commune that the extract does not hold.
    UnknownCommune = "unknown_commune",
    /// D2: a row that tells of the person could not be read, and might change the decision.
    UnreadFact = "unread_fact",
    /// P6: a wish for a place inside the commune of permanent residence changes nothing.
    WishSameCommune = "wish_same_commune",
    /// P4: a wish for a temporary place where none is registered.
    WishWithoutResidence = "wish_without_residence",
}

impl Flag {
    /// Whether somebody should find out more before the decision is relied on; the others only tell what was taken.
    pub fn asks_for_proof(self) -> bool {
        match self {
            Self::AreaByDefault
            | Self::AssumedRegistrationDate
            | Self::BrokenTemporary
            | Self::CertificateIgnored
            | Self::CertificateWithoutDocument
            | Self::ConfirmSentence
            | Self::DecisivePartialDate
            | Self::DoubtfulDate
            | Self::NoArea
            | Self::NoBallot
            | Self::NotNearby
            | Self::PerhapsTwice
            | Self::PredecessorAmbiguous
            | Self::UndocumentedStatus
            | Self::UnknownCommune
            | Self::UnreadFact
            | Self::WishWithoutResidence => true,
            Self::AfterAreaCutoff
            | Self::AssumedBirthDate
            | Self::Crosses12Months
            | Self::LapsedTemporary
            | Self::LateWish
            | Self::LeapDay
            | Self::ManualDecision
            | Self::TemporaryOnly
            | Self::WishSameCommune => false,
        }
    }
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Flag;

    #[test]
    fn flags_are_ordered_by_their_words() {
        let mut words: Vec<&str> = Flag::ALL.iter().map(|flag| flag.as_str()).collect();
        words.sort_unstable();
        let mut flags = Flag::ALL.to_vec();
        flags.sort_unstable();
        assert_eq!(flags.iter().map(|flag| flag.as_str()).collect::<Vec<_>>(), words);
    }
}
