//! The tables and columns of the population extract, declared once: the reader checks rows against them, the
//! sample writer and `datapackage.json` are made from them.

/// What a cell of a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Free text, normalised to NFC.
    Text,
    /// Exactly this many decimal digits; leading zeros are part of the value.
    Digits(usize),
    /// A code of letters, digits, `-`, `_`, `.`; never empty where given.
    Code,
    /// Codes separated by `;`.
    Codes,
    /// Texts separated by `;`.
    Texts,
    /// A whole number, 0 or more.
    Whole,
    /// A number with decimals, such as degrees of latitude.
    Decimal,
    /// `true` or `false`.
    Boolean,
    /// A whole or partial date: `2008-03-15`, `2008-03`, `2008`, also `15/03/2008` and `15-03-2008`.
    Date,
    /// A moment, local time: `2026-02-01T09:30`, `2026-02-01T09:30:00+07:00`, or a bare date (00:00).
    Moment,
    /// A time of day `07:00`, or a moment.
    Hour,
    /// One of the values, compared trimmed, in NFC and lower case.
    One(&'static [&'static str]),
    /// ISO 3166-1 alpha-3 codes separated by `;`.
    Nationality,
}

/// A column: its name, what it holds, whether each row needs a value, and what becomes of one that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    pub name: &'static str,
    pub kind: Kind,
    pub required: bool,
    pub unreadable: Unreadable,
}

/// What becomes of a row whose value in a column cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// The row says nothing without it: it is rejected, and whoever it tells of is flagged.
    Rejects,
    /// No decision needs it: the cell is emptied, and the row stays.
    Emptied,
    /// A decision may turn on it: the cell is emptied, the row stays, and whoever it tells of is flagged.
    Doubted,
}

/// A table of the extract: its name (the file's stem and the sheet's name), its columns in the order they are
/// written, and the columns that identify a row (empty: rows have no key).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    pub name: &'static str,
    pub columns: &'static [Column],
    pub key: &'static [&'static str],
    /// Whether a full extract must hold the table.
    pub required: bool,
}

/// A column without whose value a row cannot be used.
const fn required(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, required: true, unreadable: Unreadable::Rejects }
}

/// A column that no decision needs.
const fn optional(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, required: false, unreadable: Unreadable::Emptied }
}

/// A column that may be empty, and on whose value a decision may turn.
const fn deciding(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, required: false, unreadable: Unreadable::Doubted }
}

/// A column that may be empty, but whose value says what the row means.
const fn telling(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, required: false, unreadable: Unreadable::Rejects }
}

use Kind::{Boolean, Code, Codes, Date, Decimal, Digits, Hour, Moment, Nationality, One, Text, Texts, Whole};

/// The persons of the population database.
pub const PERSONS: Table = Table {
    name: "persons",
    key: &["personal_id"],
    required: true,
    columns: &[
        required("personal_id", Digits(12)),
        required("full_name", Text),
        required("birth_date", Date),
        required("sex", One(&["nam", "nữ", "male", "female", "m", "f"])),
        required("nationality", Nationality),
        optional("ethnicity", Text),
        optional("occupation", Text),
        optional("household_id", Text),
        optional(
            "household_role",
            One(&["head", "spouse", "child", "parent", "sibling", "grandchild", "other"]),
        ),
        required("vital_status", One(&["alive", "dead", "missing", "removed"])),
        optional("vital_status_on", Date),
        optional("old_id", Digits(9)),
        optional("updated_at", Moment),
    ],
};

/// Registered and actual residences.
pub const RESIDENCES: Table = Table {
    name: "residences",
    key: &[],
    required: true,
    columns: &[
        required("personal_id", Digits(12)),
        required("kind", One(&["permanent", "temporary", "current"])),
        required("commune_code", Digits(5)),
        deciding("hamlet_code", Code),
        optional("address", Text),
        optional("house_order", Whole),
        deciding("registered_on", Date),
        deciding("expires_on", Date),
        deciding("ended_on", Date),
        deciding("facility_code", Code),
    ],
};

/// Declared absences (*khai báo tạm vắng*).
pub const ABSENCES: Table = Table {
    name: "absences",
    key: &[],
    required: false,
    columns: &[
        required("personal_id", Digits(12)),
        required("declared_on", Date),
        required("from", Date),
        deciding("until", Date),
        optional("destination_commune_code", Digits(5)),
    ],
};

/// Stays in units and facilities.
pub const STAYS: Table = Table {
    name: "stays",
    key: &[],
    required: false,
    columns: &[
        required("personal_id", Digits(12)),
        required(
            "kind",
            One(&[
                "military",
                "detention",
                "temporary_custody",
                "compulsory_education",
                "compulsory_rehabilitation",
                "care",
                "organisation",
            ]),
        ),
        required("facility_code", Code),
        required("from", Date),
        deciding("until", Date),
    ],
};

/// Dated legal statuses: deprivations, sentences, capacity.
pub const STATUSES: Table = Table {
    name: "statuses",
    key: &[],
    required: false,
    columns: &[
        required("personal_id", Digits(12)),
        required(
            "kind",
            One(&[
                "vote_deprived",
                "death_sentence",
                "imprisonment",
                "suspended_imprisonment",
                "incapacity",
                "mental_illness_confirmed",
                "sentence_postponed",
                "conditional_release",
                "other",
            ]),
        ),
        required("from", Date),
        deciding("until", Date),
        deciding("document_no", Text),
        optional("issuer", Text),
    ],
};

/// Where voters wish to vote, and certificates.
pub const WISHES: Table = Table {
    name: "wishes",
    key: &[],
    required: false,
    columns: &[
        required("personal_id", Digits(12)),
        required(
            "kind",
            One(&[
                "vote_at_temporary",
                "vote_at_current",
                "vote_at_permanent",
                "not_here",
                "vote_at_permanent_by_certificate",
                "vote_elsewhere_certificate",
            ]),
        ),
        deciding("commune_code", Digits(5)),
        deciding("area_code", Code),
        required("recorded_at", Moment),
        optional("channel", One(&["in_person", "phone", "vneid", "relative", "office"])),
        deciding("document_no", Text),
    ],
};

/// Provinces and centrally run cities.
pub const PROVINCES: Table = Table {
    name: "provinces",
    key: &["province_code"],
    required: true,
    columns: &[required("province_code", Digits(2)), required("name", Text)],
};

/// Communes, wards and special zones.
pub const COMMUNES: Table = Table {
    name: "communes",
    key: &["commune_code"],
    required: true,
    columns: &[
        required("commune_code", Digits(5)),
        required("province_code", Digits(2)),
        required("name", Text),
        required("kind", One(&["xã", "phường", "đặc khu"])),
        required("council_elected", Boolean),
        optional("predecessors", Codes),
    ],
};

/// Hamlets (*thôn*) and residential groups (*tổ dân phố*).
pub const HAMLETS: Table = Table {
    name: "hamlets",
    key: &["hamlet_code"],
    required: true,
    columns: &[
        required("hamlet_code", Code),
        required("commune_code", Digits(5)),
        required("name", Text),
        optional("list_order", Whole),
    ],
};

/// Units, custody facilities, care homes, organisations.
pub const FACILITIES: Table = Table {
    name: "facilities",
    key: &["facility_code"],
    required: false,
    columns: &[
        required("facility_code", Code),
        required("kind", Text),
        required("name", Text),
        required("commune_code", Digits(5)),
        optional("area_code", Code),
    ],
};

/// Voting areas (*khu vực bỏ phiếu*).
pub const AREAS: Table = Table {
    name: "areas",
    key: &["area_code"],
    required: true,
    columns: &[
        required("area_code", Code),
        required("commune_code", Digits(5)),
        required("number", Whole),
        optional("name", Text),
        optional("polling_place", Text),
        required("kind", One(&["residential", "military", "care", "custody", "organisation"])),
        optional("small_reason", One(&["mountain", "island", "dispersed", "separate"])),
        optional("opens_at", Hour),
        optional("latitude", Decimal),
        optional("longitude", Decimal),
        optional("arrivals", Boolean),
        optional("posting_places", Texts),
    ],
};

/// Which hamlets, or which houses of a hamlet, an area serves.
pub const AREA_PARTS: Table = Table {
    name: "area_parts",
    key: &[],
    required: true,
    columns: &[
        required("area_code", Code),
        required("hamlet_code", Code),
        telling("house_from", Whole),
        telling("house_to", Whole),
    ],
};

/// Constituencies of the three levels.
pub const CONSTITUENCIES: Table = Table {
    name: "constituencies",
    key: &["constituency_code"],
    required: true,
    columns: &[
        required("constituency_code", Code),
        required("level", One(&["national", "provincial", "communal"])),
        required("number", Whole),
        optional("name", Text),
        required("seats", Whole),
    ],
};

/// What a constituency is made of: whole communes, or areas.
pub const CONSTITUENCY_PARTS: Table = Table {
    name: "constituency_parts",
    key: &[],
    required: true,
    columns: &[
        required("constituency_code", Code),
        telling("commune_code", Digits(5)),
        telling("area_code", Code),
    ],
};

/// The columns of an office behind the code of its commune or province.
macro_rules! office {
    ($code:expr) => {
        &[
            $code,
            optional("signer_name", Text),
            optional("signer_role", One(&["chairman", "deputy"])),
            optional("place", Text),
            optional("drafted_by", Text),
            optional("document_prefix", Text),
            optional("address", Text),
            optional("phone", Text),
        ]
    };
}

/// Who signs for a commune, and how its papers begin and are numbered.
pub const OFFICES: Table = Table {
    name: "offices",
    key: &["commune_code"],
    required: false,
    columns: office!(required("commune_code", Digits(5))),
};

/// The same of a province.
pub const PROVINCE_OFFICES: Table = Table {
    name: "province_offices",
    key: &["province_code"],
    required: false,
    columns: office!(required("province_code", Digits(2))),
};

/// The file of outlines of provinces and communes, which is no table.
pub const SHAPES_FILE: &str = "shapes.geojson";

/// Every table, in the order in which files are reported: units first, then persons and their facts.
pub const TABLES: [&Table; 16] = [
    &PROVINCES,
    &COMMUNES,
    &HAMLETS,
    &FACILITIES,
    &AREAS,
    &AREA_PARTS,
    &CONSTITUENCIES,
    &CONSTITUENCY_PARTS,
    &OFFICES,
    &PROVINCE_OFFICES,
    &PERSONS,
    &RESIDENCES,
    &ABSENCES,
    &STAYS,
    &STATUSES,
    &WISHES,
];
