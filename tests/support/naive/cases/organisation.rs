//! P11: those registered through an organisation with an area of its own, form 31, columns 7 to 10.

use super::super::NaiveProfile;
use super::super::build::{Builder, homeless, person};
use super::{hold, hold_in, under, worked};

fn in_campus(person: Builder) -> Builder {
    person.stay("organisation", "campus", "2025-10-01..")
}

fn permanent() -> Builder {
    homeless().home("permanent", "20003", "2010-01-01")
}

#[test]
fn form_31_those_registered_through_an_organisation_vote_in_its_area() {
    let at = "2026-02-20 08:00:00";
    hold(vec![
        worked(
            "form 31: all others vote for nation and province",
            in_campus(person()),
            "listed P11 CAMPUS np []",
        ),
        worked(
            "settled: no area, no P11",
            person().stay("organisation", "plant", "2025-10-01.."),
            "listed P8 A npc []",
        ),
        worked(
            "settled: an area of homes is none of its own",
            person().stay("organisation", "hostel", "2025-10-01.."),
            "listed P8 A npc []",
        ),
        worked(
            "settled: a care stay in an organisation's area",
            person().stay("care", "campus", "2025-10-01.."),
            "listed P11 CAMPUS np []",
        ),
        worked(
            "settled: an organisation's stay in a care home's area",
            person().stay("organisation", "care", "2025-10-01.."),
            "listed P11 CARE np []",
        ),
        worked(
            "settled: within one case the latest stay",
            in_campus(person()).stay("care", "care", "2025-11-01.."),
            "listed P11 CARE np []",
        ),
        worked(
            "settled: the latest with an area of its own",
            in_campus(person()).stay("organisation", "plant", "2025-11-01.."),
            "listed P11 CAMPUS np []",
        ),
        worked(
            "settled: the stay is over",
            person().stay("organisation", "campus", "2025-10-01..2026-03-14"),
            "listed P8 A npc []",
        ),
        worked(
            "settled: the choice of the permanent place goes before P11",
            in_campus(person()).wish("vote_at_permanent", "", at),
            "listed P8 A npc []",
        ),
        worked(
            "settled: P11 goes before P7",
            in_campus(person()).wish("not_here", "", at),
            "listed P11 CAMPUS np []",
        ),
        worked(
            "settled: P1 goes before P11",
            in_campus(person()).stay("temporary_custody", "jail", "2026-01-01.."),
            "listed P1 JAIL np []",
        ),
        worked("nobody without a home is left out", in_campus(homeless()), "listed P11 CAMPUS np []"),
    ]);
}

#[test]
fn form_31_the_communal_ballot_only_for_those_registered_at_the_organisation() {
    let there = |since| person().home("temporary", "20003", since).on_premises("campus");
    hold(vec![
        worked(
            "settled: the permanent residence names the organisation",
            in_campus(permanent().on_premises("campus")),
            "listed P11 CAMPUS npc []",
        ),
        worked("settled: else by house", in_campus(permanent().house("Q1", 4)), "listed P11 CAMPUS npc []"),
        worked(
            "P11: permanent in the commune, but not there",
            in_campus(permanent()),
            "listed P11 CAMPUS np []",
        ),
        worked(
            "P11: on the premises of another facility",
            in_campus(permanent().on_premises("plant")),
            "listed P11 CAMPUS np []",
        ),
        worked(
            "P11: temporary there, 12 months",
            in_campus(there("2024-06-01")),
            "listed P11+P4 CAMPUS npc []",
        ),
        worked("P11: temporary there, less", in_campus(there("2025-06-01")), "listed P11+P5 CAMPUS np []"),
        worked(
            "P0: 12 months on election day",
            in_campus(there("2025-03-15")),
            "listed P11+P4 CAMPUS npc [crosses_12_months]",
        ),
        worked(
            "P0: broken",
            in_campus(
                person()
                    .home("temporary", "20003", "2024-06-01")
                    .on_premises("campus")
                    .ended("2025-07-01")
                    .home("temporary", "20003", "2025-07-10")
                    .on_premises("campus"),
            ),
            "listed P11+P5 CAMPUS np [broken_temporary]",
        ),
        worked(
            "P0: the dwelling changed within the commune, without a gap",
            in_campus(
                person()
                    .home("temporary", "20003", "2024-06-01")
                    .ended("2025-07-01")
                    .home("temporary", "20003", "2025-07-01")
                    .on_premises("campus"),
            ),
            "listed P11+P4 CAMPUS npc []",
        ),
        worked(
            "P11: temporary in the commune, but not there",
            in_campus(person().home("temporary", "20003", "2024-06-01")),
            "listed P11 CAMPUS np []",
        ),
        worked(
            "settled, P0 and P11: temporary there, inside the own commune",
            in_campus(permanent().home("temporary", "20003", "2024-06-01").on_premises("campus")),
            "listed P11+P4 CAMPUS npc []",
        ),
        worked(
            "settled: a care home in the commune of the permanent residence",
            permanent().stay("care", "care", "2026-01-01.."),
            "listed P11 CARE np []",
        ),
    ]);
}

#[test]
fn organisation_communal_ballot_same_commune_is_a_setting() {
    let commune = NaiveProfile { organisation_at_organisation_only: false, ..NaiveProfile::default() };
    let temporary = |since| person().home("temporary", "20003", since);
    hold_in(
        &under(commune),
        vec![
            worked("permanent in the commune", in_campus(permanent()), "listed P11 CAMPUS npc []"),
            worked(
                "temporary there, 12 months",
                in_campus(temporary("2024-06-01")),
                "listed P11+P4 CAMPUS npc []",
            ),
            worked("temporary there, less", in_campus(temporary("2025-06-01")), "listed P11+P5 CAMPUS np []"),
            worked("at home elsewhere", in_campus(person()), "listed P11 CAMPUS np []"),
            worked(
                "settled: the facility's commune, wherever its area lies",
                homeless().home("permanent", "20005", "").stay("organisation", "branch", "2025-10-01.."),
                "listed P11 CAMPUS npc []",
            ),
            worked(
                "a care home alike",
                permanent().stay("care", "care", "2026-01-01.."),
                "listed P11 CARE npc []",
            ),
        ],
    );
}
