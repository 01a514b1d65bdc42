//! What of posted lists is rendered: one version, whatever is done to the lists meanwhile.

use super::OutputError;
use super::posted::{ChainLine, Wanted};
use crate::changes::Books;
use crate::lists::history::{AreaHistory, Broken};
use crate::lists::{Lists, ListsError, RollVersion};
use crate::people::{AreaCode, CommuneCode};
use crate::render::documents::ListVersion;
use crate::roll::{Entry, Totals};
use crate::store::{self, Tx};

/// The posted lists and the version that is rendered.
pub(in crate::output) struct Source {
    pub version: u32,
    /// Only the areas that the version changed.
    pub(super) supplements: bool,
    is_latest: bool,
    pub(super) roll_id: String,
    /// The last line of the audit when the version was read: what was done later is taken back.
    pub(super) sequence: u64,
}

impl Source {
    /// Whether the persons on no list are told too: they are known as of now only.
    pub(super) fn is_whole(&self) -> bool {
        self.is_latest && !self.supplements
    }

    /// Whether only what the version changed is rendered.
    pub(super) fn is_supplement(&self) -> bool {
        self.supplements
    }

    /// Whether an area is rendered: it was posted by then, and, for supplements, the version changed it.
    pub(super) fn shows(&self, history: Option<&AreaHistory>) -> bool {
        let list = history.and_then(|history| history.version_at(self.version));
        list.is_some_and(|list| !self.supplements || list.version == self.version)
    }

    /// The rows of an area in the version.
    pub(super) fn entries(&self, history: Option<&AreaHistory>) -> Result<Vec<Entry>, OutputError> {
        let Some(history) = history else { return Ok(Vec::new()) };
        history.entries_at(self.version).map_err(|broken| refused(&history.area_code, &broken))
    }

    /// The books of an area in the version, whose rows have these totals.
    pub(super) fn books(&self, history: &AreaHistory, totals: &Totals) -> Result<Books, OutputError> {
        let books = history.books_at(self.version, totals);
        let books = books.map_err(|broken| refused(&history.area_code, &broken))?;
        books.check(&format!("area {}", history.area_code)).map_err(ListsError::Unbalanced)?;
        books.check_against(&history.area_code, totals).map_err(ListsError::Unbalanced)?;
        Ok(books)
    }

    /// The versions of a list up to the one that is rendered, and what each changed.
    pub(super) fn chain<'h>(&self, history: &'h AreaHistory) -> impl Iterator<Item = ChainLine> + use<'h> {
        let version = self.version;
        history.versions.iter().filter(move |list| list.version <= version).map(|list| {
            let of_version = history.changed.iter().filter(|row| row.version == list.version);
            ChainLine { list: list.clone(), changed: of_version.cloned().collect() }
        })
    }

    /// The version of the list as documents print it.
    pub(super) fn version_of(&self, history: &AreaHistory) -> Option<ListVersion> {
        let list = history.version_at(self.version)?;
        Some(ListVersion::new(list.version, &list.digest.to_string(), list.at.date()))
    }
}

/// A list that does not agree with its history is not printed.
fn refused(area: &AreaCode, broken: &Broken) -> OutputError {
    let row = broken.row.map(|row| format!(", row {row}")).unwrap_or_default();
    let (version, message) = (broken.version, &broken.message);
    ListsError::Refused {
        why: format!("area {area}{row}, version {version}: {message}; run `cutri verify --db`"),
    }
    .into()
}

/// The version that is wanted, and the place in the audit at which it was found.
pub(super) async fn source(
    tx: &mut Tx,
    lists: &Lists,
    versions: &[RollVersion],
    wanted: Wanted,
) -> Result<Source, OutputError> {
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
    let roll_id = lists.roll_id().to_owned();
    let sequence = store::audit::newest(tx).await?;
    Ok(Source { version, supplements, is_latest: version == latest, roll_id, sequence })
}

impl Source {
    /// The communes that are read: for supplements only those that the version changed. A version that changed no row
    /// posted communes or opened areas, anywhere.
    pub(super) async fn communes(
        &self,
        tx: &mut Tx,
        lists: &Lists,
        versions: &[RollVersion],
    ) -> Result<Vec<CommuneCode>, OutputError> {
        let wanted = versions.iter().find(|version| version.statement.version == self.version);
        if !self.supplements || wanted.is_none_or(|version| version.changes == 0) {
            return Ok(lists.communes.keys().cloned().collect());
        }
        let version = u64::from(self.version);
        let changed = store::change::communes(tx, lists.roll_id(), version - 1, version).await?;
        let is_changed = |code: &&CommuneCode| changed.iter().any(|it| it == code.as_str());
        Ok(lists.communes.keys().filter(is_changed).cloned().collect())
    }
}
