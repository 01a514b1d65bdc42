//! One row of a list as a person: what is sure is put into the extract's words, what is not stays as it stands, and both are
//! told.

use super::birth::{self, Birth};
use super::grid::{Cell, Row};
use super::head::Head;
use super::number::{self, NumberCell};
use super::outcome::{Remark, Told};
use super::stand::Stand;
use super::sums::Counts;
use super::template::values::{self, Value};
use super::words::Field;
use super::{mark, place, title};
use crate::people::{LetterCase, PersonalNumber, Sex, usual_case};

/// A person as a row tells.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Person {
    /// The sheet and the row it came from, by their places.
    pub sheet: usize,
    pub row: usize,
    /// The personal number as it goes into the tables.
    pub number: String,
    pub full_name: String,
    pub birth: String,
    pub sex: Option<Sex>,
    pub sex_text: String,
    pub ethnicity: String,
    pub nationality: String,
    pub occupation: String,
    pub life: &'static str,
    pub old_number: String,
    pub household: Option<String>,
    pub head_name: Option<String>,
    pub role: Option<&'static str>,
    pub household_id: Option<String>,
    pub house_order: Option<u32>,
    pub area: Option<u32>,
    /// The hamlet that the sheet, a line above or the name of the list tells.
    pub hamlet: Option<String>,
    pub permanent: Option<Stand>,
    pub temporary: Option<Stand>,
    pub current: Option<Stand>,
    pub marks: Counts,
}

/// How a list is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct How<'a> {
    pub head: &'a Head,
    /// Whether missing sex and birth year are those of the number.
    pub from_number: bool,
    /// The nationality of rows that name none.
    pub nationality: &'a str,
    /// Whether names go on in the column behind.
    pub names_go_on: bool,
}

/// A row being read, with what is told of it.
pub(super) struct Reader<'a> {
    pub how: How<'a>,
    row: &'a Row,
    remarks: Vec<Remark>,
}

/// Reads a row.
pub(super) fn read(row: &Row, how: How<'_>) -> (Person, Vec<Remark>) {
    let mut reader = Reader { how, row, remarks: Vec::new() };
    let mut person = Person { life: "alive", ..Person::default() };
    reader.identity(&mut person);
    reader.household(&mut person);
    reader.places(&mut person);
    reader.marks(&mut person);
    (person, reader.remarks)
}

impl<'a> Reader<'a> {
    /// The cell of a field; of none for [`Field::Unused`], which is no column of a person.
    pub(super) fn cell(&self, field: Field) -> &'a Cell {
        match field {
            Field::Unused => &Cell::Empty,
            field => self.how.head.cell(field, self.row),
        }
    }

    pub(super) fn text(&self, field: Field) -> String {
        self.cell(field).text().into_owned()
    }

    pub(super) fn tell(&mut self, told: Told, field: Field, likely: impl Into<String>) {
        let (heading, value) = (self.how.head.heading(field).to_owned(), self.text(field));
        self.remarks.push(Remark::of(told, &heading, &value).likely(likely));
    }

    fn identity(&mut self, person: &mut Person) {
        person.full_name = self.full_name();
        if person.full_name.is_empty() {
            self.tell(Told::NoName, Field::FullName, "");
        } else if let Some(case) = LetterCase::of(&person.full_name) {
            let told = match case {
                LetterCase::Capitals => Told::CapitalName,
                LetterCase::Small => Told::SmallName,
            };
            self.tell(told, Field::FullName, usual_case(&person.full_name));
        }
        let number = number::read(self.cell(Field::Number));
        let told = match number {
            NumberCell::Whole { number, .. } | NumberCell::Short { likely: number, .. } => Some(number),
            NumberCell::None | NumberCell::Damaged(_) => None,
        };
        (person.sex, person.sex_text) = self.sex(told);
        let year = self.birth(person, told);
        person.number = self.number(number, person.sex, year);
        person.ethnicity = self.text(Field::Ethnicity);
        person.occupation = self.text(Field::Occupation);
        person.old_number = self.text(Field::OldNumber);
        person.nationality = self.nationality();
        if !self.cell(Field::Life).is_empty() {
            person.life = self.word(Field::Life, values::LIVES).unwrap_or("alive");
        }
    }

    fn full_name(&self) -> String {
        let whole = self.text(Field::FullName);
        let at = self.how.head.column(Field::FullName);
        let rest = at.filter(|_| self.how.names_go_on).map(|at| self.row.cell(at + 1).text().into_owned());
        let parts = match whole.is_empty() {
            false => [whole, rest.unwrap_or_default()],
            true => [self.text(Field::FrontName), self.text(Field::GivenName)],
        };
        parts.join(" ").trim().to_owned()
    }

    /// The sex, and the text that goes into the table.
    fn sex(&mut self, told: Option<PersonalNumber>) -> (Option<Sex>, String) {
        let mut marked = Vec::new();
        for (fields, sex) in [
            ([Field::Male, Field::BirthOfMale], Sex::Male),
            ([Field::Female, Field::BirthOfFemale], Sex::Female),
        ] {
            let is_marked = match mark::marked(self.cell(fields[0])) {
                Some(is_marked) => is_marked,
                None => {
                    self.tell(Told::MarkUnread, fields[0], "");
                    false
                }
            };
            if is_marked || !self.cell(fields[1]).is_empty() {
                marked.push(sex);
            }
        }
        if !self.cell(Field::Sex).is_empty() {
            match values::word_of(values::SEXES, &self.text(Field::Sex)) {
                Some("nam") => marked.push(Sex::Male),
                Some(_) => marked.push(Sex::Female),
                None => {
                    self.tell(Told::SexUnread, Field::Sex, "");
                    return (None, self.text(Field::Sex));
                }
            }
        }
        let likely = told.map(|number| sex_text(number.sex()));
        match marked.as_slice() {
            [sex] => (Some(*sex), sex_text(*sex).to_owned()),
            [] => match (self.how.from_number, told) {
                (true, Some(number)) => {
                    self.tell(Told::SexFromNumber, Field::Male, likely.unwrap_or_default());
                    (Some(number.sex()), sex_text(number.sex()).to_owned())
                }
                _ => {
                    self.tell(Told::NoSex, Field::Male, likely.unwrap_or_default());
                    (None, String::new())
                }
            },
            _ => {
                self.tell(Told::BothSexes, Field::Male, likely.unwrap_or_default());
                (None, String::new())
            }
        }
    }

    /// Reads the birth, and gives its year where it is known.
    fn birth(&mut self, person: &mut Person, told: Option<PersonalNumber>) -> Option<i32> {
        let fields = [Field::Birth, Field::BirthOfMale, Field::BirthOfFemale];
        let field = fields.into_iter().find(|field| !self.cell(*field).is_empty()).unwrap_or(Field::Birth);
        match birth::read(self.cell(field), told.map(|number| number.birth_year())) {
            Birth::Read { date, told } => {
                person.birth = date.to_string();
                if let Some(told) = told {
                    self.tell(told, field, date.printed());
                }
                Some(date.year())
            }
            Birth::Unread { text, likely } => {
                person.birth = text;
                self.tell(Told::BirthUnread, field, likely.map(|date| date.printed()).unwrap_or_default());
                None
            }
            Birth::None => match (self.how.from_number, told) {
                (true, Some(number)) => {
                    person.birth = number.birth_year().to_string();
                    self.tell(Told::BirthFromNumber, field, person.birth.clone());
                    None
                }
                (_, told) => {
                    let likely = told.map(|number| number.birth_year().to_string());
                    self.tell(Told::NoBirth, field, likely.unwrap_or_default());
                    None
                }
            },
        }
    }

    fn number(&mut self, number: NumberCell, sex: Option<Sex>, year: Option<i32>) -> String {
        match number {
            NumberCell::None => {
                self.tell(Told::NoNumber, Field::Number, "");
                String::new()
            }
            NumberCell::Whole { number, was_spaced } => {
                if was_spaced {
                    self.tell(Told::NumberSpaced, Field::Number, number.as_str());
                }
                number.as_str().to_owned()
            }
            NumberCell::Short { likely, .. } if number::agrees(likely, sex, year) => {
                self.tell(Told::NumberMended, Field::Number, likely.as_str());
                likely.as_str().to_owned()
            }
            NumberCell::Short { likely, text } => {
                self.tell(Told::NumberDamaged, Field::Number, likely.as_str());
                text
            }
            NumberCell::Damaged(text) => {
                self.tell(Told::NumberDamaged, Field::Number, "");
                text
            }
        }
    }

    fn nationality(&mut self) -> String {
        let text = self.text(Field::Nationality);
        let is_code = |code: &str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
        match values::word_of(values::NATIONALITIES, &text) {
            _ if text.is_empty() => {
                if self.how.nationality.is_empty() && self.how.head.has(Field::Nationality) {
                    self.tell(Told::Needed, Field::Nationality, "VNM");
                }
                self.how.nationality.to_owned()
            }
            Some(code) => code.to_owned(),
            None if text.split(';').map(str::trim).all(is_code) => text.to_uppercase(),
            None => {
                self.tell(Told::WordUnread, Field::Nationality, "");
                text
            }
        }
    }

    /// The extract's word of a cell; one that is no such word is told, and left out.
    fn word(&mut self, field: Field, known: &[Value]) -> Option<&'static str> {
        let text = self.text(field);
        let word = values::word_of(known, &text);
        if word.is_none() && !text.is_empty() {
            self.tell(Told::WordUnread, field, "");
        }
        word
    }

    fn household(&mut self, person: &mut Person) {
        let filled = |text: String| Some(text).filter(|text| !text.is_empty());
        person.household = filled(self.text(Field::Household));
        person.head_name = filled(self.text(Field::Head));
        person.role = self.word(Field::Relation, values::ROLES);
        let house = self.text(Field::House);
        person.house_order = house.parse().ok();
        if person.house_order.is_none() && !house.is_empty() {
            self.tell(Told::WordUnread, Field::House, "");
        }
        person.area = title::area_of_cell(&self.text(Field::Area));
        if person.area.is_none() && !self.cell(Field::Area).is_empty() {
            self.tell(Told::CodeUnknown, Field::Area, "");
        }
    }

    fn marks(&mut self, person: &mut Person) {
        let mut counts = Counts { all: 1, ..Counts::default() };
        counts.male = u32::from(person.sex == Some(Sex::Male));
        counts.female = u32::from(person.sex == Some(Sex::Female));
        for (field, count) in [
            (Field::National, &mut counts.national),
            (Field::Provincial, &mut counts.provincial),
            (Field::Communal, &mut counts.communal),
        ] {
            match mark::marked(self.how.head.cell(field, self.row)) {
                Some(is_marked) => *count = u32::from(is_marked),
                None => self.tell(Told::MarkUnread, field, ""),
            }
        }
        person.marks = counts;
    }
}

impl Person {
    /// What the name of a household begins with: its hamlet, or the list.
    pub(super) fn hamlet_slug(&self, list: &str) -> String {
        let own =
            self.permanent.as_ref().or(self.temporary.as_ref()).and_then(|stand| stand.hamlet.as_deref());
        let hamlet = own.or(self.hamlet.as_deref());
        hamlet.map_or_else(|| super::household::slug(list), |name| place::hamlet_key(name).replace(' ', "-"))
    }
}

pub(super) fn sex_text(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "nam",
        Sex::Female => "nữ",
    }
}
