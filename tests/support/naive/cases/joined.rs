//! P0: which registrations join, which gap decides, and what a renewal is.

use super::super::build::{Builder, homeless, person};
use super::super::world::election;
use super::super::{NaiveElection, NaiveProfile};
use super::{Worked, hold, hold_in, under, worked};

/// A voter of `10001` who wishes to vote at the temporary place in `20003`.
fn wishing(person: Builder) -> Builder {
    person.wish("vote_at_temporary", "20003", "2026-01-10 08:00:00")
}

/// Registered since 2024 until 1 September 2025, and again since another day.
fn again(day: &str) -> Builder {
    let first = person().home("temporary", "20003", "2024-01-01").ended("2025-09-01");
    wishing(first.home("temporary", "20003", day))
}

#[test]
fn form_31_column_11_a_gap_that_decides_is_flagged() {
    let none = "settled: the next begins on the day the last ended";
    hold(vec![
        worked(none, again("2025-09-01"), "listed P4 D npc []"),
        worked("settled: at most join_gap_days after", again("2025-09-02"), "listed P4 D npc []"),
        worked("P0: a gap of 2 days", again("2025-09-03"), "listed P5 D np [broken_temporary]"),
        worked("P0: a gap of 30 days", again("2025-10-01"), "listed P5 D np [broken_temporary]"),
        worked("P0: a gap of 31 days", again("2025-10-02"), "listed P5 D np []"),
        worked(
            "P0: the gap does not decide, the months would be too few anyhow",
            wishing(person().home("temporary", "20003", "2025-05-01").ended("2025-09-01").home(
                "temporary",
                "20003",
                "2025-09-10",
            )),
            "listed P5 D np []",
        ),
        worked(
            "P0: the gap does not decide, the later row has its months",
            wishing(person().home("temporary", "20003", "2024-01-01").ended("2024-12-01").home(
                "temporary",
                "20003",
                "2025-01-01",
            )),
            "listed P4 D npc []",
        ),
        worked(
            "settled: two gaps, neither longer than 30 days",
            wishing(
                person()
                    .home("temporary", "20003", "2024-01-01")
                    .ended("2025-05-01")
                    .home("temporary", "20003", "2025-05-11")
                    .ended("2025-09-01")
                    .home("temporary", "20003", "2025-09-20"),
            ),
            "listed P5 D np [broken_temporary]",
        ),
        worked(
            "P0: temporary residence only, broken",
            homeless().home("temporary", "20003", "2024-01-01").ended("2025-09-01").home(
                "temporary",
                "20003",
                "2025-09-15",
            ),
            "listed P9+P5 D np [broken_temporary temporary_only]",
        ),
        worked(
            "settled, Dates: of the month of registration the last day counts, though it ended before; it joins by its end",
            wishing(person().home("temporary", "20003", "2025-02").ended("2025-02-27").home(
                "temporary",
                "20003",
                "2025-03-16",
            )),
            "listed P5 D np [broken_temporary]",
        ),
        worked(
            "P0: of the month of registration the last day breaks, the first joins",
            wishing(person().home("temporary", "20003", "2024-01-01").ended("2025-08-31").home(
                "temporary",
                "20003",
                "2025-09",
            )),
            "listed P5 D np [assumed_registration_date broken_temporary]",
        ),
    ]);
}

#[test]
fn residence_law_article_27_a_row_ends_on_the_first_of_its_ends() {
    let expired = |day| {
        let first = person().home("temporary", "20003", "2024-01-01").expires("2025-08-31");
        wishing(first.home("temporary", "20003", day))
    };
    let lapsed =
        |day| wishing(person().home("temporary", "20003", "2023-06-01").home("temporary", "20003", day));
    hold(vec![
        worked("settled: it ends the day after expires_on", expired("2025-09-01"), "listed P4 D npc []"),
        worked("settled: one day after it ended", expired("2025-09-02"), "listed P4 D npc []"),
        worked(
            "settled: two days after it ended; not renewed in time",
            expired("2025-09-03"),
            "listed P5 D np [broken_temporary lapsed_temporary]",
        ),
        worked(
            "settled: its lapse is the day after 24 months, here 2 June 2025",
            lapsed("2025-06-02"),
            "listed P4 D npc []",
        ),
        worked("settled: one day after the lapse", lapsed("2025-06-03"), "listed P4 D npc []"),
        worked(
            "settled: two days after the lapse",
            lapsed("2025-06-04"),
            "listed P5 D np [broken_temporary lapsed_temporary]",
        ),
        worked(
            "settled: one that never ended goes on until the next begins",
            wishing(person().home("temporary", "20003", "2024-10-01").home(
                "temporary",
                "20003",
                "2025-12-01",
            )),
            "listed P4 D npc []",
        ),
        worked(
            "settled: ended_on before expires_on",
            wishing(
                person()
                    .home("temporary", "20003", "2024-01-01")
                    .expires("2025-12-31")
                    .ended("2025-09-01")
                    .home("temporary", "20003", "2025-11-01"),
            ),
            "listed P5 D np []",
        ),
        worked(
            "P0: time in a predecessor counts, one day apart",
            wishing(person().home("temporary", "20091", "2024-07-01").ended("2025-07-01").home(
                "temporary",
                "20003",
                "2025-07-02",
            )),
            "listed P4 D npc []",
        ),
    ]);
}

#[test]
fn residence_law_article_27_what_was_renewed_did_not_lapse() {
    let first = || homeless().home("temporary", "20003", "2023-01-01").expires("2025-01-01");
    hold(vec![
        worked(
            "P0: renewed, and the renewal ended long ago: nothing lapsed",
            first().home("temporary", "20003", "2025-01-02").ended("2025-06-01"),
            "queue P10 no_residence - []",
        ),
        worked(
            "P0: renewed by a row that lapsed in its turn: told once, of the later",
            first().home("temporary", "20003", "2025-01-02").expires("2026-01-01"),
            "queue P0 lapsed_temporary 20003 [lapsed_temporary]",
        ),
        worked(
            "settled: a renewal that begins after election day is not in force",
            homeless().home("temporary", "20003", "2025-01-01").expires("2026-03-14").home(
                "temporary",
                "20003",
                "2026-03-16",
            ),
            "queue P0 lapsed_temporary 20003 [lapsed_temporary]",
        ),
    ]);
}

#[test]
fn join_gap_days_is_a_setting() {
    let with = |join_gap_days| under(NaiveProfile { join_gap_days, ..NaiveProfile::default() });
    let none: Vec<Worked> = vec![
        worked("0 days: on the day itself", again("2025-09-01"), "listed P4 D npc []"),
        worked("0 days: a day later", again("2025-09-02"), "listed P5 D np [broken_temporary]"),
    ];
    hold_in(&with(0), none);
    let ten = vec![
        worked("10 days: the tenth", again("2025-09-11"), "listed P4 D npc []"),
        worked("10 days: the eleventh", again("2025-09-12"), "listed P5 D np [broken_temporary]"),
    ];
    hold_in(&with(10), ten);
    let forty = vec![
        worked("40 days: the fortieth", again("2025-10-11"), "listed P4 D npc []"),
        worked("40 days: no gap is longer and at most 30 days", again("2025-10-12"), "listed P5 D np []"),
    ];
    hold_in(&with(40), forty);
}

#[test]
fn the_months_are_numbers_of_the_profile() {
    let since = |day| wishing(person().home("temporary", "20003", day));
    let six = under(NaiveProfile { registered_months: 6, ..NaiveProfile::default() });
    let cases = vec![
        worked("6 months on election day", since("2025-09-15"), "listed P4 D npc [crosses_12_months]"),
        worked("6 months the day after", since("2025-09-16"), "listed P5 D np []"),
    ];
    hold_in(&six, cases);
    let yearly = under(NaiveProfile { lapse_months: 12, ..NaiveProfile::default() });
    let cases = vec![
        worked("12 months end on election day", since("2025-03-15"), "listed P4 D npc [crosses_12_months]"),
        worked(
            "12 months ended the day before",
            since("2025-03-14"),
            "listed P8 A npc [lapsed_temporary wish_without_residence]",
        ),
    ];
    hold_in(&yearly, cases);
}

#[test]
fn form_31_column_11_the_months_count_to_election_day_in_a_leap_year_too() {
    let leap = NaiveElection {
        election_day: "2028-02-29".parse().unwrap(),
        posted_on: "2028-01-20".parse().unwrap(),
        ..election()
    };
    let since = |day| wishing(person().home("temporary", "20003", day));
    let cases = vec![
        worked("12 months on the eve", since("2027-02-28"), "listed P4 D npc [crosses_12_months]"),
        worked("12 months on the day after", since("2027-03-01"), "listed P5 D np []"),
        worked("12 months on the day of posting", since("2027-01-20"), "listed P4 D npc []"),
        worked(
            "24 months end on election day",
            since("2026-02-28"),
            "listed P8 A npc [lapsed_temporary wish_without_residence]",
        ),
        worked("24 months end the day after", since("2026-03-01"), "listed P4 D npc []"),
    ];
    hold_in(&leap, cases);
}
