//! The notice of a transfer between two offices (*Thông báo chuyển cử tri*, Art. 30.3–30.4), beside the file that a program
//! reads: the other office may have paper only.

use super::complaint::{field, paragraph, strong};
use super::{CommunePlace, day_in_words};
use crate::people::{PartialDate, PersonalNumber, Sex};
use crate::render::commune_name;
use crate::render::pdf::{LetterDate, LetterDocument, LetterPage};
use chrono::NaiveDateTime;

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
    /// Why, in words.
    pub reason: &'a str,
    /// When it was done, and until when the other half can be done where voting begins at the election's hour (C4).
    pub at: NaiveDateTime,
    pub until: NaiveDateTime,
}

/// The notice as a letter, dated as the row was struck or added, on A4.
pub fn transfer_notice<'a>(notice: &TransferNotice<'a>) -> LetterDocument<'a> {
    let place = &notice.place;
    let dated = notice.at.date();
    let committee = commune_name(place.commune);
    let (sex, list) = match notice.sex {
        Sex::Male => ("Nam", notice.area),
        Sex::Female => ("Nữ", notice.area),
    };
    let moment = |at: NaiveDateTime| format!("{} {}", at.format("%-H giờ %M"), day_in_words(at.date()));
    let (about, done) = match notice.says {
        TransferSays::GivenUp => (
            "Chuyển cử tri đến danh sách cử tri của địa phương khác",
            format!(
                "Ủy ban nhân dân {committee} đã xóa tên cử tri sau đây trong danh sách cử tri {list}, số thứ tự {}, lúc {}:",
                notice.number,
                moment(notice.at)
            ),
        ),
        TransferSays::Received => (
            "Đã ghi tên cử tri chuyển đến",
            format!(
                "Ủy ban nhân dân {committee} đã ghi tên cử tri sau đây vào danh sách cử tri {list}, số thứ tự {}:",
                notice.number
            ),
        ),
    };
    let asked = match notice.says {
        TransferSays::GivenUp => format!(
            "Đề nghị quý cơ quan ghi tên cử tri vào danh sách cử tri nơi mới và báo lại. Việc bổ sung kết thúc 24 giờ trước giờ \
             bắt đầu bỏ phiếu của khu vực bỏ phiếu nơi đến: khu vực bắt đầu bỏ phiếu vào giờ chung thì chậm nhất {}; khu vực bỏ \
             phiếu sớm thì sớm hơn tương ứng (khoản 3, khoản 4 Điều 30).",
            moment(notice.until)
        ),
        TransferSays::Received => {
            "Trường hợp cử tri còn tên trong danh sách cử tri của địa phương, đề nghị quý cơ quan xóa tên để \
                                   mỗi cử tri chỉ có tên ở một danh sách (khoản 2 Điều 29)."
                .to_owned()
        }
    };
    let fields = vec![
        strong("Kính gửi:", format!("Ủy ban nhân dân {}", notice.other)),
        paragraph(done),
        strong("Họ và tên:", notice.full_name.to_owned()),
        field("Ngày, tháng, năm sinh:", notice.birth_date.printed()),
        field("Giới tính:", sex.to_owned()),
        field("Số căn cước:", notice.personal_id.to_string()),
        field("Lý do:", notice.reason.to_owned()),
        field("Mã đối chiếu:", notice.pair_id.to_owned()),
        paragraph(asked),
    ];
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
