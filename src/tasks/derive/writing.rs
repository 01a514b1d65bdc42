//! What one commune writes in its transaction.

use super::CommuneCounts;
use crate::people::CommuneCode;
use crate::roll::{CommuneRoll, Unlisted};
use crate::store::entry::Row as EntryRow;
use crate::store::outcome::{Kind, Row as OutcomeRow};
use crate::tasks::TaskError;

/// The rows of one commune.
pub(in crate::tasks) struct Writing {
    pub(super) commune: String,
    pub(in crate::tasks) entries: Vec<EntryRow>,
    outcomes: Vec<WrittenOutcome>,
    pub(super) counts: String,
}

struct WrittenOutcome {
    commune: String,
    personal_id: String,
    kind: Kind,
    document: String,
}

impl WrittenOutcome {
    fn row(&self) -> OutcomeRow<'_> {
        let Self { commune, personal_id, kind, document } = self;
        OutcomeRow { commune_code: commune, personal_id, kind: *kind, document }
    }
}

impl Writing {
    /// The outcomes, by personal number.
    pub(in crate::tasks) fn outcomes(&self) -> Vec<OutcomeRow<'_>> {
        self.outcomes.iter().map(WrittenOutcome::row).collect()
    }

    pub(in crate::tasks) fn of(commune: &str, roll: CommuneRoll) -> Result<Self, TaskError> {
        let unwritable = |_| TaskError::Document { what: "decision" };
        let CommuneRoll { areas, unlisted, tally, adrift } = roll;
        let entries =
            areas.into_values().flatten().map(|entry| EntryRow::of(&entry)).collect::<Result<_, _>>()?;
        let mut outcomes = Vec::with_capacity(unlisted.len());
        for person in unlisted {
            outcomes.push(WrittenOutcome {
                commune: person.commune_code.as_ref().map_or("", CommuneCode::as_str).to_owned(),
                personal_id: person.personal_id.to_string(),
                kind: outcome_kind(&person),
                document: serde_json::to_string(&person).map_err(unwritable)?,
            });
        }
        let counts = CommuneCounts { own: tally, adrift };
        let counts = serde_json::to_string(&counts).map_err(unwritable)?;
        Ok(Self { commune: commune.to_owned(), entries, outcomes, counts })
    }
}

/// Which group an unlisted person belongs to.
pub(in crate::tasks) fn outcome_kind(person: &Unlisted) -> Kind {
    match person.outcome() {
        "no_list" => Kind::NoList,
        "queue" => Kind::Queue,
        _ => Kind::NotEligible,
    }
}
