//! `datapackage.json` and `election.toml`.

use super::builder::{Folder, small};
use chrono::{NaiveDate, NaiveTime};
use cutri::extract::{self, CLOCK_KEYS, Extract, Mode};
use cutri::law::RuleProfile;
use cutri::territory::{Level, Levels};

fn open(folder: &Folder) -> Extract {
    let folder = folder.write();
    extract::open(folder.path()).unwrap_or_else(|error| panic!("{error}"))
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn an_election_that_says_only_what_it_must_has_the_defaults() {
    let extract = open(&small());
    let election = &extract.needed_terms().unwrap().election;
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    assert_eq!((election.opens_at, election.closes_at), (hour(7), hour(19)));
    assert_eq!(election.posted_on, day("2026-02-03"), "40 days before 15 March 2026");
    assert_eq!(election.levels, Levels::ALL);
    assert_eq!(election.rule_profile, "2026");
    assert_eq!(extract.as_of, day("2026-01-20"));
    assert_eq!(extract.mode, Mode::Full);
    assert!(extract.needed_terms().unwrap().clock.is_empty());
    assert_eq!(extract.files().count(), 16);
    assert_eq!(extract.files().next(), Some(("provinces", "provinces.csv")));
}

#[test]
fn every_key_of_an_election_is_read() {
    let text = "id = \"e\"\ntitle = \"Tiêu  đề\"\nterm = \"t\"\nelection_day = \"15/03/2026\"\nopens_at = 05:30:00\n\
        closes_at = \"21:00\"\nposted_on = 2026-02-01\nlevels = [\"national\", \"Communal\"]\nrule_profile = 2031\n\
        area_voters_max = 5000\n[clock]\ncomplaint_days = 20\njoin_gap_days = 3\n";
    let extract = open(&small().with("election.toml", text));
    let election = &extract.needed_terms().unwrap().election;
    assert_eq!(election.title, "Tiêu đề");
    assert_eq!(election.election_day, day("2026-03-15"));
    assert_eq!(election.opens_at.to_string(), "05:30:00");
    assert_eq!(election.closes_at.to_string(), "21:00:00");
    assert_eq!(election.posted_on, day("2026-02-01"));
    assert_eq!(election.levels, Levels::ALL.without(Level::Provincial));
    assert_eq!(election.rule_profile, "2031");
    let clock: Vec<&str> = extract.needed_terms().unwrap().clock.keys().map(String::as_str).collect();
    assert_eq!(clock, ["area_voters_max", "complaint_days", "join_gap_days"]);
}

#[test]
fn a_delta_is_opened_and_tells_its_base() {
    let extract = open(&small().without("areas.csv").replace(
        "datapackage.json",
        "\"full\"",
        "\"delta\", \"base\": \"abc\"",
    ));
    assert_eq!(extract.mode, Mode::Delta { base: "abc".into() });
}

#[test]
fn the_clock_is_the_parameters_of_a_rule_profile() {
    let json = serde_json::to_value(RuleProfile::named("2026").unwrap()).unwrap();
    let mut keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    keys.retain(|key| !["name", "in_force_from", "sources"].contains(key));
    let mut known = CLOCK_KEYS.to_vec();
    keys.sort_unstable();
    known.sort_unstable();
    assert_eq!(known, keys);
}

#[test]
fn an_election_whose_id_is_no_id_is_refused_with_file_and_line() {
    let long = "a".repeat(65);
    for id in ["a/../b", "..", "a\\\\b", "a;b", "a\\u001Bb", "a\\u202Eb", long.as_str()] {
        let text = format!("title = \"t\"\nid = \"{id}\"\nterm = \"t\"\nelection_day = 2026-03-15\n");
        let folder = small().with("election.toml", text).write();
        let error = extract::open(folder.path()).map(drop).unwrap_err();
        assert_eq!(error.code(), "extract_election_id", "{id}: {error}");
        assert!(error.to_string().contains("election.toml, line 2: id = "), "{error}");
    }
}

#[test]
fn a_delta_whose_base_is_no_id_is_refused() {
    for base in ["../x", "a b", "\\u001b[31m", &"a".repeat(65)] {
        let to = format!("\"delta\", \"base\": \"{base}\"");
        let folder = small().replace("datapackage.json", "\"full\"", &to).write();
        let error = extract::open(folder.path()).map(drop).unwrap_err();
        assert!(error.to_string().contains("cutri.base"), "{error}");
    }
}

#[test]
fn what_is_wrong_is_said_in_vietnamese_first_and_in_english_beside() {
    type Change = fn(Folder) -> Folder;
    let cases: [(Change, &str, &str); 7] = [
        (|f| f.with("datapackage.json", "{\n\"cutri\": }"), "dạng JSON, dòng 2, cột", "not JSON"),
        (|f| f.replace("datapackage.json", "full", "all"), "cutri.mode phải là", "cutri.mode must be"),
        (|f| f.with("election.toml", "id = \"a\"\ntitle = \n"), "election.toml, dòng 2: ", "not TOML"),
        (|f| f.replace("election.toml", "title", "# title"), "tên cuộc bầu cử in trên", "printed on lists"),
        (|f| f.replace("election.toml", "2026-03-15", "\"mai\""), "một ngày đầy đủ", "a whole date"),
        (|f| f.with("shapes.geojson", "[]"), "dạng GeoJSON, dòng 1", "FeatureCollection"),
        (
            |f| {
                f.with(
                    "shapes.geojson",
                    r#"{"type": "FeatureCollection", "features": [{"properties": {"code": "31"},
                       "geometry": {"type": "Polygon", "coordinates": [[[1,1],[2,1],[2,2],[1,2]]]}}]}"#,
                )
            },
            "hình thứ 1 (31): đa giác 1, đường 1: đường không khép kín",
            "feature 1 (31): polygon 1, ring 1: the ring is not closed",
        ),
    ];
    for (change, vietnamese, english) in cases {
        let told = change(small()).read().expect_err(english).to_string();
        let (first, beside) = told.split_once(" / ").expect("two halves");
        assert!(first.contains(vietnamese), "{first}");
        assert!(beside.contains(english) && !beside.contains(" / "), "{beside}");
    }
}
