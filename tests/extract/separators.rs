//! Text as offices save it: semicolons, tabs, UTF-16, old line ends, titles above the header, cells too few or too many.

use super::builder::{Folder, Outcome, small};
use super::forms::gzip;
use cutri::extract::schema::TABLES;

/// The text of a table with another separator, cells that hold it in quotation marks.
fn separated(text: &str, separator: u8) -> String {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut writer = csv::WriterBuilder::new().delimiter(separator).flexible(true).from_writer(Vec::new());
    reader.records().for_each(|row| writer.write_record(&row.unwrap()).unwrap());
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// The small extract with every table through `change`, in files of this ending.
fn every_table(ending: &str, change: impl Fn(&str) -> Vec<u8>) -> Folder {
    let mut folder = small();
    for table in TABLES {
        let text = folder.text(&format!("{}.csv", table.name));
        folder = folder
            .without(&format!("{}.csv", table.name))
            .with(&format!("{}{ending}", table.name), change(&text));
    }
    folder
}

/// The same facts as the small extract, with one finding of this rule on each table.
fn assert_same(name: &str, outcome: &Outcome, rules: &[&str]) {
    let expected = small().outcome();
    assert_eq!(outcome.reject_texts(), Vec::<String>::new(), "{name}");
    assert!(outcome.facts == expected.facts, "{name}: other facts");
    assert_eq!(outcome.snapshot_id, expected.snapshot_id, "{name}");
    let found: Vec<&str> = outcome.findings.iter().map(|finding| finding.rule.as_str()).collect();
    let wanted: Vec<&str> = TABLES.iter().flat_map(|_| rules.iter().copied()).collect();
    assert_eq!(found, wanted, "{name}");
}

#[test]
fn semicolons_and_tabs_are_read_by_the_header() {
    for (ending, separator) in
        [(".csv", b';'), (".csv", b'\t'), (".tsv", b'\t'), (".txt", b'\t'), (".txt", b';')]
    {
        let folder = every_table(ending, |text| separated(text, separator).into_bytes());
        assert_same(&format!("{ending} {separator}"), &folder.outcome(), &["other_separator"]);
    }
}

#[test]
fn a_line_that_tells_the_separator_is_obeyed() {
    for mark in ["", "\u{feff}"] {
        let folder = every_table(".csv", |text| {
            format!("{mark}sep=;\r\n{}", separated(text, b';').replace('\n', "\r\n")).into_bytes()
        });
        assert_same("sep", &folder.outcome(), &["other_separator"]);
    }
}

#[test]
fn what_the_data_package_says_of_a_file_is_honoured() {
    let text = separated(&small().text("wishes.csv"), b';');
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let resource =
        r#"[{"name": "wishes", "path": "w.txt", "encoding": "utf-16be", "dialect": {"delimiter": ";"}}]"#;
    let folder =
        small().without("wishes.csv").with("w.txt", wide).replace("datapackage.json", "[]", resource);
    let outcome = folder.outcome();
    assert_eq!(outcome.snapshot_id, small().outcome().snapshot_id);
    let other = resource.replace("\";\"", "\"|\"");
    let error = small().with("w.txt", "").replace("datapackage.json", "[]", &other).read().unwrap_err();
    assert!(error.to_string().contains("dialect.delimiter"), "{error}");
}

#[test]
fn utf_16_is_read_with_and_without_its_mark_in_either_order() {
    let orders: [fn(u16) -> [u8; 2]; 2] = [u16::to_le_bytes, u16::to_be_bytes];
    for order in orders {
        for mark in ["\u{feff}", ""] {
            let folder = every_table(".csv", |text| {
                format!("{mark}{}", text.replace('\n', "\r\n")).encode_utf16().flat_map(order).collect()
            });
            assert_same("UTF-16", &folder.outcome(), &["wide_text"]);
            let folder = every_table(".txt", |text| {
                format!("{mark}{}", separated(text, b'\t')).encode_utf16().flat_map(order).collect()
            });
            assert_same("Unicode text", &folder.outcome(), &["wide_text", "other_separator"]);
        }
    }
}

#[test]
fn zeros_in_a_cell_do_not_make_a_text_utf_16() {
    for zeros in ["\0".repeat(3_000), "a\0".repeat(3_000)] {
        let folder = small().replace("persons.csv", "Nông dân", &zeros);
        let outcome = folder.read().unwrap_or_else(|error| panic!("{error}"));
        assert!(outcome.rejects.is_empty(), "{:?}", outcome.rejects);
    }
}

#[test]
fn utf_16_is_known_however_few_of_its_bytes_lie_ready() {
    let packed = |text: &str| {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (first, rest) = wide.split_at(1);
        [gzip(first), gzip(rest)].concat()
    };
    assert_same("in two members", &every_table(".csv.gz", packed).outcome(), &["wide_text"]);
}

#[test]
fn lines_that_end_as_on_an_old_macintosh_are_read() {
    let folder = every_table(".csv", |text| text.replace('\n', "\r").into_bytes());
    assert_same("CR", &folder.outcome(), &["lone_returns"]);
    // One line of another file, joined to one of the usual ends.
    let text = small().text("residences.csv");
    let mixed = text.replacen("expires_on,ended_on\n", "expires_on,ended_on\r", 1);
    let outcome = small().with("residences.csv", mixed).outcome();
    assert_eq!(outcome.finding_texts(), ["lone_returns residences.csv:0 residences 1"]);
    assert_eq!(outcome.snapshot_id, small().outcome().snapshot_id);
}

#[test]
fn rows_of_nothing_but_separators_are_no_rows() {
    let blank = ",,,,,,,,,,,,\n , ,,,,,,,,,,,\n\"\",\"\",,,,,,,,,,,\n";
    let outcome = small().append("persons.csv", blank).append("residences.csv", ",,,,,,,,\n,,\n").outcome();
    assert_eq!(outcome.reject_texts(), Vec::<String>::new());
    assert!(outcome.queue.is_empty());
    assert!(outcome.counts.iter().all(|count| count.read == count.accepted));
    assert_eq!(outcome.snapshot_id, small().outcome().snapshot_id);
}

#[test]
fn a_row_that_lacks_only_its_last_empty_cells_is_read_and_the_file_told_of_once() {
    let outcome = small()
        .replace("residences.csv", "5,2001-01-01,,", "5,2001-01-01")
        .replace("residences.csv", "5,2005-06-07,,", "5,2005-06-07,")
        .outcome();
    assert_eq!(outcome.finding_texts(), ["short_rows residences.csv:2 residences 2"]);
    assert_eq!(outcome.reject_texts(), Vec::<String>::new());
    assert_eq!(outcome.snapshot_id, small().outcome().snapshot_id);
    // What is needed is never filled.
    let outcome = small().append("residences.csv", "031155000004,permanent\n").outcome();
    assert_eq!(outcome.reject_texts(), ["residences.csv:7  field_count"]);
}

#[test]
fn empty_cells_behind_every_row_are_nothing_and_one_row_with_more_is_a_reject() {
    let text = small().text("persons.csv");
    let (header, rows) = text.split_once('\n').unwrap();
    let wider = format!("{header}\n{}", rows.replace('\n', ",, \n"));
    let outcome = small().with("persons.csv", wider).outcome();
    assert_eq!(outcome.reject_texts(), Vec::<String>::new());
    assert_eq!(outcome.snapshot_id, small().outcome().snapshot_id);
    // A comma in an address without quotation marks moves every cell behind it: the row must not be read so.
    let moved = small().append("residences.csv", "031155000004,permanent,11386,,Số 5, 7,,2001-01-01,,\n");
    assert_eq!(moved.outcome().reject_texts(), ["residences.csv:7  field_count"]);
}

#[test]
fn titles_above_the_header_are_passed_over_and_told() {
    let titles = "DANH SÁCH NHÂN KHẨU,,,\n\"Xã An Bình, ngày 20/01/2026\",,\n\n";
    let outcome = small().with("persons.csv", titles.to_owned() + &small().text("persons.csv")).outcome();
    assert_eq!(outcome.finding_texts(), ["title_rows persons.csv:4 persons 2"]);
    assert_eq!(outcome.snapshot_id, small().outcome().snapshot_id);
}

#[test]
fn all_columns_that_are_missing_are_named_at_once_with_what_may_be_meant() {
    let folder = small().replace("persons.csv", "full_name,birth_date,sex", "fullname,birthdate,gender");
    let error = folder.read().unwrap_err();
    let words = error.to_string();
    assert_eq!(error.code(), "extract_missing_column");
    assert!(words.contains("full_name, birth_date, sex"), "{words}");
    assert!(
        words.contains("“fullname” là full_name") && words.contains("“birthdate” is birth_date"),
        "{words}"
    );
    assert!(words.contains("gender"), "{words}");
}
