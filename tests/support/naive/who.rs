//! Sections 1 and 2: who may vote, and who is not listed.

use super::Flags;
use super::calendar::{days, months_after};
use super::desk::Desk;
use chrono::{Datelike, NaiveDate};
use cutri::people::{Status, StatusKind, StayKind, VitalStatus};

/// The statuses that exclude, in the order of their rules.
const EXCLUDING: [(&str, StatusKind); 5] = [
    ("X1", StatusKind::VoteDeprived),
    ("X2", StatusKind::DeathSentence),
    ("X3", StatusKind::Imprisonment),
    ("X4", StatusKind::Incapacity),
    ("X5", StatusKind::MentalIllnessConfirmed),
];

impl Desk<'_> {
    /// Every ground that keeps the person off the lists, in the order E5, E4, E1, X1 to X5; none for those who may vote.
    pub fn grounds(&self, flags: &mut Flags) -> Vec<&'static str> {
        let mut grounds = Vec::new();
        if [VitalStatus::Dead, VitalStatus::Missing].contains(&self.facts.person.vital_status) {
            grounds.push("E5");
        }
        if !self.facts.person.nationality.iter().any(|country| &**country == "VNM") {
            grounds.push("E4");
        }
        if self.is_too_young(flags) {
            grounds.push("E1");
        }
        if self.statuses().any(lifts) {
            flags.insert("confirm_sentence".to_owned());
        }
        for (rule, kind) in EXCLUDING {
            let of_kind: Vec<&Status> = self.statuses().filter(|status| status.kind == kind).collect();
            if of_kind.iter().any(|status| status.document_no.is_none()) {
                flags.insert("undocumented_status".to_owned());
            }
            if of_kind.iter().any(|status| status.document_no.is_some() && !self.is_lifted(status)) {
                grounds.push(rule);
            }
        }
        if grounds.contains(&"X5") {
            flags.insert("manual_decision".to_owned());
        }
        grounds
    }

    /// E1 to E3: of a partial birth date the first possible day counts; a birthday on the day counts.
    fn is_too_young(&self, flags: &mut Flags) -> bool {
        let birth = days(&self.facts.person.birth_date);
        let of_age = |birth| months_after(birth, self.profile().voting_age_years * 12);
        let too_young = |birth: NaiveDate| self.day() < of_age(birth);
        if birth.first != birth.last {
            flags.insert("assumed_birth_date".to_owned());
        }
        if too_young(birth.first) != too_young(birth.last) {
            flags.insert("decisive_partial_date".to_owned());
        }
        let month_and_day = |date: NaiveDate| (date.month(), date.day());
        let on_the_1st_of_march = of_age(birth.first);
        if month_and_day(birth.first) == (2, 29)
            && month_and_day(on_the_1st_of_march) == (3, 1)
            && on_the_1st_of_march.pred_opt() == Some(self.day())
        {
            flags.insert("leap_day".to_owned());
        }
        let read = too_young(birth.first);
        let exchanged = self.facts.doubts.swapped_birth_date.as_ref().map(|date| too_young(days(date).first));
        if exchanged.is_some_and(|other| other != read) {
            flags.insert("doubtful_date".to_owned());
            return false;
        }
        read
    }

    /// What the reader of the facts was not sure of.
    pub fn doubts(&self, flags: &mut Flags) {
        if !self.facts.doubts.unread.is_empty() {
            flags.insert("unread_fact".to_owned());
        }
        if !self.facts.doubts.same_as.is_empty() {
            flags.insert("perhaps_twice".to_owned());
        }
    }

    /// The statuses in force on election day.
    fn statuses(&self) -> impl Iterator<Item = &Status> {
        let rows = self.facts.statuses.iter();
        rows.filter(|status| self.covers_election_day(&status.from, status.until.as_ref()))
    }

    /// "`imprisonment` with a documented postponement or conditional release that began on or after it."
    fn is_lifted(&self, sentence: &Status) -> bool {
        let since = days(&sentence.from).first;
        sentence.kind == StatusKind::Imprisonment
            && self.statuses().any(|status| {
                lifts(status) && status.document_no.is_some() && since <= days(&status.from).first
            })
    }

    /// Remand: "a `detention` stay in force beside an `imprisonment` row that is undocumented or begins after E". A row
    /// without a document counts, as every dated fact, if it is in force on E.
    pub fn is_held_for_a_sentence(&self) -> bool {
        let to_come = |status: &Status| self.day() < days(&status.from).first;
        let in_force = |status: &Status| self.covers_election_day(&status.from, status.until.as_ref());
        let open = |status: &Status| status.document_no.is_none() && in_force(status);
        let mut sentences =
            self.facts.statuses.iter().filter(|status| status.kind == StatusKind::Imprisonment);
        self.latest_stay(|stay| stay.kind == StayKind::Detention).is_some()
            && sentences.any(|status| open(status) || to_come(status))
    }
}

fn lifts(status: &Status) -> bool {
    [StatusKind::SentencePostponed, StatusKind::ConditionalRelease].contains(&status.kind)
}
