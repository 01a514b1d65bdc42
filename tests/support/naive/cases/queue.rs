//! In which commune a queue is told: where the case would place the person, else that of the permanent, then of the
//! temporary residence.

use super::super::build::{homeless, person};
use super::{hold, worked};

#[test]
fn section_3_a_queue_without_a_place_is_told_at_home() {
    let at = "2026-02-20 08:00:00";
    let held = "detention";
    let days = "2026-01-01..";
    hold(vec![
        worked(
            "settled: the facility's commune",
            person().stay(held, "cells", days),
            "queue P1 no_area 10002 [no_area]",
        ),
        worked(
            "settled: a facility nobody knows, the permanent residence",
            person().stay(held, "nowhere", days),
            "queue P1 no_area 10001 [no_area]",
        ),
        worked(
            "settled: then the temporary one",
            homeless().home("temporary", "20003", "2025-06-01").stay(held, "nowhere", days),
            "queue P1 no_area 20003 [no_area]",
        ),
        worked(
            "settled: the permanent commune is outside the extract, the temporary one is not",
            homeless().home("permanent", "99999", "2010-01-01").home("temporary", "20003", "2025-06-01"),
            "queue P8 unknown_commune 20003 [unknown_commune]",
        ),
        worked(
            "settled: a wish to vote where one lives that names nothing",
            person().wish("vote_at_current", "", at),
            "queue P6 no_area 10001 [no_area]",
        ),
        worked(
            "settled: nothing is known",
            homeless().stay(held, "nowhere", days),
            "queue P1 no_area - [no_area]",
        ),
    ]);
}
