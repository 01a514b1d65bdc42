//! Invented extracts of any size in the public format, for tests, measurements and demonstrations.
//!
//! Every person, unit and number in them is drawn; frequencies follow published tables, named where they stand. Equal
//! options give equal bytes on any machine. Rows are written household by household, commune by commune, as a
//! commune's register holds them: so a reader's own sorting is put to work, and a commune reads like one. The reference
//! tables come in the order of codes. Memory holds the plan of the territory and a counter for each place and year
//! of birth, never the people.
//!
//! Wishes and certificates are those of the commune's register, which goes on after the day of the extract: some bear
//! later moments, up to election day.
//!
//! [`write_delta`] reads an extract, invented here or anywhere, and invents changes to it.

mod ages;
mod delta;
mod draw;
mod facilities;
mod household;
mod moves;
mod names;
mod national;
mod numbers;
mod offices;
mod people;
mod plan;
mod registers;
mod shapes;
mod tables;
mod units;

pub use delta::{DeltaOptions, write_delta, write_persons};

use crate::extract::{ExtractError, Mode, datapackage, schema};
use crate::files::PlaceError;
use chrono::{Days, NaiveDate};
use draw::Draw;
use people::Population;
use plan::Plan;
use std::io;
use std::path::{Path, PathBuf};
use tables::{Filling, Tables};

/// Days before election day on which the extract is taken.
const TAKEN_BEFORE: u64 = 54;
/// Days before election day on which lists are posted (C1).
const POSTED_BEFORE: u64 = 40;
/// The fewest people a commune may have.
const FEWEST_PEOPLE: u64 = 10;
/// The most people: the national database has some 107 million.
const MOST_PEOPLE: u64 = 200_000_000;

/// What to invent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleOptions {
    /// Rows of `persons.csv`, exactly.
    pub people: u64,
    /// Which places they live in.
    pub places: Places,
    /// Another seed gives other people in other places.
    pub seed: u64,
    /// The folder to write: made if need be, refused if it holds anything.
    pub out: PathBuf,
    /// Election day; the extract is taken 54 days before it.
    pub election_day: NaiveDate,
}

impl SampleOptions {
    /// An extract for the election of 15 March 2026.
    pub fn new(people: u64, communes: u32, seed: u64, out: PathBuf) -> Self {
        let election_day = NaiveDate::from_ymd_opt(2026, 3, 15).expect("15 March 2026 is in the calendar");
        Self { people, places: Places::Invented { communes }, seed, out, election_day }
    }

    /// An extract of the whole nation for the election of 15 March 2026.
    pub fn national(people: u64, seed: u64, out: PathBuf) -> Self {
        Self { places: Places::Nation, ..Self::new(people, 1, seed, out) }
    }

    fn check(&self) -> Result<(), SampleError> {
        let most = plan::MOST_COMMUNES;
        let (least, each) = match self.places {
            Places::Invented { communes } if !(1..=most).contains(&communes) => {
                return Err(SampleError::Communes { communes, most });
            }
            Places::Invented { communes } => (FEWEST_PEOPLE * u64::from(communes), "ten a commune"),
            Places::Nation => (u64::from(national::COMMUNES_OF_NATION), "one a commune"),
        };
        if !(least..=MOST_PEOPLE).contains(&self.people) {
            return Err(SampleError::People { people: self.people, least, each, most: MOST_PEOPLE });
        }
        let years = NaiveDate::from_yo_opt(2020, 1)..NaiveDate::from_yo_opt(2060, 1);
        match years.contains(&Some(self.election_day)) {
            true => Ok(()),
            false => Err(SampleError::ElectionDay { election_day: self.election_day }),
        }
    }
}

/// Where invented people live.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Places {
    /// In so many invented communes, 1 to 9,800; a province has 100.
    Invented { communes: u32 },
    /// In all provinces and communes of Vietnam, with the constituencies and about as many voting areas as in 2026.
    Nation,
}

/// How many rows each table got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleCounts {
    /// The table's name and its rows, in the order of [`schema::TABLES`].
    pub rows: Vec<(&'static str, u64)>,
}

impl SampleCounts {
    /// The rows of one table; 0 for a name that no table has.
    pub fn of(&self, table: &str) -> u64 {
        self.rows.iter().find(|(name, _)| *name == table).map_or(0, |(_, rows)| *rows)
    }
}

/// Why no extract was written.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// Too many communes, or none.
    #[error("communes = {communes} cannot be numbered: ask for 1 to {most}")]
    Communes { communes: u32, most: u32 },
    /// Too few people for the communes, or more than personal numbers are meant for.
    #[error("people = {people} is out of bounds: ask for {least} ({each}) to {most}")]
    People { people: u64, least: u64, each: &'static str, most: u64 },
    /// The ages and registers of the sample fit our time only.
    #[error("election_day = {election_day} is out of bounds: ask for a day of the years 2020 to 2059")]
    ElectionDay { election_day: NaiveDate },
    /// The extract that a delta changes cannot be read.
    #[error(transparent)]
    Extract(#[from] ExtractError),
    /// More changes than people, or none.
    #[error(
        "changes = {changes} is out of bounds: the extract holds {persons} persons; ask for 1 to {persons}"
    )]
    Changes { changes: u64, persons: u64 },
    /// A delta that would tell of a day before its base.
    #[error("as_of = {as_of} is before the extract's day {extract}: ask for that day or a later one")]
    DayBefore { as_of: NaiveDate, extract: NaiveDate },
    /// The folder holds something already.
    #[error("{} holds files already: name an empty or new folder", folder.display())]
    NotEmpty { folder: PathBuf },
    /// The folder cannot be worked in.
    #[error(transparent)]
    Place(#[from] PlaceError),
    /// The disk or its rights.
    #[error("{} cannot be written: {source}; free some space or choose another folder", path.display())]
    Write { path: PathBuf, source: io::Error },
}

impl SampleError {
    fn write(path: &Path, source: io::Error) -> Self {
        Self::Write { path: path.to_owned(), source }
    }
}

/// The days an extract turns on.
#[derive(Debug, Clone, Copy)]
struct Calendar {
    as_of: NaiveDate,
    posted_on: NaiveDate,
    election_day: NaiveDate,
}

/// Writes an extract: the tables, outlines for maps, `datapackage.json` and `election.toml`. Until all are whole they lie in
/// a workshop inside the folder; `datapackage.json`, by which an extract is known, comes last. `progress` is told how many
/// people are written, after each hamlet.
///
/// ```
/// use cutri::sample::{self, SampleError, SampleOptions};
/// let folder = tempfile::tempdir()?;
/// let options = SampleOptions::new(500, 2, 7, folder.path().join("extract"));
/// let counts = sample::write(&options, &mut |_| {})?;
/// assert_eq!((counts.of("persons"), counts.of("communes")), (500, 2));
/// assert!(matches!(sample::write(&options, &mut |_| {}), Err(SampleError::NotEmpty { .. })));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`SampleError::Communes`], [`SampleError::People`] and [`SampleError::ElectionDay`] for options out of bounds,
/// [`SampleError::NotEmpty`] if the folder holds anything but unfinished files, [`SampleError::Write`] if a file cannot
/// be written; no file then bears its final name, unless the disk failed while names were given.
pub fn write(options: &SampleOptions, progress: &mut dyn FnMut(u64)) -> Result<SampleCounts, SampleError> {
    options.check()?;
    write_files(options, progress)
}

fn write_files(options: &SampleOptions, progress: &mut dyn FnMut(u64)) -> Result<SampleCounts, SampleError> {
    let calendar = Calendar {
        as_of: options.election_day - Days::new(TAKEN_BEFORE),
        posted_on: options.election_day - Days::new(POSTED_BEFORE),
        election_day: options.election_day,
    };
    let mut draw = Draw::new(options.seed, 0);
    let plan = match options.places {
        Places::Invented { communes } => Plan::new(&mut draw, options.people, communes),
        Places::Nation => national::plan(&mut draw, options.people),
    };
    let filling = Filling::begin(&options.out)?;
    let mut tables = Tables::create(&filling)?;
    units::write(&plan, calendar, &mut draw, &mut tables)?;
    offices::write(&plan, &mut Draw::new(options.seed, u64::MAX), &mut tables)?;
    let mut population = Population::new(&plan, calendar, &mut draw);
    let mut people = 0;
    for (stream, commune) in (1..).zip(0..plan.communes.len()) {
        let mut draw = Draw::new(options.seed, stream);
        for hamlet in 0..plan.communes[commune].hamlets.len() {
            people += population.write_hamlet(&mut draw, commune, hamlet, &mut tables)?;
            progress(people);
        }
    }
    let rows = tables.finish()?;
    filling.write_text("election.toml", &election(calendar))?;
    // Outlines are invented with their places: real ones would be none.
    let shapes = matches!(options.places, Places::Invented { .. }).then_some(schema::SHAPES_FILE);
    if let Some(name) = shapes {
        filling.write_text(name, &shapes::geojson(&plan))?;
    }
    let package = datapackage::describe(calendar.as_of, &Mode::Full, &schema::TABLES, shapes.as_slice());
    filling.write_text("datapackage.json", &package)?;
    Ok(SampleCounts { rows: schema::TABLES.iter().map(|table| table.name).zip(rows).collect() })
}

fn election(calendar: Calendar) -> String {
    let Calendar { posted_on, election_day, .. } = calendar;
    format!(
        r#"id = "bau-cu-{election_day}"
title = "BẦU CỬ ĐẠI BIỂU QUỐC HỘI KHÓA XVI VÀ ĐẠI BIỂU HỘI ĐỒNG NHÂN DÂN CÁC CẤP"
term = "nhiệm kỳ 2026–2031"
election_day = "{election_day}"
opens_at = "07:00"
closes_at = "19:00"
posted_on = "{posted_on}"
levels = ["national", "provincial", "communal"]
rule_profile = "2026"
"#
    )
}
