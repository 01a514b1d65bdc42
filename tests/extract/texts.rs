//! Texts that paper or spreadsheets bear badly: accepted, and told where they stand.

use super::builder::small;
use cutri::people::{Garbling, garbled};

#[test]
fn a_letter_that_no_print_face_has_is_told_with_its_place_and_code_point() {
    let outcome = small()
        .replace("persons.csv", "Trần Thị Bình", "Nay HʼBia 李 😀")
        .replace("residences.csv", "Số 9", "Số 9\u{2011}2")
        .replace("areas.csv", "Trường học", "Trường học Ｂ\u{E000}")
        .replace("statuses.csv", "Tòa án", "Tòa án ខ")
        .replace("election.toml", "nhiệm kỳ", "nhiệm kỳ 李")
        .outcome();
    assert_eq!(
        outcome.finding_texts(),
        [
            "letter_without_glyph areas.csv:3 11387-K1 polling_place: U+E000",
            "rare_letter areas.csv:3 11387-K1 polling_place: U+FF22",
            "letter_without_glyph persons.csv:3 031182000002 full_name: U+1F600",
            "rare_letter persons.csv:3 031182000002 full_name: U+02BC U+674E",
            "rare_letter residences.csv:5 031208000003 address: U+2011",
            "rare_letter statuses.csv:2 031155000004 issuer: U+1781",
            "rare_letter election.toml:0 election.toml term: U+674E",
        ]
    );
    assert_eq!(outcome.reject_texts(), Vec::<String>::new());
    let bia = &outcome.facts[2];
    assert_eq!(&*bia.person.full_name, "Nay HʼBia 李 😀", "the data hold the letter");
}

#[test]
fn what_nobody_sees_is_taken_out_of_every_kind_of_cell_and_told() {
    let outcome = small()
        .replace("persons.csv", "personal_id,full_name", "\u{FEFF}personal_id,\u{200B}full_name")
        .replace(
            "persons.csv",
            "031182000002,Trần Thị Bình,1982,nữ",
            "031182\u{200B}000002,Trần\u{200B}\u{A0}Thị Bì\u{AD}nh\u{202E},19\u{1}\u{2060}82,n\u{FEFF}ữ",
        )
        .replace("persons.csv", "031155000004,Lê Thị Dung,1955-02", "031155000004,Lê Thị Dung,1955\u{2011}02")
        .replace(
            "residences.csv",
            "031208000003,temporary,11387,11387-01,Số 9,9",
            "031208000003,temporary,113\u{AD}87\u{A0},11387\u{2011}01,Số 9\u{1B},9\u{200E}",
        )
        .replace("election.toml", "nhiệm kỳ", "nhiệm\u{200B} kỳ")
        .outcome();
    assert_eq!(
        outcome.finding_texts(),
        [
            "invisible_letter persons.csv:1 persons U+200B → full_name",
            "invisible_letter persons.csv:3 031182000002 personal_id: U+200B → 031182000002",
            "invisible_letter persons.csv:3 031182000002 full_name: U+200B U+00A0 U+00AD U+202E → Trần Thị Bình",
            "invisible_letter persons.csv:3 031182000002 birth_date: U+0001 U+2060 → 1982",
            "invisible_letter persons.csv:3 031182000002 sex: U+FEFF → nữ",
            "invisible_letter persons.csv:5 031155000004 birth_date: U+2011 → 1955-02",
            "invisible_letter residences.csv:5 031208000003 commune_code: U+00AD U+00A0 → 11387",
            "invisible_letter residences.csv:5 031208000003 hamlet_code: U+2011 → 11387-01",
            "invisible_letter residences.csv:5 031208000003 address: U+001B → Số 9",
            "invisible_letter residences.csv:5 031208000003 house_order: U+200E → 9",
            "invisible_letter election.toml:0 election.toml term: U+200B",
        ]
    );
    assert_eq!(outcome.reject_texts(), Vec::<String>::new());
    assert!(outcome.findings.iter().all(|finding| finding.severity().as_str() == "info"));
    let clean = small().outcome();
    assert_eq!(outcome.facts, clean.facts, "the cells are read as if nothing had stood in them");
}

#[test]
fn a_name_of_nothing_that_is_seen_is_no_name() {
    let outcome = small().replace("persons.csv", "Trần Thị Bình", "\u{200B}\u{A0}\u{FEFF}").outcome();
    assert_eq!(outcome.reject_texts(), ["persons.csv:3 full_name required"]);
}

#[test]
fn a_garbled_text_is_kept_and_told_with_its_likely_reading() {
    let outcome = small()
        .replace("persons.csv", "Nguyễn Văn An", "NguyÔn V¨n H\u{AD}ng")
        .replace("persons.csv", "Trần Thị Bình", "Nguy?n Th? H?ng")
        .replace("persons.csv", "Lê Thị Dung", "\u{C4}\u{90}á»— Thu Tr\u{C3}\u{A0}")
        .replace("persons.csv", "Nguyễn Đức Cường", "Nguyễn Ðức Cường")
        .replace("residences.csv", "Số 9", "\"Soá 9, ñöôøng Leâ Lôïi\"")
        .replace("hamlets.csv", "Thôn Hai", "Th&ocirc;n Hai")
        .outcome();
    assert_eq!(
        outcome.finding_texts(),
        [
            "garbled_text hamlets.csv:3 11386-02 name: Th&ocirc;n Hai → Thôn Hai (HTML)",
            "garbled_text persons.csv:2 031080000001 full_name: NguyÔn V¨n H\u{AD}ng → Nguyễn Văn Hưng (TCVN3)",
            "garbled_text persons.csv:3 031182000002 full_name: Nguy?n Th? H?ng (?)",
            "garbled_text persons.csv:4 031208000003 full_name: Nguyễn Ðức Cường → Nguyễn Đức Cường (≈)",
            "garbled_text persons.csv:5 031155000004 full_name: \u{C4}\u{FFFD}á»— Thu Tr\u{C3}\u{A0} → Đỗ Thu Trà (UTF-8 → Windows-1252)",
            "garbled_text residences.csv:5 031208000003 address: Soá 9, ñöôøng Leâ Lôïi → Số 9, đường Lê Lợi (VNI)",
        ]
    );
    assert_eq!(outcome.reject_texts(), Vec::<String>::new());
    assert_eq!(
        &*outcome.facts[0].person.full_name, "NguyÔn V¨n H\u{AD}ng",
        "the data hold what the cell held"
    );
    let (garbled, plain) = (outcome.quality.total, small().outcome().quality.total);
    assert_eq!((garbled.clean.part, plain.clean.part), (0, 4));
    assert_eq!((garbled.correct.part, garbled.correct.whole), (plain.correct.part, plain.correct.whole + 5));
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

#[test]
fn a_reading_is_told_only_of_a_text_that_has_all_its_letters() {
    let likely = |name: &str| garbled(name).map(|found| (found.how, found.likely));
    assert_eq!(likely("Nguye^~n Thi. Ho^`ng"), Some((Garbling::Viqr, Some("Nguyễn Thị Hồng".into()))));
    assert_eq!(likely("Nguye^~n Thi. H�ng"), Some((Garbling::Lost, None)));
    assert_eq!(likely("Nguye^~n Thі �"), Some((Garbling::Lost, None)));
}

#[test]
fn names_with_several_spaces_together_are_told_once_and_read_with_one() {
    let outcome = small()
        .replace("persons.csv", "Nguyễn Văn An", "Nguyễn  Văn   An")
        .replace("persons.csv", "Lê Thị Dung", "  Lê  Thị Dung ")
        .outcome();
    let told =
        "names_with_spaces persons.csv:2  2: Nguyễn  Văn   An → Nguyễn Văn An; Lê  Thị Dung → Lê Thị Dung";
    assert_eq!(outcome.finding_texts(), [told]);
    assert_eq!(outcome.facts, small().outcome().facts);
}

#[test]
fn names_in_one_case_are_told_once_a_commune_with_examples_and_stay_as_they_are() {
    let (mut shouted, mut folder) = (Vec::new(), small());
    for at in 0..5 {
        let name = format!("LÊ VĂN {}", ["ÁI", "BÁ", "CỪ", "ĐỦ", "ÊM"][at]);
        folder = folder
            .append(
                "persons.csv",
                &format!("03109000002{at},{name},1990-01-0{},nam,VNM,,,,,alive,,,\n", at + 1),
            )
            .append("residences.csv", &format!("03109000002{at},permanent,11386,11386-01,,{at},,,\n"));
        shouted.push(name);
    }
    let outcome = folder.replace("persons.csv", "Lê Thị Dung", "lê thị dung").outcome();
    assert_eq!(
        outcome.finding_texts(),
        [
            "names_in_small_letters persons.csv:5 11387 1: lê thị dung → Lê Thị Dung",
            "names_in_capitals persons.csv:6 11386 5: LÊ VĂN ÁI → Lê Văn Ái; LÊ VĂN BÁ → Lê Văn Bá; LÊ VĂN CỪ → Lê Văn Cừ",
        ]
    );
    let names: Vec<&str> = outcome.facts.iter().map(|facts| &*facts.person.full_name).collect();
    assert!(names.contains(&"lê thị dung") && shouted.iter().all(|name| names.contains(&name.as_str())));
}
