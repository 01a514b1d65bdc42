//! `books`: what was posted, what came and went, and what stands, of every area, commune, province and the nation.

use super::error::TaskError;
use crate::lists::{CommuneState, Lists, ListsError};
use crate::output::{AreaBooks, commune_lines, find_constituency, sum, with_sums};
use crate::people::{AreaCode, CommuneCode, ConstituencyCode};
pub use crate::render::books::{BooksRow, PlaceLevel};
use crate::render::constituency_name;
use crate::store::Database;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Whose books are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Scope {
    #[default]
    Nation,
    /// A commune and its areas.
    Commune(CommuneCode),
    Area(AreaCode),
    /// A constituency, and the communes it is made of, or its areas.
    Constituency(ConstituencyCode),
}

/// The books of posted lists, armed units included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    pub roll_id: String,
    pub version: u32,
    /// The snapshot whose facts the lists follow.
    pub snapshot_id: String,
    /// From the whole to its parts: each place before what it is made of.
    pub lines: Vec<BooksRow>,
}

/// The books of the latest roll, as sums of the books of its areas, each checked.
///
/// # Errors
/// [`ListsError::Unbalanced`] if an account does not balance; [`ListsError::NotPosted`] if the lists asked for are drafts;
/// [`TaskError`] if there is no roll, the place is unknown or the database fails.
pub async fn books(database: &Database, scope: &Scope) -> Result<Told, TaskError> {
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, database).await?;
    let communes = communes_of(&lists, scope)?;
    let states = lists.areas(&mut tx, communes.iter().map(|state| &state.commune_code)).await?;
    tx.rollback().await?;
    let areas = |code: &CommuneCode| -> Vec<AreaBooks<'_>> {
        let own = states.values().filter(|state| &state.commune_code == code);
        own.map(|state| AreaBooks { area_code: &state.area_code, books: state.books }).collect()
    };
    let mut provinces: BTreeMap<&str, Vec<BooksRow>> = BTreeMap::new();
    for commune in &communes {
        let lines = commune_lines(&lists, commune, &areas(&commune.commune_code));
        provinces.entry(commune.province_code.as_str()).or_default().extend(lines);
    }
    let lines = match scope {
        Scope::Nation => with_sums(&lists, provinces),
        Scope::Constituency(code) => {
            of_constituency(&lists, code, provinces.into_values().flatten().collect())?
        }
        Scope::Commune(_) => provinces.into_values().flatten().collect(),
        Scope::Area(code) => {
            let is_asked = |line: &BooksRow| line.level == PlaceLevel::Area && line.code == code.as_str();
            provinces.into_values().flatten().filter(is_asked).collect()
        }
    };
    lines.iter().try_for_each(BooksRow::check).map_err(ListsError::Unbalanced)?;
    Ok(Told {
        roll_id: lists.roll_id().to_owned(),
        version: lists.version(),
        snapshot_id: lists.basis.snapshot_id.clone(),
        lines,
    })
}

/// The posted communes of a scope.
fn communes_of<'l>(lists: &'l Lists, scope: &Scope) -> Result<Vec<&'l CommuneState>, TaskError> {
    let commune = match scope {
        Scope::Nation if lists.communes.is_empty() => {
            return Err(ListsError::NotPosted { place: "this database".to_owned() }.into());
        }
        Scope::Nation => return Ok(lists.communes.values().collect()),
        Scope::Commune(code) => {
            super::waiting::check_communes(lists, &[code.clone()].into())?;
            code
        }
        Scope::Constituency(code) => {
            find_constituency(&lists.basis.territory, code)?;
            let all = lists.basis.territory.communes_of_constituency(code);
            let posted: Vec<_> = all.into_iter().filter_map(|code| lists.communes.get(code)).collect();
            return match posted.is_empty() {
                true => Err(ListsError::NotPosted { place: format!("constituency {code}") }.into()),
                false => Ok(posted),
            };
        }
        Scope::Area(code) => match lists.basis.territory.area(code) {
            Some(area) => &area.commune_code,
            None => return Err(TaskError::UnknownArea { code: code.to_string() }),
        },
    };
    let not_posted = || ListsError::NotPosted { place: format!("commune {commune}") };
    Ok(vec![lists.communes.get(commune).ok_or_else(not_posted)?])
}

/// The constituency, then its communes if it is made of whole ones, else its areas alone.
fn of_constituency(
    lists: &Lists,
    code: &ConstituencyCode,
    communes: Vec<BooksRow>,
) -> Result<Vec<BooksRow>, TaskError> {
    let territory = &lists.basis.territory;
    let constituency = find_constituency(territory, code)?;
    let own: BTreeSet<&str> =
        territory.areas_of_constituency(code).into_iter().map(|area| area.area_code.as_str()).collect();
    let (areas, wholes): (Vec<BooksRow>, Vec<BooksRow>) =
        communes.into_iter().partition(|line| line.level == PlaceLevel::Area);
    let is_whole = areas.iter().all(|line| own.contains(line.code.as_str()));
    let areas: Vec<BooksRow> = areas.into_iter().filter(|line| own.contains(line.code.as_str())).collect();
    let whole = BooksRow {
        level: PlaceLevel::Constituency,
        code: code.to_string(),
        name: constituency_name(constituency),
        books: sum(&areas, PlaceLevel::Area),
    };
    Ok(std::iter::once(whole).chain(if is_whole { wholes } else { areas }).collect())
}
