//! The removals of a batch against the tripwires.

use super::super::error::TaskError;
use super::planning::Plans;
use crate::changes::{AreaLoss, Group, GroupLoss, Tripped, judge_removals, smallest_group};
use crate::lists::{Facts, Intent, Lists};
use crate::people::{AreaCode, CommuneCode, PersonFacts, PersonalNumber};
use crate::roll::{Entry, Status};
use crate::store::{self, Tx};
use std::collections::{BTreeMap, BTreeSet};

/// A household or hamlet in an area.
type GroupKey = (AreaCode, Group, String);

/// The tripwires that the planned removals hit.
pub(super) async fn tripped(tx: &mut Tx, lists: &Lists, plans: &Plans) -> Result<Vec<Tripped>, TaskError> {
    let mut areas: BTreeMap<AreaCode, AreaLoss> = BTreeMap::new();
    let mut communes: BTreeSet<CommuneCode> = BTreeSet::new();
    let mut groups: BTreeMap<GroupKey, u64> = BTreeMap::new();
    for intent in &plans.intents {
        let Some(facts) = plans.removed.get(&intent.personal_id) else { continue };
        let Some(row) = lost_row(intent) else { continue };
        areas.entry(row.area_code.clone()).or_default().removals += 1;
        communes.insert(row.commune_code.clone());
        for (group, name) in groups_of(facts, &row.commune_code) {
            *groups.entry((row.area_code.clone(), group, name)).or_default() += 1;
        }
    }
    for (code, state) in lists.areas(tx, &communes).await? {
        if let Some(loss) = areas.get_mut(&code) {
            loss.voters = state.books.voters.current;
        }
    }
    let profile = &lists.basis.profile;
    groups.retain(|(_, group, _), removals| *removals >= smallest_group(profile, *group));
    let mut losses = Vec::with_capacity(groups.len());
    for ((area, group, name), removals) in groups {
        let voters = count(tx, lists, &area, group, &name).await?;
        losses.push((area, GroupLoss { group, voters, removals }));
    }
    Ok(judge_removals(profile, &areas, &losses))
}

fn lost_row(intent: &Intent) -> Option<&Entry> {
    intent.difference.from.as_ref()?.before.as_ref().filter(|row| row.status == Status::Listed)
}

/// The household and the hamlets of a person, by their codes.
fn groups_of(facts: &PersonFacts, commune: &CommuneCode) -> BTreeSet<(Group, String)> {
    let mut groups = BTreeSet::new();
    groups.extend(facts.person.household_id.iter().map(|id| (Group::Household, id.to_string())));
    let of_commune = facts.residences.iter().filter(|row| &row.commune_code == commune);
    let hamlets = of_commune.filter_map(|row| row.hamlet_code.as_ref());
    groups.extend(hamlets.map(|code| (Group::Hamlet, code.to_string())));
    groups
}

/// How many voters of a group stand on an area's list now.
async fn count(
    tx: &mut Tx,
    lists: &Lists,
    area: &AreaCode,
    group: Group,
    name: &str,
) -> Result<u64, TaskError> {
    let Some(commune) = lists.basis.territory.area(area).map(|area| area.commune_code.clone()) else {
        return Ok(0);
    };
    let page = store::entry::read_area(tx, lists.roll_id(), commune.as_str(), area.as_str()).await?;
    let standing = page.parse::<Entry>()?.into_iter().filter(|entry| entry.status == Status::Listed);
    let numbers: Vec<PersonalNumber> = standing.map(|entry| entry.personal_id).collect();
    let mut voters = 0;
    for part in numbers.chunks(1_000) {
        let facts = Facts::now(lists).of(tx, part).await?;
        let of_group = |facts: &&PersonFacts| groups_of(facts, &commune).contains(&(group, name.to_owned()));
        voters += facts.values().filter(of_group).count() as u64;
    }
    Ok(voters)
}
