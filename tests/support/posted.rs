//! Databases whose lists are posted, moved on by deltas, and read whole, to be checked and compared.

use super::actor::somebody;
use super::package::{Form, Package};
use super::recount::{conserved, recounted};
use super::standing::{Standing, printed};
use chrono::NaiveDateTime;
use cutri::changes::{Books, Postponed};
use cutri::law::Group;
use cutri::lists::{AreaState, ChangedRow, Waiting};
use cutri::people::{CommuneCode, PersonalNumber};
use cutri::progress::Unwatched;
use cutri::roll::{Entry, Status, Unlisted};
use cutri::store::matter::{self, Kind as MatterKind};
use cutri::store::{self, Database, DatabaseUrl, Tx};
use cutri::tasks::TaskError;
use cutri::tasks::derive::{DeriveOptions, Working, derive};
use cutri::tasks::load::load;
use cutri::tasks::post::{PostOptions, Posted, post};
use cutri::tasks::update::{UpdateOptions, Updated, approve, update};
use cutri::territory::Units;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// Who acts in tests, and who approves.
pub const CLERK: &str = "clerk";
pub const SECOND: &str = "second";
/// The decision on voting areas.
pub const DECISION: &str = "15/QĐ-UBND";

/// A database with the lists of one extract.
pub struct Office {
    pub database: Arc<Database>,
    /// The full extract's snapshot.
    pub snapshot_id: String,
    pub communes: Vec<CommuneCode>,
}

/// Runs a test on its own runtime.
pub fn block_on<T>(body: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(body)
}

/// A moment of the clock.
pub fn at(text: &str) -> NaiveDateTime {
    text.parse().expect("a moment")
}

impl Office {
    /// Loads an extract and derives its lists, posting none.
    pub async fn derived(url: DatabaseUrl, extract: &Path) -> Self {
        let database = Arc::new(Database::open(&url, 3).await.expect("an empty database opens"));
        let scratch = tempfile::tempdir().expect("a folder");
        let loaded =
            load(&database, &extract.into(), scratch.path(), CLERK, &Unwatched).await.expect("the extract");
        let rejected: u64 = loaded.reading.counts.iter().map(|file| file.rejected).sum();
        assert!(rejected <= 4, "no row but those of the sample is rejected");
        let (communes, working) = (&BTreeSet::new(), &Working::with_jobs(1).expect("a name"));
        let options = DeriveOptions { communes, by: CLERK, resume: false, working };
        let derived = derive(&database, &loaded.basis, options, &Unwatched).await.expect("the lists");
        Self { database, snapshot_id: loaded.basis.snapshot_id, communes: derived.communes }
    }

    /// Opens a database that holds lists.
    pub async fn opened(url: &DatabaseUrl) -> Self {
        let database = Database::open(url, 3).await.expect("the database opens");
        let mut tx = database.read().await.expect("a transaction");
        let roll = store::roll::latest(&mut tx).await.expect("the store").expect("a roll");
        let snapshot = store::snapshot::find(&mut tx, &roll.snapshot_id).await.expect("the store");
        let units: Units = serde_json::from_str(&snapshot.expect("a snapshot").units).expect("units");
        tx.rollback().await.expect("nothing is done");
        let communes = units.communes.into_iter().map(|commune| commune.commune_code).collect();
        let database = Arc::new(database);
        Self { database, snapshot_id: roll.snapshot_id, communes }
    }

    /// Posts the lists of communes; none named: all.
    pub async fn post(&self, communes: &[CommuneCode], at: NaiveDateTime) -> Posted {
        let communes = communes.iter().cloned().collect();
        let actor = somebody(CLERK, at);
        let options = PostOptions { communes: &communes, anyway: true, dry_run: false };
        post(&self.database, options, &actor, &Unwatched).await.expect("the lists are posted")
    }

    /// Applies a delta.
    pub async fn update(&self, delta: &Package, at: NaiveDateTime) -> Result<Updated, TaskError> {
        self.apply(delta, at, false).await
    }

    /// Tells what a delta would do.
    pub async fn dry_run(&self, delta: &Package, at: NaiveDateTime) -> Result<Updated, TaskError> {
        self.apply(delta, at, true).await
    }

    async fn apply(&self, delta: &Package, at: NaiveDateTime, dry_run: bool) -> Result<Updated, TaskError> {
        let folder = delta.write(Form::Csv);
        let actor = somebody(CLERK, at);
        let options = UpdateOptions { dry_run, ..UpdateOptions::default() };
        update(&self.database, &folder.path().into(), &actor, options, &Unwatched).await
    }

    /// Approves a batch as somebody.
    pub async fn approve(&self, batch: &str, by: &str, at: NaiveDateTime) -> Result<Updated, TaskError> {
        let actor = somebody(by, at);
        approve(&self.database, batch, &actor, UpdateOptions::default(), &Unwatched).await
    }

    /// Approves a batch as somebody who knows the decision on voting areas.
    pub async fn approve_decided(
        &self,
        batch: &str,
        by: &str,
        at: NaiveDateTime,
    ) -> Result<Updated, TaskError> {
        let actor = somebody(by, at);
        let options = UpdateOptions { decision_no: Some(DECISION), ..UpdateOptions::default() };
        approve(&self.database, batch, &actor, options, &Unwatched).await
    }

    /// Applies a delta in full: a second person approves what a tripwire stops.
    pub async fn update_whole(&self, delta: &Package, at: NaiveDateTime) -> Updated {
        self.try_update_whole(delta, at).await.unwrap_or_else(|error| panic!("{error}"))
    }

    /// As [`Office::update_whole`], of a delta that may be refused.
    pub async fn try_update_whole(&self, delta: &Package, at: NaiveDateTime) -> Result<Updated, TaskError> {
        let updated = self.update(delta, at).await?;
        assert!(!updated.known, "a delta that was not applied before");
        match &updated.batch_id {
            None => Ok(updated),
            Some(batch) => self.approve_decided(batch, SECOND, at).await,
        }
    }

    /// Reads everything about the lists.
    pub async fn state(&self) -> State {
        let mut tx = self.database.read().await.expect("a transaction");
        let state = State::read(&mut tx, &self.communes).await;
        tx.rollback().await.expect("nothing is done");
        state
    }

    /// Every row of every table, as text.
    pub async fn content(&self) -> BTreeMap<String, Vec<String>> {
        let mut tx = self.database.read().await.expect("a transaction");
        let mut content = BTreeMap::new();
        for table in TABLES {
            content.insert(table.to_owned(), rows(&mut tx, table).await);
        }
        tx.rollback().await.expect("nothing is done");
        content
    }
}

/// Every table of the schema.
const TABLES: [&str; 17] = [
    "area_version",
    "audit",
    "change_row",
    "commune_result",
    "dossier",
    "dossier_commune",
    "entry",
    "matter",
    "outcome",
    "posted_area",
    "posted_commune",
    "posting",
    "revision",
    "revision_commune",
    "roll",
    "roll_version",
    "snapshot",
];

async fn rows(tx: &mut Tx, table: &str) -> Vec<String> {
    let mut rows: Vec<String> = match tx {
        Tx::Sqlite(connection) => {
            let columns: Vec<(String,)> = sqlx::query_as("SELECT name FROM pragma_table_info($1)")
                .bind(table)
                .fetch_all(&mut **connection)
                .await
                .expect("the columns");
            let columns: Vec<String> =
                columns.into_iter().map(|(name,)| format!("quote(\"{name}\")")).collect();
            let sql = format!("SELECT {} FROM {table}", columns.join(" || ',' || "));
            let rows: Vec<(String,)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
                .fetch_all(&mut **connection)
                .await
                .expect("the rows");
            rows.into_iter().map(|(row,)| row).collect()
        }
        Tx::Postgres(connection) => {
            let sql = format!("SELECT CAST(t AS TEXT) FROM {table} t");
            let rows: Vec<(String,)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
                .fetch_all(&mut **connection)
                .await
                .expect("the rows");
            rows.into_iter().map(|(row,)| row).collect()
        }
    };
    rows.sort_unstable();
    rows
}

/// The lists of a database, and everything beside them.
pub struct State {
    pub version: u64,
    pub snapshot_id: String,
    /// By area and number.
    pub rows: BTreeMap<(String, u32), Entry>,
    /// Persons on no list, with the kind of their outcome.
    pub outcomes: BTreeMap<PersonalNumber, (&'static str, Unlisted)>,
    /// The posted areas.
    pub areas: BTreeMap<String, AreaState>,
    pub posted: BTreeSet<String>,
    /// What waits.
    pub open: Vec<(MatterKind, Waiting)>,
    pub batches: Vec<matter::Matter>,
    pub changes: Vec<ChangedRow>,
    pub audit: usize,
}

impl State {
    async fn read(tx: &mut Tx, communes: &[CommuneCode]) -> Self {
        let roll = store::roll::latest(tx).await.expect("the store").expect("a roll");
        let id = &roll.roll_id;
        let posting = store::posting::find(tx, id).await.expect("the store");
        let (version, snapshot_id) =
            posting.map_or((0, roll.snapshot_id.clone()), |it| (it.version, it.snapshot_id));
        let codes = || communes.iter().map(CommuneCode::as_str);
        let mut rows = BTreeMap::new();
        let mut outcomes = BTreeMap::new();
        for code in codes().chain([""]) {
            let page = store::entry::read_commune(tx, id, code).await.expect("the store");
            for entry in page.parse::<Entry>().expect("rows") {
                rows.insert((entry.area_code.to_string(), entry.number), entry);
            }
            for kind in Group::ALL {
                let page = store::outcome::read_commune(tx, id, code, kind).await.expect("the store");
                for person in page.parse::<Unlisted>().expect("outcomes") {
                    let number = person.personal_id;
                    assert_eq!(person.commune_code.as_ref().map_or("", CommuneCode::as_str), code);
                    let other = outcomes.insert(number, (kind.as_str(), person));
                    assert!(other.is_none(), "{number:?} has two outcomes");
                }
            }
        }
        let areas = store::posting::areas(tx, id, codes()).await.expect("the store");
        let areas = areas.parse::<AreaState>().expect("areas");
        let posted = store::posting::communes(tx, id).await.expect("the store");
        let posted = posted.parse::<cutri::lists::CommuneState>().expect("communes");
        let mut open = Vec::new();
        for kind in [MatterKind::Late, MatterKind::Review, MatterKind::Suspense] {
            for matter in store::matter::all(tx, id, kind).await.expect("the store") {
                if matter.state == "open" {
                    open.push((kind, serde_json::from_str(&matter.document).expect("what waits")));
                }
            }
        }
        let changes = store::change::since(tx, id, 0, version).await.expect("the store");
        Self {
            version,
            snapshot_id,
            rows,
            outcomes,
            areas: areas.into_iter().map(|area| (area.area_code.to_string(), area)).collect(),
            posted: posted.into_iter().map(|commune| commune.commune_code.to_string()).collect(),
            open,
            batches: store::matter::all(tx, id, MatterKind::Batch).await.expect("the store"),
            changes: changes.parse().expect("changes"),
            audit: store::audit::all(tx).await.expect("the store").len(),
        }
    }

    /// What holds of lists whatever was done to them: nobody stands twice or beside the lists too, numbers have no
    /// gaps, and the books balance and say what the rows and the log of changes do. Gives everybody.
    pub fn check(&self) -> BTreeSet<PersonalNumber> {
        let mut standing = BTreeSet::new();
        let mut marked: BTreeSet<(PersonalNumber, &str)> = BTreeSet::new();
        let mut last: BTreeMap<&str, u32> = BTreeMap::new();
        for ((area, number), entry) in &self.rows {
            let before = last.insert(area, *number).unwrap_or_default();
            assert_eq!(before + 1, *number, "a gap in {area}");
            match entry.status {
                Status::Listed => {
                    assert!(standing.insert(entry.personal_id), "{:?} stands twice", entry.personal_id);
                    assert!(!entry.ballots.is_empty() && entry.marks.is_empty());
                }
                Status::Marked => {
                    let id = entry.personal_id;
                    assert!(marked.insert((id, area)), "{id:?} is marked twice in one area");
                    assert!(entry.ballots.is_empty() && !entry.marks.is_empty());
                }
                Status::Struck => assert!(self.posted.contains(entry.commune_code.as_str())),
            }
        }
        let elsewhere = |number| standing.contains(number) || self.outcomes.contains_key(number);
        assert!(
            marked.iter().all(|(number, _)| elsewhere(number)),
            "who is marked stands elsewhere, or is told of"
        );
        for number in self.outcomes.keys() {
            assert!(!standing.contains(number), "{number:?} stands, and is told to stand nowhere");
        }
        self.check_books(&last);
        standing.extend(self.outcomes.keys());
        standing
    }

    fn check_books(&self, last: &BTreeMap<&str, u32>) {
        let mut all = Books::default();
        for (code, area) in &self.areas {
            assert_eq!(area.last_number, last.get(code.as_str()).copied().unwrap_or_default(), "{code}");
            let now = self.rows.values().filter(|row| row.area_code.as_str() == code);
            let log = self.changes.iter().filter(|row| row.edit.area().as_str() == code);
            assert_eq!(area.books, recounted(now, &log.collect::<Vec<_>>()), "{code}");
            area.books.check(code).unwrap();
            all += area.books;
        }
        all.check("the nation").unwrap();
        conserved(&self.changes);
    }

    /// Everybody, and how each stands: the rows as they print, or the outcome with its reasons.
    pub fn everybody(&self) -> BTreeMap<PersonalNumber, Standing> {
        let mut everybody: BTreeMap<PersonalNumber, Standing> = BTreeMap::new();
        for entry in self.rows.values() {
            let of = |it: &mut Standing| match entry.status {
                Status::Listed => it.row = Some(printed(entry)),
                Status::Marked => it.marked.push(printed(entry)),
                Status::Struck => {}
            };
            if entry.status != Status::Struck {
                of(everybody.entry(entry.personal_id).or_default());
            }
        }
        for (number, (kind, person)) in &self.outcomes {
            let text = format!("{kind} {}", serde_json::to_string(person).expect("JSON"));
            everybody.entry(*number).or_default().outcome = Some(text);
        }
        everybody
    }

    /// The person's rows that count now.
    pub fn rows_of(&self, number: &str) -> Vec<&Entry> {
        self.rows.values().filter(|row| row.personal_id.as_str() == number).collect()
    }

    /// What waits, by person, each once.
    pub fn waiting(&self) -> BTreeMap<PersonalNumber, &Waiting> {
        let mut waiting = BTreeMap::new();
        for (kind, item) in &self.open {
            let other = waiting.insert(item.personal_id, item);
            assert!(other.is_none(), "{:?} waits twice: {:?} and {item:?}", item.personal_id, other.unwrap());
            let expected = match item.why {
                Postponed::Late(_) => MatterKind::Late,
                Postponed::Unnamed | Postponed::ByHand | Postponed::Unread => MatterKind::Review,
                Postponed::Incoming(_) | Postponed::Outgoing(_) => MatterKind::Suspense,
            };
            assert_eq!(*kind, expected);
        }
        waiting
    }
}
