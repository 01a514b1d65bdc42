//! Who stands on no list, and why: of drafts as they are, of posted lists as they were in the version that is rendered.

use super::OutputError;
use crate::law::Group;
use crate::lists::outcomes_after;
use crate::render::html::Figures;
use crate::roll::Unlisted;
use crate::store::{self, Tx};

/// The persons of a commune, or of none, who stand on no list, by personal number.
#[derive(Debug, Default)]
pub(super) struct Outcomes {
    /// Those who may vote.
    pub unlisted: Vec<Unlisted>,
    /// Those who may not. Of drafts only where decisions are told.
    pub excluded: Vec<Unlisted>,
}

impl Outcomes {
    /// Those of posted lists, all of them, with what was done since the version was read taken back.
    pub async fn posted(
        tx: &mut Tx,
        roll_id: &str,
        commune: &str,
        sequence: u64,
    ) -> Result<Self, OutputError> {
        let persons = outcomes_after(tx, roll_id, commune, sequence).await?;
        let (unlisted, excluded) = persons.into_iter().partition(Unlisted::may_vote);
        Ok(Self { unlisted, excluded })
    }

    /// Those of drafts.
    pub async fn drafted(
        tx: &mut Tx,
        roll_id: &str,
        commune: &str,
        with_excluded: bool,
    ) -> Result<Self, OutputError> {
        let mut outcomes = Self::default();
        for group in Group::ALL {
            let persons = match group.may_vote() {
                true => &mut outcomes.unlisted,
                false if with_excluded => &mut outcomes.excluded,
                false => continue,
            };
            let page = store::outcome::read_commune(tx, roll_id, commune, group).await?;
            persons.extend(page.parse::<Unlisted>()?);
        }
        outcomes.unlisted.sort_by_key(|person| person.personal_id);
        Ok(outcomes)
    }

    /// Everybody.
    pub fn all(&self) -> impl Iterator<Item = &Unlisted> {
        self.unlisted.iter().chain(&self.excluded)
    }
}

/// Counts why persons stand on no list.
pub(super) fn add_reasons(unlisted: &[Unlisted], figures: &mut Figures) {
    for person in unlisted {
        let group = person.group().filter(|group| group.may_vote());
        if let (Some(group), Some(reason)) = (group, person.decision.reason) {
            *figures.missing.entry((group, reason)).or_default() += 1;
        }
    }
}
