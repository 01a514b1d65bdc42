//! What of posted lists is rendered: one version, whatever is done to the lists meanwhile.

use super::super::OutputError;
use super::super::outcomes::Outcomes;
use super::super::selection::Selection;
use crate::changes::Books;
use crate::lists::histories::of_commune;
use crate::lists::history::{AreaHistory, Broken};
use crate::lists::{ChangedRow, ListVersion as StoredVersion, Lists, ListsError, RollVersion};
use crate::people::{AreaCode, CommuneCode};
use crate::render::documents::ListVersion;
use crate::roll::{Entry, Tally, Totals};
use crate::store::{self, Tx};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A line of `chain.jsonl`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ChainLine {
    pub list: StoredVersion,
    pub changed: Vec<ChangedRow>,
}

/// Which version of the lists is wanted, and how much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Every list as it is in the version; `None`: the latest.
    Lists(Option<u32>),
    /// Only what the version changed: supplements, and the lists they belong to.
    Supplements(Option<u32>),
}

/// The posted lists and the version that is rendered.
pub(in crate::output) struct Posted<'a> {
    pub lists: &'a Lists,
    pub version: u32,
    /// The versions up to the one that is rendered.
    pub versions: Vec<RollVersion>,
    /// Only the areas that the version changed.
    pub supplements: bool,
    is_latest: bool,
    /// The last line of the audit when the version was read: what was done later is taken back.
    pub sequence: u64,
    /// The communes that are read.
    pub communes: Vec<CommuneCode>,
    /// The persons of no commune, where they are told.
    pub adrift: Tally,
    /// The constituencies that are rendered alone.
    pub selection: Option<Selection>,
}

impl<'a> Posted<'a> {
    /// The version that is wanted, and the place in the audit at which it was found.
    ///
    /// # Errors
    /// [`ListsError::NotPosted`] if nothing is posted; [`ListsError::Refused`] if there is no such version; another if the
    /// database fails.
    pub async fn find(
        tx: &mut Tx,
        lists: &'a Lists,
        wanted: Wanted,
        selection: Option<Selection>,
    ) -> Result<Self, OutputError> {
        let mut versions = lists.versions(tx).await?;
        let latest = versions.last().map(|version| version.statement.version);
        let latest = latest.ok_or_else(|| ListsError::NotPosted { place: "this roll".to_owned() })?;
        let (version, supplements) = match wanted {
            Wanted::Lists(version) => (version.unwrap_or(latest), false),
            Wanted::Supplements(version) => (version.unwrap_or(latest), true),
        };
        if version == 0 || version > latest {
            let why = format!("there is no version {version}; the latest is {latest}");
            return Err(ListsError::Refused { why }.into());
        }
        versions.retain(|known| known.statement.version <= version);
        let mut posted = Self {
            lists,
            version,
            versions,
            supplements,
            is_latest: version == latest,
            sequence: store::audit::newest(tx).await?,
            communes: Vec::new(),
            adrift: Tally::default(),
            selection,
        };
        posted.communes = posted.communes_read(tx).await?;
        if let Some(selection) = &posted.selection {
            posted.communes.retain(|code| selection.communes().contains(code));
        }
        Ok(posted)
    }

    /// Who of a commune, or of none (`""`), stands on no list.
    pub async fn outcomes(&self, tx: &mut Tx, commune: &str) -> Result<Outcomes, OutputError> {
        Outcomes::posted(tx, self.lists.roll_id(), commune, self.sequence).await
    }

    /// Counts the persons of no commune, of whom nothing is told where constituencies are rendered alone.
    pub async fn count_adrift(&mut self, tx: &mut Tx) -> Result<(), OutputError> {
        if self.selection.is_none() {
            let outcomes = self.outcomes(tx, "").await?;
            outcomes.all().for_each(|person| self.adrift.count_unlisted(person));
        }
        Ok(())
    }

    /// The communes that are read: for supplements only those that the version changed. A version that changed no row
    /// posted communes or opened areas, anywhere.
    async fn communes_read(&self, tx: &mut Tx) -> Result<Vec<CommuneCode>, OutputError> {
        let all = &self.lists.communes;
        if !self.supplements || self.versions.last().is_none_or(|version| version.changes == 0) {
            return Ok(all.keys().cloned().collect());
        }
        let version = u64::from(self.version);
        let changed = store::change::communes(tx, self.lists.roll_id(), version - 1, version).await?;
        let is_changed = |code: &&CommuneCode| changed.iter().any(|it| it == code.as_str());
        Ok(all.keys().filter(is_changed).cloned().collect())
    }

    /// The histories of a commune's lists.
    ///
    /// # Errors
    /// [`ListsError::Disagrees`] if a row is not filed as it says; another if the database fails.
    pub async fn histories(
        &self,
        tx: &mut Tx,
        commune: &CommuneCode,
    ) -> Result<BTreeMap<AreaCode, AreaHistory>, OutputError> {
        let (histories, misfiled) = of_commune(tx, self.lists.roll_id(), commune.as_str(), |_| ()).await?;
        match misfiled.first() {
            None => Ok(histories),
            Some(row) => {
                let what = format!("row {} of area {} is not filed as it says", row.number, row.area_code);
                Err(ListsError::Disagrees { what }.into())
            }
        }
    }

    /// Whether the persons on no list are told too: they are known as of now only.
    pub fn is_whole(&self) -> bool {
        self.is_latest && !self.supplements
    }

    /// Whether an area is rendered: it was posted by then, and, for supplements, the version changed it.
    pub fn shows(&self, history: Option<&AreaHistory>) -> bool {
        let list = history.and_then(|history| history.version_at(self.version));
        list.is_some_and(|list| !self.supplements || list.version == self.version)
    }

    /// The rows of an area in the version.
    pub fn entries(&self, history: Option<&AreaHistory>) -> Result<Vec<Entry>, OutputError> {
        let Some(history) = history else { return Ok(Vec::new()) };
        history.entries_at(self.version).map_err(|broken| refused(&history.area_code, &broken))
    }

    /// The books of an area in the version, whose rows have these totals.
    pub fn books(&self, history: &AreaHistory, totals: &Totals) -> Result<Books, OutputError> {
        let books = history.books_at(self.version, totals);
        let books = books.map_err(|broken| refused(&history.area_code, &broken))?;
        books.check(&format!("area {}", history.area_code)).map_err(ListsError::Unbalanced)?;
        books.check_against(&history.area_code, totals).map_err(ListsError::Unbalanced)?;
        Ok(books)
    }

    /// The versions of a list up to the one that is rendered, and what each changed.
    pub fn chain<'h>(&self, history: &'h AreaHistory) -> impl Iterator<Item = ChainLine> + use<'h> {
        let version = self.version;
        history.versions.iter().filter(move |list| list.version <= version).map(|list| {
            let of_version = history.changed.iter().filter(|row| row.version == list.version);
            ChainLine { list: list.clone(), changed: of_version.cloned().collect() }
        })
    }

    /// The version of the list as documents print it.
    pub fn version_of(&self, history: &AreaHistory) -> Option<ListVersion> {
        let list = history.version_at(self.version)?;
        Some(ListVersion::new(list.version, &list.digest.to_string(), list.at.date()))
    }
}

/// A list that does not agree with its history is not printed.
fn refused(area: &AreaCode, broken: &Broken) -> OutputError {
    let row = broken.row.map(|row| format!(", row {row}")).unwrap_or_default();
    let (version, message) = (broken.version, &broken.message);
    ListsError::Disagrees { what: format!("area {area}{row}, version {version}: {message}") }.into()
}
