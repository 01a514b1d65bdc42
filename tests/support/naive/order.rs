//! Section 3: the cases in the order in which they are tried.

use super::plain::{Home, InFacility, Question, Said};
use super::{Flags, homes, wishes};
use cutri::people::{StayKind, WishKind};
use cutri::territory::{Area, AreaKind, Level};

const ALL: &[Level] = &[Level::National, Level::Provincial, Level::Communal];
const UPPER: &[Level] = &[Level::National, Level::Provincial];

/// Where a case puts the person.
pub enum Place<'a> {
    /// On the list of an area.
    Area(&'a Area),
    /// Into the queue of the commune, if it is known.
    Queue { reason: &'static str, commune: Option<String> },
    /// On no list.
    NoList { reason: &'static str, commune: Option<String> },
}

/// The case that applies.
pub struct Case<'a> {
    pub rule: &'static str,
    pub also: Vec<&'static str>,
    pub ballots: &'static [Level],
    pub place: Place<'a>,
    /// P3: the area of the unit.
    pub unit: Option<&'a Area>,
}

/// The first case that applies to somebody who may vote.
pub fn first_case<'q>(question: &'q Question, flags: &mut Flags) -> Case<'q> {
    custody(question)
        .or_else(|| serviceman(question, flags))
        .or_else(|| chosen(question, flags))
        .or_else(|| care(question, flags))
        .or_else(|| blocked(question))
        .or_else(|| permanent(question))
        .or_else(|| temporary_only(question, flags))
        .or_else(|| current_only(question))
        .unwrap_or_else(|| nowhere(question))
}

fn case<'q>(rule: &'static str, ballots: &'static [Level], place: Place<'q>) -> Case<'q> {
    Case { rule, also: Vec::new(), ballots, place, unit: None }
}

/// P1
fn custody<'q>(question: &'q Question) -> Option<Case<'q>> {
    let kinds = [
        StayKind::Detention,
        StayKind::TemporaryCustody,
        StayKind::CompulsoryEducation,
        StayKind::CompulsoryRehabilitation,
    ];
    let stay = latest_stay(question, |stay| kinds.contains(&stay.kind))?;
    Some(case("P1", UPPER, facility(question, stay)))
}

/// P3, else P2
fn serviceman<'q>(question: &'q Question, flags: &mut Flags) -> Option<Case<'q>> {
    let stay = latest_stay(question, |stay| stay.kind == StayKind::Military)?;
    let certificates: Vec<&Said> = question
        .wishes
        .iter()
        .filter(|wish| {
            wish.kind == WishKind::VoteAtPermanentByCertificate && wishes::is_in_time(question, wish)
        })
        .collect();
    let documented = certificates.iter().any(|wish| wish.documented);
    if !certificates.is_empty() && !documented {
        flags.insert("certificate_without_document".to_owned());
    }
    let Some(home) = homes::permanent(question).filter(|_| documented) else {
        return Some(case("P2", UPPER, facility(question, stay)));
    };
    let unit_commune = question.facility_commune(stay.facility);
    let unit_province = unit_commune.and_then(|commune| question.province(&commune));
    let home_province = question.province(&home.commune);
    if unit_province.is_some() && home_province.is_some() && unit_province != home_province {
        flags.insert("not_nearby".to_owned());
    }
    Some(Case { unit: question.facility_area(stay.facility), ..case("P3", ALL, house(question, home)) })
}

/// P4, P5, P6, or P8 by choice
fn chosen<'q>(question: &'q Question, flags: &mut Flags) -> Option<Case<'q>> {
    let wish = wishes::choice(question)?;
    match wish.kind {
        WishKind::VoteAtTemporary => chosen_temporary(question, wish, flags),
        WishKind::VoteAtCurrent => chosen_current(question, wish, flags),
        _ => {
            let home = homes::permanent(question)?;
            let stands = wishes::blocked(question, home).is_none();
            stands.then(|| case("P8", ALL, house(question, home)))
        }
    }
}

/// P4, P5
fn chosen_temporary<'q>(question: &'q Question, wish: &Said, flags: &mut Flags) -> Option<Case<'q>> {
    let Some(home) = wishes::temporary_meant(question, wish) else {
        flags.insert("wish_without_residence".to_owned());
        return None;
    };
    if Some(&home.commune) == homes::permanent(question).map(|home| &home.commune) {
        flags.insert("wish_same_commune".to_owned());
        return None;
    }
    let rule = homes::months_case(question, home, flags);
    Some(case(rule, if rule == "P4" { ALL } else { UPPER }, house(question, home)))
}

/// P6
fn chosen_current<'q>(question: &'q Question, wish: &Said, flags: &mut Flags) -> Option<Case<'q>> {
    let commune = wishes::current_commune(question, wish);
    if commune.is_some() && commune.as_ref() == homes::permanent(question).map(|home| &home.commune) {
        flags.insert("wish_same_commune".to_owned());
        return None;
    }
    let known = commune.as_ref().and_then(|commune| question.known_commune(commune));
    let place = match wishes::current_area(question, wish) {
        Some(area) => Place::Area(area),
        None => {
            // Somebody who lives outside the extract; of a wish alone it is not known where.
            let outside =
                commune.filter(|code| known.is_none() && homes::current_in(question, code).is_some());
            let reason = if outside.is_some() { "unknown_commune" } else { "no_area" };
            Place::Queue { reason, commune: known }
        }
    };
    Some(case("P6", UPPER, place))
}

/// P11
fn care<'q>(question: &'q Question, flags: &mut Flags) -> Option<Case<'q>> {
    let stay = latest_stay(question, |stay| {
        let area = question.facility_area(stay.facility);
        stay.kind == StayKind::Care && area.is_some_and(|area| area.kind == AreaKind::Care)
    })?;
    let area = question.facility_area(stay.facility)?;
    let found = case("P11", ALL, Place::Area(area));
    if homes::permanent(question).is_some_and(|home| home.commune == question.now(&area.commune_code)) {
        return Some(found);
    }
    let commune = question.facility_commune(stay.facility)?;
    let Some(home) = homes::temporary_in(question, &commune) else {
        return Some(Case { ballots: UPPER, ..found });
    };
    let rule = homes::months_case(question, home, flags);
    let ballots = if rule == "P4" { ALL } else { UPPER };
    Some(Case { also: vec![rule], ballots, ..found })
}

/// P7: at the permanent place, or at the temporary place of somebody who has no other
fn blocked<'q>(question: &'q Question) -> Option<Case<'q>> {
    let home = homes::permanent(question).or_else(|| homes::latest_temporary(question))?;
    let reason = wishes::blocked(question, home)?;
    let commune = question.known_commune(&home.commune);
    Some(case("P7", &[], Place::NoList { reason, commune }))
}

/// P8
fn permanent<'q>(question: &'q Question) -> Option<Case<'q>> {
    let home = homes::permanent(question)?;
    Some(case("P8", ALL, house(question, home)))
}

/// P9
fn temporary_only<'q>(question: &'q Question, flags: &mut Flags) -> Option<Case<'q>> {
    let home = homes::latest_temporary(question)?;
    flags.insert("temporary_only".to_owned());
    let rule = homes::months_case(question, home, flags);
    let ballots = if rule == "P4" { ALL } else { UPPER };
    Some(Case { also: vec![rule], ..case("P9", ballots, house(question, home)) })
}

/// P10
fn current_only<'q>(question: &'q Question) -> Option<Case<'q>> {
    let home = homes::latest_current(question)?;
    let commune = question.known_commune(&home.commune);
    Some(case("P10", &[], Place::Queue { reason: "no_wish", commune }))
}

/// P0, or P10 where nothing at all is known
fn nowhere<'q>(question: &'q Question) -> Case<'q> {
    let mut latest: Option<&Home> = None;
    for home in homes::lapsed(question) {
        if latest.is_none_or(|other| homes::last(home.registered) >= homes::last(other.registered)) {
            latest = Some(home);
        }
    }
    let Some(latest) = latest else {
        return case("P10", &[], Place::Queue { reason: "no_residence", commune: None });
    };
    let commune = question.known_commune(&latest.commune);
    case("P0", &[], Place::Queue { reason: "lapsed_temporary", commune })
}

/// The stay in force that began last; of equal days the later row.
fn latest_stay<'q>(
    question: &'q Question,
    wanted: impl Fn(&InFacility) -> bool,
) -> Option<&'q InFacility<'q>> {
    let mut found: Option<&InFacility> = None;
    for stay in &question.stays {
        let in_force = wanted(stay) && question.in_force(&stay.span);
        if in_force && found.is_none_or(|other| stay.span.from >= other.span.from) {
            found = Some(stay);
        }
    }
    found
}

/// The area of the facility somebody stays in, else the queue of its commune.
fn facility<'q>(question: &'q Question, stay: &InFacility) -> Place<'q> {
    let commune =
        question.facility_commune(stay.facility).and_then(|commune| question.known_commune(&commune));
    match question.facility_area(stay.facility) {
        Some(area) => Place::Area(area),
        None => Place::Queue { reason: "no_area", commune },
    }
}

/// The area of a house, else the queue of its commune.
fn house<'q>(question: &'q Question, home: &Home) -> Place<'q> {
    let Some(commune) = question.known_commune(&home.commune) else {
        return Place::Queue { reason: "unknown_commune", commune: None };
    };
    match question.house_area(home) {
        Some(area) => Place::Area(area),
        None => Place::Queue { reason: "no_area", commune: Some(commune) },
    }
}
