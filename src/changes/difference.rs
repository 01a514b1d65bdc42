//! From the rows a person has on posted lists to the rows the person should have: the edits, and what kind of change.

use super::{Kind, RowEdit};
use crate::roll::{Entry, Rows, Status};

/// What a change does: its kind, the edits of the side left and of the side reached, and edits beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub kind: Kind,
    /// The row that loses the person, or is corrected.
    pub from: Option<RowEdit>,
    /// The row that gains the person.
    pub to: Option<RowEdit>,
    /// A marked row that comes or goes beside the change.
    pub beside: Vec<RowEdit>,
}

/// Compares the active rows of a person with those the person should have; `None` if nothing printed differs.
///
/// `wanted` has no numbers. Rows that must be appended keep the number 0 until somebody numbers them. A marked row whose
/// person comes back to it is reinstated under its own number; any other addition is appended.
pub fn difference(has: &Rows, wanted: &Rows) -> Option<Difference> {
    let mut beside = Vec::new();
    let mut to = None;
    let mut marked_used = false;
    let mut mark_set = false;
    let from = match (&has.standing, &wanted.standing) {
        (Some(row), Some(goal)) if row.area_code == goal.area_code => corrected(row, goal),
        (standing, goal) => {
            to = goal.as_ref().map(|goal| match &has.marked {
                Some(marked) if marked.area_code == goal.area_code => {
                    marked_used = true;
                    RowEdit { before: Some(marked.clone()), after: numbered(goal, marked.number) }
                }
                Some(_) | None => RowEdit { before: None, after: goal.clone() },
            });
            standing.as_ref().map(|row| match &wanted.marked {
                Some(marked) if marked.area_code == row.area_code => {
                    mark_set = true;
                    RowEdit { before: Some(row.clone()), after: numbered(marked, row.number) }
                }
                Some(_) | None => struck(row),
            })
        }
    };
    match (has.marked.as_ref().filter(|_| !marked_used), wanted.marked.as_ref().filter(|_| !mark_set)) {
        (Some(row), Some(goal)) if row.area_code == goal.area_code => beside.extend(corrected(row, goal)),
        (row, goal) => {
            beside.extend(row.map(struck));
            beside.extend(goal.map(|goal| RowEdit { before: None, after: goal.clone() }));
        }
    }
    let kind = match (&from, &to) {
        (_, Some(_)) if mark_set || marked_used => Kind::Mark,
        (Some(_), Some(_)) => Kind::Transfer,
        (None, Some(_)) => Kind::Add,
        (Some(edit), None) if edit.after.status == Status::Struck => Kind::Remove,
        // The other row is in a list that is a draft.
        (Some(_), None) if mark_set => Kind::Mark,
        (Some(_), None) => Kind::Correct,
        (None, None) if beside.is_empty() => return None,
        (None, None) => Kind::Mark,
    };
    Some(Difference { kind, from, to, beside })
}

/// The row struck through.
fn struck(row: &Entry) -> RowEdit {
    RowEdit { before: Some(row.clone()), after: Entry { status: Status::Struck, ..row.clone() } }
}

fn numbered(goal: &Entry, number: u32) -> Entry {
    Entry { number, ..goal.clone() }
}

/// The edit that makes a row print what it should, if it does not.
fn corrected(row: &Entry, goal: &Entry) -> Option<RowEdit> {
    (!prints_alike(row, goal))
        .then(|| RowEdit { before: Some(row.clone()), after: numbered(goal, row.number) })
}

/// Whether two rows print the same and give the same ballots. The rule and facts behind them may differ: they are of
/// the decision, and the list does not show them.
fn prints_alike(one: &Entry, other: &Entry) -> bool {
    one.full_name == other.full_name
        && one.birth_date == other.birth_date
        && one.sex == other.sex
        && one.ethnicity == other.ethnicity
        && one.occupation == other.occupation
        && one.permanent_residence == other.permanent_residence
        && one.temporary_residence == other.temporary_residence
        && one.ballots == other.ballots
        && one.marks == other.marks
        && one.remarks == other.remarks
}
