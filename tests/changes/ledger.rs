//! The rows and books of a person's areas: changes are booked from their lines and counted from their edits, as law
//! section 6 has it, so that a change that says one thing and does another does not balance.

use crate::support::builders::moment;
use cutri::changes::{Books, Change, Draft, Event, Kind, Place, RowEdit};
use cutri::people::AreaCode;
use cutri::roll::{Entry, Rows, Status, Totals};
use std::collections::BTreeMap;

/// Where the numbers of appended rows begin.
const LAST_NUMBER: u32 = 1_000;

#[derive(Default)]
pub struct Ledger {
    rows: BTreeMap<(AreaCode, u32), Entry>,
    books: BTreeMap<AreaCode, Books>,
    appended: u32,
}

impl Ledger {
    /// The lists as posted, with the rows of one person.
    pub fn of(rows: &Rows) -> Self {
        let mut ledger = Self::default();
        for row in rows.standing.iter().chain(&rows.marked) {
            ledger.rows.insert((row.area_code.clone(), row.number), row.clone());
            ledger.books.insert(row.area_code.clone(), Books::posted(&Totals::of([row])));
        }
        ledger
    }

    /// Makes a change.
    pub fn make(&mut self, draft: &Draft) {
        let difference = &draft.difference;
        let event = draft.event.expect("a change has an event");
        let from = difference.from.clone().map(|edit| self.write(edit));
        let to = difference.to.clone().map(|edit| self.write(edit));
        let left = from.as_ref().and_then(|edit| edit.before.as_ref()).map(Place::of);
        let reached = match (&to, difference.kind) {
            (Some(edit), _) => Some(Place::of(&edit.after)),
            (None, Kind::Correct) => from.as_ref().map(|edit| Place::of(&edit.after)),
            (None, Kind::Add | Kind::Remove | Kind::Mark | Kind::Transfer) => None,
        };
        let edits: Vec<RowEdit> = from.into_iter().chain(to).collect();
        self.book((event, difference.kind), (left, reached), &edits);
        for edit in difference.beside.clone() {
            let edit = self.write(edit);
            let (before, after) = (edit.before.as_ref().map(Place::of), Place::of(&edit.after));
            let empty = |place: &Place| place.ballots.is_empty();
            assert!(before.iter().chain([&after]).all(empty), "a row beside gives no ballots: {edit:?}");
            self.book((event, Kind::Mark), (before, Some(after)), &[edit]);
        }
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
                assert_eq!(self.rows.get(&(area.clone(), before.number)), Some(before));
            }
        }
        self.rows.insert((area, edit.after.number), edit.after.clone());
        edit
    }

    fn book(
        &mut self,
        (rule, kind): (Event, Kind),
        (from, to): (Option<Place>, Option<Place>),
        edits: &[RowEdit],
    ) {
        let Some(first) = edits.first() else { return };
        let change = Change {
            change_id: "2-1".into(),
            pair_id: None,
            personal_id: first.after.personal_id,
            kind,
            rule,
            articles: Vec::new(),
            from,
            to,
            at: moment("2026-02-10T09:00"),
            by: "test".into(),
            reason: String::new(),
            evidence: String::new(),
        };
        let mut booked: Vec<&AreaCode> = edits.iter().map(RowEdit::area).collect();
        booked.sort();
        booked.dedup();
        for area in booked {
            self.books.entry(area.clone()).or_default().book(area, &change);
        }
        for edit in edits {
            self.books.entry(edit.area().clone()).or_default().count(edit);
        }
    }

    /// Checks every book, each against its rows, and their sum.
    pub fn check(&self) {
        let mut sum = Books::default();
        for (area, books) in &self.books {
            assert_eq!(books.check(area.as_str()), Ok(()));
            let rows = self.rows.values().filter(|row| &row.area_code == area);
            assert_eq!(books.check_against(area, &Totals::of(rows)), Ok(()));
            sum += *books;
        }
        assert_eq!(sum.check("the nation"), Ok(()));
    }

    /// The books of an area.
    pub fn books(&self, area: &str) -> Books {
        self.books.iter().find(|(code, _)| code.as_str() == area).map(|(_, books)| *books).unwrap_or_default()
    }

    /// The active rows: one stands at most, and each is in an area of its own.
    pub fn rows(&self) -> Rows {
        let of = |status| self.rows.values().filter(move |row| row.status == status).cloned();
        let mut standing = of(Status::Listed);
        let rows = Rows { standing: standing.next(), marked: of(Status::Marked).collect() };
        assert_eq!(standing.next(), None, "one row stands");
        let mut areas: Vec<&AreaCode> =
            rows.standing.iter().chain(&rows.marked).map(|row| &row.area_code).collect();
        let count = areas.len();
        areas.sort();
        areas.dedup();
        assert_eq!(areas.len(), count, "two rows of a person in one area");
        rows
    }
}
