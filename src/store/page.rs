//! Documents as they come from the database: many in one text.
//!
//! A row costs SQLite's connection several microseconds whatever its size, so a page of rows comes as one. The
//! documents are JSON on one line each, so a line break parts them without any quoting.

use super::transaction::Value;
use super::{Statement, StoreError, Tx, traffic};
use serde::de::DeserializeOwned;

/// Some documents, in the order they were asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    text: Option<String>,
    last: Option<String>,
}

impl Page {
    /// Of the text, and of the key of the last row where there may be a page after this.
    pub(super) fn new(text: Option<String>, last: Option<String>) -> Self {
        Self { text, last }
    }

    /// Of a statement that gives one text, or none.
    pub(super) async fn fetch(
        tx: &mut Tx,
        statement: &Statement,
        values: &[Value<'_>],
    ) -> Result<Self, StoreError> {
        let row: Option<(Option<String>,)> = tx.rows(statement, values).await?.pop();
        Ok(Self::new(row.and_then(|(text,)| text), None).told(statement))
    }

    /// Of a statement that gives a text and the key of its last row: one of several pages.
    pub(super) async fn next(
        tx: &mut Tx,
        statement: &Statement,
        values: &[Value<'_>],
    ) -> Result<Self, StoreError> {
        let row: Option<(Option<String>, Option<String>)> = tx.rows(statement, values).await?.pop();
        let (text, last) = row.unwrap_or_default();
        Ok(Self::new(text, last).told(statement))
    }

    /// Tells how many documents a statement read.
    fn told(self, statement: &Statement) -> Self {
        traffic::read_documents(statement, self.text.as_deref());
        self
    }

    /// The documents.
    pub fn documents(&self) -> impl Iterator<Item = &str> {
        self.text.iter().flat_map(|text| text.split('\n'))
    }

    /// Whether there are none; of pages read one after another, the one after the last.
    pub fn is_empty(&self) -> bool {
        self.text.is_none()
    }

    /// The key of the last document, after which the next page begins.
    pub fn last(&self) -> Option<&str> {
        self.last.as_deref()
    }

    /// The documents, read.
    ///
    /// # Errors
    /// [`StoreError::Value`] if one is not JSON of this type; it says where in the document, and quotes nothing
    /// of it.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<Vec<T>, StoreError> {
        self.documents().map(parse).collect()
    }
}

/// A document, read.
pub(super) fn parse<T: DeserializeOwned>(document: &str) -> Result<T, StoreError> {
    serde_json::from_str(document).map_err(|error| StoreError::Value {
        statement: "page::parse",
        reason: format!("a document is not as this program writes it, at column {}", error.column()),
    })
}
