//! The files of an extract being written: every table in a workshop inside its folder until all are whole.

use super::SampleError;
use crate::extract::schema::{self, Table};
use crate::files::{self, Workshop};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// A folder being filled: other runs keep out of it, and what is not whole goes when this run fails or is stopped.
#[derive(Debug)]
pub(super) struct Filling {
    out: PathBuf,
    new: PathBuf,
    _workshop: Workshop,
}

impl Filling {
    /// Makes the folder. What an interrupted run left is removed; any other content is refused.
    pub(super) fn begin(out: &Path) -> Result<Self, SampleError> {
        if out.exists() {
            check_empty(out)?;
        }
        let workshop = Workshop::inside(out, "sample")?;
        check_empty(out)?;
        Ok(Self { out: out.to_owned(), new: workshop.begin()?, _workshop: workshop })
    }

    /// Writes a small text file and gives it its name.
    pub(super) fn write_text(&self, name: &str, text: &str) -> Result<(), SampleError> {
        let made = self.new.join(name);
        fs::write(&made, text).map_err(|source| SampleError::write(&made, source))?;
        give_name(&made, &self.out.join(name))
    }
}

/// Only the workshop of a run that was interrupted may stand in the folder.
fn check_empty(folder: &Path) -> Result<(), SampleError> {
    let failed = |source| SampleError::write(folder, source);
    for entry in fs::read_dir(folder).map_err(failed)? {
        if entry.map_err(failed)?.file_name() != files::NAME {
            return Err(SampleError::NotEmpty { folder: folder.to_owned() });
        }
    }
    Ok(())
}

fn give_name(made: &Path, path: &Path) -> Result<(), SampleError> {
    fs::rename(made, path).map_err(|source| SampleError::write(path, source))
}

/// One table's file. A row is its fields in the order of the schema, then [`end`](TableFile::end).
pub(super) struct TableFile {
    /// Where it will stand, and where it is until then.
    path: PathBuf,
    made: PathBuf,
    csv: csv::Writer<File>,
    rows: u64,
}

impl TableFile {
    /// Opens a table in the workshop, and writes the header.
    pub(super) fn create(filling: &Filling, table: &Table) -> Result<Self, SampleError> {
        let name = format!("{}.csv", table.name);
        let (path, made) = (filling.out.join(&name), filling.new.join(&name));
        let file = File::create_new(&made).map_err(|source| SampleError::write(&path, source))?;
        let mut csv = csv::WriterBuilder::new().buffer_capacity(128 * 1024).from_writer(file);
        let header = table.columns.iter().map(|column| column.name);
        csv.write_record(header).map_err(|source| SampleError::write(&path, source.into()))?;
        Ok(Self { path, made, csv, rows: 0 })
    }

    /// Writes a text or code; an empty one means unknown.
    pub(super) fn text(&mut self, value: impl AsRef<[u8]>) -> Result<&mut Self, SampleError> {
        match self.csv.write_field(value) {
            Ok(()) => Ok(self),
            Err(source) => Err(SampleError::write(&self.path, source.into())),
        }
    }

    /// Writes a whole number.
    pub(super) fn number(&mut self, value: u32) -> Result<&mut Self, SampleError> {
        let mut digits = [b'0'; 10];
        let mut from = digits.len();
        let mut rest = value;
        loop {
            from -= 1;
            digits[from] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                return self.text(&digits[from..]);
            }
        }
    }

    /// Writes a whole date, or nothing.
    pub(super) fn date(&mut self, value: Option<NaiveDate>) -> Result<&mut Self, SampleError> {
        match value {
            Some(date) => self.text(date_text(date)),
            None => self.text(""),
        }
    }

    /// Writes a moment to the minute.
    pub(super) fn moment(&mut self, value: NaiveDateTime) -> Result<&mut Self, SampleError> {
        let mut text = *b"0000-00-00T00:00";
        text[..10].copy_from_slice(&date_text(value.date()));
        two_digits(&mut text[11..13], value.hour());
        two_digits(&mut text[14..16], value.minute());
        self.text(text)
    }

    /// Ends the row. A row with too few or too many fields is an error of the program, which the writer reports.
    pub(super) fn end(&mut self) -> Result<(), SampleError> {
        self.rows += 1;
        let ended = self.csv.write_record(None::<&[u8]>);
        ended.map_err(|source| SampleError::write(&self.path, source.into()))
    }

    /// The rows written so far.
    pub(super) fn rows(&self) -> u64 {
        self.rows
    }

    fn finish(&mut self) -> Result<(), SampleError> {
        self.csv.flush().map_err(|source| SampleError::write(&self.path, source))
    }
}

/// All tables of an extract, in one folder.
pub(super) struct Tables {
    pub(super) provinces: TableFile,
    pub(super) communes: TableFile,
    pub(super) hamlets: TableFile,
    pub(super) facilities: TableFile,
    pub(super) areas: TableFile,
    pub(super) area_parts: TableFile,
    pub(super) constituencies: TableFile,
    pub(super) constituency_parts: TableFile,
    pub(super) offices: TableFile,
    pub(super) province_offices: TableFile,
    pub(super) persons: TableFile,
    pub(super) residences: TableFile,
    pub(super) absences: TableFile,
    pub(super) stays: TableFile,
    pub(super) statuses: TableFile,
    pub(super) wishes: TableFile,
}

impl Tables {
    /// Opens every table in the workshop.
    pub(super) fn create(filling: &Filling) -> Result<Self, SampleError> {
        let create = |table| TableFile::create(filling, table);
        Ok(Self {
            provinces: create(&schema::PROVINCES)?,
            communes: create(&schema::COMMUNES)?,
            hamlets: create(&schema::HAMLETS)?,
            facilities: create(&schema::FACILITIES)?,
            areas: create(&schema::AREAS)?,
            area_parts: create(&schema::AREA_PARTS)?,
            constituencies: create(&schema::CONSTITUENCIES)?,
            constituency_parts: create(&schema::CONSTITUENCY_PARTS)?,
            offices: create(&schema::OFFICES)?,
            province_offices: create(&schema::PROVINCE_OFFICES)?,
            persons: create(&schema::PERSONS)?,
            residences: create(&schema::RESIDENCES)?,
            absences: create(&schema::ABSENCES)?,
            stays: create(&schema::STAYS)?,
            statuses: create(&schema::STATUSES)?,
            wishes: create(&schema::WISHES)?,
        })
    }

    fn all(&mut self) -> [&mut TableFile; 16] {
        [
            &mut self.provinces,
            &mut self.communes,
            &mut self.hamlets,
            &mut self.facilities,
            &mut self.areas,
            &mut self.area_parts,
            &mut self.constituencies,
            &mut self.constituency_parts,
            &mut self.offices,
            &mut self.province_offices,
            &mut self.persons,
            &mut self.residences,
            &mut self.absences,
            &mut self.stays,
            &mut self.statuses,
            &mut self.wishes,
        ]
    }

    /// Writes out what is buffered, then gives every file its name. Returns the rows of each table, in the order of
    /// [`schema::TABLES`].
    pub(super) fn finish(mut self) -> Result<Vec<u64>, SampleError> {
        finish_files(self.all().into_iter())?;
        Ok(self.all().iter().map(|table| table.rows).collect())
    }
}

/// Writes out what is buffered, then gives every file its name.
pub(super) fn finish_files<'a>(files: impl Iterator<Item = &'a mut TableFile>) -> Result<(), SampleError> {
    let mut files: Vec<_> = files.collect();
    for file in &mut files {
        file.finish()?;
    }
    files.iter().try_for_each(|file| give_name(&file.made, &file.path))
}

fn date_text(date: NaiveDate) -> [u8; 10] {
    let mut text = *b"0000-00-00";
    let year = date.year().unsigned_abs();
    two_digits(&mut text[0..2], year / 100);
    two_digits(&mut text[2..4], year % 100);
    two_digits(&mut text[5..7], date.month());
    two_digits(&mut text[8..10], date.day());
    text
}

fn two_digits(place: &mut [u8], value: u32) {
    place[0] = b'0' + (value / 10 % 10) as u8;
    place[1] = b'0' + (value % 10) as u8;
}
