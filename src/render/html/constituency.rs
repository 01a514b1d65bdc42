//! `constituencies/<level>-<code>.html`: one constituency, its communes and areas in order, and what is missing there.

use super::charts::{Ballots, ballots_table, severity_class, severity_label};
use super::check::HtmlError;
use super::constituencies::{deviation, per_seat};
use super::overview::{Head, Tile};
use super::province::way_up;
use super::readiness::AreaTroubleKind;
use super::table::{Cell, Column, Link, Table};
use super::{Document, Frame};
use crate::people::Severity;
use crate::render::place::{capitalised, province_in_sentence};
use crate::render::words::Words;
use crate::render::{area_name, commune_name};
use crate::roll::{ConstituencyTotals, Count, Numbers, Totals};
use crate::territory::{Area, Commune, Level, Province};
use askama::Template;

/// A commune of a constituency. Public numbers.
#[derive(Debug, Clone)]
pub struct ConstituencyCommune<'a> {
    pub commune: &'a Commune,
    pub province: &'a Province,
    /// Those of its areas that belong to the constituency, by number.
    pub areas: Vec<(&'a Area, Totals)>,
    /// Eligible persons on no list and in the queue, where the whole commune belongs to it.
    pub unlisted: Option<UnlistedCount>,
}

/// How many who may vote stand on no list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UnlistedCount {
    pub no_list: u64,
    pub queue: u64,
}

/// Something that is wrong with a constituency, told in the page's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConstituencyTrouble {
    pub severity: Severity,
    pub text: String,
}

/// What is wrong with a constituency by its voters and seats alone: nobody votes there, or each deputy stands for far more or fewer
/// than the mean.
pub fn constituency_troubles(totals: &ConstituencyTotals<'_>, frame: &Frame<'_>) -> Vec<ConstituencyTrouble> {
    let words = Words(frame.language);
    let limit = frame.profile.constituency_deviation_percent;
    let warning = |text: String| ConstituencyTrouble { severity: Severity::Warning, text };
    let mut troubles = Vec::new();
    if totals.is_empty() && !totals.is_partial {
        troubles.push(warning(words.constituency_empty().to_owned()));
    } else if totals.is_far(limit) {
        troubles.push(warning(words.constituency_far(limit)));
    }
    troubles
}

/// The page of a constituency.
#[derive(Debug, Clone, Copy)]
pub struct ConstituencyPage<'a> {
    pub totals: &'a ConstituencyTotals<'a>,
    pub communes: &'a [ConstituencyCommune<'a>],
    pub troubles: &'a [ConstituencyTrouble],
    /// Whether communes and areas have pages to link to.
    pub has_pages: bool,
    /// The bound papers beside the page: the file's name, what it is, and its pages.
    pub papers: &'a [BoundPaper],
}

/// A file in which the papers of all areas of a constituency are bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundPaper {
    pub file_name: String,
    pub document: Document,
    pub pages: u64,
}

#[derive(Template)]
#[template(path = "constituency.html", whitespace = "minimize")]
struct ConstituencyTemplate {
    words: Words,
    head: Head,
    tiles: Vec<Tile>,
    partial: Option<&'static str>,
    missing: Option<Table>,
    places: Table,
    places_heading: &'static str,
    /// The areas of each commune, where the table tells communes.
    areas: Vec<(Link, Vec<Link>)>,
    ballots: Ballots,
    ballots_table: Table,
    papers: Vec<(Link, String)>,
}

impl ConstituencyPage<'_> {
    /// The page's HTML.
    ///
    /// # Errors
    /// [`HtmlError`] if the communes do not hold the voters of the constituency, or the template fails.
    pub fn render(&self, frame: &Frame) -> Result<String, HtmlError> {
        let row = self.totals.constituency;
        let place = row.constituency_code.as_str();
        let totals = self.totals.totals(Numbers::Public);
        let rows =
            sum(self.communes.iter().flat_map(|commune| commune.areas.iter().map(|(_, totals)| *totals)));
        if rows != totals {
            let (rows, voters) = (rows.voters.total, totals.voters.total);
            return Err(HtmlError::Parts { place: place.to_owned(), rows, voters });
        }
        let words = Words(frame.language);
        let levels = frame.election.levels;
        let is_communal = row.level == Level::Communal;
        let template = ConstituencyTemplate {
            words,
            head: self.head(frame),
            tiles: self.tiles(frame),
            partial: self.totals.is_partial.then(|| words.constituency_partial()),
            missing: self.missing(frame),
            places: if is_communal { self.areas_table(frame) } else { self.communes_table(frame) },
            places_heading: if is_communal { words.areas() } else { words.communes() },
            areas: if is_communal { Vec::new() } else { self.areas(frame) },
            ballots: Ballots::new(&totals, levels, words),
            ballots_table: ballots_table(&totals, levels, words),
            papers: self.papers(words),
        };
        template.render().map_err(|source| HtmlError::Template { place: place.to_owned(), source })
    }

    fn head(&self, frame: &Frame) -> Head {
        let words = Words(frame.language);
        let row = self.totals.constituency;
        let here = capitalised(&words.constituency_numbered(row));
        let first = self.communes.first();
        let mut crumbs = Vec::new();
        let mut place = String::new();
        if let Some(ConstituencyCommune { commune, province, .. }) = first {
            let up = format!("../{}", province.province_code);
            crumbs.push(way_up(&format!("{up}/summary.html"), &province.name));
            place = province_in_sentence(province);
            if row.level == Level::Communal {
                let name = commune_name(commune);
                let href = format!("{up}/{}/summary.html", commune.commune_code);
                crumbs.push(way_up(&href, &capitalised(&name)));
                place = format!("{name}, {place}");
            }
        }
        crumbs.insert(0, way_up("../summary.html", words.whole_input()));
        if !self.has_pages {
            crumbs.clear();
        }
        Head::new(frame, words.page_of_constituency(row, &place), crumbs, here)
    }

    fn tiles(&self, frame: &Frame) -> Vec<Tile> {
        let words = Words(frame.language);
        let number = |count| words.0.number(count);
        let Count { total, male, female } = self.totals.voters(Numbers::Public);
        let of_them = self.totals.of_them(Numbers::Public);
        let of_voters = |count| words.0.percent(count, total);
        let tile = |class, label: &str, value, note| Tile { class, label: label.to_owned(), value, note };
        let sexes = format!("{}: {} · {}: {}", words.male(), number(male), words.female(), number(female));
        vec![
            tile("voters", &words.voters_of(self.totals.level()), number(total), sexes),
            tile("persons", words.seats(), number(self.totals.constituency.seats.into()), String::new()),
            tile(
                "persons",
                words.voters_per_seat(),
                per_seat(self.totals.voters_per_seat(Numbers::Public), words),
                words.difference_from_mean(
                    &deviation(self.totals.deviation(Numbers::Public), words),
                    self.totals.level(),
                ),
            ),
            tile("waiting", words.first_time(), number(of_them.first_time), of_voters(of_them.first_time)),
            tile(
                "waiting",
                &words.elderly(frame.profile.elderly_age_years),
                number(of_them.elderly),
                of_voters(of_them.elderly),
            ),
        ]
    }

    /// What is wrong or missing; none if nothing is.
    fn missing(&self, frame: &Frame) -> Option<Table> {
        let words = Words(frame.language);
        let columns = vec![
            Column::text(words.trouble()),
            Column::text(words.severity()),
            Column::number(words.amount()),
        ];
        let mut table = Table::new("missing-table", words.what_is_missing(), columns).with_hidden_caption();
        let mut row = |severity, text: String, count: Option<u64>| {
            let label = severity_label(severity, words).to_owned();
            let count = count.map(|count| words.0.number(count)).unwrap_or_default();
            let badge = Cell::Badge { kind: severity_class(severity), text: label };
            table.rows.push(vec![Cell::Heading(text), badge, Cell::Number(count)]);
        };
        for trouble in self.troubles {
            row(trouble.severity, trouble.text.clone(), None);
        }
        let unlisted = self.communes.iter().filter_map(|commune| commune.unlisted);
        let (no_list, queue) = unlisted.fold((0, 0), |sum, one| (sum.0 + one.no_list, sum.1 + one.queue));
        let areas = |kind: AreaTroubleKind| {
            let all = self.communes.iter().flat_map(|commune| &commune.areas);
            let found = all.filter(|(area, totals)| {
                AreaTroubleKind::of(area, totals.voters.total, frame.profile) == Some(kind)
            });
            found.count() as u64
        };
        let counted = [
            (Severity::Error, words.glance_over(), areas(AreaTroubleKind::Over)),
            (Severity::Warning, words.glance_empty(), areas(AreaTroubleKind::Empty)),
            (Severity::Warning, words.glance_small(), areas(AreaTroubleKind::Small)),
            (Severity::Warning, words.glance_no_list(), no_list),
            (Severity::Warning, words.glance_queue(), queue),
        ];
        for (severity, text, count) in counted.into_iter().filter(|(.., count)| *count > 0) {
            row(severity, capitalised(text), Some(count));
        }
        (!table.rows.is_empty()).then_some(table)
    }

    fn columns(&self, frame: &Frame, first: &[&str]) -> Vec<Column> {
        let words = Words(frame.language);
        let mut columns = vec![Column::text(first[0])];
        columns.extend(first[1..].iter().copied().map(Column::number));
        columns.extend(
            [words.total(), words.male(), words.female()].map(|text| Column::grouped(words.voters(), text)),
        );
        let elderly = words.elderly(frame.profile.elderly_age_years);
        columns.push(Column::grouped(words.of_them(), words.first_time()));
        columns.push(Column::grouped(words.of_them(), elderly));
        let ballots = frame.election.levels.iter();
        columns.extend(ballots.map(|level| Column::grouped(words.ballots(), words.level_short(level))));
        columns
    }

    fn counts(frame: &Frame, totals: &Totals) -> Vec<Cell> {
        let Count { total, male, female } = totals.voters;
        let ballots = frame.election.levels.iter().map(|level| totals.ballot(level).total);
        let counts = [total, male, female, totals.first_time, totals.elderly].into_iter().chain(ballots);
        counts.map(|count| Cell::Number(frame.language.number(count))).collect()
    }

    fn heading(&self, href: String, text: String) -> Cell {
        match self.has_pages {
            true => Cell::LinkedHeading(Link { href, text, about: String::new() }),
            false => Cell::Heading(text),
        }
    }

    fn areas_table(&self, frame: &Frame) -> Table {
        let words = Words(frame.language);
        let columns = self.columns(frame, &[words.area()]);
        let mut table = Table::new("places-table", words.areas(), columns).with_hidden_caption();
        for commune in self.communes {
            for (area, totals) in &commune.areas {
                let href = format!("{}/{}/summary.html", folder(commune), area.area_code);
                let name = area_name(area, frame.language);
                let name = match self.communes.len() {
                    ..=1 => name,
                    _ => format!("{name}, {}", commune_name(commune.commune)),
                };
                let mut cells = vec![self.heading(href, name)];
                cells.extend(Self::counts(frame, totals));
                table.rows.push(cells);
            }
        }
        table.sums = vec![Cell::Heading(words.sum().to_owned())];
        table.sums.extend(Self::counts(frame, &self.totals.totals(Numbers::Public)));
        table
    }

    fn communes_table(&self, frame: &Frame) -> Table {
        let words = Words(frame.language);
        let columns =
            self.columns(frame, &[words.commune(), words.areas_column(), words.no_list(), words.queue()]);
        let mut table = Table::new("places-table", words.communes(), columns).with_hidden_caption();
        let number = |count: u64| Cell::Number(words.0.number(count));
        let (mut areas, mut known) = (0, Some(UnlistedCount::default()));
        for commune in self.communes {
            let totals = sum(commune.areas.iter().map(|(_, totals)| *totals));
            let name = capitalised(&commune_name(commune.commune));
            let mut cells = vec![self.heading(format!("{}/summary.html", folder(commune)), name)];
            cells.push(number(commune.areas.len() as u64));
            cells.extend(unlisted_cells(commune.unlisted, words));
            cells.extend(Self::counts(frame, &totals));
            table.rows.push(cells);
            areas += commune.areas.len() as u64;
            known = known.zip(commune.unlisted).map(|(sum, one)| UnlistedCount {
                no_list: sum.no_list + one.no_list,
                queue: sum.queue + one.queue,
            });
        }
        table.sums = vec![Cell::Heading(words.sum().to_owned()), number(areas)];
        table.sums.extend(unlisted_cells(known, words));
        table.sums.extend(Self::counts(frame, &self.totals.totals(Numbers::Public)));
        table
    }

    /// The areas of each commune, by number, with their voters.
    fn areas(&self, frame: &Frame) -> Vec<(Link, Vec<Link>)> {
        let words = Words(frame.language);
        let of_commune = |commune: &ConstituencyCommune<'_>| {
            let name = capitalised(&commune_name(commune.commune));
            let href = |href: String| if self.has_pages { href } else { String::new() };
            let areas = commune.areas.iter().map(|(area, totals)| Link {
                href: href(format!("{}/{}/summary.html", folder(commune), area.area_code)),
                text: words.area_short(area.number),
                about: words.0.number(totals.ballot(self.totals.level()).total),
            });
            (Link { href: String::new(), text: name, about: String::new() }, areas.collect())
        };
        self.communes.iter().map(of_commune).collect()
    }

    fn papers(&self, words: Words) -> Vec<(Link, String)> {
        let paper = |paper: &BoundPaper| {
            let text = paper.document.label(words).to_owned();
            let link = Link { href: paper.file_name.clone(), text, about: String::new() };
            (link, words.pages(paper.pages))
        };
        self.papers.iter().map(paper).collect()
    }
}

fn unlisted_cells(unlisted: Option<UnlistedCount>, words: Words) -> [Cell; 2] {
    let counts = unlisted.map(|one| [one.no_list, one.queue].map(|count| words.0.number(count)));
    counts.unwrap_or_else(|| [String::from("–"), String::from("–")]).map(Cell::Number)
}

/// The folder of a commune's pages, seen from the page of a constituency.
fn folder(commune: &ConstituencyCommune<'_>) -> String {
    format!("../{}/{}", commune.province.province_code, commune.commune.commune_code)
}

fn sum(totals: impl Iterator<Item = Totals>) -> Totals {
    totals.fold(Totals::default(), |mut sum, one| {
        sum += one;
        sum
    })
}
