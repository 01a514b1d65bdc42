//! `prove`: that a person's row stands, or stood, on a posted list, in a form that is checked without any other row.

use crate::lists::histories::of_commune;
use crate::lists::{Lists, ListsError, rows_of_person};
use crate::people::PersonalNumber;
use crate::roll::chain::{self, Evidence, Proof};
use crate::store::Database;
use std::collections::BTreeMap;

/// Proves the row where a person stands; of somebody who stands nowhere, the last row that was struck or marked.
///
/// # Errors
/// [`ListsError::UnknownPerson`] if no list ever held the person; [`ListsError::Refused`] if the lists do not agree with their
/// digests; another if the database fails.
pub async fn prove(database: &Database, number: PersonalNumber) -> Result<Proof, ListsError> {
    let mut tx = database.read().await?;
    let lists = Lists::find(&mut tx, database).await?;
    let rows = rows_of_person(&mut tx, &lists, number).await?;
    let row = rows.into_iter().next().ok_or(ListsError::UnknownPerson)?;
    let refused = |why: String| ListsError::Refused { why };
    let (histories, _) = of_commune(&mut tx, lists.roll_id(), row.commune_code.as_str(), |_| ()).await?;
    let areas = lists.areas(&mut tx, [&row.commune_code]).await?;
    let statement = lists.last(&mut tx).await?;
    tx.rollback().await?;
    let history = histories.get(&row.area_code);
    let history =
        history.ok_or_else(|| ListsError::NotPosted { place: format!("area {}", row.area_code) })?;
    let posted = history.posted_digests().map_err(|broken| refused(broken.message))?;
    let stated =
        statement.ok_or_else(|| ListsError::NotPosted { place: format!("area {}", row.area_code) })?;
    let links: BTreeMap<_, _> = areas.iter().map(|(code, state)| (code.clone(), state.link())).collect();
    let communes = lists.communes_by_province();
    let provinces = chain::province_digests(&communes);
    let own = lists.communes.get(&row.commune_code);
    let own = own.ok_or_else(|| ListsError::NotPosted { place: format!("commune {}", row.commune_code) })?;
    let none = BTreeMap::new();
    let evidence = Evidence {
        province_code: &own.province_code,
        commune_code: &row.commune_code,
        area_code: &row.area_code,
        posted_version: history.versions.first().map_or(1, |version| version.version),
        posted: &posted,
        versions: &history.later(),
        areas: &links,
        communes: communes.get(&own.province_code).unwrap_or(&none),
        provinces: &provinces,
        statement: &stated.statement,
        signed: stated.signed,
    };
    let document = history.rows.get(&row.number).cloned().unwrap_or_default();
    evidence.prove(row.number, &document).map_err(|error| refused(error.to_string()))
}
