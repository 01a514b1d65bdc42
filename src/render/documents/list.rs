//! The voter list of an area, form 31/HĐBC.

use super::{AreaPlace, lower_first};
use crate::render::pdf::{ListCopy, ListDocument, ListRow};
use crate::roll::{Entry, Totals};

/// The voter list of an area (form 31/HĐBC).
pub fn list<'a>(
    place: &AreaPlace<'a>,
    entries: &'a [Entry],
    copy: ListCopy,
    totals: Totals,
) -> ListDocument<'a> {
    let area = place.title();
    ListDocument {
        copy,
        title: format!("Danh sách cử tri {}", lower_first(&area)).into(),
        date: place.version.dated,
        committee: place.committee(),
        election: place.election(),
        area: area.into(),
        version: place.version.words().into(),
        qr: place.version.qr(place).into(),
        levels: place.levels,
        rows: entries.iter().map(row).collect(),
        totals,
        signature: place.signature(),
    }
}

/// A row as lists show it.
pub(super) fn row(entry: &Entry) -> ListRow<'_> {
    let text = |value: &'_ Option<Box<str>>| value.clone().unwrap_or_default().into_string();
    ListRow {
        number: entry.number,
        full_name: (&*entry.full_name).into(),
        birth_date: entry.birth_date.printed().into(),
        sex: entry.sex,
        personal_id: entry.personal_id.to_string().into(),
        ethnicity: text(&entry.ethnicity).into(),
        occupation: text(&entry.occupation).into(),
        permanent_residence: text(&entry.permanent_residence).into(),
        temporary_residence: text(&entry.temporary_residence).into(),
        ballots: entry.ballots,
        remark: entry.remarks.join("; ").into(),
        status: entry.status,
    }
}
