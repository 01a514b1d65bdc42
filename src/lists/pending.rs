//! The registers of what waits after an update: changes too late, without a name, against a decision by hand, and halves of
//! transfers.

use super::lists::Lists;
use super::matter::{Document, Registered};
use super::records::{Certificate, Notice, Waiting};
use crate::changes::Postponed;
use crate::store::matter::{Kind, State};

impl Document for Waiting {
    const WHAT: &'static str = "matter that waits";
}

impl Document for Certificate {
    const WHAT: &'static str = "certificate";
}

impl Document for Notice {
    const WHAT: &'static str = "notice";
}

impl Waiting {
    /// The register that its reason belongs to.
    pub(crate) fn register(&self) -> Kind {
        match self.why {
            Postponed::Late(_) => Kind::Late,
            Postponed::Unnamed | Postponed::ByHand | Postponed::Unread => Kind::Review,
            Postponed::Incoming(_) | Postponed::Outgoing(_) => Kind::Suspense,
        }
    }

    /// It as a matter of its register.
    pub(crate) fn registered(self, lists: &Lists, state: State) -> Registered<Self> {
        let place = self.from.as_ref().or(self.to.as_ref());
        let area = place.and_then(|place| lists.basis.territory.area(&place.area_code));
        Registered {
            kind: self.register(),
            id: self.waiting_id.clone(),
            commune_code: area.map(|area| area.commune_code.clone()),
            personal_id: Some(self.personal_id),
            state,
            document: self,
        }
    }
}
