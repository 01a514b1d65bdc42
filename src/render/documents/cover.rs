//! The cover of an area's folder (*bìa hồ sơ*): what is inside, and room for the archive's words.

use super::complaint::{field, strong};
use super::{AreaPaper, AreaPlace, lower_first};
use crate::render::pdf::{
    LetterDate, LetterDocument, LetterField, LetterPage, LetterStyle, Signature, in_figures, in_words,
};
use crate::render::place::capitalised;
use crate::render::{Language, area_name};
use crate::roll::Totals;

/// The cover over these papers, each with its number of pages.
pub fn cover<'a>(
    place: &AreaPlace<'a>,
    totals: &Totals,
    contents: &[(AreaPaper, u32)],
) -> LetterDocument<'a> {
    let area = area_name(place.area, Language::Vietnamese);
    let voters = totals.voters.total;
    let polling_place = place.area.polling_place.clone().filter(|_| place.is_named());
    let mut fields = vec![
        strong("Địa bàn:", capitalised(&place.of_province())),
        field("Nơi bỏ phiếu:", polling_place.unwrap_or_else(open)),
        field("Thời gian bỏ phiếu:", super::voting(place.election, place.area)),
        strong("Số cử tri:", format!("{} người ({} người)", in_figures(voters), in_words(voters))),
        field("Danh sách:", place.version.words()),
        heading("TÀI LIỆU TRONG HỒ SƠ"),
    ];
    if place.is_named() {
        let places = Some(place.area.posting_places.join("; ")).filter(|places| !places.is_empty());
        fields.insert(2, field("Nơi niêm yết:", places.unwrap_or_else(open)));
    }
    fields.extend((1..).zip(contents).map(|(at, (paper, pages)): (u32, _)| LetterField {
        label: format!("{at}. {}", paper.name()).into(),
        value: format!("{} trang", in_figures(u64::from(*pages))).into(),
        style: LetterStyle::Leader,
    }));
    fields.push(heading("LƯU TRỮ"));
    fields.extend(
        ["Hộp số:", "Số tờ:", "Thời hạn bảo quản:"]
            .map(|label| LetterField { style: LetterStyle::Leader, ..field(label, String::new()) }),
    );
    let mut about = place.election();
    about.push(area.to_uppercase().into());
    LetterDocument {
        page: LetterPage::Cover,
        form: "",
        title: format!("Hồ sơ danh sách cử tri {}", lower_first(&place.title())).into(),
        date: place.version.dated,
        committee: place.committee(),
        document_no: "".into(),
        date_at: LetterDate::Signature,
        name: "HỒ SƠ DANH SÁCH CỬ TRI".into(),
        about,
        fields,
        signature: Signature::default(),
        recipients: Vec::new(),
        running: format!("{} – {}", place.title(), place.version.words()).into(),
        qr: place.version.qr(place).into(),
    }
}

/// Room to write by hand.
fn open() -> String {
    "…………………………………………".to_owned()
}

fn heading(text: &'static str) -> LetterField<'static> {
    LetterField { label: "".into(), value: text.into(), style: LetterStyle::Heading }
}
