//! Small files that would take much memory or time: refused or bounded, with the file named.

use super::builder::{Folder, Outcome, small};
use crate::support::program::cutri_within;
use std::io::Write;

/// A part of an archive, written piece by piece so that no test holds what it unpacks to.
type Part<'a> = (&'a str, Box<dyn Fn(&mut dyn Write) + 'a>);

fn text<'a>(name: &'a str, text: &'a str) -> Part<'a> {
    (name, Box::new(move |out| out.write_all(text.as_bytes()).expect("memory takes all")))
}

/// A workbook with a sheet `absences`, of these shared texts and this sheet's inside.
fn workbook(more: Vec<Part<'_>>) -> Vec<u8> {
    const LISTED: &str =
        r#"<workbook xmlns:r="r"><sheets><sheet name="absences" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    packed(LISTED, more)
}

fn packed(listed: &str, more: Vec<Part<'_>>) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let to_book = format!(
        r#"<Relationships><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let to_sheet = format!(
        r#"<Relationships><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
    );
    let mut parts = vec![
        text("_rels/.rels", &to_book),
        text("xl/workbook.xml", listed),
        text("xl/_rels/workbook.xml.rels", &to_sheet),
    ];
    parts.extend(more);
    archive(&parts)
}

/// An archive of deflated parts.
fn archive(parts: &[Part<'_>]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, write) in parts {
        let mut crc = flate2::CrcWriter::new(flate2::write::DeflateEncoder::new(
            Vec::new(),
            flate2::Compression::new(6),
        ));
        write(&mut crc);
        let (sum, length) = (crc.crc().sum(), crc.crc().amount());
        let packed = crc.into_inner().finish().expect("memory takes all");
        let mut head = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0];
        let packed_length = u32::try_from(packed.len()).expect("a small file").to_le_bytes();
        head.extend([sum.to_le_bytes(), packed_length, length.to_le_bytes()].concat());
        head.extend(u16::try_from(name.len()).expect("a short name").to_le_bytes());
        head.extend([0, 0]);
        let offset = u32::try_from(bytes.len()).expect("a small file").to_le_bytes();
        directory
            .extend([b"PK\x01\x02\x14\0".as_slice(), &head, &[0; 10], &offset, name.as_bytes()].concat());
        bytes.extend([b"PK\x03\x04".as_slice(), &head, name.as_bytes(), &packed].concat());
    }
    let count = u16::try_from(parts.len()).expect("few parts").to_le_bytes();
    let length = u32::try_from(directory.len()).expect("a small file").to_le_bytes();
    let offset = u32::try_from(bytes.len()).expect("a small file").to_le_bytes();
    let end = [b"PK\x05\x06\0\0\0\0".as_slice(), &count, &count, &length, &offset, &[0, 0]].concat();
    [bytes, directory, end].concat()
}

/// The sheet of a table without rows.
const SHEET: &str = r#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>personal_id</t></is></c>
<c r="B1" t="inlineStr"><is><t>declared_on</t></is></c><c r="C1" t="inlineStr"><is><t>from</t></is></c></row></sheetData></worksheet>"#;

fn beside(bytes: Vec<u8>) -> Folder {
    small().without("absences.csv").with("a.xlsx", bytes)
}

fn refused(what: &str, bytes: Vec<u8>, said: &str) {
    let error = beside(bytes).read().expect_err(what);
    assert_eq!(error.code(), "extract_workbook", "{what}: {error}");
    let words = error.to_string();
    assert!(words.contains("a.xlsx") && words.contains(said), "{what}: {words}");
}

/// So many bytes of `piece`, again and again, between a beginning and an end.
fn long<'a>(name: &'a str, begin: &'a str, (piece, times): (&'a str, usize), end: &'a str) -> Part<'a> {
    let write = move |out: &mut dyn Write| {
        let block = piece.repeat(1 << 12);
        out.write_all(begin.as_bytes()).expect("memory takes all");
        for _ in 0..times >> 12 {
            out.write_all(block.as_bytes()).expect("memory takes all");
        }
        out.write_all(end.as_bytes()).expect("memory takes all");
    };
    (name, Box::new(write))
}

#[test]
fn a_workbook_as_this_test_packs_it_is_read() {
    let outcome = beside(workbook(vec![
        text("xl/worksheets/sheet1.xml", SHEET),
        text("xl/sharedStrings.xml", r#"<sst count="9" uniqueCount="1"><si><t>a</t></si></sst>"#),
    ]))
    .outcome();
    assert_eq!(outcome.reject_texts(), Vec::<String>::new());
}

#[test]
fn what_a_workbook_claims_to_hold_is_not_believed() {
    for claimed in ["18446744073709551615", "99999999999999999999999", "4000000000", "100000"] {
        let texts = format!(r#"<sst count="1" uniqueCount="{claimed}"><si><t>a</t></si></sst>"#);
        let parts = vec![text("xl/worksheets/sheet1.xml", SHEET), text("xl/sharedStrings.xml", &texts)];
        refused(claimed, workbook(parts), "shared texts");
    }
}

#[test]
fn a_text_that_unpacks_to_more_than_a_memory_holds_is_refused() {
    const MIB: usize = 1 << 20;
    let sheet = text("xl/worksheets/sheet1.xml", SHEET);
    let shared = long("xl/sharedStrings.xml", "<sst><si><t>", ("x", 64 * MIB), "</t></si></sst>");
    refused("shared", workbook(vec![sheet, shared]), "longer than 1 MiB");
    let inline = "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>";
    let inline = long(
        "xl/worksheets/sheet1.xml",
        inline,
        ("x", 64 * MIB),
        "</t></is></c></row></sheetData></worksheet>",
    );
    refused("inline", workbook(vec![inline]), "longer than 1 MiB");
    let nested = long("xl/worksheets/sheet1.xml", "<worksheet>", ("<a>", MIB), "");
    refused("nested", workbook(vec![nested]), "nested");
    let tag = long("xl/worksheets/sheet1.xml", "<worksheet a=\"", ("x", 4 * MIB), "\">");
    refused("a tag", workbook(vec![tag]), "tag of it is longer");
    let styles = long("xl/styles.xml", "<a>", ("x", 80 * MIB), "</a>");
    refused("styles", workbook(vec![text("xl/worksheets/sheet1.xml", SHEET), styles]), "unpacks to");
}

#[test]
fn a_part_that_unpacks_to_more_than_it_claims_is_refused() {
    let sheet = SHEET.replace("</sheetData>", &format!("</sheetData>{}", " ".repeat(5_000)));
    let mut bytes = workbook(vec![text("xl/worksheets/sheet1.xml", &sheet)]);
    let claimed = u32::try_from(sheet.len()).unwrap().to_le_bytes();
    let at: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..at + 4] == claimed).collect();
    at.iter().for_each(|at| bytes[*at..at + 4].copy_from_slice(&600_u32.to_le_bytes()));
    assert!(!at.is_empty());
    let error = beside(bytes).read().expect_err("it lies");
    assert_eq!(error.code(), "extract_workbook", "{error}");
}

#[test]
fn sheets_beyond_count_are_refused() {
    let names: Vec<String> = (0..1_200).map(|at| format!("xl/worksheets/sheet{at}.xml")).collect();
    let parts = names.iter().map(|name| text(name, SHEET)).collect();
    refused("sheets", workbook(parts), "1200 sheets");
}

#[test]
fn a_workbook_without_a_table_of_ours_costs_nothing_whatever_it_claims() {
    let listed = r#"<workbook><sheets><sheet name="Ghi chú" r:id="r1"/></sheets></workbook>"#;
    let texts = r#"<sst uniqueCount="18446744073709551615"><si><t>a</t></si></sst>"#;
    let parts = vec![text("xl/worksheets/sheet1.xml", SHEET), text("xl/sharedStrings.xml", texts)];
    let outcome = small().with("readme.xlsx", packed(listed, parts)).outcome();
    assert_eq!(outcome.finding_texts(), ["workbook_without_table readme.xlsx:0 readme.xlsx Ghi chú"]);
}

#[test]
fn a_locked_workbook_says_so() {
    refused("locked", crate::support::books::locked(), "password");
}

/// What a reading gives that takes no more than so many seconds of a processor.
fn in_proportion(seconds: u32, folder: &Folder) -> Outcome {
    let written = folder.write();
    let checked = cutri_within(seconds, &["check", written.path().to_str().expect("UTF-8")]);
    assert!(matches!(checked.code, Some(0 | 1)), "{checked:?}");
    folder.outcome()
}

#[test]
fn open_quotation_marks_before_many_blank_lines_take_time_in_proportion() {
    // Each blank line once more made this minutes.
    let marks = |count: usize| {
        let rows = format!("\",x\n{}", "\n".repeat(30_000)).repeat(count);
        small().append("persons.csv", &rows)
    };
    let outcome = in_proportion(20, &marks(8));
    assert_eq!(outcome.rejects.len(), 8);
    assert!(outcome.rejects.iter().all(|reject| reject.rule == "quote"));
}

#[test]
fn a_person_with_thousands_of_rows_is_kept_with_as_many_as_anybody_has() {
    let row = |at: usize| format!("031080000001,temporary,11386,11386-01,Số {at},{at},2020-01-01,,\n");
    let rows: String = (0..4_000).map(row).collect();
    let outcome = in_proportion(20, &small().append("residences.csv", &rows));
    let facts = &outcome.facts[0];
    assert_eq!(facts.residences.len(), 300);
    assert_eq!(facts.residences[0].kind.as_str(), "permanent", "the first rows are kept");
    assert_eq!(outcome.rejects.len(), 4_001 - 300);
    assert!(outcome.rejects.iter().all(|reject| reject.rule == "too_many_rows"));
    let residences = outcome.counts.iter().find(|count| count.table == "residences").expect("a count");
    assert_eq!(residences.read, residences.accepted + residences.rejected);
    let told = outcome.finding_texts();
    assert_eq!(told.iter().filter(|text| text.starts_with("too_many_rows")).count(), 1, "{told:?}");
    assert_eq!(outcome.persons, 4, "nobody is lost");
}

#[test]
fn a_person_of_more_places_than_anybody_has_is_kept_in_the_first() {
    let commune = |at: usize| format!("{},31,Xã {at},xã,true,\n", 20_000 + at);
    let row = |at: usize| format!("031080000001,temporary,{},,Số 1,1,2020-01-01,,\n", 20_000 + at);
    let folder = small()
        .append("communes.csv", &(0..200).map(commune).collect::<String>())
        .append("residences.csv", &(0..200).map(row).collect::<String>());
    let outcome = folder.outcome();
    let mut communes: Vec<&str> =
        outcome.facts[0].residences.iter().map(|row| row.commune_code.as_str()).collect();
    communes.dedup();
    // One of the fifty is the facility of a stay, which comes behind.
    assert_eq!((communes.len(), communes[0]), (50, "11386"));
    assert_eq!(outcome.persons, 4);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused_by_its_kind_and_never_waited_for() {
    for name in ["datapackage.json", "election.toml", "persons.csv", "shapes.geojson", "more.xlsx"] {
        let mut files = small();
        files.0.remove(name);
        let folder = files.write();
        let path = folder.path().join(name);
        let made = std::process::Command::new("mkfifo").arg(&path).status().expect("mkfifo is there");
        assert!(made.success());
        if name == "more.xlsx" {
            // No table of ours can be told from its name: it is passed over like any other thing in the folder.
            super::builder::read(folder.path(), 1 << 20).expect("the rest is read");
            continue;
        }
        let error = super::builder::read(folder.path(), 1 << 20).expect_err(name);
        let words = error.to_string();
        assert!(words.contains(name) && words.contains("FIFO"), "{name}: {words}");
    }
    let files = small();
    let folder = files.write();
    std::fs::remove_file(folder.path().join("election.toml")).expect("it was there");
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("election.toml")).expect("a link");
    let error = super::builder::read(folder.path(), 1 << 20).expect_err("a device");
    assert!(error.to_string().contains("device"), "{error}");
}

#[test]
fn a_file_longer_than_what_is_read_whole_is_refused() {
    let long = format!("{}\n", "# ghi chú\n".repeat(2 << 20));
    let error = small().with("election.toml", long).read().expect_err("24 MiB of remarks");
    assert!(error.to_string().contains("longer than the 16 MiB"), "{error}");
}

#[test]
fn a_ring_that_zigzags_ever_wider_takes_time_in_proportion() {
    let count = 20_000;
    let position = |at: i32| {
        let side = if at % 2 == 0 { -1.0 } else { 1.0 };
        format!("[{},{}]", 100.0 + f64::from(at) * 0.0002, 19.0 + side * f64::from(at) * 0.00005)
    };
    let ring: Vec<String> = (0..count).map(position).chain([position(0)]).collect();
    let shapes = format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"code":"11386"}},
        "geometry":{{"type":"Polygon","coordinates":[[{}]]}}}}]}}"#,
        ring.join(",")
    );
    let outcome = in_proportion(20, &small().with("shapes.geojson", shapes));
    assert!(outcome.shapes.is_some_and(|shapes| shapes.communes.len() == 1));
}

#[test]
fn a_report_of_rejects_is_bounded_and_its_sums_agree() {
    let rows = "x\n".repeat(120_000);
    let outcome = small().append("residences.csv", &rows).outcome();
    let residences = outcome.counts.iter().find(|count| count.table == "residences").expect("a count");
    assert_eq!((residences.read, residences.accepted, residences.rejected), (120_005, 5, 120_000));
    assert_eq!(outcome.rejects.len(), 100_000);
    let last = outcome.rejects_csv.lines().last().expect("a line");
    assert!(last.starts_with("residences.csv,,,,,20000,not_told,"), "{last}");
}
