//! What shows of persons only when office and election are known: who has the home of all time in another commune, and whose marks
//! are not those that the law gives.

use super::drawn::RowBook;
use super::outcome::{Remark, Told};
use super::person::Person;
use super::place::{Named, Places, hamlet_key, is_same_place};
use super::sums::Counts;
use super::take::Taken;
use super::words::Field;
use crate::people::{PartialDate, add_months};
use chrono::NaiveDate;

/// Months of temporary residence after which it carries the ballot for the commune's council.
const COMMUNAL_MONTHS: u32 = 12;

/// Looks which communes addresses name. One registered here for a time may have the home of all time elsewhere; an address that
/// stands alone is of this commune, whose list it is in.
pub(super) fn elsewhere(list: &mut Taken, own: &str, places: &Places) {
    for person in &mut list.persons {
        let is_here_too = person.temporary.is_some() || person.current.is_some();
        let Some(stand) = person.permanent.as_mut().filter(|stand| is_here_too && stand.commune.is_none())
        else {
            continue;
        };
        match places.named(&stand.address, own) {
            Named::None => {}
            Named::Other(code) => stand.commune = Some(code),
            Named::Several => {
                stand.is_unclear = true;
                let remark = Remark::of(Told::ElsewhereUnclear, Field::Permanent.label(), &stand.address);
                list.book.rows[person.row].remarks.push(remark);
            }
        }
    }
}

/// Months after which a temporary residence lapses, unless it was renewed.
const LAPSE_MONTHS: u32 = 24;

/// A list of voters has nobody whose temporary residence lapsed: who stands there since long has it renewed, which is told.
pub(super) fn renewed(list: &mut Taken, election_day: Option<NaiveDate>) {
    let Some(day) = election_day.filter(|_| list.is_of_voters() && !list.has(Field::TemporaryUntil)) else {
        return;
    };
    for person in &mut list.persons {
        let Some(stand) = person.temporary.as_mut() else { continue };
        let Ok(from) = PartialDate::parse(&stand.from) else { continue };
        if add_months(from.first(), LAPSE_MONTHS) < day {
            stand.until = day.to_string();
            let remark = Remark::of(Told::TemporaryRenewed, Field::Temporary.label(), &from.printed());
            list.book.rows[person.row].remarks.push(remark);
        }
    }
}

/// Takes out of addresses what the extract has columns for: the hamlet, and the office's own commune and province.
pub(super) fn addresses(list: &mut Taken, own: [&str; 2]) {
    for person in &mut list.persons {
        let of_list = person.hamlet.clone();
        let stands = [&mut person.permanent, &mut person.temporary, &mut person.current];
        for stand in stands.into_iter().flatten().filter(|stand| stand.commune.is_none()) {
            let hamlet = stand.hamlet.as_deref().or(of_list.as_deref()).map(hamlet_key);
            let is_told = |part: &str| {
                Some(hamlet_key(part)) == hamlet
                    || own.iter().any(|name| !name.is_empty() && is_same_place(part, name))
            };
            let parts = stand.address.split(',').map(str::trim).filter(|part| !part.is_empty());
            stand.address = parts.filter(|part| !is_told(part)).collect::<Vec<_>>().join(", ");
        }
    }
}

/// Tells of marks that are not those of the law, in a list that marks ballots.
pub(super) fn marks(list: &mut Taken, election_day: Option<NaiveDate>) {
    let fields = [Field::National, Field::Provincial, Field::Communal];
    if !fields.iter().all(|field| list.has(*field)) {
        return;
    }
    for person in &list.persons {
        let Some([provincial, communal]) = election_day.and_then(|day| ballots(person, day)) else {
            continue;
        };
        let Counts { national, provincial: marked, communal: marked_communal, .. } = person.marks;
        let row: &mut RowBook = &mut list.book.rows[person.row];
        // Marks that cannot be read are told already.
        let is_unread = row.remarks.iter().any(|remark| remark.told == Told::MarkUnread);
        if !is_unread
            && [national, marked, marked_communal] != [1, u32::from(provincial), u32::from(communal)]
        {
            let shown = |marks: [bool; 3]| marks.map(|mark| if mark { "X" } else { "0" }).join(" ");
            let written = shown([national > 0, marked > 0, marked_communal > 0]);
            let likely = shown([true, provincial, communal]);
            row.remarks.push(Remark::of(Told::MarksUnusual, "QH, tỉnh, xã", &written).likely(likely));
        }
    }
}

/// Whether a person of a list has the ballots of the province's and the commune's councils; `None` where a date is missing.
fn ballots(person: &Person, election_day: NaiveDate) -> Option<[bool; 2]> {
    match (&person.permanent, &person.temporary) {
        (Some(stand), _) if stand.commune.is_none() => Some([true, true]),
        (_, Some(stand)) => {
            let from = PartialDate::parse(&stand.from).ok()?;
            Some([true, add_months(from.last(), COMMUNAL_MONTHS) <= election_day])
        }
        (_, None) => person.current.as_ref().map(|_| [true, false]),
    }
}
