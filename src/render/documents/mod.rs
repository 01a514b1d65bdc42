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
mod transfer;
mod version;
mod voters;

pub use area_paper::AreaPaper;
pub use card::{cards, cards_by_day};
pub use certificate::{Certificate, VotesAt, certificate, serviceman_certificate};
pub use complaint::{ChangedBy, ComplaintCase, Concerned, notice, notice_to_voter, receipt, register};
pub use counts::SectionCounts;
pub use cover::cover;
pub use decision::{decision, execution};
pub use door_to_door::door_to_door;
pub use list::list;
pub(in crate::render) use list::row as list_row;
pub use returned::returned;
pub(super) use summary_table::summary_signature;
pub use summary_table::summary_table;
pub use supplement::supplement;
pub use transfer::{TransferNotice, TransferSays, VoidCertificate, transfer_notice};
pub use version::ListVersion;
pub use voters::{by_name, handover, index, poll_book};

use super::forms::{self, Blank, Forms, fill};
use super::pdf::Signature;
use super::place::{bare_commune_name, commune_of_province, province_in_sentence};
use super::{Language, area_name, commune_name};
use crate::law::Election;
use crate::roll::Entry;
use crate::territory::{Area, AreaKind, Commune, Levels, Office, OpensAt, Province, SignerRole};
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
    /// Who signs, if the extract tells it.
    pub office: Option<&'a Office>,
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
    /// Who signs, if the extract tells it.
    pub office: Option<&'a Office>,
}

impl<'a> CommunePlace<'a> {
    /// Such as "xã Xuân Hòa, tỉnh Ninh Bình".
    fn of_province(&self) -> String {
        commune_of_province(self.commune, self.province)
    }
}

impl CommunePlace<'_> {
    /// The number of a document, written by hand before its kind, such as "Số: ………/TB-UBND".
    fn number_of(&self, kind: &str) -> String {
        let prefix = self.office.and_then(|office| office.document_prefix.as_deref());
        format!("Số: ………/{kind}-{}", prefix.unwrap_or("UBND"))
    }
}

impl<'a> AreaPlace<'a> {
    /// Such as "xã Xuân Hòa, tỉnh Ninh Bình".
    fn of_province(&self) -> String {
        self.of_commune().of_province()
    }

    fn of_commune(&self) -> CommunePlace<'a> {
        let Self { election, province, commune, office, .. } = *self;
        CommunePlace { election, province, commune, office }
    }

    /// The forms of the election.
    fn forms(&self) -> &'static Forms {
        forms::of(self.election.form_profile)
    }

    /// As the list names the area, such as "Khu vực bỏ phiếu số 01 thuộc xã Xuân Hòa, tỉnh Ninh Bình".
    fn title(&self) -> String {
        let area = area_name(self.area, Language::Vietnamese);
        let (commune, province) = (commune_name(self.commune), province_in_sentence(self.province));
        self.forms().list.area(&area, &commune, &province)
    }

    /// The levels that have a column on the list.
    pub(in crate::render) fn columns(&self) -> Levels {
        if self.forms().list.every_ballot { self.election.levels } else { self.levels }
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
        self.signature_of(self.version.dated)
    }

    /// Who signs on a day.
    fn signature_of(&self, dated: NaiveDate) -> Signature<'a> {
        self.of_commune().signature(dated)
    }
}

/// The left head of a commune's papers.
fn committee<'a>(commune: &Commune) -> Vec<Cow<'a, str>> {
    vec!["ỦY BAN NHÂN DÂN".into(), commune_name(commune).to_uppercase().into()]
}

/// The election and its term, as the forms have them on lists.
fn election<'a>(election: &Election) -> Vec<Cow<'a, str>> {
    forms::of(election.form_profile).list.titles.lines(election).into_iter().map(Cow::Owned).collect()
}

/// Under who signs for a committee (Decree 30/2020).
const SIGNED_AND_SEALED: &[&str] = &["(Ký, ghi rõ họ và tên, đóng dấu)"];

impl<'a> CommunePlace<'a> {
    /// The commune's chairman signs, or a deputy, on this day.
    fn signature(&self, dated: NaiveDate) -> Signature<'a> {
        let lines = signed_as(self.office.and_then(|office| office.signer_role));
        let told =
            |told: fn(&Office) -> &Option<String>| self.office.and_then(|office| told(office).as_deref());
        let place = told(|office| &office.place).unwrap_or_else(|| bare_commune_name(self.commune));
        Signature {
            place_and_date: format!("{place}, {}", day_in_words(dated)).into(),
            lines: lines.iter().map(|line| Cow::Borrowed(*line)).collect(),
            note: SIGNED_AND_SEALED,
            name: told(|office| &office.signer_name).map(Cow::Borrowed),
            drafted_by: None,
        }
    }
}

/// As what somebody signs for a committee: its chairman, or a deputy for the chairman.
fn signed_as(role: Option<SignerRole>) -> &'static [&'static str] {
    match role {
        None | Some(SignerRole::Chairman) => &["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
        Some(SignerRole::Deputy) => &["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    }
}

/// A day in a form's own words, such as "Ngày {day} tháng {month} năm {year}".
fn day_of_form(words: &str, day: NaiveDate) -> String {
    let [date, month, year] = ["%d", "%m", "%Y"].map(|part| day.format(part).to_string());
    let blank = |name, value| Blank { name, value };
    fill(words, &[blank("day", &*date), blank("month", &month), blank("year", &year)])
}

/// Where a row's person is met: the residence the person votes by, as printed.
fn residence(entry: &Entry) -> &str {
    let Entry { temporary_residence, current_place, permanent_residence, .. } = entry;
    let told = temporary_residence.as_deref().or(current_place.as_deref());
    told.or(permanent_residence.as_deref()).unwrap_or_default()
}

/// Where a row's person lives, as printed, if the row tells it.
pub fn home(entry: &Entry) -> Option<&str> {
    Some(residence(entry)).filter(|home| !home.is_empty())
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
