//! All versions of an area's list: from the rows of now and what every change did to them, back to the list as posted.

use super::records::{ChangedRow, ListVersion};
use crate::changes::Books;
use crate::people::AreaCode;
use crate::roll::chain::{self, AreaLink, AreaVersion, Digest};
use crate::roll::{Entry, Totals};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// An area's list with everything that happened to it.
#[derive(Debug, Clone)]
pub(crate) struct AreaHistory {
    pub area_code: AreaCode,
    /// The rows of now as they are kept, by number.
    pub rows: BTreeMap<u32, String>,
    /// The versions, the first first.
    pub versions: Vec<ListVersion>,
    /// What changes did, by version and place in it.
    pub changed: Vec<ChangedRow>,
}

/// Where a list's history does not agree with itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    pub row: Option<u32>,
    pub version: u32,
    pub message: String,
}

impl Broken {
    fn at(row: Option<u32>, version: u32, message: impl Into<String>) -> Self {
        Self { row, version, message: message.into() }
    }
}

impl AreaHistory {
    /// The day on which the list was posted.
    pub fn posted_on(&self) -> Option<NaiveDate> {
        self.versions.first().map(|list| list.at.date())
    }

    /// Which change of the list a version of it was: the first, the second, …; 0 as posted.
    pub fn occasion(&self, version: u32) -> u32 {
        let before = self.versions.iter().filter(|list| list.version <= version).count();
        u32::try_from(before.saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// When each row got what its card says: when it was posted, appended or last corrected, by number; rows that stand as
    /// they were posted are not named.
    pub fn days_of_cards(&self, version: u32) -> BTreeMap<u32, NaiveDate> {
        let day = |version: u32| {
            let list = self.versions.iter().find(|list| list.version == version);
            list.map(|list| list.at.date())
        };
        let rows = self.changed.iter().filter(|row| row.version <= version && !row.edit.is_of_ground());
        rows.filter_map(|row| Some((row.edit.after.number, day(row.version)?))).collect()
    }

    /// The version of the list that was in force in a version of the roll.
    pub fn version_at(&self, version: u32) -> Option<&ListVersion> {
        self.versions.iter().rev().find(|list| list.version <= version)
    }

    /// Takes back all that came after a version, and tells whether there was anything.
    ///
    /// # Errors
    /// [`Broken`] if a row is not what the last change made of it.
    pub fn cut(&mut self, version: u32) -> Result<bool, Broken> {
        if self.versions.iter().all(|list| list.version <= version) {
            return Ok(false);
        }
        self.rows = self.rows_at(version)?;
        self.versions.retain(|list| list.version <= version);
        self.changed.retain(|row| row.version <= version);
        Ok(true)
    }

    /// The rows that were different in a version, or not there yet: what came later is taken back, row by row.
    ///
    /// # Errors
    /// [`Broken`] if a row is not what the last change made of it.
    fn taken_back_to(&self, version: u32) -> Result<BTreeMap<u32, Option<String>>, Broken> {
        let mut former: BTreeMap<u32, Option<String>> = BTreeMap::new();
        for row in self.changed.iter().rev().take_while(|row| row.version > version) {
            let number = row.edit.after.number;
            let now = match former.get(&number) {
                Some(row) => row.as_deref(),
                None => self.rows.get(&number).map(String::as_str),
            };
            if now != Some(document(&row.edit.after).as_str()) {
                let message = format!("the row is not what change {} made of it", row.change.change_id);
                return Err(Broken::at(Some(number), row.version, message));
            }
            former.insert(number, row.edit.before.as_ref().map(document));
        }
        Ok(former)
    }

    /// The rows as they were in a version, by number.
    ///
    /// # Errors
    /// [`Broken`] if a row is not what the last change made of it.
    pub fn rows_at(&self, version: u32) -> Result<BTreeMap<u32, String>, Broken> {
        let mut rows = self.rows.clone();
        for (number, row) in self.taken_back_to(version)? {
            match row {
                Some(row) => rows.insert(number, row),
                None => rows.remove(&number),
            };
        }
        Ok(rows)
    }

    /// The digests of the rows as posted, by number.
    ///
    /// # Errors
    /// [`Broken`] if a row is not what the last change made of it, or a number is missing.
    pub fn posted_digests(&self) -> Result<Vec<Digest>, Broken> {
        let posted = self.versions.first().map_or(0, |first| first.version);
        let former = self.taken_back_to(posted)?;
        let mut digests = Vec::with_capacity(self.rows.len());
        for (number, row) in &self.rows {
            let row = match former.get(number) {
                Some(None) => continue,
                Some(Some(row)) => row,
                None => row,
            };
            digests.push(chain::row_digest(row.as_bytes()));
            if usize::try_from(*number).ok() != Some(digests.len()) {
                return Err(Broken::at(Some(*number), posted, "a number is missing before this row"));
            }
        }
        Ok(digests)
    }

    /// The entries as they were in a version.
    ///
    /// # Errors
    /// As [`AreaHistory::rows_at`]; and [`Broken`] if a row cannot be read.
    pub fn entries_at(&self, version: u32) -> Result<Vec<Entry>, Broken> {
        let read = |(number, document): (u32, String)| {
            serde_json::from_str(&document)
                .map_err(|_| Broken::at(Some(number), version, "the row cannot be read"))
        };
        self.rows_at(version)?.into_iter().map(read).collect()
    }

    /// The books of the list as they were in a version: those of the posted list, and every change since. `now` are the
    /// totals of the rows in that version.
    ///
    /// # Errors
    /// As [`AreaHistory::entries_at`].
    pub fn books_at(&self, version: u32, now: &Totals) -> Result<Books, Broken> {
        let posted = self.versions.first().map_or(0, |first| first.version);
        let changed = || self.changed.iter().take_while(|row| row.version <= version);
        let mut books = match changed().next() {
            None => Books::posted(now),
            Some(_) => Books::posted(&Totals::of(&self.entries_at(posted)?)),
        };
        let mut last = "";
        for row in changed() {
            if row.change.change_id != last {
                books.book(&self.area_code, &row.change);
            }
            last = &row.change.change_id;
            books.count(&row.edit);
        }
        Ok(books)
    }

    /// Computes every version's digest again, from the rows of now back to the posted list and forth again, and gives the
    /// links.
    ///
    /// # Errors
    /// [`Broken`] with the first row and version that do not agree.
    pub fn check(&self, roll_id: &str) -> Result<Vec<AreaLink>, Broken> {
        let Some(first) = self.versions.first() else {
            return Err(Broken::at(None, 0, "the list has no version"));
        };
        let digests = self.posted_digests()?;
        let mut link = chain::posted(roll_id, &self.area_code, first.version, &digests);
        self.expect(first, &link, Some(digests.len()))?;
        let mut links = vec![link];
        for list in &self.versions[1..] {
            let written = self.written(list.version);
            if let Some(row) = list.rows.iter().find(|row| written.get(&row.number) != Some(&row.row)) {
                return Err(Broken::at(
                    Some(row.number),
                    list.version,
                    "the change is not the one that was made",
                ));
            }
            if written.len() != list.rows.len() {
                return Err(Broken::at(None, list.version, "the log has a row that the version has not"));
            }
            link = chain::next(&link, list.version, &list.rows)
                .map_err(|error| Broken::at(None, list.version, error.to_string()))?;
            self.expect(list, &link, None)?;
            links.push(link);
        }
        let known = |row: &&ChangedRow| !self.versions[1..].iter().any(|list| list.version == row.version);
        match self.changed.iter().find(known) {
            Some(row) => {
                Err(Broken::at(Some(row.edit.after.number), row.version, "the log tells of no such version"))
            }
            None => Ok(links),
        }
    }

    /// The digest of each row as the log says that a version wrote it.
    fn written(&self, version: u32) -> BTreeMap<u32, Digest> {
        let of_version = self.changed.iter().filter(|row| row.version == version);
        let digest = |row: &ChangedRow| chain::row_digest(document(&row.edit.after).as_bytes());
        of_version.map(|row| (row.edit.after.number, digest(row))).collect()
    }

    fn expect(&self, list: &ListVersion, link: &AreaLink, posted: Option<usize>) -> Result<(), Broken> {
        let rows = posted.and_then(|rows| u32::try_from(rows).ok());
        if list.digest != link.digest || list.posted_rows != rows {
            let message = "the list is not the one whose digest was stated";
            return Err(Broken::at(None, list.version, message));
        }
        Ok(())
    }

    /// The later versions, as a proof needs them.
    pub fn later(&self) -> Vec<AreaVersion> {
        let version = |list: &ListVersion| AreaVersion { version: list.version, edits: list.rows.clone() };
        self.versions.iter().skip(1).map(version).collect()
    }
}

/// A row as it is kept.
pub(crate) fn document(entry: &Entry) -> String {
    serde_json::to_string(entry).expect("a row has text keys only and writes into memory")
}
