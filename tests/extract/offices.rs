//! Who signs: the optional tables of offices.

use super::builder::small;
use cutri::people::{CommuneCode, ProvinceCode};
use cutri::territory::{Office, SignerRole, Territory, Units};

#[test]
fn offices_are_found_by_their_commune_and_province() {
    let outcome = small().read().expect("the small extract is sound");
    assert_eq!(outcome.reject_texts(), [""; 0]);
    let territory = Territory::new(outcome.units);
    let commune = |code: &str| territory.office(&CommuneCode::parse(code).unwrap()).cloned();
    let signed = commune("11386").expect("the office of An Bình");
    assert_eq!(
        (signed.signer_name.as_deref(), signed.signer_role),
        (Some("Lê Văn Ký"), Some(SignerRole::Deputy))
    );
    assert_eq!(
        (signed.place.as_deref(), signed.drafted_by.as_deref()),
        (Some("An Bình"), Some("Trần Thị Lập"))
    );
    assert_eq!(
        (signed.document_prefix.as_deref(), signed.phone.as_deref()),
        (Some("UBND"), Some("0123 456 789"))
    );
    assert_eq!(commune("11387"), Some(Office::default()), "a row may leave everything open");
    let province =
        territory.province_office(&ProvinceCode::parse("31").unwrap()).expect("the province's office");
    assert_eq!(province.signer_role, Some(SignerRole::Chairman));
}

#[test]
fn a_role_that_nobody_signs_as_is_emptied_and_a_second_office_rejected() {
    let folder =
        small().replace("offices.csv", "deputy", "secretary").append("offices.csv", "11387,Ai,,,,,,\n");
    let outcome = folder.read().expect("rows are rejected, not the extract");
    assert_eq!(outcome.reject_texts(), ["offices.csv:4 commune_code duplicate"]);
    let findings = [
        "cell_emptied offices.csv:2 11386 signer_role: secretary → ∅",
        "duplicate_code offices.csv:4 11387 11387",
    ];
    assert_eq!(outcome.finding_texts(), findings);
}

#[test]
fn offices_may_be_left_out_and_are_part_of_the_id_where_they_are_told() {
    let without = small().without("offices.csv").without("province_offices.csv");
    let outcome = without.read().expect("both tables may be left out");
    assert_eq!((outcome.units.offices.len(), outcome.units.province_offices.len()), (0, 0));
    assert_ne!(outcome.snapshot_id, small().read().unwrap().snapshot_id);
}

#[test]
fn units_of_earlier_editions_are_read_without_offices() {
    let mut old = serde_json::to_value(Units::default()).unwrap();
    for added in ["offices", "province_offices"] {
        assert!(old.as_object_mut().unwrap().remove(added).is_some());
    }
    assert_eq!(serde_json::from_value::<Units>(old).unwrap(), Units::default());
}
