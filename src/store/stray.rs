//! Rows of rolls and snapshots that the database does not know: whoever hides or renames one leaves them behind.
//!
//! SQLite steps from one key to the next, so that no table is read whole. On a server a large table's rows lie in parts that
//! are named after what they belong to, and small tables are read through their keys.

use super::list::{Listed, json};
use super::statement::statements;
use super::transaction::Value;
use super::{StoreError, Tx};

/// A row of something that is not there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stray {
    pub table: &'static str,
    /// The roll or snapshot; of a server's part, its name.
    pub of: String,
}

/// The keys of a SQLite table that are not among those given.
macro_rules! steps {
    ($table:literal, $column:literal) => {
        concat!(
            "WITH RECURSIVE found (id) AS (SELECT min(",
            $column,
            ") FROM ",
            $table,
            " UNION ALL SELECT (SELECT min(",
            $column,
            ") FROM ",
            $table,
            " WHERE ",
            $column,
            " > found.id) FROM found WHERE id IS NOT NULL) \
             SELECT id FROM found WHERE id IS NOT NULL AND id NOT IN (SELECT value FROM json_each($1))"
        )
    };
}

/// The keys of a server's table that are not among those given.
macro_rules! keys {
    ($table:literal, $column:literal) => {
        concat!(
            "SELECT DISTINCT ",
            $column,
            " FROM ",
            $table,
            " WHERE ",
            $column,
            " <> ALL (ARRAY(SELECT value FROM json_array_elements_text($1::json) AS value))"
        )
    };
}

/// The parts of a server's table that belong to none of those given.
macro_rules! parts {
    ($table:literal) => {
        concat!(
            "SELECT part.relname::text FROM pg_inherits JOIN pg_class AS part ON part.oid = pg_inherits.inhrelid \
             WHERE pg_inherits.inhparent = to_regclass('", $table, "') AND part.relname::text <> ALL (ARRAY(\
             SELECT cutri_part('", $table, "', value) FROM json_array_elements_text($1::json) AS value))"
        )
    };
}

statements! {
    ENTRY_SQLITE = Sqlite "stray::entry", "Finds rows of lists of unknown rolls.", steps!("entry", "roll_id");
    ENTRY_POSTGRES = Postgres "stray::entry", "Finds rows of lists of unknown rolls.", parts!("entry");
    OUTCOME_SQLITE = Sqlite "stray::outcome", "Finds outcomes of unknown rolls.", steps!("outcome", "roll_id");
    OUTCOME_POSTGRES = Postgres "stray::outcome", "Finds outcomes of unknown rolls.", parts!("outcome");
    RESULT_SQLITE = Sqlite "stray::commune_result", "Finds sums of communes of unknown rolls.",
        steps!("commune_result", "roll_id");
    RESULT_POSTGRES = Postgres "stray::commune_result", "Finds sums of communes of unknown rolls.",
        keys!("commune_result", "roll_id");
    POSTING_SQLITE = Sqlite "stray::posting", "Finds postings of unknown rolls.", steps!("posting", "roll_id");
    POSTING_POSTGRES = Postgres "stray::posting", "Finds postings of unknown rolls.", keys!("posting", "roll_id");
    COMMUNE_SQLITE = Sqlite "stray::posted_commune", "Finds posted communes of unknown rolls.",
        steps!("posted_commune", "roll_id");
    COMMUNE_POSTGRES = Postgres "stray::posted_commune", "Finds posted communes of unknown rolls.",
        keys!("posted_commune", "roll_id");
    AREA_SQLITE = Sqlite "stray::posted_area", "Finds posted areas of unknown rolls.",
        steps!("posted_area", "roll_id");
    AREA_POSTGRES = Postgres "stray::posted_area", "Finds posted areas of unknown rolls.",
        keys!("posted_area", "roll_id");
    LIST_SQLITE = Sqlite "stray::area_version", "Finds versions of lists of unknown rolls.",
        steps!("area_version", "roll_id");
    LIST_POSTGRES = Postgres "stray::area_version", "Finds versions of lists of unknown rolls.",
        keys!("area_version", "roll_id");
    VERSION_SQLITE = Sqlite "stray::roll_version", "Finds statements of unknown rolls.",
        steps!("roll_version", "roll_id");
    VERSION_POSTGRES = Postgres "stray::roll_version", "Finds statements of unknown rolls.",
        keys!("roll_version", "roll_id");
    CHANGE_SQLITE = Sqlite "stray::change_row", "Finds changes of unknown rolls.", steps!("change_row", "roll_id");
    CHANGE_POSTGRES = Postgres "stray::change_row", "Finds changes of unknown rolls.", keys!("change_row", "roll_id");
    OUTCOMES_SQLITE = Sqlite "stray::outcome_change", "Finds changed outcomes of unknown rolls.",
        steps!("outcome_change", "roll_id");
    OUTCOMES_POSTGRES = Postgres "stray::outcome_change", "Finds changed outcomes of unknown rolls.",
        keys!("outcome_change", "roll_id");
    MATTER_SQLITE = Sqlite "stray::matter", "Finds matters of unknown rolls.", steps!("matter", "roll_id");
    MATTER_POSTGRES = Postgres "stray::matter", "Finds matters of unknown rolls.", keys!("matter", "roll_id");
    DOSSIER_SQLITE = Sqlite "stray::dossier", "Finds dossiers of unknown snapshots.",
        steps!("dossier", "snapshot_id");
    DOSSIER_POSTGRES = Postgres "stray::dossier", "Finds dossiers of unknown snapshots.", parts!("dossier");
    DOSSIERS_SQLITE = Sqlite "stray::dossier_commune", "Finds counts of dossiers of unknown snapshots.",
        steps!("dossier_commune", "snapshot_id");
    DOSSIERS_POSTGRES = Postgres "stray::dossier_commune", "Finds counts of dossiers of unknown snapshots.",
        keys!("dossier_commune", "snapshot_id");
    REVISION_SQLITE = Sqlite "stray::revision", "Finds revisions upon unknown snapshots.",
        steps!("revision", "root");
    REVISION_POSTGRES = Postgres "stray::revision", "Finds revisions upon unknown snapshots.",
        keys!("revision", "root");
    TOUCHED_SQLITE = Sqlite "stray::revision_commune", "Finds where deltas touch persons of unknown snapshots.",
        steps!("revision_commune", "root");
    TOUCHED_POSTGRES = Postgres "stray::revision_commune", "Finds where deltas touch persons of unknown snapshots.",
        keys!("revision_commune", "root");
    SHAPES_SQLITE = Sqlite "stray::shapes", "Finds outlines of unknown snapshots.", steps!("shapes", "root");
    SHAPES_POSTGRES = Postgres "stray::shapes", "Finds outlines of unknown snapshots.", keys!("shapes", "root");
    ROWS_SQLITE = Sqlite "stray::rows", "Lists the communes in which a roll has rows of lists.",
        "WITH RECURSIVE found (code) AS (SELECT min(commune_code) FROM entry WHERE roll_id = $1 UNION ALL \
         SELECT (SELECT min(commune_code) FROM entry WHERE roll_id = $1 AND commune_code > found.code) \
         FROM found WHERE code IS NOT NULL) SELECT code FROM found WHERE code IS NOT NULL";
    ROWS_POSTGRES = Postgres "stray::rows", "Lists the communes in which a roll has rows of lists.",
        "SELECT DISTINCT commune_code FROM entry WHERE roll_id = $1";
    UNLISTED_SQLITE = Sqlite "stray::unlisted", "Lists the communes in which a roll has outcomes.",
        "WITH RECURSIVE found (code) AS (SELECT min(commune_code) FROM outcome WHERE roll_id = $1 UNION ALL \
         SELECT (SELECT min(commune_code) FROM outcome WHERE roll_id = $1 AND commune_code > found.code) \
         FROM found WHERE code IS NOT NULL) SELECT code FROM found WHERE code IS NOT NULL";
    UNLISTED_POSTGRES = Postgres "stray::unlisted", "Lists the communes in which a roll has outcomes.",
        "SELECT DISTINCT commune_code FROM outcome WHERE roll_id = $1";
    FACTS_SQLITE = Sqlite "stray::facts", "Lists the communes in which a snapshot has dossiers.",
        "WITH RECURSIVE found (code) AS (SELECT min(commune_code) FROM dossier WHERE snapshot_id = $1 UNION ALL \
         SELECT (SELECT min(commune_code) FROM dossier WHERE snapshot_id = $1 AND commune_code > found.code) \
         FROM found WHERE code IS NOT NULL) SELECT code FROM found WHERE code IS NOT NULL";
    FACTS_POSTGRES = Postgres "stray::facts", "Lists the communes in which a snapshot has dossiers.",
        "SELECT DISTINCT commune_code FROM dossier WHERE snapshot_id = $1";
    AREAS = Both "stray::areas", "Lists the communes in which a roll has posted areas.",
        "SELECT DISTINCT commune_code FROM posted_area WHERE roll_id = $1";
    LISTS = Both "stray::lists", "Lists the communes in which a roll has versions of lists.",
        "SELECT DISTINCT commune_code FROM area_version WHERE roll_id = $1";
    CHANGES = Both "stray::changes", "Lists the communes in which a roll has changes.",
        "SELECT DISTINCT commune_code FROM change_row WHERE roll_id = $1";
    OUTCOMES = Both "stray::outcomes", "Lists the communes in which a roll has changed outcomes.",
        "SELECT DISTINCT commune_code FROM outcome_change WHERE roll_id = $1";
}

/// The tables whose rows belong to a roll.
const OF_ROLLS: [(&str, Listed); 11] = [
    ("entry", Listed { sqlite: ENTRY_SQLITE, postgres: ENTRY_POSTGRES }),
    ("outcome", Listed { sqlite: OUTCOME_SQLITE, postgres: OUTCOME_POSTGRES }),
    ("commune_result", Listed { sqlite: RESULT_SQLITE, postgres: RESULT_POSTGRES }),
    ("posting", Listed { sqlite: POSTING_SQLITE, postgres: POSTING_POSTGRES }),
    ("posted_commune", Listed { sqlite: COMMUNE_SQLITE, postgres: COMMUNE_POSTGRES }),
    ("posted_area", Listed { sqlite: AREA_SQLITE, postgres: AREA_POSTGRES }),
    ("area_version", Listed { sqlite: LIST_SQLITE, postgres: LIST_POSTGRES }),
    ("roll_version", Listed { sqlite: VERSION_SQLITE, postgres: VERSION_POSTGRES }),
    ("change_row", Listed { sqlite: CHANGE_SQLITE, postgres: CHANGE_POSTGRES }),
    ("outcome_change", Listed { sqlite: OUTCOMES_SQLITE, postgres: OUTCOMES_POSTGRES }),
    ("matter", Listed { sqlite: MATTER_SQLITE, postgres: MATTER_POSTGRES }),
];

/// The tables whose rows belong to a snapshot.
const OF_SNAPSHOTS: [(&str, Listed); 5] = [
    ("dossier", Listed { sqlite: DOSSIER_SQLITE, postgres: DOSSIER_POSTGRES }),
    ("dossier_commune", Listed { sqlite: DOSSIERS_SQLITE, postgres: DOSSIERS_POSTGRES }),
    ("revision", Listed { sqlite: REVISION_SQLITE, postgres: REVISION_POSTGRES }),
    ("revision_commune", Listed { sqlite: TOUCHED_SQLITE, postgres: TOUCHED_POSTGRES }),
    ("shapes", Listed { sqlite: SHAPES_SQLITE, postgres: SHAPES_POSTGRES }),
];

/// The tables whose rows lie in a commune of a roll, beside the drafts' own.
const OF_POSTED: [(&str, &super::Statement); 4] = [
    ("posted_area", &AREAS),
    ("area_version", &LISTS),
    ("change_row", &CHANGES),
    ("outcome_change", &OUTCOMES),
];

const OF_DERIVED: [(&str, Listed); 2] = [
    ("entry", Listed { sqlite: ROWS_SQLITE, postgres: ROWS_POSTGRES }),
    ("outcome", Listed { sqlite: UNLISTED_SQLITE, postgres: UNLISTED_POSTGRES }),
];

const FACTS: Listed = Listed { sqlite: FACTS_SQLITE, postgres: FACTS_POSTGRES };

/// The communes in which a snapshot has dossiers, `""` for none.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn dossiers(tx: &mut Tx, snapshot_id: &str) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = tx.fetch(FACTS.of(tx), &[Value::Text(snapshot_id)]).await?;
    Ok(rows.into_iter().map(|(code,)| code).collect())
}

/// Rows of rolls that are not among the known ones.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn rolls(tx: &mut Tx, known: &[&str]) -> Result<Vec<Stray>, StoreError> {
    of_unknown(tx, &OF_ROLLS, known).await
}

/// Rows of snapshots that are not among the known ones.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn snapshots(tx: &mut Tx, known: &[&str]) -> Result<Vec<Stray>, StoreError> {
    of_unknown(tx, &OF_SNAPSHOTS, known).await
}

async fn of_unknown(
    tx: &mut Tx,
    tables: &[(&'static str, Listed)],
    known: &[&str],
) -> Result<Vec<Stray>, StoreError> {
    let known = json(known.iter().copied());
    let mut strays = Vec::new();
    for (table, statement) in tables {
        let rows: Vec<(String,)> = tx.fetch(statement.of(tx), &[Value::Text(&known)]).await?;
        strays.extend(rows.into_iter().map(|(of,)| Stray { table, of }));
    }
    Ok(strays)
}

/// Where a roll has rows of posted lists: tables and communes.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn posted(tx: &mut Tx, roll_id: &str) -> Result<Vec<Stray>, StoreError> {
    let mut found = Vec::new();
    for (table, statement) in OF_POSTED {
        let rows: Vec<(String,)> = tx.fetch(statement, &[Value::Text(roll_id)]).await?;
        found.extend(rows.into_iter().map(|(of,)| Stray { table, of }));
    }
    Ok(found)
}

/// Where a roll has rows of lists and outcomes, posted or not: tables and communes, `""` for no commune.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn derived(tx: &mut Tx, roll_id: &str) -> Result<Vec<Stray>, StoreError> {
    let mut found = Vec::new();
    for (table, statement) in OF_DERIVED {
        let rows: Vec<(String,)> = tx.fetch(statement.of(tx), &[Value::Text(roll_id)]).await?;
        found.extend(rows.into_iter().map(|(of,)| Stray { table, of }));
    }
    Ok(found)
}
