//! A PDF file, written from front to back: shared objects, pages as they come, then what names them.
//!
//! It holds one document, or is a book of several with an outline. Tagged, it follows PDF/A-2a and PDF/UA-1; untagged,
//! PDF/A-2u.

mod metadata;
mod objects;
mod structure;

use super::canvas::Canvas;
use super::layout::Tags;
use super::skeleton::Skeleton;
use super::units::PageSize;
use super::written::{text_string, write_hundredths, write_integer};
use chrono::NaiveDate;
use objects::{Objects, reference, references};
use std::io::{self, Write};
use structure::Structure;

/// How many pages hang on one node of the page tree.
const PAGES_A_NODE: usize = 256;

/// Title and date of a file.
#[derive(Clone, Copy)]
pub(super) struct Properties<'d> {
    pub(super) title: &'d str,
    pub(super) date: NaiveDate,
}

/// A file being written.
pub(super) struct File<'s, W> {
    objects: Objects<W>,
    skeleton: &'s Skeleton,
    root: u32,
    info: u32,
    metadata: u32,
    tree: u32,
    structure: Option<Structure>,
    /// What the open part shares: the size of its pages, its forms, and the number of the dictionary that names them.
    size: PageSize,
    resources: Option<u32>,
    forms: Vec<(&'static str, u32)>,
    /// The open node of the page tree and its pages; the closed nodes and their counts.
    node: Option<u32>,
    pages: Vec<u32>,
    nodes: Vec<(u32, usize)>,
    /// The parts of a book: title, first page.
    outline: Vec<(String, Option<u32>)>,
}

impl<'s, W: Write> File<'s, W> {
    /// Starts a file: header, shared objects, properties.
    pub(super) fn new(
        out: W,
        skeleton: &'s Skeleton,
        properties: Properties<'_>,
        tags: Tags,
    ) -> io::Result<Self> {
        let mut objects = Objects::new(out, &skeleton.objects, skeleton.next, skeleton.hash.clone())?;
        let [root, info, metadata, tree] = [(); 4].map(|()| objects.number());
        let structure = match tags {
            Tags::Written => Some(Structure::new(&mut objects)),
            Tags::LeftOut => None,
        };
        let properties_of = metadata::info(properties.title, properties.date);
        objects.identify(&properties_of);
        objects.small(info, |out| out.extend_from_slice(&properties_of))?;
        let packet = metadata::xmp(properties.title, properties.date, tags);
        objects.plain_stream(metadata, "/Type/Metadata/Subtype/XML", packet.as_bytes())?;
        Ok(Self {
            objects,
            skeleton,
            root,
            info,
            metadata,
            tree,
            structure,
            size: PageSize::default(),
            resources: None,
            forms: Vec::new(),
            node: None,
            pages: Vec::new(),
            nodes: Vec::new(),
            outline: Vec::new(),
        })
    }

    /// Whether contents are marked for a structure tree.
    pub(super) fn is_tagged(&self) -> bool {
        self.structure.is_some()
    }

    /// How many pages were written.
    pub(super) fn page_count(&self) -> usize {
        self.nodes.iter().map(|(_, pages)| pages).sum::<usize>() + self.pages.len()
    }

    /// Begins a document of a book, named in the outline.
    pub(super) fn begin_part(&mut self, title: &str) -> io::Result<()> {
        if let Some(structure) = &mut self.structure {
            structure.begin_part(&mut self.objects)?;
        }
        self.outline.push((title.to_owned(), None));
        Ok(())
    }

    /// Begins the pages of a document, all of one size.
    pub(super) fn begin_pages(&mut self, size: PageSize) -> io::Result<()> {
        self.end_node()?;
        self.end_resources()?;
        self.size = size;
        Ok(())
    }

    /// Adds a part that pages may draw by its name; it stands on the page as drawn.
    pub(super) fn form(&mut self, name: &'static str, canvas: &Canvas<'_>) -> io::Result<()> {
        let number = self.objects.number();
        let mut dictionary = b"/Type/XObject/Subtype/Form/BBox".to_vec();
        write_box(&mut dictionary, self.size);
        dictionary.extend_from_slice(b"/Resources<</Font ");
        reference(&mut dictionary, self.skeleton.fonts);
        dictionary.extend_from_slice(b">>");
        self.objects.stream(number, &dictionary, canvas.bytes())?;
        self.forms.push((name, number));
        Ok(())
    }

    /// Adds a page.
    pub(super) fn page(&mut self, canvas: &Canvas<'_>) -> io::Result<()> {
        let contents = self.objects.number();
        self.objects.stream(contents, b"", canvas.bytes())?;
        let page = self.objects.number();
        let key = match &mut self.structure {
            Some(structure) => structure.page(&mut self.objects, page, canvas.marks())?,
            None => None,
        };
        if let Some((_, first)) = self.outline.last_mut() {
            first.get_or_insert(page);
        }
        let node = *self.node.get_or_insert_with(|| self.objects.number());
        let resources = *self.resources.get_or_insert_with(|| self.objects.number());
        self.objects.small(page, |out| {
            out.extend_from_slice(b"<</Type/Page/Parent ");
            reference(out, node);
            out.extend_from_slice(b"/Resources ");
            reference(out, resources);
            out.extend_from_slice(b"/Contents ");
            reference(out, contents);
            if let Some(key) = key {
                out.extend_from_slice(b"/StructParents ");
                write_integer(out, u64::from(key));
            }
            out.extend_from_slice(b">>");
        })?;
        self.pages.push(page);
        if self.pages.len() == PAGES_A_NODE { self.end_node() } else { Ok(()) }
    }

    /// Writes the rest of the file, and gives back what it was written into.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.end_node()?;
        self.end_resources()?;
        let nodes = std::mem::take(&mut self.nodes);
        self.objects.small(self.tree, |out| {
            out.extend_from_slice(b"<</Type/Pages/Count ");
            write_integer(out, nodes.iter().map(|(_, pages)| *pages as u64).sum());
            out.extend_from_slice(b"/Kids");
            references(out, nodes.iter().map(|(node, _)| *node));
            out.extend_from_slice(b">>");
        })?;
        let outline = self.outline()?;
        let structure = self.structure.as_ref().map(Structure::root);
        if let Some(structure) = self.structure.take() {
            structure.finish(&mut self.objects)?;
        }
        let (tree, metadata, profile) = (self.tree, self.metadata, self.skeleton.profile);
        self.objects.small(self.root, |out| {
            let mut entry = |name: &str, number: u32| {
                out.extend_from_slice(name.as_bytes());
                reference(out, number);
            };
            entry("<</Type/Catalog/Pages ", tree);
            entry("/Metadata ", metadata);
            if let Some(structure) = structure {
                entry("/MarkInfo<</Marked true>>/StructTreeRoot ", structure);
            }
            if let Some(outline) = outline {
                entry("/PageMode/UseOutlines/Outlines ", outline);
            }
            entry(
                "/Lang(vi-VN)/ViewerPreferences<</DisplayDocTitle true>>/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1\
                 /OutputConditionIdentifier(sRGB)/Info(sRGB primaries, gamma 2.2)/DestOutputProfile ",
                profile,
            );
            out.extend_from_slice(b">>]>>");
        })?;
        self.objects.finish(self.root, self.info)
    }

    /// Writes the outline of a book, and tells its number.
    fn outline(&mut self) -> io::Result<Option<u32>> {
        let parts = std::mem::take(&mut self.outline);
        if parts.is_empty() {
            return Ok(None);
        }
        let outline = self.objects.number();
        let items: Vec<u32> = parts.iter().map(|_| self.objects.number()).collect();
        for (at, (title, page)) in parts.iter().enumerate() {
            self.objects.identify(title.as_bytes());
            self.objects.small(items[at], |out| {
                out.extend_from_slice(b"<</Title");
                out.extend(text_string(title));
                out.extend_from_slice(b"/Parent ");
                reference(out, outline);
                let neighbours = [("/Prev ", at.checked_sub(1)), ("/Next ", Some(at + 1))];
                for (name, neighbour) in neighbours {
                    if let Some(neighbour) = neighbour.and_then(|at| items.get(at)) {
                        out.extend_from_slice(name.as_bytes());
                        reference(out, *neighbour);
                    }
                }
                if let Some(page) = page {
                    out.extend_from_slice(b"/Dest[");
                    reference(out, *page);
                    out.extend_from_slice(b"/Fit]");
                }
                out.extend_from_slice(b">>");
            })?;
        }
        self.objects.small(outline, |out| {
            out.extend_from_slice(b"<</Type/Outlines/First ");
            reference(out, items[0]);
            out.extend_from_slice(b"/Last ");
            reference(out, items[items.len() - 1]);
            out.extend_from_slice(b"/Count ");
            write_integer(out, items.len() as u64);
            out.extend_from_slice(b">>");
        })?;
        Ok(Some(outline))
    }

    /// Writes what the pages of the open document draw with.
    fn end_resources(&mut self) -> io::Result<()> {
        let Some(resources) = self.resources.take() else { return Ok(()) };
        let (fonts, forms) = (self.skeleton.fonts, std::mem::take(&mut self.forms));
        self.objects.small(resources, |out| {
            out.extend_from_slice(b"<</Font ");
            reference(out, fonts);
            if !forms.is_empty() {
                out.extend_from_slice(b"/XObject<<");
                for (name, number) in &forms {
                    out.push(b'/');
                    out.extend_from_slice(name.as_bytes());
                    out.push(b' ');
                    reference(out, *number);
                }
                out.extend_from_slice(b">>");
            }
            out.extend_from_slice(b">>");
        })
    }

    /// Writes the open node of the page tree.
    fn end_node(&mut self) -> io::Result<()> {
        let Some(node) = self.node.take() else { return Ok(()) };
        let pages = std::mem::take(&mut self.pages);
        let (size, tree) = (self.size, self.tree);
        self.nodes.push((node, pages.len()));
        self.objects.small(node, |out| {
            out.extend_from_slice(b"<</Type/Pages/Parent ");
            reference(out, tree);
            out.extend_from_slice(b"/MediaBox");
            write_box(out, size);
            out.extend_from_slice(b"/Count ");
            write_integer(out, pages.len() as u64);
            out.extend_from_slice(b"/Kids");
            references(out, pages);
            out.extend_from_slice(b">>");
        })
    }
}

/// `[0 0 841.89 595.28]`.
fn write_box(out: &mut Vec<u8>, size: PageSize) {
    out.extend_from_slice(b"[0 0 ");
    write_hundredths(out, size.width);
    out.push(b' ');
    write_hundredths(out, size.height);
    out.push(b']');
}
