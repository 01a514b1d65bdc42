//! Residences: which are in force on election day, since when, and which lapsed.

use super::plain::{Days, Home, Question, months_after};
use super::{Flags, LAPSE_MONTHS, REGISTERED_MONTHS};
use chrono::NaiveDate;
use cutri::people::ResidenceKind;

/// The permanent residence in force: of several, the latest registered.
pub fn permanent<'q>(question: &'q Question) -> Option<&'q Home<'q>> {
    latest(question, |home| home.kind == ResidenceKind::Permanent)
}

/// The latest temporary residence in force, over all communes.
pub fn latest_temporary<'q>(question: &'q Question) -> Option<&'q Home<'q>> {
    latest(question, |home| home.kind == ResidenceKind::Temporary)
}

/// The latest temporary residence in force in one commune.
pub fn temporary_in<'q>(question: &'q Question, commune: &str) -> Option<&'q Home<'q>> {
    latest(question, |home| home.kind == ResidenceKind::Temporary && home.commune == commune)
}

/// The latest current place in force, over all communes.
pub fn latest_current<'q>(question: &'q Question) -> Option<&'q Home<'q>> {
    latest(question, |home| home.kind == ResidenceKind::Current)
}

/// The latest current place in force in one commune.
pub fn current_in<'q>(question: &'q Question, commune: &str) -> Option<&'q Home<'q>> {
    latest(question, |home| home.kind == ResidenceKind::Current && home.commune == commune)
}

/// The latest registered of the homes in force; an unknown day is the earliest, and of equal days the later row counts.
fn latest<'q>(question: &'q Question, wanted: impl Fn(&Home) -> bool) -> Option<&'q Home<'q>> {
    let mut found: Option<&Home> = None;
    for home in &question.homes {
        if !wanted(home) || !is_in_force(question, home) {
            continue;
        }
        if found.is_none_or(|other| last(home.registered) >= last(other.registered)) {
            found = Some(home);
        }
    }
    found
}

/// P4 or P5: whether the temporary residence, with the earlier rows that join it, is 12 months old on election day.
pub fn months_case(question: &Question, home: &Home, flags: &mut Flags) -> &'static str {
    let due = |start: Option<NaiveDate>| start.map(|start| months_after(start, REGISTERED_MONTHS));
    let due_at_last = due(start(question, home, |days| days.last));
    let due_at_first = due(start(question, home, |days| days.first));
    let reached = |due: Option<NaiveDate>| due.is_some_and(|due| due <= question.election.election_day);
    if reached(due_at_last) != reached(due_at_first) {
        flags.insert("assumed_registration_date".to_owned());
    }
    if !reached(due_at_last) {
        return "P5";
    }
    if due_at_last > Some(question.election.posted_on) {
        flags.insert("crosses_12_months".to_owned());
    }
    "P4"
}

/// The temporary residences that began, did not end, lapsed, and were not continued by a later row that joins.
pub fn lapsed<'q>(question: &'q Question) -> Vec<&'q Home<'q>> {
    let mut found = Vec::new();
    for (row, home) in question.homes.iter().enumerate() {
        let open = has_begun(question, home) && !has_ended(question, home);
        if home.kind == ResidenceKind::Temporary
            && open
            && has_lapsed(question, home)
            && !is_continued(question, row)
        {
            found.push(home);
        }
    }
    found
}

fn is_continued(question: &Question, row: usize) -> bool {
    let home = &question.homes[row];
    for (other_row, other) in question.homes.iter().enumerate() {
        let Some(begins) = last(other.registered) else { continue };
        let later = (Some(begins), other_row) > (last(home.registered), row);
        let place = is_same_or_predecessor(question, &home.commune, &other.commune);
        if other.kind == ResidenceKind::Temporary
            && later
            && place
            && !has_ended(question, other)
            && joins(home, begins)
        {
            return true;
        }
    }
    false
}

/// Since when the residence holds: the earliest start of the rows of the commune, or of its predecessors, of which each
/// next one begins at most one day after the one before ended.
fn start(question: &Question, home: &Home, day: fn(Days) -> NaiveDate) -> Option<NaiveDate> {
    let mut start = day(home.registered?);
    loop {
        let mut earlier = None;
        for other in &question.homes {
            let place = is_same_or_predecessor(question, &other.commune, &home.commune);
            if other.kind != ResidenceKind::Temporary || !place || !joins(other, start) {
                continue;
            }
            earlier = earlier.or(other.registered.map(day).filter(|began| *began < start));
        }
        match earlier {
            Some(began) => start = began,
            None => return Some(start),
        }
    }
}

/// Whether a row that begins on this day joins the row before.
fn joins(before: &Home, begins: NaiveDate) -> bool {
    let end = match (last(before.ended), last(before.expires)) {
        (Some(ended), Some(expired)) => Some(ended.min(expired)),
        (ended, _) => ended.or_else(|| expiry(before)),
    };
    end.is_none_or(|end| begins <= end.succ_opt().unwrap())
}

fn is_same_or_predecessor(question: &Question, code: &str, commune: &str) -> bool {
    let mut communes = question.units.communes.iter().filter(|row| row.commune_code.as_str() == commune);
    code == commune || communes.any(|row| row.predecessors.iter().any(|before| before.as_str() == code))
}

fn is_in_force(question: &Question, home: &Home) -> bool {
    has_begun(question, home) && !has_ended(question, home) && !has_lapsed(question, home)
}

fn has_begun(question: &Question, home: &Home) -> bool {
    home.registered.is_none_or(|days| days.first <= question.election.election_day)
}

fn has_ended(question: &Question, home: &Home) -> bool {
    home.ended.is_some_and(|days| days.last <= question.election.election_day)
}

fn has_lapsed(question: &Question, home: &Home) -> bool {
    expiry(home).is_some_and(|day| day < question.election.election_day)
}

/// The last day of the registration: the recorded one, else 24 months after the start of a temporary one.
fn expiry(home: &Home) -> Option<NaiveDate> {
    let two_years = || match home.kind {
        ResidenceKind::Temporary => last(home.registered).map(|start| months_after(start, LAPSE_MONTHS)),
        ResidenceKind::Permanent | ResidenceKind::Current => None,
    };
    last(home.expires).or_else(two_years)
}

/// The last possible day of a date.
pub fn last(days: Option<Days>) -> Option<NaiveDate> {
    days.map(|days| days.last)
}
