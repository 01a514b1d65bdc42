//! What a posted supplementary list must not tell.

use super::place::{day, entry, profile};
use super::supplement::{print, rows, sheet};
use super::world::{World, added, full, struck, supplement};
use cutri::changes::{Event, Kind, Section, Supplement, SupplementRow};
use cutri::render::Language;
use cutri::render::html::{self, Frame};
use cutri::render::pdf::ListCopy;
use cutri::render::words::ground;
use std::collections::BTreeSet;

fn page(supplement: &Supplement, language: Language) -> String {
    let (world, profile) = (World::new(), profile());
    let frame = Frame {
        language,
        election: &world.election,
        profile: &profile,
        as_of: day("2026-01-20"),
        roll_id: "3f9a1c77d2e04b5c8890aa12bb34cc56",
    };
    html::supplement(&frame, &world.place(), supplement).expect("the template holds").expect("rows changed")
}

/// Every posted copy of a supplement as text, with its name.
fn posted(supplement: &Supplement) -> Vec<(&'static str, String)> {
    let text = |copy| print(supplement, copy).expect("it prints").text();
    let cells = |copy| sheet(supplement, copy).used_cells().map(|(_, _, cell)| format!("{cell}\n")).collect();
    let rows: Vec<String> = rows(supplement).into_iter().map(|row| row.join("\n")).collect();
    vec![
        ("PDF, masked", text(ListCopy::PostedMasked)),
        ("PDF, omitted", text(ListCopy::PostedOmitted)),
        ("CSV", rows.join("\n")),
        ("XLSX, masked", cells(ListCopy::PostedMasked)),
        ("XLSX, omitted", cells(ListCopy::PostedOmitted)),
        ("HTML", page(supplement, Language::Vietnamese)),
        ("HTML in English", page(supplement, Language::English)),
    ]
}

/// Whether a text holds another as a word of its own.
fn says(text: &str, wanted: &str) -> bool {
    text.match_indices(wanted).any(|(at, _)| {
        let letter = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
        !letter(text[..at].chars().next_back()) && !letter(text[at + wanted.len()..].chars().next())
    })
}

#[test]
fn no_posted_copy_tells_an_event_its_article_or_a_sensitive_fact() {
    const SENSITIVE: [&str; 15] = [
        "tạm giam",
        "tạm giữ",
        "cai nghiện",
        "giáo dục bắt buộc",
        "vũ trang",
        "quân",
        "án phạt",
        "khôi phục",
        "mất quyền",
        "chết",
        "từ trần",
        "tù",
        "custody",
        "armed",
        "prison",
    ];
    for (copy, text) in posted(&full()) {
        for event in Event::ALL {
            assert!(!says(&text, event.id()), "{copy} tells the event {event}");
            for article in event.citations().iter().map(|citation| citation.told()) {
                assert!(!text.contains(article), "{copy} tells {article} of {event}");
                if let Some((article, clause)) = article.trim_start_matches("Art. ").split_once('.')
                    && *clause != *"5"
                {
                    for words in
                        [format!("khoản {clause} Điều {article}"), format!("Điều {article} khoản {clause}")]
                    {
                        assert!(!text.contains(&words), "{copy} tells {words} of {event}");
                    }
                }
            }
        }
        for fact in SENSITIVE {
            assert!(!says(&text.to_lowercase(), fact), "{copy} tells: {fact}");
        }
    }
}

#[test]
fn no_posted_copy_holds_a_personal_number() {
    let supplement = full();
    let entries = supplement.rows.iter().map(|row| &row.after);
    let numbers: Vec<String> = entries.map(|entry| entry.personal_id.to_string()).collect();
    for (copy, text) in posted(&supplement) {
        assert!(numbers.iter().all(|number| !text.contains(&number[..9])), "{copy}");
    }
}

#[test]
fn an_addition_or_transfer_reads_as_any_other_does() {
    let entry = || added(5, "Nguyễn Văn An");
    let of_kind =
        |kind| print(&supplement([(kind, entry())]), ListCopy::PostedOmitted).expect("prints").text();
    assert_eq!(of_kind(Kind::Add), of_kind(Kind::Transfer));
    let after = || entry().after;
    let row = |section, kind, event| SupplementRow {
        section,
        kind,
        event,
        before: None,
        after: after(),
        strike: None,
    };
    for language in [Language::Vietnamese, Language::English] {
        let said = |section, kind| -> BTreeSet<&str> {
            Event::ALL.iter().map(|event| ground(&row(section, kind, *event), language)).collect()
        };
        for section in [Section::Additions, Section::Corrections, Section::Marks] {
            let all: BTreeSet<&str> = Kind::ALL.into_iter().flat_map(|kind| said(section, kind)).collect();
            assert_eq!(all.len(), 1, "{section:?}");
        }
        assert_eq!(said(Section::Removals, Kind::Transfer).len(), 1);
        let removed = |event| ground(&row(Section::Removals, Kind::Remove, event), language);
        assert_ne!(removed(Event::R6), removed(Event::R15), "who declared an absence has lost no right");
    }
}

#[test]
fn the_page_strikes_removed_rows_and_escapes_what_comes_in() {
    let hostile = supplement([(Kind::Remove, struck(17, "<b>Phạm</b> Văn Cường"))]);
    let page = page(&hostile, Language::Vietnamese);
    assert!(page.contains("<del>&#60;b&#62;Phạm&#60;/b&#62; Văn Cường</del>"), "{page}");
    assert!(page.contains("II. Xóa tên") && !page.contains("<h2>I. Bổ sung"));
    let number = entry(17, "").personal_id;
    assert!(!page.contains(number.as_str()));
}
