//! What `render` writes of posted lists.

use super::lists::*;
use crate::render::tools::Printed;
use crate::support::output::{assert_same, sample, tree};
use crate::support::program::{cutri, text};
use cutri::output::{Format, Wanted};
use std::collections::BTreeSet;

const QUICK: &[Format] = &[Format::Jsonl, Format::Csv, Format::Decisions];
/// Areas of armed units in the sample.
const MILITARY: [&str; 2] = ["98205-02", "99101-01"];

#[test]
fn the_same_bytes_with_one_job_and_four_and_twice() {
    let lists = Lists::signed();
    lists.update(&every_kind(), SOON);
    for wanted in [Wanted::Lists(None), Wanted::Supplements(Some(2))] {
        let formats = match wanted {
            Wanted::Lists(_) => QUICK,
            Wanted::Supplements(_) => &Format::ALL,
        };
        let trees = [1, 4, 4].map(|jobs| {
            let out = lists.folder.path().join("out");
            drop(std::fs::remove_dir_all(&out));
            lists.render(&out, (wanted, formats, jobs));
            tree(&out)
        });
        assert_same("one job and four", &trees[0], &trees[1]);
        assert_same("twice", &trees[1], &trees[2]);
    }
}

#[test]
fn version_1_is_the_draft_row_for_row_whatever_came_later() {
    let lists = Lists::posted();
    lists.update(&every_kind(), SOON);
    lists.issue(PLAIN, "98205-01", "2026-02-21T10:00:00").unwrap();
    let out = lists.folder.path().join("out");
    let rendered = lists.render(&out, (Wanted::Lists(Some(1)), QUICK, 2));
    assert_eq!(rendered.version, 1);
    let (posted, drafts) = (tree(&out), tree(&sample().join("expected")));
    let mut areas = 0;
    for (name, bytes) in drafts.iter().filter(|(name, _)| name.ends_with("/entries.jsonl")) {
        assert!(posted.get(name) == Some(bytes), "{name}");
        areas += 1;
    }
    assert_eq!(areas, 11);
    assert!(!posted.keys().any(|name| name.starts_with("changes/")), "nothing had changed then");
}

#[test]
fn supplements_hold_only_areas_that_changed() {
    let lists = Lists::posted();
    lists.update(&every_kind(), SOON);
    lists.issue(PLAIN, "98307-02", "2026-02-21T10:00:00").unwrap();
    let out = lists.folder.path().join("out");
    let changed = |wanted| {
        drop(std::fs::remove_dir_all(&out));
        lists.render(&out, (wanted, &Format::ALL, 2));
        let names = tree(&out);
        let area = |name: &String| {
            name.split('/').find(|part| part.len() == 8 && part.contains('-')).map(str::to_owned)
        };
        names.keys().filter_map(area).collect::<BTreeSet<String>>()
    };
    let areas = |codes: [&str; 2]| BTreeSet::from(codes.map(str::to_owned));
    assert_eq!(changed(Wanted::Supplements(Some(2))), areas(["98103-01", "98205-01"]));
    assert_eq!(changed(Wanted::Supplements(None)), areas(["98103-01", "98307-02"]));
    let verified = cutri(&["verify", text(&out)]).ended(0);
    assert!(verified.err.contains("as in the manifest"), "{}", verified.err);
}

#[test]
fn posted_supplements_tell_no_number_and_nothing_sensitive_and_armed_units_have_none() {
    let lists = Lists::posted();
    let units: Vec<String> = {
        let now = lists.now();
        let of = |code: &str| now.rows.iter().find(|row| row.area_code.as_str() == code).unwrap();
        MILITARY.map(|code| of(code).personal_id.to_string()).into()
    };
    let persons: Vec<&str> = EVERY_KIND.iter().copied().chain(units.iter().map(String::as_str)).collect();
    let jailed = [
        ("kind", "imprisonment"),
        ("from", "2026-02-10"),
        ("document_no", "7/2026/HS-ST"),
        ("issuer", "Tòa án"),
    ];
    let mut delta = Delta::of(&persons)
        .add("statuses", HEAD, &jailed)
        .set("residences", SPOUSE, &home("98205", "98205-T01"))
        .set("persons", RENAMED, &[("full_name", "Nguyễn Văn Mới")])
        .add("stays", AWAY, &[("kind", "detention"), ("facility_code", "TG-01"), ("from", "2026-02-10")])
        .newcomer(NEWCOMER);
    for unit in &units {
        delta = delta.set("persons", unit, &[("full_name", "Vũ Văn Quân")]);
    }
    lists.update(&delta, SOON);
    let out = lists.folder.path().join("out");
    lists.render(&out, (Wanted::Supplements(None), &Format::ALL, 2));
    let mut copies = 0;
    for (name, bytes) in tree(&out) {
        let file = name.rsplit('/').next().unwrap();
        let is_military = MILITARY.iter().any(|area| name.contains(area));
        let is_posted = ["supplement.", "list."].iter().any(|start| file.starts_with(start));
        assert!(!(is_military && is_posted), "{name} is of armed units");
        if !is_posted {
            continue;
        }
        let said = match file.rsplit('.').next().unwrap() {
            "pdf" => Printed::new(&bytes).text(),
            "csv" | "html" => String::from_utf8(bytes).unwrap(),
            _ => continue,
        };
        copies += 1;
        for person in persons.iter().chain(&[NEWCOMER]) {
            assert!(!said.contains(person), "{name} tells a number");
        }
        let is_facility = name.contains("98103-04");
        for words in
            ["phạt tù", "hình phạt", "chấp hành án", "mất quyền", "7/2026/HS-ST", "Tòa án", "tạm giam"]
        {
            assert!(is_facility || !said.contains(words), "{name} says {words}");
        }
    }
    assert!(copies >= 12, "{copies} copies");
    let military: BTreeSet<String> = tree(&out)
        .into_keys()
        .filter(|name| name.starts_with("changes/") && MILITARY.iter().any(|area| name.contains(area)))
        .collect();
    assert!(military.iter().any(|name| name.ends_with("supplement-official.pdf")), "{military:?}");
}

#[test]
fn an_output_of_another_roll_is_not_replaced() {
    let lists = Lists::posted();
    let other = lists.folder.path().join("other");
    let arguments =
        ["generate", text(sample()), "--out", text(&other), "--commune", "98103", "--formats", "jsonl"];
    cutri(&arguments).ended(1);
    let before = tree(&other);
    let refused =
        cutri(&["render", "--db", &lists.url, "--out", text(&other), "--formats", "jsonl"]).ended(3);
    assert!(refused.err.contains("another roll"), "{}", refused.err);
    assert_same("refused", &before, &tree(&other));
}

#[test]
fn posted_lists_are_not_derived_again_as_drafts() {
    let drafts = Lists::drafts();
    let posted = Lists::posted();
    posted.update(&every_kind(), SOON);
    let generate = |lists: &Lists, more: &[&str]| {
        let out = lists.folder.path().join("again");
        let arguments =
            ["generate", text(sample()), "--out", text(&out), "--formats", "jsonl", "--db", &lists.url];
        cutri(&[&arguments, more].concat())
    };
    generate(&drafts, &[]).ended(1);
    let before = posted.now();
    for more in [&[][..], &["--commune", "98103"]] {
        let refused = generate(&posted, more).ended(3);
        assert!(refused.err.contains("cutri render"), "{}", refused.err);
        assert!(!posted.folder.path().join("again").exists(), "nothing was written");
    }
    assert_eq!(posted.now(), before);
    posted.verified();
}

#[test]
fn an_output_whose_database_holds_posted_lists_is_not_replaced() {
    let lists = Lists::posted();
    let out = lists.folder.path().join("rolls");
    let generate = ["generate", text(sample()), "--out", text(&out), "--formats", "jsonl"];
    cutri(&generate).ended(1);
    std::fs::copy(&lists.url, out.join("cutri.db")).unwrap();
    let before = tree(&out);
    let database = text(&out.join("cutri.db")).to_owned();
    let elsewhere = lists.folder.path().join("elsewhere.db");
    for more in [&[][..], &["--db", text(&elsewhere)]] {
        let refused = cutri(&[&generate, more].concat()).ended(3);
        assert!(refused.err.contains("cutri render"), "{}", refused.err);
    }
    let render = ["render", "--db", &database, "--out", text(&out), "--formats", "jsonl"];
    let refused = cutri(&render).ended(3);
    assert!(refused.err.contains("cutri.db"), "{}", refused.err);
    assert_same("refused", &before, &tree(&out));
    cutri(&["verify", "--db", &database]).ended(0);
}
