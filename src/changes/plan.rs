//! What is to be done about one person whose facts changed: a change, nothing, or something that waits and why.

use super::cause::{Moment, arrival, event_of};
use super::deadline::{Authority, Clock, Late, moves_ballots};
use super::difference::{Difference, difference};
use super::{Event, Kind, Place, RightEnds};
use crate::law::{Decision, FactTable, Outcome, Reason, Rule, Terms, decide};
use crate::people::{CommuneCode, FacilityCode, PersonFacts};
use crate::roll::{Entry, Rows};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// A person before a plan: what was known, what is known, and the rows on posted lists.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    pub before: Option<&'a PersonFacts>,
    pub after: Option<&'a PersonFacts>,
    pub has: &'a Rows,
    /// An official decided where the person stands (a complaint, an undone change, a review): no register overrides it.
    pub by_hand: bool,
    /// The office from which the person has been awaited since an earlier delta.
    pub awaited_from: Option<&'a Counterpart>,
}

/// What all plans of a batch are made by.
#[derive(Clone, Copy)]
pub struct Circumstances<'a> {
    /// The law, territory and election before the delta, and with it.
    pub before: Terms<'a>,
    pub after: Terms<'a>,
    /// When the change is made; local time.
    pub now: NaiveDateTime,
    /// The day of the extract that the lists were made from.
    pub lists_as_of: NaiveDate,
    /// Whether a commune's lists are posted; drafts are derived anew and have no changes.
    pub is_posted: &'a dyn Fn(&CommuneCode) -> bool,
}

impl Circumstances<'_> {
    /// The event, where R20 is what it seems: nobody knows whether areas moved somebody where the election or its rules changed
    /// too, and a name of a place that is printed otherwise is a correction.
    fn of_territory(&self, event: Event, difference: &Difference) -> Option<Event> {
        let is_territory_alone =
            self.before.election == self.after.election && self.before.profile == self.after.profile;
        let is_printed = difference.kind == Kind::Correct && !difference.edits().any(moves_ballots);
        match event {
            Event::R20 if is_printed => Some(Event::R11),
            Event::R20 => is_territory_alone.then_some(event),
            event => Some(event),
        }
    }
}

/// A plan for one person.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What the facts give now; `None` for somebody taken out of the database.
    pub decision: Option<Decision>,
    pub planned: Planned,
}

/// What is to be done.
#[derive(Debug, Clone)]
pub enum Planned {
    /// The lists say already what they should.
    Nothing,
    Change(Draft),
    /// It waits, and the lists stay as they are (but for the half of a transfer that leaves this database).
    Postponed(Draft, Postponed),
    /// The person stands in this row, and the new territory, not the person's facts, has no area for it: the delta is
    /// refused whole.
    Homeless(Place),
}

/// A change that is not made yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// `None` for a combination without a name in the law.
    pub event: Option<Event>,
    pub difference: Difference,
    /// What takes the right to vote, where that is what happened.
    pub right_ends: Option<RightEnds>,
}

/// Why a change waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Postponed {
    /// The clock of an area forbids it.
    Late(Late),
    /// Nobody named this combination, so somebody decides: the facts did not change, or the law names no event.
    Unnamed,
    /// An official decided where the person stands.
    ByHand,
    /// Rows of the person in the delta could not be used: the facts before still hold.
    Unread,
    /// The person comes from an office that is not in this database, and may still stand on its list.
    Incoming(Counterpart),
    /// The person goes to an office that is not in this database; the row here is struck.
    Outgoing(Counterpart),
}

/// The other office of a transfer, as far as the facts tell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Counterpart {
    pub commune_code: Option<CommuneCode>,
    pub facility_code: Option<FacilityCode>,
}

/// Plans what is to be done about one person.
pub fn plan(person: Known<'_>, by: Circumstances<'_>) -> Plan {
    let decided = |facts: &PersonFacts, terms: Terms<'_>| decide(facts, terms);
    let decision = person.after.map(|facts| decided(facts, by.after));
    if let Some(row) = left_without_area(person, decision.as_ref(), by) {
        return Plan { decision, planned: Planned::Homeless(row) };
    }
    let mut wanted = match (person.after, &decision) {
        (Some(facts), Some(decision)) => Rows::of(facts, decision, by.after),
        (Some(_) | None, _) => Rows::default(),
    };
    let is_draft = |row: &Entry| !(by.is_posted)(&row.commune_code);
    let to_draft = wanted.standing.take_if(|row| is_draft(row)).is_some();
    wanted.marked.retain(|row| !is_draft(row));
    let Some(mut difference) = difference(person.has, &wanted) else {
        return Plan { decision, planned: Planned::Nothing };
    };
    let is_of_ground = difference.is_of_ground();
    // The row rests on what an official decided.
    if is_of_ground && person.by_hand {
        return Plan { decision, planned: Planned::Nothing };
    }
    let former = person.before.map(|facts| decided(facts, by.before));
    let from_draft = former.as_ref().is_some_and(|former| stands_in_draft(former, by));
    let before = before(person, former.as_ref(), from_draft);
    let after = match (person.after, &decision) {
        (Some(facts), Some(decision)) => Moment::decided(facts, decision),
        (Some(_) | None, _) => Moment::Absent,
    };
    // The other half of the move is in a list that is no more than a draft, and has no number to cite.
    match difference.kind {
        Kind::Remove if to_draft => difference.kind = Kind::Transfer,
        Kind::Add if from_draft => difference.kind = Kind::Transfer,
        Kind::Add | Kind::Remove | Kind::Correct | Kind::Mark | Kind::Transfer => {}
    }
    let event = match (person.before, &person.has.standing) {
        (_, _) if is_of_ground => Some(Event::R21),
        // Taken out of the database too late to be struck, and in it again: nobody knows what happened between.
        (None, Some(_)) => None,
        (None | Some(_), _) => {
            event_of(before, after, by.after).and_then(|event| by.of_territory(event, &difference))
        }
    };
    let right_ends =
        person.after.zip(decision.as_ref()).and_then(|(facts, decision)| RightEnds::of(facts, decision));
    let mut draft = Draft { event, difference, right_ends };
    let planned = match postponed(person, decision.as_ref(), &mut draft, by) {
        Some(why) => Planned::Postponed(draft, why),
        None => Planned::Change(draft),
    };
    Plan { decision, planned }
}

/// Where the person stood until now: as posted, as drafted, or as the former facts are decided.
fn before<'a>(person: Known<'a>, former: Option<&'a Decision>, from_draft: bool) -> Moment<'a> {
    match (person.before, &person.has.standing, former) {
        // As one whom this database does not hold yet, however often the facts change meanwhile.
        (Some(_), None, _) if person.awaited_from.is_some() => Moment::Absent,
        (Some(facts), Some(row), _) => Moment::posted(facts, row, &person.has.marked),
        (Some(facts), None, Some(decision)) if from_draft => Moment::decided(facts, decision),
        (Some(facts), None, _) if let Some(own) = person.has.beyond() => {
            Moment::marked(facts, own, &person.has.marked)
        }
        (Some(facts), None, Some(decision)) => not_standing(facts, decision),
        (Some(_) | None, _, _) => Moment::Absent,
    }
}

/// The row of somebody whom the same facts would still place by the former territory, and do not by the new one: a hole in
/// the ranges, or a facility that lost its area.
fn left_without_area(person: Known<'_>, decision: Option<&Decision>, by: Circumstances<'_>) -> Option<Place> {
    let (facts, row) = (person.after?, person.has.standing.as_ref()?);
    let is_queue = matches!(decision?.outcome, Outcome::Queue { .. });
    let is_placeless = matches!(decision?.reason, Some(Reason::NoArea | Reason::UnknownCommune));
    if person.by_hand || !is_queue || !is_placeless {
        return None;
    }
    let formerly = decide(facts, by.before).outcome;
    matches!(formerly, Outcome::Listed { .. }).then(|| Place::of(row))
}

/// Whether a decision leads to a list that is a draft.
fn stands_in_draft(decision: &Decision, by: Circumstances<'_>) -> bool {
    let Outcome::Listed { area, .. } = &decision.outcome else { return false };
    by.before.territory.area(area).is_some_and(|area| !(by.is_posted)(&area.commune_code))
}

/// Somebody whom the facts placed and no list holds, because a change before came too late or waits: as one in a queue.
fn not_standing<'a>(facts: &'a PersonFacts, decision: &'a Decision) -> Moment<'a> {
    match decision.outcome {
        Outcome::Listed { .. } => Moment::Unlisted { facts, rule: decision.rule, reason: None },
        Outcome::NotEligible { .. } | Outcome::NoList { .. } | Outcome::Queue { .. } => {
            Moment::decided(facts, decision)
        }
    }
}

fn postponed(
    person: Known<'_>,
    decision: Option<&Decision>,
    draft: &mut Draft,
    by: Circumstances<'_>,
) -> Option<Postponed> {
    // E5 and R6 go before what an official decided: the dead and those who lost the right go.
    if person.by_hand && draft.event != Some(Event::R6) {
        return Some(Postponed::ByHand);
    }
    if let Some((event, counterpart)) = leaving(person, decision, draft, by) {
        draft.event = Some(event);
        draft.difference.depart();
        return match late(draft, by) {
            Some(late) => Some(Postponed::Late(late)),
            None => Some(Postponed::Outgoing(counterpart)),
        };
    }
    if draft.event.is_none() {
        return Some(Postponed::Unnamed);
    }
    if let Some(late) = late(draft, by) {
        return Some(Postponed::Late(late));
    }
    let from = arriving(person, draft, by)?;
    // It is known now that the person moved, whatever the facts tell of the former place.
    if let (Some(Event::R7), Some(decision)) = (draft.event, decision) {
        draft.event = Some(arrival(decision));
    }
    Some(Postponed::Incoming(from))
}

/// The first area whose clock forbids the change: one half too late fails the whole.
fn late(draft: &Draft, by: Circumstances<'_>) -> Option<Late> {
    let clock = Clock { terms: by.after, now: by.now };
    clock.check_change(draft.event?, &draft.difference, Authority::Office).err()
}

/// Whether new facts place a listed person with an office that this database does not hold, and by which event. Facts
/// that did not change move nobody: then a commune or facility left the territory.
fn leaving(
    person: Known<'_>,
    decision: Option<&Decision>,
    draft: &Draft,
    by: Circumstances<'_>,
) -> Option<(Event, Counterpart)> {
    let (facts, decision) = (person.after?, decision?);
    let is_queue = matches!(decision.outcome, Outcome::Queue { .. });
    let is_placeless = matches!(decision.reason, Some(Reason::UnknownCommune | Reason::NoArea));
    let is_unchanged = person.before == person.after;
    if !draft.difference.is_departure() || !is_queue || !is_placeless || is_unchanged {
        return None;
    }
    let counterpart = counterpart(facts, decision, by.after)?;
    let event = match decision.rule {
        Rule::P1 => Event::R5,
        Rule::P2 | Rule::P3 => Event::R12,
        Rule::P4 | Rule::P5 | Rule::P9 => Event::R3,
        Rule::P6 => Event::R14,
        Rule::P8 => Event::R2,
        _ => return None,
    };
    Some((event, counterpart))
}

/// The commune or facility outside this database that a decision leads to.
fn counterpart(facts: &PersonFacts, decision: &Decision, terms: Terms<'_>) -> Option<Counterpart> {
    let outside = |code: &CommuneCode| is_outside(code, terms);
    if let Some(residence) = decision.residences(facts).next().filter(|row| outside(&row.commune_code)) {
        return Some(Counterpart { commune_code: Some(residence.commune_code.clone()), facility_code: None });
    }
    for fact in &decision.facts {
        match fact.table {
            FactTable::Stays => {
                let stay = fact.of(&facts.stays)?;
                if terms.territory.facility(&stay.facility_code).is_none() {
                    let facility_code = Some(stay.facility_code.clone());
                    return Some(Counterpart { commune_code: None, facility_code });
                }
            }
            FactTable::Wishes => {
                let wish = fact.of(&facts.wishes)?;
                if let Some(code) = wish.commune_code.as_ref().filter(|code| outside(code)) {
                    return Some(Counterpart { commune_code: Some(code.clone()), facility_code: None });
                }
            }
            FactTable::Persons | FactTable::Residences | FactTable::Absences | FactTable::Statuses => {}
        }
    }
    None
}

/// Whether a commune is another office's: without an area here, for it is named only as a neighbour, or neither in this
/// database nor a predecessor of one that is.
fn is_outside(code: &CommuneCode, terms: Terms<'_>) -> bool {
    match terms.territory.current_commune(code) {
        Some(commune) => terms.territory.areas_of(&commune.commune_code).is_empty(),
        None => terms.territory.successors(code).is_empty(),
    }
}

/// The office outside whose list a person new to this database stands on, by the facts: one of a commune where the
/// person lived when the lists here were made.
fn arriving(person: Known<'_>, draft: &Draft, by: Circumstances<'_>) -> Option<Counterpart> {
    if draft.difference.kind != Kind::Add {
        return None;
    }
    if person.before.is_some() {
        return person.awaited_from.cloned();
    }
    let day = by.lists_as_of;
    let lived_there = |row: &&crate::people::Residence| {
        is_outside(&row.commune_code, by.after)
            && row.is_in_force(day, by.after.profile.temporary_lapse_months)
    };
    let residence = person.after?.residences.iter().find(lived_there)?;
    Some(Counterpart { commune_code: Some(residence.commune_code.clone()), facility_code: None })
}
