//! JSON Lines: `entries.jsonl`, the official copy of an area's list, and `decisions.jsonl`, the official export of every
//! decision.

use crate::law::{FactReference, Flag, Mark, Outcome, Rule};
use crate::people::{AreaCode, CommuneCode, PartialDate, PersonalNumber, Sex};
use crate::roll::{Entry, Status, Unlisted};
use crate::territory::Levels;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, Write};

/// A line of `entries.jsonl`, in the order of its keys.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryLine<'a> {
    pub area_code: Cow<'a, AreaCode>,
    pub number: u32,
    pub personal_id: PersonalNumber,
    pub full_name: Cow<'a, str>,
    pub birth_date: PartialDate,
    pub sex: Sex,
    pub ballots: Levels,
    pub rule: Rule,
    pub also: Cow<'a, [Rule]>,
    pub articles: Vec<Cow<'a, str>>,
    pub flags: Cow<'a, [Flag]>,
    pub marks: Cow<'a, [Mark]>,
    pub status: Status,
}

/// Tells where, not whom: names stay out of logs and panics.
impl fmt::Debug for EntryLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EntryLine({} no. {}, {})", self.area_code, self.number, self.rule)
    }
}

impl<'a> From<&'a Entry> for EntryLine<'a> {
    fn from(entry: &'a Entry) -> Self {
        Self {
            area_code: Cow::Borrowed(&entry.area_code),
            number: entry.number,
            personal_id: entry.personal_id,
            full_name: Cow::Borrowed(&entry.full_name),
            birth_date: entry.birth_date,
            sex: entry.sex,
            ballots: entry.ballots,
            rule: entry.rule,
            also: Cow::Borrowed(&entry.also),
            articles: entry.articles().into_iter().map(Cow::Borrowed).collect(),
            flags: Cow::Borrowed(&entry.flags),
            marks: Cow::Borrowed(&entry.marks),
            status: entry.status,
        }
    }
}

/// Writes the rows of one area's list, one a line.
///
/// # Errors
/// Whatever the writer answers.
pub fn entries<'a>(entries: impl IntoIterator<Item = &'a Entry>, mut out: impl Write) -> io::Result<()> {
    for entry in entries {
        serde_json::to_writer(&mut out, &EntryLine::from(entry))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// A line of `decisions.jsonl`: what was decided of a person, and the facts it rests on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionLine<'a> {
    pub personal_id: PersonalNumber,
    pub full_name: Cow<'a, str>,
    /// `listed`, `not_eligible`, `no_list` or `queue`.
    pub outcome: Cow<'a, str>,
    pub commune_code: Option<Cow<'a, CommuneCode>>,
    pub area_code: Option<Cow<'a, AreaCode>>,
    pub number: Option<u32>,
    pub ballots: Levels,
    pub rule: Rule,
    pub also: Cow<'a, [Rule]>,
    pub articles: Vec<Cow<'a, str>>,
    pub reason: Option<Cow<'a, str>>,
    pub flags: BTreeSet<Flag>,
    /// Such as `residences:2`: the second row of the person in `residences`.
    pub facts: Cow<'a, [FactReference]>,
}

/// Tells where, not whom: names stay out of logs and panics.
impl fmt::Debug for DecisionLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecisionLine({:?}, {})", self.personal_id, self.rule)
    }
}

impl<'a> From<&'a Entry> for DecisionLine<'a> {
    fn from(entry: &'a Entry) -> Self {
        Self {
            personal_id: entry.personal_id,
            full_name: Cow::Borrowed(&entry.full_name),
            outcome: Cow::Borrowed("listed"),
            commune_code: Some(Cow::Borrowed(&entry.commune_code)),
            area_code: Some(Cow::Borrowed(&entry.area_code)),
            number: Some(entry.number),
            ballots: entry.ballots,
            rule: entry.rule,
            also: Cow::Borrowed(&entry.also),
            articles: entry.articles().into_iter().map(Cow::Borrowed).collect(),
            reason: None,
            flags: entry.flags.iter().copied().collect(),
            facts: Cow::Borrowed(&entry.facts),
        }
    }
}

impl<'a> From<&'a Unlisted> for DecisionLine<'a> {
    fn from(person: &'a Unlisted) -> Self {
        let decision = &person.decision;
        debug_assert!(
            !matches!(decision.outcome, Outcome::Listed { .. }),
            "unlisted persons stand on no list"
        );
        Self {
            personal_id: person.personal_id,
            full_name: Cow::Borrowed(&person.full_name),
            outcome: Cow::Borrowed(person.outcome()),
            commune_code: person.commune_code.as_ref().map(Cow::Borrowed),
            area_code: None,
            number: None,
            ballots: Levels::NONE,
            rule: decision.rule,
            also: Cow::Borrowed(&decision.also),
            articles: decision.articles().into_iter().map(Cow::Borrowed).collect(),
            reason: decision.reason.map(|reason| Cow::Borrowed(reason.as_str())),
            flags: decision.flags.clone(),
            facts: Cow::Borrowed(&decision.facts),
        }
    }
}

/// Writes the decisions of one commune: standing rows in the order given, then persons on no list.
///
/// # Errors
/// Whatever the writer answers.
pub fn decisions<'a>(
    entries: impl IntoIterator<Item = &'a Entry>,
    unlisted: impl IntoIterator<Item = &'a Unlisted>,
    mut out: impl Write,
) -> io::Result<()> {
    let standing = entries.into_iter().filter(|entry| entry.status == Status::Listed).map(DecisionLine::from);
    for line in standing.chain(unlisted.into_iter().map(DecisionLine::from)) {
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
