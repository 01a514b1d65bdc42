//! Points at which a test ends the process as a cut of power would. A program that is built without debug assertions, as
//! every release is, has none.
//!
//! `CUTRI_TEST_STOP=load.indexed` ends the process where it passes that point, `load.indexed:3` where it passes it for the
//! third time; `CUTRI_TEST_PASSED=FILE` takes the names of the points in the order in which they are passed.

/// Marks a step behind which a process may be killed: `fail_point!("load.indexed")`.
macro_rules! fail_point {
    ($name:literal) => {
        #[cfg(debug_assertions)]
        $crate::fail_point::pass($name);
    };
}

/// Passes a point, or ends there.
#[cfg(debug_assertions)]
pub(crate) fn pass(name: &str) {
    use std::io::Write;
    use std::sync::atomic::{AtomicU32, Ordering};
    static PASSED: AtomicU32 = AtomicU32::new(0);
    if let Some(file) = std::env::var_os("CUTRI_TEST_PASSED") {
        let file = std::fs::OpenOptions::new().create(true).append(true).open(file);
        // One write a line: several threads pass at once. A test that misses a point fails.
        let _ = file.and_then(|mut file| file.write_all(format!("{name}\n").as_bytes()));
    }
    let Ok(wanted) = std::env::var("CUTRI_TEST_STOP") else { return };
    let (wanted, times) = wanted.split_once(':').unwrap_or((&wanted, "1"));
    if wanted == name && (PASSED.fetch_add(1, Ordering::SeqCst) + 1).to_string() == times {
        // Nothing unwinds, nothing is flushed, nothing is taken away.
        std::process::abort();
    }
}
