//! Forged outputs of signed lists: whatever is altered, taken away, put there or taken from elsewhere is found under the
//! office's key, and named.

pub(super) mod base;
mod statements;

use super::lists::*;
use base::{Base, Cover, other_key};
use cutri::output::manifest::{FILE_NAME as MANIFEST, Manifest, VersionLine};
use cutri::output::reading::AreaFolder;
use std::collections::BTreeMap;
use std::path::Path;

const SIGNATURE: &str = "manifest.sig";
const VERSIONS: &str = "versions.jsonl";

/// What is done to one file; `other` is one of the same kind from another area or version.
type Alteration = (&'static str, fn(&Path, &[u8], &[u8]));

fn flip(path: &Path, bytes: &[u8], at: usize, mask: u8) {
    let mut bytes = bytes.to_vec();
    bytes[at] ^= mask;
    std::fs::write(path, bytes).unwrap();
}

const ALTERATIONS: [Alteration; 9] = [
    ("its first byte", |path, bytes, _| flip(path, bytes, 0, 1)),
    ("a byte that is no text any more", |path, bytes, _| flip(path, bytes, bytes.len() / 2, 0x80)),
    ("its last byte but one", |path, bytes, _| flip(path, bytes, bytes.len() - 2, 1)),
    ("half of it", |path, bytes, _| std::fs::write(path, &bytes[..bytes.len() / 2]).unwrap()),
    ("its last byte", |path, bytes, _| std::fs::write(path, &bytes[..bytes.len() - 1]).unwrap()),
    ("all of it", |path, _, _| std::fs::write(path, "").unwrap()),
    ("the file", |path, _, _| std::fs::remove_file(path).unwrap()),
    ("another in its place", |path, _, other| std::fs::write(path, other).unwrap()),
    ("more at its end", |path, bytes, _| {
        let last = bytes.rsplitn(3, |byte| *byte == b'\n').nth(1).unwrap_or(b"x");
        std::fs::write(path, [bytes, last, b"\n"].concat()).unwrap();
    }),
];

/// One file of each kind of a base, with another of its kind; one that stands alone is replaced by any other.
fn kinds(base: &Base) -> BTreeMap<String, (String, Vec<u8>)> {
    let mut kinds: BTreeMap<String, (String, Vec<u8>)> = BTreeMap::new();
    for (name, bytes) in base.tree.iter().filter(|(name, _)| *name != MANIFEST && *name != SIGNATURE) {
        let depth = name.matches('/').count();
        let kind = format!("{depth} {}", name.rsplit('/').next().unwrap());
        match kinds.get_mut(&kind) {
            None => drop(kinds.insert(kind, (name.clone(), b"{}\n".to_vec()))),
            // The last of them is as far away as can be.
            Some((_, other)) => other.clone_from(bytes),
        }
    }
    kinds
}

#[test]
fn every_file_of_an_output_that_is_altered_is_found_and_named() {
    let tried = alter_every_kind(Base::whole());
    assert!(tried > 350, "{tried} forgeries");
}

#[test]
fn every_file_of_supplements_that_is_altered_is_found_and_named() {
    let tried = alter_every_kind(Base::supplements());
    assert!(tried > 200, "{tried} forgeries");
}

fn alter_every_kind(base: &Base) -> u32 {
    let mut tried = 0;
    assert_eq!(base.problems(), []);
    for (kind, (name, other)) in kinds(base) {
        let bytes = &base.tree[&name];
        for (number, (what, alter)) in ALTERATIONS.into_iter().enumerate() {
            if other == *bytes && what == "another in its place" {
                continue;
            }
            let covers = if number % 2 == 0 { &Cover::ALL[..2] } else { &[Cover::Nothing, Cover::OtherKey] };
            for cover in covers {
                let problems = base.after(*cover, |folder| alter(&folder.join(&name), bytes, &other));
                let (file, words) = match cover {
                    Cover::Nothing => (name.as_str(), String::new()),
                    Cover::Digests => (MANIFEST, key().public().id()),
                    Cover::OtherKey => (SIGNATURE, other_key().public().id()),
                };
                let is_told = problems.iter().any(|it| it.file == file && it.message.contains(&words));
                assert!(is_told, "{kind}: {what}, {cover:?}: {problems:?}");
                tried += 1;
            }
        }
    }
    assert_eq!(base.problems(), [], "all is as it was");
    tried
}

#[test]
fn a_file_that_is_added_is_found_whatever_it_is_called() {
    let base = Base::whole();
    let names = [
        "more.txt",
        "98/98205/98205-01/list-2.pdf",
        "cutri.db-evil.html",
        "cutri.db.html",
        "changes/9/changes.jsonl",
        "98/98205/98205-09/entries.jsonl",
        "manifest.json.orig",
        ".hidden",
        "98\\98205\\98205-01\\list.csv",
    ];
    for name in names {
        let add = |folder: &Path| {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x\n").unwrap();
        };
        let shown = cutri::output::reading::shown(name);
        let problems = base.after(Cover::Nothing, add);
        assert!(problems.iter().any(|it| it.file == shown), "{name}: {problems:?}");
        // The tests' own forger takes these for the database as well.
        let covers: &[Cover] =
            if name.starts_with("cutri.db") { &[] } else { &[Cover::Digests, Cover::OtherKey] };
        for cover in covers {
            let cover = *cover;
            let problems = base.after(cover, add);
            let file = if cover == Cover::Digests { MANIFEST } else { SIGNATURE };
            assert!(problems.iter().any(|it| it.file == file), "{name} {cover:?}: {problems:?}");
        }
    }
    for name in ["cutri.db", "cutri.db-wal", "cutri.db-shm", "cutri.db-journal"] {
        let add = |folder: &Path| std::fs::write(folder.join(name), "a database").unwrap();
        assert_eq!(base.after(Cover::Nothing, add), [], "{name} is the database's");
    }
}

/// Names that lead elsewhere, or are no names of this program.
const TRICKY: [&str; 16] = [
    "../outside.txt",
    "98/../../outside.txt",
    "/etc/passwd",
    "/dev/zero",
    "../../../../../../../dev/zero",
    "98//98205/x",
    "98/./98205/x",
    "./list.pdf",
    "",
    "98/",
    "a\\..\\b",
    "C:\\x",
    "a\nb",
    "a\u{1b}[2Jb",
    "a\u{202e}fdp.exe",
    "manifest.json",
];

#[test]
fn names_that_lead_elsewhere_are_problems_and_nothing_is_opened() {
    let base = Base::whole();
    for name in TRICKY {
        let forge = |folder: &Path| {
            change_manifest(folder, |manifest| {
                manifest.files.insert(name.to_owned(), "0".repeat(64));
            });
        };
        for is_covered in [false, true] {
            let problems = base.after(Cover::Nothing, |folder| {
                forge(folder);
                if is_covered {
                    base::sign(folder, &other_key());
                }
            });
            let shown = cutri::output::reading::shown(name);
            assert!(problems.iter().any(|it| it.file == shown), "{name:?}: {problems:?}");
            assert!(problems.iter().all(|it| !it.file.contains(char::is_control)), "{problems:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_a_problem_and_is_not_opened() {
    use std::os::unix::fs::symlink;
    let base = Base::whole();
    let list = "98/98205/98205-01/list.csv";
    let moved = |folder: &Path, name: &str| {
        let away = folder.with_file_name("away");
        drop(std::fs::remove_dir_all(&away));
        drop(std::fs::remove_file(&away));
        std::fs::rename(folder.join(name), &away).unwrap();
        symlink(&away, folder.join(name)).unwrap();
    };
    let pipe = |folder: &Path, name: &str| {
        drop(std::fs::remove_file(folder.join(name)));
        let made = std::process::Command::new("mkfifo").arg(folder.join(name)).status().unwrap();
        assert!(made.success());
    };
    // A file elsewhere with the very same content proves nothing tomorrow.
    for name in [list, "98/98205", "versions.jsonl", MANIFEST, SIGNATURE] {
        let problems = base.after(Cover::Nothing, |folder| moved(folder, name));
        assert!(problems.iter().any(|it| it.file.starts_with(name)), "a link for {name}: {problems:?}");
    }
    let problems = base.after(Cover::Nothing, |folder| symlink("/", folder.join("more")).unwrap());
    assert!(problems.iter().any(|it| it.file == "more"), "{problems:?}");
    for name in [list, "98/98205/98205-01/rows.jsonl", VERSIONS, MANIFEST, SIGNATURE, "pipe"] {
        let problems = base.after(Cover::Nothing, |folder| pipe(folder, name));
        assert!(problems.iter().any(|it| it.file == name), "a pipe for {name}: {problems:?}");
    }
    let device = |folder: &Path| {
        std::fs::remove_file(folder.join(list)).unwrap();
        symlink("/dev/zero", folder.join(list)).unwrap();
    };
    assert!(base.after(Cover::Nothing, device).iter().any(|it| it.file == list));
    let folder = |folder: &Path| {
        std::fs::remove_file(folder.join(list)).unwrap();
        std::fs::create_dir(folder.join(list)).unwrap();
    };
    assert!(base.after(Cover::Nothing, folder).iter().any(|it| it.file == list));
}

/// Changes the manifest, and writes it as the program does.
pub(super) fn change_manifest(folder: &Path, change: impl FnOnce(&mut Manifest)) {
    let path = folder.join(MANIFEST);
    let mut manifest: Manifest = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    change(&mut manifest);
    std::fs::write(&path, serde_json::to_string_pretty(&manifest).unwrap() + "\n").unwrap();
}

/// What a forger does to an output, beside the sums of its files.
type Forgery = (&'static str, fn(&Path));

fn of_area(name: &str, area: &str) -> bool {
    AreaFolder::of_file(name.split_once("changes/2/").map_or(name, |(_, rest)| rest))
        .is_some_and(|folder| folder.area.as_str() == area)
}

fn remove(folder: &Path, is_it: impl Fn(&str) -> bool) {
    for name in crate::support::output::tree(folder).into_keys().filter(|name| is_it(name)) {
        std::fs::remove_file(folder.join(name)).unwrap();
    }
}

/// Takes versions and signature away, so that the output calls itself a draft.
fn as_draft(folder: &Path) {
    let is_chained = |name: &str| {
        ["rows.jsonl", "chain.jsonl", VERSIONS, SIGNATURE, "changes.jsonl"]
            .iter()
            .any(|end| name.ends_with(end))
    };
    remove(folder, is_chained);
    change_manifest(folder, |manifest| {
        let digest = manifest.versions[0].digest.clone();
        manifest.versions = vec![VersionLine { version: 0, state: "draft".to_owned(), digest }];
    });
}

const FORGERIES: [Forgery; 15] = [
    ("a draft that was posted", as_draft),
    ("no statements and no signature", |folder| remove(folder, |name| [VERSIONS, SIGNATURE].contains(&name))),
    ("no signature", |folder| remove(folder, |name| name == SIGNATURE)),
    ("no statements", |folder| remove(folder, |name| name == VERSIONS)),
    ("an emptied file of statements", |folder| std::fs::write(folder.join(VERSIONS), "").unwrap()),
    ("no area's files", |folder| remove(folder, |name| of_area(name, "98205-01"))),
    ("no area", |folder| {
        remove(folder, |name| of_area(name, "98205-01"));
        change_manifest(folder, |manifest| manifest.areas.retain(|code, _| code.as_str() != "98205-01"));
    }),
    ("no commune", |folder| {
        remove(folder, |name| name.contains("98205"));
        change_manifest(folder, |manifest| {
            manifest.areas.retain(|code, _| !code.as_str().starts_with("98205"))
        });
    }),
    ("no list at all", |folder| {
        remove(folder, |name| name.contains("98205") || name.contains("98307"));
        change_manifest(folder, |manifest| manifest.areas.clear());
    }),
    ("an area that the manifest does not name", |folder| {
        change_manifest(folder, |manifest| manifest.areas.retain(|code, _| code.as_str() != "98205-01"));
    }),
    ("an area more", |folder| {
        change_manifest(folder, |manifest| {
            let line = manifest.areas.values().next().unwrap().clone();
            manifest.areas.insert(area("98205-09"), line);
        });
    }),
    ("an area in a second place", |folder| {
        let (from, to) = (folder.join("98/98205/98205-01"), folder.join("98/98307/98205-01"));
        crate::support::output::copy(&from, &to);
    }),
    ("the formats of an output without rows", |folder| {
        remove(folder, |name| {
            ["rows.jsonl", "chain.jsonl", "entries.jsonl"].iter().any(|end| name.ends_with(end))
        });
        change_manifest(folder, |manifest| {
            manifest.options.insert("formats".to_owned(), "csv".to_owned());
        });
    }),
    ("supplements of a version", |folder| {
        change_manifest(folder, |manifest| {
            manifest.options.insert("supplements".to_owned(), "3".to_owned());
        });
    }),
    ("another roll", |folder| {
        change_manifest(folder, |manifest| manifest.roll_id = "0".repeat(64));
    }),
];

#[test]
fn what_a_manifest_leaves_out_is_found() {
    for base in [Base::whole(), Base::supplements()] {
        for (what, forge) in FORGERIES {
            for cover in Cover::ALL {
                let problems = base.after(cover, forge);
                assert!(!problems.is_empty(), "{what}, {cover:?}");
                let is_named = problems.iter().any(|it| [MANIFEST, SIGNATURE].contains(&it.file.as_str()));
                assert!(cover == Cover::Nothing || is_named, "{what}, {cover:?}: {problems:?}");
            }
        }
        assert_eq!(base.problems(), [], "all is as it was");
    }
}

/// Even whoever has the office's key cannot make lists that were not stated pass for those that were.
#[test]
fn lists_that_were_not_stated_are_found_under_a_manifest_that_is_signed_rightly() {
    let base = Base::whole();
    let wanted: [(&str, &str); 7] = [
        ("no statements", VERSIONS),
        ("an emptied file of statements", VERSIONS),
        ("no area's files", MANIFEST),
        ("no area", VERSIONS),
        ("no commune", VERSIONS),
        ("an area that the manifest does not name", MANIFEST),
        ("an area in a second place", MANIFEST),
    ];
    for (what, file) in wanted {
        let (_, forge) = FORGERIES.into_iter().find(|(name, _)| *name == what).unwrap();
        let problems = base.after(Cover::Digests, |folder| {
            forge(folder);
            base::resum(folder);
            base::sign(folder, &key());
        });
        assert!(problems.iter().any(|it| it.file == file), "{what}: {problems:?}");
    }
    let lists = ["entries.jsonl", "rows.jsonl", "chain.jsonl", "changes.jsonl", VERSIONS];
    for (kind, (name, other)) in kinds(base) {
        if !lists.iter().any(|end| name.ends_with(end)) {
            continue;
        }
        for (what, alter) in ALTERATIONS.iter().filter(|(what, _)| *what != "its last byte") {
            let problems = base.after(Cover::Nothing, |folder| {
                alter(&folder.join(&name), &base.tree[&name], &other);
                base::resum(folder);
                base::sign(folder, &key());
            });
            assert!(!problems.is_empty(), "{kind}: {what}");
        }
    }
}
