//! The form of a file, by its name.

use super::input::Packing;
use super::schema::SHAPES_FILE;
use super::workbook;

/// What a file may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Text(Packing),
    Workbook,
    /// A file that a program left there, which nobody means: a lock, or a copy of an editor.
    Hidden,
    /// Anything else.
    Other,
}

const TEXTS: [&str; 3] = [".csv", ".tsv", ".txt"];
const PACKINGS: [(&str, Packing); 3] =
    [("", Packing::Plain), (".gz", Packing::Gzip), (".zst", Packing::Zstandard)];
/// Files of an extract that are no tables, and read by themselves.
const KNOWN: [&str; 3] = ["datapackage.json", "election.toml", SHAPES_FILE];

/// The form of a file of this name, which is in lower case.
pub(super) fn of(name: &str) -> Form {
    if name.starts_with(['~', '.']) || name.ends_with('~') {
        return Form::Hidden;
    }
    if workbook::ENDINGS.iter().any(|ending| name.ends_with(ending)) {
        return Form::Workbook;
    }
    let packed = |packing: &&str| TEXTS.iter().any(|text| name.ends_with(&format!("{text}{packing}")));
    let packing = PACKINGS.iter().find(|(ending, _)| packed(ending));
    match packing {
        Some((_, packing)) => Form::Text(*packing),
        None => Form::Other,
    }
}

/// Whether a file of this name is read by itself.
pub(super) fn is_known(name: &str) -> bool {
    KNOWN.contains(&name)
}
