//! Codes of communes in rows of persons: kept, divided and outside ones, and the households whose numbers repeat.

use super::builder::{Folder, Outcome, small};
use cutri::extract::FindingRule;
use cutri::people::CommuneCode;
use cutri::people::Severity;

/// The small extract, where `11386` kept its code and gave a part to `11387`.
fn divided() -> Folder {
    small().replace("communes.csv", "11003;11002", "11003;11002;11386")
}

fn row(of: &str, place: &str, registered_on: &str) -> String {
    format!("{of},current,{place},,,{registered_on},,\n")
}

/// The commune of the person's last residence, and those it may be.
fn last(outcome: &Outcome, of: usize) -> (String, Vec<String>) {
    let residence = outcome.facts[of].residences.last().unwrap();
    let may_mean = residence.may_mean.iter().map(CommuneCode::to_string).collect();
    (residence.commune_code.to_string(), may_mean)
}

#[test]
fn a_code_kept_after_a_merger_is_decided_by_the_hamlet_or_waits() {
    let read = |place, registered_on| {
        divided().append("residences.csv", &row("031155000004", place, registered_on)).outcome()
    };
    let by_hamlet = read("11386,11387-01", "2010-05-06");
    assert_eq!(by_hamlet.finding_texts(), ["predecessor_commune residences.csv:7 031155000004 11386"]);
    assert_eq!(last(&by_hamlet, 1), ("11387".to_owned(), vec![]));
    let own_hamlet = read("11386,11386-01", "2010-05-06");
    assert_eq!((own_hamlet.finding_texts(), last(&own_hamlet, 1).0), (vec![], "11386".to_owned()));
    let present = read("11386,", "2025-07-02");
    assert_eq!((present.finding_texts(), last(&present, 1).0), (vec![], "11386".to_owned()));
    let unknown = read("11386,", "2010-05-06");
    assert_eq!(unknown.finding_texts(), ["predecessor_ambiguous residences.csv:7 031155000004 11386"]);
    assert_eq!(last(&unknown, 1), ("11386".to_owned(), vec!["11386".to_owned(), "11387".to_owned()]));
    assert_eq!(FindingRule::PredecessorAmbiguous.severity(), Severity::Error);
}

#[test]
fn a_divided_code_is_decided_by_the_hamlet_or_waits() {
    let read =
        |place: &str| small().append("residences.csv", &row("031155000004", place, "2010-05-06")).outcome();
    assert_eq!(last(&read("11002,11387-01"), 1), ("11387".to_owned(), vec![]));
    let unknown = read("11002,");
    assert_eq!(unknown.finding_texts(), ["predecessor_ambiguous residences.csv:7 031155000004 11002"]);
    assert_eq!(last(&unknown, 1), ("11002".to_owned(), vec!["11386".to_owned(), "11387".to_owned()]));
}

/// `00004` is phường Ba Đình, Hà Nội, and took in `00013` whole.
#[test]
fn a_commune_outside_is_known_by_the_countrys_list() {
    let folder = small().append("residences.csv", &row("031155000004", "00004,", "2020-01-01"));
    let folder = folder.append("residences.csv", &row("031182000002", "00013,", "2020-01-01"));
    let outcome = folder.replace("absences.csv", "11386", "00008").outcome();
    assert_eq!(
        outcome.finding_texts(),
        [
            "outside_commune residences.csv:7 031155000004 00004",
            "outside_commune residences.csv:8 031182000002 00013"
        ]
    );
    assert_eq!((last(&outcome, 1).0, last(&outcome, 2).0), ("00004".to_owned(), "00004".to_owned()));
    let names: Vec<String> =
        outcome.outside.iter().map(|it| format!("{}, {}", it.name, it.province_name)).collect();
    assert_eq!(names, ["Phường Ba Đình, Thành phố Hà Nội", "Phường Ngọc Hà, Thành phố Hà Nội"]);
}

/// Whatever codes rows bear, every person and every row is there, and the same rows are read alike.
#[test]
fn no_code_drops_a_person_or_a_row() {
    let codes = ["11386", "11387", "11001", "11002", "11003", "00004", "00013", "00016", "00139", "99999"];
    let hamlets = ["", "11386-01", "11387-01", "11386-99"];
    let mut rows = String::new();
    for code in codes {
        for hamlet in hamlets {
            for on in ["", "2010", "2025-08-01"] {
                rows += &row("031155000004", &format!("{code},{hamlet}"), on);
            }
        }
    }
    let outcome = divided().append("residences.csv", &rows).outcome();
    assert_eq!((outcome.persons, outcome.facts[1].residences.len()), (4, 1 + rows.lines().count()));
    assert!(outcome.rejects.is_empty());
    let again = divided().append("residences.csv", &rows).outcome();
    assert_eq!((again.snapshot_id, again.facts), (outcome.snapshot_id, outcome.facts));
}

/// Heads of households in the small extract, as `number household role hamlet house`.
fn households(people: &[(&str, &str, &str, &str, &str)]) -> Vec<String> {
    let folder =
        small().without("statuses.csv").without("absences.csv").without("stays.csv").without("wishes.csv");
    let head = |name: &str| folder.text(name).lines().next().unwrap().to_owned() + "\n";
    let (mut persons, mut residences) = (head("persons.csv"), head("residences.csv"));
    for (of, household, role, hamlet, house) in people {
        persons += &format!("0310800000{of},Người {of},1980-01-{of},nam,VNM,,,{household},{role},alive,,,\n");
        let commune = &hamlet[..5];
        residences += &format!("0310800000{of},permanent,{commune},{hamlet},,{house},,,\n");
    }
    let outcome = folder.with("persons.csv", persons).with("residences.csv", residences).outcome();
    outcome.finding_texts()
}

#[test]
fn a_household_number_counts_in_its_hamlet_and_house() {
    let (one, two, other) = ("11386-01", "11386-02", "11387-01");
    let cases: [(&str, Vec<_>, Vec<&str>); 6] = [
        (
            "two families, two houses",
            vec![
                ("01", "1", "head", one, "5"),
                ("02", "1", "spouse", one, "5"),
                ("03", "1", "head", one, "9"),
            ],
            vec!["household_number_repeated persons.csv:2 1 2"],
        ),
        (
            "two heads, one house",
            vec![("01", "1", "head", one, "5"), ("02", "1", "head", one, "5")],
            vec!["household_two_heads persons.csv:2 1 2"],
        ),
        (
            "two heads, a house unknown",
            vec![("01", "1", "head", one, "5"), ("02", "1", "head", one, "")],
            vec!["household_two_heads persons.csv:2 1 2"],
        ),
        ("two communes", vec![("01", "1", "head", one, "5"), ("02", "1", "head", other, "5")], vec![]),
        (
            "a head elsewhere is no head here",
            vec![("01", "1", "head", other, "5"), ("02", "1", "child", one, "5")],
            vec!["household_without_head persons.csv:3 1 0"],
        ),
        ("two hamlets", vec![("01", "1", "head", one, "5"), ("02", "1", "head", two, "5")], vec![]),
    ];
    for (name, people, findings) in cases {
        assert_eq!(households(&people), findings, "{name}");
    }
}
