//! Registers a page at a time: what waits, or everything, of the country or of some communes.

use super::list::{Listed, json};
use super::matter::{Kind, Matter};
use super::statement::statements;
use super::transaction::Value;
use super::{StoreError, Tx};

/// Which matters of a kind are wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    pub kind: Kind,
    /// Those alone that wait for somebody.
    pub waiting: bool,
    /// The communes; `None` for the country, and for what lies in no commune.
    pub communes: Option<&'a [&'a str]>,
}

statements! {
    NEXT = Both "matter_page::next", "Lists the next matters of a kind, by id.",
        "SELECT matter_id, commune_code, personal_id, state, document FROM matter \
         WHERE roll_id = $1 AND kind = $2 AND matter_id > $3 ORDER BY matter_id LIMIT $4";
    WAITING = Both "matter_page::waiting", "Lists the next matters of a kind that wait, by id.",
        "SELECT matter_id, commune_code, personal_id, state, document FROM matter \
         WHERE roll_id = $1 AND kind = $2 AND matter_id > $3 AND state IN ('open', 'sued') \
         ORDER BY matter_id LIMIT $4";
    NEXT_IN_SQLITE = Sqlite "matter_page::next_in", "Lists the next matters of a kind in some communes, by id.",
        "SELECT matter_id, commune_code, personal_id, state, document FROM matter \
         WHERE roll_id = $1 AND kind = $2 AND +matter_id > $3 \
         AND commune_code IN (SELECT value FROM json_each($5)) ORDER BY matter_id LIMIT $4";
    NEXT_IN_POSTGRES = Postgres "matter_page::next_in", "Lists the next matters of a kind in some communes, by id.",
        "SELECT matter_id, commune_code, personal_id, state, document FROM matter \
         WHERE roll_id = $1 AND kind = $2 AND matter_id > $3 AND commune_code = ANY (\
         ARRAY(SELECT value FROM json_array_elements_text($5::json) AS value)) ORDER BY matter_id LIMIT $4";
    WAITING_IN_SQLITE = Sqlite "matter_page::waiting_in", "Lists the next matters that wait in some communes, by id.",
        "SELECT matter_id, commune_code, personal_id, state, document FROM matter \
         WHERE roll_id = $1 AND kind = $2 AND +matter_id > $3 AND state IN ('open', 'sued') \
         AND commune_code IN (SELECT value FROM json_each($5)) ORDER BY matter_id LIMIT $4";
    WAITING_IN_POSTGRES = Postgres "matter_page::waiting_in", "Lists the next matters that wait in some communes, by id.",
        "SELECT matter_id, commune_code, personal_id, state, document FROM matter \
         WHERE roll_id = $1 AND kind = $2 AND matter_id > $3 AND state IN ('open', 'sued') AND commune_code = ANY (\
         ARRAY(SELECT value FROM json_array_elements_text($5::json) AS value)) ORDER BY matter_id LIMIT $4";
}

const NEXT_IN: Listed = Listed { sqlite: NEXT_IN_SQLITE, postgres: NEXT_IN_POSTGRES };
const WAITING_IN: Listed = Listed { sqlite: WAITING_IN_SQLITE, postgres: WAITING_IN_POSTGRES };

/// The next matters after an id, `""` at first.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn next(
    tx: &mut Tx,
    roll_id: &str,
    wanted: Wanted<'_>,
    after: &str,
    limit: u32,
) -> Result<Vec<Matter>, StoreError> {
    let Wanted { kind, waiting, communes } = wanted;
    let key = [Value::Text(roll_id), Value::Text(kind.as_str()), Value::Text(after)];
    let limit = Value::Integer(limit.into());
    let rows = match communes {
        None => {
            let statement = if waiting { &WAITING } else { &NEXT };
            tx.fetch(statement, &[key[0], key[1], key[2], limit]).await?
        }
        Some(communes) => {
            let communes = json(communes.iter().copied());
            let listed = if waiting { WAITING_IN } else { NEXT_IN };
            let values = [key[0], key[1], key[2], limit, Value::Text(&communes)];
            tx.fetch(listed.of(tx), &values).await?
        }
    };
    let matters = rows.into_iter().map(|columns: (String, String, String, String, String)| {
        let (matter_id, commune_code, personal_id, state, document) = columns;
        Matter { kind, matter_id, commune_code, personal_id, state, document }
    });
    Ok(matters.collect())
}

#[cfg(test)]
mod tests {
    use super::STATEMENTS;
    use crate::store::matter::State;

    #[test]
    fn statements_name_the_states_that_wait() {
        let waiting: Vec<String> =
            State::ALL.into_iter().filter(|state| state.waits()).map(|state| format!("'{state}'")).collect();
        let states = format!("state IN ({})", waiting.join(", "));
        let of_waiting = STATEMENTS.iter().filter(|statement| statement.name.contains("waiting"));
        assert_eq!(of_waiting.clone().count(), 3);
        assert!(of_waiting.into_iter().all(|statement| statement.sql.contains(&states)), "{states}");
    }
}
