//! Facts of persons as rows of the tables of persons.

use super::super::SampleError;
use super::super::tables::{self, Filling, TableFile};
use crate::extract::schema::{self, Table};
use crate::people::{PersonFacts, Residence};
use chrono::NaiveDateTime;

/// The tables of a delta that changes persons only.
pub(super) const TABLES: [&Table; 6] = [
    &schema::PERSONS,
    &schema::RESIDENCES,
    &schema::ABSENCES,
    &schema::STAYS,
    &schema::STATUSES,
    &schema::WISHES,
];

/// The tables of persons, being written.
pub(super) struct Rows {
    files: [TableFile; 6],
}

impl Rows {
    /// Opens every table in the workshop.
    pub(super) fn create(filling: &Filling) -> Result<Self, SampleError> {
        let create = |table| TableFile::create(filling, table);
        Ok(Self {
            files: [
                create(&schema::PERSONS)?,
                create(&schema::RESIDENCES)?,
                create(&schema::ABSENCES)?,
                create(&schema::STAYS)?,
                create(&schema::STATUSES)?,
                create(&schema::WISHES)?,
            ],
        })
    }

    /// Writes everything known of a person.
    pub(super) fn write(&mut self, facts: &PersonFacts) -> Result<(), SampleError> {
        let [persons, residences, absences, stays, statuses, wishes] = &mut self.files;
        let person = &facts.person;
        let number = person.personal_id.as_str();
        let row = persons.text(number)?.text(&*person.full_name)?.text(person.birth_date.to_string())?;
        let row = row.text(person.sex.as_str())?.text(person.nationality.join(";"))?;
        let row = row.text(text(person.ethnicity.as_ref()))?.text(text(person.occupation.as_ref()))?;
        let role = person.household_role.map_or("", |role| role.as_str());
        let row = row.text(text(person.household_id.as_ref()))?.text(role)?;
        let row = row.text(person.vital_status.as_str())?.text(text(person.vital_status_on))?;
        row.text(text(person.old_id.as_ref()))?.text(text(person.updated_at.map(moment)))?.end()?;
        for residence in &facts.residences {
            write_residence(number, residence, residences)?;
        }
        for row in &facts.absences {
            let file =
                absences.text(number)?.text(row.declared_on.to_string())?.text(row.from.to_string())?;
            file.text(text(row.until))?.text(text(row.destination_commune_code.as_ref()))?.end()?;
        }
        for row in &facts.stays {
            let file = stays.text(number)?.text(row.kind.as_str())?.text(row.facility_code.as_str())?;
            file.text(row.from.to_string())?.text(text(row.until))?.end()?;
        }
        for row in &facts.statuses {
            let file = statuses.text(number)?.text(row.kind.as_str())?.text(row.from.to_string())?;
            let file = file.text(text(row.until))?;
            file.text(text(row.document_no.as_ref()))?.text(text(row.issuer.as_ref()))?.end()?;
        }
        for row in &facts.wishes {
            let file = wishes.text(number)?.text(row.kind.as_str())?.text(text(row.commune_code.as_ref()))?;
            let file = file.text(text(row.area_code.as_ref()))?.text(moment(row.recorded_at))?;
            let channel = row.channel.map_or("", |channel| channel.as_str());
            file.text(channel)?.text(text(row.document_no.as_ref()))?.end()?;
        }
        Ok(())
    }

    /// Gives every file its name; the rows of each, in the order of [`TABLES`].
    pub(super) fn finish(mut self) -> Result<[u64; 6], SampleError> {
        tables::finish_files(self.files.iter_mut())?;
        Ok(self.files.map(|file| file.rows()))
    }
}

fn write_residence(number: &str, row: &Residence, file: &mut TableFile) -> Result<(), SampleError> {
    let file = file.text(number)?.text(row.kind.as_str())?.text(row.commune_code.as_str())?;
    let file = file.text(text(row.hamlet_code.as_ref()))?.text(text(row.address.as_ref()))?;
    let file = file.text(text(row.house_order))?.text(text(row.registered_on))?;
    file.text(text(row.expires_on))?.text(text(row.ended_on))?.text(text(row.facility_code.as_ref()))?.end()
}

/// The text of a value, empty where it is unknown.
fn text<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn moment(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%S").to_string()
}
