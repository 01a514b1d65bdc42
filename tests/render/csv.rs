//! CSV files read back as they were written.

use super::place::entry;
use cutri::law::{Decision, Flag, Outcome, Reason, Rule};
use cutri::people::{CommuneCode, PartialDate, PersonalNumber, is_formula, live};

use cutri::law::FormProfile;
use cutri::render::csv::{DataCopy, NOT_LISTED_HEADER, list, not_listed};
use cutri::render::forms;
use cutri::roll::{Entry, Status, Unlisted};
use proptest::prelude::*;

fn read(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn list_bytes(entries: &[Entry]) -> Vec<u8> {
    bytes_of(FormProfile::LATEST, DataCopy::Posted, entries)
}

fn bytes_of(profile: FormProfile, copy: DataCopy, entries: &[Entry]) -> Vec<u8> {
    let mut bytes = Vec::new();
    list(&forms::of(profile).list, copy, entries, &mut bytes).unwrap();
    bytes
}

/// The columns of the Council's form, in its order.
const HEADER: [&str; 14] = [
    "number",
    "full_name",
    "birth_date",
    "male",
    "female",
    "ethnicity",
    "permanent_residence",
    "temporary_residence",
    "current_place",
    "national",
    "provincial",
    "communal",
    "remarks",
    "status",
];

#[test]
fn the_list_begins_with_a_mark_that_spreadsheets_need() {
    let bytes = list_bytes(&[]);
    assert!(bytes.starts_with("\u{feff}number,full_name,".as_bytes()));
    assert_eq!(read(&bytes[3..]), [HEADER.map(str::to_owned).to_vec()]);
}

#[test]
fn the_list_holds_every_column_and_no_personal_number() {
    let mut first = entry(1, "Lê \"Tư\", An");
    first.remarks = vec!["Tạm trú từ 2024".into(), "Hòm phiếu phụ".into()];
    let mut second = entry(3, "Đỗ Bình");
    second.status = Status::Struck;
    let bytes = list_bytes(&[first.clone(), second]);
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(!text.contains(first.personal_id.as_str()));
    let rows = read(&bytes[3..]);
    let residence = "Số 7, thôn Đông, xã Xuân Hòa";
    assert_eq!(
        rows[1],
        [
            "1",
            "Lê \"Tư\", An",
            "2008-03",
            "true",
            "false",
            "Kinh",
            residence,
            "",
            "",
            "true",
            "true",
            "true",
            "Tạm trú từ 2024; Hòm phiếu phụ",
            "listed"
        ]
    );
    assert_eq!(&rows[2][9..], ["true", "true", "false", "", "struck"]);
}

#[test]
fn the_official_list_holds_the_number_behind_the_sexes_and_the_former_form_its_own_columns() {
    let entries = [entry(1, "Lê An")];
    let rows = read(&bytes_of(FormProfile::LATEST, DataCopy::Official, &entries)[3..]);
    let mut expected = HEADER.to_vec();
    expected.insert(5, "personal_id");
    assert_eq!(
        (&rows[0], &*rows[1][5]),
        (&expected.iter().map(|name| (*name).to_owned()).collect(), entries[0].personal_id.as_str())
    );
    let rows = read(&bytes_of(FormProfile::Draft2026, DataCopy::Posted, &entries)[3..]);
    let former = "number,full_name,birth_date,sex,ethnicity,occupation,permanent_residence,temporary_residence,national,\
                  provincial,communal,remarks,status";
    assert_eq!(rows[0].join(","), former);
}

#[test]
fn not_listed_has_the_header_of_the_public_format_behind_a_mark() {
    let decision = Decision {
        outcome: Outcome::Queue { commune: None },
        rule: Rule::P0,
        also: Vec::new(),
        flags: [Flag::LapsedTemporary, Flag::LateWish].into(),
        reason: Some(Reason::LapsedTemporary),
        facts: Vec::new(),
        temporary_since: None,
    };
    let person = Unlisted {
        personal_id: PersonalNumber::parse("031308001234").unwrap(),
        full_name: "Phạm Văn Cường".into(),
        birth_date: PartialDate::parse("1990").unwrap(),
        commune_code: Some(CommuneCode::parse("00386").unwrap()),
        hamlet: Some("Thôn Đông".into()),
        address: Some("Số 5, thôn Đông".into()),
        decision,
    };
    let mut homeless = Unlisted { commune_code: None, ..person.clone() };
    homeless.decision.outcome = Outcome::NoList { commune: None, marked: Vec::new() };
    homeless.decision.flags.clear();
    let mut bytes = Vec::new();
    not_listed([&person, &homeless], &mut bytes).unwrap();
    assert!(bytes.starts_with("\u{feff}".as_bytes()));
    let rows = read(&bytes[3..]);
    assert_eq!(rows[0], NOT_LISTED_HEADER);
    let reason = "lapsed_temporary";
    let flags = "lapsed_temporary;late_wish";
    assert_eq!(rows[1], ["031308001234", "Phạm Văn Cường", "1990", "00386", "queue", "P0", reason, flags]);
    assert_eq!(&rows[2][3..], ["", "no_list", "P0", reason, ""]);
}

#[test]
fn a_full_disk_is_told_with_the_file() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let error = list(&forms::of(FormProfile::LATEST).list, DataCopy::Posted, &[entry(1, "Lê Văn An")], Full)
        .expect_err("no room")
        .to_string();
    assert!(error.starts_with("list.csv cannot be written"), "{error}");
    assert!(!error.contains("An,"), "a name stands in the error");
}

#[test]
fn no_cell_is_a_formula_in_a_file_that_spreadsheets_open() {
    let texts =
        ["=cmd|' /C calc'!A0", "+84 91", "-1+1", "@SUM(A1)", " =1+1", "\"=1+1", "＝1+1", "\t=1", "\r=1"];
    for text in texts {
        let mut voter = entry(7, text);
        voter.ethnicity = Some(text.into());
        let rows = read(&list_bytes(&[voter])[3..]);
        assert_eq!((&rows[1][1], &rows[1][5]), (&format!("'{text}"), &format!("'{text}")));
        assert_eq!(live(&rows[1][1]), text);
    }
    for text in ["An", "Số 1-3", "'An", "-", "-12.5", ""] {
        let rows = read(&list_bytes(&[entry(7, text)])[3..]);
        assert_eq!(rows[1][1], text);
    }
}

proptest! {
    #[test]
    fn any_text_reads_back(name in "\\PC{0,40}", residence in ".{0,60}", remark in "[^;]{0,40}") {
        let mut voter = entry(7, &name);
        voter.permanent_residence = Some(residence.as_str().into());
        voter.remarks = vec![remark.as_str().into()];
        let rows = read(&list_bytes(&[voter])[3..]);
        prop_assert_eq!(live(&rows[1][1]), &name);
        prop_assert_eq!(live(&rows[1][6]), &residence);
        prop_assert_eq!(live(&rows[1][12]), &remark);
        prop_assert!(rows[1].iter().all(|cell| !is_formula(cell) || cell.starts_with('\'')));
    }
}
