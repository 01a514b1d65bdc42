//! Hamlets and voting areas: those that a template lists, or those that the lists themselves speak of.

use super::person::Person;
use super::place::hamlet_key;
use super::stand::Stand;
use super::tables::Tables;
use crate::extract::schema;
use std::collections::{BTreeMap, BTreeSet};

/// Hamlets by their keys and areas.
#[derive(Debug, Clone, Default)]
pub(super) struct Units {
    /// Hamlets that a sheet lists, which then are all there are.
    is_listed: bool,
    /// The code of each hamlet: of one that stands in several areas, of each part.
    hamlets: BTreeMap<(String, Option<u32>), String>,
    /// The areas, in the order of their numbers.
    areas: BTreeSet<u32>,
    rows: Tables,
}

/// A hamlet of the template, or its part in an area.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Listed {
    pub name: String,
    pub area: Option<u32>,
    pub house_from: String,
    pub house_to: String,
}

/// The code of an area.
pub(super) fn area_code(commune: &str, number: u32) -> String {
    format!("{commune}-{number:02}")
}

fn hamlet_code(commune: &str, number: usize) -> String {
    format!("{commune}-T{number:02}")
}

impl Units {
    /// The hamlets of a sheet of hamlets.
    pub(super) fn listed(commune: &str, listed: &[Listed]) -> Self {
        let mut units = Self { is_listed: true, ..Self::default() };
        for hamlet in listed {
            let key = (hamlet_key(&hamlet.name), None);
            let next = hamlet_code(commune, units.hamlets.len() + 1);
            let is_new = !units.hamlets.contains_key(&key);
            let code = units.hamlets.entry(key).or_insert(next).clone();
            if is_new {
                units.push_hamlet(commune, &code, &hamlet.name);
            }
            if let Some(area) = hamlet.area {
                units.areas.insert(area);
                units.push_part(commune, area, &code, [&hamlet.house_from, &hamlet.house_to]);
            }
        }
        units
    }

    /// The hamlets that persons live in, and their areas: those of the rows, else those of `chosen`.
    pub(super) fn of(commune: &str, persons: &[Person], chosen: &BTreeMap<String, Option<u32>>) -> Self {
        let mut units = Self::default();
        let mut found: Vec<(String, Option<u32>)> = Vec::new();
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for (name, area) in persons.iter().flat_map(Person::homes) {
            let key = (name.map(hamlet_key).unwrap_or_default(), area);
            if let Some(name) = name {
                names.entry(key.0.clone()).or_insert_with(|| name.to_owned());
            }
            if key != (String::new(), None) && !found.contains(&key) {
                found.push(key);
            }
        }
        let keys: BTreeMap<String, Option<u32>> =
            chosen.iter().map(|(name, area)| (hamlet_key(name), *area)).collect();
        for (key, own) in &found {
            let area = own.or_else(|| keys.get(key).copied().flatten()).filter(|area| *area > 0);
            let parts = found.iter().filter(|(other, _)| other == key).count();
            let name = match (names.get(key), own) {
                (Some(name), Some(area)) if parts > 1 => format!("{name} – khu vực bỏ phiếu số {area}"),
                (Some(name), _) => name.clone(),
                (None, area) => format!("Khu vực bỏ phiếu số {}", area.unwrap_or_default()),
            };
            let code = hamlet_code(commune, units.hamlets.len() + 1);
            units.push_hamlet(commune, &code, &name);
            if let Some(area) = area {
                units.areas.insert(area);
                units.push_part(commune, area, &code, ["", ""]);
            }
            units.hamlets.insert((key.clone(), *own), code);
        }
        units
    }

    fn push_hamlet(&mut self, commune: &str, code: &str, name: &str) {
        let order = self.rows.count(schema::HAMLETS.name) + 1;
        self.rows.push(
            &schema::HAMLETS,
            [
                ("hamlet_code", code.to_owned()),
                ("commune_code", commune.to_owned()),
                ("name", name.to_owned()),
                ("list_order", order.to_string()),
            ],
        );
    }

    fn push_part(&mut self, commune: &str, area: u32, hamlet: &str, [from, to]: [&str; 2]) {
        self.rows.push(
            &schema::AREA_PARTS,
            [
                ("area_code", area_code(commune, area)),
                ("hamlet_code", hamlet.to_owned()),
                ("house_from", from.to_owned()),
                ("house_to", to.to_owned()),
            ],
        );
    }

    /// The areas that hamlets belong to.
    pub(super) fn areas(&self) -> impl Iterator<Item = u32> {
        self.areas.iter().copied()
    }

    /// The code of the hamlet where a person stands; `Err` for a name that the list of hamlets lacks.
    pub(super) fn hamlet(&self, person: &Person, stand: &Stand) -> Result<Option<&str>, ()> {
        let name = stand.hamlet.as_deref().or(person.hamlet.as_deref());
        let key = name.map(hamlet_key).unwrap_or_default();
        let area = if self.is_listed { None } else { person.area };
        let found = self.hamlets.get(&(key, area));
        match (found, name) {
            (Some(code), _) => Ok(Some(code)),
            (None, Some(_)) => Err(()),
            (None, None) => Ok(None),
        }
    }

    /// Adds the rows of hamlets and of the parts of areas.
    pub(super) fn into_rows(self) -> Tables {
        self.rows
    }
}

impl Person {
    /// The hamlets of this commune where the person stands, each with the person's area.
    pub(super) fn homes(&self) -> impl Iterator<Item = (Option<&str>, Option<u32>)> {
        let stands = || [&self.permanent, &self.temporary, &self.current].into_iter().flatten();
        let here = stands().filter(|stand| stand.commune.is_none() && !stand.is_unclear);
        let named = here.map(|stand| stand.hamlet.as_deref().or(self.hamlet.as_deref()));
        // The list alone says where.
        let alone = stands().next().is_none().then_some(self.hamlet.as_deref());
        named.chain(alone).map(|name| (name, self.area))
    }
}
