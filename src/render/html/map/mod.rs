//! The map of a place's parts: outlines in classes, each with a pattern beside its colour, linked to the part's page. The
//! table under a map is its text equivalent: the same places, figures and links.

mod path;
mod projection;

use super::place_row::PlaceRow;
use crate::render::words::Words;
use askama::Template;
use askama::filters::HtmlSafe;
use path::Drawn;

/// With more places than this, names would cover the map.
const PLACES_NAMED: usize = 16;
/// Height of letters in units of the map, on a wide screen and on a narrow one.
const LETTER: i32 = 26;
const LETTER_NARROW: i32 = 44;

#[derive(Template)]
#[template(path = "charts/map.svg", whitespace = "minimize")]
pub(super) struct Map {
    title: &'static str,
    description: String,
    width: i32,
    height: i32,
    /// Left, top, width and height of the frame around far islands.
    inset: Option<(i32, i32, i32, i32)>,
    places: Vec<MapPlace>,
    names: Vec<Name>,
    legend: Vec<ClassLine>,
    measure: &'static str,
    inset_note: &'static str,
}

struct MapPlace {
    href: String,
    told: String,
    class: usize,
    path: String,
}

struct Name {
    text: String,
    x: i32,
    y: i32,
    /// Whether it has room on a narrow screen too.
    is_roomy: bool,
}

struct ClassLine {
    class: usize,
    label: String,
    places: String,
}

impl HtmlSafe for Map {}

impl Map {
    /// The map of the rows that have an outline; `None` if none has.
    pub(super) fn new(rows: &[PlaceRow<'_>], words: Words) -> Option<Self> {
        let drawn: Vec<(&PlaceRow<'_>, &crate::territory::Shape)> =
            rows.iter().filter_map(|row| Some((row, row.shape?))).collect();
        let Drawn { width, height, inset, paths } = path::draw(drawn.iter().map(|(_, shape)| *shape))?;
        let mut places = Vec::new();
        let mut names = Vec::new();
        for ((row, _), path) in drawn.iter().zip(paths) {
            let (class, missing) = (class_of(row), row.books.no_list + row.books.queue);
            if let Some(room) = path.room.filter(|_| drawn.len() <= PLACES_NAMED) {
                let letters = i32::try_from(row.name.chars().count()).unwrap_or(i32::MAX);
                let fits =
                    |letter: i32| letters.saturating_mul(letter) / 2 <= room.width && letter <= room.height;
                let half = letters.saturating_mul(LETTER) / 3;
                let x = room.x.max(half).min(width - half);
                // The name of a small island stands below it.
                let y = if fits(LETTER) { room.y } else { room.y + room.height / 2 + LETTER };
                if fits(LETTER) || room.height < 4 * LETTER {
                    names.push(Name { text: row.name.to_owned(), x, y, is_roomy: fits(LETTER_NARROW) });
                }
            }
            places.push(MapPlace {
                href: format!("{}/summary.html", row.code),
                told: words.map_place(row.name, row.books.listed, missing),
                class,
                path: path.data,
            });
        }
        let legend: Vec<ClassLine> = (0..CLASSES)
            .map(|class| {
                let count = places.iter().filter(|place| place.class == class).count();
                let places = words.map_places(count as u64);
                ClassLine { class, label: class_label(class, words), places }
            })
            .collect();
        let told: Vec<String> =
            legend.iter().map(|line| format!("{}: {}", line.label, line.places)).collect();
        let description = format!("{}. {}. {}", words.map_measure(), told.join("; "), words.map_table());
        Some(Self {
            title: words.map(),
            description,
            width,
            height,
            inset,
            places,
            names,
            legend,
            measure: words.map_measure(),
            inset_note: words.map_inset(),
        })
    }
}

/// Where classes begin and end, in thousandths, after that of nobody. They are the same on every map, so that maps of
/// different places and days can be laid side by side.
const BOUNDS: [u64; 3] = [5, 10, 20];
/// Nobody, below the first bound, …, from the last bound on.
const CLASSES: usize = BOUNDS.len() + 2;

/// The class of a place by the share of those on no list or waiting among all who may vote.
fn class_of(row: &PlaceRow<'_>) -> usize {
    let missing = row.books.no_list + row.books.queue;
    let whole = missing + row.books.listed;
    if missing == 0 {
        return 0;
    }
    let is_below = |bound: &u64| u128::from(missing) * 1000 < u128::from(whole) * u128::from(*bound);
    1 + BOUNDS.iter().position(is_below).unwrap_or(BOUNDS.len())
}

fn class_label(class: usize, words: Words) -> String {
    let share = |bound: u64| words.0.percent(bound, 1000);
    let lower = class.checked_sub(2).and_then(|at| BOUNDS.get(at)).map(|bound| share(*bound));
    let upper = class.checked_sub(1).and_then(|at| BOUNDS.get(at)).map(|bound| share(*bound));
    match (lower, upper) {
        (None, None) => words.map_nobody().to_owned(),
        (None, Some(upper)) => words.map_below(&upper),
        (Some(lower), Some(upper)) => words.map_from_below(&lower, &upper),
        (Some(lower), None) => words.map_from(&lower),
    }
}

#[cfg(test)]
mod tests {
    use super::{PlaceRow, class_of};
    use crate::render::html::Books;
    use crate::roll::Totals;

    #[test]
    fn classes_begin_at_their_lower_end() {
        let cases = [
            (0, 1000, 0),
            (0, 0, 0),
            (1, 9999, 1),
            (5, 995, 2),
            (49, 9951, 1),
            (10, 990, 3),
            (20, 980, 4),
            (3, 0, 4),
        ];
        for (no_list, listed, class) in cases {
            let books = Books { no_list, listed, ..Books::default() };
            let row = PlaceRow { code: "31", name: "", books, totals: Totals::default(), shape: None };
            assert_eq!(class_of(&row), class, "{no_list} of {listed}");
        }
    }
}
