//! The form of a voter's card: its lines, and where things stand on A6 landscape.

use super::Titles;

/// Everything a card prints that is not a voter's.
#[derive(Debug)]
pub struct CardForm {
    /// Such as "Mẫu số 10/HĐBC".
    pub number: &'static str,
    pub name: &'static str,
    pub titles: Titles,
    /// Of the voter, under the titles.
    pub lines: &'static [CardLine],
    /// Beside the signature.
    pub below: &'static [CardLine],
    /// In the room for the stamp.
    pub stamp: &'static str,
    /// Under the QR symbol; empty: nothing.
    pub symbol: &'static str,
    /// Such as "Ngày {day} tháng {month} năm {year}"; empty: place and date, as on letters.
    pub dated: &'static str,
    /// Under who signs, a line each.
    pub signed: &'static [&'static str],
    pub geometry: Geometry,
}

/// A line of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardLine {
    pub label: &'static str,
    pub field: CardField,
    pub strong_label: bool,
    pub strong: bool,
    /// Whether it stands in the right half of the line before.
    pub beside: bool,
}

impl CardLine {
    /// A line of its own in regular letters.
    pub const fn new(label: &'static str, field: CardField) -> Self {
        Self { label, field, strong_label: false, strong: false, beside: false }
    }
}

/// What a line of a card says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardField {
    FullName,
    BirthDate,
    Sex,
    Residence,
    PersonalId,
    /// The number of the card, which is the row's.
    Number,
    /// The number of the area.
    Area,
    Commune,
    Province,
    /// Area, commune and province on one line.
    AreaWhole,
}

/// Where things stand on a card, in tenths of a millimetre from its left edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Geometry {
    pub committee: Span,
    pub nation: Span,
    pub titles: Span,
    pub lines: Span,
    pub below: Span,
    pub stamp: Span,
    pub stamp_height: i64,
    pub stamp_at: StampAt,
    pub symbol: Span,
    pub signature: Span,
}

/// From the left edge to the left and the right of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span(pub i64, pub i64);

/// Where the room for the stamp begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StampAt {
    UnderCommittee,
    BesideLines,
}
