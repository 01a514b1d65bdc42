//! Odd but usable facts are accepted and told about; persons without a number wait in the manual queue.

use super::builder::{Folder, small};
use cutri::extract::FindingRule;
use cutri::people::Severity;

/// Changes of the small extract and the findings each must give, as `rule file:line subject value`.
type Case = (&'static str, fn(Folder) -> Folder, &'static [&'static str]);

fn assert_findings(cases: &[Case]) {
    for (name, change, findings) in cases {
        let outcome = change(small()).outcome();
        assert_eq!(outcome.finding_texts(), *findings, "{name}");
    }
}

#[test]
fn d1_a_number_that_disagrees_with_sex_or_year_is_a_warning_never_a_reject() {
    assert_findings(&[
        (
            "sex",
            |f| f.replace("persons.csv", "1980-05-04,nam", "1980-05-04,nữ"),
            &["number_sex persons.csv:2 031080000001 nữ"],
        ),
        (
            "year",
            |f| f.replace("persons.csv", "1980-05-04", "1981-05-04"),
            &["number_birth_year persons.csv:2 031080000001 1981-05-04"],
        ),
    ]);
    assert_eq!(FindingRule::NumberSex.severity(), Severity::Warning);
}

#[test]
fn births_in_the_future_and_great_ages_are_told() {
    assert_findings(&[
        (
            "future",
            |f| {
                f.replace(
                    "persons.csv",
                    "031208000003,Nguyễn Đức Cường,2008-03-15",
                    "031226000003,C,2026-01-21",
                )
            },
            &[
                "birth_date_improbable persons.csv:4 031226000003 2026-01-21",
                "unknown_person residences.csv:4 031208000003 031208000003",
                "unknown_person residences.csv:5 031208000003 031208000003",
                "unknown_person wishes.csv:2 031208000003 031208000003",
            ],
        ),
        ("the extract's day", |f| f.replace("persons.csv", "2008-03-15", "2008-12-31"), &[]),
        (
            "age",
            |f| f.replace("persons.csv", "031155000004,Lê Thị Dung,1955-02", "031105000004,D,1905-01-21"),
            &[
                "unknown_person residences.csv:6 031155000004 031155000004",
                "unknown_person absences.csv:2 031155000004 031155000004",
                "unknown_person statuses.csv:2 031155000004 031155000004",
            ],
        ),
        (
            "greater age",
            |f| f.append("persons.csv", "031004000009,Cụ,1904-12-31,nam,VNM,,,,,alive,,,\n"),
            &["age_over_120 persons.csv:6 031004000009 1904-12-31"],
        ),
        (
            "the dead have no age",
            |f| f.append("persons.csv", "031004000009,Cụ,1904-12-31,nam,VNM,,,,,dead,,,\n"),
            &[],
        ),
    ]);
}

#[test]
fn residences_that_contradict_each_other_or_the_lists_are_told() {
    assert_findings(&[
        (
            "two permanent",
            |f| f.append("residences.csv", "031080000001,permanent,11387,,,,2020-01-01,,\n"),
            &[
                "household_without_head persons.csv:3 H1 0",
                "two_permanent_residences residences.csv:7 031080000001 11387",
            ],
        ),
        (
            "the first ended",
            |f| {
                let f = f.replace("residences.csv", "2001-01-01,,", "2001-01-01,,2026-03-15");
                f.append("residences.csv", "031080000001,permanent,11387,,,,2026-03-15,,\n")
            },
            &["household_without_head persons.csv:3 H1 0"],
        ),
        (
            "unknown commune",
            |f| f.append("residences.csv", "031080000001,current,99999,,,,,,\n"),
            &["unknown_commune residences.csv:7 031080000001 99999"],
        ),
        (
            "unknown hamlet",
            |f| f.replace("residences.csv", "11386-01", "11386-77"),
            &["unknown_hamlet residences.csv:2 031080000001 11386-77"],
        ),
        (
            "hamlet of another commune",
            |f| f.replace("residences.csv", "11386-01", "11387-01"),
            &["hamlet_other_commune residences.csv:2 031080000001 11387-01"],
        ),
        (
            "ended before it began",
            |f| f.replace("residences.csv", "2025-02-01,2027-02-01", "2025-02-01,2024-02-01"),
            &["ends_before_start residences.csv:5 031208000003 2025-02-01 > 2024-02-01"],
        ),
        (
            "perhaps not before it began",
            |f| f.replace("residences.csv", "2025-02-01,2027-02-01", "2025-02-01,2025"),
            &[],
        ),
    ]);
}

#[test]
fn a_predecessors_code_is_read_as_its_only_successor() {
    let folder = small()
        .replace("residences.csv", "temporary,11387", "temporary,11003")
        .replace("wishes.csv", "vote_at_temporary,11387", "vote_at_temporary,11003")
        .replace("absences.csv", "11386", "11001");
    let outcome = folder.outcome();
    assert_eq!(
        outcome.finding_texts(),
        [
            "predecessor_commune residences.csv:5 031208000003 11003",
            "predecessor_commune absences.csv:2 031155000004 11001",
            "predecessor_commune wishes.csv:2 031208000003 11003",
        ]
    );
    assert_eq!(outcome.facts, small().outcome().facts);
    assert_eq!(outcome.snapshot_id, small().outcome().snapshot_id);
    assert_eq!(outcome.findings[0].commune_code.as_ref().unwrap().as_str(), "11387");
}

#[test]
fn unknown_codes_persons_and_periods_of_the_other_registers_are_told() {
    assert_findings(&[
        (
            "facility",
            |f| f.replace("stays.csv", "TG01", "TG02"),
            &["unknown_facility stays.csv:2 031080000001 TG02"],
        ),
        (
            "area",
            |f| f.replace("wishes.csv", "11387,,", "11387,K99,"),
            &["unknown_area wishes.csv:2 031208000003 K99"],
        ),
        (
            "commune of a wish",
            |f| f.replace("wishes.csv", "11387", "99999"),
            &["unknown_commune wishes.csv:2 031208000003 99999"],
        ),
        ("somebody absent may be anywhere", |f| f.replace("absences.csv", "11386", "99999"), &[]),
        (
            "a stay that ends before it starts",
            |f| f.append("stays.csv", "031080000001,care,TG01,2026-01-10,2026-01-09\n"),
            &["ends_before_start stays.csv:3 031080000001 2026-01-10 > 2026-01-09"],
        ),
        (
            "a status that ends before it starts",
            |f| f.append("statuses.csv", "031080000001,other,2026,2025,,\n"),
            &["ends_before_start statuses.csv:3 031080000001 2026 > 2025"],
        ),
        (
            "unknown persons, before, between and behind the known",
            |f| {
                let row = |number: &str| format!("{number},other,2026,,,\n");
                f.append("statuses.csv", &(row("999999999999") + &row("000000000000") + &row("031100000000")))
            },
            &[
                "unknown_person statuses.csv:3 999999999999 999999999999",
                "unknown_person statuses.csv:4 000000000000 000000000000",
                "unknown_person statuses.csv:5 031100000000 031100000000",
            ],
        ),
        (
            "a file of no table",
            |f| f.with("person.csv", "a,b\n"),
            &["likely_table person.csv:0 person.csv persons"],
        ),
        ("another file of no table", |f| f.with("more.csv", "a,b\n"), &["unknown_file more.csv:0 more.csv "]),
        (
            "a part that names both",
            |f| f.replace("constituency_parts.csv", "X1,,", "X1,11386,"),
            &["part_names_both constituency_parts.csv:5 X1 11386"],
        ),
        (
            "a code twice",
            |f| f.append("provinces.csv", "31,Khác\n"),
            &["duplicate_code provinces.csv:3 31 31"],
        ),
    ]);
}

#[test]
fn a_household_needs_one_head() {
    assert_findings(&[
        (
            "none",
            |f| f.replace("persons.csv", "H2,head", "H2,other"),
            &["household_without_head persons.csv:5 H2 0"],
        ),
        (
            "two",
            |f| f.replace("persons.csv", "H1,child", "H1,head"),
            &["household_two_heads persons.csv:2 H1 2"],
        ),
        ("nobody alive in it", |f| f.replace("persons.csv", "H2,head,alive", "H2,other,dead"), &[]),
    ]);
}

#[test]
fn a_second_row_with_the_same_number_is_rejected_and_told() {
    let row = "031080000001,Người Khác,1980,nam,VNM,,,,,alive,,,\n";
    let outcome = small().append("persons.csv", row).outcome();
    assert_eq!(outcome.finding_texts(), ["duplicate_person persons.csv:6 031080000001 031080000001"]);
    assert_eq!(outcome.persons, 4);
    assert_eq!(&*outcome.facts[0].person.full_name, "Nguyễn Văn An");
    assert_eq!(outcome.quality.total.clean.part, 3);
}

#[test]
fn a_removed_person_is_taken_out_with_a_finding() {
    let outcome = small().replace("persons.csv", "H2,head,alive", "H2,head,removed").outcome();
    let told = ["removed_person persons.csv:5 031155000004 3 rows of other tables"];
    assert_eq!(outcome.finding_texts(), told);
    assert_eq!((outcome.persons, outcome.removed), (3, 1));
    assert_eq!(outcome.quality.total.persons, 3);
}

#[test]
fn a_person_without_a_number_waits_with_likely_matches_and_is_never_merged() {
    let person = |number: &str, name: &str| format!("{number},{name},1990-01-01,nữ,VNM,,,,,alive,,,\n");
    let mut folder = small();
    for number in (1..=7).rev() {
        folder = folder.append("persons.csv", &person(&format!("03119000000{number}"), "Phạm Thị Hoà"));
    }
    let folder = folder
        .append("persons.csv", &person("", "phạm thị hòa"))
        .append("persons.csv", &person("031190000008", "Phạm Thị Hoá"))
        .append("persons.csv", ",Phạm Thị Hòa,1990,female,VNM,,,,,alive,,,\n")
        .append("persons.csv", ",,không rõ,?,VNM,,,,,alive,,,\n");
    let outcome = folder.outcome();
    assert_eq!(outcome.persons, 4 + 8);
    assert_eq!(outcome.rejects.len(), 3);
    assert!(outcome.rejects.iter().all(|reject| reject.rule == "required" && reject.column == "personal_id"));
    let told: Vec<(u64, &str, &str, &str, usize)> = outcome
        .queue
        .iter()
        .map(|row| (row.line, &*row.full_name, &*row.birth_date, &*row.sex, row.matches.len()))
        .collect();
    assert_eq!(
        told,
        [
            (13, "phạm thị hòa", "1990-01-01", "nữ", 5),
            (15, "Phạm Thị Hòa", "1990", "nữ", 0),
            (16, "", "không rõ", "?", 0),
        ]
    );
    let numbers: Vec<&str> = outcome.queue[0].matches.iter().map(|number| number.as_str()).collect();
    assert_eq!(numbers, ["031190000001", "031190000002", "031190000003", "031190000004", "031190000005"]);
}

#[test]
fn d3_quality_is_counted_by_commune_of_residence() {
    let quality = small()
        .replace("residences.csv", "11386-01", "11386-77")
        .append("persons.csv", "031080000009,Lê Văn Ân,1980,nữ,VNM,,,,,alive,,,2024-01-19\n")
        .outcome()
        .quality;
    let communes: Vec<&str> = quality.communes.keys().map(|code| code.as_str()).collect();
    assert_eq!(communes, ["11386", "11387"]);
    let first = &quality.communes.values().next().unwrap();
    assert_eq!(first.persons, 3);
    // Three checks of each person, and commune and hamlet of four residences, of which one hamlet is unknown.
    assert_eq!((first.correct.part, first.correct.whole), (16, 17));
    assert_eq!(first.correct.per_ten_thousand(), Some(9411));
    assert_eq!((first.live.part, first.live.whole), (3, 3));
    assert_eq!(first.median_update, Some("within_3_months"));
    let second = &quality.communes.values().last().unwrap();
    assert_eq!((second.complete.part, second.complete.whole), (4, 6));
    assert_eq!(second.missing.keys().copied().collect::<Vec<_>>(), ["occupation", "registered_on"]);
    assert_eq!(second.freshness.unknown, 1);
    let without = &quality.without_commune;
    assert_eq!((without.persons, without.correct.part, without.correct.whole), (1, 2, 3));
    assert_eq!(without.freshness.older, 1);
    assert_eq!(quality.total.persons, 5);
    assert_eq!(quality.total.median_update, Some("within_3_months"));
    let json = serde_json::to_value(&quality).unwrap();
    assert_eq!(json["communes"]["11386"]["correct"]["per_ten_thousand"], 9411);
}

#[test]
fn a_date_is_written_in_documents_as_everywhere() {
    for text in ["2008-03-05", "2008-11", "1800", "0001-01-01", "0001", "9999-12", "9999-12-31"] {
        let date = cutri::people::PartialDate::parse(text).unwrap();
        assert_eq!(date.to_string(), text);
        assert_eq!(serde_json::to_value(date).unwrap(), text);
        assert_eq!(serde_json::from_value::<cutri::people::PartialDate>(text.into()).unwrap(), date);
        assert!(date.first() <= date.last());
    }
    for text in ["0000", "0000-01-01", "10000-01-01", "-0001-01-01"] {
        assert!(cutri::people::PartialDate::parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_birth_before_1850_is_told_and_taken() {
    assert_findings(&[(
        "before 1850",
        |f| f.replace("persons.csv", "1980-05-04", "1849-12-31"),
        &[
            "number_birth_year persons.csv:2 031080000001 1849-12-31",
            "birth_date_improbable persons.csv:2 031080000001 1849-12-31",
        ],
    )]);
}
