//! Random sheets: whatever stands in their cells, the books balance and nothing panics.

use super::book::places;
use cutri::import::{Cell, Grid, Mapping, Outcome, Row, draw};
use proptest::collection::vec;
use proptest::prelude::*;

/// Texts that mean something in one place or another.
const TEXTS: [&str; 40] = [
    "",
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Năm sinh",
    "Nam",
    "Nữ",
    "Giới tính",
    "Số căn cước",
    "CCCD",
    "Thường trú",
    "Tạm trú",
    "KVBP",
    "Ghi chú",
    "Số hộ",
    "Quan hệ với chủ hộ",
    "Bầu cử ĐBQH",
    "Tỉnh",
    "Xã",
    "(1)",
    "7a",
    "1",
    "2",
    "x",
    "0",
    "Tổng số",
    "1.614 người",
    "Danh sách này được lập",
    "TM.",
    "Khu vực bỏ phiếu số: 22",
    "Thôn Đông",
    "Nguyễn Văn An",
    "TRẦN THỊ BÌNH",
    "05/03/1980",
    "1982",
    "031080000001",
    "031182000002",
    "Chủ hộ",
    "Vợ",
    "ngày 20 tháng 01 năm 2026",
];

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        6 => proptest::sample::select(&TEXTS[..]).prop_map(|text| Cell::Text(text.into())),
        2 => Just(Cell::Empty),
        1 => any::<f64>().prop_map(Cell::Number),
        1 => "\\PC{0,12}".prop_map(Cell::Text),
        1 => any::<bool>().prop_map(Cell::Truth),
        1 => Just(Cell::Formula("SUM(A1:A9)".into())),
        1 => Just(Cell::Fault("#N/A".into())),
    ]
}

fn grid() -> impl Strategy<Value = Grid> {
    let name = proptest::sample::select(
        &["KV 22", "Thôn Đông", "Tổng hợp", "Nhân khẩu", "Bầu cử", "Nguyện vọng", "Sheet1"][..],
    );
    (name, vec(vec(cell(), 1..9), 0..24)).prop_map(|(name, rows)| {
        let rows = (1..).zip(rows).map(|(number, cells)| Row { number, cells });
        Grid { file: "so.xlsx".into(), sheet: name.into(), rows: rows.collect() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn books_of_random_sheets_balance(grids in vec(grid(), 1..4)) {
        let drawn = draw(&grids, &Mapping::default(), &places());
        let balance = drawn.balance(&grids).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(balance.read, grids.iter().map(|grid| grid.rows.len()).sum::<usize>());
        // What is asked is answered in a file that can be read again.
        prop_assert!(Mapping::parse(&drawn.mapping).is_ok(), "{}", drawn.mapping);
        // A number of twelve digits under its heading is somebody, who is taken or told of.
        let persons = drawn.rows().filter(|row| row.outcome == Outcome::Taken("persons")).count();
        prop_assert_eq!(persons, drawn.tables.count("persons"));
    }
}
