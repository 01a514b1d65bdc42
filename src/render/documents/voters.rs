//! Papers an office works with, each of an area's voters once: card hand-over, poll book, index.

use super::{AreaPlace, day_in_words, lower_first, residence, voting};
use crate::people::{SortKey, index_letter};
use crate::render::pdf::{Signature, VoterDocument, VoterPaper, VoterRow, VoterSection};
use crate::render::place::bare_commune_name;
use crate::render::{Language, area_name};
use crate::roll::{Entry, Status, Totals};
use chrono::{Datelike, NaiveDate};
use std::borrow::Cow;

/// The sheet on which voters sign for their cards: of the standing rows of a whole list, or of those a version added
/// ([`cards_to_hand_out`](crate::changes::Supplement::cards_to_hand_out)).
pub fn handover<'a>(
    place: &AreaPlace<'a>,
    entries: impl IntoIterator<Item = &'a Entry>,
    totals: Totals,
) -> VoterDocument<'a> {
    let standing = entries.into_iter().filter(|entry| entry.status == Status::Listed);
    let title = "Danh sách giao nhận thẻ cử tri";
    let about = format!("Theo danh sách cử tri {}", place.version.words());
    VoterDocument {
        about: about.into(),
        signature: signature(place, open_day(place.version.dated), "NGƯỜI GIAO THẺ CỬ TRI"),
        ..document(place, VoterPaper::Handover, title, vec![plain(standing)], totals)
    }
}

/// The book for the table on election day, every row in the order of numbers, struck and marked ones too.
pub fn poll_book<'a>(place: &AreaPlace<'a>, entries: &'a [Entry], totals: Totals) -> VoterDocument<'a> {
    let day = day_in_words(place.opening().date());
    let voting = voting(place.election, place.area);
    let title = "Danh sách cử tri dùng tại phòng bỏ phiếu";
    let polling_place = place.area.polling_place.as_deref().filter(|_| place.is_named());
    let signature = Signature {
        lines: vec!["TM. TỔ BẦU CỬ".into(), "TỔ TRƯỞNG".into()],
        ..signature(place, day.clone(), "")
    };
    let team = vec!["TỔ BẦU CỬ".into(), area_name(place.area, Language::Vietnamese).to_uppercase().into()];
    VoterDocument {
        committee: team,
        about: match polling_place {
            Some(at) => format!("Phòng bỏ phiếu: {at}; bỏ phiếu {voting}").into(),
            None => format!("Bỏ phiếu {voting}").into(),
        },
        signature,
        ..document(place, VoterPaper::PollBook, title, vec![plain(entries)], totals)
    }
}

/// The index by names, a part for each letter.
pub fn index<'a>(place: &AreaPlace<'a>, entries: &'a [Entry], totals: Totals) -> VoterDocument<'a> {
    let sorted = by_name(entries);
    let letter = |entry: &Entry| index_letter(&entry.full_name);
    let parts = sorted.chunk_by(|one, other| letter(one) == letter(other));
    let sections = parts.map(|part| VoterSection {
        headings: vec![part.first().and_then(|entry| letter(entry)).unwrap_or('–').to_string().into()],
        ..plain(part.iter().copied())
    });
    let title = "Bảng tra cứu cử tri theo vần";
    let day = day_in_words(place.version.dated);
    VoterDocument {
        about: "Xếp theo tên, họ, chữ đệm, ngày tháng năm sinh".into(),
        signature: signature(place, day, "NGƯỜI LẬP BẢNG"),
        ..document(place, VoterPaper::Index, title, sections.collect(), totals)
    }
}

/// Entries in the order of an index: *tên, họ, đệm*, then birth date, then number.
pub fn by_name<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Vec<&'a Entry> {
    let mut sorted: Vec<&Entry> = entries.into_iter().collect();
    sorted.sort_by_cached_key(|entry| {
        (SortKey::of_name(&entry.full_name), entry.birth_date.first(), entry.number)
    });
    sorted
}

/// A paper of these parts, signed by nobody yet.
pub(super) fn document<'a>(
    place: &AreaPlace<'a>,
    paper: VoterPaper,
    title: &str,
    sections: Vec<VoterSection<'a>>,
    totals: Totals,
) -> VoterDocument<'a> {
    let area = place.title();
    VoterDocument {
        paper,
        title: format!("{title} {}", lower_first(&area)).into(),
        date: place.version.dated,
        committee: place.committee(),
        election: place.election(),
        area: area.into(),
        about: Cow::Borrowed(""),
        version: place.version.words().into(),
        qr: place.version.qr(place).into(),
        levels: place.levels,
        sections,
        totals,
        signature: Signature::default(),
    }
}

/// Who signs besides the committee, at the commune on a day.
pub(super) fn signature<'a>(place: &AreaPlace<'_>, day: String, who: &'static str) -> Signature<'a> {
    let place_and_date = format!("{}, {day}", bare_commune_name(place.commune)).into();
    Signature { place_and_date, lines: vec![who.into()], ..Signature::default() }
}

/// A day of the version's year that is written by hand.
pub(super) fn open_day(dated: NaiveDate) -> String {
    format!("ngày …… tháng …… năm {}", dated.year())
}

/// Rows without a heading.
fn plain<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> VoterSection<'a> {
    let rows = entries.into_iter().map(row).collect();
    VoterSection { headings: Vec::new(), rows, together: false, by_hand: Vec::new() }
}

/// A row, without the personal number.
pub(super) fn row(entry: &Entry) -> VoterRow<'_> {
    VoterRow {
        number: entry.number,
        full_name: (&*entry.full_name).into(),
        birth_date: entry.birth_date.printed().into(),
        sex: entry.sex,
        residence: residence(entry).into(),
        role: entry.dwelling.role,
        ballots: entry.ballots,
        remark: entry.remarks.join("; ").into(),
        status: entry.status,
    }
}
