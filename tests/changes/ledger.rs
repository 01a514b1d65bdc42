//! The rows of one person through changes. It knows no books and makes no line of a log: what it asks is what holds whatever
//! a change is called. Rows are as they were left, numbers are frozen, one row stands at most, and what was done can be
//! taken back.

use cutri::changes::{Draft, Kind, RowEdit};
use cutri::people::AreaCode;
use cutri::roll::{Entry, Rows, Status};
use std::collections::BTreeMap;

/// Where the numbers of appended rows begin.
const LAST_NUMBER: u32 = 1_000;

#[derive(Default, Clone)]
pub struct Ledger {
    rows: BTreeMap<(AreaCode, u32), Entry>,
    appended: u32,
}

impl Ledger {
    /// The lists as posted, with the rows of one person.
    pub fn of(rows: &Rows) -> Self {
        let all = rows.standing.iter().chain(&rows.marked);
        let rows = all.map(|row| ((row.area_code.clone(), row.number), row.clone())).collect();
        Self { rows, appended: 0 }
    }

    /// Makes a change, and sees that voters are neither made nor lost but by what it is called, and that taking it back
    /// leaves the rows that were there.
    pub fn make(&mut self, draft: &Draft) {
        assert!(draft.event.is_some(), "a change has an event");
        let before = self.rows();
        let written: Vec<RowEdit> = draft.difference.edits().map(|edit| self.write(edit.clone())).collect();
        let after = self.rows();
        conserves(draft, &before, &after);
        let mut back = self.clone();
        for edit in written.iter().rev() {
            back.write(edit.reversed());
        }
        assert_eq!(back.rows(), before, "what is undone was never done");
    }

    /// Writes a row; one that is appended takes the next number, and every other is as it was left.
    fn write(&mut self, mut edit: RowEdit) -> RowEdit {
        let area = edit.area().clone();
        match &edit.before {
            None => {
                assert_eq!(edit.after.number, 0, "a row has no number before it is appended");
                self.appended += 1;
                edit.after.number = LAST_NUMBER + self.appended;
            }
            Some(before) => {
                assert_eq!(
                    (&before.area_code, before.number),
                    (&area, edit.after.number),
                    "numbers are frozen"
                );
                assert_eq!(self.rows.get(&(area.clone(), before.number)), Some(before), "as it was left");
            }
        }
        self.rows.insert((area, edit.after.number), edit.after.clone());
        edit
    }

    /// The active rows: one stands at most and has ballots, and each is in an area of its own.
    pub fn rows(&self) -> Rows {
        let of = |status| self.rows.values().filter(move |row| row.status == status).cloned();
        let mut standing = of(Status::Listed);
        let rows = Rows { standing: standing.next(), marked: of(Status::Marked).collect() };
        assert_eq!(standing.next(), None, "one row stands");
        assert!(rows.standing.iter().all(|row| !row.ballots.is_empty()), "whoever stands has a ballot");
        assert!(rows.marked.iter().all(|row| row.ballots.is_empty()), "a marked row gives none");
        let mut areas: Vec<&AreaCode> =
            rows.standing.iter().chain(&rows.marked).map(|row| &row.area_code).collect();
        let count = areas.len();
        areas.sort();
        areas.dedup();
        assert_eq!(areas.len(), count, "two rows of a person in one area");
        rows
    }
}

/// A voter comes by an addition and goes by a removal; a correction leaves the row, a transfer leaves the voter. Half of a
/// transfer or mark has its other side beyond the posted lists.
fn conserves(draft: &Draft, before: &Rows, after: &Rows) {
    let place = |row: &Entry| (row.area_code.clone(), row.number);
    let (stood, stands) = (before.standing.as_ref().map(place), after.standing.as_ref().map(place));
    let sides = &draft.difference;
    match sides.kind {
        Kind::Add => assert!(stood.is_none() && stands.is_some(), "an addition makes a voter"),
        Kind::Remove => assert!(stood.is_some() && stands.is_none(), "a removal takes one"),
        Kind::Correct => assert_eq!(stood, stands, "a correction moves nobody"),
        Kind::Transfer => {
            // A voter who is only marked here stood elsewhere, and only the mark goes.
            let left = sides.from.as_ref().and_then(|edit| edit.before.as_ref());
            let is_marked = left.is_some_and(|row| row.status == Status::Marked);
            assert_eq!(stood.is_some(), sides.from.is_some() && !is_marked, "who leaves stood");
            assert_eq!(stands.is_some(), sides.to.is_some(), "who arrives stands");
            assert!(is_marked || stood != stands, "a transfer leads elsewhere");
        }
        Kind::Mark => {
            let is_half = sides.from.is_some() != sides.to.is_some();
            assert!(is_half || stood.is_some() == stands.is_some(), "a mark makes no voter and takes none");
        }
    }
}
