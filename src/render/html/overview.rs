//! The page of a place: the sections that nation, province and commune share.

use super::charts::{AreaBars, Ballots, Coverage, FindingsChart, Pyramid, ballots_table, books_table};
use super::clock::DueLine;
use super::figures::{Books, Figures};
use super::frame::Frame;
use super::glance::Glance;
use super::map::Map;
use super::printing::Papers;
use super::table::{Cell, Column, Link, Table};
use super::tables::{findings_table, missing_table, quality_table, readiness_table};
use super::{ConstituencyRow, HtmlError, PlaceRow, check, constituencies};
use crate::render::words::Words;
use crate::roll::Totals;
use askama::Template;
use chrono::NaiveDate;

/// What a page says at its top, and the way up from it.
pub(super) struct Head {
    pub(super) lang: &'static str,
    pub(super) title: String,
    pub(super) election: String,
    pub(super) term: String,
    pub(super) crumbs: Vec<Link>,
    pub(super) here: String,
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) landscape: bool,
}

impl Head {
    pub(super) fn new(frame: &Frame, title: String, crumbs: Vec<Link>, here: String) -> Self {
        let words = Words(frame.language);
        let date = |day| frame.language.date(day);
        Self {
            lang: frame.language.tag(),
            // A number stays with its word.
            title: title.replace(" số ", " số\u{a0}"),
            election: frame.election.title.clone(),
            term: frame.election.term.clone(),
            crumbs,
            here,
            facts: vec![
                (words.election_day(), date(frame.election.election_day)),
                (words.posting_day(), date(frame.election.posted_on)),
                (words.data_as_of(), date(frame.as_of)),
                (words.roll_id(), frame.short_roll_id()),
            ],
            landscape: false,
        }
    }
}

impl Head {
    /// The same of an area that votes on this day: where it votes early, both days are told.
    pub(super) fn voting_on(mut self, day: NaiveDate, frame: &Frame) -> Self {
        let words = Words(frame.language);
        if day != frame.election.election_day {
            self.facts.insert(0, (words.voting_day(), frame.language.date(day)));
        }
        self
    }
}

/// A headline figure.
pub(super) struct Tile {
    pub(super) class: &'static str,
    pub(super) label: String,
    pub(super) value: String,
    pub(super) note: String,
}

/// The parts of a place: their heading, an anchor, the map and the table that says the same.
pub(super) struct Parts {
    pub(super) id: &'static str,
    pub(super) heading: &'static str,
    pub(super) table: Table,
    pub(super) map: Option<Map>,
    pub(super) bars: Option<AreaBars>,
}

#[derive(Template)]
#[template(path = "place.html", whitespace = "minimize")]
pub(super) struct PlaceTemplate {
    words: Words,
    head: Head,
    tiles: Vec<Tile>,
    coverage: Coverage,
    books: Table,
    pyramid: Pyramid,
    ballots: Ballots,
    ballots_table: Table,
    readiness: Option<Table>,
    missing: Option<Table>,
    findings: Option<(FindingsChart, Table)>,
    quality: Table,
    parts: Parts,
    clock: Option<Table>,
    papers: Papers,
    glance: Option<Glance>,
    /// The constituencies of each level, under their headings.
    constituencies: Vec<(String, Table)>,
}

impl PlaceTemplate {
    pub(super) fn new(frame: &Frame, head: Head, figures: &Figures, parts: Parts, papers: Papers) -> Self {
        let words = Words(frame.language);
        let levels = frame.election.levels;
        Self {
            words,
            tiles: tiles(&figures.books, words),
            coverage: Coverage::new(&figures.books, words),
            books: books_table(&figures.books, words),
            pyramid: Pyramid::new(&figures.ages, frame.profile.voting_age_years, words),
            ballots: Ballots::new(&figures.totals, levels, words),
            ballots_table: ballots_table(&figures.totals, levels, words),
            readiness: readiness_table(&figures.readiness, head.crumbs.len(), words),
            missing: missing_table(&figures.missing, words),
            findings: findings_table(figures, words).map(|table| (FindingsChart::new(figures, words), table)),
            quality: quality_table(&figures.quality, words),
            parts,
            clock: None,
            papers,
            glance: None,
            constituencies: Vec::new(),
            head,
        }
    }

    /// The page with the tables of its constituencies.
    pub(super) fn with_constituencies(mut self, frame: &Frame, rows: &[ConstituencyRow<'_>]) -> Self {
        self.constituencies = constituencies::tables(frame, rows, self.head.crumbs.len());
        self
    }

    /// The page with the answers above everything, and the clock they rest on.
    pub(super) fn with_glance(
        mut self,
        frame: &Frame,
        figures: &Figures,
        clock: Table,
        due: Vec<DueLine>,
    ) -> Self {
        self.clock = Some(clock);
        let levels = frame.election.levels;
        self.glance = Some(Glance::new(figures, levels, due, &self.papers, self.words));
        // The answers hold the same figures.
        self.tiles.clear();
        self
    }

    pub(super) fn page(&self, place: &str) -> Result<String, HtmlError> {
        self.render().map_err(|source| HtmlError::Template { place: place.to_owned(), source })
    }
}

fn tiles(books: &Books, words: Words) -> Vec<Tile> {
    let share = |count| words.0.percent(count, books.persons);
    let tile = |class, label: &str, count, note: String| Tile {
        class,
        label: label.to_owned(),
        value: words.0.number(count),
        note,
    };
    let noted = |count, note: &str| format!("{} – {note}", share(count));
    vec![
        tile("voters", words.voters(), books.listed, noted(books.listed, words.voters_note())),
        tile("persons", words.persons(), books.persons, words.persons_note().to_owned()),
        tile(
            "ineligible",
            words.not_eligible(),
            books.not_eligible,
            noted(books.not_eligible, words.not_eligible_note()),
        ),
        tile("nowhere", words.no_list(), books.no_list, words.no_list_note().to_owned()),
        tile("waiting", words.queue(), books.queue, words.queue_note().to_owned()),
    ]
}

/// The table of the parts of a place with links to their pages; persons whose place is not known make a row of their
/// own, so that the rows add up to the place.
pub(super) fn parts_table(
    frame: &Frame,
    place: &str,
    figures: &Figures,
    heading: &'static str,
    rows: &[PlaceRow],
) -> Result<Table, HtmlError> {
    check::check(place, figures, rows.iter().map(|row| row.totals))?;
    let elsewhere = check::remainder(place, figures.books, rows.iter().map(|row| row.books))?;
    let words = Words(frame.language);
    let mut columns = vec![
        Column::text(heading),
        Column::number(words.persons()),
        Column::number(words.voters()),
        Column::number(words.coverage_short()),
        Column::number(words.not_eligible()),
        Column::number(words.no_list()),
        Column::number(words.queue()),
    ];
    let levels = frame.election.levels;
    columns.extend(levels.iter().map(|level| Column::grouped(words.ballots(), words.level_short(level))));
    let mut table = Table::new("parts-table", heading, columns).with_hidden_caption();
    let row = |heading, books, totals| part_cells(heading, books, totals, frame);
    for part in rows {
        let link = Link {
            href: format!("{}/summary.html", part.code),
            text: part.name.to_owned(),
            about: String::new(),
        };
        table.rows.push(row(Cell::LinkedHeading(link), part.books, part.totals));
    }
    if elsewhere.persons > 0 {
        let heading = Cell::Heading(words.elsewhere().to_owned());
        table.rows.push(row(heading, elsewhere, Totals::default()));
    }
    table.sums = row(Cell::Heading(words.sum().to_owned()), figures.books, figures.totals);
    Ok(table)
}

fn part_cells(heading: Cell, books: Books, totals: Totals, frame: &Frame) -> Vec<Cell> {
    let language = frame.language;
    let number = |count| Cell::Number(language.number(count));
    let mut cells = vec![heading, number(books.persons), number(books.listed)];
    cells.push(Cell::Number(language.percent(books.listed, books.persons)));
    cells.extend([books.not_eligible, books.no_list, books.queue].map(number));
    cells.extend(frame.election.levels.iter().map(|level| number(totals.ballot(level).total)));
    cells
}
