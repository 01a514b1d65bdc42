//! The summary table of a commune or a province, as it is printed.

use super::day_in_words;
use crate::render::Language;
use crate::render::commune_name;
use crate::render::pdf::{Signature, SummaryDocument, SummaryLine};
use crate::render::place::{bare_commune_name, capitalised, province_in_sentence};
use crate::render::summary_table::{SummaryTable, TableOf};
use crate::render::words::Words;

const WORDS: Words = Words(Language::Vietnamese);

/// The summary table as a document, signed on the posting day.
pub fn summary_table<'a>(table: &'a SummaryTable<'_>) -> SummaryDocument<'a> {
    let (of, seat) = match table.of {
        TableOf::Province(province) => (province_in_sentence(province), own_name(&province.name)),
        TableOf::Commune { commune, .. } => (commune_name(commune), bare_commune_name(commune)),
    };
    let dated = table.election.posted_on;
    let profile = table.profile;
    let rows = table.rows.iter();
    let first_time = WORDS.first_time_note(profile.first_time_born_from, profile.first_time_born_until);
    SummaryDocument {
        title: format!("Biểu tổng hợp cử tri {}", table.place()).into(),
        date: dated,
        committee: vec!["ỦY BAN NHÂN DÂN".into(), of.to_uppercase().into()],
        election: super::election(table.election),
        place: capitalised(&table.place()).into(),
        row_heading: table.row_heading(WORDS),
        levels: table.election.levels,
        rows: rows.map(|row| SummaryLine { label: row.label.as_str().into(), totals: row.totals }).collect(),
        sum: table.sum(),
        notes: vec![
            first_time.into(),
            format!("Cao tuổi: từ đủ {} tuổi trở lên vào ngày bầu cử.", profile.elderly_age_years).into(),
        ],
        signature: Signature {
            place_and_date: format!("{seat}, {}", day_in_words(dated)).into(),
            lines: vec!["TM. ỦY BAN NHÂN DÂN".into(), "CHỦ TỊCH".into()],
            note: super::SIGNED_AND_SEALED,
            ..Signature::default()
        },
    }
}

/// A province's name without its kind.
fn own_name(name: &str) -> &str {
    name.strip_prefix("Tỉnh ").or_else(|| name.strip_prefix("Thành phố ")).unwrap_or(name)
}
