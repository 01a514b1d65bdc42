//! `<province>/<commune>/summary.html`.

use super::charts::AreaBars;
use super::clock::Clock;
use super::overview::{Head, Parts, PlaceTemplate};
use super::printing::{Paper, Papers};
use super::province::way_up;
use super::table::{Cell, Column, Link, Table};
use super::{ConstituencyRow, Figures, Frame, HtmlError, check};
use crate::render::place::capitalised;
use crate::render::words::Words;
use crate::render::{area_name, commune_name};
use crate::roll::{Count, Totals};
use crate::territory::{Area, AreaKind, Commune, Province};
use chrono::NaiveDate;

/// A voting area of the commune and the files in its folder. Areas of kind `military` may be given: the page leaves
/// them out.
#[derive(Debug, Clone, Copy)]
pub struct AreaRow<'a> {
    pub area: &'a Area,
    pub totals: Totals,
    pub papers: &'a [Paper],
}

/// The page of a commune.
#[derive(Debug, Clone, Copy)]
pub struct CommunePage<'a> {
    pub province: &'a Province,
    pub commune: &'a Commune,
    pub figures: &'a Figures,
    /// The areas by number.
    pub areas: &'a [AreaRow<'a>],
    /// Those of the commune's council, and the parts of others that lie in the commune.
    pub constituencies: &'a [ConstituencyRow<'a>],
    /// The files beside the page.
    pub papers: &'a [Paper],
    /// The day on which the lists were posted; `None`: they are drafts.
    pub posted: Option<NaiveDate>,
}

impl<'a> CommunePage<'a> {
    /// The page's HTML.
    ///
    /// # Errors
    /// [`HtmlError`] if the sums do not agree, or the template fails.
    pub fn render(&self, frame: &Frame) -> Result<String, HtmlError> {
        let words = Words(frame.language);
        let place = self.commune.commune_code.as_str();
        check::check(place, self.figures, self.public_areas().map(|row| row.totals))?;
        let bars = AreaBars::new(self.public_areas().map(|row| (row.area, row.totals.voters)), words);
        let parts =
            Parts { id: "areas", heading: words.areas(), table: self.areas_table(frame), map: None, bars };
        let crumbs = vec![
            way_up("../../summary.html", words.whole_input()),
            way_up("../summary.html", &self.province.name),
        ];
        let name = commune_name(self.commune);
        let head = Head::new(frame, words.page_of_place(&name), crumbs, capitalised(&name));
        let papers: Vec<(&str, u32, &[Paper])> = self
            .public_areas()
            .map(|row| (row.area.area_code.as_str(), row.area.number, row.papers))
            .collect();
        let papers = Papers::with_areas(self.papers, &papers, words);
        let clock = Clock::new(frame, self.posted);
        let due = clock.due(self.public_areas().map(|row| row.area));
        PlaceTemplate::new(frame, head, self.figures, parts, papers)
            .with_constituencies(frame, self.constituencies)
            .with_glance(frame, self.figures, clock.table(), due)
            .page(place)
    }

    fn public_areas(&self) -> impl Iterator<Item = &AreaRow<'a>> {
        self.areas.iter().filter(|row| row.area.kind != AreaKind::Military)
    }

    fn areas_table(&self, frame: &Frame) -> Table {
        let words = Words(frame.language);
        let levels = frame.election.levels;
        let mut columns = vec![
            Column::text(words.area()),
            Column::number(words.voters()),
            Column::number(words.male()),
            Column::number(words.female()),
        ];
        columns.extend(levels.iter().map(|level| Column::grouped(words.ballots(), words.level_short(level))));
        let mut table = Table::new("parts-table", words.areas(), columns).with_hidden_caption();
        let numbers = |totals: &Totals| -> Vec<Cell> {
            let Count { total, male, female } = totals.voters;
            let ballots = levels.iter().map(|level| totals.ballot(level).total);
            [total, male, female]
                .into_iter()
                .chain(ballots)
                .map(|n| Cell::Number(words.0.number(n)))
                .collect()
        };
        for row in self.public_areas() {
            let mut cells = vec![Cell::LinkedHeading(Link {
                href: format!("{}/summary.html", row.area.area_code),
                text: area_name(row.area, frame.language),
                about: String::new(),
            })];
            cells.extend(numbers(&row.totals));
            table.rows.push(cells);
        }
        table.sums = vec![Cell::Heading(words.sum().to_owned())];
        table.sums.extend(numbers(&self.figures.totals));
        table
    }
}
