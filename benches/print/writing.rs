//! The list as data: what `benches/peers/run` gives to other programs that print it.

use cutri::render::forms::Field;
use cutri::render::pdf::ListDocument;
use cutri::territory::Level;
use serde_json::{Value, json};

/// The width in points and the side of a form's column, as other programs are told them.
fn measured(field: Field) -> (f64, &'static str) {
    match field {
        Field::Number => (27.0, "center"),
        Field::Name => (116.0, "left"),
        Field::BirthDate => (56.0, "center"),
        Field::Of(_) => (26.0, "center"),
        Field::PersonalId => (68.0, "center"),
        Field::Ethnicity => (36.0, "left"),
        Field::Permanent => (116.0, "left"),
        Field::Temporary | Field::Current => (42.0, "left"),
        Field::Ballot(Level::National) => (35.0, "center"),
        Field::Ballot(_) => (46.0, "center"),
        _ => (32.0, "left"),
    }
}

/// Everything the list says, in the order it is read.
pub fn data(list: &ListDocument<'_>) -> Value {
    let form = list.form.chosen(list.copy, list.levels);
    let columns = form.iter().map(|column| {
        let (width, align) = measured(column.field);
        json!({"heading": column.heading, "group": column.group, "width": width, "align": align})
    });
    let cells = |row| {
        form.iter().map(|column| column.field.cell(row, list.form.marks, list.copy)).collect::<Vec<_>>()
    };
    json!({
        "title": list.title,
        "form": list.form.number,
        "committee": list.committee,
        "nation": ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
        "name": list.form.words.name,
        "titles": list.election,
        "area": list.area,
        "running": format!("Bản chính – {} – {}", list.area, list.version),
        "columns": columns.collect::<Vec<_>>(),
        "rows": list.rows.iter().map(cells).collect::<Vec<_>>(),
        "sums": list.sums(),
        "signature": {"place_and_date": list.signature.place_and_date, "lines": list.signature.lines},
    })
}
