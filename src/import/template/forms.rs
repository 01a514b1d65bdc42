//! The sheets of the template: which columns each has, what they mean, which row shows how to fill them.

pub use super::persons::PERSONS;
use super::values::{AREA_KINDS, CHANNELS, LEVELS, SMALL_REASONS, STATUSES, STAYS, TRUTHS, Value, WISHES};
use crate::extract::schema::{self, Table};

/// What a column's cells hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cells {
    Text,
    /// Digits whose leading zeros count.
    Digits,
    Date,
    Whole,
    /// One of these.
    One(&'static [Value]),
    /// The name of a hamlet.
    Hamlet,
    /// The number of a voting area.
    Area,
    /// The code of a unit or organisation.
    Facility,
}

/// A column of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    pub label: &'static str,
    /// The column of the extract's table; of persons the words decide.
    pub to: &'static str,
    pub cells: Cells,
    pub width: u8,
    pub needed: bool,
    pub example: &'static str,
    pub note: &'static str,
}

/// A sheet of the template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    pub name: &'static str,
    /// The table that its rows go into first.
    pub table: &'static Table,
    pub about: &'static str,
    pub columns: &'static [Column],
}

pub(super) const fn column(
    label: &'static str,
    to: &'static str,
    cells: Cells,
    width: u8,
    example: &'static str,
    note: &'static str,
) -> Column {
    Column { label, to, cells, width, needed: false, example, note }
}

pub(super) const fn needed(
    label: &'static str,
    to: &'static str,
    cells: Cells,
    width: u8,
    example: &'static str,
    note: &'static str,
) -> Column {
    Column { label, to, cells, width, needed: true, example, note }
}

/// The first column of each sheet; the example says so there.
pub(super) const ORDINAL: Column =
    column("STT", "", Cells::Text, 7, "Ví dụ", "Số thứ tự, tùy ý. Dòng ghi «Ví dụ» không được đọc.");
pub(super) const NUMBER: Column = needed(
    "Số căn cước",
    "personal_id",
    Cells::Digits,
    16,
    "001080000001",
    "Đủ 12 chữ số, kể cả số 0 ở đầu. Cột đã đặt dạng chữ để không mất số 0.",
);
const NAME_AGAIN: Column = column(
    "Họ và tên",
    "",
    Cells::Text,
    26,
    "Nguyễn Văn Ví Dụ",
    "Để đối chiếu với trang Nhân khẩu; không bắt buộc.",
);

/// The hamlets, and which area each belongs to.
pub const HAMLETS: Form = Form {
    name: "Thôn, tổ dân phố",
    table: &schema::HAMLETS,
    about: "Mỗi thôn, tổ dân phố một dòng. Thôn chia cho nhiều khu vực bỏ phiếu thì ghi nhiều dòng, mỗi dòng một khoảng nhà.",
    columns: &[
        ORDINAL,
        needed("Tên thôn, tổ dân phố", "name", Cells::Text, 28, "Thôn Một", "Tên sẽ in trên danh sách."),
        column("Khu vực bỏ phiếu số", "area_code", Cells::Area, 12, "1", "Số khu vực bỏ phiếu của thôn."),
        column(
            "Từ nhà số",
            "house_from",
            Cells::Whole,
            10,
            "",
            "Để trống: cả thôn. Số thứ tự nhà đầu tiên thuộc khu vực.",
        ),
        column(
            "Đến nhà số",
            "house_to",
            Cells::Whole,
            10,
            "",
            "Để trống: cả thôn. Số thứ tự nhà cuối cùng thuộc khu vực.",
        ),
    ],
};

/// The voting areas.
pub const AREAS: Form = Form {
    name: "Khu vực bỏ phiếu",
    table: &schema::AREAS,
    about: "Mỗi khu vực bỏ phiếu một dòng, kể cả khu vực riêng của đơn vị vũ trang, bệnh viện, nơi giam giữ.",
    columns: &[
        ORDINAL,
        needed("Số khu vực", "number", Cells::Whole, 9, "1", "1, 2, 3, …"),
        column("Tên khu vực", "name", Cells::Text, 28, "", "Để trống là «Khu vực bỏ phiếu số …»."),
        column(
            "Địa điểm bỏ phiếu",
            "polling_place",
            Cells::Text,
            30,
            "Nhà văn hóa Thôn Một",
            "In trên thẻ cử tri.",
        ),
        column("Loại", "kind", Cells::One(AREA_KINDS), 22, "Khu dân cư", "Để trống là khu dân cư."),
        column(
            "Lý do dưới 300 cử tri",
            "small_reason",
            Cells::One(SMALL_REASONS),
            20,
            "",
            "Chỉ ghi khi khu vực có dưới 300 cử tri.",
        ),
        column(
            "Giờ bắt đầu bỏ phiếu",
            "opens_at",
            Cells::Text,
            11,
            "",
            "Chỉ ghi khi khác giờ chung, ví dụ 05:00.",
        ),
        column("Nơi niêm yết", "posting_places", Cells::Text, 32, "", "Nhiều nơi cách nhau dấu chấm phẩy."),
        column(
            "Nhận cử tri nơi khác đến",
            "arrivals",
            Cells::One(TRUTHS),
            12,
            "",
            "Có: cử tri có giấy chứng nhận từ nơi khác được xếp vào đây.",
        ),
    ],
};

/// The constituencies.
pub const CONSTITUENCIES: Form = Form {
    name: "Đơn vị bầu cử",
    table: &schema::CONSTITUENCIES,
    about: "Đơn vị bầu cử của ba cấp. Quốc hội và HĐND tỉnh: đơn vị mà xã này thuộc về. HĐND xã: các đơn vị trong xã.",
    columns: &[
        ORDINAL,
        needed("Cấp", "level", Cells::One(LEVELS), 24, "Quốc hội", "Chọn trong danh sách."),
        needed("Số đơn vị", "number", Cells::Whole, 9, "1", "Đơn vị bầu cử số mấy."),
        column("Tên đơn vị", "name", Cells::Text, 28, "", "Để trống là «Đơn vị bầu cử số …»."),
        needed("Số đại biểu được bầu", "seats", Cells::Whole, 10, "3", "Số đại biểu được bầu ở đơn vị này."),
        column(
            "Gồm các khu vực số",
            "area_code",
            Cells::Text,
            24,
            "",
            "Để trống là cả xã. Nhiều khu vực: 1; 2; 3.",
        ),
    ],
};

/// Armed units, places of custody, care homes, organisations.
pub const FACILITIES: Form = Form {
    name: "Đơn vị, cơ sở",
    table: &schema::FACILITIES,
    about: "Đơn vị vũ trang, trại tạm giam, cơ sở cai nghiện, bệnh viện, nhà dưỡng lão, tổ chức ở xã này. Không có thì để trống.",
    columns: &[
        ORDINAL,
        needed("Mã", "facility_code", Cells::Text, 10, "DV-01", "Tự đặt, mỗi nơi một mã."),
        needed("Loại", "kind", Cells::One(STAYS), 24, "Đơn vị vũ trang", "Chọn trong danh sách."),
        needed("Tên", "name", Cells::Text, 36, "Đại đội Ví Dụ", "Tên sẽ in trên danh sách."),
        column(
            "Khu vực bỏ phiếu số",
            "area_code",
            Cells::Area,
            12,
            "",
            "Khu vực riêng của đơn vị, hoặc khu vực mà người ở đó bỏ phiếu.",
        ),
    ],
};

/// Who is in a unit or facility.
pub const STAYS_FORM: Form = Form {
    name: "Ở đơn vị, cơ sở",
    table: &schema::STAYS,
    about: "Người đang phục vụ, bị giữ, được chăm sóc ở một đơn vị, cơ sở của trang Đơn vị, cơ sở.",
    columns: &[
        ORDINAL,
        NUMBER,
        NAME_AGAIN,
        needed("Loại", "kind", Cells::One(STAYS), 24, "Đơn vị vũ trang", "Chọn trong danh sách."),
        needed("Mã đơn vị", "facility_code", Cells::Facility, 10, "DV-01", "Mã ở trang Đơn vị, cơ sở."),
        needed("Từ ngày", "from", Cells::Date, 13, "01/02/2025", "Ngày/tháng/năm, hoặc năm."),
        column("Đến ngày", "until", Cells::Date, 13, "", "Để trống nếu chưa biết."),
    ],
};

/// Legal statuses.
pub const STATUSES_FORM: Form = Form {
    name: "Tình trạng pháp lý",
    table: &schema::STATUSES,
    about: "Chỉ ghi khi có bản án, quyết định. Thiếu số văn bản thì người đó vẫn có tên trong danh sách, kèm dấu cần xem lại.",
    columns: &[
        ORDINAL,
        NUMBER,
        NAME_AGAIN,
        needed("Loại", "kind", Cells::One(STATUSES), 28, "Bị tước quyền bầu cử", "Chọn trong danh sách."),
        needed("Từ ngày", "from", Cells::Date, 13, "01/09/2025", "Ngày bản án, quyết định có hiệu lực."),
        column("Đến ngày", "until", Cells::Date, 13, "", "Để trống nếu chưa biết."),
        column("Số văn bản", "document_no", Cells::Text, 18, "12/2025/HS-ST", "Số bản án, quyết định."),
        column("Cơ quan ban hành", "issuer", Cells::Text, 28, "Tòa án nhân dân khu vực 1", ""),
    ],
};

/// Declared absences.
pub const ABSENCES: Form = Form {
    name: "Tạm vắng",
    table: &schema::ABSENCES,
    about: "Người đã khai báo tạm vắng.",
    columns: &[
        ORDINAL,
        NUMBER,
        NAME_AGAIN,
        needed("Ngày khai báo", "declared_on", Cells::Date, 13, "05/01/2026", ""),
        needed("Từ ngày", "from", Cells::Date, 13, "10/01/2026", ""),
        column("Đến ngày", "until", Cells::Date, 13, "", "Để trống nếu chưa biết."),
        column(
            "Mã xã nơi đến",
            "destination_commune_code",
            Cells::Digits,
            11,
            "",
            "5 chữ số; không bắt buộc.",
        ),
    ],
};

/// Where voters wish to vote.
pub const WISHES_FORM: Form = Form {
    name: "Nguyện vọng",
    table: &schema::WISHES,
    about: "Cử tri muốn bỏ phiếu ở đâu, và giấy chứng nhận đi bỏ phiếu nơi khác. Của một người, nguyện vọng ghi sau cùng được tính.",
    columns: &[
        ORDINAL,
        NUMBER,
        NAME_AGAIN,
        needed(
            "Nguyện vọng",
            "kind",
            Cells::One(WISHES),
            28,
            "Bỏ phiếu nơi tạm trú",
            "Chọn trong danh sách.",
        ),
        column("Mã xã", "commune_code", Cells::Digits, 9, "", "Để trống là xã này."),
        column("Khu vực bỏ phiếu số", "area_code", Cells::Area, 12, "", "Của xã này, nếu có."),
        needed("Ghi nhận ngày", "recorded_at", Cells::Date, 13, "12/01/2026", "Ngày cử tri cho biết."),
        column("Qua", "channel", Cells::One(CHANNELS), 16, "Trực tiếp", "Chọn trong danh sách."),
        column("Số giấy chứng nhận", "document_no", Cells::Text, 16, "", "Nếu có."),
    ],
};

/// The sheet of the office and the election: a word, and its value beside it.
pub const ELECTION: &str = "Bầu cử";
/// The sheet of the lists to choose from.
pub const LISTS: &str = "Danh mục";
/// The sheet that explains.
pub const GUIDE: &str = "Hướng dẫn";

/// The sheets of tables, in their order.
pub const FORMS: [&Form; 9] = [
    &PERSONS,
    &HAMLETS,
    &AREAS,
    &CONSTITUENCIES,
    &FACILITIES,
    &STAYS_FORM,
    &STATUSES_FORM,
    &ABSENCES,
    &WISHES_FORM,
];
