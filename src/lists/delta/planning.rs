//! Planning a delta: what is to be done about each person, page by page, and what stands on no list.

use super::super::{Facts, Intent, Lists, ListsError, Notice, Waiting, communes_with_none, rows_of};
use super::awaited::{awaited, notices};
use super::{Step, renumbered};
use crate::changes::{
    Circumstances, Counterpart, Draft, Event, Kind, Known, Place, Plan, Planned, Postponed, plan,
};
use crate::law::{Decision, Outcome, Reason, decide};
use crate::people::{Beyond, CommuneCode, PersonFacts, PersonalNumber, VitalStatus, Wish, WishKind, digest};
use crate::progress::Progress;
use crate::roll::{Rows, Status, Unlisted};
use crate::store::matter::Kind as MatterKind;
use crate::store::{self, Tx};
use chrono::NaiveDateTime;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Persons planned at once.
const PAGE: usize = 1_000;

/// All that a delta makes.
#[derive(Default)]
pub(crate) struct Plans {
    /// Persons who were decided anew.
    pub decided: u64,
    pub intents: Vec<Intent>,
    pub waiting: Vec<Waiting>,
    /// The outcome of persons: what stands of them beside the lists; `None`: nothing.
    pub outcomes: BTreeMap<PersonalNumber, Option<Unlisted>>,
    /// Communes whose lists are drafts and must be derived anew.
    pub drafts: BTreeSet<CommuneCode>,
    /// The communes in which the persons have or had facts; `""` for none.
    pub communes: BTreeSet<(String, String)>,
    /// The persons who were decided anew, whose earlier matters are settled by it.
    pub persons: Vec<PersonalNumber>,
    /// Persons of whom another office gave notice, and who have arrived.
    pub arrived: Vec<PersonalNumber>,
    /// Those of them who still stand nowhere and wait in a queue.
    pub queued: BTreeSet<PersonalNumber>,
    /// The facts before, of those who would be removed.
    pub removed: BTreeMap<PersonalNumber, PersonFacts>,
    /// The facts of those who are new in the database and would be added.
    pub added: BTreeMap<PersonalNumber, PersonFacts>,
    /// The rows whose persons the delta's territory would leave without an area.
    pub homeless: Vec<Place>,
}

impl Plans {
    /// How many changes there are of each kind, by its word.
    pub fn counts(&self) -> BTreeMap<String, u64> {
        let mut counts = BTreeMap::new();
        for intent in &self.intents {
            *counts.entry(intent.difference.kind.as_str().to_owned()).or_default() += 1;
        }
        counts
    }
}

/// A delta being planned.
pub(super) struct Planning<'a> {
    lists: &'a Lists,
    delta: &'a Step,
    now: NaiveDateTime,
    plans: Plans,
}

/// A person before and after, with what else decides.
struct Subject {
    number: PersonalNumber,
    before: Option<PersonFacts>,
    after: Option<PersonFacts>,
    has: Rows,
    by_hand: bool,
    awaited_from: Option<Counterpart>,
    notice: Option<Notice>,
}

impl<'a> Planning<'a> {
    pub fn new(lists: &'a Lists, delta: &'a Step, now: NaiveDateTime) -> Self {
        Self { lists, delta, now, plans: Plans::default() }
    }

    pub fn finish(mut self) -> Plans {
        renumbered::pair(&mut self.plans, self.lists.roll_id());
        self.plans
    }

    /// Plans the persons of the delta, and everybody else where the delta changes what all are judged by.
    pub async fn all(&mut self, tx: &mut Tx, progress: &dyn Progress) -> Result<(), ListsError> {
        progress.begin("changes", Some(self.delta.basis.persons));
        let (root, snapshot_id) = (&self.lists.root.snapshot_id, &self.delta.basis.snapshot_id);
        let mut last = String::new();
        loop {
            let limit = u32::try_from(PAGE).unwrap_or(u32::MAX);
            let page = store::revision::read(tx, root, snapshot_id, &last, limit).await?;
            let Some(end) = page.last() else { break };
            end.clone_into(&mut last);
            let facts = page.parse::<PersonFacts>()?;
            let numbers: Vec<PersonalNumber> = facts.iter().map(|facts| facts.person.personal_id).collect();
            let present = facts.into_iter().filter(|facts| facts.person.vital_status != VitalStatus::Removed);
            let mut after: BTreeMap<PersonalNumber, PersonFacts> =
                present.map(|facts| (facts.person.personal_id, facts)).collect();
            Facts::now(self.lists).certify(tx, &mut after).await?;
            self.plans.persons.extend(&numbers);
            let before = Facts::now(self.lists).of(tx, &numbers).await?;
            self.page(tx, &numbers, before, Some(after)).await?;
            progress.advance(numbers.len() as u64);
        }
        if self.delta.everybody {
            self.everybody(tx).await?;
        }
        self.unread(tx).await?;
        progress.end();
        Ok(())
    }

    /// Persons of whom the delta's rows could not all be used: what was known before holds, and somebody looks.
    async fn unread(&mut self, tx: &mut Tx) -> Result<(), ListsError> {
        let numbers: Vec<PersonalNumber> = self.delta.unread.iter().copied().collect();
        for part in numbers.chunks(PAGE) {
            let before = Facts::now(self.lists).of(tx, part).await?;
            let rows = rows_of(tx, self.lists, part).await?;
            for number in part {
                let facts = before.get(number);
                let row = rows.get(number).and_then(|rows| rows.standing.as_ref());
                self.plans.persons.push(*number);
                self.plans.waiting.push(Waiting {
                    waiting_id: self.waiting_id(*number),
                    personal_id: *number,
                    why: Postponed::Unread,
                    event: None,
                    kind: Kind::Correct,
                    from: row.map(Place::of),
                    to: None,
                    before: facts.map(|facts| self.former(facts)),
                    after: None,
                    since: self.now,
                    snapshot_id: self.delta.basis.snapshot_id.clone(),
                    settled: None,
                });
            }
        }
        Ok(())
    }

    fn waiting_id(&self, number: PersonalNumber) -> String {
        let id = format!("{};{};{number}", self.lists.roll_id(), self.delta.basis.snapshot_id);
        digest(id.as_bytes())[..16].to_owned()
    }

    /// What the facts gave before.
    fn former(&self, facts: &PersonFacts) -> Decision {
        decide(facts, self.lists.terms())
    }

    /// Plans all persons who are not in the delta: commune by commune, each in the first that knows them.
    async fn everybody(&mut self, tx: &mut Tx) -> Result<(), ListsError> {
        let done: BTreeSet<PersonalNumber> = self.plans.persons.iter().copied().collect();
        let territory = self.lists.basis.territory.clone();
        let communes = territory.communes().map(|commune| Some(commune.commune_code.clone())).chain([None]);
        // The first commune of a certificate may be one that does not know the person.
        let mut certified: BTreeSet<PersonalNumber> = BTreeSet::new();
        for commune in communes.collect::<Vec<_>>() {
            let mut found = Vec::new();
            let mut gather = |facts: &PersonFacts| {
                let number = facts.person.personal_id;
                let is_first = match facts.wishes.iter().any(is_certificate) {
                    true => certified.insert(number),
                    false => communes_with_none(facts, &territory).first() == Some(&commune),
                };
                if is_first && !done.contains(&number) {
                    found.push(facts.clone());
                }
            };
            Facts::now(self.lists).of_commune(tx, commune.as_ref(), &territory, &mut gather).await?;
            for part in found.chunks(PAGE) {
                let numbers: Vec<PersonalNumber> =
                    part.iter().map(|facts| facts.person.personal_id).collect();
                let facts = part.iter().map(|facts| (facts.person.personal_id, facts.clone())).collect();
                self.plans.persons.extend(&numbers);
                self.page(tx, &numbers, facts, None).await?;
            }
        }
        Ok(())
    }

    /// Plans some persons; without `after` their facts are as they were.
    async fn page(
        &mut self,
        tx: &mut Tx,
        numbers: &[PersonalNumber],
        mut before: BTreeMap<PersonalNumber, PersonFacts>,
        mut after: Option<BTreeMap<PersonalNumber, PersonFacts>>,
    ) -> Result<(), ListsError> {
        let lists = self.lists;
        let mut rows = rows_of(tx, lists, numbers).await?;
        let ids = || numbers.iter().map(PersonalNumber::as_str);
        let holds = store::matter::of_persons(tx, lists.roll_id(), MatterKind::Hold, ids()).await?;
        let holds: BTreeSet<String> = holds.into_iter().map(|matter| matter.personal_id).collect();
        let mut awaited = awaited(tx, lists, numbers).await?;
        let mut notices = notices(tx, lists, numbers).await?;
        for number in numbers {
            let before = before.remove(number);
            let subject = Subject {
                number: *number,
                after: match &mut after {
                    Some(after) => after.remove(number),
                    None => before.clone(),
                },
                before,
                has: rows.remove(number).unwrap_or_default(),
                by_hand: holds.contains(number.as_str()),
                awaited_from: awaited.remove(number),
                notice: notices.remove(number),
            };
            self.person(subject);
        }
        Ok(())
    }

    fn person(&mut self, subject: Subject) {
        let lists = self.lists;
        self.plans.decided += 1;
        let is_posted = |commune: &CommuneCode| lists.is_posted(commune);
        let by = Circumstances {
            before: lists.terms(),
            after: self.delta.basis.terms(),
            now: self.now,
            lists_as_of: lists.root.as_of,
            is_posted: &is_posted,
        };
        let known = Known {
            before: subject.before.as_ref(),
            after: subject.after.as_ref(),
            has: &subject.has,
            by_hand: subject.by_hand,
            awaited_from: subject.awaited_from.as_ref(),
        };
        let plan = plan(known, by);
        self.touch(&subject);
        self.outcome(&subject, &plan);
        match plan.planned {
            Planned::Nothing => {
                let is_queue = |it: &Decision| matches!(it.outcome, Outcome::Queue { .. });
                self.plans.queued.extend(plan.decision.filter(is_queue).map(|_| subject.number));
            }
            Planned::Change(draft) | Planned::Postponed(draft, Postponed::Incoming(_))
                if draft.difference.kind == Kind::Add && subject.notice.is_some() =>
            {
                self.arrive(&subject, draft);
            }
            Planned::Change(draft) => {
                if let Some(event) = draft.event {
                    self.intend(&subject, event, draft, None);
                }
            }
            Planned::Postponed(draft, why) => self.postpone(&subject, plan.decision, draft, why),
            Planned::Homeless(row) => self.plans.homeless.push(row),
        }
    }

    /// Notes where the person has and had facts: drafts there are derived anew, and reading the commune finds them.
    fn touch(&mut self, subject: &Subject) {
        let (former, present) = (&self.lists.basis.territory, &self.delta.basis.territory);
        let known = |facts: &PersonFacts| communes_with_none(facts, former);
        let filed: BTreeSet<Option<CommuneCode>> = subject.before.iter().flat_map(known).collect();
        let mut communes = filed.clone();
        communes.extend(subject.after.iter().flat_map(|facts| communes_with_none(facts, present)));
        // Without the certificate of another office nothing may tell of a commune.
        let is_guest = |facts: &PersonFacts| facts.wishes.iter().any(is_of_another_office);
        if subject.after.as_ref().is_some_and(is_guest) {
            communes.insert(None);
        }
        let is_revised = subject.before != subject.after;
        for commune in communes {
            // Other facilities and areas may lead the same facts to another commune.
            if is_revised || !filed.contains(&commune) {
                let code = commune.as_ref().map_or("", CommuneCode::as_str).to_owned();
                self.plans.communes.insert((code, subject.number.to_string()));
            }
            self.plans.drafts.extend(commune.filter(|commune| !self.lists.is_posted(commune)));
        }
    }

    fn intend(&mut self, subject: &Subject, event: Event, draft: Draft, pair_id: Option<String>) {
        let difference = draft.difference;
        let leaves =
            difference.kind == Kind::Remove || (difference.kind == Kind::Transfer && difference.to.is_none());
        if let (true, Some(facts)) = (leaves, &subject.before) {
            self.plans.removed.insert(subject.number, facts.clone());
        }
        if let (Kind::Add, Event::R7, Some(facts)) = (difference.kind, event, &subject.after) {
            self.plans.added.insert(subject.number, facts.clone());
        }
        self.plans.intents.push(Intent {
            personal_id: subject.number,
            event,
            reason: Cow::Borrowed(event.reason_of(difference.kind, draft.right_ends)),
            right_ends: draft.right_ends,
            difference,
            evidence: self.delta.evidence(event),
            pair_id,
        });
    }

    /// Adds somebody whom another office gave up: the two entries cite each other by the pair's id.
    fn arrive(&mut self, subject: &Subject, mut draft: Draft) {
        let Some(notice) = &subject.notice else { return };
        draft.difference.kind = Kind::Transfer;
        self.plans.arrived.push(subject.number);
        self.plans.outcomes.insert(subject.number, None);
        self.intend(subject, notice.event, draft, Some(notice.pair_id.clone()));
    }

    fn postpone(&mut self, subject: &Subject, after: Option<Decision>, draft: Draft, why: Postponed) {
        let sides = &draft.difference;
        let from = match why {
            Postponed::Outgoing(_) => sides.row_left(),
            _ => sides.from.as_ref().and_then(|edit| edit.before.as_ref()),
        };
        let waiting_id = self.waiting_id(subject.number);
        self.plans.waiting.push(Waiting {
            waiting_id: waiting_id.clone(),
            personal_id: subject.number,
            event: draft.event,
            kind: sides.kind,
            from: from.map(Place::of),
            to: sides.to.as_ref().map(|edit| Place::of(&edit.after)),
            before: subject.before.as_ref().map(|facts| self.former(facts)),
            after,
            since: self.now,
            snapshot_id: self.delta.basis.snapshot_id.clone(),
            settled: None,
            why: why.clone(),
        });
        if let (Postponed::Outgoing(_), Some(event)) = (&why, draft.event) {
            self.intend(subject, event, draft, Some(waiting_id));
        }
    }

    /// What stands of the person beside the lists.
    fn outcome(&mut self, subject: &Subject, plan: &Plan) {
        let stands = match &plan.planned {
            Planned::Nothing | Planned::Homeless(_) => subject.has.standing.is_some(),
            Planned::Change(draft) => {
                draft.difference.to.is_some() || (subject.has.standing.is_some() && keeps_standing(draft))
            }
            Planned::Postponed(_, Postponed::Outgoing(_)) => false,
            Planned::Postponed(_, _) => subject.has.standing.is_some(),
        };
        let unlisted = match (&subject.after, &plan.decision) {
            (Some(facts), Some(decision)) if !stands => self.unlisted(facts, decision, &plan.planned),
            (Some(_) | None, _) => None,
        };
        let is_as_before = subject.before == subject.after && !stands && unlisted.is_some() && {
            subject.before.as_ref().map(|facts| self.former(facts)) == plan.decision
        };
        // A queue that the territory resolved is over, though the facts are the same.
        let stood = subject.has.standing.is_some();
        let nothing_to_say = subject.before == subject.after && stands && stood;
        if !is_as_before && !nothing_to_say {
            self.plans.outcomes.insert(subject.number, unlisted);
        }
    }

    /// The record of somebody on no list; `None` where a draft's derivation keeps it.
    fn unlisted(&self, facts: &PersonFacts, decision: &Decision, planned: &Planned) -> Option<Unlisted> {
        let mut decision = decision.clone();
        if let Outcome::Listed { area, .. } = &decision.outcome {
            let commune = self.delta.basis.territory.area(area).map(|area| area.commune_code.clone());
            let reason = match planned {
                Planned::Postponed(_, Postponed::Late(_)) => Reason::TooLate,
                Planned::Postponed(_, Postponed::Incoming(_)) => Reason::InTransfer,
                Planned::Postponed(_, _) => Reason::InReview,
                // Placed in a list that is a draft.
                Planned::Nothing | Planned::Change(_) | Planned::Homeless(_) => return None,
            };
            decision.reason = Some(reason);
            decision.outcome = Outcome::Queue { commune };
        }
        Unlisted::of(facts, decision, &self.lists.basis.territory).filter(|person| self.lists.keep(person))
    }
}

fn is_certificate(wish: &Wish) -> bool {
    wish.kind == WishKind::VoteElsewhereCertificate
}

fn is_of_another_office(wish: &Wish) -> bool {
    wish.beyond.as_ref().is_some_and(Beyond::is_from)
}

/// Whether the row that stood still stands after a change without another side.
fn keeps_standing(draft: &Draft) -> bool {
    draft.difference.from.as_ref().is_none_or(|edit| edit.after.status == Status::Listed)
}
