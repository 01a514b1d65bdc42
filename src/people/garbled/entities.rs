//! Letters written as HTML has them: `&#7877;`, `&#x1EC5;`, `&ecirc;`.

use super::super::nfc;

/// The longest entity, in bytes between `&` and `;`.
const LONGEST: usize = 8;

/// Signs by their names.
const SIGNS: [(&str, char); 6] =
    [("amp", '&'), ("quot", '"'), ("apos", '\''), ("lt", '<'), ("gt", '>'), ("nbsp", ' ')];

/// Marks by the ends of names, such as `agrave`.
const MARKS: [(&str, char); 6] = [
    ("grave", '\u{300}'),
    ("acute", '\u{301}'),
    ("circ", '\u{302}'),
    ("tilde", '\u{303}'),
    ("uml", '\u{308}'),
    ("breve", '\u{306}'),
];

/// A text with its entities read; `None` if it has none.
pub(super) fn read(text: &str) -> Option<String> {
    let (mut likely, mut rest, mut found) = (String::with_capacity(text.len()), text, false);
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        likely.push_str(before);
        let end = from.bytes().take(LONGEST + 2).position(|byte| byte == b';');
        match end.and_then(|end| Some((end, letters(from.get(1..end)?)?))) {
            Some((end, letters)) => {
                likely.push_str(&letters);
                rest = &from[end + 1..];
                found = true;
            }
            None => {
                likely.push('&');
                rest = &from[1..];
            }
        }
    }
    likely.push_str(rest);
    found.then(|| nfc(&likely))
}

/// What an entity stands for.
fn letters(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?).map(String::from);
    }
    if let Some((_, sign)) = SIGNS.iter().find(|(known, _)| *known == name) {
        return Some(sign.to_string());
    }
    let mut parts = name.chars();
    let letter = parts.next().filter(char::is_ascii_alphabetic)?;
    let (_, mark) = MARKS.iter().find(|(mark, _)| *mark == parts.as_str())?;
    Some(format!("{letter}{mark}"))
}
