//! Tripwires: each at its limit and one above, as the rule profile sets them.

use crate::support::builders::{area, profile};
use cutri::changes::{AreaLoss, GroupLoss, LocalGroup, Tripped, judge_removals, smallest_group};
use cutri::law::RuleProfile;
use cutri::people::AreaCode;
use std::collections::BTreeMap;

/// The profile with a setting of its own.
fn with(key: &str, value: i64) -> RuleProfile {
    let overridden = BTreeMap::from([(key.to_owned(), toml::Value::Integer(value))]);
    profile().with(&overridden).expect("a setting")
}

fn areas(losses: &[(&str, u64, u64)]) -> BTreeMap<AreaCode, AreaLoss> {
    losses
        .iter()
        .map(|(code, voters, removals)| (area(code), AreaLoss { voters: *voters, removals: *removals }))
        .collect()
}

fn of_areas(profile: &RuleProfile, losses: &[(&str, u64, u64)]) -> Vec<Tripped> {
    judge_removals(profile, &areas(losses), &[])
}

fn of_group(profile: &RuleProfile, group: LocalGroup, voters: u64, removals: u64) -> Vec<Tripped> {
    judge_removals(profile, &BTreeMap::new(), &[(area("H-01"), GroupLoss { group, voters, removals })])
}

#[test]
fn a_batch_may_remove_so_many_and_no_more() {
    let small = |removals| vec![("H-01", 100_000, removals), ("H-02", 100_000, 500)];
    assert_eq!(of_areas(&profile(), &small(500)), []);
    let tripped = Tripped::Batch { removals: 1_001, limit: 1_000 };
    assert_eq!(of_areas(&profile(), &small(501)), [tripped]);
    let stricter = with("tripwire_batch_removals", 999);
    assert_eq!(of_areas(&stricter, &small(499)), []);
    assert_eq!(of_areas(&stricter, &small(500)), [Tripped::Batch { removals: 1_000, limit: 999 }]);
}

#[test]
fn an_area_may_lose_a_share_of_its_voters_and_no_more() {
    let tripped =
        |voters, removals, percent| [Tripped::Area { area_code: area("H-01"), voters, removals, percent }];
    assert_eq!(of_areas(&profile(), &[("H-01", 1_000, 50)]), []);
    assert_eq!(of_areas(&profile(), &[("H-01", 1_000, 51)]), tripped(1_000, 51, 5));
    assert_eq!(of_areas(&profile(), &[("H-01", 1_019, 50)]), []);
    assert_eq!(of_areas(&profile(), &[("H-01", 1_019, 51)]), tripped(1_019, 51, 5), "a little more than 5 %");
    let looser = with("tripwire_area_percent", 10);
    assert_eq!(of_areas(&looser, &[("H-01", 1_000, 100)]), []);
    assert_eq!(of_areas(&looser, &[("H-01", 1_000, 101)]), tripped(1_000, 101, 10));
}

#[test]
fn up_to_a_number_of_removals_no_share_of_an_area_counts() {
    assert_eq!(of_areas(&profile(), &[("H-01", 6, 5)]), []);
    assert_eq!(of_areas(&profile(), &[("H-01", 6, 6)]).len(), 1);
    let lower = with("tripwire_area_floor", 2);
    assert_eq!(of_areas(&lower, &[("H-01", 6, 2)]), []);
    assert_eq!(of_areas(&lower, &[("H-01", 6, 3)]).len(), 1);
}

#[test]
fn a_whole_household_or_hamlet_does_not_go_unseen() {
    for (group, key, smallest) in
        [(LocalGroup::Household, "tripwire_household", 3), (LocalGroup::Hamlet, "tripwire_hamlet", 5)]
    {
        assert_eq!(smallest_group(&profile(), group), smallest);
        let all = Tripped::All { area_code: area("H-01"), group, removals: smallest };
        assert_eq!(of_group(&profile(), group, smallest, smallest), [all], "{group:?}");
        assert_eq!(of_group(&profile(), group, smallest - 1, smallest - 1), [], "{group:?}: too few to tell");
        assert_eq!(of_group(&profile(), group, smallest + 1, smallest), [], "{group:?}: one stays");
        let larger = with(key, 7);
        assert_eq!(of_group(&larger, group, 6, 6), [], "{group:?}");
        assert_eq!(of_group(&larger, group, 7, 7).len(), 1, "{group:?}");
    }
}

#[test]
fn every_tripwire_that_is_hit_is_told_in_words_and_order() {
    let losses = areas(&[("H-02", 2_000, 600), ("H-01", 2_000, 600)]);
    let group = GroupLoss { group: LocalGroup::Household, voters: 4, removals: 4 };
    let tripped = judge_removals(&profile(), &losses, &[(area("H-01"), group)]);
    let told: Vec<String> = tripped.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "area H-01 would lose 600 of 2000 voters, more than 5 %",
            "area H-02 would lose 600 of 2000 voters, more than 5 %",
            "1200 removals in one batch, more than 1000",
            "area H-01 would lose a whole household of 4 voters",
        ]
    );
}
