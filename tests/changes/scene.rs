//! One person before and after, and what is planned, told in one line.

use super::ledger::Ledger;
use crate::support::builders::{PersonBuilder, commune, election, moment, profile, units};
use cutri::changes::{Circumstances, Counterpart, Draft, Known, Plan, Planned, Postponed, RowEdit, plan};
use cutri::law::{Election, RuleProfile, Terms, decide};
use cutri::people::{CommuneCode, FacilityCode, PersonFacts};
use cutri::roll::{Entry, Rows, Status};
use cutri::territory::{Level, Levels, Territory, Units};

/// A person whose facts change after the lists of the election of 15 March 2026 were posted: in time, in the plain
/// territory, with every list posted, and with the rows that the facts before ask for: number 7, and 8 and 9 where
/// they are marked.
pub struct Scene {
    pub before: Option<PersonFacts>,
    pub after: Option<PersonFacts>,
    pub now: String,
    pub former: Units,
    pub present: Units,
    pub election: Election,
    pub profile: RuleProfile,
    /// Communes whose lists are drafts.
    pub drafts: Vec<&'static str>,
    pub by_hand: bool,
    pub awaited_from: Option<Counterpart>,
    /// The rows, where they are not those of the facts before.
    pub has: Option<Rows>,
}

/// A change of facts.
pub fn scene(before: &PersonBuilder, after: &PersonBuilder) -> Scene {
    Scene {
        before: Some(before.clone().build()),
        after: Some(after.clone().build()),
        now: "2026-02-10T09:00".into(),
        former: units(),
        present: units(),
        election: election(),
        profile: profile(),
        drafts: Vec::new(),
        by_hand: false,
        awaited_from: None,
        has: None,
    }
}

/// What follows from a change of facts, in one line.
pub fn changed(before: &PersonBuilder, after: &PersonBuilder) -> String {
    scene(before, after).told()
}

/// What follows for somebody who comes into the database.
pub fn new(after: &PersonBuilder) -> Scene {
    Scene { before: None, ..scene(after, after) }
}

/// What follows for somebody who is taken out of it.
pub fn removed(before: &PersonBuilder) -> Scene {
    Scene { after: None, ..scene(before, before) }
}

pub fn of_commune(code: &str) -> Counterpart {
    Counterpart { commune_code: Some(commune(code)), facility_code: None }
}

pub fn of_facility(code: &str) -> Counterpart {
    let code = FacilityCode::parse(code).expect("a test's facility");
    Counterpart { commune_code: None, facility_code: Some(code) }
}

impl Scene {
    pub fn at(self, now: &str) -> Self {
        Self { now: now.into(), ..self }
    }

    pub fn draft(self, code: &'static str) -> Self {
        Self { drafts: vec![code], ..self }
    }

    fn is_posted(&self, code: &CommuneCode) -> bool {
        !self.drafts.iter().any(|draft| *draft == code.as_str())
    }

    fn rows(&self, terms: Terms<'_>) -> Rows {
        if let Some(has) = &self.has {
            return has.clone();
        }
        let Some(facts) = &self.before else { return Rows::default() };
        let decision = decide(facts, terms);
        let posted = |row: &Entry| self.is_posted(&row.commune_code);
        let Rows { standing, marked } = Rows::of(facts, &decision, terms);
        Rows {
            standing: standing.filter(posted).map(|row| Entry { number: 7, ..row }),
            marked: numbered(marked.into_iter().filter(posted)),
        }
    }

    /// The rows the person has.
    pub fn has(&self) -> Rows {
        let territory = Territory::new(self.former.clone());
        self.rows(Terms { election: &self.election, territory: &territory, profile: &self.profile })
    }

    /// The plan; whatever is to be made balances, and leaves nothing to do.
    pub fn plan(&self) -> Plan {
        let (former, present) = (Territory::new(self.former.clone()), Territory::new(self.present.clone()));
        let (election, profile) = (&self.election, &self.profile);
        let before = Terms { election, territory: &former, profile };
        let after = Terms { election, territory: &present, profile };
        let has = self.rows(before);
        let is_posted = |code: &CommuneCode| self.is_posted(code);
        let lists_as_of = "2026-01-20".parse().expect("a day");
        let by = Circumstances { before, after, now: moment(&self.now), lists_as_of, is_posted: &is_posted };
        let known = Known {
            before: self.before.as_ref(),
            after: self.after.as_ref(),
            has: &has,
            by_hand: self.by_hand,
            awaited_from: self.awaited_from.as_ref(),
        };
        let made = plan(known, by);
        if let Planned::Change(draft) | Planned::Postponed(draft, Postponed::Outgoing(_)) = &made.planned {
            let mut ledger = Ledger::of(&has);
            ledger.make(draft);
            let has = ledger.rows();
            let again = plan(Known { before: self.after.as_ref(), has: &has, ..known }, by);
            assert!(matches!(again.planned, Planned::Nothing), "again: {}", told(&again.planned));
        }
        made
    }

    pub fn told(&self) -> String {
        told(&self.plan().planned)
    }
}

/// Marked rows with the numbers 8 and 9.
fn numbered(rows: impl Iterator<Item = Entry>) -> Vec<Entry> {
    rows.zip(8..).map(|(row, number)| Entry { number, ..row }).collect()
}

/// A plan in one line: `R2 transfer: strike H-01/7 NPC, append A-01/0 NPC`, or what waits and why:
/// `late A-01 C4: R2 transfer: …`. A row is its area, number and ballots.
pub fn told(planned: &Planned) -> String {
    match planned {
        Planned::Nothing => "nothing".to_owned(),
        Planned::Change(draft) => told_draft(draft),
        Planned::Postponed(draft, why) => format!("{}: {}", told_why(why), told_draft(draft)),
        Planned::Homeless(row) => format!("homeless {}/{}", row.area_code, row.number),
    }
}

fn told_draft(draft: &Draft) -> String {
    let difference = &draft.difference;
    let event = draft.event.map_or("?", |event| event.id());
    let sides = difference.from.iter().chain(&difference.to).map(told_edit);
    let beside = difference.beside.iter().map(|edit| format!("beside {}", told_edit(edit)));
    let edits: Vec<String> = sides.chain(beside).collect();
    format!("{event} {}: {}", difference.kind.as_str(), edits.join(", "))
}

fn told_why(why: &Postponed) -> String {
    let office = |office: &Counterpart| match (&office.commune_code, &office.facility_code) {
        (Some(code), None) => code.to_string(),
        (None, Some(code)) => code.to_string(),
        _ => "nowhere".to_owned(),
    };
    match why {
        Postponed::Late(late) => {
            assert_eq!(late.article, late.rule.citation().told());
            format!("late {} {}", late.area_code, late.rule)
        }
        Postponed::Unnamed => "unnamed".to_owned(),
        Postponed::ByHand => "by hand".to_owned(),
        Postponed::Unread => "unread".to_owned(),
        Postponed::Incoming(from) => format!("incoming from {}", office(from)),
        Postponed::Outgoing(to) => format!("outgoing to {}", office(to)),
    }
}

fn told_edit(edit: &RowEdit) -> String {
    format!("{} {}/{}{}", verb(edit), edit.area(), edit.after.number, told_ballots(edit, "→"))
}

/// What an edit does to its row.
pub fn verb(edit: &RowEdit) -> &'static str {
    match (edit.before.as_ref().map(|row| row.status), edit.after.status) {
        (None, Status::Listed) => "append",
        (None, Status::Marked) => "append marked",
        (Some(Status::Listed), Status::Struck) => "strike",
        (Some(Status::Marked), Status::Struck) => "strike marked",
        (Some(Status::Listed), Status::Marked) => "mark",
        (Some(Status::Marked), Status::Listed) => "reinstate",
        (Some(_), _) => "correct",
        (None, Status::Struck) => "append struck",
    }
}

/// The ballots that an edit gives or takes, after a space; none where there are none.
pub fn told_ballots(edit: &RowEdit, becomes: &str) -> String {
    let (had, has) = edit.ballots();
    match (had.is_empty(), has.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!(" {}", letters(had)),
        (false, false) if had != has => format!(" {}{becomes}{}", letters(had), letters(has)),
        (_, false) => format!(" {}", letters(has)),
    }
}

fn letters(levels: Levels) -> String {
    levels.iter().map(Level::as_str).map(|level| level[..1].to_uppercase()).collect()
}
