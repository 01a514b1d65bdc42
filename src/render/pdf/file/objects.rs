//! The objects of a file as PDF 1.7 writes them: streams at once, small objects gathered in object streams, and where each
//! stands in a cross-reference stream. Held in memory are some bytes an object and one open object stream, never the file.

use super::super::deflate::{Deflater, PAGES, SMALL};
use super::super::written::write_integer;
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// How many small objects share a stream.
const SMALL_OBJECTS: usize = 250;

/// Where an object stands.
#[derive(Clone, Copy)]
enum Position {
    Free,
    Offset(u64),
    InStream { stream: u32, index: u16 },
}

/// A file being written, object by object.
pub(super) struct Objects<W> {
    out: W,
    offset: u64,
    positions: Vec<Position>,
    /// For what pages show, and for what objects say.
    pages: Deflater,
    smalls: Deflater,
    hash: Sha256,
    /// The small objects of the open object stream: numbers and offsets, and their bytes.
    small: Vec<(u32, usize)>,
    small_bytes: Vec<u8>,
}

impl<W: Write> Objects<W> {
    /// Starts a file with its first objects, which are numbered below `next`; `hash` has read them.
    pub(super) fn new(out: W, objects: &[(u32, Vec<u8>)], next: u32, hash: Sha256) -> io::Result<Self> {
        let mut file = Self {
            out,
            offset: 0,
            positions: vec![Position::Free; next as usize],
            pages: Deflater::new(PAGES),
            smalls: Deflater::new(SMALL),
            hash,
            small: Vec::new(),
            small_bytes: Vec::new(),
        };
        file.put(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")?;
        for (number, object) in objects {
            file.positions[*number as usize] = Position::Offset(file.offset);
            file.put(object)?;
        }
        Ok(file)
    }

    /// A new object number.
    pub(super) fn number(&mut self) -> u32 {
        self.positions.push(Position::Free);
        self.positions.len() as u32 - 1
    }

    /// Writes a compressed stream with these entries of its dictionary.
    pub(super) fn stream(&mut self, number: u32, dictionary: &[u8], raw: &[u8]) -> io::Result<()> {
        let data = self.pages.compress(raw)?;
        self.hash.update(data);
        let position = &mut self.positions[number as usize];
        *position = Position::Offset(self.offset);
        self.offset += write_stream(&mut self.out, number, dictionary, data)?;
        Ok(())
    }

    /// Writes a stream as it is.
    pub(super) fn plain_stream(&mut self, number: u32, dictionary: &str, content: &[u8]) -> io::Result<()> {
        self.positions[number as usize] = Position::Offset(self.offset);
        let head = format!("{number} 0 obj\n<<{dictionary}/Length {}>>stream\n", content.len());
        self.put(head.as_bytes())?;
        self.put(content)?;
        self.put(b"\nendstream\nendobj\n")
    }

    /// Adds an object that is not a stream, written by `write`.
    pub(super) fn small(&mut self, number: u32, write: impl FnOnce(&mut Vec<u8>)) -> io::Result<()> {
        self.small.push((number, self.small_bytes.len()));
        write(&mut self.small_bytes);
        self.small_bytes.push(b'\n');
        if self.small.len() == SMALL_OBJECTS { self.flush_small() } else { Ok(()) }
    }

    /// Lets a small object count for the file's identity.
    pub(super) fn identify(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
    }

    fn flush_small(&mut self) -> io::Result<()> {
        if self.small.is_empty() {
            return Ok(());
        }
        let stream = self.number();
        let mut content = Vec::with_capacity(self.small_bytes.len() + self.small.len() * 12);
        for (index, (number, offset)) in (0u16..).zip(&self.small) {
            write_integer(&mut content, u64::from(*number));
            content.push(b' ');
            write_integer(&mut content, *offset as u64);
            content.push(b' ');
            self.positions[*number as usize] = Position::InStream { stream, index };
        }
        let dictionary = format!("/Type/ObjStm/N {}/First {}", self.small.len(), content.len());
        content.extend_from_slice(&self.small_bytes);
        self.small.clear();
        self.small_bytes.clear();
        self.small_stream(stream, &dictionary, &content)
    }

    /// Writes a stream of what objects say.
    fn small_stream(&mut self, number: u32, dictionary: &str, raw: &[u8]) -> io::Result<()> {
        let data = self.smalls.compress(raw)?;
        self.hash.update(data);
        self.positions[number as usize] = Position::Offset(self.offset);
        self.offset += write_stream(&mut self.out, number, dictionary.as_bytes(), data)?;
        Ok(())
    }

    /// Writes the rest of the file; `root` and `info` are the numbers of its catalog and its Info dictionary.
    pub(super) fn finish(mut self, root: u32, info: u32) -> io::Result<W> {
        self.flush_small()?;
        let number = self.number();
        let start = self.offset;
        self.positions[number as usize] = Position::Offset(start);
        let rows = predicted(&self.positions);
        let id: String =
            self.hash.clone().finalize().iter().take(16).map(|byte| format!("{byte:02X}")).collect();
        let dictionary = format!(
            "/Type/XRef/W[1 5 2]/Size {}/Root {root} 0 R/Info {info} 0 R/ID[<{id}><{id}>]/DecodeParms<</Columns 8/Predictor 12>>",
            self.positions.len(),
        );
        self.small_stream(number, &dictionary, &rows)?;
        self.put(format!("startxref\n{start}\n%%EOF\n").as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.offset += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}

/// Writes a compressed stream and tells how long it is.
fn write_stream(mut out: impl Write, number: u32, dictionary: &[u8], data: &[u8]) -> io::Result<u64> {
    const TAIL: &[u8] = b"\nendstream\nendobj\n";
    let mut head = Vec::with_capacity(dictionary.len() + 64);
    write_integer(&mut head, u64::from(number));
    head.extend_from_slice(b" 0 obj\n<<");
    head.extend_from_slice(dictionary);
    head.extend_from_slice(b"/Filter/FlateDecode/Length ");
    write_integer(&mut head, data.len() as u64);
    head.extend_from_slice(b">>stream\n");
    out.write_all(&head)?;
    out.write_all(data)?;
    out.write_all(TAIL)?;
    Ok((head.len() + data.len() + TAIL.len()) as u64)
}

/// Rows of the cross-reference stream, each as its difference from the row above (PNG's predictor "up").
fn predicted(positions: &[Position]) -> Vec<u8> {
    let mut rows = Vec::with_capacity(positions.len() * 9);
    let mut above = [0u8; 8];
    for position in positions {
        let (kind, value, index) = match *position {
            Position::Free => (0, 0, 0xFFFF),
            Position::Offset(offset) => (1, offset, 0),
            Position::InStream { stream, index } => (2, u64::from(stream), index),
        };
        let mut row = [kind, 0, 0, 0, 0, 0, 0, 0];
        row[1..6].copy_from_slice(&value.to_be_bytes()[3..]);
        row[6..].copy_from_slice(&index.to_be_bytes());
        rows.push(2);
        rows.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above = row;
    }
    rows
}

/// `12 0 R`.
pub(super) fn reference(out: &mut Vec<u8>, number: u32) {
    write_integer(out, u64::from(number));
    out.extend_from_slice(b" 0 R");
}

/// `[3 0 R 4 0 R]`.
pub(super) fn references(out: &mut Vec<u8>, numbers: impl IntoIterator<Item = u32>) {
    out.push(b'[');
    for (at, number) in numbers.into_iter().enumerate() {
        if at > 0 {
            out.push(b' ');
        }
        reference(out, number);
    }
    out.push(b']');
}
