//! Letters that nobody sees, and that could make one text look like another.

use super::Letter;

/// Whether a letter cannot be seen: controls, marks of direction, joiners, separators of lines and paragraphs, tags.
///
/// ```
/// use cutri::people::is_hidden;
/// assert!(is_hidden('\u{202e}') && is_hidden('\u{1b}') && is_hidden('\u{feff}'));
/// assert!(!is_hidden('ễ') && !is_hidden(' '));
/// ```
pub fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}')
        || matches!(Letter::of(letter), Letter::Invisible | Letter::Control)
}
