//! A fault of the program itself.

use crate::support::program::ran;
use cutri::cli::{Exit, guarded};
use std::process::Command;

/// What a panic might quote.
const SECRET: &str = "Nguyễn Văn An, 031080000001";

/// Set in the process that panics: the hook is a process's.
const PANICS: &str = "CUTRI_TEST_PANICS";

/// Panics on this thread and on another, and ends the process as the program would.
fn panics() -> ! {
    let exit = guarded(|| {
        let other = std::thread::spawn(|| panic!("a worker holds {SECRET}")).join();
        assert!(other.is_err(), "{SECRET}");
        panic!("a slice of {SECRET}")
    });
    assert_eq!(exit, Exit::Environment);
    std::process::exit(exit.code().into());
}

#[test]
fn a_panic_is_told_by_its_place_alone_with_an_exit_code_of_the_table() {
    if std::env::var_os(PANICS).is_some() {
        panics();
    }
    let own = "cli::fault::a_panic_is_told_by_its_place_alone_with_an_exit_code_of_the_table";
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", own, "--nocapture", "--test-threads=1"]).env(PANICS, "1");
    let ran = ran(&mut child);
    assert_eq!(ran.code, Some(4), "{}{}", ran.out, ran.err);
    let lines: Vec<&str> = ran.err.lines().collect();
    assert_eq!(lines.len(), 2, "one for each: {}", ran.err);
    for line in lines {
        assert!(line.starts_with("lỗi / error: tests/cli/fault.rs:"), "{line}");
        assert!(line.contains("lỗi của chương trình") && line.contains("fault of the program"), "{line}");
    }
    assert!(!ran.err.contains("Nguyễn") && !ran.err.contains("0310"), "{}", ran.err);
}
