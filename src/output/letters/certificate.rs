//! Certificates to vote elsewhere, and those of servicemen who vote at their residence (forms 11 and 12).

use super::super::OutputError;
use super::{Desk, file_name, latest};
use crate::law::{Mark, Rule};
use crate::lists::{Certificate, Lists, ListsError, Person, Registered, histories, matter, rows_of_person};
use crate::people::{Beyond, PersonalNumber, StayKind, WishKind};
use crate::render::documents::{self, AreaPlace};
use crate::roll::{Entry, Status};
use crate::store::Tx;
use crate::store::matter::Kind as MatterKind;
use crate::territory::Levels;
use chrono::NaiveDate;

/// A certificate by the register's number, or by the one on paper if only one bears it.
pub(super) async fn find(tx: &mut Tx, lists: &Lists, id: &str) -> Result<Certificate, ListsError> {
    let kind = MatterKind::Certificate;
    if let Some(found) = matter::find::<Certificate>(tx, lists.roll_id(), kind, id).await? {
        return Ok(found.document);
    }
    let all: Vec<Registered<Certificate>> = matter::all(tx, lists.roll_id(), kind).await?;
    let mut named = all.into_iter().map(|it| it.document).filter(|it| it.document_no.trim() == id.trim());
    match (named.next(), named.next()) {
        (Some(only), None) => Ok(only),
        (Some(one), Some(other)) => Err(ListsError::Refused {
            why: format!(
                "several certificates bear the number {id}: name one by the register, such as {} or {}",
                one.certificate_id, other.certificate_id
            ),
        }),
        (None, _) => Err(ListsError::NoMatter { kind: kind.as_str(), id: id.to_owned() }),
    }
}

impl Desk<'_, '_, '_> {
    pub(super) async fn certificate(
        &mut self,
        tx: &mut Tx,
        certificate: &Certificate,
    ) -> Result<(), OutputError> {
        if let Some(Beyond::From { office, .. }) = &certificate.beyond {
            let why = format!(
                "giấy {} do {office} cấp, nơi đó in; ở đây chỉ in thẻ cử tri cho người mang giấy / it is printed by \
                 the office that issued it; here its bearer gets a card",
                certificate.document_no
            );
            return Err(ListsError::Refused { why }.into());
        }
        let rows = rows_of_person(tx, self.lists, certificate.personal_id).await?;
        let there = rows.iter().find(|row| row.rule == Rule::R8 && row.status == Status::Listed);
        let is_own = |row: &&Entry| row.marks.contains(&Mark::VotesElsewhere) && row.status == Status::Marked;
        let election = &self.lists.basis.election;
        let to = match &certificate.beyond {
            None => there.map(To::Row),
            Some(beyond) => Some(To::Beyond(documents::VotesAt::Beyond {
                place: beyond.place(),
                code: certificate.commune_code.as_ref(),
                ballots: Levels::UPPER.intersection(election.levels),
            })),
        };
        let (Some(to), Some(own)) = (to, rows.iter().find(is_own)) else {
            let why = format!("certificate {} is not in force any more", certificate.certificate_id);
            return Err(ListsError::Refused { why }.into());
        };
        let certified = Certified {
            document_no: &certificate.document_no,
            dated: certificate.issued_at.date(),
            own,
            to,
            unit: None,
        };
        self.certified(tx, certified, &file_name(&certificate.certificate_id)).await
    }

    /// The certificate by which a serviceman votes at the residence (form 12): its facts are the commander's, and the unit's
    /// row is marked already.
    pub(super) async fn serviceman(
        &mut self,
        tx: &mut Tx,
        number: PersonalNumber,
        dated: NaiveDate,
    ) -> Result<(), OutputError> {
        let person = Person::find(tx, self.lists, number).await?;
        let refused = |why: &str| ListsError::Refused { why: why.to_owned() };
        let marked = person.has.marked.iter().find(|row| row.marks.contains(&Mark::VotesAtResidence));
        let (Some(own), Some(there)) = (marked, &person.has.standing) else {
            return Err(refused(
                "no commander's certificate is in force for this person: it needs the wish \
                 vote_at_permanent_by_certificate with its number, and a residence outside the unit (Art. 31.2)",
            ).into());
        };
        let stays = person.facts.stays.iter().filter(|stay| stay.kind == StayKind::Military);
        let mut units = stays.filter_map(|stay| self.lists.basis.territory.facility(&stay.facility_code));
        let unit = units.rfind(|unit| unit.area_code.as_ref() == Some(&own.area_code));
        let unit = unit.ok_or_else(|| refused("the unit of the stay is not among the facilities"))?;
        let wishes =
            person.facts.wishes.iter().filter(|wish| wish.kind == WishKind::VoteAtPermanentByCertificate);
        let document_no = wishes.filter_map(|wish| wish.document_no.as_deref()).next_back();
        let certified = Certified {
            document_no: document_no.unwrap_or_default(),
            dated,
            own,
            to: To::Row(there),
            unit: Some(&unit.name),
        };
        self.certified(tx, certified, &format!("GCN-quan-nhan-{}-{}", own.area_code, own.number)).await
    }

    /// Prints a certificate of what stands on the lists.
    async fn certified(
        &mut self,
        tx: &mut Tx,
        certified: Certified<'_>,
        name: &str,
    ) -> Result<(), OutputError> {
        let Certified { document_no, dated, own, to, unit } = certified;
        let area = self.area(&own.area_code)?;
        let (commune, province) = self.place(&area.commune_code)?;
        let elsewhere = match to {
            To::Row(row) => {
                let area = self.area(&row.area_code)?;
                Some((row, area, self.place(&area.commune_code)?))
            }
            To::Beyond(_) => None,
        };
        let to = match (&elsewhere, to) {
            (Some((row, area, (commune, province))), _) => {
                documents::VotesAt::Row { place: self.commune_place(province, commune), area, row }
            }
            (None, To::Beyond(at)) => at,
            (None, To::Row(_)) => return Err(ListsError::Document { what: "certificate" }.into()),
        };
        let roll_id = self.lists.roll_id();
        let (found, _) = histories::of_commune(tx, roll_id, area.commune_code.as_str(), |_| ()).await?;
        let version = found.get(&area.area_code).and_then(latest);
        let version =
            version.ok_or_else(|| ListsError::NotPosted { place: format!("area {}", area.area_code) })?;
        let election = &self.lists.basis.election;
        let levels = self.lists.basis.territory.levels_elected(&area.commune_code);
        let certificate = documents::Certificate {
            document_no,
            dated,
            own: AreaPlace {
                election,
                roll_id,
                province: &province,
                commune,
                office: self.lists.basis.territory.office(&commune.commune_code),
                area,
                levels: levels.intersection(election.levels),
                version: &version,
            },
            entry: own,
            to,
            unit,
        };
        let document = match unit {
            None => documents::certificate(&certificate),
            Some(_) => documents::serviceman_certificate(&certificate),
        };
        self.letter(&format!("{name}.pdf"), &document, &area.area_code)
    }
}

/// What a certificate rests on: the row of the own list and the row where the bearer votes.
struct Certified<'r> {
    document_no: &'r str,
    dated: NaiveDate,
    own: &'r Entry,
    to: To<'r>,
    /// Of a serviceman alone.
    unit: Option<&'r str>,
}

/// Where the bearer votes: by a row here, or where another office keeps the list.
#[derive(Clone, Copy)]
enum To<'r> {
    Row(&'r Entry),
    Beyond(documents::VotesAt<'r>),
}
