//! From degrees to the units of a drawing: east and north at one scale, as is true in the middle of the map.
//!
//! Islands far off would shrink everything else to nothing. Where they would, they go into a frame of their own under the
//! map, at a scale of their own, as printed maps do.

use crate::territory::{Point, Polygon, STEPS_PER_DEGREE};

/// The room of a map.
const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 1200.0;
/// The room of the frame of far islands, and what is left free around drawings.
const INSET: (f64, f64) = (360.0, 240.0);
const MARGIN: f64 = 12.0;
/// Polygons at most so many diagonals of the map away belong to it.
const NEAR: f64 = 0.5;
/// Far islands stay in the map if it keeps so much of its scale.
const SCALE_KEPT: f64 = 0.6;

/// A rectangle on the plane, in steps of the grid, north up.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Bounds {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Bounds {
    fn join(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    fn width(self) -> f64 {
        self.right - self.left
    }

    fn height(self) -> f64 {
        self.bottom - self.top
    }

    fn diagonal(self) -> f64 {
        (self.width() * self.width() + self.height() * self.height()).sqrt()
    }

    /// How far two rectangles lie apart; 0 if they touch.
    fn gap(self, other: Self) -> f64 {
        let x = (other.left - self.right).max(self.left - other.right).max(0.0);
        let y = (other.top - self.bottom).max(self.top - other.bottom).max(0.0);
        (x * x + y * y).sqrt()
    }

    /// The scale at which it fits into a room.
    fn scale(self, width: f64, height: f64) -> f64 {
        // A single point has no size; a step of the grid is the least.
        (width / self.width().max(1.0)).min(height / self.height().max(1.0))
    }
}

/// A part of the plane and where it is drawn.
#[derive(Debug, Clone, Copy)]
struct View {
    bounds: Bounds,
    scale: f64,
    /// Where the left upper corner is drawn.
    at: (f64, f64),
}

/// How places are drawn.
#[derive(Debug)]
pub(super) struct Projection {
    /// The shortening of degrees of longitude.
    narrowing: f64,
    main: View,
    far: Option<View>,
    pub(super) width: i32,
    pub(super) height: i32,
    /// Left, top, width and height of the frame around far islands.
    pub(super) inset: Option<(i32, i32, i32, i32)>,
}

impl Projection {
    /// The projection that shows all polygons; `None` if there are none.
    pub(super) fn of<'a>(polygons: impl Iterator<Item = &'a Polygon> + Clone) -> Option<Self> {
        let latitudes = polygons.clone().filter_map(|polygon| polygon.0.first()).flat_map(|ring| &ring.0);
        let (south, north) = latitudes.map(|point| point.1).fold(None, |span: Option<(i32, i32)>, y| {
            Some(span.map_or((y, y), |(low, high)| (low.min(y), high.max(y))))
        })?;
        let narrowing = cosine(f64::from(south) / 2.0 + f64::from(north) / 2.0);
        let boxes: Vec<Bounds> = polygons.filter_map(|polygon| bounds(polygon, narrowing)).collect();
        let all = boxes.iter().copied().reduce(Bounds::join)?;
        let near = mainland(&boxes)?;
        let far = boxes.into_iter().filter(|part| near.gap(*part) > 0.0).reduce(Bounds::join);
        let far = far.filter(|_| all.scale(WIDTH, HEIGHT) < near.scale(WIDTH, HEIGHT) * SCALE_KEPT);
        let shown = if far.is_some() { near } else { all };
        let scale = shown.scale(WIDTH - 2.0 * MARGIN, HEIGHT - 2.0 * MARGIN);
        let main = View { bounds: shown, scale, at: (MARGIN, MARGIN) };
        let mut size = (shown.width() * scale + 2.0 * MARGIN, shown.height() * scale + 2.0 * MARGIN);
        let mut inset = None;
        let far = far.map(|bounds| {
            let scale = bounds.scale(INSET.0 - 4.0 * MARGIN, INSET.1 - 4.0 * MARGIN).min(main.scale);
            let (left, top) = ((size.0 - INSET.0 - MARGIN).max(MARGIN), size.1);
            let middle = |room: f64, drawn: f64| (room - drawn * scale) / 2.0;
            let at = (left + middle(INSET.0, bounds.width()), top + middle(INSET.1, bounds.height()));
            inset = Some((unit(left), unit(top), unit(INSET.0), unit(INSET.1)));
            size = (size.0.max(INSET.0 + 2.0 * MARGIN), top + INSET.1 + MARGIN);
            View { bounds, scale, at }
        });
        Some(Self { narrowing, main, far, width: unit(size.0), height: unit(size.1), inset })
    }

    /// Draws the points of a polygon's ring: those of a polygon outside the map go into the frame of far islands.
    pub(super) fn draw(&self, polygon: &Polygon, ring: &[Point]) -> Vec<Point> {
        let is_far = bounds(polygon, self.narrowing).is_some_and(|part| self.main.bounds.gap(part) > 0.0);
        let view = self.far.as_ref().filter(|_| is_far).unwrap_or(&self.main);
        let place = |point: &Point| {
            let (x, y) = plane(*point, self.narrowing);
            let (x, y) = ((x - view.bounds.left) * view.scale, (y - view.bounds.top) * view.scale);
            Point(unit(view.at.0 + x), unit(view.at.1 + y))
        };
        ring.iter().map(place).collect()
    }
}

/// The bounds of the largest polygon and of all that lie near it, or near those.
fn mainland(boxes: &[Bounds]) -> Option<Bounds> {
    let largest = |one: &&Bounds, other: &&Bounds| one.diagonal().total_cmp(&other.diagonal());
    let mut main = *boxes.iter().max_by(largest)?;
    loop {
        let reach = main.diagonal() * NEAR;
        let near = boxes.iter().filter(|part| main.gap(**part) <= reach);
        let grown = near.copied().fold(main, Bounds::join);
        if grown == main {
            return Some(main);
        }
        main = grown;
    }
}

fn bounds(polygon: &Polygon, narrowing: f64) -> Option<Bounds> {
    let points = polygon.0.first()?.0.iter().map(|point| plane(*point, narrowing));
    points.map(|(x, y)| Bounds { left: x, top: y, right: x, bottom: y }).reduce(Bounds::join)
}

fn plane(point: Point, narrowing: f64) -> (f64, f64) {
    (f64::from(point.0) * narrowing, -f64::from(point.1))
}

/// The cosine of a latitude in steps of the grid, by its series: the same on every machine, which a library's is not.
fn cosine(steps: f64) -> f64 {
    let radians = steps / f64::from(STEPS_PER_DEGREE) * (std::f64::consts::PI / 180.0);
    let square = radians * radians;
    let series = 1.0 - square / 2.0 * (1.0 - square / 12.0 * (1.0 - square / 30.0 * (1.0 - square / 56.0)));
    series.max(0.01)
}

/// The nearest whole unit.
fn unit(value: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "what is drawn fits into some thousand units")]
    let unit = value.round() as i32;
    unit
}

#[cfg(test)]
mod tests {
    use super::{Projection, cosine};
    use crate::territory::{Point, Polygon, Ring, STEPS_PER_DEGREE};
    use proptest::prelude::*;

    /// A square by its middle and half its side, in degrees.
    fn square(longitude: f64, latitude: f64, half: f64) -> Polygon {
        #[expect(clippy::cast_possible_truncation, reason = "degrees are small")]
        let at = |x: f64, y: f64| {
            let steps = |degrees: f64| (degrees * f64::from(STEPS_PER_DEGREE)) as i32;
            Point(steps(longitude + x * half), steps(latitude + y * half))
        };
        Polygon(vec![Ring(vec![at(-1.0, -1.0), at(1.0, -1.0), at(1.0, 1.0), at(-1.0, 1.0)])])
    }

    fn drawn(polygons: &[Polygon]) -> (Projection, Vec<Vec<Point>>) {
        let projection = Projection::of(polygons.iter()).expect("there are polygons");
        let points = polygons.iter().map(|polygon| projection.draw(polygon, &polygon.0[0].0)).collect();
        (projection, points)
    }

    fn width(points: &[Point]) -> i32 {
        let xs = || points.iter().map(|point| point.0);
        xs().max().unwrap_or(0) - xs().min().unwrap_or(0)
    }

    #[test]
    fn the_series_is_the_cosine() {
        for degrees in 0..=89 {
            let degrees = f64::from(degrees);
            let found = cosine(degrees * f64::from(STEPS_PER_DEGREE));
            assert!((found - degrees.to_radians().cos().max(0.01)).abs() < 0.001, "{degrees}: {found}");
        }
    }

    #[test]
    fn far_islands_do_not_shrink_a_province_and_stay_in_a_nation() {
        let province = [square(109.0, 12.0, 0.6), square(109.8, 12.2, 0.02), square(114.0, 10.0, 0.05)];
        let (projection, points) = drawn(&province);
        let (left, top, wide, high) = projection.inset.expect("the island is in a frame");
        assert!(width(&points[0]) > 500, "the mainland keeps its size: {}", width(&points[0]));
        let inside =
            |point: &Point| (left..=left + wide).contains(&point.0) && (top..=top + high).contains(&point.1);
        assert!(points[2].iter().all(inside), "{:?}", points[2]);
        assert!(!points[1].iter().any(inside), "an island near the coast stays where it is");
        let nation = [square(105.0, 21.0, 2.0), square(108.0, 12.0, 2.5), square(112.0, 16.5, 0.1)];
        assert!(drawn(&nation).0.inset.is_none());
    }

    #[test]
    fn north_is_up_and_degrees_of_longitude_are_shorter() {
        let (projection, points) = drawn(&[square(105.0, 60.0, 1.0)]);
        let points = &points[0];
        assert!(points[2].1 < points[0].1 && points[1].0 > points[0].0);
        let tall = points[0].1 - points[2].1;
        assert!((tall - 2 * width(points)).abs() <= 2, "{points:?} in {projection:?}");
    }

    proptest! {
        #[test]
        fn everything_is_drawn_inside(
            places in proptest::collection::vec((-180.0..180.0f64, -89.0..89.0f64, 0.0001..1.0f64), 1..12),
        ) {
            let polygons: Vec<Polygon> = places.iter().map(|(x, y, half)| square(*x, *y, *half)).collect();
            let (projection, points) = drawn(&polygons);
            prop_assert!(projection.width <= 1000 && projection.height <= 1500);
            for Point(x, y) in points.into_iter().flatten() {
                prop_assert!((0..=projection.width).contains(&x), "{} of {:?}", x, projection);
                prop_assert!((0..=projection.height).contains(&y), "{} of {:?}", y, projection);
            }
        }
    }
}
