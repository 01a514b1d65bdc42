//! Pages as they look, against pictures kept in `tests/render/pictures`.
//!
//! After a change that is meant, take them anew and look at each:
//!
//! ```sh
//! CUTRI_BLESS=1 cargo test --test main render::pictures
//! git diff --stat tests/render/pictures
//! ```
//!
//! Other versions of poppler, or another program, smooth edges otherwise and round them to a neighbouring dot. So a dot
//! counts only where it is darker than every dot around its place in the other picture by [`SHADES`], and [`DOTS`] of a
//! page's 350,000 may: half a line of a hand's length. Cairo, which paints everything otherwise, makes 59.

use super::kinds::kinds;
use super::pdf_documents::{list, printed_as};
use super::tools::Printed;
use cutri::render::pdf::{Layout, ListDocument};
use lopdf::Document;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Dots an inch.
const SCALE: u32 = 60;
/// Shades of grey, of 256, that smoothing may make.
const SHADES: u8 = 72;
/// Dots a page that may differ by more.
const DOTS: usize = 80;

/// The pages that are kept: a document's kind and a page, the last where there is none.
const KEPT: &[(&str, Option<u32>)] = &[
    ("list", Some(1)),
    ("list", None),
    ("list-struck", Some(1)),
    ("supplement", Some(1)),
    ("cards", Some(1)),
    ("register", Some(1)),
    ("certificate", Some(1)),
    ("list-portrait", Some(1)),
    ("list-large", Some(1)),
    ("cards-four", Some(1)),
    ("cards-texts", Some(1)),
    ("returned", Some(1)),
    ("handover", Some(1)),
    ("poll-book", Some(1)),
    ("index", Some(1)),
    ("door-to-door", Some(1)),
    ("summary-table", Some(1)),
    ("cover", Some(1)),
    ("receipt", Some(1)),
    ("notice", Some(1)),
    ("decision", Some(1)),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/render/pictures")
}

/// A grey picture: its width, and the shade of each dot.
pub struct Picture {
    pub width: usize,
    pub dots: Vec<u8>,
}

impl Picture {
    /// Reads a PNG.
    pub fn read(bytes: &[u8]) -> Self {
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a PNG");
        let mut dots = vec![0; reader.output_buffer_size().expect("a picture of a page fits in memory")];
        let info = reader.next_frame(&mut dots).expect("a picture");
        assert_eq!(info.bit_depth, png::BitDepth::Eight);
        dots.truncate(info.buffer_size());
        // Grey is written as three equal colours, too.
        let dots = dots.into_iter().step_by(info.color_type.samples()).collect();
        Self { width: info.width as usize, dots }
    }

    /// The picture as a file.
    fn written(&self) -> Vec<u8> {
        let (width, height) = (self.width, self.dots.len() / self.width);
        let side = |dots: usize| u32::try_from(dots).expect("a page has few dots");
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, side(width), side(height));
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_compression(png::Compression::High);
        let mut writer = encoder.write_header().expect("memory takes all");
        writer.write_image_data(&self.dots).expect("as many dots as the sides say");
        writer.finish().expect("memory takes all");
        bytes
    }

    /// The darkest shade at a place and around it.
    fn darkest(&self) -> Vec<u8> {
        let side = |line: &[u8], at: usize| {
            *line[at.saturating_sub(1)..(at + 2).min(line.len())].iter().min().expect("a dot")
        };
        let lines: Vec<Vec<u8>> = self
            .dots
            .chunks(self.width)
            .map(|line| (0..line.len()).map(|at| side(line, at)).collect())
            .collect();
        let around = |at: usize| &lines[at.saturating_sub(1)..(at + 2).min(lines.len())];
        (0..lines.len())
            .flat_map(|at| {
                (0..self.width)
                    .map(move |column| around(at).iter().map(|line| line[column]).min().expect("a line"))
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    /// How many dots of each picture the other has nothing for.
    fn unlike(&self, other: &Self) -> usize {
        if (self.width, self.dots.len()) != (other.width, other.dots.len()) {
            return usize::MAX;
        }
        let lost = |from: &Self, to: &Self| {
            from.dots
                .iter()
                .zip(to.darkest())
                .filter(|(dot, darkest)| dot.saturating_add(SHADES) < *darkest)
                .count()
        };
        lost(self, other) + lost(other, self)
    }
}

#[test]
fn pages_look_as_the_pictures_that_are_kept() {
    let bless = std::env::var_os("CUTRI_BLESS").is_some_and(|value| !value.is_empty());
    let seen_folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
    fs::create_dir_all(&seen_folder).expect("a folder for the pictures seen");
    let (kinds, mut differences, mut names) = (kinds(), Vec::new(), BTreeSet::new());
    for (name, page) in KEPT {
        let kind = kinds.iter().find(|kind| kind.name == *name).expect("a kind of this name");
        let printed = Printed::new(&kind.bytes);
        let number = page.unwrap_or_else(|| printed.property("Pages").parse().expect("a number of pages"));
        let file = page.map_or_else(|| format!("{name}-last.png"), |page| format!("{name}-{page}.png"));
        let (kept, seen) = (folder().join(&file), Picture::read(&printed.picture(number, SCALE)));
        if bless {
            fs::create_dir_all(folder()).expect("a folder for the pictures kept");
            fs::write(&kept, seen.written()).expect("the picture is kept");
        }
        let unlike = fs::read(&kept).map(|kept| Picture::read(&kept).unlike(&seen));
        if !unlike.as_ref().is_ok_and(|unlike| *unlike <= DOTS) {
            let seen_file = seen_folder.join(&file);
            fs::write(&seen_file, seen.written()).expect("the picture seen is written");
            let dots = unlike.map_or_else(|error| error.to_string(), |dots| format!("{dots} dots differ"));
            differences.push(format!("{dots}: kept {}, seen {}", kept.display(), seen_file.display()));
        }
        names.insert(file);
    }
    for entry in fs::read_dir(folder()).expect("the folder of pictures") {
        let name = entry.expect("a file").file_name().to_string_lossy().into_owned();
        if !names.contains(&name) {
            differences.push(format!("{name} is kept for no page"));
        }
    }
    assert!(
        differences.is_empty(),
        "\n{}\nif this is meant: CUTRI_BLESS=1 cargo test --test main render::pictures, then look at each picture",
        differences.join("\n")
    );
}

/// A list's first page, with more painted on it.
fn with(painted: &str) -> Printed {
    // Without a symbol: pictures in a page are painted otherwise by every program.
    let list = ListDocument { qr: "".into(), ..list(6) };
    let mut pdf = Document::load_mem(&printed_as(&list, Layout::default())).expect("the list is a PDF");
    let first = pdf.page_iter().next().expect("a list has a page");
    pdf.add_page_contents(first, format!(" q {painted} Q").into_bytes()).expect("a page has content");
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).expect("memory takes all");
    Printed::new(&bytes)
}

fn unlike(first: &[u8], second: &[u8]) -> usize {
    Picture::read(first).unlike(&Picture::read(second))
}

#[test]
fn other_smoothing_is_no_difference() {
    let printed = with("0.5 w 100 300.3 m 300 300.3 l S");
    let kept = printed.picture(1, SCALE);
    for (program, options) in [
        // Cairo paints otherwise than poppler's own painter.
        ("pdftocairo", &["-gray"] as &[&str]),
        ("pdftoppm", &["-gray", "-thinlinemode", "solid"]),
        ("pdftoppm", &["-gray", "-aaVector", "no"]),
    ] {
        let dots = unlike(&kept, &printed.picture_by(program, options, 1, SCALE));
        assert!(dots <= DOTS, "{program} {options:?}: {dots} dots differ");
    }
}

#[test]
fn what_moves_or_comes_or_goes_is_a_difference() {
    let at = |height: u32| with(&format!("0.5 w 100 {height} m 300 {height} l S")).picture(1, SCALE);
    let (plain, bare) = (at(300), with("").picture(1, SCALE));
    for (what, other) in [
        ("a line moved by 3 points", at(303)),
        ("a line taken away", bare.clone()),
        ("a small box filled", with("0.5 w 100 300 m 300 300 l S 120 310 18 18 re f").picture(1, SCALE)),
        ("another paper", with("").picture(1, SCALE + 1)),
    ] {
        let dots = unlike(&plain, &other);
        assert!(dots > DOTS, "{what}: only {dots} dots differ");
    }
    assert_eq!(unlike(&bare, &bare), 0);
}
