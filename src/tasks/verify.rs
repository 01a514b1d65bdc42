//! `verify`: every file of an output against its manifest, and the sums and invariants again from the entries.

use super::output::{self, AreaFolder, DATABASE, OutputError};
use super::progress::Progress;
use crate::people::Sex;
use crate::render::jsonl::EntryLine;
use crate::render::manifest::{self, Manifest};
use crate::render::summary::{Summary, TotalsLine};
use crate::roll::Status;
use crate::territory::Level;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::{Path, PathBuf};

/// What was checked, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Verified {
    pub roll_id: String,
    pub files: u64,
    pub areas: u64,
    pub entries: u64,
    pub problems: Vec<Problem>,
}

/// Something that does not agree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Problem {
    /// The file, by its path in the output.
    pub file: String,
    /// The line, where one can be told.
    pub line: Option<u64>,
    pub message: String,
}

impl Verified {
    fn problem(&mut self, file: &str, line: Option<u64>, message: impl Into<String>) {
        self.problems.push(Problem { file: file.to_owned(), line, message: message.into() });
    }
}

/// Checks an output folder.
///
/// # Errors
/// [`OutputError`] if the manifest or a file it names cannot be read at all; everything that is read and does not
/// agree is a [`Problem`].
pub fn verify(folder: &Path, progress: &dyn Progress) -> Result<Verified, OutputError> {
    let manifest = output::manifest(folder)?;
    let mut verified = Verified { roll_id: manifest.roll_id.clone(), ..Verified::default() };
    check_digests(folder, &manifest, &mut verified, progress)?;
    check_surplus(folder, &manifest, &mut verified)?;
    if verified.problems.is_empty() {
        check_lists(folder, &manifest, &mut verified, progress)?;
    }
    verified.problems.sort();
    Ok(verified)
}

fn check_digests(
    folder: &Path,
    manifest: &Manifest,
    verified: &mut Verified,
    progress: &dyn Progress,
) -> Result<(), OutputError> {
    progress.begin("files", Some(manifest.files.len() as u64));
    for (name, expected) in &manifest.files {
        let path = folder.join(name);
        verified.files += 1;
        progress.advance(1);
        match File::open(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                verified.problem(name, None, "the file is missing");
            }
            Err(error) => return Err(OutputError::file(&path)(error)),
            Ok(file) => {
                if manifest::digest_of(file).map_err(OutputError::file(&path))? != *expected {
                    verified.problem(name, None, "the content is not what the manifest says");
                }
            }
        }
    }
    progress.end();
    Ok(())
}

/// Files that the manifest does not know.
fn check_surplus(folder: &Path, manifest: &Manifest, verified: &mut Verified) -> Result<(), OutputError> {
    for path in files_below(folder)? {
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let is_own = name == manifest::FILE_NAME || name.starts_with(DATABASE);
        if !is_own && !manifest.files.contains_key(&name) {
            verified.problem(&name, None, "the manifest does not know this file");
        }
    }
    Ok(())
}

fn files_below(folder: &Path) -> Result<BTreeSet<PathBuf>, OutputError> {
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for item in std::fs::read_dir(&folder).map_err(OutputError::file(&folder))? {
            let item = item.map_err(OutputError::file(&folder))?;
            if item.file_type().map_err(OutputError::file(&item.path()))?.is_dir() {
                folders.push(item.path());
            } else {
                found.insert(item.path());
            }
        }
    }
    Ok(found)
}

/// The sums of the lists as they are counted again.
#[derive(Debug, Default)]
struct Recount {
    standing: Vec<u64>,
    areas: BTreeMap<AreaFolder, TotalsLine>,
}

fn check_lists(
    folder: &Path,
    manifest: &Manifest,
    verified: &mut Verified,
    progress: &dyn Progress,
) -> Result<(), OutputError> {
    let mut recount = Recount::default();
    let of_entries = |name: &&String| name.ends_with("/entries.jsonl");
    progress.begin("lists", Some(manifest.files.keys().filter(of_entries).count() as u64));
    for name in manifest.files.keys().filter(of_entries) {
        let Some(area) = AreaFolder::of_file(name) else {
            verified.problem(name, None, "entries stand outside an area's folder");
            continue;
        };
        let entries = output::entries(folder, &area)?;
        check_entries(name, &area, &entries, &mut recount, verified);
        progress.advance(1);
    }
    progress.end();
    check_one_list(&mut recount, verified);
    check_summary(folder, manifest, &recount, verified)
}

fn check_entries(
    name: &str,
    area: &AreaFolder,
    entries: &[EntryLine<'_>],
    recount: &mut Recount,
    verified: &mut Verified,
) {
    verified.areas += 1;
    let mut sum = TotalsLine::default();
    for (line, entry) in (1_u64..).zip(entries) {
        verified.entries += 1;
        if u64::from(entry.number) != line {
            verified.problem(name, Some(line), format!("number {} stands in row {line}", entry.number));
        }
        if entry.area_code.as_ref() != &area.area {
            verified.problem(name, Some(line), format!("the row is of area {}", entry.area_code));
        }
        match entry.status {
            Status::Listed if entry.ballots.is_empty() => {
                verified.problem(name, Some(line), "a voter has no ballot")
            }
            Status::Listed => {
                add(&mut sum, entry);
                recount.standing.push(entry.personal_id.as_str().parse().unwrap_or_default());
            }
            Status::Marked if !entry.ballots.is_empty() => {
                verified.problem(name, Some(line), "a marked row has ballots");
            }
            Status::Marked | Status::Struck => {}
        }
    }
    recount.areas.insert(area.clone(), sum);
}

fn add(sum: &mut TotalsLine, entry: &EntryLine<'_>) {
    let has = |level| u64::from(entry.ballots.contains(level));
    sum.add(&TotalsLine {
        voters: 1,
        male: u64::from(entry.sex == Sex::Male),
        female: u64::from(entry.sex == Sex::Female),
        national: has(Level::National),
        provincial: has(Level::Provincial),
        communal: has(Level::Communal),
    });
}

fn check_one_list(recount: &mut Recount, verified: &mut Verified) {
    recount.standing.sort_unstable();
    let twice = recount.standing.windows(2).filter(|pair| pair[0] == pair[1]).count();
    if twice > 0 {
        verified.problem(
            "entries.jsonl",
            None,
            format!("{twice} persons stand on more than one list (Art. 29.2)"),
        );
    }
}

fn check_summary(
    folder: &Path,
    manifest: &Manifest,
    recount: &Recount,
    verified: &mut Verified,
) -> Result<(), OutputError> {
    const NAME: &str = "summary.json";
    if !manifest.files.contains_key(NAME) || recount.areas.is_empty() {
        return Ok(());
    }
    let path = folder.join(NAME);
    let text = std::fs::read_to_string(&path).map_err(OutputError::file(&path))?;
    let summary: Summary = match serde_json::from_str(&text) {
        Ok(summary) => summary,
        Err(error) => {
            verified.problem(NAME, Some(error.line() as u64), "this is no summary");
            return Ok(());
        }
    };
    let groups = summary.listed + summary.not_eligible + summary.no_list + summary.queue;
    if summary.persons != groups {
        verified.problem(NAME, None, format!("{} persons, but the groups sum to {groups}", summary.persons));
    }
    if summary.by_rule.values().sum::<u64>() != summary.persons {
        verified.problem(NAME, None, "the persons by rule do not sum to all persons");
    }
    let mut sums = crate::render::summary::TotalsByPlace::default();
    for (area, line) in &recount.areas {
        sums.area.insert(area.area.clone(), *line);
        sums.commune.entry(area.commune.clone()).or_default().add(line);
        sums.province.entry(area.province.clone()).or_default().add(line);
        sums.nation.add(line);
    }
    if sums != summary.totals {
        verified.problem(NAME, None, "the totals are not the sums of the entries");
    }
    if summary.listed != sums.nation.voters {
        verified.problem(
            NAME,
            None,
            format!("{} listed, but {} rows stand", summary.listed, sums.nation.voters),
        );
    }
    check_not_listed(folder, manifest, &summary, verified)
}

fn check_not_listed(
    folder: &Path,
    manifest: &Manifest,
    summary: &Summary,
    verified: &mut Verified,
) -> Result<(), OutputError> {
    let is_report = |name: &&String| *name == "not-listed.csv" || name.ends_with("/not-listed.csv");
    let (mut no_list, mut queue) = (0, 0);
    for name in manifest.files.keys().filter(is_report) {
        for (line, row) in (2..).zip(output::not_listed(folder, name)?) {
            match row.outcome.as_str() {
                "no_list" => no_list += 1,
                "queue" => queue += 1,
                _ => verified.problem(name, Some(line), "the outcome is neither no_list nor queue"),
            }
        }
    }
    if (no_list, queue) != (summary.no_list, summary.queue) {
        let message = format!(
            "{} on no list and {} in the queue, but not-listed.csv has {no_list} and {queue}",
            summary.no_list, summary.queue
        );
        verified.problem("summary.json", None, message);
    }
    Ok(())
}
