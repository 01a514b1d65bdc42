//! Lines of a text that fit a width.

use super::face::Face;
use super::units::Hundredths;
use std::borrow::Cow;

/// How many lines the texts of a part of a document may have each, one try after another until the part fits: what stands on
/// paper is first set whole, and shortened only where it would not fit at all.
pub(super) const LINES: [usize; 6] = [usize::MAX, 8, 5, 3, 2, 1];
/// Stands where the rest of a text was left out.
const ELLIPSIS: char = '…';

/// Breaks `text` into lines of at most `width`, at white space; a word wider than that is broken between letters, marks
/// kept with their letter. No line is clipped. An empty text has no line. Behind `most` lines the rest is left out, which an
/// ellipsis tells. A line that ends between words keeps one space, so that who puts the lines together again has the words
/// apart.
pub(super) fn wrap<'t>(
    face: &Face,
    text: &'t str,
    size: Hundredths,
    width: Hundredths,
    most: usize,
) -> Vec<Cow<'t, str>> {
    let text = text.trim();
    if text.is_empty() {
        return Vec::new();
    }
    if face.width(text, size) <= width {
        return vec![Cow::Borrowed(text)];
    }
    let limit = width.max(0) * 1000 / size;
    let lines = Wrapper { face, text, limit, lines: Vec::new(), start: 0, end: 0 }.run();
    let is_cut = lines.len() > most.max(1);
    let mut lines: Vec<Cow<'t, str>> = lines.into_iter().take(most.max(1)).map(Cow::Borrowed).collect();
    if let Some(last) = lines.last_mut().filter(|_| is_cut) {
        *last = Cow::Owned(shortened(face, last, limit));
    }
    lines
}

/// As much of a line as leaves room for an ellipsis, with it.
fn shortened(face: &Face, line: &str, limit: i64) -> String {
    let mut room = limit - face.advance(ELLIPSIS);
    let fits = |character: &char| {
        room -= face.advance(*character);
        room >= 0
    };
    let kept: String = line.chars().take_while(fits).collect();
    format!("{}{ELLIPSIS}", kept.trim_end())
}

/// Words after which no line ends: kinds of places before their names.
const BEFORE_NAMES: [&str; 9] = ["tỉnh", "xã", "phường", "thôn", "bản", "tổ", "khu", "phố", "khóa"];
/// Phrases that stand on one line, by the words after which no line ends inside them.
const PHRASES: [(&str, &str); 13] = [
    ("ủy", "ban"),
    ("ban", "nhân"),
    ("nhiệm", "kỳ"),
    ("tổ", "dân"),
    ("hội", "đồng"),
    ("đồng", "nhân"),
    ("nhân", "dân"),
    ("thành", "phố"),
    ("đặc", "khu"),
    ("dân", "phố"),
    ("quốc", "hội"),
    ("bầu", "cử"),
    ("căn", "cước"),
];

/// Whether two words belong together, so that a line ends between them only where it must: a number and what it numbers, a
/// kind of place and its name, phrases that are read as one.
fn belong_together(word: &str, next: &str) -> bool {
    if next.starts_with(|first: char| first.is_ascii_digit()) {
        return word.ends_with(char::is_alphabetic);
    }
    if !word.ends_with(char::is_alphabetic) {
        return false;
    }
    let word = word.trim_start_matches(|first: char| !first.is_alphanumeric());
    if next.starts_with(char::is_uppercase) && BEFORE_NAMES.iter().any(|kind| is_lower_case_of(kind, word)) {
        return true;
    }
    let next = next.trim_end_matches(|last: char| !last.is_alphanumeric());
    PHRASES.iter().any(|(one, other)| is_lower_case_of(one, word) && is_lower_case_of(other, next))
}

/// Whether `lower` is a word in small letters.
fn is_lower_case_of(lower: &str, word: &str) -> bool {
    // Vietnamese letters have as many bytes in both cases.
    lower.len() == word.len() && word.chars().flat_map(char::to_lowercase).eq(lower.chars())
}

struct Wrapper<'f, 't> {
    face: &'f Face,
    text: &'t str,
    /// The width in thousandths of the size.
    limit: i64,
    lines: Vec<&'t str>,
    /// The open line, in bytes of the text; empty if both are equal.
    start: usize,
    end: usize,
}

/// A word, in bytes of its text.
#[derive(Clone, Copy)]
struct Word {
    start: usize,
    end: usize,
}

impl<'t> Wrapper<'_, 't> {
    fn run(mut self) -> Vec<&'t str> {
        let words = self.words();
        let mut rest = &words[..];
        while let [first, ..] = rest {
            let together = rest.windows(2).take_while(|pair| {
                let word = |word: Word| &self.text[word.start..word.end];
                belong_together(word(pair[0]), word(pair[1]))
            });
            let count = together.count() + 1;
            let (group, others) = rest.split_at(count);
            let last = group.last().unwrap_or(first);
            // What no line holds whole is taken word by word.
            match self.measure(first.start, last.end) <= self.limit {
                true => self.take(Word { start: first.start, end: last.end }),
                false => group.iter().for_each(|word| self.take(*word)),
            }
            rest = others;
        }
        self.close();
        self.lines
    }

    /// The words between white space.
    fn words(&self) -> Vec<Word> {
        let mut next = 0;
        let pieces = self.text.split_inclusive(|character: char| character.is_ascii_whitespace());
        let words = pieces.map(|piece| {
            let start = next;
            next += piece.len();
            Word { start, end: start + piece.trim_ascii_end().len() }
        });
        words.filter(|word| word.start < word.end).collect()
    }

    /// Puts a word, or several that stay together, on the open line, or on the next.
    fn take(&mut self, Word { start, end }: Word) {
        if self.start == self.end {
            (self.start, self.end) = (start, start);
        }
        if self.measure(self.start, end) <= self.limit {
            self.end = end;
            return;
        }
        self.close();
        (self.start, self.end) = (start, end);
        self.break_word();
    }

    fn measure(&self, start: usize, end: usize) -> i64 {
        self.text[start..end].chars().map(|character| self.face.advance(character)).sum()
    }

    fn close(&mut self) {
        if self.start < self.end {
            let after = self.text.as_bytes().get(self.end).is_some_and(u8::is_ascii_whitespace);
            self.lines.push(&self.text[self.start..self.end + usize::from(after)]);
        }
    }

    /// Closes full lines of the open word until what is left fits.
    fn break_word(&mut self) {
        let (mut advances, word) = (0, &self.text[self.start..self.end]);
        let (from, mut first) = (self.start, true);
        for (at, character) in word.char_indices() {
            let advance = self.face.advance(character);
            if !first && advance > 0 && advances + advance > self.limit {
                self.lines.push(&self.text[self.start..from + at]);
                self.start = from + at;
                advances = 0;
            }
            advances += advance;
            first = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::face::{Faces, Style};
    use super::super::units::points;
    use super::*;

    fn lines(text: &str, width: i64) -> Vec<String> {
        let faces = Faces::new().expect("the bundled faces are sound");
        let lines = wrap(faces.get(Style::Regular), text, points(10), points(width), usize::MAX);
        lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
    }

    #[test]
    fn what_is_read_as_one_stands_on_one_line() {
        for (text, width, expected) in [
            ("Số 39, đường Bờ Sông, Tổ dân phố 2", 130, &["Số 39, đường Bờ Sông,", "Tổ dân phố 2"][..]),
            ("đường Cây Gạo, Thôn 1", 85, &["đường Cây Gạo,", "Thôn 1"]),
            ("phường Mai Lĩnh, tỉnh Xuân Hòa", 110, &["phường Mai Lĩnh,", "tỉnh Xuân Hòa"]),
            ("ĐẠI BIỂU HỘI ĐỒNG NHÂN DÂN CÁC CẤP", 130, &["ĐẠI BIỂU", "HỘI ĐỒNG NHÂN DÂN CÁC", "CẤP"]),
            ("theo khoản 5 Điều 30 Luật Bầu cử", 85, &["theo khoản 5", "Điều 30 Luật Bầu cử"]),
        ] {
            assert_eq!(lines(text, width), expected, "{text}");
        }
    }

    #[test]
    fn what_no_line_holds_whole_is_broken_between_its_words() {
        assert_eq!(lines("HỘI ĐỒNG NHÂN DÂN", 60), ["HỘI ĐỒNG", "NHÂN DÂN"]);
        assert_eq!(lines("Thôn 12345678901234567890", 60), ["Thôn", "123456789012", "34567890"]);
    }
}
