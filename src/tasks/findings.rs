//! What a reader rejected and found, and what territory, sizes and the clock add: `rejects.csv`, `findings.csv`,
//! `manual-queue.csv`, and the matters of the workbook of things to do.

use super::derive::Derived;
use super::error::TaskError;
use super::load::Loaded;
use crate::extract::{self, CommuneQuality, ExtractError, ManualQueue, QualityReport, Reading, Reject};
use crate::lists::Basis;
use crate::output::todo::{self, FindingMatter, Matters, Nameless, RejectMatter};
use crate::output::{FindingCounts, Findings, Folder, Qualities};
use crate::people::{AreaCode, CommuneCode, SPREADSHEET_MARK, Severity, inert};
use crate::render::Language;
use crate::render::html::Quality;
use crate::render::xlsx::TodoSheet;
use crate::roll::{Constituencies, Numbers, size};
use crate::territory::{AreaKind, Body, check};
use std::io::Write;

/// A finding of any source, worded.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    rule: &'static str,
    severity: Severity,
    commune: Option<CommuneCode>,
    file: &'static str,
    subject: String,
    value: String,
    /// Vietnamese and English, separated by ` / `.
    message: String,
}

impl Told {
    /// What an office has to look into, if this is more than good to know.
    fn matter(&self) -> Option<(Option<CommuneCode>, FindingMatter)> {
        if self.severity == Severity::Info {
            return None;
        }
        let matter = FindingMatter {
            severity: self.severity,
            rule: self.rule,
            meaning: Language::Vietnamese.half(&self.message).to_owned(),
            subject: self.subject.clone(),
            value: self.value.clone(),
            file: self.file.to_owned(),
            line: None,
        };
        Some((self.commune.clone(), matter))
    }
}

/// Writes the three files and counts what they hold.
pub(in crate::tasks) fn write(
    folder: &Folder,
    loaded: &mut Loaded,
    derived: &Derived,
) -> Result<Findings, TaskError> {
    let rejects = loaded.reading.rejects.count();
    let mut counts = FindingCounts::new(rejects, loaded.reading.manual_queue.count());
    let mut out = folder.open("rejects.csv")?;
    extract::write_rejects(&mut loaded.reading.rejects, &mut out)?;
    folder.close_file(out)?;
    let more = derived_findings(loaded, derived);
    let mut out = folder.open("findings.csv")?;
    extract::write_findings(&mut loaded.reading.findings, &mut out)?;
    append(&more, &mut out).map_err(|error| TaskError::write(&folder.path("findings.csv"))(error.into()))?;
    folder.close_file(out)?;
    write_manual_queue(folder, loaded)?;
    for finding in loaded.reading.findings.iter()? {
        let finding = finding?;
        let (rule, message) = (finding.rule.as_str(), finding.rule.message());
        counts.count(finding.commune_code.clone(), rule, finding.severity(), message);
    }
    let mut matters = matters_of(&mut loaded.reading)?;
    for told in more {
        if let Some((commune, matter)) = told.matter() {
            matters.finding(commune, matter);
        }
        counts.count(told.commune, told.rule, told.severity, told.message);
    }
    let nameless = nameless(&mut loaded.reading.manual_queue)?;
    Ok(Findings { counts, matters, nameless })
}

fn derived_findings(loaded: &Loaded, derived: &Derived) -> Vec<Told> {
    let mut told = territory_findings(&loaded.basis);
    told.extend(size_findings(&loaded.basis, derived));
    told.extend(constituency_findings(&loaded.basis, derived));
    if let Some(late) = &loaded.posted_late {
        told.push(Told {
            rule: "posted_late",
            severity: Severity::Warning,
            commune: None,
            file: "election.toml",
            subject: "posted_on".to_owned(),
            value: loaded.basis.election.posted_on.to_string(),
            message: format!("Niêm yết sau thời hạn của Điều 32. / {late}"),
        });
    }
    told
}

/// What is wrong with the territory (T1, T2, T3).
fn territory_findings(basis: &Basis) -> Vec<Told> {
    let Basis { territory, profile, election, .. } = basis;
    let troubles = check(territory, election.levels, profile.seat_limits()).into_iter();
    troubles
        .map(|trouble| Told {
            rule: trouble.kind.as_str(),
            severity: trouble.kind.severity(),
            commune: trouble.commune_code,
            file: "",
            subject: trouble.subject,
            value: trouble.value,
            message: trouble.kind.message().to_owned(),
        })
        .collect()
}

/// Areas of a wrong size, among the communes that were derived (T1). Numbers of armed units are not told.
fn size_findings(basis: &Basis, derived: &Derived) -> Vec<Told> {
    let mut told = Vec::new();
    for (code, trouble, voters) in size::check(&basis.territory, &derived.tally, &basis.profile) {
        let Some(area) = basis.territory.area(&code) else { continue };
        if !derived.counts.contains_key(&area.commune_code) || area.kind == AreaKind::Military {
            continue;
        }
        told.push(Told {
            rule: trouble.as_str(),
            severity: trouble.severity(),
            commune: Some(area.commune_code.clone()),
            file: "areas",
            subject: code.to_string(),
            value: voters.to_string(),
            message: trouble.message().to_owned(),
        });
    }
    told
}

/// Constituencies without voters, and those whose deputies stand for far more or fewer voters than others. Numbers of armed units
/// are not told.
fn constituency_findings(basis: &Basis, derived: &Derived) -> Vec<Told> {
    let Basis { territory, profile, election, .. } = basis;
    let totals = |code: &AreaCode| derived.tally.areas.get(code).map(|area| area.totals).unwrap_or_default();
    let constituencies = Constituencies::new(territory, election.levels, &derived.communes, totals);
    let mut told = Vec::new();
    for row in constituencies.rows() {
        let commune = match &row.body {
            Some(Body::Commune(code)) => Some(code.clone()),
            Some(Body::NationalAssembly | Body::Province(_)) | None => None,
        };
        let mut tell = |rule, value: String, message: String| {
            let subject = row.constituency.constituency_code.to_string();
            let severity = Severity::Warning;
            told.push(Told {
                rule,
                severity,
                commune: commune.clone(),
                file: "constituencies",
                subject,
                value,
                message,
            });
        };
        let percent = profile.constituency_deviation_percent;
        if row.is_empty() && !row.is_partial {
            tell(
                "constituency_without_voters",
                String::new(),
                "Đơn vị bầu cử không có cử tri; kiểm tra constituency_parts. / Nobody votes in the constituency; check constituency_parts."
                    .to_owned(),
            );
        } else if let Some(off) = row.deviation(Numbers::Public).filter(|_| row.is_far(percent)) {
            tell(
                "constituency_deviation",
                off.to_string(),
                format!(
                    "Số cử tri trên một đại biểu chênh lệch quá {percent}% so với bình quân; xem lại số đại biểu hoặc địa giới. / \
                     Voters a seat differ from the mean by more than {percent}%; look at the seats or the borders again."
                ),
            );
        }
    }
    told
}

fn append(told: &[Told], out: &mut dyn Write) -> Result<(), csv::Error> {
    let mut csv = csv::Writer::from_writer(out);
    for finding in told {
        let severity = finding.severity.as_str();
        let commune = finding.commune.as_ref().map_or("", CommuneCode::as_str);
        let Told { rule, file, subject, value, message, .. } = finding;
        let cells = [*rule, severity, commune, *file, "", subject.as_str(), value.as_str(), message.as_str()];
        csv.write_record(cells.map(inert))?;
    }
    csv.flush()?;
    Ok(())
}

/// Persons without a personal number, with likely matches, for somebody to look into (D2).
fn write_manual_queue(folder: &Folder, loaded: &mut Loaded) -> Result<(), TaskError> {
    const NAME: &str = "manual-queue.csv";
    let failed = |error: csv::Error| TaskError::write(&folder.path(NAME))(error.into());
    let mut out = folder.open(NAME)?;
    out.write_all(SPREADSHEET_MARK.as_bytes()).map_err(|error| failed(error.into()))?;
    let mut csv = csv::Writer::from_writer(&mut out);
    csv.write_record(["line", "full_name", "birth_date", "sex", "likely_matches"]).map_err(failed)?;
    for row in loaded.reading.manual_queue.iter()? {
        let row = row?;
        let matches: Vec<&str> = row.matches.iter().map(|number| number.as_str()).collect();
        let line = row.line.to_string();
        let matches = matches.join(";");
        let cells: [&str; 5] = [&line, &row.full_name, &row.birth_date, &row.sex, &matches];
        csv.write_record(cells.map(inert)).map_err(failed)?;
    }
    csv.flush().map_err(|error| failed(error.into()))?;
    drop(csv);
    folder.close_file(out)?;
    Ok(())
}

/// Gathers what a reader told; of findings those that ask for somebody's eye.
///
/// # Errors
/// [`ExtractError`] if the scratch folder fails.
pub(in crate::tasks) fn matters_of(reading: &mut Reading) -> Result<Matters, ExtractError> {
    let mut matters = Matters::default();
    for reject in reading.rejects.iter()? {
        let Reject { file, line, personal_id, commune_code, column, value, message, row, .. } = reject?;
        let meaning = Language::Vietnamese.half(&message).to_owned();
        matters.reject(
            commune_code,
            RejectMatter { file, line, personal_id, column, value, meaning, cells: row },
        );
    }
    matters.more_rejects(reading.rejects.untold().iter().map(|untold| untold.rows).sum());
    for finding in reading.findings.iter()? {
        let finding = finding?;
        if finding.severity() == Severity::Info {
            continue;
        }
        let matter = FindingMatter {
            severity: finding.severity(),
            rule: finding.rule.as_str(),
            meaning: finding.rule.vietnamese().to_owned(),
            subject: finding.subject,
            value: finding.value,
            file: finding.file,
            line: finding.line,
        };
        matters.finding(finding.commune_code, matter);
    }
    Ok(matters)
}

/// The sheet of rows of persons without a personal number.
///
/// # Errors
/// [`ExtractError`] if the scratch folder fails.
pub(in crate::tasks) fn nameless(queue: &mut ManualQueue) -> Result<TodoSheet, ExtractError> {
    let count = queue.count();
    let mut rows = Vec::new();
    for row in queue.iter()?.take(todo::ROWS_MAX) {
        let row = row?;
        let matches: Vec<&str> = row.matches.iter().map(|number| number.as_str()).collect();
        rows.push(Nameless {
            line: row.line,
            full_name: row.full_name,
            birth_date: row.birth_date,
            sex: row.sex,
            matches: matches.join(", "),
        });
    }
    let left_off = count - rows.len() as u64;
    Ok(todo::nameless(rows, left_off))
}

/// How good the data are, as pages show it.
pub(in crate::tasks) fn qualities(report: &QualityReport) -> Qualities {
    let communes = report.communes.iter().map(|(code, quality)| (code.clone(), quality_of(quality)));
    Qualities { communes: communes.collect(), without_commune: quality_of(&report.without_commune) }
}

fn quality_of(quality: &CommuneQuality) -> Quality {
    let CommuneQuality { correct, complete, clean, live, .. } = *quality;
    Quality { correct, complete, clean, live }
}
