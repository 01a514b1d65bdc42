//! Maps from the outlines beside an extract: kept with its snapshot, drawn before and after posting, and no part of a roll.

use crate::store::Fixture;
use crate::support::output::{options, run, sample, sample_output, tree};
use crate::support::posted::{Office, at, block_on};
use cutri::output::manifest::Manifest;
use cutri::output::{Format, PostedOptions, RenderOptions, Wanted, render_posted};
use cutri::progress::Unwatched;
use cutri::store::DatabaseUrl;
use std::fs;
use std::path::Path;

/// The sample in a folder of its own, without its outlines.
fn without_outlines(folder: &Path) {
    for item in fs::read_dir(sample()).unwrap().map(Result::unwrap).filter(|item| item.path().is_file()) {
        fs::copy(item.path(), folder.join(item.file_name())).unwrap();
    }
    fs::remove_file(folder.join("shapes.geojson")).unwrap();
    let package = folder.join("datapackage.json");
    let text = fs::read_to_string(&package).unwrap();
    fs::write(package, text.replace("\"path\": \"shapes.geojson\",", "")).unwrap();
}

fn has_map(folder: &Path, page: &str) -> bool {
    fs::read_to_string(folder.join(page)).unwrap().contains("class=\"chart map\"")
}

#[test]
fn outlines_change_pages_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let (plain, out) = (folder.path().join("plain"), folder.path().join("rolls"));
    fs::create_dir(&plain).unwrap();
    without_outlines(&plain);
    run(&options(&plain, &out)).unwrap();
    let (with, without) = (tree(sample_output()), tree(&out));
    let differ: Vec<&String> = with.keys().filter(|name| with.get(*name) != without.get(*name)).collect();
    assert_eq!(differ, ["98/summary.html", "99/summary.html", "manifest.json", "summary.html"]);
    let roll = |folder: &Path| {
        let text = fs::read_to_string(folder.join("manifest.json")).unwrap();
        serde_json::from_str::<Manifest>(&text).unwrap().roll_id
    };
    assert_eq!(roll(sample_output()), roll(&out));
}

#[test]
fn the_outlines_beside_the_same_content_are_those_of_the_last_load() {
    let folder = tempfile::tempdir().unwrap();
    let plain = folder.path().join("plain");
    fs::create_dir(&plain).unwrap();
    without_outlines(&plain);
    let database = DatabaseUrl::file(folder.path().join("kept.db"));
    for (at, (extract, drawn)) in
        [(sample(), true), (&plain, false), (&plain, false), (sample(), true)].into_iter().enumerate()
    {
        let mut options = options(extract, &folder.path().join(format!("rolls-{at}")));
        options.database = Some(database.clone());
        options.render.formats = [Format::Html].into();
        run(&options).unwrap();
        assert_eq!(has_map(&options.out, "summary.html"), drawn, "{at}");
    }
}

#[test]
fn posted_lists_have_the_map_of_their_extract_and_pages_of_their_areas() {
    block_on(async {
        let fixture = Fixture::sqlite();
        let office = Office::derived(fixture.url, sample()).await;
        office.post(&[], at("2026-02-01T08:00:00")).await;
        let out = fixture.folder.path().join("posted");
        let render = RenderOptions { formats: [Format::Html].into(), ..RenderOptions::default() };
        let options = PostedOptions { wanted: Wanted::Lists(None), render, key: None };
        render_posted(&office.database, &out, &options, &Unwatched).await.unwrap();
        assert!(has_map(&out, "summary.html") && has_map(&out, "98/summary.html"));
        let page = fs::read_to_string(out.join("98/98103/summary.html")).unwrap();
        assert!(page.contains("<strong>03/03/2026</strong>"), "complaints end 30 days after the posting");
        let page = fs::read_to_string(out.join("98/98103/98103-01/summary.html")).unwrap();
        assert!(page.contains("Phiên bản 1"));
        assert!(!out.join("98/98205/98205-02/summary.html").exists(), "an armed unit has no page");
    });
}
