//! Section 3: the cases in the order in which they are tried. Each tells whether it applies, and what it says.

use super::desk::Desk;
use super::{Flags, NaiveBallot};
use cutri::people::{Residence, ResidenceKind, Stay, StayKind, WishKind};
use cutri::territory::{Area, AreaKind};

/// What a case says.
pub struct Case<'a> {
    pub rule: &'static str,
    pub beside: Option<&'static str>,
    /// Whether it gives the communal ballot besides those for nation and province.
    pub communal: bool,
    pub place: Place<'a>,
    /// P3: the area of the unit.
    pub unit: Option<&'a Area>,
}

/// Where a case puts the person. A commune is told if the case knows one, whether the extract holds it or not.
pub enum Place<'a> {
    Area(&'a Area),
    Queue { reason: &'static str, commune: Option<String> },
    NoList { reason: &'static str, commune: Option<String> },
}

type Attempt = for<'a> fn(&Desk<'a>, &mut Flags) -> Option<Case<'a>>;

/// "P1, P3 (before P2), P2, then the choice of place (P4/P5, P6, or P8 by choice), P11, P7, P8, P9, P10, and P0's queue
/// last."
const ORDER: [Attempt; 11] = [
    in_custody,
    serviceman_at_home,
    serviceman,
    chosen,
    in_an_organisation,
    kept_away,
    at_the_permanent_place,
    at_the_temporary_place_only,
    at_a_current_place_only,
    lapsed,
    nowhere,
];

/// The first case that applies to somebody who may vote.
pub fn first<'a>(desk: &Desk<'a>, flags: &mut Flags) -> Case<'a> {
    ORDER.iter().find_map(|attempt| attempt(desk, flags)).expect("the last case applies to everybody")
}

impl<'a> Case<'a> {
    fn of(rule: &'static str, ballots: NaiveBallot, place: Place<'a>) -> Self {
        let communal = ballots == NaiveBallot::AllThree;
        Self { rule, beside: None, communal, place, unit: None }
    }
}

/// P4 gives the communal ballot, P5 does not.
fn by_months(desk: &Desk, home: &Residence, flags: &mut Flags) -> (&'static str, NaiveBallot) {
    match desk.has_the_months(home, flags) {
        true => ("P4", NaiveBallot::AllThree),
        false => ("P5", NaiveBallot::NationAndProvince),
    }
}

/// P1
fn in_custody<'a>(desk: &Desk<'a>, flags: &mut Flags) -> Option<Case<'a>> {
    let kinds = [
        StayKind::Detention,
        StayKind::TemporaryCustody,
        StayKind::CompulsoryEducation,
        StayKind::CompulsoryRehabilitation,
    ];
    let stay = desk.latest_stay(|stay| kinds.contains(&stay.kind))?;
    if desk.is_held_for_a_sentence() {
        flags.insert("confirm_sentence".to_owned());
    }
    Some(Case::of("P1", NaiveBallot::NationAndProvince, facility(desk, stay)))
}

fn unit_of<'a>(desk: &Desk<'a>) -> Option<&'a Stay> {
    desk.latest_stay(|stay| stay.kind == StayKind::Military)
}

/// P3: the latest certificate with a document number, if it leads to a residence outside the unit.
fn serviceman_at_home<'a>(desk: &Desk<'a>, flags: &mut Flags) -> Option<Case<'a>> {
    let unit = unit_of(desk)?;
    let certificates = desk.certificates_in_time();
    let Some(latest) = certificates.iter().rfind(|wish| wish.document_no.is_some()) else {
        if !certificates.is_empty() {
            flags.insert("certificate_without_document".to_owned());
        }
        return None;
    };
    let Some(home) = desk.outside_the_unit(Some(unit), latest) else {
        flags.insert("certificate_ignored".to_owned());
        return None;
    };
    let province = |commune: &str| desk.commune(commune).map(|commune| &commune.province_code);
    let of_unit = desk.commune_of_facility(&unit.facility_code);
    if let (Some(there), Some(here)) =
        (of_unit.and_then(|commune| province(&commune)), province(&desk.commune_of(home)))
        && there != here
    {
        flags.insert("not_nearby".to_owned());
    }
    let (beside, ballots) = match home.kind {
        ResidenceKind::Temporary => {
            let (rule, ballots) = by_months(desk, home, flags);
            (Some(rule), ballots)
        }
        ResidenceKind::Permanent | ResidenceKind::Current => (None, NaiveBallot::AllThree),
    };
    let unit = desk.area_of_facility(&unit.facility_code);
    Some(Case { beside, unit, ..Case::of("P3", ballots, house(desk, home)) })
}

/// P2
fn serviceman<'a>(desk: &Desk<'a>, _: &mut Flags) -> Option<Case<'a>> {
    Some(Case::of("P2", NaiveBallot::NationAndProvince, facility(desk, unit_of(desk)?)))
}

/// P4, P5, P6, or P8 by choice
fn chosen<'a>(desk: &Desk<'a>, flags: &mut Flags) -> Option<Case<'a>> {
    let wish = desk.choice()?;
    let own = desk.permanent().map(|home| desk.commune_of(home));
    match wish.kind {
        WishKind::VoteAtTemporary => {
            let Some(home) = desk.temporary_meant(wish) else {
                flags.insert("wish_without_residence".to_owned());
                return None;
            };
            if own == Some(desk.commune_of(home)) {
                flags.insert("wish_same_commune".to_owned());
                return None;
            }
            let (rule, ballots) = by_months(desk, home, flags);
            Some(Case::of(rule, ballots, house(desk, home)))
        }
        WishKind::VoteAtCurrent => {
            let commune = desk.commune_of_living(wish);
            if own.is_some() && own == commune {
                flags.insert("wish_same_commune".to_owned());
                return None;
            }
            let living = commune.as_ref().and_then(|commune| desk.current_in(commune));
            let place = match (desk.area_of_living(wish), &commune) {
                (Some(area), _) => Place::Area(area),
                // The area of soldiers or of people in custody that was named is none for others, wherever the house lies.
                (None, _) if desk.area_named(wish).is_some() => Place::Queue { reason: "no_area", commune },
                (None, _) if living.is_some_and(|home| !home.may_mean.is_empty()) => Place::Queue {
                    reason: "predecessor_ambiguous",
                    commune: living.and_then(|home| asking(desk, home)),
                },
                // "The reason of a place outside the extract is `unknown_commune` for every kind of residence."
                (None, Some(code)) if desk.commune(code).is_none() && living.is_some() => {
                    Place::Queue { reason: "unknown_commune", commune }
                }
                (None, _) => Place::Queue { reason: "no_area", commune },
            };
            Some(Case::of("P6", NaiveBallot::NationAndProvince, place))
        }
        _ => desk.permanent().filter(|home| desk.kept_away(home).is_none()).map(|home| at_home(desk, home)),
    }
}

/// P11: "any `care` or `organisation` stay in force in a facility with an area of its own".
fn in_an_organisation<'a>(desk: &Desk<'a>, flags: &mut Flags) -> Option<Case<'a>> {
    let own = |stay: &Stay| {
        let area = desk.area_of_facility(&stay.facility_code)?;
        [AreaKind::Care, AreaKind::Organisation].contains(&area.kind).then_some(area)
    };
    let kinds = [StayKind::Care, StayKind::Organisation];
    let stay = desk.latest_stay(|stay| kinds.contains(&stay.kind) && own(stay).is_some())?;
    let area = own(stay)?;
    let there = |home: &Residence| match desk.profile().organisation_at_organisation_only {
        true => match &home.facility_code {
            Some(named) => *named == stay.facility_code,
            None => desk.house_area(home) == Some(area),
        },
        false => Some(desk.commune_of(home)) == desk.commune_of_facility(&stay.facility_code),
    };
    let case = |ballots| Case::of("P11", ballots, Place::Area(area));
    if desk.permanent().is_some_and(there) {
        return Some(case(NaiveBallot::AllThree));
    }
    let Some(home) = desk.latest_home(|home| home.kind == ResidenceKind::Temporary && there(home)) else {
        return Some(case(NaiveBallot::NationAndProvince));
    };
    let (rule, ballots) = by_months(desk, home, flags);
    Some(Case { beside: Some(rule), ..case(ballots) })
}

/// P7: at the permanent place, or at the temporary place of somebody who has no other.
fn kept_away<'a>(desk: &Desk<'a>, _: &mut Flags) -> Option<Case<'a>> {
    let home = desk.usual_home()?;
    let reason = desk.kept_away(home)?;
    let place = Place::NoList { reason, commune: Some(desk.commune_of(home)) };
    Some(Case::of("P7", NaiveBallot::NationAndProvince, place))
}

/// P8
fn at_the_permanent_place<'a>(desk: &Desk<'a>, _: &mut Flags) -> Option<Case<'a>> {
    desk.permanent().map(|home| at_home(desk, home))
}

fn at_home<'a>(desk: &Desk<'a>, home: &Residence) -> Case<'a> {
    Case::of("P8", NaiveBallot::AllThree, house(desk, home))
}

/// P9; under `temporary_only_needs_wish` the queue, until a wish is recorded.
fn at_the_temporary_place_only<'a>(desk: &Desk<'a>, flags: &mut Flags) -> Option<Case<'a>> {
    let home = desk.temporary()?;
    flags.insert("temporary_only".to_owned());
    let (rule, ballots) = by_months(desk, home, flags);
    let place = match desk.profile().temporary_only_needs_wish {
        true => Place::Queue { reason: "no_wish", commune: asking(desk, home) },
        false => house(desk, home),
    };
    Some(Case { beside: Some(rule), ..Case::of("P9", ballots, place) })
}

/// P10
fn at_a_current_place_only<'a>(desk: &Desk<'a>, _: &mut Flags) -> Option<Case<'a>> {
    let commune = Some(desk.commune_of(desk.current()?));
    let place = Place::Queue { reason: "no_wish", commune };
    Some(Case::of("P10", NaiveBallot::NationAndProvince, place))
}

/// P0: "lapsed and nothing else", in the commune of the latest.
fn lapsed<'a>(desk: &Desk<'a>, _: &mut Flags) -> Option<Case<'a>> {
    let lapsed = desk.lapsed();
    let latest =
        lapsed.iter().max_by_key(|home| super::registered::registered(home, super::registered::last))?;
    let place = Place::Queue { reason: "lapsed_temporary", commune: Some(desk.commune_of(latest)) };
    Some(Case::of("P0", NaiveBallot::NationAndProvince, place))
}

/// P10 where nothing at all is known.
fn nowhere<'a>(_: &Desk<'a>, _: &mut Flags) -> Option<Case<'a>> {
    let place = Place::Queue { reason: "no_residence", commune: None };
    Some(Case::of("P10", NaiveBallot::NationAndProvince, place))
}

/// The area of the facility somebody stays in, else the queue of its commune.
fn facility<'a>(desk: &Desk<'a>, stay: &Stay) -> Place<'a> {
    let commune = desk.commune_of_facility(&stay.facility_code);
    desk.area_of_facility(&stay.facility_code)
        .map_or(Place::Queue { reason: "no_area", commune }, Place::Area)
}

/// The area of a house, else the queue of its commune.
fn house<'a>(desk: &Desk<'a>, home: &Residence) -> Place<'a> {
    let commune = desk.commune_of(home);
    if !home.may_mean.is_empty() {
        return Place::Queue { reason: "predecessor_ambiguous", commune: asking(desk, home) };
    }
    let reason = if desk.commune(&commune).is_some() { "no_area" } else { "unknown_commune" };
    desk.house_area(home).map_or(Place::Queue { reason, commune: Some(commune) }, Place::Area)
}

/// The commune that finds out where a home is: the one of its code, else the first known that it may be.
fn asking(desk: &Desk<'_>, home: &Residence) -> Option<String> {
    let first = || home.may_mean.iter().find_map(|code| desk.known(code.as_str()));
    desk.known(&desk.commune_of(home)).or_else(first)
}
