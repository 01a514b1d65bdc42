//! Hamlets of one name in one commune, as mergers leave them: papers tell them apart by their codes.

use super::units::{Hamlet, Territory, Units};
use crate::people::{CommuneCode, HamletCode, match_key};
use std::collections::BTreeMap;

/// The names, with their codes, of hamlets that share a name with another of their commune.
pub(super) fn told_apart(units: &Units) -> BTreeMap<HamletCode, String> {
    let mut by_name: BTreeMap<(&CommuneCode, String), Vec<&Hamlet>> = BTreeMap::new();
    for hamlet in &units.hamlets {
        by_name.entry((&hamlet.commune_code, match_key(&hamlet.name))).or_default().push(hamlet);
    }
    let shared = by_name
        .into_values()
        .filter(|hamlets| hamlets.iter().any(|hamlet| hamlet.hamlet_code != hamlets[0].hamlet_code));
    shared.flatten().map(|hamlet| (hamlet.hamlet_code.clone(), with_code(hamlet))).collect()
}

fn with_code(hamlet: &Hamlet) -> String {
    format!("{} (mã {})", hamlet.name, hamlet.hamlet_code)
}

impl Territory {
    /// What papers call a hamlet: its name, with its code where another of the commune has the same, such as
    /// `Tổ dân phố 2 (mã 97103-A2)`.
    pub fn hamlet_name<'a>(&'a self, hamlet: &'a Hamlet) -> &'a str {
        self.told_apart.get(&hamlet.hamlet_code).map_or(&hamlet.name, String::as_str)
    }
}
