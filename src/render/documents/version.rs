//! Which version of an area's list a document shows.

use super::AreaPlace;
use crate::changes::Supplement;
use crate::render::Language;
use crate::render::words::Words;
use chrono::NaiveDate;

/// How many hexadecimal digits of a digest are printed.
const DIGITS: usize = 12;

/// A version of an area's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListVersion {
    /// 0 before posting, 1 as posted, then one more with every change.
    pub version: u32,
    /// The first 12 hexadecimal digits of the digest of the area's canonical entries.
    pub digest: String,
    /// The date its papers are signed with.
    pub dated: NaiveDate,
}

impl ListVersion {
    /// A version by the whole digest of the area's entries.
    pub fn new(version: u32, digest: &str, dated: NaiveDate) -> Self {
        Self { version, digest: digest.chars().take(DIGITS).collect(), dated }
    }

    /// The lists before posting.
    pub fn draft(digest: &str, dated: NaiveDate) -> Self {
        Self::new(0, digest, dated)
    }

    /// The version that a supplement made.
    pub fn of(supplement: &Supplement) -> Self {
        Self::new(supplement.issue.version, &supplement.issue.digest, supplement.issue.at.date())
    }

    /// Such as "phiên bản 3 – 1a2b3c4d5e6f", or "dự thảo – 1a2b3c4d5e6f".
    pub(in crate::render) fn words(&self) -> String {
        format!("{} – {}", Words(Language::Vietnamese).version(self.version), self.digest)
    }

    /// What the QR symbol of a list says: election, area, version and digest.
    pub(super) fn qr(&self, place: &AreaPlace<'_>) -> String {
        let Self { version, digest, .. } = self;
        format!("cutri;{};{};v{version};{digest}", place.election.id, place.area.area_code)
    }
}
