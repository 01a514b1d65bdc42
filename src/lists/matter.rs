//! The registers: what waits for somebody, or was settled, with its document read.

use super::error::ListsError;
use crate::people::{CommuneCode, PersonalNumber};
use crate::store::matter::{self, Kind, Matter, State};
use crate::store::{StoreError, Tx};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What a kind of matter is told in.
pub(crate) trait Document: Serialize + DeserializeOwned {
    /// What errors call it.
    const WHAT: &'static str;
}

/// A matter of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Registered<D> {
    pub kind: Kind,
    pub id: String,
    /// The commune it is of; none: of the whole roll.
    pub commune_code: Option<CommuneCode>,
    /// The person it is about; none: about nobody.
    pub personal_id: Option<PersonalNumber>,
    pub state: State,
    pub document: D,
}

/// What the audit keeps of something that an act wrote: its name, and the digest of what stands there since.
pub(crate) type Recorded = (String, String);

impl<D: Document> Registered<D> {
    /// A matter as it is kept.
    pub fn read(kept: &Matter) -> Result<Self, ListsError> {
        let unreadable = || ListsError::Document { what: D::WHAT };
        let Matter { kind, matter_id, commune_code, personal_id, state, document } = kept;
        let code = (!commune_code.is_empty()).then(|| CommuneCode::parse(commune_code)).transpose();
        let person = (!personal_id.is_empty()).then(|| PersonalNumber::parse(personal_id)).transpose();
        Ok(Self {
            kind: *kind,
            id: matter_id.clone(),
            commune_code: code.map_err(|_| unreadable())?,
            personal_id: person.map_err(|_| unreadable())?,
            state: State::parse(state).ok_or_else(unreadable)?,
            document: serde_json::from_str(document).map_err(|_| unreadable())?,
        })
    }

    /// The matter to be kept.
    pub fn kept(&self) -> Result<Matter, ListsError> {
        let text = |code: Option<&str>| code.unwrap_or_default().to_owned();
        Ok(Matter {
            kind: self.kind,
            matter_id: self.id.clone(),
            commune_code: text(self.commune_code.as_ref().map(CommuneCode::as_str)),
            personal_id: text(self.personal_id.as_ref().map(PersonalNumber::as_str)),
            state: self.state.as_str().to_owned(),
            document: serde_json::to_string(&self.document)
                .map_err(|_| ListsError::Document { what: D::WHAT })?,
        })
    }

    /// Whether it waits.
    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }
}

fn read<D: Document>(kept: Result<Vec<Matter>, StoreError>) -> Result<Vec<Registered<D>>, ListsError> {
    kept?.iter().map(Registered::read).collect()
}

/// The matter of an id.
pub(crate) async fn find<D: Document>(
    tx: &mut Tx,
    roll_id: &str,
    kind: Kind,
    id: &str,
) -> Result<Option<Registered<D>>, ListsError> {
    matter::find(tx, roll_id, kind, id).await?.as_ref().map(Registered::read).transpose()
}

/// Every matter of a kind, by id.
pub(crate) async fn all<D: Document>(
    tx: &mut Tx,
    roll_id: &str,
    kind: Kind,
) -> Result<Vec<Registered<D>>, ListsError> {
    read(matter::all(tx, roll_id, kind).await)
}

/// The open matters of a kind, by id.
pub(crate) async fn open<D: Document>(
    tx: &mut Tx,
    roll_id: &str,
    kind: Kind,
) -> Result<Vec<Registered<D>>, ListsError> {
    read(matter::open(tx, roll_id, kind).await)
}

/// The matters of a kind of one person, whatever their state, by id.
pub(crate) async fn of_person<D: Document>(
    tx: &mut Tx,
    roll_id: &str,
    kind: Kind,
    person: PersonalNumber,
) -> Result<Vec<Registered<D>>, ListsError> {
    read(matter::of_person(tx, roll_id, kind, person.as_str()).await)
}

/// The open matters of a kind of some persons, by id.
pub(crate) async fn of_persons<D: Document>(
    tx: &mut Tx,
    roll_id: &str,
    kind: Kind,
    persons: &[PersonalNumber],
) -> Result<Vec<Registered<D>>, ListsError> {
    read(matter::of_persons(tx, roll_id, kind, persons.iter().map(PersonalNumber::as_str)).await)
}
