//! The forms of an election as its Council prescribed them: columns, words, marks and sizes, as data. PDF, workbooks, CSV
//! and pages take them from here.
//!
//! A profile is a file of data with its source; [`of`] finds it by the name that a roll keeps. Knows no roll, no page and
//! no way of drawing.

mod card;
mod certificate;
mod council_2026;
mod draft_2026;
mod election;
mod list;
mod row;
mod template;

pub use card::{CardField, CardForm, CardLine, Geometry, Span, StampAt};
pub use certificate::{CertificateForm, CertificateLine, Signer};
pub use election::Titles;
pub use list::{Column, CountedSum, DataColumn, DateAt, Field, ListForm, ListWords, Marks, TotalRow};
pub(in crate::render) use row::masked;
pub use row::{ListCopy, ListRow};
pub use template::{Blank, fill};

use crate::law::FormProfile;

/// Everything that is printed in a form of the Council.
#[derive(Debug)]
pub struct Forms {
    /// Where the forms come from.
    pub source: &'static str,
    pub list: ListForm,
    pub card: CardForm,
    /// To vote elsewhere (Art. 34).
    pub elsewhere: CertificateForm,
    /// For a serviceman who votes at the residence (Art. 31.2); drafts had none and print the Council's.
    pub serviceman: CertificateForm,
}

/// The forms of this name.
pub fn of(profile: FormProfile) -> &'static Forms {
    match profile {
        FormProfile::Draft2026 => &draft_2026::FORMS,
        FormProfile::Council2026 => &council_2026::FORMS,
    }
}
