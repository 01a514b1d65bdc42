//! A sheet of people, row by row: where its lists begin, who stands in them, what the lines between say.

use super::drawn::SheetBook;
use super::grid::{Cell, Grid, Row, letters};
use super::head::{Column, Head};
use super::household::{self, Has};
use super::line::{Before, Line};
use super::mapping::{Mapping, SheetChoice, SheetFound};
use super::outcome::{Aside, Outcome, Remark, Told};
use super::person::{self, How, Person};
use super::sums::{self, Counts, SumLine};
use super::words::Field;
use super::{name, number, title};
use chrono::NaiveDate;

/// What a sheet gave.
#[derive(Debug, Clone, Default)]
pub(super) struct Taken {
    pub persons: Vec<Person>,
    pub book: SheetBook,
    pub sums: Vec<SumLine>,
    pub found: SheetFound,
    /// The heads of its lists.
    pub heads: Vec<Head>,
    /// The words above its lists.
    pub titles: String,
    /// The day that its lines name.
    pub day: Option<NaiveDate>,
}

impl Taken {
    /// Whether it holds voters, whom a list of an election names.
    pub(super) fn is_of_voters(&self) -> bool {
        is_of_voters(&self.heads, &self.titles)
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.heads.iter().any(|head| head.has(field))
    }
}

fn is_of_voters(heads: &[Head], titles: &str) -> bool {
    let marks = [Field::National, Field::Provincial, Field::Communal, Field::Card, Field::Area];
    let of_voters = super::fold::end_of(&super::fold::folded(titles), "danh sach cu tri").is_some();
    of_voters || heads.iter().any(|head| marks.iter().any(|field| head.has(*field)))
}

/// A list of a sheet: its head, and its lines by the places of their rows.
struct List {
    head: Head,
    /// Its headings as they stand there, before anything was chosen.
    headings: Vec<Column>,
    lines: Vec<(usize, Line)>,
}

/// Reads a sheet, the `at`-th of all.
pub(super) fn sheet(grid: &Grid, at: usize, choice: &SheetChoice, mapping: &Mapping) -> Taken {
    let mut taken = Taken { book: SheetBook::of(grid), ..Taken::default() };
    let lists = lists(grid, choice, &mut taken);
    taken.heads = lists.iter().map(|list| list.head.clone()).collect();
    let area = choice.area.or_else(|| title::area(&taken.titles)).or_else(|| title::area(&grid.sheet));
    let is_hamlet = title::is_hamlet(&grid.sheet);
    let hamlet = choice.hamlet.clone().or_else(|| is_hamlet.then(|| grid.sheet.trim().to_owned()));
    taken.found = found(grid, &lists, area, hamlet.as_deref());
    // Voters are Vietnamese by law, and the template says that an empty cell means so.
    let is_vietnamese = taken.is_of_voters() || taken.has(Field::PermanentCommune);
    let nationality = mapping.nationality.as_deref().unwrap_or(if is_vietnamese { "VNM" } else { "" });
    for list in &lists {
        tell_columns(list, grid, &mut taken.book);
        let mut reader = ListReader {
            grid,
            at,
            list,
            mapping,
            nationality,
            area,
            hamlet: hamlet.clone(),
            counts: Counts::default(),
        };
        reader.read(&mut taken);
    }
    taken
}

/// Finds the lists, and says what the rows outside of them are.
fn lists(grid: &Grid, choice: &SheetChoice, taken: &mut Taken) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    let (mut before, mut at) = (Before::default(), 0);
    while at < grid.rows.len() {
        let row = &grid.rows[at];
        let is_chosen = choice.head == Some(row.number) && lists.is_empty();
        let found = match choice.head.is_some() && lists.is_empty() && !is_chosen {
            true => None,
            false => Head::find(&grid.rows, at).or_else(|| Head::at(&grid.rows, at).filter(|_| is_chosen)),
        };
        if let Some(mut head) = found {
            at = head.rows.end;
            before = Before::default();
            let headings = head.columns.clone();
            let is_again = lists.last().is_some_and(|list| list.headings == headings);
            taken.book.aside(head.rows.clone(), if is_again { Aside::HeadAgain } else { Aside::Head });
            if !is_again {
                // What was chosen is of the first list: one below with other headings is another.
                if lists.is_empty() {
                    head.choose(&choice.columns);
                }
                lists.push(List { head, headings, lines: Vec::new() });
            }
            continue;
        }
        taken.day = taken.day.or_else(|| title::day(&row.words()));
        match lists.last_mut() {
            None => {
                taken.book.aside(at..at + 1, Aside::Title);
                taken.titles += " ";
                taken.titles += &row.words();
            }
            Some(list) => {
                let line = Line::of(row, &list.head, before);
                before.is_person = matches!(line, Line::Person | Line::Rest);
                before.is_ended |= matches!(line, Line::Sum | Line::End);
                before.is_ended &= line != Line::Person;
                list.lines.push((at, line));
            }
        }
        at += 1;
    }
    lists
}

/// How a sheet was understood.
fn found(grid: &Grid, lists: &[List], area: Option<u32>, hamlet: Option<&str>) -> SheetFound {
    let columns = lists.first().map(|list| list.head.columns.as_slice()).unwrap_or_default();
    SheetFound {
        file: grid.file.clone(),
        sheet: grid.sheet.clone(),
        is_aside: false,
        head: lists.first().and_then(|list| grid.rows.get(list.head.rows.start)).map(|row| row.number),
        area,
        hamlet: hamlet.map(str::to_owned),
        columns: columns
            .iter()
            .map(|column| {
                let field = column.field.filter(|_| column.same_as.is_none());
                (letters(column.at), column.heading.clone(), field)
            })
            .collect(),
    }
}

/// Tells of columns that are not used though they hold something, and of headings that are misspelt.
fn tell_columns(list: &List, grid: &Grid, book: &mut SheetBook) {
    let remarks = &mut book.rows[list.head.rows.start].remarks;
    for column in &list.head.columns {
        let is_used = column.field.is_some_and(|field| field != Field::Unused) && column.same_as.is_none();
        let holds =
            |(at, line): &(usize, Line)| *line == Line::Person && !grid.rows[*at].cell(column.at).is_empty();
        if column.is_near {
            let likely = column.field.map_or("", Field::label);
            remarks.push(Remark::of(Told::HeadingNear, &column.heading, &letters(column.at)).likely(likely));
        } else if !is_used && list.lines.iter().any(holds) {
            remarks.push(Remark::of(Told::ColumnUnused, &column.heading, &letters(column.at)));
        }
    }
}

/// Reads the rows of a list.
struct ListReader<'a> {
    grid: &'a Grid,
    at: usize,
    list: &'a List,
    mapping: &'a Mapping,
    nationality: &'a str,
    /// The area and hamlet that hold for the rows below.
    area: Option<u32>,
    hamlet: Option<String>,
    counts: Counts,
}

impl ListReader<'_> {
    fn read(&mut self, taken: &mut Taken) {
        let first = taken.persons.len();
        let (mut part, mut was_sum) = (Counts::default(), false);
        for (place, (at, line)) in self.list.lines.iter().enumerate() {
            let row = &self.grid.rows[*at];
            match line {
                Line::Person => {
                    part = if was_sum { Counts::default() } else { part };
                    let person = self.person(*at, place, &mut taken.book);
                    self.counts.add(person.marks);
                    part.add(person.marks);
                    taken.persons.push(person);
                }
                Line::Sum => self.sum(row, *at, part, taken),
                Line::Area(number) => self.area = Some(*number),
                Line::Hamlet(name) => self.hamlet = Some(name.clone()),
                Line::Unclear => {
                    let remark = Remark::of(Told::RowUnclear, "", &row.words());
                    taken.book.rows[*at].remarks.push(remark);
                }
                Line::Rest
                | Line::HeadAgain
                | Line::Numbering
                | Line::Page
                | Line::Unfilled
                | Line::End
                | Line::Example
                | Line::Section => {}
            }
            was_sum = *line == Line::Sum || (was_sum && *line != Line::Person);
            taken.book.rows[*at].outcome = outcome(line);
        }
        let head = &self.list.head;
        let has = Has {
            number: head.has(Field::Household),
            head: head.has(Field::Head),
            relation: head.has(Field::Relation),
        };
        household::assign(&mut taken.persons[first..], has, &self.grid.sheet);
    }

    fn person(&self, at: usize, place: usize, book: &mut SheetBook) -> Person {
        let row = &self.grid.rows[at];
        let rest = self.list.lines[place + 1..].iter().take_while(|(_, line)| *line == Line::Rest);
        let rest: Vec<&Row> = rest.map(|(at, _)| &self.grid.rows[*at]).collect();
        let joined = (!rest.is_empty()).then(|| joined(row, &rest, &self.list.head));
        let how = How {
            head: &self.list.head,
            from_number: self.mapping.from_number.unwrap_or(false),
            nationality: self.nationality,
            names_go_on: self.names_go_on(),
        };
        let used = joined.as_ref().filter(|_| self.mapping.join_broken_rows).unwrap_or(row);
        let (mut person, mut remarks) = person::read(used, how);
        if let Some(joined) = &joined {
            let told = if self.mapping.join_broken_rows { Told::LineJoined } else { Told::LineBroken };
            remarks.push(Remark::of(told, "", &row.words()).likely(joined.words()));
        }
        (person.sheet, person.row) = (self.at, at);
        person.area = person.area.or(self.area);
        person.hamlet = person.hamlet.or_else(|| self.hamlet.clone());
        book.rows[at].remarks = remarks;
        person
    }

    /// Whether the column behind the names has no heading of its own and goes on with them, as merged headings leave it.
    fn names_go_on(&self) -> bool {
        let Some(at) = self.list.head.column(Field::FullName) else { return false };
        if self.list.head.columns.iter().any(|column| column.at == at + 1) {
            return false;
        }
        let persons = self.list.lines.iter().filter(|(_, line)| *line == Line::Person);
        let goes_on = |(row, _): &&(usize, Line)| name::is_likely(&self.grid.rows[*row].cell(at + 1).text());
        let (all, on) = persons.fold((0, 0), |(all, on), line| (all + 1, on + usize::from(goes_on(&line))));
        on * 2 > all
    }

    /// Compares the sums of a row with what was counted: of the whole list, or since the sums before.
    fn sum(&self, row: &Row, at: usize, part: Counts, taken: &mut Taken) {
        for written in sums::written(row, &self.list.head) {
            let (all, part) = (self.counts.of(written.what), part.of(written.what));
            let counted = if written.number == Some(part) { part } else { all };
            let what = written.what.vietnamese();
            let told = match written.number {
                Some(number) if number == counted => None,
                Some(_) => Some(Told::SumDiffers),
                None => Some(Told::SumUncounted),
            };
            if let Some(told) = told {
                let value = written.number.map(|number| number.to_string()).unwrap_or_default();
                let remark = Remark::of(told, what, &value).likely(counted.to_string());
                taken.book.rows[at].remarks.push(remark);
            }
            taken.sums.push(SumLine {
                file: self.grid.file.clone(),
                sheet: self.grid.sheet.clone(),
                row: row.number,
                what,
                written: written.number,
                counted,
            });
        }
    }
}

fn outcome(line: &Line) -> Outcome {
    Outcome::Aside(match line {
        Line::Person => return Outcome::Taken("persons"),
        Line::Rest => Aside::Broken,
        Line::HeadAgain => Aside::HeadAgain,
        Line::Numbering => Aside::Numbering,
        Line::Page => Aside::Page,
        Line::Unfilled => Aside::Unfilled,
        Line::Sum => Aside::Sum,
        Line::End => Aside::End,
        Line::Example => Aside::Example,
        Line::Area(_) | Line::Hamlet(_) | Line::Section => Aside::Section,
        Line::Unclear => Aside::Unclear,
    })
}

/// A row with those that go on with it: words with a space between, numbers and dates without.
fn joined(row: &Row, rest: &[&Row], head: &Head) -> Row {
    let width = rest.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(row.cells.len());
    let is_tight = |at: usize| {
        let tight = [Field::Number, Field::Birth, Field::BirthOfMale, Field::BirthOfFemale, Field::OldNumber];
        tight.iter().any(|field| head.column(*field) == Some(at))
    };
    let cells = (0..width).map(|at| {
        let more: Vec<&Cell> = rest.iter().map(|row| row.cell(at)).filter(|cell| !cell.is_empty()).collect();
        if more.is_empty() {
            return row.cell(at).clone();
        }
        if row.cell(at).is_empty() && more.len() == 1 {
            return more[0].clone();
        }
        let texts = [row.cell(at)].into_iter().chain(more).map(|cell| cell.text().into_owned());
        Cell::Text(texts.collect::<Vec<_>>().join(if is_tight(at) { "" } else { " " }).trim().to_owned())
    });
    Row { number: row.number, cells: cells.collect() }
}

/// How many rows of a sheet seem to be people, whatever its headings.
pub(super) fn likely_people(grid: &Grid) -> usize {
    let is_person = |row: &&Row| {
        row.filled().any(|(_, cell)| number::is_likely(cell))
            && row.filled().any(|(_, cell)| name::is_likely(&cell.text()))
    };
    grid.rows.iter().filter(is_person).count()
}
