//! Sums that a list has written below, beside what its rows count.

use super::fold::folded;
use super::grid::{Cell, Row};
use super::head::Head;
use super::words::Field;
use crate::people::nfc;

/// What rows count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub all: u32,
    pub male: u32,
    pub female: u32,
    pub national: u32,
    pub provincial: u32,
    pub communal: u32,
}

/// A written sum beside the count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumLine {
    pub file: String,
    pub sheet: String,
    pub row: u32,
    pub what: &'static str,
    /// `None`: a formula that was never calculated.
    pub written: Option<u32>,
    pub counted: u32,
}

/// A sum that stands in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    pub what: What,
    pub number: Option<u32>,
}

/// What a sum is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    All,
    Male,
    Female,
    National,
    Provincial,
    Communal,
}

impl What {
    pub(super) fn vietnamese(self) -> &'static str {
        match self {
            Self::All => "Tổng số người",
            Self::Male => "Nam",
            Self::Female => "Nữ",
            Self::National => "Bầu ĐBQH",
            Self::Provincial => "Bầu HĐND tỉnh, thành phố",
            Self::Communal => "Bầu HĐND xã, phường, đặc khu",
        }
    }

    fn of(field: Field) -> Option<Self> {
        Some(match field {
            Field::Male => Self::Male,
            Field::Female => Self::Female,
            Field::National => Self::National,
            Field::Provincial => Self::Provincial,
            Field::Communal => Self::Communal,
            Field::Ordinal | Field::Number | Field::FullName | Field::Birth => Self::All,
            _ => return None,
        })
    }
}

impl Counts {
    pub(super) fn add(&mut self, other: Self) {
        self.all += other.all;
        self.male += other.male;
        self.female += other.female;
        self.national += other.national;
        self.provincial += other.provincial;
        self.communal += other.communal;
    }

    pub(super) fn of(self, what: What) -> u32 {
        match what {
            What::All => self.all,
            What::Male => self.male,
            What::Female => self.female,
            What::National => self.national,
            What::Provincial => self.provincial,
            What::Communal => self.communal,
        }
    }
}

/// The sums that a row has, in its words or in the columns they are of.
pub(super) fn written(row: &Row, head: &Head) -> Vec<Written> {
    let mut sums = in_words(&row.words());
    for (at, cell) in row.filled() {
        let field = head.columns.iter().find(|column| column.at == at).and_then(|column| column.field);
        let Some(what) = field.and_then(What::of) else { continue };
        let number = match cell {
            Cell::Number(number) => of_float(*number),
            Cell::Text(text) => {
                number_in(text.trim()).filter(|(_, rest)| rest.trim().is_empty()).map(|(number, _)| number)
            }
            Cell::Formula(_) => None,
            _ => continue,
        };
        let is_formula = matches!(cell, Cell::Formula(_));
        if (number.is_some() || is_formula) && !sums.iter().any(|sum| sum.what == what) {
            sums.push(Written { what, number });
        }
    }
    sums
}

fn of_float(number: f64) -> Option<u32> {
    (number.fract() == 0.0 && (0.0..1e9).contains(&number)).then(|| number.to_string().parse().ok())?
}

/// The sums in a sentence: «1.614 người; trong đó có: 811 Nam; 803 Nữ».
fn in_words(text: &str) -> Vec<Written> {
    let mut sums: Vec<Written> = Vec::new();
    let mut rest = text;
    let mut before = String::new();
    while let Some(at) = rest.find(|letter: char| letter.is_ascii_digit()) {
        before += &rest[..at];
        let Some((number, behind)) = number_in(&rest[at..]) else { break };
        let next: String = behind.trim_start().chars().take_while(|letter| letter.is_alphabetic()).collect();
        let what = what_of(&folded(&before), &next.to_lowercase());
        if let Some(what) = what.filter(|what| !sums.iter().any(|sum| sum.what == *what)) {
            sums.push(Written { what, number: Some(number) });
        }
        rest = behind;
    }
    sums
}

/// What a number is of, by the words before it and the one behind, which keeps its marks: «nam» is no «năm».
fn what_of(before: &str, next: &str) -> Option<What> {
    match nfc(next).as_str() {
        "nam" => return Some(What::Male),
        "nữ" | "nu" => return Some(What::Female),
        "người" | "nguoi" | "cử" | "cu" => {}
        _ => return None,
    }
    let last = |words: &[&str]| words.iter().filter_map(|word| before.rfind(word)).max();
    let found = [
        (last(&["dbqh", "quoc hoi"]), What::National),
        (last(&["hdnd tinh", "hoi dong nhan dan tinh", "hdnd thanh pho"]), What::Provincial),
        (last(&["hdnd xa", "hoi dong nhan dan xa", "hdnd phuong"]), What::Communal),
        (last(&["tong so", "tong cong"]), What::All),
    ];
    found
        .into_iter()
        .filter_map(|(at, what)| Some((at?, what)))
        .max_by_key(|(at, _)| *at)
        .map(|(_, what)| what)
}

/// The whole number that a text begins with, thousands parted by points, commas or spaces, and what is behind it.
fn number_in(text: &str) -> Option<(u32, &str)> {
    let mut digits = String::new();
    let mut end = 0;
    let bytes = text.as_bytes();
    while end < bytes.len() {
        let is_group = || bytes.len() >= end + 4 && bytes[end + 1..end + 4].iter().all(u8::is_ascii_digit);
        let ends = || bytes.get(end + 4).is_none_or(|byte| !byte.is_ascii_digit());
        match bytes[end] {
            digit if digit.is_ascii_digit() => digits.push(char::from(digit)),
            b'.' | b',' | b' ' if !digits.is_empty() && is_group() && ends() => {}
            _ => break,
        }
        end += 1;
    }
    Some((digits.parse().ok()?, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_in_words_are_read() {
        let text = "Tổng số cử tri của khu vực bỏ phiếu là: 1.614 người; trong đó có: 811 Nam; 803 Nữ.";
        let found: Vec<_> = in_words(text).into_iter().map(|sum| (sum.what, sum.number)).collect();
        assert_eq!(found, [(What::All, Some(1614)), (What::Male, Some(811)), (What::Female, Some(803))]);
        let text = "Cử tri tham gia bầu cử đại biểu HĐND tỉnh, thành phố: 1.600 người;";
        assert_eq!(in_words(text)[0].what, What::Provincial);
        let text = "Cử tri tham gia bầu cử đại biểu HĐND xã, phường, đặc khu 1 590 người";
        assert_eq!(in_words(text), [Written { what: What::Communal, number: Some(1590) }]);
        assert_eq!(in_words("Danh sách lập ngày 20 tháng 01 năm 2026"), []);
    }
}
