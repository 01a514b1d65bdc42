//! Texts whose letters change their shapes and places beside each other, such as Khmer: which glyphs, and where.
//!
//! allsorts knows the rules of Khmer, Thai, Lao and the marks of other scripts, and is there already for cutting faces.

use allsorts::Font;
use allsorts::binary::read::ReadScope;
use allsorts::context::Glyph;
use allsorts::font::MatchingPresentation;
use allsorts::font_data::FontData;
use allsorts::glyph_position::{GlyphLayout, TextDirection};
use allsorts::gsub::{FeatureMask, FeatureMaskExt};
use allsorts::tag;

/// A glyph, and where it stands from the left end of its text, in units of its face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) glyph: u16,
    pub(super) x: i32,
    pub(super) y: i32,
}

/// The glyphs of a text in a face, from left to right; none if the face cannot be read.
pub(super) fn shape(program: &[u8], text: &str) -> Vec<Placed> {
    shaped(program, text).unwrap_or_default()
}

fn shaped(program: &[u8], text: &str) -> Option<Vec<Placed>> {
    let file = ReadScope::new(program).read::<FontData<'_>>().ok()?;
    let mut font = Font::new(file.table_provider(0).ok()?).ok()?;
    let script = script(text);
    let glyphs = font.map_glyphs(text, script, MatchingPresentation::NotRequired);
    let shaped = font.shape(glyphs, script, None, FeatureMask::default_mask(), &[], None, false);
    // What could not be shaped stands letter by letter.
    let infos = shaped.unwrap_or_else(|(_, infos)| infos);
    let positions = GlyphLayout::new(&mut font, &infos, TextDirection::LeftToRight, false);
    let positions = { positions }.glyph_positions().ok()?;
    let (mut placed, mut pen) = (Vec::with_capacity(infos.len()), 0);
    for (info, position) in infos.iter().zip(positions) {
        let glyph = info.get_glyph_index();
        placed.push(Placed { glyph, x: pen + position.x_offset, y: position.y_offset });
        pen += position.hori_advance;
    }
    Some(placed)
}

/// The script by whose rules a text is shaped: that of its first letter.
fn script(text: &str) -> u32 {
    match text.chars().next().unwrap_or(' ') {
        '\u{E00}'..='\u{E7F}' => tag::THAI,
        '\u{E80}'..='\u{EFF}' => tag::LAO,
        '\u{1780}'..='\u{17FF}' | '\u{19E0}'..='\u{19FF}' => tag::KHMR,
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => tag::GREK,
        '\u{400}'..='\u{52F}' => tag::CYRL,
        '\u{0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => tag::LATN,
        _ => tag::DFLT,
    }
}
