//! Transfers between two offices, each with a database of its own commune.

use super::lists::*;
use crate::support::output::sample;
use crate::support::package::Package;
use crate::support::program::{cutri, text};
use cutri::lists::ListsError;
use cutri::output::OutputError;
use cutri::roll::chain::{PublicKey, SigningKey};
use cutri::store::matter::Kind as MatterKind;
use cutri::tasks::TaskError;
use cutri::tasks::transfer::{Imported, Matched, export, import, release};
use cutri::tasks::undo::{Done, Undo};
use cutri::tasks::waiting::{Register, Wanted, waiting};
use std::path::{Path, PathBuf};

/// The tables of units, by the column that names their commune.
const OF_COMMUNE: [&str; 4] = ["communes", "hamlets", "facilities", "areas"];

/// The sample as one commune's office has it: its units, and the persons with a residence there.
fn alone(commune: &str) -> Package {
    let mut package = Package::read(sample());
    for name in OF_COMMUNE {
        let rows = package.tables.get_mut(name).unwrap();
        let at = rows.column("commune_code");
        rows.rows.retain(|row| row[at] == commune);
    }
    let starts = |name: &str, column: &str, package: &mut Package| {
        let rows = package.tables.get_mut(name).unwrap();
        let at = rows.column(column);
        rows.rows.retain(|row| row[at].starts_with(commune));
    };
    starts("area_parts", "area_code", &mut package);
    let parts = package.tables.get_mut("constituency_parts").unwrap();
    let (of_commune, of_area) = (parts.column("commune_code"), parts.column("area_code"));
    parts.rows.retain(|row| row[of_commune] == commune || row[of_area].starts_with(commune));
    let residences = package.tables["residences"].clone();
    let (id, at) = (residences.column("personal_id"), residences.column("commune_code"));
    let here: std::collections::BTreeSet<&String> =
        residences.rows.iter().filter(|row| row[at] == commune).map(|row| &row[id]).collect();
    for name in ["persons", "residences", "absences", "stays", "statuses", "wishes"] {
        let rows = package.tables.get_mut(name).unwrap();
        let id = rows.column("personal_id");
        rows.rows.retain(|row| here.contains(&row[id]));
    }
    package
}

impl Lists {
    pub fn export(&self, key: Option<&SigningKey>) -> Vec<PathBuf> {
        let folder = self.folder.path().join("notices");
        drop(std::fs::remove_dir_all(&folder));
        let exported = self.on(async |database| export(database, &folder, key).await.unwrap());
        assert_eq!(exported.skipped, [""; 0]);
        let is_notice = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "json");
        let (notices, papers): (Vec<_>, Vec<_>) = exported.files.into_iter().partition(is_notice);
        let beside: Vec<PathBuf> = notices.iter().map(|notice| notice.with_extension("pdf")).collect();
        assert_eq!(papers, beside, "the other office may have paper only");
        notices
    }

    pub fn import(
        &self,
        notice: &Path,
        trusted: Option<&PublicKey>,
        at: &str,
    ) -> Result<Imported, TaskError> {
        let actor = self.actor(at);
        self.on(async |database| import(database, notice, trusted, &actor).await)
    }

    pub fn release(&self, id: &str, at: &str) -> Result<Done, TaskError> {
        let actor = self.actor(at);
        self.on(async |database| release(database, id, "hỏi qua điện thoại", &actor).await)
    }
}

/// Two offices: the one that a person of the area 98103-01 leaves, and the one of 98205.
pub struct Offices {
    pub left: Lists,
    pub joined: Lists,
}

impl Offices {
    pub fn new() -> Self {
        Self { left: Lists::of(&alone("98103")), joined: Lists::of(&alone("98205")) }
    }

    /// What the registers say of the move: at home there since a few days, here before.
    fn moved() -> Delta {
        let former = [("kind", "permanent"), ("commune_code", "98103"), ("hamlet_code", "98103-T01")];
        let ended = [("registered_on", "1981-08-11"), ("ended_on", "2026-02-10")];
        Delta::of(&[HEAD]).set("residences", HEAD, &home("98205", "98205-T01")).add(
            "residences",
            HEAD,
            &[&former[..], &ended[..]].concat(),
        )
    }

    pub fn leaves(&self) -> String {
        let updated = self.left.update(&Self::moved(), SOON);
        assert_eq!(told(&updated.changes), [("transfer", "R2")]);
        updated.changes[0].change.pair_id.clone().unwrap()
    }

    pub fn arrives(&self, at: &str) -> cutri::tasks::update::Updated {
        self.joined.update(&Self::moved(), at)
    }

    /// On how many lists the person stands; on none only while a register tells of it.
    fn stands(&self) -> [bool; 2] {
        let [left, joined] = [&self.left, &self.joined].map(Lists::now);
        let stands = [&left, &joined].map(|now| now.place(HEAD).is_some());
        assert_ne!(stands, [true, true], "nobody stands on two lists");
        if stands == [false, false] {
            let waits = |now: &Now| {
                let kinds = [MatterKind::Suspense, MatterKind::Notice, MatterKind::Late, MatterKind::Review];
                kinds.iter().any(|kind| !now.open(*kind, HEAD).is_empty())
            };
            assert!(waits(&left) || waits(&joined), "nobody stands on none without standing in a register");
        }
        self.left.verified();
        self.joined.verified();
        stands
    }
}

const LATER: &str = "2026-02-21T10:00:00";
const LATEST: &str = "2026-02-22T10:00:00";

#[test]
fn a_notice_before_the_delta_waits_and_the_delta_adds() {
    let offices = Offices::new();
    assert_eq!(offices.stands(), [true, false]);
    let pair = offices.leaves();
    assert_eq!(offices.stands(), [false, false]);
    let notices = offices.left.export(None);
    assert_eq!(notices.len(), 1);
    let imported = offices.joined.import(&notices[0], None, LATER).unwrap();
    assert_eq!((imported.matched, imported.pair_id.as_str()), (Matched::Waits, pair.as_str()));
    assert_eq!(offices.stands(), [false, false]);
    let again = offices.joined.import(&notices[0], None, LATER).unwrap();
    assert_eq!((again.matched, again.done.version), (Matched::Known, None));
    let updated = offices.arrives(LATEST);
    assert_eq!(told(&updated.changes), [("transfer", "R2")]);
    assert_eq!(
        updated.changes[0].change.pair_id.as_deref(),
        Some(pair.as_str()),
        "the halves cite each other"
    );
    assert_eq!(offices.stands(), [false, true]);
    acknowledged(&offices);
}

#[test]
fn a_notice_after_the_delta_adds_who_waits() {
    let offices = Offices::new();
    let updated = offices.arrives(SOON);
    assert_eq!((updated.changes.len(), updated.waiting.len()), (0, 1), "may still stand there");
    assert_eq!(offices.stands(), [true, false]);
    let pair = offices.leaves();
    assert_eq!(offices.stands(), [false, false]);
    let notices = offices.left.export(None);
    let imported = offices.joined.import(&notices[0], None, LATER).unwrap();
    assert_eq!((imported.matched, imported.pair_id), (Matched::Added, pair.clone()));
    assert_eq!(imported.done.changes[0].change.pair_id, Some(pair));
    assert_eq!(offices.stands(), [false, true]);
    let again = offices.joined.import(&notices[0], None, LATEST).unwrap();
    assert_eq!((again.matched, again.done.changes.len()), (Matched::Known, 0));
    acknowledged(&offices);
}

/// The office that has received the person says so, and the other settles its half.
fn acknowledged(offices: &Offices) {
    let answers = offices.joined.export(None);
    assert_eq!(answers.len(), 1);
    assert!(answers[0].to_str().unwrap().ends_with("-received.json"));
    let settled = offices.left.import(&answers[0], None, LATEST).unwrap();
    assert_eq!(settled.matched, Matched::Settled);
    assert_eq!(offices.left.import(&answers[0], None, LATEST).unwrap().matched, Matched::Known);
    assert!(offices.left.export(None).is_empty(), "nothing is told twice");
    assert!(offices.left.now().open(MatterKind::Suspense, HEAD).is_empty());
    offices.stands();
    let unknown = offices.joined.import(&answers[0], None, LATEST).unwrap_err();
    assert!(
        matches!(unknown, TaskError::Lists(ListsError::NoMatter { .. })),
        "no half of this office: {unknown}"
    );
}

#[test]
fn a_half_whose_person_was_received_is_not_taken_back() {
    let offices = Offices::new();
    offices.arrives(SOON);
    offices.leaves();
    let notices = offices.left.export(None);
    offices.joined.import(&notices[0], None, LATER).unwrap();
    let answers = offices.joined.export(None);
    offices.left.import(&answers[0], None, LATER).unwrap();
    let refused = offices.left.undo(Undo::Change("2-1"), LATEST).unwrap_err();
    assert!(matches!(refused, TaskError::Lists(ListsError::Refused { .. })), "{refused}");
    assert_eq!(offices.stands(), [false, true]);
}

#[test]
fn who_waits_is_released_by_hand_and_a_later_notice_is_acknowledged() {
    let offices = Offices::new();
    let waiting = offices.arrives(SOON).waiting;
    offices.leaves();
    let id = waiting[0].waiting_id.as_str();
    let late = offices.joined.release(id, TOO_LATE).unwrap_err();
    assert!(matches!(late, TaskError::Lists(ListsError::Late(_))), "{late}");
    let done = offices.joined.release(id, LATER).unwrap();
    assert_eq!(told(&done.changes), [("transfer", "R2")]);
    assert_eq!(offices.stands(), [false, true]);
    let again = offices.joined.release(id, LATER).unwrap();
    assert!(again.known && again.changes.is_empty(), "{again:?}");
    let notices = offices.left.export(None);
    let imported = offices.joined.import(&notices[0], None, LATEST).unwrap();
    assert!(imported.done.changes.is_empty());
    assert_eq!(offices.stands(), [false, true]);
    acknowledged(&offices);
}

#[test]
fn only_a_notice_signed_with_the_trusted_key_is_taken() {
    let offices = Offices::new();
    offices.leaves();
    let (office, other) = (key(), SigningKey::from_seed([8; 32]));
    let refused = |notice: &Path, trusted: Option<&PublicKey>, why: &str| {
        let error = offices.joined.import(notice, trusted, LATER).unwrap_err();
        assert!(
            matches!(error, TaskError::Notice { .. }) && error.to_string().contains(why),
            "{why}: {error}"
        );
    };
    let unsigned = offices.left.export(None).remove(0);
    refused(&unsigned, Some(&office.public()), "not signed");
    let signed = offices.left.export(Some(&office)).remove(0);
    refused(&signed, Some(&other.public()), "signed with key");
    let text = std::fs::read_to_string(&signed).unwrap();
    let tampered = |name: &str, from: &str, to: &str| {
        let path = offices.left.folder.path().join(name);
        assert!(text.contains(from), "{from}");
        std::fs::write(&path, text.replace(from, to)).unwrap();
        path
    };
    refused(&tampered("number", HEAD, SPOUSE), None, "signature");
    refused(&tampered("number", HEAD, SPOUSE), Some(&office.public()), "signature");
    refused(&tampered("says", "given_up", "received"), None, "signature");
    refused(&tampered("broken", "\"pair_id\"", "\"pair\""), None, "it is no notice");
    refused(Path::new("/nowhere/notice.json"), None, "No such file");
    // Of another election, rightly signed.
    let package = {
        let mut package = alone("98205");
        package.election = package.election.replace("bau-cu-2026-03-15", "bau-cu-bo-sung");
        package
    };
    let elsewhere = Lists::of(&package);
    let error = elsewhere.import(&signed, Some(&office.public()), LATER).unwrap_err();
    assert!(error.to_string().contains("of election bau-cu-2026-03-15"), "{error}");
    assert_eq!(offices.joined.now().matters.len(), 0, "nothing was kept");
    let imported = offices.joined.import(&signed, Some(&office.public()), LATER).unwrap();
    assert_eq!(imported.matched, Matched::Waits);
    offices.stands();
}

#[test]
fn a_received_notice_of_somebody_else_settles_nothing() {
    let offices = Offices::new();
    offices.leaves();
    let notice = offices.left.export(None).remove(0);
    let text = std::fs::read_to_string(&notice).unwrap();
    let answer = offices.left.folder.path().join("answer.json");
    std::fs::write(&answer, text.replace("given_up", "received").replace(HEAD, SPOUSE)).unwrap();
    let refused = offices.left.import(&answer, None, LATER).unwrap_err();
    assert!(matches!(refused, TaskError::Notice { .. }), "{refused}");
    assert_eq!(offices.left.now().open(MatterKind::Suspense, HEAD).len(), 1);
}

#[test]
fn the_program_exchanges_notices() {
    let offices = Offices::new();
    offices.leaves();
    offices.arrives(SOON);
    let folder = offices.left.folder.path().join("out");
    let told = cutri(&["transfer", "export", "--db", &offices.left.url, "--out", text(&folder)]).ended(0).out;
    let notice = told.lines().next().expect("a notice, and its paper after it");
    let import = ["transfer", "import", notice, "--at", LATER, "--as", "an", "--unsigned", "--db"];
    let imported = cutri(&[&import[..], &[&offices.joined.url]].concat()).ended(0);
    assert!(imported.err.contains("added"), "{}", imported.err);
    assert_eq!(offices.stands(), [false, true]);
}

/// A notice with other ids, as a stranger could send it.
fn altered(notice: &Path, change: impl FnOnce(&mut serde_json::Value)) -> PathBuf {
    let mut sent: serde_json::Value = serde_json::from_slice(&std::fs::read(notice).unwrap()).unwrap();
    change(&mut sent["notice"]);
    let path = notice.with_file_name("altered.json");
    std::fs::write(&path, sent.to_string()).unwrap();
    path
}

#[test]
fn a_notice_whose_ids_are_none_is_refused() {
    let offices = Offices::new();
    offices.leaves();
    let notice = offices.left.export(None).remove(0);
    let long = "a".repeat(65);
    let bad = ["../../x", "a/b", "..", "", "C:x", "a b", "\u{1b}[31m", "đ", long.as_str()];
    for (key, ids) in [("pair_id", &bad[..]), ("by", &bad), ("election_id", &["a/b", "..", "\u{202e}"])] {
        for id in ids {
            let path = altered(&notice, |notice| notice[key] = (*id).into());
            let error = offices.joined.import(&path, None, LATER).unwrap_err();
            assert!(matches!(error, TaskError::Notice { .. }), "{key} {id:?}: {error}");
            assert!(
                error.to_string().contains(&format!("its {}", if key == "by" { "roll" } else { key })),
                "{error}"
            );
        }
    }
    assert_eq!(offices.joined.now().matters.len(), 0, "nothing was kept");
}

#[test]
fn an_id_that_an_earlier_program_took_in_stops_no_export_and_is_told() {
    let offices = Offices::new();
    offices.leaves();
    let notice = offices.left.export(None).remove(0);
    let sent: serde_json::Value = serde_json::from_slice(&std::fs::read(&notice).unwrap()).unwrap();
    offices.left.on(async |database| {
        let mut tx = database.begin().await.unwrap();
        let roll = cutri::store::roll::latest(&mut tx).await.unwrap().unwrap().roll_id;
        let mut document = sent["notice"].clone();
        document["pair_id"] = "../../x".into();
        let kept = cutri::store::matter::Matter {
            kind: MatterKind::Notice,
            matter_id: "../../x".to_owned(),
            commune_code: "98103".to_owned(),
            personal_id: HEAD.to_owned(),
            state: "received".to_owned(),
            document: document.to_string(),
        };
        cutri::store::matter::put(&mut tx, &roll, &[kept]).await.unwrap();
        tx.commit().await.unwrap();
    });
    let folder = offices.left.folder.path().join("a/b/out");
    let told = cutri(&["transfer", "export", "--db", &offices.left.url, "--out", text(&folder)]).ended(1);
    assert_eq!(told.out.lines().count(), 2, "the other notice and its paper: {}", told.out);
    assert!(told.err.contains("../../x"), "{}", told.err);
    assert!(!offices.left.folder.path().join("a/x-received.json").exists());
}

#[test]
fn an_export_writes_over_its_own_notices_alone() {
    let offices = Offices::new();
    offices.leaves();
    let notice = offices.left.export(None).remove(0);
    let folder = notice.parent().unwrap();
    let again =
        |key: Option<&SigningKey>| offices.left.on(async |database| export(database, folder, key).await);
    let unsigned = std::fs::read(&notice).unwrap();
    again(None).unwrap();
    assert_eq!(std::fs::read(&notice).unwrap(), unsigned, "the same once more");
    again(Some(&key())).unwrap();
    assert_ne!(std::fs::read(&notice).unwrap(), unsigned, "signed now");
    std::fs::write(&notice, "years of work").unwrap();
    assert!(matches!(again(None), Err(TaskError::Output(OutputError::Occupied { .. }))));
    assert_eq!(std::fs::read_to_string(&notice).unwrap(), "years of work");
    std::fs::remove_file(&notice).unwrap();
    let elsewhere = offices.left.folder.path().join("elsewhere");
    std::fs::write(&elsewhere, "years of work").unwrap();
    std::os::unix::fs::symlink(&elsewhere, &notice).unwrap();
    again(None).expect_err("a link is no notice");
    assert_eq!(std::fs::read_to_string(&elsewhere).unwrap(), "years of work");
}

#[test]
fn article_30_3_a_half_says_until_when_it_can_be_made() {
    let offices = Offices::new();
    offices.leaves();
    let wanted = Wanted { register: Some(Register::Suspense), ..Wanted::default() };
    let at = LATER.parse().expect("a moment");
    let items = offices.left.on(async |database| waiting(database, &wanted, at).await.unwrap());
    let until: Vec<String> =
        items.iter().filter_map(|item| item.until).map(|until| until.to_string()).collect();
    assert_eq!(until, ["2026-03-14 07:00"]);
}
