//! The help teaches: what it shows can be typed.

use super::{shell, workplace};

const COMMANDS: [&str; 14] = [
    "generate",
    "load",
    "derive",
    "status",
    "check",
    "import",
    "template",
    "sample",
    "explain",
    "diff",
    "verify",
    "key",
    "db",
    "completions",
];

fn help(arguments: &str) -> String {
    let told = shell(&format!("cutri {arguments}"), workplace().path());
    assert_eq!(told.status.code(), Some(0), "cutri {arguments}");
    assert!(told.stderr.is_empty(), "help is data: it goes to standard output");
    String::from_utf8(told.stdout).unwrap()
}

#[test]
fn the_help_names_every_command_and_exit_code() {
    let text = help("--help").split_whitespace().collect::<Vec<_>>().join(" ");
    for command in COMMANDS {
        assert!(text.contains(&format!(" {command} ")), "{command} is not in the help");
    }
    for code in ["0 done", "1 done, with findings", "2 usage", "3 refused", "4 database, disk or network"] {
        assert!(text.contains(code), "{code} is not in the help");
    }
}

#[test]
fn every_command_has_help_with_a_usage_line() {
    for command in COMMANDS {
        let text = help(&format!("{command} --help"));
        assert!(text.contains(&format!("Usage: cutri {command} ")), "{command}: {text}");
        assert_eq!(text.trim(), help(&format!("help {command}")).trim(), "{command}");
    }
}

#[test]
fn the_first_run_in_the_help_works_line_by_line() {
    let folder = workplace();
    let text = help("--help");
    let lines = text.lines().filter_map(|line| line.strip_prefix("  cutri "));
    let lines: Vec<&str> = lines.filter_map(|line| line.split("  ").next()).collect();
    assert_eq!(lines.len(), 4, "{text}");
    for line in lines {
        let done = shell(&format!("cutri {line}"), folder.path());
        // The sample has findings on purpose.
        let fine = matches!(done.status.code(), Some(0 | 1));
        assert!(fine, "cutri {line}: {}", String::from_utf8_lossy(&done.stderr));
    }
}

#[test]
fn no_arguments_and_wrong_ones_are_a_matter_of_usage() {
    for line in ["cutri", "cutri surprise", "cutri generate", "cutri explain 098185000461"] {
        let refused = shell(line, workplace().path());
        assert_eq!(refused.status.code(), Some(2), "{line}");
        assert!(refused.stdout.is_empty(), "{line}");
        assert!(String::from_utf8_lossy(&refused.stderr).contains("--help"), "{line}");
    }
}
