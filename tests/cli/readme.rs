//! The README says what is so: its tour is run and compared, its tables of keys and columns are those of the program.
//!
//! With `CUTRI_README=write` in the environment the tour's output is written into the README anew instead.

use super::{project, shell, workplace};
use cutri::extract::schema;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn readme() -> String {
    fs::read_to_string(project().join("README.md")).unwrap()
}

/// The code blocks of a language.
fn blocks<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

/// The block with the output of its commands as it is now: each command after `$ `, then its standard output, then its
/// standard error.
fn replayed(block: &str, folder: &Path) -> String {
    let mut text = String::new();
    for command in block.lines().filter_map(|line| line.strip_prefix("$ ")) {
        let done = shell(command, folder);
        let fine = matches!(done.status.code(), Some(0 | 1));
        let error = String::from_utf8(done.stderr).unwrap();
        assert!(fine, "{command}: {error}");
        text += &format!("$ {command}\n{}{error}", String::from_utf8(done.stdout).unwrap());
    }
    text
}

#[test]
fn the_tour_shows_what_the_program_says() {
    let readme = readme();
    let blocks = blocks(&readme, "console");
    assert!(blocks.len() >= 5, "the README has no tour");
    let folder = workplace();
    let mut written = readme.clone();
    for block in blocks {
        let now = replayed(block, folder.path());
        written = written.replacen(block, &now, 1);
        if std::env::var_os("CUTRI_README").is_none() {
            assert!(block == now, "the README shows\n{block}\nand the program says\n{now}");
        }
    }
    if written != readme {
        fs::write(project().join("README.md"), written).unwrap();
    }
}

#[test]
fn the_two_commands_do_what_they_say() {
    let readme = readme();
    let commands: Vec<&str> = blocks(&readme, "sh").into_iter().flat_map(str::lines).collect();
    let [main, test] = commands[..] else { panic!("the README has {} commands, not two", commands.len()) };
    let folder = workplace();
    let arguments = main.strip_prefix("cargo run --release -- ").expect("the first command is the main job");
    let done = shell(&format!("cutri {arguments}"), folder.path());
    assert_eq!(done.status.code(), Some(0), "the line ends well, though the sample has findings");
    assert!(folder.path().join("rolls/summary.html").is_file());
    let script = fs::read_to_string(project().join(test)).expect("the second command is a script");
    assert!(script.starts_with("#!/usr/bin/env bash\n"));
}

/// The lines `| key | rest |` of the table under a heading.
fn table(text: &str, heading: &str) -> BTreeMap<String, String> {
    let part = text.split(&format!("\n### {heading}\n")).nth(1).expect("the heading stands in the README");
    let lines = part.split("\n#").next().unwrap().lines().filter(|line| line.starts_with("| `"));
    let cells = lines.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        (cells[0].trim_matches('`').to_owned(), cells[1].to_owned())
    });
    cells.collect()
}

fn words(cell: &str) -> BTreeSet<String> {
    cell.split([' ', ',', '`']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[test]
fn the_tables_of_an_extract_are_those_of_the_schema() {
    let told = table(&readme(), "An extract");
    let known = schema::TABLES.iter().map(|table| {
        let columns = table.columns.iter();
        let columns: Vec<String> = columns
            .map(|column| format!("{}{}", column.name, if column.required { "\\*" } else { "" }))
            .collect();
        (table.name.to_owned(), columns.join(", "))
    });
    assert_eq!(told, known.collect());
}

#[test]
fn the_keys_and_columns_of_an_output_are_those_that_are_written() {
    let folder = workplace();
    let done = shell("cutri generate samples/xuan-hoa --out rolls", folder.path());
    assert_eq!(done.status.code(), Some(1));
    let told = table(&readme(), "Keys and columns");
    assert_eq!(told.len(), 9, "{:?}", told.keys());
    for (file, cell) in told {
        let area = ["list.csv", "entries.jsonl"].contains(&file.as_str());
        let path = if area { format!("rolls/98/98103/98103-01/{file}") } else { format!("rolls/{file}") };
        let text = fs::read_to_string(folder.path().join(path)).unwrap();
        assert_eq!(words(&cell), names(&file, &text), "{file}");
    }
}

/// The columns of a CSV file, the keys of a JSON document or of the first of several.
fn names(file: &str, text: &str) -> BTreeSet<String> {
    let first = text.lines().next().unwrap();
    let json = match file.rsplit_once('.').unwrap().1 {
        "csv" => return first.trim_start_matches('\u{feff}').split(',').map(str::to_owned).collect(),
        "jsonl" => first,
        _ => text,
    };
    let object: BTreeMap<String, serde_json::Value> = serde_json::from_str(json).unwrap();
    object.into_keys().collect()
}
