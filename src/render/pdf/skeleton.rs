//! The part every document shares: the faces with their widths and Unicode maps, and the output profile.
//!
//! printpdf builds a one-page document that shows every character of every face; its font objects are kept, the rest is
//! thrown away, and they are written out once. Their numbers are 1, 2, … in every document.

use super::colour::profile;
use super::deflate::{Deflater, SKELETON};
use super::error::PdfError;
use super::face::{Faces, Style};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use printpdf::{
    FontId, Mm, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, TextItem,
};
use sha2::{Digest, Sha256};

/// The shared objects, written out, and where documents find them.
pub(super) struct Skeleton {
    /// Each object with its number, ready to be copied.
    pub(super) objects: Vec<(u32, Vec<u8>)>,
    /// The number of the dictionary of faces.
    pub(super) fonts: u32,
    /// The number of the output profile.
    pub(super) profile: u32,
    /// The first number that is free.
    pub(super) next: u32,
    /// The state of a hash that has read all objects.
    pub(super) hash: Sha256,
}

impl Skeleton {
    /// Builds the skeleton for these faces.
    ///
    /// # Errors
    /// [`PdfError::Skeleton`] if printpdf or lopdf refuse a face.
    pub(super) fn new(faces: &Faces) -> Result<Self, PdfError> {
        let mut document = specimen(faces)?;
        let fonts = font_dictionary(&document).map_err(refused)?;
        let profile = Stream::new(Dictionary::from_iter([("N", Object::Integer(3))]), profile());
        let profile = document.add_object(profile);
        keep_only(&mut document, [("Fonts", fonts), ("Profile", profile)]);
        let number = |document: &Document, name: &[u8]| {
            document.trailer.get(name).and_then(Object::as_reference).map(|id| id.0).map_err(refused)
        };
        let (fonts, profile) = (number(&document, b"Fonts")?, number(&document, b"Profile")?);
        let mut deflater = Deflater::new(SKELETON);
        let mut objects = Vec::new();
        let mut hash = Sha256::new();
        for (id, object) in &mut document.objects {
            let bytes = write_object(*id, object, &mut deflater)?;
            hash.update(&bytes);
            objects.push((id.0, bytes));
        }
        Ok(Self { objects, fonts, profile, next: document.max_id + 1, hash })
    }
}

fn refused(error: impl std::fmt::Display) -> PdfError {
    PdfError::Skeleton { detail: error.to_string() }
}

/// A document that shows every character of every face.
fn specimen(faces: &Faces) -> Result<Document, PdfError> {
    let mut pdf = PdfDocument::new("");
    let mut operations = vec![Op::StartTextSection];
    for style in Style::ALL {
        let face = faces.get(style);
        let mut font = ParsedFont::from_bytes(face.program(), 0, &mut Vec::new())
            .ok_or_else(|| refused("printpdf cannot read a face"))?;
        font.font_name = Some(style.base_font().to_owned());
        let id = FontId(style.resource().to_owned());
        pdf.resources.fonts.map.insert(id.clone(), PdfFont::new(font));
        operations.push(Op::SetFont { font: PdfFontHandle::External(id), size: Pt(10.0) });
        operations.push(Op::ShowText { items: vec![TextItem::Text(face.repertoire())] });
    }
    operations.push(Op::EndTextSection);
    pdf.with_pages(vec![PdfPage::new(Mm(297.0), Mm(210.0), operations)]);
    let options = PdfSaveOptions { optimize: false, ..PdfSaveOptions::default() };
    let mut warnings = Vec::new();
    let document = pdf.to_lopdf_document(&options, &mut warnings);
    if warnings.is_empty() { Ok(document) } else { Err(refused(format!("{warnings:?}"))) }
}

/// The dictionary of faces of the only page.
fn font_dictionary(document: &Document) -> lopdf::Result<ObjectId> {
    let page = document.page_iter().next().ok_or(lopdf::Error::PageNumberNotFound(1))?;
    let resources = document.get_dictionary(page)?.get(b"Resources")?.as_reference()?;
    document.get_dictionary(resources)?.get(b"Font")?.as_reference()
}

/// Drops what these objects do not need, and numbers the rest from 1 on.
fn keep_only<const N: usize>(document: &mut Document, roots: [(&str, ObjectId); N]) {
    document.trailer = Dictionary::from_iter(roots.map(|(name, id)| (name, Object::Reference(id))));
    document.prune_objects();
    document.renumber_objects();
}

/// An object as it stands in a file; streams are compressed.
fn write_object(id: ObjectId, object: &mut Object, deflater: &mut Deflater) -> Result<Vec<u8>, PdfError> {
    if let Object::Stream(stream) = object
        && !stream.dict.has(b"Filter")
    {
        let compressed = deflater.compress(&stream.content)?.to_vec();
        stream.dict.set("Filter", Object::Name(b"FlateDecode".to_vec()));
        stream.set_content(compressed);
    }
    let mut bytes = format!("{} 0 obj\n", id.0).into_bytes();
    bytes.extend(serialise(object)?);
    bytes.extend_from_slice(b"\nendobj\n");
    Ok(bytes)
}

/// lopdf keeps its object writer private; a content stream of one operand and no operator is its public door.
fn serialise(object: &Object) -> Result<Vec<u8>, PdfError> {
    let operations = vec![Operation::new("", vec![object.clone()])];
    let mut bytes = Content { operations }.encode().map_err(refused)?;
    while bytes.last().is_some_and(u8::is_ascii_whitespace) {
        bytes.pop();
    }
    Ok(bytes)
}
