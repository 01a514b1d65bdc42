//! The sheet for the way from door to door: hamlet by hamlet, household by household.

use super::voters::{document, open_day, row, signature};
use super::{AreaPlace, residence};
use crate::people::{HamletCode, HouseholdRole};
use crate::render::pdf::{VoterDocument, VoterPaper, VoterSection, in_figures};
use crate::roll::{Entry, Status, Totals};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Where a household signs, beside room for somebody who lives there and stands on no list.
const SIGNED: &str = "Đại diện hộ ký:";
/// Lines for those found in a hamlet who belong to no household of the list.
const FOUND: usize = 4;

/// What rows share that stand under one heading: a household of the database, or else what the list prints of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Door<'a> {
    Household(&'a str),
    /// One of several under a number, each with a head in a house of its own.
    HouseholdAt(&'a str, &'a str),
    House(&'a str),
    /// Nothing tells where: nobody shares it.
    Alone(u32),
}

/// A row's hamlet, and the door in it.
type At<'a> = (Option<&'a HamletCode>, Door<'a>);

/// The houses with a head of each household number in a hamlet.
struct Doors<'a>(BTreeMap<(Option<&'a HamletCode>, &'a str), Vec<&'a str>>);

impl<'a> Doors<'a> {
    fn of(rows: &[&'a Entry]) -> Self {
        let mut headed: BTreeMap<_, Vec<&str>> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.dwelling.role == Some(HouseholdRole::Head)) {
            let Some(household) = row.dwelling.household.as_deref() else { continue };
            let houses = headed.entry((row.dwelling.hamlet.as_ref(), household)).or_default();
            let house = residence(row);
            if !house.is_empty() && !houses.contains(&house) {
                houses.push(house);
            }
        }
        Self(headed)
    }

    /// Where a row belongs. Who lives in none of the houses that have a head is looked for in the first.
    fn at(&self, entry: &'a Entry) -> At<'a> {
        let hamlet = entry.dwelling.hamlet.as_ref();
        let house = residence(entry);
        let door = match (entry.dwelling.household.as_deref(), house) {
            (Some(household), _) => match self.0.get(&(hamlet, household)).map(Vec::as_slice) {
                Some(houses @ [first, _, ..]) => {
                    let own = houses.iter().find(|headed| **headed == house);
                    Door::HouseholdAt(household, own.unwrap_or(first))
                }
                Some(_) | None => Door::Household(household),
            },
            (None, "") => Door::Alone(entry.number),
            (None, house) => Door::House(house),
        };
        (hamlet, door)
    }
}

/// The sheet of an area: every row that is not struck, in the order of the list, those added later with their household.
/// Hamlets are called by the names given, or else by their codes.
pub fn door_to_door<'a>(
    place: &AreaPlace<'a>,
    entries: &'a [Entry],
    totals: Totals,
    hamlet_name: impl Fn(&'a HamletCode) -> Option<&'a str>,
) -> VoterDocument<'a> {
    let (rows, doors) = in_order(entries);
    let mut sections = Vec::new();
    for hamlet in rows.chunk_by(|one, other| doors.at(one).0 == doors.at(other).0) {
        let name = match hamlet[0].dwelling.hamlet.as_ref() {
            Some(code) => hamlet_name(code).unwrap_or(code.as_str()),
            None => "Chưa rõ thôn, tổ dân phố",
        };
        let mut heading = Some(hamlet_heading(name, hamlet, &doors));
        for (household, number) in hamlet.chunk_by(|one, other| doors.at(one) == doors.at(other)).zip(1_u32..)
        {
            let headings = heading.take().into_iter().chain([household_heading(number, household)]);
            let rows = household.iter().map(|entry| row(entry)).collect();
            let by_hand = vec![Cow::Borrowed(SIGNED)];
            sections.push(VoterSection { headings: headings.collect(), rows, together: true, by_hand });
        }
        sections.push(VoterSection {
            headings: vec![format!("{name}: người thực tế cư trú, chưa có trong danh sách").into()],
            rows: Vec::new(),
            together: true,
            by_hand: vec![Cow::Borrowed(""); FOUND],
        });
    }
    let title = "Phiếu rà soát cử tri theo hộ";
    VoterDocument {
        about: format!("Theo danh sách cử tri {}", place.version.words()).into(),
        signature: signature(place, open_day(place.version.dated), "NGƯỜI RÀ SOÁT"),
        ..document(place, VoterPaper::DoorToDoor, title, sections, totals)
    }
}

/// The rows that are not struck, each hamlet and household where its first row is.
fn in_order(entries: &[Entry]) -> (Vec<&Entry>, Doors<'_>) {
    let mut rows: Vec<&Entry> = entries.iter().filter(|entry| entry.status != Status::Struck).collect();
    let doors = Doors::of(&rows);
    let (mut hamlets, mut first) = (BTreeMap::new(), BTreeMap::new());
    for row in &rows {
        let (hamlet, door) = doors.at(row);
        hamlets.entry(hamlet).or_insert(row.number);
        first.entry((hamlet, door)).or_insert(row.number);
    }
    rows.sort_by_key(|row| (hamlets[&doors.at(row).0], first[&doors.at(row)], row.number));
    (rows, doors)
}

/// Such as "Tổ dân phố 1: 120 hộ, 379 cử tri".
fn hamlet_heading<'a>(name: &str, rows: &[&'a Entry], doors: &Doors<'a>) -> Cow<'a, str> {
    let doors: BTreeSet<_> = rows.iter().map(|row| doors.at(row).1).collect();
    let voters = rows.iter().filter(|row| row.status == Status::Listed).count();
    let figures = |count: usize| in_figures(count as u64);
    format!("{name}: {} hộ, {} cử tri", figures(doors.len()), figures(voters)).into()
}

/// Such as "Hộ 1 – chủ hộ Phạm Văn Cường – Số 1, đường Chợ Cũ".
fn household_heading<'a>(number: u32, rows: &[&Entry]) -> Cow<'a, str> {
    let head = rows.iter().find(|row| row.dwelling.role == Some(HouseholdRole::Head));
    let shown = head.or(rows.first()).copied();
    let name = head.map(|row| format!("chủ hộ {}", row.full_name));
    let house = shown.map(residence).filter(|house| !house.is_empty()).map(str::to_owned);
    let parts = [format!("Hộ {number}")].into_iter().chain(name).chain(house);
    parts.collect::<Vec<String>>().join(" – ").into()
}
