//! The tree is the architecture: who may use whom, and what each folder must not know.
//!
//! The arrows of the program, as they stand in [`rules::ARROWS`], each to the left only:
//!
//! ```text
//! people ◄─ territory ◄─ law ◄─ roll ◄─ extract, store, render ◄─ lists ◄─ output ◄─ tasks ◄─ cli ◄─ main
//! └──────────── pure ──────────────┘
//! ```
//!
//! `law` stands right of `territory`, because a decision asks which area a house or a facility belongs to; `territory`
//! knows no law. `extract`, `store` and `render` do not know one another.
//!
//! Sources are read as plain text: comments, literals and `#[cfg(test)]` modules are blanked first. Each check is tried on
//! invented text that breaks it.

mod circles;
mod faults;
mod paths;
mod rules;
mod source;

use circles::circle_faults;
use clap::CommandFactory;
use faults::{arrow_faults, front_end_faults, length_faults, literal_faults, pair_faults, token_faults};
use rules::{ARROWS, LONG_FILES, OWN_WORDS};
use source::Source;

/// An invented source file.
fn source(path: &str, text: &str) -> Source {
    Source::new(path.to_owned(), text)
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_use_follows_an_arrow() {
    none(&Source::of("src").iter().flat_map(arrow_faults).collect::<Vec<_>>());
}

#[test]
fn every_arrow_points_backwards_in_the_list_so_there_is_no_circle() {
    for (at, (module, arrows)) in ARROWS.iter().enumerate() {
        for arrow in *arrows {
            let before = ARROWS[..at].iter().any(|(earlier, _)| *earlier == arrow.to);
            assert!(before, "{module} may use {}, which does not stand before it", arrow.to);
        }
    }
}

#[test]
fn every_module_of_the_library_has_its_arrows() {
    let library = Source::of("src").into_iter().find(|source| source.path == "src/lib.rs").expect("lib.rs");
    let modules = library.code.lines().map(|line| line.strip_prefix("pub ").unwrap_or(line));
    let modules = modules.filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    let mut modules: Vec<&str> = modules.collect();
    modules.push("main");
    let mut known: Vec<&str> = ARROWS.iter().map(|(module, _)| *module).collect();
    modules.sort_unstable();
    known.sort_unstable();
    assert_eq!(modules, known);
}

#[test]
fn each_word_stands_only_where_it_belongs() {
    none(&Source::of("src").iter().flat_map(|source| token_faults(source, OWN_WORDS)).collect::<Vec<_>>());
}

#[test]
fn only_the_store_holds_sql() {
    none(&Source::of("src").iter().flat_map(literal_faults).collect::<Vec<_>>());
}

/// The names of the program's commands.
fn commands() -> Vec<String> {
    let program = cutri::cli::Arguments::command();
    program.get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

#[test]
fn only_the_command_line_names_its_commands_and_options() {
    let commands = commands();
    let faults = |source: &Source| front_end_faults(source, &commands);
    none(&Source::of("src").iter().flat_map(faults).collect::<Vec<_>>());
}

#[test]
fn a_command_or_an_option_in_the_words_of_the_engine_is_found() {
    let found = |path: &str, text: &str| front_end_faults(&source(path, text), &commands()).len();
    for text in
        [r#"let a = "run `cutri post` first";"#, r#"let a = "give --as NAME";"#, r#"let a = "(--as)";"#]
    {
        assert_eq!(found("src/tasks/post.rs", text), 1, "{text}");
        assert_eq!(found("src/cli/post.rs", text), 0, "{text}");
    }
    for text in [r#"let a = "a--b";"#, r#"let a = "a -- b";"#, r#"let a = "a newer cutri";"#, "// --as NAME"]
    {
        assert_eq!(found("src/render/html/frame.rs", text), 0, "{text}");
    }
}

#[test]
fn files_are_short_and_long_ones_have_a_reason() {
    let sources: Vec<Source> = ["src", "tests", "benches"].into_iter().flat_map(Source::of).collect();
    none(&length_faults(&sources, LONG_FILES));
}

#[test]
fn arguments_have_names() {
    none(&Source::of("src").iter().flat_map(pair_faults).collect::<Vec<_>>());
}

#[test]
fn no_circle_of_files_goes_across_folders() {
    none(&circle_faults(&Source::of("src")));
}

#[test]
fn the_search_finds_the_sources() {
    let sources = Source::of("src");
    assert!(sources.len() > 100, "only {} files under src", sources.len());
    assert!(sources.iter().any(|source| source.path == "src/render/pdf/table/rows.rs"));
}

#[test]
fn an_arrow_the_wrong_way_is_found_however_it_is_written() {
    let wrong = [
        ("src/people/name.rs", "use crate::law::Rule;"),
        ("src/law/age.rs", "use crate::{people::{self, Sex}, store::{Database as Base}};"),
        ("src/law/age.rs", "fn now() { crate::clock::now(); }"),
        ("src/law/age.rs", "use super::super::extract::Mode;"),
        ("src/law/mod.rs", "use super::roll;"),
        ("src/territory/house.rs", "use\n    crate ::\n    law::Rule;"),
        ("src/store/entry.rs", "use crate::tasks::TaskError as Error;"),
        ("src/store/url.rs", "use crate::clock::now;"),
        ("src/extract/units.rs", "use crate::law::{Election, Rule};"),
        ("src/render/mod.rs", "use crate::*;"),
        ("src/render/mod.rs", "use crate as all;"),
        ("src/render/mod.rs", "use crate::surprise;"),
        ("src/tasks/load.rs", "use crate::cli::Exit;"),
        ("src/clock.rs", "use crate::people::PartialDate;"),
        ("src/main.rs", "use cutri::tasks;"),
        ("src/law/age.rs", "mod inner {}"),
        ("src/surprise/mod.rs", ""),
    ];
    for (path, text) in wrong {
        let faults = arrow_faults(&source(path, text));
        assert_eq!(faults.len(), 1, "{path}: {text}\n{faults:?}");
    }
}

#[test]
fn an_arrow_the_right_way_is_no_fault() {
    let right = [
        (
            "src/law/age.rs",
            "use crate::people::PartialDate;\nuse crate::territory::{self, Level};\nuse super::rule;",
        ),
        (
            "src/law/age.rs",
            "pub(crate) fn a() {} pub(in crate::law) fn b() {} // crate::store\n/* crate::cli */",
        ),
        (
            "src/law/age.rs",
            "const A: &str = \"crate::store\"; const B: &str = r#\"\"crate::cli\"#; const C: char = '\"';",
        ),
        (
            "src/law/age.rs",
            "fn a<'a>(x: &'a str) {}\n#[cfg(test)]\nmod tests { use super::*; use crate::store; }",
        ),
        ("src/store/time.rs", "fn zone() { crate::clock::vietnam() }"),
        ("src/extract/election.rs", "use crate::law::Election;"),
        ("src/tasks/load.rs", "use crate::clock;"),
        ("src/main.rs", "use cutri::cli::{self, Exit};"),
    ];
    for (path, text) in right {
        none(&arrow_faults(&source(path, text)));
    }
}

#[test]
fn a_word_out_of_its_place_is_found() {
    let wrong = [
        ("src/tasks/load.rs", "sqlx::query(text)"),
        ("src/law/age.rs", "let today = Utc::now();"),
        ("src/render/csv.rs", "let today = chrono::Local::now ();"),
        ("src/cli/sample.rs", "let start = std::time::Instant::now();"),
        ("src/lists/acting.rs", "use std::time::Instant;"),
        ("src/tasks/load.rs", "println!(\"done\");"),
        ("src/extract/lines.rs", "dbg!(row);"),
        ("src/extract/lines.rs", "let out = io::stdout().lock();"),
        ("src/roll/order.rs", "todo!()"),
        ("src/roll/order.rs", "unimplemented!(\"later\")"),
        ("src/roll/order.rs", "#[allow(dead_code)]\nfn a() {}"),
        ("src/roll/order.rs", "#![allow(dead_code)]"),
        ("src/roll/order.rs", "unsafe { a() }"),
        ("src/cli/check.rs", "let first = rows.first().unwrap();"),
        ("src/law/profile.rs", "std::fs::read_to_string(path)"),
        ("src/roll/order.rs", "use std::fs::File;"),
        ("src/render/csv.rs", "std::env::var(name)"),
        ("src/people/name.rs", "std::thread::spawn(f)"),
    ];
    for (path, text) in wrong {
        let faults = token_faults(&source(path, text), OWN_WORDS);
        assert_eq!(faults.len(), 1, "{path}: {text}\n{faults:?}");
    }
    let right = [
        ("src/store/database.rs", "sqlx::query(text)"),
        ("src/clock.rs", "Utc::now().with_timezone(&vietnam())"),
        ("src/clock.rs", "use std::time::Instant;"),
        ("src/cli/printer.rs", "io::stdout().lock()"),
        ("src/law/age.rs", "// todo!() and Utc::now()\nlet instants = \"Instant println!\";"),
        ("src/law/age.rs", "#[cfg(test)]\nmod tests { fn a() { b.unwrap(); } }"),
        ("src/law/age.rs", "let a = b.unwrap_or_default();"),
    ];
    for (path, text) in right {
        none(&token_faults(&source(path, text), OWN_WORDS));
    }
}

#[test]
fn sql_outside_the_store_is_found() {
    let wrong = [
        "\"SELECT personal_id FROM entry\"",
        "\"select personal_id from entry\"",
        "r#\"INSERT INTO entry VALUES ($1)\"#",
        "\"UPDATE roll \\\n  SET state = 'complete'\"",
        "\"DELETE FROM roll\"",
        "\"CREATE UNIQUE INDEX place ON entry (number)\"",
        "\"PRAGMA journal_mode\"",
        "b\"COPY entry FROM STDIN\"",
    ];
    for text in wrong {
        let text = format!("const A: &str = {text};");
        assert_eq!(literal_faults(&source("src/tasks/load.rs", &text)).len(), 1, "{text}");
        none(&literal_faults(&source("src/store/entry.rs", &text)));
    }
    let right = ["\"select an area from the list\"", "\"selected\"", "'S'", "1 // SELECT a FROM b"];
    for text in right {
        none(&literal_faults(&source("src/tasks/load.rs", &format!("const A: &str = {text}\n;"))));
    }
}

#[test]
fn a_tuple_among_parameters_is_found_however_it_is_written() {
    let faults = |text: &str| pair_faults(&source("src/roll/order.rs", text)).len();
    for text in [
        "fn a((b, c): (u8, u8)) {}",
        "pub(super) async fn a<'a, T: Fn(u8) -> u8>(\n    x: T,\n    pair: &'a (u8, u8),\n) -> u8 { 1 }",
        "impl A { fn a(&mut self, from: (u8, u8), to: u8) {} }",
        "fn a(case: u8, (index, stay): Stayed<'_>) {}",
    ] {
        assert_eq!(faults(text), 1, "{text}");
    }
    for text in [
        "fn a(b: u8, c: &[(u8, u8)]) -> (u8, u8) { (b, b) }",
        "fn a(f: impl Fn((u8, u8)) -> u8, nothing: ()) {}",
        "fn a() { b.map(|(c, d): (u8, u8)| c + d) }",
    ] {
        assert_eq!(faults(text), 0, "{text}");
    }
}

#[test]
fn a_circle_across_folders_is_found_however_it_is_written() {
    let faults = |files: &[(&str, &str)]| {
        circle_faults(&files.iter().map(|(path, text)| source(path, text)).collect::<Vec<_>>()).len()
    };
    let used = ("src/tasks/load/mod.rs", "mod keep;\npub use keep::Kept;");
    for back in [
        "use super::super::error::Error;",
        "use crate::tasks::{error::Error};",
        "fn a() -> crate::tasks::error::Error {}",
    ] {
        for to in
            ["use super::load::Kept;", "use crate::tasks::load::{Kept};", "fn a() { super::load::keep::b() }"]
        {
            let files = [used, ("src/tasks/load/keep.rs", back), ("src/tasks/error.rs", to)];
            assert_eq!(faults(&files), 2, "{back} {to}");
        }
    }
    // Within one subject; and what is passed on is no use of it.
    let within =
        [("src/tasks/load.rs", "mod keep;\nuse keep::Kept;"), ("src/tasks/load/keep.rs", "use super::Load;")];
    assert_eq!(faults(&within), 0);
    let passed = [
        used,
        ("src/tasks/load/keep.rs", "use crate::tasks::error::Error;"),
        ("src/tasks/error.rs", "use crate::people::Name;"),
    ];
    assert_eq!(faults(&passed), 0);
    let seen = [
        used,
        ("src/tasks/load/keep.rs", "use crate::tasks::error::Error;"),
        ("src/tasks/error.rs", "pub(in super::load) fn a() {}"),
    ];
    assert_eq!(faults(&seen), 0);
}

#[test]
fn a_long_file_and_a_reason_no_longer_needed_are_found() {
    let long = |lines: usize| source("src/roll/order.rs", &"\n".repeat(lines));
    let reason = &[("src/roll/order.rs", "one table")];
    none(&length_faults(&[long(400)], &[]));
    none(&length_faults(&[long(401)], reason));
    assert_eq!(length_faults(&[long(401)], &[]).len(), 1);
    assert_eq!(length_faults(&[long(701)], reason).len(), 1);
    assert_eq!(length_faults(&[long(400)], reason).len(), 1, "the reason is not needed any more");
    assert_eq!(length_faults(&[], reason).len(), 1, "the file is gone");
}
