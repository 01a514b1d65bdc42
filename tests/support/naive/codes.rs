//! What the codes of communes in rows mean, by the units alone.

use super::calendar::days;
use chrono::NaiveDate;
use cutri::people::{CommuneCode, PersonFacts, Residence};
use cutri::territory::Units;

/// The facts as they are after reading: "a code that is both current and a predecessor elsewhere is decided by its hamlet, by
/// a registration since 1 July 2025, else it waits".
pub fn read(facts: &PersonFacts, units: &Units) -> PersonFacts {
    let mut facts = facts.clone();
    for home in &mut facts.residences {
        let communes = may_be(&home.commune_code, units);
        if communes.len() < 2 {
            continue;
        }
        match told(home, &communes, units) {
            Some(commune) => home.commune_code = commune,
            None => home.may_mean = communes,
        }
    }
    facts
}

/// Every commune that a code may be: the one that bears it, and those made from it.
fn may_be(code: &CommuneCode, units: &Units) -> Vec<CommuneCode> {
    let is_it =
        |row: &&cutri::territory::Commune| row.commune_code == *code || row.predecessors.contains(code);
    let mut communes: Vec<CommuneCode> =
        units.communes.iter().filter(is_it).map(|row| row.commune_code.clone()).collect();
    communes.sort();
    communes.dedup();
    communes
}

fn told(home: &Residence, communes: &[CommuneCode], units: &Units) -> Option<CommuneCode> {
    let hamlet = home.hamlet_code.as_ref();
    let lies_in = hamlet.and_then(|code| units.hamlets.iter().find(|row| row.hamlet_code == *code));
    if let Some(row) = lies_in.filter(|row| communes.contains(&row.commune_code)) {
        return Some(row.commune_code.clone());
    }
    let new_codes = NaiveDate::from_ymd_opt(2025, 7, 1)?;
    let since = home.registered_on.as_ref().map(|date| days(date).first);
    let is_current = communes.contains(&home.commune_code);
    (is_current && since.is_some_and(|day| new_codes <= day)).then(|| home.commune_code.clone())
}
