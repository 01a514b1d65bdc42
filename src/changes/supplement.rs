//! The supplementary list of an area: what one version changed on its list.

use super::{Event, Kind, RowEdit, Strike};
use crate::law::Rule;
use crate::people::AreaCode;
use crate::roll::{Entry, Status, Totals};
use chrono::NaiveDateTime;

/// The parts of a supplementary list, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Rows that stand now and did not: appended, or reinstated.
    Additions,
    /// Rows struck through.
    Removals,
    /// Rows with other printed facts or ballots.
    Corrections,
    /// Rows that stay without ballots: the voter votes elsewhere.
    Marks,
}

impl Section {
    /// Every section, in the order of the list.
    pub const ALL: [Section; 4] = [Self::Additions, Self::Removals, Self::Corrections, Self::Marks];

    /// The word of the public format.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Additions => "addition",
            Self::Removals => "removal",
            Self::Corrections => "correction",
            Self::Marks => "mark",
        }
    }

    /// The section an edited row stands in.
    pub fn of(edit: &RowEdit) -> Self {
        let before = edit.before.as_ref().map(|entry| entry.status);
        match (before, edit.after.status) {
            (_, Status::Struck) => Self::Removals,
            (Some(Status::Marked), Status::Marked) => Self::Corrections,
            (_, Status::Marked) => Self::Marks,
            (Some(Status::Listed), Status::Listed) => Self::Corrections,
            (None | Some(Status::Struck | Status::Marked), Status::Listed) => Self::Additions,
        }
    }
}

/// A row of a supplementary list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplementRow {
    pub section: Section,
    pub kind: Kind,
    /// The event; it may be sensitive, and no posted copy tells it.
    pub event: Event,
    /// The row as it was; `None` for a row that was appended.
    pub before: Option<Entry>,
    /// The row as it is now.
    pub after: Entry,
    /// Why it is struck, where it is and tells so.
    pub strike: Option<Strike>,
}

impl SupplementRow {
    /// Whether nothing that a list prints changed (R21).
    pub fn is_of_ground(&self) -> bool {
        self.before.as_ref().is_some_and(|before| {
            RowEdit { before: Some(before.clone()), after: self.after.clone() }.is_of_ground()
        })
    }
}

/// A version of an area's list that a supplement is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    pub version: u32,
    /// The first change of this list, the second, …, whatever versions of the roll others took.
    pub occasion: u32,
    /// When the version was made; local time.
    pub at: NaiveDateTime,
    /// The digest of the area's list at this version, in hexadecimal.
    pub digest: String,
    /// What the whole list adds up to since.
    pub totals: Totals,
}

/// The supplementary list of one area and version, as the official copy shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supplement {
    pub area_code: AreaCode,
    pub issue: Issue,
    /// By section, then by number.
    pub rows: Vec<SupplementRow>,
}

/// The sides of an edit as a supplement shows them: a struck row tells its ground in the column of grounds, and a correction
/// does not show the house of somebody who joined an armed unit beside the words that hide it.
fn fit_for_the_wall(section: Section, edit: RowEdit) -> (Option<Entry>, Entry) {
    let RowEdit { mut before, mut after } = edit;
    if section == Section::Removals {
        after.remarks.clear();
    }
    let serves = after.rule == Rule::P2;
    if let Some(row) = before.as_mut().filter(|_| serves && section == Section::Corrections) {
        row.occupation.clone_from(&after.occupation);
        row.permanent_residence.clone_from(&after.permanent_residence);
        row.temporary_residence.clone_from(&after.temporary_residence);
        row.current_place.clone_from(&after.current_place);
    }
    (before, after)
}

impl Supplement {
    /// Gathers the edits of one area's rows in one version.
    pub fn new(
        area_code: AreaCode,
        issue: Issue,
        edits: impl IntoIterator<Item = (Kind, Event, RowEdit)>,
    ) -> Self {
        let row = |(kind, event, edit): (Kind, Event, RowEdit)| {
            let section = Section::of(&edit);
            let strike = Strike::told_by(&edit.after);
            let (before, after) = fit_for_the_wall(section, edit);
            SupplementRow { section, kind, event, before, after, strike }
        };
        let mut rows: Vec<SupplementRow> = edits.into_iter().map(row).collect();
        rows.sort_by_key(|row| (row.section, row.after.number));
        Self { area_code, issue, rows }
    }

    /// The supplement as posted copies show it: without the rows of which nothing that a list prints changed (R21).
    #[must_use]
    pub fn posted(&self) -> Self {
        let rows = self.rows.iter().filter(|row| !row.is_of_ground()).cloned().collect();
        Self { rows, ..self.clone() }
    }

    /// The rows of one section, by number.
    pub fn section(&self, section: Section) -> impl Iterator<Item = &SupplementRow> {
        self.rows.iter().filter(move |row| row.section == section)
    }

    /// The rows whose voters get a card: they stand here and did not.
    pub fn cards_to_hand_out(&self) -> impl Iterator<Item = &Entry> {
        self.section(Section::Additions).map(|row| &row.after)
    }

    /// The rows whose cards are taken back: they stood here and do not (Art. 30.5).
    pub fn cards_to_take_back(&self) -> impl Iterator<Item = &Entry> {
        let stood = |row: &&SupplementRow| {
            row.before.as_ref().is_some_and(|before| before.status == Status::Listed)
                && row.after.status != Status::Listed
        };
        self.rows.iter().filter(stood).map(|row| &row.after)
    }
}
