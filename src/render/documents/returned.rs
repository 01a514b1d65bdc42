//! The list of cards that one version takes back (Art. 30.5).

use super::{AreaPlace, ListVersion, lower_first, residence};
use crate::changes::Supplement;
use crate::render::pdf::{ReturnDocument, ReturnedCard};
use crate::roll::Entry;

/// The cards to take back as a document; `None` where there are none. Version, digest and date are the supplement's.
pub fn returned<'a>(place: &AreaPlace<'a>, supplement: &'a Supplement) -> Option<ReturnDocument<'a>> {
    let mut cards: Vec<ReturnedCard<'_>> = supplement.cards_to_take_back().map(card).collect();
    cards.sort_by_key(|card| card.number);
    if cards.is_empty() {
        return None;
    }
    let version = ListVersion::of(supplement);
    let area = place.title();
    Some(ReturnDocument {
        title: format!("Danh sách thẻ cử tri thu hồi {}", lower_first(&area)).into(),
        date: version.dated,
        committee: place.committee(),
        election: place.election(),
        area: area.into(),
        version: version.words().into(),
        qr: version.qr(place).into(),
        cards,
        signature: place.signature_of(version.dated),
    })
}

fn card(entry: &Entry) -> ReturnedCard<'_> {
    ReturnedCard {
        number: entry.number,
        full_name: (&*entry.full_name).into(),
        birth_date: entry.birth_date.printed().into(),
        sex: entry.sex,
        residence: residence(entry).into(),
    }
}
