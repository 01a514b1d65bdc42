//! The tables of persons read in step, each in the order of the personal numbers: all rows of a person become facts, are
//! checked and summed up.

use super::book::{Book, Note};
use super::check::{self, Against, FactLines};
use super::error::ExtractError;
use super::facts::{self, Lined, OF_PERSONS, PERSONS_AT};
use super::finding::FindingRule;
use super::household::Households;
use super::manual::ManualQueueWriter;
use super::quality::Quality;
use super::record::Cells;
use super::reject::Cause;
use super::schema::PERSONS;
use super::snapshot::Snapshot;
use super::sort::Sorted;
use crate::people::{Person, PersonFacts, PersonalNumber, VitalStatus};

/// The tables of persons, in step.
pub(super) struct Join<'a> {
    pub tables: Vec<Sorted>,
    pub against: Against<'a>,
    pub is_delta: bool,
    pub book: &'a mut Book,
    pub queue: ManualQueueWriter,
    pub households: Households,
    pub quality: Quality,
    pub snapshot: Snapshot,
    pub done: u64,
    pub persons: u64,
    pub removed: u64,
}

impl Join<'_> {
    /// Steps to the next person; the inner `None` is one who was taken out of a full extract, and is told of in a finding.
    /// Of a delta, those taken out are part of what it says.
    pub(super) fn next(&mut self) -> Result<Option<Option<PersonFacts>>, ExtractError> {
        let Some((_, record)) = self.tables[0].current() else {
            for table in 1..OF_PERSONS.len() {
                self.pass_unknown(table, None)?;
            }
            return Ok(None);
        };
        let damaged = ExtractError::ScratchDamaged { table: PERSONS.name };
        let Lined { line, row: person } = facts::person(record).ok_or(damaged)?;
        self.advance(0)?;
        let duplicates = self.pass_duplicates(person.personal_id)?;
        let (mut facts, lines) = self.gather(person, line)?;
        if self.is_delta {
            // Before former communes' codes are read as their successors': which they are, the base may say.
            self.snapshot.digest(&facts);
        }
        if facts.person.vital_status == VitalStatus::Removed {
            self.removed += 1;
            return match self.is_delta {
                true => Ok(Some(Some(facts))),
                false => self.note_removed(&facts, line).map(|()| Some(None)),
            };
        }
        self.persons += 1;
        self.queue.offer(&facts.person)?;
        let mut seen = check::check(&mut facts, &lines, self.against, self.book)?;
        seen.conflict |= duplicates;
        let home = check::home(&facts, self.against.election_day);
        self.households.add(&facts.person, line, home.map(|home| &home.commune_code))?;
        self.quality.add(&facts, home, seen);
        Ok(Some(Some(facts)))
    }

    /// The facts as compact JSON in the order of the source; of a full extract, digested too.
    pub(super) fn document(&mut self, facts: &PersonFacts) -> &[u8] {
        match self.is_delta {
            true => self.snapshot.document(facts),
            false => self.snapshot.add(facts),
        }
    }

    fn advance(&mut self, table: usize) -> Result<(), ExtractError> {
        self.done += 1;
        Ok(self.tables[table].advance()?)
    }

    /// Rejects the further rows of the persons under the same number; whether there were any.
    fn pass_duplicates(&mut self, number: PersonalNumber) -> Result<bool, ExtractError> {
        let mut any = false;
        while let Some((_, record)) =
            self.tables[0].current().filter(|(key, _)| *key == number.as_str().as_bytes())
        {
            let line = line_of(record, 0)?;
            let subject = number.as_str();
            self.book.reject_after_all(PERSONS_AT, line, 0, subject, &Cause::Duplicate)?;
            let rule = FindingRule::DuplicatePerson;
            self.book.note(Note { rule, table: PERSONS_AT, line, commune: None, subject, value: subject })?;
            self.advance(0)?;
            any = true;
        }
        Ok(any)
    }

    /// Passes rows under numbers that no person has, below `until` or to the end.
    fn pass_unknown(&mut self, table: usize, until: Option<PersonalNumber>) -> Result<(), ExtractError> {
        let is_below = |key: &[u8]| until.is_none_or(|until| key < until.as_str().as_bytes());
        while let Some((key, record)) = self.tables[table].current().filter(|(key, _)| is_below(key)) {
            let line = line_of(record, table)?;
            let subject = String::from_utf8_lossy(key);
            self.book.unread(PersonalNumber::parse(&subject).ok());
            let rule = FindingRule::UnknownPerson;
            let at = PERSONS_AT + table;
            self.book.note(Note {
                rule,
                table: at,
                line,
                commune: None,
                subject: &subject,
                value: &subject,
            })?;
            self.advance(table)?;
        }
        Ok(())
    }

    /// The rows of a table under a number.
    fn rows<T>(
        &mut self,
        table: usize,
        number: PersonalNumber,
        decode: fn(&[u8]) -> Option<Lined<T>>,
    ) -> Result<(Vec<T>, Vec<u64>), ExtractError> {
        self.pass_unknown(table, Some(number))?;
        let (mut rows, mut lines) = (Vec::new(), Vec::new());
        while let Some((_, record)) =
            self.tables[table].current().filter(|(key, _)| *key == number.as_str().as_bytes())
        {
            let damaged = ExtractError::ScratchDamaged { table: OF_PERSONS[table].name };
            let Lined { line, row } = decode(record).ok_or(damaged)?;
            rows.push(row);
            lines.push(line);
            self.advance(table)?;
        }
        Ok((rows, lines))
    }

    /// All rows of a person.
    fn gather(&mut self, person: Person, line: u64) -> Result<(PersonFacts, FactLines), ExtractError> {
        let number = person.personal_id;
        let (residences, residence_lines) = self.rows(1, number, facts::residence)?;
        let (absences, absence_lines) = self.rows(2, number, facts::absence)?;
        let (stays, stay_lines) = self.rows(3, number, facts::stay)?;
        let (statuses, status_lines) = self.rows(4, number, facts::status)?;
        let (wishes, wish_lines) = self.rows(5, number, facts::wish)?;
        let lines = FactLines {
            person: line,
            residences: residence_lines,
            absences: absence_lines,
            stays: stay_lines,
            statuses: status_lines,
            wishes: wish_lines,
        };
        Ok((PersonFacts { person, residences, absences, stays, statuses, wishes }, lines))
    }

    fn note_removed(&mut self, facts: &PersonFacts, line: u64) -> Result<(), ExtractError> {
        let home = check::home(facts, self.against.election_day);
        let rows = facts.residences.len()
            + facts.absences.len()
            + facts.stays.len()
            + facts.statuses.len()
            + facts.wishes.len();
        self.book.note(Note {
            rule: FindingRule::RemovedPerson,
            table: PERSONS_AT,
            line,
            commune: home.map(|home| &home.commune_code),
            subject: facts.person.personal_id.as_str(),
            value: &format!("{rows} rows of other tables"),
        })
    }
}

/// The line a record stands in.
fn line_of(record: &[u8], table: usize) -> Result<u64, ExtractError> {
    let damaged = ExtractError::ScratchDamaged { table: OF_PERSONS[table].name };
    Cells::of(record).and_then(|mut cells| cells.number()).ok_or(damaged)
}
