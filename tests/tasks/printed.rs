//! The sample's documents, read back with strangers' tools: every name and every total stands on paper.

use crate::render::tools::Printed;
use crate::support::output::{Tree, sample_output, tree};
use cutri::people::PersonalNumber;
use cutri::render::jsonl::EntryLine;
use cutri::roll::Status;
use cutri::territory::Level;

/// The lists of one kind, with the entries of their areas.
fn lists<'t>(
    tree: &'t Tree,
    document: &'static str,
) -> impl Iterator<Item = (&'t str, Vec<EntryLine<'static>>)> {
    let names = tree.keys().filter(move |name| name.ends_with(&format!("/{document}")));
    names.map(move |name| {
        let entries = &tree[&name.replace(document, "entries.jsonl")];
        let lines = std::str::from_utf8(entries).unwrap().lines();
        (name.as_str(), lines.map(|line| serde_json::from_str(line).unwrap()).collect())
    })
}

/// The line of each row, found by its number and name, which may go on in the line below; white space made one.
fn row_lines(text: &str, entries: &[EntryLine<'_>]) -> Vec<Option<String>> {
    let lines: Vec<String> =
        text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    let mut from = 0;
    let found = entries.iter().map(|entry| {
        let at = (from..lines.len()).find(|at| begins_row(&lines[*at..], entry))?;
        from = at + 1;
        Some(lines[at].clone())
    });
    found.collect()
}

/// Whether a row begins with these lines.
fn begins_row(lines: &[String], entry: &EntryLine<'_>) -> bool {
    let name = entry.full_name.as_ref();
    let ends = name.match_indices(' ').map(|(at, _)| at).chain([name.len()]);
    ends.into_iter().any(|end| {
        let begin = format!("{} {} {} ", entry.number, &name[..end], entry.birth_date.printed());
        let below = lines.get(1).map_or("", |line| line.as_str());
        format!("{} ", lines[0]).starts_with(&begin) && below.starts_with(name[end..].trim_start())
    })
}

#[test]
fn every_name_is_read_back_exactly_in_its_row_and_order() {
    let tree = tree(sample_output());
    let mut read = 0;
    for document in ["list.pdf", "list-official.pdf"] {
        for (name, entries) in lists(&tree, document) {
            let text = Printed::new(&tree[name]).text();
            for (entry, line) in entries.iter().zip(row_lines(&text, &entries)) {
                assert!(line.is_some(), "{name}: row {} is not read back", entry.number);
                read += 1;
            }
        }
    }
    assert!(read > 1_700, "{read} rows");
}

#[test]
fn official_copies_hold_each_personal_number_in_its_row() {
    let tree = tree(sample_output());
    for (name, entries) in lists(&tree, "list-official.pdf") {
        let text = Printed::new(&tree[name]).text();
        for (entry, line) in entries.iter().zip(row_lines(&text, &entries)) {
            let line = line.unwrap_or_default();
            assert!(line.contains(entry.personal_id.as_str()), "{name}: row {}", entry.number);
            assert_eq!(numbers(&text, &entry.personal_id), 1, "{name}: row {}", entry.number);
        }
    }
}

fn numbers(text: &str, number: &PersonalNumber) -> usize {
    text.matches(number.as_str()).count()
}

/// The numbers in a line, Vietnamese thousands made whole.
fn figures(line: &str) -> Vec<u64> {
    let words = line.split(|sign: char| !sign.is_ascii_digit() && sign != '.');
    words.filter_map(|word| word.replace('.', "").parse().ok()).collect()
}

#[test]
fn every_total_of_every_list_is_read_back() {
    let tree = tree(sample_output());
    for document in ["list.pdf", "list-official.pdf"] {
        for (name, entries) in lists(&tree, document) {
            let standing: Vec<_> = entries.iter().filter(|entry| entry.status == Status::Listed).collect();
            let count = |test: &dyn Fn(&EntryLine<'_>) -> bool| {
                standing.iter().filter(|entry| test(entry)).count() as u64
            };
            let men = count(&|entry| entry.sex == cutri::people::Sex::Male);
            // The form has a column for every ballot of the election, where no council is elected too.
            let ballots = Level::ALL.map(|level| count(&|entry| entry.ballots.contains(level)));
            let total = standing.len() as u64;
            let text = Printed::new(&tree[name]).text();
            let line = |words: &str| {
                let found = text.lines().find(|line| line.trim_start().starts_with(words));
                figures(found.unwrap_or_else(|| panic!("{name}: there is no `{words}`")))
            };
            let mut expected = vec![total, men, total - men];
            expected.extend(ballots);
            assert_eq!(line("Tổng số:"), expected, "{name}");
            let all = line("Tổng số cử tri của khu vực bỏ phiếu là:");
            assert_eq!(all, [total, men, total - men], "{name}");
            let bodies = ["ĐBQH:", "đại biểu HĐND tỉnh, thành phố:", "đại biểu HĐND xã, phường, đặc khu:"];
            for (body, ballot) in bodies.into_iter().zip(ballots) {
                assert_eq!(line(&format!("Cử tri tham gia bầu cử {body}")), [ballot], "{name}");
            }
        }
    }
}

#[test]
fn every_standing_voter_has_a_card_and_nobody_else() {
    let tree = tree(sample_output());
    for (name, entries) in lists(&tree, "cards.pdf") {
        let pages = Printed::new(&tree[name]).pages();
        let standing: Vec<_> = entries.iter().filter(|entry| entry.status == Status::Listed).collect();
        assert_eq!(pages.len(), standing.len(), "{name}");
        for (page, entry) in pages.iter().zip(standing) {
            let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(words.contains(&format!("Họ và tên: {} ", entry.full_name)), "{name}");
            assert!(words.contains(&format!("SỐ THẺ CỬ TRI: {} ", entry.number)), "{name}: {}", entry.number);
            assert!(words.contains(entry.personal_id.as_str()), "{name}: form 10 has the number");
        }
    }
}

/// Each voter of a list once, found by number, name and birth date as a row begins with them.
#[test]
fn every_standing_voter_stands_once_on_every_paper_of_the_office() {
    let tree = tree(sample_output());
    let mut read = 0;
    for document in ["handover.pdf", "poll-book.pdf", "index.pdf", "door-to-door.pdf"] {
        for (name, entries) in lists(&tree, document) {
            let text = Printed::new(&tree[name]).text();
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let lines: Vec<String> = text.lines().map(|line| format!("{} ", words(line))).collect();
            for entry in entries.iter().filter(|entry| entry.status == Status::Listed) {
                let (number, born) = (entry.number, entry.birth_date.printed());
                let row = format!("{number} {} {born} ", entry.full_name);
                let by_name = format!("{} {born} ", entry.full_name);
                let found = lines.iter().filter(|line| match document {
                    "index.pdf" => {
                        line.starts_with(&by_name) && line.split(' ').any(|word| word == number.to_string())
                    }
                    _ => line.starts_with(&row),
                });
                assert_eq!(found.count(), 1, "{name}: {number}");
                read += 1;
            }
            assert!(!entries.iter().any(|entry| text.contains(entry.personal_id.as_str())), "{name}");
        }
    }
    assert!(read > 3_400, "{read} rows");
}

#[test]
fn no_pdf_of_the_sample_has_a_fault() {
    let tree = tree(sample_output());
    let documents: Vec<_> = tree.iter().filter(|(name, _)| name.ends_with(".pdf")).collect();
    let count = |file: &str| documents.iter().filter(|(name, _)| name.ends_with(&format!("/{file}"))).count();
    let each = ["list-official.pdf", "cards.pdf", "handover.pdf", "poll-book.pdf", "index.pdf", "cover.pdf"];
    assert_eq!(each.map(count), [11; 6], "of every area");
    assert_eq!(["list.pdf", "door-to-door.pdf"].map(count), [9, 5], "armed units have none");
    assert_eq!(count("bieu-tong-hop.pdf"), 6, "of every commune and province");
    assert_eq!(count("bieu-tong-hop-don-vi-bau-cu.pdf"), 3, "where constituencies are of a place");
    assert_eq!(count("bieu-tong-hop-ban-chinh.pdf"), 4, "where there are armed units");
    let of_the_whole = documents.iter().filter(|(name, _)| !name.contains('/')).count();
    assert_eq!(documents.len(), 6 * 11 + 9 + 5 + 6 + 3 + 4 + of_the_whole);
    assert_eq!(of_the_whole, 1, "the table of constituencies of the whole input");
    for (name, bytes) in documents {
        assert_eq!(Printed::new(bytes).faults(), None, "{name}");
    }
}
