//! How many rows one person may have: a faulty export may give one number to thousands, and each row of a person is looked at
//! in every commune that the rows name.

use super::record::Cells;
use std::collections::BTreeSet;

/// The most rows of one person in one table: no life has so many.
pub(super) const ROWS_MAX: usize = 300;
/// The most communes, areas and facilities that the rows of one person name.
const PLACES_MAX: usize = 50;
/// The most bytes of the rows of one person.
const BYTES_MAX: usize = 4 << 20;

/// The places of residences, stays and wishes among the tables of persons.
const RESIDENCES: usize = 1;
const STAYS: usize = 3;
const WISHES: usize = 5;

/// The rows of one person so far.
#[derive(Debug, Default)]
pub(super) struct Crowd {
    table: usize,
    rows: usize,
    /// How many of the table were refused.
    pub refused: u64,
    bytes: usize,
    places: BTreeSet<String>,
}

impl Crowd {
    /// Whether a person's next row is one too many; rows come table by table.
    pub(super) fn refuses(&mut self, table: usize, record: &[u8]) -> bool {
        if self.table != table {
            (self.table, self.rows, self.refused) = (table, 0, 0);
        }
        let places = places_of(table, record);
        let is_new = |place: &String| !self.places.contains(place);
        let is_too_much = self.rows >= ROWS_MAX
            || self.bytes + record.len() > BYTES_MAX
            || (self.places.len() >= PLACES_MAX && places.iter().any(is_new));
        if is_too_much {
            self.refused += 1;
            return true;
        }
        self.rows += 1;
        self.bytes += record.len();
        self.places.extend(places);
        false
    }
}

/// The codes of places that a row names.
fn places_of(table: usize, record: &[u8]) -> Vec<String> {
    let columns: &[usize] = match table {
        RESIDENCES | STAYS => &[3],
        WISHES => &[3, 4],
        _ => &[],
    };
    let Some(mut cells) = Cells::of(record).filter(|_| !columns.is_empty()) else { return Vec::new() };
    let mut places = Vec::new();
    let _ = cells.number();
    for at in 1..=4 {
        let Some(text) = cells.text() else { break };
        if columns.contains(&at) && !text.is_empty() {
            places.push(text.to_owned());
        }
    }
    places
}
