//! Where a person stands: the rows of the lists, or why there are none.

use super::list::Listed;
use super::statement::statements;
use super::transaction::Value;
use super::{Database, StoreError};

/// What a roll says of a person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    /// The documents of the person's entries, the standing one first.
    pub entries: Vec<String>,
    /// The document of the outcome; of a person with a standing entry there is none.
    pub outcome: Option<String>,
}

statements! {
    FIND_SQLITE = Sqlite "standing::find",
        "Finds where a person stands: the standing entry, other entries, the outcome.",
        "SELECT place, commune_code, area_code, number, document FROM (\
         SELECT 1 AS place, commune_code, area_code, number, document FROM entry \
         WHERE roll_id = $1 AND personal_id = $2 AND standing = 1 UNION ALL \
         SELECT 2 AS place, commune_code, area_code, number, document FROM entry \
         WHERE roll_id = $1 AND personal_id = $2 AND standing IS NULL UNION ALL \
         SELECT 3 AS place, commune_code, '' AS area_code, 0 AS number, document FROM outcome \
         WHERE roll_id = $1 AND personal_id = $2) AS found \
         ORDER BY place, commune_code, area_code, number";
    FIND_POSTGRES = Postgres "standing::find",
        "Finds where a person stands: the standing entry, other entries, the outcome.",
        "SELECT CASE standing WHEN 1 THEN 1 ELSE 2 END AS place, commune_code, area_code, number, document \
         FROM entry WHERE roll_id = $1 AND personal_id = $2 UNION ALL \
         SELECT 3, commune_code, '', 0, document FROM outcome WHERE roll_id = $1 AND personal_id = $2 \
         ORDER BY place, commune_code, area_code, number";
}

const FIND: Listed = Listed { sqlite: FIND_SQLITE, postgres: FIND_POSTGRES };

/// What a roll says of a person. One statement is a transaction by itself, so that this is as quick as the database is near,
/// however many ask.
///
/// # Errors
/// [`StoreError`] if the database fails.
pub async fn find(database: &Database, roll_id: &str, personal_id: &str) -> Result<Standing, StoreError> {
    let values = [Value::Text(roll_id), Value::Text(personal_id)];
    let rows: Vec<(i32, String, String, i64, String)> = database.fetch_alone(&FIND, &values).await?;
    let mut standing = Standing::default();
    for (place, _, _, _, document) in rows {
        match place {
            3 => standing.outcome = Some(document),
            _ => standing.entries.push(document),
        }
    }
    Ok(standing)
}
