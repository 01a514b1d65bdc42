//! The voter's choice of place (Art. 29.3): the temporary place (P4, P5), the place of actual living (P6), or the
//! permanent place by choice (P8). The latest wish counts, whatever its kind; a late one does not.

use super::case::{Case, Flags, Place, Placement};
use super::decision::{FactTable, Reason};
use super::residence::{Held, latest, temporary_place};
use super::{Flag, Rule, absence, residence, stay};
use crate::people::{CommuneCode, Wish, WishKind};
use crate::territory::Levels;
use chrono::NaiveDateTime;

/// A wish and its place among the person's wishes.
pub(super) type Wished<'a> = (usize, &'a Wish);

/// Where the latest wish in time would have the person vote; `None` if there is none or it is void.
pub(super) fn chosen_place<'a>(case: &Case<'a>, flags: &mut Flags) -> Option<Placement<'a>> {
    let wished @ (index, wish) = latest_choice(case)?;
    let mut placement = match wish.kind {
        WishKind::VoteAtTemporary => at_temporary(case, wish, flags),
        WishKind::VoteAtCurrent => at_current(case, wish, flags),
        WishKind::VoteAtPermanent => at_permanent(case, wished),
        WishKind::NotHere | WishKind::VoteAtPermanentByCertificate | WishKind::VoteElsewhereCertificate => {
            None
        }
    }?;
    placement.facts.push(FactTable::Wishes.at(index));
    Some(placement)
}

/// The latest choice of place in time, void or not; of two equal moments the later row.
fn latest_choice<'a>(case: &Case<'a>) -> Option<Wished<'a>> {
    let wishes = case.facts.wishes.iter().enumerate();
    let in_time = wishes.filter(|(_, wish)| is_choice(wish.kind) && !is_late(case, wish));
    in_time.max_by_key(|(index, wish)| (wish.recorded_at, *index))
}

/// The latest choice, if it is the permanent place: it lifts what was said or declared before it, even where there is no
/// permanent place to vote at.
pub(super) fn choice_of_permanent<'a>(case: &Case<'a>) -> Option<Wished<'a>> {
    latest_choice(case).filter(|(_, wish)| wish.kind == WishKind::VoteAtPermanent)
}

fn is_choice(kind: WishKind) -> bool {
    match kind {
        WishKind::VoteAtTemporary | WishKind::VoteAtCurrent | WishKind::VoteAtPermanent => true,
        WishKind::NotHere | WishKind::VoteAtPermanentByCertificate | WishKind::VoteElsewhereCertificate => {
            false
        }
    }
}

/// Whether a wish came after the cut-off of changes (C4) of the area it leads to, or, for "not here", takes from. A
/// certificate to vote elsewhere has a time of its own (C6).
pub(super) fn is_late(case: &Case<'_>, wish: &Wish) -> bool {
    cut_off(case, wish).is_some_and(|last| last < wish.recorded_at)
}

/// Whether a late wish would be in time by the cut-off of the general election day: its area opens earlier than others.
pub(super) fn is_after_area_cut_off(case: &Case<'_>, wish: &Wish) -> bool {
    is_late(case, wish) && wish.recorded_at <= case.terms.election.change_cut_off(None, case.terms.profile)
}

/// The last moment of changes of the area that a wish concerns; `None` for a certificate to vote elsewhere.
fn cut_off(case: &Case<'_>, wish: &Wish) -> Option<NaiveDateTime> {
    let house = |held: Option<Held<'_>>| held.map(|(_, residence)| case.house(residence));
    let place = match wish.kind {
        WishKind::VoteAtTemporary => house(wished_temporary(case, wish)),
        WishKind::VoteAtCurrent => Some(actual_place(case, wish).place),
        WishKind::VoteAtPermanent => house(case.permanent()),
        WishKind::VoteAtPermanentByCertificate => house(stay::certified_residence(case, wish)),
        WishKind::NotHere => house(case.permanent().or_else(|| latest(case.temporary()))),
        WishKind::VoteElsewhereCertificate => return None,
    };
    let opens_at = match place {
        Some(Place::Area(area)) => area.opens_at,
        Some(Place::Missing { .. }) | None => None,
    };
    Some(case.terms.election.change_cut_off(opens_at, case.terms.profile))
}

/// The latest temporary residence in force, in the wish's commune if it names one.
fn wished_temporary<'a>(case: &Case<'a>, wish: &Wish) -> Option<Held<'a>> {
    let wanted = wish.commune_code.as_ref();
    latest(
        case.temporary().filter(|(_, held)| {
            wanted.is_none_or(|wanted| is_same_commune(case, &held.commune_code, wanted))
        }),
    )
}

pub(super) fn is_same_commune(case: &Case<'_>, one: &CommuneCode, other: &CommuneCode) -> bool {
    case.commune_now(one) == case.commune_now(other)
}

/// Whether a commune is the one of permanent residence: a choice inside it changes nothing.
fn is_permanent_commune(case: &Case<'_>, commune: &CommuneCode) -> bool {
    case.permanent().is_some_and(|(_, permanent)| is_same_commune(case, &permanent.commune_code, commune))
}

fn at_temporary<'a>(case: &Case<'a>, wish: &Wish, flags: &mut Flags) -> Option<Placement<'a>> {
    let Some(held) = wished_temporary(case, wish) else {
        flags.insert(Flag::WishWithoutResidence);
        return None;
    };
    if is_permanent_commune(case, &held.1.commune_code) {
        flags.insert(Flag::WishSameCommune);
        return None;
    }
    Some(temporary_place(case, held, flags))
}

fn at_current<'a>(case: &Case<'a>, wish: &'a Wish, flags: &mut Flags) -> Option<Placement<'a>> {
    let actual = actual_place(case, wish);
    if actual.commune.is_some_and(|commune| is_permanent_commune(case, commune)) {
        flags.insert(Flag::WishSameCommune);
        return None;
    }
    let facts = actual.held.map(|(index, _)| FactTable::Residences.at(index)).into_iter().collect();
    Some(Placement {
        rule: Rule::P6,
        also: Vec::new(),
        place: actual.place,
        ballots: Levels::UPPER,
        facts,
        temporary_since: None,
    })
}

/// Where somebody lives who asks to vote there.
struct ActualPlace<'a> {
    commune: Option<&'a CommuneCode>,
    place: Place<'a>,
    held: Option<Held<'a>>,
}

/// The wish's area, else the area of the current residence in the wish's commune; never one for servicemen or for people
/// in custody.
fn actual_place<'a>(case: &Case<'a>, wish: &'a Wish) -> ActualPlace<'a> {
    let named = wish.area_code.as_ref().and_then(|code| case.terms.territory.area(code));
    let wanted = named.map(|area| &area.commune_code).or(wish.commune_code.as_ref());
    let held =
        latest(case.current().filter(|(_, held)| {
            wanted.is_none_or(|wanted| is_same_commune(case, &held.commune_code, wanted))
        }));
    let commune = wanted.or(held.map(|(_, residence)| &residence.commune_code));
    let place = match (named, held) {
        (Some(area), _) => Place::Area(area),
        (None, Some((_, residence))) => case.house(residence),
        (None, None) => no_area(case, commune),
    };
    let place = match place {
        Place::Area(area) if area.kind.is_closed() => no_area(case, Some(&area.commune_code)),
        Place::Area(_) | Place::Missing { .. } => place,
    };
    ActualPlace { commune, place, held }
}

/// A place in a commune of which the area cannot be told.
fn no_area<'a>(case: &Case<'a>, commune: Option<&CommuneCode>) -> Place<'a> {
    let known = commune.and_then(|code| case.terms.territory.current_commune(code));
    Place::Missing { reason: Reason::NoArea, commune: known.map(|commune| commune.commune_code.clone()) }
}

/// P8 by choice: withdraws other wishes and lifts what was said or declared before it, but not what came after.
fn at_permanent<'a>(case: &Case<'a>, wished: Wished<'a>) -> Option<Placement<'a>> {
    let held = case.permanent()?;
    if absence::said_not_here(case, &held.1.commune_code, Some(wished)).is_some()
        || absence::declared(case, Some(wished)).is_some()
    {
        return None;
    }
    Some(residence::permanent_place(case, held))
}
