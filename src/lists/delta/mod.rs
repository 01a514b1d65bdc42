//! What a delta does to posted lists: it is planned person by person, judged by tripwires, and leaves behind what waits.
//!
//! ```text
//! revisions ─► plan, person by person ─► tripwires ─► changes, waiting matters, drafts anew
//! ```
//!
//! Only the persons of the delta are decided anew: what holds on election day decides, so nobody's decision turns because
//! time passes. Where the delta brings another territory, election or rule profile, everybody is.

mod awaited;
mod planning;
mod removals;
mod renumbered;
mod territory;
mod waiting;

use super::basis::Basis;
use super::digests;
use super::error::ListsError;
use super::lists::{Lists, snapshot};
use super::matter::Recorded;
use crate::changes::Event;
use crate::people::PersonalNumber;
use crate::progress::Progress;
use crate::store::{self, Tx};
use chrono::NaiveDateTime;
use planning::Planning;
use std::collections::BTreeSet;

pub(crate) use planning::Plans;
pub(crate) use removals::tripped;
pub(crate) use territory::{needs_decision, undecided};
pub(crate) use waiting::write as write_waiting;

/// A delta whose revisions are in the store and not in force yet: the next step of what lists follow.
pub(crate) struct Step {
    /// What everybody is judged by from now on.
    pub basis: Basis,
    /// Its place among the deltas, once it is in force.
    pub sequence: u64,
    /// The territory, election or rule profile is another than before.
    pub everybody: bool,
    /// Persons of whom not all rows could be used: their facts before still hold.
    pub unread: BTreeSet<PersonalNumber>,
    /// The number of the decision on voting areas that its territory follows.
    pub decision_no: Option<String>,
}

impl Step {
    /// What a change rests on: the delta's snapshot, and the decision on voting areas where they moved the person.
    fn evidence(&self, event: Event) -> String {
        let snapshot = format!("snapshot {}", self.basis.snapshot_id);
        match &self.decision_no {
            Some(number) if event == Event::R20 => format!("decision {number}; {snapshot}"),
            Some(_) | None => snapshot,
        }
    }
}

/// Plans a delta, unless it does what no delta may do to posted lists.
///
/// # Errors
/// [`ListsError::Refused`] if its tables take away what is posted, or leave somebody without an area; another if the database
/// fails.
pub(crate) async fn planned(
    tx: &mut Tx,
    lists: &Lists,
    delta: &Step,
    at: NaiveDateTime,
    progress: &dyn Progress,
) -> Result<Plans, ListsError> {
    territory::keeps_what_is_posted(tx, lists, delta).await?;
    let mut planning = Planning::new(lists, delta, at);
    planning.all(tx, progress).await?;
    let plans = planning.finish();
    territory::leaves_nobody_without_area(&plans)?;
    Ok(plans)
}

/// Lets the lists follow a delta from now on. Gives what the audit keeps of it.
///
/// # Errors
/// [`ListsError`] if the database fails.
pub(crate) async fn follow(
    tx: &mut Tx,
    lists: &mut Lists,
    delta: &Step,
    plans: &Plans,
) -> Result<Vec<Recorded>, ListsError> {
    let (root, id, place) = (&lists.root.snapshot_id, &delta.basis.snapshot_id, delta.sequence);
    store::snapshot::number(tx, id, place).await?;
    store::revision::number(tx, root, id, place).await?;
    let communes: Vec<(&str, &str)> =
        plans.communes.iter().map(|(commune, person)| (commune.as_str(), person.as_str())).collect();
    let touched = store::revision::add_communes(tx, root, place, &communes).await?;
    let touched = digests::register_of_touched(root, place, &touched);
    let snapshot = snapshot(tx, id).await?;
    lists.follow(&snapshot, delta.basis.clone());
    Ok(vec![digests::register_of_snapshot(&snapshot), touched])
}
