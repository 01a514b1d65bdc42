//! Outlines as the data of SVG paths, with no more points than a page can bear.

use super::projection::Projection;
use crate::territory::{Point, Polygon, Ring, Shape};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The points of a map: some 200 kB of a page.
const MOST_POINTS: usize = 30_000;
/// The height of the diamond that stands for an island too small to be seen.
const DIAMOND: i32 = 8;

/// A drawn map.
pub(super) struct Drawn {
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) inset: Option<(i32, i32, i32, i32)>,
    /// A path for each shape, in their order.
    pub(super) paths: Vec<Path>,
}

/// An outline.
pub(super) struct Path {
    pub(super) data: String,
    /// Where a name may stand.
    pub(super) room: Option<Room>,
}

/// The middle of a place's largest polygon, and its size.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// Draws shapes on one map; `None` if there is nothing to draw.
pub(super) fn draw<'a>(shapes: impl Iterator<Item = &'a Shape> + Clone) -> Option<Drawn> {
    let projection = Projection::of(shapes.clone().flat_map(|shape| &shape.0))?;
    let mut tolerance = 1;
    let outlines = loop {
        let outlines: Vec<Vec<Vec<Ring>>> =
            shapes.clone().map(|shape| outline(shape, &projection, tolerance)).collect();
        let points: usize = outlines.iter().flatten().flatten().map(|ring| ring.0.len()).sum();
        if points <= MOST_POINTS || tolerance > 1000 {
            break outlines;
        }
        tolerance *= 2;
    };
    let paths = outlines.iter().map(|polygons| path(polygons)).collect();
    let Projection { width, height, inset, .. } = projection;
    Some(Drawn { width, height, inset, paths })
}

/// The rings of a shape's polygons in units of the map.
fn outline(shape: &Shape, projection: &Projection, tolerance: u32) -> Vec<Vec<Ring>> {
    let rings = |polygon: &Polygon| {
        let drawn = |ring: &Ring| Ring(projection.draw(polygon, &ring.0)).simplified(tolerance);
        polygon.0.iter().map(drawn).collect()
    };
    shape.0.iter().map(rings).collect()
}

fn path(polygons: &[Vec<Ring>]) -> Path {
    let mut data = String::new();
    let mut diamonds = BTreeSet::new();
    let mut room: Option<Room> = None;
    for rings in polygons {
        let Some(outer) = rings.first() else { continue };
        let Some(own) = room_of(outer) else { continue };
        if outer.0.len() < 3 || own.width.max(own.height) < DIAMOND {
            // Islets beside one another are one diamond.
            if diamonds.insert((own.x / DIAMOND, own.y / DIAMOND)) {
                let half = DIAMOND / 2;
                let corners = [Point(-half, 0), Point(0, -half), Point(half, 0), Point(0, half)];
                push(&mut data, &corners.map(|corner| Point(own.x + corner.0, own.y + corner.1)));
            }
            continue;
        }
        rings.iter().filter(|ring| ring.0.len() > 2).for_each(|ring| push(&mut data, &ring.0));
        let area = |room: &Room| i64::from(room.width) * i64::from(room.height);
        if room.as_ref().is_none_or(|largest| area(largest) < area(&own)) {
            room = Some(own);
        }
    }
    Path { data, room }
}

/// Adds a ring: the first point, then the steps from each to the next.
fn push(data: &mut String, points: &[Point]) {
    let Some(mut last) = points.first().copied() else { return };
    let _ = write!(data, "M{} {}l", last.0, last.1);
    for (at, point) in points.iter().enumerate().skip(1) {
        let separator = if at == 1 { "" } else { " " };
        let _ = write!(data, "{separator}{} {}", point.0 - last.0, point.1 - last.1);
        last = *point;
    }
    data.push('z');
}

fn room_of(ring: &Ring) -> Option<Room> {
    let span = |of: fn(&Point) -> i32| Some((ring.0.iter().map(of).min()?, ring.0.iter().map(of).max()?));
    let ((left, right), (top, bottom)) = (span(|point| point.0)?, span(|point| point.1)?);
    let (x, y) = middle(ring).unwrap_or(((left + right) / 2, (top + bottom) / 2));
    Some(Room { x, y, width: right - left, height: bottom - top })
}

/// The centre of gravity of a surface.
fn middle(ring: &Ring) -> Option<(i32, i32)> {
    let wide = |point: &Point| (i64::from(point.0), i64::from(point.1));
    let next = ring.0.iter().cycle().skip(1);
    let (mut twice, mut x, mut y) = (0, 0, 0);
    for ((x1, y1), (x2, y2)) in ring.0.iter().map(wide).zip(next.map(wide)) {
        let cross = x1 * y2 - x2 * y1;
        twice += cross;
        x += (x1 + x2) * cross;
        y += (y1 + y2) * cross;
    }
    let at = |sum: i64| i32::try_from(sum.checked_div(3 * twice)?).ok();
    Some((at(x)?, at(y)?))
}

#[cfg(test)]
mod tests {
    use super::{MOST_POINTS, draw};
    use crate::territory::{Point, Polygon, Ring, Shape};

    fn shape(points: Vec<Point>) -> Shape {
        Shape(vec![Polygon(vec![Ring(points)])])
    }

    #[test]
    fn a_nation_of_fine_outlines_fits_into_a_page() {
        let shapes: Vec<Shape> = (0..3_400)
            .map(|at| {
                let (x, y) = (1_020_000 + at % 40 * 2_000, 90_000 + at / 40 * 1_700);
                let zigzag = |step: i32| Point(x + step * 20, y + step % 2 * 300);
                let mut points: Vec<Point> = (0..100).map(zigzag).collect();
                points.extend([Point(x + 2_000, y + 1_700), Point(x, y + 1_700)]);
                shape(points)
            })
            .collect();
        let drawn = draw(shapes.iter()).expect("a map");
        let bytes: usize = drawn.paths.iter().map(|path| path.data.len()).sum();
        assert!(drawn.paths.iter().all(|path| !path.data.is_empty()), "every place is seen");
        assert!(bytes < 280_000 && bytes > MOST_POINTS, "{bytes}");
    }

    #[test]
    fn an_islet_is_seen() {
        let coast = shape(vec![Point(0, 0), Point(9_000, 0), Point(9_000, 9_000), Point(0, 9_000)]);
        let islet = shape(vec![Point(10_000, 100)]);
        let drawn = draw([&coast, &islet].into_iter()).expect("a map");
        assert_eq!(drawn.paths[0].data, "M12 890l878 0 0 -878 -878 0z");
        assert_eq!(drawn.paths[1].data, "M984 881l4 -4 4 4 -4 4z");
        assert!(draw(std::iter::empty()).is_none());
    }
}
