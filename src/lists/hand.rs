//! Places that an official decided: a complaint, an undone change, a review. What a register says later of such a person
//! goes to somebody's eye, and overrides nobody.

use super::acting::Acting;
use super::error::ListsError;
use super::matter::{Document, Registered};
use crate::people::PersonalNumber;
use crate::store::matter::{Kind, State};
use serde::{Deserialize, Serialize};

/// Why a person's place is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// What decided it: a change, a complaint, a review.
    pub by: String,
    pub reason: String,
}

impl Document for Hold {
    const WHAT: &'static str = "hold";
}

impl Acting<'_> {
    /// Holds a person's place.
    pub async fn hold(&mut self, person: PersonalNumber, why: Hold) -> Result<(), ListsError> {
        self.register(&of(person, why, State::Open)).await
    }

    /// Lets the registers decide a person's place again.
    pub async fn release(&mut self, person: PersonalNumber, why: Hold) -> Result<(), ListsError> {
        self.register(&of(person, why, State::Released)).await
    }
}

fn of(person: PersonalNumber, hold: Hold, state: State) -> Registered<Hold> {
    let id = person.to_string();
    Registered { kind: Kind::Hold, id, commune_code: None, personal_id: Some(person), state, document: hold }
}
