//! What cannot be tested here, because a program or a right is missing: it is said and counted, and where everything must be
//! there, as in CI, it fails.

use std::sync::atomic::{AtomicU32, Ordering};

/// Ends a test that cannot be run here: `skip!("private mounts need root")`.
macro_rules! skip {
    ($($why:tt)+) => {{
        $crate::support::skip::note(&format!($($why)+));
        return;
    }};
}
pub(crate) use skip;

/// Notes why something is not tested.
///
/// # Panics
/// Where `CI` is set, since `./test` installs all that the tests need.
pub fn note(why: &str) {
    static SKIPPED: AtomicU32 = AtomicU32::new(0);
    let number = SKIPPED.fetch_add(1, Ordering::Relaxed) + 1;
    let must_be_there = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
    assert!(!must_be_there, "this must be there in CI: {why}");
    // Past what the harness keeps to itself of a test that succeeds.
    let mut terminal = std::io::stderr().lock();
    let _ = std::io::Write::write_all(&mut terminal, format!("skipped ({number}): {why}\n").as_bytes());
}

/// Runs something whose program may be missing here.
pub fn output(command: &mut std::process::Command) -> Option<std::process::Output> {
    match command.output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            note(&format!("{} is not installed", command.get_program().display()));
            None
        }
        ran => Some(ran.unwrap_or_else(|error| panic!("{}: {error}", command.get_program().display()))),
    }
}
