//! The rows of a person that were rejected when the data were read: where they stand, and how to mend them.

use super::super::error::TaskError;
use super::super::load::{Account, RejectedRow};
use crate::lists::{Lists, snapshot};
use crate::people::PersonalNumber;
use crate::render::Language;
use crate::store::Tx;
use std::collections::BTreeSet;

/// The rejected rows that tell of a person, in the extract the lists began with and in the latest delta.
///
/// # Errors
/// [`TaskError`] if the database fails.
pub(super) async fn rows_of(
    tx: &mut Tx,
    lists: &Lists,
    person: PersonalNumber,
) -> Result<Vec<RejectedRow>, TaskError> {
    let mut rows = Vec::new();
    for id in BTreeSet::from([&lists.root.snapshot_id, &lists.basis.snapshot_id]) {
        let account = Account::kept(&snapshot(tx, id).await?)?;
        rows.extend(account.of_person(person.as_str()).cloned());
    }
    Ok(rows)
}

/// The rows in sentences; nothing where there are none.
pub(super) fn words(rows: &[RejectedRow], language: Language) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut text = match language {
        Language::Vietnamese => "\nDòng dữ liệu về người này bị loại, chưa được tính:\n",
        Language::English => "\nRows that tell of this person were rejected and not counted:\n",
    }
    .to_owned();
    for row in rows {
        let mend = language.half(&row.message);
        let line = language.number(row.line);
        text += &match language {
            Language::Vietnamese => {
                format!("  Tệp {}, dòng {line}, cột {}. {mend}\n", row.file, row.column)
            }
            Language::English => {
                format!("  File {}, line {line}, column {}. {mend}\n", row.file, row.column)
            }
        };
    }
    text
}

/// That somebody is known by rejected rows alone.
pub(super) fn of_nobody(language: Language) -> &'static str {
    match language {
        Language::Vietnamese => {
            "Người này chưa có tên trong danh sách nào: dòng nhân khẩu trong dữ liệu nạp vào bị loại. Sửa ở nguồn rồi nạp lại.\n"
        }
        Language::English => {
            "This person stands on no list: the row of the persons in the data was rejected. Mend its source and load it again.\n"
        }
    }
}
