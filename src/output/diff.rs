//! What differs between two outputs, by person, area and kind; differences of law apart from layout only.

use super::PRINTERS;
use super::manifest::Manifest;
use super::reading::{self, AreaFolder, Files, NotListedRow, Problem, ReadingError};
use crate::people::PersonalNumber;
use crate::progress::Progress;
use crate::render::jsonl::EntryLine;
use crate::roll::Status;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The kinds of differences, those of law first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// On a list of the second output only.
    Added,
    /// On a list of the first output only.
    Removed,
    /// In another area.
    Moved,
    /// In the same area with other ballots, or another status or mark.
    Ballots,
    /// The same place and ballots for another rule, article or flag.
    Grounds,
    /// On no list in both, for another reason.
    Unlisted,
    /// The same place and ballots with another printed name, birth date or sex.
    Printed,
    /// Another number in the same area.
    Number,
}

impl Kind {
    /// Whether the difference is one of law: who votes, where, with which ballots, and why.
    pub fn is_legal(self) -> bool {
        match self {
            Self::Added | Self::Removed | Self::Moved | Self::Ballots | Self::Grounds | Self::Unlisted => {
                true
            }
            Self::Printed | Self::Number => false,
        }
    }

    /// The word of the outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Moved => "moved",
            Self::Ballots => "ballots",
            Self::Grounds => "grounds",
            Self::Unlisted => "unlisted",
            Self::Printed => "printed",
            Self::Number => "number",
        }
    }
}

/// A difference on one person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Difference {
    pub kind: Kind,
    pub personal_id: String,
    /// How the person stands in the first output.
    pub first: String,
    /// How the person stands in the second output.
    pub second: String,
}

/// Everything that differs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Differences {
    pub persons: Vec<Difference>,
    /// Documents whose bytes differ though the data they are made from are the same: layout only.
    pub layout: Vec<String>,
    /// Files that are not as the manifest beside them says. Then nothing was compared.
    pub altered: Vec<Altered>,
}

/// A file that somebody changed, or that went, since its output was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Altered {
    /// The output it belongs to.
    pub output: PathBuf,
    pub problem: Problem,
}

impl Differences {
    /// Whether any difference is one of law.
    pub fn is_legal(&self) -> bool {
        self.persons.iter().any(|difference| difference.kind.is_legal())
    }

    /// How many differences there are of each kind.
    pub fn counts(&self) -> BTreeMap<Kind, u64> {
        let mut counts = BTreeMap::new();
        for difference in &self.persons {
            *counts.entry(difference.kind).or_default() += 1;
        }
        counts
    }
}

type Row = (AreaFolder, EntryLine<'static>);
type Unmatched = BTreeMap<PersonalNumber, Row>;

/// The persons that stand in one output only, or in another area.
#[derive(Debug, Default)]
struct Side {
    standing: Unmatched,
    unlisted: BTreeMap<String, NotListedRow>,
    /// Marked and struck rows that the other output does not have.
    beside: Vec<Difference>,
}

/// Compares two output folders, once every file of both is seen to be what its manifest says: digests alone are compared
/// where they are equal.
///
/// # Errors
/// [`ReadingError`] if a manifest or a file it names cannot be read.
pub fn diff(first: &Path, second: &Path, progress: &dyn Progress) -> Result<Differences, ReadingError> {
    let (one, other) = (reading::manifest(first)?, reading::manifest(second)?);
    let mut differences = Differences::default();
    for (folder, manifest) in [(first, &one), (second, &other)] {
        for (name, flaw) in Files::check(folder, manifest, progress)?.flaws {
            let problem = Problem { file: reading::shown(name), line: None, message: flaw.to_owned() };
            differences.altered.push(Altered { output: folder.to_owned(), problem });
        }
    }
    if !differences.altered.is_empty() {
        return Ok(differences);
    }
    let (mut left, mut right) = (Side::default(), Side::default());
    let areas: BTreeSet<AreaFolder> = areas_of(&one).chain(areas_of(&other)).collect();
    progress.begin("areas", Some(areas.len() as u64));
    for area in areas {
        let name = format!("{}/entries.jsonl", area.path());
        progress.advance(1);
        if one.files.get(&name) == other.files.get(&name) {
            continue;
        }
        let read = |folder, manifest: &Manifest| match manifest.files.contains_key(&name) {
            true => reading::entries(folder, &area),
            false => Ok(Vec::new()),
        };
        compare_area(
            &area,
            read(first, &one)?,
            read(second, &other)?,
            &mut left,
            &mut right,
            &mut differences,
        );
    }
    progress.end();
    left.unlisted = unlisted_of(first, &one)?;
    right.unlisted = unlisted_of(second, &other)?;
    compare_unmatched(left, right, &mut differences.persons);
    differences.persons.sort();
    differences.layout = layout_only(&one, &other);
    Ok(differences)
}

fn areas_of(manifest: &Manifest) -> impl Iterator<Item = AreaFolder> {
    let names = manifest.files.keys().filter(|name| name.ends_with("/entries.jsonl"));
    names.filter_map(|name| AreaFolder::of_file(name))
}

/// Compares the rows of one area; persons who stand here in one output only are kept for the end.
fn compare_area(
    area: &AreaFolder,
    first: Vec<EntryLine<'static>>,
    second: Vec<EntryLine<'static>>,
    left: &mut Side,
    right: &mut Side,
    differences: &mut Differences,
) {
    let key = |entry: &EntryLine<'_>| (entry.personal_id, entry.status == Status::Listed);
    let mut others: BTreeMap<_, EntryLine<'static>> =
        second.into_iter().map(|entry| (key(&entry), entry)).collect();
    for entry in first {
        match others.remove(&key(&entry)) {
            Some(other) => differences.persons.extend(compare_rows(area, &entry, &other)),
            None => keep(area, entry, left, Kind::Removed),
        }
    }
    for entry in others.into_values() {
        keep(area, entry, right, Kind::Added);
    }
}

/// Keeps a row that one output has alone for the end.
fn keep(area: &AreaFolder, entry: EntryLine<'static>, side: &mut Side, kind: Kind) {
    if entry.status == Status::Listed {
        side.standing.insert(entry.personal_id, (area.clone(), entry));
        return;
    }
    let (here, nowhere) = (stand(area, &entry), String::new());
    let (first, second) = if kind == Kind::Added { (nowhere, here) } else { (here, nowhere) };
    side.beside.push(Difference {
        kind: Kind::Ballots,
        personal_id: entry.personal_id.to_string(),
        first,
        second,
    });
}

fn compare_rows(area: &AreaFolder, one: &EntryLine<'_>, other: &EntryLine<'_>) -> Option<Difference> {
    let kind = if (one.ballots, one.status, &one.marks) != (other.ballots, other.status, &other.marks) {
        Kind::Ballots
    } else if (one.rule, &one.also, &one.articles, &one.flags)
        != (other.rule, &other.also, &other.articles, &other.flags)
    {
        Kind::Grounds
    } else if (&one.full_name, one.birth_date, one.sex) != (&other.full_name, other.birth_date, other.sex) {
        Kind::Printed
    } else if one.number != other.number {
        Kind::Number
    } else {
        return None;
    };
    let personal_id = one.personal_id.to_string();
    Some(Difference { kind, personal_id, first: stand(area, one), second: stand(area, other) })
}

/// Where a row stands, in one line: area, number, ballots, rule, flags.
fn stand(area: &AreaFolder, entry: &EntryLine<'_>) -> String {
    let ballots: Vec<&str> = entry.ballots.iter().map(crate::territory::Level::as_str).collect();
    let flags: Vec<&str> = entry.flags.iter().map(|flag| flag.as_str()).collect();
    let mut words =
        vec![format!("{} no. {}", area.area, entry.number), entry.rule.to_string(), ballots.join("+")];
    words.extend(entry.marks.iter().map(|mark| mark.as_str().to_owned()));
    if !flags.is_empty() {
        words.push(format!("[{}]", flags.join(" ")));
    }
    words.join(" ")
}

fn unlisted_of(folder: &Path, manifest: &Manifest) -> Result<BTreeMap<String, NotListedRow>, ReadingError> {
    let mut rows = BTreeMap::new();
    for name in manifest.files.keys().filter(|name| name.ends_with("not-listed.csv")) {
        rows.extend(reading::not_listed(folder, name)?.into_iter().map(|row| (row.personal_id.clone(), row)));
    }
    Ok(rows)
}

fn compare_unmatched(mut left: Side, mut right: Side, differences: &mut Vec<Difference>) {
    let told = |row: Option<NotListedRow>| {
        row.map(|row| format!("{} {} {}", row.outcome, row.rule, row.reason)).unwrap_or_default()
    };
    let beside: Vec<Difference> = left.beside.into_iter().chain(right.beside).collect();
    for (id, (area, entry)) in left.standing {
        let personal_id = id.to_string();
        let first = stand(&area, &entry);
        let (kind, second) = match right.standing.remove(&id) {
            Some((area, entry)) => (Kind::Moved, stand(&area, &entry)),
            None => (Kind::Removed, told(right.unlisted.remove(&personal_id))),
        };
        differences.push(Difference { kind, personal_id, first, second });
    }
    for (id, (area, entry)) in right.standing {
        let personal_id = id.to_string();
        let first = told(left.unlisted.remove(&personal_id));
        differences.push(Difference { kind: Kind::Added, personal_id, first, second: stand(&area, &entry) });
    }
    // A person who came, went or moved is told once, and not of the row that was struck or marked for it again.
    let told_of: BTreeSet<String> = differences
        .iter()
        .filter(|it| matches!(it.kind, Kind::Added | Kind::Removed | Kind::Moved))
        .map(|it| it.personal_id.clone())
        .collect();
    differences.extend(beside.into_iter().filter(|it| !told_of.contains(&it.personal_id)));
    let ids: BTreeSet<String> = left.unlisted.keys().chain(right.unlisted.keys()).cloned().collect();
    for personal_id in ids {
        let (one, other) = (left.unlisted.remove(&personal_id), right.unlisted.remove(&personal_id));
        if one != other {
            differences.push(Difference {
                kind: Kind::Unlisted,
                personal_id,
                first: told(one),
                second: told(other),
            });
        }
    }
}

/// The files that hold facts and decisions. All others are documents made from them.
const DATA: [&str; 7] = [
    "entries.jsonl",
    "not-listed.csv",
    "decisions.jsonl",
    "summary.json",
    "rejects.csv",
    "findings.csv",
    "manual-queue.csv",
];

/// The folder and the name of a file.
fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('/').unwrap_or(("", name))
}

/// Documents whose bytes differ though no file of data in their folder, or below it, does.
fn layout_only(one: &Manifest, other: &Manifest) -> Vec<String> {
    let differs = |name: &&String| one.files.get(*name) != other.files.get(*name);
    let names: BTreeSet<&String> = one.files.keys().chain(other.files.keys()).filter(differs).collect();
    let is_data = |name: &str| DATA.contains(&split(name).1);
    let (data, documents): (Vec<&String>, Vec<&String>) = names.into_iter().partition(|name| is_data(name));
    let has_cause = |name: &String| {
        let folder = split(name).0;
        let below = |data: &str| data.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        // Papers at a print shop are those of areas anywhere.
        let is_anywhere = folder.is_empty() || name.starts_with(PRINTERS);
        data.iter().any(|data| is_anywhere || below(data))
    };
    documents.into_iter().filter(|name| !has_cause(name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_struck_row_of_somebody_who_is_told_of_already_is_not_told_again() {
        let of = |kind, personal_id: &str| Difference {
            kind,
            personal_id: personal_id.to_owned(),
            first: String::new(),
            second: String::new(),
        };
        let beside = vec![of(Kind::Ballots, "gone"), of(Kind::Ballots, "struck")];
        let right = Side { beside, ..Side::default() };
        let mut found = vec![of(Kind::Removed, "gone")];
        compare_unmatched(Side::default(), right, &mut found);
        assert_eq!(found, [of(Kind::Removed, "gone"), of(Kind::Ballots, "struck")]);
    }
}
