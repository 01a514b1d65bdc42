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
}

/// What a part holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// Shared texts, and as how many it claims.
    pub texts: u64,
    pub claimed: Option<u64>,
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
        let local = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
        if self.cell.is_none() {
            self.length = 0;
        }
        match local {
            b"si" => self.found.texts += 1,
            b"sst" => self.found.claimed = self.found.claimed.max(claim(tag)),
            _ => {}
        }
        if is_empty {
            return Ok(());
        }
        if self.cell.is_none() && matches!(local, b"si" | b"c") {
            self.cell = Some(self.open.len());
        }
        if self.open.len() >= DEPTH_MAX || name.len() > NAME_LIMIT {
            return Err(Trouble::Depth);
        }
        self.open.push(name.to_vec());
        Ok(())
    }
}

/// How many shared texts a part claims: what its reader would make room for.
fn claim(tag: &[u8]) -> Option<u64> {
    let text = String::from_utf8_lossy(tag);
    let after = text.split_once("uniqueCount")?.1.trim_start().strip_prefix('=')?.trim_start();
    let value = after.trim_start_matches(['"', '\'']).trim_start();
    let digits = value.split(|c: char| !c.is_ascii_digit()).next()?;
    // A number that no number holds is a claim too.
    (!digits.is_empty()).then(|| digits.parse().unwrap_or(u64::MAX))
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
        assert_eq!(looked(xml).expect("it passes"), Found { texts: 2, claimed: Some(2) });
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
    fn short_texts_may_be_many() {
        let cells = "<c><v>0123456789</v></c> ".repeat(TEXT_LIMIT / 16);
        assert!(looked(&format!("<row>{cells}</row>")).is_ok());
    }

    #[test]
    fn a_claim_is_read_as_its_reader_reads_it() {
        for claimed in ["uniqueCount=\"5\"", "uniqueCount = '5'", "x=\"y\" uniqueCount=\" 5\""] {
            assert_eq!(claim(format!("sst {claimed}").as_bytes()), Some(5), "{claimed}");
        }
        assert_eq!(claim(b"sst uniqueCount=\"99999999999999999999999\""), Some(u64::MAX));
        assert_eq!(claim(b"sst count=\"5\""), None);
    }
}
