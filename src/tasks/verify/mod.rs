//! `verify`: every file of an output against its manifest, and the sums and invariants again from the entries.

mod database;
mod files;
mod filing;
mod roll;
mod witness;

pub(in crate::tasks) use filing::of_version;

pub use database::{Checking, VerifiedDatabase, verify_database, verify_database_as};
pub use witness::{Witness, WitnessedLine, WitnessedVersion};

use super::output::{self, AreaFolder, OutputError};
use super::progress::Progress;
use super::render::posted::VERSIONS;
use crate::people::Sex;
use crate::render::jsonl::EntryLine;
use crate::render::manifest::{self, Manifest};
use crate::render::summary::{Summary, TotalsByPlace, TotalsLine};
use crate::roll::Status;
use crate::roll::chain::PublicKey;
use crate::territory::Level;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

const SUMMARY: &str = "summary.json";

/// What was checked, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Verified {
    pub roll_id: String,
    pub files: u64,
    pub areas: u64,
    pub entries: u64,
    /// Versions of posted lists that were chained again, and how many of them are signed.
    pub versions: u64,
    pub signed_versions: u64,
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
pub fn verify(
    folder: &Path,
    trusted: Option<&PublicKey>,
    progress: &dyn Progress,
) -> Result<Verified, OutputError> {
    let manifest = output::manifest(folder)?;
    let mut verified = Verified { roll_id: manifest.roll_id.clone(), ..Verified::default() };
    check_digests(folder, &manifest, &mut verified, progress)?;
    for name in output::surplus(folder, &manifest)? {
        verified.problem(&name, None, "the manifest does not know this file");
    }
    let is_posted = manifest.versions.iter().any(|version| version.version > 0);
    if is_posted && manifest.files.contains_key(VERSIONS) {
        files::check_posted(folder, &manifest, trusted, &mut verified)?;
    }
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
    check_version(manifest, verified);
    check_summary(folder, manifest, &recount, verified)
}

/// The version's digest must be that of the entries: it stands for the lists as a whole, wherever the files go.
fn check_version(manifest: &Manifest, verified: &mut Verified) {
    if manifest.versions.iter().any(|version| version.version > 0) {
        return;
    }
    let areas = manifest.files.iter().filter(|(name, _)| name.ends_with("/entries.jsonl"));
    let digests: BTreeMap<_, _> =
        areas.filter_map(|(name, digest)| Some((AreaFolder::of_file(name)?.area, digest))).collect();
    let lines: String = digests.iter().map(|(area, digest)| format!("{area} {digest}\n")).collect();
    let expected = manifest.versions.last().map(|version| version.digest.as_str());
    if !digests.is_empty() && expected != Some(&manifest::digest(lines.as_bytes())) {
        verified.problem(manifest::FILE_NAME, None, "the version's digest is not that of the entries");
    }
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
    if !manifest.files.contains_key(SUMMARY) || recount.areas.is_empty() {
        return Ok(());
    }
    let path = folder.join(SUMMARY);
    let text = std::fs::read_to_string(&path).map_err(OutputError::file(&path))?;
    let summary: Summary = match serde_json::from_str(&text) {
        Ok(summary) => summary,
        Err(error) => {
            verified.problem(SUMMARY, Some(error.line() as u64), "this is no summary");
            return Ok(());
        }
    };
    let groups = summary.listed + summary.not_eligible + summary.no_list + summary.queue;
    if summary.persons != groups {
        verified.problem(
            SUMMARY,
            None,
            format!("{} persons, but the groups sum to {groups}", summary.persons),
        );
    }
    if summary.by_rule.values().sum::<u64>() != summary.persons {
        verified.problem(SUMMARY, None, "the persons by rule do not sum to all persons");
    }
    let mut sums = TotalsByPlace::default();
    for (area, line) in &recount.areas {
        sums.area.insert(area.area.clone(), *line);
        sums.commune.entry(area.commune.clone()).or_default().add(line);
        sums.province.entry(area.province.clone()).or_default().add(line);
        sums.nation.add(line);
    }
    if without_zeros(&sums) != without_zeros(&summary.totals) {
        verified.problem(SUMMARY, None, "the totals are not the sums of the entries");
    }
    check_public(&summary, verified);
    if summary.listed != sums.nation.voters {
        verified.problem(
            SUMMARY,
            None,
            format!("{} listed, but {} rows stand", summary.listed, sums.nation.voters),
        );
    }
    check_not_listed(folder, manifest, (&summary, &recount.standing), verified)?;
    check_decisions(folder, manifest, &summary, verified)
}

/// The totals without the zeros of communes and provinces: of those that have no area no entries tell.
fn without_zeros(totals: &TotalsByPlace) -> TotalsByPlace {
    let mut totals = totals.clone();
    let nobody = TotalsLine::default();
    totals.commune.retain(|_, line| *line != nobody);
    totals.province.retain(|_, line| *line != nobody);
    totals
}

/// Public totals leave areas out, and change none.
fn check_public(summary: &Summary, verified: &mut Verified) {
    let (all, public) = (&summary.totals, &summary.totals_public);
    if public.area.iter().any(|(code, line)| all.area.get(code) != Some(line)) {
        verified.problem(SUMMARY, None, "a public total of an area is not its total");
    }
    let (communes, provinces) = (sum(public.commune.values()), sum(public.province.values()));
    let nation = sum(public.area.values());
    if [communes, provinces, public.nation].iter().any(|line| *line != nation) {
        verified.problem(SUMMARY, None, "the public totals are not the sums of their areas");
    }
}

fn sum<'l>(lines: impl Iterator<Item = &'l TotalsLine>) -> TotalsLine {
    let mut sum = TotalsLine::default();
    lines.for_each(|line| sum.add(line));
    sum
}

/// Every decision once: as many of each outcome and rule as the summary says.
fn check_decisions(
    folder: &Path,
    manifest: &Manifest,
    summary: &Summary,
    verified: &mut Verified,
) -> Result<(), OutputError> {
    if !manifest.files.contains_key(output::DECISIONS) {
        return Ok(());
    }
    let mut by_rule = BTreeMap::new();
    let mut by_outcome = BTreeMap::new();
    output::each_decision(folder, |decision| {
        *by_rule.entry(decision.rule).or_default() += 1;
        *by_outcome.entry(decision.outcome.into_owned()).or_insert(0) += 1;
    })?;
    let count = |outcome: &str| by_outcome.get(outcome).copied().unwrap_or(0);
    let counted = ["listed", "not_eligible", "no_list", "queue"].map(count);
    if counted != [summary.listed, summary.not_eligible, summary.no_list, summary.queue] {
        verified.problem(output::DECISIONS, None, "the decisions are not as many as the summary says");
    }
    if by_rule != summary.by_rule {
        verified.problem(output::DECISIONS, None, "the decisions by rule are not those of the summary");
    }
    Ok(())
}

fn check_not_listed(
    folder: &Path,
    manifest: &Manifest,
    (summary, standing): (&Summary, &[u64]),
    verified: &mut Verified,
) -> Result<(), OutputError> {
    let is_report = |name: &&String| *name == "not-listed.csv" || name.ends_with("/not-listed.csv");
    let (mut no_list, mut queue) = (0, 0);
    for name in manifest.files.keys().filter(is_report) {
        for (line, row) in (2..).zip(output::not_listed(folder, name)?) {
            if row.personal_id.parse().is_ok_and(|number: u64| standing.binary_search(&number).is_ok()) {
                verified.problem(name, Some(line), "the person stands on a list as well");
            }
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
        verified.problem(SUMMARY, None, message);
    }
    Ok(())
}
