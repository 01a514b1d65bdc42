//! P9: temporary residence only, and whether a wish is needed.

use super::super::NaiveProfile;
use super::super::build::{Builder, homeless, person};
use super::{hold, hold_in, under, worked};

const AT: &str = "2026-02-20 08:00:00";

fn since(day: &str) -> Builder {
    homeless().home("temporary", "20003", day)
}

#[test]
fn form_31_temporary_residents_only_on_a_clear_wish_is_a_setting() {
    let needed = under(NaiveProfile { temporary_only_needs_wish: true, ..NaiveProfile::default() });
    let wish = "vote_at_temporary";
    hold_in(
        &needed,
        vec![
            worked(
                "form 31: no wish, 12 months",
                since("2024-06-01"),
                "queue P9+P4 no_wish 20003 [temporary_only]",
            ),
            worked(
                "form 31: no wish, less",
                since("2025-06-01"),
                "queue P9+P5 no_wish 20003 [temporary_only]",
            ),
            worked("form 31: a clear wish", since("2025-06-01").wish(wish, "20003", AT), "listed P5 D np []"),
            worked(
                "C4: a wish too late is none",
                since("2025-06-01").wish(wish, "20003", "2026-03-14 07:00:01"),
                "queue P9+P5 no_wish 20003 [late_wish temporary_only]",
            ),
            worked(
                "settled: withdrawn",
                since("2025-06-01").wish(wish, "20003", AT).wish(
                    "vote_at_permanent",
                    "",
                    "2026-02-21 08:00:00",
                ),
                "queue P9+P5 no_wish 20003 [temporary_only]",
            ),
            worked(
                "P7 before P9",
                since("2025-06-01").wish("not_here", "", AT),
                "no_list P7 not_here 20003 []",
            ),
            worked(
                "P6 before P9",
                since("2025-06-01").wish("vote_at_current", "", AT).area("C"),
                "listed P6 C np []",
            ),
            worked(
                "P11 before P9",
                since("2025-06-01").stay("care", "care", "2026-01-01.."),
                "listed P11 CARE np []",
            ),
            worked(
                "a commune outside the extract: the wish is what is missing",
                homeless().home("temporary", "99999", "2025-06-01"),
                "queue P9+P5 no_wish - [temporary_only]",
            ),
            worked(
                "a permanent residence needs no wish",
                person().home("temporary", "20003", "2024-06-01"),
                "listed P8 A npc []",
            ),
        ],
    );
    hold(vec![worked("off, the default", since("2025-06-01"), "listed P9+P5 D np [temporary_only]")]);
}
