//! The columns of a form as a table lays them out.

use super::super::layout::Edition;
use super::super::sheet::Align;
use super::super::table::{Column, Width};
use crate::render::forms::ListCopy;
use crate::render::forms::{self, Field, ListForm, Marks};
use crate::territory::{Level, Levels};

/// The form's columns of a copy where these levels have a ballot, from left to right.
pub(in crate::render::pdf) fn chosen(
    form: &ListForm,
    copy: ListCopy,
    levels: Levels,
    edition: Edition,
) -> Vec<&'static forms::Column> {
    match edition {
        Edition::Standard => form.chosen(copy, levels),
        Edition::Large => form.chosen_large(copy, levels),
    }
}

/// A form's column as the table has it; a council alone stands in no group and has a longer heading.
pub(in crate::render::pdf) fn column(column: &forms::Column, levels: Levels, marks: Marks) -> Column {
    let both = levels.contains(Level::Provincial) && levels.contains(Level::Communal);
    let is_alone = matches!(column.field, Field::Ballot(_)) && !both;
    let heading = if is_alone { column.alone } else { column.heading };
    let group = Some(column.group).filter(|group| !group.is_empty() && !is_alone);
    let centred = Column::new(heading, Width::Fit(26), Align::Centre);
    let left = |width| Column::new(heading, width, Align::Left);
    let laid = match column.field {
        Field::Number
        | Field::BirthDate
        | Field::Of(_)
        | Field::PersonalId
        | Field::Sex
        | Field::Ballot(_) => centred,
        Field::Name => Column::of_names(heading, Width::Fit(90)),
        Field::Ethnicity => left(Width::Fit(30)),
        Field::Occupation | Field::Remark | Field::Ballots => left(Width::Fit(46)),
        Field::Permanent | Field::Temporary | Field::Current | Field::Residence => left(Width::Rest),
    };
    Column { group, number: column.number, mark: marks.no, ..laid }
}
