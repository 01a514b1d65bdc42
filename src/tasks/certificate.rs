//! `certificate`: a certificate to vote elsewhere (Art. 34): the own row is marked, a row is added at the other area.

use super::actor::{Actor, begin};
use super::error::TaskError;
use super::posted::{
    self, Act, Certificate, ChangedRow, Facts, Intent, Lists, Person, audit, write_outcomes,
};
use crate::changes::{Clock, Draft, Event, Planned, Postponed};
use crate::law::ClockRule;
use crate::people::{AreaCode, PersonalNumber, printable};
use crate::store::matter::{self, Kind as MatterKind, Matter};
use crate::store::{self, Database, Tx};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A certificate that was issued, and what it changed.
#[derive(Debug, Serialize)]
pub struct Issued {
    pub certificate: Certificate,
    /// The version it made; `None` if it had been issued before.
    pub version: Option<u32>,
    pub changes: Vec<ChangedRow>,
}

/// Issues a certificate to a person who stands on a posted list. One that is out already for the same area, and under the
/// same number where one is named, is not issued twice.
///
/// # Errors
/// [`TaskError::Refused`] with the reason if the certificate would not move the voter; [`TaskError::Late`] after election
/// day (C6); another if the database fails. Then nothing was changed.
pub async fn issue(
    database: &Database,
    name: &str,
    (number, area_code, document_no): (PersonalNumber, AreaCode, Option<&str>),
    actor: &Actor,
) -> Result<Issued, TaskError> {
    let mut tx = begin(database).await?;
    let mut lists = Lists::lock(&mut tx, name).await?;
    let refused = |why: &str| TaskError::Refused { why: why.to_owned() };
    let known = lists.basis.territory.area(&area_code).map(|area| area.commune_code.clone());
    let commune = known.ok_or_else(|| refused("there is no such area; see areas.csv"))?;
    if !lists.is_posted(&commune) {
        return Err(TaskError::NotPosted { place: format!("area {area_code}") });
    }
    if let Some(certificate) = issued(&mut tx, &lists, number, &area_code, document_no).await? {
        tx.rollback().await?;
        return Ok(Issued { certificate, version: None, changes: Vec::new() });
    }
    Clock { terms: lists.terms(), now: actor.at }.check(ClockRule::C6, &area_code, None)?;
    let person = Person::find(&mut tx, &lists, number).await?;
    let own = person.has.own().ok_or_else(|| refused("the person stands on no posted list (Art. 34)"))?;
    let issuer = own.commune_code.to_string();
    let before = store::matter::count(&mut tx, lists.roll_id(), MatterKind::Certificate, &issuer).await?;
    let certificate_id = format!("{:04}/GCN-{issuer}", before + 1);
    let certificate = Certificate {
        document_no: printable(document_no.unwrap_or(&certificate_id))?,
        certificate_id,
        personal_id: number,
        area_code,
        issued_at: actor.at,
        issued_by: actor.by.clone(),
    };
    let matter = Matter {
        kind: MatterKind::Certificate,
        matter_id: certificate.certificate_id.clone(),
        commune_code: issuer,
        personal_id: number.to_string(),
        state: matter::OPEN.to_owned(),
        document: serde_json::to_string(&certificate)
            .map_err(|_| TaskError::Document { what: "certificate" })?,
    };
    store::matter::put(&mut tx, lists.roll_id(), &matter).await?;
    let facts = Facts::now(&lists).of(&mut tx, &[number]).await?.remove(&number);
    let facts = facts.ok_or(TaskError::UnknownPerson)?;
    let intent = match person.plan(&facts, &lists, actor.at).planned {
        Planned::Change(Draft { event: Some(Event::R8), difference, .. }) => Intent {
            personal_id: number,
            event: Event::R8,
            reason: Cow::Borrowed(Event::R8.reason(difference.kind)),
            difference,
            right_ends: None,
            evidence: format!("certificate {}", certificate.document_no),
            pair_id: None,
        },
        Planned::Postponed(_, Postponed::Late(late)) => return Err(late.into()),
        Planned::Nothing | Planned::Change(_) | Planned::Postponed(_, _) | Planned::Homeless(_) => {
            return Err(refused(
                "a certificate for this area would not move the voter: it is the own area, it elects neither the National \
                 Assembly nor a provincial council, the moment is before posting or after election day, or another change \
                 of the person waits; see cutri explain",
            ));
        }
    };
    let act = Act { at: actor.at, by: &actor.by, action: "certificate issue", key: actor.key.as_ref() };
    let changes = posted::apply(&mut tx, &mut lists, vec![intent], &act).await?;
    write_outcomes(&mut tx, &mut lists, &BTreeMap::from([(number, None)])).await?;
    let registers = vec![audit::register_of(&matter)];
    let from = (certificate.certificate_id.as_str(), "register of certificates");
    let version = audit::acted(&mut tx, &mut lists, &act, from, registers).await?;
    let version = version.ok_or(TaskError::Document { what: "certificate without a change" })?;
    tx.commit().await?;
    Ok(Issued { certificate, version: Some(version), changes })
}

/// The person's latest certificate, if it says what is asked for and is out already.
async fn issued(
    tx: &mut Tx,
    lists: &Lists,
    number: PersonalNumber,
    area_code: &AreaCode,
    document_no: Option<&str>,
) -> Result<Option<Certificate>, TaskError> {
    let found =
        store::matter::of_persons(tx, lists.roll_id(), MatterKind::Certificate, [number.as_str()]).await?;
    let read = |matter: &Matter| serde_json::from_str::<Certificate>(&matter.document);
    let certificates = found.iter().map(read).collect::<Result<Vec<_>, _>>();
    let certificates = certificates.map_err(|_| TaskError::Document { what: "certificate" })?;
    let latest = certificates.into_iter().max_by_key(|certificate| certificate.issued_at);
    let says_the_same = |certificate: &Certificate| {
        certificate.area_code == *area_code
            && document_no.is_none_or(|document_no| certificate.document_no == document_no)
    };
    Ok(latest.filter(says_the_same))
}
