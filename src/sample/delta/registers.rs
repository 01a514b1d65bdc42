//! What other authorities enter: wishes, absences, deaths, sentences, and stays that begin or end.

use super::super::draw::Draw;
use super::change::{Scene, is_aged, permanent_at};
use super::places::Reach;
use crate::people::{
    Absence, Channel, PartialDate, PersonFacts, ResidenceKind, Status, StatusKind, Stay, StayKind,
    VitalStatus, Wish, WishKind,
};
use chrono::{Days, NaiveDate};
use std::ops::Range;

/// Those who may vote soon, or do.
const VOTERS: Range<u32> = 17..200;

/// Of those who chose a place before, that they vote where they are permanently registered after all; of the others, that they
/// vote where they are temporarily, or where they live now.
pub(super) fn wish(facts: &PersonFacts, scene: &Scene, draw: &mut Draw) -> Option<PersonFacts> {
    let home = &facts.residences[permanent_at(facts)?].commune_code;
    if !is_aged(facts, &VOTERS, scene.as_of) {
        return None;
    }
    let has_chosen = facts
        .wishes
        .iter()
        .any(|wish| matches!(wish.kind, WishKind::VoteAtTemporary | WishKind::VoteAtCurrent));
    let is_temporary = |day: &NaiveDate| {
        facts.residences.iter().rfind(|row| {
            row.kind == ResidenceKind::Temporary
                && row.ended_on.is_none()
                && row.expires_on.is_some_and(|expires| expires.first() > *day)
        })
    };
    let (kind, commune_code, area_code) = match is_temporary(&scene.as_of) {
        _ if has_chosen => (WishKind::VoteAtPermanent, None, None),
        Some(row) => (WishKind::VoteAtTemporary, Some(row.commune_code.clone()), None),
        None => {
            let house = scene.places.away(draw, home, Reach::Province)?;
            let area = scene.places.area(draw, &house.commune)?;
            (WishKind::VoteAtCurrent, Some(house.commune), Some(area))
        }
    };
    let mut changed = facts.clone();
    let channel = Some(draw.pick(Channel::ALL));
    let recorded_at = scene.moment(draw);
    changed.wishes.push(Wish {
        kind,
        commune_code,
        area_code,
        recorded_at,
        channel,
        document_no: None,
        beyond: None,
    });
    Some(changed)
}

/// That somebody lives where registered no longer.
pub(super) fn not_here(facts: &PersonFacts, scene: &Scene, draw: &mut Draw) -> Option<PersonFacts> {
    let home = facts.residences[permanent_at(facts)?].commune_code.clone();
    if !is_aged(facts, &VOTERS, scene.as_of) {
        return None;
    }
    let mut changed = facts.clone();
    changed.wishes.push(Wish {
        kind: WishKind::NotHere,
        commune_code: Some(home),
        area_code: None,
        recorded_at: scene.moment(draw),
        channel: Some(Channel::Relative),
        document_no: None,
        beyond: None,
    });
    Some(changed)
}

/// A declared absence of one to eight months.
pub(super) fn absence(facts: &PersonFacts, scene: &Scene, draw: &mut Draw) -> Option<PersonFacts> {
    let home = &facts.residences[permanent_at(facts)?].commune_code;
    if !is_aged(facts, &VOTERS, scene.as_of) {
        return None;
    }
    let day = scene.day(draw);
    let until = day + Days::new(30) + draw.days(210);
    let mut changed = facts.clone();
    changed.absences.push(Absence {
        declared_on: PartialDate::full(day),
        from: PartialDate::full(day),
        until: Some(PartialDate::full(until)),
        destination_commune_code: scene.places.away(draw, home, Reach::Nation).map(|house| house.commune),
    });
    Some(changed)
}

pub(super) fn death(facts: &PersonFacts, scene: &Scene, draw: &mut Draw) -> PersonFacts {
    let mut changed = facts.clone();
    changed.person.vital_status = VitalStatus::Dead;
    changed.person.vital_status_on = Some(PartialDate::full(scene.day(draw)));
    changed
}

/// A sentence with its document.
pub(super) fn imprisonment(facts: &PersonFacts, scene: &Scene, draw: &mut Draw) -> Option<PersonFacts> {
    let is_free = facts.statuses.iter().all(|status| status.kind != StatusKind::Imprisonment);
    if !is_free || !is_aged(facts, &(18..80), scene.as_of) {
        return None;
    }
    let day = scene.day(draw);
    let mut changed = facts.clone();
    changed.statuses.push(Status {
        kind: StatusKind::Imprisonment,
        from: PartialDate::full(day),
        until: None,
        document_no: Some(format!("{}/{}/HS-ST", draw.below(900) + 1, day.format("%Y")).into()),
        issuer: Some("Tòa án nhân dân khu vực".into()),
    });
    Some(changed)
}

/// A stay begins in a facility of the province.
pub(super) fn enter(
    facts: &PersonFacts,
    kind: StayKind,
    years: Range<u32>,
    scene: &Scene,
    draw: &mut Draw,
) -> Option<PersonFacts> {
    let home = &facts.residences[permanent_at(facts)?].commune_code;
    let stays = facts.stays.iter().any(|stay| is_open(stay, scene.as_of));
    if stays || !is_aged(facts, &years, scene.as_of) {
        return None;
    }
    let facility_code = scene.places.facility(draw, home, kind.as_str())?;
    let mut changed = facts.clone();
    changed.stays.push(Stay { kind, facility_code, from: PartialDate::full(scene.day(draw)), until: None });
    Some(changed)
}

/// A stay ends.
pub(super) fn leave(
    facts: &PersonFacts,
    kinds: &[StayKind],
    scene: &Scene,
    draw: &mut Draw,
) -> Option<PersonFacts> {
    let at = facts.stays.iter().rposition(|stay| kinds.contains(&stay.kind) && is_open(stay, scene.as_of))?;
    let day = scene.day(draw);
    if facts.stays[at].from.last() > day {
        return None;
    }
    let mut changed = facts.clone();
    changed.stays[at].until = Some(PartialDate::full(day));
    Some(changed)
}

fn is_open(stay: &Stay, day: NaiveDate) -> bool {
    stay.until.is_none_or(|until| until.first() > day)
}
