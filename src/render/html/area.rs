//! `<province>/<commune>/<area>/summary.html`: one voting area. Areas of their own for armed units have no page.

use super::charts::{Ballots, Pyramid, ballots_table};
use super::check::{self, HtmlError};
use super::figures::Figures;
use super::frame::Frame;
use super::notes::AreaNotes;
use super::overview::{Head, Tile};
use super::printing::{Paper, Papers};
use super::province::way_up;
use super::table::{Cell, Column, Table};
use super::tables::area_trouble;
use crate::render::documents::AreaPlace;
use crate::render::place::capitalised;
use crate::render::words::Words;
use crate::render::{area_name, commune_name};
use crate::roll::Totals;
use crate::territory::{AreaKind, Constituency};
use askama::Template;

/// The page of a voting area.
#[derive(Debug, Clone, Copy)]
pub struct AreaPage<'a> {
    pub place: AreaPlace<'a>,
    /// The voters of the list: totals and ages.
    pub figures: &'a Figures,
    pub notes: &'a AreaNotes,
    /// The constituencies of all levels that the area belongs to.
    pub constituencies: &'a [&'a Constituency],
    /// The files beside the page.
    pub papers: &'a [Paper],
}

#[derive(Template)]
#[template(path = "area.html", whitespace = "minimize")]
struct AreaTemplate {
    words: Words,
    head: Head,
    tiles: Vec<Tile>,
    facts: Vec<(&'static str, String)>,
    trouble: Option<&'static str>,
    /// Nobody stands on the list: there is nothing to print.
    is_empty: bool,
    pyramid: Pyramid,
    ballots: Ballots,
    ballots_table: Table,
    notes: Option<Table>,
    papers: Papers,
}

impl AreaPage<'_> {
    /// The page's HTML; `None` for an area of an armed unit, of which nothing is told.
    ///
    /// # Errors
    /// [`HtmlError`] if the sums do not agree, or the template fails.
    pub fn render(&self, frame: &Frame) -> Result<Option<String>, HtmlError> {
        let AreaPlace { area, commune, province, levels, .. } = self.place;
        if area.kind == AreaKind::Military {
            return Ok(None);
        }
        let place = area.area_code.as_str();
        check::check_voters(place, self.figures)?;
        let words = Words(frame.language);
        let name = area_name(area, frame.language);
        let here = commune_name(commune);
        let crumbs = vec![
            way_up("../../../summary.html", words.whole_input()),
            way_up("../../summary.html", &province.name),
            way_up("../summary.html", &capitalised(&here)),
        ];
        let title = words.area_of(&words.area_numbered(area.number), &here);
        let totals = &self.figures.totals;
        let template = AreaTemplate {
            words,
            head: Head::new(frame, title, crumbs, name).voting_on(self.place.opening().date(), frame),
            tiles: tiles(totals, frame),
            facts: self.facts(frame),
            is_empty: totals.voters.total == 0,
            trouble: area_trouble(area, totals.voters.total, frame.profile, words),
            pyramid: Pyramid::new(&self.figures.ages, frame.profile.voting_age_years, words),
            ballots: Ballots::new(totals, levels, words),
            ballots_table: ballots_table(totals, levels, words),
            notes: notes_table(self.notes, words),
            papers: Papers::new(self.papers, words),
        };
        let page = template.render();
        page.map(Some).map_err(|source| HtmlError::Template { place: place.to_owned(), source })
    }

    /// Where and when, by which version of the list, and for whom.
    fn facts(&self, frame: &Frame) -> Vec<(&'static str, String)> {
        let words = Words(frame.language);
        let AreaPlace { area, version, levels, .. } = self.place;
        let unknown = || words.not_recorded().to_owned();
        let polling_place = area.polling_place.clone().filter(|text| !text.is_empty());
        let mut facts = vec![(words.polling_place(), polling_place.unwrap_or_else(unknown))];
        if !area.posting_places.is_empty() {
            facts.push((words.posting_places(), area.posting_places.join("; ")));
        }
        let hours = words.voting_hours(self.place.opening(), frame.election.closes_at);
        facts.push((words.hours(), hours));
        facts.push((words.area_kind(), words.kind_of_area(area.kind).to_owned()));
        for level in levels.iter() {
            let of_level = self.constituencies.iter().filter(|found| found.level == level);
            let told: Vec<String> = of_level.map(|found| words.constituency(found)).collect();
            let told = if told.is_empty() { unknown() } else { told.join("; ") };
            facts.push((words.constituency_of(level), told));
        }
        facts.push((words.list_version(), capitalised(&words.version(version.version))));
        facts.push((words.list_digest(), version.digest.clone()));
        facts
    }
}

fn tiles(totals: &Totals, frame: &Frame) -> Vec<Tile> {
    let words = Words(frame.language);
    let voters = totals.voters;
    let number = |count| words.0.number(count);
    let of_voters = |count| words.0.percent(count, voters.total);
    let tile = |class, label: String, count, note: String| Tile { class, label, value: number(count), note };
    let sexes =
        format!("{}: {} · {}: {}", words.male(), number(voters.male), words.female(), number(voters.female));
    let elderly = words.elderly(frame.profile.elderly_age_years);
    vec![
        tile("voters", words.voters().to_owned(), voters.total, sexes),
        tile("persons", words.first_time().to_owned(), totals.first_time, of_voters(totals.first_time)),
        tile("waiting", elderly, totals.elderly, of_voters(totals.elderly)),
    ]
}

/// What the list remarks; none if nothing.
fn notes_table(notes: &AreaNotes, words: Words) -> Option<Table> {
    let columns = vec![Column::text(words.remarks()), Column::number(words.rows_count())];
    let mut table = Table::new("notes-table", words.notes_caption(), columns);
    for (text, count) in notes.lines(words) {
        table.rows.push(vec![Cell::Heading(text), Cell::Number(words.0.number(count))]);
    }
    (!table.rows.is_empty()).then_some(table)
}
