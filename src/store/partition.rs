//! The parts of the large tables: what belongs to one snapshot or one roll.
//!
//! On PostgreSQL each is a partition of its own. It is readable from the start, written without any index, and its
//! keys are built when all is written; they leave out the snapshot or roll, which is the same in every row of a part.
//! SQLite has one table for all, whose rows lie in the order of its key; what finds
//! a person is an index over the rows of one snapshot or roll, built when these are written. So on both, what other
//! snapshots and rolls hold is neither touched nor slowed, and an index is never written in the order of its table:
//! on SQLite each commune would then rewrite a page of the index for nearly every person.
//!
//! SQLite, which keeps no statistics here, prefers the key of a table to another index unless a statement fixes every
//! column of that index; statements that find persons do, and a test asks SQLite how it would run them.

use super::statement::statements;
use super::transaction::Value;
use super::{Database, Statement, StoreError, Tx};
use crate::people::hexadecimal;
use sha2::{Digest, Sha256};

/// A table with a part for each snapshot or roll.
pub(super) struct Parted {
    pub table: &'static str,
    /// Build indexes on SQLite.
    pub index_sqlite: &'static [Statement],
    /// By what persons are found beside the personal number.
    pub found_by: &'static [&'static str],
    /// Deletes the rows of one part on SQLite.
    pub delete_sqlite: &'static Statement,
}

statements! {
    CREATE = Postgres "partition::create", "Makes a part of a table, without keys, readable through its table.",
        "SELECT cutri_part_create($1, $2)";
    KEY = Postgres "partition::key", "Orders a part's rows by commune.",
        "SELECT cutri_part_key($1, $2)";
    PERSON = Postgres "partition::person", "Finds a part's rows by person; one list or outcome a person.",
        "SELECT cutri_part_person($1, $2)";
    FOUND = Postgres "partition::found", "Finds a part's rows by what else is known of a person.",
        "SELECT cutri_part_found($1, $2, $3)";
    ANALYZE = Postgres "partition::analyze", "Tells the planner how the part's rows lie.",
        "SELECT cutri_part_analyze($1, $2)";
    DROP = Postgres "partition::drop", "Takes a part away whole.",
        "SELECT cutri_part_drop($1, $2)";
    DROP_INDEX = Sqlite "partition::drop_index", "Takes away what finds the part's persons.",
        "DROP INDEX IF EXISTS {partition}_person";
}

impl Parted {
    /// Makes room for a snapshot or roll.
    pub(super) async fn create(&self, tx: &mut Tx, id: &str) -> Result<(), StoreError> {
        match tx {
            Tx::Sqlite(_) => Ok(()),
            Tx::Postgres(_) => self.call(tx, &CREATE, id).await,
        }
    }

    /// Builds what finds rows, after they were written. May be called again.
    pub(super) async fn index(&self, tx: &mut Tx, id: &str) -> Result<(), StoreError> {
        match tx {
            Tx::Sqlite(_) => {
                for statement in self.index_sqlite {
                    self.run(tx, statement, id).await?;
                }
            }
            Tx::Postgres(_) => {
                self.call(tx, &KEY, id).await?;
                self.call(tx, &PERSON, id).await?;
                for found_by in self.found_by {
                    self.find_by(tx, id, found_by).await?;
                }
                self.call(tx, &ANALYZE, id).await?;
            }
        }
        Ok(())
    }

    /// Builds what finds rows outside any transaction, after they were committed: on a server two indexes at once, in a
    /// transaction each. May be called again.
    pub(super) async fn build_index(&self, database: &Database, id: &str) -> Result<(), StoreError> {
        let mut tx = database.begin().await?;
        if tx.is_only_writer() {
            self.index(&mut tx, id).await?;
            return tx.commit().await;
        }
        let key = async {
            self.call(&mut tx, &KEY, id).await?;
            tx.commit().await
        };
        // A load has no more connections than these two and its own.
        let person = async {
            self.call_alone(database, &PERSON, id).await?;
            for found_by in self.found_by {
                let mut tx = database.begin().await?;
                self.find_by(&mut tx, id, found_by).await?;
                tx.commit().await?;
            }
            Ok(())
        };
        tokio::try_join!(key, person)?;
        self.call_alone(database, &ANALYZE, id).await
    }

    async fn find_by(&self, tx: &mut Tx, id: &str, found_by: &str) -> Result<(), StoreError> {
        let values = [Value::Text(self.table), Value::Text(id), Value::Text(found_by)];
        tx.execute(&FOUND, &values).await.map(drop)
    }

    async fn call_alone(
        &self,
        database: &Database,
        statement: &Statement,
        id: &str,
    ) -> Result<(), StoreError> {
        let mut tx = database.begin().await?;
        self.call(&mut tx, statement, id).await?;
        tx.commit().await
    }

    /// Takes away all rows of a snapshot or roll.
    pub(super) async fn remove(&self, tx: &mut Tx, id: &str) -> Result<(), StoreError> {
        match tx {
            Tx::Sqlite(_) => {
                self.run(tx, &DROP_INDEX, id).await?;
                tx.execute(self.delete_sqlite, &[Value::Text(id)]).await.map(drop)
            }
            Tx::Postgres(_) => self.call(tx, &DROP, id).await,
        }
    }

    /// Calls a function of the schema, which does with a part what only its owner may.
    async fn call(&self, tx: &mut Tx, statement: &Statement, id: &str) -> Result<(), StoreError> {
        tx.execute(statement, &[Value::Text(self.table), Value::Text(id)]).await.map(drop)
    }

    async fn run(&self, tx: &mut Tx, statement: &Statement, id: &str) -> Result<(), StoreError> {
        tx.run_text(statement.name, expand(statement.sql, self.table, id)).await
    }
}

/// The statement's text for one part of a table on SQLite. An id may be any text: the part's name is made of its digest, and
/// where the id itself stands, it is quoted.
pub fn expand(sql: &str, table: &str, id: &str) -> String {
    let digest = Sha256::digest(id.as_bytes());
    let partition = format!("{table}_{}", hexadecimal(&digest[..8]));
    sql.replace("{partition}", &partition).replace("{id}", &id.replace('\'', "''"))
}
