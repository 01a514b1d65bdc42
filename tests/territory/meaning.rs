//! What commune codes mean: the case for each way, and that no way leads astray.

use super::builder::{Builder, commune_code, empty, hamlet_code};
use chrono::NaiveDate;
use cutri::people::{CommuneCode, HamletCode, PartialDate};
use cutri::territory::{CodeInRow, Country, Meaning, Meanings, Territory};

/// `10001` kept its code and gave a part to `10002`; `10003` went wholly into `10002`; `10004` was divided. Of the
/// country beside: `90001` kept its code and gave a part to `90002`, which took in `90003` whole; `90005` was divided.
const COUNTRY: &str = "since,commune_code,name,province_code,province_name,predecessors\n\
    2025-07-01,10001,Xã 10001,10,Tỉnh 10,10001\n\
    2025-07-01,90001,Xã Nà Pheo,90,Tỉnh Thu Giang,90001 90005\n\
    2025-07-01,90002,Phường Bến Mây,90,Tỉnh Thu Giang,90001 90002 90003 90005\n";

fn territory() -> Builder {
    let units = empty().province("10").commune("10001", true, &["10001", "10004"]);
    let units = units.commune("10002", true, &["10001", "10003", "10004"]);
    units.hamlet("T1", "10001").hamlet("T2", "10002").hamlet("T9", "19999")
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// What a code means, with the row's hamlet and day where they are not empty.
fn meaning(territory: &Territory, country: &Country, [code, hamlet, since]: [&str; 3]) -> Meaning {
    let hamlet: Option<HamletCode> = Some(hamlet).filter(|code| !code.is_empty()).map(hamlet_code);
    let since = Some(since).filter(|day| !day.is_empty()).map(|day| PartialDate::parse(day).unwrap());
    let code = commune_code(code);
    let row = CodeInRow { hamlet: hamlet.as_ref(), ..CodeInRow::new(&code, since) };
    Meanings::new(territory, country, day("2026-01-20")).of(row)
}

fn told(meaning: &Meaning) -> String {
    match meaning {
        Meaning::Commune(code) => code.to_string(),
        Meaning::OneOf(codes) => codes.iter().map(CommuneCode::as_str).collect::<Vec<_>>().join(" or "),
        Meaning::Unknown => "unknown".to_owned(),
    }
}

#[test]
fn a_code_means_the_commune_that_its_row_tells_and_is_never_guessed() {
    let (territory, country) = (territory().build(), Country::parse(COUNTRY).unwrap());
    let cases = [
        (["10002", "", ""], "10002", "a present code alone"),
        (["10003", "", ""], "10002", "the only successor"),
        (["10001", "", ""], "10001 or 10002", "kept and divided, and nothing tells"),
        (["10001", "", "2010"], "10001 or 10002", "older than the present codes"),
        (["10001", "", "2025"], "10001 or 10002", "perhaps older"),
        (["10001", "", "2025-06-30"], "10001 or 10002", "the day before"),
        (["10001", "", "2025-07-01"], "10001", "the first day of the present codes"),
        (["10001", "T1", "2010"], "10001", "the hamlet of the same commune"),
        (["10001", "T2", "2010"], "10002", "the hamlet of the neighbour"),
        (["10001", "T2", "2025-08"], "10002", "the hamlet before the day"),
        (["10001", "T9", ""], "10001 or 10002", "a hamlet of neither"),
        (["10001", "none", ""], "10001 or 10002", "a hamlet that nobody knows"),
        (["10004", "", "2026-01"], "10001 or 10002", "divided, and no present code"),
        (["10004", "T1", ""], "10001", "divided, and the hamlet tells"),
        (["90003", "", ""], "90002", "a former code outside"),
        (["90002", "", ""], "90002", "a present code outside"),
        (["90001", "", "2010"], "90001", "whichever it is, it is outside"),
        (["90005", "", ""], "90001 or 90002", "divided outside"),
        (["99999", "T1", ""], "unknown", "no code of anybody"),
    ];
    for (row, expected, why) in cases {
        assert_eq!(told(&meaning(&territory, &country, row)), expected, "{why}: {row:?}");
    }
}

#[test]
fn the_countrys_table_does_not_speak_of_an_invented_country() {
    let table = "since,commune_code,name,province_code,province_name,predecessors\n\
        2025-07-01,10001,Xã Có Thật,10,Tỉnh Thật,10001 10002\n2025-07-01,10005,Xã Khác,10,Tỉnh Thật,10001 10002\n";
    let country = Country::parse(table).unwrap();
    let invented = empty().commune("10001", true, &[]).commune("10002", true, &["10003"]).build();
    assert_eq!(told(&meaning(&invented, &country, ["10001", "", ""])), "10001");
    assert_eq!(told(&meaning(&invented, &country, ["10002", "", ""])), "10002");
    let real = "since,commune_code,name,province_code,province_name,predecessors\n\
        2025-07-01,10001,xã 10001,10,Tỉnh 10,10001\n2025-07-01,10005,Xã Khác,10,Tỉnh 10,10001\n";
    let country = Country::parse(real).unwrap();
    assert_eq!(told(&meaning(&invented, &country, ["10001", "", ""])), "10001 or 10005", "the same commune");
}

#[test]
fn a_place_outside_is_called_by_every_commune_that_it_may_be() {
    let (territory, country) = (territory().build(), Country::parse(COUNTRY).unwrap());
    let meanings = Meanings::new(&territory, &country, day("2026-01-20"));
    let name = |code: &str| meanings.name(&commune_code(code)).map(|found| found.name);
    assert_eq!(name("90001").as_deref(), Some("Xã Nà Pheo"));
    assert_eq!(name("90005").as_deref(), Some("Xã Nà Pheo hoặc phường Bến Mây"));
    assert_eq!(name("99999"), None);
}

/// Whatever a code is read as, reading that again leads to no other commune.
#[test]
fn a_code_read_again_leads_to_no_other_commune() {
    let (territory, country) = (territory().build(), Country::parse(COUNTRY).unwrap());
    let codes = ["10001", "10002", "10003", "10004", "90001", "90002", "90003", "90005", "99999"];
    for code in codes {
        for hamlet in ["", "T1", "T2", "T9"] {
            for since in ["", "2010", "2025-07-01", "2026"] {
                let first = meaning(&territory, &country, [code, hamlet, since]);
                let Meaning::Commune(commune) = &first else { continue };
                let again = meaning(&territory, &country, [commune.as_str(), hamlet, since]);
                let agrees = match &again {
                    Meaning::Commune(_) => again == first,
                    Meaning::OneOf(communes) => communes.contains(commune),
                    Meaning::Unknown => false,
                };
                assert!(agrees, "{code} {hamlet} {since}: {first:?}, {again:?}");
            }
        }
    }
}
