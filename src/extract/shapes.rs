//! `shapes.geojson`: the outlines of provinces and communes. They decorate pages, so they are no part of what a snapshot's
//! id stands for; a broken file stops the reading as any other.
//!
//! A feature names its place by the property `code`. Features are read one by one and kept simplified: a nation's outlines
//! fit into memory, however finely they were drawn.

use super::book::{Book, Note, SHAPES};
use super::error::{ExtractError, Halves};
use super::error_words::at;
use super::finding::FindingRule;
use super::package::text_of;
use super::schema::SHAPES_FILE as FILE;
use crate::people::{CommuneCode, ProvinceCode};
use crate::territory::{Point, Polygon, Ring, STEPS_PER_DEGREE, Shape, Shapes, Territory};
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

/// How far a kept outline may lie from the one that was read, in steps of the grid: some 30 m.
const TOLERANCE: u32 = 3;
/// The most bytes of the file.
const LENGTH_LIMIT: u64 = 512 << 20;

/// Reads the outlines beside an extract; `None` if there are none. Features of no known place, and places without an outline
/// among others with one, are entered as findings.
///
/// # Errors
/// [`ExtractError::Shapes`] if the file is no GeoJSON of polygons in degrees; others if it cannot be read.
pub(super) fn read(
    file: Option<&Path>,
    territory: &Territory,
    book: &mut Book,
) -> Result<Option<Shapes>, ExtractError> {
    let Some(file) = file else { return Ok(None) };
    let Some(text) = text_of(file, LENGTH_LIMIT)? else { return Ok(None) };
    let mut found = Found { territory, shapes: Shapes::default(), book, failed: None };
    let mut json = serde_json::Deserializer::from_str(&text);
    let read = Collection(&mut found).deserialize(&mut json).and_then(|()| json.end());
    if let Some(failed) = found.failed {
        return Err(failed);
    }
    read.map_err(|error| ExtractError::Shapes { file: FILE, what: fault(&error) })?;
    found.missing()?;
    Ok(Some(found.shapes))
}

/// What is wrong with the text, in both languages: what was found here, or where it is no JSON of outlines.
fn fault(error: &serde_json::Error) -> Halves {
    let (english, at) = (error.to_string(), at(error.line(), error.column()));
    match english.split_once(SEPARATOR) {
        Some((vietnamese, english)) => format!("{vietnamese} ({at}){SEPARATOR}{english}"),
        None => format!("không viết đúng dạng GeoJSON, {at}{SEPARATOR}{english}"),
    }
}

/// What stands between the halves of a fault.
const SEPARATOR: &str = " / ";

/// A fault, and the place in which it is, in both languages.
fn within(vietnamese: &str, english: &str, fault: &str) -> Halves {
    let (inner, within) = fault.split_once(SEPARATOR).unwrap_or((fault, fault));
    format!("{vietnamese}: {inner}{SEPARATOR}{english}: {within}")
}

/// Notes that a delta brings outlines, which are not read: the map is that of its base.
pub(super) fn pass_over(file: Option<&Path>, book: &mut Book) -> Result<(), ExtractError> {
    if !file.is_some_and(Path::is_file) {
        return Ok(());
    }
    let rule = FindingRule::ShapesInDelta;
    book.note(Note { rule, table: SHAPES, line: 0, commune: None, subject: FILE, value: "" })
}

/// What was found so far.
struct Found<'a> {
    territory: &'a Territory,
    shapes: Shapes,
    /// Where findings are entered.
    book: &'a mut Book,
    /// Why one could not be.
    failed: Option<ExtractError>,
}

impl Found<'_> {
    fn note(&mut self, rule: FindingRule, subject: &str, value: &str) -> Result<(), ExtractError> {
        let commune = CommuneCode::parse(subject).ok();
        let commune = commune.as_ref().filter(|code| self.territory.commune(code).is_some());
        self.book.note(Note { rule, table: SHAPES, line: 0, commune, subject, value })
    }

    /// Enters a finding while features are read; where that fails, the reading ends.
    fn note_feature(&mut self, rule: FindingRule, code: &str, place: &str) -> Result<(), String> {
        let noted = self.note(rule, code, place);
        noted.map_err(|error| {
            self.failed = Some(error);
            String::new()
        })
    }

    /// Enters places without an outline, where others of their kind have one.
    fn missing(&mut self) -> Result<(), ExtractError> {
        let units = self.territory.units();
        let provinces = units.provinces.iter().filter(|_| !self.shapes.provinces.is_empty());
        let provinces = provinces.filter(|unit| !self.shapes.provinces.contains_key(&unit.province_code));
        let provinces = provinces.map(|unit| (unit.province_code.as_str(), unit.name.as_str()));
        let communes = units.communes.iter().filter(|_| !self.shapes.communes.is_empty());
        let communes = communes.filter(|unit| !self.shapes.communes.contains_key(&unit.commune_code));
        let communes = communes.map(|unit| (unit.commune_code.as_str(), unit.name.as_str()));
        let missing: Vec<(&str, &str)> = provinces.chain(communes).collect();
        missing.into_iter().try_for_each(|(code, name)| self.note(FindingRule::NoShape, code, name))
    }

    /// Takes the feature that stands at this place, counted from 1. What is broken is told.
    fn take(&mut self, at: usize, feature: Feature) -> Result<(), String> {
        let code = feature.properties.as_ref().and_then(|all| all.get("code"));
        let code = code.and_then(serde_json::Value::as_str).unwrap_or_default().trim().to_owned();
        let named = if code.is_empty() { at.to_string() } else { format!("{at} ({code})") };
        let place = format!("feature {named}");
        let shape =
            feature.geometry.shape().map_err(|what| within(&format!("hình thứ {named}"), &place, &what))?;
        let province = ProvinceCode::parse(&code).ok().filter(|code| self.territory.province(code).is_some());
        let commune = CommuneCode::parse(&code).ok().filter(|code| self.territory.commune(code).is_some());
        let is_new = match (province, commune) {
            (Some(code), _) => add(&mut self.shapes.provinces, code, shape),
            (None, Some(code)) => add(&mut self.shapes.communes, code, shape),
            (None, None) => {
                return self.note_feature(FindingRule::UnknownShape, &code, &place);
            }
        };
        match is_new {
            true => Ok(()),
            false => self.note_feature(FindingRule::ShapeTwice, &code, &place),
        }
    }
}

/// Adds an outline, unless the place has one; tells whether it was added.
fn add<K: Ord>(shapes: &mut BTreeMap<K, Shape>, code: K, shape: Shape) -> bool {
    let is_new = !shapes.contains_key(&code);
    shapes.entry(code).or_insert(shape);
    is_new
}

#[derive(Deserialize)]
struct Feature {
    properties: Option<serde_json::Map<String, serde_json::Value>>,
    geometry: Geometry,
}

type Line = Vec<Vec<f64>>;

#[derive(Deserialize)]
#[serde(tag = "type", content = "coordinates")]
enum Geometry {
    Polygon(Vec<Line>),
    MultiPolygon(Vec<Vec<Line>>),
}

impl Geometry {
    fn shape(self) -> Result<Shape, String> {
        let polygons = match self {
            Self::Polygon(lines) => vec![lines],
            Self::MultiPolygon(polygons) => polygons,
        };
        if polygons.is_empty() {
            return Err(
                "không có đa giác nào; hãy bỏ hình này / it has no polygon; leave the feature out".to_owned()
            );
        }
        (1..).zip(polygons).map(|(at, lines)| polygon(at, &lines)).collect::<Result<_, _>>().map(Shape)
    }
}

fn polygon(at: u32, lines: &[Line]) -> Result<Polygon, String> {
    if lines.is_empty() {
        return Err(format!(
            "đa giác {at} không có đường khép kín nào; hãy bỏ đi / polygon {at} has no ring; leave it out"
        ));
    }
    let rings = (1..).zip(lines).map(|(number, line)| {
        ring(line).map_err(|what| {
            within(&format!("đa giác {at}, đường {number}"), &format!("polygon {at}, ring {number}"), &what)
        })
    });
    let mut rings = rings.collect::<Result<Vec<_>, _>>()?;
    let mut is_outer = true;
    // An island may shrink to a point and still be seen; a hole may not.
    rings.retain(|ring| std::mem::take(&mut is_outer) || ring.0.len() > 2);
    Ok(Polygon(rings))
}

fn ring(line: &Line) -> Result<Ring, String> {
    let points: Vec<Point> = line.iter().map(|position| point(position)).collect::<Result<_, _>>()?;
    if points.len() < 4 {
        return Err(format!(
            "một đường khép kín có từ bốn điểm, đường này có {0} / a ring has four positions or more, this one {0}",
            points.len()
        ));
    }
    if line.first() != line.last() {
        return Err("đường không khép kín: điểm cuối phải trùng điểm đầu / the ring is not closed: its last position must be its first once more".to_owned());
    }
    Ok(Ring(points).simplified(TOLERANCE))
}

fn point(position: &[f64]) -> Result<Point, String> {
    let [longitude, latitude, ..] = position else {
        return Err("một điểm phải là [kinh độ, vĩ độ] / a position is [longitude, latitude]".to_owned());
    };
    if longitude.abs() > 180.0 || latitude.abs() > 90.0 {
        return Err(format!(
            "[{longitude}, {latitude}] không phải kinh độ, vĩ độ tính bằng độ; hãy chuyển tệp sang WGS 84 (EPSG:4326) / [{longitude}, {latitude}] is no longitude and latitude in degrees; convert the file to WGS 84 (EPSG:4326)"
        ));
    }
    Ok(Point(steps(*longitude), steps(*latitude)))
}

/// Degrees on the grid.
fn steps(degrees: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "degrees were checked: at most 180 times 10,000")]
    let steps = (degrees * f64::from(STEPS_PER_DEGREE)).round() as i32;
    steps
}

/// Reads a collection of features into what was found.
struct Collection<'a, 'b>(&'a mut Found<'b>);

impl<'de> DeserializeSeed<'de> for Collection<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Collection<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of type \"FeatureCollection\" with a list of features")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (mut typed, mut seen) = (false, false);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "type" => typed = map.next_value::<String>()? == "FeatureCollection",
                "features" => {
                    map.next_value_seed(Features(self.0))?;
                    seen = true;
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        match typed && seen {
            true => Ok(()),
            false => Err(A::Error::custom(
                "đây không phải \"FeatureCollection\" có danh sách các hình / this is no \"FeatureCollection\" with a list of features",
            )),
        }
    }
}

/// Reads the features one by one.
struct Features<'a, 'b>(&'a mut Found<'b>);

impl<'de> DeserializeSeed<'de> for Features<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Features<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut features: A) -> Result<(), A::Error> {
        let mut at = 0;
        while let Some(feature) = features.next_element::<Feature>()? {
            at += 1;
            self.0.take(at, feature).map_err(A::Error::custom)?;
        }
        Ok(())
    }
}
