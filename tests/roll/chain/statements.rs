//! Statements: one form of bytes, each over the one before.

use super::{Roll, roll};
use chrono::TimeDelta;
use cutri::roll::chain::{Statement, row_digest};

/// The statements of versions 1 to 3.
fn statements() -> [Statement; 3] {
    let Roll { roll_id, .. } = roll();
    let at = |version: u32| {
        let start: chrono::NaiveDateTime = "2026-02-03T08:00:00".parse().unwrap();
        start + TimeDelta::days(version.into())
    };
    let statement = |version, previous: Option<&Statement>| Statement {
        roll_id: roll_id.clone(),
        version,
        at: at(version),
        snapshot_id: "vn-2026-01-20".into(),
        nation: row_digest(&[1]),
        previous: previous.map(Statement::digest),
        grounds: None,
    };
    let first = statement(1, None);
    let second = statement(2, Some(&first));
    let third = statement(3, Some(&second));
    [first, second, third]
}

#[test]
fn a_statement_is_json_in_one_form() {
    let [first, second, _] = statements();
    let nation = first.nation;
    let begins = r#"{"format":"cutri-statement-1","roll_id":"0123456789ab","version":1,"#;
    let goes_on = r#""at":"2026-02-04T08:00:00+07:00","snapshot_id":"vn-2026-01-20","#;
    let expected = format!(r#"{begins}{goes_on}"nation":"{nation}","previous":null}}"#);
    assert_eq!(String::from_utf8(first.bytes()).unwrap(), expected);
    for statement in [first, second] {
        assert_eq!(serde_json::from_slice::<Statement>(&statement.bytes()).unwrap(), statement);
        let precise = Statement { at: statement.at + TimeDelta::microseconds(1_500), ..statement };
        assert_eq!(serde_json::from_slice::<Statement>(&precise.bytes()).unwrap(), precise);
    }
}

#[test]
fn another_form_of_a_statement_is_refused() {
    let [first, ..] = statements();
    let text = String::from_utf8(first.bytes()).unwrap();
    for (from, to) in [
        ("cutri-statement-1", "cutri-statement-2"),
        ("08:00:00+07:00", "08:00:00Z"),
        ("08:00:00+07:00", "08:00:00.0+07:00"),
        ("\"version\":1", "\"version\":1,\"version\":2"),
        ("\"version\":1", "\"version\":1,\"surprise\":2"),
        ("\"version\":1", "\"version\":-1"),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text);
        assert!(serde_json::from_str::<Statement>(&changed).is_err(), "{changed}");
    }
}

#[test]
fn each_statement_stands_over_the_one_before() {
    let [first, second, third] = statements();
    assert!(second.follows(&first) && third.follows(&second));
    assert!(!third.follows(&first) && !first.follows(&first) && !first.follows(&second));
    let changed = Statement { nation: row_digest(&[2]), ..first.clone() };
    assert!(!second.follows(&changed), "what came before cannot be changed afterwards");
    let other_roll = Statement { roll_id: "other".into(), ..second.clone() };
    let too_early = Statement { at: first.at - TimeDelta::seconds(1), ..second };
    assert!(!other_roll.follows(&first) && !too_early.follows(&first));
}

#[test]
fn every_key_of_a_statement_is_in_its_digest() {
    let [_, second, _] = statements();
    let others = [
        Statement { roll_id: "other".into(), ..second.clone() },
        Statement { version: 3, ..second.clone() },
        Statement { at: second.at + TimeDelta::nanoseconds(1), ..second.clone() },
        Statement { snapshot_id: "other".into(), ..second.clone() },
        Statement { nation: row_digest(&[2]), ..second.clone() },
        Statement { previous: None, ..second.clone() },
    ];
    for other in others {
        assert_ne!(other.digest(), second.digest(), "{other:?}");
    }
}
