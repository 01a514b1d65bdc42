//! P6: the place of actual living, form 31, column 7c.

use super::super::build::{homeless, person};
use super::{hold, worked};

const CURRENT: &str = "vote_at_current";
const AT: &str = "2026-02-20 08:00:00";

#[test]
fn form_31_column_7c_never_in_an_area_of_soldiers_or_of_custody() {
    let to = |area| person().wish(CURRENT, "", AT).area(area);
    hold(vec![
        worked("settled: a military area, the wish waits", to("FORT"), "queue P6 no_area 20003 [no_area]"),
        worked("settled: a custody area, the wish waits", to("JAIL6"), "queue P6 no_area 20006 [no_area]"),
        worked(
            "settled: the current residence does not help a wish for a military area",
            homeless().home("current", "20003", "").wish(CURRENT, "20003", AT).area("FORT"),
            "queue P6 no_area 20003 [no_area]",
        ),
        worked(
            "settled: inside the commune of permanent residence it changes nothing, whatever the area",
            to("CAMP"),
            "listed P8 A npc [wish_same_commune]",
        ),
        worked("form 31: a care home's area takes others", to("CARE"), "listed P6 CARE np []"),
        worked("form 31: an organisation's area takes others", to("CAMPUS"), "listed P6 CAMPUS np []"),
        worked(
            "settled: the house of the current residence lies in an organisation's area",
            person().home("current", "20003", "").house("Q1", 3).wish(CURRENT, "20003", AT),
            "listed P6 CAMPUS np []",
        ),
    ]);
}
