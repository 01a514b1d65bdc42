//! The sheets of the workbook "việc cần làm", in the words of an office.

use super::matters::OfCommune;
use crate::law::{Flag, Group};
use crate::people::{PersonalNumber, Severity};
use crate::render::xlsx::{Todo, TodoColumn, TodoSheet};
use crate::render::{self, Language, explanation};
use crate::roll::{Entry, Unlisted};
use chrono::NaiveDate;
use std::collections::BTreeMap;

const fn column(heading: &'static str, width: u8) -> TodoColumn {
    TodoColumn { heading, width }
}

/// The most rows of a sheet.
pub const ROWS_MAX: usize = 50_000;

/// Name and address of persons, by personal number.
#[derive(Default)]
pub struct People(BTreeMap<String, Known>);

struct Known {
    name: String,
    address: String,
}

impl People {
    /// Remembers whoever stands on a list.
    pub fn add_listed(&mut self, entry: &Entry) {
        let known = Known { name: entry.full_name.to_string(), address: address(entry) };
        self.0.insert(entry.personal_id.to_string(), known);
    }

    /// Remembers whoever stands on none.
    pub fn add_unlisted(&mut self, person: &Unlisted) {
        let address = person.address.as_deref().unwrap_or_default().to_owned();
        let known = Known { name: person.full_name.to_string(), address };
        self.0.insert(person.personal_id.to_string(), known);
    }

    fn cells(&self, subject: &str) -> [String; 2] {
        let known = self.0.get(subject);
        known.map_or_else(Default::default, |known| [known.name.clone(), known.address.clone()])
    }
}

/// The address that a row prints.
fn address(entry: &Entry) -> String {
    let places = [&entry.permanent_residence, &entry.temporary_residence, &entry.current_place];
    places.into_iter().flatten().next().map(|place| place.to_string()).unwrap_or_default()
}

const REJECTS: &[TodoColumn] = &[
    column("Số định danh", 16),
    column("Tệp, trang tính", 22),
    column("Dòng", 8),
    column("Cột", 16),
    column("Giá trị trong ô", 24),
    column("Vì sao bị loại, sửa thế nào", 60),
    column("Cả dòng, theo các cột của tệp", 60),
];

const FINDINGS: &[TodoColumn] = &[
    column("Mức", 10),
    column("Nội dung", 48),
    column("Giá trị", 24),
    column("Họ và tên", 24),
    column("Số định danh hoặc mã", 18),
    column("Địa chỉ", 36),
    column("Tệp, trang tính", 22),
    column("Dòng", 8),
];

/// The sheets of what was rejected and found.
pub fn of_matters(of: &OfCommune, people: &People) -> Vec<TodoSheet> {
    let rejects = of.rejects.iter().map(|reject| {
        let number = reject.personal_id.map(|number| number.to_string()).unwrap_or_default();
        let place = [reject.file.clone(), reject.line.to_string(), reject.column.to_owned()];
        let what = [reject.value.clone(), reject.meaning.clone(), cells_of(&reject.cells)];
        std::iter::once(number).chain(place).chain(what).collect()
    });
    let findings = of.findings.iter().map(|finding| {
        let [name, address] = people.cells(&finding.subject);
        let severity = match finding.severity {
            Severity::Error => "Lỗi",
            Severity::Warning => "Cảnh báo",
            Severity::Info => "Thông tin",
        };
        vec![
            severity.to_owned(),
            finding.meaning.clone(),
            finding.value.clone(),
            name,
            finding.subject.clone(),
            address,
            finding.file.clone(),
            finding.line.map(|line| line.to_string()).unwrap_or_default(),
        ]
    });
    vec![
        sheet(
            "Dòng bị loại",
            "Những dòng này không được tính: sửa trong tệp gốc rồi nạp lại.",
            REJECTS,
            rejects.collect(),
            of.more_rejects,
        ),
        sheet(
            "Cần kiểm tra",
            "Dữ liệu vẫn được tính, nhưng có chỗ không khớp: xem lại ở nguồn.",
            FINDINGS,
            findings.collect(),
            of.more_findings,
        ),
    ]
}

/// The cells of a rejected row as an office reads them: `tên cột: giá trị`, one behind another.
fn cells_of(row: &str) -> String {
    let InOrder(cells) = serde_json::from_str(row).unwrap_or_default();
    cells.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("; ")
}

/// A JSON object of texts in the order in which it is written.
#[derive(Default)]
struct InOrder(Vec<(String, String)>);

impl<'de> serde::Deserialize<'de> for InOrder {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> serde::de::Visitor<'de> for Object {
            type Value = InOrder;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object of texts")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<InOrder, A::Error> {
                let mut cells = Vec::new();
                while let Some(cell) = map.next_entry()? {
                    cells.push(cell);
                }
                Ok(InOrder(cells))
            }
        }

        deserializer.deserialize_map(Object)
    }
}

const UNLISTED: &[TodoColumn] = &[
    column("Nhóm", 18),
    column("Họ và tên", 26),
    column("Ngày sinh", 12),
    column("Số định danh", 16),
    column("Thôn, tổ dân phố", 20),
    column("Địa chỉ", 38),
    column("Lý do", 44),
    column("Lưu ý", 50),
];

/// The sheet of those who may vote and stand on no list: first those who wait for somebody, by hamlet and address.
pub fn unlisted(persons: &[Unlisted]) -> TodoSheet {
    let mut persons: Vec<&Unlisted> = persons.iter().collect();
    let waits = |person: &Unlisted| person.group() == Some(Group::Queue);
    persons.sort_by_key(|person| (!waits(person), &person.hamlet, &person.address, person.personal_id));
    let row = |person: &&Unlisted| {
        let group = if waits(person) { "Chờ xử lý" } else { "Không ghi tên ở đây" };
        let text = |text: &Option<Box<str>>| text.as_deref().unwrap_or_default().to_owned();
        let reason = person.decision.reason.map(|reason| render::reason_of(reason, Language::Vietnamese));
        vec![
            group.to_owned(),
            person.full_name.to_string(),
            person.birth_date.printed(),
            person.personal_id.to_string(),
            text(&person.hamlet),
            text(&person.address),
            reason.unwrap_or_default(),
            remarks(person.decision.flags.iter().copied()),
        ]
    };
    sheet(
        "Chưa có tên",
        "Những người đủ điều kiện nhưng chưa có tên trong danh sách nào ở đây: hỏi rõ nơi ở, nguyện vọng bầu cử, rồi cập nhật.",
        UNLISTED,
        persons.iter().map(row).collect(),
        0,
    )
}

/// What somebody should look into, in sentences.
fn remarks(flags: impl Iterator<Item = Flag>) -> String {
    let sentences: Vec<&str> =
        flags.map(|flag| explanation::flag_sentence(flag, Language::Vietnamese)).collect();
    sentences.join("; ")
}

/// A voter whose row asks for somebody's eye.
pub struct Flagged {
    area: String,
    number: u32,
    name: String,
    birth_date: String,
    personal_id: PersonalNumber,
    address: String,
    flags: Vec<Flag>,
}

impl Flagged {
    /// The voter of a row; `None` where nothing asks to be looked into.
    pub fn of(entry: &Entry, area: &str) -> Option<Self> {
        let flags: Vec<Flag> = entry.flags.iter().copied().filter(|flag| flag.asks_for_proof()).collect();
        (!flags.is_empty()).then(|| Self {
            area: area.to_owned(),
            number: entry.number,
            name: entry.full_name.to_string(),
            birth_date: entry.birth_date.printed(),
            personal_id: entry.personal_id,
            address: address(entry),
            flags,
        })
    }
}

const FLAGGED: &[TodoColumn] = &[
    column("Khu vực bỏ phiếu", 18),
    column("Số thứ tự", 10),
    column("Họ và tên", 26),
    column("Ngày sinh", 12),
    column("Số định danh", 16),
    column("Địa chỉ", 40),
    column("Cần xác minh", 70),
];

/// The sheet of voters whose rows rest on something that should be verified.
pub fn flagged(voters: &[Flagged]) -> TodoSheet {
    let row = |voter: &Flagged| {
        vec![
            voter.area.clone(),
            voter.number.to_string(),
            voter.name.clone(),
            voter.birth_date.clone(),
            voter.personal_id.to_string(),
            voter.address.clone(),
            remarks(voter.flags.iter().copied()),
        ]
    };
    sheet(
        "Cần xác minh",
        "Những cử tri này có tên trong danh sách, nhưng có điều cần xác minh trước khi niêm yết.",
        FLAGGED,
        voters.iter().map(row).collect(),
        0,
    )
}

const NAMELESS: &[TodoColumn] = &[
    column("Dòng", 8),
    column("Họ và tên", 28),
    column("Ngày sinh", 14),
    column("Giới tính", 10),
    column("Có thể là người mang số", 40),
];

/// A row of a person without a personal number.
pub struct Nameless {
    pub line: u64,
    pub full_name: String,
    pub birth_date: String,
    pub sex: String,
    /// The numbers of those who it may be.
    pub matches: String,
}

/// The sheet of rows of persons without a personal number, at most [`ROWS_MAX`], and how many more there are.
pub fn nameless(rows: Vec<Nameless>, left_off: u64) -> TodoSheet {
    let row = |row: Nameless| vec![row.line.to_string(), row.full_name, row.birth_date, row.sex, row.matches];
    sheet(
        "Thiếu số định danh",
        "Chưa có số định danh nên chưa tính: tra số, điền vào bảng nhân khẩu rồi nạp lại. Không tự ghép với ai.",
        NAMELESS,
        rows.into_iter().map(row).collect(),
        left_off,
    )
}

fn sheet(
    name: &'static str,
    intro: &'static str,
    columns: &'static [TodoColumn],
    mut rows: Vec<Vec<String>>,
    more: u64,
) -> TodoSheet {
    let left_off = more + rows.len().saturating_sub(ROWS_MAX) as u64;
    rows.truncate(ROWS_MAX);
    TodoSheet { name, intro, columns, rows, left_off }
}

const OVERVIEW: &[TodoColumn] = &[column("Trang", 24), column("Số việc", 12), column("Nội dung", 90)];

/// The workbook of these sheets, behind one that counts what there is to do.
pub fn workbook(of: String, as_of: NaiveDate, sheets: Vec<TodoSheet>) -> Todo {
    let count = |sheet: &TodoSheet| sheet.rows.len() as u64 + sheet.left_off;
    let row = |sheet: &TodoSheet| {
        vec![sheet.name.to_owned(), Language::Vietnamese.number(count(sheet)), sheet.intro.to_owned()]
    };
    let rows: Vec<Vec<String>> = sheets.iter().filter(|sheet| count(sheet) > 0).map(row).collect();
    let intro = match rows.is_empty() {
        true => "Không có việc gì phải làm thêm.",
        false => "Làm lần lượt từ trên xuống; mỗi dòng dưới đây là một trang của tệp này.",
    };
    let overview = TodoSheet { name: "Việc cần làm", intro, columns: OVERVIEW, rows, left_off: 0 };
    Todo { of, as_of, sheets: std::iter::once(overview).chain(sheets).collect() }
}
