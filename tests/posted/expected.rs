//! The supplements of the sample's changes, kept beside them, byte for byte, on both databases.
//!
//! After a change that is meant, write them anew and read what changed:
//!
//! ```sh
//! CUTRI_BLESS=1 cargo test --test main posted::expected
//! git diff --stat samples/xuan-hoa-changes/expected
//! ```

use super::sample::{DELTAS, folder};
use crate::store::Fixture;
use crate::support::actor::somebody;
use crate::support::output::{Tree, difference, sample, tree};
use crate::support::posted::{Office, at, block_on};
use cutri::output::{PostedOptions, RenderOptions, Wanted, render_posted};
use cutri::progress::Unwatched;
use cutri::proof::verify;
use cutri::tasks::update::{UpdateOptions, update};
use std::fs;

/// What each version changed, as `render --supplements` writes it below `changes/`.
async fn supplements(fixture: Fixture, jobs: usize) -> Tree {
    let office = Office::derived(fixture.url, sample()).await;
    office.post(&[], at("2026-02-03T08:00:00")).await;
    let mut found = Tree::new();
    for (name, _, moment) in DELTAS {
        let actor = somebody("clerk", at(moment));
        let options = UpdateOptions::default();
        let delta = folder().join(name);
        let updated = update(&office.database, &delta.into(), &actor, options, &Unwatched).await.unwrap();
        let out = tempfile::tempdir().unwrap();
        let out = out.path().join("supplements");
        let render = RenderOptions { jobs, ..RenderOptions::default() };
        let options = PostedOptions { wanted: Wanted::Supplements(updated.version), render, key: None };
        render_posted(&office.database, &out, &options, &Unwatched).await.unwrap();
        assert_eq!(verify(&out, &[], &Unwatched).unwrap().problems, []);
        found.extend(tree(&out).into_iter().filter(|(name, _)| name.starts_with("changes/")));
    }
    found
}

#[test]
fn the_samples_changes_give_the_supplements_that_are_kept_beside_them() {
    let kept = folder().join("expected");
    let found = block_on(supplements(Fixture::sqlite(), 2));
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
            "{difference}\nif this is meant: CUTRI_BLESS=1 cargo test --test main posted::expected, then read git diff"
        );
    }
}

#[test]
fn postgres_and_one_job_give_the_same_supplements() {
    let found = block_on(supplements(Fixture::postgres(), 1));
    assert_eq!(difference(&tree(&folder().join("expected")), &found), None);
}
