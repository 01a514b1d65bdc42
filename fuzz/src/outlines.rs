//! Outlines for maps (GeoJSON): every feature is drawn or told of, what is drawn lies on the globe, and no outline changes what is
//! known of people.

use super::given::{FEW, Folder, Outcome, put, read};
use cutri::extract::{FindingRule, open};
use cutri::territory::{Shape, Shapes};
use serde_json::Value;
use std::sync::OnceLock;

/// Holds of a file of outlines.
pub fn holds(bytes: &[u8]) {
    let found = read_with(bytes);
    assert_eq!(found, read_with(bytes), "read twice");
    let outcome = match found {
        Ok(outcome) => outcome,
        Err((code, told)) => {
            assert!(["extract_shapes", "extract_encoding"].contains(&code), "{code}: {told}");
            return;
        }
    };
    static PLAIN: OnceLock<String> = OnceLock::new();
    let plain = PLAIN.get_or_init(|| {
        read_with(b"{\"type\":\"FeatureCollection\",\"features\":[]}").expect("none").snapshot_id
    });
    assert_eq!(outcome.snapshot_id, *plain, "outlines decorate");
    let shapes = outcome.shapes.as_ref().expect("there is a file");
    let mut drawn = shapes.provinces.values().chain(shapes.communes.values());
    assert!(drawn.all(is_on_the_globe), "{shapes:?}");
    are_all_drawn_or_told(bytes, &outcome, shapes);
}

fn read_with(bytes: &[u8]) -> Result<Outcome, (&'static str, String)> {
    static FOLDER: Folder = Folder::new();
    let folder = FOLDER.extract();
    put(folder, "shapes.geojson", bytes);
    let extract = open(folder).expect("the rest of the extract is right");
    read(&extract, FEW).map_err(|error| (error.code(), error.to_string()))
}

fn is_on_the_globe(shape: &Shape) -> bool {
    let rings = shape.0.iter().flat_map(|polygon| &polygon.0);
    let mut points = rings.clone().flat_map(|ring| &ring.0);
    let holes = shape.0.iter().flat_map(|polygon| polygon.0.iter().skip(1));
    !shape.0.is_empty()
        && rings.clone().all(|ring| !ring.0.is_empty() && ring.simplified(0) == *ring)
        && holes.clone().all(|hole| hole.0.len() > 2)
        && points.all(|point| point.0.abs() <= 1_800_000 && point.1.abs() <= 900_000)
}

fn are_all_drawn_or_told(bytes: &[u8], outcome: &Outcome, shapes: &Shapes) {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).expect("what was read is text");
    // A key that stands twice has one value here and both there.
    if text.matches("features").count() != 1 || text.contains("\\u") {
        return;
    }
    let Ok(json) = serde_json::from_slice::<Value>(bytes) else { return };
    let features = json["features"].as_array().map_or(0, Vec::len);
    let told = |rule| outcome.findings.iter().filter(|found| found.rule == rule).count();
    let drawn = shapes.provinces.len() + shapes.communes.len();
    assert_eq!(features, drawn + told(FindingRule::UnknownShape) + told(FindingRule::ShapeTwice));
}
