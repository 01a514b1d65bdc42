//! `certificate receive`: the certificate of another office, whose list another database holds (Art. 34). Its bearer is added here
//! with a row of a guest; whom this database does not hold comes into it with what the paper says.

use super::super::error::TaskError;
use super::super::event::{Held, Identity, held};
use super::super::update::{DeltaProgress, OfPerson, Updated};
use super::{Destination, Marking, OtherOffice, Register, marking, next_id, register};
use crate::changes::Postponed;
use crate::law::{ClockRule, Outcome};
use crate::lists::{
    Acting, Actor, Certificate, ChangedRow, Lists, ListsError, Person, Registered, Why, matter,
};
use crate::people::{Beyond, CommuneCode, PersonalNumber, match_key, printable};
use crate::store::matter::Kind as MatterKind;
use crate::store::{Database, Tx};
use crate::territory::{Area, Territory};
use chrono::NaiveDate;
use serde::Serialize;

/// A paper that its bearer brings.
#[derive(Debug, Clone, Copy)]
pub struct Paper<'a> {
    pub person: PersonalNumber,
    /// As the paper names the bearer; of the sex the bearer's card tells.
    pub bearer: &'a Identity,
    /// Who issued it.
    pub office: &'a OtherOffice,
    pub document_no: &'a str,
    pub issued_on: NaiveDate,
    /// The commune here that it names, which chooses the area, or the area that was chosen.
    pub to: &'a Destination,
}

/// A paper that was received, and what it changed.
#[derive(Debug, Serialize)]
pub struct Received {
    pub certificate: Certificate,
    /// The version it made; `None` if it had been received before.
    pub version: Option<u32>,
    pub changes: Vec<ChangedRow>,
    /// Whether this database held the bearer before.
    pub was_known: bool,
}

/// Receives a certificate of another office. One that was received already for the same place is not received twice.
///
/// # Errors
/// [`ListsError::Refused`] with the reason if the bearer stands on a list here, is another person than the paper names, or would
/// gain no ballot; if the office is of this database, or the paper is somebody else's; [`ListsError::Late`] after the area's voting
/// (C6); another if the database fails. Then nothing was changed.
pub async fn receive(
    database: &Database,
    paper: Paper<'_>,
    actor: &Actor,
    progress: &dyn DeltaProgress,
) -> Result<Received, TaskError> {
    let document_no = printable(paper.document_no)?;
    let paper = Paper { document_no: document_no.trim(), ..paper };
    if paper.document_no.is_empty() {
        return Err(refused(
            "giấy chứng nhận không có số thì không có giá trị; ghi số của giấy / a certificate without a number is none: give the number on the paper").into());
    }
    let Held { facts, snapshot_id } = held(database, paper.person).await?;
    let delta = match &facts {
        Some(_) => None,
        None => {
            let full_name = printable(&paper.bearer.full_name)?.into();
            let facts = Identity { full_name, ..paper.bearer.clone() }.facts(paper.person);
            Some(OfPerson::read(database, &facts, &snapshot_id, actor, progress).await?)
        }
    };
    let mut acting = Acting::begin(database, actor, "certificate receive").await?;
    check_office(paper.office, &acting.lists().basis.territory)?;
    let taken_in = paper.to.taken_in(acting.lists())?;
    let area =
        taken_in.ok_or_else(|| refused("the paper leads to an area here: name it by its code"))?.clone();
    acting.allow([&area.commune_code])?;
    if let Some(certificate) = received(&mut acting, paper).await? {
        acting.abandon().await?;
        return Ok(Received { certificate, version: None, changes: Vec::new(), was_known: true });
    }
    acting.clock().check(ClockRule::C6, &area.area_code, None).map_err(ListsError::Late)?;
    if paper.issued_on > acting.received().date() {
        return Err(refused(format!(
            "giấy ghi ngày cấp {}, sau ngày tiếp nhận / the paper is of a later day than it is received on",
            paper.issued_on.format("%d/%m/%Y")
        ))
        .into());
    }
    match delta {
        Some(delta) => newcomer(acting, paper, &area, delta, progress).await,
        None => known(acting, paper, &area).await,
    }
}

/// Somebody whom this database does not hold comes into it, and is listed by the certificate alone.
async fn newcomer(
    mut acting: Acting<'_>,
    paper: Paper<'_>,
    area: &Area,
    delta: OfPerson,
    progress: &dyn DeltaProgress,
) -> Result<Received, TaskError> {
    let certificate = entered(&mut acting, paper, area).await?;
    let made = delta.make(&mut acting, progress).await?;
    let Updated { changes, waiting, .. } = made.updated();
    match (changes.is_empty(), waiting.first().map(|it| &it.why)) {
        (false, None) => {}
        (_, Some(Postponed::Late(late))) => return Err(ListsError::Late(late.clone()).into()),
        (_, _) => {
            return Err(refused(
                "theo giấy chứng nhận và ngày sinh đã ghi thì người này không được ghi tên ở đây: kiểm tra ngày sinh, khu vực bỏ phiếu / \
                 by the paper and the birth date the bearer would not be listed here: check the birth date and the area",
            )
            .into());
        }
    }
    let updated = made.because(&certificate.certificate_id).finish(acting, false).await?;
    let Updated { version, changes, .. } = updated;
    Ok(Received { certificate, version, changes, was_known: false })
}

/// Somebody whom this database holds, and who stands on no list of their own here.
async fn known(mut acting: Acting<'_>, paper: Paper<'_>, area: &Area) -> Result<Received, TaskError> {
    let (tx, lists) = acting.parts();
    let person = Person::find(tx, lists, paper.person).await?;
    check_bearer(paper, &person)?;
    check_no_own_place(&person, lists)?;
    let certificate = entered(&mut acting, paper, area).await?;
    let Marking { intent, unlisted } = marking(&mut acting, &person, &certificate).await?;
    let changes = acting.change(vec![intent]).await?;
    acting.outcome(paper.person, unlisted);
    let why = Why { reason: &certificate.certificate_id, source: "register of certificates" };
    let version = acting.commit(why).await?;
    let version = version.ok_or(ListsError::Document { what: "certificate without a change" })?;
    Ok(Received { certificate, version: Some(version), changes, was_known: true })
}

/// The certificate as it is entered in the register of the commune that receives it.
async fn entered(acting: &mut Acting<'_>, paper: Paper<'_>, area: &Area) -> Result<Certificate, TaskError> {
    let certificate_id = next_id(acting, Register::Received, &area.commune_code).await?;
    let certificate = Certificate {
        certificate_id,
        personal_id: paper.person,
        commune_code: paper.to.commune_code().cloned(),
        area_code: paper.to.area_code().cloned(),
        beyond: Some(Beyond::From { office: paper.office.place.clone(), issued_on: paper.issued_on }),
        channel: None,
        document_no: paper.document_no.to_owned(),
        issued_at: acting.at(),
        issued_by: acting.by().to_owned(),
    };
    register(acting, certificate, &area.commune_code).await
}

/// The register's line of this very paper.
async fn received(acting: &mut Acting<'_>, paper: Paper<'_>) -> Result<Option<Certificate>, ListsError> {
    let (tx, lists) = acting.parts();
    let Some(known) = of_office(tx, lists, paper).await? else { return Ok(None) };
    let id = &known.certificate_id;
    if known.personal_id != paper.person {
        return Err(refused(format!(
            "giấy số {} của {} đã được tiếp nhận cho người khác ({id}): kiểm tra số giấy / the paper was received for somebody else",
            paper.document_no, paper.office.place
        )));
    }
    let is_same = known.commune_code.as_ref() == paper.to.commune_code()
        && known.area_code.as_ref() == paper.to.area_code();
    match is_same {
        true => Ok(Some(known)),
        false => Err(refused(format!(
            "giấy này đã được tiếp nhận ({id}) cho nơi khác: hủy thay đổi đó rồi tiếp nhận lại / the paper was received for another \
             place: take that change back, then receive it again"
        ))),
    }
}

/// The certificate in force that bears an office's number.
async fn of_office(tx: &mut Tx, lists: &Lists, paper: Paper<'_>) -> Result<Option<Certificate>, ListsError> {
    let all = matter::open(tx, lists.roll_id(), MatterKind::Certificate).await?;
    let mut all = all.into_iter().map(|found: Registered<Certificate>| found.document);
    let same = |one: &str, other: &str| match_key(one) == match_key(other);
    Ok(all.find(|known| {
        let of_office = known.beyond.as_ref().filter(|beyond| beyond.is_from());
        of_office.is_some_and(|beyond| same(beyond.place(), &paper.office.place))
            && same(&known.document_no, paper.document_no)
    }))
}

/// A commune of this database issues certificates here.
fn check_office(office: &OtherOffice, territory: &Territory) -> Result<(), ListsError> {
    let (commune, province) = office.place.rsplit_once(',').unwrap_or((&office.place, ""));
    let same = |one: &str, other: &str| match_key(one) == match_key(other);
    let is_it = |code: &CommuneCode| {
        territory.commune(code).is_some_and(|known| {
            let of_province = territory.province(&known.province_code);
            same(&known.name, commune) && of_province.is_some_and(|it| same(&it.name, province))
        })
    };
    let known = territory.communes().map(|known| &known.commune_code);
    match known.filter(|code| !territory.areas_of(code).is_empty()).find(|code| is_it(code)) {
        Some(code) => Err(refused(format!(
            "{} (mã {code}) có danh sách trong cơ sở dữ liệu này: cấp giấy tại đây thì cả hai danh sách đều được ghi / the lists of \
             commune {code} are in this database: issue the certificate here, which writes both",
            office.place
        ))),
        None => Ok(()),
    }
}

/// The paper and the database must name one person.
fn check_bearer(paper: Paper<'_>, person: &Person) -> Result<(), ListsError> {
    let held = &person.facts.person;
    let is_same_name = match_key(&held.full_name) == match_key(&paper.bearer.full_name);
    let (one, other) = (held.birth_date, paper.bearer.birth_date);
    let may_be_same_day = one.first() <= other.last() && other.first() <= one.last();
    match is_same_name && may_be_same_day {
        true => Ok(()),
        false => Err(refused(
            "số định danh này trong cơ sở dữ liệu là của người có họ tên hoặc ngày sinh khác: kiểm tra số trên giấy và trên căn cước; nếu cơ \
             sở dữ liệu sai thì cải chính trước / the database has another name or birth date under this number: check \
             the paper and the card, or enter the correction first",
        )),
    }
}

/// Who has a place of their own on the lists here votes elsewhere by a certificate that is issued here.
fn check_no_own_place(person: &Person, lists: &Lists) -> Result<(), ListsError> {
    let decision = person.decision(lists);
    let own = person.has.own().map(|row| &row.area_code);
    let own = own.or(match &decision.outcome {
        Outcome::Listed { area, .. } if !decision.is_of_guest() => Some(area),
        _ => None,
    });
    let Some(own) = own else { return Ok(()) };
    Err(refused(format!(
        "người này có tên ở khu vực bỏ phiếu {own} trong chính cơ sở dữ liệu này, nên giấy do nơi đó cấp / the person \
         stands on the list of area {own} of this database, where the certificate is issued"
    )))
}

fn refused(why: impl Into<String>) -> ListsError {
    ListsError::refused(why)
}
