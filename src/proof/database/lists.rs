//! The lists of one commune: every row against the chain of its versions, its books and its present state, as of the version
//! that is checked. What was done since is taken back, so that it may go on meanwhile.

use super::super::roll::LinkedArea;
use super::super::{Problem, filing};
use crate::lists::histories::{RowKey, of_commune};
use crate::lists::history::AreaHistory;
use crate::lists::{AreaState, Lists, ListsError};
use crate::people::{CommuneCode, Sex};
use crate::roll::{Count, Status, Totals};
use crate::store::{StoreError, Tx};
use crate::territory::Level;
use std::collections::BTreeMap;

/// What was checked of one commune.
#[derive(Default)]
pub(super) struct Checked {
    pub areas: Vec<(CommuneCode, LinkedArea)>,
    /// The numbers of those who stand on its lists.
    pub standing: Vec<u64>,
    pub entries: u64,
    /// The last version that any list tells of, be it later than the one that is checked.
    pub last_version: u32,
    pub problems: Vec<Problem>,
}

/// The lists of a roll, at the version that is checked.
pub(super) struct OfRoll<'a> {
    pub lists: &'a Lists,
}

/// The present state of an area's list.
enum Present<'a> {
    Missing,
    /// It is that of a later version than is checked.
    Later,
    State(&'a AreaState),
}

/// The rows of a list, counted.
#[derive(Default)]
struct Counted {
    entries: u64,
    totals: Totals,
    standing: Vec<u64>,
}

impl Counted {
    fn add(&mut self, row: &RowKey<'_>) {
        self.entries += 1;
        if row.status == Status::Listed {
            self.standing.push(row.personal_id.as_str().parse().unwrap_or_default());
            count(&mut self.totals, row.sex, |level| row.ballots.contains(level));
        }
    }

    /// Counts the rows of a history.
    fn of(history: &AreaHistory) -> Self {
        let mut counted = Self::default();
        let rows = history.rows.values();
        // One that cannot be read is told of when its digest is not found.
        rows.filter_map(|row| serde_json::from_str::<RowKey<'_>>(row).ok()).for_each(|row| counted.add(&row));
        counted
    }
}

impl OfRoll<'_> {
    /// Checks the lists of one commune.
    pub async fn commune(&self, tx: &mut Tx, commune: &CommuneCode) -> Result<Checked, ListsError> {
        let roll_id = self.lists.roll_id();
        let problems = filing::of_commune(tx, roll_id, commune.as_str()).await?;
        let mut checked = Checked { problems, ..Checked::default() };
        if !checked.problems.is_empty() {
            return Ok(checked);
        }
        let mut rows: BTreeMap<String, Counted> = BTreeMap::new();
        let seen = |row: &RowKey<'_>| rows.entry(row.area_code.to_string()).or_default().add(row);
        let (histories, misfiled) = match of_commune(tx, roll_id, commune.as_str(), seen).await {
            Err(ListsError::Store(error @ StoreError::Value { .. })) => {
                let file = format!("commune {commune}");
                checked.problems.push(Problem { file, line: None, message: error.to_string() });
                return Ok(checked);
            }
            read => read?,
        };
        let states = self.lists.areas(tx, [commune]).await?;
        for row in misfiled {
            checked.problem(&row.area_code, row.number.parse().ok(), "a row is not filed as it says");
        }
        for code in states.keys().filter(|code| !histories.contains_key(code)) {
            checked.problem(code.as_str(), None, "the list has no version");
        }
        for (code, history) in histories {
            let counted = rows.remove(code.as_str()).unwrap_or_default();
            self.list(commune, history, counted, states.get(&code), &mut checked);
        }
        Ok(checked)
    }

    /// Checks the list of one area as it was at the version that is checked: what came later is cut off.
    fn list(
        &self,
        commune: &CommuneCode,
        mut history: AreaHistory,
        mut counted: Counted,
        state: Option<&AreaState>,
        checked: &mut Checked,
    ) {
        let last = history.versions.last().map_or(0, |list| list.version);
        checked.last_version = checked.last_version.max(last);
        let is_later = match history.cut(self.lists.version()) {
            Ok(is_later) => is_later,
            Err(broken) => {
                let message = format!("version {}: {}", broken.version, broken.message);
                return checked.problem(history.area_code.as_str(), broken.row.map(u64::from), message);
            }
        };
        if history.versions.is_empty() {
            return;
        }
        let present = match (is_later, state) {
            (true, _) => Present::Later,
            (false, Some(state)) => Present::State(state),
            (false, None) => Present::Missing,
        };
        if is_later {
            counted = Counted::of(&history);
        }
        self.area(commune, &history, present, &counted.totals, checked);
        checked.entries += counted.entries;
        checked.standing.extend(counted.standing);
    }

    fn area(
        &self,
        commune: &CommuneCode,
        history: &AreaHistory,
        present: Present<'_>,
        counted: &Totals,
        checked: &mut Checked,
    ) {
        let code = &history.area_code;
        let links = match history.check(self.lists.roll_id()) {
            Ok(links) => links,
            Err(broken) => {
                let message = format!("version {}: {}", broken.version, broken.message);
                return checked.problem(code.as_str(), broken.row.map(u64::from), message);
            }
        };
        match present {
            Present::Missing => {
                return checked.problem(code.as_str(), None, "the list has no present state");
            }
            Present::Later => {}
            Present::State(state) => {
                let is_last = links.last().is_some_and(|last| *last == state.link());
                present_state(commune, history, state, counted, is_last, checked);
            }
        }
        let posted_at = self.lists.communes.get(commune).map(|state| state.posted_at);
        // An area that came to the commune later is opened later.
        if history.versions.first().is_none_or(|first| posted_at.is_none_or(|posted| first.at < posted)) {
            checked.problem(code.as_str(), None, "the list was posted before its commune");
        }
        let moments = history.versions.iter().map(|list| list.at).collect();
        checked.areas.push((commune.clone(), LinkedArea { area_code: code.clone(), links, moments }));
    }
}

/// The present state of a list against its history; `is_last` tells whether it is the last link of the list's chain.
fn present_state(
    commune: &CommuneCode,
    history: &AreaHistory,
    state: &AreaState,
    counted: &Totals,
    is_last: bool,
    checked: &mut Checked,
) {
    let code = &history.area_code;
    let last_number = history.rows.keys().next_back().copied().unwrap_or(0);
    if !is_last || state.last_number != last_number || &state.commune_code != commune {
        checked.problem(code.as_str(), None, "the present state is not that of the last version");
    }
    let books = state.books.check(&format!("area {code}"));
    if let Err(error) = books.and_then(|()| state.books.check_against(code, counted)) {
        checked.problem(code.as_str(), None, error.to_string());
    }
    if let Some(problem) = ledger(state, history, counted) {
        checked.problem(code.as_str(), None, problem);
    }
}

/// The ledger again from the posted list and every change, against the one that is kept.
fn ledger(state: &AreaState, history: &AreaHistory, counted: &Totals) -> Option<String> {
    let books = history.books_at(u32::MAX, counted).ok()?;
    (books != state.books).then(|| "the books are not those of the changes".to_owned())
}

impl Checked {
    fn problem(&mut self, area: &str, row: Option<u64>, message: impl Into<String>) {
        self.problems.push(Problem { file: format!("area {area}"), line: row, message: message.into() });
    }
}

fn count(totals: &mut Totals, sex: Sex, has: impl Fn(Level) -> bool) {
    let add = |count: &mut Count| {
        count.total += 1;
        match sex {
            Sex::Male => count.male += 1,
            Sex::Female => count.female += 1,
        }
    };
    add(&mut totals.voters);
    for (level, sum) in [
        (Level::National, &mut totals.national),
        (Level::Provincial, &mut totals.provincial),
        (Level::Communal, &mut totals.communal),
    ] {
        if has(level) {
            add(sum);
        }
    }
}
