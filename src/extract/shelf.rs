//! Workbooks that were opened, kept for the next of their tables. Opening takes as long as reading: all cells of an `.ods` or
//! `.xls` are parsed, and the shared texts of the others. So a file is opened as often as its tables are read at once, and not
//! once for each of them; when the last is asked for, nothing is kept any more.

use super::error::ExtractError;
use super::source::Count;
use super::workbook::{self, BookForm, Workbook};
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The workbooks of one file.
pub(super) struct Shelf {
    path: PathBuf,
    form: BookForm,
    kept: Mutex<Kept>,
}

struct Kept {
    idle: Vec<Open>,
    /// Tables that were not asked for yet.
    awaited: usize,
}

/// An open workbook, and how far it was read.
pub(super) struct Open {
    pub workbook: Workbook,
    pub count: Count,
}

impl Shelf {
    /// A shelf of a file, which may be open already.
    pub(super) fn new(path: PathBuf, form: BookForm, open: Option<Open>) -> Arc<Self> {
        let kept = Kept { idle: open.into_iter().collect(), awaited: 0 };
        Arc::new(Self { path, form, kept: Mutex::new(kept) })
    }

    /// Another table of the file will be asked for.
    pub(super) fn await_one(&self) {
        self.kept().awaited += 1;
    }

    /// The workbook, to read a table; `shown` is its name in errors.
    pub(super) fn lend(self: &Arc<Self>, shown: &str) -> Result<Lent, ExtractError> {
        let found = {
            let mut kept = self.kept();
            let found = kept.idle.pop();
            kept.awaited = kept.awaited.saturating_sub(1);
            if kept.awaited == 0 {
                kept.idle.clear();
            }
            found
        };
        let open = match found {
            Some(open) => open,
            None => workbook::open(&self.path, self.form, shown)?,
        };
        open.count.restart();
        Ok(Lent { open: Some(open), shelf: self.clone() })
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Nothing in it is half done at any moment.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Shelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Shelf({:?})", self.form)
    }
}

/// A workbook that is being read, and goes back to its shelf.
pub(super) struct Lent {
    open: Option<Open>,
    shelf: Arc<Shelf>,
}

impl Lent {
    /// The workbook, while it is lent.
    pub(super) fn open(&mut self) -> &mut Open {
        self.open.as_mut().expect("it goes back when this ends, and not before")
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let Some(open) = self.open.take() else { return };
        let mut kept = self.shelf.kept();
        if kept.awaited > 0 {
            kept.idle.push(open);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BookForm, Shelf};

    #[test]
    fn a_workbook_is_opened_once_for_tables_that_follow_one_another_and_kept_no_longer() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("extract.xlsx");
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet();
        book.save(&path).expect("a workbook");
        let shelf = Shelf::new(path.clone(), BookForm::Xlsx, None);
        shelf.await_one();
        shelf.await_one();
        drop(shelf.lend("extract.xlsx").expect("it is opened"));
        std::fs::remove_file(&path).expect("it is there");
        drop(shelf.lend("extract.xlsx").expect("it was kept for the second table"));
        assert!(shelf.lend("extract.xlsx").is_err(), "nothing is kept behind the last");
    }
}
