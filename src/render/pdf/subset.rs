//! The bundled faces, cut down to what Vietnamese voter rolls are written with.

use super::error::PdfError;
use super::unhinted::Unhinted;
use crate::people::REPERTOIRE;
use allsorts::binary::read::ReadScope;
use allsorts::font_data::FontData;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
use allsorts::tag;
use std::collections::BTreeSet;

/// Tables a PDF reader or the skeleton needs; the outlines come on their own.
const TABLES: [u32; 7] = [tag::CMAP, tag::HEAD, tag::HHEA, tag::HMTX, tag::MAXP, tag::OS_2, tag::POST];

/// Cuts `bytes`, a TrueType face, down to the repertoire, without hinting.
///
/// # Errors
/// [`PdfError::Face`] if the face cannot be read.
pub(super) fn cut(face: &'static str, bytes: &[u8]) -> Result<Vec<u8>, PdfError> {
    let damaged = |detail: String| PdfError::Face { face, detail };
    let parsed = ttf_parser::Face::parse(bytes, 0).map_err(|error| damaged(error.to_string()))?;
    let glyphs: BTreeSet<u16> = REPERTOIRE
        .iter()
        .flat_map(|range| range.clone())
        .filter_map(|character| parsed.glyph_index(character))
        .map(|glyph| glyph.0)
        .chain([0])
        .collect();
    let glyphs: Vec<u16> = glyphs.into_iter().collect();
    let file = ReadScope::new(bytes).read::<FontData<'_>>().map_err(|error| damaged(error.to_string()))?;
    let tables = file.table_provider(0).map_err(|error| damaged(error.to_string()))?;
    let unhinted = Unhinted::new(&tables).map_err(|error| damaged(error.to_string()))?;
    let profile = SubsetProfile::Custom(TABLES.to_vec());
    subset(&unhinted, &glyphs, &profile, CmapTarget::Unicode).map_err(|error| damaged(error.to_string()))
}
