//! Areas whose files need not be made again: everything they depend on is as it was in the former output, and nobody has
//! changed them there since.

use super::OutputError;
use super::commune::write_area;
use super::job::{self, Job};
use super::list::List;
use super::manifest::DigestWriter;
use super::place::Place;
use super::supplement;
use crate::law::{Election, RuleProfile};
use crate::lists::ListsError;
use crate::people::AreaCode;
use crate::render::html::Document;
use crate::render::jsonl;
use crate::roll::{Entry, Totals};
use crate::territory::{Area, Commune, Constituency, Hamlet, Level, Levels, Office, Province};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write as _};

/// The edition of the files of areas, raised whenever any of their bytes become others: what an earlier edition made is made
/// anew. The kept output of the sample shows when it was forgotten.
const EDITION: &str = "4";

/// Takes the files of one area over from the former output, or writes them, and names those its page links to.
pub(super) fn area_files(
    job: &Job<'_>,
    place: &Place<'_>,
    list: &List<'_>,
    totals: Totals,
) -> Result<Vec<Document>, OutputError> {
    let area = &list.area.area_code;
    let key = key(job, place, list)?;
    let kept = match job.place.reuse {
        Some(reuse) => reuse.keep(job.place.folder, area, &key, &folders(job, &place.folder, area))?,
        None => None,
    };
    job.place.folder.keep_area(area, key);
    if let Some(documents) = kept {
        return Ok(documents);
    }
    let documents = write_area(job, place, list, totals)?;
    if let Some(history) = list.history {
        supplement::area_files(job, place, list.area, history, list.entries)?;
    }
    Ok(documents)
}

/// The folders that hold the files of an area of the commune whose folder is `place`, the one of its list first; each ends
/// with `/`.
pub(super) fn folders(job: &Job<'_>, place: &str, area: &AreaCode) -> Vec<String> {
    let own = format!("{place}/{area}/");
    let supplement = job.source.supplement().map(|version| format!("changes/{version}/{own}"));
    std::iter::once(own).chain(supplement).collect()
}

/// Everything an area's files depend on, beside the rows of its list. What a new document shows of anything else must
/// stand here, or an output goes on with what it showed before.
#[derive(Serialize)]
struct Grounds<'a> {
    /// The program and its edition.
    program: [&'static str; 2],
    options: &'a BTreeMap<String, String>,
    election: &'a Election,
    profile: &'a RuleProfile,
    province: &'a Province,
    commune: &'a Commune,
    area: &'a Area,
    levels: Levels,
    constituencies: Vec<&'a Constituency>,
    hamlets: Vec<&'a Hamlet>,
    office: Option<&'a Office>,
    version: (u32, &'a str, chrono::NaiveDate),
    /// Supplementary pages name the roll and the day of the data.
    supplement_of: Option<(&'a str, chrono::NaiveDate)>,
}

/// SHA-256 over everything the files of an area depend on.
fn key(job: &Job<'_>, place: &Place<'_>, list: &List<'_>) -> Result<String, OutputError> {
    let basis = job.basis();
    let territory = &basis.territory;
    let List { area, version, .. } = list;
    let constituencies =
        Level::ALL.iter().flat_map(|level| territory.constituencies_of(&area.area_code, *level));
    let is_supplement = job.source.supplement().is_some();
    let grounds = Grounds {
        program: [env!("CARGO_PKG_VERSION"), EDITION],
        options: &job::options(job),
        election: &basis.election,
        profile: &basis.profile,
        province: place.province,
        commune: place.commune,
        area,
        levels: place.levels,
        constituencies: constituencies.collect(),
        hamlets: territory.hamlets_of(&place.commune.commune_code).collect(),
        office: territory.office(&place.commune.commune_code),
        version: (version.version, &version.digest, version.dated),
        supplement_of: is_supplement.then_some((job.source.roll_id(), basis.as_of)),
    };
    let mut out = DigestWriter::new(io::sink());
    let unwritable = |_| ListsError::Document { what: "row" };
    serde_json::to_writer(&mut out, &grounds).map_err(unwritable)?;
    for entry in list.entries {
        serde_json::to_writer(&mut out, entry).map_err(unwritable)?;
    }
    for line in job.source.chain(list.history) {
        serde_json::to_writer(&mut out, &line).map_err(unwritable)?;
    }
    out.flush().map_err(|source| OutputError::Write { path: "key".into(), source })?;
    Ok(out.finish().1)
}

/// SHA-256 of an area's canonical entries, as `entries.jsonl` has them.
pub(super) fn digest_of(entries: &[Entry]) -> String {
    let mut out = DigestWriter::new(std::io::sink());
    jsonl::entries(entries, &mut out).expect("a sink takes all");
    out.finish().1
}
