//! The histories of a commune's lists, read from the store: rows with the columns that find them, versions, changes.

use super::error::ListsError;
use super::history::AreaHistory;
use super::records::{ChangedRow, ListVersion};
use crate::people::{AreaCode, PersonalNumber, Sex};
use crate::roll::Status;
use crate::store::{self, Tx};
use crate::territory::Levels;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What counting and checking need of a row.
#[derive(Deserialize)]
pub(crate) struct RowKey<'d> {
    #[serde(rename = "a", borrow)]
    pub area_code: Cow<'d, str>,
    #[serde(rename = "n")]
    pub number: u32,
    #[serde(rename = "id")]
    pub personal_id: PersonalNumber,
    #[serde(rename = "x")]
    pub sex: Sex,
    #[serde(rename = "bl")]
    pub ballots: Levels,
    #[serde(rename = "s")]
    pub status: Status,
}

/// A row that does not agree with the columns it is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misfiled {
    pub area_code: String,
    pub number: String,
}

/// A row as it is kept, beside the columns it is found by.
struct FiledRow<'l> {
    area: &'l str,
    number: &'l str,
    person: &'l str,
    standing: &'l str,
    document: &'l str,
}

impl<'l> FiledRow<'l> {
    fn of(line: &'l str) -> Self {
        let mut parts = line.splitn(5, ' ');
        let mut next = || parts.next().unwrap_or_default();
        Self { area: next(), number: next(), person: next(), standing: next(), document: next() }
    }

    /// What the row says, if it is what its columns say.
    fn key(&self) -> Option<RowKey<'l>> {
        let fits = |key: &RowKey<'_>| {
            key.area_code == self.area
                && self.number.parse() == Ok(key.number)
                && key.personal_id.as_str() == self.person
                && (key.status == Status::Listed) == (self.standing == "1")
        };
        serde_json::from_str::<RowKey<'_>>(self.document).ok().filter(fits)
    }
}

/// The histories of a commune's areas, those without a version left out, and rows that are misfiled. Each row is shown to
/// `seen`.
pub(crate) async fn of_commune(
    tx: &mut Tx,
    roll_id: &str,
    commune: &str,
    mut seen: impl FnMut(&RowKey<'_>),
) -> Result<(BTreeMap<AreaCode, AreaHistory>, Vec<Misfiled>), ListsError> {
    let mut histories: BTreeMap<AreaCode, AreaHistory> = BTreeMap::new();
    for list in store::version::of_commune(tx, roll_id, commune).await?.parse::<ListVersion>()? {
        let code = list.area_code.clone();
        let of_area = histories.entry(code.clone()).or_insert_with(|| AreaHistory {
            area_code: code,
            rows: BTreeMap::new(),
            versions: Vec::new(),
            changed: Vec::new(),
        });
        of_area.versions.push(list);
    }
    let mut misfiled = Vec::new();
    let page = store::entry::read_filed(tx, roll_id, commune).await?;
    for line in page.documents() {
        let row = FiledRow::of(line);
        let of_area = AreaCode::parse(row.area).ok().and_then(|code| histories.get_mut(&code));
        match (row.key(), of_area) {
            (Some(key), Some(of_area)) => {
                seen(&key);
                of_area.rows.insert(key.number, row.document.to_owned());
            }
            (_, _) => {
                misfiled.push(Misfiled { area_code: row.area.to_owned(), number: row.number.to_owned() });
            }
        }
    }
    for row in store::change::of_commune(tx, roll_id, commune).await?.parse::<ChangedRow>()? {
        match histories.get_mut(row.edit.area()) {
            Some(of_area) => of_area.changed.push(row),
            None => misfiled.push(Misfiled {
                area_code: row.edit.area().to_string(),
                number: row.edit.after.number.to_string(),
            }),
        }
    }
    for history in histories.values_mut() {
        history.changed.sort_by_key(|row| row.version);
    }
    Ok((histories, misfiled))
}
