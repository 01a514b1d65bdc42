//! A personal number that was cancelled and made anew: the register takes one number out and brings another with the same
//! facts. The law names no such event, so the two changes are shown together for somebody's eye.

use crate::people::{PartialDate, PersonFacts, PersonalNumber, Residence, Sex, SortKey};
use std::collections::BTreeMap;

/// What both changes tell of such a pair, in Vietnamese, for the official log.
pub const RENUMBERED: &str = "số định danh cũ bị hủy, số mới có lẽ cấp cho cùng một người: cần xác minh hai thay đổi cùng mã đối chiếu";

/// What persons have in common who are likely one.
type Key = (SortKey, PartialDate, Sex);

fn key(facts: &PersonFacts) -> Key {
    let person = &facts.person;
    (SortKey::of_text(&person.full_name), person.birth_date, person.sex)
}

/// The number made anew of each that was taken out, where the facts tell which: one old number, or one name, birth date and sex
/// and one house or household. Where several may be meant, none is.
pub fn renumbered<'a>(
    taken_out: impl Iterator<Item = &'a PersonFacts>,
    new: impl Iterator<Item = &'a PersonFacts>,
) -> BTreeMap<PersonalNumber, PersonalNumber> {
    let mut alike: BTreeMap<Key, Vec<&PersonFacts>> = BTreeMap::new();
    for facts in new {
        alike.entry(key(facts)).or_default().push(facts);
    }
    let mut pairs: BTreeMap<PersonalNumber, Vec<PersonalNumber>> = BTreeMap::new();
    for former in taken_out {
        let found = alike.get(&key(former)).into_iter().flatten().filter(|facts| are_one(former, facts));
        let found: Vec<PersonalNumber> = found.map(|facts| facts.person.personal_id).collect();
        if let [only] = found[..] {
            pairs.entry(only).or_default().push(former.person.personal_id);
        }
    }
    let sure = pairs.into_iter().filter_map(|(new, former)| match former[..] {
        [only] => Some((only, new)),
        _ => None,
    });
    sure.collect()
}

/// Whether two of equal name, birth date and sex have one old number, or one home and no two old numbers.
fn are_one(one: &PersonFacts, other: &PersonFacts) -> bool {
    match (&one.person.old_id, &other.person.old_id) {
        (Some(one), Some(other)) => one == other,
        (_, _) => {
            let is_home = |row: &Residence| other.residences.iter().any(|own| is_house(row, own));
            let (household, others) = (&one.person.household_id, &other.person.household_id);
            one.residences.iter().any(is_home)
                || (household.is_some() && household == others && live_together(one, other))
        }
    }
}

fn is_house(one: &Residence, other: &Residence) -> bool {
    let place = |row: &Residence| (row.house_order, row.address.clone());
    let is_known = one.house_order.is_some() || one.address.is_some();
    is_known
        && one.commune_code == other.commune_code
        && one.hamlet_code == other.hamlet_code
        && place(one) == place(other)
}

fn live_together(one: &PersonFacts, other: &PersonFacts) -> bool {
    let communes =
        |facts: &PersonFacts| facts.residences.iter().map(|row| row.commune_code.clone()).collect::<Vec<_>>();
    let others = communes(other);
    communes(one).iter().any(|commune| others.contains(commune))
}
