//! How one person stands, to be compared.

use cutri::roll::Entry;

/// How one person stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Standing {
    pub row: Option<String>,
    pub marked: Vec<String>,
    pub outcome: Option<String>,
}

/// What a row says, apart from its number: what it prints, and the decision behind it.
pub fn printed(entry: &Entry) -> String {
    let ballots: Vec<&str> = entry.ballots.iter().map(cutri::territory::Level::as_str).collect();
    format!(
        "{} {} {:?} {:?} {:?} {} {} {} {:?} {:?} {:?} {:?} {ballots:?} {:?} {:?}",
        entry.area_code,
        entry.rule,
        entry.also,
        entry.flags,
        entry.facts,
        entry.full_name,
        entry.birth_date,
        entry.sex.as_str(),
        entry.ethnicity,
        entry.occupation,
        entry.permanent_residence,
        entry.temporary_residence,
        entry.marks,
        entry.remarks
    )
}
