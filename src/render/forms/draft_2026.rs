//! The forms as they were read from drafts before Resolution 40/NQ-HĐBCQG was at hand: lists with occupation and both
//! residences. A roll that was posted with them prints them again.

use super::card::{CardField, CardForm, CardLine, Geometry, Span, StampAt};
use super::certificate::{CertificateForm, CertificateLine, Signer};
use super::council_2026;
use super::list::{Column, CountedSum, DataColumn, DateAt, Field, ListForm, ListWords, Marks, TotalRow};
use super::{Forms, Titles};
use crate::people::Sex;
use crate::territory::Level;

pub(super) const FORMS: Forms = Forms {
    source: "dự thảo các mẫu của cuộc bầu cử năm 2026",
    list: LIST,
    card: CARD,
    elsewhere: ELSEWHERE,
    serviceman: council_2026::SERVICEMAN,
};

const LIST: ListForm = ListForm {
    number: "Mẫu số 31/HĐBC",
    titles: Titles::AsTold,
    columns: COLUMNS,
    large: LARGE,
    data: DATA,
    marks: Marks { yes: "x", no: "" },
    every_ballot: false,
    date_at: DateAt::Signature,
    text_sizes: [950, 950],
    words: ListWords {
        name: "DANH SÁCH CỬ TRI",
        area: "{area} – {commune}, {province}",
        total: TotalRow { title: "Tổng số: {voters}", span: 3 },
        sums: SUMS,
        marked: "",
        struck: "",
        made: "",
        signed: &[],
    },
};

const COLUMNS: &[Column] = &[
    column("STT", Field::Number, 5),
    column("Họ và tên", Field::Name, 25),
    column("Ngày tháng năm sinh", Field::BirthDate, 12),
    column("Nam", Field::Of(Sex::Male), 6),
    column("Nữ", Field::Of(Sex::Female), 6),
    column("Số căn cước", Field::PersonalId, 15),
    column("Dân tộc", Field::Ethnicity, 9),
    column("Nghề nghiệp", Field::Occupation, 15),
    Column { group: "Nơi cư trú", ..column("Thường trú", Field::Permanent, 30) },
    Column { group: "Nơi cư trú", ..column("Tạm trú", Field::Temporary, 30) },
    column("Bầu cử ĐBQH", Field::Ballot(Level::National), 8),
    council("Cấp tỉnh", "HĐND cấp tỉnh", Field::Ballot(Level::Provincial)),
    council("Cấp xã", "HĐND cấp xã", Field::Ballot(Level::Communal)),
    column("Ghi chú", Field::Remark, 24),
];

const LARGE: &[Column] = &[
    column("STT", Field::Number, 5),
    column("Họ và tên", Field::Name, 25),
    column("Ngày tháng năm sinh", Field::BirthDate, 12),
    column("Giới tính", Field::Sex, 8),
    column("Số căn cước", Field::PersonalId, 15),
    column("Nơi cư trú", Field::Residence, 32),
    column("Bầu cử ĐBQH, HĐND", Field::Ballots, 15),
    column("Ghi chú", Field::Remark, 24),
];

const DATA: &[DataColumn] = &[
    DataColumn::Number,
    DataColumn::FullName,
    DataColumn::BirthDate,
    DataColumn::Sex,
    DataColumn::PersonalId,
    DataColumn::Ethnicity,
    DataColumn::Occupation,
    DataColumn::PermanentResidence,
    DataColumn::TemporaryResidence,
    DataColumn::Ballot(Level::National),
    DataColumn::Ballot(Level::Provincial),
    DataColumn::Ballot(Level::Communal),
    DataColumn::Remarks,
    DataColumn::Status,
];

const SUMS: &[CountedSum] = &[
    CountedSum { text: "Tổng số cử tri: {voters} người ({in words} người).", ballot: None },
    CountedSum {
        text: "Trong đó: nam {men} người ({men in words} người); nữ {women} người ({women in words} người).",
        ballot: None,
    },
    CountedSum {
        text: "Số cử tri bầu cử đại biểu Quốc hội: {voters} người ({in words} người).",
        ballot: Some(Level::National),
    },
    CountedSum {
        text: "Số cử tri bầu cử đại biểu Hội đồng nhân dân cấp tỉnh: {voters} người ({in words} người).",
        ballot: Some(Level::Provincial),
    },
    CountedSum {
        text: "Số cử tri bầu cử đại biểu Hội đồng nhân dân cấp xã: {voters} người ({in words} người).",
        ballot: Some(Level::Communal),
    },
];

const CARD: CardForm = CardForm {
    number: "Mẫu số 10/HĐBC",
    name: "THẺ CỬ TRI",
    titles: Titles::AsTold,
    lines: &[
        CardLine { strong: true, ..CardLine::new("Họ và tên: ", CardField::FullName) },
        CardLine::new("Ngày sinh: ", CardField::BirthDate),
        CardLine { beside: true, ..CardLine::new("Giới tính: ", CardField::Sex) },
        CardLine::new("Nơi cư trú: ", CardField::Residence),
        CardLine { strong: true, ..CardLine::new("Số thẻ cử tri: ", CardField::Number) },
        CardLine::new("Khu vực bỏ phiếu số: ", CardField::AreaWhole),
    ],
    below: &[],
    stamp: "Đóng dấu “Đã bỏ phiếu”",
    symbol: "",
    dated: "",
    signed: &[],
    geometry: Geometry {
        committee: Span(80, 461),
        nation: Span(503, 1400),
        titles: Span(503, 1400),
        lines: Span(503, 1400),
        below: Span(503, 730),
        stamp: Span(80, 461),
        stamp_height: 219,
        stamp_at: StampAt::UnderCommittee,
        symbol: Span(170, 370),
        signature: Span(730, 1400),
    },
};

const ELSEWHERE: CertificateForm = CertificateForm {
    number: "",
    name: "GIẤY CHỨNG NHẬN",
    about: &["Cử tri tham gia bỏ phiếu ở nơi khác"],
    lines: &[
        CertificateLine::paragraph("Ủy ban nhân dân {commune} chứng nhận:"),
        CertificateLine { strong: true, ..CertificateLine::field("Ông (bà):", "{full_name}") },
        CertificateLine::field("Ngày sinh:", "{birth_date}     Giới tính: {sex}"),
        CertificateLine::field("Số căn cước:", "{personal_id}"),
        CertificateLine::field("Nơi cư trú:", "{residence}"),
        CertificateLine::field(
            "Có tên trong danh sách cử tri:",
            "số thứ tự {number}, khu vực bỏ phiếu số {area} – {commune}, {province}",
        ),
        CertificateLine::paragraph(
            "Ông (bà) có tên trên được tham gia bỏ phiếu bầu cử {bodies} tại khu vực bỏ phiếu số {to_area} – {to_commune}, \
             {to_province}.",
        ),
        CertificateLine::paragraph(
            "Căn cứ Điều 34 Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân; bầu cử {election_day}.",
        ),
    ],
    dated: "",
    signer: Signer::Committee,
    signed: &[],
};

const fn column(heading: &'static str, field: Field, width: u8) -> Column {
    Column { group: "", heading, alone: heading, number: "", field, width }
}

const fn council(heading: &'static str, alone: &'static str, field: Field) -> Column {
    Column { group: "Bầu cử đại biểu HĐND", alone, ..column(heading, field, 10) }
}
