//! `certificate`: certificates to vote elsewhere (Art. 34). One that is issued marks the own row and adds one at the other area,
//! unless another office keeps the list there; one that a bearer brings from another office adds the row alone.

mod receive;

use super::error::TaskError;
use crate::changes::{Draft, Event, Plan, Planned, Postponed};
use crate::law::{ClockRule, Rule, Timetable, receiving_area};
use crate::lists::{
    Acting, Actor, Certificate, ChangedRow, Facts, Intent, Lists, ListsError, Person, Registered, Why, matter,
};
use crate::people::{AreaCode, Beyond, Channel, CodeError, CommuneCode, PersonalNumber, printable};
use crate::roll::{Entry, Unlisted};
use crate::store::matter::{Kind as MatterKind, State};
use crate::store::{self, Database, Tx};
use crate::territory::{Area, Levels, Territory};
use serde::Serialize;
use std::borrow::Cow;

pub use receive::{Paper, Received, receive};

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
    /// A commune, which chooses the area, an area, or a place of which there is no list here.
    pub to: &'a Destination,
    /// The number on paper; `None`: the register's.
    pub document_no: Option<&'a str>,
    /// How it was asked for; `None`: not recorded.
    pub channel: Option<Channel>,
    /// Somebody looked: the voter has not voted yet. Asked for once the own area votes.
    pub has_not_voted: bool,
}

/// Where the bearer of a certificate will vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    Commune(CommuneCode),
    Area(AreaCode),
    Beyond(OtherOffice),
}

/// An office of whose list this database holds nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherOffice {
    /// As certificates print it: the commune, a comma, and the province.
    place: Box<str>,
    /// Where it is known.
    commune_code: Option<CommuneCode>,
}

impl OtherOffice {
    /// A place in words, with its commune's code where that is known.
    ///
    /// # Errors
    /// [`ListsError::Refused`] if the words do not part commune and province by a comma; another if they cannot be printed.
    pub fn parse(words: &str, commune_code: Option<CommuneCode>) -> Result<Self, TaskError> {
        let place = printable(words)?;
        let place = place.trim();
        let has_both = place
            .rsplit_once(',')
            .is_some_and(|(commune, province)| !commune.trim().is_empty() && !province.trim().is_empty());
        match has_both {
            true => Ok(Self { place: place.into(), commune_code }),
            false => Err(ListsError::refused(
                "giấy chứng nhận nêu xã và tỉnh (mẫu số 11), cách nhau bằng dấu phẩy, như “phường Bến Thành, Thành phố Hồ Chí Minh” / \
                 a certificate names commune and province (form 11), parted by a comma, such as “phường Bến Thành, Thành phố \
                 Hồ Chí Minh”",
            )
            .into()),
        }
    }
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
            Self::Beyond(_) => None,
        }
    }

    fn commune_code(&self) -> Option<&CommuneCode> {
        match self {
            Self::Commune(code) => Some(code),
            Self::Beyond(OtherOffice { commune_code, .. }) => commune_code.as_ref(),
            Self::Area(_) => None,
        }
    }

    fn area_code(&self) -> Option<&AreaCode> {
        match self {
            Self::Area(code) => Some(code),
            Self::Commune(_) | Self::Beyond(_) => None,
        }
    }

    fn beyond(&self) -> Option<Beyond> {
        match self {
            Self::Beyond(OtherOffice { place, .. }) => Some(Beyond::To(place.clone())),
            Self::Commune(_) | Self::Area(_) => None,
        }
    }

    /// The area here that takes the bearer in; `None`: another office does.
    fn taken_in<'t>(&self, lists: &'t Lists) -> Result<Option<&'t Area>, ListsError> {
        let territory = &lists.basis.territory;
        if let Self::Beyond(OtherOffice { commune_code, .. }) = self {
            let is_here = |code: &&CommuneCode| !territory.areas_of(territory.commune_now(code)).is_empty();
            return match commune_code.as_ref().filter(is_here) {
                Some(code) => Err(ListsError::Refused {
                    why: format!(
                        "commune {code} is of this database: issue the certificate to the commune or an area of it"
                    ),
                }),
                None => Ok(None),
            };
        }
        let area = self.area(territory).ok_or_else(|| {
            ListsError::refused(
                "không có khu vực bỏ phiếu này, hoặc không có xã này với khu vực nhận cử tri; xem areas.csv / there is no such area, or no \
                 such commune with an area that takes voters in; see areas.csv",
            )
        })?;
        match lists.is_posted(&area.commune_code) {
            true => Ok(Some(area)),
            false => Err(ListsError::NotPosted { place: format!("area {}", area.area_code) }),
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
    let taken_in = to.taken_in(acting.lists())?.map(|area| area.area_code.clone());
    let (tx, lists) = acting.parts();
    if let Some(certificate) = issued(tx, lists, request).await? {
        acting.abandon().await?;
        return Ok(Issued { certificate, version: None, changes: Vec::new() });
    }
    let (tx, lists) = acting.parts();
    let person = Person::find(tx, lists, number).await?;
    let own = person.has.own().ok_or_else(|| ListsError::refused(no_own_row(&person)))?;
    acting.allow([&own.commune_code])?;
    let clock_of = taken_in.as_ref().unwrap_or(&own.area_code);
    acting.clock().check(ClockRule::C6, clock_of, None).map_err(ListsError::Late)?;
    ask_whether_voted(&acting, own, request)?;
    let certificate = entered(&mut acting, request, &own.commune_code).await?;
    let Marking { intent, unlisted } = marking(&mut acting, &person, &certificate).await?;
    let changes = acting.change(vec![intent]).await?;
    acting.outcome(number, unlisted);
    let why = Why { reason: &certificate.certificate_id, source: "register of certificates" };
    let version = acting.commit(why).await?;
    let version = version.ok_or(ListsError::Document { what: "certificate without a change" })?;
    Ok(Issued { certificate, version: Some(version), changes })
}

/// Refuses a certificate while the own area votes, unless somebody looked whether the voter has voted there.
fn ask_whether_voted(acting: &Acting<'_>, own: &Entry, request: Request<'_>) -> Result<(), ListsError> {
    let terms = acting.lists().terms();
    let opens_at = terms.territory.area(&own.area_code).and_then(|area| area.opens_at);
    let timetable = Timetable::new(terms.election, terms.profile, opens_at, None);
    match timetable.allows(ClockRule::C5, acting.received()) || request.has_not_voted {
        true => Ok(()),
        false => Err(ListsError::VotingRuns { area: own.area_code.clone(), number: own.number }),
    }
}

/// The certificate as it is entered in the register of the commune that issues it.
async fn entered(
    acting: &mut Acting<'_>,
    request: Request<'_>,
    issuer: &CommuneCode,
) -> Result<Certificate, TaskError> {
    let Request { person, to, document_no, channel, has_not_voted: _ } = request;
    let certificate_id = next_id(acting, Register::Issued, issuer).await?;
    let certificate = Certificate {
        document_no: printable(document_no.unwrap_or(&certificate_id))?,
        certificate_id,
        personal_id: person,
        commune_code: to.commune_code().cloned(),
        area_code: to.area_code().cloned(),
        beyond: to.beyond(),
        channel,
        issued_at: acting.at(),
        issued_by: acting.by().to_owned(),
    };
    register(acting, certificate, issuer).await
}

/// The two registers of a commune: of certificates that it issued, and of those that bearers brought.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Register {
    Issued,
    Received,
}

/// The next number of a commune's register.
async fn next_id(
    acting: &mut Acting<'_>,
    register: Register,
    commune: &CommuneCode,
) -> Result<String, ListsError> {
    let (tx, lists) = acting.parts();
    let kind = MatterKind::Certificate;
    let found = store::matter::of_communes(tx, lists.roll_id(), kind, [commune.as_str()]).await?;
    let found: Vec<Registered<Certificate>> = found.iter().map(Registered::read).collect::<Result<_, _>>()?;
    let is_received = |found: &&Registered<Certificate>| {
        found.document.beyond.as_ref().is_some_and(Beyond::is_from) == (register == Register::Received)
    };
    let number = found.iter().filter(is_received).count() + 1;
    Ok(match register {
        Register::Issued => format!("{number:04}/GCN-{commune}"),
        Register::Received => format!("{number:04}/TN-{commune}"),
    })
}

/// Enters a certificate in the register of a commune.
async fn register(
    acting: &mut Acting<'_>,
    certificate: Certificate,
    commune: &CommuneCode,
) -> Result<Certificate, TaskError> {
    let matter = Registered {
        kind: MatterKind::Certificate,
        id: certificate.certificate_id.clone(),
        commune_code: Some(commune.clone()),
        personal_id: Some(certificate.personal_id),
        state: State::Open,
        document: certificate,
    };
    acting.register(&matter).await?;
    Ok(matter.document)
}

/// The change that a certificate makes, and what stands of the person beside the lists.
struct Marking {
    intent: Intent,
    unlisted: Option<Unlisted>,
}

/// What a certificate does: the own row is marked, and a row is added at the other area, if that is here.
async fn marking(
    acting: &mut Acting<'_>,
    person: &Person,
    certificate: &Certificate,
) -> Result<Marking, TaskError> {
    let now = acting.received();
    let (tx, lists) = acting.parts();
    let facts = Facts::now(lists).of(tx, &[person.number]).await?.remove(&person.number);
    let facts = facts.ok_or(ListsError::UnknownPerson)?;
    let Plan { decision, planned } = person.plan(&facts, lists, now);
    match planned {
        Planned::Change(Draft { event: Some(Event::R8), difference, .. }) => Ok(Marking {
            intent: Intent {
                personal_id: person.number,
                event: Event::R8,
                reason: Cow::Borrowed(Event::R8.reason(difference.kind)),
                difference,
                right_ends: None,
                evidence: format!("certificate {}", certificate.document_no),
                pair_id: None,
            },
            unlisted: decision
                .and_then(|decision| Unlisted::of(&facts, decision, &lists.basis.territory))
                .filter(|person| lists.keep(person)),
        }),
        Planned::Postponed(_, Postponed::Late(late)) => Err(ListsError::Late(late).into()),
        Planned::Nothing | Planned::Change(_) | Planned::Postponed(_, _) | Planned::Homeless(_) => {
            Err(ListsError::refused(why_not(person, certificate, lists)).into())
        }
    }
}

/// Why nobody here can issue a certificate to a person.
fn no_own_row(person: &Person) -> &'static str {
    match person.has.standing.is_some() {
        true => {
            "cử tri có tên ở danh sách của địa phương khác, nơi đã cấp giấy chứng nhận; chỉ nơi đó cấp lại được (Điều 34) / the voter \
             stands on the list of the office that issued the certificate, and only that office issues another (Art. 34)"
        }
        false => {
            "người này không có tên trong danh sách nào đã niêm yết (Điều 34) / the person stands on no posted list (Art. 34)"
        }
    }
}

/// Why a certificate would not move a voter.
fn why_not(person: &Person, certificate: &Certificate, lists: &Lists) -> &'static str {
    let terms = lists.terms();
    let decision = person.decision(lists);
    let is_own = person.has.own().is_some_and(|own| certificate.area_code.as_ref() == Some(&own.area_code));
    let day = certificate.issued_at.date();
    if decision.rule == Rule::P1 {
        "the voter is in custody or under a compulsory measure, and votes at the facility (Art. 29.5)"
    } else if decision.rule == Rule::R8 {
        "the voter has a certificate already, and votes by it at this very place: take it back first, or print it again"
    } else if is_own {
        "it is the voter's own area"
    } else if day < terms.election.posted_on || day > terms.election.election_day {
        "a certificate is issued from posting to election day (Art. 34)"
    } else if Levels::UPPER.intersection(terms.election.levels).is_empty() {
        "this election elects neither the National Assembly nor a provincial council"
    } else {
        "the voter would gain no ballot there: it is the own area, it elects neither the National Assembly nor a provincial \
         council, or another change of the voter waits"
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
            && certificate.beyond == request.to.beyond()
            && request.document_no.is_none_or(|document_no| certificate.document_no == document_no)
    };
    Ok(latest.filter(says_the_same))
}
