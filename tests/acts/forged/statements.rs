//! Statements, signatures and whole parts that are cut, turned round, taken from elsewhere or signed by somebody else.

use super::base::{Base, Cover, other_key, resum, sign};
use super::{MANIFEST, SIGNATURE, VERSIONS, change_manifest};
use crate::acts::lists::key;
use cutri::lists::RollVersion;
use cutri::roll::chain::{Signed, SigningKey};
use std::path::Path;

fn stated(folder: &Path) -> Vec<RollVersion> {
    let text = std::fs::read_to_string(folder.join(VERSIONS)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn state(folder: &Path, versions: &[RollVersion]) {
    let lines = versions.iter().map(|version| serde_json::to_string(version).unwrap() + "\n");
    std::fs::write(folder.join(VERSIONS), lines.collect::<String>()).unwrap();
    change_manifest(folder, |manifest| {
        let kept = |number: u32| versions.iter().any(|version| version.statement.version == number);
        manifest.versions.retain(|line| kept(line.version));
    });
}

fn signed_with(key: &SigningKey, versions: &mut [RollVersion]) {
    for version in versions {
        version.signed = Some(Signed::new(key, &version.statement));
    }
}

/// What is done to the statements.
type Turned = (&'static str, fn(&mut Vec<RollVersion>));

const TURNED: [Turned; 12] = [
    ("the last cut off", |it| drop(it.pop())),
    ("the first cut off", |it| drop(it.remove(0))),
    ("one left out", |it| drop(it.remove(1))),
    ("two changed places", |it| it.swap(0, 1)),
    ("one told twice", |it| it.push(it[1].clone())),
    ("one signature taken away", |it| it[1].signed = None),
    ("every signature taken away", |it| it.iter_mut().for_each(|version| version.signed = None)),
    ("two signatures changed places", |it| {
        let first = it[0].signed;
        it[0].signed = std::mem::replace(&mut it[1].signed, first);
    }),
    ("one signed with another key", |it| signed_with(&other_key(), &mut it[1..2])),
    ("all signed with another key", |it| signed_with(&other_key(), it)),
    ("a moment set back under its signature", |it| it[0].statement.at -= chrono::TimeDelta::hours(1)),
    ("a number of changes", |it| it[1].changes += 1),
];

#[test]
fn statements_that_are_cut_turned_or_signed_by_another_are_found() {
    for base in [Base::whole(), Base::supplements()] {
        for (what, turn) in TURNED {
            let forge = |folder: &Path| {
                let mut versions = stated(folder);
                turn(&mut versions);
                state(folder, &versions);
            };
            for cover in Cover::ALL {
                let problems = base.after(cover, forge);
                assert!(!problems.is_empty(), "{what}, {cover:?}");
            }
            // And by itself, were the manifest signed with the office's own key.
            let problems = base.after(Cover::Nothing, |folder| {
                forge(folder);
                resum(folder);
                sign(folder, &key());
            });
            assert!(
                problems.iter().any(|it| [VERSIONS, MANIFEST].contains(&it.file.as_str())),
                "{what}: {problems:?}"
            );
        }
    }
}

/// A signature, and what the folder has instead of it.
type Signature = (&'static str, fn() -> Vec<u8>);

#[test]
fn a_signature_from_elsewhere_or_in_another_form_is_found() {
    let signatures: [Signature; 9] = [
        ("of the earlier version", || Base::earlier().tree[SIGNATURE].clone()),
        ("of supplements", || Base::supplements().tree[SIGNATURE].clone()),
        ("over nothing", || format!("{}\n{}\n", key().public(), key().sign(b"")).into_bytes()),
        ("empty", Vec::new),
        ("without its end", || Base::whole().tree[SIGNATURE][..150].to_vec()),
        ("without its last line feed", || {
            let bytes = &Base::whole().tree[SIGNATURE];
            bytes[..bytes.len() - 1].to_vec()
        }),
        ("with more behind it", || [&Base::whole().tree[SIGNATURE][..], b"x"].concat()),
        ("in capitals", || Base::whole().tree[SIGNATURE].to_ascii_uppercase()),
        ("no text", || vec![0xff; 194]),
    ];
    for (what, signature) in signatures {
        let forge = |folder: &Path| std::fs::write(folder.join(SIGNATURE), signature()).unwrap();
        let problems = Base::whole().after(Cover::Nothing, forge);
        let is_named = |file: &str| file == MANIFEST || file == SIGNATURE;
        assert!(problems.iter().any(|it| is_named(&it.file)), "{what}: {problems:?}");
    }
    let bytes = &Base::whole().tree[SIGNATURE];
    for at in (0..bytes.len()).step_by(5) {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1;
        let problems = Base::whole()
            .after(Cover::Nothing, |folder| std::fs::write(folder.join(SIGNATURE), flipped).unwrap());
        assert!(!problems.is_empty(), "byte {at}");
    }
}

#[test]
fn an_altered_byte_of_the_manifest_names_the_manifest_and_no_paper() {
    let base = Base::whole();
    let bytes = &base.tree[MANIFEST];
    let mut flips = 0;
    for at in (0..bytes.len()).step_by(bytes.len() / 60) {
        for mask in [1, 0x80] {
            let mut flipped = bytes.clone();
            flipped[at] ^= mask;
            let problems =
                base.after(Cover::Nothing, |folder| std::fs::write(folder.join(MANIFEST), flipped).unwrap());
            assert!(problems.iter().any(|it| it.file == MANIFEST), "byte {at}: {problems:?}");
            // A digest that was altered is the manifest's fault; a name that was is of no file.
            let blamed = problems.iter().find(|it| it.message == "the content is not what the manifest says");
            assert_eq!(blamed, None, "byte {at}");
            flips += 1;
        }
    }
    assert!(flips > 100);
}

/// Which files belong to a part.
type Part = (&'static str, fn(&str) -> bool);

/// Parts of the output of an earlier version, which the office signed as well.
#[test]
fn parts_of_an_earlier_output_are_found_in_a_later_one() {
    let (base, earlier) = (Base::whole(), Base::earlier());
    let parts: [Part; 6] = [
        ("the lists of an area", |name| name.starts_with("98/98205/98205-01/")),
        ("the rows of an area", |name| name == "98/98205/98205-01/rows.jsonl"),
        ("the statements", |name| name == VERSIONS),
        ("the manifest", |name| name == MANIFEST),
        ("the manifest and its signature", |name| [MANIFEST, SIGNATURE].contains(&name)),
        ("everything but the manifest", |name| ![MANIFEST, SIGNATURE].contains(&name)),
    ];
    for (what, is_part) in parts {
        let forge = |folder: &Path| {
            for (name, bytes) in earlier.tree.iter().filter(|(name, _)| is_part(name)) {
                std::fs::write(folder.join(name), bytes).unwrap();
            }
        };
        for cover in Cover::ALL {
            let problems = base.after(cover, forge);
            assert!(!problems.is_empty(), "{what}, {cover:?}");
        }
    }
    // The whole of it is an output that the office signed: only who knows the latest version can tell.
    assert_eq!(earlier.problems(), []);
}
