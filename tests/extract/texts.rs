//! Texts that paper or spreadsheets bear badly: accepted, and told where they stand.

use super::builder::small;

#[test]
fn a_letter_without_a_glyph_is_told_with_its_place_and_code_point() {
    let outcome = small()
        .replace("persons.csv", "Trần Thị Bình", "Nay HʼBia 李")
        .replace("residences.csv", "Số 9", "Số 9\u{2011}2")
        .replace("areas.csv", "Trường học", "Trường học Ｂ")
        .replace("statuses.csv", "Tòa án", "Tòa án ខ")
        .replace("election.toml", "nhiệm kỳ", "nhiệm kỳ 李")
        .outcome();
    assert_eq!(
        outcome.finding_texts(),
        [
            "letter_without_glyph areas.csv:3 11387-K1 polling_place: U+FF22",
            "letter_without_glyph persons.csv:3 031182000002 full_name: U+02BC U+674E",
            "letter_without_glyph residences.csv:5 031208000003 address: U+2011",
            "letter_without_glyph statuses.csv:2 031155000004 issuer: U+1781",
            "letter_without_glyph election.toml:0 election.toml term: U+674E",
        ]
    );
    assert_eq!(outcome.reject_texts(), Vec::<String>::new());
    let bia = &outcome.facts[2];
    assert_eq!(&*bia.person.full_name, "Nay HʼBia 李", "the data hold the letter");
}

#[test]
fn letters_that_nobody_sees_are_for_information_alone() {
    let outcome = small().replace("persons.csv", "Trần Thị Bình", "Trần\u{200B} Thị Bình\u{202E}").outcome();
    assert_eq!(
        outcome.finding_texts(),
        ["invisible_letter persons.csv:3 031182000002 full_name: U+200B U+202E"]
    );
    assert!(outcome.findings.iter().all(|finding| finding.severity().as_str() == "info"));
}

#[test]
fn a_text_longer_than_paper_holds_is_told_with_the_limit() {
    let long = "Nguyễn ".repeat(40);
    let outcome = small()
        .replace("persons.csv", "Trần Thị Bình", &long)
        .replace("communes.csv", "Xã An Bình", &long)
        .outcome();
    assert_eq!(
        outcome.finding_texts(),
        [
            "text_too_long communes.csv:2 11386 name: 279 > 150",
            "text_too_long persons.csv:3 031182000002 full_name: 279 > 200",
        ]
    );
}

#[test]
fn a_text_that_a_spreadsheet_would_run_is_told() {
    let outcome = small()
        .replace("persons.csv", "Trần Thị Bình", "=cmd|' /C calc'!A0")
        .replace("residences.csv", "Số 9", " @SUM(1+1)")
        .outcome();
    let found = outcome.finding_texts();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("formula persons.csv:3 031182000002 full_name: =cmd"), "{found:?}");
    assert!(found[1].starts_with("formula residences.csv:5 031208000003 address: @SUM"), "{found:?}");
}

#[test]
fn controls_in_the_titles_of_an_election_are_refused() {
    for (key, from, to, said) in [
        ("title", "BẦU CỬ", "BẦU\\u001B CỬ", "control characters"),
        ("term", "nhiệm kỳ", "nhiệm\\u0007 kỳ", "control characters"),
    ] {
        let error = small().replace("election.toml", from, to).read().expect_err(key);
        assert_eq!(error.code(), "extract_election_value");
        let words = error.to_string();
        assert!(words.contains(key) && words.contains(said), "{words}");
    }
}
