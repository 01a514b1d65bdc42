//! One person's facts before the law, and the words the subjects speak in.

use super::decision::{FactReference, Reason};
use super::{Flag, Rule, Terms};
use crate::people::{CommuneCode, PartialDate, PersonFacts, Residence, is_in_force};
use crate::territory::{Area, Levels};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A person's facts with all they are judged by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case<'a> {
    pub facts: &'a PersonFacts,
    pub terms: Terms<'a>,
}

/// Where a subject would have the person vote.
#[derive(Debug, Clone)]
pub(super) struct Placement<'a> {
    pub rule: Rule,
    pub also: Vec<Rule>,
    pub place: Place<'a>,
    /// The set of the case, before the levels elected there.
    pub ballots: Levels,
    pub facts: Vec<FactReference>,
    pub temporary_since: Option<PartialDate>,
}

/// A place with its area, or why it has none.
#[derive(Debug, Clone)]
pub(super) enum Place<'a> {
    Area(&'a Area),
    Missing { reason: Reason, commune: Option<CommuneCode> },
}

impl Case<'_> {
    pub fn election_day(&self) -> NaiveDate {
        self.terms.election.election_day
    }

    /// Whether something holds on election day.
    pub fn in_force(&self, from: PartialDate, until: Option<PartialDate>) -> bool {
        is_in_force(Some(from), until, self.election_day())
    }
}

impl<'a> Case<'a> {
    /// The area of a residence's house. A residence that may lie in several communes has none: the one of its code, else the
    /// first that the extract holds, finds out where it is.
    pub fn house(&self, residence: &Residence) -> Place<'a> {
        if !residence.may_mean.is_empty() {
            let codes = std::iter::once(&residence.commune_code).chain(&residence.may_mean);
            let mut known = codes.filter_map(|code| self.terms.territory.current_commune(code));
            let commune = known.next().map(|commune| commune.commune_code.clone());
            return Place::Missing { reason: Reason::PredecessorAmbiguous, commune };
        }
        let Some(commune) = self.terms.territory.current_commune(&residence.commune_code) else {
            return Place::Missing { reason: Reason::UnknownCommune, commune: None };
        };
        let commune = &commune.commune_code;
        match self.terms.territory.area_of_house(
            commune,
            residence.hamlet_code.as_ref(),
            residence.house_order,
        ) {
            Some(found) => Place::Area(found.area),
            None => Place::Missing { reason: Reason::NoArea, commune: Some(commune.clone()) },
        }
    }

    /// The commune a code means now; the code itself where the extract does not hold it.
    pub fn commune_now<'c>(&self, code: &'c CommuneCode) -> &'c CommuneCode
    where
        'a: 'c,
    {
        self.terms.territory.commune_now(code)
    }
}

/// The flags a decision gathers on its way.
pub(super) type Flags = BTreeSet<Flag>;
