//! The forms of certificates.

/// Everything a certificate prints, with blanks for what is the bearer's.
///
/// The blanks: `full_name`, `birth_date`, `sex`, `personal_id`, `residence`, `current`, `unit`, `number` of the card, `area`,
/// `commune` and `province` of the own list; `to_commune`, `to_province`, `to_area` where the bearer votes; `committee`,
/// `bodies` and `election_day`.
#[derive(Debug)]
pub struct CertificateForm {
    /// Such as "Mẫu số 11/HĐBC"; empty: none.
    pub number: &'static str,
    pub name: &'static str,
    /// The lines under the name.
    pub about: &'static [&'static str],
    pub lines: &'static [CertificateLine],
    /// Such as "Ngày {day} tháng {month} năm {year}"; empty: place and date, as on letters.
    pub dated: &'static str,
    pub signer: Signer,
    /// Under who signs, a line each.
    pub signed: &'static [&'static str],
}

/// A line: a label and what stands beside it, or a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CertificateLine {
    /// Empty: a paragraph over the whole width.
    pub label: &'static str,
    pub text: &'static str,
    pub strong: bool,
}

impl CertificateLine {
    /// A label and a value.
    pub const fn field(label: &'static str, text: &'static str) -> Self {
        Self { label, text, strong: false }
    }

    /// A paragraph.
    pub const fn paragraph(text: &'static str) -> Self {
        Self::field("", text)
    }
}

/// Who signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signer {
    /// The committee of the own commune, whose name heads the paper.
    Committee,
    /// The commander of the unit, whose name heads it.
    Commander,
}
