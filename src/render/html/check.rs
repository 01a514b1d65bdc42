//! The sums a page must keep before it is written.

use super::figures::{Books, Figures};
use crate::roll::Totals;

/// Why a page is not written. Places are named by code; no person's data is told.
#[derive(Debug, thiserror::Error)]
pub enum HtmlError {
    /// The four groups do not make up the persons.
    #[error(
        "page of {place}: persons {persons} are not listed + not eligible + no list + queue = {sum}; \
         derive the roll anew and compare the books of its communes"
    )]
    Books { place: String, persons: u64, sum: u64 },
    /// The books count other voters than the totals.
    #[error(
        "page of {place}: the books list {listed} persons, the totals {voters} voters; give public numbers to both, \
         without areas of kind military"
    )]
    Listed { place: String, listed: u64, voters: u64 },
    /// The age groups count other voters than the totals.
    #[error(
        "page of {place}: the age groups hold {by_age} voters, the totals {voters}; count both over the same rows"
    )]
    Ages { place: String, by_age: u64, voters: u64 },
    /// The reasons do not explain everybody who stands on no list.
    #[error(
        "page of {place}: {by_cause} persons have a cause for standing on no list, the books hold {in_books}; \
         count both over the same decisions"
    )]
    Missing { place: String, by_cause: u64, in_books: u64 },
    /// The rows of a place's parts do not make up its totals.
    #[error(
        "page of {place}: the rows of its parts hold {rows} voters, its totals {voters}, and voters, men, \
         women and ballots must agree; give every part once, in public numbers"
    )]
    Parts { place: String, rows: u64, voters: u64 },
    /// The parts of a place hold more persons than the place.
    #[error(
        "page of {place}: a group holds {parts} persons in its parts, {whole} in all; give every part once"
    )]
    PartsExceed { place: String, parts: u64, whole: u64 },
    /// The template failed.
    #[error("page of {place}: {source}")]
    Template { place: String, source: askama::Error },
}

/// Checks that the figures of a place agree with each other and, for voters, with the rows of its parts.
pub(super) fn check(
    place: &str,
    figures: &Figures,
    parts: impl IntoIterator<Item = Totals>,
) -> Result<(), HtmlError> {
    let place = place.to_owned();
    let Books { persons, listed, no_list, queue, .. } = figures.books;
    let sum = figures.books.sum();
    if persons != sum {
        return Err(HtmlError::Books { place, persons, sum });
    }
    let voters = figures.totals.voters.total;
    if listed != voters {
        return Err(HtmlError::Listed { place, listed, voters });
    }
    check_voters(&place, figures)?;
    let (by_cause, in_books) = (figures.missing.values().sum(), no_list + queue);
    if by_cause != in_books {
        return Err(HtmlError::Missing { place, by_cause, in_books });
    }
    let rows = parts.into_iter().fold(Totals::default(), |mut sum, part| {
        sum += part;
        sum
    });
    if rows != figures.totals {
        return Err(HtmlError::Parts { place, rows: rows.voters.total, voters });
    }
    Ok(())
}

/// Checks that the age groups of a place hold its voters.
pub(super) fn check_voters(place: &str, figures: &Figures) -> Result<(), HtmlError> {
    let (by_age, voters) = (figures.ages.total(), figures.totals.voters.total);
    match by_age == voters {
        true => Ok(()),
        false => Err(HtmlError::Ages { place: place.to_owned(), by_age, voters }),
    }
}

/// What the books of a place hold beyond those of its parts: persons whose part is not known.
pub(super) fn remainder(
    place: &str,
    books: Books,
    parts: impl IntoIterator<Item = Books>,
) -> Result<Books, HtmlError> {
    let sum = parts.into_iter().fold(Books::default(), |mut sum, part| {
        sum += part;
        sum
    });
    let rest = |whole: u64, part: u64| {
        whole.checked_sub(part).ok_or(HtmlError::PartsExceed { place: place.to_owned(), parts: part, whole })
    };
    Ok(Books {
        persons: rest(books.persons, sum.persons)?,
        listed: rest(books.listed, sum.listed)?,
        not_eligible: rest(books.not_eligible, sum.not_eligible)?,
        no_list: rest(books.no_list, sum.no_list)?,
        queue: rest(books.queue, sum.queue)?,
    })
}
