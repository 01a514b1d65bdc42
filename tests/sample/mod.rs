//! Tests of `sample`: invented extracts, their descriptor, and the small sample that the project keeps.

mod decisions;
mod delta;
mod descriptor;
mod generated;
mod xuan_hoa;

use cutri::extract::schema::{self, Kind, Table};
use cutri::people::{
    AreaCode, Channel, CommuneCode, HouseholdRole, PartialDate, PersonalNumber, ProvinceCode, ResidenceKind,
    Sex, StatusKind, StayKind, VitalStatus, WishKind,
};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// The rows of a table, each with the columns of the schema in its order.
fn rows(folder: &Path, table: &Table) -> Vec<csv::StringRecord> {
    let path = folder.join(format!("{}.csv", table.name));
    let mut reader =
        csv::Reader::from_path(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(
        header,
        table.columns.iter().map(|column| column.name).collect::<Vec<_>>(),
        "{}",
        path.display()
    );
    reader.records().collect::<Result<_, _>>().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The values of one column.
fn column(folder: &Path, table: &Table, name: &str) -> Vec<String> {
    let at = table.columns.iter().position(|column| column.name == name).expect("a column of the schema");
    rows(folder, table).iter().map(|row| row[at].to_owned()).collect()
}

fn set(folder: &Path, table: &Table, name: &str) -> BTreeSet<String> {
    column(folder, table, name).into_iter().filter(|value| !value.is_empty()).collect()
}

/// Where cells do not hold what the schema says, as `table line column`.
fn misfits(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for table in schema::TABLES {
        for (at, row) in rows(folder, table).iter().enumerate() {
            for (column, value) in table.columns.iter().zip(row) {
                let fits = if value.is_empty() { !column.required } else { fits(column.kind, value) };
                if !fits {
                    found.push(format!("{} line {} {}", table.name, at + 2, column.name));
                }
            }
        }
    }
    found
}

fn fits(kind: Kind, value: &str) -> bool {
    let digits = |count| value.len() == count && value.bytes().all(|byte| byte.is_ascii_digit());
    match kind {
        Kind::Text => !value.trim().is_empty(),
        Kind::Texts => value.split(';').all(|text| !text.trim().is_empty()),
        Kind::Digits(2) => ProvinceCode::parse(value).is_ok(),
        Kind::Digits(5) => CommuneCode::parse(value).is_ok(),
        Kind::Digits(12) => PersonalNumber::parse(value).is_ok(),
        Kind::Digits(count) => digits(count),
        Kind::Code => AreaCode::parse(value).is_ok(),
        Kind::Codes => value.split(';').all(|code| AreaCode::parse(code).is_ok()),
        Kind::Whole => value.parse::<u32>().is_ok(),
        Kind::Decimal => value.parse::<f64>().is_ok(),
        Kind::Boolean => matches!(value, "true" | "false"),
        Kind::Date => PartialDate::parse(value).is_ok(),
        Kind::Moment => value.split_once('T').map_or(PartialDate::parse(value).is_ok(), |(day, time)| {
            PartialDate::parse(day).is_ok() && chrono::NaiveTime::parse_from_str(time, "%H:%M").is_ok()
        }),
        Kind::Hour => {
            chrono::NaiveTime::parse_from_str(value.rsplit('T').next().unwrap_or(""), "%H:%M").is_ok()
        }
        Kind::One(words) => words.contains(&value.to_lowercase().as_str()) && is_known_word(value),
        Kind::Nationality => value.split(';').all(|code| code.len() == 3),
    }
}

/// Whether one of the program's enumerations reads the word.
fn is_known_word(value: &str) -> bool {
    let word = value.to_lowercase();
    Sex::parse(&word).is_some()
        || VitalStatus::parse(&word).is_some()
        || HouseholdRole::parse(&word).is_some()
        || ResidenceKind::parse(&word).is_some()
        || StayKind::parse(&word).is_some()
        || StatusKind::parse(&word).is_some()
        || WishKind::parse(&word).is_some()
        || Channel::parse(&word).is_some()
        || [
            "xã",
            "phường",
            "đặc khu",
            "residential",
            "military",
            "custody",
            "mountain",
            "island",
            "dispersed",
            "care",
            "organisation",
        ]
        .contains(&word.as_str())
        || ["separate", "national", "provincial", "communal", "chairman", "deputy"].contains(&word.as_str())
}

/// Asserts that the stock validator finds nothing in an extract.
fn assert_validates(folder: &Path) {
    let checked = Command::new("frictionless")
        .args(["validate", "datapackage.json", "--json"])
        .current_dir(folder)
        .output()
        .expect("this test needs the stock validator: install it with `pip install frictionless`");
    let report = String::from_utf8_lossy(&checked.stdout);
    assert!(checked.status.success(), "frictionless finds errors in {}:\n{report}", folder.display());
    assert!(report.contains(r#""valid": true"#), "frictionless reports nothing valid:\n{report}");
}
