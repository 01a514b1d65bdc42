//! The decision on a complaint (*Quyết định giải quyết khiếu nại*), in the form of Decree 30/2020.

use super::complaint::{WORDS, field, list_of, moment};
use super::{CommunePlace, lower_first};
use crate::changes::{Complaint, ComplaintOutcome};
use crate::render::pdf::{LetterDate, LetterDocument, LetterField, LetterPage, LetterStyle};
use crate::render::{Language, area_name, commune_name};
use crate::territory::Area;
use std::borrow::Cow;

/// The decision, dated as it was settled, on A4; its number is written by hand. `None` for a complaint that nobody
/// decided yet.
pub fn decision<'a>(
    place: &CommunePlace<'a>,
    area: &Area,
    complaint: &Complaint,
) -> Option<LetterDocument<'a>> {
    let (outcome, settled) = (complaint.outcome?, complaint.settled_at?);
    let committee = commune_name(place.commune);
    let mut fields = vec![of(LetterStyle::Heading, format!("ỦY BAN NHÂN DÂN {}", committee.to_uppercase()))];
    fields.extend(grounds(place, area, complaint).map(|ground| of(LetterStyle::Ground, ground)));
    fields.push(of(LetterStyle::Heading, "QUYẾT ĐỊNH:".to_owned()));
    let articles = articles(place, area, complaint, outcome);
    let last = articles.len();
    fields.extend((1..).zip(articles).map(|(at, text): (u32, _)| LetterField {
        label: format!("Điều {at}.").into(),
        ..of(LetterStyle::Article, text)
    }));
    Some(LetterDocument {
        page: LetterPage::A4,
        form: "",
        title: format!("Quyết định giải quyết khiếu nại {}", complaint.complaint_id).into(),
        date: settled.date(),
        committee: super::committee(place.commune),
        document_no: "Số: ………/QĐ-UBND".into(),
        date_at: LetterDate::Head,
        name: "QUYẾT ĐỊNH".into(),
        about: vec!["Về việc giải quyết khiếu nại về danh sách cử tri".into()],
        fields,
        signature: place.signature(settled.date()),
        recipients: recipients(place, area, last),
        running: format!("Hồ sơ {} – {}", complaint.complaint_id, place.of_province()).into(),
        qr: "".into(),
    })
}

fn of(style: LetterStyle, text: String) -> LetterField<'static> {
    LetterField { style, ..field("", text) }
}

/// What the decision rests on.
fn grounds(place: &CommunePlace<'_>, area: &Area, complaint: &Complaint) -> impl Iterator<Item = String> {
    let judgment = complaint.judgment_no.as_ref();
    let judgment =
        judgment.map(|number| format!("Căn cứ Bản án, quyết định số {number} của Tòa án nhân dân;"));
    let considered = format!(
        "Xét khiếu nại của ông (bà) {}, nhận lúc {}, số {} trong sổ theo dõi, về danh sách cử tri {}: {}.",
        complaint.complainant,
        moment(complaint.opened_at),
        complaint.complaint_id,
        list_of(place, area),
        lower_first(&WORDS.complaint_subject(complaint.subject)),
    );
    let laws = [
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        "Căn cứ Điều 33 Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân số 85/2015/QH13, được sửa đổi, bổ \
         sung bởi Luật số 83/2025/QH15;",
    ];
    laws.map(str::to_owned).into_iter().chain(judgment).chain([considered])
}

/// Whether the complaint is right, what becomes of the list, what may be done against it, and who carries it out.
fn articles(
    place: &CommunePlace<'_>,
    area: &Area,
    complaint: &Complaint,
    outcome: ComplaintOutcome,
) -> Vec<String> {
    let list = list_of(place, area);
    let (right, list) = match outcome {
        ComplaintOutcome::Upheld => {
            ("đúng", format!("Sửa danh sách cử tri {list} theo nội dung tại Điều 1."))
        }
        ComplaintOutcome::Rejected => ("không đúng", format!("Giữ nguyên danh sách cử tri {list}.")),
    };
    let words = complaint.decision.as_deref().map(str::trim).filter(|words| !words.is_empty());
    let words = words.map(|words| format!(" Nội dung giải quyết: {}.", words.trim_end_matches('.')));
    let first =
        format!("Khiếu nại của ông (bà) {} là {right}.{}", complaint.complainant, words.unwrap_or_default());
    let mut articles = vec![first, list];
    if complaint.judgment_no.is_none() {
        articles.push(format!(
            "Trường hợp không đồng ý với kết quả giải quyết, ông (bà) {} có quyền khởi kiện tại Tòa án nhân dân theo quy định \
             của pháp luật tố tụng hành chính.",
            complaint.complainant
        ));
    }
    articles.push(format!(
        "Quyết định này có hiệu lực kể từ ngày ký. Văn phòng Hội đồng nhân dân và Ủy ban nhân dân, Tổ bầu cử {} và ông \
         (bà) {} chịu trách nhiệm thi hành Quyết định này.",
        lower_first(&area_name(area, Language::Vietnamese)),
        complaint.complainant
    ));
    articles
}

fn recipients<'a>(place: &CommunePlace<'_>, area: &Area, last: usize) -> Vec<Cow<'a, str>> {
    vec![
        format!("- Như Điều {last};").into(),
        format!("- Ủy ban bầu cử {};", commune_name(place.commune)).into(),
        format!("- Tổ bầu cử {};", lower_first(&area_name(area, Language::Vietnamese))).into(),
        "- Lưu: VT.".into(),
    ]
}
