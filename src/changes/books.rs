//! The books of posted lists: `posted + added + transferred in − removed − transferred out = current`, for voters and
//! each ballot, of every area, commune, province and the nation.

use super::{Change, Kind, Place, RowEdit};
use crate::people::AreaCode;
use crate::roll::Totals;
use crate::territory::{Level, Levels};
use serde::{Deserialize, Serialize};
use std::ops::AddAssign;

/// One account: persons, or persons with one ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Account {
    pub posted: u64,
    pub added: u64,
    pub transferred_in: u64,
    pub removed: u64,
    pub transferred_out: u64,
    pub current: u64,
}

impl Account {
    fn expected(&self) -> Option<u64> {
        (self.posted + self.added + self.transferred_in).checked_sub(self.removed + self.transferred_out)
    }
}

impl AddAssign for Account {
    fn add_assign(&mut self, other: Self) {
        self.posted += other.posted;
        self.added += other.added;
        self.transferred_in += other.transferred_in;
        self.removed += other.removed;
        self.transferred_out += other.transferred_out;
        self.current += other.current;
    }
}

/// The accounts of one area, or of anything made of areas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Books {
    pub voters: Account,
    pub national: Account,
    pub provincial: Account,
    pub communal: Account,
}

/// Books that do not balance: a fault of the program, never of the data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "{place}, {account}: {} posted + {} added + {} transferred in − {} removed − {} transferred out is not {} current",
    .books.posted, .books.added, .books.transferred_in, .books.removed, .books.transferred_out, .books.current
)]
pub struct Unbalanced {
    pub place: String,
    pub account: &'static str,
    pub books: Account,
}

/// Whether a place gives a ballot, or any (`None`).
fn holds(place: Option<&Place>, level: Option<Level>) -> bool {
    let ballots = place.map_or(Levels::NONE, |place| place.ballots);
    level.map_or(!ballots.is_empty(), |level| ballots.contains(level))
}

impl Books {
    /// The books of an area on the day it is posted.
    pub fn posted(totals: &Totals) -> Self {
        let account = |count| Account { posted: count, current: count, ..Account::default() };
        Self {
            voters: account(totals.voters.total),
            national: account(totals.national.total),
            provincial: account(totals.provincial.total),
            communal: account(totals.communal.total),
        }
    }

    /// Every account with its name.
    pub fn accounts(&self) -> [(&'static str, Account); 4] {
        let of = |level: Level| level.as_str();
        [
            ("voters", self.voters),
            (of(Level::National), self.national),
            (of(Level::Provincial), self.provincial),
            (of(Level::Communal), self.communal),
        ]
    }

    fn account_mut(&mut self, level: Level) -> &mut Account {
        match level {
            Level::National => &mut self.national,
            Level::Provincial => &mut self.provincial,
            Level::Communal => &mut self.communal,
        }
    }

    /// Books what a change says of an area: its sides there, under its kind. `current` is not touched: it follows from
    /// the rows, by [`Books::count`], so that a change that says one thing and does another does not balance.
    pub fn book(&mut self, area: &AreaCode, change: &Change) {
        let here = |place: &Option<Place>| place.clone().filter(|place| &place.area_code == area);
        let (from, to) = (here(&change.from), here(&change.to));
        let kind = change.kind;
        book(&mut self.voters, kind, holds(from.as_ref(), None), holds(to.as_ref(), None));
        for level in Level::ALL {
            let (before, after) = (holds(from.as_ref(), Some(level)), holds(to.as_ref(), Some(level)));
            book(self.account_mut(level), kind, before, after);
        }
    }

    /// Counts what an edit does to the rows that stand.
    pub fn count(&mut self, edit: &RowEdit) {
        let (before, after) = edit.ballots();
        count(&mut self.voters, !before.is_empty(), !after.is_empty());
        for level in Level::ALL {
            count(self.account_mut(level), before.contains(level), after.contains(level));
        }
    }

    /// Checks that every account balances.
    ///
    /// # Errors
    /// [`Unbalanced`] with the account.
    pub fn check(&self, place: &str) -> Result<(), Unbalanced> {
        match self.accounts().into_iter().find(|(_, books)| books.expected() != Some(books.current)) {
            None => Ok(()),
            Some((account, books)) => Err(Unbalanced { place: place.to_owned(), account, books }),
        }
    }

    /// Checks that the current sums are those of the rows themselves.
    ///
    /// # Errors
    /// [`Unbalanced`] with the first account that differs.
    pub fn check_against(&self, place: &AreaCode, totals: &Totals) -> Result<(), Unbalanced> {
        let counted =
            [totals.voters.total, totals.national.total, totals.provincial.total, totals.communal.total];
        let found =
            self.accounts().into_iter().zip(counted).find(|((_, books), count)| books.current != *count);
        match found {
            None => Ok(()),
            Some(((account, books), _)) => {
                Err(Unbalanced { place: format!("rows of area {place}"), account, books })
            }
        }
    }
}

impl AddAssign for Books {
    fn add_assign(&mut self, other: Self) {
        self.voters += other.voters;
        for level in Level::ALL {
            let account = match level {
                Level::National => other.national,
                Level::Provincial => other.provincial,
                Level::Communal => other.communal,
            };
            *self.account_mut(level) += account;
        }
    }
}

/// Books one account. A correction that gives or takes a ballot adds or removes it.
fn book(account: &mut Account, kind: Kind, before: bool, after: bool) {
    if before == after {
        return;
    }
    let column = match (kind, after) {
        (Kind::Add | Kind::Remove | Kind::Correct, true) => &mut account.added,
        (Kind::Add | Kind::Remove | Kind::Correct, false) => &mut account.removed,
        (Kind::Mark | Kind::Transfer, true) => &mut account.transferred_in,
        (Kind::Mark | Kind::Transfer, false) => &mut account.transferred_out,
    };
    *column += 1;
}

fn count(account: &mut Account, before: bool, after: bool) {
    match (before, after) {
        (false, true) => account.current += 1,
        // A row that stood was counted; if it was not, the books do not balance and say so.
        (true, false) => account.current = account.current.wrapping_sub(1),
        (true, true) | (false, false) => {}
    }
}
