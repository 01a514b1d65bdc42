//! The proof of one row: everything that leads from it to a signed statement, and no other person's data.

use super::list::posted_over;
use super::merkle::Path;
use super::nation::{COMMUNE, NATION, PROVINCE};
use super::{
    AreaLink, AreaVersion, Digest, ProofError, PublicKey, RowEdit, Signature, SignatureError, SigningKey,
    Statement, next, row_digest,
};
use crate::people::{AreaCode, CommuneCode, ProvinceCode};
use serde::{Deserialize, Serialize};
use std::fmt;

/// That a row stood in an area's list, and what became of it up to a statement.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    pub(super) format: Format,
    pub(super) province_code: ProvinceCode,
    pub(super) commune_code: CommuneCode,
    pub(super) area_code: AreaCode,
    pub(super) number: u32,
    /// The row as the store and `rows.jsonl` keep it.
    pub(super) document: String,
    pub(super) written: Written,
    /// Every later version of the area's list.
    pub(super) later: Vec<AreaVersion>,
    pub(super) in_commune: Path,
    pub(super) in_province: Path,
    pub(super) in_nation: Path,
    pub(super) statement: Statement,
    pub(super) signed: Option<Signed>,
}

/// The name of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Format {
    #[serde(rename = "cutri-proof-1")]
    Proof1,
}

/// Where the row was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum Written {
    /// In the list as posted: its way to the root over all rows.
    Posted { version: u32, path: Path },
    /// In a later version: the link before it, and all rows the version wrote.
    Later { previous: AreaLink, version: AreaVersion },
}

/// A signature over a statement's bytes, and the key that checks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    pub public_key: PublicKey,
    pub signature: Signature,
}

impl Signed {
    /// Signs a statement.
    pub fn new(key: &SigningKey, statement: &Statement) -> Self {
        Self { public_key: key.public(), signature: key.sign(&statement.bytes()) }
    }

    /// Whether the signature is the key's over the statement.
    ///
    /// # Errors
    /// [`SignatureError`] if it is not.
    pub fn check(&self, statement: &Statement) -> Result<(), SignatureError> {
        self.public_key.verify(&statement.bytes(), &self.signature)
    }
}

/// What a proof proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proved {
    /// The version of the roll in which the row was written so.
    pub written_in: u32,
    /// What became of it since.
    pub fate: Fate,
    /// Whose signature the statement has; without one the proof agrees with itself and no more.
    pub signer: Option<PublicKey>,
}

/// What became of a row up to the statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stands so.
    Stands,
    /// A version wrote it anew; since the last one that did it has this digest.
    Changed { version: u32, row: Digest },
}

/// Tells where, not whom: names stay out of logs and panics.
impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Proof({} no. {}, version {})", self.area_code, self.number, self.statement.version)
    }
}

/// What a row must say of its place; the rest of it is not this module's business.
#[derive(Deserialize)]
struct RowPlace {
    #[serde(rename = "a")]
    area_code: AreaCode,
    #[serde(rename = "n")]
    number: u32,
}

impl Proof {
    /// The area of the row.
    pub fn area_code(&self) -> &AreaCode {
        &self.area_code
    }

    /// The row's number in the area.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The row as the store and `rows.jsonl` keep it.
    pub fn document(&self) -> &str {
        &self.document
    }

    /// The digest of the row.
    pub fn row_digest(&self) -> Digest {
        row_digest(self.document.as_bytes())
    }

    /// The statement it leads to.
    pub fn statement(&self) -> &Statement {
        &self.statement
    }

    /// The key that its statement names, by its own words.
    pub fn signed_with(&self) -> Option<&PublicKey> {
        self.signed.as_ref().map(|signed| &signed.public_key)
    }

    /// Checks the proof without any other row. Only with a trusted key does it bind somebody; and only a statement that is
    /// known to be the latest tells what the row is today.
    ///
    /// # Errors
    /// [`ProofError`] if a key is trusted and the statement is not signed with it; if the signature is not over the
    /// statement; if the document is that of another row; or if the row, every later version of its list and the paths do not
    /// lead to the statement's digest.
    pub fn check(&self, trusted: Option<&PublicKey>) -> Result<Proved, ProofError> {
        let signer = self.check_signature(trusted)?;
        self.check_place()?;
        let (link, fate) = self.latest()?;
        if link.version > self.statement.version {
            return Err(ProofError::Later { list: link.version, statement: self.statement.version });
        }
        if self.nation(&link)? != self.statement.nation {
            return Err(ProofError::Nation);
        }
        Ok(Proved { written_in: self.written.version(), fate, signer })
    }

    fn check_signature(&self, trusted: Option<&PublicKey>) -> Result<Option<PublicKey>, ProofError> {
        let Some(Signed { public_key, signature }) = &self.signed else {
            let unsigned = |trusted: &PublicKey| Err(ProofError::Unsigned { trusted: trusted.id() });
            return trusted.map_or(Ok(None), unsigned);
        };
        if let Some(trusted) = trusted.filter(|trusted| *trusted != public_key) {
            return Err(ProofError::OtherKey { trusted: trusted.id(), found: public_key.id() });
        }
        public_key.verify(&self.statement.bytes(), signature)?;
        Ok(Some(*public_key))
    }

    fn check_place(&self) -> Result<(), ProofError> {
        let place = serde_json::from_str::<RowPlace>(&self.document).ok();
        let own = place.is_some_and(|it| it.area_code == self.area_code && it.number == self.number);
        own.then_some(())
            .ok_or_else(|| ProofError::Row { area: self.area_code.to_string(), number: self.number })
    }

    /// The area's latest link, and what became of the row on the way.
    fn latest(&self) -> Result<(AreaLink, Fate), ProofError> {
        let row = self.row_digest();
        let mut link = self.first_link(&row)?;
        let mut fate = Fate::Stands;
        for AreaVersion { version, edits } in &self.later {
            link = next(&link, *version, edits)?;
            // `next` saw the numbers rise: a row is written once in a version.
            match edits.iter().find(|edit| edit.number == self.number) {
                Some(edit) if edit.row == row => fate = Fate::Stands,
                Some(edit) => fate = Fate::Changed { version: *version, row: edit.row },
                None => {}
            }
        }
        Ok((link, fate))
    }

    /// The link of the version that wrote the row.
    fn first_link(&self, row: &Digest) -> Result<AreaLink, ProofError> {
        let nowhere = || ProofError::Place { area: self.area_code.to_string(), number: self.number };
        match &self.written {
            Written::Posted { version, path } => {
                if path.index().checked_add(1) != Some(self.number.into()) {
                    return Err(nowhere());
                }
                let root = path.root_from(row).ok_or(ProofError::Path("in the posted list"))?;
                Ok(posted_over(&self.statement.roll_id, &self.area_code, *version, path.size(), &root))
            }
            Written::Later { previous, version } => {
                let edit = RowEdit { number: self.number, row: *row };
                version.edits.contains(&edit).then_some(()).ok_or_else(nowhere)?;
                Ok(next(previous, version.version, &version.edits)?)
            }
        }
    }

    /// The nation's digest, if this is the area's latest link.
    fn nation(&self, link: &AreaLink) -> Result<Digest, ProofError> {
        let commune = COMMUNE
            .digest_from(&self.in_commune, self.area_code.as_str(), &link.whole())
            .ok_or(ProofError::Path("in_commune"))?;
        let province = PROVINCE
            .digest_from(&self.in_province, self.commune_code.as_str(), &commune)
            .ok_or(ProofError::Path("in_province"))?;
        NATION
            .digest_from(&self.in_nation, self.province_code.as_str(), &province)
            .ok_or(ProofError::Path("in_nation"))
    }
}

impl Written {
    /// The version of the roll that wrote the row.
    fn version(&self) -> u32 {
        match self {
            Self::Posted { version, .. } => *version,
            Self::Later { version, .. } => version.version,
        }
    }
}
