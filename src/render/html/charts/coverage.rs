//! The four groups of persons as one bar.

use super::percent_of;
use crate::render::html::Books;
use crate::render::html::table::{Cell, Column, Table};
use crate::render::words::Words;
use askama::Template;
use askama::filters::HtmlSafe;

#[derive(Template)]
#[template(path = "charts/coverage.svg", whitespace = "minimize")]
pub(in crate::render::html) struct Coverage {
    title: &'static str,
    description: String,
    parts: Vec<Part>,
}

struct Part {
    class: &'static str,
    from: String,
    width: String,
    label: &'static str,
    value: String,
    share: String,
}

impl HtmlSafe for Coverage {}

impl Coverage {
    pub(in crate::render::html) fn new(books: &Books, words: Words) -> Self {
        let mut from = 0;
        let parts: Vec<Part> = groups(books, words)
            .into_iter()
            .map(|(class, label, count)| {
                let part = Part {
                    class,
                    from: percent_of(from, books.persons, 100),
                    width: percent_of(count, books.persons, 100),
                    label,
                    value: words.0.number(count),
                    share: words.0.percent(count, books.persons),
                };
                from += count;
                part
            })
            .collect();
        let told: Vec<String> =
            parts.iter().map(|part| format!("{}: {} ({})", part.label, part.value, part.share)).collect();
        Self { title: words.coverage(), description: told.join("; "), parts }
    }
}

fn groups(books: &Books, words: Words) -> [(&'static str, &'static str, u64); 4] {
    [
        ("voters", words.voters(), books.listed),
        ("ineligible", words.not_eligible(), books.not_eligible),
        ("nowhere", words.no_list(), books.no_list),
        ("waiting", words.queue(), books.queue),
    ]
}

/// The books as an equation: the four groups, and their sum, which is the persons.
pub(in crate::render::html) fn books_table(books: &Books, words: Words) -> Table {
    let columns =
        vec![Column::text(words.group()), Column::number(words.count()), Column::number(words.share())];
    let mut table = Table::new("books-table", words.books_caption(), columns);
    for (at, (_, label, count)) in groups(books, words).into_iter().enumerate() {
        let sign = if at == 0 { "" } else { "+ " };
        table.rows.push(vec![
            Cell::Heading(format!("{sign}{label}")),
            Cell::Number(words.0.number(count)),
            Cell::Number(words.0.percent(count, books.persons)),
        ]);
    }
    table.sums = vec![
        Cell::Heading(format!("= {}", words.persons())),
        Cell::Number(words.0.number(books.sum())),
        Cell::Number(words.0.percent(books.sum(), books.persons)),
    ];
    table
}
