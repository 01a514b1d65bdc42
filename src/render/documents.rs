//! Printed documents of an area from its rows: who heads them, what each row says, who signs.

use super::manifest::digest;
use super::pdf::{Card, CardDocument, ListCopy, ListDocument, ListRow, Signature};
use super::place::{bare_commune_name, province_in_sentence};
use super::{Language, area_name, commune_name};
use crate::law::Election;
use crate::roll::{Entry, Status, Totals};
use crate::territory::{Area, Commune, Levels, Province};
use std::borrow::Cow;

/// An area with everything above it.
#[derive(Debug, Clone, Copy)]
pub struct AreaPlace<'a> {
    pub election: &'a Election,
    pub roll_id: &'a str,
    pub province: &'a Province,
    pub commune: &'a Commune,
    pub area: &'a Area,
    /// The levels elected here.
    pub levels: Levels,
}

impl<'a> AreaPlace<'a> {
    /// Such as "xã Xuân Hòa, tỉnh Ninh Bình".
    fn of_province(&self) -> String {
        format!("{}, {}", commune_name(self.commune), province_in_sentence(self.province))
    }

    fn committee(&self) -> Vec<Cow<'a, str>> {
        vec!["ỦY BAN NHÂN DÂN".into(), commune_name(self.commune).to_uppercase().into()]
    }

    fn election(&self) -> Vec<Cow<'a, str>> {
        [&self.election.title, &self.election.term]
            .into_iter()
            .filter(|line| !line.is_empty())
            .map(|line| line.as_str().into())
            .collect()
    }

    fn signature(&self) -> Signature<'a> {
        let posted = self.election.posted_on.format("ngày %d tháng %m năm %Y");
        Signature {
            place_and_date: format!("{}, {posted}", bare_commune_name(self.commune)).into(),
            lines: vec!["TM. ỦY BAN NHÂN DÂN".into(), "CHỦ TỊCH".into()],
            name: None,
        }
    }
}

/// The voter list of an area (form 31/HĐBC).
pub fn list<'a>(
    place: &AreaPlace<'a>,
    entries: &'a [Entry],
    copy: ListCopy,
    totals: Totals,
) -> ListDocument<'a> {
    let area = format!("{} – {}", area_name(place.area, Language::Vietnamese), place.of_province());
    ListDocument {
        copy,
        title: format!("Danh sách cử tri {}", lower_first(&area)).into(),
        date: place.election.posted_on,
        committee: place.committee(),
        election: place.election(),
        area: area.into(),
        levels: place.levels,
        rows: entries.iter().map(row).collect(),
        totals,
        signature: place.signature(),
    }
}

fn row(entry: &Entry) -> ListRow<'_> {
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

/// The voter's cards of an area (form 10/HĐBC), one for each standing row.
pub fn cards<'a>(place: &AreaPlace<'a>, entries: &'a [Entry]) -> CardDocument<'a> {
    let number = format!("{:02}", place.area.number);
    let standing = entries.iter().filter(|entry| entry.status == Status::Listed);
    CardDocument {
        title: format!("Thẻ cử tri khu vực bỏ phiếu số {number}, {}", place.of_province()).into(),
        date: place.election.posted_on,
        committee: place.committee(),
        election: place.election(),
        area_number: number.into(),
        commune: commune_name(place.commune).into(),
        province: province_in_sentence(place.province).into(),
        signature: place.signature(),
        cards: standing.map(|entry| card(place, entry)).collect(),
    }
}

fn card<'a>(place: &AreaPlace<'_>, entry: &'a Entry) -> Card<'a> {
    let residence = entry.temporary_residence.as_deref().or(entry.permanent_residence.as_deref());
    Card {
        number: entry.number,
        full_name: (&*entry.full_name).into(),
        birth_date: entry.birth_date.printed().into(),
        sex: entry.sex,
        residence: residence.unwrap_or_default().into(),
        qr: qr_text(place, entry.number).into(),
    }
}

/// What a card's QR says: election, area, card number, and eight hexadecimal digits over these and the roll by which a
/// card of another roll is told. Nothing of the person.
fn qr_text(place: &AreaPlace<'_>, number: u32) -> String {
    let text = format!("{};{};{number}", place.election.id, place.area.area_code);
    let check = digest(format!("{};{text}", place.roll_id).as_bytes());
    format!("cutri;{text};{}", &check[..8])
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
