//! Numbers that were cancelled and made anew: the removal and the addition get one pair id, so that both are seen together.

use super::planning::Plans;
use crate::changes::{Event, RENUMBERED, renumbered};
use crate::people::PersonalNumber;
use crate::people::digest;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Binds the changes of those who are likely one person. Nobody came from anywhere: the addition corrects a number.
pub(super) fn pair(plans: &mut Plans, roll_id: &str) {
    let taken_out = plans.intents.iter().filter(|intent| intent.event == Event::R18);
    let former = taken_out.filter_map(|intent| plans.removed.get(&intent.personal_id));
    let pairs = renumbered(former, plans.added.values());
    let ids: BTreeMap<PersonalNumber, String> = pairs
        .into_iter()
        .flat_map(|(former, new)| {
            let id = digest(format!("{roll_id};{former};{new}").as_bytes())[..16].to_owned();
            [(former, id.clone()), (new, id)]
        })
        .collect();
    for intent in &mut plans.intents {
        let Some(id) = ids.get(&intent.personal_id) else { continue };
        intent.pair_id = Some(id.clone());
        intent.reason = Cow::Borrowed(RENUMBERED);
        if intent.event == Event::R7 {
            intent.event = Event::R11;
        }
    }
}
