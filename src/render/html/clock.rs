//! The dates of the law's clock (C1–C7) in words.

use super::frame::Frame;
use super::table::{Cell, Column, Table};
use crate::render::words::{Law, Words};
use crate::territory::OpensAt;
use chrono::Days;

/// What may be done until when, with the article behind it.
pub(super) fn clock_table(frame: &Frame) -> Table {
    let words = Words(frame.language);
    let (election, profile) = (frame.election, frame.profile);
    let (posted, day) = (election.posted_on, election.election_day);
    let days = |count: u32| Days::new(u64::from(count));
    let opening = OpensAt::Hour(election.opens_at).moment(day);
    let law = |article| words.article(Law::Election, article);
    let steps = [
        (words.clock_posting(), words.posted(posted, day - days(profile.posting_days_before)), law("32")),
        (
            words.clock_complaints(),
            words.complaints(posted, posted + days(profile.complaint_days), profile.complaint_settled_days),
            law("33"),
        ),
        (
            words.clock_suit(),
            words.by(day - days(profile.suit_days_before)),
            words.article(Law::Procedure, "116, 199, 202"),
        ),
        (
            words.clock_additions(),
            words.additions_until(election.change_cut_off(None, profile), profile.change_hours_before),
            law("29, 30"),
        ),
        (words.clock_removals(), words.until_moment(opening), law("30")),
        (words.clock_elsewhere(), words.between(posted, day), law("34")),
        (words.clock_voting(), words.voting_hours(opening, election.closes_at), law("71")),
    ];
    let columns = vec![Column::text(words.step()), Column::text(words.date()), Column::text(words.basis())];
    let mut table = Table::new("clock-table", words.clock_caption(), columns);
    table.rows = steps
        .into_iter()
        .map(|(step, date, basis)| vec![Cell::Heading(step.to_owned()), Cell::Text(date), Cell::Text(basis)])
        .collect();
    table
}
