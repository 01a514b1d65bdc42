//! Deltas: what they may lack, what they replace, what they build on, and their ids.

use super::builder::{Folder, How, Outcome, read_as, small};
use cutri::extract::{self, Base, BaseDifference, ExtractError};
use cutri::people::VitalStatus;
use std::io::Write;

const PERSONS: &str =
    "personal_id,full_name,birth_date,sex,nationality,household_id,household_role,vital_status\n";
const RESIDENCES: &str = "personal_id,kind,commune_code,hamlet_code,house_order,registered_on\n";
const BINH: &str = "031182000002,Trần Thị Bình,1982,nữ,VNM,H9,spouse,alive\n";
const DUNG_REMOVED: &str = "031155000004,Lê Thị Dung,1955-02,nữ,VNM,,,removed\n";

/// The small extract, as a database knows it after it was loaded.
pub struct Known {
    pub outcome: Outcome,
}

impl Known {
    pub fn small() -> Self {
        Self { outcome: small().outcome() }
    }

    pub fn base(&self) -> Base<'_> {
        Base {
            snapshot_id: &self.outcome.snapshot_id,
            as_of: "2026-01-20".parse().unwrap(),
            election: self.outcome.election.as_ref().unwrap(),
            units: &self.outcome.units,
        }
    }

    pub fn descriptor(&self) -> String {
        descriptor("2026-01-25", &self.outcome.snapshot_id)
    }

    /// A delta that holds a changed person, and one taken out.
    pub fn delta(&self) -> Folder {
        Folder(std::collections::BTreeMap::new())
            .with("datapackage.json", self.descriptor())
            .with("persons.csv", [PERSONS, BINH, DUNG_REMOVED].concat())
            .with(
                "residences.csv",
                [RESIDENCES, "031182000002,permanent,11387,11387-01,3,2026-01-22\n"].concat(),
            )
    }

    /// A delta that holds no person, but a reference table of the base.
    fn delta_of_table(&self, name: &str, text: &str) -> Folder {
        Folder(std::collections::BTreeMap::new()).with("datapackage.json", self.descriptor()).with(name, text)
    }

    pub fn read(&self, delta: &Folder) -> Result<Outcome, ExtractError> {
        read_as(How::Onto(self.base()), delta.write().path(), 64 << 20)
    }

    /// The reading of a delta that must be readable.
    pub fn outcome(&self, delta: &Folder) -> Outcome {
        self.read(delta).unwrap_or_else(|error| panic!("{error}"))
    }

    fn code(&self, delta: &Folder) -> (&'static str, String) {
        let error = self.read(delta).expect_err("the delta must be refused");
        (error.code(), error.to_string())
    }
}

fn descriptor(as_of: &str, base: &str) -> String {
    format!(r#"{{"cutri": {{"as_of": "{as_of}", "mode": "delta", "base": "{base}"}}}}"#)
}

const SAME: BaseDifference = BaseDifference { units: false, election: false };

#[test]
fn a_delta_of_persons_alone_means_the_election_and_the_units_of_its_base() {
    let known = Known::small();
    let outcome = known.outcome(&known.delta());
    assert_eq!(outcome.difference, Some(SAME));
    assert_eq!(outcome.election, known.outcome.election);
    assert_eq!(outcome.units, known.outcome.units);
    assert_eq!((outcome.persons, outcome.removed), (1, 1));
    assert_eq!(outcome.finding_texts(), [""; 0], "the base's units are known");
    assert_eq!(outcome.quality.total.persons, 1, "of its persons only");
}

#[test]
fn removed_persons_reach_the_sink_in_the_order_of_the_numbers_and_are_no_finding() {
    let known = Known::small();
    let outcome = known.outcome(&known.delta());
    let told =
        outcome.facts.iter().map(|facts| (facts.person.personal_id.to_string(), facts.person.vital_status));
    assert_eq!(
        told.collect::<Vec<_>>(),
        [("031155000004".to_owned(), VitalStatus::Removed), ("031182000002".to_owned(), VitalStatus::Alive)]
    );
    assert_eq!(outcome.facts[1].residences.len(), 1);
}

#[test]
fn every_form_of_a_delta_gives_the_same_id_and_facts() {
    let known = Known::small();
    let delta = known.delta();
    let csv = known.outcome(&delta);
    let tables = ["persons.csv", "residences.csv"];
    let packed = |end: &str, pack: fn(&[u8]) -> Vec<u8>| {
        tables.iter().fold(delta.clone(), |folder, name| {
            let bytes = pack(&folder.0[*name]);
            folder.without(name).with(&format!("{name}.{end}"), bytes)
        })
    };
    let gzip = |bytes: &[u8]| {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(bytes).unwrap();
        gzip.finish().unwrap()
    };
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for name in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name.trim_end_matches(".csv")).unwrap();
        for (row, line) in (0..).zip(delta.text(name).lines()) {
            for (column, cell) in (0..).zip(line.split(',')) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    let sheets = delta.clone().without("persons.csv").without("residences.csv");
    let forms = [
        ("gzip", packed("gz", gzip)),
        ("zstandard", packed("zst", |bytes| zstd::encode_all(bytes, 3).unwrap())),
        ("workbook", sheets.with("delta.xlsx", workbook.save_to_buffer().unwrap())),
    ];
    for (form, folder) in forms {
        let outcome = known.outcome(&folder);
        assert_eq!(outcome.snapshot_id, csv.snapshot_id, "{form}");
        assert_eq!(outcome.facts, csv.facts, "{form}");
    }
}

#[test]
fn the_id_does_not_hang_on_the_order_of_rows_but_on_the_base_the_day_and_the_removed() {
    let known = Known::small();
    let id = known.outcome(&known.delta()).snapshot_id;
    let turned = known.delta().with("persons.csv", [PERSONS, DUNG_REMOVED, BINH].concat());
    assert_eq!(known.outcome(&turned).snapshot_id, id);
    let others = [
        ("the day", known.delta().replace("datapackage.json", "2026-01-25", "2026-01-26")),
        ("the removed", known.delta().with("persons.csv", [PERSONS, BINH].concat())),
        ("a row", known.delta().replace("residences.csv", ",3,", ",4,")),
        ("an election", known.delta().with("election.toml", small().text("election.toml"))),
        ("a table", known.delta().with("hamlets.csv", small().text("hamlets.csv"))),
    ];
    for (what, delta) in others {
        assert_ne!(known.outcome(&delta).snapshot_id, id, "{what}");
    }
    let alone = |base: &str| {
        let delta = known.delta().with("datapackage.json", descriptor("2026-01-25", base));
        read_as(How::Alone, delta.write().path(), 64 << 20).unwrap().snapshot_id
    };
    assert_ne!(alone("another"), id);
    assert_eq!(alone(&known.outcome.snapshot_id), id, "read alone, a delta has the id it has on its base");
}

#[test]
fn read_alone_a_delta_has_the_same_id_though_the_base_settles_its_former_communes() {
    let known = Known::small();
    let delta = known.delta().replace("residences.csv", "11387,", "11003,");
    let outcome = known.outcome(&delta);
    assert_eq!(outcome.facts[1].residences[0].commune_code.as_str(), "11387", "11003 became 11387");
    let alone = read_as(How::Alone, delta.write().path(), 64 << 20).unwrap();
    assert_eq!(alone.facts[1].residences[0].commune_code.as_str(), "11003");
    assert_eq!(alone.snapshot_id, outcome.snapshot_id);
}

#[test]
fn the_id_of_a_full_extract_is_what_it_was() {
    // What was stored before there were forms to choose and offices to name.
    let without = small().without("offices.csv").without("province_offices.csv");
    let without =
        without.replace("election.toml", "election_day", "form_profile = \"2026-draft\"\nelection_day");
    assert_eq!(without.outcome().snapshot_id, "884dbcb09c0bf562ad1c15f5ff50d5dd");
}

#[test]
fn a_reference_table_replaces_the_bases_whole() {
    let known = Known::small();
    let hamlets = "hamlet_code,commune_code,name,list_order\n11387-01,11387,Tổ dân phố Một,1\n";
    let outcome = known.outcome(&known.delta_of_table("hamlets.csv", hamlets));
    assert_eq!(outcome.difference, Some(BaseDifference { units: true, election: false }));
    assert_eq!((outcome.persons, outcome.units.hamlets.len()), (0, 1));
    assert_eq!(outcome.units.hamlets[0].name, "Tổ dân phố Một");
    assert_eq!(outcome.units.communes, known.outcome.units.communes, "the others stay");
}

#[test]
fn every_reference_table_can_be_replaced_and_is_no_difference_if_it_is_the_same() {
    let known = Known::small();
    let tables = [
        ("provinces.csv", "Tỉnh Xuân Hòa"),
        ("offices.csv", "Lê Văn Ký"),
        ("province_offices.csv", "Đỗ Thị Son"),
        ("communes.csv", "Xã An Bình"),
        ("hamlets.csv", "Thôn Hai"),
        ("facilities.csv", "Trại tạm giam"),
        ("areas.csv", "Nhà văn hóa"),
        ("area_parts.csv", "50"),
        ("constituencies.csv", "Đơn vị 1"),
        ("constituency_parts.csv", "X1"),
    ];
    for (name, cell) in tables {
        let text = small().text(name);
        let same = known.delta_of_table(name, &text);
        assert_eq!(known.outcome(&same).difference, Some(SAME), "{name}");
        let (header, rows) = text.split_once('\n').unwrap();
        let turned: Vec<&str> = std::iter::once(header).chain(rows.lines().rev()).collect();
        let turned = known.outcome(&known.delta_of_table(name, &(turned.join("\n") + "\n")));
        assert_eq!(turned.difference, Some(SAME), "{name} in another order");
        assert_eq!(turned.units, known.outcome.units, "{name} in another order");
        let other = known.outcome(&same.replace(name, cell, "9"));
        assert_eq!(other.difference, Some(BaseDifference { units: true, election: false }), "{name}");
        assert_ne!(other.units, known.outcome.units, "{name}");
    }
}

#[test]
fn a_table_without_rows_replaces_nothing_that_an_extract_needs() {
    let known = Known::small();
    let communes =
        known.delta_of_table("communes.csv", "commune_code,province_code,name,kind,council_elected\n");
    let (code, told) = known.code(&communes);
    assert_eq!(code, "extract_empty_replacement");
    assert!(told.contains("communes.csv") && told.contains("2 rows"), "{told}");
    let facilities = known.delta_of_table("facilities.csv", "facility_code,kind,name,commune_code\n");
    assert_eq!(known.outcome(&facilities).units.facilities, [], "there may be no facility");
}

#[test]
fn an_election_of_a_delta_holds_and_is_a_difference_if_it_is_other() {
    let known = Known::small();
    let election = small().text("election.toml");
    let with = |text: &str| known.outcome(&known.delta().with("election.toml", text));
    assert_eq!(with(&election).difference, Some(SAME));
    let other = BaseDifference { units: false, election: true };
    let later = with(&election.replace("2026-03-15", "2026-03-22"));
    assert_eq!(later.difference, Some(other));
    assert_eq!(later.election.unwrap().election_day.to_string(), "2026-03-22");
    let alone = known.delta().without("persons.csv").without("residences.csv");
    assert_eq!(known.outcome(&alone.with("election.toml", election)).persons, 0, "an election alone");
}

#[test]
fn a_delta_on_another_snapshot_or_of_an_earlier_day_is_refused() {
    let known = Known::small();
    let with = |text: &str| known.code(&known.delta().with("datapackage.json", text));
    let id = &known.outcome.snapshot_id;
    let (code, told) = with(&descriptor("2026-01-25", "abc"));
    assert_eq!(code, "extract_other_base");
    assert!(told.contains("builds on snapshot abc") && told.contains(id), "{told}");
    let (code, told) = with(&descriptor("2026-01-19", id));
    assert_eq!(code, "extract_before_base");
    assert!(told.contains("2026-01-19") && told.contains("2026-01-20"), "{told}");
    assert!(known.read(&known.delta().with("datapackage.json", descriptor("2026-01-20", id))).is_ok());
}

#[test]
fn a_full_extract_is_no_delta_and_a_delta_no_full_extract() {
    let known = Known::small();
    let (code, told) = known.code(&small());
    assert_eq!(code, "extract_not_a_delta");
    assert!(told.contains(&known.outcome.snapshot_id), "{told}");
    assert_eq!(known.delta().read().expect_err("refused").code(), "extract_delta_unsupported");
    let full = read_as(How::Alone, small().write().path(), 64 << 20).unwrap();
    assert_eq!(full.snapshot_id, known.outcome.snapshot_id, "alone, a full extract is read as ever");
}

#[test]
fn a_delta_with_rows_of_persons_or_with_nothing_needs_the_persons() {
    let known = Known::small();
    let nothing = known.delta().without("persons.csv").without("residences.csv");
    for delta in [known.delta().without("persons.csv"), nothing] {
        let error = extract::open(delta.write().path()).expect_err("refused");
        assert_eq!(error.code(), "extract_missing_table");
        assert!(error.to_string().contains("persons.csv"), "{error}");
    }
}
