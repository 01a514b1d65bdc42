//! `certificate`: a certificate to vote elsewhere (Art. 34): the own row is marked, a row is added at the other area.

use super::actor::{Actor, begin};
use super::error::TaskError;
use super::posted::{
    self, Act, Certificate, ChangedRow, Facts, Intent, Lists, Person, audit, write_outcomes,
};
use crate::changes::{Clock, Draft, Event, Planned, Postponed};
use crate::law::{ClockRule, receiving_area};
use crate::people::{AreaCode, Channel, CodeError, CommuneCode, PersonalNumber, printable};
use crate::store::matter::{self, Kind as MatterKind, Matter};
use crate::store::{self, Database, Tx};
use crate::territory::{Area, Territory};
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

/// What a certificate is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    pub person: PersonalNumber,
    /// A commune, which chooses the area, or an area.
    pub to: &'a Destination,
    /// The number on paper; `None`: the register's.
    pub document_no: Option<&'a str>,
    /// How it was asked for; `None`: not recorded.
    pub channel: Option<Channel>,
}

/// Where the bearer of a certificate will vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    Commune(CommuneCode),
    Area(AreaCode),
}

impl Destination {
    /// Five digits are a commune, other codes an area.
    ///
    /// # Errors
    /// [`CodeError`] if the text is no code at all.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let text = text.trim();
        CommuneCode::parse(text).map(Self::Commune).or_else(|_| AreaCode::parse(text).map(Self::Area))
    }

    /// The area whose clock counts: the one named, or the commune's default.
    fn area<'t>(&self, territory: &'t Territory) -> Option<&'t Area> {
        match self {
            Self::Area(code) => territory.area(code),
            Self::Commune(code) => receiving_area(territory, &territory.current_commune(code)?.commune_code),
        }
    }

    fn commune_code(&self) -> Option<&CommuneCode> {
        match self {
            Self::Commune(code) => Some(code),
            Self::Area(_) => None,
        }
    }

    fn area_code(&self) -> Option<&AreaCode> {
        match self {
            Self::Area(code) => Some(code),
            Self::Commune(_) => None,
        }
    }
}

/// Issues a certificate to a person who stands on a posted list. One that is out already for the same place, and under the
/// same number where one is named, is not issued twice.
///
/// # Errors
/// [`TaskError::Refused`] with the reason if the certificate would not move the voter; [`TaskError::Late`] after election
/// day (C6); another if the database fails. Then nothing was changed.
pub async fn issue(
    database: &Database,
    name: &str,
    request: Request<'_>,
    actor: &Actor,
) -> Result<Issued, TaskError> {
    let mut tx = begin(database).await?;
    let mut lists = Lists::lock(&mut tx, name).await?;
    let refused = |why: &str| TaskError::Refused { why: why.to_owned() };
    let Request { person: number, to, document_no, channel } = request;
    let area = to.area(&lists.basis.territory).cloned().ok_or_else(|| {
        refused("there is no such area, or no such commune with an area that takes voters in; see areas.csv")
    })?;
    if !lists.is_posted(&area.commune_code) {
        return Err(TaskError::NotPosted { place: format!("area {}", area.area_code) });
    }
    if let Some(certificate) = issued(&mut tx, &lists, request).await? {
        tx.rollback().await?;
        return Ok(Issued { certificate, version: None, changes: Vec::new() });
    }
    Clock { terms: lists.terms(), now: actor.at }.check(ClockRule::C6, &area.area_code, None)?;
    let person = Person::find(&mut tx, &lists, number).await?;
    let own = person.has.own().ok_or_else(|| refused("the person stands on no posted list (Art. 34)"))?;
    let issuer = own.commune_code.to_string();
    let before = store::matter::count(&mut tx, lists.roll_id(), MatterKind::Certificate, &issuer).await?;
    let certificate_id = format!("{:04}/GCN-{issuer}", before + 1);
    let certificate = Certificate {
        document_no: printable(document_no.unwrap_or(&certificate_id))?,
        certificate_id,
        personal_id: number,
        commune_code: to.commune_code().cloned(),
        area_code: to.area_code().cloned(),
        channel,
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
                "a certificate for this place would not move the voter: the person is in custody, it is the own area, it \
                 elects neither the National Assembly nor a provincial council, the moment is before posting or after \
                 election day, or another change of the person waits; see cutri explain",
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
async fn issued(tx: &mut Tx, lists: &Lists, request: Request<'_>) -> Result<Option<Certificate>, TaskError> {
    let found =
        store::matter::of_persons(tx, lists.roll_id(), MatterKind::Certificate, [request.person.as_str()])
            .await?;
    let read = |matter: &Matter| serde_json::from_str::<Certificate>(&matter.document);
    let certificates = found.iter().map(read).collect::<Result<Vec<_>, _>>();
    let certificates = certificates.map_err(|_| TaskError::Document { what: "certificate" })?;
    let latest = certificates.into_iter().max_by_key(|certificate| certificate.issued_at);
    let says_the_same = |certificate: &Certificate| {
        certificate.commune_code.as_ref() == request.to.commune_code()
            && certificate.area_code.as_ref() == request.to.area_code()
            && request.document_no.is_none_or(|document_no| certificate.document_no == document_no)
    };
    Ok(latest.filter(says_the_same))
}
