//! Crosses in cells, and what stands for none.

use super::grid::Cell;

/// Whether a cell is marked; `None` if it holds something else than a mark.
pub(super) fn marked(cell: &Cell) -> Option<bool> {
    if let Cell::Truth(truth) = cell {
        return Some(*truth);
    }
    let text = cell.text().to_lowercase();
    let bare =
        text.trim_matches(|letter: char| matches!(letter, '.' | ' ' | '(' | ')' | '-' | '/' | '\'' | '"'));
    match bare {
        "x" | "xx" | "х" | "✓" | "✔" | "√" | "☑" | "×" | "1" => Some(true),
        "" | "o" | "0" | "ο" | "о" | "không" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, marked};

    #[test]
    fn crosses_are_marks_and_noughts_are_none() {
        for yes in ["x", "X", " x.", "X.", "(x)", "✓"] {
            assert_eq!(marked(&Cell::Text(yes.into())), Some(true), "{yes}");
        }
        for no in ["", "o", "O", "0", " - "] {
            assert_eq!(marked(&Cell::Text(no.into())), Some(false), "{no}");
        }
        assert_eq!(marked(&Cell::Number(0.0)), Some(false));
        assert_eq!(marked(&Cell::Text("y".into())), None);
    }
}
