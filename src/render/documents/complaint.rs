//! The papers of complaints about a list (Art. 33): the register, the receipt and the notice of the outcome.

use super::{CommunePlace, day_in_words, lower_first};
use crate::changes::{Complaint, ComplaintOutcome};
use crate::people::AreaCode;
use crate::render::pdf::{
    LetterDate, LetterDocument, LetterField, LetterPage, LetterStyle, RegisterDocument, RegisterRow,
};
use crate::render::words::Words;
use crate::render::{Language, area_name, commune_name};
use crate::territory::Area;
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::BTreeMap;

pub(super) const WORDS: Words = Words(Language::Vietnamese);
/// What the law lets a complainant do next.
const SUIT: &str = "Trường hợp không đồng ý với kết quả giải quyết, hoặc hết thời hạn giải quyết mà khiếu nại không được \
                    giải quyết, người khiếu nại có quyền khởi kiện tại Tòa án nhân dân theo quy định của pháp luật tố tụng \
                    hành chính (Điều 33 Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân).";

/// A field in regular letters.
pub(super) fn field(label: &'static str, value: String) -> LetterField<'static> {
    LetterField { label: label.into(), value: value.into(), style: LetterStyle::Plain }
}

/// A field in bold letters.
pub(super) fn strong(label: &'static str, value: String) -> LetterField<'static> {
    LetterField { style: LetterStyle::Strong, ..field(label, value) }
}

/// The register of a commune, signed on `dated`. Areas are called by the names given, or else by their codes.
pub fn register<'a>(
    place: &CommunePlace<'a>,
    areas: &BTreeMap<AreaCode, String>,
    complaints: &'a [Complaint],
    dated: NaiveDate,
) -> RegisterDocument<'a> {
    let row = |complaint: &'a Complaint| {
        let state = WORDS.complaint_state(complaint.state);
        let outcome = complaint.outcome.map(|outcome| WORDS.complaint_outcome(outcome));
        let area = areas.get(&complaint.area_code).cloned();
        RegisterRow {
            complaint_id: complaint.complaint_id.as_str().into(),
            opened: Language::Vietnamese.date(complaint.opened_at.date()).into(),
            area: area.unwrap_or_else(|| complaint.area_code.to_string()).into(),
            complainant: complaint.complainant.as_str().into(),
            personal_id: complaint.personal_id.to_string().into(),
            subject: WORDS.complaint_subject(complaint.subject).into(),
            statement: complaint.statement.as_str().into(),
            due: Language::Vietnamese.date(complaint.due_on).into(),
            state: [state].into_iter().chain(outcome).collect::<Vec<String>>().join("; ").into(),
            decision: WORDS.decision_of(complaint).into(),
        }
    };
    RegisterDocument {
        title: format!("Sổ theo dõi khiếu nại về danh sách cử tri {}", place.of_province()).into(),
        date: dated,
        committee: super::committee(place.commune),
        election: super::election(place.election),
        place: crate::render::place::capitalised(&place.of_province()).into(),
        rows: complaints.iter().map(row).collect(),
        signature: place.signature(dated),
    }
}

/// The receipt (*Giấy biên nhận khiếu nại*), dated as the complaint was entered, on A5 landscape.
pub fn receipt<'a>(place: &CommunePlace<'a>, area: &Area, complaint: &Complaint) -> LetterDocument<'a> {
    let dated = complaint.opened_at.date();
    let mut fields = vec![
        strong("Người khiếu nại:", complaint.complainant.clone()),
        field("Đã nộp khiếu nại lúc:", moment(complaint.opened_at)),
        field("Về danh sách cử tri:", list_of(place, area)),
        field("Nội dung:", WORDS.complaint_subject(complaint.subject)),
        field("Trình bày:", complaint.statement.clone()),
        strong("Hạn giải quyết:", day_in_words(complaint.due_on)),
        field("Người nhận:", complaint.opened_by.clone()),
    ];
    fields.push(field("", SUIT.to_owned()));
    letter(place, complaint, (LetterPage::A5Landscape, "GIẤY BIÊN NHẬN KHIẾU NẠI"), fields, dated)
}

/// The notice of the outcome (*Thông báo kết quả giải quyết khiếu nại*), dated as it was settled, on A4; `None` for a
/// complaint that nobody decided yet.
pub fn notice<'a>(
    place: &CommunePlace<'a>,
    area: &Area,
    complaint: &Complaint,
) -> Option<LetterDocument<'a>> {
    let (outcome, settled) = (complaint.outcome?, complaint.settled_at?);
    let committee = commune_name(place.commune);
    let result = match outcome {
        ComplaintOutcome::Upheld => "Khiếu nại đúng; danh sách cử tri được sửa theo kết quả giải quyết.",
        ComplaintOutcome::Rejected => "Khiếu nại không đúng; danh sách cử tri giữ nguyên.",
    };
    let optional = |label, text: &Option<String>| text.clone().map(|text| field(label, text));
    let mut fields = vec![
        strong("Kính gửi:", format!("Ông (bà) {}", complaint.complainant)),
        field(
            "",
            format!("Ủy ban nhân dân {committee} thông báo kết quả giải quyết khiếu nại của ông (bà):"),
        ),
        field("Ngày nhận:", moment(complaint.opened_at)),
        field("Về danh sách cử tri:", list_of(place, area)),
        field("Nội dung:", WORDS.complaint_subject(complaint.subject)),
        field("Trình bày:", complaint.statement.clone()),
        strong("Kết quả:", result.to_owned()),
    ];
    fields.extend(optional("Nội dung giải quyết:", &complaint.decision));
    fields.extend(optional("Bản án, quyết định của Tòa án số:", &complaint.judgment_no));
    fields.extend(optional("Người giải quyết:", &complaint.settled_by));
    if complaint.judgment_no.is_none() {
        fields.push(field("", SUIT.to_owned()));
    }
    let name = (LetterPage::A4, "THÔNG BÁO KẾT QUẢ GIẢI QUYẾT KHIẾU NẠI");
    Some(letter(place, complaint, name, fields, settled.date()))
}

fn letter<'a>(
    place: &CommunePlace<'a>,
    complaint: &Complaint,
    (page, name): (LetterPage, &'static str),
    fields: Vec<LetterField<'a>>,
    dated: NaiveDate,
) -> LetterDocument<'a> {
    LetterDocument {
        page,
        form: "",
        title: format!(
            "{} {}",
            crate::render::place::capitalised(&name.to_lowercase()),
            complaint.complaint_id
        )
        .into(),
        date: dated,
        committee: super::committee(place.commune),
        document_no: format!("Số: {}", complaint.complaint_id).into(),
        date_at: LetterDate::Signature,
        name: name.into(),
        about: vec!["Về danh sách cử tri".into()],
        fields,
        signature: place.signature(dated),
        recipients: Vec::new(),
        running: format!("Hồ sơ {} – {}", complaint.complaint_id, place.of_province()).into(),
        qr: "".into(),
    }
}

/// Such as "khu vực bỏ phiếu số 1 – xã Xuân Hòa, tỉnh Ninh Bình".
pub(super) fn list_of(place: &CommunePlace<'_>, area: &Area) -> String {
    format!("{} – {}", lower_first(&area_name(area, Language::Vietnamese)), place.of_province())
}

/// Such as "8 giờ 30 ngày 05 tháng 02 năm 2026".
pub(super) fn moment(at: NaiveDateTime) -> String {
    format!("{} {}", at.format("%-H giờ %M"), day_in_words(at.date()))
}
