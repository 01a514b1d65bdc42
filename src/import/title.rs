//! What the lines above and below a list, and the names of sheets, tell: the area, the hamlet, the day.

use super::fold::{begins, end_of, folded};
use chrono::NaiveDate;

/// The number of the voting area that a text names: «Khu vực bỏ phiếu số: 22», «KV 22», «KVBP22».
pub(super) fn area(text: &str) -> Option<u32> {
    let words = folded(text);
    let behind = ["khu vuc bo phieu", "khu vuc", "kvbp", "kv"].iter().find_map(|name| {
        let at = words.match_indices(name).find(|(at, _)| *at == 0 || words.as_bytes()[at - 1] == b' ')?.0;
        Some(&words[at + name.len()..])
    })?;
    let behind = behind.trim_start();
    let behind = behind.strip_prefix("bo phieu").unwrap_or(behind).trim_start();
    let behind = behind.strip_prefix("so").unwrap_or(behind).trim_start();
    let digits: String = behind.chars().take_while(char::is_ascii_digit).collect();
    let rest = &behind[digits.len()..];
    let is_whole = rest.is_empty() || rest.starts_with(' ');
    digits.parse().ok().filter(|number| is_whole && *number > 0 && *number < 10_000)
}

/// The number of an area in a cell of areas: the number alone too.
pub(super) fn area_of_cell(text: &str) -> Option<u32> {
    let bare = text.trim();
    let bare = bare.strip_suffix(".0").unwrap_or(bare);
    match bare.parse() {
        Ok(number) => Some(number).filter(|number| *number > 0 && *number < 10_000),
        Err(_) => area(text),
    }
}

/// How hamlets and residential groups are called.
const HAMLETS: [&str; 22] = [
    "thon",
    "to dan pho",
    "tdp",
    "to",
    "ap",
    "khu pho",
    "khu dan cu",
    "khu",
    "ban",
    "xom",
    "buon",
    "bon",
    "lang",
    "soc",
    "phum",
    "plei",
    "tieu khu",
    "khoi",
    "khoi pho",
    "doi",
    "cum",
    "lang nghe",
];

/// Whether a text is the name of a hamlet: one of the words for it, and a name or a number behind.
pub(super) fn is_hamlet(text: &str) -> bool {
    let words = folded(text);
    let is_other = ["to bau cu", "to truong", "khu vuc", "to quoc", "ban bau cu", "ban chi dao", "doi tuong"];
    words.len() <= 60
        && !is_other.iter().any(|other| begins(&words, other))
        && HAMLETS.iter().any(|word| begins(&words, word) && words.len() > word.len())
}

/// The day that a text names: «ngày 20 tháng 01 năm 2026».
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let words = folded(text);
    let at = end_of(&words, "thang")?;
    let before = words[..at - "thang".len()].trim_end().rsplit(' ').next()?;
    let mut behind = words[at..].split_whitespace();
    let (month, word, year) = (behind.next()?, behind.next()?, behind.next()?);
    let is_date = word == "nam" && year.len() == 4;
    is_date.then(|| NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, before.parse().ok()?))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_named_in_titles_lines_and_sheets() {
        let cases = [
            ("Khu vực bỏ phiếu số: 22 thuộc xã An Bình", Some(22)),
            ("Khu vực bỏ phiếu số (*) ......07......thuộc xã", Some(7)),
            ("KV 22", Some(22)),
            ("KV22", Some(22)),
            ("KVBP số 3", Some(3)),
            ("Khu vực bỏ phiếu số (*) .......thuộc xã", None),
            ("Thôn 3", None),
        ];
        for (text, expected) in cases {
            assert_eq!(area(text), expected, "{text}");
        }
        assert_eq!(area_of_cell("5"), Some(5));
        assert_eq!(area_of_cell("0"), None);
    }

    #[test]
    fn hamlets_are_known_by_their_words() {
        for name in ["Thôn Đông", "Tổ 5", "TDP số 3", "Ấp 4", "Bản Nà Pheo"] {
            assert!(is_hamlet(name), "{name}");
        }
        for name in ["Thôn", "Tổ bầu cử số 3", "Khu vực 5", "Nguyễn Văn An"] {
            assert!(!is_hamlet(name), "{name}");
        }
    }

    #[test]
    fn days_are_read_as_papers_write_them() {
        assert_eq!(day("An Bình, ngày 20 tháng 01 năm 2026"), NaiveDate::from_ymd_opt(2026, 1, 20));
        assert_eq!(day("......, ngày.... tháng.... năm 2026"), None);
    }
}
