//! R8, Art. 34 and form 11: the certificate names commune and province; the receiving commune chooses the area.

use super::super::build::{Builder, homeless, person};
use super::{hold, worked};

const AT: &str = "2026-03-01 08:00:00";

/// A numbered certificate for this commune, or none named.
fn certified(person: Builder, commune: &str) -> Builder {
    person.wish("vote_elsewhere_certificate", commune, AT).document("9")
}

#[test]
fn form_11_notes_8_to_10_the_receiving_commune_chooses_the_area() {
    let to = |commune| certified(person(), commune);
    hold(vec![
        worked(
            "settled: no arrivals area, the lowest-numbered one of homes",
            to("20003"),
            "listed R8+P8 D np [area_by_default] A: Bỏ phiếu ở nơi khác",
        ),
        worked(
            "settled, last: the arrivals area is the commune's own choice",
            to("20005"),
            "listed R8+P8 R np [] A: Bỏ phiếu ở nơi khác",
        ),
        worked(
            "settled: an area named in the commune counts",
            to("20005").area("G"),
            "listed R8+P8 G np [] A: Bỏ phiếu ở nơi khác",
        ),
        worked(
            "settled, last: an area of another commune does not, the commune's default does",
            to("20005").area("D"),
            "listed R8+P8 R np [] A: Bỏ phiếu ở nơi khác",
        ),
        worked(
            "settled, last: nor an area nobody knows",
            to("20003").area("nowhere"),
            "listed R8+P8 D np [area_by_default] A: Bỏ phiếu ở nơi khác",
        ),
        worked(
            "settled: an area alone names its commune",
            to("").area("G"),
            "listed R8+P8 G np [] A: Bỏ phiếu ở nơi khác",
        ),
        worked(
            "settled: a care home's area is allowed",
            to("20003").area("CARE"),
            "listed R8+P8 CARE np [] A: Bỏ phiếu ở nơi khác",
        ),
        worked(
            "settled: a predecessor's code is read as its only successor",
            to("20091"),
            "listed R8+P8 D np [area_by_default] A: Bỏ phiếu ở nơi khác",
        ),
        worked("settled: an unknown commune", to("99999"), "listed P8 A npc [certificate_ignored]"),
        worked(
            "settled, last: an area outside the commune named, which is unknown",
            to("99999").area("D"),
            "listed P8 A npc [certificate_ignored]",
        ),
        worked("settled: neither commune nor area", to(""), "listed P8 A npc [certificate_ignored]"),
        worked(
            "Art. 34: inside the own commune too",
            to("10001"),
            "listed R8+P8 B np [area_by_default] A: Bỏ phiếu ở nơi khác",
        ),
        worked(
            "Art. 34: the default is the own area",
            certified(homeless().home("permanent", "10001", "2010-01-01").house("H2", 3), "10001"),
            "listed P8 B npc [certificate_ignored]",
        ),
    ]);
}

#[test]
fn form_11_never_into_an_area_of_soldiers_or_of_custody() {
    let to = |commune, area| certified(person(), commune).area(area);
    hold(vec![
        worked(
            "settled: a military area, the commune's default",
            to("20003", "FORT"),
            "listed R8+P8 D np [area_by_default] A: Bỏ phiếu ở nơi khác",
        ),
        worked(
            "settled: the same without a commune",
            to("", "FORT"),
            "listed R8+P8 D np [area_by_default] A: Bỏ phiếu ở nơi khác",
        ),
        worked(
            "settled: a custody area in the own commune",
            to("10001", "JAIL"),
            "listed R8+P8 B np [area_by_default] A: Bỏ phiếu ở nơi khác",
        ),
        worked(
            "settled: a commune with neither arrivals nor homes, whatever it calls the military one",
            certified(person(), "20006"),
            "listed P8 A npc [certificate_ignored]",
        ),
        worked("settled: and its custody area", to("", "JAIL6"), "listed P8 A npc [certificate_ignored]"),
    ]);
}

#[test]
fn article_34_who_may_go_elsewhere() {
    let serving = || person().stay("military", "camp", "2025-02-01..");
    hold(vec![
        worked(
            "settled: P1 before a certificate",
            certified(person().stay("detention", "jail", "2026-01-01.."), "20003"),
            "listed P1 JAIL np [certificate_ignored]",
        ),
        worked(
            "settled: P1 before a certificate, by a compulsory measure too",
            certified(person().stay("compulsory_rehabilitation", "jail", "2026-01-01.."), "20005"),
            "listed P1 JAIL np [certificate_ignored]",
        ),
        worked(
            "settled: P1 without an area",
            certified(person().stay("detention", "cells", "2026-01-01.."), "20003"),
            "queue P1 no_area 10002 [certificate_ignored no_area]",
        ),
        worked(
            "Art. 34: a serviceman of a unit",
            certified(serving(), "20005"),
            "listed R8+P2 R np [] CAMP: Bỏ phiếu ở nơi khác",
        ),
        worked(
            "settled: three rows, the commander's certificate leading to a temporary residence",
            certified(
                homeless()
                    .home("temporary", "10002", "2024-06-01")
                    .stay("military", "camp", "2025-02-01..")
                    .wish("vote_at_permanent_by_certificate", "", "2026-02-20 08:00:00")
                    .document("7"),
                "20005",
            ),
            "listed R8+P3+P4 R np [] C: Bỏ phiếu ở nơi khác CAMP: Bỏ phiếu ở nơi cư trú",
        ),
        worked(
            "P11: registered through an organisation",
            certified(person().stay("organisation", "campus", "2025-10-01.."), "20005"),
            "listed R8+P11 R np [] CAMPUS: Bỏ phiếu ở nơi khác",
        ),
        worked(
            "R8: issued by the office of its own motion",
            certified(person(), "20005").by_the_office(),
            "listed R8+P8 R np [] A: Bỏ phiếu ở nơi khác",
        ),
        worked(
            "R8: the office's certificate needs its number too",
            person().wish("vote_elsewhere_certificate", "20005", AT).by_the_office(),
            "listed P8 A npc [certificate_ignored]",
        ),
        worked(
            "P9: a queue is no list to leave",
            certified(homeless().home("current", "20003", ""), "20005"),
            "queue P10 no_wish 20003 [certificate_ignored]",
        ),
    ]);
}

#[test]
fn c6_a_certificate_is_made_until_the_receiving_areas_voting_ends() {
    let at = |moment, commune, area| {
        person().wish("vote_elsewhere_certificate", commune, moment).area(area).document("9")
    };
    hold(vec![
        worked(
            "settled, last: after C4 too",
            at("2026-03-15 06:00:00", "20005", ""),
            "listed R8+P8 R np [] A: Bỏ phiếu ở nơi khác",
        ),
        worked(
            "C6: area E votes on 13 March, until 19:00",
            at("2026-03-13 19:00:00", "", "E"),
            "listed R8+P8 E np [] A: Bỏ phiếu ở nơi khác",
        ),
        worked(
            "C6: the voting of E is over",
            at("2026-03-13 19:00:01", "", "E"),
            "listed P8 A npc [certificate_ignored]",
        ),
        worked(
            "C6: so it is if E is the commune's default",
            at("2026-03-14 10:00:00", "20004", ""),
            "listed P8 A npc [certificate_ignored]",
        ),
        worked(
            "C6: another area of that commune votes on election day",
            at("2026-03-14 10:00:00", "20004", "F"),
            "listed R8+P8 F np [] A: Bỏ phiếu ở nơi khác",
        ),
    ]);
}
