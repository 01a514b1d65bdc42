//! Layouts of offices' lists: every row of every sheet is taken or left aside, and every person that is taken stands in the table;
//! what was answered is not asked again; and what is drawn is an extract that can be read.

use super::given::{FEW, InMemory, read, terms};
use super::typed;
use cutri::extract::schema::TABLES;
use cutri::extract::{Described, Mode, Placed, Places, assemble};
use cutri::import::{self, Commune, Drawn, Grid, Mapping, Outcome, Row, draw};

/// Holds of sheets: a line `== name` begins one, cells stand between `|`, blank lines count; behind a line `--` stands a mapping.
pub fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (sheets, chosen) = text.split_once("\n--\n").unwrap_or((&text, ""));
    let grids = grids(sheets);
    let chosen = Mapping::parse(chosen).unwrap_or_default();
    let drawn = draw(&grids, &chosen, &communes());
    balances(&drawn, &grids);
    let again = draw(&grids, &chosen, &communes());
    assert_eq!(seen(&drawn), seen(&again), "drawn twice");
    let written = Mapping::parse(&drawn.mapping).unwrap_or_else(|error| panic!("{error}: {}", drawn.mapping));
    let again = draw(&grids, &written, &communes());
    balances(&again, &grids);
    assert_eq!(open(&again), open(&drawn), "what was not answered is asked again");
    if drawn.questions.is_empty() {
        assert_eq!(again.questions, [], "what was answered is not asked again");
        assert_eq!((&again.tables, &again.election), (&drawn.tables, &drawn.election), "as it was chosen");
        is_an_extract(&drawn);
    }
}

/// What only a person can answer: a sheet that is left as it is was left aside, and a number that is not to be asked tells nothing.
fn open(drawn: &Drawn) -> Vec<&str> {
    let keys = drawn.questions.iter().map(|question| question.key.as_str());
    keys.filter(|key| !key.starts_with("sheets.") && *key != "from_number").collect()
}

/// What two drawings have in common.
fn seen(drawn: &Drawn) -> impl PartialEq + std::fmt::Debug {
    let Drawn { tables, election, as_of, sheets, sums, questions, mapping } = drawn.clone();
    (tables, election, as_of, sheets, sums, questions, mapping)
}

fn grids(text: &str) -> Vec<Grid> {
    let mut grids: Vec<Grid> = Vec::new();
    for line in text.split('\n') {
        if let Some(name) = line.strip_prefix("== ") {
            grids.push(Grid { file: "so.xlsx".into(), sheet: name.into(), rows: Vec::new() });
            continue;
        }
        if grids.is_empty() {
            grids.push(Grid { file: "so.xlsx".into(), sheet: "Sheet1".into(), rows: Vec::new() });
        }
        let Some(grid) = grids.last_mut() else { continue };
        let number = grid.rows.last().map_or(0, |row| row.number) + 1;
        let cells: Vec<_> =
            line.split('|').map(|text| typed::cell(&text.trim().replace("\\n", "\n"))).collect();
        if cells.iter().any(|cell| *cell != import::Cell::Empty) {
            grid.rows.push(Row { number, cells });
        }
    }
    grids
}

fn balances(drawn: &Drawn, grids: &[Grid]) {
    let balance = drawn.balance(grids).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(balance.read, balance.taken + balance.aside);
    assert_eq!(balance.read, grids.iter().map(|grid| grid.rows.len()).sum::<usize>());
    let persons = drawn.rows().filter(|row| row.outcome == Outcome::Taken("persons")).count();
    assert_eq!(persons, drawn.tables.count("persons"));
}

fn is_an_extract(drawn: &Drawn) {
    let Some(as_of) = drawn.as_of else { return };
    let described = Described { as_of, mode: Mode::Full, document_no: None, terms: Some(terms()) };
    let placed = drawn.tables.written().into_iter().map(|table| {
        let source = InMemory { table, shown: format!("{}.csv", table.name), bytes: drawn.tables.csv(table) };
        Placed { table: table.name, source: Box::new(source) }
    });
    let places = Places { tables: placed.collect(), unknown: Vec::new() };
    let extract = assemble("memory".into(), described, places).unwrap_or_else(|error| panic!("{error}"));
    let outcome = read(&extract, FEW).unwrap_or_else(|error| panic!("{error}"));
    let rows: usize = TABLES.iter().map(|table| drawn.tables.count(table.name)).sum();
    assert!(outcome.rejects.len() <= rows, "no row is rejected twice");
}

fn communes() -> import::Places {
    let commune = |code: &str, name: &str, province_name: &str| Commune {
        code: code.into(),
        name: name.into(),
        province_code: code[..2].into(),
        province_name: province_name.into(),
    };
    import::Places::new([
        commune("31001", "Xã An Bình", "Tỉnh Xuân Hòa"),
        commune("32001", "Xã An Bình", "Tỉnh Thu Giang"),
        commune("31002", "Phường Bến Nước", "Tỉnh Xuân Hòa"),
    ])
}
