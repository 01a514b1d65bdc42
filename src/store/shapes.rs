//! Outlines for maps, one document for a full snapshot and the deltas upon it.

use super::statement::statements;
use super::transaction::Value;
use super::{StoreError, Tx};

statements! {
    DELETE = Both "shapes::delete", "Takes the outlines of a full snapshot away.",
        "DELETE FROM shapes WHERE root = $1";
    INSERT = Both "shapes::insert", "Adds the outlines of a full snapshot.",
        "INSERT INTO shapes (root, document) VALUES ($1, $2)";
    FIND = Both "shapes::find", "Finds the outlines that go with a snapshot, full or delta.",
        "SELECT shapes.document FROM snapshot JOIN shapes ON shapes.root = snapshot.root \
         WHERE snapshot.snapshot_id = $1";
}

/// Keeps the outlines of a full snapshot, JSON, in the place of those before; `None` keeps none.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn replace(tx: &mut Tx, root: &str, document: Option<&str>) -> Result<(), StoreError> {
    tx.execute(&DELETE, &[Value::Text(root)]).await?;
    if let Some(document) = document {
        tx.execute(&INSERT, &[Value::Text(root), Value::Text(document)]).await?;
    }
    Ok(())
}

/// The outlines that go with a snapshot; `None` if there are none.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn find(tx: &mut Tx, snapshot_id: &str) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = tx.fetch_optional(&FIND, &[Value::Text(snapshot_id)]).await?;
    Ok(row.map(|(document,)| document))
}
