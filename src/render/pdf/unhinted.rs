//! A face without hinting: the instructions of every glyph are left out before the face is cut down, which halves what
//! each document embeds. Paper and today's screens do not use them.

use allsorts::error::ParseError;
use allsorts::tables::FontTableProvider;
use allsorts::tag;
use std::borrow::Cow;

/// Tables that hold nothing but hinting.
const HINTING: [u32; 3] = [tag::CVT, tag::FPGM, tag::PREP];

/// The tables of a TrueType face, with unhinted outlines.
pub(super) struct Unhinted<'a, P> {
    face: &'a P,
    outlines: Vec<u8>,
    offsets: Vec<u8>,
}

impl<'a, P: FontTableProvider> Unhinted<'a, P> {
    /// Rewrites the outlines of `face` without instructions.
    pub(super) fn new(face: &'a P) -> Result<Self, ParseError> {
        let head = face.read_table_data(tag::HEAD)?;
        let long = word(&head, 50)? != 0;
        let loca = face.read_table_data(tag::LOCA)?;
        let glyf = face.read_table_data(tag::GLYF)?;
        let starts = starts(&loca, long);
        let mut stripped = Self { face, outlines: Vec::with_capacity(glyf.len()), offsets: Vec::new() };
        stripped.push_offset(long)?;
        for pair in starts.windows(2) {
            let glyph = glyf.get(pair[0]..pair[1]).ok_or(ParseError::BadOffset)?;
            strip(glyph, &mut stripped.outlines)?;
            let padding = stripped.outlines.len().next_multiple_of(4);
            stripped.outlines.resize(padding, 0);
            stripped.push_offset(long)?;
        }
        Ok(stripped)
    }

    fn push_offset(&mut self, long: bool) -> Result<(), ParseError> {
        let offset = u32::try_from(self.outlines.len())?;
        if long {
            self.offsets.extend(offset.to_be_bytes());
        } else {
            self.offsets.extend(u16::try_from(offset / 2)?.to_be_bytes());
        }
        Ok(())
    }
}

impl<P: FontTableProvider> FontTableProvider for Unhinted<'_, P> {
    fn table_data(&self, table: u32) -> Result<Option<Cow<'_, [u8]>>, ParseError> {
        match table {
            tag::GLYF => Ok(Some(Cow::Borrowed(&self.outlines))),
            tag::LOCA => Ok(Some(Cow::Borrowed(&self.offsets))),
            table if HINTING.contains(&table) => Ok(None),
            table => self.face.table_data(table),
        }
    }

    fn has_table(&self, table: u32) -> bool {
        !HINTING.contains(&table) && self.face.has_table(table)
    }

    fn table_tags(&self) -> Option<Vec<u32>> {
        let tags = self.face.table_tags()?;
        Some(tags.into_iter().filter(|table| !HINTING.contains(table)).collect())
    }
}

fn word(bytes: &[u8], at: usize) -> Result<u16, ParseError> {
    let pair = bytes.get(at..at + 2).ok_or(ParseError::BadEof)?;
    Ok(u16::from_be_bytes([pair[0], pair[1]]))
}

/// Where each glyph starts, and where the last one ends.
fn starts(loca: &[u8], long: bool) -> Vec<usize> {
    if long {
        loca.chunks_exact(4).map(|b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]) as usize).collect()
    } else {
        loca.chunks_exact(2).map(|b| usize::from(u16::from_be_bytes([b[0], b[1]])) * 2).collect()
    }
}

/// Copies a glyph without its instructions.
fn strip(glyph: &[u8], out: &mut Vec<u8>) -> Result<(), ParseError> {
    if glyph.is_empty() {
        return Ok(());
    }
    let contours = word(glyph, 0)?;
    if contours & 0x8000 != 0 {
        return strip_composite(glyph, out);
    }
    let length_at = 10 + 2 * usize::from(contours);
    let length = usize::from(word(glyph, length_at)?);
    out.extend_from_slice(&glyph[..length_at]);
    out.extend_from_slice(&[0, 0]);
    out.extend_from_slice(glyph.get(length_at + 2 + length..).ok_or(ParseError::BadEof)?);
    Ok(())
}

/// Copies the components of a composite glyph, with the flag that announces instructions taken away.
fn strip_composite(glyph: &[u8], out: &mut Vec<u8>) -> Result<(), ParseError> {
    const WORDS: u16 = 0x0001;
    const SCALE: u16 = 0x0008;
    const MORE: u16 = 0x0020;
    const TWO_SCALES: u16 = 0x0040;
    const MATRIX: u16 = 0x0080;
    const INSTRUCTIONS: u16 = 0x0100;
    out.extend_from_slice(glyph.get(..10).ok_or(ParseError::BadEof)?);
    let mut at = 10;
    loop {
        let flags = word(glyph, at)?;
        let scale = [(SCALE, 2), (TWO_SCALES, 4), (MATRIX, 8)];
        let scale: usize = scale.iter().filter(|(flag, _)| flags & flag != 0).map(|(_, size)| size).sum();
        let end = at + 4 + if flags & WORDS != 0 { 4 } else { 2 } + scale;
        out.extend((flags & !INSTRUCTIONS).to_be_bytes());
        out.extend_from_slice(glyph.get(at + 2..end).ok_or(ParseError::BadEof)?);
        at = end;
        if flags & MORE == 0 {
            return Ok(());
        }
    }
}
