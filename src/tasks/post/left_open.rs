//! What is still open when lists are to be posted: rows that were never counted, and persons who wait. Who posts is told, and says
//! that it shall be done all the same.

use super::super::derive::CommuneCounts;
use super::super::load::{Account, RejectedRow};
use crate::lists::{Lists, ListsError, snapshot};
use crate::people::CommuneCode;
use crate::render::Language;
use crate::store::{self, Tx};
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

/// The rejected rows that are named one by one.
const NAMED: usize = 10;

/// What is open in the communes that are to be posted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct LeftOpen {
    /// Rows that were rejected, of these communes or of none that is known.
    pub rejected: u64,
    /// The first of them.
    pub rejects: Vec<RejectedRow>,
    /// Rows of persons without a personal number, of the whole extract.
    pub without_number: u64,
    /// Persons who may vote and wait for somebody.
    pub queue: u64,
    /// Persons who may vote and stand on no list, by the law.
    pub no_list: u64,
}

impl LeftOpen {
    /// What is open in some communes.
    ///
    /// # Errors
    /// [`ListsError`] if the database fails or another program wrote it.
    pub(super) async fn of(tx: &mut Tx, lists: &Lists, communes: &[CommuneCode]) -> Result<Self, ListsError> {
        let chosen: BTreeSet<&str> = communes.iter().map(CommuneCode::as_str).collect();
        let is_whole =
            lists.basis.territory.communes().all(|commune| chosen.contains(commune.commune_code.as_str()));
        let mut open = Self::default();
        for (code, document) in store::commune_result::read_all(tx, lists.roll_id()).await? {
            let counts: CommuneCounts =
                serde_json::from_str(&document).map_err(|_| ListsError::Document { what: "tally" })?;
            // Persons of no commune are everybody's.
            if chosen.contains(code.as_str()) || (is_whole && code.is_empty()) {
                open.queue += counts.own.queue;
                open.no_list += counts.own.no_list;
            }
            if is_whole {
                open.queue += counts.adrift.queue;
                open.no_list += counts.adrift.no_list;
            }
        }
        for id in BTreeSet::from([&lists.root.snapshot_id, &lists.basis.snapshot_id]) {
            open.add(Account::kept(&snapshot(tx, id).await?)?, &chosen, is_whole);
        }
        Ok(open)
    }

    fn add(&mut self, account: Account, chosen: &BTreeSet<&str>, is_whole: bool) {
        let elsewhere = |row: &RejectedRow| {
            !is_whole && !row.commune_code.is_empty() && !chosen.contains(row.commune_code.as_str())
        };
        let rejected = account.rejected();
        let of_others = account.rejects.iter().filter(|row| elsewhere(row)).count() as u64;
        self.rejected += rejected - of_others;
        self.without_number += account.without_number;
        let own = account.rejects.into_iter().filter(|row| !elsewhere(row));
        let room = NAMED.saturating_sub(self.rejects.len());
        self.rejects.extend(own.take(room));
    }

    /// Whether somebody's vote may hang on it: a row that was never read, or a person who waits.
    pub fn asks(&self) -> bool {
        self.rejected + self.without_number + self.queue > 0
    }

    /// Where the first rejected rows stand.
    fn places(&self, language: Language) -> String {
        let place = |row: &RejectedRow| {
            let (file, line, column) = (&row.file, language.number(row.line), &row.column);
            match language {
                Language::Vietnamese => format!("      {file}, dòng {line}, cột {column}\n"),
                Language::English => format!("      {file}, line {line}, column {column}\n"),
            }
        };
        self.rejects.iter().map(place).collect()
    }

    /// What is open, line by line.
    pub fn words(&self, language: Language) -> String {
        let number = |count| language.number(count);
        let lines = match language {
            Language::Vietnamese => [
                (self.rejected, format!("{} dòng dữ liệu bị loại, chưa được tính", number(self.rejected))),
                (self.without_number, format!("{} người thiếu số định danh", number(self.without_number))),
                (self.queue, format!("{} người đủ điều kiện đang chờ xử lý", number(self.queue))),
                (self.no_list, format!("{} người đủ điều kiện không ghi tên ở đây", number(self.no_list))),
            ],
            Language::English => [
                (self.rejected, format!("{} rows were rejected and never counted", number(self.rejected))),
                (
                    self.without_number,
                    format!("{} persons have no personal number", number(self.without_number)),
                ),
                (self.queue, format!("{} persons who may vote wait for somebody", number(self.queue))),
                (
                    self.no_list,
                    format!("{} persons who may vote stand on no list here", number(self.no_list)),
                ),
            ],
        };
        let mut words = String::new();
        for (at, (_, line)) in lines.into_iter().enumerate().filter(|(_, (count, _))| *count > 0) {
            words += &format!("  – {line}\n");
            if at == 0 {
                words += &self.places(language);
            }
        }
        words
    }
}

impl fmt::Display for LeftOpen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "chưa niêm yết, vì còn việc chưa xong:")?;
        f.write_str(&self.words(Language::Vietnamese))?;
        writeln!(
            f,
            "Xem viec-can-lam.xlsx, sửa dữ liệu rồi lập lại danh sách. / Not posted, for something is open:"
        )?;
        f.write_str(&self.words(Language::English))?;
        f.write_str("See viec-can-lam.xlsx, mend the data and derive again")
    }
}
