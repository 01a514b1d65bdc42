//! Letters that nobody sees, and that could make one text look like another.

/// Whether a letter cannot be seen: controls, marks of direction, joiners, separators of lines and paragraphs, tags.
///
/// ```
/// use cutri::people::is_hidden;
/// assert!(is_hidden('\u{202e}') && is_hidden('\u{1b}') && is_hidden('\u{feff}'));
/// assert!(!is_hidden('ễ') && !is_hidden(' '));
/// ```
pub fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}
