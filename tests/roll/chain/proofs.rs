//! Every row of every list is proved, with what became of it.

use super::{Row, key, roll, rolls};
use cutri::roll::chain::{EvidenceError, Fate, Proof, Proved};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_row_ever_written_is_proved_and_whether_it_stands(roll in rolls()) {
        let trusted = key().public();
        for area in &roll.areas {
            for (version, number, row, stands) in area.rows() {
                let proof = roll.prove(area, number, row).unwrap();
                let proved = proof.check(Some(&trusted)).unwrap();
                prop_assert_eq!((proved.written_in, proved.signer), (version, Some(trusted)));
                prop_assert_eq!(proved.fate == Fate::Stands, stands);
                let json = serde_json::to_string(&proof).unwrap();
                let read: Proof = serde_json::from_str(&json).unwrap();
                prop_assert_eq!(read.check(Some(&trusted)), Ok(proved));
                prop_assert_eq!(read, proof);
            }
        }
    }
}

#[test]
fn a_proof_tells_what_a_changed_row_became() {
    let roll = roll();
    let area = &roll.areas[0];
    let changed = &area.versions[1].1[0].1;
    let proof = roll.prove(area, 1, &area.posted[0]).unwrap();
    let fate = Fate::Changed { version: 4, row: changed.digest() };
    let signer = Some(key().public());
    assert_eq!(proof.check(None), Ok(Proved { written_in: 1, fate, signer }));
    let proof = roll.prove(area, 1, changed).unwrap();
    assert_eq!(proof.check(None), Ok(Proved { written_in: 4, fate: Fate::Stands, signer }));
}

#[test]
fn a_row_changed_back_stands_as_it_was_last_written() {
    let mut roll = roll();
    let area = &mut roll.areas[0];
    let as_posted = area.posted[0].clone();
    area.versions.push((5, vec![(1, as_posted.clone())]));
    let area = &roll.areas[0];
    let proved = roll.prove(area, 1, &as_posted).unwrap().check(None).unwrap();
    assert_eq!((proved.written_in, proved.fate), (5, Fate::Stands));
}

#[test]
fn a_proof_holds_no_other_rows_text() {
    let roll = roll();
    let area = &roll.areas[0];
    let json = serde_json::to_string(&roll.prove(area, 3, &area.posted[2]).unwrap()).unwrap();
    assert_eq!(json.matches("Cử tri").count(), 1, "{json}");
    assert!(json.starts_with(r#"{"format":"cutri-proof-1","#), "{json}");
}

#[test]
fn a_proof_in_a_panic_tells_of_nobody() {
    let roll = roll();
    let area = &roll.areas[0];
    let proof = roll.prove(area, 3, &area.posted[2]).unwrap();
    assert_eq!(format!("{proof:?}"), "Proof(10000-00 no. 3, version 4)");
}

#[test]
fn there_is_no_proof_of_a_row_that_was_never_written() {
    let roll = roll();
    let area = &roll.areas[0];
    let unwritten = |number, row: &Row| {
        let error = roll.prove(area, number, row).err();
        assert!(matches!(error, Some(EvidenceError::Unwritten { .. })), "{number}: {error:?}");
    };
    unwritten(1, &area.posted[1]);
    unwritten(0, &area.posted[0]);
    unwritten(9, &area.posted[0]);
    unwritten(3, &Row::of(&area.area, 3, 2));
    unwritten(u32::MAX, &Row::of(&area.area, u32::MAX, 1));
}
