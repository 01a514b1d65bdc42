//! The voters of each area as bars, men and women; the table of areas has the same figures.

use super::percent_of;
use crate::render::words::Words;
use crate::roll::Count;
use crate::territory::Area;
use askama::Template;
use askama::filters::HtmlSafe;

/// The height of a row in CSS pixels.
const ROW: usize = 26;

#[derive(Template)]
#[template(path = "charts/areas.svg", whitespace = "minimize")]
pub(in crate::render::html) struct AreaBars {
    title: &'static str,
    description: String,
    height: usize,
    male: &'static str,
    female: &'static str,
    bars: Vec<Bar>,
}

struct Bar {
    label: String,
    value: String,
    text_from_top: usize,
    bar_from_top: usize,
    male_width: String,
    female_width: String,
}

impl HtmlSafe for AreaBars {}

impl AreaBars {
    /// The bars; `None` for one area or none, which need no comparison.
    pub(in crate::render::html) fn new<'a>(
        areas: impl Iterator<Item = (&'a Area, Count)>,
        words: Words,
    ) -> Option<Self> {
        let areas: Vec<(&Area, Count)> = areas.collect();
        let longest = areas.iter().map(|(_, count)| count.total).max().filter(|_| areas.len() > 1)?;
        let bars: Vec<Bar> = areas
            .iter()
            .enumerate()
            .map(|(at, (area, count))| Bar {
                label: words.area_short(area.number),
                value: words.0.number(count.total),
                text_from_top: ROW * at + 17,
                bar_from_top: ROW * at + 4,
                male_width: percent_of(count.male, longest, 100),
                female_width: percent_of(count.female, longest, 100),
            })
            .collect();
        let told: Vec<String> = bars.iter().map(|bar| format!("{}: {}", bar.label, bar.value)).collect();
        Some(Self {
            title: words.voters_by_area(),
            description: told.join("; "),
            height: ROW * bars.len(),
            male: words.male(),
            female: words.female(),
            bars,
        })
    }
}
