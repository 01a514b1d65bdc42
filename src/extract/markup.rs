//! The markup of a workbook's part, looked at in passing: whether any text or tag in it is larger than a memory should hold.
//! Knows no more of XML than where texts, tags and their names begin and end.

use std::io::{self, BufRead};

/// The most bytes of the text of one cell, with its marks, and of one tag or comment.
const TEXT_LIMIT: usize = 1 << 20;
const TAG_LIMIT: usize = 1 << 20;
/// The most tags inside one another, and the longest name.
const DEPTH_MAX: usize = 100;
const NAME_LIMIT: usize = 256;

/// What makes a part unfit to be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    #[error("the archive is damaged or cut short")]
    Io(#[from] io::Error),
    #[error("a text of it is longer than 1 MiB")]
    Text,
    #[error("a tag of it is longer than 1 MiB")]
    Tag,
    #[error("its XML is damaged: tags do not close one another")]
    Nesting,
    #[error("its XML is nested deeper than {DEPTH_MAX} tags")]
    Depth,
    #[error("its XML declares a document type, which no workbook does")]
    Declaration,
    #[error("it claims {claimed} shared texts and has {texts}")]
    Claim { claimed: u64, texts: u64 },
    #[error("it has {0} shared texts, more than 8 million")]
    Texts(u64),
    #[error("its sheets span {0} cells, more than 8 million: save it as .xlsx or CSV")]
    Cells(u64),
}

/// What a part holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// Shared texts, and as how many it claims.
    pub texts: u64,
    pub claimed: Option<u64>,
    /// The cells that the tables of an OpenDocument workbook span, those between others included.
    pub cells: u64,
}

/// Looks at a part to its end. One that ends early is for its reader to tell.
pub(super) fn look(input: &mut impl BufRead) -> Result<Found, Trouble> {
    let mut look = Look::default();
    loop {
        look.text(input)?;
        if !look.tag(input)? {
            return Ok(look.found);
        }
    }
}

#[derive(Default)]
struct Look {
    found: Found,
    /// The names of open tags.
    open: Vec<Vec<u8>>,
    /// How many were open where the cell or shared text began that is being read.
    cell: Option<usize>,
    /// The bytes of its text so far.
    length: usize,
    tag: Vec<u8>,
    /// How much of the tag was looked at, and the quotation mark that is open there.
    looked: usize,
    mark: Option<u8>,
    /// The table of an OpenDocument workbook that is being read.
    span: Span,
}

/// How far the cells of an OpenDocument table reach, as their reader will make room for them.
#[derive(Debug, Clone, Copy, Default)]
struct Span {
    /// Rows up to the last that holds something, and those passed since.
    rows: u64,
    empty_rows: u64,
    /// The widest row so far, the row that is being read, and how often that one is repeated.
    width: u64,
    row_width: u64,
    row_times: u64,
    column: u64,
    /// Cells that are written out one by one, however often a tag repeats them.
    written: u64,
}

impl Span {
    /// Sees a tag of a table, row or cell.
    fn opened(&mut self, local: &[u8], tag: &[u8]) {
        match local {
            b"table" => *self = Self { written: self.written, ..Self::default() },
            b"table-row" => {
                self.row_times = number_in(tag, "number-rows-repeated").unwrap_or(1);
                (self.row_width, self.column) = (0, 0);
            }
            b"table-cell" | b"covered-table-cell" => {
                let times = number_in(tag, "number-columns-repeated").unwrap_or(1);
                self.column = self.column.saturating_add(times);
                let text = String::from_utf8_lossy(tag);
                if text.contains("office:") || text.contains("formula") {
                    self.row_width = self.column;
                    self.written = self.written.saturating_add(times);
                }
            }
            _ => {}
        }
    }

    /// Sees the end of a row.
    fn row_ended(&mut self) {
        if self.row_width == 0 {
            self.empty_rows = self.empty_rows.saturating_add(self.row_times);
            return;
        }
        self.rows = self.rows.saturating_add(self.empty_rows).saturating_add(self.row_times);
        self.empty_rows = 0;
        self.width = self.width.max(self.row_width);
    }

    fn cells(&self) -> u64 {
        self.rows.saturating_mul(self.width).max(self.written)
    }
}

impl Look {
    /// Passes text up to the next tag.
    fn text(&mut self, input: &mut impl BufRead) -> Result<(), Trouble> {
        loop {
            let ready = input.fill_buf()?;
            let found = memchr::memchr(b'<', ready);
            let passed = found.unwrap_or(ready.len());
            let is_end = ready.is_empty();
            input.consume(passed);
            self.length += passed;
            if self.length > TEXT_LIMIT {
                return Err(Trouble::Text);
            }
            if found.is_some() || is_end {
                return Ok(());
            }
        }
    }

    /// Passes a tag; false at the end.
    fn tag(&mut self, input: &mut impl BufRead) -> Result<bool, Trouble> {
        self.tag.clear();
        (self.looked, self.mark) = (0, None);
        loop {
            let ready = input.fill_buf()?;
            if ready.is_empty() {
                return Ok(false);
            }
            let found = memchr::memchr(b'>', ready);
            let passed = found.map_or(ready.len(), |at| at + 1);
            self.tag.extend_from_slice(&ready[..passed]);
            input.consume(passed);
            if self.tag.len() > TAG_LIMIT {
                return Err(Trouble::Tag);
            }
            if found.is_some() && self.is_whole() {
                return self.passed().map(|()| true);
            }
        }
    }

    /// Whether a tag that ends with `>` ends there: a comment with `-->`, others where no quotation mark is open. Each byte is
    /// looked at once.
    fn is_whole(&mut self) -> bool {
        match self.tag.as_slice() {
            [b'<', b'!', b'-', b'-', inner @ ..] => inner.len() >= 3 && inner.ends_with(b"-->"),
            [b'<', b'!', b'[', ..] => self.tag.ends_with(b"]]>"),
            [b'<', b'?', ..] => self.tag.ends_with(b"?>"),
            tag => {
                self.mark = tag[self.looked..].iter().fold(self.mark, |mark, byte| match (mark, byte) {
                    (None, b'"' | b'\'') => Some(*byte),
                    (Some(open), byte) if open == *byte => None,
                    (mark, _) => mark,
                });
                self.looked = tag.len();
                self.mark.is_none()
            }
        }
    }

    fn passed(&mut self) -> Result<(), Trouble> {
        let tag = &self.tag[1..self.tag.len() - 1];
        match tag {
            [b'?', ..] => return Ok(()),
            [b'!', b'-', b'-', ..] => return Ok(()),
            [b'!', b'[', ..] => self.length += tag.len(),
            [b'!', ..] => return Err(Trouble::Declaration),
            [b'/', name @ ..] => {
                let is_last = self.open.last().is_some_and(|open| open == name.trim_ascii_end());
                if !is_last {
                    return Err(Trouble::Nesting);
                }
                if local_of(name) == b"table-row" {
                    self.span.row_ended();
                } else if local_of(name) == b"table" {
                    self.found.cells = self.found.cells.saturating_add(self.span.cells());
                }
                self.open.pop();
                if self.cell.is_none_or(|depth| self.open.len() <= depth) {
                    (self.cell, self.length) = (None, 0);
                }
            }
            _ => return self.opened(),
        }
        if self.length > TEXT_LIMIT { Err(Trouble::Text) } else { Ok(()) }
    }

    fn opened(&mut self) -> Result<(), Trouble> {
        let tag = &self.tag[1..self.tag.len() - 1];
        let (tag, is_empty) = tag.strip_suffix(b"/").map_or((tag, false), |tag| (tag, true));
        let name = tag.split(u8::is_ascii_whitespace).next().unwrap_or_default();
        let local = local_of(name);
        if self.cell.is_none() {
            self.length = 0;
        }
        match local {
            b"si" => self.found.texts += 1,
            b"sst" => self.found.claimed = self.found.claimed.max(number_in(tag, "uniqueCount")),
            _ => self.span.opened(local, tag),
        }
        if is_empty {
            return Ok(());
        }
        if self.cell.is_none() && matches!(local, b"si" | b"c" | b"table-cell") {
            self.cell = Some(self.open.len());
        }
        if self.open.len() >= DEPTH_MAX || name.len() > NAME_LIMIT {
            return Err(Trouble::Depth);
        }
        self.open.push(name.to_vec());
        Ok(())
    }
}

/// A name without what stands before its colon.
fn local_of(name: &[u8]) -> &[u8] {
    name.rsplit(|byte| *byte == b':').next().unwrap_or_default().trim_ascii_end()
}

/// The number of an attribute, such as how many shared texts a part claims: what its reader would make room for.
fn number_in(tag: &[u8], attribute: &str) -> Option<u64> {
    let text = String::from_utf8_lossy(tag);
    let after = text.split_once(attribute)?.1.trim_start().strip_prefix('=')?.trim_start();
    let value = after.trim_start_matches(['"', '\'']).trim_start();
    let digits = value.split(|c: char| !c.is_ascii_digit()).next()?;
    // A number that no number holds is a claim too.
    (!digits.is_empty()).then(|| digits.parse().unwrap_or(u64::MAX))
}

/// The names of the sheets in the part of an `.xlsx` that lists them.
pub(super) fn sheet_names(list: &str) -> Vec<String> {
    let tags = list.split('<').filter_map(|tag| {
        let (name, rest) = tag.split_once(char::is_whitespace)?;
        (local_of(name.as_bytes()) == b"sheet").then_some(rest)
    });
    tags.filter_map(|tag| {
        let value = tag.split_once("name=")?.1;
        let mark = value.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        value[1..].split(mark).next().map(unescaped)
    })
    .collect()
}

/// A text with the five entities of XML, and numbered ones, as letters.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let entity = after.split_once(';').and_then(|(name, after)| Some((letter_of(name)?, after)));
        match entity {
            Some((letter, after)) => {
                out.push(letter);
                rest = after;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out + rest
}

fn letter_of(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked(xml: &str) -> Result<Found, Trouble> {
        look(&mut io::BufReader::with_capacity(7, xml.as_bytes()))
    }

    #[test]
    fn usual_parts_pass() {
        let xml = "<?xml version=\"1.0\"?><sst count='9' uniqueCount=\"2\"><si><t>a</t></si><si/><!-- > <si> --></sst>";
        assert_eq!(looked(xml).expect("it passes"), Found { texts: 2, claimed: Some(2), cells: 0 });
        assert!(looked("<a b=\"x > y\"><c><![CDATA[<d>]]></c></a>\n").is_ok());
        assert!(looked("<row><c><v>1").is_ok(), "what ends early is told by its reader");
    }

    #[test]
    fn what_no_memory_should_hold_is_told_in_whatever_dress() {
        let long = "x".repeat(TEXT_LIMIT / 4 + 1);
        let parts = [
            format!("<c><is><t>{long}{long}{long}{long}</t></is></c>"),
            format!(
                "<si><r><t>{long}</t></r><r><t>{long}</t></r><r><t>{long}</t></r><r><t>{long}</t></r></si>"
            ),
            format!("<si>{long}<c/>{long}<c></c>{long}<si></si>{long}</si>"),
            format!("<c><![CDATA[{long}>]]>{long}<!-- > -->{long}{long}</c>"),
            format!("<!-- {long}>{long}<c></c>{long}{long} -->"),
            format!("<c r=\"{long}>{long}{long}{long}\">"),
        ];
        for part in parts {
            let trouble = looked(&part).expect_err(&part[..40]);
            assert!(matches!(trouble, Trouble::Text | Trouble::Tag), "{trouble}");
        }
        assert!(matches!(looked("<c><is></c>"), Err(Trouble::Nesting)));
        assert!(matches!(looked(&"<a>".repeat(101)), Err(Trouble::Depth)));
        assert!(matches!(looked("<!DOCTYPE a [<!ENTITY b \"c\">]><a/>"), Err(Trouble::Declaration)));
    }

    #[test]
    fn the_sheets_of_a_workbook_are_listed_by_their_names() {
        let list = "<workbook><x:sheets><sheet name=\"Nh\u{e2}n kh\u{1ea9}u &amp; h&#7897;\" sheetId='1'/><x:sheet sheetId='2' \
                    name='b'/></x:sheets></workbook>";
        assert_eq!(sheet_names(list), ["Nhân khẩu & hộ", "b"]);
    }

    #[test]
    fn cells_that_a_tag_repeats_are_counted() {
        let cell =
            |times: u64| format!("<table-cell number-columns-repeated=\"{times}\" office:value=\"1\"/>");
        let table = |rows: &str| looked(&format!("<table>{rows}</table>")).expect("it passes").cells;
        assert_eq!(table(&format!("<table-row>{}</table-row>", cell(13))), 13);
        let empty = "<table-row number-rows-repeated=\"1000\"><table-cell number-columns-repeated=\"99\"/></table-row>";
        assert_eq!(
            table(&format!("<table-row>{}</table-row>{empty}", cell(2))),
            2,
            "what ends empty is nothing"
        );
        let wide =
            format!("<table-row>{}</table-row>{empty}<table-row>{}</table-row>", cell(16_384), cell(1));
        assert_eq!(table(&wide), 1002 * 16_384);
        assert_eq!(table(&format!("<table-row number-rows-repeated=\"7\">{}</table-row>", cell(3))), 21);
    }

    #[test]
    fn short_texts_may_be_many() {
        let cells = "<c><v>0123456789</v></c> ".repeat(TEXT_LIMIT / 16);
        assert!(looked(&format!("<row>{cells}</row>")).is_ok());
    }

    #[test]
    fn a_claim_is_read_as_its_reader_reads_it() {
        for claimed in ["uniqueCount=\"5\"", "uniqueCount = '5'", "x=\"y\" uniqueCount=\" 5\""] {
            assert_eq!(number_in(format!("sst {claimed}").as_bytes(), "uniqueCount"), Some(5), "{claimed}");
        }
        assert_eq!(number_in(b"sst uniqueCount=\"99999999999999999999999\"", "uniqueCount"), Some(u64::MAX));
        assert_eq!(number_in(b"sst count=\"5\"", "uniqueCount"), None);
    }
}
