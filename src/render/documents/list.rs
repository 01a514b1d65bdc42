//! The voter list of an area, form 31/HĐBC.

use super::{AreaPlace, lower_first};
use crate::render::pdf::{ListCopy, ListDocument, ListRow, Signature};
use crate::roll::{Entry, Totals};
use std::borrow::Cow;

/// The voter list of an area (form 31/HĐBC).
pub fn list<'a>(
    place: &AreaPlace<'a>,
    entries: &'a [Entry],
    copy: ListCopy,
    totals: Totals,
) -> ListDocument<'a> {
    let area = place.title();
    ListDocument {
        form: &place.forms().list,
        copy,
        title: format!("Danh sách cử tri {}", lower_first(&area)).into(),
        date: place.version.dated,
        committee: place.committee(),
        election: place.election(),
        area: area.into(),
        version: place.version.words().into(),
        qr: place.version.qr(place).into(),
        levels: place.columns(),
        rows: entries.iter().map(row).collect(),
        totals,
        signature: signature(place, place.signature()),
    }
}

/// Who signs a list, in the words of its form, and who drew it up.
pub(super) fn signature<'a>(place: &AreaPlace<'a>, signature: Signature<'a>) -> Signature<'a> {
    let drafted_by = place.office.and_then(|office| office.drafted_by.as_deref());
    let note = place.forms().list.words.signed;
    Signature { note, drafted_by: drafted_by.map(Into::into), ..signature }
}

/// A row as lists show it.
pub(in crate::render) fn row(entry: &Entry) -> ListRow<'_> {
    ListRow {
        number: entry.number,
        full_name: (&*entry.full_name).into(),
        birth_date: entry.birth_date.printed().into(),
        sex: entry.sex,
        personal_id: entry.personal_id.as_str().into(),
        ethnicity: text(&entry.ethnicity),
        occupation: text(&entry.occupation),
        permanent_residence: text(&entry.permanent_residence),
        temporary_residence: text(&entry.temporary_residence),
        current_place: text(&entry.current_place),
        ballots: entry.ballots,
        remark: remark(&entry.remarks),
        status: entry.status,
    }
}

fn text(value: &Option<Box<str>>) -> Cow<'_, str> {
    value.as_deref().unwrap_or_default().into()
}

/// The remarks of a row in one text.
fn remark(remarks: &[Box<str>]) -> Cow<'_, str> {
    match remarks {
        [] => "".into(),
        [only] => (&**only).into(),
        several => several.join("; ").into(),
    }
}
