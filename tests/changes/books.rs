//! The books of a list: posted + added + transferred in − removed − transferred out = current, and what does not balance.
//! What the acts make of them stands in `posted::books`.

use super::scene::scene;
use crate::support::builders::*;
use cutri::changes::{Account, Books, Change, Event, Kind, Place, Planned};
use cutri::roll::Totals;
use cutri::territory::{Level, Levels};

const POSTED: Account =
    Account { posted: 1, added: 0, transferred_in: 0, removed: 0, transferred_out: 0, current: 1 };

/// A line of the log, with its sides.
fn change(kind: Kind, from: Option<Place>, to: Option<Place>) -> Change {
    Change {
        change_id: "2-1".into(),
        pair_id: None,
        personal_id: person().build().person.personal_id,
        kind,
        rule: Event::R2,
        articles: Vec::new(),
        from,
        to,
        at: moment("2026-02-10T09:00"),
        by: "test".into(),
        reason: String::new(),
        evidence: String::new(),
    }
}

fn place(code: &str, ballots: Levels) -> Option<Place> {
    Some(Place { area_code: area(code), number: 7, ballots })
}

/// What the books of an area, with one voter posted, say after a line of the log.
fn booked(code: &str, change: &Change) -> Books {
    let mut books = Books { voters: POSTED, national: POSTED, provincial: POSTED, communal: POSTED };
    books.book(&area(code), change);
    books
}

#[test]
fn an_addition_a_removal_and_both_halves_of_a_transfer_have_columns_of_their_own() {
    let (here, there) = (place("H-01", Levels::ALL), place("A-01", Levels::ALL));
    for (code, line, account) in [
        ("H-01", change(Kind::Add, None, here.clone()), Account { added: 1, ..POSTED }),
        ("H-01", change(Kind::Remove, here.clone(), None), Account { removed: 1, ..POSTED }),
        (
            "H-01",
            change(Kind::Transfer, here.clone(), there.clone()),
            Account { transferred_out: 1, ..POSTED },
        ),
        ("A-01", change(Kind::Transfer, here.clone(), there), Account { transferred_in: 1, ..POSTED }),
        ("A-01", change(Kind::Add, None, here), POSTED),
    ] {
        for (name, found) in booked(code, &line).accounts() {
            assert_eq!(found, account, "{code}, {name}");
        }
    }
}

#[test]
fn a_correction_that_gives_a_ballot_adds_it_and_no_voter() {
    let two = Levels::NONE.with(Level::National).with(Level::Provincial);
    let given = change(Kind::Correct, place("A-01", two), place("A-01", Levels::ALL));
    let books = booked("A-01", &given);
    assert_eq!((books.voters, books.national, books.provincial), (POSTED, POSTED, POSTED));
    assert_eq!(books.communal, Account { added: 1, ..POSTED });
}

#[test]
fn a_row_that_came_or_went_without_its_change_does_not_balance() {
    let Planned::Change(draft) = scene(&resident(), &person().permanent(AWAY)).plan().planned else {
        panic!("a change")
    };
    let edit = draft.difference.from.expect("the row left");
    let row = edit.before.clone().expect("it stood");
    let mut books = Books::posted(&Totals::of([&row]));
    assert_eq!(books.check("area H-01"), Ok(()));
    books.count(&edit);
    let unbalanced = books.check("area H-01").expect_err("nothing was booked");
    assert_eq!(
        unbalanced.to_string(),
        "area H-01, voters: 1 posted + 0 added + 0 transferred in − 0 removed − 0 transferred out is not 0 current"
    );
    assert_eq!(
        Books::posted(&Totals::of([&row]))
            .check_against(&row.area_code, &Totals::default())
            .map_err(|error| error.account),
        Err("voters")
    );
}

#[test]
fn more_removals_than_voters_do_not_balance() {
    let account = Account { removed: 2, current: 0, ..POSTED };
    let books = Books { communal: account, ..Books::default() };
    assert_eq!(books.check("area H-01").map_err(|error| error.account), Err("communal"));
}
