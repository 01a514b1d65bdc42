//! `sample --delta-of` and `check` of a delta.

use super::{shell, workplace};

#[test]
fn a_delta_of_an_extract_is_invented_and_checked_without_its_base() {
    let folder = workplace();
    let run = |line: &str| shell(line, folder.path());
    let invented =
        run("cutri sample --delta-of samples/xuan-hoa --changes 40 --seed 3 --base abc --out delta");
    let told = String::from_utf8(invented.stderr).unwrap();
    assert_eq!(invented.status.code(), Some(0), "{told}");
    assert!(told.contains("40 persons"), "{told}");
    let checked = run("cutri check delta --lang en");
    let told = String::from_utf8(checked.stdout).unwrap();
    assert!(told.starts_with("A delta on abc: "), "{told}");
    assert!(!told.contains("unknown_"), "what only the base could tell is not told:\n{told}");
    let json = run("cutri check delta --format json");
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let count = |key: &str| json[key].as_u64().unwrap();
    assert_eq!((json["base"].as_str(), count("persons") + count("removed")), (Some("abc"), 40));
    let full = run("cutri check samples/xuan-hoa --format json");
    let full: serde_json::Value = serde_json::from_slice(&full.stdout).unwrap();
    assert_eq!(full.get("base"), None, "a full extract builds on nothing");
}

#[test]
fn a_territory_that_a_delta_brings_whole_is_checked_and_a_part_of_one_is_not() {
    let folder = workplace();
    let run = |line: &str| shell(line, folder.path());
    let copied = run(
        "cutri sample --delta-of samples/xuan-hoa --changes 5 --out delta && cp samples/xuan-hoa/areas.csv delta/",
    );
    assert_eq!(copied.status.code(), Some(0));
    let part = run("cutri check delta --lang en");
    let part = String::from_utf8(part.stdout).unwrap();
    assert!(!part.contains("constituency"), "{part}");
    let whole = run(
        "for table in provinces communes hamlets facilities area_parts constituencies constituency_parts; \
                     do cp samples/xuan-hoa/$table.csv delta/; done; cp samples/xuan-hoa/election.toml delta/; \
                     sed -i '$d' delta/constituency_parts.csv; cutri check delta --lang en",
    );
    let whole = String::from_utf8(whole.stdout).unwrap();
    assert!(whole.contains("constituency"), "{whole}");
}

#[test]
fn a_sample_is_of_people_or_of_changes() {
    let lines = [
        "cutri sample --out o",
        "cutri sample --people 100 --delta-of samples/xuan-hoa --changes 5 --out o",
        "cutri sample --delta-of samples/xuan-hoa --out o",
        "cutri sample --people 100 --changes 5 --out o",
        "cutri sample --delta-of samples/xuan-hoa --changes 5 --communes 3 --out o",
        "cutri sample --delta-of samples/xuan-hoa --changes 0 --out o",
        "cutri sample --delta-of nowhere --changes 1 --out o",
        "cutri generate delta --out o",
    ];
    let folder = workplace();
    let delta = shell("cutri sample --delta-of samples/xuan-hoa --changes 5 --out delta", folder.path());
    assert_eq!(delta.status.code(), Some(0));
    for line in lines {
        let refused = shell(line, folder.path());
        assert_eq!(refused.status.code(), Some(2), "{line}: {}", String::from_utf8_lossy(&refused.stderr));
    }
}

#[test]
fn whoever_takes_a_delta_for_a_full_extract_is_told_what_it_is_and_what_to_do() {
    let folder = workplace();
    let delta = shell("cutri sample --delta-of samples/xuan-hoa --changes 5 --out delta", folder.path());
    assert_eq!(delta.status.code(), Some(0));
    for line in ["cutri generate delta --out o", "cutri load delta --db o.db"] {
        let refused = shell(line, folder.path());
        let told = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(2), "{line}: {told}");
        assert!(told.contains("is a delta on snapshot") && told.contains("cutri update"), "{line}: {told}");
    }
    let help = shell("cutri update --help", folder.path());
    assert!(String::from_utf8_lossy(&help.stdout).contains("or the delta has findings"));
}
