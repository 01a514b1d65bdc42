//! Every QR symbol of the sample's documents, as a reader sees it on the printed page.

use super::tools::Printed;
use crate::support::output::{Tree, sample_output, tree};
use cutri::render::jsonl::EntryLine;
use cutri::roll::Status;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::Mutex;
use std::thread;

/// The election of the sample.
const ELECTION: &str = "bau-cu-2026-03-15";

/// What the symbol of a card must say, worked out anew; `digest` is the list's, as it stands at the foot of its pages.
fn card(digest: &str, area: &str, number: u32, version: u32) -> String {
    let text = format!("{ELECTION};{area};{number};v{version}");
    format!("cutri;{text};{}", &sha256(format!("{digest};{text}").as_bytes())[..8])
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The area's code in a path: the folder the document lies in.
fn area(path: &str) -> &str {
    path.rsplit('/').nth(1).expect("a document lies in its area's folder")
}

/// Looks at documents in two threads; each tells how many symbols it read.
fn each<'t>(
    documents: impl Iterator<Item = (&'t String, &'t Vec<u8>)>,
    look: impl Fn(&str, &Printed) -> usize + Sync,
) -> usize {
    // The longest last, where it is taken first.
    let mut documents: Vec<_> = documents.collect();
    documents.sort_by_key(|(_, bytes)| bytes.len());
    let waiting = Mutex::new(documents);
    let next = || waiting.lock().expect("no thread has failed").pop();
    thread::scope(|scope| {
        let work = || {
            let mut read = 0;
            while let Some((path, bytes)) = next() {
                read += look(path, &Printed::new(bytes));
            }
            read
        };
        let threads = [scope.spawn(work), scope.spawn(work)];
        threads.map(|thread| thread.join().expect("every symbol is right")).iter().sum()
    })
}

/// Checks the cards of a document: one a number, in order, each beside its number in words for people.
fn cards(path: &str, printed: &Printed, digest: &str, version: u32, numbers: &[u32]) -> usize {
    let (pages, symbols) = (printed.pages(), printed.qrs());
    let read: Vec<&String> = symbols.iter().flatten().collect();
    let expected: Vec<String> =
        numbers.iter().map(|number| card(digest, area(path), *number, version)).collect();
    assert_eq!(read.len(), expected.len(), "{path}: symbols");
    for (read, expected) in read.iter().zip(&expected) {
        assert_eq!(*read, expected, "{path}");
    }
    for (page, symbols) in pages.iter().zip(&symbols) {
        for symbol in symbols {
            let number = symbol.split(';').nth(3).expect("the symbol has a number");
            let said: String = page.split_whitespace().collect();
            assert!(
                said.contains(&format!("SỐTHẺCỬTRI:{number}")),
                "{path}: number {number} is not on its page"
            );
        }
    }
    read.len()
}

#[test]
fn every_card_of_the_sample_is_read_by_its_symbol() {
    let tree = tree(sample_output());
    let read = each(tree.iter().filter(|(path, _)| path.ends_with("/cards.pdf")), |path, printed| {
        let entries = std::str::from_utf8(&tree[&path.replace("cards.pdf", "entries.jsonl")]).expect("text");
        let lines =
            entries.lines().map(|line| serde_json::from_str::<EntryLine<'_>>(line).expect("an entry"));
        let listed = lines.filter(|entry| entry.status == Status::Listed);
        let numbers: Vec<u32> = listed.map(|entry| entry.number).collect();
        cards(path, printed, &sha256(entries.as_bytes())[..12], 0, &numbers)
    });
    assert!(read > 900, "only {read} cards");
}

/// The sample's changes as they are kept.
fn changes() -> Tree {
    tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/xuan-hoa-changes/expected"))
}

/// The version in a path below `changes/`, or 0.
fn version(path: &str) -> u32 {
    path.strip_prefix("changes/")
        .map_or(0, |rest| rest.split('/').next().and_then(|it| it.parse().ok()).unwrap_or(0))
}

#[test]
fn every_new_card_of_the_samples_changes_is_read_by_its_symbol() {
    let tree = changes();
    let read = each(tree.iter().filter(|(path, _)| path.ends_with("/cards.pdf")), |path, printed| {
        let text = printed.text();
        let said = text.split("SỐ THẺ CỬ TRI:").skip(1).filter_map(|rest| rest.split_whitespace().next());
        let numbers: Vec<u32> = said.map(|number| number.parse().expect("a card's number")).collect();
        assert!(!numbers.is_empty(), "{path} has no cards");
        let beside = Printed::new(&tree[&path.replace("cards.pdf", "supplement-official.pdf")]).text();
        let foot = beside.split("– phiên bản ").nth(1).and_then(|rest| rest.split_whitespace().nth(2));
        let digest = foot.expect("a supplement tells its digest at its foot");
        cards(path, printed, digest, version(path), &numbers)
    });
    assert!(read > 5, "only {read} cards");
}

#[test]
fn every_list_and_supplement_tells_its_area_and_version_in_its_symbol_as_at_its_foot() {
    let (lists, changes) = (tree(sample_output()), changes());
    let documents = lists.iter().chain(&changes);
    // The other papers of one area stand for those of all.
    let of_area =
        |path: &str| path.contains("/98103-03/") || path.contains("list") || path.contains("changes/");
    let without = |path: &str| path.ends_with("/cards.pdf") || path.ends_with("/bieu-tong-hop.pdf");
    let papers = documents.filter(|(path, _)| path.ends_with(".pdf") && !without(path) && of_area(path));
    let read = each(papers, |path, printed| {
        let symbol = printed.qr(1);
        let version = version(path);
        let begin = format!("cutri;{ELECTION};{};v{version};", area(path));
        let digest =
            symbol.strip_prefix(&begin).unwrap_or_else(|| panic!("{path}: {symbol} is not {begin}…"));
        assert_eq!(digest.len(), 12, "{path}");
        let words = if version == 0 { "dự thảo".to_owned() } else { format!("phiên bản {version}") };
        let foot = format!("{words} – {digest}");
        assert!(
            printed.pages().iter().all(|page| page.contains(&foot)),
            "{path}: {foot} is not on every page"
        );
        1
    });
    assert!(read > 30, "only {read} documents");
}
