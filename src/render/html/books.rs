//! `books.html`: what changed since posting, of each place, for all voters and for each ballot.

use super::overview::Head;
use super::table::{Cell, Column, Table};
use super::{Frame, HtmlError};
use crate::render::books::{BooksTable, Movements, Of, PlaceLevel};
use crate::render::words::Words;
use askama::Template;

#[derive(Template)]
#[template(path = "books.html", whitespace = "minimize")]
struct BooksTemplate {
    words: Words,
    head: Head,
    sections: Vec<(&'static str, Table)>,
}

/// The books as a page: a table for all voters and one for each ballot that the election has. Public numbers.
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
    let mut columns = vec![
        Column::text(words.place_level()),
        Column::text(words.place_code()),
        Column::text(words.place_name()),
    ];
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
        let Movements { posted, added, transferred_in, removed, transferred_out, current } =
            row.movements(of);
        let level = match row.level {
            PlaceLevel::Nation => words.nation(),
            PlaceLevel::Constituency => words.constituency_unit(),
            PlaceLevel::Province => words.province(),
            PlaceLevel::Commune => words.commune(),
            PlaceLevel::Area => words.area(),
        };
        let numbers = [posted, added, transferred_in, removed, transferred_out, current];
        let place =
            [Cell::Text(level.to_owned()), Cell::Text(row.code.clone()), Cell::Heading(row.name.clone())];
        let numbers = numbers.map(|count| Cell::Number(words.0.number(count)));
        table.rows.push(place.into_iter().chain(numbers).collect());
    }
    (heading, table)
}
