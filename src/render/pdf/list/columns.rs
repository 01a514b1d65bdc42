//! The columns of form 31/HĐBC, chosen by copy and elected levels, and their widths.

use super::super::document::{ListCopy, ListDocument, ListRow};
use super::super::face::{Face, Faces, Style};
use super::super::units::{Hundredths, points};
use super::rows::{SIDE, SIZE};
use super::{LEFT, RIGHT};
use crate::territory::Level;

/// A column of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Number,
    Name,
    BirthDate,
    Male,
    Female,
    PersonalId,
    Ethnicity,
    Occupation,
    Permanent,
    Temporary,
    Ballot(Level),
    Remark,
}

/// Columns that stand under one heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Residence,
    Councils,
}

impl Group {
    /// The common heading.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Group::Residence => "Nơi cư trú",
            Group::Councils => "Bầu cử đại biểu HĐND",
        }
    }
}

impl Column {
    fn group(self) -> Option<Group> {
        match self {
            Column::Permanent | Column::Temporary => Some(Group::Residence),
            Column::Ballot(Level::Provincial | Level::Communal) => Some(Group::Councils),
            Column::Number
            | Column::Name
            | Column::BirthDate
            | Column::Male
            | Column::Female
            | Column::PersonalId
            | Column::Ethnicity
            | Column::Occupation
            | Column::Ballot(Level::National)
            | Column::Remark => None,
        }
    }

    /// The width in points, 0 for the residences, which share what is left; a council alone has a longer heading.
    fn width(self, grouped: bool) -> i64 {
        match self {
            Column::Number => 27,
            Column::Name => 116,
            Column::BirthDate => 53,
            Column::Male | Column::Female => 26,
            Column::PersonalId => 65,
            Column::Ethnicity => 38,
            Column::Occupation => 54,
            Column::Permanent | Column::Temporary => 0,
            Column::Ballot(Level::National) => 33,
            Column::Ballot(Level::Provincial | Level::Communal) if grouped => 30,
            Column::Ballot(Level::Provincial | Level::Communal) => 38,
            Column::Remark => 56,
        }
    }
}

/// A column at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) column: Column,
    pub(super) left: Hundredths,
    pub(super) right: Hundredths,
    /// Its group, unless it would be alone in it.
    pub(super) group: Option<Group>,
}

impl Placed {
    /// Its heading.
    pub(super) fn heading(&self) -> &'static str {
        match (self.column, self.group) {
            (Column::Number, _) => "STT",
            (Column::Name, _) => "Họ và tên",
            (Column::BirthDate, _) => "Ngày tháng năm sinh",
            (Column::Male, _) => "Nam",
            (Column::Female, _) => "Nữ",
            (Column::PersonalId, _) => "Số căn cước",
            (Column::Ethnicity, _) => "Dân tộc",
            (Column::Occupation, _) => "Nghề nghiệp",
            (Column::Permanent, _) => "Thường trú",
            (Column::Temporary, _) => "Tạm trú",
            (Column::Ballot(Level::National), _) => "Bầu cử ĐBQH",
            (Column::Ballot(Level::Provincial), Some(_)) => "Cấp tỉnh",
            (Column::Ballot(Level::Communal), Some(_)) => "Cấp xã",
            (Column::Ballot(Level::Provincial), None) => "HĐND cấp tỉnh",
            (Column::Ballot(Level::Communal), None) => "HĐND cấp xã",
            (Column::Remark, _) => "Ghi chú",
        }
    }

    /// The middle of the column.
    pub(super) fn centre(&self) -> Hundredths {
        (self.left + self.right) / 2
    }
}

/// The columns of a document, from left to right, over the whole width.
pub(super) fn columns(document: &ListDocument<'_>, faces: &Faces) -> Vec<Placed> {
    let chosen = chosen(document);
    let group = |column: Column| {
        let mates = chosen.iter().filter(|other| other.group() == column.group()).count();
        column.group().filter(|_| mates > 1)
    };
    let width = |column: Column| column.width(group(column).is_some());
    let fixed: i64 = chosen.iter().map(|column| width(*column)).sum();
    let residences = RIGHT - LEFT - points(fixed);
    let permanent = permanent_width(&document.rows, residences, faces.get(Style::Regular));
    let mut left = LEFT;
    let mut placed = Vec::with_capacity(chosen.len());
    for column in chosen.iter().copied() {
        let width = match column {
            Column::Permanent => permanent,
            Column::Temporary => residences - permanent,
            column => points(width(column)),
        };
        placed.push(Placed { column, left, right: left + width, group: group(column) });
        left += width;
    }
    placed
}

/// The part of the residences' width for the permanent one that makes the list shortest; of equal ones the most even.
/// A letter without a glyph counts nothing here: the row that holds it is refused when it is laid out.
fn permanent_width(rows: &[ListRow<'_>], residences: Hundredths, face: &Face) -> Hundredths {
    const SHARES: [i64; 5] = [52, 58, 64, 70, 75];
    let width = |text: &str| face.width(text, SIZE).unwrap_or_default();
    let mut lines = [0; SHARES.len()];
    for row in rows {
        let widths = (width(&row.permanent_residence), width(&row.temporary_residence));
        for (share, lines) in SHARES.iter().zip(&mut lines) {
            let permanent = residences * share / 100;
            let taken = |text: Hundredths, column: Hundredths| text / (column - 2 * SIDE) + 1;
            *lines += taken(widths.0, permanent).max(taken(widths.1, residences - permanent));
        }
    }
    let best =
        SHARES.iter().zip(lines).min_by_key(|(_, lines)| *lines).map_or(SHARES[0], |(share, _)| *share);
    residences * best / 100
}

fn chosen(document: &ListDocument<'_>) -> Vec<Column> {
    let mut chosen = vec![Column::Number, Column::Name, Column::BirthDate, Column::Male, Column::Female];
    match document.copy {
        ListCopy::Official | ListCopy::PostedMasked => chosen.push(Column::PersonalId),
        ListCopy::PostedOmitted => {}
    }
    chosen.extend([Column::Ethnicity, Column::Occupation, Column::Permanent, Column::Temporary]);
    chosen.extend(document.levels.iter().map(Column::Ballot));
    chosen.push(Column::Remark);
    chosen
}
