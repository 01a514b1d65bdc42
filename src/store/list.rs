//! Lists of keys as one value of a statement: a JSON array, which each database unfolds in its own way.

use super::Tx;
use super::statement::Statement;

/// One query in the two spellings that unfolding a list needs.
pub(super) struct Listed {
    pub sqlite: Statement,
    pub postgres: Statement,
}

impl Listed {
    /// The spelling of a transaction's database.
    pub(super) fn of(&self, tx: &Tx) -> &Statement {
        match tx {
            Tx::Sqlite(_) => &self.sqlite,
            Tx::Postgres(_) => &self.postgres,
        }
    }
}

/// Keys as a JSON array.
pub(super) fn json<'k>(keys: impl IntoIterator<Item = &'k str>) -> String {
    let keys: Vec<&str> = keys.into_iter().collect();
    serde_json::to_string(&keys).expect("texts are always JSON")
}
