//! Texts that paper and spreadsheets bear badly, from an extract through posting to paper: they stop nothing, and are told.

use crate::render::tools::Printed;
use crate::support::output::{copy, sample};
use crate::support::program::{cutri, text};
use std::fs;
use std::path::Path;

/// The sample with texts of a file replaced.
fn changed(folder: &Path, from: &Path, texts: &[(&str, &str)]) {
    copy(from, folder);
    let persons = folder.join("persons.csv");
    let mut table = fs::read_to_string(&persons).expect("persons");
    for (old, new) in texts {
        assert!(table.contains(old), "{old} is no text of the table");
        table = table.replacen(old, new, 1);
    }
    fs::write(persons, table).expect("persons are written");
}

#[test]
fn what_paper_shows_badly_stops_nothing_before_or_after_posting() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| text(&folder.path().join(name)).to_owned();
    let (extract, report, rolls) = (at("extract"), at("report"), at("rolls"));
    let long = format!("Nguyễn {}", "Văn ".repeat(200));
    let foreign = "Trần Thị 李\u{200B}Anh";
    changed(
        Path::new(&extract),
        sample(),
        &[
            ("098069729952,Phạm Văn Cường", "098069729952,=cmd|' /C calc'!A0"),
            ("098174787748,Trần Thị Anh", &format!("098174787748,{foreign}")),
            ("098185000205,Phan Ngọc Bình", &format!("098185000205,{long}")),
        ],
    );
    let checked = cutri(&["check", &extract, "--lang", "en", "--report", &report]);
    checked.ended(1);
    let told = fs::read_to_string(Path::new(&report).join("findings.csv")).expect("findings");
    for said in [
        "formula,warning,98103,persons.csv,2,098069729952,full_name: =cmd",
        "rare_letter,info,98103,persons.csv,3,098174787748,full_name: U+674E,",
        "invisible_letter,info,98103,persons.csv,3,098174787748,full_name: U+200B → Trần Thị 李Anh,",
        "text_too_long,warning,98103,persons.csv,",
    ] {
        assert!(told.contains(said), "{said} is not told");
    }

    let generate = ["generate", &extract, "--out", &rolls, "--commune", "98103"];
    cutri(&[&generate[..], &["--formats", "pdf,csv,xlsx,jsonl"]].concat()).ended(1);
    let output = Path::new(&rolls);
    let area = output.join("98/98103/98103-01");
    let found = fs::read_to_string(output.join("findings.csv")).expect("findings");
    assert!(found.contains("full_name: U+674E"), "generate tells what check tells");
    let list = fs::read_to_string(area.join("list.csv")).expect("a list");
    assert!(
        list.contains(",'=cmd|' /C calc'!A0,") && list.contains("Trần Thị 李Anh,"),
        "files hold the letters"
    );
    let paper = Printed::new(&fs::read(area.join("list-official.pdf")).expect("a paper")).drawn();
    assert!(paper.contains("TrầnThị李Anh") && paper.contains("=cmd|"), "the paper shows them");
    cutri(&["verify", &rolls]).ended(0);
}

#[test]
fn a_letter_that_cannot_be_printed_is_told_before_it_is_chained_and_stops_no_list_later() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| text(&folder.path().join(name)).to_owned();
    let (database, rolls, delta, paper) = (at("lists.db"), at("rolls"), at("delta"), at("paper"));
    let of_lists = ["--db", database.as_str()];
    let generate = ["generate", text(sample()), "--out", &rolls, "--formats", "jsonl"];
    cutri(&[&generate[..], &of_lists].concat()).ended(1);
    cutri(&[&["post", "--anyway", "--at", "2026-02-03T08:00", "--as", "an"][..], &of_lists].concat())
        .ended(0);
    let changes = sample().with_file_name("xuan-hoa-changes").join("1-rights");
    changed(Path::new(&delta), &changes, &[("Phan Ngọc Bình", "Phan Ngọc HʼBình \u{e000}")]);
    let update = ["update", &delta, "--at", "2026-02-10T15:00", "--as", "an"];
    let updated = cutri(&[&update[..], &of_lists].concat()).ended(1);
    let told = updated.err.find("letter_without_glyph").expect("the letter is told");
    assert!(updated.err.find("; phiên bản ").is_some_and(|chained| told < chained), "{}", updated.err);
    let render = ["render", "--out", &paper, "--formats", "pdf", "--papers", "official"];
    cutri(&[&render[..], &of_lists].concat()).ended(0);
    let brought = ["complaint", "open", "098185000133", "--area", "98103-01", "--about", "mistake"];
    let by = ["--by-whom", "An\u{1b}[2J", "--at", "2026-02-11T08:00", "--as", "an"];
    let refused = cutri(&[&brought[..], &by, &of_lists].concat()).ended(2);
    assert!(refused.err.contains("U+001B") && !refused.err.contains('\u{1b}'), "{}", refused.err);
}
