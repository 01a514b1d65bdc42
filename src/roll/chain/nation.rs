//! The digests over all lists: a commune's over its areas', a province's over its communes', the nation's over its
//! provinces', each in the order of codes. A change in one area needs its commune's areas and the communes' digests anew,
//! no other area.

use super::digest::Hasher;
use super::merkle::{self, Path};
use super::{AreaLink, Digest};
use crate::people::{AreaCode, CommuneCode, ProvinceCode};
use std::collections::BTreeMap;

/// A tree whose members have codes; its size is hashed with its root.
pub(super) struct Tier {
    member: &'static str,
    whole: &'static str,
}

/// Areas in a commune.
pub(super) const COMMUNE: Tier = Tier { member: "cutri-area-1", whole: "cutri-commune-1" };
/// Communes in a province.
pub(super) const PROVINCE: Tier = Tier { member: "cutri-province-member-1", whole: "cutri-province-1" };
/// Provinces in the nation.
pub(super) const NATION: Tier = Tier { member: "cutri-nation-member-1", whole: "cutri-nation-1" };

impl Tier {
    /// The leaf of a member.
    pub(super) fn leaf(&self, code: &str, digest: &Digest) -> Digest {
        Hasher::labelled(self.member).text(code).digest(digest).finish()
    }

    fn over(&self, leaves: &[Digest]) -> Digest {
        self.sized(leaves.len() as u64, &merkle::root(leaves))
    }

    fn sized(&self, members: u64, root: &Digest) -> Digest {
        Hasher::labelled(self.whole).count(members).digest(root).finish()
    }

    /// The digest of the whole, if this member stands at the end of the path.
    pub(super) fn digest_from(&self, path: &Path, code: &str, digest: &Digest) -> Option<Digest> {
        Some(self.sized(path.size(), &path.root_from(self.leaf(code, digest))?))
    }
}

/// The leaves of a commune.
pub(super) fn area_leaves(areas: &BTreeMap<AreaCode, AreaLink>) -> Vec<Digest> {
    areas.iter().map(|(code, link)| COMMUNE.leaf(code.as_str(), &link.whole())).collect()
}

/// The leaves of a province.
pub(super) fn commune_leaves(communes: &BTreeMap<CommuneCode, Digest>) -> Vec<Digest> {
    communes.iter().map(|(code, digest)| PROVINCE.leaf(code.as_str(), digest)).collect()
}

/// The leaves of the nation.
pub(super) fn province_leaves(provinces: &BTreeMap<ProvinceCode, Digest>) -> Vec<Digest> {
    provinces.iter().map(|(code, digest)| NATION.leaf(code.as_str(), digest)).collect()
}

/// The digest of a commune over the latest versions of its areas' lists.
pub fn commune_digest(areas: &BTreeMap<AreaCode, AreaLink>) -> Digest {
    COMMUNE.over(&area_leaves(areas))
}

/// The digest of a province over its communes'.
pub fn province_digest(communes: &BTreeMap<CommuneCode, Digest>) -> Digest {
    PROVINCE.over(&commune_leaves(communes))
}

/// The digest of the nation over its provinces'.
pub fn nation_digest(provinces: &BTreeMap<ProvinceCode, Digest>) -> Digest {
    NATION.over(&province_leaves(provinces))
}

/// The digest of each province, from the digests of the communes in it.
pub fn province_digests(
    communes: &BTreeMap<ProvinceCode, BTreeMap<CommuneCode, Digest>>,
) -> BTreeMap<ProvinceCode, Digest> {
    communes.iter().map(|(code, communes)| (code.clone(), province_digest(communes))).collect()
}
