//! `certificate`: a certificate to vote elsewhere (Art. 34): the own row is marked, a row is added at the other area.

use super::error::TaskError;
use crate::changes::{Draft, Event, Planned, Postponed};
use crate::law::{ClockRule, receiving_area};
use crate::lists::{
    Acting, Actor, Certificate, ChangedRow, Facts, Intent, Lists, ListsError, Person, Registered, Why, matter,
};
use crate::people::{AreaCode, Channel, CodeError, CommuneCode, PersonalNumber, printable};
use crate::store::matter::{Kind as MatterKind, State};
use crate::store::{self, Database, Tx};
use crate::territory::{Area, Territory};
use serde::Serialize;
use std::borrow::Cow;

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
/// [`ListsError::Refused`] with the reason if the certificate would not move the voter; [`ListsError::Late`] after election
/// day (C6); another if the database fails. Then nothing was changed.
pub async fn issue(database: &Database, request: Request<'_>, actor: &Actor) -> Result<Issued, TaskError> {
    let mut acting = Acting::begin(database, actor, "certificate issue").await?;
    let Request { person: number, to, .. } = request;
    let area = to.area(&acting.lists().basis.territory).cloned().ok_or_else(|| {
        ListsError::refused(
            "there is no such area, or no such commune with an area that takes voters in; see areas.csv",
        )
    })?;
    if !acting.lists().is_posted(&area.commune_code) {
        return Err(ListsError::NotPosted { place: format!("area {}", area.area_code) }.into());
    }
    let (tx, lists) = acting.parts();
    if let Some(certificate) = issued(tx, lists, request).await? {
        acting.abandon().await?;
        return Ok(Issued { certificate, version: None, changes: Vec::new() });
    }
    acting.clock().check(ClockRule::C6, &area.area_code, None).map_err(ListsError::Late)?;
    let (tx, lists) = acting.parts();
    let person = Person::find(tx, lists, number).await?;
    let own = person.has.own();
    let own = own.ok_or_else(|| ListsError::refused("the person stands on no posted list (Art. 34)"))?;
    acting.allow([&own.commune_code])?;
    let certificate = entered(&mut acting, request, &own.commune_code).await?;
    let intent = marking(&mut acting, &person, &certificate).await?;
    let changes = acting.change(vec![intent]).await?;
    acting.outcome(number, None);
    let why = Why { reason: &certificate.certificate_id, source: "register of certificates" };
    let version = acting.commit(why).await?;
    let version = version.ok_or(ListsError::Document { what: "certificate without a change" })?;
    Ok(Issued { certificate, version: Some(version), changes })
}

/// The certificate as it is entered in the register of the commune that issues it.
async fn entered(
    acting: &mut Acting<'_>,
    request: Request<'_>,
    issuer: &CommuneCode,
) -> Result<Certificate, TaskError> {
    let Request { person, to, document_no, channel } = request;
    let (tx, lists) = acting.parts();
    let before = store::matter::count(tx, lists.roll_id(), MatterKind::Certificate, issuer.as_str()).await?;
    let certificate_id = format!("{:04}/GCN-{issuer}", before + 1);
    let certificate = Certificate {
        document_no: printable(document_no.unwrap_or(&certificate_id))?,
        certificate_id,
        personal_id: person,
        commune_code: to.commune_code().cloned(),
        area_code: to.area_code().cloned(),
        channel,
        issued_at: acting.at(),
        issued_by: acting.by().to_owned(),
    };
    let matter = Registered {
        kind: MatterKind::Certificate,
        id: certificate.certificate_id.clone(),
        commune_code: Some(issuer.clone()),
        personal_id: Some(person),
        state: State::Open,
        document: certificate,
    };
    acting.register(&matter).await?;
    Ok(matter.document)
}

/// The change that a certificate makes: the own row is marked, a row is added at the other area.
async fn marking(
    acting: &mut Acting<'_>,
    person: &Person,
    certificate: &Certificate,
) -> Result<Intent, TaskError> {
    let now = acting.received();
    let (tx, lists) = acting.parts();
    let facts = Facts::now(lists).of(tx, &[person.number]).await?.remove(&person.number);
    let facts = facts.ok_or(ListsError::UnknownPerson)?;
    match person.plan(&facts, lists, now).planned {
        Planned::Change(Draft { event: Some(Event::R8), difference, .. }) => Ok(Intent {
            personal_id: person.number,
            event: Event::R8,
            reason: Cow::Borrowed(Event::R8.reason(difference.kind)),
            difference,
            right_ends: None,
            evidence: format!("certificate {}", certificate.document_no),
            pair_id: None,
        }),
        Planned::Postponed(_, Postponed::Late(late)) => Err(ListsError::Late(late).into()),
        Planned::Nothing | Planned::Change(_) | Planned::Postponed(_, _) | Planned::Homeless(_) => {
            Err(ListsError::refused(
                "a certificate for this place would not move the voter: the person is in custody, it is the own area, it \
                 elects neither the National Assembly nor a provincial council, the moment is before posting or after \
                 election day, or another change of the person waits; see cutri explain",
            )
            .into())
        }
    }
}

/// The person's latest certificate, if it says what is asked for and is out already.
async fn issued(tx: &mut Tx, lists: &Lists, request: Request<'_>) -> Result<Option<Certificate>, ListsError> {
    let found = matter::of_persons(tx, lists.roll_id(), MatterKind::Certificate, &[request.person]).await?;
    let certificates = found.into_iter().map(|issued: Registered<Certificate>| issued.document);
    let latest = certificates.max_by_key(|certificate| certificate.issued_at);
    let says_the_same = |certificate: &Certificate| {
        certificate.commune_code.as_ref() == request.to.commune_code()
            && certificate.area_code.as_ref() == request.to.area_code()
            && request.document_no.is_none_or(|document_no| certificate.document_no == document_no)
    };
    Ok(latest.filter(says_the_same))
}
