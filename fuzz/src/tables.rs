//! Tables: whatever a file holds, every row that is read is accepted or rejected and every reject told of; with little memory
//! and one thread the same is read as with much and several.

use super::given::{FEW, FILES, InMemory, MANY, read, terms};
use cutri::extract::schema::TABLES;
use cutri::extract::{Described, Extract, Mode, Placed, Places, assemble};
use cutri::people::PartialDate;

/// Holds of a line that tells a table by its letter, and that table's text; the other tables are those of a small extract.
pub fn holds(bytes: &[u8]) {
    let (letter, text) = bytes.split_first().map_or((0, bytes), |(letter, text)| (*letter, text));
    let text = text.strip_prefix(b"\n").unwrap_or(text);
    let at = usize::from(letter) % TABLES.len();
    let extract = extract(TABLES[at].name, text);
    let few = read(&extract, FEW).map_err(|error| (error.code(), error.to_string()));
    let many = read(&extract, MANY).map_err(|error| (error.code(), error.to_string()));
    assert_eq!(few, many, "with little memory and with much");
}

fn extract(replaced: &'static str, text: &[u8]) -> Extract {
    let as_of = PartialDate::parse("2026-01-20").expect("a day").first();
    let described = Described { as_of, mode: Mode::Full, document_no: None, terms: Some(terms()) };
    let given = |name: &str| FILES.iter().find(|(table, _)| *table == name).map(|(_, text)| text.as_bytes());
    let placed = TABLES.iter().filter_map(|table| {
        let bytes = if table.name == replaced { text } else { given(table.name)? };
        let shown = format!("{}.csv", table.name);
        let source = Box::new(InMemory { table, shown, bytes: bytes.to_vec() });
        Some(Placed { table: table.name, source })
    });
    let places = Places { tables: placed.collect(), unknown: Vec::new() };
    assemble("memory".into(), described, places).expect("all that is needed is there")
}
