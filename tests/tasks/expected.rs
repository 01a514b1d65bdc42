//! The whole output of the small sample, kept beside it, byte for byte.
//!
//! After a change that is meant, write it anew and read what changed:
//!
//! ```sh
//! CUTRI_BLESS=1 cargo test --test main tasks::expected
//! git diff --stat samples/xuan-hoa/expected
//! ```

use crate::support::output::{difference, sample, sample_output, tree};
use cutri::tasks::progress::Unwatched;
use cutri::tasks::verify::verify;
use std::fs;

#[test]
fn the_sample_gives_the_output_that_is_kept_beside_it() {
    let kept = sample().join("expected");
    let found = tree(sample_output());
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
    let verified = verify(&kept, None, &Unwatched).unwrap();
    assert_eq!((verified.problems, verified.areas), (vec![], 10));
}
