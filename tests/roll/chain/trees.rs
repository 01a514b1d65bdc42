//! Merkle trees, and the digests of communes, provinces and the nation over them.

use super::{roll, rolls};
use cutri::people::{AreaCode, ProvinceCode};
use cutri::roll::chain::{
    Digest, commune_digest, merkle, nation_digest, posted, province_digest, province_digests, row_digest,
};
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// The leaves of the tests of RFC 6962's first implementation (certificate-transparency-go), as hexadecimal digits.
const LEAVES: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

/// The roots over the first 0, 1, … of them.
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn bytes(digits: &str) -> Vec<u8> {
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

/// SHA-256 over parts, as an outsider computes it.
fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    Sha256::digest(parts.concat()).into()
}

#[test]
fn rfc_6962_known_trees_have_their_known_roots() {
    let leaves = LEAVES.map(bytes);
    for (count, root) in ROOTS.iter().enumerate() {
        assert_eq!(merkle::root(&leaves[..count]).to_string(), *root, "{count} leaves");
    }
}

#[test]
fn rfc_6962_every_leaf_of_every_tree_has_a_path_and_another_leaf_or_place_does_not_fit_it() {
    let leaves: Vec<[u8; 1]> = (0..70).map(|leaf| [leaf]).collect();
    for count in 0..leaves.len() {
        let leaves = &leaves[..count];
        let root = Some(merkle::root(leaves));
        for (index, leaf) in leaves.iter().enumerate() {
            let path = merkle::path(leaves, index).unwrap();
            assert_eq!((path.index(), path.size()), (index as u64, count as u64));
            assert_eq!(path.root_from(leaf), root, "{index} of {count}");
            assert_ne!(path.root_from([99]), root, "{index} of {count}");
            for other in (0..count).filter(|other| *other != index) {
                assert_ne!(merkle::path(leaves, other).unwrap().root_from(leaf), root, "{index} of {count}");
            }
        }
        assert_eq!(merkle::path(leaves, count), None);
    }
}

#[test]
fn a_node_is_not_read_as_a_leaf() {
    let [one, other, third, fourth] = [[1], [2], [3], [4]];
    let nodes = [[one, other], [third, fourth]].map(|pair| {
        let [left, right] = pair.map(|leaf| sha256(&[&[0], &leaf]));
        [left, right].concat()
    });
    assert_ne!(merkle::root(&nodes), merkle::root(&[one, other, third, fourth]));
}

#[test]
fn what_is_hashed_is_what_the_module_says() {
    let row = sha256(&[b"cutri-row-1\n", b"{\"n\":1}"]);
    assert_eq!(row_digest(b"{\"n\":1}").as_bytes(), &row);

    let roll_and_area = [&8_u64.to_be_bytes()[..], b"roll-one", &4_u64.to_be_bytes(), b"A-01"].concat();
    let root = sha256(&[&[0], &row]);
    let digest =
        sha256(&[b"cutri-posted-1\n", &roll_and_area, &1_u32.to_be_bytes(), &1_u64.to_be_bytes(), &root]);
    let area = AreaCode::parse("A-01").unwrap();
    let link = posted("roll-one", &area, 1, &[Digest::from_bytes(row)]);
    assert_eq!((link.version, link.digest.as_bytes()), (1, &digest));

    let whole = sha256(&[b"cutri-link-1\n", &1_u32.to_be_bytes(), &digest]);
    let leaf = sha256(&[b"cutri-area-1\n", &4_u64.to_be_bytes(), b"A-01", &whole]);
    let commune = sha256(&[b"cutri-commune-1\n", &1_u64.to_be_bytes(), &sha256(&[&[0], &leaf])]);
    assert_eq!(commune_digest(&BTreeMap::from([(area, link)])).as_bytes(), &commune);

    let leaf = sha256(&[b"cutri-nation-member-1\n", &2_u64.to_be_bytes(), b"31", &commune]);
    let nation = sha256(&[b"cutri-nation-1\n", &1_u64.to_be_bytes(), &sha256(&[&[0], &leaf])]);
    let province = ProvinceCode::parse("31").unwrap();
    let provinces = BTreeMap::from([(province, Digest::from_bytes(commune))]);
    assert_eq!(nation_digest(&provinces).as_bytes(), &nation);
}

#[test]
fn no_row_no_area_and_no_commune_have_digests_of_their_own() {
    let no_rows: [Digest; 0] = [];
    let empty = [
        merkle::root(&no_rows),
        posted("roll", &AreaCode::parse("A").unwrap(), 1, &no_rows).digest,
        commune_digest(&BTreeMap::new()),
        province_digest(&BTreeMap::new()),
        nation_digest(&BTreeMap::new()),
    ];
    for (at, digest) in empty.iter().enumerate() {
        assert!(!empty[..at].contains(digest), "{digest}");
    }
}

#[test]
fn a_change_in_one_area_changes_its_commune_and_province_and_no_other() {
    let before = roll();
    let mut after = before.clone();
    after.areas[0].versions.pop();
    let differ = |roll: &super::Roll| (roll.communes(), roll.nation());
    let ((before, nation_before), (after, nation_after)) = (differ(&before), differ(&after));
    assert_ne!(nation_before, nation_after);
    let changed = before.iter().flat_map(|(province, communes)| {
        let other = &after[province];
        communes.iter().filter(|(code, digest)| other[*code] != **digest).map(|(code, _)| code.as_str())
    });
    assert_eq!(changed.collect::<Vec<_>>(), ["10000"]);
    let (before, after) = (province_digests(&before), province_digests(&after));
    let changed = before.iter().filter(|(code, digest)| after[*code] != **digest);
    assert_eq!(changed.map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["10"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_in_which_areas_come_changes_nothing(roll in rolls()) {
        let mut reversed = roll.clone();
        reversed.areas.reverse();
        prop_assert_eq!(reversed.nation(), roll.nation());
    }

    #[test]
    fn a_digest_is_read_as_it_is_written(bytes in any::<[u8; 32]>()) {
        let digest = Digest::from_bytes(bytes);
        prop_assert_eq!(digest.to_string().parse(), Ok(digest));
        let json = serde_json::to_string(&digest).unwrap();
        prop_assert_eq!(serde_json::from_str::<Digest>(&json).unwrap(), digest);
        prop_assert_eq!(json, format!("\"{digest}\""));
    }
}

#[test]
fn a_text_that_is_no_digest_is_refused() {
    let digest = row_digest(b"").to_string();
    for text in
        ["", &digest[1..], &format!("{digest}0"), &digest.to_uppercase(), &digest.replacen('0', "g", 1), "é"]
    {
        assert!(text.parse::<Digest>().is_err(), "{text}");
    }
}
