//! Places that an extract does not hold: what they are called, and which of the communes in its list are another office's.

use super::country::CommuneName;
use super::units::{Territory, Units};
use crate::people::CommuneCode;

impl Units {
    /// Whether the reference tables of an extract are the same, whatever places outside it are called.
    pub fn are_same(&self, other: &Self) -> bool {
        let tables = |units: &Self| Self { outside: Vec::new(), ..units.clone() };
        tables(self) == tables(other)
    }

    /// Adds what places outside are called; one that has a name keeps it.
    #[must_use]
    pub fn with_outside(mut self, names: impl IntoIterator<Item = CommuneName>) -> Self {
        for name in names {
            if self.outside.iter().all(|known| known.commune_code != name.commune_code) {
                self.outside.push(name);
            }
        }
        self.outside.sort_by(|one, other| one.commune_code.cmp(&other.commune_code));
        self
    }
}

impl Territory {
    /// The same territory, with what places outside it are called.
    #[must_use]
    pub fn with_outside(&self, names: impl IntoIterator<Item = CommuneName>) -> Self {
        Self::new(self.units().clone().with_outside(names))
    }

    /// What a commune outside the extract is called, if that is known.
    pub fn outside(&self, code: &CommuneCode) -> Option<&CommuneName> {
        self.outside.get(code).map(|at| &self.units().outside[*at])
    }
}
