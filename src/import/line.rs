//! What a row of a list is: somebody, or one of the lines that stand between people.

use super::fold::{begins, folded};
use super::grid::{Cell, Row};
use super::head::Head;
use super::words::{ENDS, Field, SUMS};
use super::{mark, name, number};

/// What a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    Person,
    /// It seems to go on with the row before.
    Rest,
    HeadAgain,
    Numbering,
    /// An ordinal that was filled in for somebody to come.
    Unfilled,
    Page,
    Sum,
    End,
    Example,
    /// The number of a voting area, for the rows below.
    Area(u32),
    /// A hamlet's name, for the rows below.
    Hamlet(String),
    /// Something else that is said once for the rows below, such as a household.
    Section,
    Unclear,
}

/// What stands above a row.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Before {
    /// The row above is somebody, or goes on with somebody.
    pub is_person: bool,
    /// Sums or signatures came already.
    pub is_ended: bool,
}

impl Line {
    pub(super) fn of(row: &Row, head: &Head, before: Before) -> Self {
        let first = row.filled().next().map(|(_, cell)| cell.folded()).unwrap_or_default();
        let text = folded(&row.words());
        if begins(&first, "vi du") {
            return Self::Example;
        }
        let likely = Likely::of(row, head);
        if likely.has_number {
            return Self::Person;
        }
        if head.is_repeated_by(row) {
            return Self::HeadAgain;
        }
        if is_numbering(row) {
            return Self::Numbering;
        }
        if is_unfilled(row, head) {
            return Self::Unfilled;
        }
        if is_page(row, head) {
            return Self::Page;
        }
        let says_sum = |cell: &Cell| SUMS.iter().any(|sum| begins(&cell.folded(), sum));
        if row.filled().any(|(_, cell)| says_sum(cell)) && !likely.is_somebody() {
            return Self::Sum;
        }
        if ENDS.iter().any(|end| begins(&first, end)) && !likely.is_somebody() {
            return Self::End;
        }
        if let Some(section) = section(row, &text).filter(|_| !likely.is_somebody()) {
            return section;
        }
        if is_rest(&likely, head, before) {
            return Self::Rest;
        }
        match (likely.is_somebody(), before.is_ended) {
            (true, _) => Self::Person,
            // A name alone below the sums signs the list.
            (false, true) => Self::End,
            (false, false) => Self::Unclear,
        }
    }
}

/// What a row has of a person.
#[derive(Debug, Clone, Copy)]
struct Likely {
    has_number: bool,
    has_ordinal: bool,
    has_name: bool,
    /// A name of two words or more.
    has_long_name: bool,
    has_birth: bool,
    has_sex: bool,
    has_place: bool,
}

impl Likely {
    fn of(row: &Row, head: &Head) -> Self {
        let cell = |field| head.cell(field, row);
        let name = [Field::FullName, Field::FrontName, Field::GivenName].map(|field| cell(field).text());
        let name = name.join(" ");
        let births = [Field::Birth, Field::BirthOfMale, Field::BirthOfFemale].map(cell);
        let is_date = |cell: &&Cell| !matches!(super::birth::read(cell, None), super::birth::Birth::None);
        let has_digit = |cell: &&Cell| cell.text().contains(|letter: char| letter.is_ascii_digit());
        let is_crossed = |field| mark::marked(cell(field)) == Some(true) && !is_plain_number(cell(field));
        let places = [Field::Permanent, Field::Temporary, Field::Current, Field::Address];
        Self {
            has_number: number::is_likely(cell(Field::Number)),
            has_ordinal: is_ordinal(cell(Field::Ordinal)) || is_ordinal(cell(Field::Card)),
            has_name: name::is_likely(name.trim()),
            has_long_name: name::is_likely(name.trim()) && name.split_whitespace().count() > 1,
            has_birth: births.iter().any(|cell| is_date(cell) && has_digit(cell)),
            has_sex: is_crossed(Field::Male) || is_crossed(Field::Female) || !cell(Field::Sex).is_empty(),
            has_place: places.iter().any(|field| !cell(*field).is_empty()),
        }
    }

    /// Whether there is enough of a person that leaving the row aside could lose one.
    fn is_somebody(&self) -> bool {
        let evidence = [self.has_ordinal, self.has_birth, self.has_sex, self.has_place];
        self.has_number || (self.has_name && evidence.contains(&true)) || (self.has_ordinal && self.has_birth)
    }
}

/// Whether a row seems to be the rest of the one above: a list numbers its people, and this row has no number of any kind and is
/// not whole by itself.
fn is_rest(likely: &Likely, head: &Head, before: Before) -> bool {
    let is_whole = likely.has_long_name && likely.has_birth && (likely.has_sex || likely.has_place);
    let is_numbered = head.has(Field::Ordinal) || head.has(Field::Number);
    before.is_person && is_numbered && !likely.has_ordinal && !is_whole
}

fn is_ordinal(cell: &Cell) -> bool {
    let text = cell.text();
    let bare = text.trim_end_matches(['.', ')']);
    !bare.is_empty() && bare.len() <= 7 && bare.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_plain_number(cell: &Cell) -> bool {
    matches!(cell, Cell::Number(_))
}

/// Whether a row numbers the columns: `(1) (2) (3) …`, with `(7a)` among them, in whatever order the columns stand.
pub(super) fn is_numbering(row: &Row) -> bool {
    let numbers: Option<Vec<usize>> = row.filled().map(|(_, cell)| column_number(&cell.text())).collect();
    numbers.is_some_and(|numbers| {
        let most = numbers.iter().max().copied().unwrap_or(0);
        numbers.len() >= 3 && (1..=numbers.len() + 3).contains(&most)
    })
}

fn column_number(text: &str) -> Option<usize> {
    let bare = text.trim_matches(|letter: char| matches!(letter, '(' | ')' | '[' | ']' | ' ' | '.'));
    let digits: String = bare.chars().take_while(char::is_ascii_digit).collect();
    let is_number = digits.len() < 3 && bare.len() - digits.len() <= 1;
    digits.parse().ok().filter(|_| is_number)
}

/// Whether a row has an ordinal, and otherwise nothing but noughts.
fn is_unfilled(row: &Row, head: &Head) -> bool {
    let ordinals = [Field::Ordinal, Field::Card].map(|field| head.column(field));
    let (ordinal, rest): (Vec<_>, Vec<_>) = row.filled().partition(|(at, _)| ordinals.contains(&Some(*at)));
    ordinal.iter().any(|(_, cell)| is_ordinal(cell))
        && rest.iter().all(|(_, cell)| mark::marked(cell) == Some(false))
}

/// Whether a row holds the number of a page alone: «2», «Trang 2/5».
fn is_page(row: &Row, head: &Head) -> bool {
    let mut cells = row.filled();
    let (Some((at, cell)), None) = (cells.next(), cells.next()) else { return false };
    let of_person = [Field::Ordinal, Field::Card, Field::Number, Field::Birth, Field::FullName];
    let words = cell.folded();
    let digits = words.strip_prefix("trang ").unwrap_or(&words);
    let is_number =
        !digits.is_empty() && digits.len() <= 7 && digits.split(' ').all(|part| part.parse::<u16>().is_ok());
    let is_of_person = of_person.iter().any(|field| head.column(*field) == Some(at));
    is_number && (digits != words || !is_of_person)
}

/// A line of one text that says something for the rows below.
fn section(row: &Row, text: &str) -> Option<Line> {
    let mut cells = row.filled();
    let (_, cell) = cells.next()?;
    // A merged line may be written into several cells by a copy.
    if !cells.all(|(_, other)| other.text() == cell.text()) {
        return None;
    }
    if let Some(area) = super::title::area(&cell.text()) {
        return Some(Line::Area(area));
    }
    if super::title::is_hamlet(&cell.text()) {
        return Some(Line::Hamlet(cell.text().into_owned()));
    }
    ["ho so", "so ho", "ho ong", "ho ba", "chu ho"]
        .iter()
        .any(|word| begins(text, word))
        .then_some(Line::Section)
}
