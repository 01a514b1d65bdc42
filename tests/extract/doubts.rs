//! Whoever a row tells of that could not be used carries the doubt, and the reject tells who, where and what stood there.

use super::builder::{Folder, Outcome, small};

type Change = fn(Folder) -> Folder;

/// What is unread of a person.
fn unread<'a>(outcome: &'a Outcome, number: &str) -> Vec<&'a str> {
    let facts =
        outcome.facts.iter().find(|facts| facts.person.personal_id.as_str() == number).expect("the person");
    facts.doubts.unread.iter().map(|table| &**table).collect()
}

#[test]
fn a_rejected_row_of_any_table_flags_its_person_in_a_full_extract() {
    let cases: [(&str, Change); 5] = [
        ("residences", |f| f.append("residences.csv", "031182000002,thuê,11386,,,,,,\n")),
        ("absences", |f| f.append("absences.csv", "031182000002,2026-01-02,khi nào,,\n")),
        ("stays", |f| f.append("stays.csv", "031182000002,nghỉ,TG01,2026-01-10,\n")),
        ("statuses", |f| f.append("statuses.csv", "031182000002,imprisonment,31/06/2024,,12/QĐ,\n")),
        ("wishes", |f| f.append("wishes.csv", "031182000002,not_here,,,8:00 SA,,\n")),
    ];
    let plain = small().outcome();
    assert!(plain.facts.iter().all(|facts| facts.doubts.is_empty()));
    for (table, change) in cases {
        let outcome = change(small()).outcome();
        assert_eq!(unread(&outcome, "031182000002"), [table]);
        assert_eq!(unread(&outcome, "031080000001"), Vec::<&str>::new());
        assert_ne!(
            outcome.snapshot_id, plain.snapshot_id,
            "{table}: the doubt is part of what the snapshot is"
        );
        let reject = &outcome.rejects[0];
        assert_eq!(reject.personal_id.as_ref().map(|number| number.as_str()), Some("031182000002"));
        assert_eq!(reject.commune_code.as_ref().map(|code| code.as_str()), Some("11386"), "{table}");
    }
}

#[test]
fn a_cell_that_a_decision_may_turn_on_is_emptied_and_flags_the_person() {
    let cases: [(&str, Change, &str); 5] = [
        (
            "residences",
            |f| f.append("residences.csv", "031182000002,temporary,11387,,,,2025-01-01,,sắp hết\n"),
            "ended_on: sắp hết → ∅",
        ),
        (
            "statuses",
            |f| f.append("statuses.csv", "031182000002,imprisonment,2024-06-01,31/02/2026,12/QĐ,\n"),
            "until: 31/02/2026 → ∅ (2026-02?)",
        ),
        (
            "stays",
            |f| f.append("stays.csv", "031182000002,detention,TG01,2026-01-10,mai\n"),
            "until: mai → ∅",
        ),
        (
            "absences",
            |f| f.append("absences.csv", "031182000002,2026-01-02,2026-01-05,mai,\n"),
            "until: mai → ∅",
        ),
        (
            "wishes",
            |f| f.append("wishes.csv", "031182000002,not_here,trong Nam,,2026-01-15,,\n"),
            "commune_code: trong Nam → ∅",
        ),
    ];
    for (table, change, value) in cases {
        let outcome = change(small()).outcome();
        assert_eq!(outcome.reject_texts(), Vec::<String>::new(), "{table}");
        assert_eq!(unread(&outcome, "031182000002"), [table]);
        let told: Vec<(&str, &str)> =
            outcome.findings.iter().map(|found| (found.rule.as_str(), found.value.as_str())).collect();
        assert_eq!(told, [("fact_in_doubt", value)]);
        assert_eq!(
            outcome.findings[0].commune_code.as_ref().map(|code| code.as_str()),
            Some("11386"),
            "{table}"
        );
    }
}

#[test]
fn one_row_too_many_flags_its_person() {
    let rows: String = (0..400)
        .map(|at| format!("031182000002,temporary,11387,11387-01,Số {at},{at},2025-02-01,,\n"))
        .collect();
    let outcome = small().append("residences.csv", &rows).outcome();
    assert_eq!(unread(&outcome, "031182000002"), ["residences"]);
}

#[test]
fn a_rejected_person_is_told_with_number_commune_and_the_row_as_it_stands_there() {
    let outcome = small()
        .replace("persons.csv", "1982,nữ", "tám hai,nữ")
        .replace("persons.csv", "occupation", "Nghề nghiệp")
        .outcome();
    let reject = &outcome.rejects[0];
    assert_eq!((reject.line, reject.column, reject.value.as_str()), (3, "birth_date", "tám hai"));
    assert_eq!(reject.personal_id.as_ref().map(|number| number.as_str()), Some("031182000002"));
    assert_eq!(reject.commune_code.as_ref().map(|code| code.as_str()), Some("11386"), "of the residence");
    assert_eq!(
        reject.row,
        r#"{"personal_id": "031182000002", "full_name": "Trần Thị Bình", "birth_date": "tám hai", "sex": "nữ", "nationality": "VNM", "ethnicity": "Kinh", "Nghề nghiệp": "Giáo viên", "household_id": "H1", "household_role": "spouse", "vital_status": "alive", "updated_at": "2025-11-05"}"#
    );
    // That the rows of the rejected person have no person needs no finding of its own.
    let told = outcome.finding_texts();
    assert!(!told.iter().any(|text| text.starts_with("unknown_person")), "{told:?}");
    let csv = &outcome.rejects_csv;
    assert!(csv.contains("\npersons.csv,3,031182000002,11386,birth_date,tám hai,date,"), "{csv}");
}

#[test]
fn a_broken_row_tells_whose_it_is_where_the_number_stands_in_front() {
    let outcome =
        small().append("statuses.csv", "031182000002,\"imprisonment,2024-06-01,,12/QĐ,\n").outcome();
    assert_eq!(outcome.reject_texts(), ["statuses.csv:3  quote"]);
    assert_eq!(unread(&outcome, "031182000002"), ["statuses"]);
}

#[test]
fn a_row_that_repeats_another_is_that_row() {
    let person = "031182000002,Trần Thị Bình,1982,nữ,VNM,Kinh,Giáo viên,H1,spouse,alive,,,2025-11-05\n";
    let cases: [(&str, &str, &str); 7] = [
        ("persons.csv", person, "row_repeated persons.csv:6 031182000002 031182000002"),
        (
            "residences.csv",
            "031182000002,Thường trú,11386,11386-01,\"Số 5, đường làng\",5,07/06/2005,,\n",
            "row_repeated residences.csv:7 031182000002 031182000002",
        ),
        (
            "statuses.csv",
            "031155000004,other,2020-01-01,,12/QĐ,Tòa án\n",
            "row_repeated statuses.csv:3 031155000004 031155000004",
        ),
        (
            "wishes.csv",
            "031208000003,vote_at_temporary,11387,,2026-01-15T09:30,vneid,\n",
            "row_repeated wishes.csv:3 031208000003 031208000003",
        ),
        ("hamlets.csv", "11386-01,11386,Thôn Một,1\n", "row_repeated hamlets.csv:5 11386-01 11386-01"),
        ("area_parts.csv", "11386-K1,11386-01,,\n", "row_repeated area_parts.csv:5 11386-K1 11386-K1"),
        ("constituency_parts.csv", "QH1,11386,\n", "row_repeated constituency_parts.csv:6 QH1 QH1"),
    ];
    let plain = small().outcome();
    for (table, row, told) in cases {
        let outcome = small().append(table, row).outcome();
        assert_eq!(outcome.finding_texts(), [told]);
        assert_eq!(outcome.reject_texts(), Vec::<String>::new(), "{table}");
        assert_eq!(outcome.snapshot_id, plain.snapshot_id, "{table}: nothing else is known");
    }
    let other = person.replace("1982", "1983");
    let outcome = small().append("persons.csv", &other).outcome();
    assert_eq!(outcome.reject_texts(), ["persons.csv:6 personal_id duplicate"]);
    assert_eq!(unread(&outcome, "031182000002"), ["persons"], "which of the two rows is right, nobody knows");
}
