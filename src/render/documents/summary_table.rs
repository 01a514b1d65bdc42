//! The summary table of a commune, a province or the nation, as it is printed.

use super::day_in_words;
use crate::render::Language;
use crate::render::pdf::{Signature, SummaryDocument, SummaryLine};
use crate::render::place::{bare_commune_name, capitalised, province_in_sentence};
use crate::render::summary_table::{RowsOf, SummaryRow, SummaryTable, TableOf};
use crate::render::words::Words;
use crate::roll::Numbers;
use std::borrow::Cow;

const WORDS: Words = Words(Language::Vietnamese);

/// The summary table as a document, signed on the posting day.
pub fn summary_table<'a>(table: &'a SummaryTable<'_>) -> SummaryDocument<'a> {
    let dated = table.election.posted_on;
    let profile = table.profile;
    let first_time = WORDS.first_time_note(profile.first_time_born_from, profile.first_time_born_until);
    let name = match table.rows_of {
        RowsOf::Places => "BIỂU TỔNG HỢP CỬ TRI",
        RowsOf::Constituencies(_) => "BIỂU TỔNG HỢP CỬ TRI THEO ĐƠN VỊ BẦU CỬ",
    };
    let mut titles = super::election(table.election);
    if let RowsOf::Constituencies(level) = table.rows_of {
        titles.push(WORDS.constituency_of(level).into());
    }
    if table.numbers == Numbers::Official {
        titles.push(WORDS.official_numbers().into());
    }
    let mut under = None;
    let places = table.rows.iter().map(|row| (row.under.as_deref().or(table.places_heading(WORDS)), row));
    let constituencies = table.constituencies.iter().map(|row| (row.under.as_deref(), row));
    let mut line = |(heading, row): (Option<&'a str>, &'a SummaryRow)| {
        let is_first = heading != under;
        under = heading;
        let under = heading.filter(|_| is_first).map(Cow::Borrowed);
        SummaryLine { under, label: row.label.as_str().into(), totals: row.totals }
    };
    SummaryDocument {
        name,
        title: format!("{} – {}", capitalised(&name.to_lowercase()), table.place()).into(),
        date: dated,
        committee: committee(table),
        election: titles,
        place: capitalised(&table.place()).into(),
        row_heading: table.row_heading(WORDS),
        sum_heading: table.sum_heading(WORDS),
        levels: table.election.levels,
        rows: places.chain(constituencies).map(&mut line).collect(),
        sum: table.sum(),
        notes: vec![
            first_time.into(),
            format!("Cao tuổi: từ đủ {} tuổi trở lên vào ngày bầu cử.", profile.elderly_age_years).into(),
        ],
        signature: summary_signature(table),
    }
}

/// Whose paper it is.
fn committee<'a>(table: &SummaryTable<'_>) -> Vec<Cow<'a, str>> {
    match table.of {
        TableOf::Nation => vec!["HỘI ĐỒNG BẦU CỬ QUỐC GIA".into()],
        TableOf::Province(province) => {
            vec!["ỦY BAN NHÂN DÂN".into(), province_in_sentence(province).to_uppercase().into()]
        }
        TableOf::Commune { commune, .. } => super::committee(commune),
    }
}

/// Who signs a summary table on the posting day, as far as the office tells.
pub(in crate::render) fn summary_signature<'a>(table: &SummaryTable<'a>) -> Signature<'a> {
    let office = table.office;
    let (seat, lines): (&str, &[&str]) = match table.of {
        TableOf::Nation => ("Hà Nội", &["NGƯỜI LẬP BIỂU"]),
        TableOf::Province(province) => {
            (own_name(&province.name), super::signed_as(office.and_then(|office| office.signer_role)))
        }
        TableOf::Commune { commune, .. } => {
            (bare_commune_name(commune), super::signed_as(office.and_then(|office| office.signer_role)))
        }
    };
    let place = office.and_then(|office| office.place.as_deref()).unwrap_or(seat);
    Signature {
        place_and_date: format!("{place}, {}", day_in_words(table.election.posted_on)).into(),
        lines: lines.iter().map(|line| Cow::Borrowed(*line)).collect(),
        note: match table.of {
            TableOf::Nation => &["(Ký, ghi rõ họ và tên)"],
            TableOf::Province(_) | TableOf::Commune { .. } => super::SIGNED_AND_SEALED,
        },
        name: office.and_then(|office| office.signer_name.as_deref()).map(Cow::Borrowed),
        drafted_by: office.and_then(|office| office.drafted_by.as_deref()).map(Cow::Borrowed),
    }
}

/// A province's name without its kind.
fn own_name(name: &str) -> &str {
    name.strip_prefix("Tỉnh ").or_else(|| name.strip_prefix("Thành phố ")).unwrap_or(name)
}
