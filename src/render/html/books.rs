//! `books.html`: what changed since posting, of each place, for all voters and for each ballot.

use super::overview::Head;
use super::table::{Cell, Column, Table};
use super::{Frame, HtmlError};
use crate::changes::Account;
use crate::render::books::{BooksTable, Of, PlaceLevel};
use crate::render::words::Words;
use askama::Template;

#[derive(Template)]
#[template(path = "books.html", whitespace = "minimize")]
struct BooksTemplate {
    words: Words,
    head: Head,
    sections: Vec<(&'static str, Table)>,
}

/// The books as a page: a table for all voters and one for each ballot that the election has. The areas of armed units are
/// left out by who makes the table.
///
/// # Errors
/// [`HtmlError`] if the template fails.
pub fn books(frame: &Frame, table: &BooksTable) -> Result<String, HtmlError> {
    let words = Words(frame.language);
    let elected = |of: &Of| match of {
        Of::Voters => true,
        Of::Ballot(level) => frame.election.levels.contains(*level),
    };
    let here = words.movements().to_owned();
    let mut head = Head::new(frame, here.clone(), Vec::new(), here);
    head.landscape = true;
    let sections = Of::ALL.into_iter().filter(elected).map(|of| section(of, table, words)).collect();
    let template = BooksTemplate { words, head, sections };
    template.render().map_err(|source| HtmlError::Template { place: "the books".to_owned(), source })
}

fn section(of: Of, books: &BooksTable, words: Words) -> (&'static str, Table) {
    let heading = match of {
        Of::Voters => words.any_ballot(),
        Of::Ballot(level) => words.level(level),
    };
    let mut columns = vec![Column::text(words.place_name())];
    columns.extend(
        [
            words.posted_column(),
            words.added_column(),
            words.transferred_in_column(),
            words.removed_column(),
            words.transferred_out_column(),
            words.current_column(),
        ]
        .map(Column::number),
    );
    let mut table = Table::new(format!("books-{}", of.as_str()), heading, columns).with_hidden_caption();
    for row in books.rows() {
        let Account { posted, added, transferred_in, removed, transferred_out, current } = row.account(of);
        let name = match row.level {
            PlaceLevel::Nation => words.sum().to_owned(),
            PlaceLevel::Constituency | PlaceLevel::Province | PlaceLevel::Commune | PlaceLevel::Area => {
                format!("{} · {}", row.name, row.code.replace('-', "\u{2011}"))
            }
        };
        let numbers = [posted, added, transferred_in, removed, transferred_out, current];
        let place = [Cell::Heading(name)];
        let numbers = numbers.map(|count| Cell::Number(words.0.number(count)));
        table.rows.push(place.into_iter().chain(numbers).collect());
    }
    (heading, table)
}
