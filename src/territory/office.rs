//! Who signs for a commune or a province, and how its papers begin and are numbered.

use crate::people::{CommuneCode, ProvinceCode};
use serde::{Deserialize, Serialize};

/// As what a person signs (Decree 30/2020).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignerRole {
    /// *Chủ tịch*
    Chairman,
    /// *Phó Chủ tịch*, for the chairman.
    Deputy,
}

impl SignerRole {
    /// Every role.
    pub const ALL: [Self; 2] = [Self::Chairman, Self::Deputy];

    /// The word of the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Chairman => "chairman",
            Self::Deputy => "deputy",
        }
    }
}

/// A People's Committee as its papers name it. What is unknown is left open on paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Office {
    /// Who signs, with the full name.
    pub signer_name: Option<String>,
    /// As what; unknown: as chairman, the form's own words.
    pub signer_role: Option<SignerRole>,
    /// Where papers are signed, as it stands before "ngày …".
    pub place: Option<String>,
    /// Who drew the list up (*người lập biểu*).
    pub drafted_by: Option<String>,
    /// What follows the number of a document, such as "UBND" in "Số: 12/TB-UBND".
    pub document_prefix: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
}

/// The office of a commune.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommuneOffice {
    pub commune_code: CommuneCode,
    #[serde(flatten)]
    pub office: Office,
}

/// The office of a province.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProvinceOffice {
    pub province_code: ProvinceCode,
    #[serde(flatten)]
    pub office: Office,
}
