//! `supplement.html`: what one version changed on an area's list, as it is posted: without personal numbers.

use super::overview::Head;
use super::table::{Cell, Column, Table};
use super::{Frame, HtmlError};
use crate::changes::{Section, Supplement, SupplementRow};
use crate::people::Sex;
use crate::render::documents::{AreaPlace, ListVersion, SectionCounts, list_row};
use crate::render::forms::{self, Field, ListForm};
use crate::render::pdf::ListCopy;
use crate::render::words::{Words, ground};
use crate::render::{Language, commune_name};
use crate::roll::{Entry, Status};
use crate::territory::Levels;
use askama::Template;

#[derive(Template)]
#[template(path = "supplement.html", whitespace = "minimize")]
struct SupplementTemplate {
    words: Words,
    head: Head,
    committee: String,
    counts: Table,
    sections: Vec<(String, Table)>,
}

/// The supplementary list as a page; `None` where nothing changed. Version, digest and date are the supplement's.
/// The page links nowhere: it is posted by itself.
///
/// # Errors
/// [`HtmlError`] if the template fails.
pub fn supplement(
    frame: &Frame,
    place: &AreaPlace<'_>,
    supplement: &Supplement,
) -> Result<Option<String>, HtmlError> {
    if supplement.rows.is_empty() {
        return Ok(None);
    }
    let words = Words(frame.language);
    let version = ListVersion::of(supplement);
    let area = crate::render::area_name(place.area, frame.language);
    let title = format!("{}: {area}, {}", words.supplement(), commune_name(place.commune));
    let mut head = Head::new(frame, title, Vec::new(), words.supplement().to_owned());
    head.landscape = true;
    head.facts = vec![
        (words.election_day(), frame.language.date(frame.election.election_day)),
        (words.version_heading(), format!("{} – {}", version.version, frame.language.date(version.dated))),
        (words.digest_heading(), version.digest.clone()),
        (words.occasion(), frame.language.number(u64::from(supplement.issue.occasion))),
        (words.voters_after(), words.voters_by_sex(supplement.issue.totals.voters)),
    ];
    head = head.voting_on(place.opening().date(), frame);
    let shown = Section::ALL.into_iter().filter(|section| supplement.section(*section).next().is_some());
    let tables = Shown::of(place, words);
    let section = |section| (words.section_numbered(section), tables.table(section, supplement));
    let template = SupplementTemplate {
        words,
        head,
        committee: words.committee(&commune_name(place.commune)),
        counts: counts(supplement, place.levels, words),
        sections: shown.map(section).collect(),
    };
    let failed = |source| HtmlError::Template { place: supplement.area_code.to_string(), source };
    template.render().map(Some).map_err(failed)
}

/// How many each part holds, by sex and ballot.
fn counts(supplement: &Supplement, levels: Levels, words: Words) -> Table {
    let mut columns = vec![Column::text(words.group())];
    columns.extend([words.total(), words.male(), words.female()].map(Column::number));
    columns.extend(levels.iter().map(|level| Column::number(words.level_short(level))));
    let mut table = Table::new("counts", words.voters_by_section(), columns);
    for section in Section::ALL {
        let counts = SectionCounts::of(supplement, section);
        let persons = counts.persons;
        let numbers = [persons.total, persons.male, persons.female].into_iter();
        let numbers = numbers.chain(levels.iter().map(|level| counts.ballot(level)));
        let numbers = numbers.map(|count| Cell::Number(words.0.number(count)));
        table
            .rows
            .push([Cell::Heading(words.section_numbered(section))].into_iter().chain(numbers).collect());
    }
    table
}

/// What the tables of the page show.
struct Shown {
    form: &'static ListForm,
    columns: Vec<&'static forms::Column>,
    words: Words,
}

impl Shown {
    fn of(place: &AreaPlace<'_>, words: Words) -> Self {
        let form = &forms::of(place.election.form_profile).list;
        Self { form, columns: form.chosen(ListCopy::PostedOmitted, place.columns()), words }
    }

    fn table(&self, section: Section, supplement: &Supplement) -> Table {
        let words = self.words;
        let mut columns: Vec<Column> = self.columns.iter().map(|column| self.heading(column)).collect();
        if section == Section::Corrections {
            columns.insert(self.columns.len().min(2), Column::text(words.side()));
        }
        columns.push(Column::text(words.ground_heading()));
        let mut table = Table::new(section.as_str(), words.section(section), columns).with_hidden_caption();
        for row in supplement.section(section) {
            table.rows.extend(self.rows(row));
        }
        table
    }

    /// A column's heading: the form's own, or the same in English.
    fn heading(&self, column: &forms::Column) -> Column {
        let words = self.words;
        let group = match (words.0, column.group.is_empty()) {
            (Language::Vietnamese, _) | (_, true) => column.group,
            (Language::English, false) if matches!(column.field, Field::Ballot(_)) => words.councils(),
            (Language::English, false) => words.residence(),
        };
        let text = match words.0 {
            Language::Vietnamese => column.heading,
            Language::English => self.english(column.field),
        };
        match column.field {
            Field::Number => Column::number(text),
            _ if group.is_empty() => Column::text(text),
            _ => Column::grouped_text(group, text),
        }
    }

    fn english(&self, field: Field) -> &'static str {
        let words = self.words;
        match field {
            Field::Number => words.number_column(),
            Field::Name => words.full_name(),
            Field::BirthDate => words.birth_date(),
            Field::Of(Sex::Male) => words.man(),
            Field::Of(Sex::Female) => words.woman(),
            Field::Sex => words.sex(),
            Field::PersonalId => words.personal_id(),
            Field::Ethnicity => words.ethnicity(),
            Field::Occupation => words.occupation(),
            Field::Permanent => words.permanent_residence(),
            Field::Temporary => words.temporary_residence(),
            Field::Current => words.current_place(),
            Field::Residence => words.residence(),
            Field::Ballot(level) => words.level_short(level),
            Field::Ballots => words.ballots(),
            Field::Remark => words.remarks(),
        }
    }

    /// The row as it is; of a correction also the row as it was.
    fn rows(&self, row: &SupplementRow) -> Vec<Vec<Cell>> {
        let ground = ground(row, self.words.0);
        let struck = row.after.status == Status::Struck;
        if row.section != Section::Corrections {
            return vec![self.cells(&row.after, struck, None, ground)];
        }
        let before = row.before.as_ref().map(|entry| self.cells(entry, true, Some(self.words.before()), ""));
        let after = self.cells(&row.after, struck, Some(self.words.after()), ground);
        before.into_iter().chain([after]).collect()
    }

    fn cells(&self, entry: &Entry, struck: bool, side: Option<&str>, ground: &str) -> Vec<Cell> {
        let row = list_row(entry);
        let cell = |column: &&forms::Column| {
            let text = column.field.cell(&row, self.form.marks, ListCopy::PostedOmitted).into_owned();
            let is_struck = struck && !text.is_empty();
            let is_long =
                matches!(column.field, Field::Permanent | Field::Temporary | Field::Current | Field::Remark)
                    && text != self.form.marks.no;
            match column.field {
                Field::Number => Cell::Number(text),
                Field::Name if struck => Cell::StruckHeading(text),
                Field::Name => Cell::Heading(text),
                _ if is_long && is_struck => Cell::Struck(text),
                _ if is_long => Cell::Text(text),
                _ if is_struck => Cell::StruckShort(text),
                _ => Cell::Short(text),
            }
        };
        let mut cells: Vec<Cell> = self.columns.iter().map(cell).collect();
        if let Some(side) = side {
            cells.insert(cells.len().min(2), Cell::Short(side.to_owned()));
        }
        cells.push(Cell::Text(ground.to_owned()));
        cells
    }
}
