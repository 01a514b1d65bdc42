//! A print face: which glyph shows a character, and how wide it is.

use super::error::PdfError;
use super::lent::Lent;
use super::marks::{self, Moved, is_mark};
use super::outline::Outline;
use super::subset;
use super::units::Hundredths;
use crate::people::{Letter, REPERTOIRE};

/// A style in a size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Font {
    pub(super) style: Style,
    pub(super) size: Hundredths,
}

/// One of the three faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Regular,
    Bold,
    Italic,
}

impl Style {
    pub(super) const ALL: [Style; 3] = [Style::Regular, Style::Bold, Style::Italic];

    /// The font of this style in a size.
    pub(super) const fn sized(self, size: Hundredths) -> Font {
        Font { style: self, size }
    }

    /// The name content streams use.
    pub(super) fn resource(self) -> &'static str {
        match self {
            Style::Regular => "R",
            Style::Bold => "B",
            Style::Italic => "I",
        }
    }

    /// The PostScript name, with the tag that marks a subset.
    pub(super) fn base_font(self) -> &'static str {
        match self {
            Style::Regular => "CUTRIR+LiberationSerif",
            Style::Bold => "CUTRIB+LiberationSerif-Bold",
            Style::Italic => "CUTRII+LiberationSerif-Italic",
        }
    }

    /// The face, whole.
    pub(super) const fn bundled(self) -> &'static [u8] {
        match self {
            Style::Regular => include_bytes!("fonts/LiberationSerif-Regular.ttf"),
            Style::Bold => include_bytes!("fonts/LiberationSerif-Bold.ttf"),
            Style::Italic => include_bytes!("fonts/LiberationSerif-Italic.ttf"),
        }
    }
}

/// A glyph's number in the subset and its advance in thousandths of the size; number 0 is no glyph.
#[derive(Debug, Clone, Copy, Default)]
struct Glyph {
    number: u16,
    advance: u16,
}

/// A face cut down to the repertoire.
pub(super) struct Face {
    style: Style,
    /// The face that was cut down, to measure its letters.
    whole: ttf_parser::Face<'static>,
    program: Vec<u8>,
    glyphs: Vec<Glyph>,
}

/// What shows a character.
#[derive(Clone, Copy)]
pub(super) enum Shown {
    /// Nothing: nobody sees it.
    Nothing,
    /// Its own glyph.
    Own(u16),
    /// The glyph of a mark that stands over, under or in the letter before it.
    Mark(u16),
    /// A glyph that looks nearly alike, or the sign for what has none.
    StandIn(u16),
    /// Another face's glyph.
    Lent(Lent),
}

impl Face {
    fn new(style: Style) -> Result<Self, PdfError> {
        let program = subset::cut(style.base_font(), style.bundled())?;
        let damaged = |detail: &str| PdfError::Face { face: style.base_font(), detail: detail.to_owned() };
        let parsed = ttf_parser::Face::parse(&program, 0).map_err(|error| damaged(&error.to_string()))?;
        let mut glyphs = Vec::new();
        for character in REPERTOIRE.iter().flat_map(|range| range.clone()) {
            let Some(glyph) = parsed.glyph_index(character) else { continue };
            let advance =
                parsed.glyph_hor_advance(glyph).ok_or_else(|| damaged("a glyph without a width"))?;
            let at = character as usize;
            glyphs.resize(glyphs.len().max(at + 1), Glyph::default());
            glyphs[at] = Glyph { number: glyph.0, advance: thousandths(advance, parsed.units_per_em()) };
        }
        let whole =
            ttf_parser::Face::parse(style.bundled(), 0).map_err(|error| damaged(&error.to_string()))?;
        let face = Self { style, whole, program, glyphs };
        match face.of(SIGN).and(face.of(' ')) {
            Some(_) => Ok(face),
            None => Err(damaged("no sign for what has no glyph")),
        }
    }

    /// The bytes of the subset.
    pub(super) fn program(&self) -> &[u8] {
        &self.program
    }

    /// Every character the face shows, in order.
    pub(super) fn repertoire(&self) -> String {
        let shown = self.glyphs.iter().enumerate().filter(|(_, glyph)| glyph.number != 0);
        shown.filter_map(|(at, _)| char::from_u32(u32::try_from(at).ok()?)).collect()
    }

    /// The glyph of this very character.
    fn of(&self, character: char) -> Option<Glyph> {
        self.glyphs.get(character as usize).filter(|glyph| glyph.number != 0).copied()
    }

    /// The glyph of a character that is drawn by it, as nearly all are.
    fn usual(&self, character: char) -> Option<Glyph> {
        self.of(character).filter(|_| character != SOFT_HYPHEN && !is_mark(character))
    }

    /// What shows a character, and its advance in thousandths of the size, as the document declares it. White space of any kind
    /// is a space, and marks take no room.
    fn find(&self, character: char) -> (Shown, i64) {
        let character = if character.is_ascii_whitespace() { ' ' } else { character };
        match (self.usual(character), self.of(character)) {
            (Some(glyph), _) => (Shown::Own(glyph.number), i64::from(glyph.advance)),
            (None, _) if character == SOFT_HYPHEN => (Shown::Nothing, 0),
            (None, Some(mark)) => (Shown::Mark(mark.number), 0),
            (None, None) => self.find_elsewhere(character),
        }
    }

    /// The same of a character that the face lacks.
    fn find_elsewhere(&self, character: char) -> (Shown, i64) {
        let stand_in =
            |alike: char| self.of(alike).map(|it| (Shown::StandIn(it.number), i64::from(it.advance)));
        let found = match Letter::of(character) {
            Letter::Invisible | Letter::Control => None,
            _ => match nearest(character).and_then(stand_in) {
                Some(found) => Some(found),
                None => match Lent::of(self.style, character) {
                    Some(lent) => Some((Shown::Lent(lent), lent.advance)),
                    None => stand_in(SIGN),
                },
            },
        };
        found.unwrap_or((Shown::Nothing, 0))
    }

    /// Whether a text is drawn glyph after glyph and read from paper as it is, but for what nobody sees.
    pub(super) fn shows(&self, text: &str) -> bool {
        let shows =
            |c: char| c.is_whitespace() || self.usual(c).is_some() || Letter::of(c) == Letter::Invisible;
        text.is_ascii() || text.chars().all(shows)
    }

    /// What shows a character.
    pub(super) fn shown(&self, character: char) -> Shown {
        match self.usual(character) {
            Some(glyph) => Shown::Own(glyph.number),
            None => self.find(character).0,
        }
    }

    /// The advance of a character in thousandths of the size, as the document declares it.
    pub(super) fn advance(&self, character: char) -> i64 {
        match self.usual(character) {
            Some(glyph) => i64::from(glyph.advance),
            None => self.find(character).1,
        }
    }

    /// How far a glyph moves the pen, in thousandths of the size: what the document declares, for marks too.
    pub(super) fn declared(&self, character: char) -> i64 {
        self.of(character).map_or(0, |glyph| i64::from(glyph.advance))
    }

    /// Where marks stand on a letter of this face.
    pub(super) fn places(&self, letter: char, marks: &[char]) -> Vec<Moved> {
        marks::places(&self.whole, letter, marks)
    }

    /// The width of a text, rounded up.
    pub(super) fn width(&self, text: &str, size: Hundredths) -> Hundredths {
        let advances: i64 = text.chars().map(|character| self.advance(character)).sum();
        (advances * size + 999) / 1000
    }
}

/// Stands where no face has a glyph.
pub(super) const SIGN: char = '□';
/// It has a glyph, and is seen by nobody where no line ends.
const SOFT_HYPHEN: char = '\u{AD}';

/// The character whose glyph looks nearly like one that has none.
fn nearest(character: char) -> Option<char> {
    Some(match character {
        '\u{2011}' | '\u{2043}' | '\u{FE63}' | '\u{FF0D}' => '-',
        '\u{2212}' => '–',
        '\u{2BC}' | '\u{2B9}' | '\u{2032}' | '\u{FF07}' => '’',
        '\u{2BB}' => '‘',
        '\u{2033}' => '”',
        '\u{2044}' | '\u{2215}' => '/',
        _ if character.is_whitespace() => ' ',
        _ => return None,
    })
}

/// An advance in thousandths of the size, rounded down as the skeleton's width tables are.
fn thousandths(advance: u16, units: u16) -> u16 {
    u16::try_from(u32::from(advance) * 1000 / u32::from(units.max(1))).unwrap_or(u16::MAX)
}

/// What drafts say across their pages.
const DRAFT: &str = "DỰ THẢO";

/// The three faces, and the shapes of what drafts say.
pub(super) struct Faces {
    faces: [Face; 3],
    draft: Option<Outline>,
}

impl Faces {
    /// Cuts the bundled faces.
    ///
    /// # Errors
    /// [`PdfError::Face`] if a face cannot be read.
    pub(super) fn new() -> Result<Self, PdfError> {
        let faces = [Face::new(Style::Regular)?, Face::new(Style::Bold)?, Face::new(Style::Italic)?];
        let draft = Outline::new(&faces[Style::Bold as usize].program, DRAFT);
        Ok(Self { faces, draft })
    }

    /// The face of a style.
    pub(super) fn get(&self, style: Style) -> &Face {
        &self.faces[style as usize]
    }

    /// What drafts say across their pages.
    pub(super) fn draft(&self) -> Option<&Outline> {
        self.draft.as_ref()
    }
}
