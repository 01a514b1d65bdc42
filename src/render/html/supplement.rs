//! `supplement.html`: what one version changed on an area's list, as it is posted: without personal numbers.

use super::overview::Head;
use super::province::way_up;
use super::table::{Cell, Column, Table};
use super::{Frame, HtmlError};
use crate::changes::{Section, Supplement, SupplementRow};
use crate::people::Sex;
use crate::render::commune_name;
use crate::render::documents::{AreaPlace, ListVersion, SectionCounts};
use crate::render::words::{Words, ground};
use crate::roll::{Entry, Status};
use crate::territory::{Level, Levels};
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
/// `commune_folder` is the way from the page to the folder of the commune's page, such as `..`; none: the page links nowhere.
///
/// # Errors
/// [`HtmlError`] if the template fails.
pub fn supplement(
    frame: &Frame,
    place: &AreaPlace<'_>,
    supplement: &Supplement,
    commune_folder: Option<&str>,
) -> Result<Option<String>, HtmlError> {
    if supplement.rows.is_empty() {
        return Ok(None);
    }
    let words = Words(frame.language);
    let version = ListVersion::of(supplement);
    let area = crate::render::area_name(place.area, frame.language);
    let title = format!("{}: {area}, {}", words.supplement(), commune_name(place.commune));
    let crumbs = commune_folder.map_or(Vec::new(), |folder| {
        vec![
            way_up(&format!("{folder}/../../summary.html"), words.whole_input()),
            way_up(&format!("{folder}/../summary.html"), &place.province.name),
            way_up(&format!("{folder}/summary.html"), &commune_name(place.commune)),
        ]
    });
    let mut head = Head::new(frame, title, crumbs, words.supplement().to_owned());
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
    let section =
        |section| (words.section_numbered(section), table(section, supplement, place.levels, words));
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

fn table(section: Section, supplement: &Supplement, levels: Levels, words: Words) -> Table {
    let mut columns = vec![Column::number(words.number_column()), Column::text(words.full_name())];
    if section == Section::Corrections {
        columns.push(Column::text(words.side()));
    }
    columns
        .extend([words.birth_date(), words.sex(), words.ethnicity(), words.occupation()].map(Column::text));
    columns.extend(
        [words.permanent_residence(), words.temporary_residence()]
            .map(|text| Column::grouped_text(words.residence(), text)),
    );
    columns.extend(levels.iter().map(|level| Column::text(words.level_short(level))));
    columns.extend([words.remarks(), words.ground_heading()].map(Column::text));
    let mut table = Table::new(section.as_str(), words.section(section), columns).with_hidden_caption();
    for row in supplement.section(section) {
        table.rows.extend(rows(row, levels, words));
    }
    table
}

/// The row as it is; of a correction also the row as it was.
fn rows(row: &SupplementRow, levels: Levels, words: Words) -> Vec<Vec<Cell>> {
    let ground = ground(row, words.0);
    let struck = row.after.status == Status::Struck;
    if row.section != Section::Corrections {
        return vec![cells(&row.after, struck, None, ground, levels, words)];
    }
    let before = row.before.as_ref().map(|entry| cells(entry, true, Some(words.before()), "", levels, words));
    let after = cells(&row.after, struck, Some(words.after()), ground, levels, words);
    before.into_iter().chain([after]).collect()
}

fn cells(
    entry: &Entry,
    struck: bool,
    side: Option<&str>,
    ground: &str,
    levels: Levels,
    words: Words,
) -> Vec<Cell> {
    let said = |text: &str| match struck {
        true if !text.is_empty() => Cell::Struck(text.to_owned()),
        true | false => Cell::Text(text.to_owned()),
    };
    let short = |text: &str| match struck {
        true if !text.is_empty() => Cell::StruckShort(text.to_owned()),
        true | false => Cell::Short(text.to_owned()),
    };
    let optional = |text: &Option<Box<str>>| said(text.as_deref().unwrap_or_default());
    let sex = match entry.sex {
        Sex::Male => words.man(),
        Sex::Female => words.woman(),
    };
    let name = entry.full_name.to_string();
    let mut cells = vec![
        Cell::Number(entry.number.to_string()),
        if struck { Cell::StruckHeading(name) } else { Cell::Heading(name) },
    ];
    cells.extend(side.map(|side| Cell::Short(side.to_owned())));
    cells.extend([short(&entry.birth_date.printed()), short(sex)]);
    cells.extend([
        short(entry.ethnicity.as_deref().unwrap_or_default()),
        short(entry.occupation.as_deref().unwrap_or_default()),
        optional(&entry.permanent_residence),
        optional(&entry.temporary_residence),
    ]);
    let cross = |level: Level| short(if entry.ballots.contains(level) { "x" } else { "" });
    cells.extend(levels.iter().map(cross));
    cells.extend([said(&entry.remarks.join("; ")), Cell::Text(ground.to_owned())]);
    cells
}
