//! Printed documents once more: packed by commune, divided among print shops.

use crate::support::output::{Tree, assert_same, copy, options, run, sample, sample_output, tree, tree_of};
use crate::support::program::{cutri, ran, text};
use cutri::render::documents::AreaPaper;
use cutri::render::manifest::digest;
use cutri::tasks::progress::Unwatched;
use cutri::tasks::render::{Delivery, Work, shares};
use cutri::tasks::verify::verify;
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
    Delivery { zip: true, printers: NonZeroU16::new(printers) }
}

/// The sample packed, and divided among three print shops.
fn delivered() -> &'static Tree {
    static TREE: OnceLock<Tree> = OnceLock::new();
    TREE.get_or_init(|| tree_of(|options| options.render.delivery = asked(3)))
}

/// The papers of communes and areas in an output, by path.
fn papers(tree: &Tree) -> BTreeMap<&str, &Vec<u8>> {
    let is_paper =
        |name: &str| name.ends_with(".pdf") && !name.starts_with("printers/") && name.split('/').count() > 2;
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
            assert!(paper.is_some() || kind == "bieu-tong-hop", "{file}: no table of papers knows it");
            assert_eq!(is_public, paper.is_none_or(AreaPaper::is_public), "{file} in {name}");
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
        let Ok(output) = Command::new("unzip").arg("-t").arg(&file).output() else { return };
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn everything_else_is_as_without_and_jobs_change_no_byte() {
    let is_own =
        |name: &str| name.ends_with(".zip") || name.starts_with("printers/") || name == "manifest.json";
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
    let manifest: cutri::render::manifest::Manifest = serde_json::from_slice(&tree["manifest.json"]).unwrap();
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
    assert_eq!(manifest.options["delivery"], "zip,printers=3");
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
        assert_eq!((reused.kept, reused.written), (10, 0), "a delivery changes no area");
    };
    again(asked(3));
    assert_same("over an output", delivered(), &tree(&out));
    let ticket = fs::read_dir(out.join("printers/01")).unwrap().next().unwrap().unwrap().path();
    assert!(fs::metadata(&ticket).unwrap().nlink() > 1, "it is the area's own file");
    let told = |path: &Path| {
        let content = fs::read(path).unwrap();
        fs::remove_file(path).unwrap();
        fs::write(path, &content[1..]).unwrap();
        let problems = verify(&out, None, &Unwatched).unwrap().problems;
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
