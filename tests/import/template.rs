//! The template: what it writes is what the import reads, and an office that fills it gets its lists.

use super::book::{column, places};
use crate::support::program::{cutri, text};
use cutri::import::template::forms::{FORMS, Form};
use cutri::import::{Aside, Cell, Grid, Mapping, Outcome, Row, draw, read, template};
use std::fs;
use std::path::Path;

/// The sheets of the template as they are read back.
fn sheets() -> Vec<Grid> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mau.xlsx");
    fs::write(&path, template::write(places().commune("31001")).unwrap()).unwrap();
    read(&path).unwrap()
}

/// Adds a row to a sheet, each cell below the heading it is for.
fn add(grids: &mut [Grid], form: &Form, cells: &[(&str, &str)]) {
    let grid = grids.iter_mut().find(|grid| grid.sheet == form.name).unwrap();
    let mut row = Row { number: grid.rows.last().unwrap().number + 1, cells: Vec::new() };
    row.cells.resize(form.columns.len(), Cell::Empty);
    for (label, text) in cells {
        let at = form.columns.iter().position(|column| column.label == *label);
        let at = at.unwrap_or_else(|| panic!("{} has no column {label}", form.name));
        row.cells[at] = Cell::Text((*text).to_owned());
    }
    grid.rows.push(row);
}

#[test]
fn every_heading_of_the_template_is_understood() {
    let grids = sheets();
    let drawn = draw(&grids, &Mapping::default(), &places());
    drawn.balance(&grids).unwrap();
    // Nothing is filled in but the election: no row is anything but a title, a heading, an example or a setting.
    for (book, row) in drawn.sheets.iter().flat_map(|sheet| sheet.rows.iter().map(move |row| (sheet, row))) {
        let is_known = matches!(
            row.outcome,
            Outcome::Aside(Aside::Title | Aside::Head | Aside::Example | Aside::Setting | Aside::Guide)
        );
        assert!(is_known && row.remarks.is_empty(), "{} {}: {row:?}", book.sheet, row.number);
    }
    let examples = drawn.rows().filter(|row| row.outcome == Outcome::Aside(Aside::Example)).count();
    assert_eq!(examples, FORMS.len());
}

#[test]
fn cells_that_the_template_lets_be_empty_mean_what_its_notes_say() {
    let mut grids = sheets();
    let cells = [
        ("Số căn cước", "031080000001"),
        ("Họ và tên", "Nguyễn Văn An"),
        ("Ngày sinh", "05/03/1980"),
        ("Giới tính", "Nam"),
        ("Nơi thường trú", "Số 5"),
    ];
    add(&mut grids, FORMS[0], &cells);
    let drawn = draw(&grids, &Mapping::default(), &places());
    assert_eq!(column(&drawn, "persons", "nationality"), ["VNM"]);
    assert_eq!(column(&drawn, "persons", "vital_status"), ["alive"]);
    assert_eq!(column(&drawn, "residences", "commune_code"), ["31001"]);
}

#[test]
fn equal_offices_have_equal_templates() {
    assert_eq!(template::write(None).unwrap(), template::write(None).unwrap());
}

/// Writes sheets as a workbook, as an office would save it.
fn save(grids: &[Grid], path: &Path) {
    let mut book = rust_xlsxwriter::Workbook::new();
    for grid in grids {
        let sheet = book.add_worksheet();
        sheet.set_name(&grid.sheet).unwrap();
        for row in &grid.rows {
            for (column, cell) in (0..).zip(&row.cells) {
                let at = (row.number - 1, column);
                if let Cell::Text(text) = cell {
                    sheet.write_string(at.0, at.1, text).unwrap();
                }
            }
        }
    }
    book.save(path).unwrap();
}

#[test]
fn a_filled_template_becomes_lists() {
    let mut grids = sheets();
    let election = grids.iter_mut().find(|grid| grid.sheet == "Bầu cử").unwrap();
    for row in &mut election.rows {
        if row.cells[0] == Cell::Text("Ngày của số liệu".into()) {
            row.cells.resize(2, Cell::Empty);
            row.cells[1] = Cell::Text("20/01/2026".into());
        }
    }
    let form = |name: &str| *FORMS.iter().find(|form| form.name == name).unwrap();
    let hamlets = form("Thôn, tổ dân phố");
    for (name, area) in [("Thôn Một", "1"), ("Thôn Hai", "1")] {
        add(&mut grids, hamlets, &[("Tên thôn, tổ dân phố", name), ("Khu vực bỏ phiếu số", area)]);
    }
    add(
        &mut grids,
        form("Khu vực bỏ phiếu"),
        &[("Số khu vực", "1"), ("Địa điểm bỏ phiếu", "Nhà văn hóa"), ("Lý do dưới 300 cử tri", "Miền núi")],
    );
    for level in ["Quốc hội", "HĐND tỉnh, thành phố", "HĐND xã, phường, đặc khu"] {
        let cells = [("Cấp", level), ("Số đơn vị", "1"), ("Số đại biểu được bầu", "3")];
        add(&mut grids, form("Đơn vị bầu cử"), &cells);
    }
    let people = [
        ("031080000001", "Nguyễn Văn An", "05/03/1980", "Nam", "Chủ hộ", "Thôn Một"),
        ("031182000002", "Trần Thị Bình", "1982", "Nữ", "Vợ", "Thôn Một"),
        ("031210000003", "Nguyễn Đức Cường", "15/03/2010", "Nam", "Con", "Thôn Một"),
        ("031155000004", "Lê Thị Dung", "02/1955", "nữ", "CHỦ HỘ", "Thôn Hai"),
    ];
    for (number, name, birth, sex, role, hamlet) in people {
        let cells = [
            ("Số căn cước", number),
            ("Họ và tên", name),
            ("Ngày sinh", birth),
            ("Giới tính", sex),
            ("Số hộ", if hamlet == "Thôn Một" { "1" } else { "2" }),
            ("Quan hệ với chủ hộ", role),
            ("Thôn, tổ dân phố", hamlet),
            ("Nơi thường trú", "Số 5, đường Làng"),
        ];
        add(&mut grids, form("Nhân khẩu"), &cells);
    }
    let deprived = [
        ("Số căn cước", "031155000004"),
        ("Họ và tên", "Lê Thị Dung"),
        ("Loại", "Bị tước quyền bầu cử"),
        ("Từ ngày", "01/09/2025"),
        ("Số văn bản", "12/2025/HS-ST"),
    ];
    add(&mut grids, form("Tình trạng pháp lý"), &deprived);
    let folder = tempfile::tempdir().unwrap();
    let (book, out, rolls) =
        (folder.path().join("so.xlsx"), folder.path().join("extract"), folder.path().join("rolls"));
    save(&grids, &book);
    let done = cutri(&["import", text(&book), "--out", text(&out)]).ended(0);
    assert!(done.out.contains("Người") && !done.out.contains("HỎI"), "{}", done.out);
    let checked = cutri(&["check", text(&out)]);
    assert!(!checked.out.contains("lỗi") && !checked.out.contains("loại: 1"), "{}", checked.out);
    let generated = cutri(&["generate", text(&out), "--out", text(&rolls), "--formats", "csv"]);
    assert!(matches!(generated.code, Some(0 | 1)), "{}{}", generated.out, generated.err);
    let list = fs::read_to_string(rolls.join("31/31001/31001-01/list.csv")).unwrap();
    let names: Vec<&str> =
        list.lines().skip(1).map(|line| line.split(',').nth(1).unwrap_or_default()).collect();
    // One is too young, one lost the right to vote.
    assert_eq!(names, ["Nguyễn Văn An", "Trần Thị Bình"], "{list}");
    // The workbook itself serves where an extract does, for it leaves nothing to ask.
    let direct = cutri(&["check", text(&book)]);
    assert_eq!((direct.code, &direct.out), (checked.code, &checked.out), "{}", direct.err);
    let again = folder.path().join("rolls-again");
    let generated = cutri(&["generate", text(&book), "--out", text(&again), "--formats", "csv"]);
    assert!(matches!(generated.code, Some(0 | 1)), "{}{}", generated.out, generated.err);
    let other = fs::read_to_string(again.join("31/31001/31001-01/list.csv")).unwrap();
    assert_eq!(other, list);
}

#[test]
fn a_template_never_takes_the_place_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so.xlsx");
    cutri(&["mau", "--out", text(&path), "--commune", "00004"]).ended(0);
    let written = fs::read(&path).unwrap();
    let refused = cutri(&["template", "--out", text(&path)]).ended(3);
    assert!(refused.err.contains("đã có"), "{}", refused.err);
    assert_eq!(fs::read(&path).unwrap(), written);
    let texts: Vec<String> = read(&path)
        .unwrap()
        .iter()
        .flat_map(|grid| &grid.rows)
        .flat_map(|row| &row.cells)
        .filter_map(|cell| if let Cell::Text(text) = cell { Some(text.clone()) } else { None })
        .collect();
    assert!(
        texts.iter().any(|text| text == "Phường Ba Đình")
            && texts.iter().any(|text| text == "Thành phố Hà Nội")
    );
    cutri(&["template", "--out", text(&folder.path().join("b.xlsx")), "--commune", "98103"]).ended(2);
}
