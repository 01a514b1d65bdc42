//! What is found while a database is checked: problems, and remarks on what cannot be checked.

use super::super::Problem;
use crate::lists::ListsError;
use crate::store::StoreError;

/// Problems and remarks.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub problems: Vec<Problem>,
    pub remarks: Vec<String>,
}

impl Findings {
    /// Adds a problem of a part of the database.
    pub fn add(&mut self, file: &str, message: impl Into<String>) {
        self.problems.push(Problem { file: file.to_owned(), line: None, message: message.into() });
    }

    /// Adds a problem that a line of the audit tells of.
    pub fn audit(&mut self, line: u64, message: String) {
        self.problems.push(Problem { file: "audit".to_owned(), line: Some(line), message });
    }

    /// Adds what is no problem and should be known.
    pub fn remark(&mut self, remark: String) {
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// What was read. What is there and cannot be read is a problem; a database that fails is an error.
    pub fn read<T>(
        &mut self,
        file: &str,
        read: Result<T, impl Into<ListsError>>,
    ) -> Result<Option<T>, ListsError> {
        match read.map_err(Into::into) {
            Ok(read) => Ok(Some(read)),
            Err(
                error @ (ListsError::Document { .. }
                | ListsError::UnknownSnapshot { .. }
                | ListsError::Store(StoreError::Value { .. })),
            ) => {
                self.add(file, error.to_string());
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}
