//! `check`: what an extract holds, what was rejected, what is odd and how good the data are. Writes nothing.

use super::error::TaskError;
use super::load::terms_of;
use super::progress::reading;
use super::report::{Beside, Report};
use super::source::{self, Origin};
use crate::extract::{self, Extract, ExtractError, Mode, Options, QualityReport, Reject};
use crate::files::Scratch;
use crate::law::RuleProfile;
use crate::output::todo::{FindingMatter, Matters};
use crate::people::{CommuneCode, Severity};
use crate::progress::Progress;
use crate::territory::check as check_territory;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// What was found.
#[derive(Debug, Clone, Serialize)]
pub struct Checked {
    pub snapshot_id: String,
    /// Of a delta, the snapshot that it builds on. What only the base could tell is not checked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    pub persons: u64,
    pub removed: u64,
    pub manual_queue: u64,
    pub files: Vec<FileLine>,
    /// The first rejects, in the order of files and lines.
    pub rejects: Vec<RejectLine>,
    /// How many more there are.
    pub more_rejects: u64,
    pub findings: Vec<FindingLine>,
    pub quality: QualityReport,
    /// The name of each commune of the quality report.
    #[serde(skip)]
    pub names: BTreeMap<CommuneCode, String>,
}

/// Rows of one file: read = accepted + rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileLine {
    pub file: String,
    pub read: u64,
    pub accepted: u64,
    pub rejected: u64,
}

/// A rejected row, without its value: that stands in `rejects.csv` only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RejectLine {
    pub file: String,
    pub line: u64,
    pub column: String,
    pub rule: String,
    pub message: String,
}

/// How often a rule was found in a commune.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FindingLine {
    pub severity: Severity,
    pub rule: String,
    pub commune_code: Option<CommuneCode>,
    pub count: u64,
    /// The file and the line where it was found first, of what stands in a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first: Option<FirstPlace>,
    /// Vietnamese and English, separated by ` / `.
    pub message: String,
}

/// Where a rule was found first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct FirstPlace {
    pub file: String,
    pub line: u64,
}

/// The tables without which the territory is not whole.
const TERRITORY: [&str; 7] =
    ["provinces", "communes", "hamlets", "areas", "area_parts", "constituencies", "constituency_parts"];

/// How many rejects are shown.
const REJECTS_SHOWN: usize = 20;

impl Checked {
    /// Whether anything asks for somebody's eye.
    pub fn has_findings(&self) -> bool {
        self.manual_queue > 0
            || self.files.iter().any(|file| file.rejected > 0)
            || self.findings.iter().any(|line| line.severity != Severity::Info)
    }
}

/// Reads an extract whole and tells what it holds; of a delta, what can be told without its base. `report`, if given, is a
/// workbook of things to do, or a folder for it with `rejects.csv` and `findings.csv`.
///
/// # Errors
/// [`TaskError`] if the extract cannot be read, or the report cannot be written.
pub fn check(origin: &Origin, report: Option<&Path>, progress: &dyn Progress) -> Result<Checked, TaskError> {
    let opened = source::opened(origin)?;
    let extract = &opened.extract;
    let report = Report::begin(report, "check")?;
    let base = match &extract.mode {
        Mode::Full => None,
        Mode::Delta { base } => Some(base.clone()),
    };
    let elected = match &extract.terms {
        // A delta that names no election means its base's.
        None => None,
        Some(terms) => Some((terms.election.levels, terms_of(extract)?.0)),
    };
    let scratch = Scratch::new(None).map_err(TaskError::write(Path::new("the scratch folder")))?;
    let mut watch = reading(progress);
    let usual = Options::new(scratch.path());
    let lapse_months =
        elected.as_ref().map_or(usual.lapse_months, |(_, profile)| profile.temporary_lapse_months);
    let reader = extract::start_alone(extract, Options { lapse_months, ..usual }, &mut watch)?;
    let territory = reader.territory();
    let mut reading = reader.read::<TaskError>(&mut watch, |_, _| Ok(()))?;
    progress.end();
    let mut findings = counted(&mut reading)?;
    let mut beside = Beside::default();
    if let Some((levels, profile)) = elected.filter(|_| holds_territory(extract)) {
        beside.territory = add_territory(&territory, levels, &profile, &mut findings);
    }
    if let Some(report) = report {
        report.write_with(&mut reading, extract.as_of, beside)?;
    }
    let rejects = first_rejects(&mut reading)?;
    let more_rejects = reading.rejects.count() - rejects.len() as u64;
    let names =
        territory.communes().map(|commune| (commune.commune_code.clone(), commune.name.clone())).collect();
    Ok(Checked {
        snapshot_id: reading.snapshot_id.clone(),
        base,
        persons: reading.persons,
        removed: reading.removed,
        manual_queue: reading.manual_queue.count(),
        files: reading.counts.iter().map(file_line).collect(),
        rejects,
        more_rejects,
        findings: lines(findings),
        quality: reading.quality,
        names,
    })
}

/// Whether an extract holds all tables that the territory needs: every full one does, a delta rarely.
fn holds_territory(extract: &Extract) -> bool {
    let holds = |table: &str| extract.files().any(|(name, _)| name == table);
    extract.mode == Mode::Full || TERRITORY.into_iter().all(holds)
}

/// How often each rule was found in each commune.
fn counted(reading: &mut extract::Reading) -> Result<Counted, ExtractError> {
    let mut findings = BTreeMap::new();
    for finding in reading.findings.iter()? {
        let finding = finding?;
        let key = Found {
            severity: finding.severity(),
            rule: finding.rule.as_str(),
            commune_code: finding.commune_code.clone(),
            message: finding.rule.message(),
        };
        let first = finding.line.map(|line| FirstPlace { file: finding.file, line });
        findings.entry(key).or_insert(Times { count: 0, first }).count += 1;
    }
    Ok(findings)
}

fn lines(findings: Counted) -> Vec<FindingLine> {
    let line = |(found, times): (Found, Times)| FindingLine {
        severity: found.severity,
        rule: found.rule.to_owned(),
        commune_code: found.commune_code,
        count: times.count,
        first: times.first,
        message: found.message,
    };
    findings.into_iter().map(line).collect()
}

/// What is odd in an extract that was read, by rule and commune.
pub(super) fn finding_lines(reading: &mut extract::Reading) -> Result<Vec<FindingLine>, ExtractError> {
    counted(reading).map(lines)
}

/// The first rejected rows of an extract that was read, in the order of files and lines.
pub(super) fn first_rejects(reading: &mut extract::Reading) -> Result<Vec<RejectLine>, ExtractError> {
    let rejects = reading.rejects.iter()?.take(REJECTS_SHOWN).map(|reject| Ok(line_of(reject?)));
    rejects.collect()
}

/// What was found, in a commune or in none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    severity: Severity,
    rule: &'static str,
    commune_code: Option<CommuneCode>,
    message: String,
}

/// How often, and where first.
#[derive(Debug, Clone, Default)]
struct Times {
    count: u64,
    first: Option<FirstPlace>,
}

type Counted = BTreeMap<Found, Times>;

fn add_territory(
    territory: &crate::territory::Territory,
    levels: crate::territory::Levels,
    profile: &RuleProfile,
    findings: &mut Counted,
) -> Matters {
    let mut matters = Matters::default();
    for trouble in check_territory(territory, levels, profile.seat_limits()) {
        let severity = trouble.kind.severity();
        let (rule, message) = (trouble.kind.as_str(), trouble.kind.message().to_owned());
        matters.finding(trouble.commune_code.clone(), FindingMatter::of_territory(&trouble));
        let found = Found { severity, rule, commune_code: trouble.commune_code, message };
        findings.entry(found).or_default().count += 1;
    }
    matters
}

fn file_line(count: &extract::FileCount) -> FileLine {
    let extract::FileCount { file, read, accepted, rejected, .. } = count.clone();
    FileLine { file, read, accepted, rejected }
}

fn line_of(reject: Reject) -> RejectLine {
    let Reject { file, line, column, rule, message, .. } = reject;
    RejectLine { file, line, column: column.to_owned(), rule, message }
}
