//! `rejects.csv`, `findings.csv` and `manual-queue.csv`: what the reader told, and what territory, sizes and the clock add.

use super::super::derive::Derived;
use super::super::error::TaskError;
use super::super::load::Loaded;
use super::super::todo::{self, FindingMatter, Grade, Matters};
use super::folder::Folder;
use crate::extract;
use crate::lists::Basis;
use crate::people::{AreaCode, CommuneCode, SPREADSHEET_MARK, inert};
use crate::render::Language;
use crate::render::html::{FindingKind, Severity};
use crate::render::xlsx::TodoSheet;
use crate::roll::{Constituencies, Numbers, size};
use crate::territory::{AreaKind, Body, check};
use std::collections::BTreeMap;
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
        let grade = match self.severity {
            Severity::Error => Grade::Error,
            Severity::Warning => Grade::Warning,
            Severity::Information => return None,
        };
        let matter = FindingMatter {
            grade,
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

/// What was rejected and found: counted for pages, and told for whoever has to look into it.
#[derive(Default)]
pub(super) struct Findings {
    pub counts: FindingCounts,
    pub matters: Matters,
    pub nameless: TodoSheet,
}

/// How often each rule was found, by severity.
type Kinds = BTreeMap<(&'static str, Severity, String), u64>;

/// How many findings there are, by commune and rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FindingCounts {
    by_commune: BTreeMap<Option<CommuneCode>, Kinds>,
    pub rejects: u64,
    pub manual_queue: u64,
}

impl FindingCounts {
    fn count(
        &mut self,
        commune: Option<CommuneCode>,
        rule: &'static str,
        severity: Severity,
        message: String,
    ) {
        *self.by_commune.entry(commune).or_default().entry((rule, severity, message)).or_default() += 1;
    }

    /// The findings of one commune, or of none, as pages show them.
    pub fn of(&self, commune: Option<&CommuneCode>, language: Language) -> BTreeMap<FindingKind, u64> {
        let kinds = self.by_commune.get(&commune.cloned());
        let kinds = kinds.into_iter().flatten();
        kinds
            .map(|((rule, severity, message), count)| {
                let meaning = language.half(message).to_owned();
                (FindingKind { severity: *severity, rule: (*rule).to_owned(), meaning }, *count)
            })
            .collect()
    }

    /// How many findings of a severity there are.
    pub fn of_severity(&self, severity: Severity) -> u64 {
        let all = self.by_commune.values().flatten();
        all.filter(|((_, found, _), _)| *found == severity).map(|(_, count)| count).sum()
    }

    /// Whether anything asks for somebody's eye: a reject, or a finding that is more than information.
    pub fn any(&self) -> bool {
        self.rejects > 0 || self.of_severity(Severity::Error) + self.of_severity(Severity::Warning) > 0
    }
}

/// Writes the three files and counts what they hold.
pub(super) fn write(folder: &Folder, loaded: &mut Loaded, derived: &Derived) -> Result<Findings, TaskError> {
    let mut counts = FindingCounts {
        rejects: loaded.reading.rejects.count(),
        manual_queue: loaded.reading.manual_queue.count(),
        ..FindingCounts::default()
    };
    folder.write("rejects.csv", |out| extract::write_rejects(&mut loaded.reading.rejects, out))?;
    let more = derived_findings(loaded, derived);
    folder.write("findings.csv", |out| -> Result<(), TaskError> {
        extract::write_findings(&mut loaded.reading.findings, &mut *out)?;
        append(&more, out)
            .map_err(|error| TaskError::Write { path: folder.path("findings.csv"), source: error.into() })
    })?;
    write_manual_queue(folder, loaded)?;
    for finding in loaded.reading.findings.iter()? {
        let finding = finding?;
        let (rule, message) = (finding.rule.as_str(), finding.rule.message());
        counts.count(finding.commune_code.clone(), rule, severity_of(finding.severity()), message);
    }
    let mut matters = Matters::of(&mut loaded.reading)?;
    for told in more {
        if let Some((commune, matter)) = told.matter() {
            matters.finding(commune, matter);
        }
        counts.count(told.commune, told.rule, told.severity, told.message);
    }
    let nameless = todo::nameless(&mut loaded.reading.manual_queue)?;
    Ok(Findings { counts, matters, nameless })
}

fn severity_of(severity: extract::Severity) -> Severity {
    match severity {
        extract::Severity::Error => Severity::Error,
        extract::Severity::Warning => Severity::Warning,
        extract::Severity::Info => Severity::Information,
    }
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
            severity: if trouble.kind.is_error() { Severity::Error } else { Severity::Warning },
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
            severity: if trouble.is_error() { Severity::Error } else { Severity::Warning },
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
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information => "info",
        };
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
    let queue = &mut loaded.reading.manual_queue;
    folder.write(NAME, |out| -> Result<(), TaskError> {
        let failed = |error: csv::Error| TaskError::Write { path: folder.path(NAME), source: error.into() };
        out.write_all(SPREADSHEET_MARK.as_bytes()).map_err(|error| failed(error.into()))?;
        let mut csv = csv::Writer::from_writer(out);
        csv.write_record(["line", "full_name", "birth_date", "sex", "likely_matches"]).map_err(failed)?;
        for row in queue.iter()? {
            let row = row?;
            let matches: Vec<&str> = row.matches.iter().map(|number| number.as_str()).collect();
            let line = row.line.to_string();
            let matches = matches.join(";");
            let cells: [&str; 5] = [&line, &row.full_name, &row.birth_date, &row.sex, &matches];
            csv.write_record(cells.map(inert)).map_err(failed)?;
        }
        csv.flush().map_err(|error| failed(error.into()))
    })?;
    Ok(())
}
