//! The notices of transfers on paper.

use super::super::error::TaskError;
use super::{Letter, stem};
use crate::changes::Kind;
use crate::files::Tray;
use crate::lists::{Basis, Lists, ListsError, Notice, NoticeSays};
use crate::output::OutputError;
use crate::people::{AreaCode, Sex};
use crate::render::documents::{self, CommunePlace, TransferNotice, TransferSays};
use crate::render::pdf::Printer;
use crate::render::{Language, area_name, place_name};
use crate::territory::Province;
use std::io::Write;

/// The row that a letter is about, and whose.
pub(super) struct Told {
    pub area: AreaCode,
    pub number: u32,
    pub sex: Sex,
}

/// The paper of a notice, for an office that reads no files of ours.
pub(super) struct Sheet {
    name: String,
    bytes: Vec<u8>,
}

impl Sheet {
    /// Prints a letter, if it is about a row of a list here.
    pub(super) fn of(letter: &Letter, lists: &Lists, printer: &Printer) -> Result<Option<Self>, TaskError> {
        let Letter { pair, notice, row: Some(Told { area, number, sex }) } = letter else { return Ok(None) };
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
            reason: notice.event.reason(Kind::Transfer),
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
    let territory = &lists.basis.territory;
    match (&notice.to.commune_code, &notice.to.facility_code, notice.says) {
        (_, _, NoticeSays::Received) => "nơi cử tri chuyển đi".to_owned(),
        (Some(code), _, NoticeSays::GivenUp) => {
            place_name(territory, code).unwrap_or_else(|| format!("xã, phường, đặc khu có mã {code}"))
        }
        (None, Some(code), NoticeSays::GivenUp) => format!("nơi có cơ sở mã {code}"),
        (None, None, NoticeSays::GivenUp) => "nơi cử tri chuyển đến".to_owned(),
    }
}
