//! What is read of a database once, in one transaction: the audit, every snapshot and roll, and the statements. It says which
//! version the lists are checked at.

use super::super::audit::{self, Told};
use super::super::filing;
use super::super::roll::ids;
use super::facts::{self, Facts, short};
use super::findings::Findings;
use super::{rolls, statements};
use crate::lists::{Lists, ListsError, RollVersion};
use crate::people::CommuneCode;
use crate::roll::chain::{Digest, PublicKey};
use crate::store::posting::Posting;
use crate::store::{self, Database, Tx};
use std::collections::BTreeMap;

/// A roll whose lists are posted.
pub(super) struct Roll {
    pub lists: Lists,
    pub versions: Vec<RollVersion>,
}

/// The head of a database.
pub(super) struct Head {
    pub told: Told,
    pub facts: Facts,
    /// The rolls whose lists can be read, those of the latest statement last.
    pub rolls: Vec<Roll>,
    pub findings: Findings,
    /// Whether there is any roll, or was.
    pub is_empty: bool,
}

impl Head {
    /// Reads the head, and checks what is in it.
    pub async fn read(database: &Database, trusted: &[PublicKey]) -> Result<Self, ListsError> {
        let mut tx = database.read_at_length().await?;
        let mut told = audit::read(&mut tx).await?;
        let mut findings = Findings::default();
        findings.problems.append(&mut told.problems);
        let facts = facts::check(&mut tx, &mut told, &mut findings).await?;
        let known = rolls::check(&mut tx, &mut told, &mut findings).await?;
        let mut head = Self {
            is_empty: known.is_empty() && told.records.is_empty(),
            told,
            facts,
            rolls: Vec::new(),
            findings,
        };
        let postings = store::posting::all(&mut tx).await?;
        for roll in known.iter().filter(|roll| postings.iter().all(|it| it.roll_id != **roll)) {
            if !store::stray::posted(&mut tx, roll).await?.is_empty() {
                let message =
                    format!("roll {} has posted lists, and table posting has no row of it", short(roll));
                head.findings.add("lists", message);
            }
        }
        for posting in postings {
            head.roll(&mut tx, posting).await?;
        }
        tx.rollback().await?;
        head.rolls.sort_by_key(|roll| {
            (roll.versions.last().map(|version| version.statement.at), roll.lists.roll_id().to_owned())
        });
        if !trusted.is_empty() && head.rolls.iter().all(|roll| roll.versions.is_empty()) {
            let message =
                format!("nothing here is posted, so that nothing is signed with key {}", ids(trusted));
            head.findings.add("versions", message);
        }
        Ok(head)
    }

    /// Reads a roll whose lists are kept. What cannot be read is told of, and there is no more to check.
    async fn roll(&mut self, tx: &mut Tx, posting: Posting) -> Result<(), ListsError> {
        let roll_id = posting.roll_id.clone();
        let unread = filing::of_roll(tx, &roll_id).await?;
        if !unread.is_empty() {
            self.findings.problems.extend(unread);
            return Ok(());
        }
        let file = format!("lists of roll {}", short(&roll_id));
        let Some(roll) = self.findings.read(&file, store::roll::find(tx, &roll_id).await)? else {
            return Ok(());
        };
        if let Some(roll) = roll {
            let lineage = store::snapshot::lineage(tx, &roll.snapshot_id).await?;
            let latest = lineage.into_iter().max_by_key(|(_, sequence)| *sequence);
            if latest.is_none_or(|(id, _)| id != posting.snapshot_id) {
                let message = format!("they follow the snapshot {}, not the latest one", posting.snapshot_id);
                self.findings.add("lists", message);
            }
        }
        let Some(lists) = self.findings.read(&file, Lists::of(tx, posting).await)? else { return Ok(()) };
        let Some(versions) = self.findings.read(&file, lists.versions(tx).await)? else { return Ok(()) };
        rolls::check_posted(tx, &lists, &mut self.findings).await?;
        let approved = statements::approved(tx, &roll_id).await?;
        statements::check_grounds(&versions, &self.facts, &approved, &mut self.findings);
        self.rolls.push(Roll { lists, versions });
        Ok(())
    }

    /// Whether nothing was done between two readings.
    pub fn is_as(&self, other: &Self) -> bool {
        self.told.head() == other.told.head()
    }

    /// The roll of an id.
    pub fn of(&self, roll_id: &str) -> Option<&Roll> {
        self.rolls.iter().find(|roll| roll.lists.roll_id() == roll_id)
    }

    /// The digest of every statement.
    pub fn stated(&self) -> BTreeMap<(String, u32), Digest> {
        let versions = self.rolls.iter().flat_map(|roll| &roll.versions);
        let digest = |version: &RollVersion| {
            let statement = &version.statement;
            ((statement.roll_id.clone(), statement.version), statement.digest())
        };
        versions.map(digest).collect()
    }

    /// The parts that are checked one by one.
    pub fn parts(&self) -> Vec<super::Part> {
        let lists = self.rolls.iter().flat_map(|roll| {
            let communes = roll.lists.communes.keys().cloned().map(Some).chain([None]);
            communes.map(|commune| super::Part::Lists { roll_id: roll.lists.roll_id().to_owned(), commune })
        });
        lists.chain(self.facts.dossiers.iter().cloned().map(super::Part::Dossiers)).collect()
    }

    /// The parts of which something was done since an earlier reading.
    pub async fn parts_since(
        &self,
        database: &Database,
        earlier: &Self,
    ) -> Result<Vec<super::Part>, ListsError> {
        let mut tx = database.read().await?;
        let mut parts = Vec::new();
        for roll in &self.rolls {
            let roll_id = roll.lists.roll_id();
            let before = earlier.of(roll_id).map_or(0, |roll| roll.lists.posting.version);
            for code in store::version::communes(&mut tx, roll_id, before).await? {
                let commune = CommuneCode::parse(&code).ok().filter(|code| roll.lists.is_posted(code));
                let roll_id = roll_id.to_owned();
                parts.extend(commune.map(|commune| super::Part::Lists { roll_id, commune: Some(commune) }));
            }
        }
        tx.rollback().await?;
        let known = &earlier.facts.dossiers;
        let new = self.facts.dossiers.iter().filter(|dossiers| !known.contains(dossiers));
        parts.extend(new.cloned().map(super::Part::Dossiers));
        Ok(parts)
    }
}
