//! An area with its list's version, supplements of its rows, complaints and books.

use super::place::{area, commune, day, election, entry, province};
use cutri::changes::{
    Account, Books, Complaint, ComplaintOutcome, ComplaintState, ComplaintSubject, Event, Issue, Kind,
    RowEdit, Supplement,
};
use cutri::law::Election;
use cutri::people::{AreaCode, PersonalNumber};
use cutri::render::books::{BooksRow, BooksTable, PlaceLevel};
use cutri::render::documents::{AreaPlace, CommunePlace, ListVersion};
use cutri::render::html::{self, Frame};
use cutri::roll::{Count, Entry, Status, Totals};
use cutri::territory::{Area, AreaKind, Commune, CommuneKind, Level, Levels, Province};
use std::collections::BTreeMap;

/// Everything an area's documents are about.
pub struct World {
    pub election: Election,
    pub province: Province,
    pub commune: Commune,
    pub area: Area,
    pub version: ListVersion,
}

pub const DIGEST: &str = "1a2b3c4d5e6f77889900aabbccddeeff1a2b3c4d5e6f77889900aabbccddeeff";

impl World {
    pub fn new() -> Self {
        let commune = commune("11386", "Xuân Hòa", CommuneKind::Commune);
        let area = area(&commune, 1, AreaKind::Residential);
        let version = ListVersion::new(3, DIGEST, day("2026-02-20"));
        Self { election: election(), province: province(), commune, area, version }
    }

    pub fn place(&self) -> AreaPlace<'_> {
        AreaPlace {
            election: &self.election,
            roll_id: "3f9a1c77d2e04b5c8890aa12bb34cc56",
            province: &self.province,
            commune: &self.commune,
            office: None,
            area: &self.area,
            levels: Levels::ALL,
            version: &self.version,
        }
    }

    pub fn commune_place(&self) -> CommunePlace<'_> {
        CommunePlace {
            election: &self.election,
            province: &self.province,
            commune: &self.commune,
            office: None,
        }
    }
}

/// A row that was appended.
pub fn added(number: u32, name: &str) -> RowEdit {
    RowEdit { before: None, after: entry(number, name) }
}

/// A row that was struck.
pub fn struck(number: u32, name: &str) -> RowEdit {
    let before = entry(number, name);
    RowEdit { after: Entry { status: Status::Struck, ..before.clone() }, before: Some(before) }
}

/// A row whose name was corrected.
pub fn corrected(number: u32, from: &str, to: &str) -> RowEdit {
    RowEdit { before: Some(entry(number, from)), after: entry(number, to) }
}

/// A row whose voter votes elsewhere.
pub fn marked(number: u32, name: &str) -> RowEdit {
    let before = entry(number, name);
    let remarks = vec!["Bỏ phiếu ở nơi khác".into()];
    let after = Entry { status: Status::Marked, ballots: Levels::NONE, remarks, ..before.clone() };
    RowEdit { before: Some(before), after }
}

/// A supplement of these edits, version 3.
pub fn supplement(edits: impl IntoIterator<Item = (Kind, RowEdit)>) -> Supplement {
    let at = day("2026-02-20").and_hms_opt(9, 30, 0).expect("a time of the day");
    let edits = edits.into_iter().map(|(kind, edit)| (kind, event_of(kind), edit));
    let voters = Count { total: 834, male: 410, female: 424 };
    let totals = Totals { voters, national: voters, ..Totals::default() };
    Supplement::new(
        AreaCode::parse("11386-01").expect("a code"),
        Issue { version: 3, occasion: 2, at, digest: DIGEST.to_owned(), totals },
        edits,
    )
}

/// An event of a kind: the plainest one.
fn event_of(kind: Kind) -> Event {
    match kind {
        Kind::Add => Event::R7,
        Kind::Remove => Event::R6,
        Kind::Correct => Event::R11,
        Kind::Mark => Event::R8,
        Kind::Transfer => Event::R2,
    }
}

/// A supplement with rows in all parts.
pub fn full() -> Supplement {
    supplement([
        (Kind::Add, added(1205, "Nguyễn Thị Ánh Nguyệt")),
        (Kind::Transfer, added(1206, "Đặng Văn Quyết")),
        (Kind::Add, added(1207, "Vừ A Dính")),
        (Kind::Remove, struck(17, "Phạm Văn Cường")),
        (Kind::Transfer, struck(402, "Lê Thị Huệ")),
        (Kind::Correct, corrected(88, "Trần Văn Hoa", "Trần Văn Hòa")),
        (Kind::Mark, marked(231, "Hoàng Minh Đức")),
    ])
}

/// Two complaints: one open, one decided.
pub fn complaints() -> Vec<Complaint> {
    let at = |text: &str, hour| day(text).and_hms_opt(hour, 15, 0).expect("a time of the day");
    let open = Complaint {
        complaint_id: "K-11386-0001".into(),
        area_code: AreaCode::parse("11386-01").expect("a code"),
        personal_id: Some(PersonalNumber::parse("031308001234").expect("a number")),
        row: None,
        unknown: None,
        subject: ComplaintSubject::Missing,
        complainant: "Nguyễn Văn Tám".into(),
        address: None,
        statement: "Con trai tôi đủ 18 tuổi vào ngày bầu cử nhưng không có tên trong danh sách niêm yết."
            .into(),
        opened_at: at("2026-02-05", 8),
        opened_by: "Lê Thị Hạnh".into(),
        due_on: day("2026-02-10"),
        state: ComplaintState::Open,
        settled_at: None,
        sued_at: None,
        settled_by: None,
        outcome: None,
        decision: None,
        judgment_no: None,
        change_ids: Vec::new(),
        judgment: None,
        withdrawal: None,
    };
    let settled = Complaint {
        complaint_id: "K-11386-0002".into(),
        subject: ComplaintSubject::Mistake,
        statement: "Tên ghi là Hoa, đúng là Hòa.".into(),
        state: ComplaintState::Settled,
        settled_at: Some(at("2026-02-07", 14)),
        settled_by: Some("Phạm Quốc Bảo".into()),
        outcome: Some(ComplaintOutcome::Upheld),
        decision: Some("Sửa tên trong danh sách thành Trần Văn Hòa".into()),
        change_ids: vec!["2-1".into()],
        ..open.clone()
    };
    vec![open, settled]
}

/// What areas are called.
pub fn area_names() -> BTreeMap<AreaCode, String> {
    BTreeMap::from([(AreaCode::parse("11386-01").expect("a code"), "Khu vực bỏ phiếu số 01".to_owned())])
}

/// Books of a commune and its area.
pub fn books() -> Vec<BooksRow> {
    let voters =
        Account { posted: 1204, added: 3, transferred_in: 12, removed: 2, transferred_out: 7, current: 1210 };
    let communal = Account { transferred_in: 8, current: 1206, ..voters };
    let row = |level, code: &str, name: &str| BooksRow {
        level,
        code: code.into(),
        name: name.into(),
        books: Books { voters, national: voters, provincial: voters, communal },
    };
    vec![
        row(PlaceLevel::Nation, "", "Toàn bộ dữ liệu"),
        row(PlaceLevel::Province, "31", "Tỉnh Xuân An"),
        row(PlaceLevel::Commune, "11386", "Xã Xuân Hòa"),
        row(PlaceLevel::Area, "11386-01", "Khu vực bỏ phiếu số 01"),
    ]
}

/// The pages of what changed, by path.
pub fn pages(frame: &Frame<'_>) -> BTreeMap<String, String> {
    let world = World::new();
    let page = html::supplement(frame, &world.place(), &full()).expect("the template holds");
    let register = html::register(frame, &world.commune, &area_names(), &complaints());
    let books = BooksTable::new(books()).expect("the books balance");
    BTreeMap::from([
        ("31/11386/11386-01/supplement.html".to_owned(), page.expect("rows changed")),
        ("31/11386/complaints.html".to_owned(), register.expect("the template holds")),
        ("books.html".to_owned(), html::books(frame, &books).expect("the template holds")),
    ])
}

/// The ballots of the rows of [`full`] for a level, added and removed.
pub fn moved(level: Level) -> (u64, u64) {
    let full = full();
    let count =
        |entries: Vec<&Entry>| entries.iter().filter(|entry| entry.ballots.contains(level)).count() as u64;
    let removed = full.section(cutri::changes::Section::Removals).filter_map(|row| row.before.as_ref());
    (count(full.cards_to_hand_out().collect()), count(removed.collect()))
}
