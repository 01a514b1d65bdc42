//! What is logged: of each act one line, for people or for programs, and nothing of anybody in the whole life of lists.

use super::privacy::secrets;
use crate::support::output::sample;
use crate::support::program::{Ran, command, ran, text};
use serde_json::Value;
use std::path::Path;

/// Runs a command with everything logged as JSON.
fn traced(level: &str, arguments: &[&str]) -> Ran {
    ran(command().args(arguments).args(["--log", "json"]).env("CUTRI_LOG", level))
}

/// The lines of the log among what was said.
fn lines(told: &str) -> Vec<Value> {
    let objects = told.lines().filter(|line| line.starts_with('{'));
    objects.map(|line| serde_json::from_str(line).expect("one JSON object a line")).collect()
}

fn drafts(folder: &Path) -> String {
    let out = folder.join("rolls");
    let arguments = ["generate", text(sample()), "--out", text(&out), "--formats", "jsonl", "--as", "bình"];
    ran(command().args(arguments)).ended(1);
    text(&out.join("cutri.db")).to_owned()
}

#[test]
fn an_act_is_one_line_of_the_log_with_its_action_roll_version_changes_and_time() {
    let folder = tempfile::tempdir().unwrap();
    let database = drafts(folder.path());
    let delta = sample().with_file_name("xuan-hoa-changes").join("1-rights");
    let acts: [(&str, &[&str], [u64; 2]); 2] = [
        ("post", &["post", "--anyway", "--at", "2026-02-03T08:00", "--as", "an"], [1, 0]),
        ("update", &["update", text(&delta), "--at", "2026-02-10T15:00", "--as", "an"], [2, 10]),
    ];
    for (action, arguments, [version, changes]) in acts {
        let told = traced("cutri=info", &[arguments, &["--db", &database]].concat()).ended(0).err;
        let acted: Vec<Value> =
            lines(&told).into_iter().filter(|line| line["fields"]["message"] == "acted").collect();
        let [line] = &acted[..] else { panic!("{action}: {} lines", acted.len()) };
        let fields = &line["fields"];
        assert_eq!((&line["level"], &fields["action"]), (&"INFO".into(), &action.into()));
        assert_eq!((fields["version"].as_u64(), fields["changes"].as_u64()), (Some(version), Some(changes)));
        assert_eq!(fields["roll"].as_str().map(str::len), Some(32), "{fields}");
        assert!(fields["milliseconds"].is_u64(), "{fields}");
        assert_eq!((&line["span"]["name"], &line["span"]["roll"]), (&"act".into(), &fields["roll"]));
    }
}

#[test]
fn the_log_is_text_unless_it_is_asked_for_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let database = drafts(folder.path());
    let post = ["post", "--anyway", "--at", "2026-02-03T08:00", "--as", "an", "--db", &database];
    let told = ran(command().args(post).env("CUTRI_LOG", "info")).ended(0).err;
    let acted: Vec<&str> = told.lines().filter(|line| line.contains("acted")).collect();
    let [line] = acted[..] else { panic!("{told}") };
    assert!(line.contains("INFO") && line.contains("action=\"post\"") && !line.starts_with('{'), "{line}");
}

#[test]
fn the_whole_life_of_lists_logs_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| text(&folder.path().join(name)).to_owned();
    let changes = sample().with_file_name("xuan-hoa-changes");
    let mut secrets = secrets(sample());
    let deltas = ["1-rights", "2-moves", "3-places"].map(|name| changes.join(name));
    for delta in &deltas {
        secrets.extend(self::secrets(delta));
    }
    assert!(secrets.len() > 3_000);
    let (rolls, notices, papers, posted) = (at("rolls"), at("notices"), at("papers"), at("posted"));
    let deltas = deltas.each_ref().map(|delta| text(delta));
    let complaint = "K-98103-0001";
    let acts: &[&[&str]] = &[
        &["generate", text(sample()), "--out", &rolls, "--formats", "jsonl,csv", "--as", "bình"],
        &["post", "--anyway", "--at", "2026-02-03T08:00"],
        &["update", deltas[0], "--at", "2026-02-10T15:00"],
        &["update", deltas[1], "--at", "2026-02-20T15:00"],
        &[
            "complaint",
            "open",
            "098085000382",
            "--area",
            "98103-01",
            "--about",
            "missing",
            "--by-whom",
            "Kiện",
            "--at",
            "2026-02-21T08:00",
        ],
        &[
            "complaint",
            "settle",
            complaint,
            "--outcome",
            "rejected",
            "--decision",
            "không có căn cứ",
            "--at",
            "2026-02-22T08:00",
        ],
        &["complaint", "sue", complaint, "--at", "2026-02-23T08:00"],
        &[
            "complaint",
            "judge",
            complaint,
            "--outcome",
            "upheld",
            "--decision",
            "theo bản án",
            "--judgment",
            "05/2026/HC-ST",
            "--at",
            "2026-02-24T08:00",
        ],
        &["certificate", "issue", "098158434743", "--to", "98205-01", "--at", "2026-02-25T08:00"],
        &["undo", "3-1", "--reason", "nhầm", "--at", "2026-02-26T08:00"],
        &["update", deltas[2], "--at", "2026-03-01T15:00"],
        &["explain", "098085000382"],
        &["changes"],
        &["waiting", "--all"],
        &["books"],
        &["clock"],
        &["audit"],
        &["transfer", "export", "--out", &notices],
        &["complaint", "print", complaint, "--out", &papers],
        &["render", "--out", &posted, "--formats", "jsonl,csv"],
        &["verify"],
    ];
    let database = at("rolls/cutri.db");
    let mut acted = 0;
    for arguments in acts {
        let mut all = arguments.to_vec();
        if arguments[0] != "generate" {
            all.extend(["--db", &database]);
        }
        if arguments.contains(&"--at") {
            all.extend(["--as", "an"]);
        }
        let told = traced("trace", &all);
        assert!([Some(0), Some(1)].contains(&told.code), "{arguments:?}: {}", told.err);
        let log: Vec<&str> = told.err.lines().filter(|line| line.starts_with('{')).collect();
        let is_act = arguments.contains(&"--at");
        assert!(!is_act || !log.is_empty(), "{}: nothing was logged", arguments[0]);
        acted += log.iter().filter(|line| line.contains("\"acted\"")).count();
        for (at, line) in log.iter().enumerate() {
            let told = secrets.iter().any(|secret| line.contains(secret.as_str()));
            assert!(!told, "{}: line {} of the log tells of a person", arguments[0], at + 1);
        }
    }
    assert_eq!(acted, 10, "each act is told once");
}
