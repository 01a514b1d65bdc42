//! Merkle trees as in RFC 6962, section 2.1: one digest over many leaves, and short paths that prove each of them.
//!
//! A tree is built row by row: neighbours become a node, the last of an odd row goes up alone.

use super::Digest;
use super::digest::Hasher;
use serde::{Deserialize, Serialize};

/// The root of the empty tree: the SHA-256 of nothing.
const EMPTY: [u8; 32] = [
    0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24, 0x27,
    0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
];

/// The root over leaves in their order.
pub fn root(leaves: &[impl AsRef<[u8]>]) -> Digest {
    let mut row = lowest(leaves);
    while row.len() > 1 {
        row = above(&row);
    }
    row.first().copied().unwrap_or(Digest::from_bytes(EMPTY))
}

/// The path from a leaf to the root; none if there are not so many leaves.
///
/// ```
/// use cutri::roll::chain::merkle;
/// let leaves = ["one", "two", "three"];
/// let path = merkle::path(&leaves, 2).unwrap();
/// assert_eq!(path.root_from("three"), Some(merkle::root(&leaves)));
/// assert_ne!(path.root_from("two"), Some(merkle::root(&leaves)));
/// assert_eq!(merkle::path(&leaves, 3), None);
/// ```
pub fn path(leaves: &[impl AsRef<[u8]>], index: usize) -> Option<Path> {
    leaves.get(index)?;
    let (mut row, mut place) = (lowest(leaves), index);
    let mut siblings = Vec::new();
    while row.len() > 1 {
        siblings.extend(row.get(place ^ 1));
        row = above(&row);
        place /= 2;
    }
    Some(Path { index: index as u64, size: leaves.len() as u64, siblings })
}

/// What leads from one leaf to the root of its tree: the nodes beside the way, from the bottom up.
///
/// Whoever checks a path must know the number of leaves from elsewhere: the same nodes may fit trees of other sizes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Path {
    index: u64,
    size: u64,
    siblings: Vec<Digest>,
}

impl Path {
    /// The place of the leaf, from 0.
    pub fn index(&self) -> u64 {
        self.index
    }

    /// How many leaves the tree has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root, if this is the leaf; none if the tree has no such place, or the path is longer or shorter than its way.
    pub fn root_from(&self, leaf: impl AsRef<[u8]>) -> Option<Digest> {
        let (mut place, mut last) = (self.index, self.size.checked_sub(1)?);
        if place > last {
            return None;
        }
        let mut siblings = self.siblings.iter();
        let mut digest = leaf_digest(leaf.as_ref());
        while last > 0 {
            if !place.is_multiple_of(2) {
                digest = node_digest(siblings.next()?, &digest);
            } else if place < last {
                digest = node_digest(&digest, siblings.next()?);
            }
            (place, last) = (place / 2, last / 2);
        }
        siblings.next().is_none().then_some(digest)
    }
}

fn lowest(leaves: &[impl AsRef<[u8]>]) -> Vec<Digest> {
    leaves.iter().map(|leaf| leaf_digest(leaf.as_ref())).collect()
}

fn above(row: &[Digest]) -> Vec<Digest> {
    let (pairs, alone) = row.as_chunks();
    pairs.iter().map(|[left, right]| node_digest(left, right)).chain(alone.iter().copied()).collect()
}

fn leaf_digest(leaf: &[u8]) -> Digest {
    Hasher::tagged(0).rest(leaf).finish()
}

fn node_digest(left: &Digest, right: &Digest) -> Digest {
    Hasher::tagged(1).digest(left).digest(right).finish()
}
