//! The voter's cards of an area, form 10/HĐBC.

use super::{AreaPlace, residence};
use crate::render::commune_name;
use crate::render::manifest::digest;
use crate::render::pdf::{Card, CardDocument};
use crate::render::place::province_in_sentence;
use crate::roll::{Entry, Status};

/// The voter's cards of an area (form 10/HĐBC), one for each standing row: of a whole list, or of the rows a version added
/// ([`cards_to_hand_out`](crate::changes::Supplement::cards_to_hand_out)).
pub fn cards<'a>(place: &AreaPlace<'a>, entries: impl IntoIterator<Item = &'a Entry>) -> CardDocument<'a> {
    let number = format!("{:02}", place.area.number);
    let standing = entries.into_iter().filter(|entry| entry.status == Status::Listed);
    CardDocument {
        title: format!("Thẻ cử tri khu vực bỏ phiếu số {number}, {}", place.of_province()).into(),
        date: place.version.dated,
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
    Card {
        number: entry.number,
        full_name: (&*entry.full_name).into(),
        birth_date: entry.birth_date.printed().into(),
        sex: entry.sex,
        residence: residence(entry).into(),
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
