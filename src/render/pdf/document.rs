//! What the documents say: plain data with its wording done. All texts are NFC.
//!
//! What holds data of persons has no `Debug`, so that none of it reaches a log or a panic.

mod letter;
mod summary;
mod voters;

pub use letter::{LetterDate, LetterDocument, LetterField, LetterPage, LetterStyle};
pub use summary::{SummaryDocument, SummaryLine};
pub use voters::{VoterDocument, VoterPaper, VoterRow, VoterSection};

use crate::people::Sex;
use crate::render::forms::{CardForm, ListCopy, ListForm, ListRow};
use crate::roll::Totals;
use crate::territory::Levels;
use chrono::NaiveDate;
use std::borrow::Cow;

/// Who signs, and room for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signature<'d> {
    /// Such as "Xuân Hòa, ngày 03 tháng 02 năm 2026".
    pub place_and_date: Cow<'d, str>,
    /// Such as "TM. ỦY BAN NHÂN DÂN" and "CHỦ TỊCH".
    pub lines: Vec<Cow<'d, str>>,
    /// Such as "(Ký, ghi rõ họ và tên, đóng dấu)".
    pub note: &'static [&'static str],
    /// The name under the signature, if it is known.
    pub name: Option<Cow<'d, str>>,
    /// Who drew the list up, if it is told: signs at the left.
    pub drafted_by: Option<Cow<'d, str>>,
}

/// The voter list of one area.
#[derive(Clone)]
pub struct ListDocument<'d> {
    pub form: &'static ListForm,
    pub copy: ListCopy,
    /// The document's title in its properties, such as "Danh sách cử tri khu vực bỏ phiếu số 01, xã Xuân Hòa".
    pub title: Cow<'d, str>,
    /// The document's date in its properties: the roll's, never the clock's.
    pub date: NaiveDate,
    /// Left head, such as "ỦY BAN NHÂN DÂN" and "XÃ XUÂN HÒA".
    pub committee: Vec<Cow<'d, str>>,
    /// Under "DANH SÁCH CỬ TRI": the election and its term.
    pub election: Vec<Cow<'d, str>>,
    /// Such as "Khu vực bỏ phiếu số 01 thuộc xã Xuân Hòa, tỉnh Ninh Bình"; repeated at the foot of every page.
    pub area: Cow<'d, str>,
    /// Such as "phiên bản 3 – 1a2b3c4d5e6f", at the foot of every page.
    pub version: Cow<'d, str>,
    /// What the QR symbol beside the titles says; empty: there is none.
    pub qr: Cow<'d, str>,
    /// The levels elected here; each has a column.
    pub levels: Levels,
    /// In the order of their numbers.
    pub rows: Vec<ListRow<'d>>,
    /// The sums; they must agree with the rows.
    pub totals: Totals,
    pub signature: Signature<'d>,
}

impl<'d> ListDocument<'d> {
    /// The sentences under the table.
    pub fn sums(&self) -> Vec<Cow<'d, str>> {
        let statuses = self.rows.iter().map(|row| row.status);
        let mut sums = self.form.sums(self.levels, &self.totals, statuses);
        sums.extend(self.form.made(&self.signature.place_and_date));
        sums
    }
}

/// What one version changed on the list of one area, in the columns of the list.
#[derive(Clone)]
pub struct SupplementDocument<'d> {
    pub form: &'static ListForm,
    pub copy: ListCopy,
    /// The document's title in its properties.
    pub title: Cow<'d, str>,
    /// The document's date in its properties: the version's, never the clock's.
    pub date: NaiveDate,
    pub committee: Vec<Cow<'d, str>>,
    /// Under the name: the election and its term.
    pub election: Vec<Cow<'d, str>>,
    /// As on the list; repeated at the foot of every page.
    pub area: Cow<'d, str>,
    /// Which list and version it belongs to.
    pub about: Cow<'d, str>,
    /// Such as "phiên bản 3 – 1a2b3c4d5e6f", at the foot of every page.
    pub version: Cow<'d, str>,
    /// What the QR symbol beside the titles says; empty: there is none.
    pub qr: Cow<'d, str>,
    pub levels: Levels,
    /// The parts that have rows.
    pub sections: Vec<SupplementSection<'d>>,
    /// Sentences under the table.
    pub sums: Vec<Cow<'d, str>>,
    pub signature: Signature<'d>,
}

/// A part of a supplementary list.
#[derive(Clone, PartialEq, Eq)]
pub struct SupplementSection<'d> {
    /// Such as "I. Bổ sung".
    pub heading: Cow<'d, str>,
    pub changes: Vec<SupplementChange<'d>>,
}

/// What happened to one row.
#[derive(Clone, PartialEq, Eq)]
pub struct SupplementChange<'d> {
    /// The row as it was, printed struck through above the row as it is; `None` where that tells nothing.
    pub before: Option<ListRow<'d>>,
    /// The row as it is; struck through where it was removed.
    pub after: ListRow<'d>,
    /// The legal ground, fit for posting.
    pub ground: Cow<'d, str>,
}

/// The voter's cards of one area, one card a page.
#[derive(Clone)]
pub struct CardDocument<'d> {
    pub form: &'static CardForm,
    /// The document's title in its properties.
    pub title: Cow<'d, str>,
    /// The document's date in its properties: the roll's, never the clock's.
    pub date: NaiveDate,
    pub committee: Vec<Cow<'d, str>>,
    /// Under "THẺ CỬ TRI": the election and its term.
    pub election: Vec<Cow<'d, str>>,
    /// The area's number as printed, such as "01".
    pub area_number: Cow<'d, str>,
    /// The commune with its kind, such as "xã Xuân Hòa".
    pub commune: Cow<'d, str>,
    /// The province with its kind, such as "tỉnh Ninh Bình".
    pub province: Cow<'d, str>,
    pub signature: Signature<'d>,
    pub cards: Vec<Card<'d>>,
    /// The cards of rows that came or were corrected later, a part for each day.
    pub of_later_days: Vec<Self>,
}

/// One voter's card.
#[derive(Clone, PartialEq, Eq)]
pub struct Card<'d> {
    /// The number of the voter's row.
    pub number: u32,
    pub full_name: Cow<'d, str>,
    /// The known part, such as "15/03/1990" or "1990".
    pub birth_date: Cow<'d, str>,
    pub sex: Sex,
    pub residence: Cow<'d, str>,
    /// As cards may show it; empty: there is no such line.
    pub personal_id: Cow<'d, str>,
    /// What the QR symbol says.
    pub qr: Cow<'d, str>,
}

/// The cards that one version takes back, each signed for by the one who hands it back. An official paper.
#[derive(Clone, PartialEq, Eq)]
pub struct ReturnDocument<'d> {
    pub title: Cow<'d, str>,
    /// The version's date.
    pub date: NaiveDate,
    pub committee: Vec<Cow<'d, str>>,
    pub election: Vec<Cow<'d, str>>,
    /// As on the list; repeated at the foot of every page.
    pub area: Cow<'d, str>,
    /// Such as "phiên bản 3 – 1a2b3c4d5e6f".
    pub version: Cow<'d, str>,
    /// What the QR symbol beside the titles says; empty: there is none.
    pub qr: Cow<'d, str>,
    pub cards: Vec<ReturnedCard<'d>>,
    pub signature: Signature<'d>,
}

/// A card to take back.
#[derive(Clone, PartialEq, Eq)]
pub struct ReturnedCard<'d> {
    pub number: u32,
    pub full_name: Cow<'d, str>,
    pub birth_date: Cow<'d, str>,
    pub sex: Sex,
    pub residence: Cow<'d, str>,
}

/// A commune's register of complaints. An official paper.
#[derive(Clone, PartialEq, Eq)]
pub struct RegisterDocument<'d> {
    pub title: Cow<'d, str>,
    pub date: NaiveDate,
    pub committee: Vec<Cow<'d, str>>,
    pub election: Vec<Cow<'d, str>>,
    /// Such as "xã Xuân Hòa, tỉnh Ninh Bình"; repeated at the foot of every page.
    pub place: Cow<'d, str>,
    /// In the order of the register.
    pub rows: Vec<RegisterRow<'d>>,
    pub signature: Signature<'d>,
}

/// A complaint as the register shows it, its wording done.
#[derive(Clone, PartialEq, Eq)]
pub struct RegisterRow<'d> {
    pub complaint_id: Cow<'d, str>,
    pub opened: Cow<'d, str>,
    pub area: Cow<'d, str>,
    pub complainant: Cow<'d, str>,
    pub personal_id: Cow<'d, str>,
    pub subject: Cow<'d, str>,
    pub statement: Cow<'d, str>,
    pub due: Cow<'d, str>,
    pub state: Cow<'d, str>,
    pub decision: Cow<'d, str>,
}
