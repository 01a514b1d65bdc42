//! The outlines of provinces and communes, for maps: decoration that no decision rests on.

use crate::people::{CommuneCode, ProvinceCode};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A place on a grid, by default of ten-thousandths of a degree (about 11 m): east and north.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Point(pub i32, pub i32);

/// Steps of the grid in a degree.
pub const STEPS_PER_DEGREE: i32 = 10_000;

/// A closed line; the last point is not the first once more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ring(pub Vec<Point>);

/// A surface: its outer ring, then the rings of its holes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Polygon(pub Vec<Ring>);

/// The outline of a place; islands are polygons of their own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Shape(pub Vec<Polygon>);

/// The outlines that an extract holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Shapes {
    pub provinces: BTreeMap<ProvinceCode, Shape>,
    pub communes: BTreeMap<CommuneCode, Shape>,
}

impl Shapes {
    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.provinces.is_empty() && self.communes.is_empty()
    }
}

/// How often a line is parted at its farthest point before it is parted in the middle: a coast never needs so many, and a
/// line that zigzags ever wider would be parted point by point, in the square of its length.
const DEPTH: u32 = 64;

impl Ring {
    /// The ring with as few of its points as keep it within `tolerance` steps of what it was (Douglas–Peucker), in a time
    /// that grows with their number and hardly more; a ring that shrinks to a point or a line keeps no more than that.
    ///
    /// ```
    /// use cutri::territory::{Point, Ring};
    /// let ring = Ring(vec![Point(0, 0), Point(50, 1), Point(100, 0), Point(100, 100), Point(0, 100)]);
    /// assert_eq!(ring.simplified(2).0, [Point(0, 0), Point(100, 0), Point(100, 100), Point(0, 100)]);
    /// assert_eq!(ring.simplified(0), ring);
    /// ```
    #[must_use]
    pub fn simplified(&self, tolerance: u32) -> Self {
        let mut points = self.0.clone();
        points.dedup();
        while points.len() > 1 && points.first() == points.last() {
            points.pop();
        }
        let Some(first) = points.first().copied() else { return Self(points) };
        // A ring has no ends: the first point and the one farthest from it stand for them.
        let far = (0..points.len()).max_by_key(|at| square(points[*at], first)).unwrap_or(0);
        let mut kept = vec![false; points.len()];
        kept[0] = true;
        kept[far] = true;
        points.push(first);
        let mut spans = vec![(0, far, DEPTH), (far, points.len() - 1, DEPTH)];
        while let Some((from, to, depth)) = spans.pop() {
            let between = from + 1..to;
            let off = between.map(|at| (distance(points[at], points[from], points[to]), at));
            let farthest = off.max_by(|(one, _), (other, _)| one.total_cmp(other));
            let Some((_, at)) = farthest.filter(|(off, _)| *off > f64::from(tolerance)) else { continue };
            let at = if depth > 0 { at } else { from.midpoint(to) };
            kept[at] = true;
            let depth = depth.saturating_sub(1);
            spans.extend([(from, at, depth), (at, to, depth)]);
        }
        points.pop();
        let mut kept = kept.into_iter();
        points.retain(|_| kept.next().unwrap_or(false));
        Self(points)
    }
}

fn square(one: Point, other: Point) -> i64 {
    let (x, y) = (i64::from(one.0) - i64::from(other.0), i64::from(one.1) - i64::from(other.1));
    x * x + y * y
}

/// How far a point lies from the line between two others.
fn distance(point: Point, from: Point, to: Point) -> f64 {
    let (x, y) = (f64::from(to.0) - f64::from(from.0), f64::from(to.1) - f64::from(from.1));
    let (px, py) = (f64::from(point.0) - f64::from(from.0), f64::from(point.1) - f64::from(from.1));
    let along =
        if x == 0.0 && y == 0.0 { 0.0 } else { ((px * x + py * y) / (x * x + y * y)).clamp(0.0, 1.0) };
    let (dx, dy) = (px - along * x, py - along * y);
    (dx * dx + dy * dy).sqrt()
}
