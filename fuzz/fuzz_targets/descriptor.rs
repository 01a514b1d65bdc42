#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| cutri_fuzz::descriptor::holds(bytes));
