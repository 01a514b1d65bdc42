//! The list as a newcomer prints it with printpdf, after its README: whole faces, one text section a cell, one line after
//! the other, and the document in memory until it is saved. A peer of `benches/peers/run`; its arguments are the list's
//! data, as `cargo bench --bench print -- --write FOLDER` writes them, and the PDF to write.

#[path = "print/peer.rs"]
mod peer;
#[path = "print/usage.rs"]
mod usage;

use printpdf::{
    FontId, Line, LinePoint, Mm, Op, ParsedFont, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Point,
    Pt, TextItem,
};
use serde::Deserialize;
use std::error::Error;
use std::fs;

const PAGE: (f32, f32) = (841.89, 595.28);
const LEFT: f32 = 85.04;
const RIGHT: f32 = 799.37;
const TOP: f32 = 538.58;
const BOTTOM: f32 = 56.69;
const SIZE: f32 = 10.0;
const LEADING: f32 = 11.6;
const PADDING: f32 = 2.4;

const REGULAR: &[u8] = include_bytes!("../src/render/pdf/fonts/LiberationSerif-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../src/render/pdf/fonts/LiberationSerif-Bold.ttf");
const ITALIC: &[u8] = include_bytes!("../src/render/pdf/fonts/LiberationSerif-Italic.ttf");

#[derive(Deserialize)]
struct List {
    title: String,
    form: String,
    committee: Vec<String>,
    nation: Vec<String>,
    name: String,
    titles: Vec<String>,
    area: String,
    running: String,
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
    sums: Vec<String>,
    signature: Signature,
}

#[derive(Deserialize)]
struct Column {
    heading: String,
    group: String,
    width: f32,
    align: String,
}

#[derive(Deserialize)]
struct Signature {
    place_and_date: String,
    lines: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let (Some(data), Some(out)) = (paths.next(), paths.next()) else {
        println!("naive: run by benches/peers/run");
        return Ok(());
    };
    let list: List = serde_json::from_slice(&fs::read(data)?)?;
    peer::report(|| {
        let (pages, file) = print(&list)?;
        fs::write(&out, file)?;
        Ok(pages)
    })
}

fn print(list: &List) -> Result<(u32, Vec<u8>), Box<dyn Error>> {
    let mut document = PdfDocument::new(&list.title);
    let mut face = |bytes: &'static [u8]| -> Result<Face, Box<dyn Error>> {
        let font = ParsedFont::from_bytes(bytes, 0, &mut Vec::new()).ok_or("a face cannot be read")?;
        Ok(Face { id: document.add_font(&font), widths: ttf_parser::Face::parse(bytes, 0)? })
    };
    let (regular, bold, italic) = (face(REGULAR)?, face(BOLD)?, face(ITALIC)?);
    let mut book = Book { list, regular, bold, italic, pages: Vec::new(), page: Vec::new(), y: TOP };
    book.head();
    book.header();
    for row in &list.rows {
        book.row(row);
    }
    book.foot();
    book.end_page();
    let pages = u32::try_from(book.pages.len())?;
    let file = document.with_pages(book.pages).save(&PdfSaveOptions::default(), &mut Vec::new());
    Ok((pages, file))
}

struct Face {
    id: FontId,
    widths: ttf_parser::Face<'static>,
}

impl Face {
    fn width(&self, text: &str, size: f32) -> f32 {
        let advance = |character| self.widths.glyph_hor_advance(self.widths.glyph_index(character)?);
        let units: u32 = text.chars().filter_map(advance).map(u32::from).sum();
        units as f32 * size / f32::from(self.widths.units_per_em())
    }

    fn wrap(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}"), size) <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }
}

struct Book<'l> {
    list: &'l List,
    regular: Face,
    bold: Face,
    italic: Face,
    pages: Vec<PdfPage>,
    page: Vec<Op>,
    y: f32,
}

impl Book<'_> {
    fn head(&mut self) {
        let list = self.list;
        self.page.extend(text(&self.bold, 11.0, "right", (LEFT, RIGHT), TOP + 14.0, &list.form));
        for (at, line) in list.committee.iter().enumerate() {
            let y = TOP - 12.0 - 17.0 * at as f32;
            self.page.extend(text(&self.bold, 13.0, "center", (LEFT, LEFT + 290.0), y, line));
        }
        for (at, line) in list.nation.iter().enumerate() {
            let y = TOP - 12.0 - 17.0 * at as f32;
            self.page.extend(text(&self.bold, 13.0, "center", (RIGHT - 300.0, RIGHT), y, line));
        }
        self.y = TOP - 62.0;
        for (face, line) in [(&self.bold, &list.name)]
            .into_iter()
            .chain(list.titles.iter().map(|line| (&self.bold, line)))
            .chain([(&self.regular, &list.area)])
        {
            self.page.extend(text(face, 13.0, "center", (0.0, PAGE.0), self.y, line));
            self.y -= 17.0;
        }
    }

    /// The header of the table, two headings high.
    fn header(&mut self) {
        let (top, middle, bottom) = (self.y, self.y - 29.0, self.y - 58.0);
        let mut left = LEFT;
        for (at, column) in self.list.columns.iter().enumerate() {
            let sides = (left, left + column.width);
            let (group, opens) = (&column.group, at == 0 || self.list.columns[at - 1].group != column.group);
            if !group.is_empty() && opens {
                let same = self.list.columns.iter().filter(|other| other.group == *group);
                let over = (left, left + same.map(|other| other.width).sum::<f32>());
                self.heading(group, over, top);
                self.page.push(line((over.0, middle), (over.1, middle)));
            }
            let from = if group.is_empty() { top } else { middle };
            self.heading(&column.heading, sides, from);
            self.page.push(line((left, bottom), (left, if opens { top } else { from })));
            left += column.width;
        }
        self.page.push(line((left, bottom), (left, top)));
        self.page.push(line((LEFT, top), (left, top)));
        self.page.push(line((LEFT, bottom), (left, bottom)));
        self.y = bottom;
    }

    fn heading(&mut self, heading: &str, sides: (f32, f32), top: f32) {
        for (at, part) in self.bold.wrap(heading, SIZE, sides.1 - sides.0 - 2.0 * PADDING).iter().enumerate()
        {
            let y = top - 12.0 - LEADING * at as f32;
            self.page.extend(text(&self.bold, SIZE, "center", sides, y, part));
        }
    }

    fn row(&mut self, row: &[String]) {
        let columns = &self.list.columns;
        let lines: Vec<Vec<String>> = row
            .iter()
            .zip(columns)
            .map(|(cell, column)| self.regular.wrap(cell, SIZE, column.width - 2.0 * PADDING))
            .collect();
        let most = lines.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let height = 5.4 + LEADING * most as f32;
        if self.y - height < BOTTOM {
            self.end_page();
            self.header();
        }
        let (top, bottom) = (self.y, self.y - height);
        let mut left = LEFT;
        for (lines, column) in lines.iter().zip(columns) {
            let sides = (left + PADDING, left + column.width - PADDING);
            for (at, part) in lines.iter().enumerate() {
                let y = top - 12.0 - LEADING * at as f32;
                self.page.extend(text(&self.regular, SIZE, &column.align, sides, y, part));
            }
            self.page.push(line((left, bottom), (left, top)));
            left += column.width;
        }
        self.page.push(line((left, bottom), (left, top)));
        self.page.push(line((LEFT, bottom), (left, bottom)));
        self.y = bottom;
    }

    fn foot(&mut self) {
        if self.y - 220.0 < BOTTOM {
            self.end_page();
        }
        self.y -= 20.0;
        for sum in &self.list.sums {
            self.page.extend(text(&self.regular, 12.0, "left", (LEFT, RIGHT), self.y, sum));
            self.y -= 15.0;
        }
        let Signature { place_and_date, lines } = &self.list.signature;
        for (face, line) in
            [(&self.italic, place_and_date)].into_iter().chain(lines.iter().map(|line| (&self.bold, line)))
        {
            self.page.extend(text(face, 13.0, "center", (RIGHT - 300.0, RIGHT), self.y, line));
            self.y -= 16.0;
        }
    }

    fn end_page(&mut self) {
        let running = format!("{} – trang {}", self.list.running, self.pages.len() + 1);
        self.page.extend(text(&self.italic, 9.0, "left", (LEFT, RIGHT), 37.0, &running));
        let operations = std::mem::take(&mut self.page);
        self.pages.push(PdfPage::new(Mm(297.0), Mm(210.0), operations));
        self.y = TOP;
    }
}

fn text(face: &Face, size: f32, align: &str, (left, right): (f32, f32), y: f32, text: &str) -> [Op; 5] {
    let x = match align {
        "left" => left,
        "right" => right - face.width(text, size),
        _ => (left + right - face.width(text, size)) / 2.0,
    };
    [
        Op::StartTextSection,
        Op::SetTextCursor { pos: Point { x: Pt(x), y: Pt(y) } },
        Op::SetFont { font: PdfFontHandle::External(face.id.clone()), size: Pt(size) },
        Op::ShowText { items: vec![TextItem::Text(text.to_owned())] },
        Op::EndTextSection,
    ]
}

fn line(from: (f32, f32), to: (f32, f32)) -> Op {
    let point = |(x, y): (f32, f32)| LinePoint { p: Point { x: Pt(x), y: Pt(y) }, bezier: false };
    Op::DrawLine { line: Line { points: vec![point(from), point(to)], is_closed: false } }
}
