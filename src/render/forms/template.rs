//! Sentences with blanks, such as "{voters} người": the words are a form's, what fills the blanks is the roll's.

use std::fmt::Write;

/// A blank and what stands in it.
#[derive(Debug, Clone, Copy)]
pub struct Blank<'a> {
    pub name: &'static str,
    pub value: &'a str,
}

/// The template with its blanks filled; a blank that is not told stays open, as dots to write on.
///
/// ```
/// use cutri::render::forms::{Blank, fill};
/// let blanks = [Blank { name: "number", value: "01" }];
/// assert_eq!(fill("Khu vực bỏ phiếu số {number}", &blanks), "Khu vực bỏ phiếu số 01");
/// assert_eq!(fill("Nơi ở hiện nay: {current}", &blanks), "Nơi ở hiện nay: ……………");
/// ```
pub fn fill(template: &str, blanks: &[Blank<'_>]) -> String {
    const OPEN: &str = "……………";
    let mut text = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else { break };
        let told = blanks.iter().find(|blank| blank.name == name).map(|blank| blank.value);
        let value = told.filter(|value| !value.is_empty()).unwrap_or(OPEN);
        write!(text, "{before}{value}").expect("writing to a string cannot fail");
        rest = behind;
    }
    text.push_str(rest);
    text
}
