//! The digests, chains, signatures and proofs of posted lists, on invented rolls of a few areas.

mod forgeries;
mod keys;
mod lists;
mod proofs;
mod statements;
mod trees;

use cutri::people::{AreaCode, CommuneCode, ProvinceCode};
use cutri::roll::chain::{
    AreaLink, AreaVersion, Digest, Evidence, EvidenceError, Proof, RowEdit, Signed, SigningKey, Statement,
    commune_digest, nation_digest, next, posted, province_digests, row_digest,
};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A row as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    document: Vec<u8>,
}

impl Row {
    /// The row of an area's number, different in each version.
    fn of(area: &AreaCode, number: u32, version: u32) -> Self {
        let document = format!(r#"{{"a":"{area}","n":{number},"fn":"Cử tri {version}"}}"#);
        Self { document: document.into_bytes() }
    }

    fn digest(&self) -> Digest {
        row_digest(&self.document)
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.document).expect("a row was written as text")
    }
}

/// The list of an area in all its versions.
#[derive(Debug, Clone)]
struct AreaHistory {
    province: ProvinceCode,
    commune: CommuneCode,
    area: AreaCode,
    posted_version: u32,
    posted: Vec<Row>,
    versions: Vec<(u32, Vec<(u32, Row)>)>,
}

impl AreaHistory {
    /// The area of a place in the roll, with so many rows posted; each version rewrites rows by their numbers.
    fn new(place: usize, rows: u32, versions: &[(u32, BTreeSet<u32>)]) -> Self {
        let province = format!("1{}", place % 2);
        let commune = format!("{province}00{}", place / 2 % 2);
        let area = AreaCode::parse(&format!("{commune}-{place:02}")).unwrap();
        let written = |(version, numbers): &(u32, BTreeSet<u32>)| {
            let rows = numbers.iter().map(|number| (*number, Row::of(&area, *number, *version)));
            (*version, rows.collect())
        };
        Self {
            province: ProvinceCode::parse(&province).unwrap(),
            commune: CommuneCode::parse(&commune).unwrap(),
            posted_version: 1,
            posted: (1..=rows).map(|number| Row::of(&area, number, 1)).collect(),
            versions: versions.iter().map(written).collect(),
            area,
        }
    }

    fn posted_digests(&self) -> Vec<Digest> {
        self.posted.iter().map(Row::digest).collect()
    }

    fn versions(&self) -> Vec<AreaVersion> {
        let versions = self.versions.iter().map(|(version, rows)| AreaVersion {
            version: *version,
            edits: rows.iter().map(|(number, row)| RowEdit { number: *number, row: row.digest() }).collect(),
        });
        versions.collect()
    }

    /// The latest link.
    fn link(&self, roll_id: &str) -> AreaLink {
        let first = posted(roll_id, &self.area, self.posted_version, &self.posted_digests());
        let link = |link, version: AreaVersion| next(&link, version.version, &version.edits).expect("rising");
        self.versions().into_iter().fold(first, link)
    }

    /// Every row in every version, with the version and whether it stands so at the end.
    fn rows(&self) -> Vec<(u32, u32, &Row, bool)> {
        let posted = (1..).zip(&self.posted).map(|(number, row)| (1, number, row));
        let later = self.versions.iter();
        let later =
            later.flat_map(|(version, rows)| rows.iter().map(|(number, row)| (*version, *number, row)));
        let all: Vec<_> = posted.chain(later).collect();
        let last = |number| all.iter().filter(|row| row.1 == number).map(|row| row.0).max();
        all.iter()
            .map(|(version, number, row)| (*version, *number, *row, last(*number) == Some(*version)))
            .collect()
    }
}

/// A whole roll in all its versions.
#[derive(Debug, Clone)]
struct Roll {
    roll_id: String,
    areas: Vec<AreaHistory>,
}

impl Roll {
    /// The latest link of every list of a commune.
    fn links(&self, commune: &CommuneCode) -> BTreeMap<AreaCode, AreaLink> {
        let own = self.areas.iter().filter(|area| &area.commune == commune);
        own.map(|area| (area.area.clone(), area.link(&self.roll_id))).collect()
    }

    fn communes(&self) -> BTreeMap<ProvinceCode, BTreeMap<CommuneCode, Digest>> {
        let mut communes: BTreeMap<ProvinceCode, BTreeMap<CommuneCode, Digest>> = BTreeMap::new();
        for AreaHistory { province, commune, .. } in &self.areas {
            let digest = commune_digest(&self.links(commune));
            communes.entry(province.clone()).or_default().insert(commune.clone(), digest);
        }
        communes
    }

    fn nation(&self) -> Digest {
        nation_digest(&province_digests(&self.communes()))
    }

    /// The statement of the latest version.
    fn statement(&self) -> Statement {
        let versions = self.areas.iter().flat_map(|area| &area.versions).map(|(version, _)| *version);
        Statement {
            roll_id: self.roll_id.clone(),
            version: versions.max().unwrap_or(1),
            at: "2026-02-03T08:00:00".parse().unwrap(),
            snapshot_id: "vn-2026-01-20".into(),
            nation: self.nation(),
            previous: None,
            grounds: None,
        }
    }

    /// The proof of a row, under the latest statement.
    fn prove(&self, area: &AreaHistory, number: u32, row: &Row) -> Result<Proof, EvidenceError> {
        let (communes, statement) = (self.communes(), self.statement());
        Evidence {
            province_code: &area.province,
            commune_code: &area.commune,
            area_code: &area.area,
            posted_version: area.posted_version,
            posted: &area.posted_digests(),
            versions: &area.versions(),
            areas: &self.links(&area.commune),
            communes: &communes[&area.province],
            provinces: &province_digests(&communes),
            signed: Some(signed(&key(), &statement)),
            statement: &statement,
        }
        .prove(number, row.text())
    }
}

/// The authority's key.
fn key() -> SigningKey {
    SigningKey::from_seed([7; 32])
}

fn signed(key: &SigningKey, statement: &Statement) -> Signed {
    Signed { public_key: key.public(), signature: key.sign(&statement.bytes()) }
}

/// Seven areas in four communes of two provinces; the first list has three rows and three versions.
fn roll() -> Roll {
    let rewrite = |version, numbers: &[u32]| (version, numbers.iter().copied().collect());
    let versions: [&[_]; 7] = [
        &[rewrite(2, &[2, 4]), rewrite(4, &[1])],
        &[rewrite(3, &[1])],
        &[],
        &[],
        &[rewrite(2, &[6])],
        &[],
        &[rewrite(4, &[1, 2, 3])],
    ];
    let area = |(place, versions): (usize, &&[_])| AreaHistory::new(place, 3 + place as u32, versions);
    Roll { roll_id: "0123456789ab".into(), areas: versions.iter().enumerate().map(area).collect() }
}

/// How many rows are posted, and the rows that later versions write, each so many versions after the one before.
type Plan = (u32, Vec<(u32, BTreeSet<u32>)>);

/// Any small roll.
fn rolls() -> impl Strategy<Value = Roll> {
    let versions = vec((1_u32..3, btree_set(1_u32..12, 1..4)), 0..4);
    vec((0_u32..9, versions), 1..8).prop_map(|plans| {
        let area = |(place, (rows, versions)): (usize, Plan)| {
            let mut version = 1;
            let risen = versions.into_iter().map(|(step, numbers)| {
                version += step;
                (version, numbers)
            });
            AreaHistory::new(place, rows, &risen.collect::<Vec<_>>())
        };
        Roll { roll_id: "0123456789ab".into(), areas: plans.into_iter().enumerate().map(area).collect() }
    })
}
