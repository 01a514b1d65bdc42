//! The sums and invariants of an output, counted again from its entries.

use super::Verified;
use crate::output::DECISIONS;
use crate::output::manifest::{self, Manifest};
use crate::output::reading::ReadingError;
use crate::output::reading::{self, AreaFolder, Files};
use crate::people::Sex;
use crate::progress::Progress;
use crate::render::jsonl::EntryLine;
use crate::render::summary::{Summary, TotalsByPlace, TotalsLine};
use crate::roll::Status;
use crate::territory::Level;
use std::collections::BTreeMap;

pub(super) const SUMMARY: &str = "summary.json";
pub(super) const ENTRIES: &str = "entries.jsonl";
pub(super) const NOT_LISTED: &str = "not-listed.csv";

/// The sums of the lists as they are counted again.
#[derive(Debug, Default)]
struct Recount {
    standing: Vec<u64>,
    areas: BTreeMap<AreaFolder, TotalsLine>,
}

/// Counts every list again, and compares with everything that tells sums.
pub(super) fn check(
    files: &Files<'_>,
    manifest: &Manifest,
    verified: &mut Verified,
    progress: &dyn Progress,
) -> Result<(), ReadingError> {
    let mut recount = Recount::default();
    let lists: Vec<&str> = files.names().filter(|name| name.ends_with("/entries.jsonl")).collect();
    progress.begin("lists", Some(lists.len() as u64));
    for name in lists {
        progress.advance(1);
        let area = AreaFolder::of_file(name).filter(|area| format!("{}/{ENTRIES}", area.path()) == name);
        let Some(area) = area else {
            verified.problem(name, None, "entries stand outside an area's folder");
            continue;
        };
        let entries = reading::entries(files.folder(), &area);
        if let Some(entries) = verified.read(name, entries)? {
            check_entries(name, &area, &entries, &mut recount, verified);
        }
    }
    progress.end();
    check_one_list(&mut recount, verified);
    check_version(manifest, verified);
    check_summary(files, &recount, verified)
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
    if !digests.is_empty() && expected != Some(&crate::people::digest(lines.as_bytes())) {
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

fn check_summary(files: &Files<'_>, recount: &Recount, verified: &mut Verified) -> Result<(), ReadingError> {
    if !files.has(SUMMARY) || recount.areas.is_empty() {
        return Ok(());
    }
    let path = files.folder().join(SUMMARY);
    let bytes = std::fs::read(&path).map_err(ReadingError::file(&path))?;
    let summary: Summary = match serde_json::from_slice(&bytes) {
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
    check_not_listed(files, &summary, &recount.standing, verified)?;
    check_decisions(files, &summary, verified)
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
    files: &Files<'_>,
    summary: &Summary,
    verified: &mut Verified,
) -> Result<(), ReadingError> {
    if !files.has(DECISIONS) {
        return Ok(());
    }
    let mut by_rule = BTreeMap::new();
    let mut by_outcome = BTreeMap::new();
    let read = reading::each_decision(files.folder(), |decision| {
        *by_rule.entry(decision.rule).or_default() += 1;
        *by_outcome.entry(decision.outcome.into_owned()).or_insert(0) += 1;
    });
    if verified.read(DECISIONS, read)?.is_none() {
        return Ok(());
    }
    let count = |outcome: &str| by_outcome.get(outcome).copied().unwrap_or(0);
    let counted = ["listed", "not_eligible", "no_list", "queue"].map(count);
    if counted != [summary.listed, summary.not_eligible, summary.no_list, summary.queue] {
        verified.problem(DECISIONS, None, "the decisions are not as many as the summary says");
    }
    if by_rule != summary.by_rule {
        verified.problem(DECISIONS, None, "the decisions by rule are not those of the summary");
    }
    Ok(())
}

fn check_not_listed(
    files: &Files<'_>,
    summary: &Summary,
    standing: &[u64],
    verified: &mut Verified,
) -> Result<(), ReadingError> {
    let is_report = |name: &&str| *name == NOT_LISTED || name.ends_with("/not-listed.csv");
    let (mut no_list, mut queue) = (0, 0);
    for name in files.names().filter(is_report) {
        let rows = reading::not_listed(files.folder(), name);
        let Some(rows) = verified.read(name, rows)? else { return Ok(()) };
        for (line, row) in (2..).zip(rows) {
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
