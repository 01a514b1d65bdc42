//! Outputs that nobody touched are never accused, whatever was asked of them.

use super::forged::base;
use super::lists::*;
use crate::support::output::{options, run, sample};
use cutri::output::{Delivery, Format, PostedOptions, RenderOptions, Wanted, render_posted};
use cutri::progress::Unwatched;
use cutri::proof::{Verified, verify};
use cutri::render::Language;
use cutri::render::documents::AreaPaper;
use cutri::roll::chain::{PublicKey, SigningKey};
use std::collections::BTreeSet;
use std::num::NonZeroU16;
use std::path::Path;

/// Formats that are quick to make, alone and together.
const FORMATS: [&[Format]; 8] = [
    &[Format::Jsonl],
    &[Format::Csv],
    &[Format::Html],
    &[Format::Decisions],
    &[Format::Jsonl, Format::Decisions],
    &[Format::Jsonl, Format::Csv, Format::Xlsx],
    &[Format::Html, Format::Csv, Format::Decisions],
    &[Format::Jsonl, Format::Html, Format::Csv, Format::Decisions],
];

const WANTED: [Wanted; 7] = [
    Wanted::Lists(None),
    Wanted::Lists(Some(1)),
    Wanted::Lists(Some(2)),
    Wanted::Lists(Some(3)),
    Wanted::Supplements(Some(1)),
    Wanted::Supplements(Some(2)),
    Wanted::Supplements(None),
];

fn checked(folder: &Path, trusted: &[PublicKey]) -> Verified {
    let verified = verify(folder, trusted, &Unwatched).unwrap();
    assert_eq!(verified.problems, [], "{}", folder.display());
    verified
}

fn render(lists: &Lists, out: &Path, wanted: Wanted, (render, key): (RenderOptions, Option<&SigningKey>)) {
    let options = PostedOptions { wanted, render, key };
    lists.on(async |database| render_posted(database, out, &options, &Unwatched).await).unwrap();
}

fn quick(formats: &[Format]) -> RenderOptions {
    RenderOptions { formats: formats.iter().copied().collect(), ..RenderOptions::default() }
}

#[test]
fn outputs_of_signed_lists_are_proved_under_the_key_and_agree_without() {
    let lists = base::lists().copied();
    let folder = tempfile::tempdir().unwrap();
    let (key, id) = (key(), key().public().id());
    for (number, wanted) in WANTED.into_iter().enumerate() {
        for (place, formats) in FORMATS.into_iter().enumerate() {
            let out = folder.path().join(format!("{number}-{place}"));
            render(&lists, &out, wanted, (quick(formats), Some(&key)));
            let verified = checked(&out, &[key.public()]);
            assert!(
                verified.remarks[0].starts_with(&format!("signed with key {id}")),
                "{:?}",
                verified.remarks
            );
            let has_rows = formats.contains(&Format::Jsonl);
            let says = |words: &str| verified.remarks.iter().any(|remark| remark.contains(words));
            assert_eq!(says("written without rows"), !has_rows, "{:?}", verified.remarks);
            let is_part = has_rows && matches!(wanted, Wanted::Supplements(_));
            assert_eq!(
                says("rests on the signature over the manifest alone"),
                is_part,
                "{:?}",
                verified.remarks
            );
            let unasked = checked(&out, &[]);
            let told = &unasked.remarks[0];
            assert!(told.contains("nobody's signature was looked at") && told.contains(&id), "{told}");
        }
    }
}

#[test]
fn outputs_without_a_signature_agree_and_say_what_binds_nothing() {
    let lists = base::lists().copied();
    let folder = tempfile::tempdir().unwrap();
    for (number, wanted) in WANTED.into_iter().enumerate() {
        let out = folder.path().join(number.to_string());
        render(&lists, &out, wanted, (quick(FORMATS[7]), None));
        let told = checked(&out, &[]).remarks.join("\n");
        assert!(told.contains("nobody's signature was looked at"), "{told}");
        assert!(told.contains("printed papers and pages are bound by nothing outside"), "{told}");
        let under_key = verify(&out, &[key().public()], &Unwatched).unwrap().problems;
        assert_eq!(under_key.len(), 1, "{under_key:?}");
        assert_eq!(under_key[0].file, "manifest.sig");
    }
}

#[test]
fn every_paper_every_delivery_and_the_same_folder_again_are_proved() {
    let lists = base::lists().copied();
    let folder = tempfile::tempdir().unwrap();
    let key = key();
    let out = folder.path().join("out");
    let papers: [BTreeSet<AreaPaper>; 2] = [AreaPaper::ALL.into(), [AreaPaper::OfficialList].into()];
    let delivered =
        Delivery { zip: true, merge: true, printers: NonZeroU16::new(2), printers_get_all: false };
    for (papers, delivery) in papers.into_iter().zip([delivered, Delivery::default()]) {
        for wanted in [Wanted::Lists(Some(2)), Wanted::Supplements(Some(2)), Wanted::Lists(None)] {
            let options = RenderOptions {
                formats: [Format::Pdf, Format::Jsonl].into(),
                papers: papers.clone(),
                language: Language::English,
                posted_copy: Some(cutri::law::PostedCopy::Masked),
                delivery,
                jobs: 2,
                ..RenderOptions::default()
            };
            // Over the output before, of which areas that are the same are kept.
            render(&lists, &out, wanted, (options, Some(&key)));
            checked(&out, &[key.public()]);
            checked(&out, &[]);
        }
    }
}

#[test]
fn drafts_agree_and_under_a_key_they_are_drafts() {
    let folder = tempfile::tempdir().unwrap();
    for (number, formats) in FORMATS.into_iter().enumerate() {
        let mut options = options(sample(), &folder.path().join(number.to_string()));
        options.render.formats = formats.iter().copied().collect();
        options.communes = [cutri::people::CommuneCode::parse("98205").unwrap()].into();
        run(&options).unwrap();
        let told = checked(&options.out, &[]).remarks.join("\n");
        assert!(told.contains("nobody's signature was looked at"), "{told}");
        let problems = verify(&options.out, &[key().public()], &Unwatched).unwrap().problems;
        assert!(problems.iter().any(|it| it.message.contains("drafts")), "{problems:?}");
        assert!(problems.iter().any(|it| it.file == "manifest.sig"), "{problems:?}");
    }
}
