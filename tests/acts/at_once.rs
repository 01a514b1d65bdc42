//! Acts at the same time, in processes of their own, on a server: each is made, one after the other, and nothing is lost.

use super::lists::*;
use crate::support::program::{command, text};
use cutri::changes::ComplaintSubject;
use std::process::Stdio;

/// Of all acts: whichever comes first, none comes before another.
const AT: [&str; 4] = ["--at", "2026-02-24T10:00", "--as", "an"];

#[test]
fn an_update_a_certificate_and_a_settlement_at_once_are_all_made() {
    let [_, lists] = Lists::both();
    lists.complain(ComplaintSubject::Missing, (NOT_HERE, "98103-01"), SOON).unwrap();
    let delta = every_kind().write(&lists.snapshot_id());
    let acts: [&[&str]; 3] = [
        &["update", text(delta.path())],
        &["certificate", "issue", PLAIN, "--to", "98205-01"],
        &["complaint", "settle", "K-98103-0001", "--outcome", "upheld", "--decision", "đúng như khiếu nại"],
    ];
    let before = lists.audit().len();
    let children = acts.map(|act| {
        let mut command = command();
        command.args(act).args(AT).args(["--db", &lists.url]);
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts")
    });
    for (child, act) in children.into_iter().zip(acts) {
        let ended = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr);
        assert!(matches!(ended.status.code(), Some(0 | 1)), "{}: {said}", act[0]);
    }
    let mut versions: Vec<u32> = lists.audit()[before..].iter().filter_map(|line| line.version).collect();
    versions.sort_unstable();
    assert_eq!(versions, [2, 3, 4], "each made a version of its own");
    let now = lists.now();
    assert!(now.place(NOT_HERE).is_some(), "the settlement stands");
    assert_eq!(now.place(PLAIN).map(|(area, _)| area), Some("98205-01".to_owned()), "the certificate stands");
    lists.verified();
}

#[test]
fn the_same_act_at_once_is_made_once() {
    let [_, lists] = Lists::both();
    let before = lists.audit().len();
    let children = [0, 1].map(|_| {
        let mut command = command();
        command.args(["certificate", "issue", PLAIN, "--to", "98205-01"]).args(AT).args(["--db", &lists.url]);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
    });
    for mut child in children {
        assert_eq!(child.wait().unwrap().code(), Some(0), "to the other it is known");
    }
    assert_eq!(lists.audit().len(), before + 1);
    lists.verified();
}
