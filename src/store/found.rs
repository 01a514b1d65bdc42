//! Who is found by a name and year of birth, or by the number before 2016: the personal numbers of everybody who has, or by a
//! delta had, them. Whether somebody still has them is told by the facts of now.

use super::list::{Listed, json};
use super::statement::statements;
use super::time::stored;
use super::transaction::Value;
use super::{Statement, StoreError, Tx};
use std::collections::BTreeSet;

statements! {
    NAMED_SQLITE = Sqlite "found::named", "Finds whom a full snapshot has of some names, each with a year of birth.",
        "SELECT DISTINCT dossier.name_year, dossier.personal_id FROM json_each($2) AS wanted CROSS JOIN dossier \
         ON dossier.snapshot_id = $1 AND dossier.name_year = wanted.value ORDER BY 1, 2 LIMIT $3";
    NAMED_POSTGRES = Postgres "found::named", "Finds whom a full snapshot has of some names, each with a year of birth.",
        "SELECT DISTINCT name_year, personal_id FROM dossier WHERE snapshot_id = $1 AND name_year <> '' \
         AND name_year = ANY (ARRAY(SELECT value FROM json_array_elements_text($2::json) AS value)) \
         ORDER BY 1, 2 LIMIT $3";
    NAMED_IN_SQLITE = Sqlite "found::named_in", "Finds whom a full snapshot has of names in communes.",
        "SELECT DISTINCT dossier.name_year, dossier.personal_id FROM json_each($2) AS wanted CROSS JOIN dossier \
         ON dossier.snapshot_id = $1 AND dossier.name_year = wanted.value->>0 \
         AND dossier.commune_code = wanted.value->>1 ORDER BY 1, 2 LIMIT $3";
    NAMED_IN_POSTGRES = Postgres "found::named_in", "Finds whom a full snapshot has of names in communes.",
        "SELECT DISTINCT name_year, personal_id FROM dossier WHERE snapshot_id = $1 AND name_year <> '' \
         AND (name_year, commune_code) IN \
         (SELECT value->>0, value->>1 FROM json_array_elements($2::json) AS value) ORDER BY 1, 2 LIMIT $3";
    NUMBERED_SQLITE = Sqlite "found::numbered", "Finds whom a full snapshot has of some numbers before 2016.",
        "SELECT DISTINCT dossier.old_number, dossier.personal_id FROM json_each($2) AS wanted CROSS JOIN dossier \
         ON dossier.snapshot_id = $1 AND dossier.old_number = wanted.value AND dossier.old_number <> '' \
         ORDER BY 1, 2 LIMIT $3";
    NUMBERED_POSTGRES = Postgres "found::numbered", "Finds whom a full snapshot has of some numbers before 2016.",
        "SELECT DISTINCT old_number, personal_id FROM dossier WHERE snapshot_id = $1 AND old_number <> '' \
         AND old_number = ANY (ARRAY(SELECT value FROM json_array_elements_text($2::json) AS value)) \
         ORDER BY 1, 2 LIMIT $3";
    REVISED_NAMED_SQLITE = Sqlite "found::revised_named", "Finds whom deltas have of some names, each with a year of birth.",
        "SELECT DISTINCT revision.name_year, revision.personal_id FROM json_each($2) AS wanted CROSS JOIN revision \
         ON revision.root = $1 AND revision.name_year = wanted.value AND revision.sequence BETWEEN 1 AND $3 \
         ORDER BY 1, 2 LIMIT $4";
    REVISED_NAMED_POSTGRES = Postgres "found::revised_named", "Finds whom deltas have of some names, each with a year of birth.",
        "SELECT DISTINCT name_year, personal_id FROM revision WHERE root = $1 AND sequence BETWEEN 1 AND $3 \
         AND name_year = ANY (ARRAY(SELECT value FROM json_array_elements_text($2::json) AS value)) \
         ORDER BY 1, 2 LIMIT $4";
    REVISED_NUMBERED_SQLITE = Sqlite "found::revised_numbered", "Finds whom deltas have of some numbers before 2016.",
        "SELECT DISTINCT revision.old_number, revision.personal_id FROM json_each($2) AS wanted CROSS JOIN revision \
         ON revision.root = $1 AND revision.old_number = wanted.value AND revision.sequence BETWEEN 1 AND $3 \
         ORDER BY 1, 2 LIMIT $4";
    REVISED_NUMBERED_POSTGRES = Postgres "found::revised_numbered", "Finds whom deltas have of some numbers before 2016.",
        "SELECT DISTINCT old_number, personal_id FROM revision WHERE root = $1 AND sequence BETWEEN 1 AND $3 \
         AND old_number = ANY (ARRAY(SELECT value FROM json_array_elements_text($2::json) AS value)) \
         ORDER BY 1, 2 LIMIT $4";
    IS_KEPT = Both "found::is_kept", "Tells what finds a dossier of a snapshot.",
        "SELECT name_year FROM dossier WHERE snapshot_id = $1 LIMIT 1";
}

const NAMED: Listed = Listed { sqlite: NAMED_SQLITE, postgres: NAMED_POSTGRES };
const NAMED_IN: Listed = Listed { sqlite: NAMED_IN_SQLITE, postgres: NAMED_IN_POSTGRES };
const NUMBERED: Listed = Listed { sqlite: NUMBERED_SQLITE, postgres: NUMBERED_POSTGRES };
const REVISED_NAMED: Listed = Listed { sqlite: REVISED_NAMED_SQLITE, postgres: REVISED_NAMED_POSTGRES };
const REVISED_NUMBERED: Listed =
    Listed { sqlite: REVISED_NUMBERED_SQLITE, postgres: REVISED_NUMBERED_POSTGRES };

/// A full snapshot with the deltas upon it up to one of them, and how many are to be found there at the most.
#[derive(Debug, Clone, Copy)]
pub struct Among<'a> {
    pub root: &'a str,
    pub sequence: u64,
    pub limit: u32,
}

/// Whether a full snapshot keeps what finds its persons: an earlier edition kept nothing. One without persons does.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn is_kept(tx: &mut Tx, root: &str) -> Result<bool, StoreError> {
    let first: Option<(String,)> = tx.fetch_optional(&IS_KEPT, &[Value::Text(root)]).await?;
    Ok(first.is_none_or(|(name_year,)| !name_year.is_empty()))
}

/// The personal numbers of some names, each with a year of birth, as [`name_year`](crate::people::name_year) writes them.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn named(
    tx: &mut Tx,
    among: Among<'_>,
    name_years: impl IntoIterator<Item = &str>,
) -> Result<BTreeSet<String>, StoreError> {
    let wanted = json(name_years);
    let mut found = loaded(tx, &NAMED, among, &wanted).await?;
    found.extend(revised(tx, &REVISED_NAMED, among, &wanted).await?);
    Ok(found)
}

/// A name with a year of birth, in a commune; `""` for those of no commune.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameIn<'a> {
    pub name_year: &'a str,
    pub commune_code: &'a str,
}

/// The personal numbers of some names in communes, and of those of whom a delta tells, wherever they are.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn named_in(
    tx: &mut Tx,
    among: Among<'_>,
    names: &[NameIn<'_>],
) -> Result<BTreeSet<String>, StoreError> {
    let pairs: Vec<[&str; 2]> = names.iter().map(|it| [it.name_year, it.commune_code]).collect();
    let wanted = serde_json::to_string(&pairs).expect("texts are always JSON");
    let mut found = loaded(tx, &NAMED_IN, among, &wanted).await?;
    let name_years: BTreeSet<&str> = names.iter().map(|it| it.name_year).collect();
    found.extend(revised(tx, &REVISED_NAMED, among, &json(name_years)).await?);
    Ok(found)
}

/// The personal numbers of those of some numbers before 2016.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn numbered(
    tx: &mut Tx,
    among: Among<'_>,
    old_numbers: impl IntoIterator<Item = &str>,
) -> Result<BTreeSet<String>, StoreError> {
    let wanted = json(old_numbers);
    let mut found = loaded(tx, &NUMBERED, among, &wanted).await?;
    found.extend(revised(tx, &REVISED_NUMBERED, among, &wanted).await?);
    Ok(found)
}

async fn loaded(
    tx: &mut Tx,
    of: &Listed,
    among: Among<'_>,
    wanted: &str,
) -> Result<BTreeSet<String>, StoreError> {
    let values = [Value::Text(among.root), Value::Text(wanted), Value::Integer(among.limit.into())];
    numbers(tx, of.of(tx), &values).await
}

async fn revised(
    tx: &mut Tx,
    of: &Listed,
    among: Among<'_>,
    wanted: &str,
) -> Result<BTreeSet<String>, StoreError> {
    if among.sequence == 0 {
        return Ok(BTreeSet::new());
    }
    let statement = of.of(tx);
    let sequence = Value::Integer(stored(statement.name, among.sequence)?);
    let values = [Value::Text(among.root), Value::Text(wanted), sequence, Value::Integer(among.limit.into())];
    numbers(tx, statement, &values).await
}

async fn numbers(
    tx: &mut Tx,
    statement: &Statement,
    values: &[Value<'_>],
) -> Result<BTreeSet<String>, StoreError> {
    let rows: Vec<(String, String)> = tx.fetch(statement, values).await?;
    Ok(rows.into_iter().map(|(_, personal_id)| personal_id).collect())
}
