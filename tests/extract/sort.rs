//! The external sorter.

use cutri::extract::sort::{Sorted, Sorter};
use proptest::prelude::*;

type Record = (Vec<u8>, Vec<u8>);

fn drain(sorted: &mut Sorted) -> Vec<Record> {
    let mut records = Vec::new();
    while let Some((key, payload)) = sorted.current() {
        records.push((key.to_vec(), payload.to_vec()));
        sorted.advance().unwrap();
    }
    records
}

fn sort(records: &[Record], memory: usize) -> Sorted {
    let folder = tempfile::tempdir().unwrap();
    let mut sorter = Sorter::new(folder.path(), memory);
    for (key, payload) in records {
        sorter.push(key, payload).unwrap();
    }
    assert_eq!(sorter.count(), records.len() as u64);
    sorter.finish().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn records_come_out_as_a_stable_sort_puts_them(
        records in proptest::collection::vec(
            (proptest::collection::vec(0_u8..4, 0..12), proptest::collection::vec(any::<u8>(), 0..300)), 0..200),
        memory in 1024_usize..8192,
    ) {
        let mut expected = records.clone();
        expected.sort_by(|a, b| a.0.cmp(&b.0));
        let mut sorted = sort(&records, memory);
        prop_assert_eq!(drain(&mut sorted), expected.clone());
        sorted.rewind().unwrap();
        prop_assert_eq!(drain(&mut sorted), expected);
    }
}

fn numbered(numbers: impl Iterator<Item = u32>) -> Vec<Record> {
    numbers.map(|number| (number.to_be_bytes().to_vec(), vec![b'x'; 40])).collect()
}

#[test]
fn records_in_order_are_one_run_however_many_there_are() {
    let sorted = sort(&numbered(0..20_000), 1 << 12);
    assert_eq!(sorted.runs(), 1);
}

#[test]
fn records_out_of_order_are_merged_from_many_runs() {
    let records = numbered((0..20_000).map(|number: u32| number.wrapping_mul(2_654_435_761)));
    let mut sorted = sort(&records, 1 << 14);
    assert!(sorted.runs() > 10, "{} runs", sorted.runs());
    let drained = drain(&mut sorted);
    assert_eq!(drained.len(), records.len());
    assert!(drained.is_sorted());
}

#[test]
fn few_records_stay_in_memory() {
    assert_eq!(sort(&numbered((0..10).rev()), 1 << 20).runs(), 0);
}

#[test]
fn a_record_larger_than_the_memory_and_the_read_ahead_comes_back_whole() {
    let records: Vec<Record> = [3_u8, 1, 2].iter().map(|key| (vec![*key], vec![*key; 3 << 20])).collect();
    let mut expected = records.clone();
    expected.sort();
    assert!(drain(&mut sort(&records, 1 << 10)) == expected);
}

#[test]
fn a_scratch_folder_that_is_not_there_is_an_error_that_names_it() {
    let mut sorter = Sorter::new(std::path::Path::new("/nowhere/at/all"), 1024);
    let error = (0..100).find_map(|_| sorter.push(&[1; 100], b"").err()).unwrap();
    assert!(error.to_string().contains("/nowhere/at/all"), "{error}");
}
