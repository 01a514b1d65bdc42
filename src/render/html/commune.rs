//! `<province>/<commune>/summary.html`.

use super::clock::clock_table;
use super::overview::{Head, Parts, PlaceTemplate};
use super::province::way_up;
use super::table::{Cell, Column, Link, Table};
use super::{Document, Figures, Frame, HtmlError, check};
use crate::render::place::capitalised;
use crate::render::words::Words;
use crate::render::{area_name, commune_name};
use crate::roll::{Count, Totals};
use crate::territory::{Area, AreaKind, Commune, Province};

/// A voting area of the commune and the files in its folder. Areas of kind `military` may be given: the page leaves
/// them out.
#[derive(Debug, Clone, Copy)]
pub struct AreaRow<'a> {
    pub area: &'a Area,
    pub totals: Totals,
    pub documents: &'a [Document],
}

/// The page of a commune.
#[derive(Debug, Clone, Copy)]
pub struct CommunePage<'a> {
    pub province: &'a Province,
    pub commune: &'a Commune,
    pub figures: &'a Figures,
    /// The areas by number.
    pub areas: &'a [AreaRow<'a>],
    /// The files beside the page.
    pub documents: &'a [Document],
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
        let parts = Parts { id: "areas", heading: words.areas(), table: self.areas_table(frame), map: None };
        let crumbs = vec![
            way_up("../../summary.html", words.whole_input()),
            way_up("../summary.html", &self.province.name),
        ];
        let name = commune_name(self.commune);
        let head = Head::new(frame, words.page_of_place(&name), crumbs, capitalised(&name));
        PlaceTemplate::new(frame, head, self.figures, parts, self.documents)
            .with_clock(clock_table(frame))
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
        columns.push(Column::links(words.documents()));
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
            let mut cells = vec![Cell::Heading(area_name(row.area, frame.language))];
            cells.extend(numbers(&row.totals));
            cells.push(Cell::Links(area_links(row, words)));
            table.rows.push(cells);
        }
        table.sums = vec![Cell::Heading(words.sum().to_owned())];
        table.sums.extend(numbers(&self.figures.totals));
        table.sums.push(Cell::Links(Vec::new()));
        table
    }
}

fn area_links(row: &AreaRow, words: Words) -> Vec<Link> {
    row.documents
        .iter()
        .map(|document| Link {
            href: format!("{}/{}", row.area.area_code, document.file_name()),
            text: document.label(words).to_owned(),
            about: words.documents_of_area(row.area.number),
        })
        .collect()
}
