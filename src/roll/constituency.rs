//! The sums of constituencies, and the check that they are the sums of the whole.

use super::tally::BooksError;
use super::totals::{Count, OfThem, Totals};
use crate::people::{AreaCode, CommuneCode, ConstituencyCode, ProvinceCode};
use crate::territory::{Area, AreaKind, Body, Constituency, Level, Levels, Territory};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

/// As many areas in no constituency as an error names.
const AREAS_NAMED: usize = 5;

/// Whose voters are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// Everybody's.
    Official,
    /// Without areas of their own for armed units: their numbers are confidential.
    Public,
}

impl Numbers {
    /// Whether the voters of an area are counted.
    pub fn count(self, area: &Area) -> bool {
        self == Self::Official || area.kind != AreaKind::Military
    }
}

/// A number with one decimal, rounded half away from zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tenths(pub i64);

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{}.{}", self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10)
    }
}

impl Serialize for Tenths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value: f64 = self.to_string().parse().map_err(serde::ser::Error::custom)?;
        serializer.serialize_f64(value)
    }
}

impl<'de> Deserialize<'de> for Tenths {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = format!("{:.1}", f64::deserialize(deserializer)?).replace('.', "");
        text.parse().map(Self).map_err(serde::de::Error::custom)
    }
}

/// Voters and seats of constituencies of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Sum {
    voters: u64,
    seats: u64,
}

/// What the constituencies of a body are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Mean {
    official: Sum,
    /// Without those of armed units alone.
    public: Sum,
}

impl Mean {
    fn of(&self, numbers: Numbers) -> Sum {
        match numbers {
            Numbers::Official => self.official,
            Numbers::Public => self.public,
        }
    }

    fn add(&mut self, row: &ConstituencyTotals<'_>) {
        for (numbers, sum) in [(Numbers::Official, &mut self.official), (Numbers::Public, &mut self.public)] {
            if row.counts(numbers) {
                sum.voters += row.voters(numbers).total;
                sum.seats += u64::from(row.constituency.seats);
            }
        }
    }
}

/// The sums of one constituency over the communes that were counted.
#[derive(Debug, Clone)]
pub struct ConstituencyTotals<'t> {
    pub constituency: &'t Constituency,
    /// `None` for a council's constituency without any commune.
    pub body: Option<Body>,
    /// Its communes that were counted, in the order of codes.
    pub communes: Vec<&'t CommuneCode>,
    /// Whether more communes belong to it than were counted.
    pub is_partial: bool,
    /// Its areas that were counted, by commune, then number.
    pub areas: Vec<(&'t Area, Totals)>,
    mean: Mean,
}

impl<'t> ConstituencyTotals<'t> {
    fn new(
        territory: &'t Territory,
        constituency: &'t Constituency,
        counted: &BTreeSet<&CommuneCode>,
        totals: &impl Fn(&AreaCode) -> Totals,
    ) -> Self {
        let code = &constituency.constituency_code;
        let all = territory.communes_of_constituency(code);
        let communes: Vec<_> = all.iter().copied().filter(|code| counted.contains(code)).collect();
        let areas = territory.areas_of_constituency(code).into_iter();
        let areas = areas.filter(|area| counted.contains(&area.commune_code));
        Self {
            constituency,
            body: territory.body_of(constituency),
            is_partial: communes.len() < all.len(),
            communes,
            areas: areas.map(|area| (area, totals(&area.area_code))).collect(),
            mean: Mean::default(),
        }
    }

    /// Its level.
    pub fn level(&self) -> Level {
        self.constituency.level
    }

    /// The areas whose numbers may be told.
    pub fn areas(&self, numbers: Numbers) -> impl Iterator<Item = &(&'t Area, Totals)> {
        self.areas.iter().filter(move |(area, _)| numbers.count(area))
    }

    /// The sum of its areas.
    pub fn totals(&self, numbers: Numbers) -> Totals {
        self.areas(numbers).fold(Totals::default(), |mut sum, (_, totals)| {
            sum += *totals;
            sum
        })
    }

    /// Those who have the ballot of its level: they elect its deputies.
    pub fn voters(&self, numbers: Numbers) -> Count {
        self.totals(numbers).ballot(self.level())
    }

    /// First-time voters and the old among those.
    pub fn of_them(&self, numbers: Numbers) -> OfThem {
        self.totals(numbers).of_ballot(self.level())
    }

    /// Voters for each deputy; `None` without seats.
    pub fn voters_per_seat(&self, numbers: Numbers) -> Option<Tenths> {
        let seats = i128::from(self.constituency.seats);
        tenths(i128::from(self.voters(numbers).total), seats)
    }

    /// How far its voters a seat are from the mean of the body its deputies are elected to, in percent of the mean. `None` where
    /// nothing can be compared: without seats or voters, or if communes of it were not counted.
    pub fn deviation(&self, numbers: Numbers) -> Option<Tenths> {
        let all = self.mean.of(numbers);
        let (own, seats) = (self.voters(numbers).total, self.constituency.seats);
        let expected = i128::from(all.voters) * i128::from(seats);
        let off = i128::from(own) * i128::from(all.seats) - expected;
        tenths(off * 100, expected).filter(|_| !self.is_partial && self.counts(numbers))
    }

    /// Whether it has areas that are counted, or none at all.
    pub fn counts(&self, numbers: Numbers) -> bool {
        self.areas.is_empty() || self.areas(numbers).next().is_some()
    }

    /// Whether nobody votes in it, armed units included.
    pub fn is_empty(&self) -> bool {
        self.voters(Numbers::Official).total == 0
    }

    /// Whether its voters a seat differ from the mean by more than so many percent. Numbers of armed units do not show in it.
    pub fn is_far(&self, percent: u32) -> bool {
        let off = self.deviation(Numbers::Public).map_or(0, |Tenths(off)| off.unsigned_abs());
        off > u64::from(percent) * 10
    }
}

/// A quotient with one decimal; `None` if nothing can be divided.
fn tenths(part: i128, whole: i128) -> Option<Tenths> {
    if whole <= 0 {
        return None;
    }
    let doubled = part.abs() * 20 + whole;
    let rounded = i64::try_from(doubled / (2 * whole)).ok()?;
    Some(Tenths(if part < 0 { -rounded } else { rounded }))
}

/// What the voters of a level are, beyond those in exactly one constituency.
#[derive(Debug, Clone, Default)]
struct Astray<'t> {
    outside: Count,
    /// Counted once for each constituency beyond the first.
    twice: Count,
    areas: Vec<&'t AreaCode>,
}

/// The constituencies of a roll, in order, with their sums.
#[derive(Debug, Clone)]
pub struct Constituencies<'t> {
    levels: Levels,
    rows: Vec<Arc<ConstituencyTotals<'t>>>,
    astray: BTreeMap<Level, Astray<'t>>,
}

impl<'t> Constituencies<'t> {
    /// The constituencies of the levels elected that some communes lie in; of all communes also those that no commune lies in.
    /// `totals` gives the sums of an area.
    pub fn new(
        territory: &'t Territory,
        levels: Levels,
        communes: &[CommuneCode],
        totals: impl Fn(&AreaCode) -> Totals,
    ) -> Self {
        let counted: BTreeSet<&CommuneCode> = communes.iter().collect();
        let is_whole = territory.communes().all(|commune| counted.contains(&commune.commune_code));
        let of_levels = territory.constituencies().into_iter().filter(|row| levels.contains(row.level));
        let rows = of_levels.map(|row| ConstituencyTotals::new(territory, row, &counted, &totals));
        let rows = rows.filter(|row| !row.communes.is_empty() || is_whole && !row.is_partial);
        Self::compared(levels, rows.collect(), astray(territory, levels, &counted, &totals))
    }

    /// Those of one commune, without looking at any other.
    pub fn of_commune(
        territory: &'t Territory,
        levels: Levels,
        commune: &CommuneCode,
        totals: impl Fn(&AreaCode) -> Totals,
    ) -> Self {
        let counted = BTreeSet::from([commune]);
        let areas = territory.areas_of(commune);
        let mut codes: BTreeMap<(Level, u32, &ConstituencyCode), &Constituency> = BTreeMap::new();
        for level in levels.iter() {
            for row in areas.iter().flat_map(|area| territory.constituencies_of(&area.area_code, level)) {
                codes.insert((level, row.number, &row.constituency_code), row);
            }
        }
        let rows = codes.into_values().map(|row| ConstituencyTotals::new(territory, row, &counted, &totals));
        Self::compared(levels, rows.collect(), astray(territory, levels, &counted, &totals))
    }

    /// The rows, each with the mean of its body.
    fn compared(
        levels: Levels,
        mut rows: Vec<ConstituencyTotals<'t>>,
        astray: BTreeMap<Level, Astray<'t>>,
    ) -> Self {
        let mut means: BTreeMap<Body, Mean> = BTreeMap::new();
        for row in rows.iter().filter(|row| !row.is_partial) {
            let Some(body) = row.body.clone() else { continue };
            means.entry(body).or_default().add(row);
        }
        for row in &mut rows {
            row.mean = row.body.as_ref().and_then(|body| means.get(body)).copied().unwrap_or_default();
        }
        Self { levels, rows: rows.into_iter().map(Arc::new).collect(), astray }
    }

    /// All of them: from the nation down, by province and commune, by number.
    pub fn rows(&self) -> impl Iterator<Item = &ConstituencyTotals<'t>> {
        self.rows.iter().map(Arc::as_ref)
    }

    /// Those that lie in a province, compared with all others as before.
    #[must_use]
    pub fn of_province(&self, territory: &Territory, province: &ProvinceCode) -> Self {
        let is_there = |code: &&CommuneCode| {
            territory.commune(code).is_some_and(|commune| &commune.province_code == province)
        };
        let rows = self.rows.iter().filter(|row| row.communes.iter().any(is_there));
        Self { levels: self.levels, rows: rows.cloned().collect(), astray: BTreeMap::new() }
    }

    /// Those of one level.
    pub fn of_level(&self, level: Level) -> impl Iterator<Item = &ConstituencyTotals<'t>> {
        self.rows().filter(move |row| row.level() == level)
    }

    /// The one of this code.
    pub fn find(&self, code: &ConstituencyCode) -> Option<&ConstituencyTotals<'t>> {
        self.rows().find(|row| &row.constituency.constituency_code == code)
    }

    /// Checks that the constituencies of every level, with the areas in none and once only, hold the voters of the whole, men and
    /// women. `whole` comes from elsewhere than these sums.
    ///
    /// # Errors
    /// [`BooksError::Constituencies`] with the first level that differs.
    pub fn check(&self, whole: &Totals) -> Result<(), BooksError> {
        for level in self.levels.iter() {
            let mut sum = Count::default();
            self.of_level(level).for_each(|row| sum += row.voters(Numbers::Official));
            let astray = self.astray.get(&level).cloned().unwrap_or_default();
            let (mut found, mut expected) = (sum, whole.ballot(level));
            found += astray.outside;
            expected += astray.twice;
            if found != expected {
                let areas: Vec<&str> =
                    astray.areas.iter().take(AREAS_NAMED).map(|code| code.as_str()).collect();
                return Err(BooksError::Constituencies {
                    level: level.as_str(),
                    sum: sum.total,
                    twice: astray.twice.total,
                    outside: astray.outside.total,
                    areas: if areas.is_empty() { "–".to_owned() } else { areas.join(", ") },
                    nation: whole.ballot(level).total,
                });
            }
        }
        Ok(())
    }
}

fn astray<'t>(
    territory: &'t Territory,
    levels: Levels,
    counted: &BTreeSet<&CommuneCode>,
    totals: &impl Fn(&AreaCode) -> Totals,
) -> BTreeMap<Level, Astray<'t>> {
    let mut found: BTreeMap<Level, Astray<'t>> = BTreeMap::new();
    for area in counted.iter().flat_map(|code| territory.areas_of(code)) {
        for level in levels.iter() {
            let of_level = found.entry(level).or_default();
            let voters = totals(&area.area_code).ballot(level);
            match territory.constituencies_of(&area.area_code, level).count() {
                0 if voters.total == 0 => {}
                0 => {
                    of_level.outside += voters;
                    of_level.areas.push(&area.area_code);
                }
                count => (1..count).for_each(|_| of_level.twice += voters),
            }
        }
    }
    found
}
