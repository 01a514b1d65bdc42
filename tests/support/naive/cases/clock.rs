//! C4 by the area, and the general hour that is later than the law (section 5).

use super::super::NaiveProfile;
use super::super::build::{homeless, person};
use super::{hold, hold_in, under, worked};

#[test]
fn section_5_a_request_between_the_areas_cut_off_and_the_general_one_is_told_why() {
    let to_c = |at| person().home("temporary", "10002", "2025-06-01").wish("vote_at_temporary", "10002", at);
    let to_e = |at| person().wish("vote_at_current", "", at).area("E");
    let refused = "listed P8 A npc [after_area_cutoff late_wish]";
    hold(vec![
        worked("C4: area C opens at 5:00", to_c("2026-03-14 05:00:00"), "listed P5 C np []"),
        worked("section 5: a second later", to_c("2026-03-14 05:00:01"), refused),
        worked("section 5: at the general cut-off", to_c("2026-03-14 07:00:00"), refused),
        worked("C4: after the general one too", to_c("2026-03-14 07:00:01"), "listed P8 A npc [late_wish]"),
        worked("C4: area E votes on 13 March, at 6:00", to_e("2026-03-12 06:00:00"), "listed P6 E np []"),
        worked("section 5: a second later", to_e("2026-03-12 06:00:01"), refused),
        worked(
            "P7: of the area it takes from",
            homeless().home("permanent", "10002", "2010-01-01").wish("not_here", "", "2026-03-14 06:00:00"),
            "listed P8 C np [after_area_cutoff late_wish]",
        ),
        worked(
            "section 5: an area that opens with all others",
            person().wish("not_here", "", "2026-03-14 07:00:01"),
            "listed P8 A npc [late_wish]",
        ),
    ]);
}

#[test]
fn article_29_4_the_hours_are_a_number_of_the_profile() {
    let two_days = under(NaiveProfile { cut_off_hours: 48, ..NaiveProfile::default() });
    let at =
        |moment| person().home("temporary", "20003", "2025-06-01").wish("vote_at_temporary", "20003", moment);
    let cases = vec![
        worked("C4: 48 hours before", at("2026-03-13 07:00:00"), "listed P5 D np []"),
        worked("C4: a second later", at("2026-03-13 07:00:01"), "listed P8 A npc [late_wish]"),
    ];
    hold_in(&two_days, cases);
}
