//! From the rows a person has on posted lists to the rows the person should have: the edits, and what kind of change.

use super::{Kind, RowEdit};
use crate::law::Mark;
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

/// Compares the active rows of a person with those the person should have; `None` if nothing differs, neither what is
/// printed nor what was decided.
///
/// `wanted` has no numbers. Rows that must be appended keep the number 0 until somebody numbers them. A marked row whose
/// person comes back to it is reinstated under its own number; any other addition is appended.
pub fn difference(has: &Rows, wanted: &Rows) -> Option<Difference> {
    let (mut had, mut goals) = (has.marked.clone(), wanted.marked.clone());
    let (mut to, mut reinstated, mut mark_set) = (None, false, false);
    let from = match (&has.standing, &wanted.standing) {
        (Some(row), Some(goal)) if row.area_code == goal.area_code => corrected(row, goal),
        (standing, goal) => {
            to = goal.as_ref().map(|goal| {
                let marked = take_in(&mut had, goal);
                reinstated = marked.is_some();
                let number = marked.as_ref().map_or(goal.number, |row| row.number);
                RowEdit { before: marked, after: numbered(goal, number) }
            });
            standing.as_ref().map(|row| {
                let marked = take_in(&mut goals, row);
                mark_set = marked.is_some();
                match marked {
                    Some(marked) => {
                        RowEdit { before: Some(row.clone()), after: numbered(&marked, row.number) }
                    }
                    None => struck(row),
                }
            })
        }
    };
    let mut beside = Vec::new();
    for row in &had {
        beside.extend(match take_in(&mut goals, row) {
            Some(goal) => corrected(row, &goal),
            None => Some(struck(row)),
        });
    }
    beside.extend(goals.into_iter().map(|after| RowEdit { before: None, after }));
    let kind = match (&from, &to) {
        (_, Some(_)) if mark_set || reinstated => Kind::Mark,
        (Some(_), Some(_)) => Kind::Transfer,
        (None, Some(_)) => Kind::Add,
        (Some(edit), None) if edit.after.status == Status::Struck => Kind::Remove,
        // The other row is in a list that is a draft.
        (Some(_), None) if mark_set => Kind::Mark,
        (Some(_), None) => Kind::Correct,
        (None, None) if beside.is_empty() => return None,
        (None, None) if beside.iter().all(RowEdit::is_of_ground) => Kind::Correct,
        (None, None) => Kind::Mark,
    };
    Some(Difference { kind, from, to, beside })
}

impl Difference {
    /// Every edit, the side left first.
    pub fn edits(&self) -> impl Iterator<Item = &RowEdit> {
        self.from.iter().chain(&self.to).chain(&self.beside)
    }

    /// Whether the person's own row goes and no other comes: the one that stands, or the one that is marked because the person votes
    /// where another office keeps the list.
    pub(super) fn is_departure(&self) -> bool {
        let is_of_mark = || self.from.is_none() && self.to.is_none() && self.own_mark().is_some();
        self.kind == Kind::Remove || is_of_mark()
    }

    /// Makes a departure the half of a transfer: the row that goes is the side left.
    pub(super) fn depart(&mut self) {
        self.kind = Kind::Transfer;
        if let (None, Some(at)) = (&self.from, self.own_mark()) {
            self.from = Some(self.beside.remove(at));
        }
    }

    /// The row of the own place that goes: one that a certificate marked is it, wherever its person votes.
    pub fn row_left(&self) -> Option<&Entry> {
        let marked = self.own_mark().map(|at| &self.beside[at]);
        marked.or(self.from.as_ref())?.before.as_ref()
    }

    /// Where among the edits beside the own row is struck that a certificate marked.
    fn own_mark(&self) -> Option<usize> {
        self.beside.iter().position(|edit| {
            let marked = edit.before.as_ref().is_some_and(|row| row.marks.contains(&Mark::VotesElsewhere));
            marked && edit.after.status == Status::Struck
        })
    }

    /// Whether nothing changed but the ground of the decision (R21): no row comes, goes or prints otherwise.
    pub fn is_of_ground(&self) -> bool {
        self.edits().all(RowEdit::is_of_ground)
    }
}

/// Takes the row in the area of another one out of some rows.
fn take_in(rows: &mut Vec<Entry>, like: &Entry) -> Option<Entry> {
    let at = rows.iter().position(|row| row.area_code == like.area_code)?;
    Some(rows.remove(at))
}

/// The row struck through.
fn struck(row: &Entry) -> RowEdit {
    RowEdit { before: Some(row.clone()), after: Entry { status: Status::Struck, ..row.clone() } }
}

fn numbered(goal: &Entry, number: u32) -> Entry {
    Entry { number, ..goal.clone() }
}

/// The edit that makes a row say what it should, if it does not.
fn corrected(row: &Entry, goal: &Entry) -> Option<RowEdit> {
    let edit = RowEdit { before: Some(row.clone()), after: numbered(goal, row.number) };
    (!prints_alike(row, goal) || !rests_alike(row, goal)).then_some(edit)
}

/// Whether two rows print the same and give the same ballots.
pub(super) fn prints_alike(one: &Entry, other: &Entry) -> bool {
    one.full_name == other.full_name
        && one.birth_date == other.birth_date
        && one.sex == other.sex
        && one.ethnicity == other.ethnicity
        && one.occupation == other.occupation
        && one.permanent_residence == other.permanent_residence
        && one.temporary_residence == other.temporary_residence
        && one.current_place == other.current_place
        && one.ballots == other.ballots
        && one.marks == other.marks
        && one.remarks == other.remarks
}

/// Whether two rows rest on the same decision: rules, flags and facts. No posted paper shows them; the official files do.
fn rests_alike(one: &Entry, other: &Entry) -> bool {
    one.rule == other.rule && one.also == other.also && one.flags == other.flags && one.facts == other.facts
}
