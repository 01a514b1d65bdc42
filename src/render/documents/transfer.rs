//! The notice of a transfer between two offices (*Thông báo chuyển cử tri*, Art. 30.3–30.4), beside the file that a program
//! reads: the other office may have paper only.

use super::complaint::{WORDS, field, moment, paragraph, strong};
use super::{CommunePlace, day_in_words};
use crate::changes::{Event, Kind};
use crate::people::{PartialDate, PersonalNumber, Sex};
use crate::render::commune_name;
use crate::render::pdf::{LetterDate, LetterDocument, LetterField, LetterPage};
use chrono::{NaiveDate, NaiveDateTime};

/// What one office tells another of a voter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferSays {
    /// The voter was struck from the list of the office that tells.
    GivenUp,
    /// The voter was added to it.
    Received,
}

/// A notice of a transfer.
#[derive(Clone, Copy)]
pub struct TransferNotice<'a> {
    pub place: CommunePlace<'a>,
    pub says: TransferSays,
    /// What both offices call the transfer.
    pub pair_id: &'a str,
    pub full_name: &'a str,
    pub birth_date: PartialDate,
    pub sex: Sex,
    pub personal_id: PersonalNumber,
    /// The list of the office that tells, such as "khu vực bỏ phiếu số 1", and the row there.
    pub area: &'a str,
    pub number: u32,
    /// The other office, such as "xã Đông Phong".
    pub other: &'a str,
    /// What happened, with its articles.
    pub event: Event,
    /// Where the voter was at home by the list here, and where the voter lives now, as far as anything tells.
    pub former_home: Option<&'a str>,
    pub present_home: Option<&'a str>,
    /// What the voter holds to vote elsewhere, which is void: number and place.
    pub certificate: Option<VoidCertificate<'a>>,
    /// When it was done, and until when the other half can be done where voting begins at the election's hour (C4).
    pub at: NaiveDateTime,
    pub until: NaiveDateTime,
}

/// A certificate to vote elsewhere of somebody who stands on the list no more.
#[derive(Clone, Copy)]
pub struct VoidCertificate<'a> {
    pub document_no: &'a str,
    pub issued_on: NaiveDate,
}

/// The notice as a letter, dated as the row was struck or added, on A4.
pub fn transfer_notice<'a>(notice: &TransferNotice<'a>) -> LetterDocument<'a> {
    let place = &notice.place;
    let dated = notice.at.date();
    let (about, done, asked) = match notice.says {
        TransferSays::GivenUp => (
            "Chuyển cử tri đến danh sách cử tri của địa phương khác",
            format!(
                "Căn cứ {}, Ủy ban nhân dân {} đã xóa tên cử tri sau đây trong danh sách cử tri {} – {}, số thứ tự {}, lúc {}, để \
                 chuyển sang danh sách cử tri của quý cơ quan:",
                articles(notice),
                commune_name(place.commune),
                notice.area,
                place.of_province(),
                notice.number,
                moment(notice.at)
            ),
            given_up(notice),
        ),
        TransferSays::Received => (
            "Đã ghi tên cử tri chuyển đến",
            format!(
                "Căn cứ {}, Ủy ban nhân dân {} đã ghi tên cử tri sau đây vào danh sách cử tri {} – {}, số thứ tự {}:",
                articles(notice),
                commune_name(place.commune),
                notice.area,
                place.of_province(),
                notice.number
            ),
            vec![paragraph(
                "Trường hợp cử tri còn tên trong danh sách cử tri của địa phương, đề nghị quý cơ quan xóa tên để mỗi cử tri chỉ có \
                 tên ở một danh sách (khoản 2 Điều 29)."
                    .to_owned(),
            )],
        ),
    };
    let mut fields = vec![strong("Kính gửi:", format!("Ủy ban nhân dân {}", notice.other)), paragraph(done)];
    fields.extend(whom(notice));
    fields.extend(asked);
    LetterDocument {
        page: LetterPage::A4,
        form: "",
        title: format!("Thông báo chuyển cử tri {}", notice.pair_id).into(),
        date: dated,
        committee: super::committee(place.commune),
        document_no: place.number_of("TB").into(),
        date_at: LetterDate::Head,
        name: "THÔNG BÁO".into(),
        about: vec![about.into()],
        fields,
        signature: place.signature(dated),
        recipients: vec!["- Như trên;".into(), "- Lưu: VT.".into()],
        running: format!("Thông báo chuyển cử tri {} – {}", notice.pair_id, place.of_province()).into(),
        qr: "".into(),
    }
}

/// The articles of what happened, in a sentence.
fn articles(notice: &TransferNotice<'_>) -> String {
    WORDS.citations(notice.event.citations().iter().map(|citation| citation.told()))
}

/// The voter, and what happened.
fn whom(notice: &TransferNotice<'_>) -> Vec<LetterField<'static>> {
    let sex = match notice.sex {
        Sex::Male => "Nam",
        Sex::Female => "Nữ",
    };
    let mut fields = vec![
        strong("Họ và tên:", notice.full_name.to_owned()),
        field("Ngày, tháng, năm sinh:", notice.birth_date.printed()),
        field("Giới tính:", sex.to_owned()),
        field("Số căn cước:", notice.personal_id.to_string()),
    ];
    let home = |label, home: Option<&str>| home.map(|home| field(label, home.to_owned()));
    match notice.says {
        TransferSays::GivenUp => {
            let former = notice.former_home.map(|home| with_commune(home, notice));
            fields.extend(home("Nơi cư trú trước khi chuyển:", former.as_deref()));
            fields.extend(home("Nơi cư trú mới:", notice.present_home));
        }
        TransferSays::Received => fields.extend(home("Nơi cư trú hiện nay:", notice.former_home)),
    }
    fields.push(field("Lý do:", notice.event.reason(Kind::Transfer).to_owned()));
    fields.push(strong("Mã đối chiếu:", notice.pair_id.to_owned()));
    fields
}

/// A home as the list prints it, with the commune, which the list itself need not say.
fn with_commune(home: &str, notice: &TransferNotice<'_>) -> String {
    let commune = commune_name(notice.place.commune);
    match home.to_lowercase().contains(&commune.to_lowercase()) {
        true => home.to_owned(),
        false => format!("{home}, {commune}"),
    }
}

/// What the other office is asked to do for somebody given up here, until when, and what it means if it does not.
fn given_up(notice: &TransferNotice<'_>) -> Vec<LetterField<'static>> {
    let election = notice.place.election;
    let committee = commune_name(notice.place.commune);
    let opens_at = election.election_day.and_time(election.opens_at);
    let mut asked = vec![
        paragraph("Đề nghị quý cơ quan:".to_owned()),
        paragraph(format!(
            "1. Ghi tên cử tri vào danh sách cử tri của khu vực bỏ phiếu nơi cư trú mới và phát thẻ cử tri, chậm nhất 24 giờ trước giờ \
             bắt đầu bỏ phiếu của khu vực đó: {} nếu khu vực bắt đầu bỏ phiếu lúc {}; khu vực bỏ phiếu sớm thì thời hạn sớm hơn tương \
             ứng.",
            moment(notice.until),
            moment(opens_at)
        )),
        paragraph(format!(
            "2. Báo lại bằng văn bản cho Ủy ban nhân dân {committee}, ghi rõ mã đối chiếu, khu vực bỏ phiếu và số thứ tự đã ghi tên; \
             không ghi tên được thì nêu lý do.",
        )),
    ];
    asked.extend(notice.certificate.map(|void| {
        paragraph(format!(
            "3. Thu lại giấy chứng nhận để cử tri tham gia bỏ phiếu ở nơi khác số {}, cấp {}: giấy này không còn giá trị kể từ khi cử \
             tri bị xóa tên.",
            void.document_no,
            day_in_words(void.issued_on)
        ))
    }));
    asked.push(paragraph(
        "Từ khi bị xóa tên ở đây đến khi được ghi tên ở nơi mới, cử tri không có tên trong danh sách cử tri nào, nên chưa thể bỏ phiếu."
            .to_owned(),
    ));
    asked
}
