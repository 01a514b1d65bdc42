//! An act on posted lists, and the only way to bring one into force: with the version it makes, what it does to outcomes and
//! registers, and the line of the audit that tells of all of it, in one transaction.

use super::actor::{Actor, Channel, When};
use super::audit;
use super::error::ListsError;
use super::known::Known;
use super::lists::Lists;
use super::matter::{Document, Recorded, Registered};
use super::order::in_order;
use super::outcomes::write_outcomes;
use super::records::ChangedRow;
use super::{Intent, apply};
use crate::changes::Clock;
use crate::clock::Stopwatch;
use crate::people::{CommuneCode, PersonalNumber};
use crate::roll::Unlisted;
use crate::roll::chain::SigningKey;
use crate::store::{self, Database, Patience, StoreError, Tx, patiently};
use chrono::NaiveDateTime;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tracing::{Instrument, Span};

/// How long an act waits for others that write, as a load of a country does.
const PATIENCE: Duration = Duration::from_secs(120);

/// Who acts, when and by which command, as what is written says it.
#[derive(Clone, Copy)]
pub(crate) struct Act<'a> {
    /// Local time.
    pub at: NaiveDateTime,
    /// By the clock, where somebody told another moment.
    pub recorded: Option<NaiveDateTime>,
    pub by: &'a str,
    pub account: Option<&'a str>,
    pub channel: Channel,
    pub action: &'static str,
    pub key: Option<&'a SigningKey>,
}

/// Why something is done, and from what: a file's digest, a snapshot, a register.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Why<'a> {
    pub reason: &'a str,
    pub source: &'a str,
}

/// An act in the making. Dropped before it is committed, it leaves nothing.
pub(crate) struct Acting<'a> {
    tx: Tx,
    lists: Lists,
    known: Arc<Known>,
    act: Act<'a>,
    actor: &'a Actor,
    recorded: Vec<Recorded>,
    outcomes: BTreeMap<PersonalNumber, Option<Unlisted>>,
    log: Log,
}

/// What the log tells of an act.
struct Log {
    span: Span,
    since: Stopwatch,
    /// Rows that were changed.
    rows: usize,
}

impl<'a> Acting<'a> {
    /// Takes the lists of the roll that is posted, or of the latest one, for one act.
    ///
    /// # Errors
    /// [`ListsError::NoRoll`] if there is none; another if the database fails or others write for minutes.
    pub async fn begin(
        database: &Database,
        actor: &'a Actor,
        action: &'static str,
    ) -> Result<Self, ListsError> {
        let since = Stopwatch::start();
        // Nothing is done yet, so that it may be tried until the database is there.
        let begin = || async {
            let begun = database.begin_within(PATIENCE).await;
            if let Err(locked @ StoreError::Locked { .. }) = begun {
                // Those who write were waited for already.
                return Ok(Err(locked));
            }
            let mut tx = begun?;
            let lists = Lists::lock(&mut tx, database).await?;
            Ok::<_, ListsError>(Ok((tx, lists)))
        };
        let patience = Patience { altogether: PATIENCE, ..Patience::default() };
        let (mut tx, lists) = patiently(patience, begin).await??;
        let span = tracing::info_span!("act", action, roll = lists.roll_id());
        fail_point!("act.begun");
        let (at, recorded) = match actor.when {
            When::Now { .. } => (store::clock::local(&mut tx).await?, None),
            When::Told { at, recorded } => (at, Some(recorded).filter(|recorded| *recorded != at)),
        };
        let act = Act {
            at,
            recorded,
            by: &actor.name,
            account: actor.account.as_deref(),
            channel: actor.channel,
            action,
            key: actor.key.as_ref(),
        };
        let log = Log { span, since, rows: 0 };
        let known = database.memory();
        Ok(Self { tx, lists, known, act, actor, recorded: Vec::new(), outcomes: BTreeMap::new(), log })
    }

    /// The lists, and the transaction to read and write beside them.
    pub fn parts(&mut self) -> (&mut Tx, &mut Lists) {
        (&mut self.tx, &mut self.lists)
    }

    /// The lists as they are.
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// The moment of the act; local time.
    pub fn at(&self) -> NaiveDateTime {
        self.act.at
    }

    /// When it was asked for, from which days count; local time.
    pub fn received(&self) -> NaiveDateTime {
        self.actor.when.judged()
    }

    /// Who acts, as papers say it.
    pub fn by(&self) -> &'a str {
        self.act.by
    }

    /// The clock of the law when this was asked for.
    pub fn clock(&self) -> Clock<'_> {
        Clock { terms: self.lists.terms(), now: self.received() }
    }

    /// Checks that the actor has a say over communes.
    ///
    /// # Errors
    /// [`ListsError::OutsidePlace`] with the first that lies elsewhere.
    pub fn allow<'c>(&self, communes: impl IntoIterator<Item = &'c CommuneCode>) -> Result<(), ListsError> {
        self.lists.allow(&self.actor.place, communes)
    }

    /// Checks that the act does not come before `latest`, when `what` happened.
    ///
    /// # Errors
    /// [`ListsError::OutOfOrder`] with both moments.
    pub fn after(&self, what: &'static str, latest: NaiveDateTime) -> Result<(), ListsError> {
        in_order(self.act.at, what, latest)
    }

    /// Makes changes of lists, as one version, and gives them as they were recorded.
    ///
    /// # Errors
    /// [`ListsError`] if the actor has no say there, the books would not balance or the database fails.
    pub async fn change(&mut self, intents: Vec<Intent>) -> Result<Vec<ChangedRow>, ListsError> {
        self.allow(intents.iter().flat_map(|it| it.difference.edits()).map(|edit| edit.commune()))?;
        let applied = apply::apply(&mut self.tx, &mut self.lists, intents, &self.act);
        let changed = applied.instrument(self.log.span.clone()).await?;
        self.log.rows += changed.len();
        Ok(changed)
    }

    /// Says what stands of a person beside the lists from now on.
    pub fn outcome(&mut self, person: PersonalNumber, unlisted: Option<Unlisted>) {
        self.outcomes.insert(person, unlisted);
    }

    /// Writes what stands of persons beside the lists, at once: before drafts that hold them are derived anew.
    ///
    /// # Errors
    /// [`ListsError`] if the database fails.
    pub async fn write_outcomes(
        &mut self,
        outcomes: &BTreeMap<PersonalNumber, Option<Unlisted>>,
    ) -> Result<(), ListsError> {
        write_outcomes(&mut self.tx, &mut self.lists, outcomes).await
    }

    /// Writes a matter into its register.
    ///
    /// # Errors
    /// [`ListsError`] if the database fails.
    pub async fn register<D: Document>(&mut self, matter: &Registered<D>) -> Result<(), ListsError> {
        self.register_all(std::slice::from_ref(matter)).await
    }

    /// Writes matters into their register.
    ///
    /// # Errors
    /// [`ListsError`] if the database fails.
    pub async fn register_all<D: Document>(&mut self, matters: &[Registered<D>]) -> Result<(), ListsError> {
        let recorded = audit::put(&mut self.tx, self.lists.roll_id(), matters).await?;
        self.recorded.extend(recorded);
        fail_point!("act.registered");
        Ok(())
    }

    /// Notes what was written beside lists and registers, for the audit.
    pub fn record(&mut self, recorded: impl IntoIterator<Item = Recorded>) {
        self.recorded.extend(recorded);
    }

    /// Whether anything was written into registers yet.
    pub fn has_written(&self) -> bool {
        !self.recorded.is_empty()
    }

    /// Ends a part of the act as a version of its own, with its line of the audit.
    ///
    /// # Errors
    /// As [`Acting::commit`].
    pub async fn part(&mut self, why: Why<'_>) -> Result<Option<u32>, ListsError> {
        write_outcomes(&mut self.tx, &mut self.lists, &std::mem::take(&mut self.outcomes)).await?;
        fail_point!("act.outcomes_written");
        let recorded = std::mem::take(&mut self.recorded);
        let span = self.log.span.clone();
        audit::acted(&mut self.tx, &mut self.lists, &self.act, why, recorded).instrument(span).await
    }

    /// Brings the act into force, and gives the version it made, if it changed lists.
    ///
    /// # Errors
    /// [`ListsError::OutOfOrder`] if the act is before the latest version; [`ListsError::Altered`] if what decides is not
    /// what that version states; another if the database fails. Then nothing was done.
    pub async fn commit(mut self, why: Why<'_>) -> Result<Option<u32>, ListsError> {
        let version = self.part(why).await?;
        let Self { tx, lists, known, act, log, .. } = self;
        tx.commit().instrument(log.span.clone()).await?;
        lists.remember(&known);
        tracing::info!(
            parent: &log.span,
            action = act.action,
            roll = lists.roll_id(),
            version = lists.version(),
            changes = log.rows,
            milliseconds = log.since.milliseconds(),
            "acted"
        );
        Ok(version)
    }

    /// Does all that [`Acting::commit`] does, and takes it back.
    ///
    /// # Errors
    /// As [`Acting::commit`].
    pub async fn rehearse(mut self, why: Why<'_>) -> Result<Option<u32>, ListsError> {
        let version = self.part(why).await?;
        self.tx.rollback().await?;
        Ok(version)
    }

    /// Leaves everything as it was.
    ///
    /// # Errors
    /// [`ListsError::Store`] if the database cannot be reached; then too, nothing was done.
    pub async fn abandon(self) -> Result<(), ListsError> {
        Ok(self.tx.rollback().await?)
    }
}
