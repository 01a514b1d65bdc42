//! What an output is made of: drafts as they were derived, or posted lists at a version. What differs between the two is told
//! apart here; whoever writes files asks, and does not know which it is.

mod draft;
mod posted;

pub use draft::Draft;
pub(super) use posted::Posted;
pub use posted::{ChainLine, Wanted};

use super::OutputError;
use super::commune_files::CommuneFiles;
use super::findings::{Findings, Qualities};
use super::outcomes::Outcomes;
use super::selection::Selection;
use crate::changes::Books;
use crate::lists::Basis;
use crate::lists::history::AreaHistory;
use crate::people::{AreaCode, CommuneCode};
use crate::render::documents::ListVersion;
use crate::roll::{Entry, Tally, Totals};
use crate::store::{self, Tx};
use crate::territory::Area;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What is rendered.
#[derive(Clone, Copy)]
pub(super) enum Source<'a> {
    Draft(&'a Draft<'a>),
    Posted(&'a Posted<'a>),
}

impl<'a> Source<'a> {
    /// The data that the lists rest on.
    pub fn basis(self) -> &'a Basis {
        match self {
            Self::Draft(draft) => draft.basis,
            Self::Posted(posted) => &posted.lists.basis,
        }
    }

    pub fn roll_id(self) -> &'a str {
        match self {
            Self::Draft(draft) => draft.roll_id,
            Self::Posted(posted) => posted.lists.roll_id(),
        }
    }

    /// The communes that are rendered, in order.
    pub fn communes(self) -> &'a [CommuneCode] {
        match self {
            Self::Draft(draft) => draft.communes,
            Self::Posted(posted) => &posted.communes,
        }
    }

    /// The constituencies that are rendered alone.
    pub fn selection(self) -> Option<&'a Selection> {
        match self {
            Self::Draft(draft) => draft.selection,
            Self::Posted(posted) => posted.selection.as_ref(),
        }
    }

    /// The areas of a commune that are rendered.
    pub fn areas(self, commune: &CommuneCode) -> impl Iterator<Item = &'a Area> {
        let is_chosen = move |area: &&Area| self.selection().is_none_or(|it| it.holds(&area.area_code));
        self.basis().territory.areas_of(commune).into_iter().filter(is_chosen)
    }

    /// Whether every list is rendered as it is now, and not a version before or what one version changed.
    pub fn is_whole(self) -> bool {
        match self {
            Self::Draft(_) => true,
            Self::Posted(posted) => posted.is_whole(),
        }
    }

    /// Whether whole communes are rendered as they are now: then the persons on no list are told too.
    pub fn tells_persons(self) -> bool {
        self.is_whole() && !self.selection().is_some_and(Selection::is_part)
    }

    /// The version of which only what it changed is rendered.
    pub fn supplement(self) -> Option<u32> {
        match self {
            Self::Posted(posted) if posted.supplements => Some(posted.version),
            Self::Posted(_) | Self::Draft(_) => None,
        }
    }

    /// The histories of a commune's lists; drafts have none.
    pub async fn histories(
        self,
        tx: &mut Tx,
        commune: &CommuneCode,
    ) -> Result<BTreeMap<AreaCode, AreaHistory>, OutputError> {
        match self {
            Self::Draft(_) => Ok(BTreeMap::new()),
            Self::Posted(posted) => posted.histories(tx, commune).await,
        }
    }

    /// The rows of an area's list; `None` if the version that is rendered does not show it.
    pub async fn entries(
        self,
        tx: &mut Tx,
        area: &Area,
        history: Option<&AreaHistory>,
    ) -> Result<Option<Vec<Entry>>, OutputError> {
        match self {
            Self::Draft(draft) => {
                let (commune, code) = (area.commune_code.as_str(), area.area_code.as_str());
                let read = store::entry::read_area(tx, draft.roll_id, commune, code).await?;
                Ok(Some(read.parse::<Entry>()?))
            }
            Self::Posted(posted) if !posted.shows(history) => Ok(None),
            Self::Posted(posted) => posted.entries(history).map(Some),
        }
    }

    /// The versions of a list up to the one that is rendered, and what each changed; a draft has none.
    pub fn chain(self, history: Option<&AreaHistory>) -> Vec<ChainLine> {
        match self {
            Self::Draft(_) => Vec::new(),
            Self::Posted(posted) => {
                history.map(|history| posted.chain(history).collect()).unwrap_or_default()
            }
        }
    }

    /// The version of a list as documents print it; a draft is told by the digest of its rows.
    pub fn version(self, history: Option<&AreaHistory>, digest: &str) -> ListVersion {
        let posted = match self {
            Self::Draft(_) => None,
            Self::Posted(posted) => history.and_then(|history| posted.version_of(history)),
        };
        posted.unwrap_or_else(|| ListVersion::draft(digest, self.basis().election.posted_on))
    }

    /// The books of an area's list, where those of all lists are told.
    pub fn books(self, history: Option<&AreaHistory>, totals: &Totals) -> Result<Option<Books>, OutputError> {
        match (self, history) {
            (Self::Posted(posted), Some(history)) if posted.is_whole() => {
                posted.books(history, totals).map(Some)
            }
            (Self::Posted(_) | Self::Draft(_), _) => Ok(None),
        }
    }

    /// The persons of a commune, or of none (`""`), who stand on no list.
    pub async fn outcomes(
        self,
        tx: &mut Tx,
        commune: &str,
        with_excluded: bool,
    ) -> Result<Outcomes, OutputError> {
        match self {
            Self::Draft(draft) => Outcomes::drafted(tx, draft.roll_id, commune, with_excluded).await,
            Self::Posted(posted) => posted.outcomes(tx, commune).await,
        }
    }

    /// The counts of a commune: of drafts as they were derived, of posted lists those of what is rendered.
    pub fn counts(self, commune: &CommuneCode, rendered: &Tally) -> Tally {
        match self {
            Self::Draft(draft) => draft.counts.get(commune).cloned().unwrap_or_default(),
            Self::Posted(_) => rendered.clone(),
        }
    }

    /// How many areas are rendered, where that is known before.
    pub fn areas_known(self) -> Option<u64> {
        let areas = |code| self.basis().territory.areas_of(code).len() as u64;
        match self {
            Self::Draft(draft) => Some(draft.communes.iter().map(areas).sum()),
            Self::Posted(_) => None,
        }
    }

    /// The sum of all counts: of drafts as they were derived, of posted lists of what was rendered.
    ///
    /// # Errors
    /// [`OutputError::Books`] if they do not balance.
    pub fn tally(
        self,
        communes: &BTreeMap<CommuneCode, CommuneFiles>,
    ) -> Result<Cow<'a, Tally>, OutputError> {
        match self {
            Self::Draft(draft) => Ok(Cow::Borrowed(draft.tally)),
            Self::Posted(posted) => {
                let mut tally = posted.adrift.clone();
                communes.values().for_each(|files| tally += &files.tally);
                tally.check("posted lists")?;
                Ok(Cow::Owned(tally))
            }
        }
    }

    /// The counts of the persons of no commune.
    pub fn adrift(self) -> &'a Tally {
        match self {
            Self::Draft(draft) => draft.adrift,
            Self::Posted(posted) => &posted.adrift,
        }
    }

    /// What was found in the data that drafts were derived from; it says nothing of posted lists weeks later.
    pub fn findings(self) -> Option<&'a Findings> {
        match self {
            Self::Draft(draft) => Some(&draft.findings),
            Self::Posted(_) => None,
        }
    }

    /// How good those data are.
    pub fn quality(self) -> Option<&'a Qualities> {
        match self {
            Self::Draft(draft) => Some(&draft.quality),
            Self::Posted(_) => None,
        }
    }
}
