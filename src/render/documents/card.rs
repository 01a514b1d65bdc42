//! The voter's cards of an area, form 10/HĐBC.

use super::{AreaPlace, day_of_form, residence};
use crate::law::CardId;
use crate::people::digest;
use crate::render::commune_name;
use crate::render::forms::masked;
use crate::render::pdf::{Card, CardDocument, Signature};
use crate::render::place::{numbered, province_in_sentence};
use crate::roll::{Entry, Status};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The voter's cards of an area (form 10/HĐBC), one for each standing row: of a whole list, or of the rows a version added
/// ([`cards_to_hand_out`](crate::changes::Supplement::cards_to_hand_out)).
pub fn cards<'a>(
    place: &AreaPlace<'a>,
    entries: impl IntoIterator<Item = &'a Entry>,
    card_id: CardId,
) -> CardDocument<'a> {
    cards_by_day(place, entries, card_id, |_| place.version.dated)
}

/// The same, each card with the day of its own row: a card that is printed again is the card that was handed out.
pub fn cards_by_day<'a>(
    place: &AreaPlace<'a>,
    entries: impl IntoIterator<Item = &'a Entry>,
    card_id: CardId,
    day_of: impl Fn(u32) -> NaiveDate,
) -> CardDocument<'a> {
    let mut days: BTreeMap<NaiveDate, Vec<&Entry>> = BTreeMap::new();
    for entry in entries.into_iter().filter(|entry| entry.status == Status::Listed) {
        days.entry(day_of(entry.number)).or_default().push(entry);
    }
    let mut days = days.into_iter().map(|(day, entries)| of_day(place, &entries, card_id, day));
    let first = days.next().unwrap_or_else(|| of_day(place, &[], card_id, place.version.dated));
    CardDocument { of_later_days: days.collect(), ..first }
}

fn of_day<'a>(
    place: &AreaPlace<'a>,
    entries: &[&'a Entry],
    card_id: CardId,
    day: NaiveDate,
) -> CardDocument<'a> {
    let number = numbered(place.area.number);
    let form = &place.forms().card;
    let signature = place.signature_of(day);
    let dated = Some(form.dated).filter(|words| !words.is_empty());
    let place_and_date = match dated {
        Some(words) => day_of_form(words, day).into(),
        None => signature.place_and_date,
    };
    CardDocument {
        form,
        title: format!("Thẻ cử tri khu vực bỏ phiếu số {number}, {}", place.of_province()).into(),
        date: place.version.dated,
        committee: place.committee(),
        election: form.titles.lines(place.election).into_iter().map(Cow::Owned).collect(),
        area_number: number.into(),
        commune: commune_name(place.commune).into(),
        province: province_in_sentence(place.province).into(),
        signature: Signature { place_and_date, note: form.signed, ..signature },
        cards: entries.iter().map(|entry| card(place, entry, card_id)).collect(),
        of_later_days: Vec::new(),
    }
}

fn card<'a>(place: &AreaPlace<'_>, entry: &'a Entry, card_id: CardId) -> Card<'a> {
    Card {
        number: entry.number,
        full_name: (&*entry.full_name).into(),
        birth_date: entry.birth_date.printed().into(),
        sex: entry.sex,
        residence: residence(entry).into(),
        personal_id: match card_id {
            CardId::Full => entry.personal_id.as_str().into(),
            CardId::Masked => masked(entry.personal_id.as_str()).into(),
            CardId::Omitted => "".into(),
        },
        qr: qr_text(place, entry.number).into(),
    }
}

/// What a card's QR says: election, area, card number, the version of the list, and eight hexadecimal digits over these and
/// the list's digest, which stands on every page of the list: by them a card of another list is told. Nothing of the
/// person.
fn qr_text(place: &AreaPlace<'_>, number: u32) -> String {
    let (election, area, version) = (&place.election.id, &place.area.area_code, place.version.version);
    let text = format!("{election};{area};{number};v{version}");
    let check = digest(format!("{};{text}", place.version.digest).as_bytes());
    format!("cutri;{text};{}", &check[..8])
}
