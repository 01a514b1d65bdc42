//! The log of changes a page at a time, of the country or of some communes.

use super::list::{Listed, json};
use super::statement::statements;
use super::time::{count, stored};
use super::transaction::Value;
use super::{StoreError, Tx};

/// A place in the log: a version and a place in it. The first lies after `Place::default()`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    pub version: u64,
    pub position: u64,
}

impl Place {
    /// Before the first change of the version after this one.
    pub fn after_version(version: u64) -> Self {
        Self { version, position: i64::MAX as u64 }
    }
}

statements! {
    NEXT = Both "change_page::next", "Reads the next changes up to a version, by version and place.",
        "SELECT version, position, document FROM change_row \
         WHERE roll_id = $1 AND (version, position) > ($2, $3) AND version <= $4 ORDER BY version, position LIMIT $5";
    NEXT_IN_SQLITE = Sqlite "change_page::next_in", "Reads the next changes of some communes, by version and place.",
        "SELECT version, position, document FROM change_row \
         WHERE roll_id = $1 AND (version, position) > ($2, $3) AND version <= $4 \
         AND commune_code IN (SELECT value FROM json_each($6)) ORDER BY version, position LIMIT $5";
    NEXT_IN_POSTGRES = Postgres "change_page::next_in", "Reads the next changes of some communes, by version and place.",
        "SELECT version, position, document FROM change_row \
         WHERE roll_id = $1 AND (version, position) > ($2, $3) AND version <= $4 AND commune_code = ANY (\
         ARRAY(SELECT value FROM json_array_elements_text($6::json) AS value)) ORDER BY version, position LIMIT $5";
}

const NEXT_IN: Listed = Listed { sqlite: NEXT_IN_SQLITE, postgres: NEXT_IN_POSTGRES };

/// What is wanted of the log.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    pub until: u64,
    /// The communes; `None` for the country.
    pub communes: Option<&'a [&'a str]>,
}

/// The next changes after a place, each with its own.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn next(
    tx: &mut Tx,
    roll_id: &str,
    wanted: Wanted<'_>,
    after: Place,
    limit: u32,
) -> Result<Vec<(Place, String)>, StoreError> {
    let number = |number: u64| stored(NEXT.name, number).map(Value::Integer);
    let (version, position, until) = (number(after.version)?, number(after.position)?, number(wanted.until)?);
    let key = [Value::Text(roll_id), version, position, until, Value::Integer(limit.into())];
    let rows: Vec<(i64, i64, String)> = match wanted.communes {
        None => tx.fetch(&NEXT, &key).await?,
        Some(communes) => {
            let communes = json(communes.iter().copied());
            let values = [key[0], key[1], key[2], key[3], key[4], Value::Text(&communes)];
            tx.fetch(NEXT_IN.of(tx), &values).await?
        }
    };
    let read = |(version, position, document): (i64, i64, String)| {
        let place = Place { version: count(NEXT.name, version)?, position: count(NEXT.name, position)? };
        Ok((place, document))
    };
    rows.into_iter().map(read).collect()
}
