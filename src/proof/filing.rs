//! Whether what is kept of posted lists can be read at all, is as the program writes it, and lies where its columns say.

use super::Problem;
use crate::lists::digests::log_of;
use crate::lists::{AreaState, ChangedRow, CommuneState, ListVersion, ListsError, RollVersion};
use crate::people::digest;
use crate::roll::chain::Digest;
use crate::store::{self, Tx};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The document, if it is exactly as this program writes it: what is ignored in reading is altered all the same.
pub(super) fn as_written<T: DeserializeOwned + Serialize>(text: &str) -> Option<T> {
    let value: T = serde_json::from_str(text).ok()?;
    serde_json::to_string(&value).is_ok_and(|written| written == text).then_some(value)
}

fn problem(file: String, line: Option<u64>, message: impl Into<String>) -> Problem {
    Problem { file, line, message: message.into() }
}

/// What is wrong with the states of communes and the statements of versions.
pub(super) async fn of_roll(tx: &mut Tx, roll_id: &str) -> Result<Vec<Problem>, ListsError> {
    let mut problems = Vec::new();
    for line in store::posting::filed_communes(tx, roll_id).await?.documents() {
        let (code, document) = line.split_once(' ').unwrap_or((line, ""));
        let state = as_written::<CommuneState>(document);
        if state.is_none_or(|state| state.commune_code.as_str() != code) {
            problems.push(problem(format!("commune {code}"), None, "its state is not as it was filed"));
        }
    }
    for (version, document) in store::version::all(tx, roll_id).await? {
        let stated = as_written::<RollVersion>(&document);
        if stated.is_none_or(|stated| u64::from(stated.statement.version) != version) {
            let message = "the statement of the version is not as it was filed";
            problems.push(problem("versions".to_owned(), Some(version), message));
        }
    }
    Ok(problems)
}

/// What is wrong with the states and versions of a commune's lists.
pub(super) async fn of_commune(
    tx: &mut Tx,
    roll_id: &str,
    commune: &str,
) -> Result<Vec<Problem>, ListsError> {
    let mut problems = Vec::new();
    for line in store::posting::filed_areas(tx, roll_id, commune).await?.documents() {
        let (code, document) = line.split_once(' ').unwrap_or((line, ""));
        let state = as_written::<AreaState>(document);
        if state.is_none_or(|it| it.area_code.as_str() != code || it.commune_code.as_str() != commune) {
            problems.push(problem(format!("area {code}"), None, "its state is not as it was filed"));
        }
    }
    for line in store::version::filed(tx, roll_id, commune).await?.documents() {
        let mut parts = line.splitn(3, ' ');
        let [code, version, document] =
            [parts.next(), parts.next(), parts.next()].map(Option::unwrap_or_default);
        let list = as_written::<ListVersion>(document);
        if list.is_none_or(|list| list.area_code.as_str() != code || version.parse() != Ok(list.version)) {
            let message = format!("version {version}: the list's version is not as it was filed");
            problems.push(problem(format!("area {code}"), None, message));
        }
    }
    Ok(problems)
}

/// What a version wrote.
pub(super) struct Wrote {
    /// What is wrong with its log.
    pub problems: Vec<Problem>,
    /// The digest of its statement and log.
    pub all: String,
    /// The digest of its log, as a statement has it.
    pub log: Digest,
}

/// What a version of a roll wrote.
pub(super) async fn of_version(
    tx: &mut Tx,
    roll_id: &str,
    version: u64,
    statement: &str,
) -> Result<Wrote, ListsError> {
    let mut problems = Vec::new();
    let mut written = vec![statement.to_owned()];
    let page = store::change::filed(tx, roll_id, version).await?;
    for (place, line) in (1_u32..).zip(page.documents()) {
        let mut parts = line.splitn(6, ' ');
        let mut next = || parts.next().unwrap_or_default();
        let (commune, area, position, change, person, document) =
            (next(), next(), next(), next(), next(), next());
        let fits = |row: &ChangedRow| {
            row.edit.commune().as_str() == commune
                && row.edit.area().as_str() == area
                && u64::from(row.version) == version
                && position.parse() == Ok(place)
                && row.change.change_id == change
                && row.change.personal_id.as_str() == person
        };
        let row = as_written::<ChangedRow>(document);
        if !row.as_ref().is_some_and(fits) {
            let number = row.map(|row| u64::from(row.edit.after.number));
            let message = format!("version {version}: change {change} is not as it was filed");
            problems.push(problem(format!("area {area}"), number, message));
        }
        written.push(document.to_owned());
    }
    let log = log_of(written[1..].iter().map(String::as_str));
    Ok(Wrote { problems, all: digest(written.join("\n").as_bytes()), log })
}
