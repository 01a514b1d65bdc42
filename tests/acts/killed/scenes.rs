//! Every command that writes, and the lists that it finds.

use super::super::complaint::rejected;
use super::super::lists::*;
use super::super::mutations::many_dead;
use super::super::transfer::Offices;
use super::Ground;
use crate::support::output::sample;
use crate::support::postgres;
use crate::support::program::{cutri, text};
use cutri::changes::ComplaintSubject;

/// A command to kill.
pub struct Scene {
    pub name: &'static str,
    /// What it finds.
    pub lists: fn(Ground) -> Lists,
    /// The command without its database; `OUT` is its folder.
    pub command: fn(&Lists) -> Vec<String>,
    /// How it ends undisturbed.
    pub code: i32,
    /// What is said besides when it is run again.
    pub again: &'static [&'static str],
    /// Whether it happens in one transaction.
    pub is_one_act: bool,
}

/// The scene of this name.
pub fn named(name: &str) -> &'static Scene {
    SCENES.iter().find(|scene| scene.name == name).expect("a scene")
}

const fn act(name: &'static str, lists: fn(Ground) -> Lists, command: fn(&Lists) -> Vec<String>) -> Scene {
    Scene { name, lists, command, code: 0, again: &[], is_one_act: true }
}

pub const SCENES: &[Scene] = &[
    Scene {
        code: 1,
        is_one_act: false,
        ..act("load", empty, |_| words(&["load", text(sample()), "--as", "bình"]))
    },
    Scene {
        again: &["--resume"],
        is_one_act: false,
        ..act("derive", loaded, |_| words(&["derive", "--jobs", "1", "--as", "bình"]))
    },
    act("post", drafts, |_| acting(&["post", "--anyway"], "2026-02-03T08:00")),
    Scene { code: 1, ..act("update", posted, |lists| update(lists, every_kind())) },
    Scene { code: 3, ..act("update, stopped", posted, |lists| update(lists, many_dead(lists))) },
    act("approve", stopped, |lists| approving(lists, &[])),
    act("approve --refuse", stopped, |lists| approving(lists, &["--refuse", "sai nguồn"])),
    act("complaint open", posted, |_| {
        let about = ["--area", "98103-01", "--about", "missing", "--by-whom", "Lê Văn Kiện"];
        acting(&[&["complaint", "open", NOT_HERE][..], &about].concat(), "2026-02-20T10:00")
    }),
    act("complaint settle", complained, |_| {
        let decided = ["--outcome", "upheld", "--decision", "đúng như khiếu nại"];
        acting(&[&["complaint", "settle", COMPLAINT][..], &decided].concat(), "2026-02-21T10:00")
    }),
    act("complaint sue", settled, |_| acting(&["complaint", "sue", COMPLAINT], "2026-02-22T10:00")),
    act("complaint judge", sued, |_| {
        let decided = ["--outcome", "upheld", "--decision", "theo bản án", "--judgment", "05/2026/HC-ST"];
        acting(&[&["complaint", "judge", COMPLAINT][..], &decided].concat(), "2026-02-24T10:00")
    }),
    act("certificate issue", posted, |_| {
        acting(&["certificate", "issue", PLAIN, "--to", "98205-01"], "2026-02-20T10:00")
    }),
    act("certificate receive", posted, |_| {
        let bearer = ["079185000123", "--name", "Trần Thị Khách", "--birth-date", "1985", "--sex", "nữ"];
        let paper = ["--office", "xã Xa, tỉnh Ngoài", "--document-no", "31/GCN", "--issued-on", "18/02/2026"];
        let received = [&["certificate", "receive"][..], &bearer, &paper, &["--to", "98205"]];
        acting(&received.concat(), "2026-02-20T10:00")
    }),
    act("undo", updated, |_| acting(&["undo", "2-1", "--reason", "nhầm lẫn"], "2026-02-23T10:00")),
    act("review", posted, |lists| {
        let id = lists.held();
        acting(&["review", &id, "--accept", "R17", "--reason", "đã xem xét"], "2026-02-22T10:00")
    }),
    act("transfer release", given_up, |lists| {
        let half = lists.now().open(cutri::store::matter::Kind::Suspense, HEAD)[0].matter_id.clone();
        acting(&["transfer", "release", &half, "--reason", "hỏi qua điện thoại"], "2026-02-22T10:00")
    }),
    act("transfer import", arrived, |lists| {
        let notice = text(&lists.folder.path().join("notice.json")).to_owned();
        acting(&["transfer", "import", &notice, "--unsigned"], "2026-02-22T10:00")
    }),
    act("transfer export", given_up, |_| words(&["transfer", "export", "--out", "OUT"])),
    Scene {
        code: 1,
        is_one_act: false,
        ..act("generate", printed, |_| {
            words(&["generate", text(sample()), "--out", "OUT", "--formats", "jsonl", "--jobs", "1"])
        })
    },
    act("render", posted, |_| words(&["render", "--out", "OUT", "--formats", "jsonl,csv", "--jobs", "1"])),
];

/// The first complaint of the commune.
const COMPLAINT: &str = "K-98103-0001";

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// An act of somebody at a moment.
fn acting(command: &[&str], at: &str) -> Vec<String> {
    words(&[command, &["--at", at, "--as", "an"]].concat())
}

fn update(lists: &Lists, delta: Delta) -> Vec<String> {
    let folder = delta.write(&lists.snapshot_id());
    let kept = lists.folder.path().join("delta");
    crate::support::output::copy(folder.path(), &kept);
    acting(&["update", text(&kept)], "2026-02-24T10:00")
}

fn approving(lists: &Lists, more: &[&str]) -> Vec<String> {
    let matters = lists.now().matters;
    let batch = matters.iter().find(|matter| matter.kind == cutri::store::matter::Kind::Batch).unwrap();
    words(&[&["approve", &batch.matter_id, "--at", "2026-02-24T11:00", "--as", "bình"][..], more].concat())
}

fn empty(ground: Ground) -> Lists {
    let folder = tempfile::tempdir().unwrap();
    let url = match ground {
        Ground::File => text(&folder.path().join("lists.db")).to_owned(),
        Ground::Server => postgres::server().database(),
    };
    Lists { url, folder, is_signed: false }
}

fn loaded(ground: Ground) -> Lists {
    let lists = empty(ground);
    cutri(&["load", text(sample()), "--as", "bình", "--db", &lists.url]).ended(1);
    lists
}

fn drafts(ground: Ground) -> Lists {
    if ground == Ground::File {
        return Lists::drafts();
    }
    let lists = loaded(ground);
    cutri(&["derive", "--as", "bình", "--db", &lists.url]).ended(0);
    lists
}

fn posted(ground: Ground) -> Lists {
    match ground {
        Ground::File => Lists::posted(),
        Ground::Server => {
            let [_, lists] = Lists::both();
            lists
        }
    }
}

fn updated(ground: Ground) -> Lists {
    let lists = posted(ground);
    lists.update(&every_kind(), SOON);
    lists
}

fn stopped(ground: Ground) -> Lists {
    let lists = posted(ground);
    let updated = lists.update(&many_dead(&lists), "2026-02-24T10:00:00");
    assert!(updated.batch_id.is_some(), "a tripwire is hit");
    lists
}

fn complained(ground: Ground) -> Lists {
    let lists = posted(ground);
    lists.complain(ComplaintSubject::Missing, (NOT_HERE, "98103-01"), SOON).unwrap();
    lists
}

fn settled(ground: Ground) -> Lists {
    let lists = complained(ground);
    lists.settle(COMPLAINT, rejected(), "2026-02-21T10:00:00").unwrap();
    lists
}

fn sued(ground: Ground) -> Lists {
    let lists = settled(ground);
    lists.sue(COMPLAINT, "2026-02-22T10:00:00").unwrap();
    lists
}

/// Of the office that a person has left.
fn given_up(_: Ground) -> Lists {
    let offices = Offices::new();
    offices.leaves();
    offices.left
}

/// Of the office where the person has arrived, with the notice of the other.
fn arrived(_: Ground) -> Lists {
    let offices = Offices::new();
    offices.leaves();
    offices.arrives(SOON);
    let notice = offices.left.export(None).remove(0);
    std::fs::copy(notice, offices.joined.folder.path().join("notice.json")).unwrap();
    offices.joined
}

/// Drafts, and an output of them in English that another takes the place of.
fn printed(ground: Ground) -> Lists {
    let lists = drafts(ground);
    let out = lists.folder.path().join("out");
    let english = ["generate", text(sample()), "--formats", "jsonl", "--lang", "en", "--as", "bình"];
    cutri(&[&english[..], &["--out", text(&out), "--db", &lists.url]].concat()).ended(1);
    lists
}
