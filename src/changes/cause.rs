//! Which event a person's change is, R1–R20: told from what was decided before, what is decided now, and the facts.

use super::Event;
use crate::law::{Decision, Mark, Outcome, Reason, Rule, Terms, permanent_residence};
use crate::people::{AreaCode, CommuneCode, PersonFacts, Residence, ResidenceKind, VitalStatus};
use crate::roll::Entry;

/// A person at one time: what was known, and what followed from it.
#[derive(Debug, Clone, Copy)]
pub enum Moment<'a> {
    /// The population database does not hold the person.
    Absent,
    /// May not vote, or stands on no list.
    Unlisted { facts: &'a PersonFacts, rule: Rule, reason: Option<Reason> },
    /// Stands in an area, and perhaps has marked rows in others.
    Listed {
        facts: &'a PersonFacts,
        rule: Rule,
        also: &'a [Rule],
        area: &'a AreaCode,
        /// The own place of somebody who votes elsewhere by certificate.
        own: Option<&'a AreaCode>,
        /// The unit of a serviceman who votes at home.
        unit: Option<&'a AreaCode>,
    },
}

impl<'a> Moment<'a> {
    /// What a decision makes of a person.
    pub fn decided(facts: &'a PersonFacts, decision: &'a Decision) -> Self {
        match &decision.outcome {
            Outcome::Listed { area, marked, .. } => {
                let of = |mark| marked.iter().find(|row| row.mark == mark).map(|row| &row.area);
                let (own, unit) = (of(Mark::VotesElsewhere), of(Mark::VotesAtResidence));
                Self::Listed { facts, rule: decision.rule, also: &decision.also, area, own, unit }
            }
            Outcome::NoList { marked, .. } if !marked.is_empty() => {
                let of = |mark| marked.iter().find(|row| row.mark == mark).map(|row| &row.area);
                let own = of(Mark::VotesElsewhere).unwrap_or(&marked[0].area);
                Self::beyond(facts, &decision.also, own, of(Mark::VotesAtResidence))
            }
            Outcome::NotEligible { .. } | Outcome::NoList { .. } | Outcome::Queue { .. } => {
                Self::Unlisted { facts, rule: decision.rule, reason: decision.reason }
            }
        }
    }

    /// Somebody who votes by a certificate where another office keeps the list: the own row is all there is.
    fn beyond(
        facts: &'a PersonFacts,
        also: &'a [Rule],
        own: &'a AreaCode,
        unit: Option<&'a AreaCode>,
    ) -> Self {
        Self::Listed { facts, rule: Rule::R8, also, area: own, own: Some(own), unit }
    }

    /// What the marked rows say of somebody who votes where another office keeps the list.
    pub fn marked(facts: &'a PersonFacts, own: &'a Entry, marked: &'a [Entry]) -> Self {
        let unit = marked.iter().find(|row| row.marks.contains(&Mark::VotesAtResidence));
        Self::beyond(facts, &own.also, &own.area_code, unit.map(|row| &row.area_code))
    }

    /// What a posted row, and perhaps marked ones, say of a person.
    pub fn posted(facts: &'a PersonFacts, row: &'a Entry, marked: &'a [Entry]) -> Self {
        let of = |mark| marked.iter().find(|row| row.marks.contains(&mark)).map(|row| &row.area_code);
        let (own, unit) = (of(Mark::VotesElsewhere), of(Mark::VotesAtResidence));
        Self::Listed { facts, rule: row.rule, also: &row.also, area: &row.area_code, own, unit }
    }

    fn facts(&self) -> Option<&'a PersonFacts> {
        match self {
            Self::Absent => None,
            Self::Unlisted { facts, .. } | Self::Listed { facts, .. } => Some(facts),
        }
    }
}

/// The event that leads from `before` to `after`; `None` for a combination that the law does not name, which somebody
/// must look at. Where the facts did not change, the territory did.
pub fn event_of(before: Moment<'_>, after: Moment<'_>, terms: Terms<'_>) -> Option<Event> {
    match (before.facts(), after.facts()) {
        (Some(former), Some(present)) if former == present => return by_territory(before, after),
        (Some(_) | None, Some(_) | None) => {}
    }
    match (before, after) {
        (Moment::Absent, Moment::Absent) => None,
        (Moment::Absent, Moment::Listed { facts, rule, also, area, .. }) => {
            Some(arrived(facts, rule.own(also), rule, lives_in(area, terms), terms))
        }
        (Moment::Absent | Moment::Unlisted { .. }, Moment::Unlisted { .. }) => None,
        (Moment::Unlisted { .. } | Moment::Listed { .. }, Moment::Absent) => Some(Event::R18),
        (
            Moment::Unlisted { facts, rule, reason },
            Moment::Listed { facts: present, rule: now, also, area, .. },
        ) => {
            let (own, commune) = (now.own(also), lives_in(area, terms));
            restored(Restored { before: facts, after: present, rule, reason, own, now, commune }, terms)
        }
        // Nobody knows that the voter moved: somebody finds out what the code means.
        (Moment::Listed { .. }, Moment::Unlisted { reason: Some(Reason::PredecessorAmbiguous), .. }) => None,
        (Moment::Listed { .. }, Moment::Unlisted { rule, reason, .. }) => Some(lost(rule, reason)),
        (Moment::Listed { .. }, Moment::Listed { .. }) => elsewhere(before, after, terms),
    }
}

/// The facts are the same: a queue is resolved where a facility or house got its area (R16), a facility that gained or
/// lost an area of its own moves its people (R13), and every other change of a row comes from areas or councils (R20).
fn by_territory(before: Moment<'_>, after: Moment<'_>) -> Option<Event> {
    match (before, after) {
        (
            Moment::Unlisted { reason: Some(Reason::NoArea | Reason::UnknownCommune), .. },
            Moment::Listed { .. },
        ) => Some(Event::R16),
        (
            Moment::Listed { rule: old, also: old_also, .. },
            Moment::Listed { rule: new, also: new_also, .. },
        ) => {
            let is_of_care = |rule: Rule, also: &[Rule]| rule.own(also) == Rule::P11;
            let is_of_areas = is_of_care(old, old_also) == is_of_care(new, new_also);
            Some(if is_of_areas { Event::R20 } else { Event::R13 })
        }
        (Moment::Absent | Moment::Unlisted { .. } | Moment::Listed { .. }, _) => None,
    }
}

/// Somebody whom this database did not hold stands on a list. A move is told by a residence elsewhere, a return from abroad by
/// nothing that the database keeps.
fn arrived(
    facts: &PersonFacts,
    own: Rule,
    rule: Rule,
    commune: Option<CommuneCode>,
    terms: Terms<'_>,
) -> Event {
    let is_elsewhere =
        |row: &Residence| commune.as_ref() != Some(terms.territory.commune_now(&row.commune_code));
    match own {
        _ if rule == Rule::R8 => Event::R8,
        _ if facts.residences.iter().any(is_elsewhere) => moved(own),
        _ => Event::R7,
    }
}

/// The event of somebody who came from another office's list, by what is decided now.
pub(super) fn arrival(decision: &Decision) -> Event {
    moved(decision.rule.own(&decision.also))
}

/// The event of a move to the place of a rule.
fn moved(own: Rule) -> Event {
    match own {
        Rule::P1 => Event::R5,
        Rule::P2 | Rule::P3 => Event::R12,
        Rule::P4 | Rule::P5 | Rule::P9 => Event::R3,
        Rule::P6 => Event::R14,
        Rule::P11 => Event::R13,
        _ => Event::R2,
    }
}

/// The commune of an area.
fn lives_in(area: &AreaCode, terms: Terms<'_>) -> Option<CommuneCode> {
    terms.territory.area(area).map(|area| area.commune_code.clone())
}

/// Somebody who stood on no list, by a rule and for a reason, and stands on one now.
struct Restored<'a> {
    before: &'a PersonFacts,
    after: &'a PersonFacts,
    rule: Rule,
    reason: Option<Reason>,
    /// The rule behind the certificate, where that is what decides now.
    own: Rule,
    now: Rule,
    /// The commune of the area.
    commune: Option<CommuneCode>,
}

/// The event of somebody who stood on no list and stands on one.
fn restored(person: Restored<'_>, terms: Terms<'_>) -> Option<Event> {
    let Restored { before, after, rule, reason, own, now, commune } = person;
    let event = match (rule, reason) {
        (Rule::X1 | Rule::X2 | Rule::X3 | Rule::X4 | Rule::X5, _) => Event::R1,
        (Rule::E4, _) => Event::R17,
        (Rule::E1, _) => Event::R11,
        // Somebody declared missing has the right again on coming back; somebody dead was recorded so wrongly.
        (Rule::E5, _) if before.person.vital_status == VitalStatus::Missing => Event::R1,
        (Rule::E5, _) => Event::R11,
        // Another office's certificate, and no place of the person's own.
        (_, _) if own == Rule::R8 => Event::R8,
        (_, Some(Reason::NotHere | Reason::Absent)) => match (now, own) {
            (Rule::R8, _) => Event::R8,
            (_, Rule::P8) if moved_for_good(before, after, terms) => Event::R2,
            (_, Rule::P8) => Event::R9,
            (_, Rule::P1) => Event::R5,
            (_, Rule::P2 | Rule::P3) => Event::R12,
            (_, Rule::P11) => Event::R13,
            (_, Rule::P4 | Rule::P5 | Rule::P9) if is_new_temporary(before, commune.as_ref(), terms) => {
                Event::R3
            }
            (_, _) => Event::R14,
        },
        (_, _) => Event::R16,
    };
    Some(event)
}

/// Somebody who stood on a list stands on none.
fn lost(rule: Rule, reason: Option<Reason>) -> Event {
    match (rule, reason) {
        (Rule::E4, _) => Event::R17,
        (_, Some(Reason::NotEligible)) => Event::R6,
        (_, Some(Reason::NotHere | Reason::Absent)) => Event::R15,
        (_, _) => Event::R16,
    }
}

/// Somebody stands on a list before and after.
fn elsewhere(before: Moment<'_>, after: Moment<'_>, terms: Terms<'_>) -> Option<Event> {
    let (
        Moment::Listed {
            facts: former,
            rule: old,
            also: old_also,
            area: from,
            own: own_before,
            unit: unit_before,
        },
        Moment::Listed {
            facts: present,
            rule: new,
            also: new_also,
            area: to,
            own: own_after,
            unit: unit_after,
        },
    ) = (before, after)
    else {
        return None;
    };
    let is_beyond = |own: Option<&AreaCode>, area| own == Some(area);
    let are_beyond = is_beyond(own_before, from) && is_beyond(own_after, to);
    let (from, to) = match (old, new) {
        (Rule::R8, Rule::R8) if from != to && !are_beyond => return Some(Event::R8),
        (Rule::R8, Rule::R8) if old_also.is_empty() && new_also.is_empty() => return Some(Event::R11),
        // The certificate stays: what happened, happened to the own place.
        (Rule::R8, Rule::R8) => own_before.zip(own_after).unwrap_or((from, to)),
        // Custody goes before a certificate: whoever is taken in votes at the facility, and elsewhere again once released.
        (Rule::R8, Rule::P1) => return Some(Event::R5),
        (Rule::P1, Rule::R8) => return Some(Event::R4),
        // Who voted here by another office's certificate has come to live here.
        (Rule::R8, own) if old_also.is_empty() => return Some(moved(own)),
        (Rule::R8, _) | (_, Rule::R8) => return Some(Event::R8),
        (_, _) => (from, to),
    };
    let (old, new) = (old.own(old_also), new.own(new_also));
    let turn = Turn { old, new, from, to };
    if turn.is_within_the_army() && unit_before != unit_after {
        return Some(Event::R12);
    }
    in_custody_or_service(turn)
        .or_else(|| in_care(turn, former.stays == present.stays))
        .or_else(|| at_home(turn, Told { former, present, terms }))
}

/// Own places before and after, each with the rule that gave it.
#[derive(Clone, Copy)]
struct Turn<'a> {
    old: Rule,
    new: Rule,
    from: &'a AreaCode,
    to: &'a AreaCode,
}

impl Turn<'_> {
    /// A serviceman at the same residence.
    fn is_within_the_army(self) -> bool {
        self.old == Rule::P3 && self.new == Rule::P3 && self.from == self.to
    }
}

/// The facts before and after.
#[derive(Clone, Copy)]
struct Told<'a> {
    former: &'a PersonFacts,
    present: &'a PersonFacts,
    terms: Terms<'a>,
}

/// Into custody, out of it, or into or out of a unit of the armed forces.
fn in_custody_or_service(turn: Turn<'_>) -> Option<Event> {
    match (turn.old, turn.new) {
        (Rule::P1, Rule::P1) if turn.from == turn.to => Some(Event::R11),
        (_, Rule::P1) => Some(Event::R5),
        (Rule::P1, _) => Some(Event::R4),
        (old, new) if old.is_of_service() != new.is_of_service() => Some(Event::R12),
        (Rule::P2, Rule::P2) => Some(if turn.from == turn.to { Event::R11 } else { Event::R12 }),
        (Rule::P2, Rule::P3) | (Rule::P3, Rule::P2) => Some(Event::R14),
        (_, _) => None,
    }
}

/// Into a home of care or out of it; where nobody entered or left, the voter chose otherwise.
fn in_care(turn: Turn<'_>, are_stays_the_same: bool) -> Option<Event> {
    match (turn.old, turn.new) {
        (Rule::P11, Rule::P11) if turn.from == turn.to => Some(Event::R11),
        (Rule::P11, _) | (_, Rule::P11) if are_stays_the_same => Some(Event::R14),
        (Rule::P11, _) | (_, Rule::P11) => Some(Event::R13),
        (_, _) => None,
    }
}

/// From one place of residence to another.
fn at_home(turn: Turn<'_>, told: Told<'_>) -> Option<Event> {
    let Turn { old, new, from, to } = turn;
    let Told { former, present, terms } = told;
    let commune = |code: &AreaCode| lives_in(code, terms);
    let is_same_commune = commune(from) == commune(to);
    let within = if from == to { Event::R11 } else { Event::R19 };
    let lived_there = |rule| matches!(rule, Rule::P3 | Rule::P8);
    let event = match new {
        Rule::P8 if old == Rule::P9 && is_same_commune => within,
        // What was corrected is the row that is posted, whatever the facts said in between.
        Rule::P3 | Rule::P8 if lived_there(old) && from == to => within,
        // The row may be older than the facts before, where a move has waited.
        Rule::P3 | Rule::P8 if lived_there(old) && !is_same_commune => Event::R2,
        Rule::P3 | Rule::P8 if moved_for_good(former, present, terms) => Event::R2,
        Rule::P3 | Rule::P8 if old == new && is_same_commune => within,
        Rule::P3 | Rule::P8 => Event::R14,
        Rule::P4 | Rule::P5 if is_same_commune && matches!(old, Rule::P4 | Rule::P5) => within,
        Rule::P4 | Rule::P5 if is_new_temporary(former, commune(to).as_ref(), terms) => Event::R3,
        Rule::P4 | Rule::P5 => Event::R14,
        Rule::P6 if is_same_commune && old == Rule::P6 => within,
        Rule::P6 => Event::R14,
        Rule::P9 if is_same_commune => within,
        Rule::P9 => Event::R3,
        _ => return None,
    };
    Some(event)
}

/// Whether the permanent residence is in another commune than before, or the first one.
fn moved_for_good(former: &PersonFacts, present: &PersonFacts, terms: Terms<'_>) -> bool {
    let commune = |facts| {
        let held = permanent_residence(facts, terms)?;
        Some(terms.territory.commune_now(&held.commune_code).clone())
    };
    let present = commune(present);
    present.is_some() && commune(former) != present
}

/// Whether the facts before had no temporary residence in the commune.
fn is_new_temporary(former: &PersonFacts, commune: Option<&CommuneCode>, terms: Terms<'_>) -> bool {
    let Terms { election, profile, .. } = terms;
    let holds = |row: &Residence| row.is_in_force(election.election_day, profile.temporary_lapse_months);
    let kept = |row: &&Residence| row.kind == ResidenceKind::Temporary && holds(row);
    let mut before = former.residences.iter().filter(kept);
    before.all(|row| commune != Some(terms.territory.commune_now(&row.commune_code)))
}
