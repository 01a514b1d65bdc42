//! The facts of persons as of a delta, with the certificates that offices issued since.

use super::error::ListsError;
use super::lists::Lists;
use super::matter::{self, Registered};
use super::records::Certificate;
use crate::people::{CommuneCode, FoundBy, PersonFacts, PersonalNumber, VitalStatus, Wish, WishKind};
use crate::roll::communes_of;
use crate::store::matter::Kind;
use crate::store::{self, Tx};
use crate::territory::Territory;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Where facts are read: the roll, its root snapshot and the place among the deltas.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts<'a> {
    pub roll_id: &'a str,
    pub root: &'a str,
    pub sequence: u64,
}

/// Persons read at once.
const PAGE: u32 = 1_000;

impl<'a> Facts<'a> {
    /// The facts that lists follow now.
    pub fn now(lists: &'a Lists) -> Self {
        Self { roll_id: lists.roll_id(), root: &lists.root.snapshot_id, sequence: lists.sequence }
    }
}

impl Facts<'_> {
    /// The facts of some persons; those whom the database does not hold, or holds no longer, are missing.
    pub async fn of(
        &self,
        tx: &mut Tx,
        persons: &[PersonalNumber],
    ) -> Result<BTreeMap<PersonalNumber, PersonFacts>, ListsError> {
        let mut facts = self.kept(tx, persons).await?;
        self.certify(tx, &mut facts).await?;
        Ok(facts)
    }

    /// The facts of some persons as the population database told them, without certificates of the register.
    async fn kept(
        &self,
        tx: &mut Tx,
        persons: &[PersonalNumber],
    ) -> Result<BTreeMap<PersonalNumber, PersonFacts>, ListsError> {
        let numbers = persons.iter().map(PersonalNumber::as_str);
        let page = store::revision::facts(tx, self.root, self.sequence, numbers).await?;
        Ok(by_person(page.parse::<PersonFacts>()?))
    }

    /// Adds to facts the certificates that offices issued.
    pub async fn certify(
        &self,
        tx: &mut Tx,
        facts: &mut BTreeMap<PersonalNumber, PersonFacts>,
    ) -> Result<(), ListsError> {
        let persons: Vec<PersonalNumber> = facts.keys().copied().collect();
        let issued = matter::of_persons(tx, self.roll_id, Kind::Certificate, &persons).await?;
        for certificate in issued.into_iter().map(|issued: Registered<Certificate>| issued.document) {
            if let Some(facts) = facts.get_mut(&certificate.personal_id) {
                add(facts, &certificate);
            }
        }
        Ok(())
    }

    /// The facts of every person with a fact in a commune (`None`: in no commune), page by page, to `seen`. A certificate of
    /// the register adds to the facts and takes nobody to another commune.
    pub async fn of_commune(
        &self,
        tx: &mut Tx,
        commune: Option<&CommuneCode>,
        territory: &Territory,
        mut seen: impl FnMut(&PersonFacts),
    ) -> Result<(), ListsError> {
        let code = commune.map_or("", CommuneCode::as_str);
        let touched = match self.sequence {
            0 => Vec::new(),
            _ => store::revision::of_commune(tx, self.root, code).await?,
        };
        let touched: BTreeSet<PersonalNumber> =
            touched.iter().filter_map(|number| PersonalNumber::parse(number).ok()).collect();
        let mut after = String::new();
        loop {
            let page = store::dossier::read(tx, self.root, code, &after, PAGE).await?;
            let Some(last) = page.last() else { break };
            last.clone_into(&mut after);
            let mut facts = by_person(page.parse::<PersonFacts>()?);
            facts.retain(|number, _| !touched.contains(number));
            self.certify(tx, &mut facts).await?;
            facts.values().for_each(&mut seen);
        }
        let touched: Vec<PersonalNumber> = touched.into_iter().collect();
        for part in touched.chunks(PAGE as usize) {
            let mut facts = self.kept(tx, part).await?;
            facts.retain(|_, facts| communes_with_none(facts, territory).contains(&commune.cloned()));
            self.certify(tx, &mut facts).await?;
            facts.values().for_each(&mut seen);
        }
        Ok(())
    }
}

/// The communes in which a person has a fact; `None` alone for somebody with a fact in none.
pub(crate) fn communes_with_none(
    facts: &PersonFacts,
    territory: &Territory,
) -> BTreeSet<Option<CommuneCode>> {
    let communes = communes_of(facts, territory);
    match communes.is_empty() {
        true => [None].into(),
        false => communes.into_iter().map(Some).collect(),
    }
}

/// The latest facts of a person before those of `sequence`, if there were any, and the day of the delta that took the person
/// out of the database.
pub(crate) async fn taken_out(
    tx: &mut Tx,
    lists: &Lists,
    person: PersonalNumber,
    sequence: u64,
) -> Result<Option<(PersonFacts, NaiveDate)>, ListsError> {
    let days = store::snapshot::days(tx, &lists.root.snapshot_id).await?;
    let mut known: Vec<(u64, NaiveDate)> =
        days.iter().filter(|(_, _, at)| *at <= sequence).map(|(_, as_of, at)| (*at, *as_of)).collect();
    known.sort_unstable();
    let steps = known.iter().zip(known.iter().skip(1)).rev();
    for ((at, _), (_, on)) in steps.map(|(before, after)| (*before, *after)) {
        let read = Facts { roll_id: lists.roll_id(), root: &lists.root.snapshot_id, sequence: at };
        if let Some(facts) = read.of(tx, &[person]).await?.remove(&person) {
            return Ok(Some((facts, on)));
        }
    }
    Ok(None)
}

/// What finds a person, by the document of the facts.
pub(crate) fn found_by(document: &str) -> Result<FoundBy, ListsError> {
    let facts: PersonFacts =
        serde_json::from_str(document).map_err(|_| ListsError::Document { what: "facts" })?;
    Ok(FoundBy::of(&facts.person))
}

fn by_person(facts: Vec<PersonFacts>) -> BTreeMap<PersonalNumber, PersonFacts> {
    let present = facts.into_iter().filter(|facts| facts.person.vital_status != VitalStatus::Removed);
    present.map(|facts| (facts.person.personal_id, facts)).collect()
}

/// The wish that a certificate is, unless the population database tells of it too; that does not know of another office's list.
fn add(facts: &mut PersonFacts, certificate: &Certificate) {
    let is_known = |wish: &&mut Wish| {
        wish.kind == WishKind::VoteElsewhereCertificate
            && wish.document_no.as_deref() == Some(&certificate.document_no)
    };
    if let Some(known) = facts.wishes.iter_mut().find(is_known) {
        known.beyond.clone_from(&certificate.beyond);
        return;
    }
    facts.wishes.push(Wish {
        kind: WishKind::VoteElsewhereCertificate,
        commune_code: certificate.commune_code.clone(),
        area_code: certificate.area_code.clone(),
        recorded_at: certificate.issued_at,
        channel: certificate.channel,
        document_no: Some(certificate.document_no.as_str().into()),
        beyond: certificate.beyond.clone(),
    });
}
