//! The file around the pages: objects, object streams, page tree and cross-reference stream, written as they come.
//!
//! It holds some bytes an object and one open object stream, never the document.

use super::canvas::{write_hundredths, write_integer};
use super::deflate::{Deflater, PAGES};
use super::metadata::{self, reference};
use super::skeleton::Skeleton;
use super::units::Hundredths;
use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// How many small objects share a stream.
const SMALL_OBJECTS: usize = 200;
/// How many pages hang on one node of the page tree.
const PAGES_A_NODE: usize = 256;

/// Where an object stands.
#[derive(Clone, Copy)]
enum Position {
    Free,
    Offset(u64),
    InStream { stream: u32, index: u16 },
}

/// Title, date and size of a document.
pub(super) struct Properties<'d> {
    pub(super) title: &'d str,
    pub(super) date: NaiveDate,
    /// Width and height of its pages.
    pub(super) page: (Hundredths, Hundredths),
}

/// A document being written.
pub(super) struct Assembler<'s, W> {
    out: W,
    offset: u64,
    skeleton: &'s Skeleton,
    positions: Vec<Position>,
    deflater: Deflater,
    hash: Sha256,
    page: (Hundredths, Hundredths),
    root: u32,
    info: u32,
    tree: u32,
    resources: u32,
    forms: Vec<(&'static str, u32)>,
    /// The small objects of the open object stream: numbers and offsets, and their bytes.
    small: Vec<(u32, usize)>,
    small_bytes: Vec<u8>,
    /// The open node of the page tree and its pages; the closed nodes and their counts.
    node: u32,
    pages: Vec<u32>,
    nodes: Vec<(u32, usize)>,
}

impl<'s, W: Write> Assembler<'s, W> {
    /// Starts a document: header, shared objects, properties.
    pub(super) fn new(out: W, skeleton: &'s Skeleton, properties: &Properties<'_>) -> io::Result<Self> {
        let first = skeleton.next;
        let mut assembler = Self {
            out,
            offset: 0,
            skeleton,
            positions: vec![Position::Free; first as usize + 5],
            deflater: Deflater::new(PAGES),
            hash: skeleton.hash.clone(),
            page: properties.page,
            root: first,
            info: first + 1,
            tree: first + 2,
            resources: first + 3,
            node: first + 4,
            forms: Vec::new(),
            small: Vec::new(),
            small_bytes: Vec::new(),
            pages: Vec::new(),
            nodes: Vec::new(),
        };
        assembler.put(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")?;
        for (number, object) in &skeleton.objects {
            assembler.positions[*number as usize] = Position::Offset(assembler.offset);
            assembler.put(object)?;
        }
        assembler.properties(properties)?;
        Ok(assembler)
    }

    /// Info, XMP and catalog.
    fn properties(&mut self, properties: &Properties<'_>) -> io::Result<()> {
        let info = metadata::info(properties.title, properties.date);
        self.hash.update(&info);
        self.small(self.info, &info)?;
        let packet = metadata::xmp(properties.title, properties.date);
        let metadata = self.number();
        self.positions[metadata as usize] = Position::Offset(self.offset);
        let head =
            format!("{metadata} 0 obj\n<</Type/Metadata/Subtype/XML/Length {}>>stream\n", packet.len());
        self.put(head.as_bytes())?;
        self.put(packet.as_bytes())?;
        self.put(b"\nendstream\nendobj\n")?;
        let catalog = format!(
            "<</Type/Catalog/Pages {tree} 0 R/Metadata {metadata} 0 R/Lang(vi-VN)\
             /ViewerPreferences<</DisplayDocTitle true>>/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1\
             /OutputConditionIdentifier(sRGB)/Info(sRGB primaries, gamma 2.2)/DestOutputProfile {profile} 0 R>>]>>",
            tree = self.tree,
            profile = self.skeleton.profile,
        );
        self.small(self.root, catalog.as_bytes())
    }

    /// Adds a part that pages may draw by its name; it stands on the page as drawn.
    pub(super) fn form(&mut self, name: &'static str, content: &[u8]) -> io::Result<()> {
        let number = self.number();
        let mut dictionary = b"/Type/XObject/Subtype/Form/BBox[0 0 ".to_vec();
        self.write_page_size(&mut dictionary);
        dictionary.extend_from_slice(b"]/Resources<</Font ");
        reference(&mut dictionary, self.skeleton.fonts);
        dictionary.extend_from_slice(b">>");
        self.stream(number, &dictionary, content)?;
        self.forms.push((name, number));
        Ok(())
    }

    /// Adds a page.
    pub(super) fn page(&mut self, content: &[u8]) -> io::Result<()> {
        let contents = self.number();
        self.stream(contents, b"", content)?;
        let page = self.number();
        self.pages.push(page);
        let mut object = b"<</Type/Page/Parent ".to_vec();
        reference(&mut object, self.node);
        object.extend_from_slice(b"/Resources ");
        reference(&mut object, self.resources);
        object.extend_from_slice(b"/Contents ");
        reference(&mut object, contents);
        object.extend_from_slice(b">>");
        self.small(page, &object)?;
        if self.pages.len() == PAGES_A_NODE {
            self.close_node()?;
            self.node = self.number();
        }
        Ok(())
    }

    /// Writes the rest of the file.
    pub(super) fn finish(mut self) -> io::Result<()> {
        if !self.pages.is_empty() || self.nodes.is_empty() {
            self.close_node()?;
        }
        let mut tree = b"<</Type/Pages/MediaBox[0 0 ".to_vec();
        self.write_page_size(&mut tree);
        let count: usize = self.nodes.iter().map(|(_, pages)| pages).sum();
        tree.extend(format!("]/Count {count}/Kids").into_bytes());
        references(&mut tree, self.nodes.iter().map(|(node, _)| *node));
        tree.extend_from_slice(b">>");
        self.small(self.tree, &tree)?;
        self.resources()?;
        self.flush_small()?;
        self.cross_references()?;
        self.out.flush()
    }

    fn resources(&mut self) -> io::Result<()> {
        let mut resources = b"<</Font ".to_vec();
        reference(&mut resources, self.skeleton.fonts);
        if !self.forms.is_empty() {
            resources.extend_from_slice(b"/XObject<<");
            for (name, number) in &self.forms {
                resources.extend(format!("/{name} ").into_bytes());
                reference(&mut resources, *number);
            }
            resources.extend_from_slice(b">>");
        }
        resources.extend_from_slice(b">>");
        self.small(self.resources, &resources)
    }

    fn close_node(&mut self) -> io::Result<()> {
        let pages = std::mem::take(&mut self.pages);
        let mut node = b"<</Type/Pages/Parent ".to_vec();
        reference(&mut node, self.tree);
        node.extend(format!("/Count {}/Kids", pages.len()).into_bytes());
        self.nodes.push((self.node, pages.len()));
        references(&mut node, pages.into_iter());
        node.extend_from_slice(b">>");
        self.small(self.node, &node)
    }

    fn write_page_size(&self, out: &mut Vec<u8>) {
        write_hundredths(out, self.page.0);
        out.push(b' ');
        write_hundredths(out, self.page.1);
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.offset += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    /// A new object number.
    fn number(&mut self) -> u32 {
        self.positions.push(Position::Free);
        self.positions.len() as u32 - 1
    }

    /// Writes a compressed stream object.
    fn stream(&mut self, number: u32, dictionary: &[u8], raw: &[u8]) -> io::Result<()> {
        let data = self.deflater.compress(raw)?;
        self.hash.update(data);
        let mut head = Vec::with_capacity(dictionary.len() + 64);
        write_integer(&mut head, u64::from(number));
        head.extend_from_slice(b" 0 obj\n<<");
        head.extend_from_slice(dictionary);
        head.extend_from_slice(b"/Filter/FlateDecode/Length ");
        write_integer(&mut head, data.len() as u64);
        head.extend_from_slice(b">>stream\n");
        const TAIL: &[u8] = b"\nendstream\nendobj\n";
        self.positions[number as usize] = Position::Offset(self.offset);
        self.offset += (head.len() + data.len() + TAIL.len()) as u64;
        self.out.write_all(&head)?;
        self.out.write_all(data)?;
        self.out.write_all(TAIL)
    }

    /// Adds an object that is not a stream.
    fn small(&mut self, number: u32, object: &[u8]) -> io::Result<()> {
        self.small.push((number, self.small_bytes.len()));
        self.small_bytes.extend_from_slice(object);
        self.small_bytes.push(b'\n');
        if self.small.len() == SMALL_OBJECTS { self.flush_small() } else { Ok(()) }
    }

    fn flush_small(&mut self) -> io::Result<()> {
        let (small, bytes) = (std::mem::take(&mut self.small), std::mem::take(&mut self.small_bytes));
        let stream = self.number();
        let mut content = Vec::with_capacity(bytes.len() + small.len() * 12);
        for (index, (number, offset)) in (0u16..).zip(&small) {
            write_integer(&mut content, u64::from(*number));
            content.push(b' ');
            write_integer(&mut content, *offset as u64);
            content.push(b' ');
            self.positions[*number as usize] = Position::InStream { stream, index };
        }
        let dictionary = format!("/Type/ObjStm/N {}/First {}", small.len(), content.len());
        content.extend_from_slice(&bytes);
        self.stream(stream, dictionary.as_bytes(), &content)
    }

    fn cross_references(&mut self) -> io::Result<()> {
        let number = self.number();
        let start = self.offset;
        self.positions[number as usize] = Position::Offset(start);
        let rows = predicted(&self.positions);
        let id: String =
            self.hash.clone().finalize().iter().take(16).map(|byte| format!("{byte:02X}")).collect();
        let dictionary = format!(
            "/Type/XRef/W[1 5 2]/Size {}/Root {} 0 R/Info {} 0 R/ID[<{id}><{id}>]/DecodeParms<</Columns 8/Predictor 12>>",
            self.positions.len(),
            self.root,
            self.info
        );
        self.stream(number, dictionary.as_bytes(), &rows)?;
        self.put(format!("startxref\n{start}\n%%EOF\n").as_bytes())
    }
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

/// `[3 0 R 4 0 R]`.
fn references(out: &mut Vec<u8>, numbers: impl Iterator<Item = u32>) {
    out.push(b'[');
    for number in numbers {
        reference(out, number);
        out.push(b' ');
    }
    out.push(b']');
}
