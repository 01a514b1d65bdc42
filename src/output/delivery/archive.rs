//! A commune's printed documents as two archives: what may be posted, and what is official.

use super::super::OutputError;
use super::super::job::Job;
use super::paper::Paper;
use chrono::{Datelike, NaiveDate};
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

/// The day before which archives tell no time.
const FIRST_YEAR: i32 = 1980;
/// From this size on a file needs the wider form.
const LARGE: u64 = u32::MAX as u64;

/// Writes the archives of a commune below `folder`.
pub(super) fn write(job: &Job<'_>, folder: &str, commune: &str, papers: &[Paper]) -> Result<(), OutputError> {
    for (name, is_public) in [("niem-yet", true), ("ban-chinh", false)] {
        let packed: Vec<&Paper> = papers.iter().filter(|paper| paper.is_public == is_public).collect();
        if packed.is_empty() {
            continue;
        }
        let name = format!("{folder}/{commune}-{name}.zip");
        job.folder.make(&name, |file| {
            let path = job.folder.path(&name);
            let failed = |error: io::Error| OutputError::write(&path)(error);
            let mut archive = ZipWriter::new(BufWriter::with_capacity(64 * 1024, file));
            for paper in packed {
                let source = job.folder.path(&paper.path);
                add(&mut archive, &source, &paper.file, job.basis.election.posted_on).map_err(failed)?;
            }
            let out = archive.finish().map_err(|error| failed(error.into()))?;
            out.into_inner().map_err(|error| failed(error.into_error())).map(drop)
        })?;
    }
    Ok(())
}

/// Adds a file as it is: PDFs are compressed already.
fn add(
    archive: &mut ZipWriter<BufWriter<&mut File>>,
    source: &Path,
    name: &str,
    dated: NaiveDate,
) -> io::Result<()> {
    let mut file = File::open(source)?;
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(moment(dated))
        .system(System::Unix)
        .unix_permissions(0o644)
        .large_file(file.metadata()?.len() >= LARGE);
    archive.start_file(name, options)?;
    io::copy(&mut file, archive).map(drop)
}

/// Midnight of the day the lists are dated.
fn moment(day: NaiveDate) -> DateTime {
    let number = |number: u32| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(day.year().max(FIRST_YEAR)).unwrap_or_default();
    DateTime::from_date_and_time(year, number(day.month()), number(day.day()), 0, 0, 0).unwrap_or_default()
}
