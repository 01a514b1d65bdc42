//! Days and moments that crowd around those that decide.

use super::super::NaiveElection;
use super::super::calendar::months_after;
use super::{Random, day};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use cutri::people::PartialDate;

/// A day near election day, posting, or a whole number of years or months before election day; full or partial.
pub fn near_decision(random: &mut Random, election: &NaiveElection) -> PartialDate {
    let found = day_near_decision(random, election);
    partial(random, found)
}

/// As [`near_decision`], to the day.
pub fn day_near_decision(random: &mut Random, election: &NaiveElection) -> NaiveDate {
    let e = election.election_day;
    let year = e.year();
    let anchors = [
        e,
        e,
        election.posted_on,
        back(e, election.profile.registered_months),
        back(e, election.profile.registered_months),
        back(election.posted_on, election.profile.registered_months),
        back(e, election.profile.lapse_months),
        back(e, election.profile.lapse_months),
        back(e, 36),
        day(year - 1, 12, 31),
        day(2024, 2, 29),
        day(2023, 2, 28),
        e - TimeDelta::days(i64::try_from(random.below(2000)).unwrap()),
        e - TimeDelta::days(i64::try_from(random.below(400)).unwrap()),
    ];
    let found = *random.pick(&anchors);
    nudge(random, found)
}

/// A day of birth: often around the 18th birthday, sometimes 29 February, else any age up to 98.
pub fn birth(random: &mut Random, election: &NaiveElection) -> PartialDate {
    let e = election.election_day;
    let found = match random.below(10) {
        0 | 1 => nudge(random, back(e, election.profile.voting_age_years * 12)),
        2 => day(2008, 2, 29),
        3 => day(*random.pick(&[1960, 1996, 2004, 2008]), 2, 29),
        _ => e - TimeDelta::days(18 * 366 + i64::try_from(random.below(80 * 365)).unwrap()),
    };
    if random.happens(20) { partial(random, found) } else { PartialDate::full(found) }
}

/// A moment near the cut-off of some area, near posting or the end of election day, or any moment in between.
pub fn recorded(random: &mut Random, election: &NaiveElection) -> NaiveDateTime {
    let e = election.election_day;
    let posted = election.posted_on;
    let hours = i64::try_from(random.below(60 * 24)).unwrap();
    let anchors = [
        at(e, 7) - TimeDelta::hours(election.profile.cut_off_hours),
        at(e, 5) - TimeDelta::hours(election.profile.cut_off_hours),
        at(e, 5) - TimeDelta::hours(48 + election.profile.cut_off_hours),
        at(e, 0) - TimeDelta::days(4),
        at(posted, 0),
        at(e, 0),
        at(e, 24),
        at(e, 19),
        at(e, 19) - TimeDelta::hours(48),
        at(e, 0) - TimeDelta::hours(hours),
        at(e, 0) - TimeDelta::hours(hours),
        at(e, 0) - TimeDelta::hours(hours),
    ];
    let seconds = *random.pick(&[-1, 0, 0, 0, 1]);
    *random.pick(&anchors) + TimeDelta::seconds(seconds)
}

/// The date, of which the day, or day and month, may have been forgotten.
pub fn partial(random: &mut Random, found: NaiveDate) -> PartialDate {
    let text = found.to_string();
    let known = match random.below(10) {
        0 => &text[..4],
        1 => &text[..7],
        _ => &text[..],
    };
    PartialDate::parse(known).unwrap()
}

fn at(day: NaiveDate, hour: i64) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN) + TimeDelta::hours(hour)
}

fn nudge(random: &mut Random, found: NaiveDate) -> NaiveDate {
    found + TimeDelta::days(*random.pick(&[-2, -1, 0, 0, 0, 1, 2]))
}

/// About as many months before: a day from which the months lead to this day or next to it.
fn back(from: NaiveDate, months: u32) -> NaiveDate {
    let rough = from - TimeDelta::days(i64::from(months) * 31);
    rough.iter_days().find(|start| months_after(*start, months) >= from).unwrap()
}
