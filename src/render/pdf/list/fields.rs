//! The columns of form 31/HĐBC, chosen by copy and elected levels, and what each says of a row.

use super::super::document::{ListCopy, ListRow};
use super::super::sheet::Align;
use super::super::table::{Column, Width};
use crate::people::Sex;
use crate::territory::{Level, Levels};
use std::borrow::Cow;

/// What a column of the form holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render::pdf) enum Field {
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

impl Field {
    /// The fields of a copy where these levels are elected, from left to right.
    pub(in crate::render::pdf) fn chosen(copy: ListCopy, levels: Levels) -> Vec<Self> {
        let mut chosen = vec![Self::Number, Self::Name, Self::BirthDate, Self::Male, Self::Female];
        match copy {
            ListCopy::Official | ListCopy::PostedMasked => chosen.push(Self::PersonalId),
            ListCopy::PostedOmitted => {}
        }
        chosen.extend([Self::Ethnicity, Self::Occupation, Self::Permanent, Self::Temporary]);
        chosen.extend(levels.iter().map(Self::Ballot));
        chosen.push(Self::Remark);
        chosen
    }

    /// The column; a council alone stands in no group and has a longer heading.
    pub(in crate::render::pdf) fn column(self, levels: Levels) -> Column {
        const RESIDENCE: Option<&str> = Some("Nơi cư trú");
        const COUNCILS: Option<&str> = Some("Bầu cử đại biểu HĐND");
        let both = levels.contains(Level::Provincial) && levels.contains(Level::Communal);
        let centred = |heading, width| Column::new(heading, Width::Points(width), Align::Centre);
        let left = |heading, width| Column::new(heading, Width::Points(width), Align::Left);
        let residence =
            |heading| Column { group: RESIDENCE, ..Column::new(heading, Width::Rest, Align::Left) };
        let council = |short, long| match both {
            true => Column { group: COUNCILS, ..centred(short, 30) },
            false => centred(long, 38),
        };
        match self {
            Self::Number => centred("STT", 27),
            Self::Name => Column::of_names("Họ và tên", Width::Points(116)),
            Self::BirthDate => centred("Ngày tháng năm sinh", 53),
            Self::Male => centred("Nam", 26),
            Self::Female => centred("Nữ", 26),
            Self::PersonalId => centred("Số căn cước", 65),
            Self::Ethnicity => left("Dân tộc", 38),
            Self::Occupation => left("Nghề nghiệp", 54),
            Self::Permanent => residence("Thường trú"),
            Self::Temporary => residence("Tạm trú"),
            Self::Ballot(Level::National) => centred("Bầu cử ĐBQH", 33),
            Self::Ballot(Level::Provincial) => council("Cấp tỉnh", "HĐND cấp tỉnh"),
            Self::Ballot(Level::Communal) => council("Cấp xã", "HĐND cấp xã"),
            Self::Remark => left("Ghi chú", 56),
        }
    }

    /// What the column says of a row.
    pub(in crate::render::pdf) fn cell<'d>(self, row: &'d ListRow<'_>, copy: ListCopy) -> Cow<'d, str> {
        let cross = |said: bool| Cow::Borrowed(if said { "x" } else { "" });
        let text = |text: &'d Cow<'_, str>| Cow::Borrowed(text.as_ref());
        match self {
            Self::Number => Cow::Owned(row.number.to_string()),
            Self::Name => text(&row.full_name),
            Self::BirthDate => text(&row.birth_date),
            Self::Male => cross(row.sex == Sex::Male),
            Self::Female => cross(row.sex == Sex::Female),
            Self::PersonalId => personal_id(&row.personal_id, copy),
            Self::Ethnicity => text(&row.ethnicity),
            Self::Occupation => text(&row.occupation),
            Self::Permanent => text(&row.permanent_residence),
            Self::Temporary => text(&row.temporary_residence),
            Self::Ballot(level) => cross(row.ballots.contains(level)),
            Self::Remark => text(&row.remark),
        }
    }
}

/// The personal number as this copy may show it.
fn personal_id(number: &str, copy: ListCopy) -> Cow<'_, str> {
    match copy {
        ListCopy::Official => Cow::Borrowed(number),
        ListCopy::PostedMasked => {
            let hidden = number.chars().count().saturating_sub(3);
            let shown = number.chars().enumerate();
            Cow::Owned(shown.map(|(at, digit)| if at < hidden { '•' } else { digit }).collect())
        }
        ListCopy::PostedOmitted => Cow::Borrowed(""),
    }
}
