//! Whom a complaint is about: a row of the list, which anybody may read and complain of (Art. 33); a personal number; or
//! somebody of whom no more than a name is known.

use super::Brought;
use crate::changes::{Complaint, ComplaintSubject, UnknownPerson};
use crate::lists::{Facts, Lists, ListsError, rows_of_person};
use crate::people::{PartialDate, PersonalNumber};
use crate::roll::{Entry, Status};
use crate::store::{self, Tx};

/// Whom a complaint is about, as it is brought.
#[derive(Clone, Copy)]
pub enum About<'a> {
    /// The row of this number on the list.
    Row(u32),
    Person(PersonalNumber),
    /// Somebody who is missing.
    Unknown {
        full_name: &'a str,
        birth_date: Option<PartialDate>,
    },
}

impl<'a> About<'a> {
    /// The name of somebody unknown.
    pub(super) fn name(&self) -> Option<&'a str> {
        match self {
            Self::Unknown { full_name, .. } => Some(full_name),
            Self::Row(_) | Self::Person(_) => None,
        }
    }

    /// The same with the name as it may be printed.
    pub(super) fn named<'n>(self, name: Option<&'n str>) -> About<'n> {
        match self {
            Self::Row(number) => About::Row(number),
            Self::Person(number) => About::Person(number),
            Self::Unknown { birth_date, .. } => {
                About::Unknown { full_name: name.unwrap_or_default(), birth_date }
            }
        }
    }
}

/// Whom a complaint is about, as the register keeps it.
#[derive(Debug)]
pub(super) struct Concerned {
    pub personal_id: Option<PersonalNumber>,
    pub row: Option<u32>,
    pub unknown: Option<UnknownPerson>,
    /// The number given is nobody's in this database: somebody whom nobody entered is missing, or it is a slip.
    pub is_nobodys_number: bool,
}

impl Concerned {
    /// Somebody whom the database knows.
    fn of(number: PersonalNumber) -> Self {
        Self { personal_id: Some(number), row: None, unknown: None, is_nobodys_number: false }
    }

    /// Whether a complaint in the register is about the same.
    pub(super) fn is_of(&self, known: &Complaint) -> bool {
        let Self { personal_id, row, unknown, is_nobodys_number: _ } = self;
        known.personal_id == *personal_id && known.row == *row && known.unknown == *unknown
    }
}

/// Finds out whom a complaint is about.
///
/// # Errors
/// [`ListsError::Refused`] if the list has no such row, or nobody can be said to be on it, or missing from it.
pub(super) async fn concerned(
    tx: &mut Tx,
    lists: &Lists,
    brought: &Brought<'_>,
) -> Result<Concerned, ListsError> {
    let area = &brought.area_code;
    match (brought.about, brought.subject) {
        (About::Row(number), ComplaintSubject::Wrongly | ComplaintSubject::Mistake) => {
            let row = row(tx, lists, brought, number).await?;
            Ok(Concerned { row: Some(number), ..Concerned::of(row.personal_id) })
        }
        (About::Row(number), ComplaintSubject::Missing) => refused(format!(
            "số thứ tự {number} của khu vực {area} đã có người; khiếu nại về người bị sót thì ghi số định danh, hoặc họ tên và ngày \
             sinh của người đó / somebody stands in row {number}; of who is missing give the personal number, or name and birth date"
        )),
        (About::Person(number), ComplaintSubject::Wrongly | ComplaintSubject::Mistake) => {
            let is_known = is_known(tx, lists, number).await?;
            match is_known {
                true => Ok(Concerned::of(number)),
                false => refused(format!(
                    "không ai có số định danh này, nên không thể ghi sai ở danh sách khu vực {area}; tìm người đó theo họ tên, hoặc ghi \
                     số thứ tự trong danh sách / nobody has this personal number: look the person up by name, or give the row"
                )),
            }
        }
        (About::Person(number), ComplaintSubject::Missing) => {
            let is_nobodys_number = !is_known(tx, lists, number).await?;
            Ok(Concerned { is_nobodys_number, ..Concerned::of(number) })
        }
        (About::Unknown { full_name, birth_date }, ComplaintSubject::Missing) => {
            if full_name.trim().is_empty() {
                return refused(
                    "ghi rõ ai bị sót: họ tên, và ngày sinh nếu biết / say who is missing: the name, and what is known of the birth date"
                        .to_owned(),
                );
            }
            let unknown = UnknownPerson { full_name: full_name.to_owned(), birth_date };
            Ok(Concerned { personal_id: None, row: None, unknown: Some(unknown), is_nobodys_number: false })
        }
        (About::Unknown { .. }, ComplaintSubject::Wrongly | ComplaintSubject::Mistake) => refused(format!(
            "khiếu nại về người có tên trong danh sách khu vực {area} phải ghi số thứ tự hoặc số định danh / a complaint about \
             somebody on the list names the row or the personal number"
        )),
    }
}

/// Whether the database holds a person, or a list has or had a row of the number.
async fn is_known(tx: &mut Tx, lists: &Lists, number: PersonalNumber) -> Result<bool, ListsError> {
    Ok(Facts::now(lists).of(tx, &[number]).await?.contains_key(&number)
        || !rows_of_person(tx, lists, number).await?.is_empty())
}

/// The row of a number on the list of the area, which is not struck.
async fn row(tx: &mut Tx, lists: &Lists, brought: &Brought<'_>, number: u32) -> Result<Entry, ListsError> {
    let area = &brought.area_code;
    let commune = super::commune_of(lists, area)?;
    let page = store::entry::read_area(tx, lists.roll_id(), commune.as_str(), area.as_str()).await?;
    let rows = page.parse::<Entry>()?;
    let last = rows.iter().map(|row| row.number).max().unwrap_or_default();
    match rows.into_iter().find(|row| row.number == number) {
        Some(row) if row.status == Status::Struck => refused(format!(
            "số thứ tự {number} của khu vực {area} đã bị xóa tên, không còn gì để khiếu nại / row {number} of area {area} is struck \
             already"
        )),
        Some(row) => Ok(row),
        None => refused(format!(
            "danh sách khu vực {area} không có số thứ tự {number}; số cuối cùng là {last} / the list of area {area} has no row \
             {number}; its last number is {last}"
        )),
    }
}

fn refused<T>(why: String) -> Result<T, ListsError> {
    Err(ListsError::Refused { why })
}
