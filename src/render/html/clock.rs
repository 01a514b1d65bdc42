//! The dates of the law's clock (C1–C7) in words: until when, by whom, under which article.

use super::frame::Frame;
use super::table::{Cell, Column, Table};
use crate::law::{ClockRule, Limit, Timetable, midnight};
use crate::render::words::Words;
use crate::territory::{Area, OpensAt};
use chrono::{NaiveDate, NaiveDateTime};

/// The clock of a commune.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock<'a> {
    frame: &'a Frame<'a>,
    /// When the lists were posted; `None`: they are not yet, and the election's day is meant.
    posted: Option<NaiveDate>,
}

/// A date to keep.
pub(super) struct DueLine {
    pub(super) when: String,
    pub(super) what: String,
    pub(super) basis: String,
}

impl<'a> Clock<'a> {
    pub(super) fn new(frame: &'a Frame<'a>, posted: Option<NaiveDate>) -> Self {
        Self { frame, posted }
    }

    fn timetable(&self, opens_at: Option<OpensAt>) -> Timetable {
        Timetable::new(self.frame.election, self.frame.profile, opens_at, self.posted.map(midnight))
    }

    fn posted_on(&self) -> NaiveDate {
        self.posted.unwrap_or(self.frame.election.posted_on)
    }

    /// The last moments of all steps in their order, and those of areas that vote at an hour of their own.
    pub(super) fn due<'r>(&self, areas: impl Iterator<Item = &'r Area>) -> Vec<DueLine> {
        let words = Words(self.frame.language);
        let table = self.timetable(None);
        let mut lines: Vec<(NaiveDateTime, DueLine)> = table
            .terms
            .iter()
            .map(|term| {
                let (at, until) = match term.rule {
                    // A list that is posted keeps its day, and one that is not is given its own.
                    ClockRule::C1 => (midnight(self.posted_on()), words.0.date(self.posted_on())),
                    _ => limit(term.until, words),
                };
                let what = words.step_short(term.rule).to_owned();
                (at, DueLine { when: until, what, basis: words.citation(term.rule.citation()) })
            })
            .collect();
        let voting = *table.term(ClockRule::C5);
        for area in areas {
            let own = self.timetable(area.opens_at);
            if own.term(ClockRule::C5).until == voting.until {
                continue;
            }
            for rule in [ClockRule::C4, ClockRule::C5] {
                let (at, until) = limit(own.term(rule).until, words);
                let what = match rule {
                    ClockRule::C4 => words.step_short(rule).to_owned(),
                    _ => words.early_voting().to_owned(),
                };
                let what = format!("{}: {what}", words.area_short(area.number));
                lines.push((at, DueLine { when: until, what, basis: words.citation(rule.citation()) }));
            }
        }
        lines.sort_by_key(|(at, _)| *at);
        lines.into_iter().map(|(_, line)| line).collect()
    }

    /// What may be done until when and by whom, with the article behind it.
    pub(super) fn table(&self) -> Table {
        let words = Words(self.frame.language);
        let profile = self.frame.profile;
        let timetable = self.timetable(None);
        let until = |rule| timetable.term(rule).until;
        let columns = vec![
            Column::text(words.step()),
            Column::text(words.date()),
            Column::text(words.who_does_what()),
            Column::text(words.basis()),
        ];
        let mut table = Table::new("clock-table", words.clock_caption(), columns);
        for rule in ClockRule::ALL {
            let last = until(rule);
            let when = match rule {
                ClockRule::C1 => words.posted(self.posted_on(), last.day()),
                ClockRule::C2 => {
                    words.complaints(self.posted_on(), last.day(), profile.complaint_settled_days)
                }
                ClockRule::C3 => words.by(last.day()),
                ClockRule::C4 => words.additions_until(last.moment(), profile.change_hours_before),
                ClockRule::C5 => words.until_moment(last.moment()),
                ClockRule::C6 => words.between(self.posted_on(), last.day()),
                // Voting starts where what is done before it ends.
                ClockRule::C7 => words.voting_hours(until(ClockRule::C5).moment(), last.moment().time()),
            };
            table.rows.push(vec![
                Cell::Heading(words.step_of(rule).to_owned()),
                Cell::Text(when),
                Cell::Text(words.duty(rule, profile.complaint_settled_days)),
                Cell::Text(words.citation(rule.citation())),
            ]);
        }
        table
    }
}

fn limit(limit: Limit, words: Words) -> (NaiveDateTime, String) {
    let until = match limit {
        Limit::Moment(moment) => words.moment_short(moment),
        Limit::Day(day) => words.0.date(day),
    };
    (limit.moment(), until)
}
