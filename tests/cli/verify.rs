//! `verify`: a changed byte, a missing or surplus file, and changes that hide behind digests made anew.

use crate::support::output::{copy, sample_output, tree};
use crate::support::program::{Ran, cutri, text};
use cutri::people::digest;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A copy of the sample's output that a test may damage.
struct Copied {
    folder: TempDir,
}

impl Copied {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(sample_output(), folder.path());
        fs::remove_file(folder.path().join("cutri.db")).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn change(&self, name: &str, change: impl FnOnce(String) -> String) {
        let before = fs::read_to_string(self.path(name)).unwrap();
        let after = change(before.clone());
        assert_ne!(before, after, "{name} is not changed");
        fs::write(self.path(name), after).unwrap();
    }

    /// Changes one line of JSON, counted from 1.
    fn change_line(&self, name: &str, line: usize, change: impl FnOnce(&mut Value)) {
        self.change(name, |text| {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            let mut value: Value = serde_json::from_str(&lines[line - 1]).unwrap();
            change(&mut value);
            lines[line - 1] = value.to_string();
            lines.join("\n") + "\n"
        });
    }

    /// Makes every digest of the manifest anew, as somebody would who hides a change.
    fn hide(&self) {
        let path = self.path("manifest.json");
        let mut manifest: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let mut lines = String::new();
        let mut digests = serde_json::Map::new();
        let tree = tree(self.folder.path());
        for (name, bytes) in tree.iter().filter(|(name, _)| *name != "manifest.json") {
            if let Some(area) = name.strip_suffix("/entries.jsonl").and_then(|it| it.rsplit('/').next()) {
                lines += &format!("{area} {}\n", digest(bytes));
            }
            digests.insert(name.clone(), digest(bytes).into());
        }
        manifest["files"] = digests.into();
        manifest["versions"][0]["digest"] = digest(lines.as_bytes()).into();
        fs::write(path, manifest.to_string()).unwrap();
    }

    fn verify(&self) -> Ran {
        cutri(&["verify", text(self.folder.path()), "--format", "json"])
    }

    /// The problems, as file, line and words.
    fn problems(&self) -> Vec<[String; 3]> {
        let problems: Value = serde_json::from_str(&self.verify().ended(1).out).unwrap();
        let cell = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
        let rows = problems.as_array().unwrap().iter();
        rows.map(|row| ["file", "line", "problem"].map(|key| cell(row, key))).collect()
    }
}

fn flip_a_byte(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(path, bytes).unwrap();
}

#[test]
fn an_untouched_output_agrees_and_so_does_a_manifest_made_anew() {
    let copied = Copied::new();
    let ran = copied.verify().ended(0);
    assert!(ran.err.contains("992 entries of 11 areas"), "{}", ran.err);
    copied.hide();
    copied.verify().ended(0);
}

#[test]
fn a_changed_byte_in_any_kind_of_file_is_found() {
    let files = [
        "98/98103/98103-01/list.pdf",
        "98/98103/98103-01/list-official.pdf",
        "98/98103/98103-01/cards.pdf",
        "98/98103/98103-01/list.csv",
        "98/98103/98103-01/list.xlsx",
        "98/98103/98103-01/entries.jsonl",
        "98/98103/not-listed.csv",
        "98/98103/bieu-tong-hop.html",
        "98/98103/bieu-tong-hop.xlsx",
        "98/98103/summary.html",
        "98/summary.html",
        "summary.html",
        "summary.json",
        "decisions.jsonl",
        "findings.csv",
        "rejects.csv",
        "manual-queue.csv",
        "not-listed.csv",
    ];
    let copied = Copied::new();
    for name in files {
        let path = copied.path(name);
        let before = fs::read(&path).unwrap();
        flip_a_byte(&path);
        let expected = [name, "", "the content is not what the manifest says"].map(str::to_owned);
        assert_eq!(copied.problems(), [expected]);
        fs::write(&path, before).unwrap();
    }
    copied.verify().ended(0);
}

#[test]
fn a_missing_and_a_surplus_file_are_found() {
    let copied = Copied::new();
    fs::remove_file(copied.path("98/98103/98103-01/cards.pdf")).unwrap();
    fs::write(copied.path("98/98103/98103-01/cards-2.pdf"), "surplus").unwrap();
    fs::create_dir(copied.path("somewhere")).unwrap();
    fs::write(copied.path("somewhere/else.txt"), "surplus").unwrap();
    let expected = [
        ["98/98103/98103-01/cards-2.pdf", "", "the manifest does not know this file"],
        ["98/98103/98103-01/cards.pdf", "", "the file is missing"],
        ["somewhere/else.txt", "", "the manifest does not know this file"],
    ];
    assert_eq!(copied.problems(), expected.map(|row| row.map(str::to_owned)));
}

#[test]
fn a_manifest_that_is_no_manifest_is_a_problem_and_one_that_is_missing_an_error() {
    let copied = Copied::new();
    fs::write(copied.path("manifest.json"), "{").unwrap();
    let problems = copied.problems();
    assert!(problems[0][0] == "manifest.json" && problems[0][2].contains("no manifest"), "{problems:?}");
    fs::write(copied.path("manifest.json"), b"{\xff}").unwrap();
    assert_eq!(copied.problems()[0][0], "manifest.json");
    fs::remove_file(copied.path("manifest.json")).unwrap();
    assert!(copied.verify().ended(2).err.contains("manifest.json"));
}

const LIST: &str = "98/98103/98103-01/entries.jsonl";
const FACILITY: &str = "98/98103/98103-04/entries.jsonl";

/// A change that hides, and words of the problem it must give.
type Hidden = (&'static str, fn(&Copied), &'static [&'static str]);

const HIDDEN: [Hidden; 14] = [
    ("a number", |it| it.change_line(LIST, 3, |row| row["number"] = 4.into()), &["number 4 stands in row 3"]),
    (
        "a ballot taken away",
        |it| it.change_line(LIST, 3, |row| row["ballots"] = serde_json::json!(["national", "provincial"])),
        &["the totals are not the sums of the entries"],
    ),
    (
        "a ballot given",
        |it| {
            it.change_line(FACILITY, 1, |row| {
                row["ballots"] = serde_json::json!(["national", "provincial", "communal"]);
            });
        },
        &["the totals are not the sums of the entries"],
    ),
    (
        "every ballot taken away",
        |it| it.change_line(LIST, 3, |row| row["ballots"] = serde_json::json!([])),
        &["a voter has no ballot"],
    ),
    ("a sex", |it| it.change_line(LIST, 1, |row| row["sex"] = "nữ".into()), &["the totals are not the sums"]),
    (
        "an area",
        |it| it.change_line(LIST, 1, |row| row["area_code"] = "98103-02".into()),
        &["the row is of area"],
    ),
    (
        "a voter struck",
        |it| it.change_line(LIST, 5, |row| row["status"] = "struck".into()),
        &["the totals are not the sums", "981 listed, but 980 rows stand"],
    ),
    (
        "a marked row with ballots",
        |it| {
            let row = |text: &str| text.lines().position(|line| line.contains("\"marked\"")).unwrap() + 1;
            let at = row(&fs::read_to_string(it.path(LIST)).unwrap());
            it.change_line(LIST, at, |row| row["ballots"] = serde_json::json!(["national"]));
        },
        &["a marked row has ballots"],
    ),
    (
        "a person of another list",
        |it| {
            let other: Value =
                serde_json::from_str(fs::read_to_string(it.path(FACILITY)).unwrap().lines().next().unwrap())
                    .unwrap();
            it.change_line(LIST, 1, move |row| row["personal_id"] = other["personal_id"].clone());
        },
        &["1 persons stand on more than one list (Art. 29.2)"],
    ),
    (
        "a row left out",
        |it| it.change(LIST, |text| text.lines().map(|line| format!("{line}\n")).skip(1).collect()),
        &["number 2 stands in row 1", "the totals are not the sums"],
    ),
    (
        "a person left out of the report",
        |it| {
            it.change("98/98103/not-listed.csv", |text| {
                text.lines().map(|line| format!("{line}\n")).take(5).collect()
            })
        },
        &["but not-listed.csv has"],
    ),
    (
        "a count of the summary",
        |it| it.change("summary.json", |text| text.replacen("\"queue\": 19", "\"queue\": 18", 1)),
        &["1304 persons, but the groups sum to 1303"],
    ),
    (
        "a public total",
        |it| {
            it.change("summary.json", |text| {
                let (all, public) = text.split_once("\"totals_public\"").unwrap();
                format!("{all}\"totals_public\"{}", public.replacen("\"voters\": 962", "\"voters\": 981", 1))
            });
        },
        &["the public totals are not the sums of their areas"],
    ),
    (
        "a rule in the export of decisions",
        |it| it.change_line("decisions.jsonl", 1, |row| row["rule"] = "P6".into()),
        &["the decisions by rule are not those of the summary"],
    ),
];

#[test]
fn changes_behind_digests_made_anew_are_found_by_their_sums() {
    for (what, change, expected) in HIDDEN {
        let copied = Copied::new();
        change(&copied);
        copied.hide();
        let problems = copied.problems();
        for words in expected {
            let told = problems.iter().any(|problem| problem[2].contains(words));
            assert!(told, "{what}: `{words}` is not among {problems:?}");
        }
    }
}

/// A changed name is in no sum: the version's digest, which stands outside the output too, reveals it.
#[test]
fn entries_that_are_not_those_of_the_version_are_found() {
    let copied = Copied::new();
    let version = |copied: &Copied| -> Value {
        let text = fs::read_to_string(copied.path("manifest.json")).unwrap();
        serde_json::from_str::<Value>(&text).unwrap()["versions"].clone()
    };
    let before = version(&copied);
    copied.change_line(LIST, 1, |row| row["full_name"] = "Somebody Else".into());
    copied.hide();
    assert_ne!(version(&copied), before);
    copied.change("manifest.json", |text| {
        let mut manifest: Value = serde_json::from_str(&text).unwrap();
        manifest["versions"] = before;
        manifest.to_string()
    });
    let expected = ["manifest.json", "", "the version's digest is not that of the entries"];
    assert_eq!(copied.problems(), [expected.map(str::to_owned)]);
}
