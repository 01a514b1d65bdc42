//! The whole output of the small sample, kept beside it, byte for byte.
//!
//! After a change that is meant, write it anew and read what changed:
//!
//! ```sh
//! CUTRI_BLESS=1 cargo test --test main tasks::expected
//! git diff --stat samples/xuan-hoa/expected
//! ```

use crate::support::output::{Tree, difference, sample, sample_output, tree};
use cutri::output::manifest::Manifest;
use cutri::output::reading::AreaFolder;
use cutri::progress::Unwatched;
use cutri::proof::verify;
use std::fs;

#[test]
fn the_sample_gives_the_output_that_is_kept_beside_it() {
    let kept = sample().join("expected");
    let found = tree(sample_output());
    assert_eq!(other_under_its_key(&tree(&kept), &found), None, "raise EDITION in src/output/unchanged.rs");
    if std::env::var_os("CUTRI_BLESS").is_some_and(|value| !value.is_empty()) {
        if kept.exists() {
            fs::remove_dir_all(&kept).unwrap();
        }
        for (name, bytes) in &found {
            let path = kept.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
    if let Some(difference) = difference(&tree(&kept), &found) {
        panic!(
            "{difference}\nif this is meant: CUTRI_BLESS=1 cargo test --test main tasks::expected, then read git diff"
        );
    }
    let verified = verify(&kept, &[], &Unwatched).unwrap();
    assert_eq!((verified.problems, verified.areas), (vec![], 11));
}

/// A file of an area that is another under the same key, whichever program made them: an output that stands somewhere is taken
/// over by a later program area by area.
fn other_under_its_key(kept: &Tree, found: &Tree) -> Option<String> {
    let manifest = |tree: &Tree| serde_json::from_slice::<Manifest>(tree.get("manifest.json")?).ok();
    let (before, now) = (manifest(kept)?, manifest(found)?);
    let is_same = |name: &str| {
        // The page of an area is written anew with those above it.
        let folder = AreaFolder::of_file(name).filter(|_| !name.ends_with("/summary.html"));
        let area = folder.map(|folder| folder.area);
        let line = area.and_then(|area| Some((before.areas.get(&area)?, now.areas.get(&area)?)));
        line.is_some_and(|(before, now)| before == now)
    };
    now.files
        .into_iter()
        .find(|(name, digest)| is_same(name) && before.files.get(name) != Some(digest))
        .map(|(name, _)| name)
}

#[test]
fn other_bytes_under_the_same_key_are_found() {
    let kept = tree(&sample().join("expected"));
    let mut found = kept.clone();
    let mut manifest: Manifest = serde_json::from_slice(&kept["manifest.json"]).unwrap();
    let name = "98/98103/98103-01/list.pdf";
    manifest.files.insert(name.to_owned(), "0".repeat(64));
    found.insert("manifest.json".to_owned(), serde_json::to_vec(&manifest).unwrap());
    assert_eq!(other_under_its_key(&kept, &found).as_deref(), Some(name));
    manifest.areas.values_mut().for_each(|line| line.key.clear());
    found.insert("manifest.json".to_owned(), serde_json::to_vec(&manifest).unwrap());
    assert_eq!(other_under_its_key(&kept, &found), None, "another edition");
}
