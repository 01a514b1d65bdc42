//! Deltas of the sample: all facts of some persons, changed.

use super::lists::{HEAD, SPOUSE};
use crate::support::output::sample;
use crate::support::package::Package;

/// The tables that hold facts of persons.
const OF_PERSONS: [&str; 6] = ["persons", "residences", "absences", "stays", "statuses", "wishes"];

/// All facts of some persons, to be changed: a delta.
#[derive(Debug, Clone)]
pub struct Delta {
    package: Package,
    as_of: String,
}

impl Delta {
    /// The facts of these persons as the sample has them.
    pub fn of(persons: &[&str]) -> Self {
        Self::from(&Package::read(sample()), persons)
    }

    /// The facts of these persons as an extract has them.
    pub fn from(package: &Package, persons: &[&str]) -> Self {
        let mut package = package.clone();
        package.tables.retain(|name, _| OF_PERSONS.contains(name));
        for rows in package.tables.values_mut() {
            let id = rows.column("personal_id");
            rows.rows.retain(|row| persons.contains(&row[id].as_str()));
        }
        Self { package, as_of: "2026-02-18".to_owned() }
    }

    /// As of another day, so that it is another delta.
    pub fn dated(mut self, day: &str) -> Self {
        self.as_of = day.to_owned();
        self
    }

    /// Sets a column of every row of a person.
    pub fn set(mut self, table: &str, person: &str, values: &[(&str, &str)]) -> Self {
        let rows = self.package.tables.get_mut(table).unwrap();
        let id = rows.column("personal_id");
        let columns: Vec<usize> = values.iter().map(|(name, _)| rows.column(name)).collect();
        let mut set = 0;
        for row in rows.rows.iter_mut().filter(|row| row[id] == person) {
            for (column, (_, value)) in columns.iter().zip(values) {
                row[*column] = (*value).to_owned();
            }
            set += 1;
        }
        assert!(set > 0, "{table} has no row of {person}");
        self
    }

    /// What a column of the first row of a person says.
    pub fn value(&self, table: &str, person: &str, column: &str) -> String {
        let rows = &self.package.tables[table];
        let (id, column) = (rows.column("personal_id"), rows.column(column));
        rows.rows.iter().find(|row| row[id] == person).expect("a row")[column].clone()
    }

    /// Adds a row of a person.
    pub fn add(mut self, table: &str, person: &str, values: &[(&str, &str)]) -> Self {
        let rows = self.package.tables.get_mut(table).unwrap();
        let mut row = vec![String::new(); rows.header.len()];
        row[rows.column("personal_id")] = person.to_owned();
        for (name, value) in values {
            row[rows.column(name)] = (*value).to_owned();
        }
        rows.rows.push(row);
        self
    }

    /// Brings the sample's areas, where one opens at another hour: everybody is decided anew.
    pub fn opening(mut self, area: &str, opens_at: &str) -> Self {
        let mut rows = Package::read(sample()).tables.remove("areas").unwrap();
        let (code, hour) = (rows.column("area_code"), rows.column("opens_at"));
        for row in rows.rows.iter_mut().filter(|row| row[code] == area) {
            row[hour] = opens_at.to_owned();
        }
        self.package.tables.insert("areas", rows);
        self
    }

    pub fn write(&self, base: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let cutri = serde_json::json!({"as_of": self.as_of, "mode": "delta", "base": base});
        let descriptor = serde_json::json!({ "cutri": cutri }).to_string();
        std::fs::write(folder.path().join("datapackage.json"), descriptor).unwrap();
        for (name, rows) in &self.package.tables {
            let mut csv = csv::Writer::from_path(folder.path().join(format!("{name}.csv"))).unwrap();
            csv.write_record(&rows.header).unwrap();
            rows.rows.iter().for_each(|row| csv.write_record(row).unwrap());
            csv.flush().unwrap();
        }
        folder
    }
}

/// A delta with one person of every kind of change: dead, moved, renamed, moved away, arrived from nowhere.
pub fn every_kind() -> Delta {
    let [dead, moved, renamed, away] = EVERY_KIND;
    Delta::of(&EVERY_KIND)
        .set("persons", dead, &[("vital_status", "dead"), ("vital_status_on", "2026-02-10")])
        .set("residences", moved, &home("98205", "98205-T01"))
        .set("persons", renamed, &[("full_name", "Nguyễn Văn Mới")])
        .set("residences", away, &home("97001", "97001-T01"))
        .newcomer(NEWCOMER)
}

/// Persons of the area 98103-01: who dies, moves, is renamed, and moves to another office's commune.
pub const EVERY_KIND: [&str; 4] = [HEAD, SPOUSE, RENAMED, AWAY];
pub const RENAMED: &str = "098155427829";
pub const AWAY: &str = "098088880413";
pub const NEWCOMER: &str = "098085123456";

/// A permanent residence since a day after the lists were posted.
pub fn home<'a>(commune: &'a str, hamlet: &'a str) -> [(&'static str, &'a str); 5] {
    [
        ("commune_code", commune),
        ("hamlet_code", hamlet),
        ("address", "Số 7"),
        ("house_order", "7"),
        ("registered_on", "2026-02-10"),
    ]
}

impl Delta {
    /// Somebody whom the sample does not know, at home in 98103 since a while.
    pub fn newcomer(self, person: &str) -> Self {
        let said = [
            ("full_name", "Trần Văn Mới"),
            ("birth_date", "1985-01-02"),
            ("sex", "nam"),
            ("nationality", "VNM"),
            ("vital_status", "alive"),
        ];
        self.add("persons", person, &said).add(
            "residences",
            person,
            &[&[("kind", "permanent")], &home("98103", "98103-T01")[..]].concat(),
        )
    }
}
