//! The one kind of table all pages use: a caption, headings with their scope, right-aligned numbers, a row of sums.

use askama::Template;
use askama::filters::HtmlSafe;

/// A table as it is written.
#[derive(Template)]
#[template(path = "parts/table.html", whitespace = "minimize")]
pub(super) struct Table {
    /// Unique on the page.
    pub(super) id: String,
    pub(super) caption: String,
    /// Whether the caption is for screen readers only, because a heading says the same.
    pub(super) caption_hidden: bool,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// The sums; empty: none.
    pub(super) sums: Vec<Cell>,
}

impl HtmlSafe for Table {}

impl Table {
    pub(super) fn new(id: impl Into<String>, caption: impl Into<String>, columns: Vec<Column>) -> Self {
        Self {
            id: id.into(),
            caption: caption.into(),
            caption_hidden: false,
            columns,
            rows: Vec::new(),
            sums: Vec::new(),
        }
    }

    /// The same table with its caption for screen readers only.
    pub(super) fn with_hidden_caption(mut self) -> Self {
        self.caption_hidden = true;
        self
    }

    fn is_grouped(&self) -> bool {
        self.columns.iter().any(|column| !column.group.is_empty())
    }

    /// The groups with the number of columns under each; ungrouped columns stand alone.
    fn groups(&self) -> Vec<Group<'_>> {
        let mut groups: Vec<Group<'_>> = Vec::new();
        for column in &self.columns {
            match groups.last_mut() {
                Some(last) if !column.group.is_empty() && last.text == column.group => last.span += 1,
                _ if column.group.is_empty() => {
                    groups.push(Group { text: &column.text, span: 1, alone: Some(column) })
                }
                _ => groups.push(Group { text: &column.group, span: 1, alone: None }),
            }
        }
        groups
    }
}

struct Group<'a> {
    text: &'a str,
    span: usize,
    /// The column itself, where it stands in no group.
    alone: Option<&'a Column>,
}

/// A column's heading.
pub(super) struct Column {
    /// The heading over several columns; empty: none.
    pub(super) group: String,
    pub(super) text: String,
    pub(super) numeric: bool,
}

impl Column {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { group: String::new(), text: text.into(), numeric: false }
    }

    pub(super) fn number(text: impl Into<String>) -> Self {
        Self { group: String::new(), text: text.into(), numeric: true }
    }

    pub(super) fn grouped(group: impl Into<String>, text: impl Into<String>) -> Self {
        Self { group: group.into(), text: text.into(), numeric: true }
    }

    /// A column of words under the heading of a group.
    pub(super) fn grouped_text(group: impl Into<String>, text: impl Into<String>) -> Self {
        Self { numeric: false, ..Self::grouped(group, text) }
    }
}

impl Column {
    fn class(&self) -> &'static str {
        if self.numeric { "number" } else { "words" }
    }
}

/// What stands in a cell.
pub(super) enum Cell {
    /// The heading of the row.
    Heading(String),
    /// The heading of the row, linked.
    LinkedHeading(Link),
    /// The heading of a row that was removed or replaced, struck through.
    StruckHeading(String),
    Text(String),
    /// Struck through.
    Struck(String),
    /// A text that needs little room, such as a mark.
    Short(String),
    /// A short text struck through.
    StruckShort(String),
    Number(String),
    Badge {
        kind: &'static str,
        text: String,
    },
}

/// A link; `about` is read out after the text, where the text alone does not tell of what.
pub(super) struct Link {
    pub(super) href: String,
    pub(super) text: String,
    pub(super) about: String,
}
