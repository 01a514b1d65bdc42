//! Colours and progress are for terminals alone.

use crate::extract::builder::small;
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
        // What was done, and whose signature was looked at.
        assert!(ran.err.lines().count() <= 2, "{arguments:?}: {}", ran.err);
    }
}

/// Letters that steer a terminal or turn the reading around, and how they are shown.
const STEERING: [(char, &str); 6] = [
    ('\u{1b}', "\\u{1b}"),
    ('\u{9b}', "\\u{9b}"),
    ('\u{7f}', "\\u{7f}"),
    ('\u{202e}', "\\u{202e}"),
    ('\u{2066}', "\\u{2066}"),
    ('\u{feff}', "\\u{feff}"),
];

#[test]
fn what_steers_a_terminal_is_shown_as_a_sign_in_errors() {
    for (letter, sign) in STEERING {
        let path = format!("no{letter}where");
        let refused = piped(&["verify", &path]).ended(2);
        assert!(refused.err.contains(&format!("no{sign}where")) && !refused.err.contains(letter), "{sign}");
        let refused = piped(&["undo", &path, "--reason", "x", "--db", "nowhere.db"]).ended(2);
        assert!(!refused.err.contains(letter), "{sign}: {:?}", refused.err);
    }
    let shown = on_terminal(&["verify", "no\u{202e}where"], true);
    assert!(shown.contains("no\\u{202e}where") && !shown.contains('\u{202e}'), "{shown:?}");
}

#[test]
fn what_steers_a_terminal_is_taken_out_of_data_and_comes_neither_into_words_nor_into_tables() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rolls");
    let (title, read) = ("lối\u{202e}rẽ", "lốirẽ");
    let mut package = crate::support::package::Package::read(sample());
    let name = package.tables["communes"].column("name");
    package.tables.get_mut("communes").unwrap().rows.iter_mut().for_each(|row| row[name] = title.to_owned());
    let extract = package.write(crate::support::package::Form::Csv);
    piped(&["generate", text(extract.path()), "--out", text(&out), "--formats", "jsonl"]).ended(1);
    let check = |format| piped(&["check", text(extract.path()), "--format", format]).ended(1).out;
    let table = check("table");
    assert!(table.contains(read) && !table.contains('\u{202e}'), "{table}");
    assert!(check("csv").contains(read) && !check("csv").contains(title), "data as they are read");
    let database = out.join("cutri.db");
    piped(&["post", "--anyway", "--db", text(&database), "--at", "2026-02-03T08:00", "--as", "An"]).ended(0);
    let books = |format| piped(&["books", "--db", text(&database), "--format", format]).ended(0).out;
    for format in ["table", "json", "csv"] {
        let books = books(format);
        assert!(books.contains(read) && !books.contains('\u{202e}') && !books.contains("202e"), "{books}");
    }
}

#[test]
fn what_check_tells_fits_the_terminal() {
    let extract = small()
        .replace("persons.csv", "031155000004,Lê Thị Dung,1955-02", "31155000004,LÊ THỊ DUNG,02/1955")
        .replace("persons.csv", "head,alive", "người lớn nhất,alive")
        .append("residences.csv", "031182000002,permanent,11386,,,,31/31/2020,,\n")
        .append("residences.csv", "031182000002,nhà,11386,,,,,,\n")
        .write();
    let told = |columns: usize| {
        let line = format!(
            "stty rows 40 cols {columns}; '{}' check '{}' --lang vi",
            env!("CARGO_BIN_EXE_cutri"),
            extract.path().display()
        );
        let mut script = Command::new("script");
        script.args(["-q", "-c", &line, "/dev/null"]).env("TERM", "xterm").env("NO_COLOR", "1");
        let output = script.output().expect("this test needs `script` (Debian: bsdutils)");
        let text = String::from_utf8_lossy(&output.stdout).replace("\r\n", "\n");
        // What the bars wrote is before the last return.
        let report = text.rsplit('\r').next().unwrap().to_owned();
        assert!(report.contains("Phát hiện") && report.contains("cell_emptied"), "{report}");
        report
    };
    for columns in [80, 120] {
        let report = told(columns);
        let wide: Vec<&str> = report.lines().filter(|line| line.chars().count() > columns).collect();
        assert!(wide.is_empty(), "{columns}: {wide:#?}");
    }
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
    let meaning = "dòng vẫn được tính";
    assert!(words(&told(80)).contains(meaning), "no word is lost");
}
