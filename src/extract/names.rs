//! What people call our tables: a file or sheet whose name is none of a table's may still be meant for one.

use super::schema::{TABLES, Table};
use crate::people::letters_apart;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words by which offices name each table, without marks.
const WORDS: [(&str, &[&str]); 16] = [
    ("provinces", &["tinh", "tinh thanh", "thanh pho"]),
    ("communes", &["xa", "xa phuong", "phuong", "don vi hanh chinh"]),
    ("hamlets", &["thon", "to dan pho", "khu pho", "ap", "buon", "ban", "khom"]),
    ("facilities", &["co so", "don vi vu trang", "co so giam giu"]),
    ("areas", &["khu vuc bo phieu", "kvbp", "to bau cu"]),
    ("area_parts", &["pham vi khu vuc", "pham vi khu vuc bo phieu", "thanh phan khu vuc"]),
    ("constituencies", &["don vi bau cu", "dvbc"]),
    ("constituency_parts", &["pham vi don vi bau cu", "thanh phan don vi bau cu"]),
    ("offices", &["uy ban", "uy ban nhan dan", "ubnd", "ubnd xa"]),
    ("province_offices", &["ubnd tinh", "uy ban nhan dan tinh"]),
    (
        "persons",
        &["nhan khau", "cong dan", "dan cu", "nguoi", "danh sach nguoi", "cu tri", "danh sach cu tri"],
    ),
    ("residences", &["cu tru", "noi cu tru", "thuong tru", "tam tru", "dia chi", "noi o"]),
    ("absences", &["tam vang", "khai bao tam vang", "vang mat"]),
    ("stays", &["luu tru", "tam giam", "tam giu", "quan nhan", "noi luu lai"]),
    ("statuses", &["tinh trang", "tinh trang phap ly", "an tich", "tuoc quyen", "tuoc quyen bau cu"]),
    ("wishes", &["nguyen vong", "noi bo phieu", "giay chung nhan", "dang ky bo phieu"]),
];

/// A name as it is compared: without marks, in lower case, a space between words.
fn plain(name: &str) -> String {
    let letters = name.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase);
    let letters = letters.map(|letter| match letter {
        'đ' => 'd',
        letter if letter.is_alphanumeric() => letter,
        _ => ' ',
    });
    let text: String = letters.collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether `name` is `word` but for a few letters, or holds it or is held by it.
pub(super) fn is_near(name: &str, word: &str) -> bool {
    let (name, word) = (plain(name), plain(word));
    let shorter = name.len().min(word.len());
    shorter >= 4 && (name.contains(&word) || word.contains(&name))
        || shorter > 2 && letters_apart(&name, &word) <= (shorter / 4).max(1)
}

/// The table that a file or sheet of this name is likely meant for.
pub(super) fn meant(name: &str) -> Option<&'static Table> {
    let text = plain(name);
    let padded = format!(" {text} ");
    let called = |(table, words): &(&'static str, &[&str])| {
        let held = words.iter().filter(|word| padded.contains(&format!(" {word} ")));
        Some((held.map(|word| word.len()).max()?, *table))
    };
    // The longest name that fits: an electoral unit is no unit.
    let called = WORDS.iter().filter_map(called).max();
    let near = || {
        TABLES
            .iter()
            .filter(|table| is_near(&text, table.name))
            .min_by_key(|table| letters_apart(&text, &plain(table.name)))
    };
    match called {
        Some((_, name)) => TABLES.iter().find(|table| table.name == name).copied(),
        None => near().copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_known_by_what_offices_call_it() {
        let cases = [
            ("Nhân khẩu", Some("persons")),
            ("DANH SÁCH CỬ TRI", Some("persons")),
            ("person", Some("persons")),
            ("Nơi cư trú (2026)", Some("residences")),
            ("Đơn vị bầu cử", Some("constituencies")),
            ("Phạm vi đơn vị bầu cử", Some("constituency_parts")),
            ("status", Some("statuses")),
            ("Tổ dân phố", Some("hamlets")),
            ("UBND tỉnh", Some("province_offices")),
            ("readme", None),
            ("Sheet1", None),
            ("Ghi chú", None),
            ("kpi 2026", None),
        ];
        for (name, table) in cases {
            assert_eq!(meant(name).map(|table| table.name), table, "{name}");
        }
        let known = |word: &str| TABLES.iter().any(|table| table.name == word);
        assert!(WORDS.iter().all(|(table, _)| known(table)) && WORDS.len() == TABLES.len());
    }
}
