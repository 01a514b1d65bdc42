//! What acts make of the books: every column of every account, with numbers worked out by hand.

use super::town::{DAY, Town, dead, moved, number, on_both};
use crate::support::builders::{AWAY, person, resident};
use crate::support::posted::at;
use cutri::changes::{Account, Books};
use cutri::people::WishKind::VoteElsewhereCertificate;

const NONE: Account =
    Account { posted: 0, added: 0, transferred_in: 0, removed: 0, transferred_out: 0, current: 0 };

/// All three ballots of each voter.
fn alike(account: Account) -> Books {
    Books { voters: account, national: account, provincial: account, communal: account }
}

#[test]
fn section_6_each_kind_of_change_is_booked_in_its_own_column() {
    let town = Town::new();
    on_both(async |fixture| {
        let office = town.posted(fixture).await;
        let certified = resident().id(&number(7)).wish(VoteElsewhereCertificate, "2026-02-05");
        let persons = [
            dead(5),
            moved(6, AWAY),
            certified.wish_area("F-01").document("2/GCN").build(),
            person().id(&number(201)).temporary(AWAY, "2025-08-01").build(),
            resident().id(&number(301)).build(),
        ];
        let delta = town.delta(&office.snapshot_id, DAY, &persons);
        office.update(&delta, at("2026-02-20T10:00:00")).await.unwrap();
        let state = office.state().await;
        state.check();
        let books = |area: &str| state.areas[area].books;
        let home = Account { posted: 100, added: 1, removed: 1, transferred_out: 2, current: 98, ..NONE };
        assert_eq!(books("H-01"), alike(home), "a death, a newcomer, a move and a certificate");
        let away = Account { posted: 30, transferred_in: 1, current: 31, ..NONE };
        let communal = Account { removed: 1, current: 30, ..away };
        assert_eq!(books("A-01"), Books { communal, ..alike(away) }, "a move, and a ballot lost");
        let far = Account { transferred_in: 1, current: 1, ..NONE };
        assert_eq!(books("F-01"), Books { communal: NONE, ..alike(far) }, "article 34 gives two ballots");
    });
}
