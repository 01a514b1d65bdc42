//! Stays in facilities: custody and compulsory measures (P1), armed units (P2, P3), care homes (P11).

use super::case::{Case, Flags, Place, Placement};
use super::decision::{FactTable, Mark, MarkedRow, Reason};
use super::residence::{ballots_of, latest, permanent_place};
use super::{Flag, Rule, choice};
use crate::people::{FacilityCode, Stay, StayKind, Wish, WishKind};
use crate::territory::{AreaKind, Level, Levels};

type Stayed<'a> = (usize, &'a Stay);

/// The rule a kind of stay falls under.
pub fn rule_of(kind: StayKind) -> Rule {
    match kind {
        StayKind::Detention
        | StayKind::TemporaryCustody
        | StayKind::CompulsoryEducation
        | StayKind::CompulsoryRehabilitation => Rule::P1,
        StayKind::Military => Rule::P2,
        StayKind::Care | StayKind::Organisation => Rule::P11,
    }
}

/// The stay in force under a rule; of several the one that began last, of equal days the later row.
fn latest_stay<'a>(case: &Case<'a>, rule: Rule, usable: impl Fn(&Stay) -> bool) -> Option<Stayed<'a>> {
    let in_force = |stay: &Stay| rule_of(stay.kind) == rule && case.in_force(stay.from, stay.until);
    let stays = case.facts.stays.iter().enumerate().filter(|(_, stay)| in_force(stay) && usable(stay));
    stays.max_by_key(|(index, stay)| (stay.from.first(), *index))
}

/// The area of a facility, or the commune in whose queue its people wait.
fn facility_place<'a>(case: &Case<'a>, facility: &FacilityCode) -> Place<'a> {
    match case.territory.facility_area(facility) {
        Some(area) => Place::Area(area),
        None => {
            let commune = case.territory.facility(facility).map(|known| &known.commune_code);
            let known = commune.and_then(|code| case.territory.current_commune(code));
            Place::Missing {
                reason: Reason::NoArea,
                commune: known.map(|commune| commune.commune_code.clone()),
            }
        }
    }
}

fn at_facility<'a>(case: &Case<'a>, rule: Rule, (index, stay): Stayed<'a>) -> Placement<'a> {
    Placement {
        rule,
        also: Vec::new(),
        place: facility_place(case, &stay.facility_code),
        ballots: Levels::UPPER,
        facts: vec![FactTable::Stays.at(index)],
        temporary_since: None,
    }
}

/// P1: detention, custody, compulsory education or rehabilitation: in the facility's area, for the National Assembly
/// and the provincial council (Art. 29.5).
pub(super) fn custody<'a>(case: &Case<'a>) -> Option<Placement<'a>> {
    Some(at_facility(case, Rule::P1, latest_stay(case, Rule::P1, |_| true)?))
}

/// P3, else P2: a serviceman votes in the unit's area (Art. 29.3), or with the commander's certificate at the permanent
/// place, while the unit's own row is marked (Art. 31.2).
pub(super) fn service<'a>(case: &Case<'a>, flags: &mut Flags) -> Option<(Placement<'a>, Option<MarkedRow>)> {
    let stay = latest_stay(case, Rule::P2, |_| true)?;
    let Some((index, _)) = certificate(case, flags) else {
        return Some((at_facility(case, Rule::P2, stay), None));
    };
    let Some(mut placement) = permanent_place(case) else {
        return Some((at_facility(case, Rule::P2, stay), None));
    };
    placement.rule = Rule::P3;
    placement.facts.extend([FactTable::Stays.at(stay.0), FactTable::Wishes.at(index)]);
    if is_in_other_province(case, &stay.1.facility_code) {
        flags.insert(Flag::NotNearby);
    }
    let unit = case.territory.facility_area(&stay.1.facility_code);
    let marked = unit.map(|area| MarkedRow { area: area.area_code.clone(), mark: Mark::VotesAtResidence });
    Some((placement, marked))
}

/// The commander's certificate: one in time with a document number.
fn certificate<'a>(case: &Case<'a>, flags: &mut Flags) -> Option<(usize, &'a Wish)> {
    let mut given = false;
    let mut found = None;
    for (index, wish) in case.facts.wishes.iter().enumerate() {
        if wish.kind != WishKind::VoteAtPermanentByCertificate {
            continue;
        }
        if choice::is_late(case, wish) {
            continue;
        }
        given = true;
        if wish.document_no.is_some() {
            found = Some((index, wish));
        }
    }
    if given && found.is_none() {
        flags.insert(Flag::CertificateWithoutDocument);
    }
    found
}

fn is_in_other_province(case: &Case<'_>, facility: &FacilityCode) -> bool {
    let province = |code| case.territory.current_commune(code).map(|commune| &commune.province_code);
    let unit = case.territory.facility(facility).and_then(|known| province(&known.commune_code));
    let home = case.permanent().and_then(|(_, residence)| province(&residence.commune_code));
    unit.is_some() && home.is_some() && unit != home
}

/// P11: a long-stay patient or resident of a home with an area of its own, one of kind `care`, votes there; for the communal
/// council too if permanent in the same commune, else as P4 or P5 (Art. 11). A home that lies in an area of houses moves
/// nobody.
pub(super) fn care<'a>(case: &Case<'a>, flags: &mut Flags) -> Option<Placement<'a>> {
    let has_area_of_its_own = |stay: &Stay| {
        case.territory.facility_area(&stay.facility_code).is_some_and(|area| area.kind == AreaKind::Care)
    };
    let stay = latest_stay(case, Rule::P11, has_area_of_its_own)?;
    let mut placement = at_facility(case, Rule::P11, stay);
    let Place::Area(area) = placement.place else { return Some(placement) };
    let facility =
        case.territory.facility(&stay.1.facility_code).map(|known| case.commune_now(&known.commune_code));
    let is_registered = |code| Some(case.commune_now(code)) == facility;
    if let Some((index, _)) =
        case.permanent().filter(|(_, held)| case.commune_now(&held.commune_code) == &area.commune_code)
    {
        placement.ballots = Levels::UPPER.with(Level::Communal);
        placement.facts.push(FactTable::Residences.at(index));
    } else if let Some((index, held)) =
        latest(case.temporary().filter(|(_, held)| is_registered(&held.commune_code)))
    {
        let registration = case.registration(held, flags);
        placement.ballots = ballots_of(registration.rule);
        placement.also = vec![registration.rule];
        placement.temporary_since = registration.since;
        placement.facts.push(FactTable::Residences.at(index));
    }
    Some(placement)
}
