//! The notices of transfers on paper.

use super::super::error::TaskError;
use super::{Letter, stem};
use crate::changes::Place;
use crate::files::Tray;
use crate::lists::{
    Basis, Certificate, Lists, ListsError, Notice, NoticeSays, Person, Registered, matter, rows_of_person,
};
use crate::output::OutputError;
use crate::people::{Beyond, CommuneCode, Residence};
use crate::render::documents::{self, CommunePlace, TransferNotice, TransferSays, VoidCertificate};
use crate::render::pdf::Printer;
use crate::render::{Language, area_name, place_name};
use crate::roll::Entry;
use crate::store::Tx;
use crate::store::matter::Kind as MatterKind;
use crate::territory::Province;
use std::io::Write;

/// The row that a letter is about, and what is told beside it.
pub(super) struct Told {
    row: Entry,
    /// Where the person lives now, of somebody given up here.
    present_home: Option<String>,
    /// What the person holds to vote elsewhere.
    certificate: Option<Certificate>,
}

impl Told {
    /// Of somebody who was received here.
    pub fn of(row: Entry) -> Self {
        Self { row, present_home: None, certificate: None }
    }

    /// Of somebody whose row in a place was struck here; `None` if it is not there.
    pub async fn given_up(
        tx: &mut Tx,
        lists: &Lists,
        place: &Place,
        person: &Person,
    ) -> Result<Option<Self>, ListsError> {
        let rows = rows_of_person(tx, lists, person.number).await?;
        let is_it = |row: &Entry| row.area_code == place.area_code && row.number == place.number;
        let Some(row) = rows.into_iter().find(is_it) else { return Ok(None) };
        let (kind, numbers) = (MatterKind::Certificate, [person.number]);
        let held = matter::of_persons(tx, lists.roll_id(), kind, &numbers).await?;
        let held = held.into_iter().map(|held: Registered<Certificate>| held.document);
        let held = held.filter(|held| !held.beyond.as_ref().is_some_and(Beyond::is_from));
        let decision = person.decision(lists);
        let present_home = decision.residences(&person.facts).next().map(|home| home_of(home, lists));
        let certificate = held.max_by_key(|held| held.issued_at);
        Ok(Some(Self { row, present_home, certificate }))
    }
}

/// House and commune, as far as anything tells.
fn home_of(home: &Residence, lists: &Lists) -> String {
    let commune = commune_of(lists, &home.commune_code);
    home.address.iter().map(|address| address.to_string()).chain([commune]).collect::<Vec<_>>().join(", ")
}

/// The paper of a notice, for an office that reads no files of ours.
pub(super) struct Sheet {
    name: String,
    bytes: Vec<u8>,
}

impl Sheet {
    /// Prints a letter, if it is about a row of a list here.
    pub(super) fn of(letter: &Letter, lists: &Lists, printer: &Printer) -> Result<Option<Self>, TaskError> {
        let Letter { pair, notice, told: Some(told) } = letter else { return Ok(None) };
        let Entry { area_code: area, number, sex, .. } = &told.row;
        let Basis { election, territory, profile, .. } = &lists.basis;
        let not_posted = || ListsError::NotPosted { place: format!("area {area}") };
        let known = territory.area(area).ok_or_else(not_posted)?;
        let commune = territory.commune(&known.commune_code).ok_or_else(not_posted)?;
        let named = || Province {
            province_code: commune.province_code.clone(),
            name: commune.province_code.to_string(),
        };
        let province = territory.province(&commune.province_code).cloned().unwrap_or_else(named);
        let list = area_name(known, Language::Vietnamese).replacen("Khu", "khu", 1);
        let says = match notice.says {
            NoticeSays::GivenUp => TransferSays::GivenUp,
            NoticeSays::Received => TransferSays::Received,
        };
        let other = other_office(lists, notice);
        let letter = documents::transfer_notice(&TransferNotice {
            place: CommunePlace {
                election,
                province: &province,
                commune,
                office: territory.office(&commune.commune_code),
            },
            says,
            pair_id: &notice.pair_id,
            full_name: &notice.full_name,
            birth_date: notice.birth_date,
            sex: *sex,
            personal_id: notice.personal_id,
            area: &list,
            number: *number,
            other: &other,
            event: notice.event,
            former_home: documents::home(&told.row),
            present_home: told.present_home.as_deref(),
            certificate: told.certificate.as_ref().map(|held| VoidCertificate {
                document_no: &held.document_no,
                issued_on: held.issued_at.date(),
            }),
            at: notice.at,
            until: election.change_cut_off(None, profile),
        });
        let failed = OutputError::pdf(&area);
        let mut bytes = Vec::new();
        printer.print(&letter, &mut bytes).map_err(failed)?;
        Ok(Some(Self { name: format!("{}.pdf", stem(pair, notice.says)), bytes }))
    }

    pub(super) fn print(&self, tray: &mut Tray) -> Result<(), TaskError> {
        let path = tray.place(&self.name);
        tray.create(&self.name)?.write_all(&self.bytes).map_err(TaskError::write(&path))
    }
}

/// The other office by its name where the territory has it, else by its code.
fn other_office(lists: &Lists, notice: &Notice) -> String {
    match (&notice.to.commune_code, &notice.to.facility_code, notice.says) {
        (_, _, NoticeSays::Received) => "nơi cử tri chuyển đi".to_owned(),
        (Some(code), _, NoticeSays::GivenUp) => commune_of(lists, code),
        (None, Some(code), NoticeSays::GivenUp) => format!("nơi có cơ sở mã {code}"),
        (None, None, NoticeSays::GivenUp) => "nơi cử tri chuyển đến".to_owned(),
    }
}

/// A commune by its name where the territory has it, else by its code.
fn commune_of(lists: &Lists, code: &CommuneCode) -> String {
    let named = place_name(&lists.basis.territory, code);
    named.unwrap_or_else(|| format!("xã, phường, đặc khu có mã {code}"))
}
