//! `shapes.geojson`: outlines that decorate, are checked like everything else, and decide nothing.

use super::builder::{Folder, How, Outcome, read_as, small};
use cutri::territory::{Point, Polygon, Ring};
use proptest::prelude::*;

const SQUARE: &str = "[[105.0, 21.0], [105.2, 21.0], [105.2, 21.2], [105.0, 21.2], [105.0, 21.0]]";

fn feature(code: &str, kind: &str, coordinates: &str) -> String {
    let geometry = format!(r#"{{"type": "{kind}", "coordinates": {coordinates}}}"#);
    format!(r#"{{"type": "Feature", "properties": {{"code": {code}, "name": "?"}}, "geometry": {geometry}}}"#)
}

fn square(code: &str) -> String {
    feature(&format!("\"{code}\""), "Polygon", &format!("[{SQUARE}]"))
}

fn collection(features: &[String]) -> Folder {
    let text = format!(
        r#"{{"bbox": [1, 2, 3, 4], "features": [{}], "type": "FeatureCollection"}}"#,
        features.join(",")
    );
    small().with("shapes.geojson", text)
}

fn about_shapes(outcome: &Outcome) -> Vec<String> {
    outcome.finding_texts().into_iter().filter(|text| text.contains("shapes.geojson")).collect()
}

#[test]
fn outlines_are_kept_by_code() {
    let many = feature("\" 11387 \"", "MultiPolygon", &format!("[[{SQUARE}], [{SQUARE}]]"));
    let outcome = collection(&[square("31"), square("11386"), many]).outcome();
    let shapes = outcome.shapes.as_ref().expect("there are outlines");
    assert_eq!((shapes.provinces.len(), shapes.communes.len()), (1, 2));
    let corners = [(1_050_000, 210_000), (1_052_000, 210_000), (1_052_000, 212_000), (1_050_000, 212_000)];
    let expected = Polygon(vec![Ring(corners.map(|(x, y)| Point(x, y)).to_vec())]);
    let kept: Vec<_> = shapes.communes.iter().map(|(code, shape)| (code.as_str(), shape.0.len())).collect();
    assert_eq!(kept, [("11386", 1), ("11387", 2)]);
    assert!(shapes.communes.values().flat_map(|shape| &shape.0).all(|polygon| *polygon == expected));
    assert_eq!(about_shapes(&outcome), [] as [&str; 0]);
}

#[test]
fn outlines_are_no_part_of_the_snapshot() {
    let plain = small().outcome();
    assert_eq!(plain.shapes, None);
    let drawn = collection(&[square("11386")]).outcome();
    assert_eq!(plain.snapshot_id, drawn.snapshot_id);
    assert!(drawn.shapes.is_some());
}

#[test]
fn what_belongs_to_no_place_is_told_and_not_drawn() {
    let number = feature("11386", "Polygon", &format!("[{SQUARE}]"));
    let features = [square("11386"), square("99999"), square("abc"), square("11386"), number, square("")];
    let outcome = collection(&features).outcome();
    assert_eq!(outcome.shapes.as_ref().map(|shapes| shapes.communes.len()), Some(1));
    let mut told = about_shapes(&outcome);
    told.sort_unstable();
    let expected = [
        "no_shape shapes.geojson:0 11387 Phường Bến Nước",
        "shape_twice shapes.geojson:0 11386 feature 4 (11386)",
        "unknown_shape shapes.geojson:0  feature 5",
        "unknown_shape shapes.geojson:0  feature 6",
        "unknown_shape shapes.geojson:0 99999 feature 2 (99999)",
        "unknown_shape shapes.geojson:0 abc feature 3 (abc)",
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_broken_file_stops_with_one_clear_error() {
    let with = |text: &str| small().with("shapes.geojson", text);
    let polygon =
        |coordinates: &str| collection(&[square("31"), feature("\"11386\"", "Polygon", coordinates)]);
    let cases = [
        (with("{"), "EOF"),
        (with("[]"), "FeatureCollection"),
        (with("{}"), "FeatureCollection"),
        (with(r#"{"type": "Feature", "features": []}"#), "FeatureCollection"),
        (with(r#"{"type": "FeatureCollection", "features": []} x"#), "trailing"),
        (with(r#"{"type": "FeatureCollection", "features": [{"properties": {}}]}"#), "geometry"),
        (collection(&[feature("\"11386\"", "Point", "[105, 21]")]), "`Polygon` or `MultiPolygon`"),
        (collection(&[feature("\"11386\"", "MultiPolygon", "[]")]), "feature 1 (11386): it has no polygon"),
        (polygon("[]"), "feature 2 (11386): polygon 1 has no ring"),
        (polygon("[[[1,1],[2,2],[1,1]]]"), "four positions or more, this one 3"),
        (
            polygon("[[[1,1],[2,1],[2,2],[1,2]]]"),
            "feature 2 (11386): polygon 1, ring 1: the ring is not closed",
        ),
        (polygon("[[[1],[2,1],[2,2],[1]]]"), "[longitude, latitude]"),
        (polygon("[[[181,1],[2,1],[2,2],[181,1]]]"), "EPSG:4326"),
        (polygon("[[[1,-91],[2,1],[2,2],[1,-91]]]"), "EPSG:4326"),
        (polygon("[[[578000.5,2321000],[2,1],[2,2],[578000.5,2321000]]]"), "EPSG:4326"),
        (polygon(r#"[[["a",1],[2,1],[2,2],["a",1]]]"#), "invalid type"),
        (polygon("[[[1e999,1],[2,1],[2,2],[1e999,1]]]"), "number out of range"),
        (small().with("shapes.geojson", b"{\"name\": \"\xe1\"}"), "not UTF-8"),
    ];
    for (folder, part) in cases {
        let error = folder.read().expect_err(part);
        assert!(["extract_shapes", "extract_encoding"].contains(&error.code()), "{error}");
        assert!(error.to_string().contains(part), "{part}: {error}");
        assert!(error.to_string().starts_with("shapes.geojson: "), "{error}");
    }
}

#[test]
fn a_named_file_that_is_not_there_is_missed() {
    let resource = r#"[{"name": "shapes", "path": "shapes.geojson"}]"#;
    let folder = small().replace("datapackage.json", "[]", resource);
    assert_eq!(folder.clone().read().expect_err("missing").code(), "extract_missing_file");
    let text = collection(&[square("11386"), square("11387")]).text("shapes.geojson");
    assert_eq!(about_shapes(&folder.with("shapes.geojson", text).outcome()), [] as [&str; 0]);
}

#[test]
fn outlines_in_a_delta_are_told_and_not_read() {
    let delta = small().replace("datapackage.json", "\"full\"", "\"delta\", \"base\": \"abc\"");
    let delta = delta.with("shapes.geojson", "{");
    let outcome =
        read_as(How::Alone, delta.write().path(), 64 << 20).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(about_shapes(&outcome), ["shapes_in_delta shapes.geojson:0 shapes.geojson "]);
    assert_eq!(outcome.shapes, None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_makes_the_reader_panic(text in "[\\[\\]{}\",:0-9a-z. -]{0,80}") {
        let _ = small().with("shapes.geojson", &text).read();
        let whole = format!(r#"{{"type":"FeatureCollection","features":[{text}]}}"#);
        let _ = small().with("shapes.geojson", whole).read();
    }

    #[test]
    fn a_simplified_ring_stays_within_its_tolerance(
        points in proptest::collection::vec((-1_800_000..1_800_000i32, -900_000..900_000i32), 0..60),
        tolerance in 0..50_000u32,
    ) {
        let ring = Ring(points.into_iter().map(|(x, y)| Point(x, y)).collect());
        let simple = ring.simplified(tolerance);
        prop_assert!(simple.0.len() <= ring.0.len());
        prop_assert_eq!(simple.0.is_empty(), ring.0.is_empty());
        for point in &ring.0 {
            prop_assert!(off(*point, &simple) <= f64::from(tolerance) + 0.001);
        }
    }
}

/// How far a point lies from a ring.
fn off(point: Point, ring: &Ring) -> f64 {
    let next = ring.0.iter().cycle().skip(1);
    let sides = ring.0.iter().zip(next).take(ring.0.len());
    let away = sides.map(|(from, to)| {
        let (x, y) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
        let (px, py) = (f64::from(point.0 - from.0), f64::from(point.1 - from.1));
        let length = x * x + y * y;
        let along = if length == 0.0 { 0.0 } else { ((px * x + py * y) / length).clamp(0.0, 1.0) };
        (px - along * x).hypot(py - along * y)
    });
    away.fold(f64::INFINITY, f64::min)
}
