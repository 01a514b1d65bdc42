//! Who is likely one person under two numbers is known once everybody is read: told then to the documents of both.

use super::super::error::TaskError;
use crate::extract::SameAs;
use crate::lists::ListsError;
use crate::people::{PersonFacts, PersonalNumber};

/// The others that the person of a number is likely too.
pub(in crate::tasks) fn of<'a>(number: &[u8], same_as: &'a SameAs) -> Option<&'a [PersonalNumber]> {
    if same_as.is_empty() {
        return None;
    }
    let number = PersonalNumber::parse(std::str::from_utf8(number).ok()?).ok()?;
    same_as.get(&number).map(Vec::as_slice)
}

/// The document of a person, with the others that the person is likely too.
pub(in crate::tasks) fn told(document: &[u8], others: &[PersonalNumber]) -> Result<Vec<u8>, TaskError> {
    let unreadable = |_| ListsError::Document { what: "dossier" };
    let mut facts: PersonFacts = serde_json::from_slice(document).map_err(unreadable)?;
    facts.doubts.same_as = others.to_vec();
    Ok(serde_json::to_vec(&facts).map_err(unreadable)?)
}
