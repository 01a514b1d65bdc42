//! `summary.json`: the counts of the whole input, official and public.

use super::constituencies::ConstituencyLine;
use crate::law::{Flag, Rule};
use crate::people::{AreaCode, CommuneCode, ConstituencyCode, ProvinceCode};
use crate::roll::{Constituencies, Numbers, Tally, Totals};
use crate::territory::{AreaKind, Territory};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The content of `summary.json`, in the order of its keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub persons: u64,
    pub listed: u64,
    pub not_eligible: u64,
    pub no_list: u64,
    pub queue: u64,
    /// Persons by the rule that decided.
    pub by_rule: BTreeMap<Rule, u64>,
    pub by_flag: BTreeMap<Flag, u64>,
    /// All areas.
    pub totals: TotalsByPlace,
    /// Without areas of kind `military`: their numbers are confidential.
    pub totals_public: TotalsByPlace,
    /// Every constituency of the levels elected; outputs of earlier editions tell none.
    #[serde(default)]
    pub constituencies: BTreeMap<ConstituencyCode, ConstituencyLine>,
    /// The same without areas of kind `military`.
    #[serde(default)]
    pub constituencies_public: BTreeMap<ConstituencyCode, ConstituencyLine>,
}

/// The sums of the nation (or the whole input) and of each province, commune and area.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TotalsByPlace {
    pub nation: TotalsLine,
    pub province: BTreeMap<ProvinceCode, TotalsLine>,
    pub commune: BTreeMap<CommuneCode, TotalsLine>,
    pub area: BTreeMap<AreaCode, TotalsLine>,
}

/// Voters, of them men and women, and voters by ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TotalsLine {
    pub voters: u64,
    pub male: u64,
    pub female: u64,
    pub national: u64,
    pub provincial: u64,
    pub communal: u64,
}

impl From<Totals> for TotalsLine {
    fn from(totals: Totals) -> Self {
        Self {
            voters: totals.voters.total,
            male: totals.voters.male,
            female: totals.voters.female,
            national: totals.national.total,
            provincial: totals.provincial.total,
            communal: totals.communal.total,
        }
    }
}

impl TotalsLine {
    /// Adds another line.
    pub fn add(&mut self, other: &Self) {
        self.voters += other.voters;
        self.male += other.male;
        self.female += other.female;
        self.national += other.national;
        self.provincial += other.provincial;
        self.communal += other.communal;
    }
}

impl Summary {
    /// The summary of a whole roll. `communes` are the ones that were derived; every area of theirs gets a line, with
    /// zeros where nobody votes.
    pub fn new(
        territory: &Territory,
        communes: &[CommuneCode],
        tally: &Tally,
        constituencies: &Constituencies<'_>,
    ) -> Self {
        Self {
            persons: tally.persons,
            listed: tally.listed,
            not_eligible: tally.not_eligible,
            no_list: tally.no_list,
            queue: tally.queue,
            by_rule: tally.by_rule.clone(),
            by_flag: tally.by_flag.clone(),
            totals: TotalsByPlace::new(territory, communes, tally, |_| true),
            totals_public: TotalsByPlace::new(territory, communes, tally, |kind| kind != AreaKind::Military),
            constituencies: ConstituencyLine::by_code(constituencies, Numbers::Official),
            constituencies_public: ConstituencyLine::by_code(constituencies, Numbers::Public),
        }
    }
}

impl TotalsByPlace {
    fn new(
        territory: &Territory,
        communes: &[CommuneCode],
        tally: &Tally,
        counts: impl Fn(AreaKind) -> bool,
    ) -> Self {
        let mut sums = Self::default();
        for commune in communes.iter().filter_map(|code| territory.commune(code)) {
            let mut of_commune = TotalsLine::default();
            for area in territory.areas_of(&commune.commune_code).into_iter().filter(|area| counts(area.kind))
            {
                let totals =
                    tally.areas.get(&area.area_code).map(|counted| counted.totals).unwrap_or_default();
                let line = TotalsLine::from(totals);
                of_commune.add(&line);
                sums.area.insert(area.area_code.clone(), line);
            }
            sums.province.entry(commune.province_code.clone()).or_default().add(&of_commune);
            sums.nation.add(&of_commune);
            sums.commune.insert(commune.commune_code.clone(), of_commune);
        }
        sums
    }
}
