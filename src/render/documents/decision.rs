//! The decisions on a complaint, in the form of Decree 30/2020: the office's own (*Quyết định giải quyết khiếu nại*), and the one
//! that carries out a judgment. Neither is written over the other.

use super::complaint::{ComplaintCase, WORDS, field, moment};
use super::remedy::{addressed, remedies};
use super::{day_in_words, lower_first};
use crate::changes::{ComplaintOutcome, Judgment, RowEdit};
use crate::render::pdf::{LetterDate, LetterDocument, LetterField, LetterPage, LetterStyle};
use crate::render::{Language, area_name, commune_name};
use chrono::NaiveDate;
use std::borrow::Cow;

/// The laws that every decision rests on, with their days.
const LAWS: [&str; 2] = [
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
    "Căn cứ Điều 33 Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân ngày 25 tháng 6 năm 2015; Luật sửa đổi, bổ \
     sung một số điều của Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân ngày 24 tháng 6 năm 2025;",
];
/// The law that makes a judgment binding.
const PROCEDURE: &str = "Căn cứ Luật Tố tụng hành chính ngày 25 tháng 11 năm 2015;";

/// The office's decision, dated as it was settled, on A4; its number is written by hand. `None` for a complaint that the office
/// has not decided.
pub fn decision<'a>(case: &ComplaintCase<'a>) -> Option<LetterDocument<'a>> {
    let own = case.complaint.settlement()?;
    let grounds = LAWS.map(str::to_owned).into_iter().chain([considered(case), proposed(own.by)]);
    let (right, remedy) = match own.outcome {
        ComplaintOutcome::Upheld => ("đúng", remedies(case.settled)),
        ComplaintOutcome::Rejected => ("không đúng", vec![kept(case)]),
    };
    let first = format!(
        "Khiếu nại của {} về danh sách cử tri {} là {right}.{}{}",
        case.addressed_complainant(),
        case.list(),
        words(own.decision),
        sentences(remedy)
    );
    let suit = format!(
        "Trường hợp không đồng ý với kết quả giải quyết, {} có quyền khởi kiện tại Tòa án nhân dân theo quy định của pháp \
         luật tố tụng hành chính.",
        case.addressed_complainant()
    );
    let mut articles = vec![first];
    articles.extend(carried_out(own.outcome, case.settled));
    articles.extend([suit, in_force(case, case.settled)]);
    let about = vec!["Về việc giải quyết khiếu nại về danh sách cử tri".into()];
    Some(letter(case, about, Text { grounds: grounds.collect(), articles }, own.at.date(), case.settled))
}

/// The decision that carries out a judgment, dated as it was obeyed, on A4; `None` where no court has judged.
pub fn execution<'a>(case: &ComplaintCase<'a>) -> Option<LetterDocument<'a>> {
    let judgment = case.complaint.judgment()?;
    let judgment = judgment.as_ref();
    let paper = judgment_words(judgment);
    let [organisation, election] = LAWS.map(str::to_owned);
    let grounds = [organisation, election, PROCEDURE.to_owned(), format!("Căn cứ {paper};")];
    let grounds = grounds.into_iter().chain([considered(case), proposed(&judgment.obeyed_by)]);
    let remedy = match judgment.outcome {
        ComplaintOutcome::Upheld => remedies(case.judged),
        ComplaintOutcome::Rejected => vec![kept(case)],
    };
    let first = format!(
        "Thi hành {paper} đối với khiếu nại của {} về danh sách cử tri {}.{}{}",
        case.addressed_complainant(),
        case.list(),
        words(&judgment.decision),
        sentences(remedy)
    );
    let mut articles = vec![first];
    articles.extend(carried_out(judgment.outcome, case.judged));
    let former = case.complaint.settlement().filter(|own| own.outcome != judgment.outcome);
    articles.extend(former.map(|own| {
        format!(
            "Quyết định này thay thế Quyết định giải quyết khiếu nại {} đối với hồ sơ {}.",
            day_in_words(own.at.date()),
            case.complaint.complaint_id
        )
    }));
    articles.push(in_force(case, case.judged));
    let about = vec![format!("Về việc thi hành {paper}").into()];
    Some(letter(
        case,
        about,
        Text { grounds: grounds.collect(), articles },
        judgment.obeyed_at.date(),
        case.judged,
    ))
}

/// Such as "Bản án số 05/2026/HC-ST ngày 09 tháng 03 năm 2026 của Tòa án nhân dân khu vực 3"; what is not known is written by
/// hand.
pub(super) fn judgment_words(judgment: &Judgment) -> String {
    let day = judgment.given_on.map_or_else(|| "ngày …… tháng …… năm ………".to_owned(), day_in_words);
    let court = judgment.court.as_deref().unwrap_or("Tòa án nhân dân ………………");
    format!("Bản án số {} {day} của {court}", judgment.number)
}

/// What a decision says: upon what, and what is decided.
struct Text {
    grounds: Vec<String>,
    articles: Vec<String>,
}

fn letter<'a>(
    case: &ComplaintCase<'a>,
    about: Vec<Cow<'a, str>>,
    text: Text,
    dated: NaiveDate,
    edits: &[RowEdit],
) -> LetterDocument<'a> {
    let Text { grounds, articles } = text;
    let place = &case.place;
    let committee = commune_name(place.commune).to_uppercase();
    let last = articles.len();
    let mut fields = vec![of(LetterStyle::Heading, format!("ỦY BAN NHÂN DÂN {committee}"))];
    fields.extend(grounds.into_iter().map(|ground| of(LetterStyle::Ground, ground)));
    fields.push(of(LetterStyle::Heading, "QUYẾT ĐỊNH:".to_owned()));
    fields.extend((1..).zip(articles).map(|(at, text): (u32, _)| LetterField {
        label: format!("Điều {at}.").into(),
        ..of(LetterStyle::Article, text)
    }));
    LetterDocument {
        page: LetterPage::A4,
        form: "",
        title: format!("Quyết định: {} {}", about.join(" ").to_lowercase(), case.complaint.complaint_id)
            .into(),
        date: dated,
        committee: super::committee(place.commune),
        document_no: place.number_of("QĐ").into(),
        date_at: LetterDate::Head,
        name: "QUYẾT ĐỊNH".into(),
        about,
        fields,
        signature: place.signature(dated),
        recipients: recipients(case, edits, last),
        running: format!("Hồ sơ {} – {}", case.complaint.complaint_id, place.of_province()).into(),
        qr: "".into(),
    }
}

fn of(style: LetterStyle, text: String) -> LetterField<'static> {
    LetterField { style, ..field("", text) }
}

fn considered(case: &ComplaintCase<'_>) -> String {
    let complaint = case.complaint;
    let address =
        complaint.address.as_ref().map(|address| format!(", địa chỉ: {address}")).unwrap_or_default();
    let about = case.about().map(|about| format!(" ({about})")).unwrap_or_default();
    format!(
        "Xét khiếu nại của {}{address}, nhận lúc {}, số {} trong sổ theo dõi, về danh sách cử tri {}: {}{about};",
        case.addressed_complainant(),
        moment(complaint.opened_at),
        complaint.complaint_id,
        case.list(),
        lower_first(&WORDS.complaint_subject(complaint.subject)),
    )
}

fn proposed(by: &str) -> String {
    format!("Theo đề nghị của ông (bà) {by}, người được giao tham mưu giải quyết khiếu nại.")
}

/// What an official decided, in the official's words.
fn words(decision: &str) -> String {
    let decision = decision.trim().trim_end_matches('.');
    if decision.is_empty() { String::new() } else { format!(" Nội dung giải quyết: {decision}.") }
}

fn sentences(texts: Vec<String>) -> String {
    texts.into_iter().map(|text| format!(" {text}.")).collect()
}

/// That the list stays as it is.
fn kept(case: &ComplaintCase<'_>) -> String {
    let about = case.about().map(|about| format!(" đối với {about}")).unwrap_or_default();
    format!("Giữ nguyên danh sách cử tri{about}")
}

/// Who changes the list; nothing where nothing is changed.
fn carried_out(outcome: ComplaintOutcome, edits: &[RowEdit]) -> Option<String> {
    let is_done = outcome == ComplaintOutcome::Upheld && !edits.is_empty();
    is_done.then(|| {
        "Sửa danh sách cử tri, thu hồi hoặc phát thẻ cử tri theo nội dung tại Điều 1 và niêm yết danh sách cử tri bổ sung, \
         thay đổi."
            .to_owned()
    })
}

fn in_force(case: &ComplaintCase<'_>, edits: &[RowEdit]) -> String {
    let other = told_too(case, edits).map(|who| format!(", {who}")).unwrap_or_default();
    format!(
        "Quyết định này có hiệu lực kể từ ngày ký. Văn phòng Hội đồng nhân dân và Ủy ban nhân dân, Tổ bầu cử {}, {}{other} \
         chịu trách nhiệm thi hành Quyết định này.",
        lower_first(&area_name(case.area, Language::Vietnamese)),
        case.addressed_complainant()
    )
}

/// The voter whose row is changed on somebody else's complaint.
fn told_too(case: &ComplaintCase<'_>, edits: &[RowEdit]) -> Option<String> {
    let person = case.concerned.filter(|_| !edits.is_empty() && !case.is_of_complainant())?;
    Some(format!("{} {}", addressed(person.sex), person.full_name))
}

fn recipients<'a>(case: &ComplaintCase<'_>, edits: &[RowEdit], last: usize) -> Vec<Cow<'a, str>> {
    let other = told_too(case, edits).map(|who| crate::render::place::capitalised(&who));
    let lines = [
        Some(format!("- Như Điều {last};")),
        other.map(|who| format!("- {who} (để biết);")),
        Some(format!("- Ủy ban bầu cử {};", commune_name(case.place.commune))),
        Some(format!("- Tổ bầu cử {};", lower_first(&area_name(case.area, Language::Vietnamese)))),
        Some("- Lưu: VT.".to_owned()),
    ];
    lines.into_iter().flatten().map(Cow::Owned).collect()
}
