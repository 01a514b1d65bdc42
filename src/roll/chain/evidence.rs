//! What a proof is made from.

use super::nation::{area_leaves, commune_leaves, province_leaves};
use super::proof::Format;
use super::{
    AreaLink, AreaVersion, ChainError, Digest, Proof, ProofError, Signed, Statement, Written, merkle, next,
    posted, row_digest,
};
use crate::people::{AreaCode, CommuneCode, ProvinceCode};
use std::collections::BTreeMap;

/// Everything that is known of one area's list at a statement, to prove any of its rows.
#[derive(Debug, Clone)]
pub struct Evidence<'a> {
    pub province_code: &'a ProvinceCode,
    pub commune_code: &'a CommuneCode,
    pub area_code: &'a AreaCode,
    /// The version that was posted.
    pub posted_version: u32,
    /// The digests of the rows as posted, by number.
    pub posted: &'a [Digest],
    /// The later versions of the area's list up to the statement, in their order.
    pub versions: &'a [AreaVersion],
    /// The latest links of all areas of the commune.
    pub areas: &'a BTreeMap<AreaCode, AreaLink>,
    /// The digests of all communes of the province.
    pub communes: &'a BTreeMap<CommuneCode, Digest>,
    /// The digests of all provinces.
    pub provinces: &'a BTreeMap<ProvinceCode, Digest>,
    pub statement: &'a Statement,
    pub signed: Option<Signed>,
}

/// Why there is no proof.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EvidenceError {
    /// No version wrote the row so.
    #[error(
        "no version of the list of area {area} holds row {number} as given; give the row as it was written"
    )]
    Unwritten { area: String, number: u32 },
    /// A tree lacks the member.
    #[error("{0} is not among the digests given; give those of the statement's version")]
    Member(String),
    /// The versions of the list make no sense.
    #[error("the list of the area: {0}")]
    Chain(#[from] ChainError),
    /// The parts do not agree with the statement.
    #[error("the parts of the proof do not agree: {0}")]
    Disagrees(#[from] ProofError),
}

impl Evidence<'_> {
    /// Proves a row as the latest version that wrote it so has it. The proof has been checked.
    ///
    /// # Errors
    /// [`EvidenceError`] if no version wrote the row so, or what was given does not lead to the statement.
    pub fn prove(&self, number: u32, document: &str) -> Result<Proof, EvidenceError> {
        let (written, later) = self.written(number, &row_digest(document.as_bytes()))?;
        let (area, commune, province) = (self.area_code, self.commune_code, self.province_code);
        let path = |leaves: Vec<Digest>, place: Option<usize>, code: &str| {
            let path = place.and_then(|place| merkle::path(&leaves, place));
            path.ok_or_else(|| EvidenceError::Member(code.to_owned()))
        };
        let place_of_area = self.areas.keys().position(|code| code == area);
        let place_of_commune = self.communes.keys().position(|code| code == commune);
        let place_of_province = self.provinces.keys().position(|code| code == province);
        let proof = Proof {
            format: Format::Proof1,
            province_code: province.clone(),
            commune_code: commune.clone(),
            area_code: area.clone(),
            number,
            document: document.to_owned(),
            written,
            later,
            in_commune: path(area_leaves(self.areas), place_of_area, area.as_str())?,
            in_province: path(commune_leaves(self.communes), place_of_commune, commune.as_str())?,
            in_nation: path(province_leaves(self.provinces), place_of_province, province.as_str())?,
            statement: self.statement.clone(),
            signed: self.signed,
        };
        proof.check(None)?;
        Ok(proof)
    }

    /// Where the row was last written so, and the versions since.
    fn written(&self, number: u32, row: &Digest) -> Result<(Written, Vec<AreaVersion>), EvidenceError> {
        let writes = |version: &AreaVersion| version.row(number) == Some(*row);
        if let Some(place) = self.versions.iter().rposition(writes) {
            let previous = self.link_before(place)?;
            let version = self.versions[place].clone();
            return Ok((Written::Later { previous, version }, self.versions[place + 1..].to_vec()));
        }
        let unwritten = || EvidenceError::Unwritten { area: self.area_code.to_string(), number };
        let index =
            number.checked_sub(1).and_then(|index| usize::try_from(index).ok()).ok_or_else(unwritten)?;
        let path = merkle::path(self.posted, index).filter(|_| self.posted[index] == *row);
        let path = path.ok_or_else(unwritten)?;
        Ok((Written::Posted { version: self.posted_version, path }, self.versions.to_vec()))
    }

    /// The link that the version at a place follows.
    fn link_before(&self, place: usize) -> Result<AreaLink, ChainError> {
        let first = posted(&self.statement.roll_id, self.area_code, self.posted_version, self.posted);
        self.versions[..place]
            .iter()
            .try_fold(first, |link, version| next(&link, version.version, &version.edits))
    }
}
