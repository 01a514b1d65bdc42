//! T1, Art. 11: 300 to 4,000 voters an area; fewer with a recorded reason only; a care area from 50.

use super::Rules;
use crate::support::builders::{HOME, area, profile, resident, units};
use cutri::people::Severity;
use cutri::roll::size::{SizeTrouble, check, judge};
use cutri::territory::{Area, AreaKind, SmallReason};

fn of_kind(kind: AreaKind, small_reason: Option<SmallReason>) -> Area {
    Area { kind, small_reason, ..units().areas[0].clone() }
}

#[test]
fn t1_article_11_a_residential_area_has_300_to_4000_voters() {
    let plain = of_kind(AreaKind::Residential, None);
    let cases = [
        (0, Some(SizeTrouble::Empty)),
        (1, Some(SizeTrouble::TooSmall)),
        (299, Some(SizeTrouble::TooSmall)),
        (300, None),
        (4000, None),
        (4001, Some(SizeTrouble::TooLarge)),
    ];
    for (voters, expected) in cases {
        assert_eq!(judge(&plain, voters, &profile()), expected, "{voters} voters");
    }
}

#[test]
fn t1_article_11_a_recorded_reason_allows_fewer_and_never_more() {
    for reason in [SmallReason::Mountain, SmallReason::Island, SmallReason::Dispersed, SmallReason::Separate]
    {
        let small = of_kind(AreaKind::Residential, Some(reason));
        assert_eq!(judge(&small, 1, &profile()), None, "{reason:?}");
        assert_eq!(judge(&small, 4001, &profile()), Some(SizeTrouble::TooLarge), "{reason:?}");
    }
}

#[test]
fn t1_article_11_a_separate_care_area_has_50_voters_others_need_none() {
    let judged = |kind, voters| judge(&of_kind(kind, Some(SmallReason::Separate)), voters, &profile());
    assert_eq!(judged(AreaKind::Care, 49), Some(SizeTrouble::CareTooSmall));
    assert_eq!(judged(AreaKind::Care, 50), None);
    for kind in [AreaKind::Military, AreaKind::Custody] {
        assert_eq!(judged(kind, 1), None, "{kind:?}");
        assert_eq!(judged(kind, 4001), Some(SizeTrouble::TooLarge), "{kind:?}");
    }
}

#[test]
fn t1_only_more_than_the_law_allows_is_an_error() {
    let warnings = [SizeTrouble::TooSmall, SizeTrouble::CareTooSmall, SizeTrouble::Empty];
    assert!(
        SizeTrouble::TooLarge.severity() == Severity::Error
            && warnings.iter().all(|trouble| trouble.severity() == Severity::Warning)
    );
}

#[test]
fn every_area_is_judged_by_its_standing_voters() {
    let rules = Rules::of(units());
    let roll = rules.roll(HOME, [&resident().0]);
    let found = check(&rules.territory, &roll.tally, &rules.profile);
    let told = |code: &str| found.iter().find(|(found, ..)| *found == area(code)).map(|it| (it.1, it.2));
    assert_eq!(told("H-01"), Some((SizeTrouble::TooSmall, 1)));
    assert_eq!(told("H-02"), Some((SizeTrouble::Empty, 0)));
}
