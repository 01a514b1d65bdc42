//! Broken extracts: each gives the documented error or reject, and nothing is lost.

use super::builder::{Folder, small};
use super::forms::gzip;

/// What a broken extract must give.
enum Expected {
    /// An error of this code, with this in its message; nothing is read.
    Error(&'static str, &'static str),
    /// Just these rejects, as `file:line column rule`.
    Rejects(&'static [&'static str]),
    /// No reject, and just these findings, as `rule file:line subject value`.
    Odd(&'static [&'static str]),
}
use Expected::{Error, Odd, Rejects};

type Case = (&'static str, fn(Folder) -> Folder, Expected);

fn assert_cases(cases: &[Case]) {
    for (name, change, expected) in cases {
        match (change(small()).read(), expected) {
            (Err(error), Error(code, part)) => {
                assert_eq!(error.code(), *code, "{name}: {error}");
                assert!(error.to_string().contains(part), "{name}: {error}");
            }
            (Ok(outcome), Rejects(rejects)) => {
                assert_eq!(outcome.reject_texts(), *rejects, "{name}");
                for reject in &outcome.rejects {
                    assert!(reject.message.contains(" / "), "{name}: both languages");
                }
            }
            (Ok(outcome), Odd(findings)) => {
                assert_eq!(outcome.reject_texts(), Vec::<String>::new(), "{name}");
                assert_eq!(outcome.finding_texts(), *findings, "{name}");
            }
            (Ok(outcome), Error(code, _)) => {
                panic!("{name}: read, with {:?}, not {code}", outcome.reject_texts())
            }
            (Err(error), Rejects(_) | Odd(_)) => panic!("{name}: {error}"),
        }
    }
}

const PERSON: &str = "031080000009,Lê Văn Ân,1980,nam,VNM,,,,,alive,,,\n";

/// The small extract with one more person, of whose row `from` is replaced.
fn person(folder: Folder, from: &str, to: &str) -> Folder {
    assert!(PERSON.contains(from));
    folder.append("persons.csv", &PERSON.replacen(from, to, 1))
}

#[test]
fn a_folder_without_what_an_extract_needs_is_refused() {
    assert_cases(&[
        ("no datapackage", |f| f.without("datapackage.json"), Error("extract_no_data_package", "\"as_of\"")),
        ("no election", |f| f.without("election.toml"), Error("extract_no_election", "election_day")),
        ("no persons", |f| f.without("persons.csv"), Error("extract_missing_table", "persons.csv.gz")),
        ("no areas", |f| f.without("areas.csv"), Error("extract_missing_table", "areas")),
        (
            "twice, packed and not",
            |f| {
                let packed = gzip(&f.0["wishes.csv"]);
                f.with("wishes.csv.gz", packed)
            },
            Error("extract_table_twice", "wishes.csv and as wishes.csv.gz"),
        ),
        (
            "twice, by name and by path",
            |f| {
                let text = f.text("wishes.csv");
                let resource = r#"[{"name": "wishes", "path": "more/w.csv"}]"#;
                f.with("more/w.csv", text).replace("datapackage.json", "[]", resource)
            },
            Error("extract_table_twice", "more/w.csv"),
        ),
        (
            "a named file is missing",
            |f| f.replace("datapackage.json", "[]", r#"[{"name": "wishes", "path": "w.csv"}]"#),
            Error("extract_missing_file", "w.csv"),
        ),
        (
            "a named file outside",
            |f| f.replace("datapackage.json", "[]", r#"[{"path": "../persons.csv"}]"#),
            Error("extract_outside_folder", "../persons.csv"),
        ),
        (
            "a named file at the root",
            |f| f.replace("datapackage.json", "[]", r#"[{"path": "/etc/hostname"}]"#),
            Error("extract_outside_folder", "/etc/hostname"),
        ),
    ]);
}

#[test]
fn a_data_package_that_does_not_say_what_it_must_is_refused() {
    assert_cases(&[
        ("no JSON", |f| f.with("datapackage.json", "{"), Error("extract_data_package", "not JSON")),
        ("no own property", |f| f.with("datapackage.json", "{}"), Error("extract_data_package", "cutri")),
        (
            "no day",
            |f| f.replace("datapackage.json", "as_of", "as_off"),
            Error("extract_data_package", "cutri.as_of"),
        ),
        (
            "a partial day",
            |f| f.replace("datapackage.json", "2026-01-20", "2026-01"),
            Error("extract_data_package", "cutri.as_of"),
        ),
        (
            "another mode",
            |f| f.replace("datapackage.json", "full", "half"),
            Error("extract_data_package", "cutri.mode"),
        ),
        (
            "a delta without base",
            |f| f.replace("datapackage.json", "full", "delta"),
            Error("extract_data_package", "cutri.base"),
        ),
        (
            "a delta",
            |f| f.replace("datapackage.json", "\"full\"", "\"delta\", \"base\": \"abc\""),
            Error("extract_delta_unsupported", "snapshot abc"),
        ),
        (
            "resources no list",
            |f| f.replace("datapackage.json", "[]", "{}"),
            Error("extract_data_package", "list"),
        ),
        (
            "a resource no object",
            |f| f.replace("datapackage.json", "[]", "[1]"),
            Error("extract_data_package", "resource 1"),
        ),
        (
            "a table in parts",
            |f| f.replace("datapackage.json", "[]", r#"[{"path": ["a.csv", "b.csv"]}]"#),
            Error("extract_data_package", "one file"),
        ),
        (
            "not UTF-8",
            |f| f.with("datapackage.json", b"{\"a\": \"\xff\"}"),
            Error("extract_encoding", "line 1, byte 7"),
        ),
    ]);
}

#[test]
fn an_election_that_cannot_be_used_is_refused() {
    assert_cases(&[
        ("no TOML", |f| f.with("election.toml", "id = "), Error("extract_election_text", "not TOML")),
        (
            "a missing key",
            |f| f.replace("election.toml", "term =", "# "),
            Error("extract_election_missing", "`term`"),
        ),
        (
            "an empty title",
            |f| f.replace("election.toml", "\"bau-cu-2026\"", "\" \""),
            Error("extract_election_missing", "`id`"),
        ),
        (
            "a misspelt key",
            |f| f.append("election.toml", "open_at = \"07:00\"\n"),
            Error("extract_election_key", "`opens_at`"),
        ),
        (
            "a misspelt parameter",
            |f| f.append("election.toml", "[clock]\ncomplain_days = 3\n"),
            Error("extract_election_key", "`complaint_days`"),
        ),
        (
            "a partial day",
            |f| f.replace("election.toml", "2026-03-15", "\"2026-03\""),
            Error("extract_election_value", "election_day"),
        ),
        (
            "a day that is none",
            |f| f.replace("election.toml", "2026-03-15", "\"2026-02-30\""),
            Error("extract_election_value", "2026-02-30"),
        ),
        (
            "an hour that is none",
            |f| f.append("election.toml", "opens_at = \"25:00\"\n"),
            Error("extract_election_value", "opens_at"),
        ),
        (
            "another level",
            |f| f.append("election.toml", "levels = [\"national\", \"district\"]\n"),
            Error("extract_election_value", "district"),
        ),
        (
            "no level",
            |f| f.append("election.toml", "levels = []\n"),
            Error("extract_election_value", "levels"),
        ),
    ]);
}

#[test]
fn a_file_that_cannot_be_read_to_its_end_stops_the_reading() {
    assert_cases(&[
        ("empty", |f| f.with("wishes.csv", ""), Error("extract_empty_file", "personal_id,kind")),
        ("blank", |f| f.with("wishes.csv", "\n\r\n \n"), Error("extract_empty_file", "wishes.csv")),
        (
            "a missing column",
            |f| f.replace("persons.csv", "birth_date", "born"),
            Error("extract_missing_column", "birth_date"),
        ),
        (
            "no header",
            |f| {
                let text = f.text("persons.csv");
                let (_, rows) = text.split_once('\n').unwrap();
                f.with("persons.csv", rows)
            },
            Error("extract_no_header", "none of the first 4 rows names the columns"),
        ),
        (
            "a column twice",
            |f| f.replace("persons.csv", ",old_id", ", SEX "),
            Error("extract_duplicate_column", "sex"),
        ),
        (
            "a quotation in the header",
            |f| f.replace("persons.csv", "full_name", "\"full_name"),
            Error("extract_broken_header", "persons.csv: line 1"),
        ),
        (
            "a header of megabytes",
            |f| f.with("persons.csv", "ầ,".repeat(1_000_000)),
            Error("extract_broken_header", "persons.csv: line 1"),
        ),
        (
            "gzip cut short",
            |f| {
                let packed = gzip(&f.0["persons.csv"]);
                f.without("persons.csv").with("persons.csv.gz", &packed[..packed.len() - 20])
            },
            Error("extract_damaged", "persons.csv.gz"),
        ),
        (
            "gzip with a wrong checksum",
            |f| {
                let mut packed = gzip(&f.0["persons.csv"]);
                let at = packed.len() - 6;
                packed[at] ^= 0xff;
                f.without("persons.csv").with("persons.csv.gz", packed)
            },
            Error("extract_damaged", "persons.csv.gz"),
        ),
        (
            "zstandard cut short",
            |f| {
                let packed = zstd::encode_all(&f.0["persons.csv"][..], 3).unwrap();
                f.without("persons.csv").with("persons.csv.zst", &packed[..packed.len() - 9])
            },
            Error("extract_damaged", "persons.csv.zst"),
        ),
        (
            "no gzip at all",
            |f| {
                let text = f.text("persons.csv");
                f.without("persons.csv").with("persons.csv.gz", text)
            },
            Error("extract_damaged", "persons.csv.gz"),
        ),
        (
            "no zstandard at all",
            |f| {
                let text = f.text("persons.csv");
                f.without("persons.csv").with("persons.csv.zst", text)
            },
            Error("extract_damaged", "persons.csv.zst"),
        ),
        ("no workbook at all", |f| f.with("more.xlsx", "PK no"), Error("extract_workbook", "more.xlsx")),
        (
            "a byte that is not UTF-8",
            |f| {
                let bytes = [f.0["persons.csv"].as_slice(), b"031080000009,L\xff,"].concat();
                f.with("persons.csv", bytes)
            },
            Error("extract_encoding", "persons.csv: line 6"),
        ),
    ]);
}

#[test]
fn a_person_with_a_cell_that_breaks_its_rule_is_rejected() {
    assert_cases(&[
        ("as it is", |f| person(f, "alive", "alive"), Rejects(&[])),
        ("no number", |f| person(f, "031080000009", ""), Rejects(&["persons.csv:6 personal_id required"])),
        (
            "a lost zero",
            |f| person(f, "031080000009", "31080000009"),
            Odd(&["number_mended persons.csv:6 031080000009 personal_id: 31080000009 → 031080000009"]),
        ),
        (
            "an old number",
            |f| person(f, "031080000009", "031234567"),
            Rejects(&["persons.csv:6 personal_id old_number"]),
        ),
        (
            "a letter",
            |f| person(f, "031080000009", "03108000000O"),
            Rejects(&["persons.csv:6 personal_id digits"]),
        ),
        (
            "a power",
            |f| person(f, "031080000009", "3.1E+10"),
            Rejects(&["persons.csv:6 personal_id lost_digits"]),
        ),
        (
            "full-width digits",
            |f| person(f, "031080000009", "０３１０"),
            Rejects(&["persons.csv:6 personal_id digits"]),
        ),
        ("no name", |f| person(f, "Lê Văn Ân", "  "), Rejects(&["persons.csv:6 full_name required"])),
        (
            "NUL in the name",
            |f| person(f, "Văn", "V\0n"),
            Rejects(&["persons.csv:6 full_name control_character"]),
        ),
        (
            "an escape in the name",
            |f| person(f, "Văn", "V\u{1b}n"),
            Odd(&["invisible_letter persons.csv:6 031080000009 full_name: U+001B → Lê Vn Ân"]),
        ),
        ("no birth date", |f| person(f, "1980", ""), Rejects(&["persons.csv:6 birth_date required"])),
        ("no such day", |f| person(f, "1980", "1980-02-30"), Rejects(&["persons.csv:6 birth_date date"])),
        ("month first", |f| person(f, "1980", "12/31/1980"), Rejects(&["persons.csv:6 birth_date date"])),
        ("a short year", |f| person(f, "1980", "1/2/80"), Rejects(&["persons.csv:6 birth_date date"])),
        (
            "a year before the first",
            |f| person(f, "1980", "0000-01-01"),
            Rejects(&["persons.csv:6 birth_date date"]),
        ),
        (
            "NUL in a date",
            |f| person(f, "1980", "19\u{0}80"),
            Rejects(&["persons.csv:6 birth_date control_character"]),
        ),
        ("another sex", |f| person(f, "nam", "x"), Rejects(&["persons.csv:6 sex one_of"])),
        ("a nationality of two letters", |f| person(f, "VNM", "VN"), Odd(&[])),
        (
            "an empty nationality",
            |f| person(f, "VNM", "VNM;;USA"),
            Rejects(&["persons.csv:6 nationality nationality"]),
        ),
        ("no nationality", |f| person(f, "VNM", ""), Rejects(&["persons.csv:6 nationality required"])),
        ("another status", |f| person(f, "alive", "undead"), Rejects(&["persons.csv:6 vital_status one_of"])),
        (
            "another role",
            |f| person(f, ",,alive", ",uncle,alive"),
            Odd(&["cell_emptied persons.csv:6 031080000009 household_role: uncle → ∅"]),
        ),
        (
            "an old number too short",
            |f| person(f, ",,\n", ",3123,\n"),
            Odd(&["cell_emptied persons.csv:6 031080000009 old_id: 3123 → ∅"]),
        ),
        (
            "no moment",
            |f| person(f, ",,\n", ",,yesterday\n"),
            Odd(&["cell_emptied persons.csv:6 031080000009 updated_at: yesterday → ∅"]),
        ),
        (
            "a partial moment",
            |f| person(f, ",,\n", ",,2026-01\n"),
            Odd(&["cell_emptied persons.csv:6 031080000009 updated_at: 2026-01 → ∅"]),
        ),
        ("too few cells", |f| person(f, ",,,,,", ","), Rejects(&["persons.csv:6  field_count"])),
        ("too many cells", |f| person(f, "nam", "nam,nam"), Rejects(&["persons.csv:6  field_count"])),
        (
            "text behind a quotation",
            |f| person(f, "Lê Văn Ân", "\"Lê\" Ân"),
            Rejects(&["persons.csv:6  quote"]),
        ),
        ("a mark within a cell", |f| person(f, "Văn", "V\"n"), Rejects(&["persons.csv:6  quote"])),
        (
            "the first wrong column counts",
            |f| person(f, "1980,nam", "x,x"),
            Rejects(&["persons.csv:6 birth_date date"]),
        ),
        (
            "a number twice",
            |f| person(f, "031080000009", "031080000001"),
            Rejects(&["persons.csv:6 personal_id duplicate"]),
        ),
        (
            "a cell too long",
            |f| f.append("persons.csv", &PERSON.replace("Ân", &"n".repeat(70_000))),
            Rejects(&["persons.csv:6  too_long"]),
        ),
        (
            "a quoted cell too long",
            |f| f.append("persons.csv", &PERSON.replace("Lê Văn Ân", &format!("\"{}\"", "n".repeat(70_000)))),
            Rejects(&["persons.csv:6  too_long"]),
        ),
        (
            "a line of megabytes",
            |f| f.append("persons.csv", &format!("{}\n{PERSON}", "ầ".repeat(2_000_000))),
            Rejects(&["persons.csv:6  too_long"]),
        ),
    ]);
}

#[test]
fn a_quotation_that_is_never_closed_costs_its_own_row_only() {
    let row = |number: u32| PERSON.replace("031080000009", &format!("03108000{number:04}"));
    let open = row(100).replace("Lê Văn Ân", "\"Lê Văn Ân");
    let folder = small().append("persons.csv", &(row(99) + &open + &row(101) + &row(102)));
    let outcome = folder.outcome();
    assert_eq!(outcome.reject_texts(), ["persons.csv:7  quote"]);
    assert_eq!(outcome.persons, 7);

    // The same with a row behind it whose quotation mark seems to close it, and over more than can be one cell.
    let quoted = row(103).replace("Lê Văn Ân", "\"Lê, Văn Ân\"");
    let many: String = (200..2_000).map(row).collect();
    let outcome = small().append("persons.csv", &(open + &row(101) + &quoted + &many)).outcome();
    assert_eq!(outcome.reject_texts(), ["persons.csv:6  quote"]);
    assert_eq!(outcome.persons, 4 + 2 + 1_800);
}

#[test]
fn lines_are_counted_through_cells_of_several_lines() {
    let long = PERSON.replace("Lê Văn Ân", "\"Lê\nVăn\r\nÂn\"");
    let bad = PERSON.replace("nam", "x");
    let outcome = small().append("persons.csv", &(long + &bad)).outcome();
    assert_eq!(outcome.reject_texts(), ["persons.csv:9 sex one_of"]);
    let names: Vec<&str> = outcome.facts.iter().map(|facts| &*facts.person.full_name).collect();
    assert!(names.contains(&"Lê Văn Ân"), "line breaks in a cell become spaces");
}

#[test]
fn rows_of_the_registers_that_break_a_rule_are_rejected() {
    assert_cases(&[
        (
            "another kind of residence",
            |f| f.replace("residences.csv", "temporary", "rented"),
            Rejects(&["residences.csv:5 kind one_of"]),
        ),
        (
            "a commune of four digits",
            |f| f.replace("residences.csv", "temporary,11387", "temporary,1387"),
            Rejects(&["residences.csv:5 commune_code digits"]),
        ),
        (
            "no commune",
            |f| f.replace("residences.csv", "temporary,11387", "temporary,"),
            Rejects(&["residences.csv:5 commune_code required"]),
        ),
        (
            "a hamlet that is no code",
            |f| f.replace("residences.csv", "11387-01,Số 9", "thôn/1,Số 9"),
            Odd(&["fact_in_doubt residences.csv:5 031208000003 hamlet_code: thôn/1 → ∅"]),
        ),
        (
            "a house below zero",
            |f| f.replace("residences.csv", "Số 9,9", "Số 9,-9"),
            Odd(&["cell_emptied residences.csv:5 031208000003 house_order: -9 → ∅"]),
        ),
        (
            "a house beyond counting",
            |f| f.replace("residences.csv", "Số 9,9", "Số 9,99999999999"),
            Odd(&["cell_emptied residences.csv:5 031208000003 house_order: 99999999999 → ∅"]),
        ),
        (
            "a house with a fraction",
            |f| f.replace("residences.csv", "Số 9,9", "Số 9,9.5"),
            Odd(&["cell_mended residences.csv:5 031208000003 house_order: 9.5 → 9"]),
        ),
        (
            "no number",
            |f| f.replace("residences.csv", "031080000001,", ","),
            Rejects(&["residences.csv:2 personal_id required"]),
        ),
        (
            "an absence without start",
            |f| f.replace("absences.csv", "2026-01-05,", ","),
            Rejects(&["absences.csv:2 from required"]),
        ),
        (
            "another stay",
            |f| f.replace("stays.csv", "detention", "holiday"),
            Rejects(&["stays.csv:2 kind one_of"]),
        ),
        (
            "no facility",
            |f| f.replace("stays.csv", "TG01", ""),
            Rejects(&["stays.csv:2 facility_code required"]),
        ),
        (
            "a status with no such day",
            |f| f.replace("statuses.csv", "2020-01-01", "2021-02-29"),
            Rejects(&["statuses.csv:2 from date"]),
        ),
        (
            "a wish without a moment",
            |f| f.replace("wishes.csv", "2026-01-15T09:30", ""),
            Rejects(&["wishes.csv:2 recorded_at required"]),
        ),
        (
            "a wish at no hour",
            |f| f.replace("wishes.csv", "T09:30", "T24:30"),
            Rejects(&["wishes.csv:2 recorded_at moment"]),
        ),
        (
            "another channel",
            |f| f.replace("wishes.csv", "vneid", "pigeon"),
            Odd(&["cell_emptied wishes.csv:2 031208000003 channel: pigeon → ∅"]),
        ),
    ]);
}

#[test]
fn rows_of_units_that_break_a_rule_are_rejected() {
    assert_cases(&[
        (
            "a province twice",
            |f| f.append("provinces.csv", "31,Khác\n"),
            Rejects(&["provinces.csv:3 province_code duplicate"]),
        ),
        (
            "a province of one digit",
            |f| f.append("provinces.csv", "1,Khác\n"),
            Rejects(&["provinces.csv:3 province_code digits"]),
        ),
        (
            "a commune twice",
            |f| f.append("communes.csv", "11386,31,Khác,xã,true,\n"),
            Rejects(&["communes.csv:4 commune_code duplicate"]),
        ),
        (
            "another kind of commune",
            |f| f.append("communes.csv", "11388,31,Khác,huyện,true,\n"),
            Rejects(&["communes.csv:4 kind one_of"]),
        ),
        (
            "neither true nor false",
            |f| f.append("communes.csv", "11388,31,Khác,xã,chưa rõ,\n"),
            Rejects(&["communes.csv:4 council_elected boolean"]),
        ),
        (
            "predecessors that are no codes",
            |f| f.append("communes.csv", "11388,31,Khác,xã,true,11001 11002\n"),
            Odd(&["cell_mended communes.csv:4 11388 predecessors: 11001 11002 → 11001;11002"]),
        ),
        (
            "a hamlet twice",
            |f| f.append("hamlets.csv", "11386-01,11387,Khác,\n"),
            Rejects(&["hamlets.csv:5 hamlet_code duplicate"]),
        ),
        (
            "an area without number",
            |f| f.append("areas.csv", "K7,11386,,,,residential,,,,\n"),
            Rejects(&["areas.csv:5 number required"]),
        ),
        (
            "an area that opens never",
            |f| f.append("areas.csv", "K7,11386,7,,,residential,,sáng,,\n"),
            Odd(&["cell_emptied areas.csv:5 K7 opens_at: sáng → ∅"]),
        ),
        (
            "an area nowhere",
            |f| f.append("areas.csv", "K7,11386,7,,,residential,,,north,NaN\n"),
            Odd(&[
                "cell_emptied areas.csv:5 K7 latitude: north → ∅",
                "cell_emptied areas.csv:5 K7 longitude: NaN → ∅",
            ]),
        ),
        (
            "a part of nothing",
            |f| f.append("constituency_parts.csv", "QH1,,\n"),
            Rejects(&["constituency_parts.csv:6 commune_code no_part"]),
        ),
        (
            "half a seat",
            |f| f.append("constituencies.csv", "X9,communal,9,,2.5\n"),
            Rejects(&["constituencies.csv:5 seats whole_number"]),
        ),
    ]);
}

#[test]
fn a_reject_shows_the_value_and_the_likely_one() {
    // The row tells another year of birth.
    let outcome = person(small(), "031080000009,Lê Văn Ân,1980", "31080000009,Lê Văn Ân,1981").outcome();
    let reject = &outcome.rejects[0];
    assert_eq!(reject.value, "31080000009");
    assert!(reject.message.contains("the likely value is 031080000009"), "{}", reject.message);
    assert!(reject.message.contains("giá trị đúng có lẽ là 031080000009"), "{}", reject.message);
    assert!(
        outcome.rejects_csv.contains("persons.csv,6,031080000009,,personal_id,31080000009,digits,"),
        "{}",
        outcome.rejects_csv
    );

    let outcome = person(small(), "031080000009", "031234567").outcome();
    assert!(
        !outcome.rejects[0].message.contains("likely"),
        "an old number is no personal number without zeros"
    );
}

#[test]
fn values_of_people_stay_out_of_debug_texts() {
    let outcome = person(small(), "1980", "Nguyễn Bí Mật").outcome();
    let debug = format!("{:?} {:?} {:?}", outcome.rejects, outcome.findings, outcome.queue);
    assert!(!debug.contains("Bí Mật"), "{debug}");
}
