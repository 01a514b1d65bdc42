//! Texts for a terminal: letters that steer it, or turn the reading around, are shown as signs.

use crate::people::is_hidden;
use std::borrow::Cow;

/// Words of one line or several: line feeds stay.
pub(super) fn words(text: &str) -> Cow<'_, str> {
    shown(text, |letter| letter != '\n' && is_hidden(letter))
}

/// A value inside a line.
pub(super) fn value(text: &str) -> Cow<'_, str> {
    shown(text, is_hidden)
}

/// A JSON document, which is the same afterwards: such letters stand in its texts alone, where they may be escaped.
pub(super) fn json(document: &str) -> Cow<'_, str> {
    if !document.contains(|letter: char| letter != '\n' && is_hidden(letter)) {
        return Cow::Borrowed(document);
    }
    let mut text = String::with_capacity(document.len() + 16);
    for letter in document.chars() {
        match letter != '\n' && is_hidden(letter) {
            true => {
                letter.encode_utf16(&mut [0; 2]).iter().for_each(|unit| text += &format!("\\u{unit:04x}"))
            }
            false => text.push(letter),
        }
    }
    Cow::Owned(text)
}

/// The text with those letters as signs, such as `\u{202e}`.
fn shown(text: &str, hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match hidden(letter) {
            true => out.extend(letter.escape_unicode()),
            false => out.push(letter),
        }
    }
    Cow::Owned(out)
}
