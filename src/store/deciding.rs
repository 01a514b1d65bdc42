//! What of a snapshot decides.

use super::snapshot::{Snapshot, State, state as state_of, units};
use super::statement::statements;
use super::time::{count, day};
use super::transaction::Value;
use super::{StoreError, Tx};
use chrono::NaiveDate;

/// What of a snapshot decides, and where it stands among the deltas: neither figures nor counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deciding {
    pub snapshot_id: String,
    pub as_of: NaiveDate,
    pub persons: u64,
    /// As in [`Snapshot`].
    pub election: String,
    pub profile: String,
    pub units: String,
    pub root: String,
    pub sequence: u64,
    pub state: State,
    pub facts: String,
}

impl From<Snapshot> for Deciding {
    fn from(snapshot: Snapshot) -> Self {
        let Snapshot {
            snapshot_id,
            as_of,
            persons,
            election,
            profile,
            units,
            root,
            sequence,
            state,
            facts,
            ..
        } = snapshot;
        Self { snapshot_id, as_of, persons, election, profile, units, root, sequence, state, facts }
    }
}

statements! {
    FIND = Both "deciding::find", "Finds what of a snapshot decides.",
        concat!(
            "SELECT as_of, persons, election, profile, ", units!(), ", root, sequence, state, facts \
             FROM snapshot WHERE snapshot_id = $1"
        );
}

/// Finds what of a snapshot decides, by its id.
///
/// # Errors
/// [`StoreError`] if the database fails or holds something this program did not write.
pub async fn find(tx: &mut Tx, snapshot_id: &str) -> Result<Option<Deciding>, StoreError> {
    type Columns = (String, i64, String, String, String, String, i64, String, String);
    let found: Option<Columns> = tx.fetch_optional(&FIND, &[Value::Text(snapshot_id)]).await?;
    let Some((as_of, persons, election, profile, units, root, sequence, state, facts)) = found else {
        return Ok(None);
    };
    Ok(Some(Deciding {
        snapshot_id: snapshot_id.to_owned(),
        as_of: day(FIND.name, &as_of)?,
        persons: count(FIND.name, persons)?,
        election,
        profile,
        units,
        root,
        sequence: count(FIND.name, sequence)?,
        state: state_of(&FIND, &state)?,
        facts,
    }))
}
