//! The lists of one roll, taken for this transaction: which communes are posted, and by what everybody is judged.

use super::Jurisdiction;
use super::basis::Basis;
use super::digests::{terms_of, tripwires_of};
use super::error::ListsError;
use super::known::{Communes, Ground, Known, Purpose};
use super::outcomes::Placed;
use super::records::{AreaState, RollVersion};
use crate::law::Terms;
use crate::people::{AreaCode, CommuneCode, ProvinceCode};
use crate::roll::Unlisted;
use crate::roll::chain::{self, Digest};
use crate::store::posting::Posting;
use crate::store::snapshot::Snapshot;
use crate::store::{self, Database, Tx};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The lists of a roll.
#[derive(Debug)]
pub(crate) struct Lists {
    pub posting: Posting,
    /// The full snapshot that the lists were derived from, and its day.
    pub root: Basis,
    /// The snapshot whose facts the lists follow, and its place among the deltas.
    pub basis: Basis,
    pub sequence: u64,
    /// The posted communes.
    pub communes: Communes,
    /// The digest over what everybody is judged by; none where the lists were taken to look at them.
    pub terms: Option<Digest>,
    /// The digest of the facts; `""` where an earlier edition loaded them.
    pub facts: String,
    /// What the lists followed when they were taken: changes are judged by its tripwires.
    pub judged: Judged,
    /// What a second person approved although tripwires were hit.
    pub tripped: Vec<String>,
    /// The changes of posted lists that this transaction made, to be stated with the line of the audit that tells of them.
    pub made: Option<Made>,
    /// What it did to outcomes, to be logged under that line.
    pub outcomes: Vec<Placed>,
}

/// What changes are judged by.
#[derive(Debug, Clone)]
pub(crate) struct Judged {
    pub snapshot_id: String,
    pub terms: Option<Digest>,
    /// By the rule profile's names.
    pub tripwires: BTreeMap<String, u32>,
}

/// What a version changes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Made {
    pub changes: u64,
    /// The documents of the log, in order.
    pub log: Vec<String>,
}

impl Lists {
    /// Takes the lists of the roll that is posted, or of the latest one, for this transaction alone.
    pub async fn lock(tx: &mut Tx, database: &Database) -> Result<Self, ListsError> {
        let nothing = || ListsError::NoRoll { database: database.name().to_owned() };
        let roll = store::roll::latest(tx).await?.ok_or_else(nothing)?;
        let posting =
            Posting { roll_id: roll.roll_id.clone(), snapshot_id: roll.snapshot_id.clone(), version: 0 };
        store::posting::begin(tx, &posting).await?;
        let posting = store::posting::lock(tx, &roll.roll_id).await?;
        Self::read(tx, &database.memory(), posting.ok_or_else(nothing)?, Purpose::Act).await
    }

    /// Reads the lists of the latest roll, as they are.
    pub async fn find(tx: &mut Tx, database: &Database) -> Result<Self, ListsError> {
        let nothing = || ListsError::NoRoll { database: database.name().to_owned() };
        let roll = store::roll::latest(tx).await?.ok_or_else(nothing)?;
        let posting = store::posting::find(tx, &roll.roll_id).await?;
        let posting =
            posting.unwrap_or(Posting { roll_id: roll.roll_id, snapshot_id: roll.snapshot_id, version: 0 });
        Self::read(tx, &database.memory(), posting, Purpose::Look).await
    }

    /// Reads the lists of a roll that is posted, as they are in the database, whatever was read before.
    pub async fn of(tx: &mut Tx, posting: Posting) -> Result<Self, ListsError> {
        Self::read(tx, &Known::default(), posting, Purpose::Look).await
    }

    /// Lets the lists follow a snapshot from now on.
    pub fn follow(&mut self, snapshot: &Snapshot, basis: Basis) {
        self.posting.snapshot_id.clone_from(&snapshot.snapshot_id);
        self.sequence = snapshot.sequence;
        self.terms = Some(terms_of(snapshot));
        self.facts.clone_from(&snapshot.facts);
        self.basis = basis;
    }

    async fn read(
        tx: &mut Tx,
        known: &Known,
        posting: Posting,
        purpose: Purpose,
    ) -> Result<Self, ListsError> {
        let ground = known.ground(tx, &posting.snapshot_id, purpose).await?;
        let root = match ground.root == posting.snapshot_id {
            true => ground.basis.clone(),
            false => known.ground(tx, &ground.root, Purpose::Look).await?.basis.clone(),
        };
        let communes = known.communes(tx, &posting).await?;
        let Ground { basis, sequence, facts, terms, .. } = Ground::clone(&ground);
        let tripwires = tripwires_of(&basis.profile);
        let judged = Judged { snapshot_id: basis.snapshot_id.clone(), terms, tripwires };
        Ok(Self {
            terms,
            facts,
            judged,
            tripped: Vec::new(),
            posting,
            root,
            basis,
            sequence,
            communes,
            made: None,
            outcomes: Vec::new(),
        })
    }

    /// Lets later acts begin with what this one left, once it is committed.
    pub(super) fn remember(&self, known: &Known) {
        let ground = Ground {
            basis: self.basis.clone(),
            root: self.root.snapshot_id.clone(),
            sequence: self.sequence,
            facts: self.facts.clone(),
            terms: self.terms,
        };
        known.keep(Arc::new(ground));
        known.keep_communes(&self.posting, self.communes.clone());
    }

    /// The roll.
    pub fn roll_id(&self) -> &str {
        &self.posting.roll_id
    }

    /// The latest version; 0 before anything is posted.
    pub fn version(&self) -> u32 {
        u32::try_from(self.posting.version).unwrap_or(u32::MAX)
    }

    /// What everybody is judged by.
    pub fn terms(&self) -> Terms<'_> {
        self.basis.terms()
    }

    /// Whether a commune's lists are posted.
    pub fn is_posted(&self, commune: &CommuneCode) -> bool {
        self.communes.contains_key(commune)
    }

    /// Whether who stands on no list is kept beside the posted lists; a draft's derivation keeps its own.
    pub fn keep(&self, person: &Unlisted) -> bool {
        person.commune_code.as_ref().is_none_or(|commune| self.is_posted(commune))
    }

    /// The state of the areas of some communes.
    pub async fn areas<'c>(
        &self,
        tx: &mut Tx,
        communes: impl IntoIterator<Item = &'c CommuneCode>,
    ) -> Result<BTreeMap<AreaCode, AreaState>, ListsError> {
        let codes = communes.into_iter().map(CommuneCode::as_str);
        let page = store::posting::areas(tx, self.roll_id(), codes).await?;
        let areas = page.parse::<AreaState>()?;
        Ok(areas.into_iter().map(|state| (state.area_code.clone(), state)).collect())
    }

    /// The digests of the posted communes, by province.
    pub fn communes_by_province(&self) -> BTreeMap<ProvinceCode, BTreeMap<CommuneCode, Digest>> {
        let mut provinces: BTreeMap<ProvinceCode, BTreeMap<CommuneCode, Digest>> = BTreeMap::new();
        for (code, commune) in self.communes.iter() {
            provinces.entry(commune.province_code.clone()).or_default().insert(code.clone(), commune.digest);
        }
        provinces
    }

    /// The digest over all posted lists.
    pub fn nation(&self) -> Digest {
        chain::nation_digest(&chain::province_digests(&self.communes_by_province()))
    }

    /// The versions of the roll, the first first.
    pub async fn versions(&self, tx: &mut Tx) -> Result<Vec<RollVersion>, ListsError> {
        let all = store::version::all(tx, self.roll_id()).await?;
        all.iter().map(|(_, document)| version(document)).collect()
    }

    /// The last version of the roll; none before anything is posted.
    pub async fn last(&self, tx: &mut Tx) -> Result<Option<RollVersion>, ListsError> {
        let last = store::version::last(tx, self.roll_id()).await?;
        last.map(|(_, document)| version(&document)).transpose()
    }

    /// Checks that somebody has a say over communes.
    ///
    /// # Errors
    /// [`ListsError::OutsidePlace`] with the first that lies elsewhere.
    pub fn allow<'c>(
        &self,
        place: &Jurisdiction,
        communes: impl IntoIterator<Item = &'c CommuneCode>,
    ) -> Result<(), ListsError> {
        let territory = &self.basis.territory;
        let province = |code| territory.commune(code).map(|commune| &commune.province_code);
        match communes.into_iter().find(|code| !place.holds(code, province(code))) {
            None => Ok(()),
            Some(code) => Err(ListsError::OutsidePlace { place: place.clone(), commune: code.to_string() }),
        }
    }
}

fn version(document: &str) -> Result<RollVersion, ListsError> {
    serde_json::from_str(document).map_err(|_| ListsError::Document { what: "version" })
}

/// A snapshot that must be there.
pub(crate) async fn snapshot(tx: &mut Tx, id: &str) -> Result<Snapshot, ListsError> {
    let found = store::snapshot::find(tx, id).await?;
    found.ok_or_else(|| ListsError::UnknownSnapshot { id: id.to_owned() })
}
