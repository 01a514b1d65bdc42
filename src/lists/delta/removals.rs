//! The removals of a batch against the tripwires.

use super::super::{Facts, Intent, Lists, ListsError};
use super::planning::Plans;
use crate::changes::{AreaLoss, GroupLoss, LocalGroup, Tripped, judge_removals, smallest_group};
use crate::people::{AreaCode, CommuneCode, PersonFacts, PersonalNumber};
use crate::roll::{Dwelling, Entry, Status};
use crate::store::{self, Tx};
use std::collections::{BTreeMap, BTreeSet};

/// Persons whose facts are read at once.
const PAGE: usize = 1_000;

/// A household or hamlet, by its code.
type GroupKey = (LocalGroup, String);

/// The tripwires that the planned removals hit.
pub(crate) async fn tripped(tx: &mut Tx, lists: &Lists, plans: &Plans) -> Result<Vec<Tripped>, ListsError> {
    let mut areas: BTreeMap<AreaCode, AreaLoss> = BTreeMap::new();
    let mut communes: BTreeSet<CommuneCode> = BTreeSet::new();
    let mut groups: BTreeMap<AreaCode, BTreeMap<GroupKey, u64>> = BTreeMap::new();
    for intent in &plans.intents {
        let Some(facts) = plans.removed.get(&intent.personal_id) else { continue };
        let Some(row) = lost_row(intent) else { continue };
        areas.entry(row.area_code.clone()).or_default().removals += 1;
        communes.insert(row.commune_code.clone());
        let of_area = groups.entry(row.area_code.clone()).or_default();
        for group in groups_of(row).unwrap_or_else(|| groups_by_facts(facts, &row.commune_code)) {
            *of_area.entry(group).or_default() += 1;
        }
    }
    for (code, state) in lists.areas(tx, &communes).await? {
        if let Some(loss) = areas.get_mut(&code) {
            loss.voters = state.books.voters.current;
        }
    }
    let profile = &lists.basis.profile;
    let mut losses = Vec::new();
    for (area, mut groups) in groups {
        groups.retain(|(group, _), removals| *removals >= smallest_group(profile, *group));
        if groups.is_empty() {
            continue;
        }
        let voters = voters_of_groups(tx, lists, &area).await?;
        losses.extend(groups.into_iter().map(|(key, removals)| {
            let voters = voters.get(&key).copied().unwrap_or_default();
            (area.clone(), GroupLoss { group: key.0, voters, removals })
        }));
    }
    Ok(judge_removals(profile, &areas, &losses))
}

/// The row that a change takes away.
fn lost_row(intent: &Intent) -> Option<&Entry> {
    intent.difference.from.as_ref()?.before.as_ref().filter(|row| row.status == Status::Listed)
}

/// The household and the hamlet of a row; `None` where the row does not tell: of who votes by a facility, and of lists that
/// an earlier edition derived.
fn groups_of(row: &Entry) -> Option<BTreeSet<GroupKey>> {
    let Dwelling { hamlet, household, .. } = &row.dwelling;
    let household = household.iter().map(|id| (LocalGroup::Household, id.to_string()));
    let groups: BTreeSet<GroupKey> =
        household.chain(hamlet.iter().map(|code| (LocalGroup::Hamlet, code.to_string()))).collect();
    (!groups.is_empty()).then_some(groups)
}

/// The household and the hamlets of a person, as the facts tell.
fn groups_by_facts(facts: &PersonFacts, commune: &CommuneCode) -> BTreeSet<GroupKey> {
    let mut groups = BTreeSet::new();
    groups.extend(facts.person.household_id.iter().map(|id| (LocalGroup::Household, id.to_string())));
    let of_commune = facts.residences.iter().filter(|row| &row.commune_code == commune);
    let hamlets = of_commune.filter_map(|row| row.hamlet_code.as_ref());
    groups.extend(hamlets.map(|code| (LocalGroup::Hamlet, code.to_string())));
    groups
}

/// How many voters of each household and hamlet stand on an area's list now.
async fn voters_of_groups(
    tx: &mut Tx,
    lists: &Lists,
    area: &AreaCode,
) -> Result<BTreeMap<GroupKey, u64>, ListsError> {
    let mut voters: BTreeMap<GroupKey, u64> = BTreeMap::new();
    let Some(commune) = lists.basis.territory.area(area).map(|area| area.commune_code.clone()) else {
        return Ok(voters);
    };
    let page = store::entry::read_area(tx, lists.roll_id(), commune.as_str(), area.as_str()).await?;
    let mut untold: Vec<PersonalNumber> = Vec::new();
    let mut count = |groups: BTreeSet<GroupKey>| {
        groups.into_iter().for_each(|group| *voters.entry(group).or_default() += 1);
    };
    for row in page.parse::<Entry>()?.into_iter().filter(|row| row.status == Status::Listed) {
        match groups_of(&row) {
            Some(groups) => count(groups),
            None => untold.push(row.personal_id),
        }
    }
    for part in untold.chunks(PAGE) {
        let facts = Facts::now(lists).of(tx, part).await?;
        facts.values().for_each(|facts| count(groups_by_facts(facts, &commune)));
    }
    Ok(voters)
}
