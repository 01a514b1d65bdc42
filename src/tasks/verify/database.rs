//! `verify --db`: every list of a database against its chain of versions, its books and its signed statements.

use super::super::audit;
use super::super::error::TaskError;
use super::super::posted::histories::of_commune;
use super::super::posted::history::AreaHistory;
use super::super::posted::{AreaState, CommuneState, Lists, RollVersion};
use super::super::progress::Progress;
use super::roll::{LinkedArea, check_versions};
use super::{Problem, filing};
use crate::changes::Books;
use crate::people::{AreaCode, CommuneCode, Sex};
use crate::roll::chain::PublicKey;
use crate::roll::{Count, Status, Totals};
use crate::store::{self, Database, StoreError, Tx};
use crate::territory::Level;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::runtime::Handle;

/// What was checked of a database, and what is wrong.
#[derive(Debug, Clone, Default, Serialize)]
pub struct VerifiedDatabase {
    pub roll_id: String,
    pub version: u32,
    pub communes: u64,
    pub areas: u64,
    pub entries: u64,
    pub signed_versions: u64,
    pub versions: u64,
    pub problems: Vec<Problem>,
}

/// What was checked of one commune.
#[derive(Default)]
struct Checked {
    areas: Vec<(CommuneCode, LinkedArea)>,
    standing: Vec<u64>,
    entries: u64,
    problems: Vec<Problem>,
}

/// Checks every posted list of a database; with a trusted key, every version must be signed with it.
///
/// # Errors
/// [`TaskError`] if there is no roll or the database fails; everything that is read and does not agree is a [`Problem`].
pub async fn verify_database(
    database: &Arc<Database>,
    name: &str,
    (trusted, jobs): (Option<PublicKey>, usize),
    progress: &dyn Progress,
) -> Result<VerifiedDatabase, TaskError> {
    let mut tx = database.read().await?;
    let (roll_id, problems) = check_filing(&mut tx, name).await?;
    let audit = audit::verify(&mut tx).await?;
    if !problems.is_empty() {
        let problems = problems.into_iter().chain(audit).collect();
        return Ok(VerifiedDatabase { roll_id, problems, ..VerifiedDatabase::default() });
    }
    let lists = Arc::new(Lists::find(&mut tx, name).await?);
    let versions = lists.versions(&mut tx).await?;
    tx.rollback().await?;
    progress.begin("lists", Some(lists.communes.len() as u64));
    let work = Arc::new(Work {
        database: database.clone(),
        lists: lists.clone(),
        communes: lists.communes.keys().cloned().collect(),
        next: AtomicUsize::new(0),
    });
    let (sender, mut done) = tokio::sync::mpsc::unbounded_channel();
    let workers: Vec<_> = (0..jobs.max(1))
        .map(|_| {
            let (work, sender, handle) = (work.clone(), sender.clone(), Handle::current());
            tokio::task::spawn_blocking(move || work.run(&handle, &sender))
        })
        .collect();
    drop(sender);
    let mut whole = Checked::default();
    while let Some(commune) = done.recv().await {
        whole.areas.extend(commune.areas);
        whole.standing.extend(commune.standing);
        whole.entries += commune.entries;
        whole.problems.extend(commune.problems);
        progress.advance(1);
    }
    for worker in workers {
        worker.await.map_err(|error| TaskError::Worker(error.to_string()))??;
    }
    progress.end();
    let mut verified = VerifiedDatabase {
        roll_id: lists.roll_id().to_owned(),
        version: lists.version(),
        communes: lists.communes.len() as u64,
        areas: whole.areas.len() as u64,
        entries: whole.entries,
        versions: versions.len() as u64,
        signed_versions: versions.iter().filter(|version| version.signed.is_some()).count() as u64,
        problems: whole.problems,
    };
    verified.problems.extend(audit);
    check_one_list(whole.standing, &mut verified.problems);
    check_roll(&lists, &versions, whole.areas, trusted.as_ref(), &mut verified.problems);
    verified.problems.sort();
    Ok(verified)
}

/// Whether the lists can be read and follow the snapshot they should, and of which roll they are. Where they cannot be read,
/// there is nothing more to check.
async fn check_filing(tx: &mut Tx, name: &str) -> Result<(String, Vec<Problem>), TaskError> {
    let nothing = || TaskError::NoRoll { database: name.to_owned() };
    let roll = store::roll::latest(tx).await?.ok_or_else(nothing)?;
    let mut problems = filing::of_roll(tx, &roll.roll_id).await?;
    if let Some(posting) = store::posting::find(tx, &roll.roll_id).await? {
        let lineage = store::snapshot::lineage(tx, &roll.snapshot_id).await?;
        let latest = lineage.into_iter().max_by_key(|(_, sequence)| *sequence);
        if latest.is_none_or(|(id, _)| id != posting.snapshot_id) {
            let message =
                format!("the lists follow the snapshot {}, not the latest one", posting.snapshot_id);
            problems.push(Problem { file: "lists".to_owned(), line: None, message });
        }
    }
    Ok((roll.roll_id, problems))
}

/// What the workers share.
struct Work {
    database: Arc<Database>,
    lists: Arc<Lists>,
    communes: Vec<CommuneCode>,
    next: AtomicUsize,
}

impl Work {
    fn run(
        &self,
        handle: &Handle,
        done: &tokio::sync::mpsc::UnboundedSender<Checked>,
    ) -> Result<(), TaskError> {
        while let Some(commune) = self.communes.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            let checked = handle.block_on(self.commune(commune))?;
            done.send(checked).map_err(|error| TaskError::Worker(error.to_string()))?;
        }
        Ok(())
    }

    /// Checks the lists of one commune.
    async fn commune(&self, commune: &CommuneCode) -> Result<Checked, TaskError> {
        let mut tx = self.database.read().await?;
        let roll_id = self.lists.roll_id();
        let problems = filing::of_commune(&mut tx, roll_id, commune.as_str()).await?;
        let mut checked = Checked { problems, ..Checked::default() };
        if !checked.problems.is_empty() {
            return Ok(checked);
        }
        let mut totals: BTreeMap<String, Totals> = BTreeMap::new();
        let read = of_commune(&mut tx, roll_id, commune.as_str(), |row| {
            checked.entries += 1;
            let sums = totals.entry(row.area_code.to_string()).or_default();
            if row.status == Status::Listed {
                checked.standing.push(row.personal_id.as_str().parse().unwrap_or_default());
                count(sums, row.sex, |level| row.ballots.contains(level));
            }
        })
        .await;
        let (histories, misfiled) = match read {
            Err(TaskError::Store(error @ StoreError::Value { .. })) => {
                let file = format!("commune {commune}");
                checked.problems.push(Problem { file, line: None, message: error.to_string() });
                return Ok(checked);
            }
            read => read?,
        };
        let states = self.lists.areas(&mut tx, [commune]).await?;
        tx.rollback().await?;
        for row in misfiled {
            checked.problem(&row.area_code, row.number.parse().ok(), "a row is not filed as it says");
        }
        for (code, history) in &histories {
            let counted = totals.remove(code.as_str()).unwrap_or_default();
            self.area(commune, (code, history), (states.get(code), &counted), &mut checked);
        }
        for code in states.keys().filter(|code| !histories.contains_key(code)) {
            checked.problem(code.as_str(), None, "the list has no version");
        }
        Ok(checked)
    }

    fn area(
        &self,
        commune: &CommuneCode,
        (code, history): (&AreaCode, &AreaHistory),
        (state, counted): (Option<&AreaState>, &Totals),
        checked: &mut Checked,
    ) {
        let links = match history.check(self.lists.roll_id()) {
            Ok(links) => links,
            Err(broken) => {
                let message = format!("version {}: {}", broken.version, broken.message);
                return checked.problem(code.as_str(), broken.row.map(u64::from), message);
            }
        };
        let Some(state) = state else {
            return checked.problem(code.as_str(), None, "the list has no present state");
        };
        let last = links.last().map(|link| (link.version, link.digest));
        let last_number = history.rows.keys().next_back().copied().unwrap_or(0);
        if Some((state.version, state.digest)) != last
            || state.last_number != last_number
            || &state.commune_code != commune
        {
            checked.problem(code.as_str(), None, "the present state is not that of the last version");
        }
        let books = state.books.check(&format!("area {code}"));
        if let Err(error) = books.and_then(|()| state.books.check_against(code, counted)) {
            checked.problem(code.as_str(), None, error.to_string());
        }
        if let Some(problem) = ledger(state, history, (code, counted)) {
            checked.problem(code.as_str(), None, problem);
        }
        let posted_at = self.lists.communes.get(commune).map(|state| state.posted_at);
        // An area that came to the commune later is opened later.
        if history.versions.first().is_none_or(|first| posted_at.is_none_or(|posted| first.at < posted)) {
            checked.problem(code.as_str(), None, "the list was posted before its commune");
        }
        let moments = history.versions.iter().map(|list| list.at).collect();
        checked.areas.push((commune.clone(), LinkedArea { area_code: code.clone(), links, moments }));
    }
}

/// The ledger again from the posted list and every change, against the one that is kept.
fn ledger(state: &AreaState, history: &AreaHistory, (code, counted): (&AreaCode, &Totals)) -> Option<String> {
    let first = history.versions.first()?.version;
    let mut totals = *counted;
    if !history.changed.is_empty() {
        totals = Totals::of(&history.entries_at(first).ok()?);
    }
    let mut books = Books::posted(&totals);
    let mut last = "";
    for row in &history.changed {
        if row.change.change_id != last {
            books.book(code, &row.change);
        }
        last = &row.change.change_id;
        books.count(&row.edit);
    }
    (books != state.books).then(|| "the books are not those of the changes".to_owned())
}

impl Checked {
    fn problem(&mut self, area: &str, row: Option<u64>, message: impl Into<String>) {
        self.problems.push(Problem { file: format!("area {area}"), line: row, message: message.into() });
    }
}

fn count(totals: &mut Totals, sex: Sex, has: impl Fn(Level) -> bool) {
    let add = |count: &mut Count| {
        count.total += 1;
        match sex {
            Sex::Male => count.male += 1,
            Sex::Female => count.female += 1,
        }
    };
    add(&mut totals.voters);
    for (level, sum) in [
        (Level::National, &mut totals.national),
        (Level::Provincial, &mut totals.provincial),
        (Level::Communal, &mut totals.communal),
    ] {
        if has(level) {
            add(sum);
        }
    }
}

/// Nobody stands twice (Art. 29.2).
fn check_one_list(mut standing: Vec<u64>, problems: &mut Vec<Problem>) {
    standing.sort_unstable();
    let twice = standing.windows(2).filter(|pair| pair[0] == pair[1]).count();
    if twice > 0 {
        let message = format!("{twice} persons stand on more than one list (Art. 29.2)");
        problems.push(Problem { file: "lists".to_owned(), line: None, message });
    }
}

/// The communes' digests, the statements and the signatures.
fn check_roll(
    lists: &Lists,
    versions: &[RollVersion],
    areas: Vec<(CommuneCode, LinkedArea)>,
    trusted: Option<&PublicKey>,
    problems: &mut Vec<Problem>,
) {
    let provinces = |commune: &CommuneCode| {
        lists.communes.get(commune).map(|state: &CommuneState| state.province_code.clone())
    };
    let found = check_versions(versions, areas, provinces, trusted, problems);
    for (code, digest) in found {
        if lists.communes.get(&code).is_none_or(|state| state.digest != digest) {
            let file = format!("commune {code}");
            problems.push(Problem {
                file,
                line: None,
                message: "its digest is not that of its lists".to_owned(),
            });
        }
    }
    let last = versions.last().map_or(0, |version| version.statement.version);
    if last != lists.version() {
        let message =
            format!("the lists are at version {}, the last statement is of {last}", lists.version());
        problems.push(Problem { file: "versions".to_owned(), line: None, message });
    }
}
