//! Printed documents once more: packed by commune, divided among print shops.

use crate::render::tools::Printed;
use crate::support::output::{Tree, assert_same, copy, options, run, sample, sample_output, tree, tree_of};
use crate::support::program::{cutri, ran, text};
use crate::support::skip;
use cutri::output::{Delivery, Work, shares};
use cutri::people::digest;
use cutri::progress::Unwatched;
use cutri::proof::verify;
use cutri::render::documents::AreaPaper;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::num::NonZeroU16;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

/// Armed units' areas in the sample.
const MILITARY: [&str; 2] = ["98205-02", "99101-01"];
fn asked(printers: u16) -> Delivery {
    Delivery { merge: true, zip: true, printers: NonZeroU16::new(printers), printers_get_all: true }
}

/// The sample packed, and divided among three print shops.
fn delivered() -> &'static Tree {
    static TREE: OnceLock<Tree> = OnceLock::new();
    TREE.get_or_init(|| tree_of(|options| options.render.delivery = asked(3)))
}

/// The papers of areas and the summary tables of communes in an output, by path.
fn papers(tree: &Tree) -> BTreeMap<&str, &Vec<u8>> {
    let is_paper = |name: &str| {
        let places = name.matches('/').count();
        let is_summary =
            places == 2 && name.contains("/bieu-tong-hop") && !name.starts_with("constituencies/");
        name.ends_with(".pdf") && !name.starts_with("printers/") && (places == 3 || is_summary)
    };
    tree.iter().map(|(name, bytes)| (name.as_str(), bytes)).filter(|(name, _)| is_paper(name)).collect()
}

/// What a stranger's reader finds in an archive.
fn unpacked(archive: &[u8]) -> Tree {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.zip");
    fs::write(&file, archive).unwrap();
    let out = folder.path().join("out");
    let script = "import sys, zipfile\narchive = zipfile.ZipFile(sys.argv[1])\nassert archive.testzip() is None\n\
                  for item in archive.infolist():\n    assert item.date_time == (2026, 2, 3, 0, 0, 0), item\n\
                  \n    assert item.compress_type == zipfile.ZIP_STORED and not item.flag_bits & 8, item\n\
                  archive.extractall(sys.argv[2])";
    ran(Command::new("python3").args(["-c", script, text(&file), text(&out)])).ended(0);
    tree(&out)
}

#[test]
fn print_shops_get_nothing_of_armed_units_and_no_personal_numbers_unasked() {
    let tree = tree_of(|options| {
        options.render.delivery = Delivery { printers_get_all: false, ..asked(2) };
    });
    let given: Vec<&str> = tree.keys().filter_map(|name| name.strip_prefix("printers/")).collect();
    assert!(given.iter().any(|name| name.ends_with("-danh-sach-cu-tri.pdf")), "{given:?}");
    for name in &given {
        let is_of_unit = name.contains("98205-02") || name.contains("99101-01");
        assert!(!is_of_unit && !name.contains("ban-chinh"), "{name}");
    }
    let all = delivered().keys().filter(|name| name.starts_with("printers/") && name.contains("ban-chinh"));
    assert!(all.count() > 0, "they are given where that was asked");
}

#[test]
fn the_archives_hold_every_paper_once_and_keep_official_ones_apart() {
    let tree = delivered();
    let mut packed: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (name, bytes) in tree.iter().filter(|(name, _)| name.ends_with(".zip")) {
        let is_public = name.ends_with("-niem-yet.zip");
        assert!(is_public || name.ends_with("-ban-chinh.zip"), "{name}");
        let commune = name.split('/').nth(1).unwrap();
        for (file, bytes) in unpacked(bytes) {
            let label =
                file.strip_prefix(&format!("{commune}-")).unwrap_or_else(|| panic!("{file} in {name}"));
            let (area, kind) = match label.split_once('-') {
                Some((number, kind)) if number.parse::<u32>().is_ok() => {
                    (format!("{commune}-{number}"), kind)
                }
                _ => (String::new(), label),
            };
            let kind = kind.trim_end_matches(".pdf");
            let paper = AreaPaper::ALL.into_iter().find(|paper| paper.file_name() == kind);
            let is_table = kind.starts_with("bieu-tong-hop");
            assert!(paper.is_some() || is_table, "{file}: no table of papers knows it");
            let may_be_posted = paper.map_or(kind != "bieu-tong-hop-ban-chinh", AreaPaper::is_public);
            assert_eq!(is_public, may_be_posted, "{file} in {name}");
            assert!(!is_public || !MILITARY.contains(&area.as_str()), "{file} in {name}");
            assert!(packed.insert(file, bytes).is_none(), "{name}");
        }
    }
    let mut in_areas: Vec<&Vec<u8>> = papers(tree).into_values().collect();
    let mut in_archives: Vec<&Vec<u8>> = packed.values().collect();
    in_areas.sort();
    in_archives.sort();
    assert!(in_areas.len() > 28, "{}", in_areas.len());
    assert!(in_areas == in_archives, "the archives hold other bytes");
}

#[test]
fn unzip_finds_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    for (number, (name, bytes)) in delivered().iter().filter(|(name, _)| name.ends_with(".zip")).enumerate() {
        let file = folder.path().join(format!("{number}.zip"));
        fs::write(&file, bytes).unwrap();
        let Some(output) = skip::output(Command::new("unzip").arg("-t").arg(&file)) else { return };
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn everything_else_is_as_without_and_jobs_change_no_byte() {
    let is_book = |name: &str| {
        name.ends_with(".pdf") && name.matches('/').count() == 2 && !name.contains("/bieu-tong-hop")
    };
    let is_own = |name: &str| {
        is_book(name) || name.ends_with(".zip") || name.starts_with("printers/") || name == "manifest.json"
    };
    let plain = |tree: &Tree| -> Tree {
        tree.iter()
            .filter(|(name, _)| !is_own(name))
            .map(|(name, bytes)| (name.clone(), bytes.clone()))
            .collect()
    };
    assert_same("without", &plain(&tree(sample_output())), &plain(delivered()));
    for jobs in [1, 4] {
        let found = tree_of(|options| {
            options.render.delivery = asked(3);
            options.render.jobs = jobs;
        });
        assert_same(&format!("{jobs} jobs"), delivered(), &found);
    }
}

/// The lines of a job ticket.
fn ticket(tree: &Tree, shop: u32) -> Vec<csv::StringRecord> {
    let bytes = &tree[&format!("printers/{shop:02}.csv")];
    csv::Reader::from_reader(&bytes[..]).records().map(Result::unwrap).collect()
}

#[test]
fn each_print_shop_has_its_share_with_a_ticket_that_adds_up() {
    let tree = delivered();
    let manifest: cutri::output::manifest::Manifest = serde_json::from_slice(&tree["manifest.json"]).unwrap();
    let mut all = Vec::new();
    let mut sums = Vec::new();
    for shop in 1..=3 {
        let mut lines = ticket(tree, shop);
        let total = lines.pop().expect("the sums");
        let number = |line: &csv::StringRecord, at: usize| line[at].parse::<u64>().unwrap();
        for line in &lines {
            let bytes = &tree[&format!("printers/{shop:02}/{}", &line[0])];
            assert_eq!(&line[8], digest(bytes), "{}", &line[0]);
            let (pages, sheets) = (number(line, 6), number(line, 7));
            assert_eq!(sheets, if &line[5] == "the-cu-tri" { pages } else { pages.div_ceil(2) });
            all.push(bytes);
        }
        let sum = |at: usize| lines.iter().map(|line| number(line, at)).sum::<u64>();
        assert_eq!((&total[0], number(&total, 6), number(&total, 7)), ("total", sum(6), sum(7)));
        let files = tree.keys().filter(|name| name.starts_with(&format!("printers/{shop:02}/"))).count();
        assert_eq!(files, lines.len());
        sums.push(sum(6));
    }
    let mut expected: Vec<&Vec<u8>> = papers(tree).into_values().collect();
    expected.sort();
    all.sort();
    assert!(expected == all, "every paper goes to one shop");
    let of_communes = manifest.pages.iter().filter(|(name, _)| papers(tree).contains_key(name.as_str()));
    assert_eq!(sums.iter().sum::<u64>(), of_communes.map(|(_, pages)| pages).sum::<u64>());
    assert_eq!(manifest.options["delivery"], "zip,merge,printers-get-all,printers=3");
    assert!(!tree.contains_key("printers/04.csv"));
}

#[test]
fn deliveries_are_verified_made_over_an_output_and_taken_away_again() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    copy(sample_output(), &out);
    let again = |delivery: Delivery| {
        let mut options = options(sample(), &out);
        options.render.delivery = delivery;
        let reused = run(&options).unwrap().rendered.reused.unwrap();
        assert_eq!((reused.kept, reused.written), (11, 0), "a delivery changes no area");
    };
    again(asked(3));
    assert_same("over an output", delivered(), &tree(&out));
    let ticket = fs::read_dir(out.join("printers/01")).unwrap().next().unwrap().unwrap().path();
    assert!(fs::metadata(&ticket).unwrap().nlink() > 1, "it is the area's own file");
    let told = |path: &Path| {
        let content = fs::read(path).unwrap();
        fs::remove_file(path).unwrap();
        fs::write(path, &content[1..]).unwrap();
        let problems = verify(&out, &[], &Unwatched).unwrap().problems;
        fs::write(path, content).unwrap();
        problems.into_iter().map(|problem| out.join(problem.file)).collect::<Vec<_>>()
    };
    for path in [ticket, out.join("printers/02.csv"), out.join("98/98103/98103-ban-chinh.zip")] {
        assert_eq!(told(&path), [path]);
    }
    again(Delivery::default());
    assert_same("taken away", &tree(sample_output()), &tree(&out));
}

#[test]
fn nothing_printed_is_nothing_to_hand_over() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    let arguments = ["generate", text(sample()), "--out", text(&out), "--formats", "csv", "--zip"];
    let refused = cutri(&arguments);
    assert!(refused.code != Some(0) && refused.code != Some(1), "{refused:?}");
    assert!(refused.err.contains("add pdf to --formats"), "{}", refused.err);
    assert!(!out.exists());
}

/// Works of communes and areas of any sizes.
fn works() -> impl Strategy<Value = Vec<(u8, u8, u64)>> {
    proptest::collection::vec((0..9_u8, 0..4_u8, prop_oneof![0..60_u64, 0..2_000_u64]), 0..90)
}

proptest! {
    #[test]
    fn every_work_goes_to_one_printer_and_none_has_much_more(works in works(), printers in 1..9_usize) {
        let names: Vec<[String; 3]> = works
            .iter()
            .enumerate()
            .map(|(at, (commune, area, _))| [commune.to_string(), format!("{commune}-{area}"), format!("{at:03}")])
            .collect();
        let works: Vec<Work<'_>> = works
            .iter()
            .zip(&names)
            .map(|((_, _, pages), [commune, area, name])| Work { commune, area, name, pages: *pages })
            .collect();
        let found = shares(&works, printers);
        prop_assert_eq!(found.len(), printers);
        let all: Vec<&str> = found.iter().flatten().map(|work| work.name).collect();
        prop_assert_eq!(all.len(), works.len());
        prop_assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), works.len());
        let pages = |works: &[&Work<'_>]| works.iter().map(|work| work.pages).sum::<u64>();
        let sums: Vec<u64> = found.iter().map(|share| pages(share)).collect();
        let share = sums.iter().sum::<u64>().div_ceil(printers as u64);
        let of = |part: &dyn Fn(&Work<'_>) -> bool| pages(&works.iter().filter(|work| part(work)).collect::<Vec<_>>());
        // What stays together: a commune, or an area or a work where that is more than a share.
        let unit = |work: &Work<'_>| {
            let (commune, area) =
                (of(&|other| other.commune == work.commune), of(&|other| other.area == work.area));
            if commune <= share { commune } else if area <= share { area } else { work.pages }
        };
        let largest = works.iter().map(unit).max().unwrap_or(0);
        let (fullest, emptiest) = (sums.iter().max().unwrap(), sums.iter().min().unwrap());
        prop_assert!(fullest - emptiest <= largest, "{sums:?}, largest {largest}");
        for commune in works.iter().map(|work| work.commune) {
            let shops = found.iter().filter(|share| share.iter().any(|work| work.commune == commune)).count();
            prop_assert!(shops == 1 || of(&|work| work.commune == commune) > share);
        }
        let mut turned = works.clone();
        turned.reverse();
        prop_assert_eq!(found, shares(&turned, printers), "the order of works changes nothing");
    }
}

#[test]
fn a_merged_book_has_every_paper_of_the_areas_each_on_a_sheet_of_its_own() {
    let merged = Delivery { merge: true, ..Delivery::default() };
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    copy(sample_output(), &out);
    let mut over = options(sample(), &out);
    over.render.delivery = merged;
    run(&over).unwrap();
    assert_eq!(verify(&out, &[], &Unwatched).unwrap().problems, []);
    let tree = tree(&out);
    let anew = tree_of(|options| {
        options.render.delivery = merged;
        options.render.jobs = 1;
    });
    assert_same("over an output with two jobs, and anew with one", &anew, &tree);
    let manifest: cutri::output::manifest::Manifest = serde_json::from_slice(&tree["manifest.json"]).unwrap();
    for paper in [AreaPaper::List, AreaPaper::OfficialList, AreaPaper::Cards, AreaPaper::PollBook] {
        let file = paper.document().file_name();
        let mut bound = 0;
        let is_book = |name: &str| {
            let commune = name.split('/').nth(1).unwrap_or_default();
            name.ends_with(&format!("/{commune}-{}.pdf", paper.file_name()))
        };
        for (name, bytes) in tree.iter().filter(|(name, _)| is_book(name)) {
            let place = name.rsplit_once('/').unwrap().0;
            let is_of = |own: &&String| own.starts_with(place) && own.ends_with(&format!("/{file}"));
            let mut expected: Vec<String> = Vec::new();
            // Areas of the sample are numbered as they are coded.
            for own in tree.keys().filter(is_of) {
                if expected.len() % 2 == 1 {
                    expected.push(String::new());
                }
                expected.extend(Printed::new(&tree[own]).pages());
                bound += 1;
            }
            let words = |pages: Vec<String>| -> Vec<String> {
                pages.iter().map(|page| page.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
            };
            assert!(words(Printed::new(bytes).pages()) == words(expected.clone()), "{name}: other pages");
            assert_eq!(manifest.pages[name], expected.len() as u64, "{name}");
        }
        let all = tree.keys().filter(|name| name.ends_with(&format!("/{file}"))).count();
        assert_eq!(bound, all, "{file}: every area's is in a book");
    }
    for area in MILITARY {
        let commune = area.split('-').next().unwrap();
        let books =
            tree.iter().filter(|(name, _)| name.ends_with(&format!("/{commune}-danh-sach-cu-tri.pdf")));
        assert!(
            books.clone().count() <= 1 && (commune != "99101" || books.count() == 0),
            "{area} is posted nowhere"
        );
    }
}

/// What a stranger's reader finds in a bound file: its pages, and for each entry of its outline the title and the page it
/// leads to, from 1 on.
fn bound(bytes: &[u8]) -> (usize, Vec<(String, usize)>) {
    let document = lopdf::Document::load_mem(bytes).expect("a bound file is a PDF");
    let pages = document.get_pages();
    let numbers: BTreeMap<_, usize> = pages.iter().map(|(number, id)| (*id, *number as usize)).collect();
    let catalog = document.catalog().unwrap();
    let outline = document.get_dictionary(catalog.get(b"Outlines").unwrap().as_reference().unwrap()).unwrap();
    let mut entries = Vec::new();
    let mut next = outline.get(b"First").ok().cloned();
    while let Some(entry) = next {
        let entry = document.get_dictionary(entry.as_reference().unwrap()).unwrap();
        let title = lopdf::decode_text_string(entry.get(b"Title").unwrap()).unwrap();
        let page = entry.get(b"Dest").unwrap().as_array().unwrap()[0].as_reference().unwrap();
        entries.push((title, numbers[&page]));
        next = entry.get(b"Next").ok().cloned();
    }
    (pages.len(), entries)
}

#[test]
fn a_bound_file_names_each_area_and_begins_it_on_the_front_of_a_sheet() {
    let tree = delivered();
    let (pages, entries) = bound(&tree["98/98103/98103-danh-sach-cu-tri.pdf"]);
    let alone = |area: &str| {
        let list = &tree[&format!("98/98103/{area}/list.pdf")];
        lopdf::Document::load_mem(list).expect("a list is a PDF").get_pages().len()
    };
    let mut front = 1;
    for (number, (title, page)) in (1..).zip(&entries) {
        assert!(title.contains(&format!("số {number:02}")), "{title}");
        assert_eq!((*page, page % 2), (front, 1), "{title}");
        front = (page + alone(&format!("98103-{number:02}"))) | 1;
    }
    assert_eq!(entries.len(), 5);
    assert!(pages == front - 1 || pages + 1 == front - 1, "{pages} pages, the next would begin on {front}");
}

#[test]
fn no_bound_file_for_the_wall_has_the_list_of_an_armed_unit() {
    let tree = delivered();
    for (name, bytes) in tree.iter().filter(|(name, _)| name.ends_with("-danh-sach-cu-tri.pdf")) {
        if name.starts_with("printers/") {
            continue;
        }
        let (_, entries) = bound(bytes);
        let commune = name.split('/').nth(1).unwrap();
        let lists =
            tree.keys().filter(|path| path.contains(&format!("/{commune}/")) && path.ends_with("/list.pdf"));
        assert_eq!(entries.len(), lists.count(), "{name}");
    }
    assert!(!tree.contains_key("99/99101/99101-danh-sach-cu-tri.pdf"), "only an armed unit votes there");
    assert!(tree.contains_key("99/99101/99101-danh-sach-cu-tri-ban-chinh.pdf"));
}
