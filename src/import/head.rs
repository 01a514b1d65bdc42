//! The headings of a list, found by their words: in one row, or in two or three of which the upper ones hold for several
//! columns.

use super::grid::{Cell, Row};
use super::line;
use super::words::Field;
use std::collections::BTreeMap;

/// The longest text that is a heading.
const HEADING_MAX: usize = 90;
/// How many rows below the first may belong to the headings.
const ROWS_BELOW: usize = 2;
/// The fewest columns that a list is known by.
const FIELDS_MIN: usize = 3;

/// The headings of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// Its rows, by their places in the grid: from the first to behind the last.
    pub rows: std::ops::Range<usize>,
    /// The columns that have a heading, in their order.
    pub columns: Vec<Column>,
}

/// A column with its heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub at: usize,
    pub heading: String,
    pub field: Option<Field>,
    /// The heading is misspelt, and the field is the likely one.
    pub is_near: bool,
    /// The column before that has the same field already.
    pub same_as: Option<usize>,
}

impl Head {
    /// The headings that begin at a row of a grid, if any do.
    pub(super) fn find(rows: &[Row], from: usize) -> Option<Self> {
        let first = rows.get(from)?;
        if first.filled().any(|(_, cell)| super::number::is_likely(cell)) {
            return None;
        }
        let name = name_column(first).or_else(|| {
            // The name may stand in the lower of two rows, below a parent of others.
            let next = rows.get(from + 1).filter(|next| is_next(first, next))?;
            name_column(next).filter(|_| speaks_of_parents(first))
        })?;
        let mut end = from + 1;
        while end <= from + ROWS_BELOW && rows.get(end).is_some_and(|row| is_below(row, &rows[end - 1], name))
        {
            end += 1;
        }
        let head = Self { rows: from..end, columns: columns(&rows[from..end]) };
        let fields: std::collections::BTreeSet<_> =
            head.columns.iter().filter_map(|column| column.field).collect();
        let names = fields.contains(&Field::FullName) || fields.contains(&Field::GivenName);
        (names && fields.len() >= FIELDS_MIN).then_some(head)
    }

    /// The headings of a row that a person named, whatever their words.
    pub(super) fn at(rows: &[Row], from: usize) -> Option<Self> {
        let rows = rows.get(from..=from)?;
        Some(Self { rows: from..from + 1, columns: columns(rows) })
    }

    /// The column of a field.
    pub(super) fn column(&self, field: Field) -> Option<usize> {
        let is_it = |column: &&Column| column.field == Some(field) && column.same_as.is_none();
        self.columns.iter().find(is_it).map(|column| column.at)
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.column(field).is_some()
    }

    /// The cell of a field in a row.
    pub(super) fn cell<'a>(&self, field: Field, row: &'a Row) -> &'a Cell {
        self.column(field).map_or(&Cell::Empty, |column| row.cell(column))
    }

    /// The heading of a field, as the sheet writes it.
    pub(super) fn heading(&self, field: Field) -> &str {
        let is_it = |column: &&Column| column.field == Some(field) && column.same_as.is_none();
        self.columns.iter().find(is_it).map_or(field.label(), |column| &column.heading)
    }

    /// Gives columns the fields that a person chose; `None` for none.
    pub(super) fn choose(&mut self, chosen: &BTreeMap<usize, Option<Field>>) {
        for (at, field) in chosen {
            match self.columns.iter_mut().find(|column| column.at == *at) {
                Some(column) => (column.field, column.is_near) = (*field, false),
                None => self.columns.push(Column {
                    at: *at,
                    heading: field.map_or(String::new(), |field| field.label().to_owned()),
                    field: *field,
                    is_near: false,
                    same_as: None,
                }),
            }
        }
        self.columns.sort_by_key(|column| column.at);
        tell_same(&mut self.columns);
    }

    /// Whether a row repeats these headings, as pages that were printed to a sheet do.
    pub(super) fn is_repeated_by(&self, row: &Row) -> bool {
        let mut cells = row.filled().peekable();
        let heading =
            |at: usize| self.columns.iter().find(|column| column.at == at).map(|column| &column.heading);
        let is_of = |at: usize, cell: &Cell| {
            let (text, words) = (cell.folded(), heading(at).map(|heading| super::fold::folded(heading)));
            !text.is_empty() && words.is_some_and(|words| super::fold::end_of(&words, &text).is_some())
        };
        cells.peek().is_some() && cells.all(|(at, cell)| is_of(at, cell))
    }
}

/// The column whose heading names names.
fn name_column(row: &Row) -> Option<usize> {
    let is_name = |field| matches!(field, Field::FullName | Field::FrontName);
    let named = |text: String| Field::named(&text).or_else(|| Field::nearly_named(&text));
    row.filled().find(|(_, cell)| heading_of(cell).and_then(named).is_some_and(is_name)).map(|(at, _)| at)
}

/// The text of a cell, if it may be a heading.
fn heading_of(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Text(_) => Some(cell.text().into_owned()).filter(|text| text.chars().count() <= HEADING_MAX),
        _ => None,
    }
}

fn is_next(row: &Row, next: &Row) -> bool {
    next.number == row.number + 1
}

/// Whether a row names what holds for several columns, and nothing else: residence, election, sex.
fn speaks_of_parents(row: &Row) -> bool {
    const PARENTS: [&str; 8] = [
        "noi cu tru",
        "bau cu",
        "gioi tinh",
        "hdnd",
        "hoi dong nhan dan",
        "ngay thang nam sinh",
        "nam sinh",
        "dia chi",
    ];
    let is_parent = |cell: &Cell| {
        let words = cell.folded();
        words.len() <= 60 && PARENTS.iter().any(|parent| super::fold::end_of(&words, parent).is_some())
    };
    row.filled().count() >= 2 && row.filled().any(|(_, cell)| is_parent(cell))
}

/// Whether a row below headings belongs to them: it names fields, nobody, and nothing in the column of names but names.
fn is_below(row: &Row, above: &Row, name: usize) -> bool {
    if !is_next(above, row) || line::is_numbering(row) {
        return false;
    }
    let is_name = |cell: &Cell| cell.is_empty() || Field::named(&cell.text()).is_some();
    let is_heading = |cell: &Cell| match heading_of(cell) {
        Some(text) => {
            !text.chars().any(|letter| letter.is_ascii_digit()) && super::mark::marked(cell) != Some(true)
        }
        None => false,
    };
    let names = row.filled().filter(|(_, cell)| Field::named(&cell.text()).is_some()).count();
    let all = row.filled().count();
    is_name(row.cell(name)) && row.filled().all(|(_, cell)| is_heading(cell)) && names > 0 && names * 2 >= all
}

/// The columns of rows of headings.
fn columns(rows: &[Row]) -> Vec<Column> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let headings = (0..width).map(|at| heading(rows, at));
    let mut columns: Vec<Column> = headings
        .enumerate()
        .filter(|(_, heading)| !heading.is_empty())
        .map(|(at, heading)| column(at, heading))
        .collect();
    tell_same(&mut columns);
    columns
}

fn column(at: usize, heading: String) -> Column {
    let (named, near) = (Field::named(&heading), Field::nearly_named(&heading));
    Column { at, field: named.or(near), is_near: named.is_none() && near.is_some(), heading, same_as: None }
}

/// The heading of a column: of each row its cell, or of an upper one the cell to the left that holds for this column too.
fn heading(rows: &[Row], at: usize) -> String {
    let mut texts: Vec<String> = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let own = row.cell(at);
        let is_parted = rows[number + 1..].iter().any(|below| !below.cell(at).is_empty());
        let cell = match own.is_empty() && is_parted {
            true => (0..at).rev().map(|left| row.cell(left)).find(|cell| !cell.is_empty()).unwrap_or(own),
            false => own,
        };
        let text = cell.text().into_owned();
        if !text.is_empty() && texts.last() != Some(&text) {
            texts.push(text);
        }
    }
    texts.join(" ")
}

/// Tells of each field that stands twice.
fn tell_same(columns: &mut [Column]) {
    for at in 0..columns.len() {
        let field = columns[at].field;
        let may_repeat = matches!(field, None | Some(Field::Unused));
        let first = columns[..at].iter().find(|column| column.field == field && column.same_as.is_none());
        columns[at].same_as = first.filter(|_| !may_repeat).map(|column| column.at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(texts: &[&[&str]]) -> Vec<Row> {
        let cell = |text: &&str| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).into()) };
        (1..).zip(texts).map(|(number, row)| Row { number, cells: row.iter().map(cell).collect() }).collect()
    }

    #[test]
    fn two_rows_of_headings_are_joined() {
        let heads = [
            ("STT", "", Field::Ordinal),
            ("Họ và tên", "", Field::FullName),
            ("Ngày tháng\nnăm sinh", "", Field::Birth),
            ("Nam", "", Field::Male),
            ("Nữ", "", Field::Female),
            ("Số Căn cước", "", Field::Number),
            ("Dân tộc", "", Field::Ethnicity),
            ("Nơi cư trú", "Thường trú", Field::Permanent),
            ("", "Tạm trú", Field::Temporary),
            ("", "Nơi ở hiện tại", Field::Current),
            ("Bầu cử ĐBQH", "", Field::National),
            ("Bầu cử đại biểu HĐND", "Tỉnh, thành phố", Field::Provincial),
            ("", "Xã/phường, đặc khu", Field::Communal),
            ("Ghi chú", "", Field::Notes),
        ];
        let numbers = [
            "(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(7a)", "(7b)", "(7c)", "(8)", "(9)", "(10)",
            "(11)",
        ];
        let rows = rows(&[&heads.map(|head| head.0), &heads.map(|head| head.1), &numbers]);
        let head = Head::find(&rows, 0).unwrap();
        assert_eq!(head.rows, 0..2);
        let fields: Vec<_> = head.columns.iter().map(|column| column.field.unwrap()).collect();
        assert_eq!(fields, heads.map(|head| head.2));
    }

    #[test]
    fn births_under_male_and_female_tell_the_sex() {
        let rows = rows(&[&["TT", "Họ và tên", "Năm sinh", "", "CCCD"], &["", "", "Nam", "Nữ", ""]]);
        let head = Head::find(&rows, 0).unwrap();
        assert_eq!(head.column(Field::BirthOfMale), Some(2));
        assert_eq!(head.column(Field::BirthOfFemale), Some(3));
    }

    #[test]
    fn people_and_titles_are_no_headings() {
        let rows =
            rows(&[&["DANH SÁCH CỬ TRI", "", ""], &["1", "Nguyễn Văn Nam", "1980", "x", "", "031080000001"]]);
        assert_eq!(Head::find(&rows, 0), None);
        assert_eq!(Head::find(&rows, 1), None);
    }
}
