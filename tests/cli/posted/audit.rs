//! `audit`: who did what, and that whatever is altered behind it is found.

use super::{IN_TIME, LATE, Lists, array, complaint};
use crate::support::output::sample;
use crate::support::program::{command, cutri, ran, text};
use serde_json::Value;

#[test]
fn load_and_derive_are_audited_once_with_who_asked() {
    for lists in Lists::drafts() {
        lists.generate("again", &["--as", "chi"]).ended(1);
        let told = lists.json(&["audit"], 0);
        let lines = array(&told, "lines");
        let said: Vec<[&str; 2]> =
            lines.iter().map(|line| ["action", "by"].map(|key| line[key].as_str().unwrap())).collect();
        assert_eq!(said, [["load", "bình"], ["derive", "bình"]], "the second run found both there");
        assert!(lines[0]["source"] == lines[1]["source"] && lines[1]["previous"] == lines[0]["digest"]);
    }
}

#[test]
fn nobody_known_to_the_system_is_a_dash_and_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    let mut generate = command();
    for name in ["USER", "LOGNAME", "USERNAME", "CUTRI_AS"] {
        generate.env_remove(name);
    }
    let arguments = ["generate", text(sample()), "--out", text(&out), "--formats", "jsonl"];
    ran(generate.args(arguments)).ended(1);
    let told = cutri(&["audit", "--db", text(&out.join("cutri.db"))]).ended(0);
    assert_eq!(told.out.lines().filter(|line| line.contains("  –  ")).count(), 2, "{}", told.out);
}

#[test]
fn two_runs_at_once_leave_an_audit_without_gaps() {
    for lists in Lists::drafts() {
        let start = |commune: &str| {
            let out = lists.folder.path().join(commune);
            let arguments = ["generate", text(sample()), "--out", text(&out), "--formats", "jsonl"];
            let more = ["--commune", commune, "--as", commune, "--db", &lists.url];
            command().args(arguments).args(more).stdout(std::process::Stdio::null()).spawn().unwrap()
        };
        let runs = ["98103", "98205"].map(start);
        for mut run in runs {
            assert!(run.wait().unwrap().code().is_some_and(|code| code < 2));
        }
        assert_eq!(array(&lists.json(&["audit"], 0), "lines").len(), 4);
    }
}

#[test]
fn an_untouched_audit_is_whole_in_every_format() {
    for lists in Lists::posted(LATE) {
        let told = lists.json(&["audit"], 0);
        assert_eq!((&told["count"], &told["problems"]), (&4.into(), &Value::Array(Vec::new())));
        let (header, rows) = lists.csv(&["audit", "--since", "2"], 0);
        assert_eq!(
            header.join(","),
            "sequence,at,by,action,version,reason,source,roll_id,registers,previous,digest,recorded_at"
        );
        let said: Vec<[&str; 3]> = rows.iter().map(|row| [&*row[0], &*row[3], &*row[4]]).collect();
        assert_eq!(said, [["3", "post", "1"], ["4", "update", "2"]]);
        let table = lists.run(&["audit"]).ended(0);
        assert!(table.out.contains("niêm yết") && table.err.contains("nguyên vẹn: 4 dòng"), "{}", table.err);
    }
}

/// What is done behind the program's back, the first broken line, and what is said of it.
const TAMPERED: [(&str, Option<u64>, &str); 7] = [
    (
        "UPDATE audit SET document = replace(document, '\"by\":\"an\"', '\"by\":\"ba\"') WHERE sequence = 3",
        Some(3),
        "not what its digest says",
    ),
    ("UPDATE audit SET digest = 'ab' WHERE sequence = 2", Some(2), "not what its digest says"),
    ("DELETE FROM audit WHERE sequence = 2", Some(3), "line 2 is missing"),
    ("DELETE FROM audit WHERE sequence = 4", None, "no line tells"),
    (
        "UPDATE matter SET state = 'settled' WHERE matter_id = (SELECT min(matter_id) FROM matter)",
        Some(4),
        "late/",
    ),
    ("UPDATE matter SET commune_code = '98205'", Some(4), "is not as this line left it"),
    ("DELETE FROM matter WHERE matter_id = (SELECT max(matter_id) FROM matter)", Some(4), "is gone"),
];

#[test]
fn whatever_is_altered_behind_the_audit_is_found() {
    let [file, server] = Lists::posted(LATE);
    let copy = file.folder.path().join("copy.db");
    for (statement, line, words) in TAMPERED {
        std::fs::copy(&file.url, &copy).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let copied = Lists { url: text(&copy).to_owned(), folder };
        copied.tamper(statement);
        found(&copied, statement, line, words);
    }
    // On a server two at once: each is found beside the other, that the line's version was made by somebody else, and that its
    // statement says so.
    let (first, line, words) = TAMPERED[0];
    server.tamper(&format!("{first};{}", TAMPERED[4].0));
    found(&server, first, line, words);
    let told = server.json(&["audit"], 1);
    let lines: Vec<u64> =
        array(&told, "problems").iter().map(|problem| problem["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [3, 3, 3, 4]);
}

fn found(lists: &Lists, statement: &str, line: Option<u64>, words: &str) {
    let told = lists.json(&["audit"], 1);
    let first = &array(&told, "problems")[0];
    assert_eq!(first["line"].as_u64(), line, "{statement}: {told}");
    assert_eq!(first["file"], "audit");
    assert!(first["message"].as_str().unwrap().contains(words), "{statement}: {first}");
    let table = lists.run(&["audit"]).ended(1);
    let named = line.map_or("the audit is not whole".to_owned(), |line| format!("hỏng từ dòng {line} "));
    assert!(table.err.contains(&named), "{statement}: {}", table.err);
}

#[test]
fn a_register_line_that_nobody_audited_is_found() {
    for lists in Lists::posted(IN_TIME) {
        lists.complain(&complaint());
        found(&lists, "a complaint", None, "no line tells of complaint/K-98103-0001");
    }
}
