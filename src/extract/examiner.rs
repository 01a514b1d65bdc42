//! What becomes of one person's rows: facts, checked, summed up and written as documents. Persons are examined each by
//! themselves, so that several threads can; what must be in the order of the personal numbers waits in the parcel.

use super::book::{Book, Note};
use super::check::{self, Against, FactLines};
use super::dates;
use super::double;
use super::error::ExtractError;
use super::facts::{self, Lined, OF_PERSONS, PERSONS_AT};
use super::finding::FindingRule;
use super::household;
use super::join::{Bundle, Rows};
use super::manual::Births;
use super::odd::{self, Odd, Stands};
use super::quality::Quality;
use super::schema::PERSONS;
use super::snapshot;
use super::sort::Records;
use crate::people::{Doubts, PartialDate, PersonFacts, VitalStatus, anniversary};

/// The age at which somebody may vote (Art. 2).
const VOTING_AGE_YEARS: u32 = 18;

/// Examines bundles of persons, one after another.
pub(super) struct Examiner<'a, V> {
    pub against: Against<'a>,
    pub is_delta: bool,
    /// Whose births may be those of rows without a number.
    pub births: &'a Births,
    /// What is kept of the facts, beside their document.
    pub view: &'a V,
    pub book: Book,
    pub quality: Quality,
}

/// What a bundle of persons became, in the order of the bundle.
#[derive(Debug)]
pub(super) struct Parcel<T> {
    /// The documents, each with a line feed behind it.
    documents: Vec<u8>,
    /// What is kept of each person with a document, and where the document ends.
    views: Vec<(T, usize)>,
    /// What is digested, where that is not the documents as they are.
    digested: Option<Vec<u8>>,
    /// Members of households.
    pub members: Records,
    /// Persons under what may give away that they are others too.
    pub doubles: Records,
    /// Likely matches of rows without a number.
    pub matches: Records,
    pub persons: u64,
    pub removed: u64,
    /// Records that were passed to get here.
    pub passed: u64,
}

impl<T> Parcel<T> {
    fn of(bundle: &Bundle) -> Self {
        Self {
            // Documents are longer than records by the names of their fields.
            documents: Vec::with_capacity(bundle.size() * 3 / 2),
            views: Vec::new(),
            digested: None,
            members: Records::default(),
            doubles: Records::default(),
            matches: Records::default(),
            persons: 0,
            removed: 0,
            passed: bundle.passed,
        }
    }

    /// The lines that are digested.
    pub(super) fn digested(&self) -> &[u8] {
        self.digested.as_deref().unwrap_or(&self.documents)
    }

    /// What was kept of each person, with the document.
    pub(super) fn each<E>(self, mut take: impl FnMut(T, &[u8]) -> Result<(), E>) -> Result<(), E> {
        let mut start = 0;
        for (view, end) in self.views {
            take(view, &self.documents[start..end])?;
            start = end + 1;
        }
        Ok(())
    }

    /// Adds a document and what is digested of it, if that is something else.
    fn push(&mut self, facts: PersonFacts, digested: Option<Vec<u8>>, view: impl Fn(PersonFacts) -> T) {
        let start = self.documents.len();
        snapshot::push_line(&mut self.documents, &facts);
        let document = &self.documents[start..];
        let other = digested.as_deref().filter(|line| *line != document);
        if other.is_some() && self.digested.is_none() {
            self.digested = Some(self.documents[..start].to_vec());
        }
        if let Some(lines) = &mut self.digested {
            lines.extend_from_slice(other.unwrap_or(document));
        }
        self.views.push((view(facts), self.documents.len() - 1));
    }
}

impl<T, V: Fn(PersonFacts) -> T> Examiner<'_, V> {
    /// Examines all persons of a bundle.
    pub(super) fn examine(&mut self, bundle: &Bundle) -> Result<Parcel<T>, ExtractError> {
        let mut parcel = Parcel::of(bundle);
        for rows in bundle.persons() {
            self.person(rows, &mut parcel)?;
        }
        Ok(parcel)
    }

    fn person(&mut self, rows: Rows<'_>, parcel: &mut Parcel<T>) -> Result<(), ExtractError> {
        let Gathered { mut facts, lines, loose } = gather(rows)?;
        self.doubt_birth_date(&mut facts);
        // Of a delta before former communes' codes are read as their successors': which they are, the base may say.
        let mut digested = self.is_delta.then(|| snapshot::line(&facts));
        if facts.person.vital_status == VitalStatus::Removed {
            parcel.removed += 1;
            if !self.is_delta {
                self.tell(&facts, &lines, &loose)?;
                // Who was taken out of a full extract is told of, and of a delta part of what it says.
                return self.note_removed(&facts, lines.person);
            }
        } else {
            parcel.persons += 1;
            self.check(&mut facts, &lines, rows.is_twice, parcel)?;
        }
        self.tell(&facts, &lines, &loose)?;
        if !self.is_delta {
            digested = snapshot::line_in_order(&facts);
        }
        parcel.push(facts, digested, self.view);
        Ok(())
    }

    /// Checks a person's facts and sums them up.
    fn check(
        &mut self,
        facts: &mut PersonFacts,
        lines: &FactLines,
        is_twice: bool,
        parcel: &mut Parcel<T>,
    ) -> Result<(), ExtractError> {
        if let Some(key) = self.births.key(&facts.person) {
            parcel.matches.push(&key, facts.person.personal_id.as_str().as_bytes());
        }
        let mut seen = check::check(facts, lines, self.against, &mut self.book)?;
        seen.conflict |= is_twice;
        let home = check::home(facts, self.against.counted);
        household::push_member(&facts.person, lines.person, home, &mut parcel.members);
        double::push_person(&facts.person, lines.person, home, seen.conflict, &mut parcel.doubles);
        self.quality.add(facts, home, seen);
        Ok(())
    }

    /// Notes the birth date with day and month exchanged, where the column seems so and the voting age turns on it.
    fn doubt_birth_date(&mut self, facts: &mut PersonFacts) {
        if !self.against.are_births_exchanged {
            return;
        }
        let birth = facts.person.birth_date;
        let on = self.against.counted.on;
        let is_of_age = |birth: PartialDate| anniversary(birth.first(), VOTING_AGE_YEARS) <= on;
        let other = dates::exchanged(birth).filter(|other| is_of_age(*other) != is_of_age(birth));
        facts.doubts.swapped_birth_date = other;
    }

    /// Tells of odd cells, repeated rows and a doubtful birth date, and where somebody of whom rows were rejected lives.
    fn tell(&mut self, facts: &PersonFacts, lines: &FactLines, loose: &Loose) -> Result<(), ExtractError> {
        if facts.doubts.is_empty() && loose.odd.is_empty() && loose.repeated.is_empty() {
            return Ok(());
        }
        let number = facts.person.personal_id;
        let home = check::home(facts, self.against.counted).map(|home| home.commune_code.clone());
        let (commune, subject) = (home.as_ref(), number.as_str());
        if let (false, Some(commune)) = (facts.doubts.unread.is_empty(), commune) {
            self.book.unread.locate(number, commune);
        }
        for (table, line, odd) in &loose.odd {
            let stands = Stands { table: PERSONS_AT + table, line: *line, commune, subject };
            odd::note(odd, OF_PERSONS[*table], stands, &mut self.book)?;
        }
        for (table, line) in &loose.repeated {
            let (rule, table, line) = (FindingRule::RowRepeated, PERSONS_AT + table, *line);
            self.book.note(Note { rule, table, line, commune, subject, value: subject })?;
        }
        if let Some(other) = facts.doubts.swapped_birth_date {
            let (rule, table, line) = (FindingRule::DoubtfulDate, PERSONS_AT, lines.person);
            let value = format!("{} / {other}", facts.person.birth_date);
            self.book.note(Note { rule, table, line, commune, subject, value: &value })?;
        }
        Ok(())
    }

    fn note_removed(&mut self, facts: &PersonFacts, line: u64) -> Result<(), ExtractError> {
        let home = check::home(facts, self.against.counted);
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

/// All rows of a person, the lines they stand in, and the cells that did not hold what they should.
fn gather(rows: Rows<'_>) -> Result<Gathered, ExtractError> {
    let damaged = ExtractError::ScratchDamaged { table: PERSONS.name };
    let Lined { line, row: person, odd } = rows.of(0).next().and_then(facts::person).ok_or(damaged)?;
    let mut loose = Loose::default();
    loose.odd.extend(odd.into_iter().map(|odd| (0, line, odd)));
    let (residences, residence_lines) = decoded(rows, 1, facts::residence, &mut loose)?;
    let (absences, absence_lines) = decoded(rows, 2, facts::absence, &mut loose)?;
    let (stays, stay_lines) = decoded(rows, 3, facts::stay, &mut loose)?;
    let (statuses, status_lines) = decoded(rows, 4, facts::status, &mut loose)?;
    let (wishes, wish_lines) = decoded(rows, 5, facts::wish, &mut loose)?;
    let lines = FactLines {
        person: line,
        residences: residence_lines,
        absences: absence_lines,
        stays: stay_lines,
        statuses: status_lines,
        wishes: wish_lines,
    };
    let mut unread = rows.unread;
    for (table, _, odd) in &loose.odd {
        if odd.is_in_doubt(OF_PERSONS[*table]) {
            unread.insert(PERSONS_AT + table);
        }
    }
    let doubts = Doubts { unread: unread.names(), ..Doubts::default() };
    let facts = PersonFacts { person, residences, absences, stays, statuses, wishes, doubts };
    Ok(Gathered { facts, lines, loose })
}

/// What one person's rows hold.
struct Gathered {
    facts: PersonFacts,
    lines: FactLines,
    loose: Loose,
}

/// What is to be told of a person's rows beside the facts: tables by their places among those of persons, and lines.
#[derive(Debug, Default)]
struct Loose {
    odd: Vec<(usize, u64, Odd)>,
    /// Rows that say the same as one before.
    repeated: Vec<(usize, u64)>,
}

/// The rows of a table, by its place among those of persons; one that says the same as another is that row.
fn decoded<T: PartialEq>(
    rows: Rows<'_>,
    table: usize,
    decode: fn(&[u8]) -> Option<Lined<T>>,
    loose: &mut Loose,
) -> Result<(Vec<T>, Vec<u64>), ExtractError> {
    let (mut found, mut lines) = (Vec::new(), Vec::new());
    for record in rows.of(table) {
        let damaged = ExtractError::ScratchDamaged { table: OF_PERSONS[table].name };
        let Lined { line, row, odd } = decode(record).ok_or(damaged)?;
        loose.odd.extend(odd.into_iter().map(|odd| (table, line, odd)));
        if found.contains(&row) {
            loose.repeated.push((table, line));
            continue;
        }
        found.push(row);
        lines.push(line);
    }
    Ok((found, lines))
}
