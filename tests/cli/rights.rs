//! Who may read what is made: its owner alone, unless `--umask` says otherwise.

use crate::support::output::sample;
use crate::support::program::{Ran, cutri, ran, text};
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

/// Runs the program as most systems start it: others may read what it makes, if it says nothing else.
fn as_usual(arguments: &[&str]) -> Ran {
    let mut shell = Command::new("sh");
    shell.args(["-c", "umask 022; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_cutri")]).args(arguments);
    ran(shell.env("CUTRI_BACKDATED", "true").env_remove("CUTRI_DB").env_remove("CUTRI_LOG"))
}

/// The rights of all that lies in a folder: those of folders, then those of files.
fn rights(folder: &Path) -> (BTreeSet<u32>, BTreeSet<u32>) {
    let (mut of_folders, mut of_files) = (BTreeSet::new(), BTreeSet::new());
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for item in fs::read_dir(&at).unwrap() {
            let path = item.unwrap().path();
            let mode = fs::symlink_metadata(&path).unwrap().permissions().mode() & 0o777;
            if path.is_dir() {
                of_folders.insert(mode);
                folders.push(path);
            } else {
                of_files.insert(mode);
            }
        }
    }
    (of_folders, of_files)
}

/// Everything that holds persons: an output with its database, posted lists, papers, proofs, notices, reports, keys.
fn make_all(folder: &Path, umask: &[&str]) {
    let at = |name: &str| text(&folder.join(name)).to_owned();
    let (rolls, database, key) = (at("rolls"), at("rolls/cutri.db"), at("office.pem"));
    let commands: [(&[&str], i32); 8] = [
        (&["generate", text(sample()), "--out", &rolls, "--formats", "jsonl,csv"], 1),
        (&["key", "new", &key], 0),
        (
            &["post", "--anyway", "--db", &database, "--at", "2026-02-03T08:00", "--as", "An", "--key", &key],
            0,
        ),
        (&["render", "--db", &database, "--out", &at("posted"), "--formats", "jsonl", "--key", &key], 0),
        (&["prove", "098308000101", "--db", &database, "--out", &at("proof.json")], 0),
        (&["transfer", "export", "--db", &database, "--out", &at("notices")], 0),
        (&["check", text(sample()), "--report", &at("report")], 1),
        (&["sample", "--people", "100", "--out", &at("invented")], 0),
    ];
    for (arguments, code) in commands {
        as_usual(&[arguments, umask].concat()).ended(code);
    }
}

#[test]
fn everything_is_its_owners_alone_unless_somebody_says_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    make_all(folder.path(), &[]);
    assert_eq!(rights(folder.path()), ([0o700].into(), [0o600].into()));
    let shared = tempfile::tempdir().unwrap();
    make_all(shared.path(), &["--umask", "027"]);
    let key = shared.path().join("office.pem");
    assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600, "a private key never");
    fs::remove_file(&key).unwrap();
    assert_eq!(rights(shared.path()), ([0o750].into(), [0o640].into()));
}

#[test]
fn areas_kept_from_an_output_that_others_may_read_are_closed() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    let arguments = ["generate", text(sample()), "--out", text(&out), "--formats", "csv,jsonl"];
    as_usual(&[&arguments[..], &["--umask", "022"]].concat()).ended(1);
    assert_eq!(rights(folder.path()), ([0o755].into(), [0o644].into()));
    let told = as_usual(&[&arguments[..], &["--lang", "vi"]].concat()).ended(1);
    assert!(told.err.contains("11 giữ nguyên"), "{}", told.err);
    assert_eq!(rights(folder.path()), ([0o700].into(), [0o600].into()));
}

#[test]
fn a_umask_that_is_none_or_shuts_its_owner_out_is_a_matter_of_usage() {
    for umask in ["8", "0o22", "1000", "rwx", "", "700", "-22"] {
        let refused = cutri(&["check", text(sample()), &format!("--umask={umask}")]).ended(2);
        assert!(refused.err.contains("--umask"), "{umask}: {}", refused.err);
    }
}

#[test]
fn a_private_key_that_others_may_read_signs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("office.pem");
    cutri(&["key", "new", text(&key)]).ended(0);
    for mode in [0o640, 0o604, 0o620, 0o644] {
        fs::set_permissions(&key, fs::Permissions::from_mode(mode)).unwrap();
        let refused =
            cutri(&["render", "--db", "nowhere.db", "--out", "nowhere", "--key", text(&key)]).ended(3);
        assert!(refused.err.contains(&format!("chmod 600 {}", text(&key))), "{}", refused.err);
        assert!(refused.err.contains(&format!("{mode:03o}")), "{}", refused.err);
    }
    fs::set_permissions(&key, fs::Permissions::from_mode(0o400)).unwrap();
    cutri(&["render", "--db", "nowhere.db", "--out", "nowhere", "--key", text(&key)]).ended(4);
}
