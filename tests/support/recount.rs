//! Books recounted from rows alone: what a list was when it was posted, and what became of each of its rows. The lines of the
//! log give the word under which a row changed, and nothing else.

use cutri::changes::{Account, Books, Kind, RowEdit};
use cutri::lists::ChangedRow;
use cutri::roll::{Entry, Status};
use cutri::territory::{Level, Levels};
use std::collections::BTreeMap;

/// The ballots that a row gives.
fn ballots(row: Option<&Entry>) -> Levels {
    row.filter(|row| row.status == Status::Listed).map_or(Levels::NONE, |row| row.ballots)
}

/// Whether ballots count in an account: that of voters (`None`), or of a level.
fn counts(ballots: Levels, level: Option<Level>) -> bool {
    level.map_or(!ballots.is_empty(), |level| ballots.contains(level))
}

/// The rows of an area as they were posted: those there now, with what was done to them taken back. A row that was appended
/// stood nowhere.
fn posted<'a>(now: impl Iterator<Item = &'a Entry>, log: &[&'a ChangedRow]) -> Vec<Option<&'a Entry>> {
    let mut rows: BTreeMap<u32, Option<&Entry>> = now.map(|row| (row.number, Some(row))).collect();
    for ChangedRow { edit, .. } in log.iter().rev() {
        let after = rows.insert(edit.after.number, edit.before.as_ref());
        assert_eq!(after, Some(Some(&edit.after)), "the log tells what the rows are");
    }
    rows.into_values().collect()
}

/// The books of an area, from its rows now and the rows that changes left of it, in their order.
pub fn recounted<'a>(now: impl Iterator<Item = &'a Entry>, log: &[&'a ChangedRow]) -> Books {
    let rows = posted(now, log);
    let account = |level| {
        let mut account = Account::default();
        account.posted = rows.iter().filter(|row| counts(ballots(**row), level)).count() as u64;
        account.current = account.posted;
        for ChangedRow { change, edit, .. } in log {
            let (had, has) =
                (counts(ballots(edit.before.as_ref()), level), counts(ballots(Some(&edit.after)), level));
            let moves = matches!(change.kind, Kind::Transfer | Kind::Mark);
            match (had, has) {
                (false, true) => {
                    account.current += 1;
                    *(if moves { &mut account.transferred_in } else { &mut account.added }) += 1;
                }
                (true, false) => {
                    account.current -= 1;
                    *(if moves { &mut account.transferred_out } else { &mut account.removed }) += 1;
                }
                (true, true) | (false, false) => {}
            }
        }
        account
    };
    Books {
        voters: account(None),
        national: account(Some(Level::National)),
        provincial: account(Some(Level::Provincial)),
        communal: account(Some(Level::Communal)),
    }
}

/// Fails unless each transfer and mark of which both sides are in these lists leaves as many voters as there were.
pub fn conserved(log: &[ChangedRow]) {
    let mut voters: BTreeMap<&str, i64> = BTreeMap::new();
    let is_whole = |row: &&ChangedRow| row.change.from.is_some() && row.change.to.is_some();
    let moves = |row: &&ChangedRow| matches!(row.change.kind, Kind::Transfer | Kind::Mark);
    for ChangedRow { change, edit, .. } in log.iter().filter(moves).filter(is_whole) {
        let RowEdit { before, after } = edit;
        let stood = |row| i64::from(!ballots(row).is_empty());
        *voters.entry(&change.change_id).or_default() += stood(Some(after)) - stood(before.as_ref());
    }
    let made: Vec<_> = voters.into_iter().filter(|(_, voters)| *voters != 0).collect();
    assert!(made.is_empty(), "voters made or lost by transfers: {made:?}");
}
