//! The change that an upheld complaint makes of a list.

use super::super::error::TaskError;
use super::settle::Decided;
use crate::changes::{Complaint, ComplaintSubject, Event, difference};
use crate::law::place_as_ordered;
use crate::lists::{Intent, Lists, ListsError, Person};
use crate::people::{PartialDate, Sex, printable};
use crate::roll::{Entry, Rows, Status};
use std::borrow::Cow;

/// What a row should say instead; absent: what it says.
#[derive(Clone, Default)]
pub struct Correction {
    pub full_name: Option<String>,
    pub birth_date: Option<PartialDate>,
    pub sex: Option<Sex>,
    pub ethnicity: Option<String>,
    pub permanent_residence: Option<String>,
    pub temporary_residence: Option<String>,
}

impl Correction {
    /// The correction with its texts as they may be printed.
    pub(super) fn printable(self) -> Result<Self, TaskError> {
        let text = |text: Option<String>| text.as_deref().map(printable).transpose();
        Ok(Self {
            full_name: text(self.full_name)?,
            ethnicity: text(self.ethnicity)?,
            permanent_residence: text(self.permanent_residence)?,
            temporary_residence: text(self.temporary_residence)?,
            ..self
        })
    }
}

/// The change that an upheld complaint makes.
pub(super) fn intent(
    lists: &Lists,
    complaint: &Complaint,
    decided: &Decided<'_>,
    person: &Person,
) -> Result<Intent, TaskError> {
    let changed = difference(&person.has, &wanted(lists, complaint, decided, person)?);
    let same = || ListsError::refused("the list says so already; say what the row should be");
    let difference = changed.ok_or_else(same)?;
    Ok(Intent {
        personal_id: person.number,
        event: Event::R10,
        difference,
        right_ends: None,
        reason: Cow::Owned(decided.decision.to_owned()),
        evidence: match decided.judgment {
            Some(judgment) => format!("{}; {}", complaint.complaint_id, judgment.number),
            None => complaint.complaint_id.clone(),
        },
        pair_id: None,
    })
}

/// The rows that the person should have.
fn wanted(
    lists: &Lists,
    complaint: &Complaint,
    decided: &Decided<'_>,
    person: &Person,
) -> Result<Rows, ListsError> {
    match (complaint.subject, &person.has.standing) {
        (ComplaintSubject::Missing, Some(row)) => Err(ListsError::refused(format!(
            "the person stands on a list already (Art. 29.2): area {}, row {}",
            row.area_code, row.number
        ))),
        (ComplaintSubject::Missing, None) => {
            let terms = lists.terms();
            let area = lists.basis.territory.area(&complaint.area_code);
            let area = area.ok_or_else(|| ListsError::refused("the area is not known any more"))?;
            Ok(Rows::of(&person.facts, &place_as_ordered(&person.facts, terms, area), terms))
        }
        (ComplaintSubject::Wrongly | ComplaintSubject::Mistake, None) => {
            Err(ListsError::refused("the person stands on no list that could be changed"))
        }
        (ComplaintSubject::Wrongly | ComplaintSubject::Mistake, Some(row))
            if row.area_code != complaint.area_code =>
        {
            Err(ListsError::refused(format!(
                "the person stands on the list of area {}; a complaint about that list is needed",
                row.area_code
            )))
        }
        (ComplaintSubject::Wrongly, Some(_)) => Ok(Rows::default()),
        (ComplaintSubject::Mistake, Some(row)) => {
            Ok(Rows { standing: Some(decided.correction.of(row)), marked: person.has.marked.clone() })
        }
    }
}

impl Correction {
    /// The row as it should be.
    fn of(&self, row: &Entry) -> Entry {
        let mut row = Entry { status: Status::Listed, ..row.clone() };
        let text = |text: &String| text.as_str().into();
        row.full_name = self.full_name.as_ref().map_or(row.full_name, text);
        row.birth_date = self.birth_date.unwrap_or(row.birth_date);
        row.sex = self.sex.unwrap_or(row.sex);
        row.ethnicity = self.ethnicity.as_ref().map(text).or(row.ethnicity);
        row.permanent_residence = self.permanent_residence.as_ref().map(text).or(row.permanent_residence);
        row.temporary_residence = self.temporary_residence.as_ref().map(text).or(row.temporary_residence);
        row
    }
}
