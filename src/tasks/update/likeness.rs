//! Persons of a delta who are likely others too: told of those who are known already as of those in the delta, so that lists
//! that follow deltas tell what lists made anew would. Nobody is merged.
//!
//! Looked at are those who were told with a person before, and, where something that tells people apart is new, whoever has
//! the old number, wherever that is, or the name and year of birth in the person's commune: what is done is bounded by the
//! delta. Of a snapshot that an earlier edition loaded, the communes where the person is or was are read instead.

use super::super::error::TaskError;
use crate::extract::sort::Sorted;
use crate::extract::{ExtractError, Finding, FindingRule, Likeness, OTHERS_MAX, Reading, SameAs};
use crate::lists::Basis;
use crate::lists::ListsError;
use crate::lists::{Facts, Lists, communes_with_none};
use crate::people::{CommuneCode, FoundBy, PersonFacts, PersonalNumber};
use crate::store::found::{self, Among, NameIn};
use crate::store::{self, Tx};
use crate::territory::Territory;
use std::collections::{BTreeMap, BTreeSet};

/// Persons read at once.
const PAGE: usize = 1_000;
/// The most persons that a page of names or old numbers finds: a number typed as a filler may stand with a country.
const FOUND_MAX: u32 = 100_000;

/// The persons whose likeness a delta tells, and what it was before.
struct Search<'a> {
    basis: &'a Basis,
    /// By which those who are known are filed: as they were loaded, and as of the latest delta.
    filed: [&'a Territory; 2],
    /// Everybody in the delta; `None` of those who live no longer, or are gone.
    delta: BTreeMap<PersonalNumber, Option<Likeness>>,
    /// Others who are likely somebody in the delta.
    others: BTreeSet<PersonalNumber>,
    /// Those in the delta by what they may have in common with others.
    by_old_number: BTreeMap<Box<str>, Vec<PersonalNumber>>,
    by_name: BTreeMap<u64, Vec<PersonalNumber>>,
    /// The names, each with its year of birth, that others may have in a commune.
    names: BTreeSet<(String, CommuneCode)>,
    /// Where others are looked for if nothing finds them; `None`: among those of no commune.
    communes: BTreeSet<Option<CommuneCode>>,
}

/// Who is likely another one too as of a delta: in `reading` of its persons; given are the facts of the others that say
/// something else than before.
pub(super) async fn settle(
    tx: &mut Tx,
    lists: &Lists,
    basis: &Basis,
    reading: &mut Reading,
    revisions: &mut Sorted,
) -> Result<BTreeMap<PersonalNumber, PersonFacts>, TaskError> {
    let mut search = Search {
        basis,
        filed: [&lists.root.territory, &lists.basis.territory],
        delta: BTreeMap::new(),
        others: BTreeSet::new(),
        by_old_number: BTreeMap::new(),
        by_name: BTreeMap::new(),
        names: BTreeSet::new(),
        communes: BTreeSet::new(),
    };
    let mut partners = BTreeSet::new();
    loop {
        let page = page(revisions, &reading.unread)?;
        if page.is_empty() {
            break;
        }
        let numbers: Vec<PersonalNumber> = page.iter().map(|facts| facts.person.personal_id).collect();
        let before = known(tx, lists, &numbers).await?;
        for facts in &page {
            let former = before.get(&facts.person.personal_id);
            partners.extend(former.iter().flat_map(|former| &former.doubts.same_as));
            search.add(facts, former);
        }
    }
    revisions.rewind().map_err(ExtractError::from)?;
    partners.retain(|number| !search.delta.contains_key(number));
    match found::is_kept(tx, &lists.root.snapshot_id).await? {
        true => search.look_up(tx, lists).await?,
        false => search.look_through(tx, lists).await?,
    }
    let found: Vec<PersonalNumber> = partners.union(&search.others).copied().collect();
    let mut changed = BTreeMap::new();
    for some in found.chunks(PAGE) {
        for (number, facts) in known(tx, lists, some).await? {
            changed.extend(search.told(facts, reading).map(|facts| (number, facts)));
        }
    }
    Ok(changed)
}

/// The next persons of a delta, without those of whom not all could be read: their facts before still hold.
fn page(revisions: &mut Sorted, unread: &BTreeSet<PersonalNumber>) -> Result<Vec<PersonFacts>, TaskError> {
    let mut page = Vec::with_capacity(PAGE);
    while let Some((_, document)) = revisions.current().filter(|_| page.len() < PAGE) {
        let facts: PersonFacts =
            serde_json::from_slice(document).map_err(|_| ListsError::Document { what: "revision" })?;
        if !unread.contains(&facts.person.personal_id) {
            page.push(facts);
        }
        revisions.advance().map_err(ExtractError::from)?;
    }
    Ok(page)
}

/// The facts of persons as the snapshot before has them.
async fn known(
    tx: &mut Tx,
    lists: &Lists,
    numbers: &[PersonalNumber],
) -> Result<BTreeMap<PersonalNumber, PersonFacts>, TaskError> {
    let numbers = numbers.iter().map(PersonalNumber::as_str);
    let page = store::revision::facts(tx, &lists.root.snapshot_id, lists.sequence, numbers).await?;
    let facts = page.parse::<PersonFacts>()?;
    Ok(facts.into_iter().map(|facts| (facts.person.personal_id, facts)).collect())
}

impl Search<'_> {
    fn likeness(&self, facts: &PersonFacts) -> Option<Likeness> {
        let Basis { election, profile, .. } = self.basis;
        Likeness::of(facts, election.election_day, profile.temporary_lapse_months)
    }

    /// Takes a person of the delta, whom others are looked for where something that tells people apart is new.
    fn add(&mut self, facts: &PersonFacts, former: Option<&PersonFacts>) {
        let number = facts.person.personal_id;
        let likeness = self.likeness(facts);
        let is_new = former.and_then(|former| self.likeness(former)) != likeness;
        if let Some(likeness) = likeness.as_ref().filter(|_| is_new) {
            if let Some(old) = &likeness.old_number {
                self.by_old_number.entry(old.clone()).or_default().push(number);
            }
            if let Some(named) = likeness.named {
                self.by_name.entry(named).or_default().push(number);
            }
            let home = |filed: &Territory| {
                let home = filed.current_commune(likeness.commune.as_ref()?)?;
                Some(home.commune_code.clone())
            };
            if likeness.named.is_some() {
                let FoundBy { name_year, .. } = FoundBy::of(&facts.person);
                let homes = self.filed.into_iter().filter_map(home);
                self.names.extend(homes.map(|home| (name_year.clone(), home)));
            }
            let [_, filed] = self.filed;
            match home(filed).filter(|_| likeness.old_number.is_none()) {
                Some(home) => drop(self.communes.insert(Some(home))),
                // Who has the same old number may live where the person did before.
                None => self.communes.extend(communes_with_none(facts, filed)),
            }
        }
        self.delta.insert(number, likeness);
    }

    /// Looks for others by the names and old numbers in the delta.
    async fn look_up(&mut self, tx: &mut Tx, lists: &Lists) -> Result<(), TaskError> {
        let among = Among { root: &lists.root.snapshot_id, sequence: lists.sequence, limit: FOUND_MAX };
        let mut found = BTreeSet::new();
        let names = self
            .names
            .iter()
            .map(|(name_year, commune)| NameIn { name_year, commune_code: commune.as_str() });
        let names: Vec<NameIn<'_>> = names.collect();
        for some in names.chunks(PAGE) {
            found.extend(found::named_in(tx, among, some).await?);
        }
        let old_numbers: Vec<&str> = self.by_old_number.keys().map(AsRef::as_ref).collect();
        for some in old_numbers.chunks(PAGE) {
            found.extend(found::numbered(tx, among, some.iter().copied()).await?);
        }
        let others = found.iter().filter_map(|number| PersonalNumber::parse(number).ok());
        let others: Vec<PersonalNumber> = others.filter(|number| !self.delta.contains_key(number)).collect();
        for some in others.chunks(PAGE) {
            for (number, facts) in known(tx, lists, some).await? {
                if self.is_somebody(&facts) {
                    self.others.insert(number);
                }
            }
        }
        Ok(())
    }

    /// Looks for others in the communes where those in the delta are counted.
    async fn look_through(&mut self, tx: &mut Tx, lists: &Lists) -> Result<(), TaskError> {
        let [_, filed] = self.filed;
        for commune in &std::mem::take(&mut self.communes) {
            let mut found = Vec::new();
            let look = |facts: &PersonFacts| {
                if self.is_somebody(facts) {
                    found.push(facts.person.personal_id);
                }
            };
            Facts::now(lists).of_commune(tx, commune.as_ref(), filed, look).await?;
            self.others.extend(found);
        }
        Ok(())
    }

    /// Whether somebody outside the delta is likely somebody in it.
    fn is_somebody(&self, facts: &PersonFacts) -> bool {
        let is_outside = !self.delta.contains_key(&facts.person.personal_id);
        let Some(likeness) = self.likeness(facts).filter(|_| is_outside) else { return false };
        let of_number = likeness.old_number.as_ref().and_then(|old| self.by_old_number.get(old));
        let of_name = likeness.named.and_then(|named| self.by_name.get(&named));
        let mut may_be = of_number.into_iter().chain(of_name).flatten();
        may_be.any(|number| {
            let other = self.delta.get(number).and_then(Option::as_ref);
            other.is_some_and(|other| other.is_same(&likeness))
        })
    }

    /// The facts of somebody outside the delta, where they tell of other persons than before; those in the delta are told of
    /// this one.
    fn told(&self, facts: PersonFacts, reading: &mut Reading) -> Option<PersonFacts> {
        let number = facts.person.personal_id;
        let likeness = self.likeness(&facts);
        let is_same = |other: &&PersonalNumber| {
            let other = self.delta.get(other).and_then(Option::as_ref);
            likeness.as_ref().zip(other).is_some_and(|(own, other)| own.is_same(other))
        };
        let before: BTreeSet<PersonalNumber> = facts.doubts.same_as.iter().copied().collect();
        let of_number = likeness.as_ref().and_then(|own| self.by_old_number.get(own.old_number.as_ref()?));
        let of_name = likeness.as_ref().and_then(|own| self.by_name.get(&own.named?));
        let may_be: BTreeSet<&PersonalNumber> =
            of_number.into_iter().chain(of_name).flatten().chain(&before).collect();
        let in_delta: BTreeSet<PersonalNumber> = may_be.into_iter().filter(is_same).copied().collect();
        for other in &in_delta {
            add(&mut reading.same_as, *other, number);
            if !before.contains(other) {
                reading.findings.add(Finding {
                    rule: FindingRule::PerhapsTwice,
                    commune_code: likeness.as_ref().and_then(|own| own.commune.clone()),
                    file: reading.findings.file_of_persons().to_owned(),
                    line: None,
                    subject: other.to_string(),
                    value: number.to_string(),
                });
            }
        }
        let outside = before.iter().filter(|other| !self.delta.contains_key(other));
        let now: Vec<PersonalNumber> =
            outside.chain(&in_delta).copied().collect::<BTreeSet<_>>().into_iter().take(OTHERS_MAX).collect();
        let is_other = now != facts.doubts.same_as;
        is_other.then(|| {
            let mut facts = facts;
            facts.doubts.same_as = now;
            facts
        })
    }
}

/// Tells of one person that it is likely another one too.
fn add(same_as: &mut SameAs, person: PersonalNumber, other: PersonalNumber) {
    let others = same_as.entry(person).or_default();
    if let Err(at) = others.binary_search(&other) {
        others.insert(at, other);
        others.truncate(OTHERS_MAX);
    }
}
