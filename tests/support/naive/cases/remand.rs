//! Remand only to secure a sentence: P1 until the imprisonment begins by document, flagged (section 2, last row).

use super::super::build::person;
use super::{hold, worked};

#[test]
fn article_30_1_remand_before_a_sentence_is_p1_and_asks_for_confirmation() {
    let held = || person().stay("detention", "jail", "2026-01-01..");
    hold(vec![
        worked(
            "settled, remand: an imprisonment without a document",
            held().status("imprisonment", "2026-02-01..", ""),
            "listed P1 JAIL np [confirm_sentence undocumented_status]",
        ),
        worked(
            "settled, remand: an imprisonment that begins after election day",
            held().status("imprisonment", "2026-03-16..", "3"),
            "listed P1 JAIL np [confirm_sentence]",
        ),
        worked(
            "settled, remand: begins after election day, and without a document",
            held().status("imprisonment", "2026-03-16..", ""),
            "listed P1 JAIL np [confirm_sentence]",
        ),
        worked(
            "section 2: begun by document, X3",
            held().status("imprisonment", "2026-03-15..", "3"),
            "not_eligible X3 X3 10001 []",
        ),
        worked(
            "settled, Dates: a row that was over before election day does not count",
            held().status("imprisonment", "2019-01-01..2020-01-01", ""),
            "listed P1 JAIL np []",
        ),
        worked(
            "settled, remand: temporary custody is no remand",
            person().stay("temporary_custody", "jail", "2026-01-01..").status(
                "imprisonment",
                "2026-02-01..",
                "",
            ),
            "listed P1 JAIL np [undocumented_status]",
        ),
        worked(
            "settled, remand: the remand is over",
            person().stay("detention", "jail", "2026-01-01..2026-03-14").status(
                "imprisonment",
                "2026-03-16..",
                "3",
            ),
            "listed P8 A npc []",
        ),
        worked(
            "settled, remand: at home",
            person().status("imprisonment", "2026-03-16..", "3"),
            "listed P8 A npc []",
        ),
        worked(
            "settled, remand: another sentence is meant by no other status",
            held().status("suspended_imprisonment", "2026-02-01..", ""),
            "listed P1 JAIL np []",
        ),
        worked(
            "P1: the facility has no area",
            person().stay("detention", "cells", "2026-01-01..").status("imprisonment", "2026-03-16..", "3"),
            "queue P1 no_area 10002 [confirm_sentence no_area]",
        ),
    ]);
}
