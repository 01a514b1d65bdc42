//! Memory is bounded by the largest commune, not by the country.

use crate::support::program::{command, cutri, text};
use serde_json::Value;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Bytes of a process that derives a small commune, most of it the cache of SQLite, and for each voter of a large one.
const BASE: u64 = 128 << 20;
const VOTER: u64 = 1_200;

/// The most memory that was resident in a process, in bytes; it is looked at until the process ends.
fn peak(command: &mut Command) -> (u64, String) {
    let mut process =
        command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts");
    let status = format!("/proc/{}/status", process.id());
    let mut peak = 0;
    while process.try_wait().expect("it is asked").is_none() {
        let told = std::fs::read_to_string(&status).unwrap_or_default();
        let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        peak = peak.max(kilobytes.unwrap_or(0) << 10);
        std::thread::sleep(Duration::from_millis(10));
    }
    let output = process.wait_with_output().expect("it has ended");
    assert!(output.status.success());
    (peak, String::from_utf8(output.stdout).expect("UTF-8"))
}

/// Derives so many people in so many communes: the peak of memory, and the voters.
fn derive(people: &str, communes: &str) -> (u64, u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let (extract, file) = (folder.path().join("extract"), folder.path().join("cutri.db"));
    cutri(&["sample", "--people", people, "--communes", communes, "--out", text(&extract)]).ended(0);
    let loaded = cutri(&["load", text(&extract), "--db", text(&file)]);
    assert!(matches!(loaded.code, Some(0 | 1)), "{}", loaded.err);
    let (peak, told) =
        peak(command().args(["derive", "--jobs", "1", "--format", "json", "--db", text(&file)]));
    let told: Value = serde_json::from_str(&told).expect("JSON");
    (peak, told["listed"].as_u64().expect("a count"))
}

#[test]
fn a_commune_of_four_hundred_thousand_voters_takes_a_stated_memory_for_each() {
    let (peak, voters) = derive("566000", "1");
    assert!(voters >= 400_000, "{voters} voters");
    let bound = BASE + VOTER * voters;
    assert!(peak <= bound, "{} MiB of {} MiB for {voters} voters", peak >> 20, bound >> 20);
}

#[test]
fn many_communes_take_no_more_than_one() {
    let (peak, voters) = derive("60000", "60");
    assert!(voters > 40_000, "{voters} voters");
    assert!(peak <= BASE, "{} MiB for communes of a thousand people", peak >> 20);
}
