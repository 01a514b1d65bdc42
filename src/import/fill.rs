//! The tables of an extract, filled from what the sheets gave.

use super::drawn::RowBook;
use super::election::Settings;
use super::extract::Gathered;
use super::facts::{self, FormRow};
use super::fold::{begins, folded};
use super::mapping::{Mapping, Place};
use super::outcome::{Remark, Told};
use super::person::Person;
use super::stand::Stand;
use super::tables::Tables;
use super::take::Taken;
use super::template::forms;
use super::units::{Listed, Units, area_code};
use super::words::Field;
use crate::extract::schema;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The office whose workbook it is.
#[derive(Clone, Copy)]
pub(super) struct Office<'a> {
    pub place: &'a Place,
    pub settings: &'a Settings,
    pub mapping: &'a Mapping,
}

/// The hamlets that the template lists.
pub(super) fn listed(gathered: &Gathered) -> Vec<Listed> {
    let hamlet = |row: &FormRow| Listed {
        name: row.text("name").to_owned(),
        area: row.text("area_code").parse().ok(),
        house_from: row.text("house_from").to_owned(),
        house_to: row.text("house_to").to_owned(),
    };
    gathered.rows(&forms::HAMLETS).map(hamlet).collect()
}

/// Fills all tables, and tells of rows what shows only now.
pub(super) fn tables(
    of: &Office<'_>,
    units: Units,
    as_of: Option<NaiveDate>,
    gathered: &mut Gathered,
) -> Tables {
    let mut filler = Filler { of: *of, as_of, tables: Tables::default(), numbers: BTreeMap::new() };
    filler.office();
    filler.areas(&units, gathered);
    filler.constituencies(gathered);
    filler.facilities(gathered);
    for list in gathered.lists.values_mut() {
        filler.list(list, &units);
    }
    filler.facts(gathered);
    let mut tables = filler.tables;
    tables.append(units.into_rows());
    tables
}

struct Filler<'a> {
    of: Office<'a>,
    as_of: Option<NaiveDate>,
    tables: Tables,
    /// The name of each number that stands among the persons.
    numbers: BTreeMap<String, String>,
}

impl Filler<'_> {
    fn commune(&self) -> &str {
        &self.of.place.commune_code
    }

    fn setting(&self, key: &str) -> String {
        self.of.settings.get(key).cloned().unwrap_or_default()
    }

    fn elects_council(&self) -> bool {
        self.setting("council_elected") != "false"
    }

    fn office(&mut self) {
        let place = self.of.place.clone();
        self.tables.push(
            &schema::PROVINCES,
            [("province_code", place.province_code.clone()), ("name", place.province_name)],
        );
        let name = folded(&place.commune_name);
        let kind = match () {
            () if begins(&name, "phuong") => "phường",
            () if begins(&name, "dac khu") => "đặc khu",
            () => "xã",
        };
        let commune = [
            ("commune_code", place.commune_code.clone()),
            ("province_code", place.province_code),
            ("name", place.commune_name),
            ("kind", kind.to_owned()),
            ("council_elected", self.elects_council().to_string()),
        ];
        self.tables.push(&schema::COMMUNES, commune);
        let keys =
            ["signer_name", "signer_role", "place", "drafted_by", "document_prefix", "address", "phone"];
        if !self.setting("signer_name").is_empty() {
            let cells = keys.map(|key| (key, self.setting(key)));
            let cells = cells.into_iter().chain([("commune_code", place.commune_code)]);
            self.tables.push(&schema::OFFICES, cells);
        }
    }

    /// The areas that a sheet lists, and those that hamlets and people name besides.
    fn areas(&mut self, units: &Units, gathered: &Gathered) {
        let commune = self.commune().to_owned();
        let mut known = BTreeSet::new();
        for row in gathered.rows(&forms::AREAS) {
            let Ok(number) = row.text("number").parse::<u32>() else { continue };
            if !known.insert(number) {
                continue;
            }
            let or = |text: &str, other: String| if text.is_empty() { other } else { text.to_owned() };
            let keys = ["polling_place", "small_reason", "opens_at", "posting_places", "arrivals"];
            let cells = keys.map(|key| (key, row.text(key).to_owned()));
            self.tables.push(
                &schema::AREAS,
                cells.into_iter().chain([
                    ("area_code", area_code(&commune, number)),
                    ("commune_code", commune.clone()),
                    ("number", number.to_string()),
                    ("name", or(row.text("name"), area_name(number))),
                    ("kind", or(row.text("kind"), "residential".into())),
                ]),
            );
        }
        let of_facilities =
            gathered.rows(&forms::FACILITIES).filter_map(|row| row.text("area_code").parse().ok());
        for number in units.areas().chain(of_facilities).collect::<BTreeSet<_>>() {
            if known.insert(number) {
                let cells = [
                    ("area_code", area_code(&commune, number)),
                    ("commune_code", commune.clone()),
                    ("number", number.to_string()),
                    ("name", area_name(number)),
                    ("kind", "residential".to_owned()),
                ];
                self.tables.push(&schema::AREAS, cells);
            }
        }
    }

    fn constituencies(&mut self, gathered: &Gathered) {
        for row in gathered.rows(&forms::CONSTITUENCIES) {
            let areas: Vec<u32> =
                row.text("area_code").split([';', ',']).filter_map(|text| text.trim().parse().ok()).collect();
            self.constituency(
                row.text("level"),
                row.text("number"),
                [row.text("name"), row.text("seats")],
                &areas,
            );
        }
        if self.of.mapping.placeholder_constituencies && self.tables.count(schema::CONSTITUENCIES.name) == 0 {
            let levels = ["national", "provincial", "communal"];
            let elects_council = self.elects_council();
            for level in levels.into_iter().filter(|level| *level != "communal" || elects_council) {
                self.constituency(level, "1", ["Đơn vị bầu cử số 1 (tạm ghi)", "3"], &[]);
            }
        }
    }

    fn constituency(&mut self, level: &str, number: &str, [name, seats]: [&str; 2], areas: &[u32]) {
        let place = self.of.place;
        let code = match level {
            "national" => format!("{}-QH-{number}", place.province_code),
            "provincial" => format!("{}-HDT-{number}", place.province_code),
            _ => format!("{}-HDX-{number}", place.commune_code),
        };
        let name =
            if name.is_empty() { format!("Đơn vị bầu cử số {number}") } else { name.to_owned() };
        let cells = [
            ("constituency_code", code.clone()),
            ("level", level.to_owned()),
            ("number", number.to_owned()),
            ("name", name),
            ("seats", seats.to_owned()),
        ];
        self.tables.push(&schema::CONSTITUENCIES, cells);
        let parts = match areas {
            [] => vec![("commune_code", place.commune_code.clone())],
            areas => {
                areas.iter().map(|number| ("area_code", area_code(&place.commune_code, *number))).collect()
            }
        };
        for part in parts {
            self.tables.push(&schema::CONSTITUENCY_PARTS, [("constituency_code", code.clone()), part]);
        }
    }

    fn facilities(&mut self, gathered: &Gathered) {
        for row in gathered.rows(&forms::FACILITIES) {
            let commune = self.commune().to_owned();
            let cells = [
                ("facility_code", row.text("facility_code").to_owned()),
                ("kind", row.text("kind").to_owned()),
                ("name", row.text("name").to_owned()),
                ("area_code", self.area(row.text("area_code"))),
                ("commune_code", commune),
            ];
            self.tables.push(&schema::FACILITIES, cells);
        }
    }

    /// The code of an area by its number; nothing for none.
    fn area(&self, number: &str) -> String {
        number.parse().map_or(String::new(), |number| area_code(self.commune(), number))
    }

    fn list(&mut self, list: &mut Taken, units: &Units) {
        let wishes = list.is_of_voters() && !list.has(Field::TemporaryHamlet);
        for person in std::mem::take(&mut list.persons) {
            let mut told = list.book.rows[person.row].clone();
            self.person(&person, &mut told);
            self.residences(&person, units, &mut told);
            if wishes {
                self.wish(&person);
            }
            list.book.rows[person.row] = told;
            list.persons.push(person);
        }
    }

    fn person(&mut self, person: &Person, told: &mut RowBook) {
        if !person.number.is_empty() {
            let first = self.numbers.insert(person.number.clone(), person.full_name.clone());
            if let Some(name) = first {
                told.remarks.push(Remark::of(Told::NumberTwice, "", &person.number).likely(name));
            }
        }
        let cells = [
            ("personal_id", person.number.clone()),
            ("full_name", person.full_name.clone()),
            ("birth_date", person.birth.clone()),
            ("sex", person.sex_text.clone()),
            ("nationality", person.nationality.clone()),
            ("ethnicity", person.ethnicity.clone()),
            ("occupation", person.occupation.clone()),
            ("household_id", person.household_id.clone().unwrap_or_default()),
            ("household_role", person.role.unwrap_or_default().to_owned()),
            ("vital_status", person.life.to_owned()),
            ("old_id", person.old_number.clone()),
        ];
        self.tables.push(&schema::PERSONS, cells);
    }

    fn residences(&mut self, person: &Person, units: &Units, told: &mut RowBook) {
        let stands = [
            ("permanent", &person.permanent),
            ("temporary", &person.temporary),
            ("current", &person.current),
        ];
        let stands: Vec<(&str, &Stand)> =
            stands.into_iter().filter_map(|(kind, stand)| Some((kind, stand.as_ref()?))).collect();
        let is_placed = person.area.is_some() || person.hamlet.is_some();
        // A list of a hamlet or an area says where its people live, though it has no column of addresses.
        let alone = Stand::default();
        let stands = if stands.is_empty() && is_placed { vec![("permanent", &alone)] } else { stands };
        if stands.is_empty() {
            told.remarks.push(Remark::of(Told::NoPlace, "", ""));
        }
        for (kind, stand) in stands.into_iter().filter(|(_, stand)| !stand.is_unclear) {
            let (own, commune) = (self.of.place, stand.commune.clone());
            let is_here = commune.as_ref().is_none_or(|code| *code == own.commune_code);
            let hamlet = match is_here.then(|| units.hamlet(person, stand)) {
                Some(Ok(code)) => code.unwrap_or_default().to_owned(),
                Some(Err(())) => {
                    let name = stand.hamlet.as_deref().or(person.hamlet.as_deref()).unwrap_or_default();
                    told.remarks.push(Remark::of(Told::HamletUnknown, Field::Hamlet.label(), name));
                    String::new()
                }
                None => String::new(),
            };
            if person.number.is_empty() {
                continue;
            }
            let house = if is_here { person.house_order.map(|order| order.to_string()) } else { None };
            let cells = [
                ("personal_id", person.number.clone()),
                ("kind", kind.to_owned()),
                ("commune_code", commune.unwrap_or_else(|| own.commune_code.clone())),
                ("hamlet_code", hamlet),
                ("address", stand.address.clone()),
                ("house_order", house.unwrap_or_default()),
                ("registered_on", stand.from.clone()),
                ("expires_on", stand.until.clone()),
            ];
            self.tables.push(&schema::RESIDENCES, cells);
        }
    }

    /// A list of voters has only those in its column of temporary residences who said that they vote there.
    fn wish(&mut self, person: &Person) {
        let (None, Some(_), Some(day)) = (&person.permanent, &person.temporary, self.as_of) else { return };
        if person.number.is_empty() {
            return;
        }
        let cells = [
            ("personal_id", person.number.clone()),
            ("kind", "vote_at_temporary".to_owned()),
            ("commune_code", self.commune().to_owned()),
            ("recorded_at", day.to_string()),
            ("channel", "office".to_owned()),
        ];
        self.tables.push(&schema::WISHES, cells);
    }

    /// The rows of other sheets that tell of persons, each compared with the list of them.
    fn facts(&mut self, gathered: &mut Gathered) {
        let of_facilities: BTreeSet<String> =
            gathered.rows(&forms::FACILITIES).map(|row| row.text("facility_code").to_owned()).collect();
        let all = std::mem::take(&mut gathered.forms);
        for (form, rows) in all.iter().filter(|(form, _)| facts::is_of_persons(form)) {
            for row in rows {
                let remarks = &mut gathered.books[row.sheet].rows[row.row].remarks;
                self.compare(row, remarks);
                let facility = row.text("facility_code");
                if !facility.is_empty() && !of_facilities.contains(facility) {
                    remarks.push(Remark::of(Told::CodeUnknown, "Mã đơn vị", facility));
                }
                let columns = form.columns.iter().filter(|column| !column.to.is_empty());
                let cells = columns.map(|column| {
                    let text = row.text(column.to);
                    let own = match column.to {
                        "area_code" => self.area(text),
                        "commune_code" if text.is_empty() => self.commune().to_owned(),
                        _ => text.to_owned(),
                    };
                    (column.to, own)
                });
                let cells: Vec<_> = cells.collect();
                self.tables.push(form.table, cells);
            }
        }
        gathered.forms = all;
    }

    fn compare(&self, row: &FormRow, remarks: &mut Vec<Remark>) {
        let number = row.text("personal_id");
        match self.numbers.get(number) {
            None if !number.is_empty() => remarks.push(Remark::of(Told::CodeUnknown, "Số căn cước", number)),
            Some(name) if !row.name.is_empty() && folded(name) != folded(&row.name) => {
                remarks.push(Remark::of(Told::OtherName, "Họ và tên", &row.name).likely(name));
            }
            None | Some(_) => {}
        }
    }
}

fn area_name(number: u32) -> String {
    format!("Khu vực bỏ phiếu số {number}")
}
