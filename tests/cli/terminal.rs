//! Colours and progress are for terminals alone.

use crate::support::output::sample;
use crate::support::program::{Ran, command, ran, text};
use std::process::Command;

const ESCAPE: char = '\u{1b}';

/// Runs the program on a terminal of its own; what both streams say comes mixed.
fn on_terminal(arguments: &[&str], no_colour: bool) -> String {
    let quoted: Vec<String> = arguments.iter().map(|argument| format!("'{argument}'")).collect();
    let line = format!("'{}' {}", env!("CARGO_BIN_EXE_cutri"), quoted.join(" "));
    let mut script = Command::new("script");
    script.args(["-q", "-e", "-c", &line, "/dev/null"]).env("TERM", "xterm").env_remove("NO_COLOR");
    if no_colour {
        script.env("NO_COLOR", "1");
    }
    let output = script.output().expect("this test needs `script` (Debian: bsdutils)");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn piped(arguments: &[&str]) -> Ran {
    ran(command().args(arguments).env("TERM", "xterm"))
}

#[test]
fn errors_are_coloured_on_a_terminal_unless_no_color_is_set() {
    let wrong = ["verify", "nowhere"];
    assert!(on_terminal(&wrong, false).contains(ESCAPE));
    let plain = on_terminal(&wrong, true);
    assert!(plain.contains("lỗi / error: ") && !plain.contains(ESCAPE), "{plain:?}");
    let piped = piped(&wrong).ended(2);
    assert!(!piped.err.contains(ESCAPE), "{:?}", piped.err);
}

#[test]
fn progress_is_shown_on_a_terminal_and_leaves_no_byte_in_a_pipe() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (folder.path().join("one"), folder.path().join("other"));
    let generate = |out| ["generate", text(sample()), "--out", out, "--formats", "jsonl,html"];
    let shown = on_terminal(&generate(text(&one)), false);
    assert!(shown.contains("Lập danh sách cử tri") || shown.contains("In tài liệu"), "{shown:?}");
    for arguments in [&generate(text(&other))[..], &["verify", text(&other)], &["check", text(sample())]] {
        let ran = piped(arguments);
        for stream in [&ran.out, &ran.err] {
            let odd = stream.contains(|sign: char| sign.is_control() && sign != '\n');
            assert!(!odd, "{arguments:?}: {stream:?}");
        }
        assert!(ran.err.lines().count() <= 1, "{arguments:?}: {}", ran.err);
    }
}
