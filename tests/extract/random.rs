//! Random bytes never make a reader panic, and what is read is accepted or rejected.

use super::builder::small;
use super::forms::gzip;
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

/// Bytes that look like a table often enough to get past the header.
fn table_like() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b",".to_vec()),
        Just(b"\n".to_vec()),
        Just(b"\"".to_vec()),
        Just(b"\r\n".to_vec()),
        Just("ễ\u{301}".as_bytes().to_vec()),
        Just(b"031080000001".to_vec()),
        Just(b"permanent,11386".to_vec()),
        Just(b"2008-02-29".to_vec()),
        Just(b"\0".to_vec()),
        proptest::collection::vec(any::<u8>(), 0..4),
        "[ -~]{0,20}".prop_map(String::into_bytes),
    ];
    (any::<bool>(), proptest::collection::vec(piece, 0..60)).prop_map(|(header, pieces)| {
        let start: &[u8] = if header { b"personal_id,kind,commune_code,registered_on\n" } else { b"" };
        [start, &pieces.concat()].concat()
    })
}

fn with_residences(name: &str, bytes: &[u8]) {
    // Errors and outcomes are both fine; the reading itself checks that nothing is lost.
    let _ = small().without("residences.csv").with(name, bytes).read();
}

/// A workbook with some of its bytes changed.
fn damaged_workbook(damage: &[(prop::sample::Index, u8)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("residences").unwrap();
    for (column, name) in ["personal_id", "kind", "commune_code", "registered_on"].into_iter().enumerate() {
        let column = u16::try_from(column).unwrap();
        sheet.write_string(0, column, name).unwrap();
        sheet.write_number(1, column, 11_386.0).unwrap();
    }
    let mut bytes = workbook.save_to_buffer().unwrap();
    for (at, byte) in damage {
        let at = at.index(bytes.len());
        bytes[at] = *byte;
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_text_never_panics(bytes in table_like()) {
        with_residences("residences.csv", &bytes);
    }

    #[test]
    fn random_text_in_archives_never_panics(bytes in table_like(), cut in any::<prop::sample::Index>()) {
        let packed = gzip(&bytes);
        with_residences("residences.csv.gz", &packed);
        with_residences("residences.csv.gz", &packed[..cut.index(packed.len())]);
        let packed = zstd::encode_all(&bytes[..], 1).unwrap();
        with_residences("residences.csv.zst", &packed);
        with_residences("residences.csv.zst", &packed[..cut.index(packed.len())]);
    }

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for name in ["residences.csv", "residences.csv.gz", "residences.csv.zst", "residences.xlsx"] {
            with_residences(name, &bytes);
        }
        let _ = small().with("datapackage.json", &bytes).read();
        let _ = small().with("election.toml", &bytes).read();
    }

    #[test]
    fn damaged_workbooks_never_panic(
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
    ) {
        with_residences("residences.xlsx", &damaged_workbook(&damage));
    }

    #[test]
    fn random_json_and_toml_never_panic(text in "[\\[\\]{}\":,=a-z0-9 \n.-]{0,120}") {
        let package = format!("{{\"cutri\": {{\"as_of\": \"2026-01-20\", \"mode\": \"full\"}}, \"resources\": [{text}]}}");
        let _ = small().with("datapackage.json", package).read();
        let _ = small().append("election.toml", &text).read();
    }
}
