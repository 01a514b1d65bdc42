//! Results of communes: their sums, written in the transaction of their entries, so that a derivation that was killed
//! knows what is done.

use super::statement::statements;
use super::transaction::Value;
use super::{StoreError, Tx};

statements! {
    INSERT = Both "commune_result::insert", "Remembers that a commune is derived, with its sums.",
        "INSERT INTO commune_result (roll_id, commune_code, document) VALUES ($1, $2, $3)";
    READ_ALL = Both "commune_result::read_all", "Reads the sums of all communes derived so far.",
        "SELECT commune_code, document FROM commune_result WHERE roll_id = $1 ORDER BY commune_code";
    DELETE_ONE = Both "commune_result::replace", "Makes room for the new sums of a commune.",
        "DELETE FROM commune_result WHERE roll_id = $1 AND commune_code = $2";
    DELETE = Both "commune_result::delete", "Forgets the sums of a roll's communes.",
        "DELETE FROM commune_result WHERE roll_id = $1";
}

/// Remembers that a commune is derived, with the JSON of its sums; `""` stands for the persons of no commune.
///
/// # Errors
/// [`StoreError::Duplicate`] if the commune is derived already; another if the database fails.
pub async fn insert(
    tx: &mut Tx,
    roll_id: &str,
    commune_code: &str,
    document: &str,
) -> Result<(), StoreError> {
    let values = [Value::Text(roll_id), Value::Text(commune_code), Value::Text(document)];
    tx.execute(&INSERT, &values).await.map(drop)
}

/// Writes the sums of a commune over the former ones.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn replace(
    tx: &mut Tx,
    roll_id: &str,
    commune_code: &str,
    document: &str,
) -> Result<(), StoreError> {
    tx.execute(&DELETE_ONE, &[Value::Text(roll_id), Value::Text(commune_code)]).await?;
    insert(tx, roll_id, commune_code, document).await
}

/// The communes derived so far, in order, and the JSON of their sums.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn read_all(tx: &mut Tx, roll_id: &str) -> Result<Vec<(String, String)>, StoreError> {
    tx.fetch(&READ_ALL, &[Value::Text(roll_id)]).await
}

pub(super) async fn delete(tx: &mut Tx, roll_id: &str) -> Result<(), StoreError> {
    tx.execute(&DELETE, &[Value::Text(roll_id)]).await.map(drop)
}
