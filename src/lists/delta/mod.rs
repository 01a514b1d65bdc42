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
use super::error::ListsError;
use super::lists::Lists;
use crate::people::PersonalNumber;
use crate::progress::Progress;
use crate::store::Tx;
use chrono::NaiveDateTime;
use planning::Planning;
use std::collections::BTreeSet;

pub(crate) use planning::Plans;
pub(crate) use removals::tripped;
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
