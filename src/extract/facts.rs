//! The six tables of persons: rows on their way through the sorter, and the facts they turn into.

use super::book::Book;
use super::error::ExtractError;
use super::header::Header;
use super::manual::ManualQueueWriter;
use super::moment;
use super::odd::{self, Odd};
use super::record::{Cells, Refusal, subject};
use super::reject::Cause;
use super::row::{RawCell, RawRow};
use super::schema::{ABSENCES, PERSONS, RESIDENCES, STATUSES, STAYS, TABLES, Table, WISHES};
use super::sort::Sorter;
use super::table::Intake;
use crate::people::{
    Absence, AreaCode, Channel, CommuneCode, FacilityCode, HamletCode, HouseholdRole, PartialDate, Person,
    PersonalNumber, Residence, ResidenceKind, Sex, Status, StatusKind, Stay, StayKind, VitalStatus, Wish,
    WishKind,
};

/// The tables of persons in the order of the reports, the persons first.
pub(super) const OF_PERSONS: [&Table; 6] = [&PERSONS, &RESIDENCES, &ABSENCES, &STAYS, &STATUSES, &WISHES];

/// The place of the persons in [`TABLES`].
pub(super) const PERSONS_AT: usize = TABLES.len() - OF_PERSONS.len();

/// The place of the name among the columns of the persons.
const FULL_NAME_AT: usize = 1;

/// The place of the birth date among the columns of the persons.
pub(super) const BIRTH_DATE_AT: usize = 2;

/// Whether the table at this place of [`TABLES`] holds rows of persons.
pub(super) fn is_of_persons(at: usize) -> bool {
    at >= PERSONS_AT
}

/// Takes rows of one table of persons into a sorter by personal number.
pub(super) struct PersonIntake<'a> {
    pub sorter: &'a mut Sorter,
    /// Where persons without a number go; only for the persons themselves.
    pub queue: Option<&'a mut ManualQueueWriter>,
    pub table: &'static Table,
    /// The name of the row at hand, where it holds spaces that say nothing.
    pub spaced: Option<String>,
}

impl Intake for PersonIntake<'_> {
    fn row(&mut self, header: &Header, row: &dyn RawRow) -> Result<(), ExtractError> {
        self.spaced = None;
        let place = header.places.get(FULL_NAME_AT).filter(|_| self.queue.is_some());
        if let Some(RawCell::Text(name)) = place.copied().flatten().map(|place| row.cell(place))
            && name.trim().contains("  ")
        {
            self.spaced = Some(name.trim().to_owned());
        }
        Ok(())
    }

    fn accept(
        &mut self,
        book: &mut Book,
        line: u64,
        record: &[u8],
    ) -> Result<Result<(), Refusal>, ExtractError> {
        let number = subject(record).ok_or(ExtractError::ScratchDamaged { table: self.table.name })?;
        self.sorter.push(number, record)?;
        if let Some(name) = self.spaced.take() {
            book.written.spaced(&name, line);
        }
        Ok(Ok(()))
    }

    fn refused(
        &mut self,
        _: &mut Book,
        header: &Header,
        row: &dyn RawRow,
        refusal: &Refusal,
    ) -> Result<(), ExtractError> {
        match &mut self.queue {
            Some(queue) if refusal.column == Some(0) && refusal.cause == Cause::Required => {
                queue.add(header, row)
            }
            _ => Ok(()),
        }
    }
}

/// A row of a register with the line it stands in.
#[derive(Debug, Clone)]
pub(super) struct Lined<T> {
    pub line: u64,
    pub row: T,
    /// Its cells that did not hold what they should.
    pub odd: Vec<Odd>,
}

/// Reads a record that [`super::record::encode`] wrote: its line, the personal number, and the row behind it.
fn decode<'a, T>(record: &'a [u8], row: impl Fn(&str, &mut Cells<'a>) -> Option<T>) -> Option<Lined<T>> {
    let mut cells = Cells::of(record)?;
    let line = cells.number()?;
    let number = cells.text()?;
    let row = row(number, &mut cells)?;
    Some(Lined { line, row, odd: odd::rest(cells)? })
}

fn boxed(text: &str) -> Option<Box<str>> {
    Some(text.into())
}

fn date(text: &str) -> Option<PartialDate> {
    moment::date(text).ok()
}

fn commune_code(text: &str) -> Option<CommuneCode> {
    CommuneCode::parse(text).ok()
}

pub(super) fn person(record: &[u8]) -> Option<Lined<Person>> {
    decode(record, |number, cells| {
        Some(Person {
            personal_id: PersonalNumber::parse(number).ok()?,
            full_name: cells.text()?.into(),
            birth_date: date(cells.text()?)?,
            sex: Sex::parse(cells.text()?)?,
            nationality: cells.text()?.split(';').map(Box::from).collect(),
            ethnicity: cells.optional_as(boxed)?,
            occupation: cells.optional_as(boxed)?,
            household_id: cells.optional_as(boxed)?,
            household_role: cells.optional_as(HouseholdRole::parse)?,
            vital_status: VitalStatus::parse(cells.text()?)?,
            vital_status_on: cells.optional_as(date)?,
            old_id: cells.optional_as(boxed)?,
            updated_at: cells.optional_as(moment::moment)?,
        })
    })
}

pub(super) fn residence(record: &[u8]) -> Option<Lined<Residence>> {
    decode(record, |_, cells| {
        Some(Residence {
            kind: ResidenceKind::parse(cells.text()?)?,
            commune_code: commune_code(cells.text()?)?,
            hamlet_code: cells.optional_as(|text| HamletCode::parse(text).ok())?,
            address: cells.optional_as(boxed)?,
            house_order: cells.optional_as(|text| text.parse().ok())?,
            registered_on: cells.optional_as(date)?,
            expires_on: cells.optional_as(date)?,
            ended_on: cells.optional_as(date)?,
            facility_code: cells.optional_as(|text| FacilityCode::parse(text).ok())?,
            may_mean: Vec::new(),
        })
    })
}

pub(super) fn absence(record: &[u8]) -> Option<Lined<Absence>> {
    decode(record, |_, cells| {
        Some(Absence {
            declared_on: date(cells.text()?)?,
            from: date(cells.text()?)?,
            until: cells.optional_as(date)?,
            destination_commune_code: cells.optional_as(commune_code)?,
        })
    })
}

pub(super) fn stay(record: &[u8]) -> Option<Lined<Stay>> {
    decode(record, |_, cells| {
        Some(Stay {
            kind: StayKind::parse(cells.text()?)?,
            facility_code: FacilityCode::parse(cells.text()?).ok()?,
            from: date(cells.text()?)?,
            until: cells.optional_as(date)?,
        })
    })
}

pub(super) fn status(record: &[u8]) -> Option<Lined<Status>> {
    decode(record, |_, cells| {
        Some(Status {
            kind: StatusKind::parse(cells.text()?)?,
            from: date(cells.text()?)?,
            until: cells.optional_as(date)?,
            document_no: cells.optional_as(boxed)?,
            issuer: cells.optional_as(boxed)?,
        })
    })
}

pub(super) fn wish(record: &[u8]) -> Option<Lined<Wish>> {
    decode(record, |_, cells| {
        Some(Wish {
            kind: WishKind::parse(cells.text()?)?,
            commune_code: cells.optional_as(commune_code)?,
            area_code: cells.optional_as(|text| AreaCode::parse(text).ok())?,
            recorded_at: moment::moment(cells.text()?)?,
            channel: cells.optional_as(Channel::parse)?,
            document_no: cells.optional_as(boxed)?,
            beyond: None,
        })
    })
}
