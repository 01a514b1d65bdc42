//! Stays in facilities: custody and compulsory measures (P1), armed units (P2, P3), care homes and organisations (P11).

use super::case::{Case, Flags, Place, Placement};
use super::decision::{FactTable, Mark, MarkedRow, Reason};
use super::residence::{Held, ballots_of, latest, permanent_place, temporary_place};
use super::{Flag, OrganisationBallot, Rule, choice, exclusion};
use crate::people::{CommuneCode, FacilityCode, Residence, ResidenceKind, Stay, StayKind, Wish, WishKind};
use crate::territory::{Area, AreaKind, Level, Levels, Territory};

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
    match case.terms.territory.facility_area(facility) {
        Some(area) => Place::Area(area),
        None => {
            let commune = case.terms.territory.facility(facility).map(|known| &known.commune_code);
            let known = commune.and_then(|code| case.terms.territory.current_commune(code));
            Place::Missing {
                reason: Reason::NoArea,
                commune: known.map(|commune| commune.commune_code.clone()),
            }
        }
    }
}

fn at_facility<'a>(case: &Case<'a>, rule: Rule, stay: Stayed<'a>) -> Placement<'a> {
    let (index, stay) = stay;
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
/// and the provincial council (Art. 29.5). A detention that only secures a sentence is confirmed by hand.
pub(super) fn custody<'a>(case: &Case<'a>, flags: &mut Flags) -> Option<Placement<'a>> {
    let stay = latest_stay(case, Rule::P1, |_| true)?;
    let is_detained = |stay: &Stay| stay.kind == StayKind::Detention && case.in_force(stay.from, stay.until);
    if case.facts.stays.iter().any(is_detained) && exclusion::awaits_sentence(case) {
        flags.insert(Flag::ConfirmSentence);
    }
    Some(at_facility(case, Rule::P1, stay))
}

/// P3, else P2: a serviceman votes in the unit's area (Art. 29.3), or with the commander's certificate at the residence
/// outside the unit that it names, while the unit's own row is marked (Art. 31.2, form 12).
pub(super) fn service<'a>(case: &Case<'a>, flags: &mut Flags) -> Option<(Placement<'a>, Option<MarkedRow>)> {
    let stay = latest_stay(case, Rule::P2, |_| true)?;
    let in_unit = (at_facility(case, Rule::P2, stay), None);
    let Some((index, wish)) = certificate(case, flags) else { return Some(in_unit) };
    let Some(held) = certified_residence(case, wish) else {
        flags.insert(Flag::CertificateIgnored);
        return Some(in_unit);
    };
    let mut placement = match held.1.kind {
        ResidenceKind::Temporary => {
            let placement = temporary_place(case, held, flags);
            Placement { also: vec![placement.rule], ..placement }
        }
        ResidenceKind::Permanent | ResidenceKind::Current => permanent_place(case, held),
    };
    placement.rule = Rule::P3;
    placement.facts.extend([FactTable::Stays.at(stay.0), FactTable::Wishes.at(index)]);
    if is_in_other_province(case, &stay.1.facility_code, &held.1.commune_code) {
        flags.insert(Flag::NotNearby);
    }
    let unit = case.terms.territory.facility_area(&stay.1.facility_code);
    let marked = unit.map(|area| MarkedRow { area: area.area_code.clone(), mark: Mark::VotesAtResidence });
    Some((placement, marked))
}

/// The commander's certificate: the latest in time with a document number; of two equal moments the later row.
fn certificate<'a>(case: &Case<'a>, flags: &mut Flags) -> Option<(usize, &'a Wish)> {
    let given = case.facts.wishes.iter().enumerate().filter(|(_, wish)| {
        wish.kind == WishKind::VoteAtPermanentByCertificate && !choice::is_late(case, wish)
    });
    let (numbered, without): (Vec<_>, Vec<_>) = given.partition(|(_, wish)| wish.document_no.is_some());
    if numbered.is_empty() && !without.is_empty() {
        flags.insert(Flag::CertificateWithoutDocument);
    }
    numbered.into_iter().max_by_key(|(index, wish)| (wish.recorded_at, *index))
}

/// The residence outside the unit that the commander's certificate names: in its commune, if it names one, the permanent
/// one before the temporary; else the permanent one, else the latest temporary. Whether a temporary one may be named is a
/// setting of the profile.
pub(super) fn certified_residence<'a>(case: &Case<'a>, certificate: &Wish) -> Option<Held<'a>> {
    let unit = latest_stay(case, Rule::P2, |_| true).map(|(_, stay)| &stay.facility_code);
    let is_named = |(_, held): &Held<'_>| {
        let named = certificate.commune_code.as_ref();
        let is_of_unit = unit.is_some_and(|unit| is_at_unit(case, held, unit));
        !is_of_unit && named.is_none_or(|named| choice::is_same_commune(case, named, &held.commune_code))
    };
    let temporary = || latest(case.temporary().filter(is_named));
    let may_be_temporary = case.terms.profile.certificate_at_temporary;
    case.permanent().filter(is_named).or_else(|| may_be_temporary.then(temporary).flatten())
}

/// Whether a dwelling is the unit's.
fn is_at_unit(case: &Case<'_>, held: &Residence, unit: &FacilityCode) -> bool {
    let own = case.terms.territory.facility_area(unit).filter(|area| area.kind == AreaKind::Military);
    is_on_premises(case.terms.territory, held, Some(unit), own)
}

/// Whether a dwelling is a facility's: by the facility it names, else by its house, if that lies in the facility's own area; one that
/// may lie in several communes is guessed into none.
pub fn is_on_premises(
    territory: &Territory,
    held: &Residence,
    facility: Option<&FacilityCode>,
    own: Option<&Area>,
) -> bool {
    if held.facility_code.is_some() {
        return held.facility_code.as_ref() == facility;
    }
    if !held.may_mean.is_empty() {
        return false;
    }
    let commune = territory.commune_now(&held.commune_code);
    let house = territory.area_of_house(commune, held.hamlet_code.as_ref(), held.house_order);
    house.zip(own).is_some_and(|(house, own)| house.area.area_code == own.area_code)
}

fn is_in_other_province(case: &Case<'_>, facility: &FacilityCode, home: &CommuneCode) -> bool {
    let province = |code| case.terms.territory.current_commune(code).map(|commune| &commune.province_code);
    let unit = case.terms.territory.facility(facility).and_then(|known| province(&known.commune_code));
    let home = province(home);
    unit.is_some() && home.is_some() && unit != home
}

/// P11: who is registered through a care home or an organisation with an area of its own votes there (Art. 11, form 31).
/// One that lies in an area of houses moves nobody.
pub(super) fn through_organisation<'a>(case: &Case<'a>, flags: &mut Flags) -> Option<Placement<'a>> {
    let has_area_of_its_own = |stay: &Stay| {
        let area = case.terms.territory.facility_area(&stay.facility_code);
        area.is_some_and(|area| area.kind.is_of_organisation())
    };
    let stay = latest_stay(case, Rule::P11, has_area_of_its_own)?;
    let mut placement = at_facility(case, Rule::P11, stay);
    let Place::Area(area) = placement.place else { return Some(placement) };
    let organisation = Organisation { case, stay: stay.1, area };
    if let Some((index, _)) = case.permanent().filter(|(_, held)| organisation.has(held)) {
        placement.ballots = Levels::UPPER.with(Level::Communal);
        placement.facts.push(FactTable::Residences.at(index));
    } else if let Some((index, held)) = latest(case.temporary().filter(|(_, held)| organisation.has(held))) {
        let registration = case.registration(held, flags);
        placement.ballots = ballots_of(registration.rule);
        placement.also = vec![registration.rule];
        placement.temporary_since = registration.since;
        placement.facts.push(FactTable::Residences.at(index));
    }
    Some(placement)
}

/// An organisation with an area of its own, and who of its people elects the communal council: those who are registered at
/// the organisation itself, or, by a setting of the profile, in its commune.
#[derive(Clone, Copy)]
struct Organisation<'a, 'c> {
    case: &'c Case<'a>,
    stay: &'a Stay,
    area: &'a Area,
}

impl Organisation<'_, '_> {
    fn has(&self, held: &Residence) -> bool {
        match self.case.terms.profile.organisation_communal_ballot {
            OrganisationBallot::AtOrganisation => {
                let facility = Some(&self.stay.facility_code);
                is_on_premises(self.case.terms.territory, held, facility, Some(self.area))
            }
            OrganisationBallot::SameCommune => {
                let facility = self.case.terms.territory.facility(&self.stay.facility_code);
                facility.is_some_and(|known| self.is_in(held, &known.commune_code))
            }
        }
    }

    fn is_in(&self, held: &Residence, commune: &CommuneCode) -> bool {
        self.case.commune_now(&held.commune_code) == self.case.commune_now(commune)
    }
}
