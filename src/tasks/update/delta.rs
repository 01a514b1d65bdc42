//! A delta into the store: its snapshot and the revisions of its persons, not in force yet.

use super::super::check::{FindingLine, RejectLine, finding_lines, first_rejects};
use super::super::error::{BaseStanding, TaskError};
use super::super::load::Account;
use super::super::progress::reading;
use super::super::report::Report;
use super::super::source::{self, Origin};
use super::batch;
use super::likeness;
use super::revisions::{Revision, Revisions};
use crate::extract::sort::{Sorted, Sorter};
use crate::extract::{self, Base, Extract, ExtractError, Mode, Options, Reading};
use crate::law::{Election, ElectionError, RuleProfile};
use crate::lists::delta::Step;
use crate::lists::digests::{REVISIONS, facts_upon};
use crate::lists::{Acting, Basis, Batch, Lists, ListsError, found_by};
use crate::people::{PersonFacts, PersonalNumber};
use crate::progress::Progress;
use crate::roll::chain::Texts;
use crate::store::revision::Row;
use crate::store::snapshot::{Snapshot, State};
use crate::store::{self, Database, Tx};
use crate::territory::Territory;
use chrono::NaiveDateTime;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The bytes of revisions held in memory while a delta is read.
const MEMORY: usize = 64 << 20;

/// A delta in the store.
pub(super) struct Delta {
    /// What it does to lists.
    pub step: Step,
    pub rejected: u64,
    /// Rows that could not be used, and of which nobody can tell whose they are.
    pub unattributed: u64,
    /// The first rejected rows, and what is odd.
    pub rejects: Vec<RejectLine>,
    pub findings: Vec<FindingLine>,
}

/// What was found of a delta.
pub(super) enum Taken {
    /// It is in force already.
    Known {
        snapshot_id: String,
    },
    New(Box<Delta>),
}

/// A delta as it is sent.
pub(super) struct Sent<'a> {
    pub origin: &'a Origin,
    /// The moment of the act; local time.
    pub at: NaiveDateTime,
    pub report: Option<Report>,
    /// The number of the decision on voting areas, where it does not come with the delta.
    pub decision_no: Option<&'a str>,
}

/// What reading a delta found.
pub(super) enum Ahead {
    Known(Known),
    New(Box<Read>),
}

/// A delta that is in force already.
pub(super) struct Known {
    pub roll_id: String,
    pub snapshot_id: String,
}

/// A delta that was read onto the snapshot that the lists followed, before they were taken for the act.
pub(super) struct Read {
    basis: Basis,
    /// What it was read onto.
    onto: String,
    everybody: bool,
    decision_no: Option<String>,
    reading: Reading,
    revisions: Sorted,
    /// Those who are known already and likely one of its persons, or no longer, with what is told of it.
    others: BTreeMap<PersonalNumber, PersonFacts>,
    report: Option<Report>,
}

/// Reads a delta onto the snapshot that the lists follow now; others may change them meanwhile.
pub(super) async fn read_ahead(
    database: &Database,
    sent: Sent<'_>,
    scratch: &Path,
    progress: &dyn Progress,
) -> Result<Ahead, TaskError> {
    let extract = source::open(sent.origin)?;
    let mut tx = database.read_at_length().await?;
    let lists = Lists::find(&mut tx, database).await?;
    let roll_id = lists.roll_id().to_owned();
    if let Some(snapshot_id) = known(&mut tx, &lists, &extract, scratch, progress).await? {
        return Ok(Ahead::Known(Known { roll_id, snapshot_id }));
    }
    expect(&extract, &lists, sent.at)?;
    let read = tokio::task::block_in_place(|| read(&extract, &lists.basis, scratch, progress));
    let (mut reading, territory, mut revisions) = match read {
        Err(TaskError::Extract(ExtractError::OtherBase { builds_on, at })) => {
            return Err(wrong_base(&mut tx, builds_on, at).await?);
        }
        read => read?,
    };
    let known = &lists.basis.election;
    let election = extract.terms.as_ref().map_or(known, |terms| &terms.election).clone();
    // Posted lists print in the forms they were posted with, whatever a later election.toml names.
    let election = Election { form_profile: known.form_profile, ..election };
    let profile = profile_of(&extract, &lists.basis)?;
    let difference = reading.difference.unwrap_or_default();
    let everybody = difference.units || difference.election || profile != lists.basis.profile;
    let basis = Basis {
        snapshot_id: reading.snapshot_id.clone(),
        as_of: extract.as_of,
        persons: reading.persons + reading.removed,
        election,
        profile,
        territory: if difference.units { territory } else { with_outside(&lists.basis.territory, &reading) },
    };
    let others = likeness::settle(&mut tx, &lists, &basis, &mut reading, &mut revisions).await?;
    tx.rollback().await?;
    let onto = lists.posting.snapshot_id;
    let (report, decision_no) = (sent.report, sent.decision_no.map(str::to_owned).or(extract.document_no));
    Ok(Ahead::New(Box::new(Read { basis, onto, everybody, decision_no, reading, revisions, others, report })))
}

/// Keeps a delta that was read, not in force yet, if the lists still follow what it was read onto.
pub(super) async fn take(acting: &mut Acting<'_>, read: Read) -> Result<Taken, TaskError> {
    let Read { basis, onto, everybody, decision_no, mut reading, revisions, others, report } = read;
    let (tx, lists) = acting.parts();
    let snapshot_id = basis.snapshot_id.clone();
    if let Some(earlier) = store::snapshot::find(tx, &snapshot_id).await? {
        return match earlier.state {
            State::Complete => Ok(Taken::Known { snapshot_id }),
            State::Waiting | State::Loading => {
                let batch = batch::of_snapshot(tx, lists, &snapshot_id).await?;
                Err(TaskError::Waits { snapshot_id, batch_id: batch.map(|batch| batch.batch_id) })
            }
        };
    }
    if lists.posting.snapshot_id != onto {
        return Err(wrong_base(tx, onto, lists.posting.snapshot_id.clone()).await?);
    }
    keep(tx, lists, &basis, &mut reading, revisions, others).await?;
    fail_point!("update.delta_kept");
    if let Some(report) = report {
        report.write(&mut reading, basis.as_of)?;
    }
    Ok(Taken::New(Box::new(Delta {
        rejected: reading.counts.iter().map(|file| file.rejected).sum(),
        rejects: first_rejects(&mut reading)?,
        findings: finding_lines(&mut reading)?,
        unattributed: reading.unattributed,
        step: Step { basis, sequence: lists.sequence + 1, everybody, unread: reading.unread, decision_no },
    })))
}

/// Refuses a delta of another election, and one that tells of a day after the moment it is taken in: every later delta
/// would come before it.
fn expect(extract: &Extract, lists: &Lists, at: NaiveDateTime) -> Result<(), TaskError> {
    let (as_of, own) = (extract.as_of, &lists.basis.election.id);
    if as_of > at.date() {
        let why = format!(
            "the delta tells of {as_of}, a day after the moment of the act, {at}: correct cutri.as_of in datapackage.json"
        );
        return Err(ListsError::Refused { why }.into());
    }
    match extract.terms.as_ref().map(|terms| &terms.election.id) {
        Some(id) if id != own => {
            let why = format!(
                "the delta's election.toml is of election `{id}`, and these lists are of `{own}`: take it to the lists of that \
                 election, or leave election.toml out"
            );
            Err(ListsError::Refused { why }.into())
        }
        Some(_) | None => Ok(()),
    }
}

/// Why a delta does not build on the snapshot that the lists follow.
async fn wrong_base(tx: &mut Tx, builds_on: String, at: String) -> Result<TaskError, TaskError> {
    let standing = match store::snapshot::find(tx, &builds_on).await?.map(|found| found.state) {
        None => BaseStanding::Unknown,
        Some(State::Complete) => BaseStanding::Past,
        Some(State::Waiting | State::Loading) => BaseStanding::Waits,
    };
    Ok(TaskError::WrongBase { builds_on, standing, at })
}

/// The delta of a batch that waits.
pub(super) async fn waiting(tx: &mut Tx, lists: &Lists, batch: &Batch) -> Result<Delta, TaskError> {
    let Batch { snapshot_id, unread, decision_no, .. } = batch;
    let snapshot = store::snapshot::find(tx, snapshot_id).await?;
    let snapshot = snapshot.filter(|found| found.state == State::Waiting);
    let snapshot = snapshot.ok_or_else(|| ListsError::UnknownSnapshot { id: snapshot_id.clone() })?;
    if snapshot.base.as_deref() != Some(&lists.posting.snapshot_id) {
        let builds_on = snapshot.base.unwrap_or_default();
        let error = ExtractError::OtherBase { builds_on, at: lists.posting.snapshot_id.clone() };
        return Err(error.into());
    }
    let basis = Basis::of(snapshot)?;
    let everybody = basis.election != lists.basis.election
        || basis.profile != lists.basis.profile
        || !basis.territory.units().are_same(lists.basis.territory.units());
    Ok(Delta {
        step: Step {
            basis,
            sequence: lists.sequence + 1,
            everybody,
            unread: unread.clone(),
            decision_no: decision_no.clone(),
        },
        rejected: 0,
        unattributed: 0,
        rejects: Vec::new(),
        findings: Vec::new(),
    })
}

/// The profile of a delta: its own election's, else the base's.
fn profile_of(extract: &Extract, base: &Basis) -> Result<RuleProfile, TaskError> {
    let Some(terms) = &extract.terms else { return Ok(base.profile.clone()) };
    let profile = RuleProfile::named(&terms.election.rule_profile)?.with(&terms.clock)?;
    match terms.election.check(&profile) {
        // Told at posting already; a by-election posts 15 days before.
        Ok(()) | Err(ElectionError::PostedLate { .. }) => Ok(profile),
        Err(error) => Err(error.into()),
    }
}

/// The id of the delta if it is in force already: one that builds on an earlier snapshot of these lists may be the same
/// again, and is told from another one by its content.
async fn known(
    tx: &mut Tx,
    lists: &Lists,
    extract: &Extract,
    scratch: &Path,
    progress: &dyn Progress,
) -> Result<Option<String>, TaskError> {
    let Mode::Delta { base } = &extract.mode else { return Ok(None) };
    let lineage = store::snapshot::lineage(tx, &lists.root.snapshot_id).await?;
    let is_earlier = lineage.iter().any(|(id, sequence)| id == base && *sequence < lists.sequence);
    if !is_earlier {
        return Ok(None);
    }
    let former = crate::lists::snapshot(tx, base).await?;
    let former = Basis::of(former)?;
    let (reading, _, _) = tokio::task::block_in_place(|| read(extract, &former, scratch, progress))?;
    let found = lineage.into_iter().find(|(id, _)| *id == reading.snapshot_id);
    Ok(found.map(|(id, _)| id))
}

/// Reads a delta whole, onto a base; its persons come in the order of their numbers.
fn read(
    extract: &Extract,
    base: &Basis,
    scratch: &Path,
    progress: &dyn Progress,
) -> Result<(Reading, Arc<Territory>, Sorted), TaskError> {
    let mut watch = reading(progress);
    let onto = Base {
        snapshot_id: &base.snapshot_id,
        as_of: base.as_of,
        election: &base.election,
        units: base.territory.units(),
    };
    let reader = extract::start_onto(
        extract,
        onto,
        Options { lapse_months: base.profile.temporary_lapse_months, ..Options::new(scratch) },
        &mut watch,
    )?;
    let read = reader.territory();
    let mut sorter = Sorter::new(scratch, MEMORY);
    let reading = reader.read::<TaskError>(&mut watch, |facts, document| {
        let number = facts.person.personal_id;
        sorter.push(number.as_str().as_bytes(), document).map_err(ExtractError::from)?;
        Ok(())
    })?;
    progress.end();
    let territory = with_outside(&read, &reading);
    Ok((reading, territory, sorter.finish().map_err(ExtractError::from)?))
}

/// A territory with what the places outside are called that a delta names; what has a name keeps it.
fn with_outside(territory: &Arc<Territory>, reading: &Reading) -> Arc<Territory> {
    match reading.outside.iter().all(|named| territory.outside(&named.commune_code).is_some()) {
        true => territory.clone(),
        false => Arc::new(territory.with_outside(reading.outside.iter().cloned())),
    }
}

async fn keep(
    tx: &mut Tx,
    lists: &Lists,
    basis: &Basis,
    reading: &mut Reading,
    own: Sorted,
    others: BTreeMap<PersonalNumber, PersonFacts>,
) -> Result<(), TaskError> {
    let root = &lists.root.snapshot_id;
    let snapshot = Snapshot {
        base: Some(lists.posting.snapshot_id.clone()),
        root: root.clone(),
        quality: serde_json::to_string(&reading.quality)
            .map_err(|_| ListsError::Document { what: "snapshot" })?,
        counts: Account::of(reading)?.document()?,
        state: State::Waiting,
        ..basis.snapshot(crate::clock::now())?
    };
    store::snapshot::insert(tx, &snapshot).await?;
    let mut digest = Texts::labelled(REVISIONS);
    let mut revisions = Revisions::new(reading, own, others);
    loop {
        let batch = revisions.batch()?;
        if batch.is_empty() {
            break;
        }
        let mut found = Vec::with_capacity(batch.len());
        for Revision { personal_id, document } in &batch {
            digest.add(personal_id);
            digest.add(document);
            found.push(found_by(document)?);
        }
        let rows: Vec<Row<'_>> =
            batch.iter().zip(&found).map(|(revision, found)| revision.row(found)).collect();
        store::revision::insert_many(tx, root, &basis.snapshot_id, &rows).await?;
    }
    let facts = facts_upon(&lists.facts, digest).to_string();
    Ok(store::snapshot::set_facts(tx, &basis.snapshot_id, &facts).await?)
}
