//! Nationalities by the names that are usual in Vietnam, and by their codes of two letters.

use crate::people::{nfc, unmarked};

/// ISO 3166-1 alpha-3 and alpha-2 codes, and the names, in lower case.
type Nation = (&'static str, &'static str, &'static [&'static str]);

const NATIONS: &[Nation] = &[
    (
        "VNM",
        "VN",
        &[
            "việt nam",
            "việt-nam",
            "viet nam",
            "vietnam",
            "chxhcn việt nam",
            "cộng hòa xã hội chủ nghĩa việt nam",
        ],
    ),
    ("XXX", "", &["không quốc tịch", "chưa xác định", "chưa rõ", "không rõ", "chưa rõ quốc tịch"]),
    ("ARE", "AE", &["các tiểu vương quốc ả rập thống nhất"]),
    ("AUS", "AU", &["úc", "ô-xtrây-li-a", "australia"]),
    ("AUT", "AT", &["áo", "austria"]),
    ("BEL", "BE", &["bỉ"]),
    ("BGR", "BG", &["bun-ga-ri", "bungari", "bulgaria"]),
    ("BLR", "BY", &["bê-la-rút", "belarus"]),
    ("BRA", "BR", &["bra-xin", "brazil"]),
    ("BRN", "BN", &["bru-nây", "brunei"]),
    ("CAN", "CA", &["ca-na-đa", "canada"]),
    ("CHE", "CH", &["thụy sĩ", "thụy sỹ"]),
    ("CHN", "CN", &["trung quốc", "china"]),
    ("CUB", "CU", &["cu-ba", "cuba"]),
    ("CZE", "CZ", &["séc", "cộng hòa séc", "tiệp khắc"]),
    ("DEU", "DE", &["đức", "cộng hòa liên bang đức"]),
    ("DNK", "DK", &["đan mạch"]),
    ("ESP", "ES", &["tây ban nha"]),
    ("FIN", "FI", &["phần lan"]),
    ("FRA", "FR", &["pháp"]),
    ("GBR", "GB", &["anh", "vương quốc anh", "anh quốc"]),
    ("HKG", "HK", &["hồng kông", "hong kong"]),
    ("HUN", "HU", &["hung-ga-ri", "hungari", "hungary"]),
    ("IDN", "ID", &["in-đô-nê-xi-a", "indonesia"]),
    ("IND", "IN", &["ấn độ"]),
    ("IRL", "IE", &["ai-len", "ireland"]),
    ("ISR", "IL", &["i-xra-en", "israel"]),
    ("ITA", "IT", &["ý", "i-ta-li-a", "italia"]),
    ("JPN", "JP", &["nhật bản", "nhật"]),
    ("KAZ", "KZ", &["ca-dắc-xtan", "kazakhstan"]),
    ("KHM", "KH", &["cam-pu-chia", "campuchia", "căm-pu-chia"]),
    ("KOR", "KR", &["hàn quốc", "đại hàn dân quốc"]),
    ("LAO", "LA", &["lào", "chdcnd lào"]),
    ("MAC", "MO", &["ma cao", "macao"]),
    ("MMR", "MM", &["mi-an-ma", "myanmar"]),
    ("MNG", "MN", &["mông cổ"]),
    ("MYS", "MY", &["ma-lai-xi-a", "malaysia"]),
    ("NLD", "NL", &["hà lan"]),
    ("NOR", "NO", &["na uy"]),
    ("NZL", "NZ", &["niu di-lân", "new zealand"]),
    ("PHL", "PH", &["phi-líp-pin", "philippines"]),
    ("POL", "PL", &["ba lan"]),
    ("PRK", "KP", &["triều tiên", "bắc triều tiên"]),
    ("PRT", "PT", &["bồ đào nha"]),
    ("ROU", "RO", &["ru-ma-ni", "rumani", "romania"]),
    ("RUS", "RU", &["nga", "liên bang nga"]),
    ("SGP", "SG", &["xin-ga-po", "singapore"]),
    ("SVK", "SK", &["xlô-va-ki-a", "slovakia"]),
    ("SWE", "SE", &["thụy điển"]),
    ("THA", "TH", &["thái lan"]),
    ("TUR", "TR", &["thổ nhĩ kỳ", "thổ nhĩ kì"]),
    ("TWN", "TW", &["đài loan", "đài loan (trung quốc)"]),
    ("UKR", "UA", &["u-crai-na", "ucraina", "ukraina", "ukraine"]),
    ("USA", "US", &["mỹ", "hoa kỳ", "hoa kì", "hợp chúng quốc hoa kỳ"]),
];

/// The code of a nationality: from a name, from a code of two letters in capitals, or from a code of three.
///
/// A code in capitals is a code, whatever it spells: `NGA` is Nigeria's, `Nga` is Russia.
pub(super) fn code(text: &str) -> Option<String> {
    let is_code = |length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_upper = text.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_code(3) && is_upper {
        return Some(text.to_owned());
    }
    let found = |is_it: &dyn Fn(&Nation) -> bool| {
        let mut found = NATIONS.iter().filter(|nation| is_it(nation));
        found.next().filter(|_| found.next().is_none()).map(|(code, ..)| (*code).to_owned())
    };
    if is_code(2) && is_upper {
        return found(&|(_, short, _)| *short == text);
    }
    let name = nfc(text).to_lowercase();
    let by_name = found(&|(_, _, names)| names.contains(&name.as_str()));
    let unmarked_name = unmarked(&name);
    let by_unmarked_name =
        || found(&|(_, _, names)| unmarked_name == name && names.iter().any(|known| unmarked(known) == name));
    by_name.or_else(by_unmarked_name).or_else(|| is_code(3).then(|| text.to_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_of_nations_are_read() {
        let cases = [
            ("VNM", Some("VNM")),
            ("vnm", Some("VNM")),
            ("VN", Some("VNM")),
            ("Việt Nam", Some("VNM")),
            ("VIỆT NAM", Some("VNM")),
            ("viet nam", Some("VNM")),
            ("Nga", Some("RUS")),
            ("NGA", Some("NGA")),
            ("Hoa Kỳ", Some("USA")),
            ("My", Some("USA")),
            ("MY", Some("MYS")),
            ("Không quốc tịch", Some("XXX")),
            ("usa", Some("USA")),
            ("V", None),
            ("Kinh tế", None),
        ];
        for (text, expected) in cases {
            assert_eq!(code(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn no_name_and_no_code_stands_for_two_nations() {
        let mut seen = std::collections::BTreeSet::new();
        for (code, short, names) in NATIONS {
            assert!(
                seen.insert((*code).to_owned()) && (short.is_empty() || seen.insert((*short).to_owned())),
                "{code}"
            );
            for name in *names {
                assert!(seen.insert((*name).to_owned()), "{name}");
                assert_eq!(nfc(name).to_lowercase(), *name, "as it is compared");
                assert_eq!(super::code(name).as_deref(), Some(*code), "{name}");
            }
        }
    }
}
