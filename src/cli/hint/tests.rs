//! Every error that the command line can help with has its hint.

use super::of;
use crate::class::Class;
use crate::extract::ExtractError;
use crate::files::PlaceError;
use crate::lists::ListsError;
use crate::output::OutputError;
use crate::people::NumberError;
use crate::proof::key::KeyError;
use crate::roll::chain::KeyFault;
use crate::store::StoreError;
use crate::tasks::import::ImportError;
use crate::tasks::{BaseStanding, TaskError};
use std::io;
use std::path::PathBuf;

fn text() -> String {
    "x".to_owned()
}

fn tasks() -> Vec<(TaskError, &'static str)> {
    let path = || PathBuf::from("x");
    let waits = BaseStanding::Waits;
    vec![
        (TaskError::UnknownCommune { code: text(), first: text() }, "--commune"),
        (TaskError::UnknownArea { code: text() }, "cutri books"),
        (TaskError::FixInside { out: path() }, "--fix"),
        (TaskError::FixOffice { workbook: path() }, "cutri import"),
        (TaskError::NoWatermark, "--changed-from"),
        (TaskError::Gone { count: 1 }, "--db"),
        (TaskError::OtherUnits { snapshot_id: text(), tables: Vec::new() }, "--with-units"),
        (TaskError::Number(NumberError), "cutri find"),
        (TaskError::Waits { snapshot_id: text(), batch_id: Some(text()) }, "cutri approve x --show"),
        (TaskError::WrongBase { builds_on: text(), standing: waits, at: text() }, "cutri waiting"),
        (TaskError::Posted { roll_id: text() }, "cutri render"),
        (TaskError::LeftOpen(Box::default()), "--anyway"),
        (TaskError::NoChange { id: text() }, "cutri changes"),
        (TaskError::NobodyFound { complaint: text() }, "--person"),
        (TaskError::Nobody, "--as NAME"),
        (TaskError::SamePerson { by: text() }, "--as"),
        (TaskError::Underway { roll_id: text(), done: 1, of: 2 }, "--resume"),
        (TaskError::NoSnapshot { database: text() }, "cutri load"),
    ]
}

fn lists() -> Vec<(ListsError, &'static str)> {
    let at = chrono::NaiveDateTime::default();
    vec![
        (ListsError::NoRoll { database: text() }, "cutri generate"),
        (ListsError::UnknownSnapshot { id: text() }, "cutri audit"),
        (ListsError::UnknownPerson, "cutri find"),
        (ListsError::NotPosted { place: text() }, "cutri post"),
        (ListsError::NoMatter { kind: "complaint", id: text() }, "cutri complaint list"),
        (ListsError::NoMatter { kind: "half", id: text() }, "cutri waiting"),
        (ListsError::OutOfOrder { at, what: "x", latest: at }, "--at"),
        (ListsError::Altered { snapshot_id: text(), version: 1 }, "cutri verify --db"),
        (ListsError::Disagrees { what: text() }, "cutri verify --db"),
        (ListsError::ElectionOver { at, election_day: at.date() }, "--at"),
    ]
}

fn edges() -> Vec<(TaskError, &'static str)> {
    let path = || PathBuf::from("x");
    let (place, detail) = (text, text);
    let full = || io::Error::from(io::ErrorKind::StorageFull);
    vec![
        (StoreError::Crowded { place: place(), detail: detail() }.into(), "--jobs"),
        (StoreError::NoRights { place: place(), detail: detail() }.into(), "--writer"),
        (StoreError::OlderSchema { place: place(), found: 1, needed: 2 }.into(), "cutri db init --db x"),
        (StoreError::Interrupted { place: place(), detail: detail() }.into(), "cutri status --db x"),
        (StoreError::Encoding { place: place(), found: text() }.into(), "--encoding=UTF8"),
        (OutputError::Write { path: path(), source: full() }.into(), "--out"),
        (OutputError::Occupied { path: path(), what: text() }.into(), "--out"),
        (PlaceError::MountPoint { place: path() }.into(), "--out x/rolls"),
        (KeyError::Unfit { path: path(), source: KeyFault::OtherKind }.into(), "cutri key new"),
        (KeyError::Unfit { path: path(), source: KeyFault::Private }.into(), "cutri key public"),
        (ExtractError::DeltaUnsupported { base: text() }.into(), "cutri update"),
        (ExtractError::NoElection { place: text() }.into(), "--election"),
        (ExtractError::NoDay { place: text() }.into(), "--as-of"),
        (ImportError::UnknownCommune { code: text() }.into(), "--commune"),
        (
            ImportError::Asks { workbook: text(), count: 1, vietnamese: text(), english: text() }.into(),
            "cutri import x",
        ),
    ]
}

#[test]
fn an_error_that_a_command_or_an_option_helps_with_names_it() {
    let lists = lists().into_iter().map(|(error, named)| (TaskError::from(error), named));
    for (error, named) in tasks().into_iter().chain(lists).chain(edges()) {
        let code = error.code();
        let (message, hint) = (error.to_string(), of(&error.into()));
        assert!(!message.contains("--") && !message.contains("cutri "), "{code}: {message}");
        assert!(hint.as_ref().is_some_and(|hint| hint.contains(named)), "{code}: {hint:?}");
    }
}

#[test]
fn an_error_that_says_all_has_no_hint() {
    let refused = TaskError::from(ListsError::Refused { why: text() });
    assert_eq!(refused.class(), Class::State);
    assert_eq!(of(&refused.into()), None);
    assert_eq!(of(&anyhow::anyhow!("an argument")), None);
}
