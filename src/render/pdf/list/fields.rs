//! The columns of form 31/HĐBC, chosen by copy and elected levels, and what each says of a row.

use super::super::document::{ListCopy, ListRow};
use super::super::layout::Edition;
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
    /// Of the large edition, which says in one column what the form says in several.
    Sex,
    Residence,
    Ballots,
}

impl Field {
    /// The fields of a copy where these levels are elected, from left to right.
    pub(in crate::render::pdf) fn chosen(copy: ListCopy, levels: Levels, edition: Edition) -> Vec<Self> {
        match edition {
            Edition::Standard => Self::of_form(copy, levels),
            Edition::Large => Self::of_large(copy),
        }
    }

    fn of_large(copy: ListCopy) -> Vec<Self> {
        let mut chosen = vec![Self::Number, Self::Name, Self::BirthDate, Self::Sex];
        match copy {
            ListCopy::Official | ListCopy::PostedMasked => chosen.push(Self::PersonalId),
            ListCopy::PostedOmitted => {}
        }
        chosen.extend([Self::Residence, Self::Ballots, Self::Remark]);
        chosen
    }

    fn of_form(copy: ListCopy, levels: Levels) -> Vec<Self> {
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
        let centred = |heading| Column::new(heading, Width::Fit(26), Align::Centre);
        let left = |heading| Column::new(heading, Width::Fit(46), Align::Left);
        let residence =
            |heading| Column { group: RESIDENCE, ..Column::new(heading, Width::Rest, Align::Left) };
        let council = |short, long| match both {
            true => Column { group: COUNCILS, ..centred(short) },
            false => centred(long),
        };
        match self {
            Self::Number => centred("STT"),
            Self::Name => Column::of_names("Họ và tên", Width::Fit(90)),
            Self::BirthDate => centred("Ngày tháng năm sinh"),
            Self::Male => centred("Nam"),
            Self::Female => centred("Nữ"),
            Self::PersonalId => centred("Số căn cước"),
            Self::Ethnicity => Column::new("Dân tộc", Width::Fit(30), Align::Left),
            Self::Occupation => left("Nghề nghiệp"),
            Self::Permanent => residence("Thường trú"),
            Self::Temporary => residence("Tạm trú"),
            Self::Ballot(Level::National) => centred("Bầu cử ĐBQH"),
            Self::Ballot(Level::Provincial) => council("Cấp tỉnh", "HĐND cấp tỉnh"),
            Self::Ballot(Level::Communal) => council("Cấp xã", "HĐND cấp xã"),
            Self::Remark => left("Ghi chú"),
            Self::Sex => centred("Giới tính"),
            Self::Residence => Column::new("Nơi cư trú", Width::Rest, Align::Left),
            Self::Ballots => left("Bầu cử ĐBQH, HĐND"),
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
            Self::Sex => Cow::Borrowed(match row.sex {
                Sex::Male => "Nam",
                Sex::Female => "Nữ",
            }),
            Self::Residence => residence(row),
            Self::Ballots => Cow::Owned(ballots(row.ballots)),
        }
    }
}

/// Both residences in one cell.
fn residence<'d>(row: &'d ListRow<'_>) -> Cow<'d, str> {
    match (row.permanent_residence.as_ref(), row.temporary_residence.as_ref()) {
        (permanent, "") => Cow::Borrowed(permanent),
        ("", temporary) => Cow::Owned(format!("Tạm trú: {temporary}")),
        (permanent, temporary) => Cow::Owned(format!("{permanent}; tạm trú: {temporary}")),
    }
}

/// The bodies a voter elects, in short.
fn ballots(levels: Levels) -> String {
    let body = |level| match level {
        Level::National => "QH",
        Level::Provincial => "tỉnh",
        Level::Communal => "xã",
    };
    levels.iter().map(body).collect::<Vec<&str>>().join(", ")
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
