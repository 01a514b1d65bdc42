//! The country built in: what its communes are called, in which province they lie, and what the codes before 1 July 2025
//! became (`SOURCES.md`). Knows names and codes only; who votes where is the extract's own tables' to say.

use crate::people::{CommuneCode, ProvinceCode};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

const BUILT_IN: &str = include_str!("communes.csv");

static COUNTRY: LazyLock<Country> =
    LazyLock::new(|| Country::parse(BUILT_IN).expect("a test reads the program's own table"));

/// The columns of the table, in its order.
const COLUMNS: [&str; 6] =
    ["since", "commune_code", "name", "province_code", "province_name", "predecessors"];

/// What a commune is called, and its province.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommuneName {
    pub commune_code: CommuneCode,
    /// With its kind: `Xã Ba Chẽ`.
    pub name: String,
    pub province_code: ProvinceCode,
    pub province_name: String,
}

/// A row of the table: a commune from a day on.
#[derive(Debug, Clone)]
struct Row {
    since: NaiveDate,
    commune: CommuneName,
    predecessors: Vec<CommuneCode>,
}

/// The communes of the country from 1 July 2025 on, with their names on each day.
#[derive(Debug, Clone)]
pub struct Country {
    /// Of each commune in the order of the days.
    rows: BTreeMap<CommuneCode, Vec<Row>>,
    successors: BTreeMap<CommuneCode, Vec<CommuneCode>>,
}

/// Why a table of the country's communes cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CountryError {
    /// A column is not there.
    #[error(
        "thiếu cột {column}; dòng đầu phải có các cột since, commune_code, name, province_code, province_name, predecessors, \
         cách nhau bằng dấu phẩy / the column {column} is missing; the first line needs the columns since, commune_code, name, \
         province_code, province_name, predecessors, separated by commas"
    )]
    Column { column: &'static str },
    /// A cell cannot be read.
    #[error(
        "dòng {line}, cột {column}: không đọc được “{value}”; since là ngày như 2025-07-01, mã xã có 5 chữ số, mã tỉnh có 2 chữ số, tên \
         không để trống, các mã cũ cách nhau bằng dấu cách / line {line}, column {column}: “{value}” cannot be read; since is a \
         day such as 2025-07-01, a commune's code has 5 digits, a province's 2, names are not empty, former codes are separated \
         by spaces"
    )]
    Cell { line: usize, column: &'static str, value: String },
}

impl Country {
    /// The country as this program knows it.
    pub fn built_in() -> &'static Self {
        &COUNTRY
    }

    /// Reads a table with the columns of the program's own.
    ///
    /// ```
    /// use cutri::people::CommuneCode;
    /// use cutri::territory::Country;
    /// let table = "since,commune_code,name,province_code,province_name,predecessors\n\
    ///              2025-07-01,00001,Xã Xuân Hòa,01,Tỉnh Xuân An,00001 00002\n";
    /// let country = Country::parse(table)?;
    /// let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 15).unwrap();
    /// let successor = &country.successors(&CommuneCode::parse("00002")?)[0];
    /// assert_eq!(country.commune(successor, day).unwrap().name, "Xã Xuân Hòa");
    /// assert!(Country::parse("since;commune_code\n").is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`CountryError`] if a column is missing or a cell is no day, code or name.
    pub fn parse(text: &str) -> Result<Self, CountryError> {
        let text = text.trim_start_matches('\u{feff}');
        let mut lines =
            csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
        let header = lines.headers().cloned().unwrap_or_default();
        let place =
            |column| header.iter().position(|name| name == column).ok_or(CountryError::Column { column });
        let mut places = [0; COLUMNS.len()];
        for (place_of, column) in places.iter_mut().zip(COLUMNS) {
            *place_of = place(column)?;
        }
        let mut country = Self { rows: BTreeMap::new(), successors: BTreeMap::new() };
        for (line, record) in (2..).zip(lines.records()) {
            let record = record.unwrap_or_default();
            if record.iter().all(str::is_empty) {
                continue;
            }
            let cells = places.map(|at| record.get(at).unwrap_or_default());
            country.add(row(cells).map_err(|(at, value)| CountryError::Cell {
                line,
                column: COLUMNS[at],
                value,
            })?);
        }
        country.rows.values_mut().for_each(|rows| rows.sort_by_key(|row| row.since));
        Ok(country)
    }

    fn add(&mut self, row: Row) {
        for predecessor in &row.predecessors {
            let successors = self.successors.entry(predecessor.clone()).or_default();
            if !successors.contains(&row.commune.commune_code) {
                successors.push(row.commune.commune_code.clone());
            }
        }
        self.rows.entry(row.commune.commune_code.clone()).or_default().push(row);
    }

    /// What the commune of a code is called on a day; of a day before all its rows, as the first of them says.
    pub fn commune(&self, code: &CommuneCode, day: NaiveDate) -> Option<&CommuneName> {
        let rows = self.rows.get(code)?;
        let in_force = rows.iter().rev().find(|row| row.since <= day);
        in_force.or(rows.first()).map(|row| &row.commune)
    }

    /// The communes that took in the one of this code, wholly or in part; itself where the code was kept.
    pub fn successors(&self, code: &CommuneCode) -> &[CommuneCode] {
        self.successors.get(code).map_or(&[], Vec::as_slice)
    }

    /// The present communes, as they are called on a day, in the order of their codes.
    pub fn communes(&self, day: NaiveDate) -> impl Iterator<Item = &CommuneName> {
        self.rows.keys().filter_map(move |code| self.commune(code, day))
    }
}

/// Reads the cells of a row; or gives the place of the one that cannot be read, and what stands there.
fn row(
    [since, code, name, province_code, province_name, predecessors]: [&str; 6],
) -> Result<Row, (usize, String)> {
    let fault = |at: usize, value: &str| (at, value.to_owned());
    let named = |at, name: &str| if name.is_empty() { Err(fault(at, name)) } else { Ok(name.to_owned()) };
    let commune_code = |at, text: &str| CommuneCode::parse(text).map_err(|_| fault(at, text));
    Ok(Row {
        since: since.parse().map_err(|_| fault(0, since))?,
        commune: CommuneName {
            commune_code: commune_code(1, code)?,
            name: named(2, name)?,
            province_code: ProvinceCode::parse(province_code).map_err(|_| fault(3, province_code))?,
            province_name: named(4, province_name)?,
        },
        predecessors: predecessors
            .split_whitespace()
            .map(|text| commune_code(5, text))
            .collect::<Result<_, _>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn code(text: &str) -> CommuneCode {
        CommuneCode::parse(text).unwrap()
    }

    #[test]
    fn the_country_has_3321_communes_in_34_provinces() {
        let country = Country::parse(BUILT_IN).unwrap();
        let communes: Vec<&CommuneName> = country.communes(day("2026-03-15")).collect();
        let provinces: BTreeSet<_> = communes.iter().map(|commune| &commune.province_code).collect();
        assert_eq!((communes.len(), provinces.len()), (3_321, 34));
        let kinds = ["Xã ", "Phường ", "Đặc khu "]
            .map(|kind| communes.iter().filter(|commune| commune.name.starts_with(kind)).count());
        assert_eq!(kinds, [2_621, 687, 13]);
    }

    #[test]
    fn a_commune_is_called_as_on_the_day_that_is_asked_for() {
        let name = |on| Country::built_in().commune(&code("26368"), day(on)).unwrap();
        assert_eq!(name("2026-03-15").name, "Xã Long Thành");
        assert_eq!(name("2026-04-30").name, "Phường Long Thành");
        let province = |on| name(on).province_name.as_str();
        assert_eq!((province("2026-03-15"), province("2026-05-01")), ("Tỉnh Đồng Nai", "Thành phố Đồng Nai"));
    }

    #[test]
    fn former_codes_lead_to_what_they_became() {
        let country = Country::built_in();
        assert_eq!(country.successors(&code("00013")), [code("00004")], "wholly");
        assert!(country.successors(&code("00016")).len() > 1, "in parts");
        assert_eq!(country.successors(&code("00139")), [code("00118")], "all people, though not all land");
        assert_eq!(country.successors(&code("06978")), [code("06970")], "the other code of Ba Chẽ");
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line_column_and_value() {
        let head = COLUMNS.join(",");
        let told = |rows: &str| Country::parse(&format!("{head}\n{rows}\n")).unwrap_err();
        let cell = |column, value: &str| CountryError::Cell { line: 2, column, value: value.to_owned() };
        assert_eq!(told("hôm qua,00001,Xã A,01,Tỉnh B,"), cell("since", "hôm qua"));
        assert_eq!(told("2025-07-01,1,Xã A,01,Tỉnh B,"), cell("commune_code", "1"));
        assert_eq!(told("2025-07-01,00001,,01,Tỉnh B,"), cell("name", ""));
        assert_eq!(told("2025-07-01,00001,Xã A,01,Tỉnh B,00001;00002"), cell("predecessors", "00001;00002"));
        let without = Country::parse("since,commune_code,name,province_code,predecessors\n").unwrap_err();
        assert_eq!(without, CountryError::Column { column: "province_name" });
    }
}
