//! No row is lost for a cell that no decision needs, and what can be read in one way only is read.

use super::builder::{Folder, small};
use cutri::extract::{Finding, FindingRule};
use cutri::territory::OpensAt;

type Change = fn(Folder) -> Folder;

/// A table, what stands there, what is written in its place, and what must be told, as `rule value`.
type Case = (&'static str, &'static str, &'static str, &'static [&'static str]);

fn assert_told(cases: &[Case]) {
    for (table, from, to, told) in cases {
        let outcome = small().replace(&format!("{table}.csv"), from, to).outcome();
        assert_eq!(outcome.reject_texts(), Vec::<String>::new(), "{to}");
        let found: Vec<String> =
            outcome.findings.iter().map(|found| format!("{} {}", found.rule.as_str(), found.value)).collect();
        assert_eq!(found, *told, "{to}");
        for finding in &outcome.findings {
            assert!(finding.message().contains(" / "), "{to}: both languages");
        }
    }
}

/// Each table with the words of the public format and those that offices write.
const WORDS: [(&str, &[(&str, &str)]); 9] = [
    (
        "persons.csv",
        &[
            ("head,alive,,031", "Chủ hộ,còn sống,,031"),
            ("spouse,alive", "Vợ,Đang sống"),
            ("child,alive", "CON,CÒN SỐNG"),
            ("VNM;USA", "Việt Nam; Hoa Kỳ"),
            ("1982,nữ,VNM", "1982,Nu,VIỆT NAM"),
        ],
    ),
    ("residences.csv", &[("permanent", "thường trú"), ("permanent", "Thuong tru"), ("temporary", "TẠM TRÚ")]),
    ("stays.csv", &[("detention", "Tạm giam")]),
    ("statuses.csv", &[("other", "khác")]),
    ("wishes.csv", &[("vote_at_temporary", "Bỏ phiếu ở nơi tạm trú"), ("vneid", "VNeID")]),
    ("communes.csv", &[("phường,true", "Phuong,có"), ("xã,true", "XÃ,Đúng")]),
    (
        "areas.csv",
        &[("residential,mountain", "Khu dân cư,miền núi"), ("custody,separate", "trại tạm giam,riêng")],
    ),
    ("constituencies.csv", &[("national", "Quốc hội"), ("provincial", "cấp tỉnh"), ("communal", "Cấp xã")]),
    ("offices.csv", &[("deputy", "Phó Chủ tịch")]),
];

#[test]
fn an_extract_in_vietnamese_words_is_the_same_extract() {
    let mut folder = small();
    for (table, words) in WORDS {
        folder =
            words.iter().fold(folder, |folder, (word, vietnamese)| folder.replace(table, word, vietnamese));
    }
    let (outcome, plain) = (folder.outcome(), small().outcome());
    assert_eq!(outcome.reject_texts(), Vec::<String>::new());
    assert_eq!(outcome.finding_texts(), Vec::<String>::new());
    assert_eq!(outcome.facts, plain.facts);
    assert_eq!(outcome.units, plain.units);
    assert_eq!(outcome.snapshot_id, plain.snapshot_id);
}

#[test]
fn a_misspelt_word_is_told_with_the_likely_one_and_never_taken() {
    assert_told(&[
        ("persons", "spouse", "vơ chồngg", &["cell_emptied household_role: vơ chồngg → ∅"]),
        ("persons", "spouse", "chồngg", &["cell_emptied household_role: chồngg → ∅ (spouse?)"]),
    ]);
    let outcome = small().replace("persons.csv", "alive", "còn sốg").outcome();
    assert_eq!(outcome.reject_texts(), ["persons.csv:2 vital_status one_of"]);
    assert!(
        outcome.rejects[0].message.contains("giá trị đúng có lẽ là alive"),
        "{}",
        outcome.rejects[0].message
    );
}

#[test]
fn a_cell_of_a_column_that_no_decision_needs_is_emptied_and_its_row_stays() {
    assert_told(&[
        ("persons", "2026-01-05T10:00:00", "hôm qua", &["cell_emptied updated_at: hôm qua → ∅"]),
        ("persons", "031234567", "03123456", &["cell_emptied old_id: 03123456 → ∅ (003123456?)"]),
        ("persons", "031234567", "031080000001", &["cell_mended old_id: 031080000001 → ∅"]),
        ("persons", "031234567", "031080000002", &["cell_emptied old_id: 031080000002 → ∅"]),
        ("residences", "Số 9,9", "Số 9,Ngõ Hẹp", &["cell_emptied house_order: Ngõ Hẹp → ∅"]),
        ("wishes", "vneid", "loa phường", &["cell_emptied channel: loa phường → ∅"]),
        ("hamlets", "Thôn Hai,2", "Thôn Hai,cuối", &["cell_emptied list_order: cuối → ∅"]),
        ("areas", "mountain", "xa xôi", &["cell_emptied small_reason: xa xôi → ∅"]),
        ("absences", ",11386\n", ",nước ngoài\n", &["cell_emptied destination_commune_code: nước ngoài → ∅"]),
    ]);
    assert_eq!(FindingRule::CellEmptied.severity(), cutri::people::Severity::Warning);
}

#[test]
fn the_place_of_a_house_is_the_number_it_begins_with() {
    for (written, order) in [("12A", 12), ("12/3", 12), ("Số 12", 12), ("12 bis", 12), ("012B", 12)] {
        let outcome = small().replace("residences.csv", "Số 12,12", &format!("Số 12,{written}")).outcome();
        let told = format!("cell_mended residences.csv:6 031155000004 house_order: {written} → {order}");
        assert_eq!(outcome.finding_texts(), [told]);
        assert_eq!(outcome.facts[1].residences[0].house_order, Some(order), "{written}");
    }
}

#[test]
fn decimal_commas_and_hours_of_vietnam_cost_no_voting_area() {
    assert_told(&[
        ("areas", "21.05", "\"21,05\"", &["cell_mended latitude: 21,05 → 21.05"]),
        ("areas", "21.05", "21.05°", &["cell_mended latitude: 21.05° → 21.05"]),
        ("areas", "21.05", "Bắc", &["cell_emptied latitude: Bắc → ∅"]),
    ]);
    let hours = [
        ("6h00", "06:00:00"),
        ("6h", "06:00:00"),
        ("6 giờ", "06:00:00"),
        ("6 giờ 30", "06:30:00"),
        ("6 giờ 30 phút", "06:30:00"),
        ("6g30", "06:30:00"),
        ("6:00 SA", "06:00:00"),
        ("4:32 CH", "16:32:00"),
        ("12:05 AM", "00:05:00"),
        ("12:05 CH", "12:05:00"),
    ];
    for (written, hour) in hours {
        let outcome = small().replace("areas.csv", "06:00", written).outcome();
        let told = format!("cell_mended areas.csv:3 11387-K1 opens_at: {written} → {hour}");
        assert_eq!(outcome.finding_texts(), [told]);
        assert_eq!(outcome.units.areas[1].opens_at, Some(OpensAt::Hour(hour.parse().unwrap())), "{written}");
    }
    for never in ["sớm", "25h", "13:00 SA", "6h61", "h"] {
        let outcome = small().replace("areas.csv", "06:00", never).outcome();
        assert_eq!(outcome.units.areas[1].opens_at, None, "{never}");
        assert_eq!(
            outcome.finding_texts(),
            [format!("cell_emptied areas.csv:3 11387-K1 opens_at: {never} → ∅")]
        );
    }
}

#[test]
fn moments_with_morning_and_afternoon_are_read() {
    for written in
        ["15/01/2026 9:30 SA", "9h30 ngày 15/01/2026", "9:30:00 SA 15/01/2026", "15.01.2026 9 giờ 30"]
    {
        let outcome = small().replace("wishes.csv", "2026-01-15T09:30", written).outcome();
        let told =
            format!("cell_mended wishes.csv:2 031208000003 recorded_at: {written} → 2026-01-15T09:30:00");
        assert_eq!(outcome.finding_texts(), [told]);
        assert_eq!(outcome.facts, small().outcome().facts, "{written}");
    }
    let outcome = small().replace("wishes.csv", "2026-01-15T09:30", "8:00 SA").outcome();
    assert_eq!(outcome.reject_texts(), ["wishes.csv:2 recorded_at moment"], "an hour of no day");
}

#[test]
fn numbers_with_marks_and_without_their_zeros_are_read_where_the_row_agrees() {
    let written = |text: &str| small().replace("persons.csv", "031080000001", text);
    for text in [
        "'031080000001",
        "031 080 000 001",
        "031.080.000.001",
        "031-080-000-001",
        "０３１０８０００0001",
        "31080000001",
        "31080000001.0",
    ] {
        let outcome = written(text).outcome();
        let told = format!("number_mended persons.csv:2 031080000001 personal_id: {text} → 031080000001");
        assert_eq!(outcome.finding_texts(), [told]);
        assert_eq!(outcome.facts, small().outcome().facts, "{text}");
    }
    let rejected: [(&str, Change, &str); 6] = [
        (
            "another sex",
            |f| {
                f.replace("persons.csv", "031080000001,Nguyễn Văn An,1980-05-04,nam", "31080000001,A,1980,nữ")
            },
            "digits",
        ),
        (
            "another year",
            |f| f.replace("persons.csv", "031080000001,Nguyễn Văn An,1980-05-04", "31080000001,A,1981"),
            "digits",
        ),
        ("a digit lost within", |f| f.replace("persons.csv", "031080000001", "03108000001"), "digits"),
        ("of no place", |f| f.replace("persons.csv", "031080000001", "99080000001"), "digits"),
        ("an old number", |f| f.replace("persons.csv", "031080000001", "031234567"), "old_number"),
        ("a power", |f| f.replace("persons.csv", "031080000001", "3.108E+10"), "lost_digits"),
    ];
    for (name, change, rule) in rejected {
        assert_eq!(
            change(small()).outcome().reject_texts(),
            [format!("persons.csv:2 personal_id {rule}")],
            "{name}"
        );
    }
}

#[test]
fn a_number_without_its_zeros_in_another_table_is_that_of_the_person() {
    let outcome = small().replace("residences.csv", "031155000004", "31155000004").outcome();
    let told = "number_mended residences.csv:6 031155000004 personal_id: 31155000004 → 031155000004";
    assert_eq!(outcome.finding_texts(), [told]);
    assert_eq!(outcome.facts, small().outcome().facts);
}

#[test]
fn codes_with_spaces_are_codes() {
    assert_told(&[
        (
            "residences",
            "11387-01,Số 9",
            "11387 - 01,Số 9",
            &["cell_mended hamlet_code: 11387 - 01 → 11387-01"],
        ),
        (
            "residences",
            "temporary,11387",
            "temporary,'11387",
            &["number_mended commune_code: '11387 → 11387"],
        ),
        (
            "communes",
            "11001;11002",
            "\"11001, 11002\"",
            &["cell_mended predecessors: 11001, 11002 → 11001;11002"],
        ),
    ]);
}

#[test]
fn characters_that_steer_a_printer_are_left_out_and_where_a_letter_may_be_lost_nothing_is_guessed() {
    let outcome = small().replace("persons.csv", "Nguyễn Văn An", "Nguyễn Văn\u{7} An").outcome();
    assert_eq!(&*outcome.facts[0].person.full_name, "Nguyễn Văn An");
    assert_eq!(outcome.findings[0].rule, FindingRule::InvisibleLetter);
    let outcome = small().replace("persons.csv", "Nông dân", "Nông\0dân").outcome();
    assert_eq!(outcome.facts[0].person.occupation, None);
    assert_eq!(outcome.findings[0].rule, FindingRule::CellEmptied);
}

#[test]
fn a_cell_of_lost_letters_alone_is_never_taken_for_an_empty_one() {
    let hamlet = small().replace("residences.csv", "11386-01,\"Số 5", "\0\0,\"Số 5").outcome();
    assert_eq!(hamlet.facts[0].residences[0].hamlet_code, None);
    let occupation = small().replace("persons.csv", "Nông dân", "\0\0\0").outcome();
    assert_eq!(occupation.facts[0].person.occupation, None);
    let told = |rule: FindingRule, column: &str, findings: &[Finding]| {
        findings.iter().any(|found| found.rule == rule && found.value.starts_with(column))
    };
    assert!(told(FindingRule::FactInDoubt, "hamlet_code: ", &hamlet.findings), "{:?}", hamlet.findings);
    assert!(
        told(FindingRule::CellEmptied, "occupation: ", &occupation.findings),
        "{:?}",
        occupation.findings
    );
    let name = small().replace("persons.csv", "Nguyễn Văn An", "\0").outcome();
    assert_eq!(name.reject_texts(), ["persons.csv:2 full_name control_character"]);
}
