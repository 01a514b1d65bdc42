//! Disks that are full, files that may not grow, folders that may not be written: a clear error, and nothing half done.

use crate::support::output::{copy, names, sample, sample_output};
use crate::support::postgres;
use crate::support::program::{Ran, command, cutri, in_own_mounts, ran, text};
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

fn program() -> &'static OsStr {
    OsStr::new(env!("CARGO_BIN_EXE_cutri"))
}

fn assert_told(ran: &Ran, what: &str) {
    assert_eq!(ran.code, Some(4), "{what}: {}{}", ran.out, ran.err);
    assert!(ran.err.contains("lỗi / error:"), "{what}: {}", ran.err);
    assert!(!ran.err.contains("panicked"), "{what}: {}", ran.err);
}

/// Generates onto a disk of some KiB, then shows what lies there.
const ON_A_SMALL_DISK: &str = r#"
    mount -t tmpfs -o size="$4"k tmpfs "$1"
    code=0
    "$2" generate "$3" --out "$1/rolls" || code=$?
    ls -A "$1"
    exit $code
"#;

#[test]
fn a_full_disk_is_told_and_nothing_is_left_on_it() {
    for kilobytes in ["16", "200", "900", "2000", "3500", "4600"] {
        let folder = tempfile::tempdir().unwrap();
        let arguments = [folder.path().as_os_str(), program(), sample().as_os_str(), OsStr::new(kilobytes)];
        let Some(ran) = in_own_mounts(ON_A_SMALL_DISK, &arguments) else { return };
        assert_told(&ran, kilobytes);
        assert_eq!(ran.out, "", "{kilobytes} KiB: left on the disk");
    }
}

#[test]
fn a_full_disk_keeps_the_old_output_whole() {
    let script = r#"
        mount -t tmpfs -o size=16500k tmpfs "$1"
        cp -r "$4" "$1/rolls"
        code=0
        "$2" generate "$3" --out "$1/rolls" --lang en || code=$?
        ls -A "$1"
        "$2" verify "$1/rolls"
        exit $code
    "#;
    let folder = tempfile::tempdir().unwrap();
    let old = tempfile::tempdir().unwrap();
    copy(sample_output(), old.path());
    std::fs::remove_file(old.path().join("cutri.db")).unwrap();
    let arguments = [folder.path().as_os_str(), program(), sample().as_os_str(), old.path().as_os_str()];
    let Some(ran) = in_own_mounts(script, &arguments) else { return };
    assert_told(&ran, "a disk with an old output");
    assert_eq!(ran.out, "rolls\n");
    assert!(ran.err.contains("every sum agrees"), "{}", ran.err);
}

#[test]
fn a_folder_that_may_not_be_written_is_told_and_stays_as_it_is() {
    let script = r#"
        mount -t tmpfs tmpfs "$1"
        cp -r "$4" "$1/rolls"
        mount -o remount,ro "$1"
        for out in rolls new; do
            code=0
            "$2" generate "$3" --out "$1/$out" || code=$?
            echo "$out $code"
        done
        "$2" verify "$1/rolls"
    "#;
    let folder = tempfile::tempdir().unwrap();
    let arguments = [folder.path().as_os_str(), program(), sample().as_os_str(), sample_output().as_os_str()];
    let Some(ran) = in_own_mounts(script, &arguments) else { return };
    assert_eq!(ran.out, "rolls 4\nnew 4\n", "{}", ran.err);
    assert!(ran.err.contains("every sum agrees"), "{}", ran.err);
}

/// Loads another extract into a database of the sample on disks of more and more KiB. Whether the snapshot was kept is asked
/// where there is room again.
const A_LOAD_ON_A_DISK_OF: &str = r#"
    mount -t tmpfs tmpfs "$1"
    own=$(($(stat -c %s "$4") / 1024))
    for more in $(seq 200 150 3200); do
        mount -o remount,size=1g "$1"
        rm -f "$1"/*
        cp "$4" "$1/w.db"
        mount -o remount,size=$((own + more))k "$1"
        code=0
        "$2" load "$3" --db "$1/w.db" --scratch "$5" >/dev/null 2>"$5/words" || code=$?
        mount -o remount,size=1g "$1"
        kept=$("$2" load "$3" --db "$1/w.db" --scratch "$5" --format csv 2>/dev/null | tail -1 | cut -d, -f3)
        echo "$more;$code;$kept;$(tr '\n' ' ' <"$5/words")"
    done
"#;

#[test]
fn what_was_kept_before_the_log_was_folded_in_is_never_said_to_be_undone() {
    let folder = tempfile::tempdir().unwrap();
    let scratch = tempfile::tempdir().unwrap();
    let extract = tempfile::tempdir().unwrap();
    copy(sample(), extract.path());
    let package = extract.path().join("datapackage.json");
    let other = std::fs::read_to_string(&package).unwrap().replace("2026-01-20", "2026-01-21");
    std::fs::write(&package, other).unwrap();
    let database = sample_output().join("cutri.db");
    let places = [folder.path(), Path::new(program()), extract.path(), &database, scratch.path()];
    let arguments = places.map(Path::as_os_str);
    let Some(ran) = in_own_mounts(A_LOAD_ON_A_DISK_OF, &arguments) else { return };
    let (mut undone, mut unfolded) = (0, 0);
    for line in ran.out.lines() {
        let mut parts = line.splitn(4, ';');
        let mut next = || parts.next().unwrap_or_default();
        let (_, code, kept, words) = (next(), next(), next(), next());
        match (code, kept) {
            ("4", "new") => {
                undone += 1;
                assert!(words.contains("the disk is full"), "{line}");
            }
            ("1", "known already") => unfolded += u32::from(words.contains("what was done is kept")),
            _ => panic!("neither undone nor kept: {line}"),
        }
    }
    assert!(undone > 0 && unfolded > 0, "{undone} undone, {unfolded} not folded in:\n{}{}", ran.out, ran.err);
}

/// As on a full disk, for users who have no mounts of their own: no file may grow past some KiB.
fn with_small_files(kilobytes: &str, arguments: &[&str]) -> Ran {
    let script = "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"";
    let mut shell = Command::new("bash");
    shell.args(["-c", script, "bash", kilobytes]).arg(program()).args(arguments);
    shell.env_remove("CUTRI_DB").env_remove("CUTRI_LOG");
    ran(&mut shell)
}

#[test]
fn files_that_may_not_grow_are_told_and_nothing_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    for kilobytes in ["0", "16", "256"] {
        let ran = with_small_files(kilobytes, &["generate", text(sample()), "--out", text(&out)]);
        assert_told(&ran, kilobytes);
        assert_eq!(names(folder.path()), [""; 0], "{kilobytes} KiB");
    }
}

#[test]
fn a_document_that_cannot_be_written_is_told_by_its_area() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    let url = postgres::server().database();
    let arguments = ["generate", text(sample()), "--out", text(&out), "--db", &url];
    let ran = with_small_files("128", &arguments);
    assert_told(&ran, "128 KiB");
    assert!(ran.err.contains("area 98"), "where: {}", ran.err);
    assert!(ran.err.contains("free the disk"), "what to do: {}", ran.err);
    assert_eq!(names(folder.path()), [""; 0]);
    cutri(&arguments).ended(1);
    cutri(&["verify", text(&out)]).ended(0);
}

#[test]
fn a_result_that_cannot_be_said_is_an_error_and_a_closed_pipe_is_none() {
    let to = |target: &str| {
        let script = format!("\"$1\" completions bash {target}");
        ran(Command::new("bash").args(["-c", &format!("set -o pipefail; {script}"), "bash"]).arg(program()))
    };
    assert_eq!(to("> /dev/full").code, Some(4));
    assert_eq!(to("| true").code, Some(0));
    assert_eq!(ran(command().args(["completions", "bash"])).code, Some(0));
}
