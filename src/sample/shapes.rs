//! Invented outlines: communes as rectangles of a grid, ten to a row, provinces as the rectangles around them. Their sides
//! lean a little, as no border is straight.

use super::plan::{COMMUNES_OF_PROVINCE, Plan};
use std::fmt::Write;

/// Communes side by side in a province, and provinces side by side in the nation.
const COMMUNES_IN_ROW: i32 = 10;
const PROVINCES_IN_ROW: i32 = 4;
/// The side of a commune in hundredths of a degree.
const SIDE: i32 = 6;
/// The south-western corner of the nation in hundredths of a degree.
const WEST: i32 = 10_400;
const NORTH: i32 = 2_250;

/// The outlines as GeoJSON.
pub(super) fn geojson(plan: &Plan) -> String {
    let mut features = Vec::new();
    for (at, province) in plan.provinces.iter().enumerate() {
        let communes = i32::try_from(province.communes.len()).unwrap_or(i32::MAX);
        let rows = (communes + COMMUNES_IN_ROW - 1) / COMMUNES_IN_ROW;
        let columns = communes.min(COMMUNES_IN_ROW);
        let (x, y) = corner_of_province(at);
        features.push(feature(&format!("{:02}", province.code), Block { x, y, columns, rows }));
    }
    for (at, commune) in plan.communes.iter().enumerate() {
        let (x, y) = corner_of_province(commune.province);
        let (column, row) = place(at % COMMUNES_OF_PROVINCE, COMMUNES_IN_ROW);
        let block = Block { x: x + column, y: y + row, columns: 1, rows: 1 };
        features.push(feature(&format!("{:05}", commune.code), block));
    }
    format!("{{\"type\": \"FeatureCollection\", \"features\": [\n{}\n]}}\n", features.join(",\n"))
}

/// Column and row of the thing at this place.
fn place(at: usize, in_row: i32) -> (i32, i32) {
    let at = i32::try_from(at).unwrap_or(i32::MAX);
    (at % in_row, at / in_row)
}

/// The north-western corner of a province in sides of communes.
fn corner_of_province(at: usize) -> (i32, i32) {
    let (column, row) = place(at, PROVINCES_IN_ROW);
    (column * COMMUNES_IN_ROW, row * COMMUNES_IN_ROW)
}

/// A rectangle by its north-western corner and its sides, all in sides of communes.
#[derive(Debug, Clone, Copy)]
struct Block {
    x: i32,
    y: i32,
    columns: i32,
    rows: i32,
}

/// The outline of a rectangle.
fn feature(code: &str, block: Block) -> String {
    let Block { x, y, columns, rows } = block;
    let mut corners: Vec<(i32, i32)> = (x..x + columns).map(|x| (x, y)).collect();
    corners.extend((y..y + rows).map(|y| (x + columns, y)));
    corners.extend((x + 1..=x + columns).rev().map(|x| (x, y + rows)));
    corners.extend((y + 1..=y + rows).rev().map(|y| (x, y)));
    corners.push((x, y));
    let mut positions = String::new();
    for (x, y) in corners {
        // A corner leans the same way whichever place it belongs to.
        let lean = |a: i32, b: i32| (a * 7 + b * 13 + a * b * 5).rem_euclid(5) - 2;
        let separator = if positions.is_empty() { "" } else { ", " };
        let (east, north) =
            (WEST * 10 + x * SIDE * 10 + lean(x, y) * 4, NORTH * 10 - y * SIDE * 10 + lean(y, x) * 4);
        let _ = write!(positions, "{separator}[{}, {}]", thousandths(east), thousandths(north));
    }
    format!(
        "{{\"type\": \"Feature\", \"properties\": {{\"code\": \"{code}\"}}, \
         \"geometry\": {{\"type\": \"Polygon\", \"coordinates\": [[{positions}]]}}}}"
    )
}

/// Thousandths of a degree as degrees.
fn thousandths(value: i32) -> String {
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{}.{:03}", value.abs() / 1000, value.abs() % 1000)
}
