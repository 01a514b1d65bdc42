//! The versions of a roll against the digests of its lists: what each version stated, signed by whom.

use super::Problem;
use crate::lists::RollVersion;
use crate::people::{AreaCode, CommuneCode, ProvinceCode};
use crate::roll::chain::{self, AreaLink, Digest, PublicKey};
use chrono::NaiveDateTime;
use std::collections::{BTreeMap, BTreeSet};

/// An area with the links of all its versions.
pub(super) struct LinkedArea {
    pub area_code: AreaCode,
    pub links: Vec<AreaLink>,
    /// When each was made; local time.
    pub moments: Vec<NaiveDateTime>,
}

/// Each statement follows the one before, and is signed as it says, and with a trusted key if there are any: an office that
/// changed its key between versions is verified with both.
pub(super) fn check_statements(versions: &[RollVersion], trusted: &[PublicKey], problems: &mut Vec<Problem>) {
    let mut problem = |version: u32, message: String| {
        problems.push(Problem { file: "versions".to_owned(), line: Some(version.into()), message });
    };
    let mut previous: Option<&RollVersion> = None;
    for version in versions {
        let number = version.statement.version;
        let follows = match previous {
            Some(earlier) => version.statement.follows(&earlier.statement),
            None => version.statement.previous.is_none() && number == 1,
        };
        if !follows {
            problem(number, "the statement does not follow the one before".to_owned());
        }
        match (&version.signed, trusted) {
            (Some(signed), [_, ..]) if !trusted.contains(&signed.public_key) => {
                let found = signed.public_key.id();
                problem(number, format!("signed with key {found}, not with {}", ids(trusted)));
            }
            (Some(signed), _) => {
                if let Err(error) = signed.check(&version.statement) {
                    problem(number, error.to_string());
                }
            }
            (None, [_, ..]) => problem(number, format!("not signed with key {}", ids(trusted))),
            (None, []) => {}
        }
        previous = Some(version);
    }
}

/// Computes the digest of the nation at every version again, and checks statements and signatures. Gives the latest digest
/// of each commune.
pub(super) fn check_versions(
    versions: &[RollVersion],
    areas: Vec<(CommuneCode, LinkedArea)>,
    province_of: impl Fn(&CommuneCode) -> Option<ProvinceCode>,
    trusted: &[PublicKey],
    problems: &mut Vec<Problem>,
) -> BTreeMap<CommuneCode, Digest> {
    check_statements(versions, trusted, problems);
    let mut problem = |version: u32, message: String| {
        problems.push(Problem { file: "versions".to_owned(), line: Some(version.into()), message });
    };
    let mut written: BTreeMap<u32, Vec<(CommuneCode, AreaCode, AreaLink, NaiveDateTime)>> = BTreeMap::new();
    for (commune, area) in areas {
        for (link, at) in area.links.into_iter().zip(area.moments) {
            let step = (commune.clone(), area.area_code.clone(), link, at);
            written.entry(link.version).or_default().push(step);
        }
    }
    let mut latest: BTreeMap<CommuneCode, BTreeMap<AreaCode, AreaLink>> = BTreeMap::new();
    let mut provinces: BTreeMap<ProvinceCode, BTreeMap<CommuneCode, Digest>> = BTreeMap::new();
    for version in versions {
        let number = version.statement.version;
        let mut touched = BTreeSet::new();
        for (commune, area, link, at) in written.remove(&number).unwrap_or_default() {
            if at != version.statement.at {
                problem(number, format!("area {area} says that the version was made at another moment"));
            }
            latest.entry(commune.clone()).or_default().insert(area, link);
            touched.insert(commune);
        }
        for commune in touched {
            if let (Some(province), Some(areas)) = (province_of(&commune), latest.get(&commune)) {
                provinces.entry(province).or_default().insert(commune, chain::commune_digest(areas));
            }
        }
        let nation = chain::nation_digest(&chain::province_digests(&provinces));
        if nation != version.statement.nation {
            problem(number, "the lists are not those that the version stated".to_owned());
        }
    }
    if let Some(number) = written.keys().next() {
        problem(*number, "a list has a version that was never stated".to_owned());
    }
    provinces.into_values().flatten().collect()
}

/// The ids of trusted keys, any of which may have signed.
pub(super) fn ids(trusted: &[PublicKey]) -> String {
    let ids: Vec<String> = trusted.iter().map(PublicKey::id).collect();
    ids.join(" or ")
}
