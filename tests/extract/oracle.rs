//! The `csv` crate beside our own reader: on random tables in any lawful dress both read the same cells.

use super::builder::small;
use cutri::people::nfc;
use proptest::prelude::*;

const HEADER: &str = "personal_id,full_name,birth_date,sex,nationality,occupation,vital_status";

/// A cell as it is written: bare where it may be, or in quotation marks.
fn written(cell: &str, quoted: bool) -> String {
    let needs = cell.contains(['"', ',', '\n', '\r']) || cell.starts_with(' ') || cell.is_empty();
    match quoted || needs {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell.to_owned(),
    }
}

/// Names and occupations with everything that asks for quotation marks.
fn cells() -> impl Strategy<Value = (String, String, bool, bool)> {
    let piece = prop_oneof![
        Just("Nguyễn".to_owned()),
        Just("\"".to_owned()),
        Just(",".to_owned()),
        Just("\n".to_owned()),
        Just(" ".to_owned()),
        Just(";".to_owned()),
        Just("\t".to_owned()),
        Just("Văn".to_owned()),
        "[A-Za-zđêôơư]{1,8}",
    ];
    let text = || proptest::collection::vec(piece.clone(), 0..6).prop_map(|pieces| pieces.concat());
    (text().prop_map(|text| format!("Lê{text}An")), text(), any::<bool>(), any::<bool>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn our_reader_and_the_csv_crate_read_the_same_cells(
        rows in proptest::collection::vec(cells(), 1..12),
        windows in any::<bool>(),
        last_line_ends in any::<bool>(),
    ) {
        let end = if windows { "\r\n" } else { "\n" };
        let mut table = HEADER.to_owned() + end;
        for (at, (name, occupation, quote_name, quote_occupation)) in rows.iter().enumerate() {
            let (name, occupation) = (written(name, *quote_name), written(occupation, *quote_occupation));
            table += &format!("0311800{at:05},{name},1980-05-04,nam,VNM,{occupation},alive{end}");
        }
        if !last_line_ends {
            table.truncate(table.len() - end.len());
        }
        let outcome = small()
            .with("persons.csv", &table)
            .with("residences.csv", "personal_id,kind,commune_code\n")
            .without("absences.csv").without("stays.csv").without("statuses.csv").without("wishes.csv")
            .outcome();
        prop_assert_eq!(outcome.reject_texts(), Vec::<String>::new());
        let records = csv::Reader::from_reader(table.as_bytes()).into_records();
        let expected: Vec<[String; 3]> = records
            .map(|record| {
                let record = record.expect("a lawful table");
                let shown = |text: &str| nfc(text.trim()).split_whitespace().collect::<Vec<_>>().join(" ");
                [record[0].to_owned(), shown(&record[1]), shown(&record[5])]
            })
            .collect();
        let read: Vec<[String; 3]> = outcome
            .facts
            .iter()
            .map(|facts| {
                let person = &facts.person;
                let shown = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
                let occupation = person.occupation.as_deref().unwrap_or_default();
                [person.personal_id.to_string(), shown(&person.full_name), shown(occupation)]
            })
            .collect();
        prop_assert_eq!(read, expected);
    }
}
