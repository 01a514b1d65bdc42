//! Printed documents of an area and its commune: who heads them, what each row says, who signs.

mod area_paper;
mod card;
mod certificate;
mod complaint;
mod counts;
mod cover;
mod decision;
mod door_to_door;
mod list;
mod remedy;
mod returned;
mod summary_table;
mod supplement;
mod version;
mod voters;

pub use area_paper::AreaPaper;
pub use card::cards;
pub use certificate::{Certificate, certificate};
pub use complaint::{ChangedBy, ComplaintCase, Concerned, notice, notice_to_voter, receipt, register};
pub use counts::SectionCounts;
pub use cover::cover;
pub use decision::{decision, execution};
pub use door_to_door::door_to_door;
pub use list::list;
pub use returned::returned;
pub use summary_table::summary_table;
pub use supplement::supplement;
pub use version::ListVersion;
pub use voters::{by_name, handover, index, poll_book};

use super::pdf::Signature;
use super::place::{bare_commune_name, province_in_sentence};
use super::{Language, area_name, commune_name};
use crate::law::Election;
use crate::roll::Entry;
use crate::territory::{Area, AreaKind, Commune, Levels, OpensAt, Province};
use chrono::{NaiveDate, NaiveDateTime};
use std::borrow::Cow;

/// An area with everything above it, and the version of its list that is printed.
#[derive(Debug, Clone, Copy)]
pub struct AreaPlace<'a> {
    pub election: &'a Election,
    pub roll_id: &'a str,
    pub province: &'a Province,
    pub commune: &'a Commune,
    pub area: &'a Area,
    /// The levels elected here.
    pub levels: Levels,
    pub version: &'a ListVersion,
}

/// A commune with its province, for papers that are not of one list's version.
#[derive(Debug, Clone, Copy)]
pub struct CommunePlace<'a> {
    pub election: &'a Election,
    pub province: &'a Province,
    pub commune: &'a Commune,
}

impl CommunePlace<'_> {
    /// Such as "xã Xuân Hòa, tỉnh Ninh Bình".
    fn of_province(&self) -> String {
        format!("{}, {}", commune_name(self.commune), province_in_sentence(self.province))
    }
}

impl<'a> AreaPlace<'a> {
    /// Such as "xã Xuân Hòa, tỉnh Ninh Bình".
    fn of_province(&self) -> String {
        self.of_commune().of_province()
    }

    /// The commune with its province, as titles have it.
    pub fn commune_of_province(&self) -> String {
        self.of_province()
    }

    fn of_commune(&self) -> CommunePlace<'a> {
        CommunePlace { election: self.election, province: self.province, commune: self.commune }
    }

    /// Such as "Khu vực bỏ phiếu số 1 – xã Xuân Hòa, tỉnh Ninh Bình".
    fn title(&self) -> String {
        format!("{} – {}", area_name(self.area, Language::Vietnamese), self.of_province())
    }

    /// Whether papers may name the area and its house: those of armed units are never told.
    fn is_named(&self) -> bool {
        self.area.kind != AreaKind::Military
    }

    /// When voting starts in the area: an early one has a day of its own.
    pub fn opening(&self) -> NaiveDateTime {
        opening(self.election, self.area)
    }

    fn committee(&self) -> Vec<Cow<'a, str>> {
        committee(self.commune)
    }

    fn election(&self) -> Vec<Cow<'a, str>> {
        election(self.election)
    }

    fn signature(&self) -> Signature<'a> {
        signature(self.commune, self.version.dated)
    }
}

/// The left head of a commune's papers.
fn committee<'a>(commune: &Commune) -> Vec<Cow<'a, str>> {
    vec!["ỦY BAN NHÂN DÂN".into(), commune_name(commune).to_uppercase().into()]
}

/// The election and its term.
fn election(election: &Election) -> Vec<Cow<'_, str>> {
    let lines = [&election.title, &election.term].into_iter().filter(|line| !line.is_empty());
    lines.map(|line| line.as_str().into()).collect()
}

/// The commune's chairman signs, on this day.
fn signature<'a>(commune: &Commune, dated: NaiveDate) -> Signature<'a> {
    Signature {
        place_and_date: format!("{}, {}", bare_commune_name(commune), day_in_words(dated)).into(),
        lines: vec!["TM. ỦY BAN NHÂN DÂN".into(), "CHỦ TỊCH".into()],
        name: None,
    }
}

/// Where a row's person is met: the residence the person votes by, as printed.
fn residence(entry: &Entry) -> &str {
    let residence = entry.temporary_residence.as_deref().or(entry.permanent_residence.as_deref());
    residence.unwrap_or_default()
}

/// When voting starts in an area, on its own day.
fn opening(election: &Election, area: &Area) -> NaiveDateTime {
    area.opens_at.unwrap_or(OpensAt::Hour(election.opens_at)).moment(election.election_day)
}

/// When an area votes, such as "từ 5 giờ 00 đến 19 giờ 00 ngày 08 tháng 03 năm 2026".
fn voting(election: &Election, area: &Area) -> String {
    let (opens, closes) = (opening(election, area), election.closes_at);
    format!(
        "từ {} đến {} {}",
        opens.format("%-H giờ %M"),
        closes.format("%-H giờ %M"),
        day_in_words(opens.date())
    )
}

/// Such as "ngày 03 tháng 02 năm 2026".
fn day_in_words(day: NaiveDate) -> String {
    day.format("ngày %d tháng %m năm %Y").to_string()
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
