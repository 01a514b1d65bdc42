//! What the columns of papers of voters hold.

use super::super::super::document::VoterRow;
use super::super::super::sheet::Align;
use super::super::super::table::{BOX, Column, Width};
use crate::people::{HouseholdRole, Sex};
use crate::roll::Status;
use crate::territory::Level;
use std::borrow::Cow;

/// What stands where there is nothing to tick.
const NOTHING: &str = "–";

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Number,
    Name,
    BirthDate,
    Sex,
    Residence,
    /// The place in the household.
    Role,
    /// A box where the voter gets this ballot.
    Ballot(Level),
    /// A box where the row stands.
    Tick,
    Remark,
    /// Room to write by hand.
    Blank,
}

impl Field {
    /// What the column says of a row.
    pub(super) fn cell<'d>(self, row: &'d VoterRow<'_>) -> Cow<'d, str> {
        let boxed = |ticked: bool| Cow::Borrowed(if ticked { BOX } else { NOTHING });
        let stands = row.status == Status::Listed;
        let text = |text: &'d Cow<'_, str>| Cow::Borrowed(text.as_ref());
        match self {
            Self::Number => Cow::Owned(row.number.to_string()),
            Self::Name => text(&row.full_name),
            Self::BirthDate => text(&row.birth_date),
            Self::Sex => Cow::Borrowed(match row.sex {
                Sex::Male => "Nam",
                Sex::Female => "Nữ",
            }),
            Self::Residence => text(&row.residence),
            Self::Role => Cow::Borrowed(row.role.map_or("", |place| role(place, row.sex))),
            Self::Ballot(level) => boxed(stands && row.ballots.contains(level)),
            Self::Tick => boxed(stands),
            Self::Remark => text(&row.remark),
            Self::Blank => Cow::Borrowed(""),
        }
    }
}

/// What somebody of this sex is to the head of the household.
fn role(role: HouseholdRole, sex: Sex) -> &'static str {
    match (role, sex) {
        (HouseholdRole::Head, _) => "Chủ hộ",
        (HouseholdRole::Spouse, Sex::Male) => "Chồng",
        (HouseholdRole::Spouse, Sex::Female) => "Vợ",
        (HouseholdRole::Child, _) => "Con",
        (HouseholdRole::Parent, Sex::Male) => "Cha",
        (HouseholdRole::Parent, Sex::Female) => "Mẹ",
        (HouseholdRole::Sibling, _) => "Anh, chị, em",
        (HouseholdRole::Grandchild, _) => "Cháu",
        (HouseholdRole::Other, _) => "Khác",
    }
}

/// A field and its column.
pub(super) type Placed = (Field, Column);

pub(super) const fn centred(field: Field, heading: &'static str, width: i64) -> Placed {
    (field, Column::new(heading, Width::Fit(width), Align::Centre))
}

pub(super) const fn left(field: Field, heading: &'static str, width: Width) -> Placed {
    (field, Column::new(heading, width, Align::Left))
}

pub(super) const fn name(width: i64) -> Placed {
    (Field::Name, Column::of_names("Họ và tên", Width::Fit(width)))
}

/// A column of boxes, under the heading of its group if it has one.
pub(super) const fn boxes(
    field: Field,
    heading: &'static str,
    width: i64,
    group: Option<&'static str>,
) -> Placed {
    (field, Column { group, ..Column::of_boxes(heading, Width::Fit(width)) })
}
