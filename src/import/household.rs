//! Who lives together, by the numbers, heads or relations that a list has, and in which order the houses stand.

use super::person::Person;

/// Gives the persons of one list, in its order, their households and the order of their houses.
pub(super) fn assign(persons: &mut [Person], has: Has, prefix: &str) {
    let (mut current, mut house) = (None::<String>, 0_u32);
    for person in persons {
        let begins = begins(person, has, current.as_deref());
        if begins.is_new || current.is_none() {
            house += 1;
            current = match (has.any(), begins.name) {
                (false, _) => None,
                (true, Some(name)) => Some(name),
                (true, None) => Some(format!("h{house}")),
            };
        }
        person.household_id = current.as_ref().map(|name| format!("{}-{name}", person.hamlet_slug(prefix)));
        person.house_order.get_or_insert(house);
    }
}

/// What a list tells of households.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Has {
    pub number: bool,
    pub head: bool,
    pub relation: bool,
}

impl Has {
    fn any(self) -> bool {
        self.number || self.head || self.relation
    }
}

struct Begins {
    is_new: bool,
    name: Option<String>,
}

/// Whether a household begins with a person. A cell that is empty below one that is filled holds for the rows below, as merged
/// cells do, unless the row is a head's.
fn begins(person: &Person, has: Has, current: Option<&str>) -> Begins {
    let is_head = person.role == Some("head");
    let own = match () {
        () if has.number => person.household.clone(),
        () if has.head => person.head_name.as_deref().map(slug),
        () => None,
    };
    match own {
        Some(name) => Begins { is_new: current != Some(&name), name: Some(name) },
        None => Begins { is_new: (is_head && has.relation) || !has.any(), name: None },
    }
}

/// A text as part of a household's name.
pub(super) fn slug(text: &str) -> String {
    super::fold::folded(text).replace(' ', "-")
}
