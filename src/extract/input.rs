//! Files of text: plain or packed, in UTF-8 or UTF-16, with commas, semicolons or tabs between cells; the bytes read are
//! counted for progress.

use super::encoding::{self, Looks};
use super::error::ExtractError;
use super::finding::FindingRule;
use super::line_ends::LineEnds;
use super::schema::Table;
use super::separator;
use super::source::{Content, Count, Ends, Oddity, Opened, Source, Text};
use super::wide::Wide;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// How much is read ahead of a stream.
const READ_AHEAD: usize = 1 << 18;
/// The bytes by which UTF-16 without a mark is told.
const SAMPLE: usize = 1 << 10;

/// A file that counts the bytes read of it.
#[derive(Debug)]
pub(super) struct CountedFile {
    file: File,
    count: Count,
}

impl CountedFile {
    pub(super) fn open(path: &Path) -> io::Result<(Self, Count)> {
        let file = crate::given::open(path)?;
        let count = Count::of_bytes(file.metadata()?.len());
        Ok((Self { file, count: count.clone() }, count))
    }
}

impl Read for CountedFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.file.read(buffer)?;
        self.count.add(length as u64);
        Ok(length)
    }
}

impl Seek for CountedFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    Plain,
    Gzip,
    Zstandard,
}

/// What `datapackage.json` says of a file's text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Dialect {
    /// What stands between two cells; else the header tells.
    pub separator: Option<u8>,
    /// UTF-16 in this order; else the first bytes tell.
    pub wide: Option<Looks>,
}

/// A file of text that holds a table.
#[derive(Debug)]
pub(super) struct TextFile {
    pub path: PathBuf,
    pub shown: String,
    pub table: &'static Table,
    pub packing: Packing,
    pub dialect: Dialect,
}

impl TextFile {
    fn unpacked(&self) -> io::Result<(Box<dyn BufRead>, Count)> {
        let (file, count) = CountedFile::open(&self.path)?;
        let file = BufReader::with_capacity(READ_AHEAD, file);
        let stream: Box<dyn BufRead> = match self.packing {
            Packing::Plain => Box::new(file),
            Packing::Gzip => {
                Box::new(BufReader::with_capacity(READ_AHEAD, flate2::bufread::MultiGzDecoder::new(file)))
            }
            Packing::Zstandard => Box::new(BufReader::with_capacity(
                READ_AHEAD,
                zstd::stream::read::Decoder::with_buffer(file)?,
            )),
        };
        Ok((stream, count))
    }
}

/// A stream's text in UTF-8, in rows of cells, and what is odd in it; `count` tells how far it is read.
pub(super) fn text_of(
    mut stream: Box<dyn BufRead>,
    count: Count,
    table: &Table,
    dialect: Dialect,
) -> io::Result<Text> {
    let mut oddities = Vec::new();
    // A stream gives what lies ready, which may be a byte.
    let mut sample = Vec::with_capacity(SAMPLE);
    (&mut stream).take(SAMPLE as u64).read_to_end(&mut sample)?;
    let looks = dialect.wide.or_else(|| wide(&sample));
    let mut stream: Box<dyn BufRead> = Box::new(Cursor::new(sample).chain(stream));
    if let Some(looks) = looks {
        oddities.push(Oddity { rule: FindingRule::WideText, value: looks.to_string() });
        let is_little_endian = looks == Looks::Utf16LittleEndian;
        stream = Box::new(BufReader::with_capacity(READ_AHEAD, Wide::new(stream, is_little_endian)));
    }
    let ends = Ends::default();
    let stream: Box<dyn BufRead> = Box::new(LineEnds::new(stream, ends.clone()));
    let found = separator::find(stream, table, dialect.separator)?;
    if found.separator != b',' {
        let value = separator::shown(found.separator).to_owned();
        oddities.push(Oddity { rule: FindingRule::OtherSeparator, value });
    }
    let (separator, extra) = (found.separator, found.extra);
    Ok(Text { stream: Box::new(found.stream), count, separator, extra, oddities, ends })
}

impl Source for TextFile {
    fn shown(&self) -> &str {
        &self.shown
    }

    fn open(&self) -> Result<Opened, ExtractError> {
        // A file that cannot be opened is told as such, one that cannot be unpacked as a damaged one.
        crate::given::open(&self.path)
            .map_err(|source| ExtractError::Unreadable { path: self.path.clone(), source })?;
        let damaged = |source| ExtractError::Damaged { file: self.shown.clone(), line: 0, source };
        let (stream, count) = self.unpacked().map_err(damaged)?;
        let text = text_of(stream, count, self.table, self.dialect).map_err(damaged)?;
        Ok(Opened(Content::Text(text)))
    }
}

/// UTF-16, if the first bytes of a text look like it: its first line too, since a cell further down may hold anything.
fn wide(sample: &[u8]) -> Option<Looks> {
    let first_line = sample.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if !first_line.contains(&0) && !sample.starts_with(&[0xff, 0xfe]) && !sample.starts_with(&[0xfe, 0xff]) {
        return None;
    }
    match encoding::detect(sample) {
        found @ (Looks::Utf16LittleEndian | Looks::Utf16BigEndian) => Some(found),
        Looks::Tcvn3 | Looks::Vni | Looks::Windows1258 | Looks::Unknown => None,
    }
}
