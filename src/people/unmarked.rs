//! Texts without their marks, to know a word again that was written without them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text without the marks of its letters, `đ` as `d`; for comparing, never for printing.
///
/// ```
/// use cutri::people::unmarked;
/// assert_eq!(unmarked("Đặng Thị Hoà"), "Dang Thi Hoa");
/// ```
pub fn unmarked(text: &str) -> String {
    let bare = |c: char| match c {
        'đ' => 'd',
        'Đ' => 'D',
        other => other,
    };
    text.nfd().filter(|c| !is_combining_mark(*c)).map(bare).collect()
}
