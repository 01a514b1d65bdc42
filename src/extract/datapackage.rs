//! The descriptor `datapackage.json` of an extract: a Frictionless Data Package (v1) written from [`schema`](super::schema), so
//! that a stock validator can check an extract without this program.
//!
//! It promises only what holds for odd but usable data too: relations between reference tables are foreign keys,
//! relations of a person's rows are not, for a residence in an unknown commune is a finding and not a broken file.

use super::package::Mode;
use super::schema::{Column, Kind, Table};
use chrono::NaiveDate;
use serde::Serialize;

/// The text of `datapackage.json`: one resource a table, named `<table>.csv`, in the order given, then the files
/// that are no tables, by their names.
///
/// `as_of` is the day the extract was taken. Foreign keys are written where both tables are among `tables`.
///
/// ```
/// use cutri::extract::{Mode, datapackage, schema};
/// let as_of = "2026-01-20".parse().map_err(|_| "a date")?;
/// let text = datapackage::describe(as_of, &Mode::Full, &schema::TABLES, &[schema::SHAPES_FILE]);
/// assert!(text.contains(r#""path": "persons.csv""#) && text.contains(r#""path": "shapes.geojson""#));
/// assert!( text.contains(r#""as_of": "2026-01-20""#));
/// # Ok::<(), &str>(())
/// ```
pub fn describe(as_of: NaiveDate, mode: &Mode, tables: &[&Table], files: &[&'static str]) -> String {
    let (mode, base) = match mode {
        Mode::Full => ("full", None),
        Mode::Delta { base } => ("delta", Some(base.as_str())),
    };
    let package = Package {
        name: "population-extract",
        // A package of tables alone says so.
        profile: if files.is_empty() { "tabular-data-package" } else { "data-package" },
        cutri: Properties { as_of: as_of.to_string(), mode, base },
        resources: tables
            .iter()
            .map(|table| Resource::Table(resource(table, tables)))
            .chain(files.iter().map(|path| Resource::File(file(path))))
            .collect(),
    };
    let text = serde_json::to_string_pretty(&package).expect("texts, numbers and lists are always JSON");
    text + "\n"
}

#[derive(Serialize)]
struct Package<'a> {
    name: &'static str,
    profile: &'static str,
    cutri: Properties<'a>,
    resources: Vec<Resource>,
}

#[derive(Serialize)]
struct Properties<'a> {
    as_of: String,
    mode: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Resource {
    Table(TableResource),
    File(FileResource),
}

#[derive(Serialize)]
struct FileResource {
    name: &'static str,
    path: &'static str,
    profile: &'static str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
}

#[derive(Serialize)]
struct TableResource {
    name: &'static str,
    path: String,
    profile: &'static str,
    encoding: &'static str,
    dialect: Dialect,
    schema: Schema,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    delimiter: &'static str,
    quote_char: &'static str,
    double_quote: bool,
    header: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Field>,
    missing_values: [&'static str; 1],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    primary_key: &'static [&'static str],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<ForeignKey>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Field {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    true_values: Option<[&'static str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    false_values: Option<[&'static str; 1]>,
    constraints: Constraints,
}

#[derive(Serialize, Default)]
struct Constraints {
    required: bool,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    words: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum: Option<u32>,
}

#[derive(Serialize)]
struct ForeignKey {
    fields: &'static str,
    reference: Reference,
}

#[derive(Serialize)]
struct Reference {
    resource: &'static str,
    fields: &'static str,
}

/// Table, column, and the table whose key of the same name the column repeats.
const RELATIONS: [(&str, &str, &str); 9] = [
    ("communes", "province_code", "provinces"),
    ("hamlets", "commune_code", "communes"),
    ("facilities", "commune_code", "communes"),
    ("areas", "commune_code", "communes"),
    ("area_parts", "area_code", "areas"),
    ("area_parts", "hamlet_code", "hamlets"),
    ("constituency_parts", "constituency_code", "constituencies"),
    ("offices", "commune_code", "communes"),
    ("province_offices", "province_code", "provinces"),
];

const CODE: &str = r"[^\W_][\w.\-]*";
const DATE: &str =
    "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}";
const MOMENT: &str =
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+\-][0-9]{2}:[0-9]{2})?)?";
const HOUR: &str = "[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?";
const NATIONALITY: &str = "[A-Z]{3}(;[A-Z]{3})*";

fn file(path: &'static str) -> FileResource {
    let (name, format) = path.split_once('.').unwrap_or((path, ""));
    let mediatype = "application/geo+json";
    FileResource { name, path, profile: "data-resource", format, mediatype, encoding: "utf-8" }
}

fn resource(table: &Table, tables: &[&Table]) -> TableResource {
    let relations = RELATIONS
        .iter()
        .filter(|(from, _, to)| *from == table.name && tables.iter().any(|other| other.name == *to));
    TableResource {
        name: table.name,
        path: format!("{}.csv", table.name),
        profile: "tabular-data-resource",
        encoding: "utf-8",
        dialect: Dialect { delimiter: ",", quote_char: "\"", double_quote: true, header: true },
        schema: Schema {
            fields: table.columns.iter().map(field).collect(),
            missing_values: [""],
            primary_key: table.key,
            foreign_keys: relations
                .map(|(_, column, to)| ForeignKey {
                    fields: column,
                    reference: Reference { resource: to, fields: column },
                })
                .collect(),
        },
    }
}

fn field(column: &Column) -> Field {
    let boolean = column.kind == Kind::Boolean;
    Field {
        name: column.name,
        kind: field_type(column.kind),
        true_values: boolean.then_some(["true"]),
        false_values: boolean.then_some(["false"]),
        constraints: Constraints {
            required: column.required,
            words: words(column.kind),
            pattern: pattern(column.kind),
            minimum: (column.kind == Kind::Whole).then_some(0),
        },
    }
}

/// Dates stay texts with a pattern: a date type has no room for a birth date of which the year alone is known.
fn field_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Whole => "integer",
        Kind::Decimal => "number",
        Kind::Boolean => "boolean",
        Kind::Text
        | Kind::Texts
        | Kind::Digits(_)
        | Kind::Code
        | Kind::Codes
        | Kind::Date
        | Kind::Moment
        | Kind::Hour
        | Kind::One(_)
        | Kind::Nationality => "string",
    }
}

/// The words of an enumeration, and single letters in upper case too, as registers write them.
fn words(kind: Kind) -> Vec<String> {
    let Kind::One(words) = kind else { return Vec::new() };
    let letters = words.iter().filter(|word| word.chars().count() == 1).map(|word| word.to_uppercase());
    words.iter().map(|word| (*word).to_owned()).chain(letters).collect()
}

/// A pattern that the whole value matches; alternatives stand in brackets, for validators only add `^` and `$`.
fn pattern(kind: Kind) -> Option<String> {
    match kind {
        Kind::Digits(count) => Some(format!("[0-9]{{{count}}}")),
        Kind::Code => Some(CODE.to_owned()),
        Kind::Codes => Some(format!("{CODE}(;{CODE})*")),
        Kind::Date => Some(format!("({DATE})")),
        Kind::Moment => Some(MOMENT.to_owned()),
        Kind::Hour => Some(format!("({HOUR}|{MOMENT})")),
        Kind::Nationality => Some(NATIONALITY.to_owned()),
        Kind::Text | Kind::Texts | Kind::Whole | Kind::Decimal | Kind::Boolean | Kind::One(_) => None,
    }
}
