//! What is odd in one person's facts: checked against each other and the lists of codes, and told as findings.

use super::book::{Book, Note};
use super::error::ExtractError;
use super::facts::PERSONS_AT;
use super::finding::FindingRule;
use super::package::Extract;
use super::quality::Observation;
use super::texts::{self, Told};
use crate::people::{
    CommuneCode, PartialDate, PersonFacts, Residence, ResidenceKind, VitalStatus, anniversary,
};
use crate::territory::{CodeInRow, Meaning, Meanings, Territory};
use chrono::NaiveDate;

/// The age above which a living person is worth a look.
const AGE_MAX_YEARS: u32 = 120;

/// The first year in which anybody whom a register holds may be born.
const BORN_FROM: i32 = 1850;

/// The places of the tables in the order of the reports.
const RESIDENCES_AT: usize = PERSONS_AT + 1;
const ABSENCES_AT: usize = PERSONS_AT + 2;
const STAYS_AT: usize = PERSONS_AT + 3;
const STATUSES_AT: usize = PERSONS_AT + 4;
const WISHES_AT: usize = PERSONS_AT + 5;

/// The lines that one person's facts stand in, in the order of the facts.
#[derive(Debug, Clone, Default)]
pub(super) struct FactLines {
    pub person: u64,
    pub residences: Vec<u64>,
    pub absences: Vec<u64>,
    pub stays: Vec<u64>,
    pub statuses: Vec<u64>,
    pub wishes: Vec<u64>,
}

/// What facts are checked against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Against<'a> {
    pub territory: &'a Territory,
    pub meanings: &'a Meanings<'a>,
    pub lists: Lists,
    pub as_of: NaiveDate,
    pub counted: Counted,
    /// Whether days and months of births seem exchanged.
    pub are_births_exchanged: bool,
}

/// When residences count.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counted {
    /// Election day; of a delta that is read alone and names no election, its own day.
    pub on: NaiveDate,
    /// The months after which a temporary registration without an end lapses.
    pub lapse_months: u32,
}

impl Counted {
    fn holds(self, residence: &Residence) -> bool {
        residence.is_in_force(self.on, self.lapse_months)
    }
}

/// The lists of codes that are there to check against; a delta that is read alone may bring none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lists {
    pub communes: bool,
    pub hamlets: bool,
    pub facilities: bool,
    /// Areas are known by their communes, so both are needed.
    pub areas: bool,
}

impl Lists {
    /// All of them.
    pub(super) const ALL: Self = Self { communes: true, hamlets: true, facilities: true, areas: true };

    /// Those that the files of an extract hold.
    pub(super) fn of(extract: &Extract) -> Self {
        let holds = |table: &str| extract.files().any(|(name, _)| name == table);
        let communes = holds("communes");
        let (hamlets, facilities) = (holds("hamlets"), holds("facilities"));
        Self { communes, hamlets, facilities, areas: communes && holds("areas") }
    }
}

/// The residence a person is counted under: permanent before temporary before current, one in force before one that is
/// not, then the latest registered.
pub(super) fn home(facts: &PersonFacts, counted: Counted) -> Option<&Residence> {
    let rank = |row: &Residence| match row.kind {
        ResidenceKind::Permanent => 2,
        ResidenceKind::Temporary => 1,
        ResidenceKind::Current => 0,
    };
    let latest = |row: &Residence| row.registered_on.map(|day| day.last());
    facts.residences.iter().max_by_key(|row| (counted.holds(row), rank(row), latest(row)))
}

/// Reads predecessor codes as their only successors, enters what is odd as findings, and returns what the quality
/// report needs to know.
pub(super) fn check(
    facts: &mut PersonFacts,
    lines: &FactLines,
    against: Against<'_>,
    book: &mut Book,
) -> Result<Observation, ExtractError> {
    let mut notes = Notes { subject: facts.person.personal_id, commune: None, book, against };
    let mut seen = Observation::default();
    if against.lists.communes {
        notes.settle(facts, lines, &mut seen)?;
    }
    notes.commune = home(facts, against.counted).map(|home| home.commune_code.clone());
    notes.person(facts, lines.person, &mut seen)?;
    for (row, line) in facts.residences.iter().zip(&lines.residences) {
        notes.residence(row, *line, &mut seen)?;
    }
    for (row, line) in facts.absences.iter().zip(&lines.absences) {
        notes.period(ABSENCES_AT, *line, Some(row.from), row.until, &mut seen)?;
    }
    for (row, line) in facts.stays.iter().zip(&lines.stays) {
        notes.period(STAYS_AT, *line, Some(row.from), row.until, &mut seen)?;
        if against.lists.facilities && against.territory.facility(&row.facility_code).is_none() {
            notes.note(FindingRule::UnknownFacility, STAYS_AT, *line, row.facility_code.as_str())?;
        }
    }
    for (row, line) in facts.statuses.iter().zip(&lines.statuses) {
        notes.period(STATUSES_AT, *line, Some(row.from), row.until, &mut seen)?;
        notes.text(STATUSES_AT, *line, "document_no", row.document_no.as_deref(), &mut seen)?;
        notes.text(STATUSES_AT, *line, "issuer", row.issuer.as_deref(), &mut seen)?;
    }
    for (row, line) in facts.wishes.iter().zip(&lines.wishes) {
        notes.text(WISHES_AT, *line, "document_no", row.document_no.as_deref(), &mut seen)?;
    }
    for (row, line) in facts.wishes.iter().zip(&lines.wishes).filter(|_| against.lists.areas) {
        if let Some(area) = row.area_code.as_ref().filter(|area| against.territory.area(area).is_none()) {
            notes.note(FindingRule::UnknownArea, WISHES_AT, *line, area.as_str())?;
        }
    }
    notes.permanent_residences(facts, lines, &mut seen)?;
    Ok(seen)
}

struct Notes<'a> {
    subject: crate::people::PersonalNumber,
    commune: Option<CommuneCode>,
    book: &'a mut Book,
    against: Against<'a>,
}

impl Notes<'_> {
    fn note(&mut self, rule: FindingRule, table: usize, line: u64, value: &str) -> Result<(), ExtractError> {
        let commune = self.commune.as_ref();
        self.book.note(Note { rule, table, line, commune, subject: self.subject.as_str(), value })
    }

    /// Tells what is odd in a text. Letters that were not meant are a check that did not hold.
    fn text(
        &mut self,
        table: usize,
        line: u64,
        column: &'static str,
        text: Option<&str>,
        seen: &mut Observation,
    ) -> Result<(), ExtractError> {
        let Some(text) = text else { return Ok(()) };
        let (commune, subject) = (self.commune.as_ref(), self.subject.as_str());
        let printed = texts::CELL_PRINTED;
        if !texts::note(Told { table, line, commune, subject, column, text, printed }, self.book)? {
            seen.correct.whole += 1;
            seen.conflict = true;
        }
        Ok(())
    }

    /// Reads the commune codes of all rows as the communes they mean now.
    fn settle(
        &mut self,
        facts: &mut PersonFacts,
        lines: &FactLines,
        seen: &mut Observation,
    ) -> Result<(), ExtractError> {
        for (row, line) in facts.residences.iter_mut().zip(&lines.residences) {
            let known = self.settle_residence(row, *line)?;
            seen.correct.whole += 1;
            seen.correct.part += u64::from(known);
        }
        for (row, line) in facts.absences.iter_mut().zip(&lines.absences) {
            if let Some(code) = &mut row.destination_commune_code {
                let row = CodeInRow::new(code, Some(row.declared_on));
                let meaning = self.against.meanings.of(row);
                self.settle_code(code, meaning, ABSENCES_AT, *line)?;
            }
        }
        for (row, line) in facts.wishes.iter_mut().zip(&lines.wishes) {
            if let Some(code) = &mut row.commune_code {
                let since = Some(row.recorded_at.date());
                let meaning = self.against.meanings.of(CodeInRow { code, hamlet: None, since });
                self.settle_code(code, meaning, WISHES_AT, *line)?;
            }
        }
        Ok(())
    }

    /// Reads the code of a residence; whether the commune is known then.
    fn settle_residence(&mut self, row: &mut Residence, line: u64) -> Result<bool, ExtractError> {
        let meanings = self.against.meanings;
        if meanings.is_plain(&row.commune_code) {
            return Ok(true);
        }
        let in_row = CodeInRow::new(&row.commune_code, row.registered_on);
        let meaning = meanings.of(CodeInRow { hamlet: row.hamlet_code.as_ref(), ..in_row });
        if let Meaning::OneOf(communes) = &meaning {
            row.may_mean.clone_from(communes);
        }
        self.settle_code(&mut row.commune_code, meaning, RESIDENCES_AT, line)
    }

    /// Replaces a code by that of the commune it means; whether the commune is known then.
    fn settle_code(
        &mut self,
        code: &mut CommuneCode,
        meaning: Meaning,
        table: usize,
        line: u64,
    ) -> Result<bool, ExtractError> {
        let (rule, commune) = match &meaning {
            Meaning::Commune(commune) if self.against.territory.commune(commune).is_none() => {
                self.book.outside(commune);
                // Somebody absent may be anywhere.
                if table == ABSENCES_AT && commune == code {
                    return Ok(true);
                }
                (FindingRule::OutsideCommune, commune)
            }
            Meaning::Commune(commune) if commune == code => return Ok(true),
            Meaning::Commune(commune) => (FindingRule::PredecessorCommune, commune),
            Meaning::OneOf(communes) => {
                let territory = self.against.territory;
                let may_be = communes.iter().chain([&*code]);
                may_be
                    .filter(|code| territory.commune(code).is_none())
                    .for_each(|code| self.book.outside(code));
                (FindingRule::PredecessorAmbiguous, &*code)
            }
            Meaning::Unknown if table == ABSENCES_AT => return Ok(false),
            Meaning::Unknown => (FindingRule::UnknownCommune, &*code),
        };
        self.commune = Some(commune.clone());
        self.note(rule, table, line, code.as_str())?;
        match meaning {
            Meaning::Commune(commune) => {
                *code = commune;
                Ok(true)
            }
            Meaning::OneOf(_) | Meaning::Unknown => Ok(false),
        }
    }

    fn person(&mut self, facts: &PersonFacts, line: u64, seen: &mut Observation) -> Result<(), ExtractError> {
        let person = &facts.person;
        let (number, birth) = (person.personal_id, person.birth_date);
        let is_probable = birth.year() >= BORN_FROM && birth.first() <= self.against.as_of;
        let checks = [
            (number.sex() == person.sex, FindingRule::NumberSex),
            (number.birth_year() == birth.year(), FindingRule::NumberBirthYear),
            (is_probable, FindingRule::BirthDateImprobable),
        ];
        for (holds, rule) in checks {
            seen.correct.whole += 1;
            seen.correct.part += u64::from(holds);
            if !holds {
                let value = match rule {
                    FindingRule::NumberSex => person.sex.as_str().to_owned(),
                    _ => birth.to_string(),
                };
                self.note(rule, PERSONS_AT, line, &value)?;
            }
        }
        self.text(PERSONS_AT, line, "full_name", Some(&person.full_name), seen)?;
        self.book.written.look(&person.full_name, line, self.commune.as_ref());
        self.text(PERSONS_AT, line, "ethnicity", person.ethnicity.as_deref(), seen)?;
        self.text(PERSONS_AT, line, "occupation", person.occupation.as_deref(), seen)?;
        self.text(PERSONS_AT, line, "household_id", person.household_id.as_deref(), seen)?;
        let alive = person.vital_status == VitalStatus::Alive;
        if alive && is_probable && anniversary(birth.last(), AGE_MAX_YEARS + 1) <= self.against.as_of {
            self.note(FindingRule::AgeOver120, PERSONS_AT, line, &birth.to_string())?;
        }
        Ok(())
    }

    fn residence(&mut self, row: &Residence, line: u64, seen: &mut Observation) -> Result<(), ExtractError> {
        let own = self.commune.replace(row.commune_code.clone());
        self.text(RESIDENCES_AT, line, "address", row.address.as_deref(), seen)?;
        if let Some(code) = row.hamlet_code.as_ref().filter(|_| self.against.lists.hamlets) {
            let hamlet = self.against.territory.hamlet(code);
            // Without the communes, the code may be a predecessor's that could not be read as its successor's.
            let is_here = |commune| !self.against.lists.communes || commune == &row.commune_code;
            let agrees = hamlet.is_some_and(|hamlet| is_here(&hamlet.commune_code));
            seen.correct.whole += 1;
            seen.correct.part += u64::from(agrees);
            match hamlet {
                None => self.note(FindingRule::UnknownHamlet, RESIDENCES_AT, line, code.as_str())?,
                Some(_) if agrees => {}
                Some(_) => self.note(FindingRule::HamletOtherCommune, RESIDENCES_AT, line, code.as_str())?,
            }
        }
        let end = match (row.ended_on, row.expires_on) {
            (Some(ended), Some(expires)) => Some(ended.min(expires)),
            (one, other) => one.or(other),
        };
        self.period(RESIDENCES_AT, line, row.registered_on, end, seen)?;
        self.commune = own;
        Ok(())
    }

    fn period(
        &mut self,
        table: usize,
        line: u64,
        from: Option<PartialDate>,
        until: Option<PartialDate>,
        seen: &mut Observation,
    ) -> Result<(), ExtractError> {
        if let (Some(from), Some(until)) = (from, until)
            && until.last() < from.first()
        {
            seen.conflict = true;
            self.note(FindingRule::EndsBeforeStart, table, line, &format!("{from} > {until}"))?;
        }
        Ok(())
    }

    fn permanent_residences(
        &mut self,
        facts: &PersonFacts,
        lines: &FactLines,
        seen: &mut Observation,
    ) -> Result<(), ExtractError> {
        let counted = self.against.counted;
        let mut open = facts
            .residences
            .iter()
            .zip(&lines.residences)
            .filter(|(row, _)| row.kind == ResidenceKind::Permanent && counted.holds(row));
        if let (Some(_), Some((second, line))) = (open.next(), open.next()) {
            seen.conflict = true;
            let rule = FindingRule::TwoPermanentResidences;
            self.note(rule, RESIDENCES_AT, *line, second.commune_code.as_str())?;
        }
        Ok(())
    }
}
