//! The form of a list of voters.

use super::Titles;
use super::row::{ListCopy, ListRow};
use super::template::{Blank, fill};
use crate::people::Sex;
use crate::render::pdf::{in_figures, in_words};
use crate::roll::{Status, Totals};
use crate::territory::{Level, Levels};
use std::borrow::Cow;

/// Everything a list prints that is not a voter's.
#[derive(Debug)]
pub struct ListForm {
    /// Such as "Mẫu số 31/HĐBC".
    pub number: &'static str,
    pub titles: Titles,
    pub columns: &'static [Column],
    /// Those of the large edition, which says in one column what the form says in several.
    pub large: &'static [Column],
    /// Those of `list.csv`.
    pub data: &'static [DataColumn],
    pub marks: Marks,
    /// Whether every ballot of the election has its column; otherwise only those of the commune.
    pub every_ballot: bool,
    pub date_at: DateAt,
    /// The sizes of texts in the table, in hundredths of a point: where there is a column of numbers, and where there is none.
    pub text_sizes: [i64; 2],
    pub words: ListWords,
}

/// The words around the table.
#[derive(Debug)]
pub struct ListWords {
    pub name: &'static str,
    /// With the blanks `area`, `commune` and `province`.
    pub area: &'static str,
    pub total: TotalRow,
    /// The sentences under the table.
    pub sums: &'static [CountedSum],
    /// With the blank `marked`: told where rows stand that count in no sum. Empty: never told.
    pub marked: &'static str,
    /// The same of rows that were struck, with the blank `struck`.
    pub struck: &'static str,
    /// With the blank `place_and_date`; empty: there is no such sentence.
    pub made: &'static str,
    /// Under who signs, a line each.
    pub signed: &'static [&'static str],
}

/// The last row of the table.
#[derive(Debug)]
pub struct TotalRow {
    /// With the blank `voters`.
    pub title: &'static str,
    /// How many columns the title takes.
    pub span: usize,
}

/// A sentence of sums, with the blanks `voters` and `in words`; of all voters also `men`, `women` and their words.
#[derive(Debug)]
pub struct CountedSum {
    pub text: &'static str,
    /// The ballot it counts; `None`: all voters.
    pub ballot: Option<Level>,
}

/// Where place and date stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateAt {
    /// Under the national title.
    Head,
    /// Over who signs.
    Signature,
}

/// What stands in a box that says yes, and in one that says no.
#[derive(Debug, Clone, Copy)]
pub struct Marks {
    pub yes: &'static str,
    /// In the boxes of residences that hold no address too.
    pub no: &'static str,
}

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The heading over it and its neighbours of the same group; empty: none.
    pub group: &'static str,
    pub heading: &'static str,
    /// The heading where no neighbour of its group is there.
    pub alone: &'static str,
    /// In the row under the headings, such as "(7a)"; empty: none.
    pub number: &'static str,
    pub field: Field,
    /// Its width in a workbook, in characters.
    pub width: u8,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Number,
    Name,
    BirthDate,
    Of(Sex),
    PersonalId,
    Ethnicity,
    Occupation,
    Permanent,
    Temporary,
    Current,
    Ballot(Level),
    Remark,
    /// Of the large edition.
    Sex,
    Residence,
    Ballots,
}

/// A column of `list.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataColumn {
    Number,
    FullName,
    BirthDate,
    Sex,
    Male,
    Female,
    /// In official copies alone.
    PersonalId,
    Ethnicity,
    Occupation,
    PermanentResidence,
    TemporaryResidence,
    CurrentPlace,
    Ballot(Level),
    Remarks,
    Status,
}

impl DataColumn {
    /// The name in the header.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::FullName => "full_name",
            Self::BirthDate => "birth_date",
            Self::Sex => "sex",
            Self::Male => "male",
            Self::Female => "female",
            Self::PersonalId => "personal_id",
            Self::Ethnicity => "ethnicity",
            Self::Occupation => "occupation",
            Self::PermanentResidence => "permanent_residence",
            Self::TemporaryResidence => "temporary_residence",
            Self::CurrentPlace => "current_place",
            Self::Ballot(level) => level.as_str(),
            Self::Remarks => "remarks",
            Self::Status => "status",
        }
    }
}

impl ListForm {
    /// The columns that a copy shows where these ballots have a column, from left to right.
    pub fn chosen(&self, copy: ListCopy, levels: Levels) -> Vec<&'static Column> {
        shown(self.columns, copy, levels)
    }

    /// The same of the large edition.
    pub fn chosen_large(&self, copy: ListCopy, levels: Levels) -> Vec<&'static Column> {
        shown(self.large, copy, levels)
    }

    /// The size of texts in the table of a copy, in hundredths of a point.
    pub fn text_size(&self, copy: ListCopy) -> i64 {
        let [with_numbers, without] = self.text_sizes;
        if copy.shows_numbers() { with_numbers } else { without }
    }

    /// The line that names the area.
    pub fn area(&self, area: &str, commune: &str, province: &str) -> String {
        let blank = |name, value| Blank { name, value };
        let blanks = [blank("area", area), blank("commune", commune), blank("province", province)];
        fill(self.words.area, &blanks)
    }

    /// The title of the last row.
    pub fn total(&self, totals: &Totals) -> String {
        counted(self.words.total.title, "voters", totals.voters.total)
    }

    /// The sentences under the table, for rows that stand as `statuses` tell.
    pub fn sums<'d>(
        &self,
        levels: Levels,
        totals: &Totals,
        statuses: impl Iterator<Item = Status> + Clone,
    ) -> Vec<Cow<'d, str>> {
        let shown =
            self.words.sums.iter().filter(|sum| sum.ballot.is_none_or(|level| levels.contains(level)));
        let sums = shown.map(|sum| match sum.ballot {
            None => voters(sum.text, totals),
            Some(level) => counted(sum.text, "voters", totals.ballot(level).total),
        });
        let count = |of: Status| statuses.clone().filter(|status| *status == of).count() as u64;
        let beside = [
            (self.words.marked, "marked", count(Status::Marked)),
            (self.words.struck, "struck", count(Status::Struck)),
        ];
        let beside = beside.into_iter().filter(|(words, _, count)| !words.is_empty() && *count > 0);
        sums.chain(beside.map(|(words, name, count)| counted(words, name, count))).map(Cow::Owned).collect()
    }

    /// The sentence that tells where and when the list was made, if the form has one.
    pub fn made<'d>(&self, place_and_date: &str) -> Option<Cow<'d, str>> {
        let blanks = [Blank { name: "place_and_date", value: place_and_date }];
        Some(self.words.made).filter(|words| !words.is_empty()).map(|words| fill(words, &blanks).into())
    }
}

fn shown(columns: &'static [Column], copy: ListCopy, levels: Levels) -> Vec<&'static Column> {
    let is_shown = |column: &&Column| match column.field {
        Field::PersonalId => copy.shows_numbers(),
        Field::Ballot(level) => levels.contains(level),
        _ => true,
    };
    columns.iter().filter(is_shown).collect()
}

/// A template with a count in figures, and in words where it asks for them.
fn counted(template: &str, name: &'static str, count: u64) -> String {
    let (figures, words) = (in_figures(count), in_words(count));
    let blanks = [Blank { name, value: &figures }, Blank { name: "in words", value: &words }];
    fill(template, &blanks)
}

/// A template about all voters.
fn voters(template: &str, totals: &Totals) -> String {
    let [all, men, women] = [totals.voters.total, totals.voters.male, totals.voters.female];
    let figures = [all, men, women].map(in_figures);
    let words = [all, men, women].map(in_words);
    let blank = |name, value| Blank { name, value };
    let blanks = [
        blank("voters", &*figures[0]),
        blank("men", &figures[1]),
        blank("women", &figures[2]),
        blank("in words", &words[0]),
        blank("men in words", &words[1]),
        blank("women in words", &words[2]),
    ];
    fill(template, &blanks)
}

impl Field {
    /// What a column of this field says of a row of a copy, in a form's marks.
    pub fn cell<'d>(self, row: &'d ListRow<'_>, marks: Marks, copy: ListCopy) -> Cow<'d, str> {
        let sign = |said: bool| Cow::Borrowed(if said { marks.yes } else { marks.no });
        let text = |text: &'d Cow<'_, str>| Cow::Borrowed(text.as_ref());
        let address = |text: &'d Cow<'_, str>| match text.as_ref() {
            "" => Cow::Borrowed(marks.no),
            told => Cow::Borrowed(told),
        };
        match self {
            Self::Number => Cow::Owned(row.number.to_string()),
            Self::Name => text(&row.full_name),
            Self::BirthDate => text(&row.birth_date),
            Self::Of(sex) => Cow::Borrowed(if row.sex == sex { marks.yes } else { "" }),
            Self::PersonalId => copy.shown(&row.personal_id),
            Self::Ethnicity => text(&row.ethnicity),
            Self::Occupation => text(&row.occupation),
            Self::Permanent => address(&row.permanent_residence),
            Self::Temporary => address(&row.temporary_residence),
            Self::Current => address(&row.current_place),
            Self::Ballot(level) => sign(row.ballots.contains(level)),
            Self::Remark => text(&row.remark),
            Self::Sex => Cow::Borrowed(match row.sex {
                Sex::Male => "Nam",
                Sex::Female => "Nữ",
            }),
            Self::Residence => residences(row),
            Self::Ballots => Cow::Owned(ballots_in_short(row.ballots)),
        }
    }

    /// The sum that stands under the column.
    pub fn sum(self, totals: &Totals) -> Option<u64> {
        match self {
            Self::Of(Sex::Male) => Some(totals.voters.male),
            Self::Of(Sex::Female) => Some(totals.voters.female),
            Self::Ballot(level) => Some(totals.ballot(level).total),
            Self::Number
            | Self::Name
            | Self::BirthDate
            | Self::PersonalId
            | Self::Ethnicity
            | Self::Occupation
            | Self::Permanent
            | Self::Temporary
            | Self::Current
            | Self::Remark
            | Self::Sex
            | Self::Residence
            | Self::Ballots => None,
        }
    }
}

/// Every residence in one cell.
fn residences<'d>(row: &'d ListRow<'_>) -> Cow<'d, str> {
    let permanent = row.permanent_residence.as_ref();
    let rest = [("tạm trú", &row.temporary_residence), ("nơi ở hiện tại", &row.current_place)];
    let mut told = rest.into_iter().filter(|(_, text)| !text.is_empty()).peekable();
    if told.peek().is_none() {
        return Cow::Borrowed(permanent);
    }
    let mut all = permanent.to_owned();
    for (what, text) in told {
        match all.is_empty() {
            true => all = format!("{}: {text}", crate::render::place::capitalised(what)),
            false => all = format!("{all}; {what}: {text}"),
        }
    }
    Cow::Owned(all)
}

/// The bodies a voter elects, in short.
fn ballots_in_short(levels: Levels) -> String {
    let body = |level| match level {
        Level::National => "QH",
        Level::Provincial => "tỉnh",
        Level::Communal => "xã",
    };
    levels.iter().map(body).collect::<Vec<&str>>().join(", ")
}
