//! Every day from 0001-01-01 to 9999-12-31 is a date, and 9999-12-31 an open end.

use crate::support::builders::*;
use cutri::people::StatusKind::VoteDeprived;
use cutri::people::StayKind::Detention;

#[test]
fn an_end_of_9999_12_31_is_open() {
    let deprived = |until| resident().status(VoteDeprived, "2020-01-01", until, Some("12/HS-ST"));
    let detained = |until| resident().stay(Detention, "camp", "2020-01-01", until);
    let absent = |until| resident().absence("2026-02-04", "2026-02-05", until);
    for end in ["9999-12-31", "9999-12", "9999"] {
        assert_eq!(told(&deprived(Some(end)).decided()), told(&deprived(None).decided()), "{end}");
        assert_eq!(told(&detained(Some(end)).decided()), told(&detained(None).decided()), "{end}");
        assert_eq!(told(&absent(Some(end)).decided()), told(&absent(None).decided()), "{end}");
        let temporary = person().temporary(AWAY, "2020-01-01").expires(end);
        assert_eq!(told(&temporary.decided()), "P9+P4 A-01 NPC [temporary_only]", "{end}");
        let ended = person().permanent(HOME).ended(end);
        assert_eq!(told(&ended.decided()), "P8 H-01 NPC", "{end}");
    }
    assert_eq!(told(&deprived(Some("9999-12-31")).decided()), "X1 not eligible");
}

#[test]
fn nothing_is_too_old_or_too_far_to_be_reckoned_with() {
    for day in ["0001-01-01", "0001", "9999-12-31", "9999-12", "9999"] {
        let anything = person()
            .born(day)
            .permanent(HOME)
            .temporary(AWAY, day)
            .expires(day)
            .temporary(AWAY, day)
            .ended(day)
            .current(FAR)
            .absence(day, day, Some(day))
            .stay(Detention, "camp", day, Some(day))
            .status(VoteDeprived, day, Some(day), Some("1"));
        let decided = told(&anything.decided());
        assert_eq!(decided.contains("E1"), day.starts_with("9999"), "{day}: {decided}");
    }
    for election_day in ["0002-01-01", "9999-12-31"] {
        let election = election_on(election_day, election_day);
        resident().temporary(AWAY, "2024-06-01").decided_for(&election);
    }
}
