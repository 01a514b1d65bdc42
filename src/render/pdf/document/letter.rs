//! Papers of one page: letters, decisions, covers.

use super::Signature;
use chrono::NaiveDate;
use std::borrow::Cow;

/// The page of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterPage {
    A4,
    A5Landscape,
    /// A4 with a frame and large letters, to be read on a shelf.
    Cover,
}

/// Where place and date stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterDate {
    /// Under the national title, as Decree 30/2020 has it for decisions.
    Head,
    /// Above who signs.
    Signature,
}

/// One page: to one person, such as a certificate, a receipt, a notice, or around other papers.
#[derive(Clone, PartialEq, Eq)]
pub struct LetterDocument<'d> {
    pub page: LetterPage,
    /// The form's number, in the top right corner; empty: none.
    pub form: &'static str,
    pub title: Cow<'d, str>,
    pub date: NaiveDate,
    pub committee: Vec<Cow<'d, str>>,
    /// Such as "Số: 12/GCN-UBND", under the committee; empty: none.
    pub document_no: Cow<'d, str>,
    pub date_at: LetterDate,
    /// What the letter is, in capitals.
    pub name: Cow<'d, str>,
    /// The lines under the name.
    pub about: Vec<Cow<'d, str>>,
    pub fields: Vec<LetterField<'d>>,
    pub signature: Signature<'d>,
    /// Who gets it, beside the signature; none: there is no such block.
    pub recipients: Vec<Cow<'d, str>>,
    /// At the foot of the page.
    pub running: Cow<'d, str>,
    /// What the QR symbol at the lower left says; empty: there is none.
    pub qr: Cow<'d, str>,
}

/// How a field is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterStyle {
    /// The value beside the label; without a label a sentence over the whole width.
    Plain,
    /// The same with a bold value.
    Strong,
    /// A ground of a decision: a paragraph in italics.
    Ground,
    /// A bold line in the middle.
    Heading,
    /// A paragraph that begins with its label in bold, such as "Điều 1."
    Article,
    /// The value at the right margin, and dots up to it; without a value room to write by hand.
    Leader,
}

/// A label and its value.
#[derive(Clone, PartialEq, Eq)]
pub struct LetterField<'d> {
    /// Such as "Họ và tên:".
    pub label: Cow<'d, str>,
    pub value: Cow<'d, str>,
    pub style: LetterStyle,
}
