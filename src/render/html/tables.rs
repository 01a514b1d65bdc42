//! The tables of a place's page: areas to look at, persons on no list, findings, quality.

use super::charts::{severity_class, severity_label};
use super::figures::{Figures, Quality};
use super::readiness::{AreaTrouble, AreaTroubleKind, Readiness};
use super::table::{Cell, Column, Link, Table};
use crate::law::{Group, Reason, RuleProfile};
use crate::people::{Severity, Share};
use crate::render::words::Words;
use crate::territory::Area;
use std::collections::BTreeMap;

/// As many areas as a page tells one by one; it counts the rest.
const AREAS_TOLD: usize = 50;

/// The areas to look at, errors first; `depth` is how many folders the page lies below the output's top.
pub(super) fn readiness_table(readiness: &Readiness, depth: usize, words: Words) -> Option<Table> {
    let mut troubles: Vec<&AreaTrouble> = readiness.troubles.iter().collect();
    troubles.sort_unstable();
    if troubles.is_empty() {
        return None;
    }
    let columns = vec![
        Column::text(words.area()),
        Column::number(words.voters()),
        Column::text(words.severity()),
        Column::text(words.trouble()),
    ];
    let mut table = Table::new("readiness-table", words.readiness(), columns).with_hidden_caption();
    table.rows = troubles.iter().take(AREAS_TOLD).map(|trouble| trouble_row(trouble, depth, words)).collect();
    let untold = troubles.len().saturating_sub(AREAS_TOLD);
    if untold > 0 {
        let more = words.more_areas(u64::try_from(untold).unwrap_or(u64::MAX));
        let blank = || Cell::Text(String::new());
        table.sums = vec![Cell::Heading(more), blank(), blank(), blank()];
    }
    Some(table)
}

fn trouble_row(trouble: &AreaTrouble, depth: usize, words: Words) -> Vec<Cell> {
    let (severity, text) = match trouble.kind {
        AreaTroubleKind::Over => (Severity::Error, words.area_over()),
        AreaTroubleKind::Empty => (Severity::Warning, words.area_empty()),
        AreaTroubleKind::Small => (Severity::Warning, words.area_small()),
    };
    let name = words.area_numbered(trouble.area_number);
    let heading = match depth {
        0 => linked(
            &name,
            &trouble.commune_name,
            format!("{}/{}", trouble.province_code, trouble.commune_code),
        ),
        1 => linked(&name, &trouble.commune_name, trouble.commune_code.to_string()),
        _ => linked(&name, "", trouble.area_code.to_string()),
    };
    let badge = severity_label(severity, words).to_owned();
    vec![
        heading,
        Cell::Number(words.0.number(trouble.voters)),
        Cell::Badge { kind: severity_class(severity), text: badge },
        Cell::Text(text.to_owned()),
    ]
}

/// What is wrong with one area's number of voters, in words.
pub(super) fn area_trouble(
    area: &Area,
    voters: u64,
    profile: &RuleProfile,
    words: Words,
) -> Option<&'static str> {
    Some(match AreaTroubleKind::of(area, voters, profile)? {
        AreaTroubleKind::Over => words.area_over(),
        AreaTroubleKind::Empty => words.area_empty(),
        AreaTroubleKind::Small => words.area_small(),
    })
}

fn linked(area: &str, commune: &str, folder: String) -> Cell {
    Cell::LinkedHeading(Link {
        href: format!("{folder}/summary.html"),
        text: if commune.is_empty() { area.to_owned() } else { format!("{area}, {commune}") },
        about: String::new(),
    })
}

/// Who stands on no list, by reason; none if everybody does.
pub(super) fn missing_table(missing: &BTreeMap<(Group, Reason), u64>, words: Words) -> Option<Table> {
    let found: Vec<_> = missing.iter().filter(|(_, count)| **count > 0).collect();
    if found.is_empty() {
        return None;
    }
    let columns =
        vec![Column::text(words.reason()), Column::number(words.count()), Column::text(words.group())];
    let mut table = Table::new("missing-table", words.missing_caption(), columns);
    for ((group, reason), count) in &found {
        table.rows.push(vec![
            Cell::Heading(words.reason_of(*reason)),
            Cell::Number(words.0.number(**count)),
            Cell::Text(words.group_of_unlisted(*group).to_owned()),
        ]);
    }
    let blank = || Cell::Text(String::new());
    let sum = words.0.number(found.iter().map(|(_, count)| **count).sum());
    table.sums = vec![Cell::Heading(words.sum().to_owned()), Cell::Number(sum), blank()];
    Some(table)
}

/// Findings by severity and rule; none if there are none.
pub(super) fn findings_table(figures: &Figures, words: Words) -> Option<Table> {
    if figures.findings.is_empty() {
        return None;
    }
    let columns = vec![
        Column::text(words.meaning()),
        Column::text(words.severity()),
        Column::number(words.findings_count()),
        Column::text(words.rule()),
    ];
    let mut table = Table::new("findings-table", words.findings_caption(), columns);
    for (kind, count) in &figures.findings {
        let text = severity_label(kind.severity, words).to_owned();
        table.rows.push(vec![
            Cell::Heading(kind.meaning.clone()),
            Cell::Badge { kind: severity_class(kind.severity), text },
            Cell::Number(words.0.number(*count)),
            Cell::Text(kind.rule.clone()),
        ]);
    }
    Some(table)
}

/// The four aims of the population data.
pub(super) fn quality_table(quality: &Quality, words: Words) -> Table {
    let columns = vec![
        Column::text(words.quality_aim()),
        Column::text(words.meaning()),
        Column::number(words.share()),
        Column::number(words.achieved()),
        Column::number(words.checked()),
    ];
    let mut table = Table::new("quality-table", words.quality_caption(), columns);
    let mut row = |name: &str, note: &str, share: Share| {
        table.rows.push(vec![
            Cell::Heading(name.to_owned()),
            Cell::Text(note.to_owned()),
            Cell::Number(words.0.percent(share.part, share.whole)),
            Cell::Number(words.0.number(share.part)),
            Cell::Number(words.0.number(share.whole)),
        ]);
    };
    row(words.correct(), words.correct_note(), quality.correct);
    row(words.complete(), words.complete_note(), quality.complete);
    row(words.clean(), words.clean_note(), quality.clean);
    row(words.live(), words.live_note(), quality.live);
    table
}
