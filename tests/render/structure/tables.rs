//! Tables: their rows are equally wide, and their heads say for what.

use super::tree::{Element, Tree};

/// What is wrong with the tables.
pub fn faults(tree: &Tree) -> Vec<String> {
    let all = tree.all();
    all.into_iter().filter(|element| element.kind == "Table").flat_map(table).collect()
}

fn table(table: &Element) -> Vec<String> {
    let told = format!("table {}", table.id.0);
    let rows = rows(table);
    let mut faults = Vec::new();
    let cells = || rows.iter().flat_map(|row| row.elements());
    for cell in cells().filter(|cell| cell.kind == "TH") {
        if !matches!(cell.scope.as_deref(), Some("Column" | "Row" | "Both")) {
            faults.push(format!("{told}: head cell {} does not say its scope", cell.id.0));
        }
    }
    if !cells().any(|cell| cell.kind == "TH") {
        faults.push(format!("{told} has no head"));
    }
    faults.extend(widths(&rows).into_iter().map(|fault| format!("{told}: {fault}")));
    faults
}

fn rows(table: &Element) -> Vec<&Element> {
    let parts = table.elements().flat_map(|part| match part.kind.as_str() {
        "TR" => vec![part],
        "THead" | "TBody" | "TFoot" => part.elements().collect(),
        _ => Vec::new(),
    });
    parts.collect()
}

/// Lays the cells out as a browser would, each at the first free place of its row, and compares the rows.
fn widths(rows: &[&Element]) -> Vec<String> {
    let mut faults = Vec::new();
    // For each column, how many rows, this one included, a cell from here or above still covers.
    let mut covered: Vec<usize> = Vec::new();
    let mut width = None;
    for (row, number) in rows.iter().zip(1..) {
        let mut at = 0;
        for cell in row.elements() {
            while covered.get(at).is_some_and(|rows| *rows > 0) {
                at += 1;
            }
            if cell.columns == 0 || cell.rows == 0 {
                faults.push(format!("cell {} of row {number} spans nothing", cell.id.0));
            }
            for column in at..at + cell.columns {
                if covered.len() <= column {
                    covered.resize(column + 1, 0);
                }
                if covered[column] > 0 {
                    faults.push(format!("cell {} of row {number} lies over another", cell.id.0));
                }
                covered[column] = cell.rows;
            }
            at += cell.columns;
        }
        let seen = covered.iter().filter(|rows| **rows > 0).count();
        if *width.get_or_insert(seen) != seen {
            faults.push(format!(
                "row {number} is {seen} columns wide, the first {}",
                width.unwrap_or_default()
            ));
        }
        covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
    }
    if covered.iter().any(|rows| *rows > 0) {
        faults.push("a cell reaches below the last row".into());
    }
    faults
}
