//! All sheets of all workbooks as one extract: what each sheet is, where the office is, what is still to be asked, and then the
//! tables.

use super::ask;
use super::drawn::{Drawn, SheetBook};
use super::election::{self, Settings};
use super::facts::{self, FormRow};
use super::fill;
use super::fold::{begins, folded};
use super::grid::Grid;
use super::mapping::{Found, Mapping, SheetFound, written};
use super::outcome::{Aside, Outcome, Remark, Told};
use super::place::Places;
use super::settled;
use super::take::{self, Taken};
use super::template::forms::{self, Form};
use super::units::Units;
use super::words::SHEETS_ASIDE;
use std::collections::{BTreeMap, BTreeSet};

/// What the sheets gave, before it is put into tables.
#[derive(Default)]
pub(super) struct Gathered {
    pub books: Vec<SheetBook>,
    /// Sheets of people, by their places.
    pub lists: BTreeMap<usize, Taken>,
    /// Rows of the template's other sheets.
    pub forms: Vec<(&'static Form, Vec<FormRow>)>,
    pub settings: Settings,
    pub asides: Vec<SheetFound>,
}

impl Gathered {
    pub(super) fn rows(&self, form: &Form) -> impl Iterator<Item = &FormRow> {
        self.forms.iter().filter(move |(other, _)| other.name == form.name).flat_map(|(_, rows)| rows)
    }
}

/// Draws an extract from sheets.
pub fn draw(grids: &[Grid], mapping: &Mapping, places: &Places) -> Drawn {
    let mut gathered = gather(grids, mapping);
    leave_summaries(grids, mapping, &mut gathered);
    let mut questions = Vec::new();
    let place = ask::place(&gathered, mapping, places, &mut questions);
    let as_of = ask::as_of(&gathered, mapping, &mut questions);
    ask::ask_of_lists(grids, &gathered, mapping, &mut questions);
    let election = ask::election_of(&gathered, mapping, &mut questions);
    let election_day = election.get("election_day").and_then(|day| day.parse().ok());
    for list in gathered.lists.values_mut() {
        settled::elsewhere(list, &place.commune_name, places);
        settled::addresses(list, [&place.commune_name, &place.province_name]);
        settled::marks(list, election_day);
        settled::renewed(list, election_day);
    }
    let areas = ask::areas(&gathered, mapping, &mut questions);
    let sheets: Vec<SheetFound> =
        gathered.lists.values().map(|list| list.found.clone()).chain(gathered.asides.clone()).collect();
    let mapping_text = written(&Found {
        mapping,
        as_of,
        place: &place,
        areas: &areas,
        sheets: &sheets,
        questions: &questions,
    });
    let units = match gathered.rows(&forms::HAMLETS).next() {
        Some(_) => Units::listed(&place.commune_code, &fill::listed(&gathered)),
        None => Units::of(&place.commune_code, &persons(&gathered), &areas),
    };
    let settings = gathered.settings.clone();
    let of = fill::Office { place: &place, settings: &settings, mapping };
    let tables = fill::tables(&of, units, as_of, &mut gathered);
    let mut drawn =
        Drawn { tables, election: election::written(&election), as_of, questions, ..Drawn::default() };
    drawn.mapping = mapping_text;
    drawn.sums = gathered.lists.values().flat_map(|list| list.sums.clone()).collect();
    drawn.sheets = gathered.books;
    for (at, list) in gathered.lists {
        drawn.sheets[at] = list.book;
    }
    drawn
}

fn persons(gathered: &Gathered) -> Vec<super::person::Person> {
    gathered.lists.values().flat_map(|list| list.persons.clone()).collect()
}

/// Reads each sheet as what it is.
fn gather(grids: &[Grid], mapping: &Mapping) -> Gathered {
    let mut gathered = Gathered::default();
    for (at, grid) in grids.iter().enumerate() {
        let choice = mapping.sheet(&grid.file, &grid.sheet);
        let mut book = SheetBook::of(grid);
        let name = folded(&grid.sheet);
        let explains = [forms::GUIDE, forms::LISTS].map(folded).contains(&name);
        if explains && take::likely_people(grid) == 0 {
            book.aside(0..grid.rows.len(), Aside::Guide);
        } else if name == folded(forms::ELECTION) && read_settings(grid, &mut book, &mut gathered.settings) {
        } else if let Some(found) = facts::find(grid, at) {
            let rows = facts::read(found, &mut book);
            gathered.forms.push((found.form, rows));
        } else if choice.is_aside == Some(true) {
            book.aside(0..grid.rows.len(), Aside::SheetChosen);
            gathered.asides.push(aside(grid));
        } else {
            let taken = take::sheet(grid, at, &choice, mapping);
            if taken.heads.is_empty() {
                book.aside(0..grid.rows.len(), Aside::SheetAside);
                tell_likely_people(grid, &mut book);
                gathered.asides.push(aside(grid));
            } else {
                gathered.lists.insert(at, taken);
            }
        }
        gathered.books.push(book);
    }
    gathered
}

fn aside(grid: &Grid) -> SheetFound {
    SheetFound { file: grid.file.clone(), sheet: grid.sheet.clone(), is_aside: true, ..SheetFound::default() }
}

fn tell_likely_people(grid: &Grid, book: &mut SheetBook) {
    if take::likely_people(grid) > 0 {
        let first = &mut book.rows[0];
        first.remarks.push(Remark::of(Told::PersonAside, "", &grid.sheet));
    }
}

/// Reads the sheet of settings; whether it is one.
fn read_settings(grid: &Grid, book: &mut SheetBook, settings: &mut Settings) -> bool {
    let mut any = false;
    for (row, told) in grid.rows.iter().zip(&mut book.rows) {
        told.outcome = Outcome::Aside(Aside::Guide);
        let Some((setting, value)) = election::of_row(row) else {
            if any && !row.cell(1).is_empty() {
                told.remarks.push(Remark::of(Told::RowUnclear, "", &row.words()));
            }
            continue;
        };
        any = true;
        told.outcome = Outcome::Aside(Aside::Setting);
        match value {
            Some(value) => drop(settings.insert(setting.key, value)),
            None => told.remarks.push(Remark::of(Told::WordUnread, setting.label, &row.cell(1).text())),
        }
    }
    any
}

/// Leaves sheets aside that sum others up, and tells of who stands on them alone.
fn leave_summaries(grids: &[Grid], mapping: &Mapping, gathered: &mut Gathered) {
    let is_summary = |at: &usize| {
        let grid = &grids[*at];
        let name = folded(&grid.sheet);
        let is_chosen = mapping.sheet(&grid.file, &grid.sheet).is_aside == Some(false);
        !is_chosen && SHEETS_ASIDE.iter().any(|word| begins(&name, word))
    };
    let (summaries, others): (Vec<usize>, Vec<usize>) = gathered.lists.keys().copied().partition(is_summary);
    if others.iter().all(|at| gathered.lists[at].persons.is_empty()) {
        return;
    }
    let known: BTreeSet<String> =
        others.iter().flat_map(|at| &gathered.lists[at].persons).map(key_of).collect();
    for at in summaries {
        let Some(list) = gathered.lists.remove(&at) else { continue };
        let book = &mut gathered.books[at];
        book.aside(0..grids[at].rows.len(), Aside::SheetAside);
        for person in list.persons.iter().filter(|person| !known.contains(&key_of(person))) {
            let remark = Remark::of(Told::OnlyInSummary, "", &person.full_name);
            book.rows[person.row].remarks.push(remark);
        }
        gathered.asides.push(aside(&grids[at]));
    }
}

/// By what a person is known again on another sheet: the number, else name and birth.
fn key_of(person: &super::person::Person) -> String {
    match person.number.is_empty() {
        true => format!("{} {}", folded(&person.full_name), person.birth),
        false => person.number.clone(),
    }
}
