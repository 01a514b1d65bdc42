//! Papers an office works with: each voter of an area once, as the paper's purpose asks. Official; no personal numbers.

use super::Signature;
use crate::people::{HouseholdRole, Sex};
use crate::roll::{Status, Totals};
use crate::territory::Levels;
use chrono::NaiveDate;
use std::borrow::Cow;

/// What a paper of voters is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VoterPaper {
    /// Cards are handed out against a signature.
    Handover,
    /// For the table on election day: who was given which ballots, and who voted.
    PollBook,
    /// Numbers are looked up by name.
    Index,
    /// The list is checked at every door.
    DoorToDoor,
}

/// A paper of an area's voters.
#[derive(Clone, PartialEq, Eq)]
pub struct VoterDocument<'d> {
    pub paper: VoterPaper,
    /// The document's title in its properties.
    pub title: Cow<'d, str>,
    /// The document's date in its properties: the version's, never the clock's.
    pub date: NaiveDate,
    pub committee: Vec<Cow<'d, str>>,
    /// Under the name: the election and its term.
    pub election: Vec<Cow<'d, str>>,
    /// As on the list; repeated at the foot of every page.
    pub area: Cow<'d, str>,
    /// What it is of the list, under the area, such as a version's additions; empty: the whole list.
    pub about: Cow<'d, str>,
    /// Such as "phiên bản 3 – 1a2b3c4d5e6f", at the foot of every page.
    pub version: Cow<'d, str>,
    /// What the QR symbol beside the titles says; empty: there is none.
    pub qr: Cow<'d, str>,
    /// The levels elected here.
    pub levels: Levels,
    /// In the order of the paper.
    pub sections: Vec<VoterSection<'d>>,
    /// The sums; they must agree with the rows.
    pub totals: Totals,
    pub signature: Signature<'d>,
}

/// Rows under their headings.
#[derive(Clone, PartialEq, Eq)]
pub struct VoterSection<'d> {
    /// From the topmost, such as a hamlet and a household; none: the rows follow those before.
    pub headings: Vec<Cow<'d, str>>,
    pub rows: Vec<VoterRow<'d>>,
    /// Whether they stay on one page if they can.
    pub together: bool,
    /// Empty lines under the rows, to write by hand, each with what its last column says.
    pub by_hand: Vec<Cow<'d, str>>,
}

/// A voter, without the personal number.
#[derive(Clone, PartialEq, Eq)]
pub struct VoterRow<'d> {
    pub number: u32,
    pub full_name: Cow<'d, str>,
    /// The known part, such as "15/03/1990" or "1990".
    pub birth_date: Cow<'d, str>,
    pub sex: Sex,
    pub residence: Cow<'d, str>,
    pub role: Option<HouseholdRole>,
    pub ballots: Levels,
    pub remark: Cow<'d, str>,
    pub status: Status,
}
