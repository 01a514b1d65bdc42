//! Moves: permanent ones, temporary residences, and people back from abroad.

use super::super::draw::Draw;
use super::change::{Scene, is_aged, permanent_at};
use super::places::{House, Reach};
use crate::people::{
    Channel, Doubts, HouseholdRole, PartialDate, Person, PersonFacts, PersonalNumber, Residence,
    ResidenceKind, VitalStatus, Wish, WishKind, add_months,
};
use chrono::{Days, NaiveDate};

/// The last personal digits of a number are counted up to this.
const SUFFIXES: u64 = 1_000_000;

/// A permanent residence ends and another begins, in the same commune if there is no `reach`. An adult has a household of
/// one's own there.
pub(super) fn permanent(
    facts: &PersonFacts,
    reach: Option<Reach>,
    scene: &Scene,
    draw: &mut Draw,
) -> Option<PersonFacts> {
    let at = permanent_at(facts)?;
    let from = &facts.residences[at].commune_code;
    let house = match reach {
        None => scene.places.house(draw, from),
        Some(reach) => scene.places.away(draw, from, reach),
    }?;
    let day = scene.day(draw);
    if facts.residences[at].registered_on.is_some_and(|since| since.last() >= day) {
        return None;
    }
    let mut moved = facts.clone();
    moved.residences[at].ended_on = Some(PartialDate::full(day));
    let is_adult = is_aged(facts, &(18..200), day);
    let household = format!("{}-M{:06}", house.commune, scene.serial);
    moved.person.household_id = is_adult.then(|| household.into());
    moved.person.household_role = is_adult.then_some(HouseholdRole::Head);
    moved.residences.push(residence(ResidenceKind::Permanent, house, day, None));
    Some(moved)
}

/// A temporary residence in another commune, and the wish to vote there.
pub(super) fn temporary(facts: &PersonFacts, scene: &Scene, draw: &mut Draw) -> Option<PersonFacts> {
    let at = permanent_at(facts)?;
    let day = scene.day(draw);
    if !is_aged(facts, &(17..70), day) {
        return None;
    }
    let reach = if draw.chance(60_000) { Reach::Nation } else { Reach::Province };
    let from = &facts.residences[at].commune_code;
    let house = scene.places.away(draw, from, reach).or_else(|| {
        // In an extract of one province, or of single communes, people go wherever else they can.
        let other = if reach == Reach::Nation { Reach::Province } else { Reach::Nation };
        scene.places.away(draw, from, other)
    })?;
    let mut changed = facts.clone();
    changed.wishes.push(Wish {
        kind: WishKind::VoteAtTemporary,
        commune_code: Some(house.commune.clone()),
        area_code: None,
        recorded_at: super::super::people::moment(draw, day),
        channel: Some(if draw.chance(70_000) { Channel::Vneid } else { Channel::InPerson }),
        document_no: None,
        beyond: None,
    });
    let expires = add_months(day, 24) - Days::new(1);
    changed.residences.push(residence(ResidenceKind::Temporary, house, day, Some(expires)));
    Some(changed)
}

/// Somebody who was in no register comes to live with the person, under a number that nobody has: the one before the
/// person's.
pub(super) fn returned(
    host: &PersonFacts,
    previous: PersonalNumber,
    scene: &Scene,
    draw: &mut Draw,
) -> Option<PersonFacts> {
    let at = permanent_at(host)?;
    let day = scene.day(draw);
    let number = before(host.person.personal_id, previous)?;
    let birth = NaiveDate::from_yo_opt(number.birth_year(), draw.below(365) + 1)?;
    let born = PartialDate::full(birth);
    if !(birth < day - Days::new(18 * 366) && birth > day - Days::new(90 * 366)) {
        return None;
    }
    let family = scene.names.family(draw, false);
    let mut full_name = String::new();
    scene.names.name(draw, family, number.sex(), number.birth_year()).write_to(&mut full_name);
    let house = &host.residences[at];
    let house = House {
        commune: house.commune_code.clone(),
        hamlet: house.hamlet_code.clone(),
        address: house.address.clone(),
        order: house.house_order,
    };
    Some(PersonFacts {
        person: Person {
            personal_id: number,
            full_name: full_name.into(),
            birth_date: born,
            sex: number.sex(),
            nationality: vec!["VNM".into()],
            ethnicity: host.person.ethnicity.clone(),
            occupation: None,
            household_id: host.person.household_id.clone(),
            household_role: host.person.household_id.as_ref().map(|_| HouseholdRole::Other),
            vital_status: VitalStatus::Alive,
            vital_status_on: None,
            old_id: None,
            updated_at: None,
        },
        residences: vec![residence(ResidenceKind::Permanent, house, day, None)],
        absences: Vec::new(),
        stays: Vec::new(),
        statuses: Vec::new(),
        wishes: Vec::new(),
        doubts: Doubts::default(),
    })
}

/// The number before `number` with the same place, sex and year, if it comes after `previous`.
fn before(number: PersonalNumber, previous: PersonalNumber) -> Option<PersonalNumber> {
    let digits: u64 = number.as_str().parse().ok()?;
    if digits.is_multiple_of(SUFFIXES) {
        return None;
    }
    let before = PersonalNumber::parse(&format!("{:012}", digits - 1)).ok()?;
    (before > previous).then_some(before)
}

fn residence(kind: ResidenceKind, house: House, since: NaiveDate, expires: Option<NaiveDate>) -> Residence {
    Residence {
        kind,
        commune_code: house.commune,
        hamlet_code: house.hamlet,
        address: house.address,
        house_order: house.order,
        registered_on: Some(PartialDate::full(since)),
        expires_on: expires.map(PartialDate::full),
        ended_on: None,
        facility_code: None,
        may_mean: Vec::new(),
    }
}
