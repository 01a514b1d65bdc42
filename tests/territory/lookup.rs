//! Look-ups: communes and their predecessors (P0), the order of areas, the levels elected, constituencies.

use super::builder::{area_code, commune_code, empty, small};
use cutri::people::FacilityCode;
use cutri::territory::{Level, Levels, OpensAt, Territory};

/// `10001` was made of `00001` and a part of `00002`; `10002` of the other part, and of a commune that still exists.
fn merged() -> Territory {
    let units = empty().province("10").commune("10001", true, &["00001", "00002"]);
    units.commune("10002", false, &["00002", "10001"]).build()
}

fn now(territory: &Territory, code: &str) -> Option<String> {
    territory.current_commune(&commune_code(code)).map(|found| found.commune_code.to_string())
}

#[test]
fn p0_a_predecessors_code_is_read_as_its_only_successor() {
    let territory = merged();
    assert_eq!(now(&territory, "00001").as_deref(), Some("10001"));
    assert_eq!(now(&territory, "00002"), None, "it has two successors");
    assert_eq!(now(&territory, "99999"), None);
}

#[test]
fn a_code_that_the_extract_holds_means_itself_whoever_claims_it_as_predecessor() {
    assert_eq!(now(&merged(), "10001").as_deref(), Some("10001"));
}

#[test]
fn p0_rows_of_every_predecessor_tell_of_the_commune_even_of_a_divided_one() {
    let territory = merged();
    let tells =
        |code: &str, of: &str| territory.is_same_or_predecessor(&commune_code(code), &commune_code(of));
    let expected = [
        ("10001", "10001", true),
        ("00001", "10001", true),
        ("00002", "10001", true),
        ("00002", "10002", true),
        ("00001", "10002", false),
        ("10002", "10001", false),
        ("99999", "99999", true),
    ];
    for (code, of, holds) in expected {
        assert_eq!(tells(code, of), holds, "{code} of {of}");
    }
    let successors = |code: &str| territory.successors(&commune_code(code)).len();
    assert_eq!(["00001", "00002", "10002"].map(successors), [1, 2, 0]);
}

#[test]
fn a_successor_that_the_extract_does_not_hold_is_no_successor() {
    assert_eq!(now(&empty().build(), "00001"), None);
}

#[test]
fn t1_a_commune_without_a_council_elects_two_levels_and_an_unknown_one_three() {
    let territory = merged();
    let elected = |code: &str| territory.levels_elected(&commune_code(code));
    assert_eq!(elected("10001"), Levels::ALL);
    assert_eq!(elected("10002"), Levels::UPPER);
    assert_eq!(elected("99999"), Levels::ALL);
}

#[test]
fn levels_are_sets_from_the_nation_down() {
    let set = Levels::from(vec![Level::Communal, Level::National, Level::Communal]);
    assert_eq!(set.iter().collect::<Vec<_>>(), [Level::National, Level::Communal]);
    assert_eq!(set.intersection(Levels::UPPER), Levels::NONE.with(Level::National));
    assert_eq!(Levels::ALL.without(Level::Communal), Levels::UPPER);
    assert!(set.without(Level::National).without(Level::Communal).is_empty());
    assert_eq!(serde_json::to_string(&Levels::ALL).unwrap(), r#"["national","provincial","communal"]"#);
    assert_eq!(serde_json::from_str::<Levels>(r#"["communal","national"]"#).unwrap(), set);
    assert!(serde_json::from_str::<Levels>(r#"["district"]"#).is_err(), "there is no district level");
}

#[test]
fn areas_of_a_commune_come_by_number_then_code() {
    let units = empty().province("10").commune("10001", true, &[]).commune("10002", true, &[]);
    let units =
        units.area("D", "10001", 2).area("C", "10001", 10).area("B", "10001", 2).area("A", "10002", 1);
    let territory = units.build();
    let codes: Vec<_> =
        territory.areas_of(&commune_code("10001")).iter().map(|area| area.area_code.to_string()).collect();
    assert_eq!(codes, ["B", "D", "C"]);
}

#[test]
fn where_a_code_stands_twice_the_first_row_counts() {
    let mut units = small().commune("10001", false, &[]);
    units.0.communes[1].name = "the second".to_owned();
    let territory = units.build();
    assert_eq!(territory.commune(&commune_code("10001")).unwrap().name, "Xã 10001");
    assert_eq!(territory.communes().count(), 1);
}

#[test]
fn an_area_of_a_commune_outside_the_extract_is_no_area() {
    let territory = small().area("Z", "99999", 1).facility("F", "10001", Some("Z")).build();
    assert!(territory.area(&area_code("Z")).is_none());
    assert!(territory.facility_area(&FacilityCode::parse("F").unwrap()).is_none());
}

#[test]
fn t1_an_area_is_in_the_constituencies_of_its_commune_and_its_own() {
    let territory = small().build();
    for (level, expected) in [(Level::National, "QH"), (Level::Provincial, "TINH"), (Level::Communal, "XA")] {
        let found: Vec<_> = territory
            .constituencies_of(&area_code("A"), level)
            .map(|row| row.constituency_code.to_string())
            .collect();
        assert_eq!(found, [expected]);
    }
}

#[test]
fn article_71_an_area_opens_at_an_hour_of_election_day_or_at_a_moment_of_its_own() {
    let election_day = "2026-03-15".parse().unwrap();
    let five = chrono::NaiveTime::from_hms_opt(5, 0, 0).unwrap();
    let early = "2026-03-08T05:00:00".parse().unwrap();
    assert_eq!(OpensAt::Hour(five).moment(election_day), "2026-03-15T05:00:00".parse().unwrap());
    assert_eq!(OpensAt::Moment(early).moment(election_day), early);
}

#[test]
fn hamlets_of_one_name_in_a_commune_are_told_apart_by_their_codes() {
    let units = empty().province("10").commune("10001", true, &[]).commune("10002", true, &[]);
    let units = units.hamlet("A2", "10001").hamlet("B2", "10001").hamlet("C3", "10001").hamlet("D2", "10002");
    let mut units = units.build().units().clone();
    for (hamlet, name) in
        units.hamlets.iter_mut().zip(["Tổ dân phố 2", "tổ dân phố 2", "Tổ dân phố 3", "Tổ dân phố 2"])
    {
        hamlet.name = name.into();
    }
    let territory = Territory::new(units);
    let names: Vec<&str> =
        territory.units().hamlets.iter().map(|hamlet| territory.hamlet_name(hamlet)).collect();
    assert_eq!(
        names,
        ["Tổ dân phố 2 (mã A2)", "tổ dân phố 2 (mã B2)", "Tổ dân phố 3", "Tổ dân phố 2"],
        "another commune has its own"
    );
}
