//! Wishes: which were recorded in time, which one counts, and what forbids the usual place.

use super::homes;
use super::plain::{Home, Question, Said};
use super::{CUT_OFF_HOURS, Flags};
use chrono::{NaiveDateTime, TimeDelta};
use cutri::people::WishKind;
use cutri::territory::{Area, OpensAt};

/// Flags wishes that came too late to count.
pub fn flag_late(question: &Question, flags: &mut Flags) {
    let elsewhere = WishKind::VoteElsewhereCertificate;
    if question.wishes.iter().any(|wish| wish.kind != elsewhere && !is_in_time(question, wish)) {
        flags.insert("late_wish".to_owned());
    }
}

/// C4: whether the wish was recorded 24 hours before voting starts in the area it leads to, or earlier.
pub fn is_in_time(question: &Question, wish: &Said) -> bool {
    let area = match wish.kind {
        WishKind::VoteAtTemporary => {
            temporary_meant(question, wish).and_then(|home| question.house_area(home))
        }
        WishKind::VoteAtCurrent => current_area(question, wish),
        WishKind::VoteAtPermanent => homes::permanent(question).and_then(|home| question.house_area(home)),
        WishKind::VoteAtPermanentByCertificate => {
            homes::permanent(question).and_then(|home| question.house_area(home))
        }
        WishKind::NotHere => homes::permanent(question)
            .or_else(|| homes::latest_temporary(question))
            .and_then(|home| question.house_area(home)),
        WishKind::VoteElsewhereCertificate => None,
    };
    wish.at <= voting_starts(question, area) - TimeDelta::hours(CUT_OFF_HOURS)
}

fn voting_starts(question: &Question, area: Option<&Area>) -> NaiveDateTime {
    let day = question.election.election_day;
    match area.and_then(|area| area.opens_at) {
        Some(OpensAt::Moment(moment)) => moment,
        Some(OpensAt::Hour(hour)) => day.and_time(hour),
        None => day.and_time(question.election.opens_at),
    }
}

/// The latest of the choices of place that were made in time, whatever its kind; of equal moments the later row.
pub fn choice<'q>(question: &'q Question) -> Option<&'q Said<'q>> {
    let mut found: Option<&Said> = None;
    for wish in &question.wishes {
        let kinds = [WishKind::VoteAtTemporary, WishKind::VoteAtCurrent, WishKind::VoteAtPermanent];
        if kinds.contains(&wish.kind)
            && is_in_time(question, wish)
            && found.is_none_or(|other| wish.at >= other.at)
        {
            found = Some(wish);
        }
    }
    found
}

/// The temporary residence in force that a wish means: in its commune, else the latest.
pub fn temporary_meant<'q>(question: &'q Question, wish: &Said) -> Option<&'q Home<'q>> {
    match &wish.commune {
        Some(commune) => homes::temporary_in(question, commune),
        None => homes::latest_temporary(question),
    }
}

/// The commune of a wish for the current place: of its area, else its own, else of the latest current place.
pub fn current_commune(question: &Question, wish: &Said) -> Option<String> {
    let area = wish.area.and_then(|code| question.area(code));
    area.map(|area| question.now(&area.commune_code))
        .or_else(|| wish.commune.clone())
        .or_else(|| homes::latest_current(question).map(|home| home.commune.clone()))
}

/// The area of a wish for the current place: its own, else that of the current place in its commune.
pub fn current_area<'q>(question: &'q Question, wish: &Said) -> Option<&'q Area> {
    wish.area.and_then(|code| question.area(code)).or_else(|| {
        let commune = current_commune(question, wish)?;
        homes::current_in(question, &commune).and_then(|home| question.house_area(home))
    })
}

/// P7: why the person does not stand at this home: `not_here` or `absent`. A choice of the permanent place lifts what
/// was said and declared before it; an absence blocks the permanent place only.
pub fn blocked(question: &Question, home: &Home) -> Option<&'static str> {
    let permanent = homes::permanent(question);
    let lift = choice(question).filter(|wish| wish.kind == WishKind::VoteAtPermanent);
    for wish in &question.wishes {
        let binds = wish.commune.as_ref().is_none_or(|commune| *commune == home.commune);
        let stands = lift.is_none_or(|lift| (wish.at, wish.row) > (lift.at, lift.row));
        if wish.kind == WishKind::NotHere && binds && stands && is_in_time(question, wish) {
            return Some("not_here");
        }
    }
    for absence in &question.absences {
        let stands = lift.is_none_or(|lift| absence.declared.and_hms_opt(0, 0, 0) > Some(lift.at));
        if permanent.is_some() && stands && question.in_force(&absence.span) {
            return Some("absent");
        }
    }
    None
}
