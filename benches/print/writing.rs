//! The list as data: what `benches/peers/run` gives to other programs that print it.

use cutri::people::Sex;
use cutri::render::pdf::{ListDocument, ListRow, in_figures, in_words};
use cutri::territory::Level;
use serde_json::{Value, json};

/// Heading, group, width in points and side of each column, as the official copy has them.
const COLUMNS: [(&str, &str, f64, &str); 14] = [
    ("STT", "", 27.0, "center"),
    ("Họ và tên", "", 116.0, "left"),
    ("Ngày tháng năm sinh", "", 53.0, "center"),
    ("Nam", "", 26.0, "center"),
    ("Nữ", "", 26.0, "center"),
    ("Số căn cước", "", 65.0, "center"),
    ("Dân tộc", "", 38.0, "left"),
    ("Nghề nghiệp", "", 54.0, "left"),
    ("Thường trú", "Nơi cư trú", 120.0, "left"),
    ("Tạm trú", "Nơi cư trú", 40.0, "left"),
    ("Bầu cử ĐBQH", "", 33.0, "center"),
    ("Cấp tỉnh", "Bầu cử đại biểu HĐND", 30.0, "center"),
    ("Cấp xã", "Bầu cử đại biểu HĐND", 30.0, "center"),
    ("Ghi chú", "", 56.0, "left"),
];

/// Everything the list says, in the order it is read.
pub fn data(list: &ListDocument<'_>) -> Value {
    let columns = COLUMNS.map(|(heading, group, width, align)| {
        json!({"heading": heading, "group": group, "width": width, "align": align})
    });
    json!({
        "title": list.title,
        "form": "Mẫu số 31/HĐBC",
        "committee": list.committee,
        "nation": ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
        "name": "DANH SÁCH CỬ TRI",
        "titles": list.election,
        "area": list.area,
        "running": format!("Bản chính – {} – {}", list.area, list.version),
        "columns": columns,
        "rows": list.rows.iter().map(cells).collect::<Vec<_>>(),
        "sums": sums(list),
        "signature": {"place_and_date": list.signature.place_and_date, "lines": list.signature.lines},
    })
}

fn cells(row: &ListRow<'_>) -> [String; 14] {
    let cross = |said: bool| if said { "x" } else { "" }.to_owned();
    [
        row.number.to_string(),
        row.full_name.to_string(),
        row.birth_date.to_string(),
        cross(row.sex == Sex::Male),
        cross(row.sex == Sex::Female),
        row.personal_id.to_string(),
        row.ethnicity.to_string(),
        row.occupation.to_string(),
        row.permanent_residence.to_string(),
        row.temporary_residence.to_string(),
        cross(row.ballots.contains(Level::National)),
        cross(row.ballots.contains(Level::Provincial)),
        cross(row.ballots.contains(Level::Communal)),
        row.remark.to_string(),
    ]
}

fn sums(list: &ListDocument<'_>) -> Vec<String> {
    let said = |count: u64| format!("{} người ({} người)", in_figures(count), in_words(count));
    let totals = &list.totals;
    vec![
        format!("Tổng số cử tri: {}.", said(totals.voters.total)),
        format!("Trong đó: nam {}; nữ {}.", said(totals.voters.male), said(totals.voters.female)),
        format!("Số cử tri bầu cử đại biểu Quốc hội: {}.", said(totals.national.total)),
        format!("Số cử tri bầu cử đại biểu Hội đồng nhân dân cấp tỉnh: {}.", said(totals.provincial.total)),
        format!("Số cử tri bầu cử đại biểu Hội đồng nhân dân cấp xã: {}.", said(totals.communal.total)),
    ]
}
