//! Posted lists of the sample in a database of their own, made once for each kind and copied; what tests do to them.

use crate::support::actor::{signatory, somebody};
use crate::support::output::{quick_options, run, sample};
use crate::support::package::{Form, Package};
use crate::support::postgres;
use chrono::NaiveDateTime;
use cutri::lists::Actor;
use cutri::lists::{AreaState, AuditRecord, ChangedRow};
use cutri::people::{AreaCode, PersonalNumber};
use cutri::progress::Unwatched;
use cutri::proof::{Checking, Problem, verify_database};
use cutri::roll::chain::SigningKey;
use cutri::roll::{Entry, Status};
use cutri::store::{self, Database, DatabaseUrl, matter};
use cutri::tasks::TaskError;
use cutri::tasks::post::{PostOptions, post};
use cutri::tasks::undo::{Done, Undo, undo};
use cutri::tasks::update::{UpdateOptions, Updated, update};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

pub use super::delta::*;

/// When the lists were posted, when the first change is made, and the last moment of additions and transfers.
pub const POSTED: &str = "2026-02-03T08:00:00";
pub const SOON: &str = "2026-02-20T10:00:00";
pub const LAST: &str = "2026-03-14T07:00:00";
pub const TOO_LATE: &str = "2026-03-14T07:01:00";

/// Persons of the sample whom nothing special is told of, at home in the area 98103-01.
pub const HEAD: &str = "098069729952";
pub const SPOUSE: &str = "098174787748";
/// At home in the area 98103-01, alone.
pub const PLAIN: &str = "098158434743";
/// Who said "not here": at home in 98103, on no list.
pub const NOT_HERE: &str = "098085000382";

pub fn number(text: &str) -> PersonalNumber {
    PersonalNumber::parse(text).unwrap()
}

pub fn area(text: &str) -> AreaCode {
    AreaCode::parse(text).unwrap()
}

pub fn moment(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

pub fn actor(at: &str) -> Actor {
    somebody("an", moment(at))
}

pub fn key() -> SigningKey {
    SigningKey::from_seed([7; 32])
}

/// Runs on a runtime of its own.
pub fn block_on<T>(body: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.unwrap().block_on(body)
}

/// A database with posted lists.
pub struct Lists {
    pub url: String,
    pub folder: tempfile::TempDir,
    /// The key that signs their versions, if they are signed.
    pub is_signed: bool,
}

/// A file with the sample's lists as drafts, made once.
fn drafts_file() -> &'static Path {
    static FILE: OnceLock<PathBuf> = OnceLock::new();
    FILE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("acts");
        drop(std::fs::remove_dir_all(&folder));
        let mut options = quick_options(sample(), &folder);
        options.by = Some("bình".to_owned());
        run(&options).unwrap();
        folder.join("cutri.db")
    })
}

/// A database of the server with the sample's posted lists, which others are copied from.
fn posted_on_server() -> &'static str {
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(|| {
        let url = postgres::server().database();
        let folder = tempfile::tempdir().unwrap();
        let mut options = quick_options(sample(), &folder.path().join("rolls"));
        options.by = Some("bình".to_owned());
        options.database = Some(DatabaseUrl::parse(&url).unwrap());
        run(&options).unwrap();
        let lists = Lists { url, folder, is_signed: false };
        lists.post(None);
        let (place, _) = lists.url.split_once('?').unwrap();
        place.rsplit('/').next().unwrap().to_owned()
    })
}

impl Lists {
    /// The sample's drafts in a file.
    pub fn drafts() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("lists.db");
        std::fs::copy(drafts_file(), &file).unwrap();
        Self { url: file.to_str().unwrap().to_owned(), folder, is_signed: false }
    }

    /// The sample's lists in a file, posted.
    pub fn posted() -> Self {
        let lists = Self::drafts();
        lists.post(None);
        lists
    }

    /// The sample's lists in a file, posted under a key.
    pub fn signed() -> Self {
        let mut lists = Self::drafts();
        lists.is_signed = true;
        lists.post(Some(key()));
        lists
    }

    /// The sample's lists, posted, in a file and on a server.
    pub fn both() -> [Self; 2] {
        static COPIES: AtomicU32 = AtomicU32::new(0);
        let template = posted_on_server();
        let name = format!("acts_{}", COPIES.fetch_add(1, Ordering::Relaxed));
        postgres::server().sql(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
        let url = postgres::server().url("cutri", &name);
        [Self::posted(), Self { url, folder: tempfile::tempdir().unwrap(), is_signed: false }]
    }

    /// A copy of the lists in a file.
    pub fn copied(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("lists.db");
        std::fs::copy(&self.url, &file).unwrap();
        Self { url: file.to_str().unwrap().to_owned(), folder, is_signed: self.is_signed }
    }

    /// The lists of another extract in a file, posted.
    pub fn of(package: &Package) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let extract = package.write(Form::Csv);
        let out = folder.path().join("rolls");
        run(&quick_options(extract.path(), &out)).unwrap();
        let lists = Self { url: out.join("cutri.db").to_str().unwrap().to_owned(), folder, is_signed: false };
        lists.post(None);
        lists
    }

    pub fn post(&self, key: Option<SigningKey>) {
        let actor = signatory("an", moment(POSTED), key);
        let options = PostOptions { communes: &BTreeSet::new(), anyway: true, dry_run: false };
        self.on(async |database| post(database, options, &actor, &Unwatched).await).unwrap();
    }

    /// Does something with the database, and closes it.
    pub fn on<T>(&self, body: impl AsyncFnOnce(&Arc<Database>) -> T) -> T {
        block_on(async {
            let url = DatabaseUrl::parse(&self.url).unwrap();
            let database = Arc::new(Database::open(&url, 4).await.unwrap());
            let answer = body(&database).await;
            Arc::into_inner(database).expect("nobody else has it").close().await.unwrap();
            answer
        })
    }

    /// The key of signed lists.
    pub fn actor(&self, at: &str) -> Actor {
        Actor { key: self.is_signed.then(key), ..actor(at) }
    }

    pub fn update(&self, delta: &Delta, at: &str) -> Updated {
        self.try_update(delta, at).unwrap()
    }

    pub fn try_update(&self, delta: &Delta, at: &str) -> Result<Updated, TaskError> {
        let folder = delta.write(&self.snapshot_id());
        let key = self.is_signed.then(key);
        let actor = signatory("an", moment(at), key);
        let options = UpdateOptions::default();
        self.on(async |database| update(database, &folder.path().into(), &actor, options, &Unwatched).await)
    }

    pub fn undo(&self, what: Undo<'_>, at: &str) -> Result<Done, TaskError> {
        let actor = self.actor(at);
        self.on(async |database| undo(database, what, "nhầm lẫn", &actor).await)
    }

    /// The roll and the snapshot that the lists follow.
    fn posting(&self) -> (String, String) {
        self.on(async |database| {
            let mut tx = database.read().await.unwrap();
            let roll = store::roll::latest(&mut tx).await.unwrap().unwrap().roll_id;
            let posting = store::posting::find(&mut tx, &roll).await.unwrap().unwrap();
            tx.rollback().await.unwrap();
            (roll, posting.snapshot_id)
        })
    }

    pub fn snapshot_id(&self) -> String {
        self.posting().1
    }

    /// The lists as they are.
    pub fn now(&self) -> Now {
        self.on(async |database| {
            let mut tx = database.read().await.unwrap();
            let roll = store::roll::latest(&mut tx).await.unwrap().unwrap().roll_id;
            let (mut rows, mut areas) = (Vec::new(), BTreeMap::new());
            let mut communes = Vec::new();
            for state in store::posting::communes(&mut tx, &roll).await.unwrap().documents() {
                let state: cutri::lists::CommuneState = serde_json::from_str(state).unwrap();
                communes.push(state.commune_code.to_string());
            }
            for commune in &communes {
                let page = store::entry::read_commune(&mut tx, &roll, commune).await.unwrap();
                rows.extend(page.parse::<Entry>().unwrap());
            }
            let page = store::posting::areas(&mut tx, &roll, communes.iter().map(String::as_str)).await;
            for state in page.unwrap().parse::<AreaState>().unwrap() {
                areas.insert(state.area_code.clone(), state);
            }
            let mut matters = Vec::new();
            for kind in matter::Kind::ALL {
                matters.extend(matter::all(&mut tx, &roll, kind).await.unwrap());
            }
            tx.rollback().await.unwrap();
            Now { rows, areas, matters }
        })
    }

    /// The lines of the audit.
    pub fn audit(&self) -> Vec<AuditRecord> {
        let audit = self.on(async |database| cutri::proof::audit::audit(database, 0).await.unwrap());
        audit.lines.into_iter().map(|line| line.record).collect()
    }

    /// What is wrong with the database.
    pub fn problems(&self) -> Result<Vec<Problem>, TaskError> {
        let trusted = self.is_signed.then(|| key().public()).into_iter().collect();
        let checking = Checking { trusted, jobs: 2, witness: None };
        block_on(async {
            let url = DatabaseUrl::parse(&self.url).unwrap();
            let database = Arc::new(Database::open_to_read(&url, 3).await?);
            let verified = verify_database(&database, &checking, &Unwatched).await.map_err(TaskError::from);
            Arc::into_inner(database).expect("nobody else has it").close().await.expect("it is folded in");
            verified.map(|verified| verified.problems)
        })
    }

    /// Fails if anything is wrong with the database.
    pub fn verified(&self) {
        assert_eq!(self.problems().unwrap(), Vec::new(), "{}", self.url);
    }
}

/// Lists at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Now {
    pub rows: Vec<Entry>,
    pub areas: BTreeMap<AreaCode, AreaState>,
    pub matters: Vec<matter::Matter>,
}

impl Now {
    /// The rows of a person that are not struck: area, number, status, ballots.
    pub fn rows_of(&self, person: &str) -> Vec<&Entry> {
        self.rows.iter().filter(|row| row.personal_id.as_str() == person).collect()
    }

    /// Where a person votes, and with which ballots.
    pub fn place(&self, person: &str) -> Option<(String, String)> {
        let mut standing = self.rows_of(person).into_iter().filter(|row| row.status == Status::Listed);
        let row = standing.next()?;
        assert!(standing.next().is_none(), "nobody stands twice");
        let ballots: Vec<&str> = row.ballots.iter().map(cutri::territory::Level::as_str).collect();
        Some((row.area_code.to_string(), ballots.join("+")))
    }

    /// The current sums of every area.
    pub fn current(&self) -> BTreeMap<AreaCode, [u64; 4]> {
        let sums = |state: &AreaState| state.books.accounts().map(|(_, account)| account.current);
        self.areas.iter().map(|(code, state)| (code.clone(), sums(state))).collect()
    }

    /// The state of a matter.
    pub fn state_of(&self, kind: matter::Kind, id: &str) -> Option<&str> {
        let found = self.matters.iter().find(|matter| matter.kind == kind && matter.matter_id == id);
        found.map(|matter| matter.state.as_str())
    }

    /// The open matters of a kind about a person.
    pub fn open(&self, kind: matter::Kind, person: &str) -> Vec<&matter::Matter> {
        let is_it = |matter: &&matter::Matter| {
            matter.kind == kind && matter.personal_id == person && matter.state == "open"
        };
        self.matters.iter().filter(is_it).collect()
    }
}

/// The kinds and rules of changes, without their ids.
pub fn told(changes: &[ChangedRow]) -> Vec<(&'static str, &'static str)> {
    let mut told = Vec::new();
    let mut last = "";
    for row in changes {
        if row.change.change_id != last {
            told.push((row.change.kind.as_str(), row.change.rule.id()));
        }
        last = &row.change.change_id;
    }
    told
}
