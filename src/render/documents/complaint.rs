//! The papers of complaints about a list (Art. 33): the register, the receipt, the notice of the outcome, and the notice to the
//! voter whose row is changed on somebody else's complaint.

use super::remedy::{addressed, card_taken_back, remedies, written_to};
use super::{CommunePlace, day_in_words, lower_first};
use crate::changes::{Complaint, ComplaintOutcome, RowEdit};
use crate::people::{AreaCode, Sex};
use crate::render::pdf::{
    LetterDate, LetterDocument, LetterField, LetterPage, LetterStyle, RegisterDocument, RegisterRow,
    Signature,
};
use crate::render::place::capitalised;
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

/// A complaint with everything that its papers tell.
#[derive(Clone, Copy)]
pub struct ComplaintCase<'a> {
    pub place: CommunePlace<'a>,
    /// The area whose list it is about.
    pub area: &'a Area,
    pub complaint: &'a Complaint,
    /// Whom the list is said to have wrong, where the database knows the person.
    pub concerned: Option<Concerned<'a>>,
    /// What the office's decision did to the list, and what the judgment did.
    pub settled: &'a [RowEdit],
    pub judged: &'a [RowEdit],
}

/// Whom a complaint is about.
#[derive(Clone, Copy)]
pub struct Concerned<'a> {
    pub full_name: &'a str,
    pub sex: Sex,
    /// The row on the list that the complaint is about.
    pub number: Option<u32>,
}

impl ComplaintCase<'_> {
    /// The complainant's name without what is said in brackets after it, such as "(con)".
    pub(super) fn complainant(&self) -> &str {
        let name = self.complaint.complainant.trim();
        name.split_once('(').map_or(name, |(name, _)| name.trim_end())
    }

    /// Whether somebody complains of the own row.
    pub(super) fn is_of_complainant(&self) -> bool {
        let unknown = self.complaint.unknown.as_ref().map(|person| person.full_name.as_str());
        let named = self.concerned.map(|person| person.full_name).or(unknown);
        named.is_none_or(|name| name == self.complainant())
    }

    /// The complainant as addressed: by the sex where the register knows it.
    pub(super) fn addressed_complainant(&self) -> String {
        let known = self.concerned.filter(|person| person.full_name == self.complainant());
        let word = known.map_or("ông (bà)", |person| addressed(person.sex));
        format!("{word} {}", self.complainant())
    }

    /// Such as "bà Trần Thị Liên, số thứ tự 23".
    pub(super) fn about(&self) -> Option<String> {
        let Some(person) = self.concerned else {
            return self.complaint.unknown.as_ref().map(|unknown| format!("ông (bà) {}", unknown.words()));
        };
        let who = format!("{} {}", addressed(person.sex), person.full_name);
        Some(match person.number {
            Some(number) => format!("{who}, số thứ tự {number}"),
            None => who,
        })
    }

    pub(super) fn list(&self) -> String {
        list_of(&self.place, self.area)
    }
}

/// A field in regular letters.
pub(super) fn field(label: &'static str, value: String) -> LetterField<'static> {
    LetterField { label: label.into(), value: value.into(), style: LetterStyle::Plain }
}

/// A field in bold letters.
pub(super) fn strong(label: &'static str, value: String) -> LetterField<'static> {
    LetterField { style: LetterStyle::Strong, ..field(label, value) }
}

/// A paragraph of a letter, its first line moved in.
pub(super) fn paragraph(text: String) -> LetterField<'static> {
    LetterField { style: LetterStyle::Article, ..field("", text) }
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
        let outcome = complaint.standing_outcome().map(|outcome| WORDS.complaint_outcome(outcome));
        let area = areas.get(&complaint.area_code).cloned();
        RegisterRow {
            complaint_id: complaint.complaint_id.as_str().into(),
            opened: Language::Vietnamese.date(complaint.opened_at.date()).into(),
            area: area.unwrap_or_else(|| complaint.area_code.to_string()).into(),
            complainant: complaint.complainant.as_str().into(),
            personal_id: complaint.whom().into(),
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
        place: capitalised(&place.of_province()).into(),
        rows: complaints.iter().map(row).collect(),
        signature: place.signature(dated),
    }
}

/// The receipt (*Giấy biên nhận khiếu nại*), dated as the complaint was entered, on A5 landscape; signed by who took it.
pub fn receipt<'a>(case: &ComplaintCase<'a>) -> LetterDocument<'a> {
    let (place, complaint) = (&case.place, case.complaint);
    let dated = complaint.opened_at.date();
    let mut fields = vec![strong("Người khiếu nại:", complaint.complainant.clone())];
    fields.extend(complaint.address.clone().map(|address| field("Địa chỉ:", address)));
    fields.extend([
        field("Đã nộp khiếu nại lúc:", moment(complaint.opened_at)),
        field("Về danh sách cử tri:", case.list()),
        field("Nội dung:", WORDS.complaint_subject(complaint.subject)),
    ]);
    // Who complains of the row or the name on the list needs no number.
    let is_of_list = complaint.row.is_some() || complaint.unknown.is_some();
    fields.extend(case.about().filter(|_| is_of_list).map(|about| field("Người được nêu:", about)));
    fields.extend(
        Some(complaint.statement.clone())
            .filter(|text| !text.is_empty())
            .map(|text| field("Trình bày:", text)),
    );
    fields.push(strong("Hạn giải quyết:", format!("chậm nhất {}", day_in_words(complaint.due_on))));
    fields.push(field("", SUIT.to_owned()));
    let signature = Signature {
        lines: vec!["NGƯỜI NHẬN".into()],
        name: Some(complaint.opened_by.clone().into()),
        ..place.signature(dated)
    };
    LetterDocument {
        document_no: format!("Số hồ sơ: {}", complaint.complaint_id).into(),
        date_at: LetterDate::Signature,
        signature,
        ..letter(case, RECEIPT, "Về danh sách cử tri", fields, dated)
    }
}

/// The notice of the outcome (*Thông báo kết quả giải quyết khiếu nại*), dated as the office settled it, on A4; `None` for a
/// complaint that the office has not decided.
pub fn notice<'a>(case: &ComplaintCase<'a>) -> Option<LetterDocument<'a>> {
    let (place, complaint) = (&case.place, case.complaint);
    let own = complaint.settlement()?;
    let result = match own.outcome {
        ComplaintOutcome::Upheld => "Khiếu nại đúng; danh sách cử tri được sửa theo kết quả giải quyết.",
        ComplaintOutcome::Rejected => "Khiếu nại không đúng; danh sách cử tri giữ nguyên.",
    };
    let mut fields = vec![strong("Kính gửi:", capitalised(&case.addressed_complainant()))];
    fields.extend(complaint.address.clone().map(|address| field("Địa chỉ:", address)));
    fields.extend([
        paragraph(format!(
            "Ủy ban nhân dân {} thông báo kết quả giải quyết khiếu nại nhận lúc {}, hồ sơ số {}:",
            commune_name(place.commune),
            moment(complaint.opened_at),
            complaint.complaint_id
        )),
        field("Về danh sách cử tri:", case.list()),
        field("Nội dung khiếu nại:", WORDS.complaint_subject(complaint.subject)),
    ]);
    fields.extend(case.about().map(|about| field("Người được nêu:", about)));
    fields.extend(
        Some(complaint.statement.clone())
            .filter(|text| !text.is_empty())
            .map(|text| field("Trình bày:", text)),
    );
    fields.push(strong("Kết quả:", result.to_owned()));
    fields.extend(
        Some(own.decision)
            .filter(|text| !text.is_empty())
            .map(|text| field("Nội dung giải quyết:", text.to_owned())),
    );
    fields.extend(remedies(case.settled).into_iter().map(|text| paragraph(format!("{text}."))));
    fields.push(paragraph(SUIT.to_owned()));
    let about = "Kết quả giải quyết khiếu nại về danh sách cử tri";
    let letter = letter(case, NOTICE, about, fields, own.at.date());
    let recipients = [format!("- {};", capitalised(&case.addressed_complainant())), "- Lưu: VT.".to_owned()];
    Some(LetterDocument { recipients: recipients.map(Into::into).into(), ..letter })
}

/// Upon what a voter's row was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangedBy {
    Settlement,
    Judgment,
}

/// The notice to the voter whose row was struck or corrected on somebody else's complaint, on A4; `None` where nobody's was.
pub fn notice_to_voter<'a>(case: &ComplaintCase<'a>, by: ChangedBy) -> Option<LetterDocument<'a>> {
    let person = case.concerned.filter(|_| !case.is_of_complainant())?;
    let (edits, dated, upon) = match by {
        ChangedBy::Settlement => {
            let own = case.complaint.settlement()?;
            let upon = format!("kết quả giải quyết khiếu nại {}", day_in_words(own.at.date()));
            (case.settled, own.at.date(), upon)
        }
        ChangedBy::Judgment => {
            let judgment = case.complaint.judgment()?;
            (case.judged, judgment.obeyed_at.date(), super::decision::judgment_words(&judgment))
        }
    };
    let done = remedies(edits);
    if done.is_empty() {
        return None;
    }
    let who = addressed(person.sex);
    let mut fields = vec![strong("Kính gửi:", format!("{} {}", capitalised(who), person.full_name))];
    fields.extend(written_to(edits).map(|address| field("Nơi cư trú:", address.to_owned())));
    fields.push(paragraph(format!(
        "Căn cứ Điều 33 Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân và {upon}, Ủy ban nhân dân {} đã thay \
         đổi danh sách cử tri {} như sau:",
        commune_name(case.place.commune),
        case.list()
    )));
    fields.extend(done.into_iter().map(|text| paragraph(format!("{text}."))));
    fields.extend(card_taken_back(edits).map(|number| {
        paragraph(format!(
            "Đề nghị {who} nộp lại thẻ cử tri số {number} cho Ủy ban nhân dân {}.",
            commune_name(case.place.commune)
        ))
    }));
    if by == ChangedBy::Settlement {
        fields.push(paragraph(format!(
            "Trường hợp không đồng ý, {who} có quyền khiếu nại với Ủy ban nhân dân {} hoặc khởi kiện tại Tòa án nhân dân theo \
             quy định của pháp luật.",
            commune_name(case.place.commune)
        )));
    }
    let about = "Việc thay đổi trong danh sách cử tri";
    let recipients = [format!("- {} {};", capitalised(who), person.full_name), "- Lưu: VT.".to_owned()];
    Some(LetterDocument {
        recipients: recipients.map(Into::into).into(),
        ..letter(case, NOTICE, about, fields, dated)
    })
}

/// What a paper is, and on which page.
#[derive(Clone, Copy)]
struct ComplaintPaper {
    page: LetterPage,
    /// In capitals.
    name: &'static str,
}

const RECEIPT: ComplaintPaper =
    ComplaintPaper { page: LetterPage::A5Landscape, name: "GIẤY BIÊN NHẬN KHIẾU NẠI" };
const NOTICE: ComplaintPaper = ComplaintPaper { page: LetterPage::A4, name: "THÔNG BÁO" };

/// A notice in the form of Decree 30/2020; its number is written by hand.
fn letter<'a>(
    case: &ComplaintCase<'a>,
    paper: ComplaintPaper,
    about: &'static str,
    fields: Vec<LetterField<'a>>,
    dated: NaiveDate,
) -> LetterDocument<'a> {
    let id = &case.complaint.complaint_id;
    let ComplaintPaper { page, name } = paper;
    LetterDocument {
        page,
        form: "",
        title: format!("{}: {} {id}", capitalised(&name.to_lowercase()), lower_first(about)).into(),
        date: dated,
        committee: super::committee(case.place.commune),
        document_no: case.place.number_of("TB").into(),
        date_at: LetterDate::Head,
        name: name.into(),
        about: vec![about.into()],
        fields,
        signature: case.place.signature(dated),
        recipients: Vec::new(),
        running: format!("Hồ sơ {id} – {}", case.place.of_province()).into(),
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
