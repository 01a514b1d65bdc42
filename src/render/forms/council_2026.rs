//! Forms 10, 11, 12 and 31 of Resolution 40/NQ-HĐBCQG for the election of 15 March 2026, word for word.

use super::card::{CardField, CardForm, CardLine, Geometry, Span, StampAt};
use super::certificate::{CertificateForm, CertificateLine, Signer};
use super::list::{Column, CountedSum, DataColumn, DateAt, Field, ListForm, ListWords, Marks, TotalRow};
use super::{Forms, Titles};
use crate::people::Sex;
use crate::territory::Level;

pub(super) const FORMS: Forms = Forms {
    source: "Nghị quyết số 40/NQ-HĐBCQG, Mẫu số 10, 11, 12 và 31/HĐBC",
    list: LIST,
    card: CARD,
    elsewhere: ELSEWHERE,
    serviceman: SERVICEMAN,
};

const DATED: &str = "Ngày {day} tháng {month} năm {year}";
const SIGNED_AND_SEALED: &[&str] = &["(Ký, ghi rõ họ và tên, đóng dấu của UBND)"];

/// Form 31: the list of voters.
const LIST: ListForm = ListForm {
    number: "Mẫu số 31/HĐBC",
    titles: Titles::TermOnLine,
    columns: COLUMNS,
    large: LARGE,
    data: DATA,
    marks: Marks { yes: "X", no: "0" },
    every_ballot: true,
    date_at: DateAt::Head,
    text_sizes: [1000, 1050],
    words: ListWords {
        name: "DANH SÁCH CỬ TRI",
        area: "{area} thuộc {commune}, {province}",
        total: TotalRow { title: "Tổng số: {voters}", span: 2 },
        sums: SUMS,
        marked: "Không tính {marked} người có tên trong danh sách nhưng bỏ phiếu ở nơi khác.",
        struck: "Không tính {struck} người đã xóa tên.",
        made: "Danh sách này được lập tại {place_and_date}.",
        signed: &["(Ký, ghi rõ họ và tên,", "đóng dấu của Ủy ban nhân dân)"],
    },
};

const COLUMNS: &[Column] = &[
    column("STT", "", Field::Number, 5),
    column("Họ và tên", "(1)", Field::Name, 25),
    column("Ngày tháng năm sinh", "(2)", Field::BirthDate, 12),
    column("Nam", "(3)", Field::Of(Sex::Male), 6),
    column("Nữ", "(4)", Field::Of(Sex::Female), 6),
    column("Số Căn cước", "(5)", Field::PersonalId, 15),
    column("Dân tộc", "(6)", Field::Ethnicity, 9),
    residence("Thường trú", "(7a)", Field::Permanent, 32),
    residence("Tạm trú", "(7b)", Field::Temporary, 26),
    residence("Nơi ở hiện tại", "(7c)", Field::Current, 20),
    column("Bầu cử ĐBQH", "(8)", Field::Ballot(Level::National), 8),
    council(
        "Tỉnh, thành phố",
        "Bầu cử đại biểu HĐND tỉnh, thành phố",
        "(9)",
        Field::Ballot(Level::Provincial),
    ),
    council(
        "Xã/phường, đặc khu",
        "Bầu cử đại biểu HĐND xã/phường, đặc khu",
        "(10)",
        Field::Ballot(Level::Communal),
    ),
    column("Ghi chú", "(11)", Field::Remark, 24),
];

const LARGE: &[Column] = &[
    column("STT", "", Field::Number, 5),
    column("Họ và tên", "(1)", Field::Name, 25),
    column("Ngày tháng năm sinh", "(2)", Field::BirthDate, 12),
    column("Giới tính", "(3, 4)", Field::Sex, 8),
    column("Số Căn cước", "(5)", Field::PersonalId, 15),
    column("Nơi cư trú", "(7)", Field::Residence, 32),
    column("Bầu cử ĐBQH, HĐND", "(8, 9, 10)", Field::Ballots, 15),
    column("Ghi chú", "(11)", Field::Remark, 24),
];

const DATA: &[DataColumn] = &[
    DataColumn::Number,
    DataColumn::FullName,
    DataColumn::BirthDate,
    DataColumn::Male,
    DataColumn::Female,
    DataColumn::PersonalId,
    DataColumn::Ethnicity,
    DataColumn::PermanentResidence,
    DataColumn::TemporaryResidence,
    DataColumn::CurrentPlace,
    DataColumn::Ballot(Level::National),
    DataColumn::Ballot(Level::Provincial),
    DataColumn::Ballot(Level::Communal),
    DataColumn::Remarks,
    DataColumn::Status,
];

const SUMS: &[CountedSum] = &[
    CountedSum {
        text: "Tổng số cử tri của khu vực bỏ phiếu là: {voters} ({in words}) người; trong đó có: {men} Nam; {women} Nữ.",
        ballot: None,
    },
    CountedSum {
        text: "Cử tri tham gia bầu cử ĐBQH: {voters} ({in words}) người;",
        ballot: Some(Level::National),
    },
    CountedSum {
        text: "Cử tri tham gia bầu cử đại biểu HĐND tỉnh, thành phố: {voters} ({in words}) người;",
        ballot: Some(Level::Provincial),
    },
    CountedSum {
        text: "Cử tri tham gia bầu cử đại biểu HĐND xã, phường, đặc khu: {voters} ({in words}) người;",
        ballot: Some(Level::Communal),
    },
];

/// Form 10: the voter's card.
const CARD: CardForm = CardForm {
    number: "Mẫu số 10/HĐBC",
    name: "THẺ CỬ TRI",
    titles: Titles::TermBelow,
    lines: &[
        CardLine { strong: true, ..CardLine::new("Họ và tên: ", CardField::FullName) },
        CardLine::new("Ngày, tháng, năm sinh: ", CardField::BirthDate),
        CardLine::new("Giới tính: ", CardField::Sex),
        CardLine::new("Nơi cư trú: ", CardField::Residence),
        CardLine::new("Số Căn cước: ", CardField::PersonalId),
    ],
    below: &[
        CardLine {
            strong_label: true, strong: true, ..CardLine::new("SỐ THẺ CỬ TRI: ", CardField::Number)
        },
        CardLine {
            strong_label: true,
            strong: true,
            ..CardLine::new("KHU VỰC BỎ PHIẾU SỐ: ", CardField::Area)
        },
        CardLine::new("Xã/phường/đặc khu: ", CardField::Commune),
        CardLine::new("Tỉnh/thành phố: ", CardField::Province),
    ],
    // Where the election team stamps "Đã bỏ phiếu", form 39: 4 cm × 2.5 cm.
    stamp: "Nơi đóng dấu “Đã bỏ phiếu”",
    symbol: "Mã QR để kiểm tra thẻ",
    dated: DATED,
    signed: SIGNED_AND_SEALED,
    geometry: Geometry {
        committee: Span(80, 560),
        nation: Span(580, 1400),
        titles: Span(80, 1400),
        lines: Span(80, 955),
        below: Span(80, 590),
        stamp: Span(980, 1400),
        stamp_height: 255,
        stamp_at: StampAt::BesideLines,
        symbol: Span(600, 800),
        signature: Span(810, 1400),
    },
};

/// Form 11: to vote elsewhere.
const ELSEWHERE: CertificateForm = CertificateForm {
    number: "Mẫu số 11/HĐBC",
    name: "GIẤY CHỨNG NHẬN",
    about: &["ĐỂ CỬ TRI THAM GIA BỎ PHIẾU Ở NƠI KHÁC"],
    lines: &[
        CertificateLine { strong: true, ..CertificateLine::field("Họ và tên cử tri:", "{full_name}") },
        CertificateLine::field("Ngày, tháng, năm sinh:", "{birth_date}"),
        CertificateLine::field("Số Căn cước:", "{personal_id}"),
        CertificateLine::field("Nơi cư trú đã ghi trên Thẻ cử tri:", "{residence}"),
        CertificateLine::field("Nơi ở hiện nay:", "{current}"),
        CertificateLine::paragraph(
            "Đã được ghi tên vào danh sách cử tri (số Thẻ cử tri {number} thuộc khu vực bỏ phiếu số: {area}, \
             xã/phường/đặc khu: {commune}, tỉnh/thành phố: {province}). Nay đăng ký bỏ phiếu tại xã/phường/đặc khu: \
             {to_commune}, tỉnh/thành phố: {to_province}.",
        ),
        CertificateLine::paragraph(
            "Đề nghị Ủy ban nhân dân xã/phường/đặc khu: {to_commune} bổ sung tên cử tri vào danh sách cử tri để tham gia \
             bỏ phiếu tại địa phương.",
        ),
    ],
    dated: DATED,
    signer: Signer::Committee,
    signed: SIGNED_AND_SEALED,
};

/// Form 12: a serviceman votes at the residence.
pub(super) const SERVICEMAN: CertificateForm = CertificateForm {
    number: "Mẫu số 12/HĐBC",
    name: "GIẤY CHỨNG NHẬN",
    about: &["CỬ TRI LÀ QUÂN NHÂN THAM GIA BỎ PHIẾU Ở NƠI CƯ TRÚ"],
    lines: &[
        CertificateLine { strong: true, ..CertificateLine::field("Họ và tên cử tri:", "{full_name}") },
        CertificateLine::field("Ngày, tháng, năm sinh:", "{birth_date}"),
        CertificateLine::field("Số Căn cước:", "{personal_id}"),
        CertificateLine::field("Là quân nhân tại đơn vị:", "{unit}"),
        CertificateLine::field("Nơi cư trú:", "{residence}"),
        CertificateLine::paragraph(
            "Đã được ghi tên vào danh sách cử tri (số Thẻ cử tri {number}) thuộc khu vực bỏ phiếu số: {area}, \
             xã/phường/đặc khu: {commune}, tỉnh/thành phố: {province} là nơi đơn vị đóng quân. Nay đăng ký bỏ phiếu tại \
             xã/phường/đặc khu: {to_commune}, tỉnh/thành phố: {to_province} là nơi cử tri cư trú.",
        ),
        CertificateLine::paragraph(
            "Đề nghị Ủy ban nhân dân xã/phường/đặc khu: {to_commune} bổ sung tên cử tri vào danh sách cử tri để tham gia \
             bỏ phiếu tại địa phương.",
        ),
    ],
    dated: DATED,
    signer: Signer::Commander,
    signed: &["(Ký, ghi rõ họ và tên, đóng dấu của đơn vị)"],
};

const fn column(heading: &'static str, number: &'static str, field: Field, width: u8) -> Column {
    Column { group: "", heading, alone: heading, number, field, width }
}

const fn residence(heading: &'static str, number: &'static str, field: Field, width: u8) -> Column {
    Column { group: "Nơi cư trú", ..column(heading, number, field, width) }
}

const fn council(heading: &'static str, alone: &'static str, number: &'static str, field: Field) -> Column {
    Column { group: "Bầu cử đại biểu HĐND", alone, ..column(heading, number, field, 10) }
}
