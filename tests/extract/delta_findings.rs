//! Findings on deltas: what can be told of a few persons is told, and nothing that only their absence makes odd.

use super::builder::{How, Outcome, read_as};
use super::delta::Known;

/// The rules of the findings, as often as they are found.
fn rules(outcome: &Outcome) -> Vec<&'static str> {
    outcome.findings.iter().map(|finding| finding.rule.as_str()).collect()
}

#[test]
fn a_household_whose_head_did_not_change_is_not_without_a_head() {
    let known = Known::small();
    assert_eq!(rules(&known.outcome(&known.delta())), [""; 0], "the head of H9 is not in the delta");
}

#[test]
fn two_heads_of_one_household_are_told_of_a_delta_too() {
    let known = Known::small();
    let heads = "031080000001,Nguyễn Văn An,1980-05-04,nam,VNM,H9,head,alive\n\
        031182000008,Trần Thị Hoa,1982,nữ,VNM,H9,head,alive\n";
    assert_eq!(rules(&known.outcome(&known.delta().append("persons.csv", heads))), ["household_two_heads"]);
}

#[test]
fn a_head_who_is_taken_out_is_no_second_head() {
    let known = Known::small();
    let heads = "031080000001,Nguyễn Văn An,1980-05-04,nam,VNM,H9,head,removed\n\
        031182000008,Trần Thị Hoa,1982,nữ,VNM,H9,head,alive\n";
    assert_eq!(rules(&known.outcome(&known.delta().append("persons.csv", heads))), [""; 0]);
}

#[test]
fn a_person_twice_in_a_delta_is_rejected_the_second_time() {
    let known = Known::small();
    let again = "031182000002,Trần Thị Bình,1982,nữ,VNM,,,removed\n";
    let outcome = known.outcome(&known.delta().append("persons.csv", again));
    assert_eq!(outcome.reject_texts(), ["persons.csv:4 personal_id duplicate"]);
    assert_eq!(rules(&outcome), ["duplicate_person"]);
    assert_eq!((outcome.persons, outcome.removed), (1, 1), "the first row counts");
}

#[test]
fn rows_of_persons_that_the_delta_does_not_name_are_a_finding() {
    let known = Known::small();
    let other = "031080000001,permanent,11386,11386-01,5,2001-01-01\n";
    let outcome = known.outcome(&known.delta().append("residences.csv", other));
    assert_eq!(outcome.finding_texts(), ["unknown_person residences.csv:3 031080000001 031080000001"]);
}

#[test]
fn codes_are_checked_against_the_units_of_the_base() {
    let known = Known::small();
    let delta = known.delta().replace("residences.csv", "11387,11387-01", "99999,99999-01");
    assert_eq!(rules(&known.outcome(&delta)), ["unknown_commune", "unknown_hamlet"]);
}

#[test]
fn read_alone_codes_are_checked_against_the_tables_of_the_delta_only() {
    let known = Known::small();
    let full = super::builder::small();
    let delta = known
        .delta()
        .replace("residences.csv", "11387,11387-01", "99999,99999-01")
        .with("stays.csv", "personal_id,kind,facility_code,from\n031182000002,care,X1,2026-01-01\n")
        .with(
            "wishes.csv",
            "personal_id,kind,area_code,recorded_at\n031182000002,vote_at_current,X2,2026-01-01\n",
        );
    let alone = |tables: &[&str]| {
        let bring = |folder: super::builder::Folder, name: &&str| folder.with(name, full.text(name));
        let delta = tables.iter().fold(delta.clone(), bring);
        read_as(How::Alone, delta.write().path(), 64 << 20).unwrap()
    };
    let cases: [(&[&str], &[&str]); 6] = [
        (&[], &[]),
        (&["communes.csv"], &["unknown_commune"]),
        (&["hamlets.csv"], &["unknown_hamlet"]),
        (&["facilities.csv"], &["unknown_facility"]),
        (&["areas.csv"], &[]),
        (&["areas.csv", "communes.csv"], &["unknown_commune", "unknown_area"]),
    ];
    for (tables, expected) in cases {
        assert_eq!(rules(&alone(tables)), expected, "{tables:?}");
    }
    let none = alone(&[]).quality.total.correct;
    assert_eq!(none.part, none.whole, "what cannot be checked is not counted as wrong");
}

#[test]
fn read_alone_a_former_communes_hamlet_is_not_said_to_lie_elsewhere() {
    let known = Known::small();
    let full = super::builder::small();
    let delta = known
        .delta()
        .replace("residences.csv", "11387,", "11003,")
        .with("hamlets.csv", full.text("hamlets.csv"));
    let alone = read_as(How::Alone, delta.write().path(), 64 << 20).unwrap();
    assert_eq!(rules(&alone), [""; 0]);
    assert_eq!(rules(&known.outcome(&delta)), ["predecessor_commune"]);
}

#[test]
fn persons_without_a_number_are_matched_with_those_of_the_delta_that_stay() {
    let known = Known::small();
    let nameless = ",Trần Thị Bình,1982,nữ,VNM,,,alive\n,Lê Thị Dung,1955-02,nữ,VNM,,,alive\n";
    let outcome = known.outcome(&known.delta().append("persons.csv", nameless));
    let matches = outcome.queue.iter().map(|row| row.matches.len());
    assert_eq!(matches.collect::<Vec<_>>(), [1, 0], "somebody taken out is nobody's match");
}
