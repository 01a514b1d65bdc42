#![no_main]

use std::panic;

// The program catches what the libraries of workbooks panic of; only what passes it ends a run.
libfuzzer_sys::fuzz_target!(
    init: panic::set_hook(Box::new(|_| {})),
    |bytes: &[u8]| {
        if let Err(fault) = panic::catch_unwind(|| cutri_fuzz::workbooks::holds(bytes)) {
            let told = fault.downcast_ref::<String>().cloned();
            eprintln!("{}", told.or_else(|| fault.downcast_ref::<&str>().map(|text| (*text).into())).unwrap_or_default());
            std::process::abort();
        }
    }
);
