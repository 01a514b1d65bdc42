//! The summary table (*biểu tổng hợp*) of a commune, a province or the nation.

use super::Signature;
use crate::roll::Totals;
use crate::territory::Levels;
use chrono::NaiveDate;
use std::borrow::Cow;

/// A summary table with the sum of its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryDocument<'d> {
    /// What the paper is, in capitals.
    pub name: &'static str,
    pub title: Cow<'d, str>,
    pub date: NaiveDate,
    pub committee: Vec<Cow<'d, str>>,
    /// The lines under the name: the election, and what else the table is of.
    pub election: Vec<Cow<'d, str>>,
    /// Such as "Xã Xuân Hòa, tỉnh Ninh Bình"; repeated at the foot of every page.
    pub place: Cow<'d, str>,
    /// What a row is: an area, a commune or a constituency.
    pub row_heading: &'static str,
    pub sum_heading: &'static str,
    pub levels: Levels,
    pub rows: Vec<SummaryLine<'d>>,
    pub sum: Totals,
    /// Sentences under the table, such as who votes for the first time.
    pub notes: Vec<Cow<'d, str>>,
    pub signature: Signature<'d>,
}

/// An area, a commune or a constituency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryLine<'d> {
    /// The heading over the whole width that begins with it.
    pub under: Option<Cow<'d, str>>,
    pub label: Cow<'d, str>,
    pub totals: Totals,
}
