//! What a workbook says of the office and the election: the words and values of one sheet.

use super::fold::folded;
use super::grid::{Cell, Row};
use super::template::values::{SIGNERS, TRUTHS, Value};
use crate::people::PartialDate;
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// What a value must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    Text,
    Digits(usize),
    Day,
    Hour,
    One(&'static [Value]),
}

/// A line of the sheet: the key it sets, its words, what is filled in already, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    pub key: &'static str,
    pub label: &'static str,
    pub holds: Holds,
    pub filled: &'static str,
    pub note: &'static str,
}

const fn setting(
    key: &'static str,
    label: &'static str,
    holds: Holds,
    filled: &'static str,
    note: &'static str,
) -> Setting {
    Setting { key, label, holds, filled, note }
}

/// The lines, in their order. The election is that of 15 March 2026.
pub const SETTINGS: [Setting; 23] = [
    setting(
        "province_code",
        "Mã tỉnh, thành phố",
        Holds::Digits(2),
        "",
        "2 chữ số, theo danh mục đơn vị hành chính từ 01/07/2025.",
    ),
    setting("province_name", "Tên tỉnh, thành phố", Holds::Text, "", "Ví dụ: Tỉnh Quảng Ninh."),
    setting("commune_code", "Mã xã, phường, đặc khu", Holds::Digits(5), "", "5 chữ số, kể cả số 0 ở đầu."),
    setting(
        "commune_name",
        "Tên xã, phường, đặc khu",
        Holds::Text,
        "",
        "Ghi cả chữ Xã, Phường hoặc Đặc khu.",
    ),
    setting("council_elected", "Xã có bầu HĐND cấp xã", Holds::One(TRUTHS), "Có", ""),
    setting("as_of", "Ngày của số liệu", Holds::Day, "", "Số liệu nhân khẩu đúng đến ngày nào."),
    setting("id", "Mã cuộc bầu cử", Holds::Text, "bau-cu-2026-03-15", "Chữ không dấu, số và gạch nối."),
    setting(
        "title",
        "Tên cuộc bầu cử",
        Holds::Text,
        "BẦU CỬ ĐẠI BIỂU QUỐC HỘI KHÓA XVI VÀ ĐẠI BIỂU HỘI ĐỒNG NHÂN DÂN CÁC CẤP",
        "In ở đầu danh sách và thẻ cử tri.",
    ),
    setting("term", "Nhiệm kỳ", Holds::Text, "nhiệm kỳ 2026–2031", ""),
    setting("election_day", "Ngày bầu cử", Holds::Day, "15/03/2026", ""),
    setting("opens_at", "Giờ bắt đầu bỏ phiếu", Holds::Hour, "07:00", ""),
    setting("closes_at", "Giờ kết thúc bỏ phiếu", Holds::Hour, "19:00", ""),
    setting(
        "posted_on",
        "Ngày niêm yết danh sách",
        Holds::Day,
        "03/02/2026",
        "Chậm nhất 40 ngày trước ngày bầu cử.",
    ),
    setting("national", "Bầu đại biểu Quốc hội", Holds::One(TRUTHS), "Có", ""),
    setting("provincial", "Bầu đại biểu HĐND tỉnh, thành phố", Holds::One(TRUTHS), "Có", ""),
    setting("communal", "Bầu đại biểu HĐND xã, phường, đặc khu", Holds::One(TRUTHS), "Có", ""),
    setting("signer_name", "Người ký danh sách", Holds::Text, "", "Họ và tên người ký."),
    setting("signer_role", "Chức vụ người ký", Holds::One(SIGNERS), "Chủ tịch", ""),
    setting("place", "Nơi ký", Holds::Text, "", "Tên địa danh ghi trước ngày tháng."),
    setting("drafted_by", "Người lập biểu", Holds::Text, "", ""),
    setting("document_prefix", "Ký hiệu văn bản", Holds::Text, "UBND", ""),
    setting("address", "Địa chỉ Ủy ban nhân dân", Holds::Text, "", ""),
    setting("phone", "Điện thoại", Holds::Text, "", ""),
];

/// Keys that a list cannot do without.
pub(super) const NEEDED: [&str; 4] = ["id", "title", "term", "election_day"];

/// The values of the settings, by their keys, as the extract writes them.
pub(super) type Settings = BTreeMap<&'static str, String>;

/// The settings of the election of 15 March 2026.
pub(super) fn of_2026() -> Settings {
    let of_election = SETTINGS.iter().skip_while(|setting| setting.key != "id").take(10);
    of_election
        .filter_map(|setting| Some((setting.key, read(setting, &Cell::Text(setting.filled.into()))?)))
        .collect()
}

/// Whether words above a list say that it is of that election.
pub(super) fn speaks_of_2026(words: &str) -> bool {
    let words = folded(words);
    ["quoc hoi khoa xvi", "nhiem ky 2026 2031"]
        .iter()
        .any(|phrase| super::fold::end_of(&words, phrase).is_some())
}

/// The setting that a row sets, and its value; the value is `None` where it cannot be read.
pub(super) fn of_row(row: &Row) -> Option<(&'static Setting, Option<String>)> {
    let label = row.cell(0).folded();
    let setting = SETTINGS.iter().find(|setting| folded(setting.label) == label)?;
    let cell = row.cell(1);
    match cell.is_empty() {
        true => Some((setting, Some(String::new()))),
        false => Some((setting, read(setting, cell))),
    }
}

fn read(setting: &Setting, cell: &Cell) -> Option<String> {
    let text = cell.text().into_owned();
    match setting.holds {
        Holds::Text => Some(text),
        Holds::Digits(count) => {
            let padded = format!("{text:0>count$}");
            let is_code = padded.len() == count && padded.bytes().all(|byte| byte.is_ascii_digit());
            is_code.then_some(padded)
        }
        Holds::Day => day(cell).map(|day| day.to_string()),
        Holds::Hour => hour(cell),
        Holds::One(values) => super::template::values::word_of(values, &text).map(str::to_owned),
    }
}

/// A whole date.
pub(super) fn day(cell: &Cell) -> Option<NaiveDate> {
    date(cell).filter(PartialDate::is_full).map(|date| date.first())
}

/// A whole or partial date.
pub(super) fn date(cell: &Cell) -> Option<PartialDate> {
    match super::birth::read(cell, None) {
        super::birth::Birth::Read { date, .. } => Some(date),
        super::birth::Birth::None | super::birth::Birth::Unread { .. } => None,
    }
}

/// An hour of the day: `07:00`, `7h`, `7h30`, `7 giờ`.
pub(super) fn hour(cell: &Cell) -> Option<String> {
    if let Cell::Hour(time) = cell {
        return Some(time.format("%H:%M").to_string());
    }
    let text = cell.text().to_lowercase().replace("giờ", "h").replace(' ', "");
    let (hour, minute) = text.split_once([':', 'h']).unwrap_or((&text, ""));
    let (hour, minute) =
        (hour.parse::<u32>().ok()?, minute.trim_end_matches(":00").trim_end_matches(['p', '\'']));
    let minute: u32 = if minute.is_empty() { 0 } else { minute.parse().ok()? };
    (hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

/// The text of `election.toml`.
pub(super) fn written(settings: &Settings) -> String {
    let value = |key: &str| settings.get(key).map(String::as_str).filter(|text| !text.is_empty());
    let mut text = String::new();
    for key in ["id", "title", "term", "election_day", "opens_at", "closes_at", "posted_on"] {
        if let Some(value) = value(key) {
            let value = toml::Value::String(value.to_owned());
            text += &format!("{key} = {value}\n");
        }
    }
    let levels =
        ["national", "provincial", "communal"].into_iter().filter(|level| value(level) != Some("false"));
    let levels: Vec<String> = levels.map(|level| format!("{level:?}")).collect();
    text += &format!("levels = [{}]\n", levels.join(", "));
    text
}

/// The last day on which lists may be posted, where nothing else is said.
pub(super) fn posted_on(election_day: NaiveDate) -> NaiveDate {
    election_day - Days::new(40)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_settings_of_2026_are_those_of_its_election() {
        let text = written(&of_2026());
        assert!(
            text.contains("election_day = \"2026-03-15\"") && text.contains("posted_on = \"2026-02-03\""),
            "{text}"
        );
        assert!(
            text.contains("opens_at = \"07:00\"")
                && text.contains("levels = [\"national\", \"provincial\", \"communal\"]")
        );
        let day = NaiveDate::from_ymd_opt(2026, 3, 15).unwrap();
        assert_eq!(posted_on(day).to_string(), "2026-02-03");
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        for text in ["07:00", "7:00", "7h", "7h00", "7 giờ", "07:00:00"] {
            assert_eq!(hour(&Cell::Text(text.into())).as_deref(), Some("07:00"), "{text}");
        }
        assert_eq!(hour(&Cell::Text("sáng".into())), None);
    }
}
