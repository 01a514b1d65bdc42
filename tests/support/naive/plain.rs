//! The facts of one person as plain rows: each date as its first and last possible day, each commune as it is now.

use super::NaiveElection;
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use cutri::people::{
    CommuneCode, PartialDate, Person, PersonFacts, ResidenceKind, StatusKind, StayKind, WishKind,
};
use cutri::territory::Units;

/// The first and the last day a date may be.
#[derive(Debug, Clone, Copy)]
pub struct Days {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

/// A residence.
pub struct Home<'a> {
    pub kind: ResidenceKind,
    pub commune: String,
    pub hamlet: Option<&'a str>,
    pub house: Option<u32>,
    pub registered: Option<Days>,
    pub expires: Option<Days>,
    pub ended: Option<Days>,
}

/// From the first possible day to the last one, both inclusive; no end is open.
pub struct Span {
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
}

/// A declared absence.
pub struct Away {
    pub declared: NaiveDate,
    pub span: Span,
}

/// A stay in a facility.
pub struct InFacility<'a> {
    pub kind: StayKind,
    pub facility: &'a str,
    pub span: Span,
}

/// A status of law.
pub struct Ruling {
    pub kind: StatusKind,
    pub documented: bool,
    pub span: Span,
}

/// A wish or a certificate, with its place among the rows.
pub struct Said<'a> {
    pub row: usize,
    pub kind: WishKind,
    pub commune: Option<String>,
    pub area: Option<&'a str>,
    pub at: NaiveDateTime,
    pub documented: bool,
}

/// One person, the units and the election: all that an answer may depend on.
pub struct Question<'a> {
    pub person: &'a Person,
    pub birth: Days,
    pub homes: Vec<Home<'a>>,
    pub absences: Vec<Away>,
    pub stays: Vec<InFacility<'a>>,
    pub rulings: Vec<Ruling>,
    pub wishes: Vec<Said<'a>>,
    pub units: &'a Units,
    pub election: &'a NaiveElection,
}

impl<'a> Question<'a> {
    /// Reads the rows of a person.
    pub fn new(facts: &'a PersonFacts, units: &'a Units, election: &'a NaiveElection) -> Self {
        let mut question = Question {
            person: &facts.person,
            birth: days(&facts.person.birth_date),
            homes: Vec::new(),
            absences: Vec::new(),
            stays: Vec::new(),
            rulings: Vec::new(),
            wishes: Vec::new(),
            units,
            election,
        };
        question.read_places(facts);
        question.read_events(facts);
        question
    }

    fn read_places(&mut self, facts: &'a PersonFacts) {
        for row in &facts.residences {
            let home = Home {
                kind: row.kind,
                commune: self.now(&row.commune_code),
                hamlet: row.hamlet_code.as_ref().map(|code| code.as_str()),
                house: row.house_order,
                registered: row.registered_on.as_ref().map(days),
                expires: row.expires_on.as_ref().map(days),
                ended: row.ended_on.as_ref().map(days),
            };
            self.homes.push(home);
        }
        for row in &facts.stays {
            let span = span(&row.from, row.until.as_ref());
            self.stays.push(InFacility { kind: row.kind, facility: row.facility_code.as_str(), span });
        }
    }

    fn read_events(&mut self, facts: &'a PersonFacts) {
        for row in &facts.absences {
            let span = span(&row.from, row.until.as_ref());
            self.absences.push(Away { declared: days(&row.declared_on).first, span });
        }
        for row in &facts.statuses {
            let span = span(&row.from, row.until.as_ref());
            self.rulings.push(Ruling { kind: row.kind, documented: row.document_no.is_some(), span });
        }
        for (at, row) in facts.wishes.iter().enumerate() {
            let said = Said {
                row: at,
                kind: row.kind,
                commune: row.commune_code.as_ref().map(|code| self.now(code)),
                area: row.area_code.as_ref().map(|code| code.as_str()),
                at: row.recorded_at,
                documented: row.document_no.is_some(),
            };
            self.wishes.push(said);
        }
    }

    /// Whether a dated fact is in force on election day.
    pub fn in_force(&self, span: &Span) -> bool {
        span.from <= self.election.election_day
            && span.until.is_none_or(|until| until >= self.election.election_day)
    }

    /// The commune a code means now: a code the extract does not hold is read as its only successor.
    pub fn now(&self, code: &CommuneCode) -> String {
        if self.units.communes.iter().any(|commune| commune.commune_code == *code) {
            return code.to_string();
        }
        let mut successors = self.units.communes.iter().filter(|commune| commune.predecessors.contains(code));
        match (successors.next(), successors.next()) {
            (Some(only), None) => only.commune_code.to_string(),
            _ => code.to_string(),
        }
    }
}

/// The days a date may be, from its printed form `2008-02-29`, `2008-02` or `2008`.
pub fn days(date: &PartialDate) -> Days {
    let text = date.to_string();
    let numbers: Vec<u32> = text.split('-').map(|part| part.parse().unwrap()).collect();
    let year = i32::try_from(numbers[0]).unwrap();
    match numbers[1..] {
        [month, number] => Days { first: day(year, month, number), last: day(year, month, number) },
        [12] => Days { first: day(year, 12, 1), last: day(year, 12, 31) },
        [month] => Days { first: day(year, month, 1), last: day(year, month + 1, 1).pred_opt().unwrap() },
        _ => Days { first: day(year, 1, 1), last: day(year, 12, 31) },
    }
}

/// The day `months` calendar months later; where there is no such day, the first of the month after.
pub fn months_after(start: NaiveDate, months: u32) -> NaiveDate {
    let count = start.month0() + months;
    let year = start.year() + i32::try_from(count / 12).unwrap();
    let month = count % 12 + 1;
    match NaiveDate::from_ymd_opt(year, month, start.day()) {
        Some(found) => found,
        None => day(year, month + 1, 1), // December has 31 days, so the month after is of the same year
    }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn span(from: &PartialDate, until: Option<&PartialDate>) -> Span {
    Span { from: days(from).first, until: until.map(|until| days(until).last) }
}
