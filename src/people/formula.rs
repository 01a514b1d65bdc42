//! Texts that a spreadsheet would run as a formula when it opens a file of them, and how they are made inert.

use std::borrow::Cow;
use std::ops::Deref;

/// Whether a spreadsheet may take a text for a formula: behind spaces and quotation marks it begins with `=`, `+`, `-` or
/// `@`, of whatever width, or with a tabulator or a line break, and more follows. A plain number is none.
///
/// ```
/// use cutri::people::is_formula;
/// assert!(is_formula("=1+1") && is_formula(" \"@SUM(A1)") && is_formula("＝1+1") && is_formula("- An"));
/// assert!(!is_formula("Số 1-3") && !is_formula("-12.5") && !is_formula("-"));
/// ```
pub fn is_formula(text: &str) -> bool {
    let bare = text.trim_start_matches(is_passed_over);
    let mut letters = bare.chars();
    match letters.next() {
        Some('\t' | '\r' | '\n') => true,
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') => {
            !letters.as_str().is_empty() && !is_number(text)
        }
        Some(_) | None => false,
    }
}

/// What may stand before a formula: spaces and quotation marks.
fn is_passed_over(c: char) -> bool {
    let is_break = matches!(c, '\t' | '\r' | '\n');
    (c.is_whitespace() && !is_break) || matches!(c, '"' | '\'' | '‘' | '’' | '“' | '”')
}

/// Whether a text is a number with a sign, such as `-12.5`.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or_default();
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What a CSV file for people begins with: without it, spreadsheets take UTF-8 for something else.
pub const SPREADSHEET_MARK: &str = "\u{feff}";

/// A text as a cell of a file that a spreadsheet may open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inert<'a>(Cow<'a, str>);

/// A text as a cell of a CSV file: one that a spreadsheet would run stands behind an apostrophe.
///
/// ```
/// use cutri::people::{inert, live};
/// assert_eq!(&*inert("=1+1"), "'=1+1");
/// assert_eq!(&*inert("An"), "An");
/// assert_eq!(live("'=1+1"), "=1+1");
/// ```
pub fn inert(text: &str) -> Inert<'_> {
    match is_formula(text) {
        true => Inert(Cow::Owned(format!("'{text}"))),
        false => Inert(Cow::Borrowed(text)),
    }
}

/// What a cell said before it was made [inert].
pub fn live(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| is_formula(text)).unwrap_or(cell)
}

impl Deref for Inert<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<[u8]> for Inert<'_> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}
