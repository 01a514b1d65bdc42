//! The documents that are printed, invented, and the one place that calls the printer.

use chrono::NaiveDate;
use cutri::law::FormProfile;
use cutri::people::Sex;
use cutri::render::forms;
use cutri::render::pdf::{Card, CardDocument, ListCopy, ListDocument, ListRow, PdfError, Printer, Signature};
use cutri::roll::{Count, Status, Totals};
use cutri::territory::Levels;
use std::borrow::Cow;
use std::io::Write;

const VOTERS: u32 = 1000;

/// A document of one voting area.
pub enum Paper {
    List(ListDocument<'static>),
    Cards(CardDocument<'static>),
}

impl Paper {
    /// Prints the document and tells its number of pages.
    pub fn print(&self, printer: &Printer, out: impl Write) -> Result<u32, PdfError> {
        match self {
            Self::List(list) => printer.print(list, out),
            Self::Cards(cards) => printer.print(cards, out),
        }
    }
}

/// The list of an area.
pub fn list(copy: ListCopy) -> ListDocument<'static> {
    let all = Count { total: u64::from(VOTERS), male: 0, female: u64::from(VOTERS) };
    ListDocument {
        form: &forms::of(FormProfile::LATEST).list,
        copy,
        title: "Danh sách cử tri".into(),
        date: date(),
        committee: vec!["ỦY BAN NHÂN DÂN".into(), "XÃ XUÂN HÒA".into()],
        election: vec![
            "BẦU CỬ ĐẠI BIỂU QUỐC HỘI KHÓA XVI".into(),
            "VÀ BẦU CỬ ĐẠI BIỂU HỘI ĐỒNG NHÂN DÂN CÁC CẤP NHIỆM KỲ 2026-2031".into(),
        ],
        area: "Khu vực bỏ phiếu số 01 thuộc xã Xuân Hòa, tỉnh Ninh Bình".into(),
        version: "phiên bản 1 – 1a2b3c4d5e6f".into(),
        qr: "cutri;2026;37001-01;v1;1a2b3c4d5e6f".into(),
        levels: Levels::ALL,
        rows: (1..=VOTERS).map(row).collect(),
        totals: Totals { voters: all, national: all, provincial: all, communal: all, ..Totals::default() },
        signature: signature(),
    }
}

fn row(number: u32) -> ListRow<'static> {
    let family = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh"][number as usize % 5];
    let given = ["An", "Bình", "Quỳnh", "Hiếu", "Phượng", "Nghĩa", "Trường"][number as usize % 7];
    ListRow {
        number,
        full_name: format!("{family} Thị {given}").into(),
        birth_date: format!("{:02}/{:02}/{}", number % 28 + 1, number % 12 + 1, 1950 + number % 57).into(),
        sex: Sex::Female,
        personal_id: format!("0372{:08}", number * 7919 % 100_000_000).into(),
        ethnicity: "Kinh".into(),
        occupation: "Nông dân".into(),
        permanent_residence: format!("Số {number}, thôn Thượng, xã Xuân Hòa, tỉnh Ninh Bình").into(),
        temporary_residence: Cow::Borrowed(""),
        current_place: Cow::Borrowed(""),
        ballots: Levels::ALL,
        remark: Cow::Borrowed(""),
        status: Status::Listed,
    }
}

/// The cards of an area.
pub fn cards() -> CardDocument<'static> {
    let card = |row: ListRow<'static>| Card {
        number: row.number,
        full_name: row.full_name,
        birth_date: row.birth_date,
        sex: row.sex,
        residence: row.permanent_residence,
        personal_id: row.personal_id,
        qr: format!("CUTRI;2026;37001-01;{};K7Q2", row.number).into(),
    };
    CardDocument {
        form: &forms::of(FormProfile::LATEST).card,
        title: "Thẻ cử tri".into(),
        date: date(),
        committee: vec!["ỦY BAN NHÂN DÂN".into(), "XÃ XUÂN HÒA".into()],
        election: vec![
            "BẦU CỬ ĐẠI BIỂU QUỐC HỘI KHÓA XVI".into(),
            "VÀ BẦU CỬ ĐẠI BIỂU HỘI ĐỒNG NHÂN DÂN CÁC CẤP".into(),
            "NHIỆM KỲ 2026-2031".into(),
        ],
        area_number: "01".into(),
        commune: "xã Xuân Hòa".into(),
        province: "tỉnh Ninh Bình".into(),
        signature: signature(),
        cards: (1..=VOTERS).map(row).map(card).collect(),
        of_later_days: Vec::new(),
    }
}

fn signature() -> Signature<'static> {
    Signature {
        place_and_date: "Xuân Hòa, ngày 03 tháng 02 năm 2026".into(),
        lines: vec!["TM. ỦY BAN NHÂN DÂN".into(), "CHỦ TỊCH".into()],
        note: forms::of(FormProfile::LATEST).list.words.signed,
        ..Signature::default()
    }
}

fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 2, 3).unwrap_or_default()
}
