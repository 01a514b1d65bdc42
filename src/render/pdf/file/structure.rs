//! The structure tree of a tagged document (PDF/UA-1, ISO 32000-1 §14.7): which element each marked content of a page
//! belongs to. Elements are written page by page; kept are the numbers of a table's rows only.

use super::super::tags::{Cell, CellKind, Mark};
use super::super::written::{text_string, write_hundredths, write_integer};
use super::objects::{Objects, reference, references};
use std::io::{self, Write};

/// The tree while its file is written.
pub(super) struct Structure {
    /// The root, the element of the whole document, and the tree from contents to elements.
    root: u32,
    document: u32,
    parents: u32,
    /// The parts of the document.
    parts: Vec<u32>,
    /// The open part and its elements.
    part: u32,
    elements: Vec<u32>,
    /// The open table and its rows.
    table: Option<(u32, Vec<u32>)>,
    /// For each page with contents, the array of their elements.
    pages: Vec<u32>,
}

impl Structure {
    /// A tree without parts.
    pub(super) fn new<W: Write>(objects: &mut Objects<W>) -> Self {
        let [root, document, parents] = [(); 3].map(|()| objects.number());
        Self {
            root,
            document,
            parents,
            parts: Vec::new(),
            part: document,
            elements: Vec::new(),
            table: None,
            pages: Vec::new(),
        }
    }

    /// The number of its root.
    pub(super) fn root(&self) -> u32 {
        self.root
    }

    /// Begins a part of a book; what follows belongs to it.
    pub(super) fn begin_part<W: Write>(&mut self, objects: &mut Objects<W>) -> io::Result<()> {
        self.end_part(objects)?;
        self.part = objects.number();
        self.parts.push(self.part);
        Ok(())
    }

    fn end_part<W: Write>(&mut self, objects: &mut Objects<W>) -> io::Result<()> {
        self.end_table(objects)?;
        if self.part == self.document {
            return Ok(());
        }
        let (elements, document) = (std::mem::take(&mut self.elements), self.document);
        objects.small(self.part, |out| group(out, "Part", document, elements))
    }

    /// Adds what a page shows, and tells the page's key in the tree from contents to elements; a blank page has none.
    pub(super) fn page<W: Write>(
        &mut self,
        objects: &mut Objects<W>,
        page: u32,
        marks: &[Mark],
    ) -> io::Result<Option<u32>> {
        if marks.is_empty() {
            return Ok(None);
        }
        let mut owners = Vec::with_capacity(marks.len());
        let mut at = 0;
        while at < marks.len() {
            if let Mark::Cell { .. } = &marks[at] {
                let row = marks[at + 1..].iter().take_while(|mark| goes_on(mark)).count() + 1;
                self.row(objects, page, &marks[at..at + row], &mut owners)?;
                at += row;
                continue;
            }
            self.end_table(objects)?;
            let element = objects.number();
            self.elements.push(element);
            owners.push(element);
            let part = self.part;
            objects.small(element, |out| block(out, &marks[at], part, page))?;
            at += 1;
        }
        let array = objects.number();
        objects.small(array, |out| references(out, owners))?;
        self.pages.push(array);
        Ok(Some(self.pages.len() as u32 - 1))
    }

    /// Adds the cells of one row, in a table of its own if none is open.
    fn row<W: Write>(
        &mut self,
        objects: &mut Objects<W>,
        page: u32,
        cells: &[Mark],
        owners: &mut Vec<u32>,
    ) -> io::Result<()> {
        let table = match &self.table {
            Some((table, _)) => *table,
            None => {
                let table = objects.number();
                self.elements.push(table);
                self.table = Some((table, Vec::new()));
                table
            }
        };
        let row = objects.number();
        if let Some((_, rows)) = &mut self.table {
            rows.push(row);
        }
        let (first, mut end) = (row + 1, row + 1);
        for mark in cells {
            let element = objects.number();
            if let Mark::Cell { content: Some(_), .. } = mark {
                owners.push(element);
            }
            end = element + 1;
        }
        objects.small(row, |out| group(out, "TR", table, first..end))?;
        for (element, mark) in (first..).zip(cells) {
            let Mark::Cell { cell, content } = mark else { continue };
            objects.small(element, |out| write_cell(out, *cell, row, page, *content))?;
        }
        Ok(())
    }

    fn end_table<W: Write>(&mut self, objects: &mut Objects<W>) -> io::Result<()> {
        let Some((table, rows)) = self.table.take() else { return Ok(()) };
        let part = self.part;
        objects.small(table, |out| group(out, "Table", part, rows))
    }

    /// Writes the tree's upper end.
    pub(super) fn finish<W: Write>(mut self, objects: &mut Objects<W>) -> io::Result<()> {
        self.end_part(objects)?;
        let children = if self.parts.is_empty() { self.elements } else { self.parts };
        let Self { root, document, parents, pages, .. } = self;
        objects.small(document, |out| group(out, "Document", root, children))?;
        let next = pages.len() as u64;
        objects.small(parents, |out| {
            out.extend_from_slice(b"<</Nums[");
            for (key, array) in (0u64..).zip(pages) {
                write_integer(out, key);
                out.push(b' ');
                reference(out, array);
                out.push(b' ');
            }
            out.extend_from_slice(b"]>>");
        })?;
        objects.small(root, |out| {
            out.extend_from_slice(b"<</Type/StructTreeRoot/K ");
            reference(out, document);
            out.extend_from_slice(b"/ParentTree ");
            reference(out, parents);
            out.extend_from_slice(b"/ParentTreeNextKey ");
            write_integer(out, next);
            out.extend_from_slice(b">>");
        })
    }
}

/// Whether a mark is a cell of the row that is open.
fn goes_on(mark: &Mark) -> bool {
    matches!(mark, Mark::Cell { cell: Cell { begins_row: false, .. }, .. })
}

fn begin(out: &mut Vec<u8>, kind: &str, parent: u32) {
    out.extend_from_slice(b"<</S/");
    out.extend_from_slice(kind.as_bytes());
    out.extend_from_slice(b"/P ");
    reference(out, parent);
}

/// An element of elements.
fn group(out: &mut Vec<u8>, kind: &str, parent: u32, children: impl IntoIterator<Item = u32>) {
    begin(out, kind, parent);
    out.extend_from_slice(b"/K");
    references(out, children);
    out.extend_from_slice(b">>");
}

fn content_of(out: &mut Vec<u8>, page: u32, content: u32) {
    out.extend_from_slice(b"/Pg ");
    reference(out, page);
    out.extend_from_slice(b"/K ");
    write_integer(out, u64::from(content));
}

fn block(out: &mut Vec<u8>, mark: &Mark, parent: u32, page: u32) {
    match mark {
        Mark::Block { block, content } => {
            begin(out, block.structure_type(), parent);
            content_of(out, page, *content);
        }
        Mark::Figure { words, sides, content } => {
            begin(out, "Figure", parent);
            content_of(out, page, *content);
            out.extend_from_slice(b"/Alt");
            out.extend(text_string(words));
            out.extend_from_slice(b"/A<</O/Layout/Placement/Block/BBox[");
            for side in sides {
                write_hundredths(out, *side);
                out.push(b' ');
            }
            out.extend_from_slice(b"]>>");
        }
        // Cells are written by their rows.
        Mark::Cell { cell, content } => return write_cell(out, *cell, parent, page, *content),
    }
    out.extend_from_slice(b">>");
}

fn write_cell(out: &mut Vec<u8>, cell: Cell, row: u32, page: u32, content: Option<u32>) {
    begin(out, cell.structure_type(), row);
    if let Some(content) = content {
        content_of(out, page, content);
    }
    let scope = match cell.kind {
        CellKind::Data => "",
        CellKind::Struck => "<</O/Layout/TextDecorationType/LineThrough>>",
        CellKind::HeadsColumn => "/Scope/Column",
        CellKind::HeadsRow => "/Scope/Row",
    };
    let spans = cell.columns > 1 || cell.rows > 1;
    match cell.kind {
        CellKind::Data | CellKind::Struck if !spans => {
            if !scope.is_empty() {
                out.extend_from_slice(b"/A");
                out.extend_from_slice(scope.as_bytes());
            }
        }
        CellKind::Data | CellKind::Struck => {
            out.extend_from_slice(b"/A[");
            out.extend_from_slice(scope.as_bytes());
            out.extend_from_slice(b"<</O/Table");
            write_spans(out, cell);
            out.extend_from_slice(b">>]");
        }
        CellKind::HeadsColumn | CellKind::HeadsRow => {
            out.extend_from_slice(b"/A<</O/Table");
            out.extend_from_slice(scope.as_bytes());
            write_spans(out, cell);
            out.extend_from_slice(b">>");
        }
    }
    out.extend_from_slice(b">>");
}

fn write_spans(out: &mut Vec<u8>, cell: Cell) {
    for (name, span) in [("/ColSpan ", cell.columns), ("/RowSpan ", cell.rows)] {
        if span > 1 {
            out.extend_from_slice(name.as_bytes());
            write_integer(out, u64::from(span));
        }
    }
}
