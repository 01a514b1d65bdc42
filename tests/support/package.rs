//! Extracts made of facts or read from a folder, to be shuffled and written in any form the program reads.

use super::books::{self, Sheet};
use super::naive::NaiveElection;
use super::naive::random::Random;
use cutri::extract::schema::{self, TABLES};
use cutri::people::{CommuneCode, PartialDate, PersonFacts};
use cutri::territory::{CommuneKind, Office, OpensAt, SignerRole, Units};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

/// A table as text: the header and the rows.
#[derive(Debug, Clone)]
pub struct Rows {
    pub header: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// An extract as text.
#[derive(Debug, Clone)]
pub struct Package {
    pub tables: BTreeMap<&'static str, Rows>,
    pub election: String,
    pub as_of: String,
    /// The snapshot it changes, if it is a delta.
    pub base: Option<String>,
    /// The number of the decision on voting areas that a delta follows.
    pub document_no: Option<String>,
    /// The outlines beside the tables, as they are.
    pub shapes: Option<String>,
}

/// The tables whose rows are of persons.
const PERSON_TABLES: [&str; 6] = ["persons", "residences", "absences", "stays", "statuses", "wishes"];

/// The forms a table may stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Csv,
    Gzip,
    Zstandard,
    Workbook,
    OpenDocument,
    Excel97,
    Binary,
    Semicolons,
    /// UTF-16 with tabs, as spreadsheets write “Unicode text”.
    Wide,
}

impl Package {
    /// The extract of these persons in these units, as the registers would write it.
    pub fn of(units: &Units, persons: &[PersonFacts], election: &NaiveElection) -> Self {
        let mut tables: BTreeMap<&'static str, Rows> =
            TABLES.iter().map(|table| (table.name, empty(table))).collect();
        let mut add = |table: &'static str, row: Vec<String>| {
            let rows = tables.get_mut(table).expect("a table of the schema");
            assert_eq!(row.len(), rows.header.len(), "cells of {table}");
            rows.rows.push(row);
        };
        add_units(units, &mut add);
        for facts in persons {
            add_person(facts, &mut add);
        }
        let as_of = (election.posted_on - chrono::TimeDelta::days(14)).to_string();
        Self { tables, election: election_toml(election), as_of, base: None, document_no: None, shapes: None }
    }

    /// A delta upon a snapshot: every row of just these persons, the reference tables named, and the election if told.
    pub fn delta(
        (base, as_of): (&str, chrono::NaiveDate),
        persons: &[PersonFacts],
        (units, brought): (&Units, &[&str]),
        election: Option<&NaiveElection>,
    ) -> Self {
        let mut tables: BTreeMap<&'static str, Rows> =
            TABLES.iter().map(|table| (table.name, empty(table))).collect();
        let mut add = |table: &'static str, row: Vec<String>| {
            tables.get_mut(table).expect("a table of the schema").rows.push(row);
        };
        add_units(units, &mut add);
        for facts in persons {
            add_person(facts, &mut add);
        }
        let is_of_persons = |name: &str| PERSON_TABLES.contains(&name);
        tables.retain(|name, _| is_of_persons(name) || brought.contains(name));
        let election = election.map(election_toml).unwrap_or_default();
        let base = Some(base.to_owned());
        Self { tables, election, as_of: as_of.to_string(), base, document_no: None, shapes: None }
    }

    /// The extract of CSV files in a folder.
    pub fn read(folder: &Path) -> Self {
        let mut tables = BTreeMap::new();
        for table in TABLES {
            let path = folder.join(format!("{}.csv", table.name));
            let mut reader = csv::Reader::from_path(&path).expect("a table of the extract");
            let texts = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
            let header = texts(reader.headers().expect("a header"));
            let rows = reader.records().map(|row| texts(&row.expect("a row"))).collect();
            tables.insert(table.name, Rows { header, rows });
        }
        let election = fs::read_to_string(folder.join("election.toml")).expect("the election");
        let package = fs::read_to_string(folder.join("datapackage.json")).expect("the descriptor");
        let package: serde_json::Value = serde_json::from_str(&package).expect("the descriptor is JSON");
        let as_of = package["cutri"]["as_of"].as_str().expect("a day").to_owned();
        let shapes = fs::read_to_string(folder.join("shapes.geojson")).ok();
        Self { tables, election, as_of, base: None, document_no: None, shapes }
    }

    /// Rows and columns in another order. The rows of one person in one table keep their order, for it counts between
    /// rows of one moment.
    pub fn shuffled(&self, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let mut shuffled = self.clone();
        for table in shuffled.tables.values_mut() {
            let mut keys = BTreeMap::new();
            let subject = table.header.iter().position(|name| name == "personal_id").unwrap_or(0);
            let alone = table.header[subject] != "personal_id";
            let mut rows: Vec<(u64, Vec<String>)> = Vec::new();
            for (at, row) in table.rows.drain(..).enumerate() {
                let subject = if alone { at.to_string() } else { row[subject].clone() };
                rows.push((*keys.entry(subject).or_insert_with(|| random.number()), row));
            }
            rows.sort_by_key(|(key, _)| *key);
            let mut columns: Vec<(u64, usize)> =
                (0..table.header.len()).map(|at| (random.number(), at)).collect();
            columns.sort_unstable();
            let reorder =
                |row: &[String]| columns.iter().map(|(_, at)| row[*at].clone()).collect::<Vec<String>>();
            table.header = reorder(&table.header);
            table.rows = rows.iter().map(|(_, row)| reorder(row)).collect();
        }
        shuffled
    }

    /// Writes the extract into a new folder, every table in this form.
    pub fn write(&self, form: Form) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        self.write_into(folder.path(), form);
        folder
    }

    fn write_into(&self, folder: &Path, form: Form) {
        let cutri = match &self.base {
            None => serde_json::json!({"as_of": self.as_of, "mode": "full"}),
            Some(base) => {
                let (as_of, number) = (&self.as_of, &self.document_no);
                serde_json::json!({"as_of": as_of, "mode": "delta", "base": base, "document_no": number})
            }
        };
        let package = serde_json::json!({"name": "test", "cutri": cutri, "resources": []});
        let put = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).expect("a file is written");
        put("datapackage.json", package.to_string().as_bytes());
        if !self.election.is_empty() {
            put("election.toml", self.election.as_bytes());
        }
        if let Some(shapes) = &self.shapes {
            put("shapes.geojson", shapes.as_bytes());
        }
        let sheets = || -> Vec<Sheet> { self.tables.iter().map(|(name, rows)| rows.sheet(name)).collect() };
        match form {
            Form::Workbook => return put("extract.xlsx", &self.workbook()),
            Form::OpenDocument => return put("extract.ods", &books::ods(&sheets())),
            Form::Excel97 => return put("extract.xls", &books::xls(&sheets())),
            Form::Binary => return put("extract.xlsb", &books::xlsb(&sheets())),
            Form::Csv | Form::Gzip | Form::Zstandard | Form::Semicolons | Form::Wide => {}
        }
        for (name, rows) in &self.tables {
            let text = rows.csv(b',');
            match form {
                Form::Semicolons => put(&format!("{name}.csv"), &rows.csv(b';')),
                Form::Wide => {
                    let text = String::from_utf8(rows.csv(b'\t')).expect("it is text");
                    let wide: Vec<u8> =
                        format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
                    put(&format!("{name}.txt"), &wide);
                }
                Form::Csv => put(&format!("{name}.csv"), &text),
                Form::Zstandard => {
                    put(&format!("{name}.csv.zst"), &zstd::encode_all(&*text, 3).expect("memory takes all"));
                }
                Form::Gzip | Form::Workbook | Form::OpenDocument | Form::Excel97 | Form::Binary => {
                    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
                    gzip.write_all(&text).expect("memory takes all");
                    put(&format!("{name}.csv.gz"), &gzip.finish().expect("memory takes all"));
                }
            }
        }
    }

    fn workbook(&self) -> Vec<u8> {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        for (name, rows) in &self.tables {
            let sheet = workbook.add_worksheet();
            sheet.set_name(*name).expect("a sheet's name");
            for (at, row) in (0..).zip(std::iter::once(&rows.header).chain(&rows.rows)) {
                for (column, text) in (0..).zip(row) {
                    sheet.write_string(at, column, text).expect("a cell");
                }
            }
        }
        workbook.save_to_buffer().expect("a workbook")
    }
}

impl Rows {
    fn sheet(&self, name: &str) -> Sheet {
        let rows = std::iter::once(&self.header).chain(&self.rows).cloned().collect();
        Sheet { name: name.to_owned(), rows }
    }

    fn csv(&self, separator: u8) -> Vec<u8> {
        let mut csv = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
        csv.write_record(&self.header).expect("memory takes all");
        for row in &self.rows {
            csv.write_record(row).expect("every row has the header's cells");
        }
        csv.into_inner().expect("memory takes all")
    }

    /// The place of a column.
    pub fn column(&self, name: &str) -> usize {
        self.header.iter().position(|known| known == name).expect("a column of the table")
    }
}

fn empty(table: &schema::Table) -> Rows {
    Rows { header: table.columns.iter().map(|column| column.name.to_owned()).collect(), rows: Vec::new() }
}

fn election_toml(election: &NaiveElection) -> String {
    let levels: Vec<String> = election.levels.iter().map(|level| format!("\"{}\"", level.as_str())).collect();
    let plain = format!(
        "id = \"random\"\ntitle = \"BẦU CỬ\"\nterm = \"nhiệm kỳ\"\nelection_day = \"{}\"\nopens_at = \"{}\"\n\
         closes_at = \"{}\"\nposted_on = \"{}\"\nlevels = [{}]\nrule_profile = \"2026\"\n",
        election.election_day,
        election.opens_at.format("%H:%M"),
        election.closes_at.format("%H:%M"),
        election.posted_on,
        levels.join(", ")
    );
    let settings = election.profile.overrides();
    plain + &settings.iter().map(|(key, value)| format!("{key} = {value}\n")).collect::<String>()
}

/// The text of a value, empty where it is unknown.
fn text<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn codes(codes: &[CommuneCode]) -> String {
    codes.iter().map(CommuneCode::as_str).collect::<Vec<_>>().join(";")
}

fn add_units(units: &Units, add: &mut impl FnMut(&'static str, Vec<String>)) {
    for row in &units.provinces {
        add("provinces", vec![row.province_code.to_string(), row.name.clone()]);
    }
    for row in &units.communes {
        let kind = match row.kind {
            CommuneKind::Commune => "xã",
            CommuneKind::Ward => "phường",
            CommuneKind::SpecialZone => "đặc khu",
        };
        let (council, predecessors) = (row.council_elected.to_string(), codes(&row.predecessors));
        let (code, province) = (row.commune_code.to_string(), row.province_code.to_string());
        add("communes", vec![code, province, row.name.clone(), kind.to_owned(), council, predecessors]);
    }
    for row in &units.hamlets {
        let (code, commune) = (row.hamlet_code.to_string(), row.commune_code.to_string());
        add("hamlets", vec![code, commune, row.name.clone(), text(row.list_order)]);
    }
    for row in &units.facilities {
        let (code, commune) = (row.facility_code.to_string(), row.commune_code.to_string());
        let area = text(row.area_code.as_ref());
        add("facilities", vec![code, row.kind.clone(), row.name.clone(), commune, area]);
    }
    add_areas(units, add);
    for row in &units.constituencies {
        let (code, level) = (row.constituency_code.to_string(), row.level.as_str().to_owned());
        let name = text(row.name.as_ref());
        add("constituencies", vec![code, level, row.number.to_string(), name, row.seats.to_string()]);
    }
    for row in &units.constituency_parts {
        let (commune, area) = (text(row.commune_code.as_ref()), text(row.area_code.as_ref()));
        add("constituency_parts", vec![row.constituency_code.to_string(), commune, area]);
    }
    for row in &units.offices {
        add("offices", office(row.commune_code.to_string(), &row.office));
    }
    for row in &units.province_offices {
        add("province_offices", office(row.province_code.to_string(), &row.office));
    }
}

fn office(code: String, office: &Office) -> Vec<String> {
    let role = office.signer_role.map(SignerRole::as_str).unwrap_or_default().to_owned();
    let Office { signer_name, place, drafted_by, document_prefix, address, phone, .. } = office;
    let rest = [place, drafted_by, document_prefix, address, phone].map(|cell| text(cell.as_ref()));
    [code, text(signer_name.as_ref()), role].into_iter().chain(rest).collect()
}

fn add_areas(units: &Units, add: &mut impl FnMut(&'static str, Vec<String>)) {
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    for row in &units.areas {
        let opens_at = row.opens_at.map(|opens_at| match opens_at {
            OpensAt::Hour(hour) => hour.format("%H:%M").to_string(),
            OpensAt::Moment(moment) => moment.format("%Y-%m-%dT%H:%M").to_string(),
        });
        add(
            "areas",
            vec![
                row.area_code.to_string(),
                row.commune_code.to_string(),
                row.number.to_string(),
                text(row.name.as_ref()),
                text(row.polling_place.as_ref()),
                word(serde_json::to_value(row.kind).expect("a word")),
                row.small_reason
                    .map(|it| word(serde_json::to_value(it).expect("a word")))
                    .unwrap_or_default(),
                text(opens_at),
                text(row.latitude),
                text(row.longitude),
                if row.arrivals { "true".to_owned() } else { String::new() },
                row.posting_places.join(";"),
            ],
        );
    }
    for row in &units.area_parts {
        let (area, hamlet) = (row.area_code.to_string(), row.hamlet_code.to_string());
        add("area_parts", vec![area, hamlet, text(row.house_from), text(row.house_to)]);
    }
}

fn add_person(facts: &PersonFacts, add: &mut impl FnMut(&'static str, Vec<String>)) {
    let person = &facts.person;
    let id = person.personal_id.to_string();
    let moment = |at: chrono::NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%S").to_string();
    let date = |date: Option<PartialDate>| text(date);
    add(
        "persons",
        vec![
            id.clone(),
            person.full_name.to_string(),
            person.birth_date.to_string(),
            person.sex.as_str().to_owned(),
            person.nationality.join(";"),
            text(person.ethnicity.as_ref()),
            text(person.occupation.as_ref()),
            text(person.household_id.as_ref()),
            person.household_role.map_or("", |role| role.as_str()).to_owned(),
            person.vital_status.as_str().to_owned(),
            date(person.vital_status_on),
            text(person.old_id.as_ref()),
            person.updated_at.map(moment).unwrap_or_default(),
        ],
    );
    for row in &facts.residences {
        let place = [row.kind.as_str().to_owned(), row.commune_code.to_string()];
        let house = [text(row.hamlet_code.as_ref()), text(row.address.as_ref()), text(row.house_order)];
        let days = [date(row.registered_on), date(row.expires_on), date(row.ended_on)];
        let premises = [text(row.facility_code.as_ref())];
        let cells = [id.clone()].into_iter().chain(place).chain(house).chain(days).chain(premises);
        add("residences", cells.collect());
    }
    for row in &facts.absences {
        let days = vec![id.clone(), row.declared_on.to_string(), row.from.to_string(), date(row.until)];
        let to = text(row.destination_commune_code.as_ref());
        add("absences", days.into_iter().chain([to]).collect());
    }
    for row in &facts.stays {
        let (kind, facility) = (row.kind.as_str().to_owned(), row.facility_code.to_string());
        add("stays", vec![id.clone(), kind, facility, row.from.to_string(), date(row.until)]);
    }
    for row in &facts.statuses {
        let days = [row.from.to_string(), date(row.until)];
        let papers = [text(row.document_no.as_ref()), text(row.issuer.as_ref())];
        let kind = [id.clone(), row.kind.as_str().to_owned()];
        add("statuses", kind.into_iter().chain(days).chain(papers).collect());
    }
    for row in &facts.wishes {
        let place = [text(row.commune_code.as_ref()), text(row.area_code.as_ref())];
        let channel = row.channel.map_or("", |channel| channel.as_str()).to_owned();
        let rest = [moment(row.recorded_at), channel, text(row.document_no.as_ref())];
        let kind = [id.clone(), row.kind.as_str().to_owned()];
        add("wishes", kind.into_iter().chain(place).chain(rest).collect());
    }
}
