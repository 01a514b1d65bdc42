//! What a delta from a database says of hamlets, areas and constituencies: who changed does not tell that they did.

use crate::support::foreign::{execute, views};
use crate::support::output::{names, quick_options, run, sample};
use crate::support::package::Package;
use cutri::extract::{ChangedTable, Options, start_alone};
use cutri::people::SnapshotId;
use cutri::store::{DatabaseUrl, ViewsUrl};
use cutri::tasks::TaskError;
use cutri::tasks::delta::{DeltaOptions, DeltaWritten, delta};
use cutri::tasks::source;
use std::path::Path;

/// The sample's lists, and a database with the same people.
struct Scene {
    folder: tempfile::TempDir,
    views: String,
    since: SnapshotId,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let generated = run(&quick_options(sample(), &folder.path().join("rolls"))).unwrap();
        let since = SnapshotId::parse(&generated.loaded.basis.snapshot_id).unwrap();
        Self { folder, views: views(&Package::read(sample())), since }
    }

    fn options(&self, out: &str) -> DeltaOptions {
        DeltaOptions {
            from: ViewsUrl::parse(&format!("{}&schema=cutri_export", self.views)).unwrap(),
            since: self.since.clone(),
            lists: Some(DatabaseUrl::file(self.folder.path().join("rolls/cutri.db"))),
            changed_from: None,
            as_of: "2026-02-12".parse().unwrap(),
            with_units: false,
            out: self.folder.path().join(out),
        }
    }
}

fn written(options: &DeltaOptions) -> Result<DeltaWritten, TaskError> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(delta(options))
}

fn lines(file: &Path) -> usize {
    std::fs::read_to_string(file).unwrap().lines().count()
}

#[test]
fn units_that_are_those_of_the_snapshot_are_not_brought_whatever_their_order() {
    let scene = Scene::new();
    execute(
        &scene.views,
        "ALTER VIEW cutri_export.hamlets RENAME TO others; CREATE VIEW cutri_export.hamlets AS SELECT * FROM \
         cutri_export.others ORDER BY hamlet_code DESC; GRANT SELECT ON cutri_export.hamlets TO public"
            .to_owned(),
    );
    let found = written(&DeltaOptions { with_units: true, ..scene.options("delta") }).unwrap();
    assert_eq!(found.units.as_deref(), Some(&[][..]));
    assert!(!scene.folder.path().join("delta/hamlets.csv").exists());
}

#[test]
fn changed_units_are_never_passed_over_in_silence() {
    let scene = Scene::new();
    execute(
        &scene.views,
        "UPDATE registry.areas SET polling_place = 'Nhà văn hóa mới' WHERE area_code = (SELECT min(area_code) FROM registry.areas); \
         INSERT INTO registry.hamlets (hamlet_code, commune_code, name) SELECT 'H-MOI', min(commune_code), 'Thôn Mới' FROM \
         registry.hamlets"
            .to_owned(),
    );
    let error = written(&scene.options("delta")).unwrap_err();
    let words = error.to_string();
    let TaskError::OtherUnits { tables, .. } = error else { panic!("{words}") };
    let changed = |table, came, gone| ChangedTable { table, came, gone };
    assert_eq!(tables, [changed("hamlets", 1, 0), changed("areas", 1, 1)]);
    assert!(words.contains("areas (1 dòng mới, 1 dòng không còn)"), "{words}");
    assert_eq!(names(scene.folder.path()), ["rolls"]);

    let options = DeltaOptions { with_units: true, ..scene.options("delta") };
    let found = written(&options).unwrap();
    assert_eq!(found.units.as_deref(), Some(&["hamlets", "areas"][..]));
    // Whole: a reference table of a delta stands for all of the base's.
    assert_eq!(lines(&options.out.join("hamlets.csv")), lines(&sample().join("hamlets.csv")) + 1);
    assert_eq!(lines(&options.out.join("areas.csv")), lines(&sample().join("areas.csv")));
    assert!(!options.out.join("communes.csv").exists());
    let opened = source::open(&options.out.clone().into()).unwrap();
    let scratch = tempfile::tempdir().unwrap();
    let read = start_alone(&opened, Options::new(scratch.path()), &mut |_| {}).unwrap();
    assert!(read.territory().units().hamlets.iter().any(|hamlet| hamlet.name == "Thôn Mới"));
}

#[test]
fn without_the_lists_it_is_told_that_units_were_not_compared() {
    let scene = Scene::new();
    let changed_from = Some("2026-02-01".parse().unwrap());
    let options = DeltaOptions { lists: None, changed_from, ..scene.options("delta") };
    assert_eq!(written(&options).unwrap().units, None);
}
