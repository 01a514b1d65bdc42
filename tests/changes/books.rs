//! The books of a list: posted + added + transferred in − removed − transferred out = current, and what does not balance.

use super::ledger::Ledger;
use super::scene::{Scene, scene};
use crate::support::builders::*;
use cutri::changes::{Account, Books, Planned};
use cutri::people::VitalStatus;
use cutri::people::WishKind::VoteAtTemporary;
use cutri::roll::Totals;

/// The books of an area after a change.
fn after(scene: &Scene, area: &str) -> Books {
    let Planned::Change(draft) = scene.plan().planned else { panic!("a change") };
    let mut ledger = Ledger::of(&scene.has());
    ledger.make(&draft);
    ledger.books(area)
}

const POSTED: Account =
    Account { posted: 1, added: 0, transferred_in: 0, removed: 0, transferred_out: 0, current: 0 };
const NONE: Account = Account { posted: 0, ..POSTED };

#[test]
fn an_addition_a_removal_and_both_halves_of_a_transfer_have_columns_of_their_own() {
    let missing = resident().vital(VitalStatus::Missing);
    let moved = scene(&resident(), &person().permanent(AWAY));
    for (scene, area, account) in [
        (&scene(&missing, &resident()), "H-01", Account { added: 1, current: 1, ..NONE }),
        (&scene(&resident(), &missing), "H-01", Account { removed: 1, ..POSTED }),
        (&moved, "H-01", Account { transferred_out: 1, ..POSTED }),
        (&moved, "A-01", Account { transferred_in: 1, current: 1, ..NONE }),
    ] {
        for (name, found) in after(scene, area).accounts() {
            assert_eq!(found, account, "{area}, {name}");
        }
    }
}

#[test]
fn a_correction_that_gives_a_ballot_adds_it_and_no_voter() {
    let before = resident().temporary(AWAY, "2025-08-01").wish(VoteAtTemporary, "2026-02-05");
    let corrected = after(&scene(&before, &person().permanent(AWAY)), "A-01");
    assert_eq!(corrected.voters, Account { current: 1, ..POSTED });
    assert_eq!(corrected.national, Account { current: 1, ..POSTED });
    assert_eq!(corrected.communal, Account { added: 1, current: 1, ..NONE });
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
    let account = Account { removed: 2, ..POSTED };
    let books = Books { communal: account, ..Books::default() };
    assert_eq!(books.check("area H-01").map_err(|error| error.account), Err("communal"));
}
