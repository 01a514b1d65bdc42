//! The certificate to vote elsewhere (*Giấy chứng nhận cử tri tham gia bỏ phiếu ở nơi khác*, Art. 34).

use super::complaint::field;
use super::{AreaPlace, CommunePlace, lower_first};
use crate::people::Sex;
use crate::render::manifest::digest;
use crate::render::pdf::{LetterDate, LetterDocument, LetterPage};
use crate::render::{Language, area_name, commune_name};
use crate::roll::Entry;
use crate::territory::{Area, Level, Levels};
use chrono::NaiveDate;

/// What a certificate certifies.
#[derive(Clone, Copy)]
pub struct Certificate<'a> {
    /// Such as "12/GCN-UBND".
    pub document_no: &'a str,
    pub dated: NaiveDate,
    /// The bearer's own list, and their row on it.
    pub own: AreaPlace<'a>,
    pub entry: &'a Entry,
    /// Where the bearer votes, and which ballots.
    pub elsewhere: CommunePlace<'a>,
    pub area: &'a Area,
    pub ballots: Levels,
}

/// The certificate as a document, on A5 landscape.
pub fn certificate<'a>(certificate: &Certificate<'a>) -> LetterDocument<'a> {
    let Certificate { document_no, dated, own, entry, elsewhere, area, ballots } = certificate;
    let sex = match entry.sex {
        Sex::Male => "Nam",
        Sex::Female => "Nữ",
    };
    let residence = entry.permanent_residence.as_deref().or(entry.temporary_residence.as_deref());
    let own_area = lower_first(&own.title());
    let there = format!("{} – {}", area_name(area, Language::Vietnamese), elsewhere.of_province());
    let allowed = format!(
        "Ông (bà) có tên trên được tham gia bỏ phiếu bầu cử {} tại {}.",
        bodies(*ballots),
        lower_first(&there)
    );
    let voting = super::voting(own.election, area);
    LetterDocument {
        page: LetterPage::A5Landscape,
        title: "Giấy chứng nhận cử tri tham gia bỏ phiếu ở nơi khác".into(),
        date: *dated,
        committee: own.committee(),
        document_no: format!("Số: {document_no}").into(),
        date_at: LetterDate::Signature,
        name: "GIẤY CHỨNG NHẬN".into(),
        about: vec!["Cử tri tham gia bỏ phiếu ở nơi khác".into()],
        fields: vec![
            field("", format!("Ủy ban nhân dân {} chứng nhận:", commune_name(own.commune))),
            super::complaint::strong("Ông (bà):", entry.full_name.to_string()),
            field("Ngày sinh:", format!("{}     Giới tính: {sex}", entry.birth_date.printed())),
            field("Số căn cước:", entry.personal_id.to_string()),
            field("Nơi cư trú:", residence.unwrap_or_default().to_owned()),
            field("Có tên trong danh sách cử tri:", format!("số thứ tự {}, {own_area}", entry.number)),
            field("", allowed),
            field(
                "",
                format!(
                    "Căn cứ Điều 34 Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân; bỏ phiếu {voting}."
                ),
            ),
        ],
        signature: super::signature(own.commune, *dated),
        recipients: Vec::new(),
        running: format!("Giấy chứng nhận số {document_no} – {}", own.of_province()).into(),
        qr: qr_text(certificate).into(),
    }
}

/// Election, own area and row, the other area, and eight hexadecimal digits over these and the roll.
fn qr_text(certificate: &Certificate<'_>) -> String {
    let Certificate { own, entry, area, .. } = certificate;
    let text = format!("{};{};{};{}", own.election.id, own.area.area_code, entry.number, area.area_code);
    let check = digest(format!("{};{text}", own.roll_id).as_bytes());
    format!("cutri;{text};{}", &check[..8])
}

/// Such as "đại biểu Quốc hội và đại biểu Hội đồng nhân dân cấp tỉnh".
fn bodies(ballots: Levels) -> String {
    let body = |level: Level| match level {
        Level::National => "đại biểu Quốc hội",
        Level::Provincial => "đại biểu Hội đồng nhân dân cấp tỉnh",
        Level::Communal => "đại biểu Hội đồng nhân dân cấp xã",
    };
    let mut bodies: Vec<&str> = ballots.iter().map(body).collect();
    match bodies.pop() {
        Some(last) if bodies.is_empty() => last.to_owned(),
        Some(last) => format!("{} và {last}", bodies.join(", ")),
        None => String::new(),
    }
}
