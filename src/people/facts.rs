//! The dated facts of one person, as the registers hold them.

use super::{AreaCode, CommuneCode, Doubts, FacilityCode, HamletCode, PartialDate, PersonalNumber};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Everything known of one person: the person, and the person's rows of each register in the order of the source,
/// so that of two equal moments the later row can count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonFacts {
    #[serde(rename = "p")]
    pub person: Person,
    #[serde(rename = "r", default, skip_serializing_if = "Vec::is_empty")]
    pub residences: Vec<Residence>,
    #[serde(rename = "a", default, skip_serializing_if = "Vec::is_empty")]
    pub absences: Vec<Absence>,
    #[serde(rename = "s", default, skip_serializing_if = "Vec::is_empty")]
    pub stays: Vec<Stay>,
    #[serde(rename = "t", default, skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<Status>,
    #[serde(rename = "w", default, skip_serializing_if = "Vec::is_empty")]
    pub wishes: Vec<Wish>,
    #[serde(rename = "q", default, skip_serializing_if = "Doubts::is_empty")]
    pub doubts: Doubts,
}

/// A person of the population database. Texts are in NFC, spelt as in the source; absent means unknown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    #[serde(rename = "id")]
    pub personal_id: PersonalNumber,
    #[serde(rename = "n")]
    pub full_name: Box<str>,
    #[serde(rename = "b")]
    pub birth_date: PartialDate,
    #[serde(rename = "x")]
    pub sex: Sex,
    /// ISO 3166-1 alpha-3 codes in upper case, in the order of the source; `VNM` Vietnam, `XXX` undetermined.
    #[serde(rename = "c")]
    pub nationality: Vec<Box<str>>,
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    pub ethnicity: Option<Box<str>>,
    #[serde(rename = "o", default, skip_serializing_if = "Option::is_none")]
    pub occupation: Option<Box<str>>,
    #[serde(rename = "h", default, skip_serializing_if = "Option::is_none")]
    pub household_id: Option<Box<str>>,
    #[serde(rename = "hr", default, skip_serializing_if = "Option::is_none")]
    pub household_role: Option<HouseholdRole>,
    #[serde(rename = "v")]
    pub vital_status: VitalStatus,
    #[serde(rename = "vo", default, skip_serializing_if = "Option::is_none")]
    pub vital_status_on: Option<PartialDate>,
    #[serde(rename = "oi", default, skip_serializing_if = "Option::is_none")]
    pub old_id: Option<Box<str>>,
    #[serde(
        rename = "u",
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "super::moment::optional",
        deserialize_with = "super::moment::read_optional"
    )]
    pub updated_at: Option<NaiveDateTime>,
}

/// Tells whom, not what: names and birth dates stay out of logs and panics.
impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Person({:?})", self.personal_id)
    }
}

/// A list of the words a closed set of values is written with.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal $(| $other:literal)* ,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $(#[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// All values, in the order of the public format.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The word of the public format.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The value a word means, compared in NFC, trimmed and lower case already; `None` for another word.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word $(| $other)* => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

words!(/// Sex, as lists print it.
    Sex { Male = "nam" | "male" | "m", Female = "nữ" | "female" | "f", });
words!(/// A person's place in the household.
HouseholdRole {
    Head = "head", Spouse = "spouse", Child = "child", Parent = "parent", Sibling = "sibling",
    Grandchild = "grandchild", Other = "other",
});
words!(/// Alive, dead, declared missing, or taken out of the database.
    VitalStatus { Alive = "alive", Dead = "dead", Missing = "missing", Removed = "removed", });
words!(/// How a residence is held.
    ResidenceKind { Permanent = "permanent", Temporary = "temporary", Current = "current", });
words!(/// Why somebody stays in a facility.
StayKind {
    Military = "military", Detention = "detention", TemporaryCustody = "temporary_custody",
    CompulsoryEducation = "compulsory_education", CompulsoryRehabilitation = "compulsory_rehabilitation",
    Care = "care", Organisation = "organisation",
});
words!(/// Statuses of law that other authorities hold.
StatusKind {
    VoteDeprived = "vote_deprived", DeathSentence = "death_sentence", Imprisonment = "imprisonment",
    SuspendedImprisonment = "suspended_imprisonment", Incapacity = "incapacity",
    MentalIllnessConfirmed = "mental_illness_confirmed", SentencePostponed = "sentence_postponed",
    ConditionalRelease = "conditional_release", Other = "other",
});
words!(/// What a voter asked for, or a certificate said.
WishKind {
    VoteAtTemporary = "vote_at_temporary", VoteAtCurrent = "vote_at_current",
    VoteAtPermanent = "vote_at_permanent", NotHere = "not_here",
    VoteAtPermanentByCertificate = "vote_at_permanent_by_certificate",
    VoteElsewhereCertificate = "vote_elsewhere_certificate",
});
words!(/// How a wish reached the authority.
    Channel { InPerson = "in_person", Phone = "phone", Vneid = "vneid", Relative = "relative", Office = "office", });

/// A residence at a house of a commune.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Residence {
    #[serde(rename = "k")]
    pub kind: ResidenceKind,
    /// The commune as it is now; a predecessor's code is kept only where it has several successors.
    #[serde(rename = "c")]
    pub commune_code: CommuneCode,
    #[serde(rename = "h", default, skip_serializing_if = "Option::is_none")]
    pub hamlet_code: Option<HamletCode>,
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Box<str>>,
    /// The place of the house along its hamlet or street.
    #[serde(rename = "o", default, skip_serializing_if = "Option::is_none")]
    pub house_order: Option<u32>,
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub registered_on: Option<PartialDate>,
    /// The last day of the registration, inclusive.
    #[serde(rename = "x", default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<PartialDate>,
    /// The first day on which the residence no longer holds.
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    pub ended_on: Option<PartialDate>,
    /// The organisation whose premises the dwelling is.
    #[serde(rename = "y", default, skip_serializing_if = "Option::is_none")]
    pub facility_code: Option<FacilityCode>,
    /// The communes that the code may mean, where nothing in the row tells which: it places nobody until somebody has
    /// looked.
    #[serde(rename = "m", default, skip_serializing_if = "Vec::is_empty")]
    pub may_mean: Vec<CommuneCode>,
}

/// Tells commune and dates, not the address: it stays out of logs and panics.
impl fmt::Debug for Residence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, commune_code, registered_on, expires_on, ended_on, .. } = self;
        write!(
            f,
            "Residence({} in {commune_code}, {registered_on:?}, {expires_on:?}, {ended_on:?})",
            kind.as_str()
        )
    }
}

/// A declared absence (*khai báo tạm vắng*).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    #[serde(rename = "d")]
    pub declared_on: PartialDate,
    #[serde(rename = "f")]
    pub from: PartialDate,
    /// Inclusive; absent: open.
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub destination_commune_code: Option<CommuneCode>,
}

/// A stay in a unit, a custody facility, a care home, or an organisation that people live, learn or work in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    #[serde(rename = "k")]
    pub kind: StayKind,
    #[serde(rename = "y")]
    pub facility_code: FacilityCode,
    #[serde(rename = "f")]
    pub from: PartialDate,
    /// Inclusive; absent: open.
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
}

/// A legal status with the document that proves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    #[serde(rename = "k")]
    pub kind: StatusKind,
    #[serde(rename = "f")]
    pub from: PartialDate,
    /// Inclusive; absent: open.
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
    /// Never empty where present.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub document_no: Option<Box<str>>,
    #[serde(rename = "i", default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Box<str>>,
}

/// A wish or a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    #[serde(rename = "k")]
    pub kind: WishKind,
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub commune_code: Option<CommuneCode>,
    #[serde(rename = "a", default, skip_serializing_if = "Option::is_none")]
    pub area_code: Option<AreaCode>,
    /// Local time, +07:00.
    #[serde(
        rename = "t",
        serialize_with = "super::moment::moment",
        deserialize_with = "super::moment::read"
    )]
    pub recorded_at: NaiveDateTime,
    #[serde(rename = "l", default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Never empty where present.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub document_no: Option<Box<str>>,
    /// The other end of a certificate, where another office keeps the list.
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    pub beyond: Option<Beyond>,
}

/// The end of a certificate to vote elsewhere of which this database holds no list: commune and province in words, parted by a
/// comma. Written as the bare words where it is the place to vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Beyond {
    /// The holder's own row is here, and the holder votes there.
    To(Box<str>),
    /// The holder stands on the list of that office, which issued the certificate, and votes here.
    From {
        #[serde(rename = "from")]
        office: Box<str>,
        /// As the paper says it.
        #[serde(rename = "on")]
        issued_on: NaiveDate,
    },
}

impl Beyond {
    /// The place in words.
    pub fn place(&self) -> &str {
        match self {
            Self::To(place) | Self::From { office: place, .. } => place,
        }
    }

    /// Whether the holder comes from there.
    pub fn is_from(&self) -> bool {
        matches!(self, Self::From { .. })
    }
}
