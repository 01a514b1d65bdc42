//! What is read of an extract does not depend on the order of its rows, nor on memory and threads.

use super::builder::{How, Outcome, read_with};
use crate::support::output::sample;
use crate::support::package::{Form, Package};
use cutri::extract::{self, Options};
use proptest::prelude::*;
use std::path::Path;

fn read(folder: &Path, memory: usize, threads: usize) -> Outcome {
    let scratch = tempfile::tempdir().unwrap();
    let options = Options { memory, threads, ..Options::new(scratch.path()) };
    read_with(How::Whole, &extract::open(folder).unwrap(), options).unwrap()
}

/// The sample with rows that are rejected, belong to nobody, stand there twice and wait for a number.
fn odd_sample() -> Package {
    let mut package = Package::read(sample());
    let persons = package.tables.get_mut("persons").unwrap();
    let (name, birth) = (persons.column("full_name"), persons.column("birth_date"));
    for at in 0..40 {
        let mut row = persons.rows[at * 7].clone();
        match at % 4 {
            0 => row[0].clear(),
            1 => row[birth] = "1999-13-01".to_owned(),
            2 => row[name].push_str(" (II)"),
            _ => row[0].truncate(9),
        }
        persons.rows.push(row);
    }
    let residences = package.tables.get_mut("residences").unwrap();
    for at in 0..40 {
        let mut row = residences.rows[at * 5].clone();
        row[0] = format!("{:012}", at * 1_000_003);
        residences.rows.push(row);
    }
    package
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_memory_and_threads_change_nothing(
        seed in any::<u64>(),
        memory in 1_usize << 10..4 << 20,
        threads in 1_usize..6,
    ) {
        let package = odd_sample();
        let as_it_is = read(package.write(Form::Csv).path(), 96 << 20, 1);
        let extract = package.shuffled(seed).write(Form::Csv);
        let roomy = read(extract.path(), 96 << 20, 1);
        let narrow = read(extract.path(), memory, threads);
        // Of one order of the rows, every byte.
        prop_assert_eq!(&narrow.rejects_csv, &roomy.rejects_csv);
        prop_assert_eq!(&narrow.findings_csv, &roomy.findings_csv);
        prop_assert_eq!(&narrow.counts, &roomy.counts);
        prop_assert!(narrow.queue == roomy.queue, "the manual queue");
        // Of any order, all but the lines they stand in.
        for other in [&roomy, &narrow] {
            prop_assert_eq!(&other.snapshot_id, &as_it_is.snapshot_id);
            prop_assert_eq!(&other.quality, &as_it_is.quality);
            prop_assert_eq!(&other.counts, &as_it_is.counts);
            prop_assert!(other.facts == as_it_is.facts, "the facts");
        }
        prop_assert!(!narrow.queue.is_empty() && !narrow.rejects.is_empty() && !narrow.findings.is_empty());
    }
}
