//! E1, E2: the age, and partial birth dates in the deciding year.

use super::super::NaiveElection;
use super::super::NaiveProfile;
use super::super::build::person;
use super::super::world::election;
use super::{hold, hold_in, under, worked};
use cutri::people::VitalStatus;

#[test]
fn nec_question_65_a_partial_date_that_decides_is_flagged_besides() {
    let born = |text| person().born(text);
    hold(vec![
        worked(
            "NEC Q65: day unknown, the 1st of March 2008",
            born("2008-03"),
            "listed P8 A npc [assumed_birth_date decisive_partial_date]",
        ),
        worked(
            "NEC Q65: day and month unknown, 1 January 2008",
            born("2008"),
            "listed P8 A npc [assumed_birth_date decisive_partial_date]",
        ),
        worked(
            "settled, Who: any day of February 2008 is early enough",
            born("2008-02"),
            "listed P8 A npc [assumed_birth_date]",
        ),
        worked(
            "settled, Who: no day of April 2008 is early enough",
            born("2008-04"),
            "not_eligible E1 E1 10001 [assumed_birth_date]",
        ),
        worked(
            "form 31, column 2: born in 2007 or before, the year is enough",
            born("2007"),
            "listed P8 A npc [assumed_birth_date]",
        ),
        worked(
            "E2: of 2009 every day is too late",
            born("2009"),
            "not_eligible E1 E1 10001 [assumed_birth_date]",
        ),
        worked("E2: a date known to the day is neither", born("2008-03-15"), "listed P8 A npc []"),
        worked(
            "settled, Who: flagged on every partial birth date, of the dead too",
            born("2008").vital(VitalStatus::Dead),
            "not_eligible E5 E5 10001 [assumed_birth_date decisive_partial_date]",
        ),
    ]);
}

#[test]
fn nec_question_65_in_a_leap_year_the_deciding_days_are_others() {
    let leap = NaiveElection {
        election_day: "2028-02-29".parse().unwrap(),
        posted_on: "2028-01-20".parse().unwrap(),
        ..election()
    };
    let born = |text| person().born(text);
    hold_in(
        &leap,
        vec![
            worked(
                "E2: the last day of February 2010 is 28 February, 18 on the eve",
                born("2010-02"),
                "listed P8 A npc [assumed_birth_date]",
            ),
            worked(
                "E2: the first day of March 2010 is a day late",
                born("2010-03"),
                "not_eligible E1 E1 10001 [assumed_birth_date]",
            ),
            worked(
                "E2: of 2010 some days are early enough",
                born("2010"),
                "listed P8 A npc [assumed_birth_date decisive_partial_date]",
            ),
            worked("E3: 29 February is there", born("1996-02-29"), "listed P8 A npc []"),
        ],
    );
}

#[test]
fn article_2_another_age_is_a_number_of_the_profile() {
    let sixteen = under(NaiveProfile { voting_age_years: 16, ..NaiveProfile::default() });
    let born = |text| person().born(text);
    hold_in(
        &sixteen,
        vec![
            worked("E1: the birthday", born("2010-03-15"), "listed P8 A npc []"),
            worked("E1: the day after", born("2010-03-16"), "not_eligible E1 E1 10001 []"),
            worked(
                "E2: the deciding year is 2010",
                born("2010"),
                "listed P8 A npc [assumed_birth_date decisive_partial_date]",
            ),
            worked("E2: 2008 decides nothing", born("2008"), "listed P8 A npc [assumed_birth_date]"),
        ],
    );
    let twenty = under(NaiveProfile { voting_age_years: 20, ..NaiveProfile::default() });
    let leap = NaiveElection { election_day: "2024-02-28".parse().unwrap(), ..twenty };
    let leap = NaiveElection { posted_on: "2024-01-10".parse().unwrap(), ..leap };
    hold_in(
        &leap,
        vec![worked(
            "E3: in a leap year the anniversary is 29 February itself, and nothing is assumed",
            born("2004-02-29"),
            "not_eligible E1 E1 10001 []",
        )],
    );
}
